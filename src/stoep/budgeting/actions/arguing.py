"""Say something for an idea, against it, or ask about it: one contribution each, which a host looks at first."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.budgeting.actions import doors
from stoep.budgeting.models import Argument, Idea
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.shared.actor import VISITOR
from stoep.shared.refusal import Refused
from stoep.voices import actions as voices
from stoep.voices.models import Voice

_KINDS = {
    Argument.Stance.FOR: Voice.Kind.STORY,
    Argument.Stance.AGAINST: Voice.Kind.CONCERN,
    Argument.Stance.QUESTION: Voice.Kind.QUESTION,
}


@transaction.atomic
def argue(
    *, idea: Idea, stance: str, words: str, at: datetime, today: date, by: Standing | None = None, **said: Any
) -> voices.Receipt:
    """One argument in somebody's own words, with a number and a secret as any contribution. There is no answering
    back: who has another one gives it. `by` is a host who types over what somebody wrote or said.

    Refused: "choice", "voting" (or "stopped"), "not-live", "not-checked", and as voices.post.
    """
    if by is not None:
        network.require_here(by, idea.round.neighbourhood_id, right="host", act="budgeting.argue")
    found = doors.idea_now(idea)
    doors.not_begun(found.round, at)
    if not found.is_live:
        raise Refused("not-live", _("Dit idee is teruggehaald, of gaat verder in een ander idee."))
    if not found.voice.is_shown:
        raise Refused("not-checked", _("Dit idee staat nog niet openbaar. Laat eerst een gastheer de tekst nakijken."))
    if stance not in Argument.Stance.values:
        raise Refused("choice", _("Kies of u voor bent, tegen bent, of iets vraagt."))
    who: dict[str, Any] = {"by": by.actor() if by else VISITOR}
    if by is not None:
        who |= {"taken_down_by": by.person, "checked_by": by.person}
    receipt = voices.post(
        neighbourhood=found.round.neighbourhood, kind=_KINDS[Argument.Stance(stance)], words=words, at=at, today=today,
        audience=Voice.Audience.EVERYONE, **who, **{"channel": Voice.Channel.SCREEN} | said,
    )  # fmt: skip
    made, is_new = Argument.objects.get_or_create(
        voice=receipt.voice, defaults={"idea": found, "stance": stance, "written_at": at}
    )
    if is_new:
        doors.seal(
            "budgeting.argue", "Iemand zei iets over een idee voor het geld.", found.round, who["by"], at, rows=[made],
            subject=doors.subject_of_idea(found), number=found.voice.number, voice=receipt.number, stance=stance,
        )  # fmt: skip
    return receipt
