"""Overrule: for the general interest a public body goes against residents, in the open, for a time (R20)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.council import rules
from stoep.council.actions import doors, papers
from stoep.council.actions.papers import Given
from stoep.council.models import Advice, Document, Override
from stoep.network import actions as network
from stoep.network.rules import MUNICIPALITY
from stoep.network.standing import Standing
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.reach import missing
from stoep.record import actions as record
from stoep.shared.refusal import NotAllowed, Refused

ACT = "council.overrule"


@dataclass(frozen=True, slots=True)
class Period:
    """When it was decided, and from when until when it holds."""

    decided_on: date
    since_on: date
    until_on: date


@transaction.atomic
def overrule(
    *,
    neighbourhood: Neighbourhood,
    competent: str,
    title: str,
    ground: str,
    loses: str,
    missed: str,
    period: Period,
    by: Standing,
    at: datetime,
    today: date,
    law: str = "",
    link: str = "",
    item: Item | None = None,
    advice: Advice | None = None,
    rests_on: Sequence[Given] = (),
    posted_key: str | None = None,
) -> Override:
    """The override as everybody can read it and residents can appeal against it. It changes no item and no order.

    `missed` says in words what or whom the decision lacks, or why nothing: Refused("no-missed") without.
    For the municipality: its people for the executive and the mayor, its clerk for the council.
    Raises NotAllowed, Refused("empty" | "no-choice" | "decided-later" | "ends-before" | "too-long" | "not-public" …).
    """
    organisation = refuse_not_body(by, neighbourhood.pk, competent)
    doors.lock(neighbourhood.pk)
    if posted_key and (known := Override.objects.filter(posted_key=posted_key, neighbourhood=neighbourhood).first()):
        return known
    _refuse_about(neighbourhood, item, advice)
    _refuse_period(period, today)
    heading = doors.text(title, rules.TITLE_LIMIT, one_line=True)
    if not heading:
        raise Refused("empty", _("Schrijf in één regel wat er besloten is."))
    made = Override.objects.create(
        neighbourhood=neighbourhood,
        item=item or (advice.item if advice else None),
        advice=advice,
        competent=competent,
        organisation=organisation,
        title=heading,
        ground=doors.needed(ground, _("Schrijf welk algemeen belang zwaarder weegt, en waarom.")),
        law=doors.text(law, 200, one_line=True),
        loses=doors.needed(loses, _("Schrijf wat bewoners hierdoor verliezen.")),
        missed=missing.said(missed),
        since_on=period.since_on,
        until_on=period.until_on,
        decided_on=period.decided_on,
        link=doors.web_address(link),
        made_by=by.person,
        made_side=by.side,
        made_at=at,
        posted_key=posted_key or None,
    )
    laid = papers.lay_down_all(rests_on, under=made, by=by, at=at, today=today)
    papers.refuse_hidden(laid, today)
    _seal(made, laid, by, at)
    return made


def _seal(made: Override, laid: Sequence[Document], by: Standing, at: datetime) -> None:
    record.seal(
        neighbourhood=made.neighbourhood,
        act=ACT,
        subject=f"override:{made.pk}",
        by=by.actor(),
        at=at,
        facts={
            "told": f"Besluit voor het algemeen belang, tegen bewoners in: {made.title}",
            "competent": made.competent,
            "organisation": made.organisation.name,
            "ground": made.ground,
            "law": made.law,
            "loses": made.loses,
            "since_on": made.since_on.isoformat(),
            "until_on": made.until_on.isoformat(),
            "decided_on": made.decided_on.isoformat(),
            "item": made.item.code if made.item else "",
            "advice": made.advice_id or 0,
            "rests_on": papers.facts_of(laid),
        },
        personal={"missed": made.missed or ""},
        rows=[made, *laid],
    )


def refuse_not_municipality(by: Standing, neighbourhood_id: int) -> Organisation:
    """The municipality that `by` speaks for. Raises NotAllowed for anybody else."""
    network.require_here(by, neighbourhood_id, right="take-part", act=ACT)
    organisation = by.person.organisation if by.person else None
    if by.side == MUNICIPALITY and organisation and organisation.kind == MUNICIPALITY:
        return organisation
    raise _refusal(by)


def refuse_not_body(by: Standing, neighbourhood_id: int, competent: str) -> Organisation:
    """The municipality that `by` speaks for, when they may write this body's decision down. Raises NotAllowed."""
    organisation = refuse_not_municipality(by, neighbourhood_id)
    if competent not in rules.OF_MUNICIPALITY:
        raise Refused("no-choice", _("Kies wie dit besloot: de raad, het college of de burgemeester."))
    if not rules.may_answer(by, competent, organisation.pk):
        raise _refusal(by)
    return organisation


def _refusal(by: Standing) -> NotAllowed:
    sentence = _(
        "Een besluit voor het algemeen belang schrijft de gemeente zelf op. Voor de raad doet de griffier dat."
    )
    return doors.refusal("not-the-municipality", sentence, by=by, act=ACT)


def _refuse_about(neighbourhood: Neighbourhood, item: Item | None, advice: Advice | None) -> None:
    if item is not None and (item.neighbourhood_id != neighbourhood.pk or item.is_draft):
        raise Refused("other-item", _("Dit punt staat niet op de agenda van deze wijk. Kies een ander punt."))
    if advice is not None and advice.neighbourhood_id != neighbourhood.pk:
        raise Refused("other-advice", _("Deze vraag hoort bij een andere wijk. Kies er een van hier."))
    if item is None and advice is None:
        raise Refused("about-nothing", _("Kies het agendapunt of de vraag waar dit tegenin gaat."))


def _refuse_period(period: Period, today: date) -> None:
    sentences = {
        "decided-later": _("De dag van het besluit ligt na vandaag. Schrijf het op als het besloten is."),
        "ends-before": _("Het eind ligt voor het begin. Kijk de dagen na."),
        "too-long": _("Dit duurt langer dan vier jaar. Kies een eerder eind; daarna weegt u opnieuw."),
        "passed": _("Deze periode is al voorbij. Kijk de dagen na."),
    }
    if code := rules.refused_period(period.decided_on, period.since_on, period.until_on, today):
        raise Refused(code, sentences[code])
