"""Check: a host looks at a stranger's text before others read it, and shows it or holds it back with a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import Refused
from stoep.voices.actions import texts
from stoep.voices.actions.follow import tell_followers
from stoep.voices.actions.lock import locked, of_here, subject
from stoep.voices.models import Voice


@transaction.atomic
def show(*, voice: Voice, by: Standing, at: datetime) -> None:
    """Let those for whom it is meant read it. Also undoes a holding back."""
    held = _held(voice, by, "voices.show")
    held.checked_at, held.checked_by, held.held_back_why = at, by.person, ""
    _finish(held, by, at, "voices.show", f"Inbreng {held.spoken} is nagekeken en staat open.", "")
    _tell(held, at, partial(texts.news_of_showing, held))


@transaction.atomic
def hold_back(*, voice: Voice, why: str, by: Standing, at: datetime) -> None:
    """Do not show it, with the reason, which its author reads. It still counts, and is still owed an answer."""
    held = _held(voice, by, "voices.hold_back")
    reason = texts.checked_why(why)
    held.checked_at, held.checked_by, held.held_back_why = at, by.person, reason
    _finish(held, by, at, "voices.hold_back", f"De woorden van inbreng {held.spoken} staan niet openbaar.", reason)
    _tell(held, at, partial(texts.news_of_holding_back, held, reason))


def _held(voice: Voice, by: Standing, act: str) -> Voice:
    held = locked(voice)
    of_here(held, by, act)
    network.require(by, right="host", act=act, subject=subject(held))
    if held.erased_at:
        raise Refused("erased", _("De maker heeft deze woorden gewist. Er valt niets meer na te kijken."))
    return held


def _finish(voice: Voice, by: Standing, at: datetime, act: str, told: str, why: str) -> None:
    voice.save(update_fields=["checked_at", "checked_by", "held_back_why"])
    record.seal(
        neighbourhood=voice.neighbourhood,
        act=act,
        subject=subject(voice),
        by=by.actor(),
        at=at,
        facts={"number": voice.number, "open": voice.is_shown, "told": told},
        personal={"why": why},
        rows=[voice],
    )


def _tell(voice: Voice, at: datetime, body: Callable[[], str]) -> None:
    tell_followers(voice=voice, subject=partial(texts.news_subject, voice), body=body, at=at)
