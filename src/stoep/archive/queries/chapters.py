"""The chapters of the year book, each out of one or two rooms. Only what everyone may read is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stoep.agenda import queries as agenda
from stoep.agenda.models import Decision, Item, Origin, Remark, Version
from stoep.archive import lists
from stoep.archive.queries import chapters_of_rooms
from stoep.archive.queries.year import FEW, Chapter, Span, Telling, Told, chapter, day, short, some, whole_day
from stoep.network.models import Post, Seat
from stoep.people.models import Organisation
from stoep.promises import rules as promise_rules
from stoep.promises.models import Change, Promise, Verdict
from stoep.voices import queries as voices
from stoep.voices.models import Voice

MOST = 2000  # promises that wait for a word; a busy wijk has some hundred


def said(span: Span) -> Iterator[Chapter]:
    """What goes well, and what was asked: counts of everything, words of what everyone may read."""
    heard = lists.readable(span.here).filter(said_on__range=span.days).order_by("-received_at", "-pk")
    good = heard.filter(kind=Voice.Kind.STRENGTH)
    yield chapter(
        "good",
        _("Wat hier goed gaat"),
        good,
        _voice,
        limit=FEW,
        nothing=_("Niemand schreef dit jaar op wat goed gaat."),
    )
    counts = voices.counts(span.here, since_on=span.since_on, until_on=span.until_on)
    lead = ngettext(
        "Er kwam %(count)s keer iets binnen, %(paper)s keer op papier of gesproken. "
        "%(answered)s keer kwam er een eerste antwoord, %(in_time)s keer op tijd.",
        "Er kwam %(count)s keer iets binnen, %(paper)s keer op papier of gesproken. "
        "%(answered)s keer kwam er een eerste antwoord, %(in_time)s keer op tijd.",
        counts.received,
    ) % {
        "count": counts.received,
        "paper": counts.on_paper_or_spoken,
        "answered": counts.answered,
        "in_time": counts.answered_in_time,
    }
    asked = heard.exclude(kind=Voice.Kind.STRENGTH)
    yield chapter("asked", _("Wat wij vroegen en zeiden"), asked, _voice, lead=lead, limit=FEW)


def _voice(voice: Voice) -> Told:
    meta = f"{voice.get_kind_display()}, {day(voice.said_on)}"
    return Told(words=short(voice.words), meta=meta, address=voice.get_absolute_url())


def taken_up(span: Span) -> Iterator[Chapter]:
    """What came on the agenda, and what was finished."""
    here = Item.objects.filter(neighbourhood=span.here, is_draft=False)
    begun = here.filter(started_at__range=span.moments).order_by("started_at", "pk")
    yield chapter("begun", _("Wat op de agenda kwam"), begun, lambda item: _item(item, item.started_at))
    closed = here.filter(closed_at__range=span.moments, merged_into__isnull=True).order_by("closed_at", "pk")
    yield chapter("closed", _("Wat is afgesloten"), closed, lambda item: _item(item, item.closed_at, item.closed_why))


def _item(item: Item, at: Any, why: str = "") -> Told:
    return Told(title=item.title, words=short(why or item.wish), meta=day(at), address=item.get_absolute_url())


def promised(span: Span) -> Iterator[Chapter]:
    """What was promised, kept, changed and broken in the year; and how the rest stood at the end of it."""
    here = Promise.objects.filter(neighbourhood=span.here).select_related("organisation")
    made = here.filter(said_on__range=span.days).order_by("said_on", "pk")
    yield chapter("promised", _("Wat beloofd is"), made, _promise)
    for key, title in (("kept", _("Wat is nagekomen")), ("broken", _("Wat niet is nagekomen"))):
        spoken = _spoken(span, key)
        yield chapter(key, title, spoken, _verdict)
    changed = Change.objects.filter(promise__neighbourhood=span.here, made_on__range=span.days)
    rows = changed.select_related("promise__organisation").order_by("made_on", "pk")
    yield chapter("changed", _("Wat anders werd"), rows, _change)
    late, still_open = _unjudged(span)
    on = whole_day(span.until_on)
    yield chapter("late", _("Wat te laat was op %(day)s") % {"day": on}, late, _promise)
    yield chapter("open", _("Wat nog openstond op %(day)s") % {"day": on}, still_open, _promise)


def _spoken(span: Span, kind: str) -> QuerySet[Verdict]:
    """The verdicts of this kind of the year after which none came in it."""
    later = Verdict.objects.filter(promise=OuterRef("promise"), said_at__lte=span.moments[1])
    later = later.filter(Q(said_at__gt=OuterRef("said_at")) | Q(said_at=OuterRef("said_at"), pk__gt=OuterRef("pk")))
    found = Verdict.objects.filter(~Exists(later), promise__neighbourhood=span.here, said_at__range=span.moments)
    return found.filter(kind=kind).select_related("promise__organisation").order_by("said_at", "pk")


def _unjudged(span: Span) -> tuple[list[Promise], list[Promise]]:
    """What nobody had judged at the end: late by then, and not late yet."""
    judged = Verdict.objects.filter(promise=OuterRef("pk"), said_at__lte=span.moments[1])
    found = Promise.objects.filter(~Exists(judged), neighbourhood=span.here, said_on__lte=span.until_on)
    late: list[Promise] = []
    still_open: list[Promise] = []
    running = found.select_related("organisation").prefetch_related("changes").order_by("counts_on", "pk")
    for promise in running[:MOST]:
        changes = [(each.made_on, each.due_on) for each in promise.changes.all() if each.made_on <= span.until_on]
        standing = promise_rules.standing_of(promise.due_on, None, span.until_on, changes)
        (late if standing == "late" else still_open).append(promise)
    return late, still_open


def _who(promise: Promise) -> str:
    return promise.organisation.name if promise.organisation else _("een bewoner")


def _promise(promise: Promise) -> Told:
    until = _("voor %(day)s") % {"day": whole_day(promise.due_on)}
    return Told(
        title=_who(promise),
        words=short(promise.words),
        meta=until,
        address=promise.get_absolute_url(),
    )


def _verdict(verdict: Verdict) -> Told:
    promise = verdict.promise
    return Told(
        title=_who(promise),
        words=short(promise.words),
        meta=", ".join(filter(None, [day(verdict.on), short(verdict.words)])),
        address=promise.get_absolute_url(),
    )


def _change(change: Change) -> Told:
    promise = change.promise
    until = _("nu voor %(day)s, omdat: %(why)s") % {"day": whole_day(change.due_on), "why": short(change.why)}
    return Told(title=_who(promise), words=short(change.words), meta=until, address=promise.get_absolute_url())


def decided(span: Span) -> Iterator[Chapter]:
    """Which agenda was adopted, and what else was decided with two keys."""
    adopted = Version.objects.filter(neighbourhood=span.here, adopted_at__range=span.moments).order_by("number")
    lead = ", ".join(
        _("versie %(number)s op %(day)s") % {"number": row.number, "day": day(row.adopted_at)}
        for row in adopted.defer("content")[:FEW]
    )
    lead = _("De agenda is vastgesteld: %(versions)s.") % {"versions": lead} if lead else ""
    turned = Decision.objects.filter(neighbourhood=span.here, seconded_at__range=span.moments)
    rows = turned.exclude(kind=Decision.Kind.ADOPT).select_related("item", "neighbourhood").order_by("seconded_at")
    yield chapter("decided", _("Wat wij besloten"), rows, _decision, lead=lead)


def _decision(decision: Decision) -> Told:
    title = decision.get_kind_display().capitalize()
    about = f"{title}: {decision.item.title}" if decision.item else title
    return Told(about, short(decision.why), day(decision.seconded_at), decision.get_absolute_url())


def disagreed(span: Span) -> Iterator[Chapter]:
    """Who did not agree: authors who say that it is not so, objections, promises that were disputed."""
    doubted = Origin.objects.filter(item__neighbourhood=span.here, author_agrees=False)
    doubted = doubted.filter(author_said_at__range=span.moments).select_related("item", "voice")
    objected = Remark.objects.filter(item__neighbourhood=span.here, kind=Remark.Kind.OBJECTION)
    objected = objected.filter(made_at__range=span.moments, hidden_at__isnull=True).select_related(
        "item", "organisation"
    )
    disputed = Promise.objects.filter(neighbourhood=span.here, disputed_at__range=span.moments)
    told: list[Told] = []
    total = 0
    kinds: tuple[tuple[Any, Callable[[Any], Told]], ...] = (
        (doubted.order_by("author_said_at", "pk"), _doubt),
        (objected.order_by("made_at", "pk"), _objection),
        (disputed.select_related("organisation").order_by("disputed_at", "pk"), _dispute),
    )
    for rows, tell in kinds:
        shown, count = some(rows, FEW)
        told += [tell(row) for row in shown]
        total += count
    nothing = _("Niemand schreef dit jaar op dat het anders was.")
    yield Chapter("dissent", _("Wie het er niet mee eens was"), "", told, total - len(told), nothing)


def _objection(remark: Remark) -> Told:
    item = remark.item
    return Told(item.title, short(remark.words), _party(remark.organisation), item.get_absolute_url())


def _dispute(promise: Promise) -> Told:
    meta = _("zegt dat het anders was")
    return Told(_who(promise), short(promise.disputed_words), meta, promise.get_absolute_url())


def _doubt(origin: Origin) -> Told:
    is_read = agenda.shows_words(origin) and origin.voice.audience == Voice.Audience.EVERYONE and origin.voice.is_shown
    words = short(origin.author_words) if is_read else ""
    meta = _("de schrijver zegt: zo bedoelde ik het niet")
    return Told(origin.item.title, words, meta, origin.item.get_absolute_url())


def _party(organisation: Organisation | None) -> str:
    return organisation.name if organisation else _("een bewoner")


def came_and_left(span: Span) -> Iterator[Chapter]:
    """Who came to the table or took a task, and who left. A name stands here as long as it stands on the page."""
    told: list[Told] = []
    seats = Seat.objects.filter(partnership__neighbourhood=span.here).select_related("person", "organisation")
    posts = Post.objects.filter(neighbourhood=span.here).select_related("person", "organisation")
    for rows, what in ((seats, _("zetel")), (posts, "")):
        for row in rows.filter(since_on__range=span.days).order_by("since_on", "pk"):
            told.append(_came(span, row, what))
        for row in rows.filter(until_on__range=span.days).order_by("until_on", "pk"):
            told.append(Told(title=_side(row, what), meta=_("ging op %(day)s") % {"day": day(row.until_on)}))
    nothing = _("Aan tafel veranderde niets.")
    yield chapter("people", _("Wie kwam en wie ging"), told, lambda each: each, nothing=nothing)


def _came(span: Span, row: Seat | Post, what: str) -> Told:
    name = row.person.name if span.names and row.until_on is None else ""
    title = f"{name}, {_side(row, what)}" if name else _side(row, what).capitalize()
    return Told(title=title, meta=_("kwam op %(day)s") % {"day": day(row.since_on)})


def _side(row: Seat | Post, what: str) -> str:
    kind = what or (row.get_kind_display() if isinstance(row, Post) else "")
    return f"{kind}, {_party(row.organisation) if row.organisation else _('bewoners')}"


def missed(span: Span) -> Iterator[Chapter]:
    """What we know that we missed: who waited in vain for an answer."""
    counts = voices.counts(span.here, since_on=span.since_on, until_on=span.until_on)
    waited = counts.due - counts.due_answered
    lead = (
        ngettext(
            "%(count)s keer kwam er dit jaar geen antwoord op de dag dat het beloofd was.",
            "%(count)s keer kwam er dit jaar geen antwoord op de dag dat het beloofd was.",
            waited,
        )
        % {"count": waited}
        if waited > 0
        else ""
    )
    nothing = "" if lead else _("Wij weten niet van iets dat wij misten. Weet u het wel? Zeg het.")
    yield Chapter("missed", _("Wat wij misten"), lead, nothing=nothing)


CHAPTERS: tuple[Telling, ...] = (
    said,
    taken_up,
    promised,
    decided,
    chapters_of_rooms.vision,
    chapters_of_rooms.plans,
    chapters_of_rooms.asked_of_council,
    chapters_of_rooms.conflicts,
    disagreed,
    chapters_of_rooms.minorities,
    came_and_left,
    missed,
)
