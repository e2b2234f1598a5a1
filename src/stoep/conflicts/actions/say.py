"""Say: a party, and what it says in its own words; read aloud to them, and read by a host before others do."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.conflicts import rules
from stoep.conflicts.actions import doors
from stoep.conflicts.models import Conflict, Outcome, Party, Stance, Statement
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.people.models import Organisation
from stoep.record import actions as record
from stoep.shared.refusal import Refused
from stoep.voices import queries as voices
from stoep.voices.models import Voice

TEXTS = ("position", "interests", "values", "not_negotiable")


@transaction.atomic
def join_in(
    *, conflict: Conflict, name: str, by: Standing, at: datetime, organisation: Organisation | None = None
) -> Party:
    """The party of this name; the same one when it was there already. A group or a role: nobody gives a real name.

    With `organisation` it speaks for itself: its own people add it, or a host or worker. Refused: "empty", "closed".
    """
    subject = doors.subject_of(conflict)
    network.require_here(by, conflict.neighbourhood_id, right="take-part", act="conflicts.join_in", subject=subject)
    held = doors.open_one(conflict)
    name = doors.line(name, most=rules.MOST_NAME, empty=_("Schrijf hoe deze partij zichzelf noemt."))
    doors.speak_for(Party(conflict=held, name=name, organisation=organisation), by, act="conflicts.join_in")
    known = Party.objects.filter(conflict=held, name__iexact=name).select_related("conflict__neighbourhood").first()
    if known:
        if known.organisation_id != (organisation.pk if organisation else None):
            raise Refused("name-taken", _("Deze naam is al van een andere partij. Kies een andere naam."))
        return known
    made = Party.objects.create(conflict=held, name=name, organisation=organisation, added_by=by.person, added_at=at)
    told = "Bij een conflict kwam een partij."
    _seal("conflicts.join_in", held, by, at, told, personal={"called": name}, row=made)
    return made


@transaction.atomic
def bring_in(
    *,
    conflict: Conflict,
    name: str,
    by: Standing,
    at: datetime,
    today: date,
    organisation: Organisation | None = None,
    heard: bool | None = None,
    correction: str = "",
    **said: Any,
) -> Party:
    """A party with its first words (`said`, as for `say`) and, when these were read aloud already, what they said then.

    All of it, or nothing. Refused as `join_in`, `say` and `hear` are.
    """
    party = join_in(conflict=conflict, name=name, organisation=organisation, by=by, at=at)
    words = say(party=party, by=by, at=at, today=today, **said)
    if heard is not None and words.heard_on is None:
        hear(statement=words, right=heard, correction=correction, on=today, by=by, at=at, today=today)
    return party


@transaction.atomic
def say(
    *,
    party: Party,
    position: str,
    by: Standing,
    at: datetime,
    today: date,
    interests: str = "",
    values: str = "",
    not_negotiable: str = "",
    channel: str = Voice.Channel.SPOKEN,
    said_on: date | None = None,
    source: str = "",
) -> Statement:
    """What this party says, from now on; what it said before stays readable. The same words twice are one statement.

    `source` is the number of a voice in which they said it themselves. Typed by a host, worker or leading seat it is
    public at once; else a host reads it first. Refused: "empty", "too-long", "said-on", "source", "closed".
    """
    doors.speak_for(party, by, act="conflicts.say")
    held = doors.open_one(party.conflict)
    said_on = said_on or today
    if said_on > today:
        raise Refused("said-on", _("Deze dag moet nog komen. Kijk de datum na, ook het jaar."))
    empty = _("Schrijf op wat deze partij wil, in hun eigen woorden.")
    texts = {
        "position": doors.text(position, empty=empty),
        "interests": doors.text(interests),
        "values": doors.text(values),
        "not_negotiable": doors.text(not_negotiable),
    }
    last = party.statements.order_by("-pk").first()
    if last and not last.hidden_at and all(getattr(last, name) == words for name, words in texts.items()):
        return last
    made = Statement.objects.create(
        party=party,
        channel=doors.way(channel),
        said_on=said_on,
        source=_source(source, held),
        written_by=by.person,
        written_side=by.side,
        written_at=at,
        read_at=at if by.hosts else None,
        **texts,
    )
    told = "Een partij in een conflict zei wat zij wil, in eigen woorden."
    facts = {"channel": made.channel, "open": made.read_at is not None}
    _seal("conflicts.say", held, by, at, told, personal=texts, row=made, facts=facts)
    return made


@transaction.atomic
def hear(
    *, statement: Statement, right: bool, by: Standing, at: datetime, on: date, today: date, correction: str = ""
) -> Statement:
    """The statement, read aloud to the party on this day: right as it stands, or not, with what should be different.

    Nobody answers it twice: who wants other words says them anew. Refused: "heard", "no-correction", "said-on".
    """
    party = statement.party
    doors.speak_for(party, by, act="conflicts.hear")
    held = doors.open_one(party.conflict)
    found = Statement.objects.select_for_update(of=["self"]).get(pk=statement.pk)
    if found.heard_on:
        raise Refused("heard", _("Dit is al voorgelezen. Zijn de woorden nu anders? Schrijf ze dan opnieuw op."))
    if not found.written_at.date() <= on <= today and not found.said_on <= on <= today:
        raise Refused("said-on", _("Kijk de dag na. Voorlezen kan pas nadat het gezegd is, en niet in de toekomst."))
    found.correction = "" if right else doors.text(correction)
    if not right and not found.correction:
        raise Refused("no-correction", _("Schrijf op wat er volgens hen anders moet."))
    found.heard_on, found.heard_from, found.heard_right = on, by.person, right
    found.save(update_fields=["heard_on", "heard_from", "heard_right", "correction"])
    told = "Aan een partij in een conflict zijn haar woorden voorgelezen."
    personal = {"correction": found.correction}
    _seal("conflicts.hear", held, by, at, told, personal=personal, row=found, facts={"right": right})
    return found


@transaction.atomic
def take_stance(
    *,
    outcome: Outcome,
    party: Party,
    kind: str,
    by: Standing,
    at: datetime,
    words: str = "",
    channel: str = Voice.Channel.SPOKEN,
) -> Stance:
    """What this party says of the outcome: agreed, can live with it, or not; its words stay beside the outcome.

    A later one counts in the place of an earlier one, which stays readable. Who does not agree says why.
    Refused: "no-choice", "empty", "other-conflict", "closed".
    """
    doors.speak_for(party, by, act="conflicts.take_stance")
    held = doors.open_one(party.conflict)
    if outcome.conflict_id != party.conflict_id:
        raise Refused("other-conflict", _("Deze uitkomst hoort bij een ander conflict."))
    if kind not in Stance.Kind.values:
        raise Refused("no-choice", _("Kies: akkoord, kan ermee leven, of oneens."))
    why = _("Schrijf op waarom zij het niet eens zijn. Dat blijft bij de uitkomst staan.")
    words = doors.text(words, empty=why if kind == Stance.Kind.DISAGREE else None)
    last = Stance.objects.filter(outcome=outcome, party=party).order_by("-pk").first()
    if last and not last.hidden_at and (last.kind, last.words) == (kind, words):
        return last
    made = Stance.objects.create(
        outcome=outcome,
        party=party,
        kind=kind,
        words=words,
        channel=doors.way(channel),
        written_by=by.person,
        written_side=by.side,
        written_at=at,
        read_at=at if by.hosts or not words else None,
    )
    told = "Een partij in een conflict zei wat zij van de uitkomst vindt."
    _seal("conflicts.take_stance", held, by, at, told, personal={"words": words}, row=made, facts={"kind": kind})
    return made


@transaction.atomic
def read(*, row: Conflict | Statement | Stance, by: Standing, at: datetime) -> None:
    """From now on everybody may read these words: a host read them. Twice is once."""
    conflict = conflict_of(row)
    subject = doors.subject_of(conflict)
    network.require_here(by, conflict.neighbourhood_id, right="host", act="conflicts.read", subject=subject)
    found = type(row)._default_manager.select_for_update(of=["self"]).get(pk=row.pk)
    if found.read_at is None:
        found.read_at = row.read_at = at
        found.save(update_fields=["read_at"])
        told = "Een gastheer of gastvrouw las woorden bij een conflict. Nu kan iedereen ze lezen."
        _seal("conflicts.read", conflict, by, at, told, personal={}, row=found)


def conflict_of(row: Conflict | Party | Statement | Stance) -> Conflict:
    """To which conflict this row belongs."""
    if isinstance(row, Conflict):
        return row
    return row.conflict if isinstance(row, Party) else row.party.conflict


def _source(number: str, conflict: Conflict) -> Voice | None:
    if not number.strip():
        return None
    found = voices.by_number(number)
    if found is None or found.neighbourhood_id != conflict.neighbourhood_id:
        raise Refused("source", _("Dit nummer kennen wij hier niet. Kijk het na, of laat dit leeg."))
    return found


def _seal(
    act: str,
    conflict: Conflict,
    by: Standing,
    at: datetime,
    told: str,
    *,
    personal: dict[str, str],
    row: Conflict | Party | Statement | Stance,
    facts: dict[str, object] | None = None,
) -> None:
    record.seal(
        neighbourhood=conflict.neighbourhood,
        act=act,
        subject=doors.subject_of(conflict),
        by=by.actor(),
        at=at,
        facts={"told": told, **(facts or {})},
        personal=personal,
        rows=[row],
    )
