"""What became of one voice, one agenda item or one promise, in both directions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, DateTimeField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from stoep.agenda import queries as agenda
from stoep.agenda.models import Decision, Edit, Item, Origin, Remark
from stoep.promises import queries as promises
from stoep.promises.models import Promise
from stoep.shared import receipts
from stoep.shared.asked import ask
from stoep.thread.lines import Step, in_order
from stoep.thread.queries import sources, steps
from stoep.voices import hidden, rules
from stoep.voices import queries as voices
from stoep.voices.models import Answer, Joining, Voice
from stoep.voices.rules import Fate

_HIDDEN = ("hidden_at", "hidden_kind", "hidden_why")


@dataclass(frozen=True, slots=True)
class Line:
    """Everything that belongs to one line: the steps in order, and the rows that they come from.

    `more_after` is where the next voices behind an item begin (sources.page); 0 when all are here.
    """

    steps: list[Step]
    voices: Sequence[Voice] = ()
    origins: Sequence[Origin] = ()
    items: Sequence[Item] = ()
    promises: Sequence[promises.Line] = ()
    fate: Fate | None = None
    more_after: int = 0


def promises_of(items: Iterable[Item], voices: Iterable[Voice], *, today: date) -> list[promises.Line]:
    """The promises on these items or made to these voices, as they stand today; three queries."""
    keys = [item.pk for item in items], [voice.pk for voice in voices]
    return promises.among(items=keys[0], voices=keys[1], today=today)


def of_voice(voice: Voice, *, readable: bool, today: date) -> Line:
    """From what was said to what came of it. `readable`: whether this reader may see the words.

    Joined voices share the fate of the voice that they were joined into; each keeps its own words and number.
    """
    joined = ask(_joinings, None, voice=voice.pk)
    above = _joined_into(joined)
    group = [voice, *above]
    ids = [each.pk for each in group]
    answers = ask(_answers, None, ids=ids)
    origins = ask(_origins, None, ids=ids)
    items = list({origin.item_id: origin.item for origin in origins}.values())
    lines = promises_of(items, group, today=today)
    told = [steps.said(voice, readable=readable)]
    told += [step for joining in joined for step in steps.joined(joining)]
    told += [steps.answered(answer) for answer in answers if not _is_told_by_origin(answer, origins)]
    told += [
        step for origin in origins for step in steps.taken_up(origin, readable=readable and origin.voice_id == voice.pk)
    ]
    told += [step for item in items for step in steps.closed(item)]
    told += [step for line in lines for step in steps.promised(line)]
    if voice.withdrawn_at:
        told.append(Step(timezone.localdate(voice.withdrawn_at), "withdrawn", _("Niet meer openbaar")))
    if not answers and not origins:
        told.append(Step(voice.due_on, "due", _("Voor deze dag hoort u wat ermee gebeurt"), ahead=True))
    return Line(
        in_order(told),
        voices=group,
        origins=origins,
        items=items,
        promises=lines,
        fate=_fate(voice, above[-1] if above else None, answers),
    )


def _joinings(_shape: None, *, voice: int) -> QuerySet[Joining]:
    return Joining.objects.filter(voice=voice).select_related("into").order_by("joined_at")


def _answers(_shape: None, *, ids: Sequence[int]) -> QuerySet[Answer]:
    given = Answer.objects.filter(voice__in=ids).select_related("passed_to", "given_by__organisation")
    return given.order_by("given_at")


def _origins(_shape: None, *, ids: Sequence[int]) -> QuerySet[Origin]:
    running = Origin.objects.filter(voice__in=ids, released_at__isnull=True).order_by("brought_at")
    return running.select_related("item__neighbourhood", "item__merged_into", "voice")


def _joined_into(joined: Sequence[Joining]) -> list[Voice]:
    """The voice that this one was joined into, and that one in turn; one more question for each step up."""
    above: list[Voice] = []
    running = [joining for joining in joined if joining.split_at is None]
    while running and running[0].into not in above:
        above.append(running[0].into)
        found = Joining.objects.filter(voice=running[0].into, split_at__isnull=True)
        running = list(found.select_related("into"))
    return above


def _fate(voice: Voice, lead: Voice | None, answers: Sequence[Answer]) -> Fate:
    """What became of it: the answer to the voice it was joined into counts before its own (as voices.queries.fates)."""

    def of(one: Voice, via: str = "") -> Fate:
        given = [voices.as_given(answer) for answer in answers if answer.voice_id == one.pk]
        return rules.fate([each for each in given if not each.revoked], voice.due_on, via)

    led = of(lead, lead.number) if lead else None
    return led if led and not led.is_open else of(voice)


def _is_told_by_origin(answer: Answer, origins: Sequence[Origin]) -> bool:
    """A "taken up" answer says the same as the origin that caused it; the line tells it once."""
    return answer.kind == Answer.Kind.TAKEN_UP and any(origin.voice_id == answer.voice_id for origin in origins)


def item_by_code(code: str, *, today: date) -> Item:
    """The item with what its page shows; `waiting_decision` is the key of one that waits for the other key, or None.

    What was said of keeping it up came along too (agenda.queries.kept).

    Raises Item.DoesNotExist.
    """
    found = ask(_item, None, code=code, today=today)
    if not found:
        raise Item.DoesNotExist(code)
    return found[0]


def _item(_shape: None, *, code: str, today: date) -> QuerySet[Item]:
    waiting = Decision.objects.filter(
        item=OuterRef("pk"), seconded_at__isnull=True, withdrawn_at__isnull=True, expires_on__gte=today
    ).order_by("expires_on", "pk")
    whole = Item.objects.select_related("neighbourhood", "line", "merged_into", "split_from", "again_of")
    return agenda.with_upkeep(whole).annotate(waiting_decision=Subquery(waiting.values("pk")[:1])).filter(code=code)


def strokes_of(line: Item) -> list[Item]:
    """The short strokes that hang under a long line, in their order, closed ones too."""
    return ask(_strokes, None, line=line.pk)


def _strokes(_shape: None, *, line: int) -> QuerySet[Item]:
    return Item.objects.filter(line=line, is_draft=False).order_by("position", "id")


def notes_on(item: Item) -> list[Step]:
    """How its text was changed and what others attached to it: two kinds of row in one question."""
    return [
        steps.edited(at, text) if kind == "edit" else steps.remarked(at, kind, hidden.note_of(*away) or text, by)
        for at, kind, text, by, *away in ask(_notes, None, item=item.pk)
    ]


def _notes(_shape: None, *, item: int) -> QuerySet[Edit, tuple[Any, ...]]:
    number, nothing = Coalesce("source__number", Value("")), Value("", CharField())
    never = Value(None, DateTimeField(null=True))
    edits = Edit.objects.filter(item=item).values_list(
        "edited_at", Value("edit", CharField()), number, nothing, never, nothing, nothing
    )
    remarks = Remark.objects.filter(item=item)
    attached = remarks.values_list("made_at", "kind", "words", Coalesce("organisation__name", Value("")), *_HIDDEN)
    return edits.union(attached, all=True)


def of_item(item: Item, *, today: date, held: Sequence[str] = (), after: int = 0) -> Line:
    """Back to the voices that an item grew from (see sources.page), and on to what was promised and what came."""
    origins, more_after = sources.page(item, held=held, after=after)
    heard = [origin.voice for origin in origins]
    lines = promises_of([item], (), today=today)
    told = [
        Step(
            timezone.localdate(item.started_at),
            "taken-up",
            _("Op de agenda gezet"),
            words=item.wish,
            href=item_address(item),
            label=item.title,
        )
    ]
    told += steps.sources(heard, item.origin_count)
    told += steps.closed(item)
    told += notes_on(item)
    told += [step for line in lines for step in steps.promised(line)]
    return Line(in_order(told), voices=heard, origins=origins, items=[item], promises=lines, more_after=more_after)


def of_promise(promise: Promise, *, today: date, held: Sequence[str] = ()) -> Line:
    """Back from a promise to its item and the voices behind it, and on to whether it was kept."""
    items = [promise.item] if promise.item else []
    origins = sources.page(promise.item, held=held)[0] if promise.item else []
    heard = [origin.voice for origin in origins]
    count = sum(item.origin_count for item in items)
    if promise.receiver_voice and promise.receiver_voice not in heard:
        heard.append(promise.receiver_voice)
        count += 1
    told = steps.sources(heard, count)
    told += [
        Step(
            timezone.localdate(item.started_at),
            "taken-up",
            _("Op de agenda gezet"),
            href=item_address(item),
            label=item.title,
        )
        for item in items
    ]
    line = promises.shown([promise], today=today)[0]
    told += steps.promised(line)
    return Line(in_order(told), voices=heard, origins=origins, items=items, promises=[line])


def item_address(item: Item) -> str:
    """The short address of an item, as it stands on the poster."""
    return item.get_absolute_url()


def number_of(voice: Voice) -> str:
    """The number as people read it aloud."""
    return receipts.spoken(voice.number)
