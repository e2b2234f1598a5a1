"""After the count: a plan becomes a promise once, spends no more than it was given, and ends in words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as some

from stoep.budgeting import actions as budgeting
from stoep.budgeting import queries, rules
from stoep.budgeting.models import Award, Round, Spending, Turn
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.promises.models import Promise
from stoep.record.inspection import inspect
from stoep.record.models import Log
from stoep.shared.actor import VISITOR
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing
from tests.rooms.rounds import a_round, an_award, promised, stopped_plan
from tests.rooms.voting import a_vote

WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}


def refused(act: Any, **more: Any) -> str:
    with pytest.raises(Refused) as caught:
        act(**more)
    assert str(caught.value)
    return caught.value.code


def sealed_whole(by: Standing) -> bool:
    """Whether every row that these acts wrote is in the log as it stands (the world around them was made by hand)."""
    found = inspect(Log.objects.get(neighbourhood=by.neighbourhood))
    mine = ("budgeting.award", "budgeting.spending", "budgeting.turn", "promises.")
    return not [each for each in found if str(each.where).startswith(mine)]


def spend(award: Award, by: Standing, cents: int, **other: Any) -> Spending:
    usual: dict[str, Any] = {"what": "Hout", "spent_on": TODAY}
    return budgeting.spend(award=award, cents=cents, by=by, **WHEN, **usual | other)


@pytest.fixture
def by(bep: Standing) -> Standing:
    return bep


@given(some.integers(1, 10**9), some.lists(some.integers(1, 10**9), max_size=20))
def test_what_fits_is_never_more_than_was_given(given_cents: int, wanted: list[int]) -> None:
    spent: list[int] = []
    for cents in wanted:
        if rules.fits(rules.Purse(given_cents, tuple(spent)), cents):
            spent.append(cents)
    purse = rules.Purse(given_cents, tuple(spent))
    assert 0 <= purse.gone <= given_cents and purse.left == given_cents - purse.gone
    assert not rules.fits(purse, purse.left + 1) and not rules.fits(purse, 0) and not rules.fits(purse, -1)


@given(some.lists(some.tuples(some.integers(1, 10**6), some.integers(0, 10**6), some.booleans()), max_size=8))
def test_every_cent_of_a_round_is_spent_in_hand_or_left_for_the_next(plans: list[tuple[int, int, bool]]) -> None:
    purses = []
    for given_cents, wanted, ended in plans:
        open_purse = rules.Purse(given_cents, (min(wanted, given_cents),))
        purses.append(rules.Purse(given_cents, open_purse.spent, open_purse.left) if ended else open_purse)
    total = sum(purse.given for purse in purses) + 777
    in_hand = sum(purse.left for purse in purses)
    assert rules.left_for_next([total], purses) + in_hand + sum(purse.gone for purse in purses) == total


@pytest.mark.django_db
def test_a_plan_that_won_becomes_one_promise_to_whoever_said_it(by: Standing, round: Round) -> None:
    award = an_award(round)
    said: dict[str, Any] = {
        "award": award, "called": "Joost", "words": "Wij zetten het neer.", "due_on": TODAY + timedelta(days=9),
        "by": by, "posted_key": "een",
    }  # fmt: skip
    noted = budgeting.promise_award(**said, **WHEN)
    assert noted.secret and noted.promise.receiver_voice == award.idea.voice
    assert budgeting.promise_award(**said, **WHEN).promise == noted.promise
    assert refused(budgeting.promise_award, **said | {"posted_key": "twee"}, **WHEN) == "promised"
    assert Promise.objects.count() == 1
    assert sealed_whole(by)


@pytest.mark.django_db
def test_nothing_is_spent_before_somebody_promised_nor_more_than_was_given(by: Standing, round: Round) -> None:
    award = an_award(round, cents=10_000)
    assert refused(spend, award=award, by=by, cents=100) == "not-promised"
    promised(award, by)
    spend(award, by, 9_999, posted_key="een")
    assert spend(award, by, 9_999, posted_key="een") == Spending.objects.get()
    assert refused(spend, award=award, by=by, cents=2) == "too-much"
    for wrong in (0, -5):
        assert refused(spend, award=award, by=by, cents=wrong) == "too-much"
    assert refused(spend, award=award, by=by, cents=1, spent_on=TODAY + timedelta(days=1)) == "later"
    assert refused(spend, award=award, by=by, cents=1, spent_on=TODAY - timedelta(days=1)) == "before"
    assert refused(spend, award=award, by=by, cents=1, what="  ") == "incomplete"
    (row,) = queries.carried(round)
    assert (row.purse.gone, row.purse.left, row.standing, row.spent_share) == (9_999, 1, "runs", 99)
    with pytest.raises(IntegrityError), transaction.atomic():
        Spending.objects.create(award=award, cents=0, what="x", spent_on=TODAY, noted_at=NOW)


@pytest.mark.django_db
def test_what_was_noted_wrongly_counts_no_more_and_stays_to_be_read(by: Standing, round: Round) -> None:
    award = promised(an_award(round, cents=10_000), by)
    wrong = spend(award, by, 10_000)
    assert refused(budgeting.take_back_spending, spending=wrong, why=" ", by=by, at=NOW) == "no-why"
    back = budgeting.take_back_spending(spending=wrong, why="Van een ander plan.", by=by, at=NOW)
    assert back.taken_back_why == "Van een ander plan."
    assert refused(budgeting.take_back_spending, spending=wrong, why="Nog eens.", by=by, at=NOW) == "gone"
    assert queries.carried(round)[0].purse.left == 10_000


@pytest.mark.django_db
def test_what_is_left_of_a_plan_that_ended_goes_to_the_next_round(by: Standing, ilse: Standing, round: Round) -> None:
    whole = round.cents
    done, stopped, running = (an_award(round, f"Plan {number}", cents=100_000, number=number) for number in (1, 2, 3))
    assert queries.left_for_next(round) == whole - 300_000
    promised(done, by)
    spend(done, by, 60_000)
    assert refused(budgeting.finish, award=running, words="Klaar.", by=by, at=NOW) == "not-promised"
    assert refused(budgeting.finish, award=done, words="", by=by, at=NOW) == "incomplete"
    assert budgeting.finish(award=done, words="Het staat er.", by=by, at=NOW).returned_cents == 40_000
    assert stopped_plan(stopped, by, ilse).returned_cents == 100_000
    assert queries.left_for_next(round) == whole - 300_000 + 140_000
    for act, more in (
        (budgeting.turn, {"words": "Anders.", "why": "Zo."}),
        (budgeting.finish, {"words": "Nog eens."}),
        (budgeting.propose_stop_award, {"why": "Nog eens.", "today": TODAY}),
    ):
        assert refused(act, award=done, by=by, at=NOW, **more) == "over"
    assert refused(spend, award=done, by=by, cents=1) == "over"
    assert [row.standing for row in queries.carried(round)] == ["done", "stopped", "waits"]
    assert sealed_whole(by)


@pytest.mark.django_db
def test_a_plan_that_goes_otherwise_says_what_and_why(by: Standing, round: Round) -> None:
    award = an_award(round)
    assert refused(budgeting.turn, award=award, words="Kleiner.", why="", by=by, at=NOW) == "incomplete"
    once = budgeting.turn(award=award, words="Kleiner.", why="Te duur.", by=by, at=NOW, posted_key="k")
    assert budgeting.turn(award=award, words="Kleiner.", why="Te duur.", by=by, at=NOW, posted_key="k") == once
    assert Turn.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("side", ["municipality", "housing", "visitor"])
def test_no_party_steers_the_money_by_itself(by: Standing, round: Round, side: str) -> None:
    award = promised(an_award(round), by)
    spending = spend(award, by, 100)
    other = Standing(by.neighbourhood) if side == "visitor" else a_standing(by.neighbourhood, side=side)
    acts: list[tuple[Any, dict[str, Any]]] = [
        (budgeting.promise_award, {"called": "Ik", "words": "Ja.", "due_on": TODAY, "today": TODAY}),
        (budgeting.spend, {"cents": 1, "what": "x", "spent_on": TODAY, "today": TODAY}),
        (budgeting.turn, {"words": "x", "why": "x"}),
        (budgeting.finish, {"words": "x"}),
        (budgeting.propose_stop_award, {"why": "x", "today": TODAY}),
    ]
    for act, more in acts:
        with pytest.raises(NotAllowed):
            act(award=award, by=other, at=NOW, **more)
    with pytest.raises(NotAllowed):
        budgeting.take_back_spending(spending=spending, why="x", by=other, at=NOW)
    elsewhere = a_standing(a_neighbourhood(name="Elders"))
    with pytest.raises(NotAllowed):
        spend(award, elsewhere, 1)


@pytest.mark.django_db
def test_the_count_gives_no_money_to_an_idea_of_another_round(by: Standing, round: Round) -> None:
    other = a_round(by.neighbourhood, by, a_standing(by.neighbourhood, side="independent"), title="Andere ronde")
    idea = an_award(other).idea
    assert budgeting.award(round=round, given=[budgeting.Given(idea, 5, 1)], by=VISITOR, at=NOW) == []


@pytest.mark.django_db
def test_a_round_is_done_when_it_is_counted_answered_wiped_and_each_plan_ended(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    vote = a_vote(here, bep, ilse, many=4)
    for code in vote.codes[1]:
        vote.cast(code, 1, 2)
    round, at = vote.round, vote.round.count_at
    late: dict[str, Any] = {"at": at + timedelta(days=30), "today": round.objections_until + timedelta(days=1)}

    def phase() -> str:
        return queries.phase(round, late["at"])

    def page() -> str:
        with time_machine.travel(late["at"], tick=False):
            return Client().get(round.get_absolute_url()).content.decode()

    budgeting.open_box(round=round, sheets=vote.sheets[:3], by=bep, at=at)
    made = budgeting.object_to(round=round, words="De bus stond open.", called="", at=at, today=at.date())
    awards = list(Award.objects.filter(idea__round=round).order_by("pk"))
    assert len(awards) > 1 and phase() == "counted"
    stopped_plan(awards[0], bep, ilse, at=at, today=at.date())
    for award in awards[1:]:
        budgeting.finish(award=promised(award, bep, at=at, today=at.date()), words="Het is er.", by=bep, at=at)
    assert budgeting.wipe_boxes(**late) == 0 and phase() == "counted" and "Deze ronde is klaar." not in page()
    budgeting.answer_objection(objection=made, answer="Het slot was dicht.", by=bep, at=at)
    assert phase() == "counted"
    assert budgeting.wipe_boxes(**late) == 1 and phase() == "done"
    assert "Deze ronde is klaar." in page() and "stoep-step--now" not in page()
    # A plan that runs keeps it from being done; and so does a box that is there.
    Award.objects.filter(pk=awards[0].pk).update(stopped_at=None, ended_words="", returned_cents=None)
    assert phase() == "counted" and "De plannen uitvoeren" in page()


@pytest.mark.django_db
def test_a_list_of_many_plans_asks_no_more_than_a_short_one(round: Round, django_assert_num_queries: Any) -> None:
    here = round.neighbourhood
    for place in range(6):
        an_award(round, f"Plan {place}", number=40 + place)
    with django_assert_num_queries(1):
        rows = queries.carried(round)
        assert all(here.slug in row.award.get_absolute_url() for row in rows)
    assert len(rows) == 6
