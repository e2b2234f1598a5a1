"""What lies beside one item: partners, policy, what was asked, went against it or clashes, tables, what is taken over
from elsewhere; one question.

The page of an item may ask eight questions in all, so these kinds of row come as one union of values.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, DateField, Exists, F, OuterRef, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, TruncDate

from stoep.agenda.models import Item
from stoep.conflicts.models import Conflict, Park
from stoep.council import rules
from stoep.council.models import Advice, Competent, Link, Override, Reply
from stoep.council.queries import newest_words
from stoep.exchange.models import Takeover
from stoep.people.models import Organisation
from stoep.shared.addresses import address
from stoep.shared.asked import ask
from stoep.shared.choices import label
from stoep.strengths.models import Strength
from stoep.strengths.queries import shown
from stoep.tables import rules as table_rules
from stoep.tables.models import Plan, Position
from stoep.tables.queries import decided_on

MOST = 200


@dataclass(frozen=True, slots=True)
class Met:
    """How the item meets one policy: what is said, which policy, and whether the municipality still owes its word."""

    kind: str
    called: str
    policy: str
    state: str
    due_on: date
    days_late: int
    href: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What residents asked about it, of whom, and how that stands."""

    title: str
    competent: str
    who: str
    state: str
    answer: str
    due_on: date | None
    days_late: int
    href: str


@dataclass(frozen=True, slots=True)
class Against:
    """A decision for the general interest that goes against it."""

    title: str
    until_on: date
    href: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A conflict about it that is not settled; a parked one is at rest."""

    title: str
    parked: bool
    href: str


@dataclass(frozen=True, slots=True)
class AtTable:
    """A plan of a table that touches it, or what the partnership decided about it; `on` is the day of that."""

    kind: str
    title: str
    table: str
    state: str
    on: date | None
    href: str


@dataclass(frozen=True, slots=True)
class Carrier:
    """Something that is already here and could carry it: its words, and which of the six kinds it is."""

    words: str
    called: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What the neighbourhood takes over for it from another one, like so, and what not; whose card that was."""

    take: str
    leave: str
    card: str
    place: str
    href: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Everything beside an item: partners by name, and each other kind in the order in which it was made."""

    partners: tuple[str, ...] = ()
    met: tuple[Met, ...] = ()
    asked: tuple[Asked, ...] = ()
    against: tuple[Against, ...] = ()
    clashes: tuple[Clash, ...] = ()
    tables: tuple[AtTable, ...] = ()
    carriers: tuple[Carrier, ...] = ()
    taken: tuple[Taken, ...] = ()


def of_item(item: Item, *, today: date) -> Beside:
    """What lies beside this item today; one question."""
    found: dict[str, list[Any]] = {}
    for row in ask(_rows, None, item=item.pk):
        part, made = _made(item, row, today)
        found.setdefault(part, []).append(made)
    found["partners"] = sorted(found.get("partners", []))
    return Beside(**{part: tuple(every) for part, every in found.items()})


def _made(item: Item, row: tuple[Any, ...], today: date) -> tuple[str, Any]:
    """To which part of Beside a row belongs, and what it is there."""
    what, pk, first, second, title, who, due_on, done_on = row
    slug = item.neighbourhood.slug
    if what == "link":
        return "met", _met(item, pk, first, second, title, who, due_on, today)
    if what == "advice":
        return "asked", _asked(slug, pk, first, second, title, who, due_on, done_on, today)
    if what in ("plan", "decision"):
        return "tables", _at_table(slug, what, pk, first, second, title, who, done_on)
    plain: dict[str, Callable[[], tuple[str, Any]]] = {
        "clash": lambda: ("clashes", Clash(title, first == "parked", address("conflicts:conflict", slug, pk))),
        "override": lambda: ("against", Against(title, due_on, address("council:override", slug, pk))),
        "carrier": lambda: ("carriers", Carrier(title, label(Strength.Kind, first))),
        "takeover": lambda: ("taken", Taken(first, second, title, who, _of_card(slug, pk))),
        "partner": lambda: ("partners", title),
    }
    return plain[what]()


def _of_card(slug: str, pk: int) -> str:
    """The page of the card, or of everything that was taken over when the card stayed behind in another archive."""
    return address("exchange:card", slug, pk) if pk else address("exchange:traces", slug)


def _met(item: Item, pk: int, kind: str, number: str, title: str, said: str, due_on: date, today: date) -> Met:
    words = rules.Words(_YES_OR_NO[said[0]], _YES_OR_NO[said[1]])
    state = rules.link_state(words=words, ended=False, due_on=due_on, today=today)
    late = rules.days_late(due_on, None, today) if state == "late" else 0
    policy = f"{number} {title}".strip()
    href = address("council:linked", item.code, pk)
    return Met(kind, label(Link.Kind, kind), policy, state, due_on, late, href)


def _asked(
    slug: str, pk: int, competent: str, reply: str, title: str, who: str, due_on: date, done_on: date, today: date
) -> Asked:
    state = rules.advice_state(due_on=due_on, answered_on=done_on, withdrawn=False, today=today)
    late = rules.days_late(due_on, done_on, today) if state in ("late", "answered-late") else 0
    answer = label(Reply.Kind, reply) if reply else ""
    href = address("council:advice", slug, pk)
    return Asked(title, label(Competent, competent), who, state, answer, due_on, late, href)


def _at_table(slug: str, what: str, pk: int, first: str, second: str, title: str, who: str, on: date | None) -> AtTable:
    if what == "decision":
        return AtTable(what, title, "", "", on, address("tables:resolution", slug, int(first)))
    return AtTable(what, title, who, _stands(first, second), on, address("tables:plan", slug, pk))


def _stands(asked: str, heard: str) -> str:
    """How a plan stands, by the rule of its own room."""
    return table_rules.standing(asked=asked != "", heard=heard == "heard", established=asked == "established")


_YES_OR_NO = {"y": True, "n": False, "-": None}


def _said(field: str) -> Case:
    return Case(
        When(**{field: True}, then=Value("y")), When(**{field: False}, then=Value("n")), default=Value("-"),
        output_field=CharField(),
    )  # fmt: skip


def _text(value: str) -> Value:
    return Value(value, CharField())


def _rows(_shape: None, *, item: int) -> QuerySet[Link, tuple[Any, ...]]:
    """(what, key, first, second, title, who, due on, done on) of what lies beside it, by key."""
    now = newest_words("policy")
    never = Cast(Value(None), DateField())
    links = Link.objects.filter(item=item, ended_at__isnull=True).values_list(
        _text("link"), "pk", "kind",
        Coalesce(now["policy_number"], _text("")), Coalesce(now["policy_title"], _text("")),
        Concat(_said("residents_agree"), _said("municipality_agrees")), "reply_due_on", never,
    )  # fmt: skip
    advices = Advice.objects.filter(item=item, withdrawn_at__isnull=True).values_list(
        _text("advice"), "pk", "competent", Coalesce("reply__kind", _text("")), "title",
        Coalesce("organisation__name", _text("")), "answer_due_on", "reply__answered_on",
    )  # fmt: skip
    overrides = Override.objects.filter(item=item).values_list(
        _text("override"), "pk", "competent", _text(""), "title", "organisation__name", "until_on", F("since_on")
    )
    resting = Park.objects.filter(conflict=OuterRef("pk"), resumed_at__isnull=True)
    rests = Case(When(Exists(resting), then=_text("parked")), default=_text("open"), output_field=CharField())
    conflicts = Conflict.objects.filter(items=item, closed_at__isnull=True, read_at__isnull=False).values_list(
        _text("clash"), "pk", rests, _text(""), "title", _text(""), never, never
    )
    partners = Organisation.objects.filter(items=item).values_list(
        _text("partner"), "pk", _text(""), _text(""), "name", _text(""), never, never
    )
    heard = Exists(Position.objects.filter(plan=OuterRef("pk")))
    plans = Plan.objects.filter(items=item, withdrawn_at__isnull=True).values_list(
        _text("plan"), "pk",
        Case(
            When(established_at__isnull=False, then=_text("established")),
            When(asked_at__isnull=False, then=_text("asked")), default=_text(""), output_field=CharField(),
        ),
        Case(When(heard, then=_text("heard")), default=_text(""), output_field=CharField()),
        "title", "table__name", never, "established_on",
    )  # fmt: skip
    decisions = decided_on(item).values_list(
        _text("decision"), "pk", Cast("number", CharField()), _text(""), "title", _text(""), never,
        TruncDate("closed_at"),
    )  # fmt: skip
    carriers = shown("item").filter(carryings__item=item, carryings__untied_at__isnull=True).values_list(
        _text("carrier"), "pk", "kind", _text(""), "words", _text(""), never, never
    )  # fmt: skip
    takeovers = Takeover.objects.filter(item=item, followed__isnull=True).values_list(
        _text("takeover"), Coalesce("card_id", Value(0)), "take", "leave", "card_title", "card_place", never, never
    )
    beside = (advices, overrides, conflicts, partners, plans, decisions, carriers, takeovers)
    return links.union(*beside, all=True).order_by("pk")[:MOST]
