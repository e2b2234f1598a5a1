"""Questions about witnesses: who watches, which checkpoints they saw, and whether that is enough."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    FilteredRelation,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from stoep.core.sealing.checkpoint import encode
from stoep.core.sealing.note import Key, Signature
from stoep.places.models import Neighbourhood
from stoep.record import rules
from stoep.record.models import Checkpoint, Cosignature, Log, Stamp, Witness, WitnessPolicy
from stoep.shared.asked import ask

STAMP_KIND = b"\xffstoep/rfc3161"  # c2sp.org/signed-note: 0xff and a name of one's own
MOST_LINES = 28  # of the 32 signatures that a note may carry four are the log's own


def running_witnesses(neighbourhood: Neighbourhood) -> QuerySet[Witness]:
    """Who countersigns now, oldest first."""
    found = Witness.objects.filter(neighbourhood=neighbourhood, until_on__isnull=True)
    return found.order_by("since_on", "pk")


def policy_of(neighbourhood: Neighbourhood) -> WitnessPolicy | None:
    """How many witnesses must have seen a checkpoint; None as long as nobody said so."""
    return next(iter(ask(_policy, None, here=neighbourhood.pk)), None)


def _policy(_shape: None, *, here: int) -> QuerySet[WitnessPolicy]:
    return WitnessPolicy.objects.filter(neighbourhood=here).order_by("-pk")[:1]


@dataclass(frozen=True, slots=True)
class Sight:
    """A witness, and the largest checkpoint that it saw: size 0 and no time when it never did."""

    witness: Witness
    size: int
    signed_at: datetime | None


def sights(neighbourhood: Neighbourhood) -> list[Sight]:
    """Every running witness with what it saw last."""
    rows = ask(_sights, None, here=neighbourhood.pk)
    return [Sight(row, vars(row)["last_size"] or 0, vars(row)["last_signed_at"]) for row in rows]


def _sights(_shape: None, *, here: int) -> QuerySet[Witness]:
    watching = Witness.objects.filter(neighbourhood=here, until_on__isnull=True).order_by("since_on", "pk")
    size, signed_at = Max("cosignatures__checkpoint__size"), Max("cosignatures__signed_at")
    return watching.annotate(last_size=size, last_signed_at=signed_at)


@dataclass(frozen=True, slots=True)
class Seen:
    """Who saw a checkpoint, or a later one that holds it whole; how many are needed (0: nobody said), and enough?"""

    by: list[Witness]
    needed: int
    met: bool


def seen(checkpoint: Checkpoint) -> Seen:
    """Who saw this checkpoint: a witness of a later one saw proof that all of this one is in it."""
    neighbourhood = checkpoint.log.neighbourhood
    covered = Q(cosignatures__checkpoint__log=checkpoint.log, cosignatures__checkpoint__size__gte=checkpoint.size)
    by = list(running_witnesses(neighbourhood).filter(covered).distinct())
    policy = policy_of(neighbourhood)
    needed = policy.needed if policy else 0
    return Seen(by, needed, rules.policy_met(needed, [witness.party for witness in by]))


@dataclass(frozen=True, slots=True)
class Watch:
    """How a log is watched: by whom, how many are needed (0: nobody said), and how far enough of them saw it.

    `unseen_since` is the day since which too few saw a checkpoint, once that is over two weeks and the log has grown.
    """

    sights: list[Sight]
    needed: int
    covered: int
    unseen_since: date | None


def watch(neighbourhood: Neighbourhood, today: date) -> Watch:
    """How the log of this neighbourhood is watched today."""
    found, policy = sights(neighbourhood), policy_of(neighbourhood)
    needed = policy.needed if policy else 0
    covered = _covered(needed, [(sight.size, sight.witness.party) for sight in found if sight.size])
    since = _unseen(neighbourhood, covered, policy.since_on, today) if policy else None
    return Watch(found, needed, covered, since)


def unseen_since(neighbourhood: Neighbourhood, today: date) -> date | None:
    """The same day alone, for the warnings on the pages of a neighbourhood; None without a policy. Two questions."""
    rows = ask(_agreed, None, here=neighbourhood.pk)
    if not rows:
        return None
    (needed, policy_on), saw = rows[0][:2], [(size, party) for _needed, _on, size, party in rows if size and party]
    return _unseen(neighbourhood, _covered(needed, saw), policy_on, today)


def _agreed(_shape: None, *, here: int) -> QuerySet[WitnessPolicy, tuple[int, date, int | None, str | None]]:
    """The policy in force, and beside it each running witness with the largest checkpoint that it saw."""
    runs = Q(neighbourhood__witnesses__until_on__isnull=True)
    saw = Cosignature.objects.filter(witness=OuterRef("watching__pk")).order_by("-checkpoint__size")
    newest = WitnessPolicy.objects.filter(neighbourhood=here).order_by("-pk").values("pk")[:1]
    policy = WitnessPolicy.objects.filter(pk__in=newest)
    rows = policy.annotate(watching=FilteredRelation("neighbourhood__witnesses", condition=runs))
    size = Subquery(saw.values("checkpoint__size")[:1])
    return rows.order_by("watching__pk").values_list("needed", "since_on", size, "watching__party")


def _covered(needed: int, saw: Sequence[tuple[int, str]]) -> int:
    """How far enough of them saw it, of the sizes that each saw and what each is."""
    order = sorted(saw, key=lambda one: -one[0])
    parties = [party for _size, party in order]
    enough = next((at for at in range(len(parties)) if rules.policy_met(needed, parties[: at + 1])), None)
    return order[enough][0] if enough is not None else 0


def _unseen(neighbourhood: Neighbourhood, covered: int, policy_on: date, today: date) -> date | None:
    later = ask(_later, None, here=neighbourhood.pk, covered=covered)
    if not later:
        return None
    since = max(later[0][0].date(), policy_on)
    return since if today - since >= timedelta(days=rules.UNSEEN_DAYS) else None


def _later(_shape: None, *, here: int, covered: int) -> QuerySet[Checkpoint, tuple[datetime]]:
    later = Checkpoint.objects.filter(log__neighbourhood=here, size__gt=covered)
    return later.order_by("size").values_list("made_at")[:1]


def long_unseen(on: date, before: datetime) -> Case:
    """Of a neighbourhood, inside another question: whether `unseen_since` names a day. `long_ago` gives both values.

    It looks at the newest checkpoint of long enough ago alone: whoever saw that one, saw all before it.
    """
    policies = WitnessPolicy.objects.order_by("-pk")
    agreed = policies.filter(neighbourhood=OuterRef("log__neighbourhood"))
    watching = Witness.objects.filter(
        neighbourhood=OuterRef("log__neighbourhood"),
        until_on__isnull=True,
        cosignatures__checkpoint__log=OuterRef("log"),
        cosignatures__checkpoint__size__gte=OuterRef("size"),
    )
    number = watching.order_by().values("neighbourhood").annotate(number=Count("pk", distinct=True)).values("number")
    of_others = watching.exclude(party=Witness.Party.MUNICIPALITY)
    told = Checkpoint.objects.filter(log__neighbourhood=OuterRef("pk"), made_at__lt=before).annotate(
        saw=Coalesce(Subquery(number), 0), needed=Subquery(agreed.values("needed")[:1])
    )
    too_few = Case(
        When(Q(saw__lt=F("needed")) | ~Exists(of_others), then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
    last = Subquery(told.annotate(too_few=too_few).order_by("-size").values("too_few")[:1])
    # Without an agreement, which most logs have not, nothing more than this is looked up.
    here = policies.filter(neighbourhood=OuterRef("pk"))
    holds = Exists(here.filter(since_on__lte=on)) & ~Exists(here.filter(since_on__gt=on))
    seen_late = Coalesce(last, Value(False), output_field=BooleanField())
    return Case(When(holds, then=seen_late), default=Value(False), output_field=BooleanField())


def long_ago(today: date) -> tuple[date, datetime]:
    """The last day of which it is long ago that nobody looked, and the moment at which that day ended."""
    on = today - timedelta(days=rules.UNSEEN_DAYS)
    return on, datetime.combine(on + timedelta(days=1), time(), tzinfo=UTC)


def witness_request(log: Log, old: int) -> str | None:
    """What a witness that saw `old` entries is asked to sign, as C2SP tlog-witness writes it; 0: it saw none yet.

    The size it saw, the proof that all of that is in the newest checkpoint, and that checkpoint. None when there is
    no checkpoint, or when it saw more than there is: then something is wrong, and it says so itself.
    """
    from stoep.record.queries.log import consistency

    newest = log.checkpoints.order_by("-size").first()
    if newest is None or old > newest.size:
        return None
    path = consistency(log, old, newest.size) if old else []
    return f"old {old}\n" + "".join(encode(step) + "\n" for step in path) + "\n" + newest.note


def note_of(checkpoint: Checkpoint) -> str:
    """The checkpoint with every signature under it: the log's own, those of witnesses, and the time stamp."""
    lines = [_cosigned(row) for row in _in_order(checkpoint.cosignatures.select_related("witness"))]
    stamp = Stamp.objects.filter(checkpoint=checkpoint).first()
    return checkpoint.note + "".join(lines[:MOST_LINES]) + (stamp_line(stamp) if stamp else "")


def notes(checkpoints: QuerySet[Checkpoint]) -> Iterator[str]:
    """The same of many checkpoints, by size, a few hundred at a time."""
    found = checkpoints.order_by("size").select_related("stamp").prefetch_related("cosignatures__witness")
    for row in found.iterator(chunk_size=200):
        given = sorted(row.cosignatures.all(), key=lambda each: (each.received_at, each.pk))
        stamp = row.stamp if hasattr(row, "stamp") else None
        lines = [_cosigned(each) for each in given[:MOST_LINES]]
        yield row.note + "".join(lines) + (stamp_line(stamp) if stamp else "")


def _in_order(rows: QuerySet[Cosignature]) -> QuerySet[Cosignature]:
    return rows.order_by(F("received_at"), "pk")


def _cosigned(row: Cosignature) -> str:
    key = Key.read(row.witness.key)
    return Signature(key.name, key.id(), bytes(row.data)).line()


def stamp_line(stamp: Stamp) -> str:
    """The time stamp as a line under the note: its whole answer, marked as a kind of our own."""
    return Signature(stamp.name, stamp_id(stamp.name), bytes(stamp.response)).line()


def stamp_id(name: str) -> bytes:
    """The four bytes that mark a line as a time stamp."""
    return hashlib.sha256(name.encode() + b"\n" + STAMP_KIND).digest()[:4]
