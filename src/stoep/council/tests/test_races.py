"""Two at the same time: an answer is given once, a link made once, an appeal made once, a paper brought in once."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from stoep.council import actions as council
from stoep.council.models import Appeal, Link, Policy, Reply
from stoep.council.raadsinformatie import Found
from stoep.council.tests.ground import WHEN, a_link, a_policy, a_wijk, an_advice, an_override
from stoep.shared.refusal import Refused
from tests.builders import NOW, a_standing

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(acts: list[Callable[[], object]]) -> list[str]:
    """What came of these acts, begun together in threads of their own: "done", or the code of the refusal; sorted."""
    outcomes: list[str] = []
    start = threading.Barrier(len(acts))

    def turn(act: Callable[[], object]) -> None:
        try:
            start.wait(timeout=30)
            act()
            outcomes.append("done")
        except Refused as refused:
            outcomes.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=turn, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(outcomes)


def test_an_advice_is_answered_once() -> None:
    wijk = a_wijk()
    advice = an_advice(wijk)
    officials = [a_standing(wijk.place, "municipality") for _ in range(4)]

    def answer(number: int) -> Callable[[], object]:
        kind = ("follows", "deviates")[number % 2]
        by = officials[number]
        return lambda: council.reply(
            missed="De winkels.", advice=advice, kind=kind, words="Zo is het.", why="Daarom.", by=by, **WHEN
        )

    assert at_once([answer(number) for number in range(4)]) == ["answered", "answered", "answered", "done"]
    assert Reply.objects.count() == 1


def test_two_sides_that_speak_of_a_clash_at_once_are_both_heard() -> None:
    wijk = a_wijk()
    made = a_link(wijk, kind="clashes", by=wijk.housing, policy=a_policy(wijk))

    def say(by: object, words: str) -> Callable[[], object]:
        return lambda: council.say_of_link(link=made, agrees=True, words=words, by=by, at=NOW)  # type: ignore[arg-type]

    assert at_once([say(wijk.resident, "Geen plek."), say(wijk.official, "De norm.")]) == ["done", "done"]
    held = Link.objects.get()
    assert (held.residents_words, held.municipality_words, held.held_at) == ("Geen plek.", "De norm.", NOW)


def test_the_same_link_made_by_two_runs_once() -> None:
    wijk = a_wijk()
    policy = a_policy(wijk)
    makers = [wijk.resident, wijk.official, wijk.housing]
    acts: list[Callable[[], object]] = [
        lambda by=by: a_link(wijk, policy=policy, by=by)  # type: ignore[misc]
        for by in makers
    ]
    assert at_once(acts) == ["done", "linked", "linked"]
    assert Link.objects.count() == 1


def test_two_appeals_at_once_are_one() -> None:
    wijk = a_wijk()
    override = an_override(wijk)
    acts: list[Callable[[], object]] = [
        lambda by=by: council.appeal(override=override, words="Nee.", by=by, **WHEN)  # type: ignore[misc]
        for by in (wijk.resident, wijk.independent)
    ]
    assert at_once(acts) == ["done", "done"]
    assert Appeal.objects.count() == 1


def test_a_file_that_is_brought_in_twice_at_once_is_stored_once() -> None:
    wijk = a_wijk()
    found = [Found(f"nummer-{number}", "motion", f"Motie {number}") for number in range(20)]
    acts: list[Callable[[], object]] = [
        lambda: council.bring_in(neighbourhood=wijk.place, found=found, by=wijk.clerk, at=NOW) for _ in range(3)
    ]
    assert at_once(acts) == ["done", "done", "done"]
    assert Policy.objects.count() == 20
