"""The first line of an act on a voice: hold its row, and see that the one who acts belongs to its neighbourhood."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from stoep.network.standing import Standing
from stoep.shared.refusal import NotAllowed
from stoep.voices import queries
from stoep.voices.models import Voice
from stoep.voices.rules import Proof


def locked(voice: Voice) -> Voice:
    """The row as it is now, held until the end of the transaction."""
    return Voice.objects.select_for_update(of=("self",)).select_related("neighbourhood").get(pk=voice.pk)


def of_here(voice: Voice, by: Standing, act: str) -> None:
    """NotAllowed when somebody's rights lie in another neighbourhood than this voice."""
    if voice.neighbourhood_id != by.neighbourhood.pk:
        raise NotAllowed(
            "elsewhere",
            _("Deze inbreng hoort bij een andere wijk. Daar heeft u geen taak."),
            neighbourhood=voice.neighbourhood,
            actor=by.actor(),
            act=act,
            subject=subject(voice),
        )


def of_author(voice: Voice, secret: str | Proof, act: str) -> None:
    """NotAllowed when this secret is not the author's."""
    if not queries.proves(voice, secret):
        raise NotAllowed(
            "wrong-secret",
            _("Dit kan alleen de maker van deze inbreng. Vul eerst het nummer en de geheime code van uw bewijs in."),
            neighbourhood=voice.neighbourhood,
            act=act,
            subject=subject(voice),
        )


def subject(voice: Voice) -> str:
    """How the log names this voice."""
    return f"voice:{voice.number}"
