"""Telling whom it concerns: the holders of the other key that they are waited for, and an author what was hidden."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_noop as _

from stoep.conflicts.models import Hiding
from stoep.network import actions as network
from stoep.voices import actions as voices

_BODY = _(
    "Er ligt een voorstel om woorden te verbergen, of weer te laten zien. Het gaat om een bedreiging of om gegevens "
    "van een persoon. Tot u beslist, verandert er niets. Kijk daarom snel: %(page)s"
)
_HIDDEN = _("Uw woorden zijn verborgen")
_HIDDEN_BODY = _(
    "Bewoners en de onafhankelijke organisatie verborgen woorden van u. De reden: %(why)s Uw inbreng telt wel mee, "
    "en u krijgt antwoord. Bent u het er niet mee eens? Vraag het aan wie er aan tafel zit: %(table)s"
)
_SHOWN = _("Uw woorden staan er weer")
_SHOWN_BODY = _("Bewoners en de onafhankelijke organisatie laten uw woorden weer zien. De reden: %(why)s")


def tell_other_key(hiding: Hiding, *, at: datetime, today: date) -> int:
    """Whoever holds the other key hears at once that they are waited for; how many that are."""
    return network.tell_other_key(
        table=hiding.proposed_by.partnership,
        proposed_by=hiding.proposed_by,
        what="",
        until=hiding.expires_on,
        page=reverse("conflicts:hiding", args=[hiding.neighbourhood.slug, hiding.pk]),
        about=f"hiding:{hiding.pk}",
        at=at,
        today=today,
        body=_BODY,
    )


def tell_author(hiding: Hiding, *, at: datetime) -> int:
    """The author of a voice whose words were hidden, or shown again, hears it with the reason."""
    voice = hiding.voice or (hiding.origin.voice if hiding.origin else None)
    if voice is None:
        return 0
    known = {
        "why": hiding.why,
        "table": reverse("network:partnership", args=[hiding.neighbourhood.slug]),
    }
    subject, body = (_SHOWN, _SHOWN_BODY) if hiding.undo else (_HIDDEN, _HIDDEN_BODY)
    return voices.tell_followers(
        voice=voice, subject=partial(_said, subject, known), body=partial(_said, body, known), at=at
    )


def _said(text: str, known: dict[str, str]) -> str:
    return say(text) % known
