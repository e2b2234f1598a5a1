"""A letter in the place of a lost one: nothing is void by asking, and a request can be taken back or refused."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from stoep.budgeting import actions, queries, rules
from stoep.budgeting.models import Letter, Replacement
from stoep.budgeting.tests.ground import refused
from stoep.network.standing import Standing
from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import NOW, a_neighbourhood, a_person, a_standing, an_organisation, sign_in
from tests.rooms.rounds import a_round, an_idea, looked
from tests.rooms.voting import VOTING, Vote, a_vote, brought_forward, letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def vote(here: Neighbourhood, bep: Standing, ilse: Standing) -> Vote:
    """A hundred letters in each part, and two in reserve."""
    return a_vote(here, bep, ilse, many=100)


@pytest.fixture
def member(here: Neighbourhood) -> Standing:
    """A host who is of an organisation of residents."""
    person = a_person("Gijs")
    person.organisation = an_organisation("resident")
    person.save()
    return a_standing(here, person=person, seat=False, posts=("host",))


def ask(vote: Vote, by: Standing, code: str = "", **more: Any) -> Replacement:
    part = vote.round.parts.get(order=1)
    return actions.ask_replacement(round=vote.round, part=part, by=by, at=VOTING, old_code=code, **more)


def agree(asked: Replacement, by: Standing) -> Replacement:
    return actions.agree_replacement(replacement=asked, by=by, at=VOTING)


def counted(vote: Vote, by: Standing) -> Any:
    at = vote.round.count_at
    return actions.open_box(round=vote.round, sheets=vote.sheets[:3], by=by, at=at, chance=random.Random(1))


def test_asking_voids_nothing_and_a_vote_with_the_old_code_counts_until_a_second_agrees(
    vote: Vote, bep: Standing
) -> None:
    code = vote.codes[1][0]
    vote.cast(code, 1)
    asked = ask(vote, bep, code)
    assert not Letter.objects.filter(is_void=True).exists() and not asked.old_is_void
    vote.cast(code, 2)
    box = counted(vote, bep)
    assert (box.voters, box.left_out.get("void", 0)) == (1, 0) and queries.replaced(vote.round)[1:] == (0, 0)


def test_at_the_yes_of_the_second_the_old_code_is_void_and_page_and_count_tell_the_same(
    vote: Vote, bep: Standing, ilse: Standing, client: Client
) -> None:
    code, other = vote.codes[1][:2]
    vote.cast(code, 1)
    asked = ask(vote, bep, code)
    given = agree(asked, ilse)
    assert given.old_is_void and refused(vote.cast, code=code, points={1: 1}) == "void_code"
    waits = ask(vote, bep, other)
    vote.cast(other, 1)
    vote.cast(vote.reserve[1][0], 2)
    box = counted(vote, bep)
    assert (box.voters, box.left_out["void"]) == (2, 1) and queries.replaced(vote.round)[1:] == (1, 1)
    assert Letter.objects.filter(is_void=True).count() == 1 and not waits.old_is_void
    page = client.get(reverse("budgeting:ready", args=[vote.round.neighbourhood.slug, vote.round.number]))
    assert "Opnieuw gegeven: 1 (0,5%). Van 1 daarvan is de oude code ongeldig." in page.content.decode()


def test_nothing_says_which_letter_came_in_the_place_of_which(vote: Vote, bep: Standing, ilse: Standing) -> None:
    ends: list[Callable[[Replacement], Replacement]] = [
        lambda each: agree(each, ilse),
        lambda each: actions.withdraw_replacement(replacement=each, by=bep, at=VOTING),
        lambda each: actions.refuse_replacement(replacement=each, why="Oud papier.", by=ilse, at=VOTING),
    ]
    for end, code in zip(ends, vote.codes[1], strict=False):
        asked = ask(vote, bep, code)
        assert Letter.objects.filter(asked_void=asked).count() == 1
        end(asked)
        assert not Letter.objects.exclude(asked_void=None).exists()


def test_a_request_that_waits_keeps_a_letter_of_the_reserve(vote: Vote, bep: Standing, ilse: Standing) -> None:
    first, second = ask(vote, bep), ask(vote, bep)
    assert refused(ask, vote=vote, by=bep) == "none-left"
    actions.withdraw_replacement(replacement=first, by=bep, at=VOTING)
    third = ask(vote, bep)
    assert [each.number for each in (first, second, third)] == [1, 2, 3]
    assert {agree(each, ilse).given_number for each in (second, third)} == {201, 202}
    assert refused(ask, vote=vote, by=bep) == "none-left"


def test_one_code_waits_once(vote: Vote, bep: Standing, ilse: Standing) -> None:
    code = vote.codes[1][0]
    asked = ask(vote, bep, code)
    with pytest.raises(Refused, match="aanvraag 1") as told:
        ask(vote, bep, code)
    assert told.value.code == "asked"
    actions.refuse_replacement(replacement=asked, why="Dit was van een ander.", by=ilse, at=VOTING)
    agree(ask(vote, bep, code), ilse)
    assert refused(ask, vote=vote, by=bep, code=code) == "void_code"


def test_who_asked_takes_it_back_and_the_second_refuses_with_a_reason(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing, anouk: Standing
) -> None:
    code = vote.codes[1][0]
    asked = ask(vote, bep, code)
    assert refused(actions.withdraw_replacement, replacement=asked, by=ilse, at=VOTING) == "not-yours"
    for by, why, wrong in (
        (bep, "Nee.", "same-person"),
        (a_standing(here), "Nee.", "same-party"),
        (ilse, " ", "no-why"),
    ):
        assert refused(actions.refuse_replacement, replacement=asked, why=why, by=by, at=VOTING) == wrong
    for by in (a_standing(here, "visitor"), a_standing(a_neighbourhood())):
        with pytest.raises(NotAllowed):
            actions.refuse_replacement(replacement=asked, why="Nee.", by=by, at=VOTING)
    said = actions.refuse_replacement(replacement=asked, why="Het papier was oud.", by=ilse, at=VOTING)
    assert (said.refused_by, said.refused_why, said.withdrawn_at) == (ilse.person, "Het papier was oud.", VOTING)
    for act, given in ((agree, {"asked": asked, "by": anouk}),
                       (actions.withdraw_replacement, {"replacement": asked, "by": bep, "at": VOTING})):  # fmt: skip
        assert refused(act, **given) == "done"
    vote.cast(code, 1)
    logged = Entry.objects.get(act="budgeting.refuse_replacement")
    assert "papier" not in repr(logged.sealed())


def test_a_request_that_was_refused_is_never_agreed(vote: Vote, bep: Standing, ilse: Standing) -> None:
    asked = ask(vote, bep)
    with pytest.raises(IntegrityError), transaction.atomic():
        Replacement.objects.filter(pk=asked.pk).update(refused_why="Zomaar.")


def test_residents_are_one_party_with_or_without_an_organisation(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing, member: Standing, anouk: Standing
) -> None:
    asked = ask(vote, bep)
    assert refused(agree, asked=asked, by=member) == "same-party"
    agree(asked, anouk)
    assert refused(agree, asked=ask(vote, member), by=bep) == "same-party"


@pytest.mark.parametrize(("one", "other", "same"), [
    (None, None, True), (None, "resident", True), ("resident", None, True), ("resident", "resident", True),
    (None, "municipality", False), ("resident", "care", False), ("care", "care", True), ("care", "school", False),
])  # fmt: skip
def test_one_rule_says_who_is_of_the_same_party(one: str | None, other: str | None, same: bool) -> None:
    parties = [an_organisation(kind) if kind else None for kind in (one, other)]
    assert rules.same_party(*parties) is same
    person = a_person()
    person.organisation = parties[1]
    person.save()
    assert Person.objects.filter(queries.of_party(parties[0]), pk=person.pk).exists() is same


def test_two_residents_do_not_keep_an_idea_off_the_ballot(
    here: Neighbourhood, bep: Standing, ilse: Standing, member: Standing
) -> None:
    idea = an_idea(a_round(here, bep, ilse), bep)
    looked(idea, bep, "no")
    assert refused(looked, idea=idea, by=member, kind="no") == "same-party"
    assert refused(actions.ask_to_look, idea=idea, person=member.person, by=bep, at=NOW) == "same-party"
    assert queries.standing_of(idea) == "no"
    assert looked(idea, ilse, "no").is_second


def test_the_page_shows_numbers_and_hours_and_each_does_their_part(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing, client: Client
) -> None:
    ask(vote, bep, vote.codes[1][0])
    mine = ask(vote, bep)
    where = [here.slug, vote.round.number]
    first = Replacement.objects.get(number=1)
    listed = reverse("budgeting:replacements", args=where)
    back = reverse("budgeting:withdraw_replacement", args=[*where, mine.pk])
    no = reverse("budgeting:refuse_replacement", args=[*where, first.pk])
    with time_machine.travel(VOTING, tick=False):
        sign_in(client, bep.person or a_person())
        page = client.get(listed).content.decode()
        assert "Aanvraag 1" in page and ", 12:00" in page and "Akkoord voor" not in page
        assert "de oude code geldt tot een ander akkoord geeft" in page
        assert client.post(back).status_code == 302
        sign_in(client, ilse.person or a_person())
        assert "Akkoord voor aanvraag 1" in client.get(listed).content.decode()
        assert client.post(no, {"why": ""}).status_code == 422
        assert "Aanvraag 1, voor Noord" in client.get(no).content.decode()
        assert client.post(no, {"why": "Het papier was oud."}).status_code == 302
        page = client.get(listed).content.decode()
        assert "Het papier was oud." in page and "teruggehaald" in page and "wacht op een ander" not in page
        english = client.get(listed, headers={"accept-language": "en"}).content.decode()
        assert "Request 1" in english and "not agreed" in english


def test_letters_that_are_made_void_end_every_request(vote: Vote, bep: Standing, ilse: Standing) -> None:
    part = vote.round.parts.get(order=1)
    asked = actions.ask_replacement(round=vote.round, part=part, by=bep, at=NOW, old_code=vote.codes[1][0])
    actions.void_letters(order=vote.order, by=ilse, at=NOW)
    assert refused(agree, asked=asked, by=ilse) == "done"
    assert not Letter.objects.exclude(asked_void=None).exists()


def test_another_round_and_letters_that_are_void_take_nothing_of_the_reserve_and_of_what_is_published(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    other = a_vote(here, bep, ilse, many=100, title="Een andere ronde")
    agree(ask(other, bep, other.codes[1][0]), ilse)
    ask(other, bep)
    assert queries.replaced(other.round) == (200, 1, 1) and queries.replaced(vote.round) == (200, 0, 0)
    assert not queries.waiting_replacements(vote.round).exists()
    early: dict[str, Any] = {"round": vote.round, "part": vote.round.parts.get(order=1), "by": bep, "at": NOW}
    asked = actions.ask_replacement(**early, old_code=vote.codes[1][0])
    assert actions.agree_replacement(replacement=asked, by=ilse, at=NOW).given_number == 201
    actions.void_letters(order=vote.order, by=ilse, at=NOW)
    assert queries.replaced(vote.round) == (0, 0, 0)
    letters(vote.round, ilse, 100)
    assert queries.replaced(vote.round) == (200, 0, 0)
    assert [each.number for each in queries.reserve_left(early["part"])] == [201, 202]


def test_a_form_that_is_sent_twice_asks_for_one_letter_and_never_for_a_part_of_another_round(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    first = ask(vote, bep, posted_key="a" * 64)
    assert ask(vote, bep, posted_key="a" * 64) == first and Replacement.objects.count() == 1
    assert Entry.objects.filter(act="budgeting.ask_replacement").count() == 1
    assert ask(vote, bep, posted_key="b" * 64).number == 2
    other = a_vote(here, bep, ilse, many=100, title="Een andere ronde")
    strange: dict[str, Any] = {"round": vote.round, "part": other.round.parts.get(order=1), "by": bep, "at": VOTING}
    assert refused(actions.ask_replacement, **strange) == "part"


def test_an_old_code_is_of_a_letter_of_this_part_or_nothing_is_asked(vote: Vote, bep: Standing, ilse: Standing) -> None:
    asked = ask(vote, bep)
    for wrong in ("K7QM", vote.codes[2][0], vote.reserve[2][0], vote.reserve[1][0]):
        assert refused(ask, vote=vote, by=bep, code=wrong) == "wrong_code"
    agree(asked, ilse)
    # What was given is a letter as any other, so it can get lost too.
    assert ask(vote, bep, vote.reserve[1][0]).number == 2


def test_who_reads_that_the_reserve_is_used_up_reads_whether_it_can_still_come_free(
    vote: Vote, bep: Standing, ilse: Standing
) -> None:
    first, second = ask(vote, bep), ask(vote, bep)
    with pytest.raises(Refused, match="welke aanvraag nog wacht"):
        ask(vote, bep)
    agree(first, ilse)
    agree(second, ilse)
    with pytest.raises(Refused, match="Meer zijn er niet"):
        ask(vote, bep)


def test_every_step_of_a_lost_letter_is_sealed_with_who_did_it_and_nobody_s_code(
    vote: Vote, bep: Standing, ilse: Standing
) -> None:
    code = vote.codes[1][0]
    agree(ask(vote, bep, code), ilse)
    ends: list[Callable[[Replacement], Replacement]] = [
        lambda each: actions.withdraw_replacement(replacement=each, by=bep, at=VOTING),
        lambda each: actions.refuse_replacement(replacement=each, why="Oud papier.", by=ilse, at=VOTING),
    ]
    for end in ends:
        asked = ask(vote, bep)
        assert end(asked) == asked
    steps = Entry.objects.filter(act__contains="_replacement").order_by("pk")
    assert [each.act.partition(".")[2].partition("_")[0] for each in steps] == [
        "ask", "agree", "ask", "withdraw", "ask", "refuse",
    ]  # fmt: skip
    assert not any(code in repr(each.sealed()) for each in steps)


def test_a_box_that_is_closed_gives_no_letters_whatever_the_clock_says_and_closes_no_other_round(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    other = brought_forward(a_vote(here, bep, ilse, many=100, title="Een andere ronde"), VOTING + timedelta(hours=1))
    asked = ask(other, bep)
    actions.close_box(round=other.round, at=VOTING + timedelta(hours=1))
    assert refused(ask, vote=other, by=bep) == refused(agree, asked=asked, by=ilse) == "closed"
    agree(ask(vote, bep), ilse)
