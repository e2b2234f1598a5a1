"""Somebody who reads a language says that the fixed sentences of a vote are right, or says them otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import wordings
from stoep.budgeting.actions import doors
from stoep.budgeting.models import VoteWording
from stoep.gatherings.models import Language
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared.refusal import Refused
from stoep.shared.typed import clean


@transaction.atomic
def approve_wording(
    *,
    neighbourhood: Neighbourhood,
    language: str,
    texts: Mapping[str, str],
    reader: str,
    by: Standing,
    at: datetime,
    posted_key: str | None = None,
) -> VoteWording:
    """The sentences in this language, of every round whose voting has not begun. Earlier ones stay, with their reader.

    Refused: "choice", "no-reader", and "sentence", which names the first one that is empty, too long, or lacks what is
    filled in such as {amount}.
    """
    network.require_here(by, neighbourhood.pk, right="host", act="budgeting.approve_wording")
    doors.lock(neighbourhood.pk)
    mine = VoteWording.objects.filter(neighbourhood=neighbourhood)
    known = mine.filter(posted_key=posted_key).first() if posted_key else None
    if known:
        return known
    if language not in Language.values:
        raise Refused("choice", _("Kies een taal uit de lijst."))
    kept = {key: clean(texts.get(key, ""), one_line=True) for key in wordings.PLACES}
    if wrong := wordings.wrong(kept):
        raise Refused(
            "sentence",
            _("Deze zin klopt nog niet: “%(proposed)s”. Laat hem niet leeg, en laat staan wat tussen { } staat."),
            proposed=wordings.PROPOSED[language][wrong],
        )
    said = _("Schrijf op wie deze taal leest en zegt dat het klopt.")
    read = doors.asked("no-reader", said, reader=reader)["reader"]
    made = VoteWording.objects.create(
        neighbourhood=neighbourhood, language=language, texts=kept, reader=read, approved_by=by.person, approved_at=at,
        posted_key=posted_key,
    )  # fmt: skip
    record.seal(
        neighbourhood=neighbourhood, act="budgeting.approve_wording", subject=f"vote_wording:{made.pk}", by=by.actor(),
        at=at, facts={"told": "De vaste zinnen van een stemming zijn goedgekeurd in een taal.", "language": language},
        personal={"reader": read}, rows=[made],
    )  # fmt: skip
    return made
