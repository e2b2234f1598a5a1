"""Two at the same time: a conflict closes once, on what the parties said before it; words are hidden once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from stoep.conflicts import actions
from stoep.conflicts.models import Closing, Conflict, Hiding, Outcome, Park, Party, Statement
from stoep.conflicts.tests.ground import WHEN, a_conflict, a_party, at_once
from stoep.network.standing import Standing
from stoep.people.models import Telling
from stoep.record.models import Entry
from stoep.voices.models import Voice
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing, a_voice

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Noise:
    """A conflict with one party that can live with the outcome."""

    one: Standing
    other: Standing
    conflict: Conflict
    party: Party
    outcome: Outcome

    def close(self) -> Closing:
        """One key is turned to close it."""
        return actions.propose_closing(outcome=self.outcome, by=self.one, **WHEN)


def noise() -> Noise:
    here = a_neighbourhood()
    one, other = a_standing(here), a_standing(here, "independent")
    conflict = a_conflict(one)
    party = a_party(conflict, "jongeren", by=one)
    outcome = actions.conclude(conflict=conflict, words="Tot tien.", reached_on=TODAY, by=one, **WHEN)
    actions.take_stance(outcome=outcome, party=party, kind="live-with", by=one, at=NOW)
    return Noise(one, other, conflict, party, outcome)


def acts_in_order(*wanted: str) -> list[str]:
    """Which of these acts the log has, oldest first."""
    return list(Entry.objects.filter(act__in=wanted).order_by("index").values_list("act", flat=True))


def test_what_a_party_says_while_it_closes_is_there_before_the_closing_or_refused() -> None:
    it = noise()
    closing = it.close()
    given = at_once(
        lambda: actions.second_closing(closing=closing, by=it.other, **WHEN),
        lambda: actions.say(party=it.party, position="Wij willen een bank.", by=it.one, **WHEN),
    )
    assert given in (["done", "done"], ["done", "closed"])
    assert Statement.objects.exists() is (given[1] == "done")
    assert acts_in_order("conflicts.say", "conflicts.close")[-1] == "conflicts.close"


def test_a_party_that_disagrees_while_it_closes_holds_it_up_or_comes_too_late() -> None:
    it = noise()
    closing = it.close()
    no: dict[str, Any] = {"outcome": it.outcome, "party": it.party, "kind": "disagree", "words": "Negen uur."}
    given = at_once(
        lambda: actions.second_closing(closing=closing, by=it.other, **WHEN),
        lambda: actions.take_stance(**no, by=it.one, at=NOW),
    )
    assert given in (["done", "closed"], ["party-disagrees", "done"])
    it.conflict.refresh_from_db()
    assert bool(it.conflict.closed_at) is (given[0] == "done")


def test_what_is_parked_while_it_closes_rests_no_more() -> None:
    it = noise()
    closing = it.close()
    rest: dict[str, Any] = {"why": "Eerst de zomer.", "again_on": TODAY + timedelta(days=30)}
    given = at_once(
        lambda: actions.second_closing(closing=closing, by=it.other, **WHEN),
        lambda: actions.park(conflict=it.conflict, by=it.one, **rest, **WHEN),
    )
    assert given in (["done", "done"], ["done", "closed"])
    it.conflict.refresh_from_db()
    assert it.conflict.closed_at
    assert not Park.objects.filter(resumed_at__isnull=True).exists()


def test_two_who_turn_the_other_key_close_it_once_and_both_sides_that_ask_are_one_proposal() -> None:
    it = noise()
    neighbour = a_standing(it.one.neighbourhood, "independent")
    asked = at_once(it.close, lambda: actions.propose_closing(outcome=it.outcome, by=it.other, **WHEN))
    assert sorted(asked) == ["done", "waits-for-you"]
    closing = Closing.objects.get()
    if closing.proposed_by != it.one.seat:
        actions.withdraw_closing(closing=closing, by=it.other, **WHEN)
        closing = it.close()
    turned = at_once(
        *[lambda by=by: actions.second_closing(closing=closing, by=by, **WHEN) for by in (it.other, neighbour)]
    )
    assert sorted(turned) == ["already-done", "done"]
    assert acts_in_order("conflicts.close") == ["conflicts.close"]


def test_words_are_proposed_once_hidden_once_and_told_once() -> None:
    here = a_neighbourhood()
    one, other, third = a_standing(here), a_standing(here, "independent"), a_standing(here, "independent")
    voice = a_voice(here, "Ik kom je halen.", checked_by=one.person).voice
    why: dict[str, Any] = {"words": voice, "kind": "threat", "why": "Er stond een bedreiging."}
    assert at_once(*[lambda: actions.propose_hiding(**why, by=one, **WHEN)] * 3) == ["done"] * 3
    hiding = Hiding.objects.get()
    assert Telling.objects.filter(about=f"hiding:{hiding.pk}").count() == 2, "each holder of the other key, once"
    turned = at_once(
        *[lambda by=by: actions.second_hiding(hiding=hiding, by=by, **WHEN) for by in (other, third)],
        lambda: actions.withdraw_hiding(hiding=hiding, by=one, **WHEN),
    )
    assert turned.count("done") == 1
    withdrawn = turned[2] == "done"
    assert bool(Voice.objects.get(pk=voice.pk).hidden_at) is not withdrawn
    assert len(acts_in_order("conflicts.hide")) == (0 if withdrawn else 1)


def test_the_other_key_hears_once_that_a_closing_waits() -> None:
    it = noise()
    closing = it.close()
    assert it.close() == closing
    told = Telling.objects.get(about=f"closing:{closing.pk}")
    assert ": een conflict afsluiten. Het gaat pas door als ook uw kant ja zegt." in told.body
    assert it.conflict.get_absolute_url() in told.body
