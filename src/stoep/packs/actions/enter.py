"""Enter: what a card becomes once its pile is closed, through the act of the room for which it is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from stoep.network.standing import Standing
from stoep.packs import rules
from stoep.packs.kept import Typed
from stoep.packs.models import Batch
from stoep.shared.refusal import Refused
from stoep.strengths import actions as strengths
from stoep.voices import actions as voices


def enter(batch: Batch, typed: Typed, key: str, *, by: Standing, at: datetime, today: date) -> tuple[str, str]:
    """(number, secret) of what it became. Refused: what the act of that room says; "letter" for one on no card."""
    if batch.kind == rules.VOICES:
        made = voices.post(
            **_voice(batch, typed), taken_down_by=by.person, by=by.actor(), at=at, today=today, posted_key=key
        )
        return made.number, made.secret
    noted = strengths.note(**_strength(batch, typed), host=by, at=at, posted_key=key)
    return noted.number, noted.secret


def _voice(batch: Batch, typed: Typed) -> dict[str, Any]:
    way = _one(typed, "tell", rules.TELL_BY)
    return {
        "neighbourhood": batch.pack.neighbourhood,
        "kind": _one(typed, "kind", rules.SAID),
        "words": typed["words"],
        "already": typed.get("already", ""),
        "channel": "card",
        "audience": _one(typed, "audience", rules.READ_BY),
        "contact": None if way == "none" else (way, typed.get("address", "")),
    }


def _strength(batch: Batch, typed: Typed) -> dict[str, Any]:
    kind, part = _one(typed, "kind", rules.WHAT)
    uses = rules.letters(typed.get("uses", ""), rules.USES)
    if uses is None:
        raise Refused("uses", _("Deze letter staat niet op de kaart. Typ l, p of m, of niets."))
    return {
        "neighbourhood": batch.pack.neighbourhood,
        "kind": kind,
        "part": part,
        "words": typed["words"],
        "uses": [rules.USES[one] for one in uses],
        "where": typed.get("where", ""),
        "reach": typed.get("reach", ""),
        "channel": "card",
    }


def _one(typed: Typed, name: str, known: dict[str, Any]) -> Any:
    found = rules.letter(str(typed.get(name, "")), known)
    if found is None:
        raise Refused(name, _("Deze letter staat niet op de kaart. Typ een van: %(known)s."), known=", ".join(known))
    return known[found]
