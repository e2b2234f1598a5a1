"""Making the ballot: nothing left lying, numbers drawn before the second key, and then nothing changes."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest

from stoep.budgeting import actions, queries
from stoep.budgeting.models import Idea, Round
from stoep.budgeting.tests.ground import fresh, on, page, ready, refused
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.shared.refusal import Refused
from tests.builders import NOW, TODAY
from tests.rooms.rounds import a_ballot, a_place, a_round, an_idea, given, looked, moment, read, said
from tests.rooms.voting import letters, with_ballot

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("make", "code"), [
    (lambda round, bep, anouk: given(round), "unchecked"),
    (lambda round, bep, anouk: an_idea(round, bep, guessed_cents=None), "no-cost"),
    (lambda round, bep, anouk: an_idea(round, bep, guessed_cents=7_000_000), "too-dear"),
    (lambda round, bep, anouk: None, "none"),
])  # fmt: skip
def test_no_ballot_is_made_while_something_is_left_lying(
    round: Round, bep: Standing, anouk: Standing, make: Any, code: str
) -> None:
    make(round, bep, anouk)
    assert refused(a_ballot, round=round, by=bep) == code


def test_a_no_that_nobody_looked_at_again_keeps_nothing_off_and_a_second_no_does(
    round: Round, bep: Standing, ilse: Standing, anouk: Standing
) -> None:
    alone, both, repaired = (an_idea(round, bep, title) for title in ("Een wip", "Een glijbaan", "Een schommel"))
    for idea in (alone, both, repaired):
        looked(idea, anouk, "no")
    looked(both, ilse, "no", **on(round, 6))
    looked(repaired, ilse, "yes", **on(round, 6))
    drawn = {number: cents for number, _place, cents in a_ballot(round, bep).content["projects"]}
    assert drawn == {alone.voice.number: 250_000, repaired.voice.number: 300_000}


def test_a_second_no_after_the_proposal_is_heard_before_the_second_key(
    round: Round, bep: Standing, ilse: Standing, anouk: Standing
) -> None:
    # One day to repair: a no is in time until three days before voting, which is after the checking.
    Round.objects.filter(pk=round.pk).update(repair_days=1)
    idea, other = an_idea(round, bep), an_idea(round, bep, "Een wip")
    looked(idea, anouk, "no")
    proposal = a_ballot(round, bep)
    actions.look(idea=fresh(idea), by=ilse, kind="no", why="Te duur.", repair="Kleiner.", **ready(round))
    assert refused(actions.second, decision=proposal, by=ilse, **ready(round)) == "repairing"
    then = later(round, 2)
    assert refused(actions.second, decision=proposal, by=ilse, **then) == "changed"
    actions.withdraw_proposal(decision=proposal, by=bep, **then)
    content = actions.propose_ballot(round=round, by=bep, draw=random.Random(7), **then).content
    assert [number for number, _place, _cents in content["projects"]] == [other.voice.number]


def later(round: Round, days: int) -> dict[str, Any]:
    """So many days after everything was checked and proposed."""
    usual = ready(round)
    return {name: when + timedelta(days=days) for name, when in usual.items()}


def propose(round: Round, by: Standing, days: int) -> Any:
    return actions.propose_ballot(round=round, by=by, draw=random.Random(7), **later(round, days))


def test_no_ballot_is_made_while_an_author_may_still_repair_an_idea(
    round: Round, bep: Standing, ilse: Standing, anouk: Standing
) -> None:
    an_idea(round, bep, "Een wip")
    receipt = given(round, "Een brug")
    bridge = read(receipt, bep)
    last: dict[str, Any] = {"at": moment(round.check_until, 12), "today": round.check_until}
    no: dict[str, Any] = {"kind": "no", "why": "Te duur.", "repair": "Kleiner."}
    actions.look(idea=bridge, by=anouk, **no, **last)
    assert refused(propose, round=round, by=bep, days=0) == "repairing"
    with pytest.raises(Refused) as told:
        propose(round, bep, 0)
    until = round.check_until + timedelta(days=round.repair_days)
    assert "Een brug" in str(told.value) and f"tot en met {until.day} " in str(told.value)
    # On the last day the author still can, and then nobody has to wait.
    mended = {"idea": fresh(bridge), "words": "Een pontje.", "cents": 90_000, "secret": receipt.secret}
    assert refused(propose, round=round, by=bep, days=4) == "repairing"
    actions.repair(**mended, **later(round, 4))
    assert len(propose(round, bep, 4).content["projects"]) == 2
    assert until + timedelta(days=1) < round.voting_from.date()


def test_who_gives_an_idea_up_or_lets_the_days_pass_holds_up_no_ballot(
    round: Round, bep: Standing, ilse: Standing, anouk: Standing
) -> None:
    keeps = an_idea(round, bep, "Een wip")
    receipt = given(round, "Een brug")
    gone, slow = read(receipt, bep), an_idea(round, bep, "Een muur")
    last: dict[str, Any] = {"at": moment(round.check_until, 12), "today": round.check_until}
    for idea in (gone, slow):
        actions.look(idea=idea, by=anouk, kind="no", why="Te duur.", repair="Kleiner.", **last)
    last["at"] += timedelta(hours=1)
    actions.look(idea=slow, by=ilse, kind="no", why="Te duur.", repair="Kleiner.", **last)
    actions.withdraw_idea(idea=gone, secret=receipt.secret, at=last["at"])
    assert refused(propose, round=round, by=bep, days=4) == "repairing"
    assert [row[0] for row in propose(round, bep, 5).content["projects"]] == [keeps.voice.number]


def test_a_no_that_leaves_the_author_too_few_days_comes_too_late(round: Round, bep: Standing, anouk: Standing) -> None:
    idea = an_idea(round, bep)
    no = {"idea": idea, "kind": "no", "by": anouk, "why": "Te duur.", "repair": "Kleiner."}
    assert refused(actions.look, **no, **ready(round)) == "late-no"
    assert queries.standing_of(idea) == "waiting"
    waits = a_ballot(round, bep)
    assert [row[0] for row in waits.content["projects"]] == [idea.voice.number]
    actions.withdraw_proposal(decision=waits, by=bep, **ready(round))
    actions.look(idea=idea, kind="yes", by=anouk, cents=5_000, **ready(round))
    assert queries.standing_of(idea) == "yes", "a yes is never too late"


def test_one_no_to_a_plan_that_is_dearer_than_its_part_stands_and_stops_no_ballot(
    round: Round, bep: Standing, anouk: Standing
) -> None:
    dear, fits = (
        an_idea(round, bep, "Een brug", guessed_cents=6_000_001),
        an_idea(round, bep, "Net niet te duur", guessed_cents=6_000_000),
    )
    for idea in (dear, fits):
        looked(idea, anouk, "no")
    assert [number for number, _place, _cents in a_ballot(round, bep).content["projects"]] == [fits.voice.number]


def test_the_ballot_is_drawn_in_public_and_made_with_two_keys(round: Round, bep: Standing, ilse: Standing) -> None:
    ideas = [an_idea(round, bep, f"Idee {which}", guessed_cents=which * 10_000) for which in range(1, 9)]
    proposal = a_ballot(round, bep)
    assert fresh(ideas[0]).ballot_number is None
    drawn = {number: place for number, place, _cents in proposal.content["projects"]}
    assert sorted(drawn.values()) == list(range(1, 9)) and sorted(proposal.content["tie_order"]) == list(range(1, 9))
    assert "Idee 3" in page(proposal.get_absolute_url())
    actions.second(decision=proposal, by=ilse, **ready(round))
    round.refresh_from_db()
    assert round.tie_order == proposal.content["tie_order"] and round.ballot_made_at
    assert {plan.voice.number: plan.ballot_number for plan in queries.ballot(round)} == drawn
    assert "nummer" in page(f"{round.get_absolute_url()}stembiljet/").lower()


def test_the_cheapest_goes_first_when_that_was_said(here: Neighbourhood, bep: Standing, ilse: Standing) -> None:
    round = a_round(here, bep, ilse, tie_break="cheapest")
    for cost in (30_000, 10_000, 20_000):
        an_idea(round, bep, f"Voor {cost}", guessed_cents=cost)
    content = a_ballot(round, bep).content
    cost_of = {place: cents for _number, place, cents in content["projects"]}
    assert [cost_of[place] for place in content["tie_order"]] == [10_000, 20_000, 30_000]


def test_a_ballot_is_not_made_of_plans_that_changed_meanwhile(round: Round, bep: Standing, ilse: Standing) -> None:
    idea, receipt = an_idea(round, bep), given(round)
    read(receipt, bep)
    proposal = a_ballot(round, bep)
    actions.withdraw_idea(idea=Idea.objects.get(voice=receipt.voice), secret=receipt.secret, at=ready(round)["at"])
    assert refused(actions.second, decision=proposal, by=ilse, **ready(round)) == "changed"
    assert fresh(idea).ballot_number is None


def test_one_no_to_an_idea_without_a_sum_stops_no_ballot_once_its_author_says_what_it_costs(
    round: Round, bep: Standing, anouk: Standing
) -> None:
    idea = an_idea(round, bep, guessed_cents=None)
    looked(idea, anouk, "no")
    assert refused(a_ballot, round=round, by=bep) == "no-cost"
    actions.guess(idea=idea, cents=250_000, by=bep, at=ready(round)["at"])
    assert refused(actions.guess, idea=idea, cents=5, by=bep, at=ready(round)["at"]) == "checked"
    assert [row[2] for row in a_ballot(round, bep).content["projects"]] == [250_000]


def test_no_sum_changes_while_a_ballot_waits_so_that_nobody_holds_it_up_without_end(
    round: Round, bep: Standing, ilse: Standing, anouk: Standing
) -> None:
    receipt, looked_at = given(round), an_idea(round, bep, "Een wip")
    own = read(receipt, bep)
    looked(looked_at, anouk)
    then = ready(round)
    helps = actions.ask_help(idea=own, kind="cost", secret=receipt.secret, at=then["at"])
    actions.take_up_help(help=helps, by=anouk, at=then["at"])
    proposal = a_ballot(round, bep)
    assert refused(actions.look, idea=looked_at, by=anouk, kind="yes", cents=200_000, **then) == "ballot-waits"
    assert refused(actions.guess, idea=own, cents=5, secret=receipt.secret, at=then["at"]) == "ballot-waits"
    came: dict[str, Any] = {"help": helps, "came": "Uitgerekend.", "by": anouk, "at": then["at"]}
    assert refused(actions.help_came, cents=5, **came) == "ballot-waits"
    actions.help_came(**came)
    actions.second(decision=proposal, by=ilse, **then)


def test_after_the_ballot_is_made_nothing_of_an_idea_changes(
    round: Round, bep: Standing, ilse: Standing, anouk: Standing
) -> None:
    receipt = given(round)
    idea = read(receipt, bep)
    actions.second(decision=a_ballot(round, bep), by=ilse, **ready(round))
    later = ready(round)
    secret = {"idea": idea, "secret": receipt.secret}
    assert refused(actions.look, idea=idea, by=anouk, kind="yes", cents=5, **later) == "ballot-made"
    assert refused(actions.guess, cents=5, at=later["at"], **secret) == "ballot-made"
    assert refused(actions.withdraw_idea, at=later["at"], **secret) == "ballot-made"
    assert refused(a_ballot, round=round, by=bep) == "ballot-made"
    draw = random.Random(1)
    assert refused(actions.propose_ballot, round=round, by=bep, draw=draw, **later) == "ballot-made"


def test_after_the_ballot_the_way_of_counting_stays_and_after_the_letters_the_reserve(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    round = with_ballot(a_round(here, bep, ilse))
    letters(round, ilse, 4)
    changes: tuple[tuple[dict[str, Any], str], ...] = (
        ({"utility": "cardinality"}, "ballot-made"), ({"completion": "none"}, "ballot-made"),
        ({"reserve_per_thousand": 3}, "ordered"),
    )  # fmt: skip
    for change, code in changes:
        given = said(a_place(here, bep)) | change | {"round": round, "by": bep, "at": NOW, "today": TODAY}
        assert refused(actions.propose_change, why_change="Toch anders.", **given) == code


def test_no_ballot_is_made_before_everything_could_be_looked_at(round: Round, bep: Standing) -> None:
    an_idea(round, bep)
    draw = random.Random(1)
    assert refused(actions.propose_ballot, round=round, by=bep, draw=draw, **on(round, 5)) == "not-now"
