"""Say of origin: the author of a voice says whether the item says what they meant. A "no" is never hidden."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda.actions import doors, doubts
from stoep.agenda.models import Origin
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared import receipts
from stoep.shared.actor import VISITOR
from stoep.shared.refusal import NotAllowed, Refused
from stoep.voices import queries as voices
from stoep.voices.rules import Proof


@transaction.atomic
def say_of_origin(
    *,
    origin: Origin,
    agrees: bool,
    words: str = "",
    secret: str | Proof = "",
    at: datetime,
    by: Standing | None = None,
) -> Origin:
    """Keep the author's yes or no, with their words. They may say it again: the last one counts, the log keeps all.

    `secret` is the secret of the receipt, or the proof that this browser showed it. Without one `by` must be a host,
    who types what the author said at the counter or on the telephone. Words of a stranger are shown after a host has
    read them; the yes or no itself is shown at once.
    """
    doors.lock(origin.item.neighbourhood_id)
    origin = (
        Origin.objects.select_for_update(of=["self"]).select_related("voice", "item__neighbourhood").get(pk=origin.pk)
    )
    if origin.released_at is not None or origin.voice.withdrawn_at is not None:
        raise Refused("released", _("Deze inbreng hoort niet meer bij dit punt. Er is niets te beantwoorden."))
    through = _through(origin, secret, by)
    before = doubts.said_on(origin)
    origin.author_agrees = agrees
    origin.author_words = doors.texts(words=words)["words"]
    origin.author_said_at = at
    origin.said_through = through.person if through else None
    origin.words_read_at = at if through and origin.author_words else None
    origin.save(update_fields=["author_agrees", "author_words", "author_said_at", "said_through", "words_read_at"])
    doubts.move(origin, before=before)
    said = "klopt" if agrees else "klopt niet"
    record.seal(
        neighbourhood=origin.item.neighbourhood,
        act="agenda.say_of_origin",
        subject=f"voice:{origin.voice.number}",
        by=through.actor() if through else VISITOR,
        at=at,
        facts={
            "told": f"De schrijver van inbreng {receipts.spoken(origin.voice.number)} zegt van het agendapunt: {said}.",
            "item": origin.item.code,
            "agrees": agrees,
        },
        # Not "words": under this subject that name is for what was said first, and verification compares it.
        personal={"author_words": origin.author_words},
        rows=[origin],
    )
    return origin


def _through(origin: Origin, secret: str | Proof, by: Standing | None) -> Standing | None:
    """The host through whom the author speaks; None when the author proved to be the author."""
    if secret and voices.proves(origin.voice, secret):
        return None
    if by is not None and by.hosts:
        network.require_here(
            by,
            origin.item.neighbourhood_id,
            right="host",
            act="agenda.say_of_origin",
            subject=f"item:{origin.item.code}",
        )
        return by
    raise NotAllowed(
        "wrong-secret",
        _("Deze geheime code hoort niet bij inbreng %(number)s. Kijk op uw bewijs, of vraag de gastheer of gastvrouw."),
        number=receipts.spoken(origin.voice.number),
    )
