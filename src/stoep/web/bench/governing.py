"""Who decides in the neighbourhood of the bench: its table, decisions, conflicts, other tables, policy and advices.

Of each thirty where a thousand contributions were made, and three hundred where it was a hundred thousand or more.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils import timezone

from stoep.agenda.models import Decision, Item, Vision, VisionDissent, VisionEndorsement
from stoep.conflicts.models import Conflict, Outcome, Park, Party, Stance, Statement, Step
from stoep.core.sealing.note import ED25519_COSIGNATURE, Key
from stoep.council.models import Advice, Appeal, Card, Link, Override, Policy, Reply, Term
from stoep.handover.models import Commitment
from stoep.network.models import Change, Charter, Interest, Post, Review, Seat
from stoep.people.models import Account, Organisation, Person
from stoep.record.models import Witness, WitnessPolicy
from stoep.tables import rules
from stoep.tables.models import Ballot, MinorityStatement, Plan, Position, Resolution, Table, TableSeat, Wording
from stoep.web.bench import words
from stoep.web.bench.table import Table as Laid

LEAST, MOST, EACH = 30, 300, 300  # one of each kind for so many contributions
PARTIES = (("Woonpunt Waterstad", "housing"), ("Wijkteam Meerpaal", "care"), ("Politie Waterstad", "police"))
NEIGHBOURS = ("Fatma", "Joost", "Kees", "Ria", "Sjaan", "Mo", "Truus", "Henk")
POLICIES = 60


@dataclass(frozen=True)
class Ground:
    """What everything below is drawn from: the neighbourhood with its items, who sits there, chance and the moment."""

    laid: Laid
    chance: random.Random
    at: datetime
    many: int

    @cached_property
    def parties(self) -> list[Organisation]:
        """The organisations at work here, the municipality first."""
        made = [Organisation.objects.create(name=name, kind=kind) for name, kind in PARTIES]
        return [self.laid.municipality, *made]

    @cached_property
    def seats(self) -> list[Seat]:
        """The seats that run, in the order in which they were taken."""
        return list(
            Seat.objects.filter(partnership__neighbourhood=self.laid.neighbourhood, until_on=None).order_by("pk")
        )

    @property
    def times(self) -> Iterator[tuple[int, datetime]]:
        """So many moments over three years, the last one a week ago."""
        for index in range(self.many):
            yield index, self.at - timedelta(days=7) - timedelta(days=3 * 360) * (self.many - 1 - index) / self.many

    def said(self) -> str:
        """Somebody's words."""
        return words.said(self.chance)

    def title(self) -> str:
        """What a thing is called."""
        return words.title(self.chance)[:120]

    def item(self, index: int) -> Item:
        """One of the items of the agenda in turn."""
        return self.laid.items[index % len(self.laid.items)]


def govern(laid: Laid, chance: random.Random, at: datetime, size: int) -> None:
    """Fill every room in which is decided."""
    ground = Ground(laid, chance, at, min(MOST, max(size // EACH, min(LEAST, size // LEAST))))
    _sit(ground)
    for fill in (_agenda, _vision, _conflicts, _tables, _resolutions, _policies, _advices, _overrides, _money, _watch):
        fill(ground)


def _sit(ground: Ground) -> None:
    """Eleven seats that run, as many that ended, rules, interests, tasks, and what was changed at the table."""
    here, begun = ground.laid.neighbourhood, timezone.localdate(ground.at - timedelta(days=3 * 360))
    table = here.partnership
    sit: dict[str, Any] = {"partnership": table, "since_on": begun, "appointed": "chosen"}
    for index, name in enumerate(NEIGHBOURS):
        person = Person.objects.create(name=name, account=Account.objects.create(email=f"buur-{index}@example.org"))
        ended = begun + timedelta(days=100 * index + 90)
        Seat.objects.create(person=person, side="resident", **sit | {"until_on": ended})
        Seat.objects.create(person=person, side="resident", **sit | {"since_on": ended})
        Post.objects.create(neighbourhood=here, person=person, kind="host", since_on=begun, until_on=ended)
    for organisation in ground.parties:
        person = Person.objects.create(name=f"Iemand van {organisation.name}", organisation=organisation)
        seat = Seat.objects.create(person=person, side=organisation.kind, organisation=organisation, **sit)
        Interest.objects.create(
            seat=seat, words=ground.said()[:300], since_on=begun, is_own_word=True, written_at=ground.at
        )
    first: dict[str, Any] = {"seats": {"resident": 10, "independent": 1, "municipality": 1}, "weights": {"resident": 1}}
    first |= {"residents_share": 51, "term_years": 4, "most_terms": 2, "quorum": 6, "quorum_residents": 4}
    Charter.objects.create(
        partnership=table, number=1, since_on=begun, way="consent", drawn=0, review_month=5, key_days=14, **first
    )
    for index, at in ground.times:
        keys: dict[str, Any] = {"proposed_key": "resident", "proposed_by": ground.laid.host, "proposed_at": at}
        seat = ground.seats[index % len(ground.seats)]
        Change.objects.create(
            partnership=table, kind="add-seat", person=seat.person, why=ground.said(), confirmed_at=at, **keys
        )
    for year in (1, 2):
        held_on = timezone.localdate(ground.at - timedelta(days=360 * year))
        said = {
            "went_well": ground.said(),
            "must_change": ground.said(),
            "composition": [{"side": "resident", "seats": 10, "votes": 10}],
        }
        Review.objects.create(partnership=table, held_on=held_on, written_at=ground.at, settled_at=ground.at, **said)


def _agenda(ground: Ground) -> None:
    """Decisions with two keys about the agenda."""
    codes = [item.code for item in ground.laid.items]
    first, second = ground.seats[0], ground.seats[1]
    Decision.objects.bulk_create(
        Decision(
            neighbourhood=ground.laid.neighbourhood,
            kind="order",
            content={"codes": codes},
            why=ground.said(),
            proposed_by=first,
            proposed_at=at,
            expires_on=timezone.localdate(at + timedelta(days=14)),
            seconded_by=second,
            seconded_at=at + timedelta(days=3),
        )
        for _index, at in ground.times
    )


def _vision(ground: Ground) -> None:
    """One vision, signed by most and refused by one, with two notes of who sees it otherwise."""
    here, at = ground.laid.neighbourhood, ground.at - timedelta(days=100)
    first, second, *others = ground.seats
    keys = {"proposed_by": first, "proposed_at": at, "expires_on": timezone.localdate(at), "seconded_by": second}
    decision = Decision.objects.create(neighbourhood=here, kind="vision", seconded_at=at, **keys)
    texts = {domain: ground.said() for domain in Item.Domain.values}
    written = {"opening": ground.said(), "texts": texts, "begun_at": at, "written_at": at, "adopted_at": at}
    vision = Vision.objects.create(neighbourhood=here, number=1, decision=decision, **written)
    said: dict[str, Any] = {"vision": vision, "decided_on": timezone.localdate(at), "said_at": at}
    VisionEndorsement.objects.create(party="council", kind="signed", council_decision="2026-12", **said)
    for index, organisation in enumerate(ground.parties):
        answer = {"kind": "signed"} if index else {"kind": "refused", "why": ground.said()}
        VisionEndorsement.objects.create(party="partner", organisation=organisation, **answer, **said)
    for seat in others[:2]:
        VisionDissent.objects.create(vision=vision, seat=seat, words=ground.said(), said_at=at)


def _conflicts(ground: Ground) -> None:
    """Half of them closed with an outcome, a sixth resting, three parties in each."""
    for index, at in ground.times:
        day, typed = timezone.localdate(at), {"written_side": "resident", "channel": "screen", "read_at": at}
        closed = at + timedelta(days=5) if index % 2 else None
        found = Conflict.objects.create(
            neighbourhood=ground.laid.neighbourhood, title=ground.title(), issue=ground.said(), bears=ground.said(),
            opened_side="resident", opened_at=at, read_at=at, closed_at=closed,
        )  # fmt: skip
        found.items.add(ground.item(index))
        parties = Party.objects.bulk_create(Party(conflict=found, name=name, added_at=at) for name in NEIGHBOURS[:3])
        Statement.objects.bulk_create(
            Statement(party=party, position=ground.said(), interests=ground.said(), said_on=day, written_at=at, **typed)
            for party in parties
        )
        Step.objects.create(conflict=found, kind="talk", on=day, what=ground.said(), added_at=at)
        if closed:
            came = Outcome.objects.create(conflict=found, words=ground.said(), reached_on=day, written_at=at)
            Stance.objects.bulk_create(
                Stance(outcome=came, party=party, kind=kind, words=ground.said(), written_at=at, **typed)
                for party, kind in zip(parties, ("agree", "live-with", "disagree"), strict=True)
            )
        elif index % 3 == 0:
            Park.objects.create(conflict=found, why=ground.said(), again_on=day + timedelta(days=900), parked_at=at)


def _tables(ground: Ground) -> None:
    """Tables of others with five seats, each with a plan; half of the plans are established."""
    resident = ground.seats[0]
    for index, at in ground.times:
        day = timezone.localdate(at)
        table = Table.objects.create(
            neighbourhood=ground.laid.neighbourhood, name=ground.title(), kind="steering", convened_by="De gemeente",
            about=ground.said(), since_on=day, registered_at=at, ended_at=at if index % 5 == 0 else None,
        )  # fmt: skip
        sit: dict[str, Any] = {"table": table, "votes": True, "since_on": day, "written_at": at}
        TableSeat.objects.bulk_create(TableSeat(party=party, **sit) for party in ground.parties)
        if index % 3:
            TableSeat.objects.create(called="Fatma", confirmed_by=resident, confirmed_at=at, **sit)
        drawn: dict[str, Any] = {"drafted_on": day, "public_since_on": day, "registered_at": at, "asked_at": at}
        plan = Plan.objects.create(table=table, title=ground.title(), about=ground.said(), **drawn)
        plan.items.add(ground.item(index))
        if index % 2:
            held = Position.objects.create(
                plan=plan, kind="reservation", words=ground.said(), present="Wij waren met acht", decided_how="Samen",
                held_on=day, recorded_by=resident, recorded_at=at,
            )  # fmt: skip
            Plan.objects.filter(pk=plan.pk).update(rests_on=held, established_at=at, established_on=day)


def _resolutions(ground: Ground) -> None:
    """What the table decided, all but the last three closed; with one vote against, and its words in every third."""
    for index, at in ground.times:
        taken = Resolution.objects.create(
            neighbourhood=ground.laid.neighbourhood, number=index + 1, title=ground.title(), method="majority",
            opened_by=ground.seats[0], opened_at=at,
        )  # fmt: skip
        taken.items.add(ground.item(index))
        Wording.objects.create(
            resolution=taken, round=1, words=ground.said(), written_by=ground.seats[0], written_at=at
        )
        said = ["against" if place == 2 else "agree" for place, _seat in enumerate(ground.seats)]
        Ballot.objects.bulk_create(
            Ballot(resolution=taken, round=1, seat=seat, said=word, cast_at=at)
            for seat, word in zip(ground.seats, said, strict=True)
        )
        if index < ground.many - 3:
            votes = [rules.Vote(seat.pk, seat.side, 1, word) for seat, word in zip(ground.seats, said, strict=True)]
            roll = rules.as_roll(votes, rules.Quorum(6, 4), charter=1, round_number=1)
            closed = {"closed_at": at, "closed_by": ground.seats[0], "outcome": "carried", "roll": roll}
            Resolution.objects.filter(pk=taken.pk).update(**closed)
        if index % 3 == 0:
            MinorityStatement.objects.create(resolution=taken, seat=ground.seats[2], words=ground.said(), written_at=at)


def _policies(ground: Ground) -> None:
    """Policy of the municipality, and how items contribute to it or clash with it."""
    here, day = ground.laid.neighbourhood, timezone.localdate(ground.at - timedelta(days=800))
    Term.objects.create(neighbourhood=here, begins_on=day, coalition="Waterstad Vooruit", entered_at=ground.at)
    made: dict[str, Any] = {"neighbourhood": here, "entered_side": "municipality", "entered_at": ground.at}
    policies = Policy.objects.bulk_create(
        Policy(kind="motion", number=f"M-{index}", title=ground.title(), taakveld="6.1", money="12.000 euro", **made)
        for index in range(POLICIES)
    )
    Link.objects.bulk_create(_link(ground, index, at, policies) for index, at in ground.times)


def _link(ground: Ground, index: int, at: datetime, policies: list[Policy]) -> Link:
    """Each item with another policy every time round."""
    late = timezone.localdate(at + timedelta(days=42))
    clashes = index % 5 == 0
    replied = {"municipality_agrees": True, "municipality_words": ground.said(), "municipality_at": at}
    return Link(
        item=ground.item(index), policy=policies[(index + index // len(ground.laid.items)) % len(policies)],
        kind="clashes" if clashes else "contributes", words=ground.said(), asked=index % 4 == 0, reply_due_on=late,
        made_side="resident", made_at=at, residents_agree=True, residents_words=ground.said(), residents_at=at,
        **replied if index % 3 else {},
    )  # fmt: skip


def _advices(ground: Ground) -> None:
    """What was asked; two of three are answered, and each party has a card."""
    here = ground.laid.neighbourhood
    for party in (None, *ground.parties):
        said = {"brings": ground.said(), "asks": ground.said(), "written_side": "resident", "written_at": ground.at}
        Card.objects.create(neighbourhood=here, organisation=party, **said)
    for index, at in ground.times:
        day = timezone.localdate(at)
        asked = Advice.objects.create(
            neighbourhood=here, item=ground.item(index), title=ground.title(), words=ground.said(), said_as="ask",
            competent=("council", "executive", "corporation")[index % 3], organisation=ground.parties[index % 2],
            influence="none", asked_on=day, answer_due_on=day + timedelta(days=56), asked_side="resident", noted_at=at,
        )  # fmt: skip
        if index % 3:
            Reply.objects.create(
                advice=asked, kind="partly", words=ground.said(), why=ground.said(), decided_on=day, answered_on=day,
                answered_side="municipality", organisation=ground.parties[index % 2], answered_at=at,
            )  # fmt: skip


def _overrides(ground: Ground) -> None:
    """One decision against residents for ten things that they asked, with an appeal."""
    for index, at in ground.times:
        if index % 10 == 0:
            since_on = timezone.localdate(at)
            days = {"since_on": since_on, "until_on": since_on + timedelta(days=900), "decided_on": since_on}
            made: dict[str, Any] = {"made_side": "municipality", "made_at": at}
            override = Override.objects.create(
                neighbourhood=ground.laid.neighbourhood, item=ground.item(index), competent="council",
                organisation=ground.laid.municipality, title=ground.title(), ground=ground.said(), loses=ground.said(),
                **days, **made,
            )  # fmt: skip
            appeal = {"made_side": "resident", "made_on": since_on, "made_at": at, "answer_due_on": days["until_on"]}
            Appeal.objects.create(override=override, words=ground.said(), **appeal)


def _money(ground: Ground) -> None:
    """Subsidies and contracts of the municipality, some of which tie an item."""
    for index, at in ground.times:
        if index % 10 == 0:
            Commitment.objects.create(
                neighbourhood=ground.laid.neighbourhood, organisation=ground.laid.municipality, kind="subsidy",
                what=ground.title(), since_on=timezone.localdate(at), until_on=_later(ground.at), cents=1_200_00,
                item=ground.item(index) if index % 20 else None, recorded_side="municipality", recorded_at=at,
            )  # fmt: skip


def _later(at: datetime) -> date:
    return timezone.localdate(at + timedelta(days=500))


def _watch(ground: Ground) -> None:
    """Three witnesses of the log, two of whom must have looked."""
    here, day = ground.laid.neighbourhood, timezone.localdate(ground.at - timedelta(days=300))
    for party in ("library", "resident", "housing"):
        key = Ed25519PrivateKey.from_private_bytes(party.encode().ljust(32, b".")).public_key().public_bytes_raw()
        written = Key(f"{party}.waterstad.example", ED25519_COSIGNATURE, key).written()
        Witness.objects.create(neighbourhood=here, called=f"Getuige {party}", party=party, key=written, since_on=day)
    WitnessPolicy.objects.create(neighbourhood=here, needed=2, since_on=day)
