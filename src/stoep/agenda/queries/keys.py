"""Decisions with two keys, adopted versions, and what the log can be laid beside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Case, Count, Q, QuerySet, When
from django.utils import timezone

from stoep.agenda import rules
from stoep.agenda.models import Decision, Item, Origin, StickerCount, Version
from stoep.agenda.queries.lines import items
from stoep.agenda.queries.one_item import content_hash, snapshot, standing_of
from stoep.agenda.queries.visions import shown_visions
from stoep.gatherings import queries as gatherings
from stoep.gatherings.models import Activity
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record.inspection import Shown
from stoep.shared.asked import ask


def waiting_decisions(neighbourhood: Neighbourhood, today: date) -> QuerySet[Decision]:
    """Decisions with one key turned, publicly waiting for the other one."""
    found = decisions(neighbourhood).filter(seconded_at__isnull=True, withdrawn_at__isnull=True)
    return found.filter(expires_on__gte=today).order_by("expires_on", "id")


def count_waiting(neighbourhood: Neighbourhood, today: date) -> int:
    """How many decisions wait for the other key."""
    return len(ask(_waiting, None, here=neighbourhood.pk, today=today))


def _waiting(_shape: None, *, here: int, today: date) -> QuerySet[Decision, tuple[int]]:
    waiting = Decision.objects.filter(neighbourhood=here, seconded_at__isnull=True, withdrawn_at__isnull=True)
    return waiting.filter(expires_on__gte=today).values_list("pk")


LISTED = 20


def decisions_listed(neighbourhood: Neighbourhood, today: date, page: int = 1) -> tuple[list[Decision], bool]:
    """A page of them, those that wait for the other key first, and whether there are more; one question."""
    rows = ask(_listed, page, here=neighbourhood.pk, today=today)
    return rows[:LISTED], len(rows) > LISTED


def _listed(page: int, *, here: int, today: date) -> QuerySet[Decision]:
    waits = Q(seconded_at__isnull=True, withdrawn_at__isnull=True, expires_on__gte=today)
    found = Decision.objects.filter(neighbourhood=here).annotate(place=Case(When(waits, then=0), default=1))
    told = ("kind", "proposed_at", "expires_on", "seconded_at", "withdrawn_at", "item__title")
    shown = found.select_related("item").only("neighbourhood", *told).order_by("place", "-proposed_at", "-id")
    return shown[(page - 1) * LISTED : page * LISTED + 1]


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


def sticker_counts(neighbourhood: Neighbourhood) -> QuerySet[StickerCount]:
    """What was counted on agenda days, the newest day first."""
    found = StickerCount.objects.filter(neighbourhood=neighbourhood).select_related("neighbourhood", "counted_by")
    return found.order_by("-counted_on", "-pk")


def versions(neighbourhood: Neighbourhood) -> QuerySet[Version]:
    """The adopted versions, the latest first, without their contents; each with who held the keys."""
    found = Version.objects.filter(neighbourhood=neighbourhood).order_by("-number").defer("content")
    return found.select_related("neighbourhood", "decision__proposed_by__person", "decision__seconded_by__person")


def last_adopted(neighbourhood: Neighbourhood) -> Version | None:
    """The newest adopted version, only its number and its day; None before the first."""
    return next(iter(ask(_last, None, here=neighbourhood.pk)), None)


def _last(_shape: None, *, here: int) -> QuerySet[Version]:
    return Version.objects.filter(neighbourhood=here).order_by("-number").only("number", "adopted_at")[:1]


def youth_sessions(neighbourhood: Neighbourhood, today: date) -> list[Activity]:
    """The sessions of the young since the agenda was last adopted; of all time before the first version."""
    last = last_adopted(neighbourhood)
    return gatherings.youth_sessions(neighbourhood, timezone.localdate(last.adopted_at) if last else None, today)


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
    for count in StickerCount.objects.filter(neighbourhood=neighbourhood):
        yield Shown(f"stickers:{count.pk}", "counts", count.counts)
        yield Shown(f"stickers:{count.pk}", "counted_on", count.counted_on.isoformat())
    for found in Version.objects.filter(neighbourhood=neighbourhood):
        yield Shown(f"version:{found.number}", "content", rules.content_hash(found.content.get("items", [])))
    yield from shown_visions(neighbourhood)
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
    codes: list[str] = set_last.content.get("codes", [])
    here = [item.code for item in items(neighbourhood) if item.code in set(codes)]
    now = iter(here)
    yield Shown("agenda:order", "codes", [next(now) if code in set(here) else code for code in codes])
