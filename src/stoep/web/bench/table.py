"""The neighbourhoods of the bench, who sits at the table of the first one, its agenda and what was promised there."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count
from django.utils import timezone

from stoep.agenda.models import Decision, Item, Origin, Version
from stoep.handover import queries as handover
from stoep.handover.models import Line, Power, Reply
from stoep.network.models import Door, Partnership, Post, Seat
from stoep.people.models import Account, Organisation, Person
from stoep.places.models import Neighbourhood
from stoep.promises.models import Change, Promise, Verdict
from stoep.voices.models import Answer
from stoep.web.bench import words

SLUG = "de-meerpaal"
ITEMS = 40
PROMISES = 90
Number = Callable[[], str]


@dataclass
class Table:
    """Who answers and promises in the first neighbourhood, and its agenda."""

    neighbourhood: Neighbourhood
    host: Person
    municipality: Organisation
    items: list[Item]
    brought: int = field(default=0)


def found_places(others: int, at: datetime) -> list[Neighbourhood]:
    """De Meerpaal, and so many others after it."""
    begun = timezone.localdate(at - timedelta(days=4 * 365))
    rows = [(SLUG, "De Meerpaal")] + [(f"buurt-{number}", f"Buurt {number}") for number in range(1, others + 1)]
    return Neighbourhood.objects.bulk_create(
        Neighbourhood(slug=slug, name=name, kind="wijk", municipality_name="Waterstad", drawn_on=begun)
        for slug, name in rows
    )


def lay(neighbourhood: Neighbourhood, chance: random.Random, number: Number, at: datetime) -> Table:
    """Three seats, a host at an open door, forty running items on the agenda, and one adopted version of it."""
    municipality = Organisation.objects.create(name="Gemeente Waterstad", kind="municipality")
    independent = Organisation.objects.create(name="Stichting Meerpaal Samen", kind="independent")
    begun = timezone.localdate(at - timedelta(days=3 * 365))
    partnership = Partnership.objects.create(neighbourhood=neighbourhood, founded_on=begun)
    host, chair, second = (
        Person.objects.create(name=name, organisation=organisation)
        for name, organisation in (("Anouk", None), ("Bep", None), ("Ilse", independent))
    )
    host.account = Account.objects.create(email="anouk@example.org")
    host.save()
    Post.objects.create(neighbourhood=neighbourhood, person=host, kind="host", since_on=begun)
    Door.objects.create(
        neighbourhood=neighbourhood, place="De Kajuit", address="Kade 4", hours="Elke dinsdagochtend", contact=host
    )
    residents = Seat.objects.create(partnership=partnership, person=chair, side="resident", since_on=begun)
    other = Seat.objects.create(partnership=partnership, person=second, side="independent", since_on=begun)
    Seat.objects.create(partnership=partnership, person=host, side="resident", since_on=begun)
    items = _items(neighbourhood, municipality, chance, number, at)
    decided_at = at - timedelta(days=200)
    decision = Decision.objects.create(
        neighbourhood=neighbourhood,
        kind="adopt",
        proposed_by=residents,
        proposed_at=decided_at,
        expires_on=timezone.localdate(decided_at) + timedelta(days=14),
        seconded_by=other,
        seconded_at=decided_at,
    )
    Version.objects.create(
        neighbourhood=neighbourhood, number=1, content={"items": []}, adopted_at=decided_at, decision=decision
    )
    return Table(neighbourhood, host, municipality, items)


def _items(
    neighbourhood: Neighbourhood, municipality: Organisation, chance: random.Random, number: Number, at: datetime
) -> list[Item]:
    """Ten long lines with three strokes under each, all running."""
    made: list[Item] = []
    domains = Item.Domain.values
    for position in range(1, ITEMS + 1):
        is_line = position % 4 == 1
        item = Item.objects.create(
            neighbourhood=neighbourhood,
            code=number(),
            title=words.title(chance)[:120],
            wish=words.said(chance),
            why=words.said(chance),
            already_there=words.said(chance) if position % 3 else "",
            horizon="long" if is_line else "short",
            line=None if is_line else made[(position - 1) // 4 * 4],
            domain=domains[position % len(domains)],
            owner="Bep uit de Eikstraat",
            position=position,
            started_at=at - timedelta(days=20 * (ITEMS - position) + 30),
            last_touched_on=timezone.localdate(at - timedelta(days=9 * position)),
        )
        item.partners.add(municipality)
        made.append(item)
    return made


def bring(laid: Table, answers: Sequence[Answer]) -> None:
    """Voices that were taken up become origins of the forty items in turn: the more are said, the more each has."""
    rows = []
    for answer in answers:
        rows.append(
            Origin(
                item=laid.items[laid.brought % len(laid.items)],
                voice=answer.voice,
                why="Deze mensen vragen om hetzelfde.",
                brought_by=laid.host,
                brought_at=answer.given_at,
                author_agrees=(None, True, True, False)[laid.brought % 4],
                author_said_at=answer.given_at if laid.brought % 4 else None,
                answer=answer,
            )
        )
        laid.brought += 1
    Origin.objects.bulk_create(rows, batch_size=1000)


def count_origins(laid: Table) -> None:
    """Write down on each item how many voices it grew from, as the acts do."""
    counts = dict(Origin.objects.values("item").annotate(count=Count("id")).values_list("item", "count"))
    for item in laid.items:
        item.origin_count = counts.get(item.pk, 0)
    Item.objects.bulk_update(laid.items, ["origin_count"])


def promise(laid: Table, chance: random.Random, number: Number, at: datetime) -> None:
    """Ninety promises over the items: a third kept, some late, some changed, some broken."""
    today = timezone.localdate(at)
    for index in range(PROMISES):
        said_on = today - timedelta(days=10 * (PROMISES - index))
        due_on = said_on + timedelta(days=100 + index * 3)
        made = Promise.objects.create(
            neighbourhood=laid.neighbourhood,
            code=number(),
            words=f"Ik regel {chance.choice(words.WHAT)}. {chance.choice(words.MORE)}",
            promiser_called="De wethouder",
            organisation=laid.municipality,
            item=laid.items[index % len(laid.items)],
            said_where="Bewonersavond",
            said_on=said_on,
            due_on=due_on,
            counts_on=due_on,
            noted_by=laid.host,
            noted_at=at - timedelta(days=10 * (PROMISES - index)),
        )
        if index % 6 == 0:
            Change.objects.create(
                promise=made,
                words=f"{made.words} Het wordt later.",
                due_on=due_on + timedelta(days=60),
                why="De aannemer kan niet eerder.",
                made_side="municipality",
                made_on=said_on + timedelta(days=40),
                made_at=made.noted_at + timedelta(days=40),
            )
        if due_on < today and index % 5:
            kind = "kept" if index % 5 < 4 else "broken"
            Verdict.objects.create(
                promise=made, kind=kind, words="Dank u wel.", on=due_on, said_side="resident", said_at=made.noted_at
            )


def hand_over(laid: Table, at: datetime) -> None:
    """A new alderman fifty days ago, who found all that runs and confirmed two lines of three."""
    moment = at - timedelta(days=50)
    on = timezone.localdate(moment)
    power = Power.objects.create(
        neighbourhood=laid.neighbourhood,
        kind="alderman",
        organisation=laid.municipality,
        on=on,
        office="wethouder wijken",
        comes_called="De wethouder",
        recorded_side="resident",
        recorded_on=on,
        recorded_at=moment,
    )
    running = handover.running_lines(laid.neighbourhood, laid.municipality, on)
    lines = [Line(power=power, promise=promise) for promise in running.promises]
    lines += [Line(power=power, link=link) for link in running.links]
    lines += [Line(power=power, item=item) for item in running.items]
    lines += [Line(power=power, commitment=each) for each in running.commitments]
    for index, line in enumerate(lines):
        line.save()
        if index % 3:
            said = {"made_on": on, "made_at": moment, "made_side": "municipality", "on_behalf": True}
            Reply.objects.create(line=line, number=1, kind="confirm", **said)
