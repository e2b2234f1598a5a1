"""A conflict from its first words to its closing: who may, what is refused, and that nothing goes away."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from stoep.conflicts import actions, queries
from stoep.conflicts.models import Conflict, Stance, Statement
from stoep.conflicts.tests.ground import WHEN, a_conflict, a_party
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry, Log
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing, an_item, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Neighbourhood:
    return a_neighbourhood()


def refused(code: str, act: Any, **given: Any) -> None:
    with pytest.raises(Refused) as caught:
        act(**given)
    assert caught.value.code == code


def test_it_stands_open_on_what_it_touches_until_it_is_closed_with_two_keys(here: Neighbourhood) -> None:
    one, other = a_standing(here), a_standing(here, "independent")
    item, free = an_item(here, by=one), an_item(here, by=one)
    noise = a_conflict(one, items=[item])
    party = a_party(noise, "bewoners", by=one)
    assert queries.open_about([item.pk, free.pk]) == {item.pk: [noise]}
    assert queries.open_in(here) == [noise]
    end = actions.conclude(conflict=noise, words="Tot tien.", reached_on=TODAY, by=one, **WHEN)
    refused("party-silent", actions.propose_closing, outcome=end, by=one, **WHEN)
    actions.take_stance(outcome=end, party=party, kind="disagree", words="Negen uur.", by=one, at=NOW)
    refused("party-disagrees", actions.propose_closing, outcome=end, by=one, **WHEN)
    actions.take_stance(outcome=end, party=party, kind="live-with", by=one, at=NOW)
    closing = actions.propose_closing(outcome=end, by=one, **WHEN)
    assert queries.open_about([item.pk]) == {item.pk: [noise]}, "one key closes nothing"
    with pytest.raises(NotAllowed):
        actions.second_closing(closing=closing, by=a_standing(here), **WHEN)
    actions.second_closing(closing=closing, by=other, **WHEN)
    assert queries.open_about([item.pk]) == {}
    assert Stance.objects.filter(party=party).count() == 2, "what was said before stays"
    refused("already-done", actions.second_closing, closing=closing, by=other, **WHEN)
    refused("closed", actions.say, party=party, position="Toch niet.", by=one, **WHEN)


def test_oneens_toch_besloten_names_the_body_and_keeps_the_minority_statement(here: Neighbourhood) -> None:
    one, other = a_standing(here), a_standing(here, "independent")
    noise = a_conflict(one)
    party = a_party(noise, "jongeren", by=one)
    given: dict[str, Any] = {"conflict": noise, "words": "Tot tien.", "reached_on": TODAY, "by": one, **WHEN}
    refused("no-reason", actions.conclude, decided_by="de raad", **given)
    refused("no-body", actions.conclude, decided_why="Rust.", **given)
    end = actions.conclude(decided_by="de raad", decided_why="Slapen gaat voor.", **given)
    refused("empty", actions.take_stance, outcome=end, party=party, kind="disagree", by=one, at=NOW)
    actions.take_stance(outcome=end, party=party, kind="disagree", words="Tien is vroeg.", by=one, at=NOW)
    closing = actions.propose_closing(outcome=end, by=other, **WHEN)
    actions.second_closing(closing=closing, by=one, **WHEN)
    (verdict,) = queries.told(Conflict.objects.get()).verdicts
    assert [stance.words for stance in verdict.stances] == ["Tien is vroeg."]


def test_an_official_speaks_for_the_own_organisation_and_for_nobody_else(here: Neighbourhood) -> None:
    one, official = a_standing(here), a_standing(here, "municipality", seat=False, posts=("official",))
    noise = a_conflict(one)
    street = a_party(noise, "bewoners", by=one)
    city = a_party(noise, "Gemeente Waterstad", by=official, organisation=an_organisation("municipality"))
    said = actions.say(party=city, position="Wij handhaven.", by=official, **WHEN)
    assert said.read_at is None, "a host reads it before others do"
    assert queries.told(noise).parties[1].now is None
    actions.read(row=said, by=one, at=NOW)
    assert queries.told(noise).parties[1].now == said
    end = actions.conclude(conflict=noise, words="Tot tien.", reached_on=TODAY, by=one, **WHEN)
    for act, given in (
        (actions.say, {"party": street, "position": "Alles best.", **WHEN}),
        (actions.join_in, {"conflict": noise, "name": "buren", "at": NOW}),
        (actions.take_stance, {"outcome": end, "party": street, "kind": "agree", "at": NOW}),
        (actions.park, {"conflict": noise, "why": "Rust.", "again_on": TODAY + timedelta(days=9), **WHEN}),
        (actions.resume, {"conflict": noise, "at": NOW}),
        (actions.propose_closing, {"outcome": end, **WHEN}),
        (actions.conclude, {"conflict": noise, "words": "Klaar.", "reached_on": TODAY, **WHEN}),
        (actions.read, {"row": said, "at": NOW}),
    ):
        with pytest.raises(NotAllowed):
            act(by=official, **given)
    with pytest.raises(NotAllowed):  # nor does a seat put words into the mouth of an organisation
        actions.say(party=city, position="Wij vinden alles goed.", by=one, **WHEN)


def test_what_was_never_read_aloud_shows_as_such_and_a_correction_stays(here: Neighbourhood) -> None:
    one = a_standing(here)
    party = a_party(a_conflict(one), "jongeren", by=one)
    said = actions.say(party=party, position="Een plek.", by=one, **WHEN)
    assert said.heard_on is None
    refused("no-correction", actions.hear, statement=said, right=False, on=TODAY, by=one, **WHEN)
    actions.hear(statement=said, right=False, correction="Ook in de winter.", on=TODAY, by=one, **WHEN)
    refused("heard", actions.hear, statement=said, right=True, on=TODAY, by=one, **WHEN)
    again = actions.say(party=party, position="Een plek, ook in de winter.", by=one, **WHEN)
    assert again.heard_on is None
    assert [row.position for row in Statement.objects.order_by("pk")] == ["Een plek.", "Een plek, ook in de winter."]
    assert actions.say(party=party, position=again.position, by=one, **WHEN) == again, "twice is once"


def test_a_rest_has_a_reason_and_an_end_and_the_conflict_stays_in_sight(here: Neighbourhood) -> None:
    one = a_standing(here)
    item = an_item(here, by=one)
    noise = a_conflict(one, items=[item])
    far = TODAY + timedelta(days=400)
    refused("again-on", actions.park, conflict=noise, why="Later.", again_on=far, by=one, **WHEN)
    actions.park(conflict=noise, why="Na de zomer.", again_on=TODAY + timedelta(days=30), by=one, **WHEN)
    ((found,),) = queries.open_about([item.pk]).values()
    assert found.parked  # type: ignore[attr-defined]
    (row,) = queries.listed(here, TODAY)
    assert row.standing == "parked"
    (row,) = queries.listed(here, TODAY + timedelta(days=30))
    assert row.standing == "again"
    actions.resume(conflict=noise, by=one, at=NOW)
    refused("not-parked", actions.resume, conflict=noise, by=one, at=NOW)


def test_nothing_of_what_people_said_stands_in_the_log_and_no_act_deletes(here: Neighbourhood) -> None:
    one = a_standing(here)
    party = a_party(a_conflict(one, "Eivormige ruzie"), "eierboeren", by=one)
    actions.say(party=party, position="Eieren moeten rollen.", by=one, **WHEN)
    leaves = "".join(Entry.objects.filter(log=Log.objects.get(neighbourhood=here)).values_list("leaf", flat=True))
    assert "conflicts.say" in leaves
    assert "ei" not in {word.lower() for word in leaves.split()}
    for planted in ("Eivormige", "eierboeren", "Eieren"):
        assert planted not in leaves
    assert not [name for name in actions.__all__ if "delete" in name]


def test_the_same_form_sent_twice_opens_one_conflict(here: Neighbourhood) -> None:
    one = a_standing(here)
    assert a_conflict(one, posted_key="abc") == a_conflict(one, posted_key="abc")
    assert Conflict.objects.count() == 1
