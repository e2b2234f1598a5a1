"""What a giver does with their own words: correct them, or wipe them for good."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from stoep.shared.refusal import Refused
from stoep.strengths import kept, queries, rules
from stoep.strengths.actions import door, meet
from stoep.strengths.actions.note import check_place
from stoep.strengths.models import Consent, Strength


@transaction.atomic
def correct(
    *, strength: Strength, secret: str, words: str, at: datetime, where: str | None = None, spot: str | None = None
) -> None:
    """Say it otherwise. The old words are gone, also from the log; the new ones wait for a host's eye.

    Without `where` and `spot` the place stays as it was.
    Refused: "empty", "too-long", "where", "spot", "erased"; NotAllowed without the giver's secret.
    """
    held = door.of_giver(strength, secret, "strengths.correct")
    given = kept.of(held)
    given = given.but(
        words=door.text(words, most=rules.MOST_WORDS),
        where=given.where if where is None else door.line(where, most=rules.MOST_WHERE),
        spot=given.spot if spot is None else spot,
    )
    check_place(held.neighbourhood, given)
    if held.words:
        door.forget_words(held, at)
    door.lay_open(held, given, queries.uses(held))
    door.wait_for_host(held)
    held.save()
    told = f"De gever van kracht {held.spoken} veranderde de woorden."
    door.seal("strengths.correct", held, told, at=at, personal=door.opened(held))


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
    held.words = held.kind = held.part = held.where = held.spot = ""
    held.kept = b""
    meet.forget(held)
    door.wait_for_host(held)
    held.erased_at = at
    held.save()
    door.forget_words(held, at)
    door.seal("strengths.erase_words", held, f"De gever wiste kracht {held.spoken}.", at=at, rows=ended)
