"""Where the money of a plan goes: noted in whole cents, never more than residents gave, taken back with a reason."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import rules
from stoep.budgeting.actions import awards, doors
from stoep.budgeting.models import Award, Spending
from stoep.budgeting.queries import after
from stoep.network.standing import Standing
from stoep.shared.refusal import Refused


@transaction.atomic
def spend(
    *,
    award: Award,
    cents: int,
    what: str,
    spent_on: date,
    by: Standing,
    at: datetime,
    today: date,
    posted_key: str | None = None,
) -> Spending:
    """Note what went out for this plan. The same form a second time gives the first row.

    Refused: "over", "not-promised", "too-much" (more than is left), "later", "before", "incomplete".
    """
    award = awards.running(award, by, act="budgeting.spend", right="host")
    known = Spending.objects.filter(award=award, posted_key=posted_key).first() if posted_key else None
    if known:
        return known
    if award.promise_id is None:
        raise Refused("not-promised", _("Niemand heeft dit nog beloofd. Schrijf eerst op wie het doet."))
    purse = after.purse_of(award)
    if not rules.fits(purse, cents):
        raise Refused(
            "too-much",
            _("Voor dit plan is nog %(left)s over. Vul een bedrag in dat daarbinnen past."),
            left=rules.euros(purse.left),
        )
    if spent_on > today:
        raise Refused("later", _("Deze dag moet nog komen. Schrijf een uitgave op als zij gedaan is."))
    if spent_on < doors.today_of(award.awarded_at):
        raise Refused("before", _("Op deze dag had het plan nog geen geld. Kijk de datum na."))
    said = doors.asked("incomplete", _("Schrijf waarvoor het was."), what=what)
    made = Spending.objects.create(
        award=award, cents=cents, spent_on=spent_on, noted_by=by.person, noted_at=at, posted_key=posted_key, **said
    )
    told = "Er is geld uitgegeven voor een plan van bewoners."
    awards.seal("budgeting.spend", told, award, by, at, rows=[made], personal=said, cents=cents)
    return made


@transaction.atomic
def take_back_spending(*, spending: Spending, why: str, by: Standing, at: datetime) -> Spending:
    """It was noted wrongly: it counts no more, and stays to be read with the reason.

    Refused: "over", "gone", "no-why".
    """
    award = awards.running(spending.award, by, act="budgeting.take_back_spending", right="host")
    found = Spending.objects.get(pk=spending.pk)
    if found.taken_back_at:
        raise Refused("gone", _("Deze uitgave is al teruggenomen."))
    found.taken_back_why = doors.asked("no-why", _("Schrijf waarom het niet klopte."), why=why)["why"]
    found.taken_back_at, found.taken_back_by = at, by.person
    found.save()
    told = "Een uitgave voor een plan is teruggenomen. Zij klopte niet."
    awards.seal(
        "budgeting.take_back_spending", told, award, by, at, rows=[found],
        personal={"why": found.taken_back_why}, cents=found.cents,
    )  # fmt: skip
    return found
