"""Seats at a table: who sits there for whom. What is residents' seat, only residents say."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network import actions as network
from stoep.network import queries as network_queries
from stoep.network.models import Seat
from stoep.network.standing import Standing
from stoep.people.models import Organisation, Person
from stoep.record import actions as record
from stoep.shared.refusal import Refused
from stoep.tables import rules
from stoep.tables.actions import doors
from stoep.tables.models import Table, TableSeat

RESIDENTS = Organisation.Kind.RESIDENTS.value


@transaction.atomic
def add_seat(
    *,
    table: Table,
    votes: bool,
    by: Standing,
    at: datetime,
    today: date,
    party: Organisation | None = None,
    sits: Seat | None = None,
    called: str = "",
    since_on: date | None = None,
    posted_key: str | None = None,
) -> TableSeat:
    """A seat at this table: of an organisation (`party`), or of residents (no party).

    By a residents' key a residents' seat counts at once. Anybody else can only say that residents sit there: it
    counts once residents confirm it. `sits` is whoever of the partnership sits there for residents.
    """
    network.require_here(
        by, table.neighbourhood_id, right="take-part", act="tables.add_seat", subject=f"table:{table.pk}"
    )
    doors.lock(table.neighbourhood_id)
    known = TableSeat.objects.filter(posted_key=posted_key, table=table).first() if posted_key else None
    if known:
        return known
    table = doors.running_table(table)
    doors.not_to_come(since_on, today)
    seat = TableSeat.objects.create(
        table=table,
        party=_party(party),
        person=_sitter(sits, party, by, today),
        **doors.texts(called=called),
        votes=votes,
        since_on=since_on,
        written_by=by.person,
        written_for=doors.works_for(by),
        written_at=at,
        confirmed_by=by.seat if party is None and by.holds_residents_key else None,
        confirmed_at=at if party is None and by.holds_residents_key else None,
        posted_key=posted_key,
    )
    told = (
        "Bewoners kregen een zetel aan een tafel." if seat.counts_as_residents else "Er kwam een zetel bij een tafel."
    )
    if seat.is_claim:
        told = "Iemand schreef dat bewoners aan een tafel zitten. Dat telt pas als bewoners het zeggen."
    _seal(seat, "tables.add_seat", told, by, at)
    return seat


def _party(party: Organisation | None) -> Organisation | None:
    """A seat for "the residents' network" as an organisation would count as residents' without their word."""
    if party is not None and party.kind == RESIDENTS:
        raise Refused(
            "residents-by-name", _("Zit hier iemand voor bewoners? Kies dan 'bewoners'. Bewoners bevestigen het zelf.")
        )
    return party


def _sitter(sits: Seat | None, party: Organisation | None, by: Standing, today: date) -> Person | None:
    """The person of a residents' seat in this very partnership."""
    if sits is None or party is not None:
        return None
    if sits.partnership.neighbourhood_id != by.neighbourhood.pk or (sits.until_on and sits.until_on <= today):
        raise Refused("not-here", _("Deze persoon heeft hier geen zetel. Kies een ander, of laat het leeg."))
    _is_resident(sits.person)
    return sits.person


def _is_resident(person: Person | None) -> None:
    if person is not None and network_queries.side_and_name(person)[0] != RESIDENTS:
        raise Refused(
            "works-elsewhere",
            _("Deze persoon werkt voor een organisatie. Dan is het geen zetel van bewoners. Kies een bewoner."),
        )


@transaction.atomic
def confirm_seat(*, seat: TableSeat, by: Standing, at: datetime) -> TableSeat:
    """Residents say that a seat of which others said so is theirs: from now on it counts. Twice is once."""
    seat = _claimed(seat, by, "tables.confirm_seat")
    if seat.confirmed_at:
        return seat
    _is_resident(seat.person)
    seat.confirmed_by, seat.confirmed_at = doors.own_seat(by), at
    seat.denied_by, seat.denied_at = None, None
    seat.save(update_fields=["confirmed_by", "confirmed_at", "denied_by", "denied_at"])
    _seal(seat, "tables.confirm_seat", "Bewoners zeggen: deze zetel aan een tafel is van ons.", by, at)
    return seat


@transaction.atomic
def deny_seat(*, seat: TableSeat, by: Standing, at: datetime) -> TableSeat:
    """Residents say that this seat is not theirs, whatever others wrote. It stays in sight as that. Twice is once."""
    seat = _claimed(seat, by, "tables.deny_seat")
    if seat.denied_at:
        return seat
    seat.denied_by, seat.denied_at = doors.own_seat(by), at
    seat.confirmed_by, seat.confirmed_at = None, None
    seat.save(update_fields=["confirmed_by", "confirmed_at", "denied_by", "denied_at"])
    _seal(seat, "tables.deny_seat", "Bewoners zeggen: deze zetel aan een tafel is niet van ons.", by, at)
    return seat


def _claimed(seat: TableSeat, by: Standing, act: str) -> TableSeat:
    here = seat.table.neighbourhood_id
    network.require_here(by, here, right="residents-key", act=act, subject=f"table:{seat.table_id}")
    doors.lock(here)
    found = TableSeat.objects.select_related("table__neighbourhood", "person__organisation").get(pk=seat.pk)
    if found.party_id is not None:
        raise Refused("of-organisation", _("Dit is een zetel van een organisatie. Daar zeggen bewoners niets over."))
    if found.until_on is not None:
        raise Refused("seat-ended", _("Deze zetel is al voorbij. U hoeft niets te doen."))
    return found


@transaction.atomic
def end_seat(*, seat: TableSeat, by: Standing, at: datetime, today: date) -> TableSeat:
    """The seat ends today. A seat of residents only by a residents' key; another by who wrote it, or who leads."""
    subject = f"table:{seat.table_id}"
    here = seat.table.neighbourhood_id
    network.require_here(by, here, right="take-part", act="tables.end_seat", subject=subject)
    doors.lock(here)
    seat = TableSeat.objects.select_related("table__neighbourhood", "party", "person__organisation").get(pk=seat.pk)
    if seat.until_on is not None:
        return seat
    if seat.confirmed_at is not None and not by.holds_residents_key:
        doors.refuse(
            "residents-only",
            _("Dit is een zetel van bewoners. Alleen bewoners zeggen dat hij voorbij is."),
            by,
            "tables.end_seat",
            subject,
        )
    own = doors.works_for(by)
    if not by.leads and (own is None or own.pk not in {seat.party_id, seat.written_for_id}):
        doors.refuse(
            "not-yours",
            _("Alleen wie deze zetel opschreef, of wie de wijk leidt, zegt dat hij voorbij is."),
            by,
            "tables.end_seat",
            subject,
        )
    seat.until_on = today
    seat.save(update_fields=["until_on"])
    _seal(seat, "tables.end_seat", "Een zetel aan een tafel is voorbij.", by, at)
    return seat


@transaction.atomic
def erase_seat_name(*, seat: TableSeat, ground: str, by: Standing, at: datetime) -> TableSeat:
    """A host wipes the name that was typed at this seat, on a ground of `rules.GROUNDS`; the seat stays. Twice is once.

    Refused: "no-ground".
    """
    act, subject = "tables.erase_seat_name", f"table:{seat.table_id}"
    here = seat.table.neighbourhood_id
    network.require_here(by, here, right="host", act=act, subject=subject)
    if ground not in rules.GROUNDS:
        raise Refused("no-ground", _("Kies waarom dit gewist wordt."))
    doors.lock(here)
    seat = TableSeat.objects.select_related("table__neighbourhood").get(pk=seat.pk)
    if not seat.called:
        return seat
    name, seat.called = seat.called, ""
    seat.save(update_fields=["called"])
    where = seat.table.neighbourhood
    record.erase(
        neighbourhood=where, subject=subject, fields=("called",), value=name, ground=rules.GROUNDS[ground],
        by=by.actor(), at=at,
    )  # fmt: skip
    told = "Een naam bij een zetel aan een tafel is gewist. De zetel blijft staan."
    record.seal(neighbourhood=where, act=act, subject=subject, by=by.actor(), at=at, facts={"told": told}, rows=[seat])
    return seat


def _seal(seat: TableSeat, act: str, told: str, by: Standing, at: datetime) -> None:
    record.seal(
        neighbourhood=seat.table.neighbourhood,
        act=act,
        subject=f"table:{seat.table_id}",
        by=by.actor(),
        at=at,
        facts={
            "told": told,
            "seat": seat.pk,
            "party": seat.party.name if seat.party else "",
            "residents": seat.counts_as_residents,
            "votes": seat.votes,
            "since_on": seat.since_on.isoformat() if seat.since_on else "",
            "until_on": seat.until_on.isoformat() if seat.until_on else "",
        },
        personal={"called": seat.called, "person": seat.person.name if seat.person else ""},
        rows=[seat],
    )
