"""Keep up: how what got better stays so, and what is seen when residents look back (Hoe houden we dit zo?)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypedDict

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda import queries, rules
from stoep.agenda.actions import doors
from stoep.agenda.models import Item, Upkeep
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.people.models import Person
from stoep.record import actions as record
from stoep.shared.actor import Actor
from stoep.shared.refusal import Refused


class Fields(TypedDict):
    """The fields of a word, cleaned."""

    words: str
    kept_by: str
    look_back_on: date | None


_TOLD = {
    "plan": "Bewoners zeiden hoe zij een afgesloten punt zo houden.",
    "good": "Bewoners keken terug op een afgesloten punt: het is nog goed.",
    "slipping": "Bewoners keken terug op een afgesloten punt: het glijdt weg.",
}


@transaction.atomic
def keep_up(
    *,
    item: Item,
    by: Standing,
    at: datetime,
    today: date,
    words: str = "",
    kept_by: str = "",
    look_back_on: date | None,
) -> Upkeep:
    """Who keeps it up, what that needs, and when to look back; what is left empty goes on asking.

    Refused: the item runs still, or went on in another one; nothing was filled in; a day that cannot be.
    """
    act = "agenda.keep_up"
    item = _closed(item, by, act)
    if not (words.strip() or kept_by.strip() or look_back_on):
        raise Refused("empty", _("Vul in wat u al weet. Wat u nog niet weet, mag leeg blijven."))
    fields = checked(words=words, kept_by=kept_by, look_back_on=look_back_on, today=today)
    return say(item, act, "plan", **fields, person=by.person, by=by.actor(), at=at)


@transaction.atomic
def look_back(
    *,
    item: Item,
    is_good: bool,
    words: str,
    by: Standing,
    at: datetime,
    today: date,
    kept_by: str = "",
    look_back_on: date | None = None,
) -> Upkeep:
    """What residents saw: it is still good, with the next day to look back; or it slips, and asks to be taken up again.

    Refused: no words of what was seen; the item runs still; it was taken up again already.
    """
    act = "agenda.look_back"
    item = _closed(item, by, act)
    fields = checked(words=words, kept_by=kept_by, look_back_on=look_back_on if is_good else None, today=today)
    if not fields["words"]:
        raise Refused("empty", _("Schrijf wat u ziet. Eén zin is genoeg."))
    return say(item, act, "good" if is_good else "slipping", **fields, person=by.person, by=by.actor(), at=at)


def _closed(item: Item, by: Standing, act: str) -> Item:
    network.require_here(by, item.neighbourhood_id, right="lead", act=act, subject=f"item:{item.code}")
    doors.lock(item.neighbourhood_id)
    item = Item.objects.select_related("neighbourhood").get(pk=item.pk)
    if item.is_draft or item.closed_at is None:
        raise Refused("runs", _("Dit punt loopt nog. Deze vraag komt als het is afgesloten."))
    if item.merged_into_id is not None:
        raise Refused("merged", _("Dit punt gaat verder in een ander punt. Kijk daar."))
    if item.taken_up_again.exists():
        raise Refused("again", _("Dit punt is opnieuw opgepakt. Ga verder bij het nieuwe punt."))
    return item


def checked(*, words: str, kept_by: str, look_back_on: date | None, today: date) -> Fields:
    """The fields, cleaned; Refused when one is too long, or when nobody can look back on that day."""
    texts = doors.texts(words=words, owner=kept_by)
    if look_back_on is not None and not rules.may_look_back_on(look_back_on, today):
        raise Refused("no-day", _("Kies een dag na vandaag, binnen twintig jaar."))
    return {"words": texts["words"], "kept_by": texts["owner"], "look_back_on": look_back_on}


def say(
    item: Item,
    act: str,
    kind: str,
    *,
    words: str,
    kept_by: str,
    look_back_on: date | None,
    person: Person | None,
    by: Actor,
    at: datetime,
) -> Upkeep:
    """Write it down in the place of what was said before, which stays readable, and seal both; under the lock."""
    before = queries.last_word(item)
    same = before and (before.kind, before.words, before.kept_by, before.look_back_on)
    if before and same == (kind, words, kept_by, look_back_on):
        return before
    if before:
        before.replaced_at = at
        before.save(update_fields=["replaced_at"])
    made = Upkeep.objects.create(
        item=item, kind=kind, words=words, kept_by=kept_by, look_back_on=look_back_on, said_by=person, said_at=at
    )
    record.seal(
        neighbourhood=item.neighbourhood,
        act=act,
        subject=f"item:{item.code}",
        by=by,
        at=at,
        facts={
            "told": _TOLD[kind],
            "kind": kind,
            "look_back_on": look_back_on.isoformat() if look_back_on else None,
        },
        personal={"words": words, "kept_by": kept_by},
        rows=[made, *([before] if before else [])],
    )
    return made
