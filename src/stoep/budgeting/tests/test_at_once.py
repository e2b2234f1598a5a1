"""Two at the same time: a second key turns once, and a lost letter is replaced once."""

from __future__ import annotations

from typing import Any

import pytest

from stoep.budgeting import actions
from stoep.budgeting.models import Decision, Finding, Objection, Replacement, Round
from stoep.conflicts.tests.ground import at_once
from stoep.record.models import Entry
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing
from tests.rooms.rounds import a_draft, a_round, proposed
from tests.rooms.voting import VOTING, a_vote, brought_forward

pytestmark = pytest.mark.django_db(transaction=True)
DAY: dict[str, Any] = {"at": NOW, "today": TODAY}


def sealed(act: str) -> int:
    return Entry.objects.filter(act=act).count()


def test_a_second_key_turns_once_and_not_after_it_was_withdrawn() -> None:
    here = a_neighbourhood()
    bep, ilse = a_standing(here), a_standing(here, "independent")
    decision = proposed(a_draft(here, bep), bep)
    came = at_once(*[lambda: actions.second(decision=decision, by=ilse, **DAY)] * 3)
    assert sorted(came) == ["already-done", "already-done", "done"] and sealed("budgeting.announce") == 1
    again = proposed(a_draft(here, bep), bep)
    came = at_once(
        lambda: actions.second(decision=again, by=ilse, **DAY),
        lambda: actions.withdraw_proposal(decision=again, by=bep, **DAY),
    )
    assert came in (["done", "already-done"], ["withdrawn", "done"])
    again.refresh_from_db()
    assert bool(again.seconded_at) != bool(again.withdrawn_at)


def test_two_proposals_at_once_are_one_that_waits() -> None:
    here = a_neighbourhood()
    bep, ilse = a_standing(here), a_standing(here, "independent")
    round = a_round(here, bep, ilse)

    def stop(by: Any, why: str) -> Any:
        return lambda: actions.propose_stop(round=round, why=why, by=by, **DAY)

    assert sorted(at_once(stop(bep, "Te duur."), stop(ilse, "Te weinig tijd."))) == ["done", "waits"]
    assert Decision.objects.filter(round=round, seconded_at__isnull=True, withdrawn_at__isnull=True).count() == 1
    draft = a_draft(here, bep)
    came = at_once(
        lambda: actions.put_aside(round=draft, why="Toch niet.", by=bep, at=NOW), lambda: proposed(draft, ilse)
    )
    assert came in (["done", "not-draft"], ["waits", "done"])
    stopped = Round.objects.get(pk=draft.pk).stopped_at
    assert bool(stopped) != Decision.objects.filter(round=draft).exists()


def test_a_lost_letter_is_replaced_once_and_two_get_two_letters() -> None:
    here = a_neighbourhood()
    bep, ilse, anouk = (a_standing(here, side) for side in ("resident", "independent", "municipality"))
    vote = a_vote(here, bep, ilse, many=110, parts=[("Alles", 10_000_000)])
    assert vote.order.reserve == 2
    given: dict[str, Any] = {"round": vote.round, "part": vote.round.parts.get(), "by": bep, "at": VOTING}
    asked = actions.ask_replacement(**given)

    def agree(which: Replacement, by: Any) -> Any:
        return lambda: actions.agree_replacement(replacement=which, by=by, at=VOTING)

    at_once(agree(asked, ilse), agree(asked, anouk))
    assert Replacement.objects.filter(agreed_at__isnull=False).count() == 1 == sealed("budgeting.agree_replacement")
    rest = [Replacement.objects.get(pk=actions.ask_replacement(**given).pk) for _ in range(2)]
    came = at_once(*(agree(each, ilse) for each in rest))
    assert sorted(came) == ["done", "none-left"]
    numbers = list(Replacement.objects.filter(given_number__isnull=False).values_list("given_number", flat=True))
    assert len(numbers) == len(set(numbers)) == 2


def test_the_same_form_at_once_is_one_finding_and_one_objection() -> None:
    here = a_neighbourhood()
    bep, ilse = a_standing(here), a_standing(here, "independent")
    vote = brought_forward(a_vote(here, bep, ilse, many=3))
    said: dict[str, Any] = {"round": vote.round, "at": NOW, "posted_key": "een"}
    assert at_once(*[lambda: actions.write_finding(words="Alles klopt.", by=bep, **said)] * 3) == ["done"] * 3
    assert at_once(*[lambda: actions.object_to(words="Nee.", called="", today=TODAY, **said)] * 3) == ["done"] * 3
    assert Finding.objects.count() == Objection.objects.count() == 1
