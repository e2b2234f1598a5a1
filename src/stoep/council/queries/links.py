"""Policy, how items of the agenda meet it, and who governs since when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Case, Count, IntegerField, OuterRef, QuerySet, Subquery, When, Window
from django.db.models.functions import RowNumber

from stoep.agenda.models import Item
from stoep.council import rules
from stoep.council.models import Link, Policy
from stoep.council.queries.policies import newest_words
from stoep.places.models import Neighbourhood
from stoep.shared import leaves
from stoep.shared.asked import ask

FIRST = 3  # links of an item on a page that tells of many items
_TOLD = (
    "item", "kind", "words", "residents_agree", "municipality_agrees", "reply_due_on", "ended_at",
    "policy__corrects", "policy__neighbourhood__slug",
)  # fmt: skip


@dataclass(frozen=True)
class LinkLine:
    """A link on one day: what both sides say of it, and how it stands."""

    link: Link
    today: date

    @cached_property
    def state(self) -> rules.LinkState:
        """ "ended", "stands", "contradicted", "waits" or "late"."""
        link = self.link
        return rules.link_state(
            words=rules.Words(link.residents_agree, link.municipality_agrees),
            ended=link.ended_at is not None,
            due_on=link.reply_due_on,
            today=self.today,
        )

    @property
    def late_by(self) -> int:
        return rules.days_late(self.link.reply_due_on, None, self.today) if self.state == "late" else 0

    @property
    def waits_for_residents(self) -> bool:
        return self.link.residents_agree is None and self.link.ended_at is None

    @property
    def waits_for_municipality(self) -> bool:
        return self.link.municipality_agrees is None and self.link.ended_at is None

    @property
    def made_by_residents(self) -> bool:
        """Whether residents or the independent organisation made it."""
        return rules.word_of(self.link.made_side) == "residents"

    @property
    def policy(self) -> str:
        """What the policy is called now, with its number: in the words of the newest row that corrects it."""
        return f"{self._now('number')} {self._now('title')}".strip()

    @property
    def taakveld(self) -> str:
        return self._now("taakveld")

    @property
    def money(self) -> str:
        """What is known about money now, in words."""
        return self._now("money")

    def _now(self, name: str) -> str:
        return vars(self.link).get(f"policy_{name}") or ""


def shown_links(found: Iterable[Link], today: date) -> list[LinkLine]:
    """These links as they stand on this day, in the same order."""
    return [LinkLine(each, today) for each in found]


def _wide(rows: QuerySet[Link]) -> QuerySet[Link]:
    wide = rows.select_related("item__neighbourhood", "policy__neighbourhood", "organisation")
    return wide.annotate(**newest_words("policy"))


def links_of(item: Item) -> list[Link]:
    """The links of this item that run, the first made first."""
    return of_several([item.pk])


def of_several(items: Sequence[int]) -> list[Link]:
    """The running links of these items (by key), the first made first; one question."""
    return ask(_of_several, None, items=list(items)) if items else []


def _of_several(_shape: None, *, items: Sequence[int]) -> QuerySet[Link]:
    return _wide(Link.objects.filter(item__in=items, ended_at__isnull=True)).order_by("pk")


def first_of_several(items: Sequence[int]) -> list[Link]:
    """Of each of these items (by key) the first three running links, with `of_all`: how many run; one question.

    Where an item clashes with policy comes first, and then what was made first.
    """
    return ask(_first_of_several, None, items=list(items)) if items else []


def _first_of_several(_shape: None, *, items: Sequence[int]) -> QuerySet[Link]:
    running = Link.objects.filter(item__in=items, ended_at__isnull=True)
    order: list[Case | str] = [Case(When(kind=Link.Kind.CLASHES, then=0), default=1), "pk"]
    first = running.annotate(place=Window(RowNumber(), partition_by="item", order_by=order)).filter(place__lte=FIRST)
    beside = Link.objects.filter(item=OuterRef("item"), ended_at__isnull=True).order_by().values("item")
    of_all = Subquery(beside.annotate(number=Count("pk")).values("number"), output_field=IntegerField())
    found = Link.objects.filter(pk__in=first.values("pk")).select_related("policy__neighbourhood")
    return found.only(*_TOLD).annotate(of_all=of_all, **newest_words("policy")).order_by(*order)


def ended_links(item: Item) -> list[Link]:
    """The links of this item that were taken back, the newest first, at most twenty."""
    return ask(_ended, None, item=item.pk)


def _ended(_shape: None, *, item: int) -> QuerySet[Link]:
    return _wide(Link.objects.filter(item=item, ended_at__isnull=False)).order_by("-ended_at", "-pk")[:20]


def links_of_policy(policy: Policy) -> list[Link]:
    """The running links to this policy, at most a hundred."""
    return list(_wide(Link.objects.filter(policy=policy, ended_at__isnull=True)).order_by("pk")[:100])


def running_links(neighbourhood: Neighbourhood) -> list[Link]:
    """Every running link of items that still stand on the agenda here, the first made first."""
    here = Link.objects.filter(item__neighbourhood=neighbourhood, item__closed_at__isnull=True, ended_at__isnull=True)
    return list(_wide(here).order_by("pk"))


def clashes(neighbourhood: Neighbourhood, number: int = 1) -> list[Link]:
    """A leaf of where items and policy clash here, and one more: first what holds, then what waits for words."""
    return ask(_clashes, number, here=neighbourhood.pk)


def _clashes(number: int, *, here: int) -> QuerySet[Link]:
    running = Link.objects.filter(item__neighbourhood=here, item__closed_at__isnull=True, ended_at__isnull=True)
    waits = Case(When(held_at__isnull=True, then=1), default=0)
    return _wide(running.filter(kind=Link.Kind.CLASHES)).order_by(waits, "pk")[leaves.part(number)]


def link_here(item: Item, pk: int) -> Link:
    """The link of this item. Raises Link.DoesNotExist."""
    return _wide(Link.objects.filter(item=item)).get(pk=pk)
