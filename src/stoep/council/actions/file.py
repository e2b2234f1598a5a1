"""File: lay a paper under an advice before it is answered, and make public what was not."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.council import rules
from stoep.council.actions import doors, papers
from stoep.council.actions.papers import Given
from stoep.council.actions.reply import locked, subject_of
from stoep.council.models import Advice, Document, Reply
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import Refused


@transaction.atomic
def file(*, advice: Advice, given: Given, by: Standing, at: datetime, today: date) -> Document:
    """A paper on which the answer will rest, for whoever takes part in the network. The same one twice is kept once.

    It may be not public yet; then no answer can rest on it (papers.refuse_hidden). Raises NotAllowed, Refused.
    """
    network.require_here(by, advice.neighbourhood_id, right="take-part", act="council.file", subject=subject_of(advice))
    advice = locked(advice)
    if Reply.objects.filter(advice=advice).exists():
        raise Refused("answered", _("Er is al antwoord gegeven. Dit stuk kan er niet meer onder."))
    title = doors.text(given.title, 200, one_line=True)
    if known := Document.objects.filter(advice=advice, title=title, filed_by=by.person).first():
        return known
    made = papers.lay_down(given, under=advice, by=by, at=at, today=today)
    record.seal(
        neighbourhood=advice.neighbourhood,
        act="council.file",
        subject=subject_of(advice),
        by=by.actor(),
        at=at,
        facts={"told": "Er kwam een stuk bij een vraag van bewoners.", **papers.facts_of([made])[0]},
        rows=[made],
    )
    return made


@transaction.atomic
def publish(*, document: Document, link: str, words: str, by: Standing, at: datetime, today: date) -> Document:
    """From today everybody can see it. A second time changes nothing. Only for whose organisation filed it.

    Raises NotAllowed, Refused("paper-unread").
    """
    refuse_not_owner(document, by)
    doors.lock(document.neighbourhood_id)
    document = Document.objects.select_related("neighbourhood").get(pk=document.pk)
    if document.public_from_on is not None:
        return document
    document.link, document.words = doors.web_address(link), doors.text(words)
    if not (document.link or document.words):
        raise Refused("paper-unread", _("Geef het adres van het stuk, of zet de tekst erbij."))
    document.public_from_on = today
    document.save(update_fields=["link", "words", "public_from_on"])
    record.seal(
        neighbourhood=document.neighbourhood,
        act="council.publish",
        subject=f"document:{document.pk}",
        by=by.actor(),
        at=at,
        facts={"told": "Een stuk is nu openbaar.", **papers.facts_of([document])[0]},
        rows=[document],
    )
    return document


def refuse_not_owner(document: Document, by: Standing) -> None:
    """Only the organisation that filed it; what residents filed, whoever leads. Raises NotAllowed."""
    subject = f"document:{document.pk}"
    network.require_here(by, document.neighbourhood_id, right="take-part", act="council.publish", subject=subject)
    ours = rules.speaks_for(by, document.organisation_id) if document.organisation_id else by.leads
    if not ours:
        sentence = _("Dit stuk is van een andere organisatie. Alleen zij maakt het openbaar.")
        raise doors.refusal("not-yours", sentence, by=by, act="council.publish", subject=subject)
