"""What an author does with their own words: withdraw them from the public, show them again, add to them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.record import actions as record
from stoep.shared.actor import VISITOR
from stoep.shared.refusal import Refused
from stoep.voices import rules, search
from stoep.voices.actions import texts
from stoep.voices.actions.lock import locked, of_author, subject
from stoep.voices.models import Voice
from stoep.voices.rules import Proof


@transaction.atomic
def withdraw(*, voice: Voice, secret: str | Proof, at: datetime) -> None:
    """Take the words out of the public: from now on only hosts read them, to answer. Twice is once."""
    held = _of_author(voice, secret, "voices.withdraw")
    if held.withdrawn_at:
        return
    held.withdrawn_at = at
    held.save(update_fields=["withdrawn_at"])
    _seal("voices.withdraw", held, at, f"De maker haalde de woorden van inbreng {held.spoken} uit het openbaar.")


@transaction.atomic
def show_again(*, voice: Voice, secret: str | Proof, at: datetime) -> None:
    """Undo a withdrawal."""
    held = _of_author(voice, secret, "voices.show_again")
    if not held.withdrawn_at:
        return
    held.withdrawn_at = None
    held.save(update_fields=["withdrawn_at"])
    _seal("voices.show_again", held, at, f"De maker laat de woorden van inbreng {held.spoken} weer zien.")


@transaction.atomic
def add_already(*, voice: Voice, secret: str | Proof, already: str, at: datetime) -> None:
    """Add, once, who already does something about it and what works. Refused: "empty", "too-long", "added".

    What a host has seen must stay what is shown: a text that came by screen waits for the host's eye again.
    """
    held = _of_author(voice, secret, "voices.add_already")
    if held.already:
        raise Refused("added", _("U heeft dit al ingevuld. Wilt u nog iets kwijt? Stuur dan nieuwe inbreng."))
    empty = _("Schrijf op wie er al iets aan doet of wat er al werkt. Weet u het niet? Sla dit dan over.")
    added = texts.checked(already, most=rules.MOST_ALREADY, empty=empty)
    search.take_out(held)
    held.already = added
    if held.channel == Voice.Channel.SCREEN and not held.held_back_why:
        held.checked_at = None
    held.save(update_fields=["already", "checked_at"])
    search.put(held)
    told = f"De maker vulde inbreng {held.spoken} aan met wat er al is."
    _seal("voices.add_already", held, at, told, {"already": added})


def _of_author(voice: Voice, secret: str | Proof, act: str) -> Voice:
    held = locked(voice)
    of_author(held, secret, act)
    if held.erased_at:
        raise Refused("erased", _("U heeft deze woorden gewist. Er is niets meer om te veranderen."))
    return held


def _seal(act: str, voice: Voice, at: datetime, told: str, personal: dict[str, str] | None = None) -> None:
    record.seal(
        neighbourhood=voice.neighbourhood,
        act=act,
        subject=subject(voice),
        by=VISITOR,
        at=at,
        facts={"number": voice.number, "open": voice.is_shown, "added": bool(voice.already), "told": told},
        personal=personal,
        rows=[voice],
    )
