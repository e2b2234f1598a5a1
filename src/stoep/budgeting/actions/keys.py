"""The two keys of a round: a seat of one side proposes, one of the other says yes, and then it is done."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries, rules
from stoep.budgeting.actions import again, awards, ballot, boxes, doors, lines, observers
from stoep.budgeting.actions.fill import Said, check, fill, personal
from stoep.budgeting.actions.plain import plain, said_of, tidy_of
from stoep.budgeting.models import Award, Decision, Round
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.people.models import Person
from stoep.shared.refusal import Refused

# Under which name the log tells that it was done.
_ACTS = {
    Decision.Kind.ANNOUNCE: "budgeting.announce",
    Decision.Kind.CHANGE: "budgeting.change",
    Decision.Kind.BALLOT: "budgeting.ballot",
    Decision.Kind.STOP: "budgeting.stop",
    Decision.Kind.OBSERVER: "budgeting.observer",
    Decision.Kind.AWARD: "budgeting.stop_award",
    Decision.Kind.KEY: "budgeting.new_count_key",
    Decision.Kind.AGAIN: "budgeting.count_again",
}
# How the mail to the other key names it, after "a proposal:".
_WHAT = {
    Decision.Kind.ANNOUNCE: _("een ronde openen om samen geld te verdelen"),
    Decision.Kind.CHANGE: _("iets veranderen aan een ronde om geld te verdelen"),
    Decision.Kind.BALLOT: _("het stembiljet van een ronde maken"),
    Decision.Kind.STOP: _("een ronde om geld te verdelen stoppen"),
    Decision.Kind.OBSERVER: _("een andere waarnemer bij een ronde om geld te verdelen"),
    Decision.Kind.AWARD: _("een plan stoppen dat geld kreeg van bewoners"),
    Decision.Kind.KEY: _("een nieuwe sleutel voor het tellen"),
    Decision.Kind.AGAIN: _("een ronde om geld te verdelen opnieuw tellen"),
}
_PROPOSED = {
    Decision.Kind.ANNOUNCE: "Er ligt een voorstel om een ronde te openen waarin bewoners geld verdelen.",
    Decision.Kind.CHANGE: "Er ligt een voorstel om iets te veranderen aan een ronde waarin bewoners geld verdelen.",
    Decision.Kind.BALLOT: "Er ligt een voorstel voor het stembiljet van een ronde.",
    Decision.Kind.STOP: "Er ligt een voorstel om een ronde te stoppen waarin bewoners geld verdelen.",
    Decision.Kind.OBSERVER: "Er ligt een voorstel voor een andere waarnemer bij een ronde.",
    Decision.Kind.AWARD: "Er ligt een voorstel om een plan te stoppen dat geld kreeg.",
    Decision.Kind.KEY: "Er ligt een voorstel voor een nieuwe sleutel om te tellen.",
    Decision.Kind.AGAIN: "Er ligt een voorstel om een ronde opnieuw te tellen.",
}
_DONE = {
    Decision.Kind.ANNOUNCE: "Een ronde is open waarin bewoners geld verdelen. Beide sleutels zijn omgedraaid.",
    Decision.Kind.CHANGE: "Er is iets veranderd aan een ronde. Beide sleutels zijn omgedraaid.",
    Decision.Kind.BALLOT: "Het stembiljet van een ronde is gemaakt. Beide sleutels zijn omgedraaid.",
    Decision.Kind.STOP: "Een ronde is gestopt. Beide sleutels zijn omgedraaid.",
    Decision.Kind.OBSERVER: "Bij een ronde kwam een andere waarnemer. Beide sleutels zijn omgedraaid.",
    Decision.Kind.AWARD: "Een plan dat geld kreeg, is gestopt. Wat over is, gaat naar de volgende ronde.",
    Decision.Kind.KEY: "Er mag een nieuwe sleutel komen om te tellen. Beide sleutels zijn omgedraaid.",
    Decision.Kind.AGAIN: "Een uitslag is opzijgezet. De ronde wordt opnieuw geteld.",
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
    wrong = rules.observers_mistake([rules.party(person.organisation) for person in found["observers"]])
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


_ON_BALLOT = {"parts", "rule", "utility", "completion", "ballot", "most", "tie_break"}


@transaction.atomic
def propose_change(*, round: Round, why_change: str, by: Standing, at: datetime, today: date, **said: Any) -> Decision:
    """One key to change an open round before voting begins, and the reason. What stood there before stays readable.

    Refused: "draft", "voting", "stopped", "no-why", "nothing-new", "ballot-made", "ordered", "waits", and as by
    `fill.check`.
    """
    round = doors.theirs(round, by, act="budgeting.change")
    _may_change(round, at)
    reason = doors.asked("no-why", _("Schrijf waarom. Iedereen leest dit."), why=why_change)["why"]
    before, after = tidy_of(round), _complete(round.neighbourhood, _said(said), at, round)
    _parts_stay(before, after)
    if after["repair_days"] < before["repair_days"]:
        ballot.nobody_repairs(round, at)
    old, new = plain(before), plain(after)
    differs = [name for name in old if old[name] != new[name]]
    if not differs:
        raise Refused("nothing-new", _("Er is niets veranderd. Verander eerst iets."))
    if round.ballot_made_at and _ON_BALLOT & set(differs):
        raise Refused("ballot-made", _("Het stembiljet is gemaakt. De telwijze en de bedragen staan daarop vast."))
    if "reserve_per_thousand" in differs and queries.order_of(round):
        raise Refused("ordered", _("De brieven zijn besteld, met zo veel reserve als er stond. Dat staat nu vast."))
    content = {"before": {name: old[name] for name in differs}, "after": {name: new[name] for name in differs}}
    named = after["observers"] if "observers" in differs else ()
    return _propose(round, Decision.Kind.CHANGE, content, reason, by, at, today, named)


def _said(said: dict[str, Any]) -> dict[str, Any]:
    made = Said(**said)
    return {name: getattr(made, name) for name in Said.__slots__}


def _may_change(round: Round, at: datetime) -> None:
    if not round.announced_at:
        raise Refused("draft", _("Deze ronde is nog een concept. Verander het concept zelf."))
    doors.may_move(round, at)


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


@transaction.atomic
def propose_observer(
    *, round: Round, order: int, person: Person, why: str, by: Standing, at: datetime, today: date
) -> Decision:
    """One key for somebody in the place of the observer with this order, who stopped or left, and the reason.

    Refused: "no-why", "waits", and as by `observers.proposed`.
    """
    round = doors.theirs(round, by, act="budgeting.observer")
    content = observers.proposed(round, order, person, at=at, today=today)
    reason = doors.asked("no-why", _("Schrijf waarom. Iedereen leest dit."), why=why)["why"]
    return _propose(round, Decision.Kind.OBSERVER, content, reason, by, at, today, [person])


@transaction.atomic
def propose_stop_award(*, award: Award, why: str, by: Standing, at: datetime, today: date) -> Decision:
    """One key to stop a plan that residents gave money, with the reason. Refused: "over", "no-why", "waits"."""
    round = doors.theirs(award.idea.round, by, act="budgeting.stop_award")
    content = {"award": award.idea.voice.number}
    awards.may_stop(round, content)
    reason = doors.asked("no-why", _("Schrijf waarom het stopt. Iedereen leest dit."), why=why)["why"]
    return _propose(round, Decision.Kind.AWARD, content, reason, by, at, today)


@transaction.atomic
def propose_count_key(
    *, round: Round, why: str, by: Standing, at: datetime, today: date, lost: int | None = None
) -> Decision:
    """One key for a new count key once a sheet was shown, and the reason; `lost`: whose sheet is gone.

    With the other key it may be made, once. Refused: "no-why", "waits", and as by `boxes.asked_anew`.
    """
    round = doors.theirs(round, by, act="budgeting.new_count_key")
    content = boxes.asked_anew(round, lost, at)
    reason = doors.asked("no-why", _("Schrijf waarom. Iedereen leest dit."), why=why)["why"]
    return _propose(round, Decision.Kind.KEY, content, reason, by, at, today)


@transaction.atomic
def propose_count_again(*, round: Round, why: str, by: Standing, at: datetime, today: date) -> Decision:
    """One key to set the result aside and count again from the box, with the reason: an objection that is right.

    Refused: "no-why", "waits", and as by `again.may_set_aside`.
    """
    round = doors.theirs(round, by, act="budgeting.count_again")
    again.may_set_aside(round, at)
    reason = doors.asked("no-why", _("Schrijf waarom. Iedereen leest dit."), why=why)["why"]
    return _propose(round, Decision.Kind.AGAIN, {}, reason, by, at, today)


def _propose(
    round: Round,
    kind: Decision.Kind,
    content: dict[str, Any],
    why: str,
    by: Standing,
    at: datetime,
    today: date,
    named: Sequence[Person] = (),
) -> Decision:
    known = queries.waiting(round, today)
    if known:
        same = (known.kind, known.content, known.why) == (kind, content, why) and known.proposed_by.side == by.side
        if same and set(known.named.all()) == set(named):
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
    made.named.set(named)
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
    if decision.kind == Decision.Kind.OBSERVER:
        return observers.follow(round, decision, at=at, today=today)
    if decision.kind == Decision.Kind.AWARD:
        return [awards.stop(awards.may_stop(round, decision.content), decision.why, by, at)]
    if decision.kind == Decision.Kind.KEY:
        boxes.asked_anew(round, decision.content["lost"], at)
        return []
    if decision.kind == Decision.Kind.AGAIN:
        return again.set_aside(round, decision, at)
    return _stop(round, decision, by, at, today)


def _stop(round: Round, decision: Decision, by: Standing, at: datetime, today: date) -> list[Any]:
    _may_stop(round, at)
    # A result that was set aside gave money already: with the round its plans stop too.
    won = [award for award in Award.objects.filter(idea__round=round) if not award.is_over]
    ended = [awards.stop(award, decision.why, by, at) for award in won]
    round.stopped_at, round.stopped_why = at, decision.why
    round.save(update_fields=["stopped_at", "stopped_why"])
    lines.withdraw(round, decision.why, by, at=at, today=today)
    return [round, *ended]


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
    meant = [*decision.named.all(), *queries.observing(round)]
    said = said_of(round.neighbourhood, now | decision.content["after"], today, meant)
    tidy = _complete(round.neighbourhood, {name: getattr(said, name) for name in Said.__slots__}, at, round)
    rows = fill(round, tidy)
    lines.change(round, by, at=at, today=today)
    return rows


@transaction.atomic
def withdraw_proposal(*, decision: Decision, by: Standing, at: datetime, today: date) -> Decision:
    """The side that turned the first key takes the proposal back, or the other one says no. It stays readable.

    One proposal waits at a time: who could not say no would wait for it, and do nothing else that asks two keys.
    """
    act = "budgeting.withdraw_proposal"
    round = doors.theirs(decision.round, by, act=act)
    decision = _waiting(decision, today)
    decision.withdrawn_at = at
    decision.save(update_fields=["withdrawn_at"])
    told = "Een voorstel bij een ronde waarin bewoners geld verdelen gaat niet door."
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
