"""Two agendas meet: links say something of an item and never change it (R17, R18)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from stoep.agenda import queries as agenda
from stoep.agenda.models import Item
from stoep.council import actions as council
from stoep.council import queries, rules
from stoep.council.models import Link, Policy
from stoep.council.tests.ground import IN_SIX_WEEKS, WHEN, Wijk, a_link, a_policy, a_wijk
from stoep.record import rows
from stoep.record.models import Entry
from stoep.record.rows import all_sealed
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing, an_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijk() -> Wijk:
    return a_wijk()


def of_item(item: Item) -> tuple[Any, ...]:
    """Everything that a link must leave alone: what the item says, all that is sealed of it, and its place."""
    sealed = next(each for each in all_sealed() if each.model is Item)
    fresh = agenda.item_by_code(item.code)
    order = [each.code for each in agenda.in_order(agenda.items(fresh.neighbourhood))]
    return agenda.whole_hash(fresh), agenda.content_hash(fresh), rows.texts(sealed, [fresh.pk]), order, fresh.is_running


def test_linking_and_unlinking_leaves_the_seal_the_order_and_the_item_as_they_were(wijk: Wijk) -> None:
    an_item(wijk.place, "Bomen", by=wijk.resident)
    before = of_item(wijk.item)
    sealed = Entry.objects.filter(leaf__contains=f"agenda.item:{wijk.item.pk}").count()
    made = a_link(wijk, kind="clashes")
    assert of_item(wijk.item) == before
    council.say_of_link(link=made, agrees=True, words="De norm vraagt om parkeerplekken.", by=wijk.official, at=NOW)
    assert of_item(wijk.item) == before
    council.unlink(link=made, why="De norm is veranderd.", by=wijk.resident, at=NOW)
    assert of_item(wijk.item) == before
    assert Entry.objects.filter(leaf__contains=f"agenda.item:{wijk.item.pk}").count() == sealed
    told = [
        entry.sealed()["facts"]["content"] for entry in Entry.objects.filter(act__in=["council.link", "council.unlink"])
    ]
    assert set(told) == {agenda.content_hash(wijk.item)}


def test_an_item_without_policy_lives_on_like_any_other(wijk: Wijk) -> None:
    made = a_link(wijk, kind="none", words="Hier is geen beleid voor, en het hoeft ook niet.")
    assert made.policy is None
    assert agenda.item_by_code(wijk.item.code).is_running
    with pytest.raises(Refused) as caught:
        a_link(wijk, kind="none", policy=a_policy(wijk))
    assert caught.value.code == "no-policy"


def test_a_clash_holds_when_both_sides_have_said_it_in_words(wijk: Wijk) -> None:
    made = a_link(wijk, kind="clashes", words="Voor onze bankjes is dan geen plek.")
    assert made.held_at is None
    assert queries.LinkLine(made, TODAY).state == "waits"
    with pytest.raises(Refused) as caught:
        council.say_of_link(link=made, agrees=True, words=" ", by=wijk.official, at=NOW)
    assert caught.value.code == "empty"
    held = council.say_of_link(link=made, agrees=True, words="De norm is 1,2 plek.", by=wijk.official, at=NOW)
    assert held.held_at == NOW
    assert (held.residents_words, held.municipality_words) == (
        "Voor onze bankjes is dan geen plek.",
        "De norm is 1,2 plek.",
    )
    assert queries.LinkLine(held, TODAY).state == "stands"
    assert queries.clashes(wijk.place) == [held]


def test_the_database_refuses_a_clash_that_holds_with_the_words_of_one_side(wijk: Wijk) -> None:
    made = a_link(wijk, kind="clashes")
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.filter(pk=made.pk).update(held_at=NOW)


def test_residents_contradict_what_the_municipality_links(wijk: Wijk) -> None:
    made = a_link(wijk, by=wijk.official, words="Dit past bij ons jeugdbeleid.", asked=True)
    assert made.municipality_agrees
    assert queries.LinkLine(made, TODAY).state == "waits"
    with pytest.raises(NotAllowed):
        council.unlink(link=made, why="Niet van ons.", by=wijk.resident, at=NOW)
    said = council.say_of_link(link=made, agrees=False, words="Dit is voor ouderen.", by=wijk.independent, at=NOW)
    assert queries.LinkLine(said, TODAY).state == "contradicted"
    for agrees in (True, False):
        with pytest.raises(Refused) as caught:
            council.say_of_link(link=said, agrees=agrees, words="Toch.", by=wijk.resident, at=NOW)
        assert caught.value.code == "spoken"


def test_the_municipality_is_late_when_it_does_not_answer_a_link(wijk: Wijk) -> None:
    made = a_link(wijk, owner="team Jeugd")
    late = queries.LinkLine(made, IN_SIX_WEEKS + timedelta(days=2))
    assert (late.state, late.late_by) == ("late", 2)
    (owed,) = queries.late_here(wijk.place, IN_SIX_WEEKS + timedelta(days=2))
    assert (owed.kind, owed.who, owed.days) == ("link", "team Jeugd", 2)


def test_officials_end_no_link_of_residents_and_speak_only_for_their_own_side(wijk: Wijk) -> None:
    made = a_link(wijk)
    for by in (wijk.official, wijk.clerk, wijk.housing):
        with pytest.raises(NotAllowed):
            council.unlink(link=made, why="Weg.", by=by, at=NOW)
    for by in (wijk.housing, a_standing(a_neighbourhood(), "municipality"), a_standing(wijk.place, "visitor")):
        with pytest.raises(NotAllowed):
            council.say_of_link(link=made, agrees=True, words="Ja.", by=by, at=NOW)
    said = council.say_of_link(link=made, agrees=True, words="", by=wijk.official, at=NOW)
    assert said.residents_words == made.residents_words


def test_who_works_elsewhere_in_the_network_links_and_neither_side_has_spoken(wijk: Wijk) -> None:
    made = a_link(wijk, by=wijk.housing, asked=True)
    assert (made.residents_agree, made.municipality_agrees, made.asked) == (None, None, False)
    council.unlink(link=made, why="Vergissing.", by=wijk.housing, at=NOW)
    council.unlink(link=made, why="Nog eens.", by=wijk.housing, at=NOW)
    assert Link.objects.get().ended_why == "Vergissing."


def test_the_same_link_twice_is_one_and_another_of_the_same_is_refused(wijk: Wijk) -> None:
    assert a_link(wijk) == a_link(wijk)
    with pytest.raises(Refused) as caught:
        a_link(wijk, kind="clashes")
    assert caught.value.code == "linked"
    assert Link.objects.count() == 1


@pytest.mark.parametrize("days", [-1, 400])
def test_the_municipality_answers_from_today_and_within_a_year(wijk: Wijk, days: int) -> None:
    with pytest.raises(Refused) as caught:
        a_link(wijk, reply_due_on=TODAY + timedelta(days=days))
    assert caught.value.code == "reply-when"


def test_policy_of_another_wijk_is_not_linked_here(wijk: Wijk) -> None:
    theirs = a_policy(a_wijk())
    with pytest.raises(Refused) as caught:
        a_link(wijk, policy=theirs)
    assert caught.value.code == "other-policy"


def test_policy_is_written_by_the_municipality_its_clerk_or_who_leads(wijk: Wijk) -> None:
    for by in (wijk.official, wijk.clerk, wijk.resident, wijk.independent):
        a_policy(wijk, by=by)
    elsewhere = a_standing(a_neighbourhood(), "municipality", seat=False, posts=("clerk",))
    for by in (wijk.housing, elsewhere, a_standing(wijk.place, "visitor")):
        with pytest.raises(NotAllowed):
            a_policy(wijk, by=by)
    assert Policy.objects.count() == 4
    for code, fields in (("no-taakveld", {"taakveld": "66"}), ("no-link", {"source": "javascript:alert(1)"})):
        with pytest.raises(Refused) as caught:
            a_policy(wijk, **fields)
        assert caught.value.code == code


def test_a_term_begins_with_an_election_and_only_the_clerk_writes_it_down(wijk: Wijk) -> None:
    elected = rules.term_at(TODAY)[0]
    given_: dict[str, Any] = {
        "neighbourhood": wijk.place,
        "begins_on": elected,
        "coalition": "Waterstad Samen",
        "at": NOW,
    }
    for by in (wijk.official, wijk.resident):
        with pytest.raises(NotAllowed):
            council.begin_term(by=by, **given_)
    council.begin_term(by=wijk.clerk, **given_)
    council.begin_term(by=wijk.clerk, **given_)
    ((term, ends_on),) = queries.terms(wijk.place)
    assert (term.coalition, ends_on.year) == ("Waterstad Samen", elected.year + 4)
    for code, fields in (
        ("known", {"coalition": "Anders"}),
        ("no-election", {"begins_on": TODAY}),
        ("empty", {"coalition": ""}),
    ):
        with pytest.raises(Refused) as caught:
            council.begin_term(by=wijk.clerk, **given_ | fields)
        assert caught.value.code == code


STATES = st.one_of(st.none(), st.booleans())


@given(STATES, STATES, st.booleans(), st.integers(-400, 400))
def test_a_link_stands_only_when_nobody_is_against_and_both_spoke(
    residents: bool | None, municipality: bool | None, ended: bool, days: int
) -> None:
    words = rules.Words(residents, municipality)
    state = rules.link_state(words=words, ended=ended, due_on=TODAY, today=TODAY + timedelta(days=days))
    assert (state == "stands") == (not ended and residents is True and municipality is True)
    assert (state == "late") == (not ended and municipality is None and days > 0)
    assert (state == "contradicted") == (not ended and municipality is not None and False in (residents, municipality))


def test_acts_of_links_are_told_in_the_log(wijk: Wijk) -> None:
    made = a_link(wijk)
    council.unlink(link=made, why="Klaar.", by=wijk.resident, at=NOW)
    assert {"council.enter", "council.link", "council.unlink"} <= set(Entry.objects.values_list("act", flat=True))
    assert WHEN["today"] == TODAY
