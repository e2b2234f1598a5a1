"""Cards become numbers, at once, and nothing of a card is kept.

This is the one act of the house that is not sealed, and that keeps no moment: an entry or a row per card would say
when somebody of which age and street was here, and beside the contributions of that hour it would say who. The log
seals an edition instead. What stands in the database in between is one box of a round (reach/boxes.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.reach import boxes, rules
from stoep.reach.actions import doors
from stoep.reach.models import Round
from stoep.shared.refusal import Refused


@transaction.atomic
def count(
    *, round: Round, cards: Sequence[rules.Card], today: date, by: Standing | None = None, posted_key: str = ""
) -> int:
    """Add cards to the numbers of a round; how many were added. The same `posted_key` of today or yesterday adds none.

    Anybody counts a card of their own; a whole stack (at most ten) is for a host, who is named nowhere.
    Refused: the round has ended, or an answer that is not on the card of this round.
    """
    if by is not None or len(cards) > 1:
        host = by or Standing(neighbourhood=round.neighbourhood)
        network.require_here(
            host, round.neighbourhood_id, right="host", act="reach.type", subject=doors.subject_of(round)
        )
    if len(cards) > rules.MOST_CARDS:
        raise Refused("too-many", _("Dit zijn te veel kaarten ineens. Neem er hoogstens tien."))
    box = doors.open_box(round)
    held = boxes.opened(box)
    if not held.is_new(posted_key, today):
        return 0
    try:
        added = rules.count(held.counts, cards, round.parts)
    except ValueError as unknown:
        raise Refused(
            "no-answer", _("Dit antwoord staat niet op de kaart. Kies een ander, of sla de vraag over.")
        ) from unknown
    held.total += added
    box.kept = boxes.closed(held)
    box.save(update_fields=["kept"])
    return added
