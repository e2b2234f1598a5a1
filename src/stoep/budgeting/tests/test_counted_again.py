"""An objection that is right: both keys set the result aside, and the round is counted again from the same box."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from stoep.budgeting import actions, queries
from stoep.budgeting.actions import doors
from stoep.budgeting.models import Award, Decision, EarlierResult, Envelope, Mark, Result, Round
from stoep.budgeting.tests.ground import page, refused
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record.inspection import inspect
from stoep.record.models import Entry, Log
from stoep.shared.refusal import NotAllowed
from stoep.voices.models import Answer
from tests.builders import sign_in
from tests.rooms.rounds import promised, said
from tests.rooms.voting import Vote, a_vote

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PLANS = (("Kunstgras", 4_000_000), ("Tribune", 4_000_000))  # only one of them fits


@pytest.fixture
def vote(here: Neighbourhood, bep: Standing, ilse: Standing) -> Vote:
    """Two chose the first plan on a screen; the paper of ten others was forgotten."""
    rule: dict[str, Any] = {"rule": "most-votes", "utility": "", "completion": "none", "tracker": True}
    made = a_vote(here, bep, ilse, many=20, plans=PLANS, **rule)
    for code in made.codes[1][:2]:
        made.cast(code, 1, with_tracker=True)
    count(made, bep, made.round.count_at)
    return made


def count(vote: Vote, by: Standing, at: Any) -> None:
    actions.open_box(round=vote.round, sheets=vote.sheets[:3], by=by, at=at)


def proposed(vote: Vote, by: Standing, at: Any, why: str = "Er lag nog een stapel papier.") -> Decision:
    return actions.propose_count_again(round=vote.round, why=why, by=by, at=at, today=at.date())


def set_aside(vote: Vote, bep: Standing, ilse: Standing, at: Any) -> None:
    actions.second(decision=proposed(vote, bep, at), by=ilse, at=at, today=at.date())


def awards(vote: Vote) -> dict[int | None, Award]:
    found = Award.objects.filter(idea__round=vote.round).select_related("idea__voice", "idea__round__neighbourhood")
    return {award.idea.ballot_number: award for award in found}


def forgotten(vote: Vote, bep: Standing, ilse: Standing, at: Any) -> None:
    pile = actions.begin_pile(round=vote.round, place="De Eik", many=10, by=bep, at=at)
    for by in (bep, ilse):
        actions.type_pile(pile=pile, typed="\n".join(f"{code} 2" for code in vote.codes[1][2:12]), by=by, at=at)


def test_what_was_forgotten_is_counted_and_the_money_goes_where_the_votes_were(
    vote: Vote, bep: Standing, ilse: Standing
) -> None:
    round, at = vote.round, vote.round.count_at + DAY
    won = awards(vote)
    assert list(won) == [1]
    set_aside(vote, bep, ilse, at)
    assert queries.phase(round, at) == "closed" and not Result.objects.exists() and not Mark.objects.exists()
    # Nobody hears meanwhile that nobody promised a plan: nobody can.
    month = 40 * DAY
    assert actions.tell_of_waiting(today=(at + month).date(), at=at + month) == 0
    promise: dict[str, Any] = {"called": "Jo", "words": "Ik.", "due_on": at.date() + DAY, "by": bep, "at": at}
    assert refused(actions.promise_award, award=won[1], today=at.date(), **promise) == "aside"
    assert actions.wipe_boxes(today=round.objections_until + 30 * DAY, at=at + 60 * DAY) == 0
    forgotten(vote, bep, ilse, at)
    later = at + DAY
    count(vote, bep, later)
    now = awards(vote)
    assert now[2].stopped_at is None and now[2].voters == 10
    assert now[1].stopped_at and now[1].lost_at == later and now[1].returned_cents == 4_000_000
    assert "Er lag nog een stapel papier." in now[1].ended_words
    assert queries.left_for_next(round) == round.cents - 4_000_000
    told = list(Answer.objects.filter(voice=won[1].idea.voice).order_by("pk").values_list("words", flat=True))
    assert told[-1].startswith("Er is opnieuw geteld. Uw plan") and "kreeg nu geen geld" in told[-1]
    # The term for objections runs anew from this count.
    assert queries.objections_end(round, later.date()) == round.objections_until + 2 * DAY
    assert {"budgeting.count_again", "budgeting.open_box"} <= set(Entry.objects.values_list("act", flat=True))
    mine = ("budgeting.result", "budgeting.mark", "budgeting.award", "budgeting.earlier", "budgeting.box")
    found = inspect(Log.objects.get(neighbourhood=round.neighbourhood))
    assert not [each for each in found if str(each.where).startswith(mine)]


def test_what_came_out_first_stays_readable_with_the_reason_and_its_files(
    vote: Vote, bep: Standing, ilse: Standing
) -> None:
    round, at = vote.round, vote.round.count_at + DAY
    args = [round.neighbourhood.slug, round.number]
    result, file = reverse("budgeting:result", args=args), reverse("budgeting:file", args=[*args, 1, "result.json"])
    with time_machine.travel(at, tick=False):
        before = Client().get(file).content
        assert "Klopt een bezwaar?" in page(result) and "opzij is gezet" not in page(result)
        set_aside(vote, bep, ilse, at)
        shown = page(result)
        assert "De uitslag is opzijgezet. Er wordt opnieuw geteld." in shown
        assert Client().get(file).status_code == 404
    forgotten(vote, bep, ilse, at)
    count(vote, bep, at)
    with time_machine.travel(at, tick=False):
        shown = page(result)
        assert "De uitslag is opzijgezet." not in shown and "en opzij is gezet" in shown
        assert "Er lag nog een stapel papier." in shown and "?eerder=1" in shown
        assert Client().get(f"{file}?eerder=1").content == before != Client().get(file).content
        assert json.loads(before)["winners"][0]["id"] == "1"
        for wrong in ("0", "2", "x", "99999", ""):
            assert Client().get(f"{file}?eerder={wrong}").status_code == 404


def test_while_a_result_is_set_aside_no_page_of_a_plan_offers_what_is_refused(
    vote: Vote, bep: Standing, ilse: Standing
) -> None:
    at, client, won = vote.round.count_at + DAY, Client(), awards(vote)[1]
    listed = reverse("budgeting:awards", args=[vote.round.neighbourhood.slug, vote.round.number])
    assert bep.person
    with time_machine.travel(at, tick=False):
        sign_in(client, bep.person)
        before, all_before = (client.get(path).content.decode() for path in (won.get_absolute_url(), listed))
        set_aside(vote, bep, ilse, at)
        after, all_after = (client.get(path).content.decode() for path in (won.get_absolute_url(), listed))
    assert "Schrijf op wie het doet" in before and "Stel voor om te stoppen" in before
    assert "Schrijf op wie het doet" not in after and "Stel voor om te stoppen" not in after
    assert "Over voor een volgende ronde" in all_before and "Over voor een volgende ronde" not in all_after
    assert all("De uitslag wordt opnieuw geteld." in shown for shown in (after, all_after))


def test_a_voter_with_a_mark_reads_that_the_box_is_counted_again(vote: Vote, bep: Standing, ilse: Standing) -> None:
    at, mark = vote.round.count_at + DAY, Mark.objects.earliest("pk").mark
    path = reverse("budgeting:mark", args=[vote.round.neighbourhood.slug, vote.round.number])
    set_aside(vote, bep, ilse, at)
    with time_machine.travel(at, tick=False):
        told = Client().post(path, {"mark": mark}).content.decode()
        assert "De stembus wordt opnieuw geteld." in told and "geen stem geteld" not in told
    count(vote, bep, at)
    with time_machine.travel(at, tick=False):
        assert Client().post(path, {"mark": mark}).status_code == 200


def test_a_plan_that_wins_again_goes_on_and_one_that_lost_comes_back_when_a_third_count_gives_it(
    vote: Vote, bep: Standing, ilse: Standing
) -> None:
    at = vote.round.count_at + DAY
    promised(awards(vote)[1], bep, at=at, today=at.date())
    set_aside(vote, bep, ilse, at)
    count(vote, bep, at)
    first = awards(vote)[1]
    assert first.stopped_at is None and first.promise_id and EarlierResult.objects.count() == 1
    set_aside(vote, bep, ilse, at)
    forgotten(vote, bep, ilse, at)
    count(vote, bep, at)
    assert awards(vote)[1].lost_at and not awards(vote)[2].is_over
    set_aside(vote, bep, ilse, at)
    Award.objects.filter(pk=awards(vote)[2].pk).update(voters=99)
    count(vote, bep, at)
    assert awards(vote)[2].voters == 10 and EarlierResult.objects.count() == 3


def test_nobody_alone_and_nobody_too_late_sets_a_result_aside(
    vote: Vote, bep: Standing, ilse: Standing, anouk: Standing
) -> None:
    round, at = vote.round, vote.round.count_at + DAY
    assert refused(proposed, vote=vote, by=bep, at=at, why=" ") == "no-why"
    with pytest.raises(NotAllowed):
        proposed(vote, anouk, at)
    decision = proposed(vote, bep, at)
    assert Result.objects.exists()
    with pytest.raises(NotAllowed):
        actions.second(decision=decision, by=bep, at=at, today=at.date())
    late = at + 14 * DAY
    Decision.objects.filter(pk=decision.pk).update(expires_on=late.date())
    assert refused(actions.second, decision=decision, by=ilse, at=late, today=late.date()) == "over"
    actions.withdraw_proposal(decision=decision, by=bep, at=late, today=late.date())
    assert refused(proposed, vote=vote, by=bep, at=late) == "over"
    # An objection of the last day is not too late: it waits for an answer.
    day: dict[str, Any] = {"at": at, "today": at.date()}
    made = actions.object_to(round=round, words="Te snel.", called="", **day)
    again = proposed(vote, bep, late)
    actions.withdraw_proposal(decision=again, by=bep, at=late, today=late.date())
    actions.answer_objection(objection=made, answer="Nee.", by=bep, at=late)
    assert refused(proposed, vote=vote, by=bep, at=late) == "over"
    # Money that lies in a next round already cannot be given to another plan; in a draft it lies nowhere yet.
    left = queries.left_for_next(round)
    usual = said(today=at.date(), carried_over=round, carried_cents=left)
    draft = actions.write(neighbourhood=round.neighbourhood, by=bep, at=at, **usual)
    again = proposed(vote, bep, at)
    actions.withdraw_proposal(decision=again, by=bep, **day)
    Round.objects.filter(pk=draft.pk).update(announced_at=at, residents_key=bep.seat, independent_key=ilse.seat)
    assert refused(proposed, vote=vote, by=bep, at=at) == "carried"


def test_so_little_paper_that_both_results_would_tell_what_stood_on_it_does_not_come_in(
    vote: Vote, bep: Standing, ilse: Standing
) -> None:
    at = vote.round.count_at + DAY
    few: dict[str, Any] = {"round": vote.round, "place": "De Eik", "many": 9, "by": bep, "at": at}
    set_aside(vote, bep, ilse, at)
    assert refused(actions.begin_pile, **few) == "few-added"
    pile = actions.begin_pile(**few | {"many": 10})
    assert refused(actions.propose_pile_change, pile=pile, many=9, why="Negen.", by=bep, at=at) == "few-added"


def test_a_round_that_cannot_be_counted_again_is_stopped_and_its_plans_with_it(
    vote: Vote, bep: Standing, ilse: Standing
) -> None:
    at = vote.round.count_at + DAY
    set_aside(vote, bep, ilse, at)
    assert refused(proposed, vote=vote, by=bep, at=at) == "not-counted"
    stop = actions.propose_stop(round=vote.round, why="De bladen zijn weg.", by=bep, at=at, today=at.date())
    actions.second(decision=stop, by=ilse, at=at, today=at.date())
    assert awards(vote)[1].stopped_at and awards(vote)[1].ended_words == "De bladen zijn weg."
    vote.round.refresh_from_db()
    assert queries.left_for_next(vote.round) == vote.round.cents


def test_what_was_spent_of_an_earlier_round_before_this_one_was_stopped_is_not_left_there_again(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    at, left = vote.round.count_at, queries.left_for_next(vote.round)
    part: dict[str, Any] = {"parts": [("Noord", left)], "carried_over": vote.round, "carried_cents": left}
    rule: dict[str, Any] = {"rule": "most-votes", "utility": "", "completion": "none", "plans": PLANS[:1]}
    then = a_vote(here, bep, ilse, many=4, at=at, today=at.date(), title="Tweede", **rule, **part)
    then.cast(then.codes[1][0], 1, at=then.round.voting_from)
    day: dict[str, Any] = {"at": then.round.count_at, "today": then.round.count_at.date()}
    count(then, bep, day["at"])
    won = promised(awards(then)[1], bep, **day)
    actions.spend(award=won, cents=3_000_000, what="Gras", spent_on=day["today"], by=bep, **day)
    set_aside(then, bep, ilse, day["at"])
    stop = actions.propose_stop(round=then.round, why="De bladen zijn weg.", by=bep, **day)
    actions.second(decision=stop, by=ilse, **day)
    usual = said(today=day["today"], **part)
    assert refused(actions.write, neighbourhood=here, by=bep, at=day["at"], **usual) == "carried"
    actions.write(neighbourhood=here, by=bep, at=day["at"], **usual | {"carried_cents": left - 3_000_000})


def test_a_box_of_which_the_result_is_set_aside_meanwhile_is_not_wiped(
    vote: Vote, bep: Standing, ilse: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = vote.round.count_at
    actions.object_to(round=vote.round, words="Er lag nog papier.", called="", at=at, today=at.date())
    late = at + 40 * DAY
    waits, held = proposed(vote, bep, late), doors.now

    def at_the_same_time(round: Round) -> Round:
        monkeypatch.undo()
        actions.second(decision=waits, by=ilse, at=late, today=late.date())
        return held(round)

    monkeypatch.setattr(queries, "objects_still", lambda _round: False)
    monkeypatch.setattr(doors, "now", at_the_same_time)
    assert actions.wipe_boxes(today=late.date(), at=late) == 0 and Envelope.objects.count() == 2


def test_after_the_term_the_page_offers_counting_again_while_an_objection_waits(vote: Vote, bep: Standing) -> None:
    at, client = vote.round.count_at, Client()
    made = actions.object_to(round=vote.round, words="Er lag nog papier.", called="", at=at, today=at.date())
    assert bep.person
    result = reverse("budgeting:result", args=[vote.round.neighbourhood.slug, vote.round.number])
    with time_machine.travel(at + 40 * DAY, tick=False):
        sign_in(client, bep.person)
        assert "Stel voor om opnieuw te tellen" in client.get(result).content.decode()
        actions.answer_objection(objection=made, answer="Nee.", by=bep, at=at + 40 * DAY)
        assert "Stel voor om opnieuw te tellen" not in client.get(result).content.decode()
