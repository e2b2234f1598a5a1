"""Partner cards: what a party says of itself, and what it owes and is owed by what was promised and asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from stoep.council import queries as council
from stoep.council.models import Advice, Card
from stoep.council.queries import AdviceLine, Party
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.promises import queries as promises
from stoep.promises.models import Promise, Verdict
from stoep.shared import leaves
from stoep.shared.asked import ask


@dataclass(frozen=True, slots=True)
class Row:
    """A party in the list: its newest card, and how much it still owes."""

    party: Party
    promises_open: int
    promises_late: int
    answers_open: int
    answers_late: int


def of_neighbourhood(here: Neighbourhood, *, today: date) -> list[Row]:
    """Every party at work here, residents first; four questions. No order of better and worse."""
    owed = council.owed(here, today)
    tallies = {tally.organisation or 0: tally for tally in promises.by_organisation(here, today)}
    rows = []
    for party in council.parties(here, today):
        tally = tallies.get(party.key)
        waiting, late = owed.get(party.key, (0, 0)) if party.key else (0, 0)
        # What is late still runs; the tally counts it apart.
        rows.append(Row(party, tally.open if tally else 0, tally.late if tally else 0, waiting - late, late))
    return rows


@dataclass(frozen=True, slots=True)
class Sheet:
    """One card: its versions, newest first, and what runs in both directions, twenty promises and answers at a time.

    `leaf` holds the longer of the two lists: it tells what comes before and after.
    """

    party: Party
    versions: Sequence[Card]
    owes: Sequence[promises.Line]
    is_owed: Sequence[promises.Line]
    answers: Sequence[AdviceLine]
    leaf: leaves.Leaf[Any]


def of_party(here: Neighbourhood, organisation: Organisation | None, *, today: date, number: int = 1) -> Sheet:
    """What one party says of itself, owes and is owed; five questions."""
    versions = council.versions_of(here, organisation)
    shape, whose = (organisation is None, number), {"office": organisation.pk} if organisation else {}
    running = leaves.leaf(ask(_running, shape, here=here.pk, **whose), number)
    asked = leaves.leaf(ask(_asked, shape, here=here.pk, **whose), number)
    both: list[leaves.Leaf[Any]] = [running, asked]
    lines = promises.shown(running.rows, today=today)

    def ours(promise: Promise) -> bool:
        if organisation is None:
            return promise.organisation is None or promise.organisation.kind == Organisation.Kind.RESIDENTS
        return promise.organisation_id == organisation.pk

    return Sheet(
        party=Party(organisation, versions[0] if versions else None),
        versions=versions,
        owes=[line for line in lines if ours(line.promise)],
        is_owed=[line for line in lines if not ours(line.promise)],
        answers=council.shown(asked.rows, today),
        leaf=max(both, key=lambda leaf: (leaf.after, len(leaf.rows))),
    )


def _running(shape: tuple[bool, int], *, here: int, office: int = 0) -> QuerySet[Promise]:
    """Promises that nobody judged yet, by this party or to it. Those to nobody in particular are to residents."""
    of_residents, number = shape
    running = Promise.objects.filter(~Exists(Verdict.objects.filter(promise=OuterRef("pk"))), neighbourhood=here)
    if of_residents:
        by_them = Q(organisation__isnull=True) | Q(organisation__kind=Organisation.Kind.RESIDENTS)
        mine = by_them | Q(receiver_organisation__isnull=True)
    else:
        mine = Q(organisation=office) | Q(receiver_organisation=office)
    return running.filter(mine).select_related("organisation").order_by("counts_on", "pk")[leaves.part(number)]


def _asked(shape: tuple[bool, int], *, here: int, office: int = 0) -> QuerySet[Advice]:
    """Answers that this party owes; for residents those that they are owed, by whomever."""
    of_residents, number = shape
    waiting = Advice.objects.filter(neighbourhood=here, reply__isnull=True, withdrawn_at__isnull=True)
    waiting = waiting.exclude(organisation=None) if of_residents else waiting.filter(organisation=office)
    told = ("title", "competent", "answer_due_on", "withdrawn_at", "reply__kind", "reply__answered_on")
    wide = waiting.select_related("neighbourhood", "organisation", "reply")
    shown = wide.only(*told, "neighbourhood__slug", "organisation__name")
    return shown.order_by("answer_due_on", "pk")[leaves.part(number)]
