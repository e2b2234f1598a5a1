"""Chapters of the year book on who decides: the vision, tables, what the council was asked, conflicts."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from stoep.agenda.models import Vision, VisionDissent
from stoep.archive.queries.year import FEW, Chapter, Span, Told, chapter, day, short, some, whole_day
from stoep.conflicts.models import Conflict, Stance
from stoep.council.models import Advice, Override
from stoep.tables.models import Plan, Position


def vision(span: Span) -> Iterator[Chapter]:
    """The vision that residents adopted, and who did not agree to it."""
    adopted = Vision.objects.filter(neighbourhood=span.here, adopted_at__range=span.moments).order_by("number")
    found = chapter("vision", _("De visie op de wijk"), adopted.select_related("neighbourhood"), _vision)
    yield from _if_any(found)


def _vision(row: Vision) -> Told:
    return Told(words=short(row.opening), meta=day(row.adopted_at), address=row.get_absolute_url())


def asked_of_council(span: Span) -> Iterator[Chapter]:
    """What residents asked of who is competent, with the answer; and where was decided against them."""
    asked = Advice.objects.filter(neighbourhood=span.here, asked_on__range=span.days).select_related("reply")
    yield chapter("council", _("Wat wij vroegen aan wie erover gaat"), asked.order_by("asked_on", "pk"), _advice)
    against = Override.objects.filter(neighbourhood=span.here, decided_on__range=span.days)
    title = _("Wat tegen bewoners in is besloten")
    yield from _if_any(chapter("overrides", title, against.order_by("decided_on", "pk"), _override))


def _if_any(found: Chapter) -> Iterator[Chapter]:
    """A chapter of a room that not every wijk uses: left out when it is empty."""
    if found.told:
        yield found


def _advice(row: Advice) -> Told:
    reply = getattr(row, "reply", None)
    if reply is not None:
        meta = f"{reply.get_kind_display()}, {day(reply.decided_on)}: {short(reply.words)}"
    elif row.answer_due_on:
        meta = _("nog geen antwoord; het moet er zijn op %(day)s") % {"day": whole_day(row.answer_due_on)}
    else:
        meta = _("nog geen antwoord")
    return Told(title=row.title, words=short(row.words), meta=meta)


def _override(row: Override) -> Told:
    return Told(title=row.title, words=short(row.ground), meta=day(row.decided_on))


def plans(span: Span) -> Iterator[Chapter]:
    """What was established at the tables of others, and what residents held of it."""
    done = Plan.objects.filter(table__neighbourhood=span.here, established_on__range=span.days)
    rows = done.select_related("table__neighbourhood", "rests_on").order_by("established_on", "pk")
    yield from _if_any(chapter("plans", _("Wat aan andere tafels is vastgesteld"), rows, _plan))


def _plan(row: Plan) -> Told:
    held = row.rests_on
    words = short(held.words) if held else ""
    meta = _("bewoners: %(what)s") % {"what": held.get_kind_display()} if held else ""
    return Told(row.title, words, ", ".join(filter(None, [day(row.established_on), meta])), row.get_absolute_url())


def conflicts(span: Span) -> Iterator[Chapter]:
    """What people did not agree about, and how it stood."""
    here = Conflict.objects.filter(neighbourhood=span.here, read_at__isnull=False)
    rows = here.filter(Q(opened_at__range=span.moments) | Q(closed_at__range=span.moments))
    title = _("Waar wij het niet over eens waren")
    yield from _if_any(chapter("conflicts", title, rows.order_by("opened_at", "pk"), _conflict))


def _conflict(row: Conflict) -> Told:
    closed = _("gesloten op %(day)s") % {"day": day(row.closed_at)} if row.closed_at else _("nog open")
    return Told(row.title, short(row.issue), closed)


def minorities(span: Span) -> Iterator[Chapter]:
    """What stayed unsaid by the many: reservations on plans, on the vision, on the outcome of a conflict."""
    against = Position.objects.filter(plan__table__neighbourhood=span.here, held_on__range=span.days)
    against = against.exclude(kind=Position.Kind.FOR).select_related("plan")
    doubts = VisionDissent.objects.filter(vision__neighbourhood=span.here, said_at__range=span.moments)
    doubts = doubts.filter(vision__number__isnull=False)
    stances = Stance.objects.filter(party__conflict__neighbourhood=span.here, written_at__range=span.moments)
    stances = stances.filter(kind=Stance.Kind.DISAGREE, read_at__isnull=False, hidden_at__isnull=True)
    held, count = some(against.order_by("pk"), FEW)
    told = [Told(row.plan.title, short(row.words), row.get_kind_display()) for row in held]
    said, more = some(doubts.order_by("pk"), FEW)
    told += [Told(_("De visie"), short(row.words), day(row.said_at)) for row in said]
    kept, most = some(stances.select_related("party__conflict").order_by("pk"), FEW)
    told += [Told(row.party.conflict.title, short(row.words), row.party.name) for row in kept]
    total = count + more + most
    yield from _if_any(Chapter("minorities", _("Wat een minderheid vond"), "", told, total - len(told)))
