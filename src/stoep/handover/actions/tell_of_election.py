"""The calendar says that councils were elected: residents and the municipality's people hear that a handover is due."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as say
from django.utils.translation import gettext_noop as _

from stoep.council import rules as council
from stoep.handover import queries, rules
from stoep.handover.actions import doors, telling
from stoep.handover.models import Power
from stoep.network.models import Partnership
from stoep.people import actions as people
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.record import queries as log
from stoep.shared.actor import CLOCK
from stoep.shared.each import each

ACT = "handover.election"
_SUBJECT = _("Er was een verkiezing: schrijf op wie er kwam")
_BODY = _(
    "Op %(on)s koos %(municipality)s een nieuwe gemeenteraad. Wat hier is beloofd, blijft staan.\n"
    "Schrijf op wie er ging en wie er kwam. Dan staat klaar wat de nieuwe mensen vinden: %(link)s"
)


def tell_of_election(*, today: date, at: datetime) -> int:
    """Tell of the last election in each neighbourhood where a municipality takes part, once; gives of how many.

    From the day itself until a hundred days later, unless somebody wrote it down already. No line changes by it. May
    run as often as one likes: the log itself remembers what was told.
    """
    days = council.elections(today - timedelta(days=rules.DAYS_TO_ANSWER), today)
    if not days:
        return 0
    keys = list(Neighbourhood.objects.order_by("pk").values_list("pk", flat=True))
    return each(keys, lambda key: _tell_once(key, days[-1], today, at))


@transaction.atomic
def _tell_once(key: int, on: date, today: date, at: datetime) -> bool:
    neighbourhood = doors.lock(key)
    found = queries.known_organisations(neighbourhood)
    offices = [office for office in found if office.kind == Organisation.Kind.MUNICIPALITY]
    written = Power.objects.filter(neighbourhood=neighbourhood, kind=Power.Kind.ELECTION, on=on).exists()
    subject = f"election:{on.isoformat()}"
    founded = Partnership.objects.filter(neighbourhood=neighbourhood, founded_on__lte=on).exists()
    if not (offices and founded) or written or log.entries_about(neighbourhood, subject).exists():
        return False
    record.seal(
        neighbourhood=neighbourhood,
        act=ACT,
        subject=subject,
        by=CLOCK,
        at=at,
        facts={
            "told": f"De kalender meldt een verkiezing van de gemeenteraad, op {doors.day(on)}. Wat liep, loopt door.",
            "on": on.isoformat(),
        },
    )
    contacts = telling.both_sides(neighbourhood, offices, today, at)
    for contact in contacts:
        with translation.override(contact.language):
            words = {
                "on": date_format(on, "j F Y"),
                "municipality": neighbourhood.municipality_name,
                "link": reverse("handover:powers", args=[neighbourhood.slug]),
            }
            people.tell(
                contact=contact,
                neighbourhood=neighbourhood,
                about=subject,
                subject=say(_SUBJECT) % words,
                body=say(_BODY) % words,
                at=at,
            )
    return True
