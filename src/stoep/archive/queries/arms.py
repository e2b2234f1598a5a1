"""The question behind a year on one page: of each kind of row the first few, as texts and days, in two unions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    Count,
    DateField,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, TruncDate

from stoep.archive.queries import rows
from stoep.places.models import Neighbourhood
from stoep.tables.models import Wording

SHOWN = 3  # of each kind


class Row(NamedTuple):
    """One line: under which heading, what kind of row, its texts, its day, what its address hangs on, of how many."""

    key: str
    kind: str
    title: str
    words: str
    extra: str
    on: date | None
    ref: str
    total: int


@dataclass(frozen=True, slots=True)
class _When:
    here: Neighbourhood
    days: tuple[date, date]
    moments: tuple[datetime, datetime]


def _text(value: str) -> Value:
    return Value(value, TextField())


def _arm(
    key: str,
    kind: str,
    found: QuerySet[Any],
    on: Any,
    ref: Any,
    *,
    title: Any = None,
    words: Any = None,
    extra: Any = None,
    counted: bool = True,
) -> QuerySet[Any, Any]:
    """The first few of these rows, as texts; with how many there are, where that may be counted row by row."""
    few: QuerySet[Any, Any] = found.model._default_manager.filter(pk__in=found.values("pk")[:SHOWN]).order_by()
    total = found.order_by().annotate(one=Value(1)).values("one").annotate(total=Count("pk")).values("total")
    texts = [
        Coalesce(Cast(each, TextField()), _text("")) if each is not None else _text("")
        for each in (title, words, extra)
    ]
    how_many = Subquery(total, output_field=IntegerField()) if counted else Value(0, IntegerField())
    return few.values_list(_text(key), _text(kind), *texts, Cast(on, DateField()), Cast(ref, TextField()), how_many)


def first_lines(_shape: None, **days: Any) -> QuerySet[Any, tuple[Any, ...]]:
    """The first few rows of each kind of a year, of what was said, promised and decided.

    Two questions and not one: SQLite takes far longer over thirty parts of a union than over twice fifteen.
    """
    when = _when(**days)
    arms = [*_of_voices(when), *_of_promises(when), *_of_decisions(when)]
    return arms[0].union(*arms[1:], all=True)


def other_lines(has_doubts: bool, **days: Any) -> QuerySet[Any, tuple[Any, ...]]:
    """The same of others and of people. Without `has_doubts` nobody looks for authors who said no."""
    when = _when(**days)
    arms = [*_of_others(when), *_of_people(when)]
    arms += [_of_doubts(when)] if has_doubts else []
    return arms[0].union(*arms[1:], all=True)


def _when(*, here: int, first: date, last: date, begun: datetime, ended: datetime) -> _When:
    return _When(Neighbourhood(pk=here), (first, last), (begun, ended))


def _of_voices(when: _When) -> list[QuerySet[Any, Any]]:
    """There may be a hundred thousand: how many came in stands in the tallies of each day."""
    more: dict[str, Any] = {"words": F("words"), "extra": F("kind"), "counted": False}
    item: dict[str, Any] = {"title": F("title")}
    why = Case(When(closed_why="", then=F("wish")), default=F("closed_why"), output_field=TextField())
    return [
        _arm("good", "voice", rows.good(when), F("said_on"), F("number"), **more),
        _arm("asked", "voice", rows.asked(when), F("said_on"), F("number"), **more),
        _arm("begun", "item", rows.begun(when), TruncDate("started_at"), F("code"), words=F("wish"), **item),
        _arm("closed", "item", rows.closed(when), TruncDate("closed_at"), F("code"), words=why, **item),
    ]


def _of_promises(when: _When) -> list[QuerySet[Any, Any]]:
    who: dict[str, Any] = {"title": F("organisation__name"), "words": F("words")}
    other: dict[str, Any] = {"title": F("promise__organisation__name")}
    code = F("promise__code")
    judged: dict[str, Any] = {"words": F("promise__words"), "extra": F("words"), **other}
    return [
        _arm("promised", "promise", rows.promised(when), F("due_on"), F("code"), **who),
        _arm("kept", "verdict", rows.spoken(when, "kept"), F("on"), code, **judged),
        _arm("broken", "verdict", rows.spoken(when, "broken"), F("on"), code, **judged),
        _arm("changed", "change", rows.changed(when), F("due_on"), code, words=F("words"), extra=F("why"), **other),
        _arm("open", "promise", rows.unjudged(when), F("due_on"), F("code"), **who),
    ]


def _of_decisions(when: _When) -> list[QuerySet[Any, Any]]:
    last = Wording.objects.filter(resolution=OuterRef("pk"), round=OuterRef("round")).values("words")[:1]
    number = F("resolution__number")
    of_item: dict[str, Any] = {"title": F("item__title"), "extra": F("kind")}
    power, name = F("line__power"), F("line__power__organisation__name")
    return [
        _arm("decided", "version", rows.adopted(when), TruncDate("adopted_at"), F("number")),
        _arm("decided", "decision", rows.decided(when), TruncDate("seconded_at"), F("pk"), words=F("why"), **of_item),
        _arm(
            "resolved", "resolution", rows.resolved(when), TruncDate("closed_at"), F("number"),
            title=F("title"), words=Subquery(last), extra=F("outcome"),
        ),
        _arm(
            "resolved", "resolution-otherwise", rows.minorities(when), TruncDate("written_at"), number,
            title=F("resolution__title"), words=F("words"),
        ),
        _arm(
            "upkeep", "upkeep", rows.kept_up(when), TruncDate("said_at"), F("item__code"), words=F("words"), **of_item
        ),
        _arm("handover", "reply", rows.handed_over(when), F("made_on"), power, title=name, words=F("why"),
             extra=F("kind")),
        _arm("handover", "reply-no", rows.declined(when), F("said_on"), F("reply__line__power"),
             title=F("reply__line__promise__words"), words=F("words")),
        _arm("vision", "vision", rows.visions(when), TruncDate("adopted_at"), F("number"), words=F("opening")),
        _arm("endorsed", "endorsement", rows.endorsements(when), F("decided_on"), F("vision__number"),
             title=F("organisation__name"), words=F("why"), extra=F("kind")),
    ]  # fmt: skip


def _of_others(when: _When) -> list[QuerySet[Any, Any]]:
    title, words = F("title"), F("words")
    held: dict[str, Any] = {"words": F("rests_on__words"), "extra": F("rests_on__kind")}
    item: dict[str, Any] = {"title": F("item__title")}
    stance: dict[str, Any] = {"title": F("party__conflict__title"), "extra": F("party__name")}
    return [
        _arm("plans", "plan", rows.plans(when), F("established_on"), F("pk"), title=title, **held),
        _arm("council", "advice", rows.advices(when), F("asked_on"), F("pk"), title=title, words=words,
             extra=F("reply__kind")),
        _arm("overrides", "override", rows.overrides(when), F("decided_on"), F("pk"), title=title, words=F("ground")),
        _arm("conflicts", "conflict", rows.conflicts(when), TruncDate("closed_at"), F("pk"), title=title,
             words=F("issue")),
        _arm("dissent", "objection", rows.objections(when), TruncDate("made_at"), F("item__code"), words=words, **item),
        _arm("dissent", "dispute", rows.disputes(when), TruncDate("disputed_at"), F("code"),
             title=F("organisation__name"), words=F("disputed_words")),
        _arm("minorities", "position", rows.positions(when), F("held_on"), F("plan"), title=F("plan__title"),
             words=words, extra=F("kind")),
        _arm("minorities", "vision-doubt", rows.vision_doubts(when), TruncDate("said_at"), F("vision__number"),
             words=words),
        _arm("minorities", "stance", rows.stances(when), TruncDate("written_at"), F("party__conflict"), words=words,
             **stance),
    ]  # fmt: skip


def _of_doubts(when: _When) -> QuerySet[Any, Any]:
    """There may be ten thousand: how many said no stands in the tallies of each day."""
    said_on, code = TruncDate("author_said_at"), F("item__code")
    return _arm("dissent", "doubt", rows.doubts(when), said_on, code, title=F("item__title"), counted=False)


def _of_people(when: _When) -> list[QuerySet[Any, Any]]:
    """A name stands here as long as it stands on the page of the table."""
    name = Case(When(until_on__isnull=True, then=F("person__name")), default=_text(""), output_field=TextField())
    party = F("organisation__name")
    (sat, rose), (took, left) = rows.seats(when), rows.posts(when)
    return [
        _arm("people", "power", rows.powers(when), F("on"), F("pk"), title=party, extra=F("kind")),
        _arm("people", "seat-came", sat, F("since_on"), F("pk"), title=name, extra=party),
        _arm("people", "seat-left", rose, F("until_on"), F("pk"), extra=party),
        _arm("people", "post-came", took, F("since_on"), F("pk"), title=name, words=F("kind"), extra=party),
        _arm("people", "post-left", left, F("until_on"), F("pk"), words=F("kind"), extra=party),
    ]
