"""Say where residents can walk in, and whom they can ask for."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network.actions.require import require
from stoep.network.facts import door_of
from stoep.network.models import Door
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import Refused

Contact = Literal["me", "same", "nobody"]


@transaction.atomic
def open_door(
    *,
    by: Standing,
    place: str,
    address: str,
    hours: str,
    contact: Contact,
    at: datetime,
    from_register: bool = False,
) -> Door:
    """Write down the place, its address and hours ("": there is none yet), and who is the face of it.

    `contact` "me" shows the name of whoever acts: a name stands there only because its owner said so. "same" leaves
    who is there, "nobody" takes the name away. Refused("no-place"): an address or hours of no place.
    `from_register`: the register of places says it (venues); from then on only it changes the place and its hours,
    until it says that there is none. Refused("in-register"): somebody else tries to.
    """
    require(by, right="host", act="network.open_door", subject=door_of(by.neighbourhood))
    told = {"place": _line(place), "address": _line(address), "hours": _line(hours)}
    if not told["place"] and (told["address"] or told["hours"]):
        raise Refused("no-place", _("Schrijf ook hoe de plek heet, bijvoorbeeld: buurthuis De Eik."))
    door, _made = Door.objects.select_for_update().get_or_create(neighbourhood=by.neighbourhood)
    before = {"place": door.place, "address": door.address, "hours": door.hours}
    if door.is_from_register and not from_register and told != before:
        raise Refused("in-register", _("Deze plek staat in de lijst van plekken. Verander de plek of de uren daar."))
    door.place, door.address, door.hours = told["place"], told["address"], told["hours"]
    door.is_from_register = bool(told["place"]) if from_register else door.is_from_register
    if contact != "same":
        door.contact = by.person if contact == "me" else None
    door.save()
    # An address may be somebody's living room: it is sealed so that it can be wiped.
    record.seal(
        neighbourhood=by.neighbourhood,
        act="network.open_door",
        subject=door_of(by.neighbourhood),
        by=by.actor(),
        at=at,
        facts={
            "has_contact": door.contact is not None,
            "told": "Er veranderde waar u kunt binnenlopen, of naar wie u kunt vragen.",
        },
        personal=told | ({"person": door.contact.name} if door.contact else {}),
        rows=[door],
    )
    return door


def _line(typed: str) -> str:
    return " ".join(typed.split())
