"""What a host does by hand: post the letters, make the calls, let a stuck mail go again."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from stoep.people import rules
from stoep.people.models import Contact, Person, Telling
from stoep.places.models import Neighbourhood
from stoep.shared.refusal import Refused


def mark_posted(*, neighbourhood: Neighbourhood, up_to: int, by: Person | None, at: datetime) -> int:
    """The letters that were printed (those with an id up to this one) are in the post; how many that were."""
    waiting = Telling.objects.filter(
        neighbourhood=neighbourhood, contact__channel=Contact.Channel.LETTER, told_at__isnull=True, pk__lte=up_to
    )
    return waiting.update(told_at=at, told_by=by, next_try_at=None)


def mark_called(*, telling: Telling, reached: bool, by: Person | None, at: datetime) -> None:
    """Somebody was called: told, or not reached and to be called again at another part of the day."""
    waiting = Telling.objects.filter(pk=telling.pk, contact__channel=Contact.Channel.PHONE, told_at__isnull=True)
    if reached:
        done = waiting.update(told_at=at, told_by=by, next_try_at=None, tries=F("tries") + 1)
    else:
        done = waiting.update(next_try_at=rules.next_call(at), tries=F("tries") + 1)
    if not done:
        raise Refused("told-already", _("Dit gesprek is al afgevinkt. Kijk op de balie wat er nog te bellen is."))


def send_again(*, telling: Telling, at: datetime) -> None:
    """A mail that got stuck goes again, because a host decided so."""
    stuck = Telling.objects.filter(pk=telling.pk, contact__channel=Contact.Channel.MAIL, told_at__isnull=True)
    if not stuck.update(claimed_at=None, next_try_at=at, tries=0, last_error=""):
        raise Refused("told-already", _("Deze e-mail is al aangekomen. U hoeft niets te doen."))
