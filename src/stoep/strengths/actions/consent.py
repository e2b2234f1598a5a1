"""Consent: the giver agrees to one use, or takes it back; the last one taken back locks the words up again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.shared.refusal import Refused
from stoep.strengths import queries, rules
from stoep.strengths.actions import door
from stoep.strengths.models import Consent, Strength

_FOR = {"list": "de lijst", "item": "de wijkagenda"}


@transaction.atomic
def agree(*, strength: Strength, secret: str, use: str, at: datetime) -> None:
    """Let it be used so, from now on. Twice is once. Words that come out of the lock wait for a host's eye.

    Refused: "uses", "erased"; NotAllowed without the giver's secret.
    """
    held = door.of_giver(strength, secret, "strengths.agree")
    if use not in Consent.Use.values:
        raise Refused("uses", _("Kies uit de lijst wat ermee mag."))
    running = queries.uses(held)
    if use in running:
        return
    given = Consent.objects.create(strength=held, use=use, since_at=at)
    personal = {}
    if not rules.is_open(running) and rules.is_open([use]):
        held.words = queries.kept_words(held)
        door.wait_for_host(held)
        personal = {"words": held.words}
    held.save()
    told = f"De gever van kracht {held.spoken} zei ja tegen {_FOR[use]}."
    door.seal("strengths.agree", held, told, at=at, use=use, personal=personal, rows=[given])


@transaction.atomic
def take_back(*, strength: Strength, secret: str, at: datetime, use: str = "") -> None:
    """Take a yes back; without `use` every yes at once. Twice is once.

    With the last use that others see, the words leave the rows and the log: only their giver can read them then.
    """
    held = door.of_giver(strength, secret, "strengths.take_back")
    running = Consent.objects.select_for_update().filter(strength=held, until_at__isnull=True)
    ended = list(running.filter(use=use) if use else running)
    if not ended:
        return
    for each in ended:
        each.until_at = at
        each.save(update_fields=["until_at"])
    if held.words and not rules.is_open(queries.uses(held)):
        held.words = ""
        door.wait_for_host(held)
        held.save()
        door.forget_words(held, at)
    told = f"De gever van kracht {held.spoken} nam een ja terug."
    door.seal("strengths.take_back", held, told, at=at, rows=ended)
