"""The doors that every act on a conflict passes: who may, on which one, one after another, with which texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from stoep.conflicts import rules
from stoep.conflicts.models import Conflict, Park, Party
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.shared.refusal import NotAllowed, Refused
from stoep.shared.typed import within
from stoep.voices import rules as voices
from stoep.voices.models import Voice

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def locked(conflict: Conflict) -> Conflict:
    """The conflict as it is now, held until the end of the transaction."""
    found = Conflict.objects.select_for_update(of=["self"]).select_related("neighbourhood")
    return found.get(pk=conflict.pk)


def open_one(conflict: Conflict) -> Conflict:
    """The same, when it is not closed yet; Refused when it was closed meanwhile."""
    found = locked(conflict)
    if found.closed_at:
        raise Refused("closed", _("Dit conflict is afgesloten. Speelt het weer? Schrijf dan een nieuw conflict op."))
    return found


def resting(conflict: Conflict) -> Park | None:
    """How it rests now, or None when it does not."""
    return Park.objects.select_for_update(of=["self"]).filter(conflict=conflict, resumed_at__isnull=True).first()


def may_write_for(party: Party, by: Standing) -> bool:
    """Whether they may write down what this party says.

    An organisation speaks for itself: its own people do, or a host or worker who heard it. For any other party it is
    whoever does a host's work, or a confidant on behalf of somebody who stays unknown.
    """
    if party.organisation_id is None:
        return by.hosts or by.is_trusted
    own = by.in_network and by.person is not None and by.person.organisation_id == party.organisation_id
    return own or by.reads_contacts


def speak_for(party: Party, by: Standing, *, act: str) -> None:
    """Go on when they may write this party's words; else NotAllowed, sealed by web."""
    subject = subject_of(party.conflict)
    network.require_here(by, party.conflict.neighbourhood_id, right="take-part", act=act, subject=subject)
    if may_write_for(party, by):
        return
    raise NotAllowed(
        "other-party",
        _("Dit zijn de woorden van een andere partij. U kunt wel voor uw eigen organisatie spreken."),
        neighbourhood=by.neighbourhood,
        actor=by.actor(),
        act=act,
        subject=subject,
    )


def text(typed: str, *, most: int = rules.MOST_WORDS, empty: _StrPromise | None = None) -> str:
    """The text as it is kept. Refused: "empty" (only with that sentence), "binary", "too-long"."""
    if voices.looks_binary(typed):
        raise Refused("binary", _("Dit is geen leesbare tekst. Typ het in gewone letters."))
    tidied = voices.tidy(typed)
    if empty and not tidied:
        raise Refused("empty", empty)
    return within(tidied, most)


def line(typed: str, *, most: int, empty: _StrPromise | None = None) -> str:
    """The same on one line."""
    return " ".join(text(typed, most=most, empty=empty).split())


def way(channel: str) -> str:
    """How it was said; Refused when it is none of the four ways."""
    if channel not in Voice.Channel.values:
        raise Refused("channel", _("Kies hoe dit gezegd is: op het scherm, op papier, gesproken of via iemand."))
    return channel


def subject_of(conflict: Conflict) -> str:
    """How the log names this conflict."""
    return f"conflict:{conflict.pk}"
