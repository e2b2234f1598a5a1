"""Two keys move the days of voting after letters were made: whoever decides it is warned, and voters read it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stoep.budgeting import actions, queries
from stoep.budgeting.actions.plain import tidy_of
from stoep.budgeting.models import Decision, LetterOrder
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from tests.builders import NOW, sign_in
from tests.rooms.voting import VOTING, Vote, a_vote

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MOVED = "De dagen om te stemmen zijn veranderd."


@pytest.fixture
def vote(here: Neighbourhood, bep: Standing, ilse: Standing) -> Vote:
    return a_vote(here, bep, ilse, many=4)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch, vote: Vote) -> dict[str, Any]:
    """What time it is: the day after the letters were made."""
    told = {"at": made_at(vote) + DAY}
    monkeypatch.setattr("django.utils.timezone.now", lambda: told["at"])
    return told


def made_at(vote: Vote) -> Any:
    found = LetterOrder.objects.get(pk=vote.order.pk).made_at
    assert found
    return found


def change(vote: Vote, by: Standing, at: Any, **other: Any) -> Decision:
    said = tidy_of(vote.round) | other
    return actions.propose_change(
        round=vote.round, why_change="De zaal is dicht.", by=by, at=at, today=at.date(), **said
    )


def later(vote: Vote) -> dict[str, Any]:
    """The end of voting and what comes after it, two days later."""
    names = ("voting_until", "count_at", "objections_until")
    return {name: getattr(vote.round, name) + 2 * DAY for name in names}


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def page_of(vote: Vote, name: str) -> str:
    return reverse(f"budgeting:{name}", args=[vote.round.neighbourhood.slug, vote.round.number])


def test_whoever_proposes_and_whoever_agrees_reads_how_many_letters_bear_the_old_days(
    client: Client, vote: Vote, bep: Standing, ilse: Standing, clock: dict[str, Any]
) -> None:
    many = vote.order.total
    warning = f"Let op: er zijn al {many} brieven gemaakt"
    assert bep.person and ilse.person
    sign_in(client, bep.person)
    assert warning in read(client, page_of(vote, "change"))
    made = change(vote, bep, clock["at"], **later(vote))
    sign_in(client, ilse.person)
    page = read(client, made.get_absolute_url())
    assert warning in page and "Maak ze dan ongeldig en bestel nieuwe." in page and "De codes blijven geldig" in page
    actions.second(decision=made, by=ilse, at=clock["at"], today=clock["at"].date())
    assert warning in read(Client(), made.get_absolute_url())


def test_a_change_that_no_letter_bears_or_without_letters_warns_nobody(
    client: Client, vote: Vote, bep: Standing, ilse: Standing, clock: dict[str, Any]
) -> None:
    made = change(vote, bep, clock["at"], why="Het komt uit een andere pot.")
    assert "Let op: er zijn al" not in read(client, made.get_absolute_url())
    actions.second(decision=made, by=ilse, at=clock["at"], today=clock["at"].date())
    vote.round.refresh_from_db()
    LetterOrder.objects.filter(pk=vote.order.pk).update(void_at=NOW)
    moves = change(vote, bep, clock["at"], **later(vote))
    assert "Let op: er zijn al" not in read(client, moves.get_absolute_url())


def test_voters_read_that_the_days_changed_in_their_own_language_and_until_when_they_can_vote(
    client: Client, vote: Vote, bep: Standing, ilse: Standing, clock: dict[str, Any]
) -> None:
    address = page_of(vote, "vote")
    assert MOVED not in read(client, address)
    made = change(vote, bep, clock["at"], **later(vote))
    assert MOVED not in read(client, address), "it is only proposed"
    actions.second(decision=made, by=ilse, at=clock["at"], today=clock["at"].date())
    vote.round.refresh_from_db()
    early = read(client, address)
    clock["at"] = VOTING
    page = read(client, address)
    until = f"{vote.round.voting_until:%d-%m-%Y}"
    assert MOVED in early and MOVED in page and until in page
    assert "Dni głosowania się zmieniły." in read(client, f"{address}?taal=pl")
    clock["at"] = vote.round.voting_until + DAY
    assert MOVED not in read(client, address)


def test_letters_that_were_made_anew_bear_the_new_days(
    client: Client, vote: Vote, bep: Standing, ilse: Standing, clock: dict[str, Any]
) -> None:
    made = change(vote, bep, clock["at"], **later(vote))
    actions.second(decision=made, by=ilse, at=clock["at"], today=clock["at"].date())
    assert queries.moved_since_letters(vote.round)
    LetterOrder.objects.filter(pk=vote.order.pk).update(made_at=clock["at"] + DAY)
    assert not queries.moved_since_letters(vote.round)
    assert MOVED not in read(client, page_of(vote, "vote"))
    assert "Let op: er zijn al" not in read(client, made.get_absolute_url())
