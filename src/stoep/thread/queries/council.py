"""What a councillor sees of a wijk before kadernota and budget: first what goes well, then what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from stoep.agenda import queries as agenda
from stoep.agenda.models import Item, Origin
from stoep.conflicts import queries as conflicts
from stoep.conflicts.models import Conflict
from stoep.council import queries as council
from stoep.council import rules
from stoep.council.models import Advice, Competent, Link, Override
from stoep.council.queries import AdviceLine, LinkLine
from stoep.council.queries.links import of_several
from stoep.network.standing import Standing
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.promises.models import Promise, Verdict
from stoep.shared.addresses import address
from stoep.shared.asked import ask
from stoep.voices import queries as voices
from stoep.voices.models import Voice

ITEMS = 12
STRENGTHS = 3
LATE = 30


@dataclass(frozen=True, slots=True)
class Row:
    """One item as the council sees it. `contradicted`: how many authors say that it is not what they meant."""

    number: int
    item: Item
    links: Sequence[LinkLine]
    advices: Sequence[AdviceLine]
    contradicted: int
    conflicts: Sequence[Conflict] = ()

    @property
    def money(self) -> list[str]:
        """What is known about money, in words, of the policy that it meets."""
        return [line.link.policy.money for line in self.links if line.link.policy and line.link.policy.money]

    @property
    def is_bare(self) -> bool:
        """Whether nothing was linked, asked or said of it yet: it stands by itself."""
        return not (self.links or self.advices or self.contradicted or self.conflicts)

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

    strengths: Sequence[Voice]
    rows: Sequence[Row]
    item_count: int
    asked_count: int
    override_count: int
    next_from: int
    loose: Sequence[AdviceLine]
    late: Sequence[Late]
    next_election: date

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
    return Neighbourhood.objects.filter(slug=slug).annotate(
        item_count=count(running, "neighbourhood"),
        asked_count=count(running.filter(Exists(links)), "neighbourhood"),
        override_count=count(overrides, "neighbourhood"),
    )


def of_neighbourhood(here: Neighbourhood, *, standing: Standing, today: date, start: int = 1) -> View:
    """The whole page for items from number `start` on; six questions. `here` comes from `place`."""
    ordered = agenda.in_order(ask(_items, None, here=here.pk))
    shown = list(enumerate(ordered, start=1))[start - 1 : start - 1 + ITEMS]
    keys = [item.pk for _number, item in shown]
    links = council.shown_links(of_several(keys), today)
    advices = council.shown(ask(_advices, None, items=keys, here=here.pk), today)
    clashing = conflicts.open_about(keys)
    rows = [
        Row(
            number,
            item,
            [line for line in links if line.link.item_id == item.pk],
            [line for line in advices if line.advice.item_id == item.pk],
            vars(item)["contradicted"],
            clashing.get(item.pk, ()),
        )
        for number, item in shown
    ]
    counts = vars(here)
    end = start - 1 + len(shown)
    return View(
        strengths=voices.strengths(here, standing, limit=STRENGTHS),
        rows=rows,
        item_count=counts["item_count"],
        asked_count=counts["asked_count"],
        override_count=counts["override_count"],
        next_from=end + 1 if end < len(ordered) else 0,
        loose=[line for line in advices if line.advice.item_id is None],
        late=_late(here, today),
        next_election=rules.term_at(today)[1],
    )


def _items(_shape: None, *, here: int) -> QuerySet[Item]:
    """Every running item with how many authors contradict it."""
    against = Origin.objects.filter(item=OuterRef("pk"), author_agrees=False, released_at__isnull=True)
    counted = against.order_by().values("item").annotate(number=Count("pk")).values("number")
    running = Item.objects.filter(neighbourhood=here, is_draft=False, closed_at__isnull=True)
    return running.annotate(contradicted=Coalesce(Subquery(counted), 0)).order_by("position", "id")


def _advices(_shape: None, *, items: Sequence[int], here: int) -> QuerySet[Advice]:
    """What was asked about these items, and what waits for an answer without belonging to an item."""
    loose = Q(item__isnull=True, neighbourhood=here, reply__isnull=True) & ~Q(competent=Competent.FUND)
    found = Advice.objects.filter(Q(item__in=items) | loose, withdrawn_at__isnull=True)
    return found.select_related("neighbourhood", "organisation", "reply").order_by("answer_due_on", "pk")[:200]


def _late(here: Neighbourhood, today: date) -> list[Late]:
    """What is past its date on either side: answers, links, appeals and promises in one question."""
    rows = ask(_overdue, None, here=here.pk, today=today)
    found = []
    for due_on, kind, pk, title, who, code in rows:
        is_promise = kind == "promise"
        href = address("thread:promise", code) if is_promise else council.late_address(kind, here.slug, pk, code)
        of_residents = is_promise and not who
        found.append(Late(title, who, due_on, (today - due_on).days, href, of_residents))
    return found


def _overdue(_shape: None, *, here: int, today: date) -> QuerySet[Any, tuple[Any, ...]]:
    first, *others = council.late_parts(here, today)
    unjudged = ~Exists(Verdict.objects.filter(promise=OuterRef("pk")))
    promised = Promise.objects.filter(unjudged, neighbourhood=here, counts_on__lt=today)
    office = Subquery(
        Organisation.objects.filter(pk=OuterRef("organisation")).exclude(kind="resident").values("name")[:1]
    )
    promises = promised.annotate(owed_on=F("counts_on")).values_list(
        "owed_on", Value("promise", CharField()), "pk", "words", Coalesce(office, Value("", CharField())), F("code")
    )
    return first.union(*others, promises, all=True).order_by("owed_on")[:LATE]
