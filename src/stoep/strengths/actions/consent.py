"""Consent: the giver agrees to one use, or takes it back; the last one taken back locks the words up again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.shared.refusal import Refused
from stoep.strengths import kept, queries, rules
from stoep.strengths.actions import door, meet
from stoep.strengths.kept import Kept
from stoep.strengths.models import Consent, Strength

_FOR = {"list": "de lijst", "item": "de wijkagenda", "meet": "de verbinder"}


@transaction.atomic
def agree(*, strength: Strength, secret: str, use: str, at: datetime, reach: str = "") -> None:
    """Let it be used so, from now on. Twice is once. Words that come out of the lock wait for a host's eye.

    `reach` goes with the use "meet": how a connector may reach the giver, for connectors alone.
    Refused: "uses", "too-long", "erased"; NotAllowed without the giver's secret.
    """
    held = door.of_giver(strength, secret, "strengths.agree")
    if use not in Consent.Use.values:
        raise Refused("uses", _("Kies uit de lijst wat ermee mag."))
    given = kept.of(held)
    check_uses(given.kind, [use])
    if use == Consent.Use.MEET:
        given = given.but(reach=door.line(reach, most=rules.MOST_REACH) or given.reach)
    running = queries.uses(held)
    if use in running and given == kept.of(held):
        return
    was_open = held.words, held.where
    fresh = [] if use in running else [Consent.objects.create(strength=held, use=use, since_at=at)]
    door.lay_open(held, given, [*running, use])
    held.save()
    told = f"De gever van kracht {held.spoken} zei ja tegen {_FOR[use]}."
    personal = door.opened(held) if (held.words, held.where) != was_open else {}
    door.seal("strengths.agree", held, told, at=at, use=use, personal=personal, rows=fresh)


def check_uses(kind: str, uses: Collection[str]) -> None:
    """Refused("uses") when these are no uses of this kind."""
    if not set(uses) <= set(Consent.Use.values):
        raise Refused("uses", _("Kies uit de lijst wat ermee mag."))
    if not all(Kept(kind=kind).may_be(use) for use in uses):
        raise Refused("uses", _("Een wens kan niet bij een punt van de agenda helpen. Haal dat vinkje weg."))


@transaction.atomic
def take_back(*, strength: Strength, secret: str, at: datetime, use: str = "") -> None:
    """Take a yes back; without `use` every yes at once. Twice is once.

    With the last use that others see, the words leave the rows and the log: only their giver can read them then.
    With "meet" every introduction of it goes, for the other one too.
    """
    held = door.of_giver(strength, secret, "strengths.take_back")
    running = Consent.objects.select_for_update().filter(strength=held, until_at__isnull=True)
    ended = list(running.filter(use=use) if use else running)
    if not ended:
        return
    for each in ended:
        each.until_at = at
        each.save(update_fields=["until_at"])
    given = kept.of(held)
    if Consent.Use.MEET in {each.use for each in ended}:
        given = given.but(reach="")
        meet.forget(held)
    was_open = {name for name, text in door.opened(held).items() if text}
    door.lay_open(held, given, queries.uses(held))
    held.save()
    closed = was_open - {name for name, text in door.opened(held).items() if text}
    if closed:
        door.forget_words(held, at, tuple(closed | {"why"} if "words" in closed else closed))
    told = f"De gever van kracht {held.spoken} nam een ja terug."
    door.seal("strengths.take_back", held, told, at=at, rows=ended)
