"""Close a decision: the outcome follows from what was said, by rules alone; and print what the minority thinks."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stoep.network import actions as network
from stoep.network import queries as network_queries
from stoep.network import rules as network_rules
from stoep.network.actions.apply import locked
from stoep.network.standing import Standing
from stoep.reach import missing
from stoep.record import actions as record
from stoep.shared.refusal import Refused
from stoep.tables import rules
from stoep.tables.actions import doors, telling
from stoep.tables.actions.roll import quorum_by, votes_now
from stoep.tables.models import Ballot, MinorityStatement, Resolution

_TOLD = {
    "carried": "De tafel van de wijk heeft een besluit genomen.",
    "rejected": "De tafel van de wijk heeft een besluit verworpen.",
    "objected": "Een besluit aan de tafel van de wijk gaat niet door: er staat een bezwaar.",
}


@transaction.atomic
def close(*, resolution: Resolution, missed: str, by: Standing, at: datetime, today: date) -> Resolution:
    """The decision, closed for ever, with the votes of this moment. Once: of two who close at once one is refused.

    `missed` says in words what or whom it lacks, or why nothing: Refused("no-missed") without.
    Refused: closed already, too few seats spoke, residents have fewer seats or votes than their share, or it is too
    early: no meeting, seats that are silent, and not a week yet.
    """
    resolution = doors.still_open(resolution, by, right="lead", act="tables.close")
    table = locked(resolution.neighbourhood)
    charter = network_queries.charter_of(table, today)
    votes, quorum = votes_now(resolution, table, today), quorum_by(charter)
    _not_too_early(resolution, votes, today)
    sides = [(vote.side, vote.weight) for vote in votes]
    if not network_rules.balance(sides, table.residents_share).is_right:
        raise Refused(
            "residents-share",
            _("Bewoners hebben nu te weinig zetels of stemmen. Herstel dat eerst. Daarna kan de tafel besluiten."),
        )
    outcome = rules.outcome(resolution.method, votes, quorum)
    if outcome == "no-quorum":
        counted = rules.tally(votes)
        raise Refused(
            "no-quorum",
            _("Er spraken %(present)s van de %(seats)s zetels. Dat is te weinig om te besluiten. Vraag de anderen."),
            present=counted.present,
            seats=counted.seats,
        )
    resolution.closed_at, resolution.closed_by, resolution.outcome = at, by.seat, outcome
    resolution.roll = rules.as_roll(votes, quorum, charter=charter.number, round_number=resolution.round)
    resolution.missed = missing.said(missed)
    resolution.save(update_fields=["closed_at", "closed_by", "outcome", "roll", "missed"])
    record.seal(
        neighbourhood=resolution.neighbourhood,
        act="tables.close",
        subject=f"resolution:{resolution.number}",
        by=by.actor(),
        at=at,
        facts={
            "told": _TOLD[outcome],
            "resolution": resolution.number,
            "outcome": outcome,
            "method": resolution.method,
            "roll": resolution.roll,
            "replaces": resolution.replaces.number if resolution.replaces else None,
        },
        personal={"missed": resolution.missed or ""},
        rows=[resolution],
    )
    telling.tell_closed(resolution, at=at)
    return resolution


def _not_too_early(resolution: Resolution, votes: list[rules.Vote], today: date) -> None:
    wording = resolution.wordings.get(round=resolution.round)
    silent = sum(not vote.said for vote in votes)
    opened_on = timezone.localdate(wording.written_at)
    if not rules.may_close(opened_on=opened_on, held_on=wording.held_on, silent=silent, today=today):
        raise Refused(
            "too-early",
            _("Nog niet elke zetel sprak. Zonder vergadering wacht u een week na de tekst. Nog stil: %(silent)s."),
            silent=silent,
        )


@transaction.atomic
def add_minority(
    *, resolution: Resolution, words: str, by: Standing, at: datetime, posted_key: str | None = None
) -> MinorityStatement:
    """What a seat that did not agree wants to stand with the decision, dated; printed with it, before and after.

    Refused for a seat that agreed. The same words of the same seat twice give the same statement.
    """
    act, subject = "tables.add_minority", f"resolution:{resolution.number}"
    network.require_here(by, resolution.neighbourhood_id, right="take-part", act=act, subject=subject)
    doors.lock(resolution.neighbourhood_id)
    seat = doors.seat_or_refuse(by, act, subject)
    resolution = Resolution.objects.select_related("neighbourhood").get(pk=resolution.pk)
    text = doors.asked("empty", _("Schrijf op wat u erbij wilt zetten."), words=words)["words"]
    known = MinorityStatement.objects.filter(resolution=resolution, seat=seat)
    same = known.filter(posted_key=posted_key).first() if posted_key else known.filter(words=text).first()
    if same:
        return same
    last = Ballot.objects.filter(resolution=resolution, round=resolution.round, seat=seat).first()
    if last is not None and last.counts_as == Ballot.Said.AGREE:
        raise Refused("agreed", _("Uw zetel was akkoord. Dit is voor wie het er niet mee eens is."))
    made = MinorityStatement.objects.create(
        resolution=resolution, seat=seat, words=text, written_at=at, posted_key=posted_key
    )
    record.seal(
        neighbourhood=resolution.neighbourhood,
        act=act,
        subject=subject,
        by=by.actor(),
        at=at,
        facts={
            "told": "Bij een besluit staat wat een minderheid vindt.",
            "resolution": resolution.number,
            "seat": seat.pk,
            "closed": resolution.closed_at is not None,
        },
        personal={"words": text},
        rows=[made],
    )
    return made
