"""Bring in: a neighbourhood out of its archive, on a server where it is not there yet; all of it, or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import DataError, IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda import actions as agenda
from stoep.archive import kinds, placing, rules
from stoep.archive.checking import Checked
from stoep.core.sealing import tree
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.record.inspection import Finding, inspect
from stoep.record.models import Log
from stoep.shared.refusal import Refused
from stoep.voices import search
from stoep.voices.models import Voice

Told = Callable[[str, int], None]
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Brought:
    """What now stands here, and what was found that is not as it was sealed (only with `although_changed`)."""

    neighbourhood: Neighbourhood
    counts: dict[str, int]
    findings: list[Finding] = field(default_factory=list)


def bring_in(
    *,
    checked: Checked,
    at: datetime,
    told: Told = lambda label, count: None,
    although_changed: bool = False,
) -> Brought:
    """The neighbourhood of this archive, in one transaction: whoever is interrupted finds nothing of it.

    Every row is laid beside the log before it counts; what differs is Refused, unless `although_changed` says that
    somebody knows it. Refused too when the neighbourhood, or something under the same number, is here already.
    From here on the keys of this server sign the log, and an entry says so.
    """
    with _placed_files(checked), transaction.atomic():
        _not_here_yet(checked)
        try:
            counts = placing.place(checked, told=told)
            connection.check_constraints()
        except (IntegrityError, DataError, OverflowError) as error:
            raise Refused(
                "not-placed",
                _("In dit archief wijst iets naar wat er niet bij zit. Er is niets neergezet. Neem een andere kopie."),
            ) from error
        log = Log.objects.select_related("neighbourhood").get(origin=checked.origin)
        _only_its_own(log.neighbourhood, counts)
        _find_by_words(log.neighbourhood, told)
        placing.count_on()
        agenda.recount(log.neighbourhood)
        findings = _beside_the_log(checked, log, although_changed=although_changed)
        former = [key.written() for key in checked.keys]
        record.take_over(neighbourhood=log.neighbourhood, at=at, former=former)
    return Brought(log.neighbourhood, counts, findings)


def _not_here_yet(checked: Checked) -> None:
    slug = str(checked.manifest["neighbourhood"]["slug"])
    if Neighbourhood.objects.filter(slug=slug).exists() or Log.objects.filter(origin=checked.origin).exists():
        raise Refused("here-already", _("Deze wijk staat al op deze server. Er is niets veranderd."))


def _only_its_own(here: Neighbourhood, counts: dict[str, int]) -> None:
    """Whether each row that was brought belongs to this neighbourhood, or is pointed at by what does."""
    along = kinds.reached(here)
    for kind in kinds.kinds():
        belongs = sum(rows.count() for rows in along.rows(kind, here))
        if belongs != counts.get(kind.label, 0):
            raise Refused(
                "foreign-rows",
                _("In dit archief zitten rijen die niet van deze wijk zijn: %(kind)s. Er is niets neergezet."),
                kind=kind.label,
            )


def _find_by_words(here: Neighbourhood, told: Told) -> None:
    known = Voice.objects.filter(neighbourhood=here, erased_at__isnull=True).order_by("pk")
    for part in kinds.portions(known.iterator(kinds.CHUNK), 2000):
        search.put_all(part)
        told("search", len(part))


def _beside_the_log(checked: Checked, log: Log, *, although_changed: bool) -> list[Finding]:
    frontier = tree.Frontier.unpacked(log.size, bytes(log.peaks))
    if (log.size, frontier.root()) != (checked.size, checked.root):
        raise Refused("other-root", _("Het logboek komt anders uit dan het archief zegt. Er is niets neergezet."))
    found = list(islice(_findings(log, checked), SHOWN))
    if found and not although_changed:
        raise Refused(
            "changed",
            _(
                "Er is iets anders dan het verzegeld is: %(what)s. Er is niets neergezet. Neem een andere kopie. "
                "Was het op de oude server ook al zo? Dan kan het met --although-changed."
            ),
            what=f"{found[0].code} {found[0].where}"[:80],
        )
    return found


def _findings(log: Log, checked: Checked) -> Iterator[Finding]:
    """What is not as it was sealed. That another server signed until now is no finding: `take_over` says it next."""
    return (finding for finding in inspect(log, verifies=checked.signatures) if finding.code != "not-our-keys")


@contextmanager
def _placed_files(checked: Checked) -> Iterator[None]:
    """The files of the archive in their places; taken away again when the rows do not come."""
    placed: list[Path] = []
    try:
        for source in sorted(checked.path(rules.FILES).rglob("*")):
            if source.is_file():
                target = Path(settings.MEDIA_ROOT, source.relative_to(checked.path(rules.FILES)))
                if _place_file(source, target):
                    placed.append(target)
        yield
    except BaseException:
        for path in placed:
            path.unlink(missing_ok=True)
        raise


def _place_file(source: Path, target: Path) -> bool:
    """Whether the file was put there; one that is there already must be the same."""
    if target.exists():
        if target.read_bytes() != source.read_bytes():
            raise Refused("file-there", _("Op deze server staat al een ander bestand %(name)s."), name=target.name)
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.half")
    shutil.copyfile(source, draft)
    draft.replace(target)
    return True
