"""The list of streets: loaded from a file of the address register, and added to by the neighbourhood itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.places import queries, streets
from stoep.places.models import Area, AreaStreet, Neighbourhood, Street
from stoep.places.sources import records, street_file
from stoep.shared import typed
from stoep.shared.refusal import Refused

BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file told: streets in how many areas that we know, how many are new or gone, and codes we do not know."""

    areas: int
    streets: int
    new: int
    gone: int
    unknown: int


@transaction.atomic
def load_streets(*, path: Path) -> Loaded:
    """The streets of each area in this file, in the place of what was loaded for it; other areas keep theirs.

    All or nothing. Twice changes nothing more. Raises Refused with file and line for what cannot be read.
    """
    told: dict[str, dict[str, str]] = {}
    for code, name in street_file.streets_in(records.read_text(path), path.name):
        told.setdefault(code, {}).setdefault(streets.key(name), name)
    if not told:
        raise Refused("no-streets", _("%(file)s: er staat geen enkele straat in. Kijk het bestand na."), file=path.name)
    known = {area.pk: area.code for area in _areas(list(told))}
    before = _before(known)
    after = {(key, name) for key, code in known.items() for name in told[code].values()}
    gone, new = [before[pair] for pair in before.keys() - after], sorted(after - before.keys())
    for start in range(0, len(gone), BATCH):
        AreaStreet.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    AreaStreet.objects.bulk_create((AreaStreet(area_id=area, name=name) for area, name in new), batch_size=BATCH)
    unknown = len(told.keys() - set(known.values()))
    return Loaded(len(set(known.values())), len(after), len(new), len(gone), unknown)


def _areas(codes: list[str]) -> list[Area]:
    """The areas with these codes, of every year: a neighbourhood can have been drawn of older ones."""
    found: list[Area] = []
    for start in range(0, len(codes), BATCH):
        found += Area.objects.filter(code__in=codes[start : start + BATCH]).only("code")
    return found


def _before(known: dict[int, str]) -> dict[tuple[int, str], int]:
    """The keys of the rows that stand there for these areas, by area and name."""
    keys = list(known)
    found: dict[tuple[int, str], int] = {}
    for start in range(0, len(keys), BATCH):
        rows = AreaStreet.objects.filter(area__in=keys[start : start + BATCH]).values_list("area_id", "name", "pk")
        found |= {(area, name): pk for area, name, pk in rows}
    return found


def name_streets(*, neighbourhood: Neighbourhood, names: str, today: date) -> tuple[list[Street], list[Street]]:
    """The own list of a neighbourhood is these names, one on each line: (rows that came, rows that went).

    What the register has already, in whatever spelling, is left out. The caller seals the act, and locks the
    neighbourhood. Raises Refused: a name that is none ("bad-street"), or more than a neighbourhood has ("too-many").
    """
    wanted = streets.merged(_checked(names))
    if len(wanted) > streets.MOST:
        raise Refused("too-many", _("Er passen hoogstens %(limit)s straten in de lijst."), limit=streets.MOST)
    official = {streets.key(name) for name in queries.official_streets(neighbourhood)}
    own = {street.name: street for street in Street.objects.filter(neighbourhood=neighbourhood)}
    after = [name for name in wanted if streets.key(name) not in official]
    gone = [street for name, street in own.items() if name not in set(after)]
    for street in gone:
        key = street.pk
        street.delete()
        street.pk = key
    made = [
        Street.objects.create(neighbourhood=neighbourhood, name=name, noted_on=today)
        for name in after
        if name not in own
    ]
    return made, gone


def _checked(names: str) -> list[str]:
    found = [" ".join(typed.clean(line).split()) for line in names.splitlines()]
    found = [name for name in found if name]
    for name in found:
        if len(name) > streets.LONGEST or not name.isprintable() or name[0] in "=+@|" or not streets.key(name):
            raise Refused(
                "bad-street",
                _("“%(name)s” is geen naam van een straat. Zet elke straat op een eigen regel, zonder nummers."),
                name="".join(sign for sign in name[:40] if sign.isprintable()),
            )
    return found
