"""The first and the last line of an act on a strength: hold its row for its giver, and seal what was done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from stoep.record import actions as record
from stoep.shared import receipts
from stoep.shared.actor import VISITOR, Actor
from stoep.shared.refusal import NotAllowed, Refused
from stoep.shared.typed import within
from stoep.strengths import queries, rules
from stoep.strengths.kept import Kept
from stoep.strengths.models import Consent, Strength

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_EMPTY = _("U heeft nog niets opgeschreven. Schrijf in het vak wat er is.")


def locked(strength: Strength) -> Strength:
    """The row as it is now, held until the end of the transaction."""
    return Strength.objects.select_for_update(of=("self",)).select_related("neighbourhood").get(pk=strength.pk)


def of_giver(strength: Strength, secret: str, act: str) -> Strength:
    """The row, held, for whoever has its secret. NotAllowed for anybody else; Refused("erased") when it is gone."""
    held = locked(strength)
    if not receipts.secret_matches(secret, held.secret_hash):
        raise NotAllowed(
            "wrong-secret",
            _("Dit kan alleen wie dit gaf. Vul eerst het nummer en de geheime code van uw bewijs in."),
            neighbourhood=held.neighbourhood,
            act=act,
            subject=subject(held),
        )
    if held.erased_at:
        raise Refused("erased", _("U heeft dit gewist. Er is niets meer om te veranderen."))
    return held


def text(typed: str, *, most: int, empty: _StrPromise = _EMPTY) -> str:
    """The text as it is kept. Refused: "empty", "too-long"."""
    tidied = rules.tidy(typed)
    if not tidied:
        raise Refused("empty", empty)
    return within(tidied, most)


def line(typed: str, *, most: int) -> str:
    """One line as it is kept; "" when nothing was typed. Refused: "too-long"."""
    return text(" ".join(typed.split()), most=most) if rules.tidy(typed) else ""


def lay_open(held: Strength, given: Kept, uses: Iterable[str]) -> None:
    """Put what the giver said under its lock, and in the open only what these uses show; the caller saves the row.

    Where other words or another place come to stand in the open than a host looked at, a host looks first.
    """
    agreed = frozenset(uses)
    before = (held.words, held.where)
    held.kept = given.sealed()
    shown = given if rules.is_open(agreed) else Kept()
    held.kind, held.part, held.words = shown.kind, shown.part, shown.words
    listed = given if Consent.Use.LIST in agreed else Kept()
    held.where, held.spot = listed.where, listed.spot
    if any(now and now != old for now, old in zip((held.words, held.where), before, strict=True)) or not held.words:
        wait_for_host(held)


def opened(held: Strength) -> dict[str, str]:
    """What stands in the open of it, as the log commits to it."""
    return {"words": held.words, "where": held.where}


def wait_for_host(held: Strength) -> None:
    """The words are others than a host looked at: nobody sees them until a host did so again."""
    held.checked_at, held.checked_by, held.held_back_why = None, None, ""


def forget_words(held: Strength, at: datetime, fields: tuple[str, ...] = ("words", "where", "why")) -> None:
    """Nothing of these is left in the log: salt and value behind every commitment to them are destroyed."""
    record.erase(
        neighbourhood=held.neighbourhood,
        subject=subject(held),
        fields=fields,
        ground="gevraagd door de gever",
        by=VISITOR,
        at=at,
    )


def seal(
    act: str,
    held: Strength,
    told: str,
    *,
    at: datetime,
    by: Actor = VISITOR,
    use: str = "",
    personal: dict[str, str] | None = None,
    rows: Iterable[Model] = (),
) -> None:
    """Write in the log that it was done. Of what it is, the log says nothing: that is the giver's own."""
    facts = {"number": held.number, "uses": queries.uses(held), "told": told} | ({"use": use} if use else {})
    record.seal(
        neighbourhood=held.neighbourhood,
        act=act,
        subject=subject(held),
        by=by,
        at=at,
        facts=facts,
        personal=personal,
        rows=[held, *rows],
    )


def subject(strength: Strength) -> str:
    """How the log names this strength."""
    return f"strength:{strength.number}"
