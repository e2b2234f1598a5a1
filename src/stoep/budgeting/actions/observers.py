"""Somebody in the place of an observer who stopped or left while people vote, or before the term for objections ends.

Of the same party: so there are still two of different parties, one of them of residents. Both keys name them, so that
the municipality never chooses its own observer.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries
from stoep.budgeting.models import Decision, Observer, Round
from stoep.people.models import Person
from stoep.shared.refusal import Refused

_FIXED = {
    "not-begun": _("Het stemmen is nog niet begonnen. Nu veranderen de waarnemers samen met de rest van de ronde."),
    "over": _("De bezwaartermijn is voorbij, of de ronde is gestopt. Er valt niets meer waar te nemen."),
}


def in_time(round: Round, at: datetime) -> None:
    """Go on while observers can stop and others come. Refused: "not-begun", "over"."""
    wrong = queries.observers_may_change(round, at)
    if wrong:
        raise Refused(wrong, _FIXED[wrong])


def proposed(round: Round, order: int, person: Person, *, at: datetime, today: date) -> dict[str, Any]:
    """What a decision holds when this person comes in the place with this order.

    Refused: "not-begun", "over", "observer", "still-there", "followed".
    """
    left = _open_place(round, order, at, today)
    if person not in queries.followers(left, today):
        raise Refused("observer", _("Deze persoon kan geen waarnemer worden in deze plaats. Kies iemand uit de lijst."))
    before = [(each.observer.order, _as_said(each.observer)) for each in _watching(round, today)]
    named = [person.name, person.organisation.name if person.organisation else ""]
    after = [named if number == order else said for number, said in before]
    held = {"before": {"observers": [said for _number, said in before]}, "after": {"observers": after}}
    return held | {"place": order, "named": named}


def _watching(round: Round, today: date) -> list[queries.Watch]:
    """Who observes, those included whose place is open."""
    return [each for each in queries.observers(round, today) if each.is_open or each.observer.until_at is None]


def _as_said(observer: Observer) -> list[str]:
    return [observer.called, observer.party.name if observer.party else ""]


def _open_place(round: Round, order: int, at: datetime, today: date) -> Observer:
    in_time(round, at)
    found = next((each for each in queries.observers(round, today) if each.observer.order == order), None)
    if found is None:
        raise Refused("observer", _("Deze waarnemer is er niet. Kies er een op de pagina van de ronde."))
    if not found.is_open and found.observer.until_at:
        raise Refused("followed", _("Er is al iemand in deze plaats gekomen. U hoeft niets meer te doen."))
    if not found.is_open:
        raise Refused(
            "still-there", _("Deze waarnemer is er nog. Een ander komt alleen voor wie stopt. Of voor wie hier geen "
            "zetel of taak meer heeft, of van een andere partij is."),
        )  # fmt: skip
    found.observer.round = round
    return found.observer


def follow(round: Round, decision: Decision, *, at: datetime, today: date) -> list[Observer]:
    """Both keys turned: the one who left has stopped, and whoever was named observes from now on. The rows of both.

    Refused as `proposed`, and "gone" when that person can no longer observe.
    """
    left = _open_place(round, decision.content["place"], at, today)
    name, party = decision.content["named"]
    known = queries.followers(left, today)
    found = [
        each for each in known if [each.name, each.organisation.name if each.organisation else ""] == [name, party]
    ]
    meant = set(decision.named.values_list("pk", flat=True))
    found = [each for each in found if each.pk in meant] if meant else found
    if len(found) != 1:
        # Nobody, or more than one of this name in a proposal of before the person themselves was kept.
        raise Refused("gone", _("Wie is voorgesteld, kan geen waarnemer meer worden. Stel iemand anders voor."))
    if left.until_at is None:
        left.until_at = at
        left.save(update_fields=["until_at"])
    last = Observer.objects.filter(round=round).latest("order").order
    comes = Observer.objects.create(
        round=round, order=last + 1, person=found[0], called=name, party=found[0].organisation, in_place_of=left,
        since_at=at,
    )  # fmt: skip
    return [left, comes]
