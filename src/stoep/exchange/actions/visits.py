"""Ask to come and see, say yes or no, and tell what was seen. Each stands in the log of whoever says it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from stoep.exchange.actions import doors
from stoep.exchange.models import Card, Report, Visit, VisitAnswer
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared.refusal import NotAllowed, Refused

_ASKED = gettext_noop("%(place)s wil komen kijken")
_ASKS = gettext_noop(
    "%(asked_by)s uit %(place)s wil komen kijken bij: %(title)s.\n%(words)s\n%(days)s\n\nZeg ja of nee: %(page)s"
)
_ANSWERED = gettext_noop("Antwoord van %(place)s op uw vraag om te komen kijken")
_ANSWERS = {
    True: gettext_noop("Ja, u bent welkom bij: %(title)s.\n%(words)s\n%(days)s\n\nHier staat het: %(page)s"),
    False: gettext_noop("Nee, het lukt nu niet bij: %(title)s.\n%(words)s\n%(days)s\n\nHier staat het: %(page)s"),
}


@transaction.atomic
def ask_visit(
    *,
    card: Card,
    neighbourhood: Neighbourhood,
    asked_by: str,
    words: str,
    by: Standing,
    at: datetime,
    days: str = "",
    posted_key: str | None = None,
) -> Visit:
    """People of this neighbourhood ask to come and see what stands on the card; who wrote it is told.

    Refused("withdrawn"): the card was taken away; "incomplete". The same `posted_key` gives the same visit again.
    """
    act, subject = "exchange.ask_visit", f"card:{card.pk}"
    network.require_here(by, neighbourhood.pk, right="take-part", act=act, subject=subject)
    doors.lock(neighbourhood.pk)
    if posted_key and (known := Visit.objects.filter(posted_key=posted_key, neighbourhood=neighbourhood).first()):
        return known
    card = Card.objects.select_related("neighbourhood", "written_by__account").get(pk=card.pk)
    if card.withdrawn_at is not None:
        raise Refused("withdrawn", _("Deze kaart is weggehaald. Zoek een andere."))
    said = doors.asked(
        "incomplete", _("Schrijf wie er wil komen, en wat u wilt zien."), asked_by=asked_by, words=words
    ) | {"days": doors.texts(clock=days)["clock"]}
    visit = Visit.objects.create(
        neighbourhood=neighbourhood, card=card, card_title=card.title, card_place=card.place,
        entered_by=by.person, entered_at=at, posted_key=posted_key, **said,
    )  # fmt: skip
    told = "Deze wijk vroeg om bij een andere wijk te komen kijken."
    _seal(neighbourhood, act, subject, told, visit, by, at, words=visit.words, asked_by=visit.asked_by)
    page = visit.get_absolute_url()
    known_words = {"place": neighbourhood.name, "title": card.title, "page": page, **said}
    doors.tell(card.written_by, card.neighbourhood, subject, at, subject=_ASKED, body=_ASKS, known=known_words)
    return visit


@transaction.atomic
def answer_visit(
    *,
    visit: Visit,
    is_yes: bool,
    words: str,
    by: Standing,
    at: datetime,
    today: date,
    day: date | None = None,
    clock: str = "",
    spot: str = "",
) -> VisitAnswer:
    """Yes with a day, or no, with some words; by a host of where it was done or who wrote the card. Who asked is told.

    Refused("answered"), "no-words", "no-day": a yes needs a day that is still to come.
    """
    card = _card_of(visit)
    act, here = "exchange.answer_visit", card.neighbourhood
    subject = f"card:{visit.card_id}"
    network.require_here(by, here.pk, right="take-part", act=act, subject=subject)
    doors.lock(here.pk)
    visit = Visit.objects.select_related("card__neighbourhood", "neighbourhood", "entered_by__account").get(pk=visit.pk)
    if not doors.answers_for(card, by):
        raise NotAllowed(
            "not-yours", _("Alleen een gastheer of gastvrouw van die wijk, of wie de kaart schreef, antwoordt hierop."),
            neighbourhood=by.neighbourhood, actor=by.actor(), act=act, subject=subject,
        )  # fmt: skip
    if VisitAnswer.objects.filter(visit=visit).exists():
        raise Refused("answered", _("Hierop is al geantwoord. Het antwoord staat erbij."))
    said = doors.asked("no-words", _("Schrijf er iets bij. Eén zin is genoeg."), words=words)
    if is_yes and (day is None or day < today):
        raise Refused("no-day", _("Kies een dag die nog komt."))
    more = doors.texts(clock=clock, spot=spot)
    made = VisitAnswer.objects.create(
        neighbourhood=here, visit=visit, is_yes=is_yes, day=day if is_yes else None, answered_by=by.person,
        answered_at=at, **said, **more,
    )  # fmt: skip
    told = "Er kwam antwoord aan een wijk die wil komen kijken."
    _seal(here, act, subject, told, made, by, at, words=made.words)
    when = f"{made.day:%d-%m-%Y} {made.clock} {made.spot}".strip() if made.day else ""
    known = {
        "place": here.name, "title": visit.card_title, "page": visit.get_absolute_url(), "days": when, **said,
    }  # fmt: skip
    about = f"visit:{visit.pk}"
    doors.tell(visit.entered_by, visit.neighbourhood, about, at, subject=_ANSWERED, body=_ANSWERS[is_yes], known=known)
    return made


@transaction.atomic
def write_report(*, visit: Visit, words: str, by: Standing, at: datetime) -> Report:
    """What the visitors saw, by whoever takes part in the network of who went. A second time puts it in its place."""
    act, subject = "exchange.report", f"visit:{visit.pk}"
    network.require_here(by, visit.neighbourhood_id, right="take-part", act=act, subject=subject)
    doors.lock(visit.neighbourhood_id)
    visit = Visit.objects.select_related("neighbourhood").get(pk=visit.pk)
    if not VisitAnswer.objects.filter(visit=visit, is_yes=True).exists():
        raise Refused("no-visit", _("Er is nog niet gezegd dat u kunt komen. Schrijf het verslag na het bezoek."))
    said = doors.asked("no-words", _("Schrijf wat u zag."), words=words)
    kept = said | {"written_by": by.person, "written_at": at}
    report, _made = Report.objects.update_or_create(visit=visit, defaults=kept)
    told = "Er is een verslag van een bezoek aan een andere wijk."
    _seal(visit.neighbourhood, act, subject, told, report, by, at, words=report.words)
    return report


def _card_of(visit: Visit) -> Card:
    """The card of a visit, on this server; Refused("moved") when whoever wrote it is no longer here."""
    if visit.card is None:
        raise Refused("moved", _("Deze wijk staat nu op een andere server. Vraag het daar."))
    return visit.card


def _seal(
    here: Neighbourhood, act: str, subject: str, told: str, row: Model, by: Standing, at: datetime, **personal: str
) -> None:
    record.seal(
        neighbourhood=here, act=act, subject=subject, by=by.actor(), at=at, facts={"told": told}, personal=personal,
        rows=[row],
    )  # fmt: skip
