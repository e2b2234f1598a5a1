"""What became of the plans that won: each with its promise and its money, and what is left for a next round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from stoep.budgeting import rules
from stoep.budgeting.models import Award, Round, Spending, Turn
from stoep.budgeting.queries.rounds import MOST
from stoep.shared import leaves
from stoep.shared.asked import ask


@dataclass(frozen=True, slots=True)
class Carried:
    """One plan after the count: the award, its money, where it stands, and its share that went out, of a hundred.

    `waits`: for how many days nobody promised it, once that is too long.
    """

    award: Award
    purse: rules.Purse
    standing: str
    spent_share: int
    waits: int = 0


def purse_of(award: Award) -> rules.Purse:
    """The money of one plan; one question."""
    ((spent,),) = ask(_went_out, None, award=award.pk) or [(0,)]
    return rules.Purse(award.cents, (spent,), award.returned_cents)


def _went_out(_shape: None, *, award: int) -> QuerySet[Spending, tuple[int]]:
    rows = Spending.objects.filter(award=award, taken_back_at__isnull=True).order_by()
    return rows.values("award").annotate(sum=Sum("cents")).values_list("sum")


def carried(round: Round, number: int | None = None, *, today: date | None = None) -> list[Carried]:
    """Every plan that won, in the order of the ballot, or this leaf of them and one more; one question."""
    found = ask(_awards, number, round=round.pk)
    for award in found:
        award.idea.round = round
    purses = [rules.Purse(award.cents, (_spent(award),), award.returned_cents) for award in found]
    return [_carried(award, purse, today) for award, purse in zip(found, purses, strict=True)]


def has_awards(round: Round) -> bool:
    """Whether any plan of this round got money already."""
    return Award.objects.filter(idea__round=round).exists()


def carried_one(award: Award, today: date | None = None) -> Carried:
    """The same of one plan."""
    return _carried(award, purse_of(award), today)


def award(slug: str, number: int, code: str) -> Award | None:
    """The award of the idea with this number, in this round of this neighbourhood; None when there is none."""
    found = ask(_one, None, slug=slug, number=number, code=code) if number <= MOST else []
    return next(iter(found), None)


def _one(_shape: None, *, slug: str, number: int, code: str) -> QuerySet[Award]:
    rows = Award.objects.filter(
        idea__round__neighbourhood__slug=slug, idea__round__number=number, idea__voice__number=code
    )
    rows = rows.select_related("idea__round__neighbourhood", "idea__voice", "idea__part", "promise")
    return rows.defer("idea__round__neighbourhood__outline")


def turns(award: Award) -> list[Turn]:
    """How a plan went on in another way, in that order."""
    return ask(_turns, None, award=award.pk)


def _turns(_shape: None, *, award: int) -> QuerySet[Turn]:
    return Turn.objects.filter(award=award).order_by("made_at", "pk")


def left_for_next(round: Round) -> int:
    """The cents of this round that a next one may begin with; of every plan, whatever a page shows."""
    left = _left(round)
    # What a stopped round had from an earlier one is that one's again.
    return max(0, left - round.carried_cents) if round.stopped_at else left


def _left(round: Round) -> int:
    rows = ask(_given, None, round=round.pk)
    purses = [rules.Purse(cents, returned=returned) for cents, returned in rows]
    return rules.left_for_next([part.cents for part in round.parts.all()], purses)


def taken_on(round: Round, *, but: Round | None = None) -> int:
    """The cents of this round that lie in later ones (without `but`), or went out there before they were stopped."""
    later = round.later.exclude(pk=but.pk if but else 0).prefetch_related("parts")
    return sum(each.carried_cents - (_comes_back(each) if each.stopped_at else 0) for each in later)


def _comes_back(stopped: Round) -> int:
    """What a stopped round gives back of what it had from an earlier one: what was spent of it is gone."""
    return min(stopped.carried_cents, _left(stopped))


def spendings(award: Award, number: int) -> list[Spending]:
    """A leaf of what went out for a plan and one more, the newest first; what was taken back stays among it."""
    return ask(_noted, number, award=award.pk)


def _noted(number: int, *, award: int) -> QuerySet[Spending]:
    return Spending.objects.filter(award=award).order_by("-spent_on", "-pk")[leaves.part(number)]


def _given(_shape: None, *, round: int) -> QuerySet[Award, tuple[int, int | None]]:
    return Award.objects.filter(idea__round=round).values_list("cents", "returned_cents")


def _awards(number: int | None, *, round: int) -> QuerySet[Award]:
    out = Spending.objects.filter(award=OuterRef("pk"), taken_back_at__isnull=True).order_by().values("award")
    sums = Subquery(out.annotate(sum=Sum("cents")).values("sum"), output_field=BigIntegerField())
    rows = Award.objects.filter(idea__round=round).select_related("idea__voice", "promise").defer("idea__voice__words")
    rows = rows.annotate(went_out=Coalesce(sums, 0, output_field=BigIntegerField()))
    rows = rows.order_by("idea__ballot_number", "pk")
    return rows if number is None else rows[leaves.part(number)]


def _spent(award: Award) -> int:
    return int(award.__dict__["went_out"])


def _carried(award: Award, purse: rules.Purse, today: date | None) -> Carried:
    where = rules.award_standing(
        has_promise=award.promise_id is not None,
        is_done=award.done_at is not None,
        is_stopped=award.stopped_at is not None,
    )
    share = 100 * purse.gone // purse.given if purse.given else 0
    is_waiting = where == "waits" and today is not None
    waits = rules.waits_too_long(timezone.localdate(award.awarded_at), today) if is_waiting and today else 0
    return Carried(award, purse, where, share, waits)
