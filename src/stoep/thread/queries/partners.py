"""Partner cards: what a party says of itself, and what it owes and is owed by what was promised and asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from stoep.council import queries as council
from stoep.council.models import Advice, Card
from stoep.council.queries import AdviceLine, Party
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.promises import queries as promises
from stoep.promises.models import Promise, Verdict
from stoep.shared.asked import ask

MOST = 60


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
    """One card: its versions, newest first, and what runs in both directions."""

    party: Party
    versions: Sequence[Card]
    owes: Sequence[promises.Line]
    is_owed: Sequence[promises.Line]
    answers: Sequence[AdviceLine]


def of_party(here: Neighbourhood, organisation: Organisation | None, *, today: date) -> Sheet:
    """What one party says of itself, owes and is owed; five questions."""
    versions = council.versions_of(here, organisation)
    rows = ask(_running, organisation is None, here=here.pk, **({"office": organisation.pk} if organisation else {}))
    lines = promises.shown(rows, today=today)

    def ours(promise: Promise) -> bool:
        if organisation is None:
            return promise.organisation is None or promise.organisation.kind == Organisation.Kind.RESIDENTS
        return promise.organisation_id == organisation.pk

    asked = ask(_asked, organisation is None, here=here.pk, **({"office": organisation.pk} if organisation else {}))
    return Sheet(
        party=Party(organisation, versions[0] if versions else None),
        versions=versions,
        owes=[line for line in lines if ours(line.promise)],
        is_owed=[line for line in lines if not ours(line.promise)],
        answers=council.shown(asked, today),
    )


def _running(of_residents: bool, *, here: int, office: int = 0) -> QuerySet[Promise]:
    """Promises that nobody judged yet, by this party or to it. Those to nobody in particular are to residents."""
    running = Promise.objects.filter(~Exists(Verdict.objects.filter(promise=OuterRef("pk"))), neighbourhood=here)
    if of_residents:
        by_them = Q(organisation__isnull=True) | Q(organisation__kind=Organisation.Kind.RESIDENTS)
        mine = by_them | Q(receiver_organisation__isnull=True)
    else:
        mine = Q(organisation=office) | Q(receiver_organisation=office)
    return running.filter(mine).select_related("organisation").order_by("counts_on", "pk")[:MOST]


def _asked(of_residents: bool, *, here: int, office: int = 0) -> QuerySet[Advice]:
    """Answers that this party owes; for residents those that they are owed, by whomever."""
    waiting = Advice.objects.filter(neighbourhood=here, reply__isnull=True, withdrawn_at__isnull=True)
    waiting = waiting.exclude(organisation=None) if of_residents else waiting.filter(organisation=office)
    return waiting.select_related("neighbourhood", "organisation", "item", "reply").order_by("answer_due_on")[:MOST]
