"""Somebody who reads a language says that the fixed sentences of a vote are right, or says them otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from stoep.budgeting.actions import doors
from stoep.budgeting.models import VoteWording
from stoep.budgeting.wordings import PROPOSED
from stoep.gatherings import actions as gatherings
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record import actions as record


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

    Refused as `gatherings.keep_sentences` says.
    """
    network.require_here(by, neighbourhood.pk, right="host", act="budgeting.approve_wording")
    doors.lock(neighbourhood.pk)
    made, is_new = gatherings.keep_sentences(
        rows=VoteWording, proposed=PROPOSED, neighbourhood=neighbourhood, language=language, texts=texts,
        reader=reader, by=by, at=at, posted_key=posted_key,
    )  # fmt: skip
    if not is_new:
        return made
    record.seal(
        neighbourhood=neighbourhood, act="budgeting.approve_wording", subject=f"vote_wording:{made.pk}", by=by.actor(),
        at=at, facts={"told": "De vaste zinnen van een stemming zijn goedgekeurd in een taal.", "language": language},
        personal={"reader": made.reader}, rows=[made],
    )  # fmt: skip
    return made
