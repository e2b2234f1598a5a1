"""The two keys of a round: a seat of one side proposes, one of the other says yes, and then it is done."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries, rules
from stoep.budgeting.actions import ballot, doors, lines
from stoep.budgeting.actions.fill import Said, check, fill, personal
from stoep.budgeting.actions.plain import plain, said_of, tidy_of
from stoep.budgeting.models import Decision, Round
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.people.models import Organisation, Person
from stoep.shared.refusal import Refused

# Under which name the log tells that it was done.
_ACTS = {
    Decision.Kind.ANNOUNCE: "budgeting.announce",
    Decision.Kind.CHANGE: "budgeting.change",
    Decision.Kind.BALLOT: "budgeting.ballot",
    Decision.Kind.STOP: "budgeting.stop",
}
# How the mail to the other key names it, after "a proposal:".
_WHAT = {
    Decision.Kind.ANNOUNCE: _("een ronde openen om samen geld te verdelen"),
    Decision.Kind.CHANGE: _("iets veranderen aan een ronde om geld te verdelen"),
    Decision.Kind.BALLOT: _("het stembiljet van een ronde maken"),
    Decision.Kind.STOP: _("een ronde om geld te verdelen stoppen"),
}
_PROPOSED = {
    Decision.Kind.ANNOUNCE: "Er ligt een voorstel om een ronde te openen waarin bewoners geld verdelen.",
    Decision.Kind.CHANGE: "Er ligt een voorstel om iets te veranderen aan een ronde waarin bewoners geld verdelen.",
    Decision.Kind.BALLOT: "Er ligt een voorstel voor het stembiljet van een ronde.",
    Decision.Kind.STOP: "Er ligt een voorstel om een ronde te stoppen waarin bewoners geld verdelen.",
}
_DONE = {
    Decision.Kind.ANNOUNCE: "Een ronde is open waarin bewoners geld verdelen. Beide sleutels zijn omgedraaid.",
    Decision.Kind.CHANGE: "Er is iets veranderd aan een ronde. Beide sleutels zijn omgedraaid.",
    Decision.Kind.BALLOT: "Het stembiljet van een ronde is gemaakt. Beide sleutels zijn omgedraaid.",
    Decision.Kind.STOP: "Een ronde is gestopt. Beide sleutels zijn omgedraaid.",
}


@transaction.atomic
def propose_announcing(*, round: Round, by: Standing, at: datetime, today: date) -> Decision:
    """One key to open the round. Refused: "not-draft", "waits", "counters", "observers", "venue", and as by `check`."""
    round = doors.theirs(round, by, act="budgeting.announce")
    _may_announce(round, at)
    return _propose(round, Decision.Kind.ANNOUNCE, {}, "", by, at, today)


def _may_announce(round: Round, at: datetime) -> None:
    if round.stopped_at or round.announced_at:
        raise Refused("not-draft", _("Deze ronde is al open of gestopt. U hoeft niets te doen."))
    _complete(round.neighbourhood, tidy_of(round), at, round)


def _complete(here: Any, tidy: dict[str, Any], at: datetime, round: Round) -> dict[str, Any]:
    """Checked once more, with what nobody may do without: five counters, observers of different
    parties, and a place to vote on paper."""
    found = check(here, Said(**tidy), at=at, round=round)
    if len(found["counters"]) != rules.COUNTERS:
        raise Refused("counters", _("Er zijn vijf tellers nodig. Schrijf eerst op wie dat zijn."))
    wrong = rules.observers_mistake([_party_of(person) for person in found["observers"]])
    if wrong:
        raise Refused("observers", _OBSERVERS_WRONG[wrong])
    if not found["venues"]:
        raise Refused("venue", _("Kies minstens één plek waar mensen op papier kunnen meedoen."))
    return found


_OBSERVERS_WRONG = {
    "few": _("Er zijn minstens twee waarnemers nodig. Schrijf eerst op wie dat zijn."),
    "one-party": _("De waarnemers zijn van dezelfde partij. Kies er een van een andere partij bij."),
    "no-resident": _("Minstens één waarnemer is een bewoner. Kies er een bij."),
}


def _party_of(person: Person) -> str:
    """The party of an observer; "" for residents."""
    party = person.organisation
    return "" if party is None or party.kind == Organisation.Kind.RESIDENTS else str(party.pk)


@transaction.atomic
def propose_change(*, round: Round, why_change: str, by: Standing, at: datetime, today: date, **said: Any) -> Decision:
    """One key to change an open round before voting begins, and the reason. What stood there before stays readable.

    Refused: "draft", "voting", "stopped", "no-why", "nothing-new", "waits", and as by `fill.check`.
    """
    round = doors.theirs(round, by, act="budgeting.change")
    _may_change(round, at)
    reason = doors.asked("no-why", _("Schrijf waarom. Iedereen leest dit."), why=why_change)["why"]
    before, after = tidy_of(round), _complete(round.neighbourhood, _said(said), at, round)
    _parts_stay(before, after)
    old, new = plain(before), plain(after)
    differs = [name for name in old if old[name] != new[name]]
    if not differs:
        raise Refused("nothing-new", _("Er is niets veranderd. Verander eerst iets."))
    if round.ballot_made_at and {"parts", "rule", "ballot", "most", "tie_break"} & set(differs):
        raise Refused("ballot-made", _("Het stembiljet is gemaakt. De telwijze en de bedragen staan daarop vast."))
    content = {"before": {name: old[name] for name in differs}, "after": {name: new[name] for name in differs}}
    return _propose(round, Decision.Kind.CHANGE, content, reason, by, at, today)


def _said(said: dict[str, Any]) -> dict[str, Any]:
    made = Said(**said)
    return {name: getattr(made, name) for name in Said.__slots__}


def _may_change(round: Round, at: datetime) -> None:
    if not round.announced_at:
        raise Refused("draft", _("Deze ronde is nog een concept. Verander het concept zelf."))
    doors.not_begun(round, at)


def _parts_stay(before: dict[str, Any], after: dict[str, Any]) -> None:
    if len(after["parts"]) < len(before["parts"]):
        raise Refused("parts", _("Een deel kan niet meer weg: er kunnen al ideeën bij horen."))


@transaction.atomic
def propose_ballot(*, round: Round, by: Standing, at: datetime, today: date, draw: random.Random) -> Decision:
    """One key for the ballot: the plans with their numbers and costs, and the order when two are equal.

    `draw` numbers the plans and draws that order, which everybody reads before the second key. Refused: "waits",
    and as by `ballot.proposed`.
    """
    round = doors.theirs(round, by, act="budgeting.ballot")
    if queries.waiting(round, today):
        raise Refused("waits", _("Er wacht al een voorstel op de andere sleutel. Beslis daar eerst over."))
    content = ballot.proposed(round, at=at, draw=draw)
    return _propose(round, Decision.Kind.BALLOT, content, "", by, at, today)


@transaction.atomic
def propose_stop(*, round: Round, why: str, by: Standing, at: datetime, today: date) -> Decision:
    """One key to stop an open round, with the reason; also while people vote, and until it is counted."""
    round = doors.theirs(round, by, act="budgeting.stop")
    _may_stop(round, at)
    reason = doors.asked("no-why", _("Schrijf waarom. Iedereen leest dit."), why=why)["why"]
    return _propose(round, Decision.Kind.STOP, {}, reason, by, at, today)


def _may_stop(round: Round, at: datetime) -> None:
    if not round.announced_at:
        raise Refused("draft", _("Deze ronde is nog een concept. Leg haar gewoon opzij."))
    if queries.phase(round, at) in ("counted", "done", "stopped"):
        raise Refused("over", _("Deze ronde is al geteld of gestopt. Er is niets meer te stoppen."))


def _propose(
    round: Round, kind: Decision.Kind, content: dict[str, Any], why: str, by: Standing, at: datetime, today: date
) -> Decision:
    known = queries.waiting(round, today)
    if known:
        if (known.kind, known.content, known.why) == (kind, content, why) and known.proposed_by.side == by.side:
            return known
        raise Refused("waits", _("Er wacht al een voorstel op de andere sleutel. Beslis daar eerst over."))
    lapsed = list(round.decisions.filter(seconded_at__isnull=True, withdrawn_at__isnull=True))
    for old in lapsed:
        old.withdrawn_at = at
        old.save(update_fields=["withdrawn_at"])
    assert by.seat is not None
    made = Decision.objects.create(
        round=round, kind=kind, content=content, why=why, proposed_by=by.seat, proposed_at=at,
        expires_on=today + timedelta(days=settings.STOEP_KEY_DAYS),
    )  # fmt: skip
    network.tell_other_key(
        table=by.seat.partnership, proposed_by=by.seat, what=_WHAT[kind], until=made.expires_on,
        page=made.get_absolute_url(), about=doors.subject_of(round), at=at, today=today,
    )  # fmt: skip
    personal_words = {"proposed_by": by.seat.person.name, "why": why}
    doors.seal(
        "budgeting.propose", _PROPOSED[kind], round, by.actor(), at, rows=[made, *lapsed], personal=personal_words,
        kind=kind.value,
    )  # fmt: skip
    return made


@transaction.atomic
def second(*, decision: Decision, by: Standing, at: datetime, today: date) -> Decision:
    """The second key: what was proposed is done. Refused: done, withdrawn or lapsed, or it no longer fits."""
    act = _ACTS[Decision.Kind(decision.kind)]
    round = doors.theirs(decision.round, by, act=act)
    decision = _waiting(decision, today)
    residents_first = decision.proposed_by.side == "resident"
    right: Any = "independent-key" if residents_first else "residents-key"
    network.require(by, right=right, act=act, subject=doors.subject_of(round))
    until = decision.proposed_by.until_on
    if until is not None and until <= today:
        raise Refused("seat-ended", _("Wie dit voorstelde, heeft geen zetel meer. Stel het opnieuw voor."))
    decision.seconded_by, decision.seconded_at = by.seat, at
    decision.save(update_fields=["seconded_by", "seconded_at"])
    rows = _carry_out(round, decision, by, at, today)
    told = {"proposed_by": decision.proposed_by.person.name, "why": decision.why}
    doors.seal(
        act, _DONE[Decision.Kind(decision.kind)], round, by.actor(), at, rows=[decision, *rows],
        personal=told | personal(round), decision=decision.pk, keys=sorted({decision.proposed_by.side, by.side}),
    )  # fmt: skip
    return decision


def _carry_out(round: Round, decision: Decision, by: Standing, at: datetime, today: date) -> list[Any]:
    if decision.kind == Decision.Kind.ANNOUNCE:
        return _announce(round, decision, by, at, today)
    if decision.kind == Decision.Kind.CHANGE:
        return _change(round, decision, by, at, today)
    if decision.kind == Decision.Kind.BALLOT:
        return ballot.make(round, decision.content, by=by, at=at)
    _may_stop(round, at)
    round.stopped_at, round.stopped_why = at, decision.why
    round.save(update_fields=["stopped_at", "stopped_why"])
    lines.withdraw(round, decision.why, by, at=at, today=today)
    return [round]


def _announce(round: Round, decision: Decision, by: Standing, at: datetime, today: date) -> list[Any]:
    _may_announce(round, at)
    seats = {seat.side == "resident": seat for seat in (decision.proposed_by, decision.seconded_by) if seat}
    round.residents_key, round.independent_key, round.announced_at = seats[True], seats[False], at
    round.save(update_fields=["residents_key", "independent_key", "announced_at"])
    lines.enter(round, by, at=at, today=today)
    return [round]


def _change(round: Round, decision: Decision, by: Standing, at: datetime, today: date) -> list[Any]:
    _may_change(round, at)
    now = plain(tidy_of(round))
    if any(now[name] != value for name, value in decision.content["before"].items()):
        raise Refused("changed", _("De ronde is intussen veranderd. Stel het opnieuw voor."))
    said = said_of(round.neighbourhood, now | decision.content["after"], today)
    tidy = _complete(round.neighbourhood, {name: getattr(said, name) for name in Said.__slots__}, at, round)
    rows = fill(round, tidy)
    lines.change(round, by, at=at, today=today)
    return rows


@transaction.atomic
def withdraw_proposal(*, decision: Decision, by: Standing, at: datetime, today: date) -> Decision:
    """The side that turned the first key takes the proposal back. It stays readable."""
    act = "budgeting.withdraw_proposal"
    round = doors.theirs(decision.round, by, act=act)
    found = Decision.objects.select_related("proposed_by").get(pk=decision.pk)
    right: Any = "residents-key" if found.proposed_by.side == "resident" else "independent-key"
    network.require(by, right=right, act=act, subject=doors.subject_of(round))
    decision = _waiting(found, today)
    decision.withdrawn_at = at
    decision.save(update_fields=["withdrawn_at"])
    told = "Een voorstel bij een ronde waarin bewoners geld verdelen is ingetrokken."
    doors.seal(act, told, round, by.actor(), at, rows=[decision], kind=decision.kind)
    return decision


def _waiting(decision: Decision, today: date) -> Decision:
    """The decision as it stands now, while it waits; read under the lock, so that of two keys at once one is late."""
    found = Decision.objects.select_related("proposed_by__person", "round__neighbourhood").get(pk=decision.pk)
    if found.seconded_at:
        raise Refused("already-done", _("Dit besluit is al genomen. U hoeft niets meer te doen."))
    if found.withdrawn_at:
        raise Refused("withdrawn", _("Dit voorstel is ingetrokken. Stel het opnieuw voor als u het wilt."))
    if found.expires_on < today:
        raise Refused("lapsed", _("Dit voorstel is verlopen. Stel het opnieuw voor."))
    return found
