"""Paper: a whole pack in one PDF, and the slips of a pile."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from stoep.gatherings import papers as gatherings
from stoep.network import queries as network
from stoep.packs import queries, rules
from stoep.packs.models import Batch, Pack
from stoep.reach import rules as reach
from stoep.reach import words
from stoep.shared import printing, receipts

if TYPE_CHECKING:
    from stoep.packs.actions import Slip


def pack(found: Pack) -> bytes:
    """What is in the pack and where it goes, its cards with their numbers, and the sticker sheet; A4 or A3."""
    here = found.neighbourhood
    door = network.door(here, timezone.localdate(found.made_at))
    say = f"{settings.STOEP_URL}{reverse('voices:post', args=[here.slug])}"
    give = f"{settings.STOEP_URL}{reverse('strengths:note', args=[here.slug])}"
    data: dict[str, Any] = {
        "size": found.size,
        "place": here.name,
        "number": found.spoken,
        "made": date_format(timezone.localtime(found.made_at), "j F Y"),
        "voices": list(range(1, found.voices + 1)),
        "strengths": list(range(1, found.strengths + 1)),
        "items": [{"title": item.title, "wish": item.wish} for item in queries.sheet(found)],
        "invitation": (found.sending and gatherings.cards(found.sending, found.block, found.answers)) or None,
        "letters": list(rules.REPLIES),
        "selves": found.selves,
        "asked": _asked(found),
        "weeks": settings.STOEP_ANSWER_WEEKS,
        "door": f"{door.place}, {door.address}. {door.hours}" if door.place else "",
        "say": printing.qr_svg(say),
        "give": printing.qr_svg(give),
    }
    return printing.pdf("packs/templates/packs/pack.typ", data)


def _asked(found: Pack) -> list[dict[str, Any]]:
    """The questions of a card without a number, each with its answers in the order in which they are numbered."""
    parts = found.round.parts if found.round else []
    return [
        {
            "question": str(words.QUESTIONS[question]),
            "answers": [words.answer(question, code, parts) for code in reach.answers(question, parts)],
        }
        for question in reach.questions(parts)
    ]


def slips(batch: Batch, made: Sequence[Slip]) -> bytes:
    """Four slips on an A4 to cut, each with the place of its card, so that it comes to whoever filled that in."""
    own = reverse("voices:follow" if batch.kind == rules.VOICES else "strengths:own")
    address = f"{settings.STOEP_URL}{own}"
    data = {
        "place": batch.pack.neighbourhood.name,
        "pack": batch.pack.spoken,
        "address": address,
        "slips": [
            {
                "card": slip.place,
                "number": receipts.spoken(slip.number),
                "secret": receipts.spoken_secret(slip.secret),
                "qr": printing.qr_svg(f"{address}#{slip.number}.{receipts.tidy(slip.secret)}"),
            }
            for slip in made
        ],
    }
    return printing.pdf("packs/templates/packs/slips.typ", data)
