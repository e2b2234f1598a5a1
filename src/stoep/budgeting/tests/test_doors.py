"""The doors of the room, one by one: who may come through, from when nobody may, and what the log holds of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from stoep.budgeting.actions import doors
from stoep.budgeting.models import Idea, Round
from stoep.network.standing import Right, Standing
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry, Opening
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import NOW, a_neighbourhood, a_standing
from tests.rooms.rounds import an_award

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture
def people(here: Neighbourhood, bep: Standing, ilse: Standing, anouk: Standing) -> dict[str, Standing]:
    """Everybody who could stand at a door here, and two who lead: one without a second factor, one elsewhere."""
    return {
        "resident": bep, "independent": ilse, "official": anouk, "town": a_standing(here, "municipality"),
        "host": a_standing(here, seat=False, posts=("host",)), "visitor": a_standing(here, "visitor"),
        "no second factor": a_standing(here, second_factor=False), "elsewhere": a_standing(a_neighbourhood()),
    }  # fmt: skip


MAY = {
    "lead": {"resident", "independent"},
    "host": {"resident", "independent", "host"},
    "contacts": {"host"},
    "take-part": {"resident", "independent", "official", "town", "host"},
    "residents-key": {"resident"},
    "independent-key": {"independent"},
}


@pytest.mark.parametrize("right", get_args(Right))
def test_a_door_opens_for_who_has_the_right_here_and_tells_of_everybody_else(
    round: Round, people: dict[str, Standing], right: Right
) -> None:
    came = set()
    for called, by in people.items():
        try:
            assert doors.theirs(round, by, act="budgeting.stop", right=right) == round
            came.add(called)
        except NotAllowed as told:
            tried = (told.act, told.subject, told.actor, told.neighbourhood)
            assert tried == ("budgeting.stop", f"round:{round.pk}", by.actor(), by.neighbourhood)
    assert came == MAY[right]


def test_a_door_that_says_no_more_is_for_who_leads(round: Round, people: dict[str, Standing]) -> None:
    for called in people.keys() - MAY["lead"]:
        with pytest.raises(NotAllowed):
            doors.theirs(round, people[called], act="budgeting.stop")
    assert doors.theirs(round, people["resident"], act="budgeting.stop") == round


def told_first(asked: CaptureQueriesContext) -> str:
    """What the database was asked first."""
    return asked.captured_queries[0]["sql"]


def held(sql: str) -> bool:
    """Whether this holds the wijk for the one who asks, where a database can; SQLite lets one write at a time."""
    return "FOR NO KEY UPDATE" in sql or not connection.features.has_select_for_update


def test_the_wijk_is_held_before_a_round_or_an_idea_is_read_as_it_is_now(
    round: Round, here: Neighbourhood, django_assert_num_queries: Any
) -> None:
    idea = an_award(round).idea
    Round.objects.filter(pk=round.pk).update(title="Anders")
    Idea.objects.filter(pk=idea.pk).update(title="Een hek")
    assert doors.lock(here.pk) == here
    with django_assert_num_queries(2) as asked:
        found = doors.now(round)
        assert (found, found.title, found.neighbourhood, found.carried_over) == (round, "Anders", here, None)
    assert Neighbourhood._meta.db_table in told_first(asked) and held(told_first(asked))
    assert (idea.round.neighbourhood, idea.voice.neighbourhood, idea.part) == (here, here, round.parts.get(order=1))
    with django_assert_num_queries(2) as asked:
        again = doors.idea_now(idea)
        assert (again, again.title, again.round.neighbourhood) == (idea, "Een hek", here)
        assert (again.part, again.voice.neighbourhood) == (idea.part, here)
    assert Neighbourhood._meta.db_table in told_first(asked) and held(told_first(asked))


def refused(door: Any, *given: Any, **more: Any) -> str:
    """The code with which a door stays shut, in a sentence that is there in English too; "" when it is open."""
    try:
        door(*given, **more)
    except Refused as told:
        dutch = str(told)
        with translation.override("en"):
            assert str(told) != dutch
        return told.code
    return ""


def test_nothing_changes_from_the_second_in_which_voting_begins(round: Round) -> None:
    begins = round.voting_from
    for door in (doors.not_begun, doors.ballot_open):
        assert [refused(door, round, at) for at in (begins - SECOND, begins, begins + SECOND)] == [
            "",
            "voting",
            "voting",
        ]
    draft = Round(announced_at=None, voting_from=begins)
    assert refused(doors.not_begun, draft, begins + SECOND) == refused(doors.ballot_open, draft, begins) == ""


def test_nothing_of_a_plan_changes_once_the_ballot_is_made(round: Round) -> None:
    early = round.voting_from - SECOND
    round.ballot_made_at = NOW
    assert refused(doors.ballot_open, round, early) == "ballot-made"
    assert (
        refused(doors.not_begun, round, early) == "" and refused(doors.ballot_open, round, early + SECOND) == "voting"
    )


def test_nothing_of_a_stopped_round_changes_at_any_time(round: Round) -> None:
    round.stopped_at = NOW
    for at in (NOW, round.voting_from - SECOND, round.voting_from):
        assert refused(doors.not_begun, round, at) == refused(doors.ballot_open, round, at) == "stopped"


def test_a_door_is_open_in_its_phases_and_in_no_other(round: Round) -> None:
    shut: dict[str, Any] = {"code": "not-now", "sentence": "Dit kan nu niet."}
    doors.in_phase(round, NOW, "announced", **shut)
    doors.in_phase(round, round.voting_from, "talking", "voting", **shut)
    for at, phases in ((NOW, ("ideas", "voting")), (round.voting_from, ("voting",)), (NOW, ())):
        with pytest.raises(Refused) as told:
            doors.in_phase(round, at, *phases, **shut)
        assert (told.value.code, str(told.value)) == ("not-now", "Dit kan nu niet.")


def test_a_day_is_that_of_the_wijk_and_not_of_greenwich() -> None:
    assert doors.today_of(datetime(2026, 9, 1, 21, 59, tzinfo=UTC)) == date(2026, 9, 1)
    assert doors.today_of(datetime(2026, 9, 1, 22, 0, tzinfo=UTC)) == date(2026, 9, 2)
    assert doors.today_of(datetime(2026, 12, 1, 22, 59, tzinfo=UTC)) == date(2026, 12, 1)


def test_the_log_holds_an_act_under_the_name_of_its_round_or_its_idea(round: Round, bep: Standing) -> None:
    idea = an_award(round).idea
    usual: tuple[Any, ...] = ("budgeting.object", "Iemand maakte bezwaar.", round, bep.actor(), NOW)
    with transaction.atomic():
        doors.seal(*usual, rows=[round], many=3)
        doors.seal(*usual, rows=[], subject=doors.subject_of_idea(idea), personal={"words": "Nee."})
    of_round, of_idea = Entry.objects.filter(act="budgeting.object").order_by("index")
    assert of_round.subject == f"round:{round.pk}" and of_idea.subject == f"idea:{idea.voice.number}"
    facts = of_round.sealed()["facts"]
    assert (facts["told"], facts["round"], facts["many"]) == ("Iemand maakte bezwaar.", round.number, 3)
    assert len(facts["rows"]) == 1 and "rows" not in of_idea.sealed()["facts"]
    assert Opening.objects.get(entry=of_idea, field="words").value == "Nee." and "Nee." not in of_idea.leaf
    assert not Opening.objects.filter(entry=of_round, field="words").exists()
