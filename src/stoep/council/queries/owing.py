"""What somebody owes an answer to, whatever it is about: advice, links and appeals past their date, in one question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Coalesce

from stoep.council.models import Advice, Appeal, Link
from stoep.places.models import Neighbourhood
from stoep.shared.addresses import address
from stoep.shared.asked import ask


@dataclass(frozen=True, slots=True)
class Late:
    """One thing whose date has passed: what it is, who owes it, and since when."""

    kind: Literal["advice", "link", "appeal"]
    title: str
    who: str
    due_on: date
    days: int
    href: str


def late_advice(today: date) -> QuerySet[Advice]:
    """What was asked, wherever, to which no answer came by its date."""
    return Advice.objects.filter(answer_due_on__lt=today, reply__isnull=True, withdrawn_at__isnull=True)


def late_links(today: date) -> QuerySet[Link]:
    """Links, wherever, of which the municipality said nothing by their date."""
    return Link.objects.filter(
        item__closed_at__isnull=True,
        reply_due_on__lt=today,
        municipality_agrees__isnull=True,
        ended_at__isnull=True,
    )


def late_appeals(today: date) -> QuerySet[Appeal]:
    """Appeals, wherever, that the council did not answer by their date."""
    return Appeal.objects.filter(answer_due_on__lt=today, outcome="")


def late_here(neighbourhood: Neighbourhood, today: date, limit: int = 20) -> list[Late]:
    """What is past its date here, longest first. One question."""
    return [
        Late(kind, title, who, due_on, (today - due_on).days, late_address(kind, neighbourhood.slug, pk, code))
        for due_on, kind, pk, title, who, code in ask(_late, limit, here=neighbourhood.pk, today=today)
    ]


def late_address(kind: str, slug: str, pk: int, code: str) -> str:
    """The page of something that is late."""
    if kind == "link":
        return address("council:linked", code, pk)
    return address("council:advice" if kind == "advice" else "council:override", slug, pk)


def _late(limit: int, *, here: int, today: date) -> QuerySet[Any, tuple[Any, ...]]:
    first, *others = late_parts(here, today, limit)
    return first.union(*others, all=True).order_by("owed_on")[:limit]


def late_parts(here: int, today: date, limit: int) -> list[QuerySet[Any, tuple[Any, ...]]]:
    """What is late longest of each kind, as values that fit: (due_on, kind, key, title, who, code of an item).

    At most `limit` of each kind: a part of a union has no limit of its own in SQLite, so each is found by its keys.
    """

    def text(value: str) -> Value:
        return Value(value, CharField())

    def longest(rows: QuerySet[Any], by: str) -> QuerySet[Any]:
        found: QuerySet[Any] = rows.model._default_manager.filter(pk__in=rows.order_by(by, "pk").values("pk")[:limit])
        return found

    asked = longest(late_advice(today).filter(neighbourhood=here), "answer_due_on")
    linked = longest(late_links(today).filter(item__neighbourhood=here), "reply_due_on")
    appealed = late_appeals(today).filter(override__neighbourhood=here)
    return [
        asked.annotate(owed_on=F("answer_due_on")).values_list(
            "owed_on", text("advice"), "pk", "title", Coalesce("organisation__name", text("")), text("")
        ),
        linked.annotate(owed_on=F("reply_due_on")).values_list(
            "owed_on", text("link"), "pk", "item__title", F("owner"), "item__code"
        ),
        appealed.annotate(owed_on=F("answer_due_on")).values_list(
            "owed_on", text("appeal"), "override_id", "override__title", "override__organisation__name", text("")
        ),
    ]
