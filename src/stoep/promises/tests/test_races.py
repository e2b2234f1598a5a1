"""Two at the same moment: the same form, two clocks that tell, two verdicts, a change beside a verdict."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection

from stoep.people.models import Telling
from stoep.promises import actions
from stoep.promises.models import Change, Promise, Verdict
from stoep.record.models import Entry
from stoep.shared.refusal import Refused
from tests.builders import NOW, TODAY, a_neighbourhood, a_promise, a_standing, a_voice

LATE_DAY = date(2026, 10, 2)
TOGETHER = 6


@pytest.fixture(autouse=True)
def _real_transactions(transactional_db: None) -> None:
    """Each thread has its own connection, so what one wrote must be there for the other."""


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run these at the same moment, each on its own connection; what they gave, or the refusal they raised."""
    gate = threading.Barrier(len(acts))
    given: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            gate.wait(10)
            given[place] = act()
        except Refused as refused:
            given[place] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return given


def test_the_same_form_sent_many_times_at_once_is_one_promise() -> None:
    place = a_neighbourhood()
    host = a_standing(place, seat=False, posts=("host",))
    given = at_once(*[lambda: a_promise(place, by=host, posted_key="een-keer")] * TOGETHER)
    assert Promise.objects.count() == 1
    assert len({noted.promise.pk for noted in given}) == 1
    assert len([noted for noted in given if noted.secret]) == 1
    assert Entry.objects.filter(act="promises.promise").count() == 1


def test_many_clocks_tell_of_a_late_promise_once() -> None:
    place = a_neighbourhood()
    voice = a_voice(place, contact=("mail", "samira@voorbeeld.example")).voice
    a_promise(place, receiver_voice=voice, promiser_contact=("mail", "karin@waterstad.example"))
    Telling.objects.all().delete()
    given = at_once(*[lambda: actions.tell_of_late(today=LATE_DAY, at=NOW)] * TOGETHER)
    assert sum(given) == 1
    assert Telling.objects.count() == 2
    assert Entry.objects.filter(act="promises.late").count() == 1


def test_a_verdict_pressed_many_times_at_once_is_stored_once() -> None:
    noted = a_promise(a_neighbourhood())
    chair = a_standing(noted.promise.neighbourhood)

    def press() -> Verdict:
        return actions.judge(promise=noted.promise, kind="kept", words="Ja.", by=chair, at=NOW, today=TODAY)

    at_once(*[press] * TOGETHER)
    assert Verdict.objects.count() == 1
    assert Entry.objects.filter(act="promises.judge").count() == 1


def test_a_change_and_a_verdict_never_pass_each_other() -> None:
    noted = a_promise(a_neighbourhood())
    place = noted.promise.neighbourhood
    chair, officer = a_standing(place), a_standing(place, "municipality")

    def change() -> Change:
        return actions.change(
            promise=noted.promise,
            words="Later.",
            due_on=date(2026, 12, 1),
            why="Daarom.",
            by=officer,
            at=NOW,
            today=TODAY,
        )

    def judge() -> Verdict:
        return actions.judge(promise=noted.promise, kind="broken", words="Nee.", by=chair, at=NOW, today=TODAY)

    at_once(change, judge)
    told = Entry.objects.filter(subject=f"promise:{noted.promise.code}").order_by("index")
    acts = list(told.values_list("act", flat=True))
    assert Verdict.objects.count() == 1
    # Either the change came first, or it was refused: it never stands after the verdict.
    assert acts[1:] in (["promises.change", "promises.judge"], ["promises.judge"])
    assert Change.objects.count() == len(acts) - 2
