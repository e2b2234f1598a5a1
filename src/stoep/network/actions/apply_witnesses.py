"""Who countersigns the checkpoints of the log, and how many of them are needed: decided here, kept by record."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from stoep.network.actions.moment import Moment
from stoep.network.models import Change
from stoep.record import actions as record
from stoep.record.models import Witness
from stoep.shared.refusal import Refused


def admit(change: Change, now: Moment) -> None:
    """An organisation watches from today, with the key that it made itself."""
    called, party, key = (_text(change, name) for name in ("called", "party", "witness_key"))
    record.admit_witness(
        neighbourhood=now.neighbourhood, called=called, party=party, key=key, change=change.pk, **_by(now)
    )


def end(change: Change, now: Moment) -> None:
    """A witness does not count any more from today. What it signed stays."""
    number = change.values.get("witness")
    witness = Witness.objects.filter(
        neighbourhood=now.neighbourhood, pk=number if isinstance(number, int) else 0
    ).first()
    if witness is None:
        raise Refused("no-witness", _("Deze getuige is hier niet bekend. Kijk bij het logboek wie er meekijkt."))
    record.end_witness(witness=witness, change=change.pk, **_by(now))


def policy(change: Change, now: Moment) -> None:
    """How many witnesses must have seen a checkpoint before it counts."""
    needed = change.values.get("needed")
    asked = needed if isinstance(needed, int) else 0
    record.set_policy(neighbourhood=now.neighbourhood, needed=asked, change=change.pk, **_by(now))


def _by(now: Moment) -> dict[str, Any]:
    return {"by": now.actor, "at": now.at, "today": now.today}


def _text(change: Change, name: str) -> str:
    value = change.values.get(name, "")
    return value if isinstance(value, str) else ""
