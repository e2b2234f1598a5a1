"""What policy is known, in its newest words, and who governs since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from stoep.council import rules
from stoep.council.models import Policy, Term
from stoep.places.models import Neighbourhood

_WORDS = ("number", "title", "taakveld", "money")


@dataclass(frozen=True, slots=True)
class Known:
    """A policy: the first row, to which links point, and all that correct it, the newest first."""

    first: Policy
    corrections: list[Policy]

    @property
    def newest(self) -> Policy:
        """The row that counts now."""
        return self.corrections[0] if self.corrections else self.first

    @property
    def earlier(self) -> list[Policy]:
        """What it said before, the newest first; empty when nothing was corrected."""
        return [*self.corrections[1:], self.first] if self.corrections else []


def newest_words(policy: str) -> dict[str, Any]:
    """Annotations for rows that point at policy by this name: policy_number, _title, _taakveld and _money as of now."""
    later = Policy.objects.filter(corrects=OuterRef(policy)).order_by("-pk")
    return {
        f"policy_{name}": Coalesce(
            Subquery(later.values(name)[:1]), F(f"{policy}__{name}"), output_field=CharField(max_length=300)
        )
        for name in _WORDS
    }


def policies(neighbourhood: Neighbourhood, *, before: int = 0, limit: int = 30) -> list[Known]:
    """A page of what policy is known here, the last written first; `before` is the last key of the page before.

    Two questions.
    """
    rows = _wide(Policy.objects.filter(neighbourhood=neighbourhood, corrects__isnull=True)).order_by("-pk")
    return [_known(each) for each in (rows.filter(pk__lt=before) if before else rows)[:limit]]


def policy_here(neighbourhood: Neighbourhood, pk: int) -> Known:
    """The policy of this neighbourhood. Raises Policy.DoesNotExist; a row that corrects has no page of its own."""
    return _known(_wide(Policy.objects.filter(neighbourhood=neighbourhood, corrects__isnull=True)).get(pk=pk))


def _wide(rows: QuerySet[Policy]) -> QuerySet[Policy]:
    corrections = Policy.objects.select_related("neighbourhood").order_by("-pk")
    return rows.select_related("neighbourhood").prefetch_related(Prefetch("corrections", corrections))


def _known(first: Policy) -> Known:
    return Known(first, list(first.corrections.all()))


def terms(neighbourhood: Neighbourhood) -> list[tuple[Term, date]]:
    """Who governs since when, the newest first, each with the election at which it ends."""
    rows = Term.objects.filter(neighbourhood=neighbourhood).order_by("-begins_on")
    return [(term, rules.term_at(term.begins_on)[1]) for term in rows]
