"""The papers on which an answer or an override rests: the same information at the same moment (R12)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from stoep.council import rules
from stoep.council.actions import doors
from stoep.council.models import Advice, Document, Override
from stoep.network.standing import Standing
from stoep.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class Given:
    """A paper as somebody gives it. Without `public_from_on` residents cannot see it; then it needs a ground."""

    title: str
    officials_from_on: date
    public_from_on: date | None = None
    link: str = ""
    words: str = ""
    secret_law: str = ""
    secret_why: str = ""


def lay_down(given: Given, *, under: Advice | Override, by: Standing, at: datetime, today: date) -> Document:
    """The paper as it is kept under an advice or an override. What is not public keeps only its title here.

    Raises Refused("paper-days" | "paper-unread" | "paper-half-ground" | "empty" | "too-long" | "no-link").
    """
    title = doors.text(given.title, 200, one_line=True)
    if not title:
        raise Refused("empty", _("Schrijf hoe het stuk heet."))
    _refuse_days(given, today)
    law = doors.text(given.secret_law, 120, one_line=True)
    why = doors.text(given.secret_why)
    if bool(law) != bool(why):
        raise Refused(
            "paper-half-ground",
            _("Een stuk mag alleen geheim zijn met het artikel van de Woo én een reden. Vul beide in."),
        )
    link, words = doors.web_address(given.link), doors.text(given.words)
    if given.public_from_on is not None and not (link or words):
        raise Refused("paper-unread", _("Dit stuk is openbaar. Geef dan het adres, of zet de tekst erbij."))
    is_public = given.public_from_on is not None
    return Document.objects.create(
        neighbourhood_id=under.neighbourhood_id,
        advice=under if isinstance(under, Advice) else None,
        override=under if isinstance(under, Override) else None,
        title=title,
        link=link if is_public else "",
        words=words if is_public else "",
        officials_from_on=given.officials_from_on,
        public_from_on=given.public_from_on,
        secret_law=law,
        secret_why=why,
        secret_on=today if law else None,
        filed_by=by.person,
        filed_side=by.side,
        organisation=doors.works_for(by),
        filed_at=at,
    )


def _refuse_days(given: Given, today: date) -> None:
    days = [day for day in (given.officials_from_on, given.public_from_on) if day is not None]
    if any(day > today for day in days):
        raise Refused("paper-days", _("Deze dag ligt na vandaag. Vul in sinds welke dag het stuk te zien is."))
    earlier = given.public_from_on is not None and given.public_from_on < today
    if earlier and not given.link.strip():
        raise Refused(
            "paper-days",
            _("Was dit stuk al eerder openbaar? Geef dan het adres waar het stond. Zo kan iedereen het nakijken."),
        )


def lay_down_all(
    papers: Sequence[Given], *, under: Advice | Override, by: Standing, at: datetime, today: date
) -> list[Document]:
    """All of them, as `lay_down`."""
    return [lay_down(given, under=under, by=by, at=at, today=today) for given in papers]


def refuse_hidden(documents: Iterable[Document], today: date) -> None:
    """Nothing rests on what residents cannot see, unless a ground says why. Raises Refused("not-public")."""
    papers = [
        rules.Paper(each.title, each.officials_from_on, each.public_from_on, bool(each.secret_law))
        for each in documents
    ]
    if hidden := rules.not_public(papers, today):
        raise Refused(
            "not-public",
            _(
                "Dit kan nog niet: %(titles)s is niet openbaar. Maak het stuk eerst openbaar. "
                "Of noem het artikel van de Woo, met de reden."
            ),
            titles=", ".join(f"“{title}”" for title in hidden),
        )


def facts_of(documents: Iterable[Document]) -> list[dict[str, str]]:
    """What the public log tells of these papers."""
    return [
        {
            "title": each.title,
            "officials_from_on": each.officials_from_on.isoformat(),
            "public_from_on": each.public_from_on.isoformat() if each.public_from_on else "",
            "secret_law": each.secret_law,
            "secret_why": each.secret_why,
        }
        for each in documents
    ]
