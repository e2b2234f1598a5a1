"""Questions about one item: what it says, what it grew from, what was added and changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q, QuerySet

from stoep.agenda import rules
from stoep.agenda.models import Edit, Item, Origin, Remark
from stoep.agenda.queries.lines import in_order, items
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.voices import queries as voices
from stoep.voices.models import Joining, Voice


def item_by_code(code: str) -> Item:
    """The item with this code, drafts and closed ones too. Raises Item.DoesNotExist."""
    found = Item.objects.select_related("neighbourhood", "line", "merged_into", "split_from", "started_by")
    return found.get(code=code)


def may_read(item: Item, standing: Standing) -> bool:
    """Whether they may see this item: every item is public, but a draft only for who leads in that neighbourhood."""
    return not item.is_draft or (standing.leads and standing.neighbourhood.pk == item.neighbourhood_id)


def standing_of(item: Item) -> str:
    """Where an item stands, as the log names it: "draft", "running", "closed" or "merged:CODE"."""
    if item.merged_into is not None:
        return f"merged:{item.merged_into.code}"
    if item.closed_at is not None:
        return "closed"
    return "draft" if item.is_draft else "running"


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
    shown = found.author_words and found.words_read_at and not found.hidden_at
    return bool(shown and not voice.withdrawn_at and not voice.hidden_at and not voice.erased_at)


def words_to_read(neighbourhood: Neighbourhood) -> QuerySet[Origin]:
    """Words of authors about an item that no host has read yet."""
    found = Origin.objects.filter(item__neighbourhood=neighbourhood, words_read_at__isnull=True, hidden_at__isnull=True)
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


def voices_to_take_up(standing: Standing, words: str = "", chosen: Iterable[str] = ()) -> QuerySet[Voice]:
    """Voices that they may read and that are in no item here yet, the newest first; those already chosen too."""
    readable = voices.readable(standing).filter(neighbourhood=standing.neighbourhood, withdrawn_at__isnull=True)
    taken = Origin.objects.filter(item__neighbourhood=standing.neighbourhood, released_at__isnull=True)
    joined = Joining.objects.filter(split_at__isnull=True, voice__neighbourhood=standing.neighbourhood)
    free = ~Q(pk__in=taken.values("voice_id")) & ~Q(pk__in=joined.values("voice_id"))
    wanted = free | Q(number__in=list(chosen))
    if words.strip():
        wanted &= Q(pk__in=_found(standing, words)) | Q(number__in=list(chosen))
    return readable.filter(wanted).order_by("-received_at", "-id")


def _found(standing: Standing, words: str) -> list[int]:
    """Voices by their words or their number: the newest hundred from the index, whatever their number."""
    named = voices.by_number(words)
    ids = [named.pk] if named else []
    before: int | None = None
    for _page in range(5):
        page = voices.found(standing.neighbourhood, standing, words, before)
        ids += [voice.pk for voice in page]
        if not page:
            break
        before = page[-1].pk
    return ids
