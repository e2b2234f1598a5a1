"""A question that is put into SQL once gives exactly the rows that the ORM gives, whatever the values."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from stoep.places.models import Area, NameWord, Neighbourhood
from stoep.shared import asked
from stoep.shared.asked import ask

pytestmark = pytest.mark.django_db
DAYS = [date(2020, 1, 1) + timedelta(days=30 * each) for each in range(12)]


@pytest.fixture
def places() -> list[Neighbourhood]:
    """Twelve neighbourhoods, drawn on the twelve days, each with two words."""
    made = [
        Neighbourhood.objects.create(
            slug=f"buurt-{n}", name=f"Buurt {n}", kind="wijk" if n % 2 else "village", drawn_on=day
        )
        for n, day in enumerate(DAYS)
    ]
    NameWord.objects.bulk_create(NameWord(word=word, neighbourhood=each) for each in made for word in ("a", each.slug))
    return made


def _rows(shape: tuple[str, int], *, since_on: date, slugs: Sequence[str] = (), kind: str = "") -> QuerySet[Any, Any]:
    order, limit = shape
    found = Neighbourhood.objects.filter(drawn_on__gte=since_on).order_by(order)
    if slugs:
        found = found.filter(Q(slug__in=slugs) | Q(name="Buurt 3"))
    return (found.filter(kind=kind) if kind else found)[:limit]


def _words(_shape: None, *, ids: Sequence[int]) -> QuerySet[Any, Any]:
    return NameWord.objects.filter(neighbourhood__in=ids).select_related("neighbourhood").order_by("pk")


def _counted(_shape: None, *, here: int) -> QuerySet[Any, Any]:
    newest = NameWord.objects.filter(neighbourhood=OuterRef("pk")).order_by("-pk").values("word")[:1]
    return Neighbourhood.objects.filter(pk=here).annotate(count=Count("words"), newest=Subquery(newest))


def _values(_shape: None, *, since_on: date) -> QuerySet[Any, Any]:
    early = Neighbourhood.objects.filter(drawn_on__lt=since_on).values_list("slug", "drawn_on", Value("voor"))
    late = Neighbourhood.objects.filter(drawn_on__gte=since_on).values_list("slug", "drawn_on", Value("na"))
    return early.union(late, all=True)


def _with_words(_shape: None, *, slug: str) -> QuerySet[Any, Any]:
    return Neighbourhood.objects.filter(slug=slug).prefetch_related("words")


def _partly(_shape: None, *, ids: Sequence[int]) -> QuerySet[Any, Any]:
    words = NameWord.objects.filter(neighbourhood__in=ids).select_related("neighbourhood").order_by("pk")
    return words.only("word", "neighbourhood__slug")


def _summed(_shape: None, *, ids: Sequence[int]) -> QuerySet[Any, Any]:
    places = Neighbourhood.objects.filter(pk__in=ids).values("kind").annotate(all_words=Count("words"))
    return places.order_by("kind").values_list("kind", "all_words")


def fields(row: Any) -> dict[str, Any]:
    return {name: value for name, value in vars(row).items() if name != "_state"}


def test_rows_are_those_of_the_orm_for_each_shape_and_value(places: list[Neighbourhood]) -> None:
    for order in ("slug", "-drawn_on"):
        for limit in (1, 5):
            for day in (DAYS[0], DAYS[7], date(2030, 1, 1)):
                for more in (
                    {},
                    {"kind": "wijk"},
                    {"slugs": ["buurt-1"]},
                    {"slugs": ["buurt-1", "buurt-9"], "kind": "wijk"},
                ):
                    wanted = list(_rows((order, limit), since_on=day, **more))
                    assert [fields(each) for each in ask(_rows, (order, limit), since_on=day, **more)] == [
                        fields(each) for each in wanted
                    ]


def test_related_rows_annotations_unions_and_prefetches_come_along(places: list[Neighbourhood]) -> None:
    found = ask(_words, None, ids=[places[2].pk, places[5].pk])
    with CaptureQueriesContext(connection) as asked_more:
        assert [(each.word, each.neighbourhood.slug) for each in found] == [
            ("a", "buurt-2"), ("buurt-2", "buurt-2"), ("a", "buurt-5"), ("buurt-5", "buurt-5"),
        ]  # fmt: skip
    assert len(asked_more) == 0
    counted = ask(_counted, None, here=places[4].pk)[0]
    assert (counted.count, counted.newest, counted.drawn_on) == (2, "buurt-4", DAYS[4])
    assert sorted(ask(_values, None, since_on=DAYS[6])) == sorted(_values(None, since_on=DAYS[6]))
    kept = ask(_with_words, None, slug="buurt-8")[0]
    with CaptureQueriesContext(connection) as asked_more:
        assert {word.word for word in kept.words.all()} == {"a", "buurt-8"}
    assert len(asked_more) == 0


def test_what_is_left_out_of_a_row_is_asked_when_it_is_looked_at(places: list[Neighbourhood]) -> None:
    found = ask(_partly, None, ids=[places[2].pk])
    with CaptureQueriesContext(connection) as asked_more:
        assert [(each.word, each.neighbourhood.slug) for each in found] == [("a", "buurt-2"), ("buurt-2", "buurt-2")]
    assert len(asked_more) == 0
    assert found[0].neighbourhood.name == "Buurt 2"


def test_sums_are_those_of_the_orm(places: list[Neighbourhood]) -> None:
    for ids in ([places[1].pk, places[2].pk, places[3].pk], [places[0].pk], [0]):
        assert ask(_summed, None, ids=ids) == list(_summed(None, ids=ids))


def test_a_row_can_be_changed_and_saved_as_any_other(places: list[Neighbourhood]) -> None:
    row = ask(_counted, None, here=places[0].pk)[0]
    row.name = "Anders"
    row.save(update_fields=["name"])
    assert Neighbourhood.objects.get(pk=places[0].pk).name == "Anders"


def test_the_question_is_built_once(places: list[Neighbourhood]) -> None:
    built = []

    def once(_shape: None, *, slug: str) -> QuerySet[Any, Any]:
        built.append(slug)
        return Neighbourhood.objects.filter(slug=slug)

    for each in places:
        assert ask(once, None, slug=each.slug) == [each]
    assert len(built) == 1


def test_what_does_not_fit_is_asked_as_always(places: list[Neighbourhood]) -> None:
    def twisted(_shape: None, *, name: str) -> QuerySet[Any, Any]:
        return Neighbourhood.objects.filter(name__startswith=name)  # written down as "…%"

    def nothing(_shape: None, *, here: int) -> QuerySet[Any, Any]:
        return Neighbourhood.objects.none()

    def small(_shape: None, *, year: int) -> QuerySet[Any, Any]:
        return Area.objects.filter(year=year)  # a sample is no year

    assert len(ask(twisted, None, name="Buurt 1")) == 3
    assert len(ask(twisted, None, name="Buurt 2")) == 1
    assert ask(nothing, None, here=1) == []
    assert ask(small, None, year=2024) == []
    naive = datetime(2026, 1, 1)  # noqa: DTZ001 - what Django itself would warn of
    assert asked._kind(naive) is None
    assert asked._kind(True) is None
    assert asked._kind([]) is None
    assert asked._kind([1, "a"]) is None


def test_a_moment_is_compared_as_the_orm_does(places: list[Neighbourhood]) -> None:
    from stoep.places.models import Load

    at = datetime(2026, 3, 29, 0, 30, 15, 123456, tzinfo=UTC)
    Load.objects.create(key="x", started_at=at)

    def loads(_shape: None, *, at: datetime) -> QuerySet[Any, Any]:
        return Load.objects.filter(started_at__gte=at)

    for moment in (at, at + timedelta(microseconds=1), at - timedelta(days=1)):
        assert [fields(row) for row in ask(loads, None, at=moment)] == [fields(row) for row in loads(None, at=moment)]


@pytest.mark.django_db(transaction=True)
def test_every_thread_asks_over_its_own_connection() -> None:
    place = Neighbourhood.objects.create(slug="hier", name="Hier", kind="wijk", drawn_on=DAYS[0])
    assert ask(_counted, None, here=place.pk)
    found: list[Any] = []

    def run() -> None:
        try:
            found.append(ask(_counted, None, here=place.pk)[0].slug)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["hier"] * 4


@given(st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60))
def test_a_text_of_whatever_signs_stays_a_value(typed: str) -> None:
    assert ask(_with_words, None, slug=typed) == []
