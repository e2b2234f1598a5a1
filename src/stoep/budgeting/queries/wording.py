"""The fixed sentences of a vote: which words a round goes by in each language, and who read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from django.db.models import QuerySet

from stoep.budgeting.models import Box, Round, VoteWording
from stoep.budgeting.wordings import PROPOSED
from stoep.gatherings.models import Language
from stoep.places.models import Neighbourhood
from stoep.shared.asked import ask

FOR = timedelta(seconds=30)
MOST = 200


@dataclass(frozen=True, slots=True)
class Spoken:
    """The sentences in one language; `is_read`: somebody of the wijk read and approved them. Else we propose them."""

    language: str
    texts: Mapping[str, str]
    is_read: bool


def vote_wordings(here: Neighbourhood, before: datetime | None = None) -> dict[str, VoteWording]:
    """The newest approved sentences by language, of those approved before this moment; one question."""
    if before is None:
        return {row.language: row for row in VoteWording.objects.filter(neighbourhood=here).order_by("pk")}
    return {row.language: row for row in ask(_wordings, None, here=here.pk, before=before)}


def _wordings(_shape: None, *, here: int, before: datetime) -> QuerySet[VoteWording]:
    return VoteWording.objects.filter(neighbourhood=here, approved_at__lt=before).order_by("pk")


def spoken_in(round: Round) -> dict[str, Spoken]:
    """Each language with the sentences that this round goes by: those approved before its voting began."""
    known = vote_wordings(round.neighbourhood, round.voting_from)
    said = {code: known[code].texts if code in known else {} for code in Language.values}
    # A sentence that came later than somebody read the others was read by nobody, and then neither was the whole.
    return {
        code: Spoken(code, {**PROPOSED[code], **texts}, PROPOSED[code].keys() <= texts.keys())
        for code, texts in said.items()
    }


def read_languages(round: Round) -> list[str]:
    """The languages in which this round is printed: Dutch, and each of which somebody approved the sentences."""
    return [code for code, spoken in spoken_in(round).items() if spoken.is_read or code == Language.NL]


_known: dict[tuple[str, datetime], tuple[datetime, dict[str, Spoken]]] = {}
_lock = Lock()


def spoken_while_voting(round: Round, box: Box | None, at: datetime) -> dict[str, Spoken]:
    """The same, remembered for half a minute once voting has begun: from then on nothing of it changes."""
    if box is None or at < round.voting_from:
        return spoken_in(round)
    key = (box.name, round.voting_from)
    read_at, found = _known.get(key, (None, {}))
    if read_at and timedelta(0) <= at - read_at < FOR:
        return found
    made = spoken_in(round)
    with _lock:
        if len(_known) >= MOST:
            _known.clear()
        _known[key] = at, made
    return made
