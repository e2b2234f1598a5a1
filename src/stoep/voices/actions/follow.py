"""Follow: keep how an author wants to hear what becomes of a voice, tell them, and forget them in the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import translation

from stoep.people import actions as people
from stoep.people.models import Contact
from stoep.record import actions as record
from stoep.shared.actor import VISITOR
from stoep.voices.actions.lock import locked, of_author, subject
from stoep.voices.models import Following, Voice
from stoep.voices.rules import Proof

Text = str | Callable[[], str]


@transaction.atomic
def follow(
    *, voice: Voice, secret: str | Proof, channel: str, address: str, language: str, at: datetime
) -> Following | None:
    """Change how the author hears: "mail", "letter", "phone", or "" for not at all. The old address is erased."""
    held = locked(voice)
    of_author(held, secret, "voices.follow")
    forget_followers(voice=held, at=at)
    following = None
    if channel:
        following = add_follower(held, channel=channel, address=address, language=language, at=at)
    record.seal(
        neighbourhood=held.neighbourhood,
        act="voices.follow",
        subject=subject(held),
        by=VISITOR,
        at=at,
        facts={"number": held.number, "told": f"De maker van inbreng {held.spoken} koos hoe te horen wat ervan komt."},
    )
    return following


def add_follower(voice: Voice, *, channel: str, address: str, language: str, at: datetime) -> Following:
    """Keep an address with a voice; only acts of this room call it, inside their transaction."""
    contact = people.keep_contact(channel=channel, address=address, language=language, at=at)
    return Following.objects.create(voice=voice, contact=contact, since_at=at)


@transaction.atomic
def tell_followers(*, voice: Voice, subject: Text, body: Text, at: datetime, letters: bool = True) -> int:
    """Tell whoever asked to hear of this voice, each in their own language. Returns how many are told.

    Without `letters`: who hears by letter is left out, since a higher room writes them one of its own.

    `subject` and `body` are texts, lazy translations, or functions that give a text in the language that is on.
    A path in the body that begins with "/" gets the site's address in front when it is sent.
    """
    told = 0
    followings = Following.objects.filter(voice=voice).select_related("contact", "voice__neighbourhood")
    for following in followings if letters else followings.exclude(contact__channel=Contact.Channel.LETTER):
        with translation.override(following.contact.language):
            telling = people.tell(
                contact=following.contact,
                neighbourhood=following.voice.neighbourhood,
                about=following.voice.number,
                subject=_said(subject),
                body=_said(body),
                at=at,
            )
        told += telling is not None
    return told


@transaction.atomic
def forget_followers(*, voice: Voice, at: datetime) -> None:
    """Erase every address that was kept for this voice: the line has ended, or the author says so."""
    for following in Following.objects.filter(voice=voice).select_related("contact"):
        people.erase_contact(contact=following.contact, at=at)
        following.delete()


def _said(text: Text) -> str:
    return text() if callable(text) else str(text)
