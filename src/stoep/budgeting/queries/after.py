"""What became of the plans that won: each with its promise and its money, and what is left for a next round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from stoep.budgeting import rules
from stoep.budgeting.models import Award, Round, Spending


@dataclass(frozen=True, slots=True)
class Carried:
    """One plan after the count: the award, its money, where it stands, and its share that went out, of a hundred."""

    award: Award
    purse: rules.Purse
    standing: str
    spent_share: int


def purse_of(award: Award) -> rules.Purse:
    """The money of one plan; two questions at most."""
    spent = award.spendings.filter(taken_back_at__isnull=True).values_list("cents", flat=True)
    return rules.Purse(award.cents, tuple(spent), award.returned_cents)


def carried(round: Round) -> list[Carried]:
    """Every plan that won, in the order of the ballot; two questions whatever their number."""
    return [_carried(award, _purse(award)) for award in _awards(round)]


def has_awards(round: Round) -> bool:
    """Whether any plan of this round got money already."""
    return Award.objects.filter(idea__round=round).exists()


def carried_one(award: Award) -> Carried:
    """The same of one plan."""
    return _carried(award, purse_of(award))


def award(slug: str, number: int, code: str) -> Award | None:
    """The award of the idea with this number, in this round of this neighbourhood; None when there is none."""
    rows = Award.objects.select_related("idea__round__neighbourhood", "idea__voice", "idea__part", "promise")
    return rows.filter(
        idea__round__neighbourhood__slug=slug, idea__round__number=number, idea__voice__number=code
    ).first()


def left_for_next(round: Round) -> int:
    """The cents of this round that a next one may begin with."""
    sums = round.parts.values_list("cents", flat=True)
    return rules.left_for_next(sums, [_purse(award) for award in _awards(round)])


def _awards(round: Round) -> Sequence[Award]:
    counting = Prefetch(
        "spendings", Spending.objects.filter(taken_back_at__isnull=True).only("award_id", "cents"), to_attr="counting"
    )
    rows = Award.objects.filter(idea__round=round).select_related(
        "idea__round__neighbourhood", "idea__voice", "idea__part", "promise"
    )
    return list(rows.prefetch_related(counting).order_by("idea__ballot_number"))


def _purse(award: Award) -> rules.Purse:
    spent = tuple(each.cents for each in award.__dict__["counting"])
    return rules.Purse(award.cents, spent, award.returned_cents)


def _carried(award: Award, purse: rules.Purse) -> Carried:
    where = rules.award_standing(
        has_promise=award.promise_id is not None,
        is_done=award.done_at is not None,
        is_stopped=award.stopped_at is not None,
    )
    return Carried(award, purse, where, 100 * purse.gone // purse.given if purse.given else 0)
