"""Questions about promises: the register, what is late, what a person still has to answer. Read only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Literal, TypeVar, get_args

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from stoep.agenda.models import Item
from stoep.network import queries as network
from stoep.network.models import Post, Seat
from stoep.network.standing import Standing
from stoep.people.models import Organisation, Person
from stoep.places.models import Neighbourhood
from stoep.promises import rules
from stoep.promises.models import Change, Promise, Verdict
from stoep.record.inspection import Shown
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

    @property
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
    return _whole(Promise.objects.filter(item=item)).order_by("counts_on", "pk")


def of_voice(voice: Voice) -> QuerySet[Promise]:
    """What was promised to the author of this voice, or on an item that grew from it."""
    grown = Q(item__origins__voice=voice, item__origins__released_at__isnull=True)
    keys = Promise.objects.filter(Q(receiver_voice=voice) | grown).values("pk")
    return _whole(Promise.objects.filter(pk__in=keys)).order_by("counts_on", "pk")


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


def judged(neighbourhood: Neighbourhood, since_at: datetime, until_at: datetime, *, today: date) -> list[Line]:
    """The promises that a receiver spoke about between two moments, the newest first."""
    keys = Verdict.objects.filter(said_at__range=(since_at, until_at)).values("promise")
    rows = Promise.objects.filter(neighbourhood=neighbourhood, pk__in=keys)
    return shown(_wide(rows).order_by("-counts_on", "-pk")[:PAGE], today=today)


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
    rows = _which(Promise.objects.filter(neighbourhood=neighbourhood), which, today)
    if organisation == "residents":
        rows = rows.filter(_of_residents())
    elif organisation is not None:
        rows = rows.filter(organisation_id=organisation)
    backwards = which in ("kept", "broken", "changed", "all")
    if after is not None:
        day, key = after
        step = "lt" if backwards else "gt"
        rows = rows.filter(Q(**{f"counts_on__{step}": day}) | Q(counts_on=day, **{f"pk__{step}": key}))
    order = ("-counts_on", "-pk") if backwards else ("counts_on", "pk")
    return shown(_wide(rows).order_by(*order)[:limit], today=today)


def which_of(word: str) -> Which:
    """The choice of the register that this word names; what runs, when it names none."""
    return next((which for which in _CHOICES if which == word), "running")


def late(neighbourhood: Neighbourhood, today: date) -> QuerySet[Promise]:
    """What is late here today, longest late first."""
    return _whole(_which(Promise.objects.filter(neighbourhood=neighbourhood), "late", today)).order_by(
        "counts_on", "pk"
    )


def by_organisation(neighbourhood: Neighbourhood, today: date) -> list[Tally]:
    """Per organisation how many promises are open, late, kept, changed and broken; by name, residents among them.

    Only counts: no score, no share, no order of better and worse.
    """
    newest = Verdict.objects.filter(promise=OuterRef("pk")).order_by("-said_at", "-pk").values("kind")[:1]
    rows = (
        Promise.objects.filter(neighbourhood=neighbourhood)
        .annotate(newest=Subquery(newest), is_changed=Exists(Change.objects.filter(promise=OuterRef("pk"))))
        .values("organisation", "organisation__name")
        .annotate(
            open=Count("pk", filter=Q(newest__isnull=True, counts_on__gte=today)),
            late=Count("pk", filter=Q(newest__isnull=True, counts_on__lt=today)),
            kept=Count("pk", filter=Q(newest="kept")),
            changed=Count("pk", filter=Q(is_changed=True)),
            broken=Count("pk", filter=Q(newest="broken")),
        )
        .order_by()
    )
    tallies = [
        Tally(
            row["organisation"],
            row["organisation__name"] or _("Bewoners zelf"),
            row["open"],
            row["late"],
            row["kept"],
            row["changed"],
            row["broken"],
        )
        for row in rows
    ]
    return sorted(tallies, key=lambda tally: tally.name.casefold())


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


def sources(promise: Promise) -> list[Voice]:
    """The voices whose authors may judge this promise: the one it was made to, or those its item grew from."""
    if promise.receiver_voice is not None:
        return [promise.receiver_voice]
    named = promise.receiver_id is not None or promise.receiver_organisation_id is not None
    if named or promise.item_id is None:
        return []
    grown = Voice.objects.filter(origins__item=promise.item_id, origins__released_at__isnull=True)
    return list(grown.filter(erased_at__isnull=True).distinct().order_by("pk"))


def known_people(neighbourhood: Neighbourhood, today: date) -> list[Person]:
    """Who takes part here now, with a seat or a post: to be recognised when somebody types a name."""
    running = network.running(today)
    seats = Seat.objects.filter(running, partnership__neighbourhood=neighbourhood).values("person")
    posts = Post.objects.filter(running, neighbourhood=neighbourhood).values("person")
    found = Person.objects.filter(Q(pk__in=seats) | Q(pk__in=posts))
    return list(found.select_related("organisation", "account").order_by("name", "pk"))


def known_organisations(neighbourhood: Neighbourhood, people: Iterable[Person]) -> list[Organisation]:
    """The organisations that take part here, or promised something here before, by name."""
    keys = [person.organisation_id for person in people if person.organisation_id]
    promised = Promise.objects.filter(neighbourhood=neighbourhood, organisation__isnull=False).values("organisation")
    return list(Organisation.objects.filter(Q(pk__in=keys) | Q(pk__in=promised)).order_by("name"))


def mirrored(neighbourhood: Neighbourhood) -> Iterator[Shown]:
    """What the pages show of promises now, to be laid beside what was sealed (settings.STOEP_MIRRORS)."""
    for promise in _whole(Promise.objects.filter(neighbourhood=neighbourhood)).order_by("pk").iterator(500):
        subject = f"promise:{promise.code}"
        yield Shown(subject, "said_on", promise.said_on.isoformat())
        yield Shown(subject, "due_on", promise.due_on.isoformat())
        yield Shown(subject, "organisation", promise.organisation.name if promise.organisation else "")
        yield Shown(subject, "item", promise.item.code if promise.item else "")
        texts = {"called": promise.promiser_called, "words": promise.words, "where": promise.said_where}
        texts |= {"to_called": promise.receiver_called, "link": promise.evidence_link, "evidence": promise.evidence}
        yield from (Shown(subject, field, text) for field, text in texts.items() if text)
        yield from _mirrored_after(subject, promise)


def _mirrored_after(subject: str, promise: Promise) -> Iterator[Shown]:
    """What came after a promise was noted; None where nothing did, so that a row that was taken away is missed."""
    yield Shown(subject, "disputed_words", promise.disputed_words if promise.disputed_at else None)
    changes, verdicts = list(promise.changes.all()), list(promise.verdicts.all())
    last, said = changes[-1] if changes else None, verdicts[-1] if verdicts else None
    yield Shown(subject, "new_words", last.words if last else None)
    yield Shown(subject, "why", last.why if last else None)
    yield Shown(subject, "new_due_on", last.due_on.isoformat() if last else None)
    days = [(change.made_on, change.due_on) for change in changes]
    if last:
        was_on = rules.date_that_counts(promise.due_on, days[:-1])
        yield Shown(subject, "late_already", last.made_on > was_on)
    if promise.counts_on != rules.date_that_counts(promise.due_on, days):
        # It is worked out from the dates above; another day than those give was never sealed by anybody.
        yield Shown(subject, "counts_on", promise.counts_on.isoformat())
    yield Shown(subject, "verdict", str(said.kind) if said else None)
    yield Shown(subject, "kept_on", said.on.isoformat() if said else None)
    if said and said.words:
        yield Shown(subject, "verdict_words", said.words)


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


def _whole(rows: QuerySet[Promise]) -> QuerySet[Promise]:
    """With everything a line shows, in three queries however many lines there are."""
    return _wide(rows).prefetch_related(
        _CHANGES,
        Prefetch("verdicts", Verdict.objects.order_by("said_at", "pk")),
    )
