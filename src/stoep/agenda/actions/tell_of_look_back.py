"""Tell of look back: the day came on which residents would see whether what got better is still so (R24)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from stoep.agenda.actions import doors, telling
from stoep.agenda.models import Upkeep
from stoep.people import actions as people
from stoep.record import actions as record
from stoep.shared.actor import CLOCK
from stoep.shared.each import each

_SUBJECT = _("Is het nog zo goed? '%(title)s'")
_BODY = _(
    "U zou vandaag terugkijken op '%(title)s'. Is het nog zo goed als toen het werd afgesloten?\n"
    "Schrijf op wat u ziet. Glijdt het weg? Dan pakt u het opnieuw op: %(address)s"
)


def tell_of_look_back(*, today: date, at: datetime) -> int:
    """Ask of every closed item whose day to look back has come, once for each such day; gives of how many."""
    waiting = Upkeep.objects.filter(replaced_at__isnull=True, told_on__isnull=True, look_back_on__lte=today)
    return each(list(waiting.order_by("look_back_on", "pk")), lambda upkeep: _tell_once(upkeep, today, at))


@transaction.atomic
def _tell_once(upkeep: Upkeep, today: date, at: datetime) -> bool:
    item = Upkeep.objects.select_related("item").get(pk=upkeep.pk).item
    neighbourhood = doors.lock(item.neighbourhood_id)
    upkeep = Upkeep.objects.select_for_update().get(pk=upkeep.pk)
    if upkeep.replaced_at is not None or upkeep.told_on is not None or item.taken_up_again.exists():
        return False
    upkeep.told_on = today
    upkeep.save(update_fields=["told_on"])
    subject = f"item:{item.code}"
    record.seal(
        neighbourhood=neighbourhood,
        act="agenda.tell_of_look_back",
        subject=subject,
        by=CLOCK,
        at=at,
        facts={"told": "Het is tijd om terug te kijken op een afgesloten punt.", "asked_on": today.isoformat()},
        rows=[upkeep],
    )
    for contact in telling.who_looks_after(neighbourhood, upkeep.kept_by, today, at):
        with translation.override(contact.language):
            params = {"title": item.title, "address": telling.address(item)}
            people.tell(
                contact=contact,
                neighbourhood=neighbourhood,
                about=subject,
                subject=gettext(_SUBJECT) % params,
                body=gettext(_BODY) % params,
                at=at,
            )
    return True
