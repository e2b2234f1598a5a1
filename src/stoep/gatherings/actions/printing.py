"""Print cards or letters: read the addresses, pass by who asked for it, make the file. Nothing of an address stays."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.gatherings import papers, queries
from stoep.gatherings.actions import doors
from stoep.gatherings.actions.send import new_sending, same_street
from stoep.gatherings.models import Activity, Channel, PrintJob, Sending
from stoep.gatherings.rules import codes, paper, streets
from stoep.gatherings.rules.streets import Address
from stoep.network.standing import Standing
from stoep.people import sealing
from stoep.places import queries as places
from stoep.places.streets import Known, key
from stoep.shared.refusal import Refused

log = logging.getLogger("stoep.work")
KEPT_FOR = timedelta(days=1)  # the file; then it is wiped
STUCK_AFTER = timedelta(minutes=3)


@transaction.atomic
def order_print(
    *,
    activity: Activity,
    kind: str,
    language: str,
    typed: str,
    by: Standing,
    at: datetime,
    sides: bool = True,
    streets_are_right: bool = False,
    is_reminder: bool = False,
    posted_key: str | None = None,
) -> PrintJob:
    """A job for these addresses, in walking order; `run` makes it. `typed`: as rules.streets.read takes it.

    Refused: "line" (which line cannot be read), "too-many", "none", "language" (nobody approved the words), "too-long",
    "streets" (a street that was not named, and nobody said that it is right), "printed", "reminded".
    """
    activity = doors.running(activity, by, act="gatherings.order_print")
    known = PrintJob.objects.filter(posted_key=posted_key, activity=activity).first() if posted_key else None
    if known:
        return known
    if kind not in PrintJob.Kind.values:
        raise Refused("choice", _("Kies brieven of kaarten."))
    every = _read(typed)
    in_approved_words(activity, kind, {language, *(one.language for one in every if one.language)})
    if not streets_are_right:
        _known_streets(activity, every)
    passed_by = queries.unasked_among(activity.neighbourhood, every)
    walked = streets.walked([one for one in every if one not in passed_by], sides=sides)
    if not walked:
        raise Refused("none", _("Er blijft niets over om te drukken."))
    grouped = streets.by_street(walked, language)
    sendings = [] if is_reminder else _sendings(activity, kind, grouped, at)
    if is_reminder:
        _once(activity, at)
    plan = [
        [sendings[which].number if sendings else 0, street, spoken, [one.house for one in some]]
        for which, (street, spoken, some) in enumerate(grouped)
    ]
    job = PrintJob.objects.create(
        activity=activity, kind=kind, language=language, is_reminder=is_reminder, total=len(walked),
        sealed=sealing.seal(json.dumps(plan)), asked_by=by.person, asked_at=at, posted_key=posted_key,
    )  # fmt: skip
    told = "Uitnodigingen voor een bijeenkomst worden gedrukt."
    doors.seal("gatherings.order_print", told, activity, by.actor(), at, rows=[activity, *sendings])
    return job


def _read(typed: str) -> list[Address]:
    try:
        found = streets.read(typed)
    except streets.NotAddresses as wrong:
        raise Refused(
            "line",
            _(
                "Regel %(line)s is niet te lezen: %(typed)s. "
                "Schrijf bijvoorbeeld: Eikstraat 12, of: Eikstraat 1-9 even."
            ),
            line=wrong.line,
            typed=str(wrong),
        ) from wrong
    except streets.TooMany as many:
        raise Refused("too-many", _("Dit zijn meer dan 20.000 adressen. Druk ze in twee keer.")) from many
    if not found:
        raise Refused("none", _("Er staat geen adres in."))
    return found


def in_approved_words(activity: Activity, kind: str, languages: set[str]) -> None:
    """Refused("language") where nobody approved the words, Refused("too-long") where they do not fit."""
    ready = queries.languages_ready(activity)
    for language in sorted(languages):
        if language not in ready:
            raise Refused(
                "language",
                _("In deze taal heeft nog niemand de woorden goedgekeurd: %(language)s."),
                language=queries.name_of(language),
            )
        words = ready[language] or activity
        if paper.too_long(kind, words.title, words.asked, words.afterwards):
            raise Refused("too-long", _("De woorden passen niet op deze kaart. Kies een grotere kaart of een brief."))


def _known_streets(activity: Activity, every: Sequence[Address]) -> None:
    listed = places.streets(activity.neighbourhood)
    known = Known((*queries.known_streets(activity), *listed.names))
    letters = {key(name) for name in known.names}
    strange = list(dict.fromkeys(one.street for one in every if key(one.street) not in letters))
    if not strange:
        return
    meant = list(dict.fromkeys(name for street in strange[:5] for name in known.meant(street)))[:5]
    sentence = _("Deze straat kennen wij niet: %(streets)s. Klopt de naam? Zet dan een vinkje.")
    if meant:
        sentence = _("Deze straat kennen wij niet: %(streets)s. Bedoelt u %(meant)s? Verander het, of zet een vinkje.")
    raise Refused("streets", sentence, streets=", ".join(strange[:5]), meant=", ".join(meant))


def _sendings(
    activity: Activity, kind: str, grouped: list[tuple[str, str, list[Address]]], at: datetime
) -> list[Sending]:
    channel = Channel.LETTER if kind == PrintJob.Kind.LETTER else Channel.CARD
    made = []
    for street, spoken, some in grouped:
        here = {"channel": channel, "language": spoken, "street": same_street(activity, street)}
        if activity.sendings.filter(void_at__isnull=True, **here).exists():
            raise Refused(
                "printed",
                _("Voor %(street)s is dit al gedrukt. Is het fout of kwijt? Maak het eerst ongeldig."),
                street=street,
            )
        if len(some) > codes.MOST:
            raise Refused("too-many", _("Dit zijn meer dan 20.000 adressen. Druk ze in twee keer."))
        made.append(new_sending(activity=activity, sent=len(some), has_codes=True, made_at=at, **here))
    return made


def _once(activity: Activity, at: datetime) -> None:
    if activity.reminded_at:
        raise Refused("reminded", _("Mensen zijn al een keer herinnerd. Vaker doen wij dat niet."))
    activity.reminded_at = at
    activity.save(update_fields=["reminded_at"])


def run(*, job: PrintJob, at: datetime, now: Callable[[], datetime] | None = None) -> PrintJob:
    """Make the file, street by street, and note how far it is. One process at a time; a job that is done stays so.

    `now` tells the time while it goes on (a large job takes minutes): whoever looks sees whether it still moves.
    At the end the addresses are gone from the database; the file holds them for a day at most.
    """
    if not _take(job, at):
        return PrintJob.objects.get(pk=job.pk)
    found = PrintJob.objects.select_related("activity__neighbourhood", "activity__venue").get(pk=job.pk)
    plan = json.loads(sealing.unseal(found.sealed))
    name = papers.write(found, plan, told=lambda done: _tell(found, done, now() if now else at))
    PrintJob.objects.filter(pk=found.pk).update(sealed=b"", done=found.total, finished_at=at, moved_at=at, file=name)
    found.refresh_from_db()
    return found


def _take(job: PrintJob, at: datetime) -> bool:
    """Whether this process may make it: nobody does, or whoever did has not come further for some minutes."""
    free = PrintJob.objects.filter(pk=job.pk, finished_at__isnull=True)
    waits = free.filter(moved_at__isnull=True).update(moved_at=at)
    return bool(waits or free.filter(moved_at__lt=at - STUCK_AFTER).update(moved_at=at, done=0))


def _tell(job: PrintJob, done: int, at: datetime) -> None:
    PrintJob.objects.filter(pk=job.pk).update(done=done, moved_at=at)


@transaction.atomic
def wipe_print(*, job: PrintJob, by: Standing) -> PrintJob:
    """The file is fetched and goes, with the addresses and codes in it."""
    doors.theirs(job.activity, by, act="gatherings.wipe_print")
    papers.remove(job.file)
    PrintJob.objects.filter(pk=job.pk).update(file="", sealed=b"")
    return PrintJob.objects.get(pk=job.pk)


def forget_prints(*, at: datetime) -> int:
    """What was printed more than a day ago is wiped, also a job that was never made. Returns how many."""
    old = PrintJob.objects.filter(asked_at__lt=at - KEPT_FOR).exclude(file="", sealed=b"")
    many = 0
    for job in old:
        papers.remove(job.file)
        PrintJob.objects.filter(pk=job.pk).update(file="", sealed=b"")
        many += 1
    return many
