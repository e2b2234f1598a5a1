"""Questions to strengths. Read only."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from stoep.people import sealing
from stoep.places.models import Neighbourhood
from stoep.shared import receipts
from stoep.shared.asked import ask
from stoep.strengths.models import Consent, Strength

PAGE = 20
FEW = 6


@dataclass(frozen=True, slots=True)
class OfKind:
    """Strengths of one kind that everybody may see, newest first."""

    kind: str
    called: str
    strengths: list[Strength]


def shown(use: str) -> QuerySet[Strength]:
    """What everybody may see in this use: agreed to by its giver, and looked at by a host."""
    agreed = Consent.objects.filter(strength=OuterRef("pk"), use=use, until_at__isnull=True)
    return Strength.objects.filter(Exists(agreed), checked_at__isnull=False, held_back_why="", erased_at__isnull=True)


def newest(here: Neighbourhood, kind: str, *, before: int | None = None, limit: int = PAGE) -> list[Strength]:
    """The newest of this kind in the public list, below the id `before`."""
    return ask(_newest, limit, here=here.pk, kind=kind, before=before if before is not None else 2**62)


def _newest(limit: int, *, here: int, kind: str, before: int) -> QuerySet[Strength]:
    found = shown(Consent.Use.LIST).filter(neighbourhood=here, kind=kind, pk__lt=before)
    return found.order_by("-id").only("number", "kind", "part", "words")[:limit]


def by_kind(here: Neighbourhood) -> list[OfKind]:
    """The first of each of the six kinds, in the order in which they are told."""
    return [OfKind(kind.value, str(kind.label), newest(here, kind.value, limit=FEW)) for kind in Strength.Kind]


def unchecked(here: Neighbourhood) -> QuerySet[Strength]:
    """What its giver agreed to show, and no host has looked at; oldest first. What is private is not among it."""
    return Strength.objects.filter(neighbourhood=here, checked_at__isnull=True, erased_at__isnull=True).exclude(
        words=""
    )


def uses(strength: Strength) -> list[str]:
    """The uses that its giver agrees to now, in the order of the form."""
    running = set(Consent.objects.filter(strength=strength, until_at__isnull=True).values_list("use", flat=True))
    return [use for use in Consent.Use.values if use in running]


def kept_words(strength: Strength) -> str:
    """What the giver said, out of its lock; "" when it was erased. Only for whoever showed the secret."""
    return str(json.loads(sealing.unseal(strength.kept))["words"]) if strength.kept else ""


def held_by(number: str, secret: str) -> Strength | None:
    """The strength of which these are the number and the secret, however they were typed; else None.

    An unknown number takes as long as a wrong secret, and gets the same answer.
    """
    tidied = receipts.tidy(number)
    found = None
    if receipts.is_number(tidied):
        found = Strength.objects.select_related("neighbourhood").filter(number=tidied).first()
    kept = found.secret_hash if found else receipts.secret_hash("nobody")
    return found if receipts.secret_matches(secret, kept) and found else None
