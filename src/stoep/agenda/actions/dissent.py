"""Dissent: somebody with a seat sees the vision otherwise. The note is printed with that version, for ever."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda.actions import doors
from stoep.agenda.models import Vision, VisionDissent
from stoep.network import actions as network
from stoep.network.actions import require
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import NotAllowed, Refused

ACT = "agenda.dissent"


@transaction.atomic
def dissent(*, vision: Vision, words: str, by: Standing, at: datetime) -> VisionDissent:
    """The note beside this version; the same words of the same seat twice give the same note.

    Whoever has a seat may, of whatever side. Refused: no words, a version that was not adopted.
    """
    subject = f"vision:{vision.number or 'draft'}"
    network.require_here(by, vision.neighbourhood_id, right="take-part", act=ACT, subject=subject)
    need_seat(by, subject)
    assert by.seat is not None  # need_seat saw to it
    neighbourhood = doors.lock(vision.neighbourhood_id)
    vision = Vision.objects.get(pk=vision.pk)
    if vision.number is None:
        raise Refused("draft", _("Deze visie is nog niet vastgesteld. Praat mee aan tafel, dan verandert de tekst."))
    words = doors.texts(words=words)["words"]
    if not words:
        raise Refused("empty", _("Schrijf hoe u het ziet. Eén zin is genoeg."))
    known = VisionDissent.objects.filter(vision=vision, seat=by.seat, words=words).first()
    if known:
        return known
    made = VisionDissent.objects.create(vision=vision, seat=by.seat, words=words, said_at=at)
    record.seal(
        neighbourhood=neighbourhood,
        act=ACT,
        subject=subject,
        by=by.actor(),
        at=at,
        facts={"told": f"Iemand aan tafel ziet versie {vision.number} van de visie anders.", "number": vision.number},
        personal={"words": words},
        rows=[made],
    )
    return made


def need_seat(by: Standing, subject: str) -> None:
    """Go on when they have a seat here; else NotAllowed."""
    require(by, right="take-part", act=ACT, subject=subject)
    if by.seat is None:
        raise NotAllowed(
            "no-seat",
            _("Een aantekening schrijft wie een zetel heeft. U kunt wel zeggen wat u vindt, via 'Zeg het'."),
            neighbourhood=by.neighbourhood,
            actor=by.actor(),
            act=ACT,
            subject=subject,
        )
