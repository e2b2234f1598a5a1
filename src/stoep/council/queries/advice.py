"""What residents asked or decided, how each stands today, and what lies beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q, QuerySet

from stoep.agenda.models import Item
from stoep.council import rules
from stoep.council.models import Advice, Document, Note, Reply
from stoep.places.models import Neighbourhood
from stoep.shared.asked import ask
from stoep.shared.links import link_host
from stoep.tables.models import MinorityStatement, Resolution, Wording

FIRST = slice(0, 100)  # as many as a list to choose from may have


@dataclass(frozen=True)
class AdviceLine:
    """An advice on one day: its answer, and how it stands."""

    advice: Advice
    today: date

    @cached_property
    def reply(self) -> Reply | None:
        return getattr(self.advice, "reply", None)

    @cached_property
    def state(self) -> rules.AdviceState:
        """ "decided", "withdrawn", "open", "late", "answered" or "answered-late"."""
        return rules.advice_state(
            due_on=self.advice.answer_due_on,
            answered_on=self.reply.answered_on if self.reply else None,
            withdrawn=self.advice.withdrawn_at is not None,
            today=self.today,
        )

    @property
    def late_by(self) -> int:
        """How many days past its date: until it was answered, or until today. 0 when it is not."""
        if self.state not in ("late", "answered-late"):
            return 0
        return rules.days_late(self.advice.answer_due_on, self.reply.answered_on if self.reply else None, self.today)

    @property
    def link_host(self) -> str:
        """Where the link to the decision leads."""
        return link_host(self.reply.link) if self.reply else ""

    @property
    def is_recast(self) -> bool:
        """Whether residents called it a decision, while somebody else decides about it."""
        return self.advice.said_as == Advice.SaidAs.DECIDE and not self.advice.is_decision


def shown(found: Iterable[Advice], today: date) -> list[AdviceLine]:
    """These advices as they stand on this day, in the same order. Read them with their reply."""
    return [AdviceLine(each, today) for each in found]


def _wide(rows: QuerySet[Advice]) -> QuerySet[Advice]:
    return rows.select_related("neighbourhood", "organisation", "item", "reply")


def advice_here(neighbourhood: Neighbourhood, pk: int) -> Advice:
    """The advice of this neighbourhood with what its page shows. Raises Advice.DoesNotExist."""
    rows = _wide(Advice.objects.filter(neighbourhood=neighbourhood)).select_related("resolution__neighbourhood")
    return rows.get(pk=pk)


def advices(neighbourhood: Neighbourhood, today: date, *, running: bool, part: slice = FIRST) -> list[AdviceLine]:
    """A part of what was asked here: what waits for an answer, the nearest date first; or what ended, newest first.

    One question.
    """
    return shown(ask(_advices, (running, part.start, part.stop), here=neighbourhood.pk), today)


def _advices(shape: tuple[bool, int, int], *, here: int) -> QuerySet[Advice]:
    running, start, stop = shape
    rows = _wide(Advice.objects.filter(neighbourhood=here))
    if running:
        return _running(rows).order_by("answer_due_on", "pk")[start:stop]
    rows = rows.filter(Q(reply__isnull=False) | Q(withdrawn_at__isnull=False) | Q(competent="fund"))
    return rows.order_by("-pk")[start:stop]


def _running(rows: QuerySet[Advice]) -> QuerySet[Advice]:
    return rows.filter(reply__isnull=True, withdrawn_at__isnull=True).exclude(competent="fund")


def open_advice(neighbourhood: Neighbourhood, today: date) -> list[AdviceLine]:
    """Everything here that still waits for an answer, the nearest date first: what is late comes before."""
    return shown(
        _running(_wide(Advice.objects.filter(neighbourhood=neighbourhood))).order_by("answer_due_on", "pk"), today
    )


def of_items(items: Sequence[Item], today: date) -> list[AdviceLine]:
    """What was asked about these items, the newest first; one question."""
    return shown(ask(_of_items, None, items=[item.pk for item in items]), today) if items else []


def _of_items(_shape: None, *, items: Sequence[int]) -> QuerySet[Advice]:
    return _wide(Advice.objects.filter(item__in=items, withdrawn_at__isnull=True)).order_by("-pk")


@dataclass(frozen=True, slots=True)
class Resolved:
    """The decision of the partnership on which an advice rests: its own words, and what a minority thinks of it."""

    resolution: Resolution
    words: str
    statements: list[MinorityStatement]


def resolved(advice: Advice) -> Resolved | None:
    """The decision that this advice lays before somebody else, if it lays one; two questions."""
    found = advice.resolution
    if found is None:
        return None
    wording = Wording.objects.get(resolution=found, round=found.round)
    statements = MinorityStatement.objects.filter(resolution=found).select_related("seat__person").order_by("pk")
    return Resolved(found, wording.words, list(statements))


def of_resolution(resolution: Resolution, today: date) -> list[AdviceLine]:
    """Where this decision of the partnership was laid: with whom, and how that stands; the first first."""
    return shown(_wide(Advice.objects.filter(resolution=resolution)).order_by("pk"), today)


def documents_of(advice: Advice) -> list[Document]:
    """The papers on which its answer rests, the first filed first."""
    return list(advice.documents.select_related("organisation").order_by("pk"))


def secret_documents(neighbourhood: Neighbourhood, limit: int = 50) -> list[Document]:
    """Every paper here that is not public by a ground of the Woo, the newest first."""
    return ask(_secret, limit, here=neighbourhood.pk)


def _secret(limit: int, *, here: int) -> QuerySet[Document]:
    rows = Document.objects.filter(neighbourhood=here, public_from_on__isnull=True).exclude(secret_law="")
    return rows.select_related("neighbourhood", "advice", "override", "organisation").order_by("-pk")[:limit]


def notes_of(advice: Advice) -> list[Note]:
    """What residents wrote beside it, the first first."""
    return list(advice.notes.order_by("pk"))
