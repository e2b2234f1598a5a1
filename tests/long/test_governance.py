"""Any order of acts at the table, by anybody, over years: residents stay in the lead, and no key turns alone."""

from __future__ import annotations

import importlib.util
import random
import sys
import threading
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from stoep.network import actions, queries
from stoep.network.models import Change, Partnership, Post, Seat
from stoep.network.standing import Standing
from stoep.people import actions as people
from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import a_person, an_organisation
from tests.long import governance as model

KINDS = list(Change.Kind)
SIDES = ("resident", "independent", "municipality", "housing")
SQUARE = '{"type":"Polygon","coordinates":[[[5.1,52.1],[5.11,52.1],[5.11,52.11],[5.1,52.11],[5.1,52.1]]]}'


@cache
def verifier() -> ModuleType:
    """The program that checks an exported log, which shares no code with ours."""
    path = Path(__file__).resolve().parents[2] / "verify" / "stoep-verify.py"
    spec = importlib.util.spec_from_file_location("stoep_verify_of_governance", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def what_a_checker_finds(here: Neighbourhood) -> None:
    """Nothing: each act says in the log what somebody needs to see that the rules were kept."""
    broken: list[tuple[str, int]] = []
    replay = verifier().Table(lambda rule, index: broken.append((rule, index)))
    for entry in Entry.objects.filter(log__neighbourhood=here).order_by("index"):
        replay.entry(entry.index, entry.sealed())
    assert not broken


class Table(RuleBasedStateMachine):
    """One table, whose people come, go, take jobs, propose, confirm, refuse and let time pass."""

    @initialize()
    def begin(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.today = date(2026, 9, 1)
        founder = a_person()
        self.here: Neighbourhood = actions.found(
            name="Lutkeveen", kind="village", municipality_name=f"Waterstad {founder.pk}", outline=SQUARE,
            founder=founder, **self.when(),
        )  # fmt: skip
        self.people = [founder, *[a_person() for _ in range(3)]]
        self.people += [a_person(side=side) for side in SIDES[1:]] + [a_person(side="independent")]
        self.had_two_keys = False
        self.was_short = False

    def when(self) -> dict[str, Any]:
        noon = datetime(self.today.year, self.today.month, self.today.day, 12, tzinfo=UTC)
        return {"at": noon, "today": self.today}

    def standing(self, number: int) -> Standing:
        person = Person.objects.select_related("account", "organisation").get(pk=self.people[number].pk)
        return queries.standing(
            account=person.account, neighbourhood=self.here, today=self.today, second_factor=number != 3
        )

    def tried(self, act: Any, **given: Any) -> Any:
        """What the act gives; None when it was refused, and then nothing was written."""
        before = Entry.objects.count()
        try:
            with transaction.atomic():
                return act(**given)
        except (Refused, NotAllowed):
            assert Entry.objects.count() == before
            return None

    @rule(days=st.sampled_from([1, 5, 15, 100, 800]))
    def time_passes(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(
        who=st.integers(0, 7), kind=st.sampled_from(KINDS), whom=st.integers(0, 7), seat=st.integers(0, 9),
        share=st.integers(40, 105), side=st.sampled_from([None, *SIDES]), weight=st.integers(0, 4),
        chair=st.booleans(),
    )  # fmt: skip
    def somebody_proposes(
        self, who: int, kind: str, whom: int, seat: int, share: int, side: str | None, weight: int, chair: bool
    ) -> None:
        self._propose(self.standing(who), kind, whom, seat, share, side, weight, chair)

    @rule(
        kind=st.sampled_from(KINDS), whom=st.integers(0, 7), seat=st.integers(0, 9), share=st.integers(50, 100),
        side=st.sampled_from([None, *SIDES]), weight=st.integers(0, 4), days=st.sampled_from([0, 3, 14, 15]),
    )  # fmt: skip
    def both_keys_turn(
        self, kind: str, whom: int, seat: int, share: int, side: str | None, weight: int, days: int
    ) -> None:
        """What the table really agrees on: the one key proposes, and the other confirms some days later."""
        standings = [self.standing(number) for number in range(len(self.people))]
        leads = {each.side: each for each in standings if each.leads}
        if len(leads) < 2:
            return
        one, other = list(leads.values())[:: 1 if seat % 2 else -1]
        change = self._propose(one, kind, whom, seat, share, side, weight, chair=weight == 2)
        if change is not None:
            self.today += timedelta(days=days)
            self.tried(actions.confirm, change=change, by=other, **self.when())

    def _propose(
        self, by: Standing, kind: str, whom: int, seat: int, share: int, side: str | None, weight: int, chair: bool
    ) -> Change | None:
        seats = list(Seat.objects.filter(partnership__neighbourhood=self.here).order_by("pk"))
        post = Post.objects.filter(neighbourhood=self.here).order_by("-pk").first()
        rules = queries.charter_of(seats[0].partnership, self.today).values()
        rules |= {"residents_share": share, "weights": {"resident": weight, "municipality": 4 - weight}}
        rules["seats"] = {"resident": 3 + weight, "independent": 1, "municipality": seat % 4}
        made: Change | None = self.tried(
            actions.propose,
            by=by,
            kind=kind,
            person=Person.objects.get(pk=self.people[whom].pk),
            organisation=an_organisation(side) if side and side != "resident" else None,
            seat=seats[seat % len(seats)],
            post=post,
            post_kind="official",
            is_chair=chair,
            share=share,
            values=rules if kind == "charter" else {},
            **self.when(),
        )
        return made

    @rule(who=st.integers(0, 7), which=st.integers(0, 5))
    def somebody_confirms(self, who: int, which: int) -> None:
        changes = list(Change.objects.filter(partnership__neighbourhood=self.here).order_by("-pk")[:6])
        if changes:
            self.tried(actions.confirm, change=changes[which % len(changes)], by=self.standing(who), **self.when())

    @rule(who=st.integers(0, 7), which=st.integers(0, 5))
    def somebody_refuses(self, who: int, which: int) -> None:
        changes = list(Change.objects.filter(partnership__neighbourhood=self.here).order_by("-pk")[:6])
        if changes:
            change = changes[which % len(changes)]
            self.tried(actions.drop, change=change, by=self.standing(who), at=self.when()["at"])

    @rule(who=st.integers(0, 7), side=st.sampled_from(SIDES[1:]))
    def somebody_says_where_they_work(self, who: int, side: str) -> None:
        person = Person.objects.get(pk=self.people[who].pk)
        if self.tried(actions.work_for, person=person, organisation=an_organisation(side), **self.when()):
            seats, votes = model.shares(model.held(self.here, self.today))
            self.was_short = min(seats, votes) < model.share_asked(self.here)

    @rule(who=st.integers(0, 7))
    def somebody_lays_down(self, who: int) -> None:
        person = Person.objects.get(pk=self.people[who].pk)
        mine = queries.seats_of(person, self.today).first()
        if mine:
            self.tried(actions.lay_down, person=person, seat=mine.pk, **self.when())

    @rule(who=st.integers(4, 7))
    def somebody_ends_their_account(self, who: int) -> None:
        person = Person.objects.select_related("account").get(pk=self.people[who].pk)
        if person.account:
            people.end_account(account=person.account, at=self.when()["at"])
            self.people[who] = a_person(side=person.side)

    @invariant()
    def residents_hold_their_share(self) -> None:
        table = model.held(self.here, self.today)
        asked = model.share_asked(self.here)
        right = min(model.shares(table)) >= asked >= Fraction(51, 100)
        # Only somebody who says for whom they work may take it below, and then each change brings it nearer.
        assert right or self.was_short
        self.was_short = not right

    @invariant()
    def residents_lead_and_nobody_else_chairs(self) -> None:
        table = model.held(self.here, self.today)
        assert any(seat.counts_as == "resident" and seat.has_account for seat in table)
        assert [seat for seat in table if seat.is_chair and seat.counts_as not in model.LEADS] == []
        assert sum(seat.is_chair for seat in table) <= 1
        assert len({seat.person for seat in table}) == len(table)

    @invariant()
    def one_charter_is_in_force_and_says_the_share(self) -> None:
        ((_number, share),) = model.charter_in_force(self.here)
        assert Fraction(share, 100) == model.share_asked(self.here)

    @invariant()
    def no_key_turns_alone(self) -> None:
        since = Partnership.objects.values_list("two_keys_since_on", flat=True).get(neighbourhood=self.here)
        if self.had_two_keys:
            assert since is not None, "the second key never comes back to the chair"
        self.had_two_keys = since is not None
        told = {
            facts["change"]: (entry.index, facts)
            for entry in Entry.objects.filter(log__neighbourhood=self.here, act="network.confirm")
            for facts in [entry.sealed()["facts"]]
        }
        key = Entry.objects.filter(log__neighbourhood=self.here, act="network.two_keys").first()
        for pk, kind, alone, side, one, other, proposed_at, confirmed_at, until in model.settled(self.here):
            index, facts = told[pk]
            assert facts["kind"] == kind
            assert facts["alone"] == bool(alone)
            assert side in model.LEADS
            if alone:
                assert (side, one) == ("resident", other)
                assert key is None or index < key.index
            else:
                assert one != other or one is None
                assert facts["key"] != facts["proposed_key"] or facts["succession"]
                assert facts["proposed_by_seat"] != facts["confirmed_by_seat"]
                days = str(confirmed_at)[:10], str(until)
                assert str(proposed_at)[:10] <= days[0] <= days[1]

    @invariant()
    def what_the_acts_count_is_what_the_model_counts(self) -> None:
        ours = {(seat.pk, side, weight) for seat, side, weight in queries.votes_at(self._table(), self.today)}
        assert ours == {(seat.pk, seat.counts_as, seat.weight) for seat in model.held(self.here, self.today)}

    def _table(self) -> Partnership:
        return Partnership.objects.get(neighbourhood=self.here)

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            what_a_checker_finds(self.here)
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)


QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


def _run(examples: int, steps: int) -> None:
    chosen = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=QUIET, database=None
    )
    run_state_machine_as_test(Table, settings=chosen)


@pytest.mark.django_db(transaction=True)
def test_a_few_orders_of_acts_leave_residents_in_the_lead() -> None:
    _run(examples=8, steps=15)


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_two_thousand_orders_of_acts_leave_residents_in_the_lead() -> None:
    _run(examples=2000, steps=25)


def _people_at_once(here: Neighbourhood, who: list[Person], seed: int, acts: int) -> None:
    """Each person in a thread and a connection of their own, all at the same table."""
    gate = threading.Barrier(len(who))
    broken: list[BaseException] = []
    today = date(2026, 9, 1)
    when: dict[str, Any] = {"at": datetime(2026, 9, 1, 12, tzinfo=UTC), "today": today}

    def live(number: int) -> None:
        dice = random.Random(seed * 100 + number)
        try:
            gate.wait(timeout=30)
            for _ in range(acts):
                with suppress(Refused, NotAllowed):
                    _one_act(here, who[number], dice, when)
        except BaseException as error:
            broken.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=live, args=(number,)) for number in range(len(who))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not broken, broken


def _one_act(here: Neighbourhood, person: Person, dice: random.Random, when: dict[str, Any]) -> None:
    person = Person.objects.select_related("account", "organisation").get(pk=person.pk)
    by = queries.standing(account=person.account, neighbourhood=here, today=when["today"], second_factor=True)
    open_ones = list(queries.open_changes(Partnership.objects.get(neighbourhood=here), when["today"])[:5])
    if open_ones and dice.random() < 0.6:
        actions.confirm(change=dice.choice(open_ones), by=by, **when)
        return
    seats = list(Seat.objects.filter(partnership__neighbourhood=here, until_on=None))
    if dice.random() < 0.2:
        actions.lay_down(person=person, seat=by.seat.pk if by.seat else None, **when)
        return
    actions.propose(
        by=by,
        kind=dice.choice(["add-seat", "add-seat", "end-seat", "chair", "share"]),
        person=Person.objects.exclude(seats__partnership__neighbourhood=here).order_by("?").first(),
        seat=dice.choice(seats),
        share=dice.choice([51, 55, 60, 70]),
        **when,
    )


def _crowd(rounds: int, acts: int) -> None:
    for seed in range(rounds):
        founder = a_person()
        when: dict[str, Any] = {"at": datetime(2026, 9, 1, 9, tzinfo=UTC), "today": date(2026, 9, 1)}
        here = actions.found(
            name="De Meerpaal", kind="wijk", municipality_name=f"Waterstad {founder.pk}", outline=SQUARE,
            founder=founder, **when,
        )  # fmt: skip
        boss = queries.standing(account=founder.account, neighbourhood=here, today=when["today"], second_factor=True)
        residents, others = [a_person() for _ in range(3)], [a_person(side="independent") for _ in range(2)]
        for person in [*residents, others[0]]:
            actions.propose(by=boss, kind="add-seat", person=person, **when)
        for side in ("municipality", "municipality", "housing", "resident"):
            a_person(side=side)
        _people_at_once(here, [founder, *residents, others[0]], seed, acts)
        table = model.held(here, when["today"])
        assert min(model.shares(table)) >= model.share_asked(here) >= Fraction(51, 100)
        assert sum(seat.is_chair for seat in table) <= 1
        assert any(seat.side == "independent" for seat in table)
        for _pk, _kind, alone, _side, one, other, *_days in model.settled(here):
            assert alone or one != other
        assert Entry.objects.filter(log__neighbourhood=here, act="network.two_keys").count() == 1
        what_a_checker_finds(here)


@pytest.mark.django_db(transaction=True)
def test_a_few_people_at_the_same_moment_leave_residents_in_the_lead() -> None:
    _crowd(rounds=1, acts=4)


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_many_people_at_the_same_moment_leave_residents_in_the_lead() -> None:
    _crowd(rounds=25, acts=12)
