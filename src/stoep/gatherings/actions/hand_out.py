"""Answer cards that somebody takes along in a pack: they have codes, and lie on no doormat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.gatherings.actions import doors
from stoep.gatherings.actions.printing import in_approved_words
from stoep.gatherings.actions.send import MOST, new_sending, same_street
from stoep.gatherings.models import Activity, Channel, PrintJob, Sending
from stoep.gatherings.rules import codes, streets
from stoep.network.standing import Standing
from stoep.shared.refusal import Refused

MOST_BLOCKS = codes.MOST // codes.BLOCK


@dataclass(frozen=True, slots=True)
class Handed:
    """The sending to which these cards count, and which of its codes are theirs (papers.cards)."""

    sending: Sending
    block: int


@transaction.atomic
def hand_out(*, activity: Activity, language: str, street: str, many: int, by: Standing, at: datetime) -> Handed:
    """So many cards with codes, for one street that is invited or ("") for none. More for the same is added up.

    Refused: "draft", "over", "many", "language", "too-long", "streets", "printed" (a print job has this street).
    """
    activity = doors.running(activity, by, act="gatherings.hand_out")
    if not 0 < many <= codes.BLOCK:
        raise Refused("many", _("Dit aantal kan niet. Kies een getal van 1 tot %(most)s."), most=codes.BLOCK)
    in_approved_words(activity, PrintJob.Kind.CARD_A5, {language})
    road = same_street(activity, doors.texts(street=street)["street"])
    if road and streets.fold(road) not in {streets.fold(one.name) for one in activity.whom.filter(kind="street")}:
        sentence = _("Deze straat staat niet bij wie u uitnodigt: %(street)s. Zet haar er eerst bij.")
        raise Refused("streets", sentence, street=road)
    here = {"activity": activity, "channel": Channel.CARD, "language": language, "street": road}
    sending = Sending.objects.filter(void_at__isnull=True, **here).first()
    if sending and not sending.blocks:
        raise Refused("printed", _("Voor deze straat zijn al kaarten gedrukt of geteld. Kies een andere."))
    if sending is None:
        sending = new_sending(sent=many, has_codes=True, blocks=1, made_at=at, **here)
    elif sending.blocks == MOST_BLOCKS or sending.sent + many > MOST:
        raise Refused("many", _("Voor deze straat zijn er al heel veel kaarten. Er kunnen er geen meer bij."))
    else:
        sending.sent, sending.blocks = sending.sent + many, sending.blocks + 1
        sending.save(update_fields=["sent", "blocks"])
    told = "Kaarten met een uitnodiging gaan mee in een pakket papier."
    doors.seal("gatherings.hand_out", told, activity, by.actor(), at, rows=[sending])
    return Handed(sending, sending.blocks)
