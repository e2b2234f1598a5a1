"""Join two voices that say the same, and split them again. Each keeps its words, number, author and line."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import Refused
from stoep.voices import queries
from stoep.voices.actions import texts
from stoep.voices.actions.follow import tell_followers
from stoep.voices.actions.lock import locked, of_here, subject
from stoep.voices.actions.settle import settle
from stoep.voices.models import Joining, Voice


@transaction.atomic
def join(*, voice: Voice, into: Voice, why: str, by: Standing, at: datetime) -> Joining:
    """Let `voice` go on together with `into`, which says the same. What becomes of `into` counts for both.

    For hosts and seat holders of the leading sides. Refused: "same", "elsewhere", "joined", "circle", "erased".
    """
    first, second = sorted([voice, into], key=lambda each: each.pk)  # one order, so that two hosts never wait in a ring
    rows = {row.pk: row for row in (locked(first), locked(second))}
    held, lead = rows[voice.pk], rows[into.pk]
    of_here(held, by, "voices.join")
    network.require(by, right="host", act="voices.join", subject=subject(held))
    _check(held, lead)
    reason = texts.checked_why(why)
    try:
        with transaction.atomic():
            joining = Joining.objects.create(voice=held, into=lead, why=reason, joined_by=by.person, joined_at=at)
    except IntegrityError:
        raise Refused("joined", _("Deze inbreng is al samengevoegd. Haal die eerst uit elkaar.")) from None
    settle(held)
    _tell(held, lead, reason, at)
    told = f"Inbreng {held.spoken} gaat samen verder met {lead.spoken}."
    _seal("voices.join", joining, held, by, at, told, reason)
    return joining


@transaction.atomic
def split(*, joining: Joining, why: str, by: Standing, at: datetime) -> None:
    """Let a joined voice go its own way again; the joining stays in sight, with both reasons."""
    held = locked(joining.voice)
    of_here(held, by, "voices.split")
    network.require(by, right="host", act="voices.split", subject=subject(held))
    row = Joining.objects.select_for_update(of=("self",)).select_related("into").get(pk=joining.pk)
    if row.split_at:
        raise Refused("split", _("Deze inbreng gaat al alleen verder."))
    row.split_at, row.split_by, row.split_why = at, by.person, texts.checked_why(why)
    row.save(update_fields=["split_at", "split_by", "split_why"])
    settle(held)
    tell_followers(
        voice=held,
        subject=partial(texts.news_subject, held),
        body=partial(texts.news_of_splitting, held, row.split_why),
        at=at,
    )
    told = f"Inbreng {held.spoken} gaat weer alleen verder, los van {row.into.spoken}."
    _seal("voices.split", row, held, by, at, told, row.split_why)


def _check(voice: Voice, into: Voice) -> None:
    if voice.pk == into.pk:
        raise Refused("same", _("Dit is twee keer dezelfde inbreng. Kies een andere."))
    if voice.neighbourhood_id != into.neighbourhood_id:
        raise Refused("elsewhere", _("Deze twee horen bij verschillende wijken. Ze kunnen niet samen verder."))
    if voice.erased_at or into.erased_at:
        raise Refused("erased", _("De woorden van een van deze twee zijn gewist. Samenvoegen kan niet meer."))
    if queries.lead_of(into).pk == voice.pk:
        raise Refused("circle", _("Deze twee gaan al samen verder."))


def _tell(voice: Voice, into: Voice, why: str, at: datetime) -> None:
    tell_followers(
        voice=voice,
        subject=partial(texts.news_subject, voice),
        body=partial(texts.news_of_joining, voice, into, why),
        at=at,
    )


def _seal(act: str, joining: Joining, voice: Voice, by: Standing, at: datetime, told: str, why: str) -> None:
    into = joining.into.number if act == "voices.join" else ""
    record.seal(
        neighbourhood=voice.neighbourhood,
        act=act,
        subject=subject(voice),
        by=by.actor(),
        at=at,
        facts={"number": voice.number, "together_with": into, "told": told},
        personal={"why": why},
        rows=[joining],
    )
