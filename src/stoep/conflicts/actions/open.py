"""Open: write down that something clashes, so that it can be spoken about."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.conflicts import rules
from stoep.conflicts.actions import doors
from stoep.conflicts.models import Conflict
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import Refused


@transaction.atomic
def open_conflict(
    *,
    title: str,
    issue: str,
    bears: str,
    by: Standing,
    at: datetime,
    items: Sequence[Item] = (),
    posted_key: str | None = None,
) -> Conflict:
    """A new conflict of this neighbourhood, open from now on. Whoever takes part in the network may do this.

    It is public at once when a host, worker or leading seat wrote it; else a host reads it first. The same form sent
    twice gives the same conflict. Refused: "empty", "too-long", "binary", "other-neighbourhood".
    """
    network.require_here(by, by.neighbourhood.pk, right="take-part", act="conflicts.open")
    _all_here(items, by.neighbourhood.pk)
    made = Conflict(
        neighbourhood=by.neighbourhood,
        title=doors.line(title, most=rules.MOST_TITLE, empty=_("Geef het een korte naam, zonder namen van mensen.")),
        issue=doors.text(issue, empty=_("Schrijf op waarover het gaat. Een paar zinnen is genoeg.")),
        bears=doors.text(bears, empty=_("Schrijf op wie de gevolgen draagt. Weet u het niet? Schrijf dat dan.")),
        opened_by=by.person,
        opened_side=by.side,
        opened_at=at,
        read_at=at if by.hosts else None,
        posted_key=hashlib.sha256(posted_key.encode()).hexdigest() if posted_key else None,
    )
    if known := _kept(made):
        return known
    made.items.set(items)
    _seal(made, by, at, act="conflicts.open", told="Er is een conflict opgeschreven.")
    return made


@transaction.atomic
def touch(*, conflict: Conflict, items: Sequence[Item], by: Standing, at: datetime) -> Conflict:
    """The conflict, with these agenda items as those that it touches. They are added and never taken away."""
    subject = doors.subject_of(conflict)
    network.require_here(by, conflict.neighbourhood_id, right="host", act="conflicts.touch", subject=subject)
    held = doors.open_one(conflict)
    _all_here(items, held.neighbourhood_id)
    fresh = set(items) - set(held.items.all())
    if fresh:
        held.items.add(*fresh)
        told = "Bij een conflict staat nu ook welke agendapunten het raakt."
        _seal(held, by, at, act="conflicts.touch", told=told)
    return held


def _all_here(items: Sequence[Item], neighbourhood_id: int) -> None:
    if any(item.neighbourhood_id != neighbourhood_id or item.is_draft for item in items):
        raise Refused("other-neighbourhood", _("Kies punten van de agenda van deze wijk."))


def _kept(made: Conflict) -> Conflict | None:
    """The conflict that the same form opened a moment ago, which wins; None when this one is new."""
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        return Conflict.objects.select_related("neighbourhood").get(
            posted_key=made.posted_key, neighbourhood=made.neighbourhood
        )
    return None


def _seal(made: Conflict, by: Standing, at: datetime, *, act: str, told: str) -> None:
    record.seal(
        neighbourhood=made.neighbourhood,
        act=act,
        subject=doors.subject_of(made),
        by=by.actor(),
        at=at,
        facts={
            "told": told,
            "items": sorted(made.items.values_list("code", flat=True)),
            "open": made.read_at is not None,
            "closed": made.closed_at is not None,
        },
        personal={"title": made.title, "text": made.issue, "bears": made.bears},
        rows=[made],
    )
