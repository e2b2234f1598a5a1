"""Write a round down, change it while it is a draft, and put a draft aside: by whoever leads, in public."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries
from stoep.budgeting.actions import doors
from stoep.budgeting.actions.fill import Said, check, fill, personal
from stoep.budgeting.models import Counter, Part, Round
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.shared.refusal import Refused


@transaction.atomic
def write(
    *, neighbourhood: Neighbourhood, by: Standing, at: datetime, posted_key: str | None = None, **said: Any
) -> Round:
    """A round in draft; everybody may read it, and nothing is asked of anybody yet. `said` as in `fill.Said`.

    The same `posted_key` gives the same round again. Refused as by `fill.check`.
    """
    network.require_here(by, neighbourhood.pk, right="lead", act="budgeting.write")
    doors.lock(neighbourhood.pk)
    known = Round.objects.filter(posted_key=posted_key, neighbourhood=neighbourhood).first() if posted_key else None
    if known:
        return known
    tidy = check(neighbourhood, Said(**said), at=at)
    last = Round.objects.filter(neighbourhood=neighbourhood).aggregate(last=Max("number"))["last"] or 0
    round = Round(
        neighbourhood=neighbourhood, number=last + 1, written_by=by.person, written_at=at, posted_key=posted_key
    )
    rows = fill(round, tidy)
    told = "Er is een ronde in voorbereiding om samen geld te verdelen."
    doors.seal("budgeting.write", told, round, by.actor(), at, rows=rows, personal=personal(round))
    return round


@transaction.atomic
def change_draft(*, round: Round, by: Standing, at: datetime, **said: Any) -> Round:
    """What the draft says from now on, while no key is turned. Refused: "not-draft", "waits", and as by `check`."""
    round = _draft(round, by, at, act="budgeting.change_draft")
    tidy = check(round.neighbourhood, Said(**said), at=at, round=round)
    gone = _let_go(round, tidy)
    rows = fill(round, tidy)
    told = "Er veranderde iets aan een ronde in voorbereiding."
    doors.seal("budgeting.change_draft", told, round, by.actor(), at, rows=[*rows, *gone], personal=personal(round))
    return round


def _let_go(round: Round, tidy: dict[str, Any]) -> list[Part | Counter]:
    """Parts and counters of a draft that are no longer named: nothing hangs on them yet."""
    gone: list[Part | Counter] = []
    parts = Part.objects.filter(round=round, order__gt=len(tidy["parts"]))
    counters = Counter.objects.filter(round=round, order__gt=len(tidy["counters"]))
    rows: list[Part | Counter] = [*parts, *counters]
    for row in rows:
        key = row.pk
        row.delete()
        row.pk = key
        gone.append(row)
    return gone


@transaction.atomic
def put_aside(*, round: Round, why: str, by: Standing, at: datetime) -> Round:
    """The draft does not go on, with the reason. It stays to be read. Twice is once."""
    found = doors.theirs(round, by, act="budgeting.put_aside")
    if found.stopped_at:
        return found
    found = _draft(found, by, at, act="budgeting.put_aside")
    reason = doors.asked("no-why", _("Schrijf waarom. Eén zin is genoeg."), why=why)["why"]
    found.stopped_at, found.stopped_why = at, reason
    found.save(update_fields=["stopped_at", "stopped_why"])
    told = "Een ronde in voorbereiding gaat niet door."
    doors.seal("budgeting.put_aside", told, found, by.actor(), at, rows=[found], personal={"why": reason})
    return found


def _draft(round: Round, by: Standing, at: datetime, *, act: str) -> Round:
    found = doors.theirs(round, by, act=act)
    if found.stopped_at:
        raise Refused("stopped", _("Deze ronde is gestopt. Er verandert niets meer."))
    if found.announced_at:
        raise Refused("not-draft", _("Deze ronde is al open. Stel een verandering voor, met een reden."))
    if queries.waiting(found, doors.today_of(at)):
        raise Refused("waits", _("Er wacht een voorstel op de andere sleutel. Trek dat eerst in."))
    return found
