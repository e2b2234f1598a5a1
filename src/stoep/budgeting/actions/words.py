"""The words of a plan on the ballot, in five languages: each approved by somebody who reads the language."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.budgeting.actions import doors
from stoep.budgeting.models import BallotWords, Idea
from stoep.gatherings.models import Language
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.shared.refusal import Refused


@transaction.atomic
def approve_words(
    *,
    idea: Idea,
    language: str,
    title: str,
    words: str,
    reader: str,
    by: Standing,
    at: datetime,
    posted_key: str | None = None,
) -> BallotWords:
    """What the ballot says of this plan in one language, until voting begins; the newest counts.

    Refused: "choice", "incomplete", "no-reader", "voting", "not-live".
    """
    network.require_here(by, idea.round.neighbourhood_id, right="host", act="budgeting.approve_words")
    found = doors.idea_now(idea)
    known = BallotWords.objects.filter(posted_key=posted_key, idea=found).first() if posted_key else None
    if known:
        return known
    doors.not_begun(found.round, at)
    if not found.is_live:
        raise Refused("not-live", _("Dit idee is teruggehaald, of gaat verder in een ander idee."))
    if language not in Language.values:
        raise Refused("choice", _("Kies een taal uit de lijst."))
    said = doors.asked(
        "incomplete", _("Schrijf de naam en de woorden voor het stembiljet."), idea=title, ballot_words=words
    )
    read = doors.asked("no-reader", _("Schrijf op wie deze taal leest en zegt dat het klopt."), reader=reader)
    made = BallotWords.objects.create(
        idea=found, language=language, title=said["idea"], words=said["ballot_words"], approved_by=by.person,
        approved_at=at, posted_key=posted_key, **read,
    )  # fmt: skip
    doors.seal(
        "budgeting.approve_words", "De woorden van een plan op het stembiljet zijn goedgekeurd in een taal.",
        found.round, by.actor(), at, rows=[made], subject=doors.subject_of_idea(found),
        personal={"title": made.title, "words": made.words, "reader": made.reader}, number=found.voice.number,
        language=language,
    )  # fmt: skip
    return made
