"""Whether box and roll still are as the log says: nobody takes out, puts in or voids anything unseen."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries
from stoep.budgeting.actions import doors
from stoep.budgeting.models import Box, Round
from stoep.record import queries as record
from stoep.shared.refusal import Refused

# Of each act the facts that it sealed, as `facts_of_box` and `facts_of_roll` make them.
_OF_BOX = ("budgeting.close", "budgeting.put_in")
_CLOSED, _MADE = "budgeting.close", "budgeting.make_letters"


def facts_of_box(box: Box) -> dict[str, Any]:
    """What the log says of what lies in a box: how many envelopes, and the hash of all of them."""
    many, hashed = queries.contents_of(box)
    return {"envelopes": many, "hash": hashed}


def facts_of_roll(round: Round) -> dict[str, Any]:
    """What the log says of the codes: the hash of all, how many are void, and a hash of which."""
    many, hashed = queries.void_codes(round)
    return {"roll": queries.roll_hash(round), "void": many, "void_codes": hashed}


def require_box(round: Round, box: Box) -> None:
    """Go on when in the box lies what was sealed last, at closing or with a pile of paper. Refused: "altered-box"."""
    sealed, now = _last(round, *_OF_BOX), facts_of_box(box)
    if not _agree(sealed, now):
        raise Refused(
            "altered-box", _("In de stembus ligt niet meer wat in het logboek staat: %(sealed)s enveloppen toen, "
            "%(now)s nu. Er is iets veranderd buiten Stoep om. Er wordt niet geteld. Zet de reservekopie van na het "
            "sluiten terug, of stop de ronde en zeg waarom."),
            sealed=sealed.get("envelopes", "?"), now=now["envelopes"],
        )  # fmt: skip


def require_roll(round: Round) -> None:
    """Go on when the codes are those that were made, and only those are void that two people replaced.

    Refused: "altered-roll".
    """
    now = facts_of_roll(round)
    closed, made = _last(round, _CLOSED), _last(round, _MADE)
    same = made.get("roll") == now["roll"] and _agree(closed, now)
    _many, _given, replaced = queries.replaced(round)
    if not same or now["void"] != replaced:
        raise Refused(
            "altered-roll", _("De codes zijn niet meer zoals ze in het logboek staan. Er is iets veranderd buiten "
            "Stoep om. Er wordt niet geteld. Zet de reservekopie van na het sluiten terug, of stop de ronde en zeg "
            "waarom."),
        )  # fmt: skip


def _agree(sealed: dict[str, Any], now: dict[str, Any]) -> bool:
    """Whether all that was sealed is so now. An entry of before some fact was sealed says nothing of that fact."""
    return bool(sealed) and all(sealed[name] == said for name, said in now.items() if name in sealed)


def _last(round: Round, *acts: str) -> dict[str, Any]:
    about = record.entries_about(round.neighbourhood, doors.subject_of(round)).filter(act__in=acts)
    entry = about.order_by("-index").first()
    facts: dict[str, Any] = entry.sealed()["facts"] if entry else {}
    return facts
