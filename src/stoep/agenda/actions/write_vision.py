"""Write vision: residents write a version of the vision, until both keys adopt it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda import queries, rules
from stoep.agenda.actions import doors
from stoep.agenda.models import Item, Vision
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared.refusal import Refused
from stoep.shared.typed import within


@transaction.atomic
def write_vision(
    *, neighbourhood: Neighbourhood, opening: str, texts: Mapping[str, str], by: Standing, at: datetime, base: str = ""
) -> Vision:
    """The version in the making with these texts; there is one at a time. Nothing changed: nothing is written.

    `texts` holds what is wanted by the code of each domain; a domain may still be empty. `base` is the hash of the
    draft that the writer started from ("" when there was none): when it is another one by now, Refused.
    """
    network.require_here(by, neighbourhood.pk, right="lead", act="agenda.write_vision", subject="vision:draft")
    neighbourhood = doors.lock(neighbourhood.pk)
    typed = _typed(opening, texts)
    draft = Vision.objects.filter(neighbourhood=neighbourhood, adopted_at__isnull=True).first()
    if draft is not None:
        now = queries.vision_content(draft)
        if now == typed:
            return draft
        if base != queries.vision_hash(draft):
            raise Refused(
                "changed-meanwhile",
                _("Iemand anders schreef ook aan de visie. Lees de nieuwe tekst, en zet die van u er daarna in."),
            )
    draft = draft or Vision(neighbourhood=neighbourhood, begun_at=at)
    draft.opening = typed[rules.OPENING]
    draft.texts = {code: typed[code] for code in Item.Domain.values}
    draft.written_by, draft.written_at = by.person, at
    draft.save()
    record.seal(
        neighbourhood=neighbourhood,
        act="agenda.write_vision",
        subject="vision:draft",
        by=by.actor(),
        at=at,
        facts={"told": "Bewoners schreven aan de visie op de wijk.", "content": queries.vision_hash(draft)},
        personal=personal(draft),
        rows=[draft],
    )
    return draft


def personal(vision: Vision) -> dict[str, str]:
    """The texts of a version, as the log commits to them: a name in them can be erased."""
    return {name: text for name, text in queries.vision_content(vision).items() if text}


def _typed(opening: str, texts: Mapping[str, Any]) -> dict[str, str]:
    clean = {rules.OPENING: rules.clean(opening)}
    clean |= {code: rules.clean(str(texts.get(code, ""))) for code in Item.Domain.values}
    if not clean[rules.OPENING]:
        raise Refused("empty", _("Schrijf eerst in een paar zinnen hoe de wijk er over twintig jaar uitziet."))
    limits = {rules.OPENING: rules.OPENING_LIMIT}
    return {name: within(text, limits.get(name, rules.DOMAIN_LIMIT)) for name, text in clean.items()}
