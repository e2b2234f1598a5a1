"""What was sent without a code in it: doors that were knocked at, calls, posters, messages. As a count alone."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from stoep.gatherings.actions import doors
from stoep.gatherings.models import Activity, Answer, Channel, Language, Sending
from stoep.gatherings.rules import codes
from stoep.network.standing import Standing
from stoep.places import queries as places
from stoep.places.streets import key
from stoep.shared.refusal import Refused

MOST = 20_000
_TRIES = 8


@transaction.atomic
def note_sent(
    *,
    activity: Activity,
    channel: str,
    language: str,
    many: int,
    by: Standing,
    at: datetime,
    street: str = "",
    posted_key: str | None = None,
) -> Sending:
    """So many people were asked in this way, in this street ("" for no street). More of the same is added up.

    The same `posted_key` counts once. Refused: "draft", "over", "choice", "many".
    """
    activity = doors.running(activity, by, act="gatherings.note_sent")
    known = Sending.objects.filter(posted_key=posted_key, activity=activity).first() if posted_key else None
    if known:
        return known
    if channel not in Channel.values or language not in Language.values:
        raise Refused("choice", _("Kies op welke manier en in welke taal."))
    if not 0 < many <= MOST:
        raise Refused("many", _("Dit aantal kan niet. Kies een getal van 1 tot 20.000."))
    road = same_street(activity, doors.texts(street=street)["street"])
    here = {"activity": activity, "channel": channel, "language": language, "street": road}
    sending = Sending.objects.filter(void_at__isnull=True, has_codes=False, **here).first()
    if Sending.objects.filter(void_at__isnull=True, has_codes=True, **here).exists():
        raise Refused("printed", _("Voor deze straat is dit al gedrukt. Wat gedrukt is, staat al in de telling."))
    if sending:
        sending.sent, sending.posted_key = sending.sent + many, posted_key
        sending.save(update_fields=["sent", "posted_key"])
    else:
        sending = new_sending(sent=many, made_at=at, posted_key=posted_key, **here)
    told = "Mensen zijn uitgenodigd voor een bijeenkomst."
    doors.seal("gatherings.note_sent", told, activity, by.actor(), at, rows=[sending])
    return sending


@transaction.atomic
def void(*, sending: Sending, by: Standing, at: datetime) -> Sending:
    """What was printed was lost or wrong: its codes are no longer good, and the street can be printed anew.

    Refused("answered") once somebody answered: then it did arrive.
    """
    activity = doors.running(sending.activity, by, act="gatherings.void")
    sending = Sending.objects.select_related("activity__neighbourhood").get(pk=sending.pk)
    if sending.void_at:
        return sending
    if Answer.objects.filter(sending=sending).aggregate(all=Sum("many"))["all"]:
        raise Refused("answered", _("Er is al op geantwoord. Deze uitnodigingen zijn dus aangekomen."))
    sending.void_at = at
    sending.save(update_fields=["void_at"])
    told = "Uitnodigingen die gedrukt waren, gelden niet meer."
    doors.seal("gatherings.void", told, activity, by.actor(), at, rows=[sending])
    return sending


def same_street(activity: Activity, typed: str) -> str:
    """The street as it was written first for this activity, so that "eikstraat" and "Eikstraat" are one line.

    Else as the list of the neighbourhood spells it.
    """
    known = [*activity.whom.filter(kind="street").values_list("name", flat=True)]
    known += [*activity.sendings.values_list("street", flat=True)]
    first = next((name for name in known if typed and key(name) == key(typed)), None)
    return (first or places.streets(activity.neighbourhood).spelled(typed))[:80]


def new_sending(**fields: object) -> Sending:
    """A sending under a number that no other one has."""
    for _try in range(_TRIES):
        try:
            with transaction.atomic():
                return Sending.objects.create(number=secrets.randbelow(codes.SENDINGS), **fields)
        except IntegrityError:
            continue
    raise Refused("no-number", _("Het lukte niet een nummer te maken. Verstuur het nog eens."))
