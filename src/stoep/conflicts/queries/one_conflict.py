"""One conflict: its parties and their words, its route, its outcomes, and what is waited for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, QuerySet, Value
from django.db.models.functions import Cast, TruncDate

from stoep.agenda.models import Item
from stoep.agenda.rules import standing_of_decision
from stoep.conflicts import rules
from stoep.conflicts.models import Closing, Conflict, Outcome, Park, Party, Stance, Statement, Step
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.shared.asked import ask
from stoep.shared.choices import label

_WAY = "party__conflict__neighbourhood"


@dataclass(frozen=True, slots=True)
class Said:
    """A party, what it says now, what it said before, and what waits for a host (`unread`)."""

    party: Party
    now: Statement | None
    before: Sequence[Statement]
    unread: Sequence[Statement]


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome, with what each party says of it last; `silent` are the parties that said nothing yet."""

    outcome: Outcome
    stances: Sequence[Stance]
    silent: Sequence[Party]


@dataclass(frozen=True, slots=True)
class Way:
    """A step on the way out of it."""

    kind: str
    on: date
    what: str
    who: str

    @property
    def name(self) -> str:
        """What kind of step, in the reader's language."""
        return label(Step.Kind, self.kind)


@dataclass(frozen=True, slots=True)
class Rest:
    """How it rested, or rests: since when, until when it would, and when it was taken up again."""

    since_on: date
    again_on: date
    resumed_on: date | None
    why: str


@dataclass(frozen=True, slots=True)
class Touched:
    """An agenda item that it touches."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that the page of a conflict tells."""

    conflict: Conflict
    items: Sequence[Touched]
    parties: Sequence[Said]
    steps: Sequence[Way]
    verdicts: Sequence[Verdict]
    rests: Sequence[Rest]
    closings: Sequence[Closing]

    @property
    def rest(self) -> Rest | None:
        """How it rests now; None when it does not."""
        return next((rest for rest in self.rests if rest.resumed_on is None), None)

    def standing(self, today: date) -> rules.Standing:
        """Where it stands today: "open", "parked", "again" or "closed"."""
        again_on = self.rest.again_on if self.rest else None
        return rules.standing(closed=self.conflict.closed_at is not None, again_on=again_on, today=today)

    def waiting(self, today: date) -> Closing | None:
        """The proposal to close it that waits for the other key today."""
        return next((closing for closing in self.closings if standing_of(closing, today) == "waiting"), None)


def conflict(neighbourhood: Neighbourhood | str, pk: int) -> Conflict:
    """The conflict with this key in this neighbourhood (or the one with this slug). Raises Conflict.DoesNotExist."""
    slug = neighbourhood if isinstance(neighbourhood, str) else neighbourhood.slug
    found = ask(_one, None, slug=slug, pk=pk)
    if not found:
        raise Conflict.DoesNotExist(pk)
    return found[0]


def _one(_shape: None, *, slug: str, pk: int) -> QuerySet[Conflict]:
    return Conflict.objects.select_related("neighbourhood", "opened_by").filter(pk=pk, neighbourhood__slug=slug)


def may_read(found: Conflict, standing: Standing) -> bool:
    """Whether they may read it: everybody, once a host has read it; before that hosts, and whoever wrote it."""
    if found.read_at is not None:
        return True
    here = standing.neighbourhood.pk == found.neighbourhood_id
    own = standing.person is not None and standing.in_network and standing.person.pk == found.opened_by_id
    return here and (standing.hosts or own)


def told(found: Conflict) -> Told:
    """The whole of it, in six questions however long it is."""
    known = ask(_parties, None, of=found.pk)
    statements, stances = ask(_statements, None, of=found.pk), ask(_stances, None, of=found.pk)
    rows = list(_along(found))
    return Told(
        conflict=found,
        items=[Touched(who, words) for what, _pk, _on, _until, _done, words, who in rows if what == "item"],
        parties=[_said(party, [each for each in statements if each.party_id == party.pk]) for party in known],
        steps=[Way(what, on, words, who) for what, _pk, on, _until, _done, words, who in rows if what in Step.Kind],
        verdicts=[
            _verdict(outcome, [each for each in stances if each.outcome_id == outcome.pk], known)
            for outcome in ask(_outcomes, None, of=found.pk)
        ],
        rests=[Rest(on, until, done, words) for what, _pk, on, until, done, words, _who in rows if what == "rest"],
        closings=ask(_closings, None, of=found.pk),
    )


def _parties(_shape: None, *, of: int) -> QuerySet[Party]:
    wide = Party.objects.filter(conflict=of).select_related("organisation", "conflict__neighbourhood")
    return wide.order_by("pk")


def _statements(_shape: None, *, of: int) -> QuerySet[Statement]:
    wide = Statement.objects.filter(party__conflict=of).select_related("source", "heard_from")
    return wide.order_by("-pk")


def _outcomes(_shape: None, *, of: int) -> QuerySet[Outcome]:
    return Outcome.objects.filter(conflict=of).order_by("-pk")


def _stances(_shape: None, *, of: int) -> QuerySet[Stance]:
    return Stance.objects.filter(outcome__conflict=of).select_related("party").order_by("-pk")


def _closings(_shape: None, *, of: int) -> QuerySet[Closing]:
    keys = Closing.objects.select_related("proposed_by__person", "seconded_by__person", "outcome")
    return keys.filter(conflict=of).order_by("-pk")


def _along(found: Conflict) -> Iterable[tuple[Any, ...]]:
    """(what, key, on, until, done on, words, who) of its steps, its rests and its items, in order; one question."""
    rows = ask(_beside, None, of=found.pk)
    return sorted(rows, key=lambda row: (row[0] == "item", row[2] or date.min, row[1]))


def _beside(_shape: None, *, of: int) -> QuerySet[Step, tuple[Any, ...]]:
    never, nothing = Cast(Value(None), DateField()), Value("", CharField())
    steps = Step.objects.filter(conflict=of).values_list(
        Cast("kind", CharField()), "pk", "on", never, never, "what", "who"
    )
    rests = Park.objects.filter(conflict=of).values_list(
        Value("rest", CharField()), "pk", TruncDate("parked_at"), "again_on", TruncDate("resumed_at"), "why", nothing
    )
    items = Item.objects.filter(conflicts=of, is_draft=False).values_list(
        Value("item", CharField()), "pk", never, never, never, "title", "code"
    )
    return steps.union(rests, items, all=True)


def _said(party: Party, every: Sequence[Statement]) -> Said:
    read = [statement for statement in every if statement.read_at is not None]
    unread = [statement for statement in every if statement.read_at is None]
    return Said(party=party, now=read[0] if read else None, before=read[1:], unread=unread)


def _verdict(outcome: Outcome, stances: Sequence[Stance], parties: Sequence[Party]) -> Verdict:
    last: dict[int, Stance] = {}
    for stance in stances:
        last.setdefault(stance.party_id, stance)
    silent = [party for party in parties if party.pk not in last]
    return Verdict(outcome, [last[party.pk] for party in parties if party.pk in last], silent)


def stances_on(outcome: Outcome) -> dict[int, str]:
    """What each party said of this outcome last, by the key of the party."""
    rows = Stance.objects.filter(outcome=outcome).order_by("pk").values_list("party_id", "kind")
    return dict(rows)


def standing_of(closing: Closing, today: date) -> str:
    """Where a proposal to close stands: "waiting", "done", "withdrawn" or "lapsed"."""
    return standing_of_decision(
        seconded=closing.seconded_at is not None,
        withdrawn=closing.withdrawn_at is not None,
        expires_on=closing.expires_on,
        today=today,
    )


def waiting_closing(found: Conflict, today: date) -> Closing | None:
    """The proposal to close it that waits for the other key; None without one."""
    waiting = Closing.objects.filter(
        conflict=found, seconded_at__isnull=True, withdrawn_at__isnull=True, expires_on__gte=today
    )
    return waiting.select_related("proposed_by", "conflict__neighbourhood").order_by("-pk").first()


def words_to_read(neighbourhood: Neighbourhood) -> tuple[list[Conflict], list[Statement], list[Stance]]:
    """What waits here for a host's eye: conflicts, statements, and what parties say of an outcome."""
    conflicts = Conflict.objects.filter(neighbourhood=neighbourhood, read_at__isnull=True)
    statements = Statement.objects.filter(party__conflict__neighbourhood=neighbourhood, read_at__isnull=True)
    stances = Stance.objects.filter(party__conflict__neighbourhood=neighbourhood, read_at__isnull=True)
    return (
        list(conflicts.select_related("neighbourhood").order_by("pk")),
        list(statements.filter(hidden_at__isnull=True).select_related(_WAY).order_by("pk")),
        list(stances.filter(hidden_at__isnull=True).select_related(_WAY).order_by("pk")),
    )
