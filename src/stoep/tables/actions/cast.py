"""Cast: each seat says once a round what it thinks, or somebody who leads writes down what was said in a meeting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stoep.network import actions as network
from stoep.network import queries as network_queries
from stoep.network.models import Seat
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import Refused
from stoep.tables import rules
from stoep.tables.actions import doors
from stoep.tables.actions.roll import runs
from stoep.tables.models import Ballot, Resolution

_CAST = "Een zetel sprak zich uit over een besluit."
_WRONG = {
    "no-choice": _("Dit kunt u bij dit besluit niet zeggen. Kies een van de antwoorden."),
    "no-reason": _("Een bezwaar heeft een reden. Schrijf op wat er mis gaat als dit doorgaat."),
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one seat said in a meeting."""

    seat: Seat
    said: str
    why: str = ""
    is_apart: bool = False  # "this is not about an interest of mine that stands in the register"


@transaction.atomic
def cast(
    *,
    resolution: Resolution,
    said: str,
    by: Standing,
    at: datetime,
    today: date,
    why: str = "",
    is_apart: bool = False,
) -> Ballot:
    """What the own seat says of this decision, once a round.

    Refused: it spoke already, the decision is closed, an objection has no reason, or interests of it stand in the
    register and it neither steps aside nor says that this is not about them (`is_apart`).
    """
    resolution = doors.still_open(resolution, by, right="take-part", act="tables.cast")
    seat = doors.seat_or_refuse(by, "tables.cast", f"resolution:{resolution.number}")
    (ballot,) = _cast(resolution, [Spoken(seat, said, why, is_apart)], by, at, today, written=False)
    return ballot


@transaction.atomic
def write_down(
    *, resolution: Resolution, spoken: Iterable[Spoken], by: Standing, at: datetime, today: date
) -> list[Ballot]:
    """What seats said in a meeting, written down by somebody who leads; it is shown as that.

    All or none. Each seat may say within two weeks that it is not right. Refused besides: no day of a meeting.
    """
    resolution = doors.still_open(resolution, by, right="lead", act="tables.write_down")
    wording = resolution.wordings.get(round=resolution.round)
    if wording.held_on is None:
        raise Refused(
            "no-meeting", _("Bij deze tekst staat geen dag van een vergadering. Dan zegt elke zetel het zelf.")
        )
    rows = list(spoken)
    if not rows:
        raise Refused("nobody", _("Vul minstens bij één zetel in wat die zei."))
    return _cast(resolution, rows, by, at, today, written=True)


def _cast(
    resolution: Resolution, spoken: Sequence[Spoken], by: Standing, at: datetime, today: date, *, written: bool
) -> list[Ballot]:
    already = set(
        Ballot.objects.filter(resolution=resolution, round=resolution.round).values_list("seat_id", flat=True)
    )
    # As the seats are now: whoever asked may have got a page before one of them ended.
    found = Seat.objects.select_related("partnership").in_bulk([one.seat.pk for one in spoken])
    ballots = []
    for one in spoken:
        _check(resolution, one, found[one.seat.pk], already, today)
        interested = _steps_aside_or_says_why_not(one, found[one.seat.pk], today)
        already.add(one.seat.pk)
        ballots.append(
            Ballot.objects.create(
                resolution=resolution,
                round=resolution.round,
                seat=one.seat,
                said=one.said,
                **doors.texts(why=one.why),
                is_apart=interested and one.said != Ballot.Said.ASIDE,
                cast_at=at,
                written_by=by.seat if written and by.seat != one.seat else None,
            )
        )
    told = "Aan de tafel is opgeschreven wat zetels van een besluit vinden." if written else _CAST
    _seal("tables.write_down" if written else "tables.cast", told, resolution, ballots, by, at)
    return ballots


def _check(resolution: Resolution, one: Spoken, seat: Seat, already: set[int], today: date) -> None:
    if seat.partnership.neighbourhood_id != resolution.neighbourhood_id or not runs(seat, today):
        raise Refused("no-such-seat", _("Deze zetel is hier niet, of niet meer. Kies een zetel van nu."))
    if seat.pk in already:
        raise Refused("spoke-already", _("Deze zetel heeft al gesproken. Elke zetel spreekt één keer per tekst."))
    if wrong := rules.may_say(resolution.method, one.said, one.why):
        raise Refused(wrong, _WRONG[wrong])


def _steps_aside_or_says_why_not(one: Spoken, seat: Seat, today: date) -> bool:
    """Whether interests of this seat stand in the register; Refused when nothing is said of them."""
    interested = bool(network_queries.interests_of(seat, today))
    if interested and one.said != Ballot.Said.ASIDE and not one.is_apart:
        raise Refused(
            "has-interest",
            _(
                "Van deze zetel staat een belang in het register. Gaat dit daarover? Dan stapt die opzij. "
                "Anders: zeg dat."
            ),
        )
    return interested


def _seal(
    act: str, told: str, resolution: Resolution, ballots: Sequence[Ballot], by: Standing, at: datetime, **more: Any
) -> None:
    record.seal(
        neighbourhood=resolution.neighbourhood,
        act=act,
        subject=f"resolution:{resolution.number}",
        by=by.actor(),
        at=at,
        facts={
            "told": told,
            "resolution": resolution.number,
            "round": resolution.round,
            "said": [[ballot.seat_id, ballot.said] for ballot in ballots],
            "apart": [ballot.seat_id for ballot in ballots if ballot.is_apart],
            **more,
        },
        personal={f"why_{ballot.seat_id}": ballot.why for ballot in ballots},
        rows=list(ballots),
    )


@transaction.atomic
def withdraw_objection(*, resolution: Resolution, by: Standing, at: datetime) -> Ballot:
    """The own seat takes its objection back: it stands no longer in the way, and stays readable."""
    act = "tables.withdraw_objection"
    resolution = doors.still_open(resolution, by, right="take-part", act=act)
    seat = doors.seat_or_refuse(by, act, f"resolution:{resolution.number}")
    ballot = Ballot.objects.filter(resolution=resolution, round=resolution.round, seat=seat).first()
    if ballot is None or ballot.counts_as != Ballot.Said.OBJECT or ballot.denied_at is not None:
        raise Refused("no-objection", _("Uw zetel heeft hier geen bezwaar staan. U hoeft niets te doen."))
    ballot.withdrawn_at = at
    ballot.save(update_fields=["withdrawn_at"])
    _seal(act, "Een zetel trok zijn bezwaar in.", resolution, [ballot], by, at)
    return ballot


@transaction.atomic
def deny(*, ballot: Ballot, said: str, by: Standing, at: datetime, today: date, why: str = "") -> Ballot:
    """The own seat says that what another wrote down for it is not right, and what it did say; within two weeks.

    While the decision is open that counts. Once it is closed the decision stays, and the page shows whether it hangs
    on this.
    """
    here = ballot.resolution.neighbourhood_id
    subject = f"resolution:{ballot.resolution.number}"
    network.require_here(by, here, right="take-part", act="tables.deny", subject=subject)
    doors.lock(here)
    ballot = Ballot.objects.select_related("resolution__neighbourhood", "seat").get(pk=ballot.pk)
    seat = doors.seat_or_refuse(by, "tables.deny", subject)
    if ballot.seat != seat:
        doors.refuse(
            "not-your-seat",
            _("Dit is niet uw zetel. Alleen die zetel zelf zegt of het klopt."),
            by,
            "tables.deny",
            subject,
        )
    if ballot.written_by_id is None or ballot.denied_at is not None:
        raise Refused("nothing-to-deny", _("Hier schreef een ander niets voor u op, of u zei er al iets van."))
    if not rules.may_deny(timezone.localdate(ballot.cast_at), today):
        raise Refused("too-late", _("Dit kon tot twee weken na het opschrijven. U kunt er nog wel iets bij zetten."))
    if wrong := rules.may_say(ballot.resolution.method, said, why):
        raise Refused(wrong, _WRONG[wrong])
    ballot.denied_at, ballot.own_said, ballot.own_why = at, said, doors.texts(why=why)["why"]
    ballot.save(update_fields=["denied_at", "own_said", "own_why"])
    record.seal(
        neighbourhood=ballot.resolution.neighbourhood,
        act="tables.deny",
        subject=subject,
        by=by.actor(),
        at=at,
        facts={
            "told": "Een zetel zegt: wat voor mij is opgeschreven, klopt niet.",
            "resolution": ballot.resolution.number,
            "round": ballot.round,
            "seat": ballot.seat_id,
            "said": said,
            "closed": ballot.resolution.closed_at is not None,
        },
        personal={"why": ballot.own_why},
        rows=[ballot],
    )
    return ballot
