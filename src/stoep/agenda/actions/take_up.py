"""Take up: bring voices together in an item. Each author hears it, and is asked: klopt dat zo?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from stoep.agenda.actions import doors, telling
from stoep.agenda.models import Item, Origin
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared import receipts
from stoep.shared.refusal import Refused
from stoep.voices import actions as voices_room
from stoep.voices import queries as voices_asked
from stoep.voices.models import Answer, Voice


@transaction.atomic
def take_up(*, item: Item, voices: Sequence[Voice], why: str, by: Standing, at: datetime) -> list[Origin]:
    """The new origins, one a voice. A voice that is in the item already stays as it was.

    Each voice gets its answer TAKEN_UP; whoever follows it hears by the way they chose.
    Refused: no voice, no reason, a voice that was withdrawn or that they may not read, the item is closed.
    """
    network.require_here(by, item.neighbourhood_id, right="lead", act="agenda.take_up", subject=f"item:{item.code}")
    doors.lock(item.neighbourhood_id)
    item = doors.running(item.pk)
    why = doors.asked(why)
    fresh = _fresh(item, voices, by)
    return [_bring(item, voice, why=why, by=by, at=at) for voice in fresh]


def _fresh(item: Item, voices: Sequence[Voice], by: Standing) -> list[Voice]:
    if not voices:
        raise Refused("no-voice", _("Kies minstens één inbreng."))
    here = set(Origin.objects.filter(item=item, released_at__isnull=True).values_list("voice_id", flat=True))
    wanted = {voice.pk for voice in voices} - here
    # Held in one order before anything is sealed, so that two acts never wait for each other.
    held = Voice.objects.select_for_update(of=["self"]).select_related("neighbourhood").filter(pk__in=wanted)
    fresh = list(held.order_by("pk"))
    for voice in fresh:
        # Nobody brings in what they may not read, nor what belongs to another neighbourhood.
        if not voices_asked.may_read(voice, by):
            raise Refused(
                "unreadable",
                _("U kunt inbreng %(number)s hier niet opnemen. Kies inbreng uit de lijst van deze wijk."),
                number=receipts.spoken(voice.number),
            )
        if voice.withdrawn_at is not None:
            raise Refused(
                "withdrawn",
                _("De schrijver trok inbreng %(number)s terug. Kies een andere."),
                number=receipts.spoken(voice.number),
            )
    return fresh


def _bring(item: Item, voice: Voice, *, why: str, by: Standing, at: datetime) -> Origin:
    answer = voices_room.answer(voice=voice, kind=Answer.Kind.TAKEN_UP, words=_answer(item, voice), by=by, at=at)
    origin = Origin.objects.create(item=item, voice=voice, why=why, brought_by=by.person, brought_at=at, answer=answer)
    count(item, 1, at=at)
    record.seal(
        neighbourhood=item.neighbourhood,
        act="agenda.take_up",
        subject=f"item:{item.code}",
        by=by.actor(),
        at=at,
        facts={
            "told": f"Inbreng {receipts.spoken(voice.number)} zit nu in een punt van de agenda.",
            "voice": voice.number,
            "item": item.code,
            "voices": item.origin_count,
        },
        personal={"why": why},
        rows=[origin, item],
    )
    return origin


def _answer(item: Item, voice: Voice) -> str:
    """The answer that the author gets; answers are kept in the language of the neighbourhood."""
    with translation.override(settings.LANGUAGE_CODE):
        words = gettext(
            "Uw inbreng zit nu in agendapunt '%(title)s'. Klopt dat zo? "
            "Zeg ja of nee, of zeg wat er anders moet: %(address)s"
        )
    return words % {"title": item.title, "address": telling.claim_address(item, voice.number)}


def count(item: Item, added: int, *, at: datetime) -> None:
    """Count the voices of an item in the act itself, and touch it."""
    today = timezone.localtime(at).date()
    Item.objects.filter(pk=item.pk).update(origin_count=F("origin_count") + added, last_touched_on=today)
    item.refresh_from_db(fields=["origin_count", "last_touched_on"])
