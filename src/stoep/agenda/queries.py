"""Questions about the agenda. Read only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils import timezone
from rapidfuzz import fuzz

from stoep.agenda import rules
from stoep.agenda.models import Decision, Edit, Item, Origin, Remark, Version
from stoep.network.rules import Standing
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.record.inspection import Shown
from stoep.voices import queries as voices
from stoep.voices.models import Joining, Voice

_ALIKE = 72  # of 100: titles that share most of their words, whatever their order


@dataclass(frozen=True, slots=True)
class Placed:
    """An item with its number on the agenda, and what its dates say today."""

    item: Item
    number: int
    asks_whether_current: bool
    quiet_since: date | None = None
    strokes: tuple[Placed, ...] = ()
    closed_line: Item | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """The running agenda: long lines with the strokes under them, and the strokes that hang under none."""

    lines: tuple[Placed, ...]
    loose: tuple[Placed, ...]

    @property
    def all(self) -> list[Placed]:
        """Every item once, as the numbers on the agenda count."""
        return [placed for line in self.lines for placed in (line, *line.strokes)] + list(self.loose)


def items(neighbourhood: Neighbourhood) -> QuerySet[Item]:
    """The running items in the residents' order; drafts and closed items are not among them."""
    return (
        Item.objects.filter(neighbourhood=neighbourhood, is_draft=False, closed_at__isnull=True)
        .select_related("line")
        .prefetch_related(Prefetch("partners", Organisation.objects.order_by("name")))
        .order_by("position", "id")
    )


def drafts(neighbourhood: Neighbourhood) -> QuerySet[Item]:
    """Items that were brought in from a plan and wait until somebody at the table has looked at them."""
    return Item.objects.filter(neighbourhood=neighbourhood, is_draft=True, closed_at__isnull=True).order_by("id")


def closed(neighbourhood: Neighbourhood) -> QuerySet[Item]:
    """Items that were closed or merged, the latest first. They stay readable for ever."""
    found = Item.objects.filter(neighbourhood=neighbourhood, is_draft=False, closed_at__isnull=False)
    return found.select_related("merged_into").order_by("-closed_at", "-id")


def in_order(running: Iterable[Item]) -> list[Item]:
    """Lines in their order, each followed by its strokes, and after that the loose strokes."""
    known = list(running)
    lines = [item for item in known if item.horizon == Item.Horizon.LONG]
    here = {line.pk for line in lines}
    ordered: list[Item] = []
    for line in lines:
        ordered.append(line)
        ordered.extend(item for item in known if item.line_id == line.pk)
    return ordered + [item for item in known if item.horizon != Item.Horizon.LONG and item.line_id not in here]


def agenda(neighbourhood: Neighbourhood, today: date) -> Agenda:
    """The agenda as people read it, with what its dates say today. Three queries, whatever the numbers."""
    ordered = in_order(items(neighbourhood))
    numbers = {item.pk: number for number, item in enumerate(ordered, start=1)}
    here = {item.pk for item in ordered if item.horizon == Item.Horizon.LONG}
    days = _stroke_days(here)

    def placed(item: Item, strokes: tuple[Placed, ...] = ()) -> Placed:
        is_line = item.pk in here
        return Placed(
            item=item,
            number=numbers[item.pk],
            asks_whether_current=rules.asks_whether_current(item.last_touched_on, today),
            quiet_since=_quiet(item, days.get(item.pk, []), today) if is_line else None,
            strokes=strokes,
            closed_line=item.line if not is_line and item.line_id not in here else None,
        )

    lines = tuple(
        placed(line, tuple(placed(item) for item in ordered if item.line_id == line.pk))
        for line in ordered
        if line.pk in here
    )
    loose = tuple(placed(item) for item in ordered if item.pk not in here and item.line_id not in here)
    return Agenda(lines=lines, loose=loose)


def standing_of(item: Item) -> str:
    """Where an item stands, as the log names it: "draft", "running", "closed" or "merged:CODE"."""
    if item.merged_into is not None:
        return f"merged:{item.merged_into.code}"
    if item.closed_at is not None:
        return "closed"
    return "draft" if item.is_draft else "running"


def quiet_since(line: Item, today: date) -> date | None:
    """Since when this long line has had no visible stroke, if that is six months or more; else None."""
    if line.horizon != Item.Horizon.LONG or not line.is_running:
        return None
    return _quiet(line, _stroke_days({line.pk}).get(line.pk, []), today)


def quiet_among(line: Item, strokes: Iterable[Item], today: date) -> date | None:
    """The same for a line whose strokes were read already: no question at all."""
    if line.horizon != Item.Horizon.LONG or not line.is_running:
        return None
    days = [day for stroke in strokes for day in _days_of(stroke.started_at, stroke.last_touched_on, stroke.closed_at)]
    return _quiet(line, days, today)


def _days_of(started_at: datetime, touched_on: date, closed_at: datetime | None) -> list[date]:
    days = [timezone.localtime(started_at).date(), touched_on]
    return days + ([timezone.localtime(closed_at).date()] if closed_at else [])


def _quiet(line: Item, days: list[date], today: date) -> date | None:
    return rules.quiet_since(timezone.localtime(line.started_at).date(), days, today)


def _stroke_days(lines: Iterable[int]) -> dict[int, list[date]]:
    """Per line the days on which its strokes started, were touched and were closed."""
    found: dict[int, list[date]] = {}
    rows = Item.objects.filter(line__in=list(lines), is_draft=False)
    for line, started_at, touched_on, closed_at in rows.values_list(
        "line_id", "started_at", "last_touched_on", "closed_at"
    ):
        found.setdefault(line or 0, []).extend(_days_of(started_at, touched_on, closed_at))
    return found


def groups(running: Iterable[Item]) -> list[rules.Group]:
    """What is put in order together: the long lines, the strokes of each, and the loose strokes."""
    ordered = in_order(running)
    lines = [item for item in ordered if item.horizon == Item.Horizon.LONG]
    here = {line.pk: line for line in lines}
    beneath = [
        rules.Group(line.code, tuple(item.code for item in ordered if item.line_id == line.pk)) for line in lines
    ]
    loose = tuple(item.code for item in ordered if item.pk not in here and item.line_id not in here)
    return [rules.Group("", tuple(here_line.code for here_line in lines)), *beneath, rules.Group("", loose)]


def strokes_to_hang(neighbourhood: Neighbourhood) -> QuerySet[Item]:
    """Running short strokes without a line of which nobody has said yet that they may stay loose."""
    return items(neighbourhood).filter(horizon=Item.Horizon.SHORT, line__isnull=True, left_loose_on__isnull=True)


def item_by_code(code: str) -> Item:
    """The item with this code, drafts and closed ones too. Raises Item.DoesNotExist."""
    found = Item.objects.select_related("neighbourhood", "line", "merged_into", "split_from", "started_by")
    return found.get(code=code)


def may_read(item: Item, standing: Standing) -> bool:
    """Whether they may see this item: every item is public, but a draft only for who leads in that neighbourhood."""
    return not item.is_draft or (standing.leads and standing.neighbourhood.pk == item.neighbourhood_id)


def origins_of(item: Item) -> QuerySet[Origin]:
    """The voices that the item grew from, first those whose author says that it is not right. Their words may not
    be public: ask voices.queries.may_read before showing them."""
    found = item.origins.filter(released_at__isnull=True)
    return found.select_related("voice", "brought_by", "earlier", "earlier__item").order_by(
        F("author_agrees").asc(nulls_last=True), "id"
    )


def contradictions(item: Item) -> QuerySet[Origin]:
    """Voices whose author said that the item does not say what they meant. It is shown on the item, never hidden."""
    return origins_of(item).filter(author_agrees=False)


def origin(item: Item, voice: Voice) -> Origin | None:
    """The running origin between this item and this voice, if there is one."""
    return origins_of(item).filter(voice=voice).first()


def shows_words(found: Origin) -> bool:
    """Whether the author's words about the item may be shown: read by a host, and the voice still stands."""
    voice = found.voice
    return bool(found.author_words and found.words_read_at and not voice.withdrawn_at and not voice.erased_at)


def words_to_read(neighbourhood: Neighbourhood) -> QuerySet[Origin]:
    """Words of authors about an item that no host has read yet."""
    found = Origin.objects.filter(item__neighbourhood=neighbourhood, words_read_at__isnull=True)
    return found.exclude(author_words="").select_related("item", "voice").order_by("author_said_at", "id")


def items_of(voice: Voice) -> QuerySet[Item]:
    """The items that this voice grew into, closed and merged ones too, the first first; no drafts."""
    return (
        Item.objects.filter(origins__voice=voice, origins__released_at__isnull=True, is_draft=False)
        .select_related("merged_into")
        .order_by("origins__brought_at", "id")
        .distinct()
    )


def edits_of(item: Item) -> QuerySet[Edit]:
    """How the text changed, the latest first, each with the voice that it came from."""
    return item.edits.select_related("source", "edited_by").order_by("-edited_at", "-id")


def remarks_of(item: Item) -> QuerySet[Remark]:
    """Facts, offers and objections that others attached, the first first."""
    return item.remarks.select_related("organisation", "made_by").order_by("made_at", "id")


def content(item: Item, sources: Iterable[str] | None = None) -> dict[str, Any]:
    """What the item says, as plain JSON: see rules.Content. Remarks, promises and its place are not part of it."""
    numbers = item.origins.filter(released_at__isnull=True).values_list("voice__number", flat=True)
    return {
        "code": item.code,
        "title": item.title,
        "wish": item.wish,
        "why": item.why,
        "already_there": item.already_there,
        "horizon": item.horizon,
        "line": item.line.code if item.line else None,
        "domain": item.domain,
        "owner": item.owner,
        "partners": sorted(partner.name for partner in item.partners.all()),
        "sources": sorted(numbers if sources is None else sources),
    }


def content_hash(item: Item) -> str:
    """The hash of what the item says: the same as long as residents do not change it (R18).

    Which voices it grew from is told by entries of their own in the log.
    """
    return rules.content_hash(content(item, sources=()))


def whole_hash(item: Item) -> str:
    """The hash of what the item says and of the voices that it grew from: what a decision is about."""
    return rules.content_hash(content(item))


def snapshot(neighbourhood: Neighbourhood) -> list[dict[str, Any]]:
    """The whole running agenda in its order, as an adopted version keeps it."""
    ordered = in_order(items(neighbourhood))
    numbers: dict[int, list[str]] = {item.pk: [] for item in ordered}
    rows = Origin.objects.filter(item__in=list(numbers), released_at__isnull=True)
    for item, number in rows.values_list("item_id", "voice__number"):
        numbers[item].append(number)
    return [content(item, numbers[item.pk]) for item in ordered]


def alike(neighbourhood: Neighbourhood, title: str, *, but_not: str = "") -> list[Item]:
    """Running items whose title says nearly the same: who starts a new item looks at these first (R22).

    `but_not` is the posted key of the form itself: sent twice, it does not look like itself.
    """
    wanted = title.casefold()
    found = [
        (fuzz.token_sort_ratio(wanted, item.title.casefold()), item)
        for item in Item.objects.filter(neighbourhood=neighbourhood, closed_at__isnull=True, is_draft=False)
        if not (but_not and item.posted_key == but_not)
    ]
    close = [(score, item) for score, item in found if score >= _ALIKE]
    return [item for _score, item in sorted(close, key=lambda pair: -pair[0])][:3]


def waiting_decisions(neighbourhood: Neighbourhood, today: date) -> QuerySet[Decision]:
    """Decisions with one key turned, publicly waiting for the other one."""
    found = decisions(neighbourhood).filter(seconded_at__isnull=True, withdrawn_at__isnull=True)
    return found.filter(expires_on__gte=today).order_by("expires_on", "id")


def decisions(neighbourhood: Neighbourhood) -> QuerySet[Decision]:
    """All decisions of a neighbourhood, the latest first: waiting, done, withdrawn and lapsed."""
    return (
        Decision.objects.filter(neighbourhood=neighbourhood)
        .select_related("neighbourhood", "item", "proposed_by__person", "seconded_by__person")
        .order_by("-proposed_at", "-id")
    )


def decision_standing(decision: Decision, today: date) -> str:
    """Where a decision stands: "waiting", "done", "withdrawn" or "lapsed"."""
    return rules.standing_of_decision(
        seconded=decision.seconded_at is not None,
        withdrawn=decision.withdrawn_at is not None,
        expires_on=decision.expires_on,
        today=today,
    )


def may_second(decision: Decision, standing: Standing) -> bool:
    """Whether they hold the other key than the one that proposed this."""
    if standing.neighbourhood.pk != decision.neighbourhood_id:
        return False
    if decision.proposed_by.side == "resident":
        return standing.holds_independent_key
    return standing.holds_residents_key


def versions(neighbourhood: Neighbourhood) -> QuerySet[Version]:
    """The adopted versions, the latest first, without their contents; each with who held the keys."""
    found = Version.objects.filter(neighbourhood=neighbourhood).order_by("-number").defer("content")
    return found.select_related("neighbourhood", "decision__proposed_by__person", "decision__seconded_by__person")


def version(neighbourhood: Neighbourhood, number: int) -> Version:
    """One adopted version with its content. Raises Version.DoesNotExist."""
    found = Version.objects.select_related(
        "neighbourhood", "decision__proposed_by__person", "decision__seconded_by__person"
    )
    return found.get(neighbourhood=neighbourhood, number=number)


def difference(old: Version, new: Version) -> rules.Difference:
    """Exactly what changed from one adopted version to another: added, closed, moved, and each field word by word."""
    return rules.difference(old.content["items"], new.content["items"])


def difference_with_now(old: Version) -> rules.Difference:
    """Exactly what changed since a version was adopted: what residents would adopt now."""
    return rules.difference(old.content["items"], snapshot(old.neighbourhood))


def voices_to_take_up(standing: Standing, words: str = "", chosen: Iterable[str] = ()) -> QuerySet[Voice]:
    """Voices that they may read and that are in no item here yet, the newest first; those already chosen too."""
    readable = voices.readable(standing).filter(neighbourhood=standing.neighbourhood, withdrawn_at__isnull=True)
    taken = Origin.objects.filter(item__neighbourhood=standing.neighbourhood, released_at__isnull=True)
    joined = Joining.objects.filter(split_at__isnull=True, voice__neighbourhood=standing.neighbourhood)
    free = ~Q(pk__in=taken.values("voice_id")) & ~Q(pk__in=joined.values("voice_id"))
    wanted = free | Q(number__in=list(chosen))
    for word in words.split()[:6]:
        wanted &= Q(words__icontains=word) | Q(number__iexact=word) | Q(number__in=list(chosen))
    return readable.filter(wanted).order_by("-received_at", "-id")


def shown(neighbourhood: Neighbourhood) -> Iterator[Shown]:
    """What the pages show now, to lay beside what was sealed last: items, their order, versions, authors' answers."""
    counts = Origin.objects.filter(item__neighbourhood=neighbourhood, released_at__isnull=True)
    voices_of = dict(counts.values("item_id").annotate(count=Count("id")).values_list("item_id", "count"))
    known = Item.objects.filter(neighbourhood=neighbourhood, is_draft=False)
    for item in known.select_related("line", "merged_into").prefetch_related("partners"):
        subject = f"item:{item.code}"
        yield Shown(subject, "content", content_hash(item))
        yield Shown(subject, "standing", standing_of(item))
        yield Shown(subject, "voices", voices_of.get(item.pk, 0))
    yield from _shown_order(neighbourhood)
    for found in Version.objects.filter(neighbourhood=neighbourhood):
        yield Shown(f"version:{found.number}", "content", rules.content_hash(found.content["items"]))
    said = Origin.objects.filter(item__neighbourhood=neighbourhood, author_said_at__isnull=False)
    last = {origin.voice.number: origin for origin in said.select_related("voice").order_by("author_said_at", "id")}
    for number, origin in last.items():
        yield Shown(f"voice:{number}", "agrees", origin.author_agrees)


def _shown_order(neighbourhood: Neighbourhood) -> Iterator[Shown]:
    """The last order that residents set, with the items that still run in the places where they stand now."""
    last = decisions(neighbourhood).filter(kind=Decision.Kind.ORDER, seconded_at__isnull=False)
    set_last = last.order_by("-seconded_at", "-id").first()
    if set_last is None:
        return
    codes: list[str] = set_last.content["codes"]
    here = [item.code for item in items(neighbourhood) if item.code in set(codes)]
    now = iter(here)
    yield Shown("agenda:order", "codes", [next(now) if code in set(here) else code for code in codes])
