"""Letters in the place of lost ones: which wait, which were given, and how many of the reserve are left."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When

from stoep.budgeting.models import Letter, Part, Replacement, Round
from stoep.shared import leaves


def waiting_replacements(round: Round) -> QuerySet[Replacement]:
    """Requests on which nobody decided yet."""
    return Replacement.objects.filter(round=round, agreed_at__isnull=True, withdrawn_at__isnull=True)


def replacements(round: Round, leaf: int = 1) -> Sequence[Replacement]:
    """Requests by leaves: those that wait for a second yes first, the oldest of them first; then the newest.

    `waits` says whether it does, and `has_old_code` whether the old code was shown.
    """
    rows = Replacement.objects.filter(round=round).select_related("part", "refused_by", "asked_by")
    waits = Q(agreed_at__isnull=True, withdrawn_at__isnull=True)
    rows = rows.annotate(
        waits=Case(When(waits, then=Value(True)), default=Value(False)),
        has_old_code=Exists(Letter.objects.filter(asked_void=OuterRef("pk"))),
    )
    oldest = Case(When(waits, then=F("pk")))
    return list(rows.order_by("-waits", oldest.asc(), "-asked_at", "-pk")[leaves.part(leaf)])


def replaced(round: Round) -> tuple[int, int, int]:
    """Of how many letters how many were replaced, and of those how many old codes are void: what is published."""
    many = Letter.objects.filter(order__round=round, order__void_at__isnull=True, is_reserve=False).count()
    given = Replacement.objects.filter(round=round, agreed_at__isnull=False, withdrawn_at__isnull=True)
    told = given.aggregate(given=Count("pk"), void=Count("pk", filter=Q(old_is_void=True)))
    return many, told["given"], told["void"]


def reserve_left(part: Part) -> QuerySet[Letter]:
    """The letters of the reserve that nobody got, the lowest number first."""
    rows = Letter.objects.filter(part=part, is_reserve=True, order__void_at__isnull=True, order__made_at__isnull=False)
    given = Replacement.objects.filter(round_id=part.round_id, withdrawn_at__isnull=True)
    used = given.filter(given_number__isnull=False).values("given_number")
    return rows.exclude(number__in=used).order_by("number")
