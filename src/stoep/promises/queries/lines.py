"""The promises themselves: the register, what is late, what a person still has to answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Literal, TypeVar, get_args

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from stoep.agenda.models import Item
from stoep.network.standing import Standing
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.promises import rules
from stoep.promises.models import Change, Promise, Verdict
from stoep.shared.asked import ask
from stoep.voices.models import Voice

Which = Literal["running", "open", "late", "kept", "broken", "changed", "all"]
_CHOICES: tuple[Which, ...] = get_args(Which)
PAGE = 20
_CHANGES = Prefetch("changes", Change.objects.order_by("made_at", "pk"))
# The wall and the file hold everything that runs; more than this is no wall sheet any more.
MOST = 500


@dataclass(frozen=True)
class Line:
    """A promise on one day: its words now, its first ones, and how it stands."""

    promise: Promise
    today: date
    # What was read along with many promises at once; None: to be looked up.
    read_changes: Sequence[Change] | None = None
    read_verdicts: Sequence[Verdict] | None = None

    @cached_property
    def changes(self) -> list[Change]:
        return list(self.promise.changes.all() if self.read_changes is None else self.read_changes)

    @cached_property
    def verdicts(self) -> list[Verdict]:
        return list(self.promise.verdicts.all() if self.read_verdicts is None else self.read_verdicts)

    @property
    def verdict(self) -> Verdict | None:
        """The one that counts: the newest."""
        return self.verdicts[-1] if self.verdicts else None

    @cached_property
    def standing(self) -> rules.State:
        """ "open", "late", "kept", "kept-late" or "broken"."""
        changed = [(change.made_on, change.due_on) for change in self.changes]
        verdict = (str(self.verdict.kind), self.verdict.on) if self.verdict else None
        return rules.standing_of(self.promise.due_on, verdict, self.today, changed)

    @property
    def words(self) -> str:
        """What is promised now: the newest words."""
        return self.changes[-1].words if self.changes else self.promise.words

    @property
    def due_on(self) -> date:
        """The newest date; `promise.counts_on` is the one that decides about being late."""
        return self.changes[-1].due_on if self.changes else self.promise.due_on

    @property
    def is_changed(self) -> bool:
        return bool(self.changes)

    @property
    def passed_on(self) -> date | None:
        """The date that passed without the promise being kept, while a later date was said; else None."""
        first = self.promise.due_on
        return first if self.changes and self.due_on > first and first < self.today else None

    @property
    def late_by(self) -> int:
        """Days late today; 0 when it is not."""
        return (self.today - self.promise.counts_on).days if self.standing == "late" else 0

    @property
    def link_host(self) -> str:
        return rules.link_host(self.promise.evidence_link)

    @property
    def of_residents(self) -> bool:
        """Whether residents made this promise: on one register, with equal prominence."""
        organisation = self.promise.organisation
        return organisation is None or organisation.kind == Organisation.Kind.RESIDENTS


@dataclass(frozen=True, slots=True)
class Tally:
    """How many promises of one organisation stand how, as counts only. `organisation` None: residents themselves."""

    organisation: int | None
    name: str
    open: int
    late: int
    kept: int
    changed: int
    broken: int


def holds_words_of_a_resident(promise: Promise) -> bool:
    """Whether there is something of a resident's in it that a host can wipe on request."""
    of_resident = promise.organisation is None or promise.organisation.kind == Organisation.Kind.RESIDENTS
    return of_resident and promise.words != rules.ERASED_WORDS


def by_code(code: str) -> Promise:
    """The promise with this code, with what its page shows. Raises Promise.DoesNotExist."""
    found = ask(_of_code, None, code=code)
    if not found:
        raise Promise.DoesNotExist(code)
    return found[0]


def _of_code(_shape: None, *, code: str) -> QuerySet[Promise]:
    return _wide(Promise.objects.filter(code=code))


def shown(promises: Iterable[Promise], *, today: date) -> list[Line]:
    """These promises as they stand on this day, in the same order."""
    return _lines(list(promises), today)


def shown_as_judged(
    promises: Iterable[Promise], verdicts: Mapping[int, Sequence[Verdict]], *, today: date
) -> list[Line]:
    """The same, where the verdict that counts was read along already (by the key of the promise); one question."""
    rows = list(promises)
    changes = _by_promise(ask(_changes, None, ids=[row.pk for row in rows]) if rows else [])
    return [Line(row, today, changes.get(row.pk, ()), verdicts.get(row.pk, ())) for row in rows]


def soonest(neighbourhood: Neighbourhood, *, today: date, limit: int) -> list[Line]:
    """The promises that run here, the nearest date first; what is late comes before. Two questions."""
    rows = ask(_soonest, limit, here=neighbourhood.pk)
    changes = _by_promise(ask(_changes, None, ids=[row.pk for row in rows]) if rows else [])
    return [Line(row, today, changes.get(row.pk, ()), ()) for row in rows]


def _soonest(limit: int, *, here: int) -> QuerySet[Promise]:
    unjudged = Promise.objects.filter(~Exists(Verdict.objects.filter(promise=OuterRef("pk"))), neighbourhood=here)
    return unjudged.order_by("counts_on", "pk").select_related("organisation")[:limit]


def _changes(_shape: None, *, ids: Sequence[int]) -> QuerySet[Change]:
    return Change.objects.filter(promise__in=ids).order_by("made_at", "pk")


def _verdicts(_shape: None, *, ids: Sequence[int]) -> QuerySet[Verdict]:
    return Verdict.objects.filter(promise__in=ids).order_by("said_at", "pk")


Of = TypeVar("Of", Change, Verdict)


def _by_promise(rows: Iterable[Of]) -> dict[int, list[Of]]:
    found: dict[int, list[Of]] = {}
    for row in rows:
        found.setdefault(row.promise_id, []).append(row)
    return found


def of_item(item: Item) -> QuerySet[Promise]:
    """What was promised on this agenda item, first date first."""
    return whole(Promise.objects.filter(item=item)).order_by("counts_on", "pk")


def of_voice(voice: Voice) -> QuerySet[Promise]:
    """What was promised to the author of this voice, or on an item that grew from it."""
    grown = Q(item__origins__voice=voice, item__origins__released_at__isnull=True)
    keys = Promise.objects.filter(Q(receiver_voice=voice) | grown).values("pk")
    return whole(Promise.objects.filter(pk__in=keys)).order_by("counts_on", "pk")


def among(*, items: Sequence[int], voices: Sequence[int], today: date) -> list[Line]:
    """The promises on these items or made to these voices (by key), as they stand today, the first said first."""
    keys = {name: list(ids) for name, ids in (("items", items), ("voices", voices)) if ids}
    return _lines(ask(_among, None, **keys), today) if keys else []


def _among(_shape: None, *, items: Sequence[int] = (), voices: Sequence[int] = ()) -> QuerySet[Promise]:
    keys = Promise.objects.filter(Q(item__in=items) | Q(receiver_voice__in=voices)).values("pk")
    return Promise.objects.filter(pk__in=keys).select_related("organisation").order_by("said_on", "pk")


def _lines(rows: Sequence[Promise], today: date) -> list[Line]:
    """These promises with what became of each, in two questions more."""
    ids = [row.pk for row in rows]
    changes = _by_promise(ask(_changes, None, ids=ids) if ids else [])
    verdicts = _by_promise(ask(_verdicts, None, ids=ids) if ids else [])
    return [Line(row, today, changes.get(row.pk, ()), verdicts.get(row.pk, ())) for row in rows]


def judged_and_late(
    neighbourhood: Neighbourhood, since_at: datetime, until_at: datetime, *, today: date, limit: int = PAGE
) -> tuple[list[Line], list[Line]]:
    """What a receiver last spoke about between two moments, newest date first; and what is late today. 3 questions."""
    spoken = ask(_spoken, limit, here=neighbourhood.pk, since_at=since_at, until_at=until_at)
    overdue = ask(_overdue, limit, here=neighbourhood.pk, today=today)
    ids = [verdict.promise_id for verdict in spoken] + [row.pk for row in overdue]
    changes = _by_promise(ask(_changes, None, ids=ids) if ids else [])
    judged = [Line(verdict.promise, today, changes.get(verdict.promise_id, ()), [verdict]) for verdict in spoken]
    return judged, [Line(row, today, changes.get(row.pk, ()), ()) for row in overdue]


def _spoken(limit: int, *, here: int, since_at: datetime, until_at: datetime) -> QuerySet[Verdict]:
    """The verdict that counts of each promise: no other one was given after it."""
    same = Verdict.objects.filter(promise=OuterRef("promise"))
    later = same.filter(Q(said_at__gt=OuterRef("said_at")) | Q(said_at=OuterRef("said_at"), pk__gt=OuterRef("pk")))
    counting = Verdict.objects.filter(~Exists(later), promise__neighbourhood=here, said_at__range=(since_at, until_at))
    return counting.select_related("promise__organisation").order_by("-promise__counts_on", "-promise_id")[:limit]


def _overdue(limit: int, *, here: int, today: date) -> QuerySet[Promise]:
    overdue = _which(Promise.objects.filter(neighbourhood=here), "late", today)
    return overdue.select_related("organisation").order_by("counts_on", "pk")[:limit]


def register(
    neighbourhood: Neighbourhood,
    today: date,
    *,
    which: Which = "running",
    organisation: int | Literal["residents"] | None = None,
    after: tuple[date, int] | None = None,
    limit: int = PAGE,
) -> list[Line]:
    """A page of the register: `which` ones, of one organisation or of residents, the nearest date first.

    Judged ones come newest date first. `after` is (date that counts, key) of the last line of the page before.
    """
    values: dict[str, Any] = {"here": neighbourhood.pk}
    if which in ("late", "open"):
        values["today"] = today
    if isinstance(organisation, int):
        values["office"] = organisation
    if after is not None:
        values["day"], values["key"] = after
    return _lines(ask(_register, (which, organisation == "residents", limit), **values), today)


def _register(
    shape: tuple[Which, bool, int],
    *,
    here: int,
    today: date = date.max,
    office: int | None = None,
    day: date | None = None,
    key: int = 0,
) -> QuerySet[Promise]:
    which, of_residents, limit = shape
    rows = _which(Promise.objects.filter(neighbourhood=here), which, today)
    if of_residents:
        rows = rows.filter(_of_residents())
    if office is not None:
        rows = rows.filter(organisation_id=office)
    backwards = which in ("kept", "broken", "changed", "all")
    if day is not None:
        step = "lt" if backwards else "gt"
        rows = rows.filter(Q(**{f"counts_on__{step}": day}) | Q(counts_on=day, **{f"pk__{step}": key}))
    order = ("-counts_on", "-pk") if backwards else ("counts_on", "pk")
    return _wide(rows).order_by(*order)[:limit]


def which_of(word: str) -> Which:
    """The choice of the register that this word names; what runs, when it names none."""
    return next((which for which in _CHOICES if which == word), "running")


def late(neighbourhood: Neighbourhood, today: date) -> QuerySet[Promise]:
    """What is late here today, longest late first."""
    return whole(_which(Promise.objects.filter(neighbourhood=neighbourhood), "late", today)).order_by("counts_on", "pk")


def by_organisation(neighbourhood: Neighbourhood, today: date) -> list[Tally]:
    """Per organisation how many promises are open, late, kept, changed and broken; by name, residents among them.

    Only counts: no score, no share, no order of better and worse.
    """
    rows = ask(_by_organisation, None, here=neighbourhood.pk, today=today)
    tallies = [Tally(key, name or _("Bewoners zelf"), *counts) for key, name, *counts in rows]
    return sorted(tallies, key=lambda tally: tally.name.casefold())


def _by_organisation(_shape: None, *, here: int, today: date) -> QuerySet[Promise, tuple[Any, ...]]:
    newest = Verdict.objects.filter(promise=OuterRef("pk")).order_by("-said_at", "-pk").values("kind")[:1]
    counts = {
        "open": Count("pk", filter=Q(newest__isnull=True, counts_on__gte=today)),
        "late": Count("pk", filter=Q(newest__isnull=True, counts_on__lt=today)),
        "kept": Count("pk", filter=Q(newest="kept")),
        "changed": Count("pk", filter=Q(is_changed=True)),
        "broken": Count("pk", filter=Q(newest="broken")),
    }
    rows = Promise.objects.filter(neighbourhood=here).annotate(
        newest=Subquery(newest), is_changed=Exists(Change.objects.filter(promise=OuterRef("pk")))
    )
    by_office = rows.values("organisation", "organisation__name").annotate(**counts).order_by()
    return by_office.values_list("organisation", "organisation__name", *counts)


def obligations(neighbourhood: Neighbourhood, organisation: Organisation, today: date) -> tuple[list[Line], list[Line]]:
    """What an organisation still owes the neighbourhood, and what is still owed to it: both directions, equally."""
    running = _which(Promise.objects.filter(neighbourhood=neighbourhood), "running", today)
    owes = _wide(running.filter(organisation=organisation)).order_by("counts_on", "pk")[:MOST]
    owed = _wide(running.filter(receiver_organisation=organisation)).order_by("counts_on", "pk")[:MOST]
    return shown(owes, today=today), shown(owed, today=today)


def of_promiser(standing: Standing, today: date) -> list[Line]:
    """What this person promised or their organisation did, and the receiver has not judged yet."""
    if standing.person is None:
        return []
    mine = Q(promiser=standing.person)
    if standing.person.organisation_id is not None:
        mine |= Q(promiser__isnull=True, organisation_id=standing.person.organisation_id)
    rows = _which(Promise.objects.filter(mine, neighbourhood=standing.neighbourhood), "running", today)
    return shown(_wide(rows).order_by("counts_on", "pk")[:MOST], today=today)


def for_receiver(standing: Standing, today: date) -> list[Line]:
    """What waits for this person's word, "kept" or "broken", because its date has passed."""
    if standing.person is None:
        return []
    mine = Q(receiver=standing.person)
    if standing.person.organisation_id is not None:
        mine |= Q(receiver_organisation_id=standing.person.organisation_id)
    if standing.holds_residents_key:
        mine |= Q(receiver__isnull=True, receiver_organisation__isnull=True, receiver_voice__isnull=True)
    rows = _which(Promise.objects.filter(mine, neighbourhood=standing.neighbourhood), "late", today)
    own = Q(promiser=standing.person)
    if standing.person.organisation_id is not None:
        own |= Q(organisation_id=standing.person.organisation_id)
    keys = rows.filter(own).values("pk")
    return shown(_wide(rows.exclude(pk__in=keys)).order_by("counts_on", "pk")[:MOST], today=today)


def _which(rows: QuerySet[Promise], which: Which, today: date) -> QuerySet[Promise]:
    if which == "all":
        return rows
    if which == "changed":
        return rows.filter(Exists(Change.objects.filter(promise=OuterRef("pk"))))
    if which in ("kept", "broken"):
        newest = Verdict.objects.filter(promise=OuterRef("pk")).order_by("-said_at", "-pk").values("kind")[:1]
        return rows.annotate(newest=Subquery(newest)).filter(newest=which)
    rows = rows.filter(~Exists(Verdict.objects.filter(promise=OuterRef("pk"))))
    if which == "late":
        return rows.filter(counts_on__lt=today)
    return rows.filter(counts_on__gte=today) if which == "open" else rows


def _of_residents() -> Q:
    return Q(organisation__isnull=True) | Q(organisation__kind=Organisation.Kind.RESIDENTS)


def _wide(rows: QuerySet[Promise]) -> QuerySet[Promise]:
    """With everything that a promise itself points at; `shown` reads its changes and verdicts along."""
    return rows.select_related(
        "neighbourhood", "organisation", "receiver_organisation", "receiver_voice", "item", "promiser"
    )


def whole(rows: QuerySet[Promise]) -> QuerySet[Promise]:
    """With everything a line shows, in three queries however many lines there are."""
    return _wide(rows).prefetch_related(
        _CHANGES,
        Prefetch("verdicts", Verdict.objects.order_by("said_at", "pk")),
    )
