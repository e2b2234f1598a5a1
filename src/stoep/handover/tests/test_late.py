"""Lines that nobody answered in a hundred days stand on the first page of the wijk, without a question more."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse

from stoep.handover import queries
from stoep.handover.tests.ground import Ground, moment
from stoep.network import queries as network
from stoep.promises import actions as promises
from tests.builders import TODAY, a_neighbourhood

LATE = TODAY + timedelta(days=101)


def number(ground: Ground, day: Any = LATE) -> int:
    return network.front(ground.place, day, queries.late_lines(day)).beside


def test_only_what_is_late_here_is_counted(ground: Ground, django_assert_num_queries: Any) -> None:
    for words in ("Eén.", "Twee.", "Drie.", "Vier."):
        ground.promise(words)
    ground.long_line()
    other = Ground(a_neighbourhood(name="Lutkeveen"))
    other.promise()
    assert number(ground) == 0
    power = ground.power()
    other.power()
    ground.reply(power.lines.order_by("pk")[0])
    promises.judge(promise=ground.promises[1], kind="kept", words="", by=ground.chair, at=moment(TODAY), today=TODAY)
    assert [number(ground, TODAY + timedelta(days=days)) for days in (99, 100, 101)] == [0, 0, 3]
    assert number(other) == 1
    with django_assert_num_queries(1):
        found = network.front(ground.place, LATE, queries.late_lines(LATE))
    assert found.beside == queries.powers(ground.place, LATE)[0].unanswered == 3
    assert network.front(ground.place, LATE).beside == 0


def test_the_first_page_of_a_wijk_names_it_within_eight_questions(
    ground: Ground, client: Any, monkeypatch: Any, django_assert_max_num_queries: Any
) -> None:
    from django.utils import timezone

    for words in ("Eén.", "Twee."):
        ground.promise(words)
    ground.power()
    address = reverse("thread:neighbourhood", args=[ground.place.slug])
    for day, words in ((TODAY, ""), (LATE, "Na een overdracht kwam op 2 regels in 100 dagen geen antwoord.")):
        monkeypatch.setattr(timezone, "localdate", lambda *_given, day=day: day)
        client.get(address)
        with django_assert_max_num_queries(8):
            page = client.get(address).content.decode()
        assert (words in page) if words else ("in 100 dagen geen antwoord" not in page)
    assert f'href="{reverse("handover:powers", args=[ground.place.slug])}">Lees welke regels dat zijn.' in page
