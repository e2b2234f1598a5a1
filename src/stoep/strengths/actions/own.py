"""What a giver does with their own words: correct them, or wipe them for good."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from stoep.shared.refusal import Refused
from stoep.strengths import rules
from stoep.strengths.actions import door
from stoep.strengths.actions.note import locked_up
from stoep.strengths.models import Consent, Strength


@transaction.atomic
def correct(*, strength: Strength, secret: str, words: str, at: datetime) -> None:
    """Say it otherwise. The old words are gone, also from the log; the new ones wait for a host's eye.

    Refused: "empty", "too-long", "erased"; NotAllowed without the giver's secret.
    """
    held = door.of_giver(strength, secret, "strengths.correct")
    said = door.text(words, most=rules.MOST_WORDS)
    held.kept = locked_up(said)
    personal = {}
    if held.words:
        door.forget_words(held, at)
        held.words = said
        personal = {"words": said}
    door.wait_for_host(held)
    held.save()
    told = f"De gever van kracht {held.spoken} veranderde de woorden."
    door.seal("strengths.correct", held, told, at=at, personal=personal)


@transaction.atomic
def erase_words(*, strength: Strength, secret: str, at: datetime) -> None:
    """Wipe the words for good, from the row, its lock and the log's openings; every yes ends. Twice is once.

    The number stays, so that proofs of the log keep holding.
    """
    try:
        held = door.of_giver(strength, secret, "strengths.erase_words")
    except Refused as refused:
        if refused.code == "erased":
            return
        raise
    ended = list(Consent.objects.select_for_update().filter(strength=held, until_at__isnull=True))
    for each in ended:
        each.until_at = at
        each.save(update_fields=["until_at"])
    held.words, held.kept, held.part = "", b"", ""
    door.wait_for_host(held)
    held.erased_at = at
    held.save()
    door.forget_words(held, at)
    door.seal("strengths.erase_words", held, f"De gever wiste kracht {held.spoken}.", at=at, rows=ended)
