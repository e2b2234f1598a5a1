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


def late_here(neighbourhood: Neighbourhood, today: date, limit: int = 20) -> list[Late]:
    """What is past its date here, longest first. One question."""
    slug = neighbourhood.slug
    places = {"advice": "council:advice", "appeal": "council:override"}
    found = []
    for due_on, kind, pk, title, who, code in ask(_late, limit, here=neighbourhood.pk, today=today):
        href = address("council:linked", code, pk) if kind == "link" else address(places[kind], slug, pk)
        found.append(Late(kind, title, who, due_on, (today - due_on).days, href))
    return found


def _late(limit: int, *, here: int, today: date) -> QuerySet[Advice, tuple[Any, ...]]:
    def text(value: str) -> Value:
        return Value(value, CharField())

    asked = Advice.objects.filter(
        neighbourhood=here, answer_due_on__lt=today, reply__isnull=True, withdrawn_at__isnull=True
    ).values_list("answer_due_on", text("advice"), "pk", "title", Coalesce("organisation__name", text("")), text(""))
    linked = Link.objects.filter(
        item__neighbourhood=here,
        item__closed_at__isnull=True,
        reply_due_on__lt=today,
        municipality_agrees__isnull=True,
        ended_at__isnull=True,
    ).values_list("reply_due_on", text("link"), "pk", "item__title", F("owner"), "item__code")
    appealed = Appeal.objects.filter(override__neighbourhood=here, answer_due_on__lt=today, outcome="").values_list(
        "answer_due_on", text("appeal"), "override_id", "override__title", "override__organisation__name", text("")
    )
    return asked.union(linked, appealed, all=True).order_by("answer_due_on")[:limit]
