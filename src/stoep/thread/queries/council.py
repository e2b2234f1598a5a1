"""What a councillor sees of a wijk before kadernota and budget: first what goes well, then what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import Cast, Coalesce, RowNumber

from stoep.agenda import queries as agenda
from stoep.agenda.models import Item
from stoep.conflicts import queries as conflicts
from stoep.conflicts.models import Conflict
from stoep.council import queries as council
from stoep.council import rules
from stoep.council.models import Advice, Competent, Link, Override
from stoep.council.queries import AdviceLine, LinkLine
from stoep.council.queries.links import first_of_several
from stoep.gatherings import queries as gatherings
from stoep.gatherings.models import Said
from stoep.gatherings.queries import Share
from stoep.network.standing import Standing
from stoep.people.models import Organisation, Person
from stoep.places.models import Neighbourhood
from stoep.promises.models import Promise, Verdict
from stoep.shared.addresses import address
from stoep.shared.asked import ask
from stoep.tables.models import MinorityStatement, Resolution
from stoep.voices import queries as voices
from stoep.voices.models import Voice

ITEMS = 8
STRENGTHS = 3
# Questions of one item, and of no item at all; the rest stands at the item and in the list of all that was asked.
ASKED = 3
LOOSE = 10
LATE = 30
# The newest statements of minorities; each may be about every item of the page, in two ways.
MINORITY = 10


@dataclass(frozen=True, slots=True)
class Minority:
    """What a seat that did not agree wrote beside a decision of the table that is about an item."""

    words: str
    resolution: str
    href: str


_Minorities = dict[int, list[Minority]]


@dataclass(frozen=True, slots=True)
class Row:
    """One item as the council sees it. `contradicted`: how many authors say that it is not what they meant."""

    number: int
    item: Item
    links: Sequence[LinkLine]
    advices: Sequence[AdviceLine]
    contradicted: int
    conflicts: Sequence[Conflict] = ()
    minority: Sequence[Minority] = ()

    @property
    def more_links(self) -> int:
        """How many links with policy stand at the item itself and not here."""
        return vars(self.links[0].link)["of_all"] - len(self.links) if self.links else 0

    @property
    def more_asked(self) -> int:
        """How many questions about it stand at the item itself and not here."""
        return vars(self.advices[0].advice)["of_all"] - len(self.advices) if self.advices else 0

    @property
    def money(self) -> list[str]:
        """What is known about money, in words, of the policy that it meets."""
        return [line.money for line in self.links if line.money]

    @property
    def is_bare(self) -> bool:
        """Whether nothing was linked, asked or said of it yet: it stands by itself."""
        return not (self.links or self.advices or self.contradicted or self.conflicts or self.minority)

    @property
    def for_council(self) -> list[AdviceLine]:
        """What is asked of the council itself now."""
        return [line for line in self.advices if line.advice.competent == Competent.COUNCIL and _runs(line)]

    @property
    def competent(self) -> list[str]:
        """Who decides about what was asked here, each once."""
        return list(dict.fromkeys(line.advice.get_competent_display() for line in self.advices))

    @property
    def dissent(self) -> list[str]:
        """What a minority of residents says of it."""
        return [line.advice.dissent for line in self.advices if line.advice.dissent]


@dataclass(frozen=True, slots=True)
class Late:
    """Something past its date: what, who owes it, and since when."""

    title: str
    who: str
    due_on: date
    days: int
    href: str
    of_residents: bool


@dataclass(frozen=True, slots=True)
class View:
    """The page for the council. `asked_count` of the `item_count` running items the municipality asked for."""

    rows: Sequence[Row]
    item_count: int
    asked_count: int
    override_count: int
    next_from: int
    loose: Sequence[AdviceLine]
    late: Sequence[Late]
    next_election: date
    youth: Share | None = None

    @property
    def own_count(self) -> int:
        """How many items residents chose themselves."""
        return self.item_count - self.asked_count

    @property
    def for_council(self) -> list[AdviceLine]:
        """Everything that is asked of the council now, on these items or on none."""
        loose = [line for line in self.loose if line.advice.competent == Competent.COUNCIL]
        return [line for row in self.rows for line in row.for_council] + loose

    @property
    def late_of_institutions(self) -> list[Late]:
        return [each for each in self.late if not each.of_residents]

    @property
    def late_of_residents(self) -> list[Late]:
        return [each for each in self.late if each.of_residents]


def _runs(line: AdviceLine) -> bool:
    return line.state in ("open", "late")


def place(slug: str) -> Neighbourhood:
    """The neighbourhood with its counts for this page; one question. Raises Neighbourhood.DoesNotExist."""
    found = ask(_place, None, slug=slug)
    if not found:
        raise Neighbourhood.DoesNotExist(slug)
    return found[0]


def _place(_shape: None, *, slug: str) -> QuerySet[Neighbourhood]:
    def count(rows: QuerySet[Any], by: str) -> Coalesce:
        counted = rows.order_by().values(by).annotate(number=Count("pk")).values("number")
        return Coalesce(Subquery(counted), 0)

    running = Item.objects.filter(neighbourhood=OuterRef("pk"), is_draft=False, closed_at__isnull=True)
    links = Link.objects.filter(item=OuterRef("pk"), asked=True, ended_at__isnull=True)
    overrides = Override.objects.filter(neighbourhood=OuterRef("pk"))
    said = Said.objects.filter(activity__neighbourhood=OuterRef("pk"))
    young = said.filter(voice__year_band=Person.YearBand.YOUTH)
    return Neighbourhood.objects.filter(slug=slug).annotate(
        item_count=count(running, "neighbourhood"),
        asked_count=count(running.filter(Exists(links)), "neighbourhood"),
        override_count=count(overrides, "neighbourhood"),
        said_count=count(said, "activity__neighbourhood"),
        said_young_count=count(young, "activity__neighbourhood"),
    )


def going_well(here: Neighbourhood, standing: Standing) -> Sequence[Voice]:
    """What people say goes well, as far as this reader may see it; one question."""
    return voices.strengths(here, standing, limit=STRENGTHS)


def of_neighbourhood(here: Neighbourhood, today: date, start: int = 1) -> View:
    """The page for items from number `start` on, the same for every reader; five questions.

    `here` comes from `place`.
    """
    ordered = agenda.in_order(ask(_items, None, here=here.pk))
    shown = list(enumerate(ordered, start=1))[start - 1 : start - 1 + ITEMS]
    keys = [item.pk for _number, item in shown]
    links = council.shown_links(first_of_several(keys), today)
    asked = ask(_advices, None, items=keys, here=here.pk)
    for each in asked:
        each.neighbourhood = here
    advices = council.shown(asked, today)
    clashing = conflicts.open_about(keys)
    late, minority = _late_and_minority(here, keys, today)
    rows = [
        Row(
            number,
            item,
            [line for line in links if line.link.item_id == item.pk],
            [line for line in advices if line.advice.item_id == item.pk],
            item.contradicted_count,
            clashing.get(item.pk, ()),
            minority.get(item.pk, ()),
        )
        for number, item in shown
    ]
    counts = vars(here)
    end = start - 1 + len(shown)
    return View(
        rows=rows,
        item_count=counts["item_count"],
        asked_count=counts["asked_count"],
        override_count=counts["override_count"],
        next_from=end + 1 if end < len(ordered) else 0,
        loose=[line for line in advices if line.advice.item_id is None],
        late=late,
        next_election=rules.term_at(today)[1],
        youth=gatherings.share_of(everybody=counts["said_count"], young=counts["said_young_count"]),
    )


def _items(_shape: None, *, here: int) -> QuerySet[Item]:
    """Every running item with how many authors contradict it."""
    running = Item.objects.filter(neighbourhood=here, is_draft=False, closed_at__isnull=True)
    told = ("neighbourhood", "code", "title", "wish", "horizon", "line", "position", "contradicted_count")
    return running.only(*told).order_by("position", "id")


def _advices(_shape: None, *, items: Sequence[int], here: int) -> QuerySet[Advice]:
    """The first questions about each of these items, and what the council itself was asked about no item.

    What waits for the council comes first, then what waits for others, the nearest date first.
    """
    loose = Q(item__isnull=True, neighbourhood=here, reply__isnull=True, competent=Competent.COUNCIL)
    found = Advice.objects.filter(Q(item__in=items) | loose, withdrawn_at__isnull=True)
    waits = When(reply__isnull=True, competent=Competent.COUNCIL, then=0), When(reply__isnull=True, then=1)
    order: list[Case | str] = [Case(*waits, default=2), "answer_due_on", "pk"]
    placed = found.annotate(place=Window(RowNumber(), partition_by="item", order_by=order))
    first = placed.filter(Q(place__lte=ASKED) | Q(item__isnull=True, place__lte=LOOSE))
    beside = Advice.objects.filter(item=OuterRef("item"), withdrawn_at__isnull=True).order_by().values("item")
    of_all = Subquery(beside.annotate(number=Count("pk")).values("number"), output_field=IntegerField())
    told = ("item", "title", "competent", "answer_due_on", "dissent", "withdrawn_at", "reply__kind")
    whose = ("neighbourhood", "organisation__name", "reply__answered_on")
    wide = Advice.objects.filter(pk__in=first.values("pk")).select_related("organisation", "reply")
    return wide.only(*told, *whose).annotate(of_all=of_all).order_by("answer_due_on", "pk")


def _late_and_minority(here: Neighbourhood, items: Sequence[int], today: date) -> tuple[list[Late], _Minorities]:
    """What is past its date on either side, and per item what minorities wrote beside decisions of the table.

    In one question, since the page may ask eight: answers, links, appeals, promises and statements.
    """
    late: list[Late] = []
    minorities: _Minorities = {}
    rows = ask(_dated, bool(items), here=here.pk, today=today, **({"items": list(items)} if items else {}))
    for due_on, kind, pk, title, who, code in rows:
        if kind == "minority":
            minorities.setdefault(pk, []).append(_minority(here, title, who, code))
            continue
        is_promise = kind == "promise"
        href = address("thread:promise", code) if is_promise else council.late_address(kind, here.slug, pk, code)
        of_residents = is_promise and not who
        late.append(Late(title, who, due_on, (today - due_on).days, href, of_residents))
    return late[:LATE], minorities


def _minority(here: Neighbourhood, words: str, title: str, number: str) -> Minority:
    return Minority(words, f"{number}. {title}", address("tables:resolution", here.slug, int(number)))


def _dated(has_items: bool, *, here: int, today: date, items: Sequence[int] = ()) -> QuerySet[Any, tuple[Any, ...]]:
    first, *others = council.late_parts(here, today, LATE)
    unjudged = ~Exists(Verdict.objects.filter(promise=OuterRef("pk")))
    promised = Promise.objects.filter(unjudged, neighbourhood=here, counts_on__lt=today)
    office = Subquery(
        Organisation.objects.filter(pk=OuterRef("organisation")).exclude(kind="resident").values("name")[:1]
    )
    # A part of a union has no limit of its own in SQLite; promises are the only ones that can be without number.
    longest = Promise.objects.filter(pk__in=promised.order_by("counts_on").values("pk")[:LATE])
    promises = longest.annotate(owed_on=F("counts_on")).values_list(
        "owed_on", Value("promise", CharField()), "pk", "words", Coalesce(office, Value("", CharField())), F("code")
    )
    beside = _statements(items) if has_items else []
    return first.union(*others, promises, *beside, all=True).order_by("owed_on")[: LATE + 2 * MINORITY * ITEMS]


def _statements(items: Sequence[int]) -> list[QuerySet[Any, tuple[Any, ...]]]:
    """What minorities wrote beside decisions that are about these items, or that were laid before somebody with them.

    They have no date that passes, and come before all that is late.
    """
    carried = MinorityStatement.objects.filter(resolution__outcome=Resolution.Outcome.CARRIED)
    by_item = {"resolution__items__in": items}
    by_advice = {"resolution__advices__item__in": items, "resolution__advices__withdrawn_at__isnull": True}
    about = _newest(carried, by_item).annotate(of=F("resolution__items"))
    laid = _newest(carried, by_advice).annotate(of=F("resolution__advices__item"))
    # What a decision is about already is not told once more because it was laid before somebody.
    known = Resolution.items.through.objects.filter(resolution=OuterRef("resolution"), item=OuterRef("of"))
    laid = laid.filter(~Exists(known)).distinct()
    return [
        rows.annotate(owed_on=Cast(Value(date.min), DateField())).values_list(
            "owed_on", Value("minority", CharField()), "of", "words", "resolution__title",
            Cast("resolution__number", CharField()),
        )
        for rows in (about, laid)
    ]  # fmt: skip


def _newest(rows: QuerySet[MinorityStatement], found: dict[str, Any]) -> QuerySet[MinorityStatement]:
    """The newest of these statements, once for everything by which they are found."""
    newest = rows.filter(**found).order_by("-pk").values("pk").distinct()[:MINORITY]
    return MinorityStatement.objects.filter(pk__in=newest, **found)
