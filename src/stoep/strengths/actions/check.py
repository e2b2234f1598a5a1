"""Check: a host looks at words that their giver agreed to show, and shows them or holds them back with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.shared.refusal import Refused
from stoep.strengths import rules
from stoep.strengths.actions import door
from stoep.strengths.models import Strength


@transaction.atomic
def show(*, strength: Strength, by: Standing, at: datetime) -> None:
    """Let everybody see it, in the uses that its giver agreed to. Also undoes a holding back. Refused: "private"."""
    held = _held(strength, by, "strengths.show")
    held.checked_at, held.checked_by, held.held_back_why = at, by.person, ""
    held.save()
    told = f"Kracht {held.spoken} is nagekeken en staat open."
    door.seal("strengths.show", held, told, at=at, by=by.actor())


@transaction.atomic
def hold_back(*, strength: Strength, why: str, by: Standing, at: datetime) -> None:
    """Do not show it, with the reason, which its giver reads. Refused: "private", "empty", "too-long"."""
    held = _held(strength, by, "strengths.hold_back")
    reason = door.text(why, most=rules.MOST_WHY, empty=_("Schrijf op waarom. De gever leest dit."))
    held.checked_at, held.checked_by, held.held_back_why = at, by.person, reason
    held.save()
    told = f"De woorden van kracht {held.spoken} staan niet openbaar."
    door.seal("strengths.hold_back", held, told, at=at, by=by.actor(), personal={"why": reason})


def _held(strength: Strength, by: Standing, act: str) -> Strength:
    held = door.locked(strength)
    network.require_here(by, held.neighbourhood_id, right="host", act=act, subject=door.subject(held))
    if not held.words:
        raise Refused("private", _("De gever houdt dit voor zich. Er valt niets na te kijken."))
    return held
