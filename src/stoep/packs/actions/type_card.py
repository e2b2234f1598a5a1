"""Type a card of a pile. It is looked at as if it were entered, and lies under the lock until the whole pile is."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network.standing import Standing
from stoep.packs import kept, queries, rules
from stoep.packs.actions import doors, enter
from stoep.packs.kept import Typed
from stoep.packs.models import Batch, Card
from stoep.record import actions as record
from stoep.shared.refusal import Refused

CARDS = frozenset({rules.VOICES, rules.STRENGTHS})


class _NotYet(Exception):
    """Undoes what was only tried."""


@transaction.atomic
def type_card(
    *,
    batch: Batch,
    place: int,
    typed: Typed,
    by: Standing,
    at: datetime,
    today: date,
    posted_key: str = "",
    instead_of: str = "",
    sure: bool = False,
) -> Card:
    """The card with this place in its pack, as it was typed; nothing counts before the pile is closed.

    `instead_of` is the mark (rules.mark) of what stood there, for whoever corrects it. `sure`: it is another card
    though the words are alike. The same form sent twice is one card.
    Refused: "place", "taken" (somebody typed this card), "changed" (somebody corrected it meanwhile), "alike", and
    whatever is wrong with what was typed, as the room says it for which the card is.
    """
    held = doors.held(batch, by, "packs.type", kinds=CARDS)
    most = held.pack.voices if held.kind == rules.VOICES else held.pack.strengths
    if not 1 <= place <= most:
        raise Refused("place", _("In dit pakket zitten de kaarten 1 tot en met %(most)s. Kijk het na."), most=most)
    known = Card.objects.filter(pack=held.pack, kind=held.kind, place=place).select_related("typed_by").first()
    key = _key(posted_key)
    if known and kept.key(known) == key and not instead_of:
        return known
    _check_place(held, known, typed, instead_of)
    others = [card for card in queries.cards_of(held) if card.place != place]
    twin = next((card for card in others if rules.look_alike(_words(kept.typed(card)), _words(typed))), None)
    if twin and not sure:
        raise Refused(
            "alike",
            _("Deze kaart lijkt op kaart %(place)s. Is het toch een andere? Zet dan een vinkje."),
            place=twin.place,
        )
    _try_out(held, typed, key, by=by, at=at, today=today)
    made = known or Card(batch=held, pack=held.pack, kind=held.kind, place=place)
    made.kept, made.typed_by, made.typed_at = kept.sealed(typed, key), by.person, at
    made.save()
    return made


@transaction.atomic
def take_out(*, batch: Batch, place: int, by: Standing) -> None:
    """A card that was typed by mistake is gone from the pile. Twice is once."""
    held = doors.held(batch, by, "packs.type", kinds=CARDS)
    Card.objects.filter(batch=held, place=place).delete()
    record.mark_erased()


def _check_place(held: Batch, known: Card | None, typed: Typed, instead_of: str) -> None:
    if known is None:
        return
    before = rules.mark(kept.typed(known))
    who = known.typed_by.name if known.typed_by else _("iemand anders")
    if known.batch_id == held.pk and instead_of:
        if rules.same(instead_of, before):
            return
        sentence = _("%(who)s veranderde kaart %(place)s net ook. Uw tekst staat er nog. Vergelijk ze.")
        raise Refused("changed", sentence, who=who, place=known.place)
    if rules.same(rules.mark(typed), before):
        sentence = _("Kaart %(place)s is al overgetypt door %(who)s, met dezelfde woorden. U hoeft niets te doen.")
    else:
        sentence = _(
            "Kaart %(place)s is al overgetypt door %(who)s. Uw tekst staat er nog. "
            "Kijk het nummer na, of leg de kaart opzij."
        )
    raise Refused("taken", sentence, who=who, place=known.place)


def _try_out(held: Batch, typed: Typed, key: str, *, by: Standing, at: datetime, today: date) -> None:
    """Enter it and undo that: whatever would be refused later is refused now, while the card is in hand."""
    try:
        with transaction.atomic():
            enter.enter(held, typed, key, by=by, at=at, today=today)
            raise _NotYet
    except _NotYet:
        pass


def _key(posted_key: str) -> str:
    """The key of the form, or a new one when it sent none that can be one: number and secret are made from it."""
    try:
        return str(uuid.UUID(posted_key))
    except ValueError:
        return str(uuid.uuid4())


def _words(typed: Typed) -> str:
    return str(typed.get("words", ""))
