"""The chapters of the year book, each out of one or two rooms. Only what everyone may read is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from stoep.agenda import queries as agenda
from stoep.agenda.models import Decision, Item, Origin, Remark
from stoep.archive.queries import chapters_of_rooms, rows
from stoep.archive.queries.year import FEW, Chapter, Span, Telling, Told, chapter, day, short, some, whole_day
from stoep.handover.models import Power
from stoep.network.models import Post, Seat
from stoep.people.models import Organisation
from stoep.promises import rules as promise_rules
from stoep.promises.models import Change, Promise, Verdict
from stoep.voices import queries as voices
from stoep.voices.models import Voice

MOST = 2000  # promises that wait for a word; a busy wijk has some hundred


def said(span: Span) -> Iterator[Chapter]:
    """What goes well, and what was asked: counts of everything, words of what everyone may read."""
    yield chapter(
        "good",
        _("Wat hier goed gaat"),
        rows.good(span),
        _voice,
        limit=FEW,
        nothing=_("Niemand schreef dit jaar op wat goed gaat."),
    )
    lead = said_lead(voices.counts(span.here, since_on=span.since_on, until_on=span.until_on))
    yield chapter("asked", _("Wat wij vroegen en zeiden"), rows.asked(span), _voice, lead=lead, limit=FEW)


def said_lead(counts: voices.Counts) -> str:
    """How much came in, and how much of it was answered."""
    lead = ngettext(
        "Er kwam %(count)s keer iets binnen, %(paper)s keer op papier of gesproken. "
        "%(answered)s keer kwam er een eerste antwoord, %(in_time)s keer op tijd.",
        "Er kwam %(count)s keer iets binnen, %(paper)s keer op papier of gesproken. "
        "%(answered)s keer kwam er een eerste antwoord, %(in_time)s keer op tijd.",
        counts.received,
    )
    return lead % {
        "count": counts.received,
        "paper": counts.on_paper_or_spoken,
        "answered": counts.answered,
        "in_time": counts.answered_in_time,
    }


def _voice(voice: Voice) -> Told:
    meta = f"{voice.get_kind_display()}, {day(voice.said_on)}"
    return Told(words=short(voice.words), meta=meta, address=voice.get_absolute_url())


def taken_up(span: Span) -> Iterator[Chapter]:
    """What came on the agenda, and what was finished."""
    yield chapter("begun", _("Wat op de agenda kwam"), rows.begun(span), lambda item: _item(item, item.started_at))
    closed = rows.closed(span)
    yield chapter("closed", _("Wat is afgesloten"), closed, lambda item: _item(item, item.closed_at, item.closed_why))


def _item(item: Item, at: Any, why: str = "") -> Told:
    return Told(title=item.title, words=short(why or item.wish), meta=day(at), address=item.get_absolute_url())


def promised(span: Span) -> Iterator[Chapter]:
    """What was promised, kept, changed and broken in the year; and how the rest stood at the end of it."""
    made = rows.promised(span).select_related("organisation")
    yield chapter("promised", _("Wat beloofd is"), made, _promise)
    for key, title in (("kept", _("Wat is nagekomen")), ("broken", _("Wat niet is nagekomen"))):
        yield chapter(key, title, rows.spoken(span, key).select_related("promise__organisation"), _verdict)
    changed = rows.changed(span).select_related("promise__organisation")
    yield chapter("changed", _("Wat anders werd"), changed, _change)
    late, still_open = _unjudged(span)
    on = whole_day(span.until_on)
    yield chapter("late", _("Wat te laat was op %(day)s") % {"day": on}, late, _promise)
    yield chapter("open", _("Wat nog openstond op %(day)s") % {"day": on}, still_open, _promise)


def _unjudged(span: Span) -> tuple[list[Promise], list[Promise]]:
    """What nobody had judged at the end: late by then, and not late yet."""
    late: list[Promise] = []
    still_open: list[Promise] = []
    running = rows.unjudged(span).select_related("organisation").prefetch_related("changes")
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
    lead = ", ".join(
        _("versie %(number)s op %(day)s") % {"number": row.number, "day": day(row.adopted_at)}
        for row in rows.adopted(span).defer("content")[:FEW]
    )
    lead = _("De agenda is vastgesteld: %(versions)s.") % {"versions": lead} if lead else ""
    turned = rows.decided(span).select_related("item", "neighbourhood")
    yield chapter("decided", _("Wat wij besloten"), turned, _decision, lead=lead)


def _decision(decision: Decision) -> Told:
    title = decision.get_kind_display().capitalize()
    about = f"{title}: {decision.item.title}" if decision.item else title
    return Told(about, short(decision.why), day(decision.seconded_at), decision.get_absolute_url())


def disagreed(span: Span) -> Iterator[Chapter]:
    """Who did not agree: authors who say that it is not so, objections, promises that were disputed."""
    told: list[Told] = []
    total = 0
    kinds: tuple[tuple[Any, Callable[[Any], Told]], ...] = (
        (rows.doubts(span).select_related("item", "voice"), _doubt),
        (rows.objections(span).select_related("item", "organisation"), _objection),
        (rows.disputes(span).select_related("organisation"), _dispute),
    )
    for found, tell in kinds:
        shown, count = some(found, FEW)
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
    for (came, left), what in ((rows.seats(span), _("zetel")), (rows.posts(span), "")):
        told += [_came(span, row, what) for row in came.select_related("person", "organisation")]
        for row in left.select_related("person", "organisation"):
            told.append(Told(title=_side(row, what), meta=_("ging op %(day)s") % {"day": day(row.until_on)}))
    told += [_power(row) for row in rows.powers(span).select_related("organisation", "neighbourhood")]
    nothing = _("Aan tafel veranderde niets.")
    yield chapter("people", _("Wie kwam en wie ging"), told, lambda each: each, nothing=nothing)


def _power(row: Power) -> Told:
    """Who came into power, by office; the names stand in the dossier until they are erased there."""
    meta = ", ".join(filter(None, [row.office, day(row.on)]))
    return Told(f"{row.organisation.name}: {row.get_kind_display()}", "", meta, row.get_absolute_url())


def _came(span: Span, row: Seat | Post, what: str) -> Told:
    name = row.person.name if span.names and row.until_on is None else ""
    title = f"{name}, {_side(row, what)}" if name else _side(row, what).capitalize()
    return Told(title=title, meta=_("kwam op %(day)s") % {"day": day(row.since_on)})


def _side(row: Seat | Post, what: str) -> str:
    kind = what or (row.get_kind_display() if isinstance(row, Post) else "")
    return f"{kind}, {_party(row.organisation) if row.organisation else _('bewoners')}"


def missed(span: Span) -> Iterator[Chapter]:
    """What we know that we missed: who waited in vain for an answer."""
    lead = missed_lead(voices.counts(span.here, since_on=span.since_on, until_on=span.until_on))
    nothing = "" if lead else _("Wij weten niet van iets dat wij misten. Weet u het wel? Zeg het.")
    yield Chapter("missed", _("Wat wij misten"), lead, nothing=nothing)


def missed_lead(counts: voices.Counts) -> str:
    """How often somebody waited in vain for an answer; "" when nobody did."""
    waited = counts.due - counts.due_answered
    if waited <= 0:
        return ""
    lead = ngettext(
        "%(count)s keer kwam er dit jaar geen antwoord op de dag dat het beloofd was.",
        "%(count)s keer kwam er dit jaar geen antwoord op de dag dat het beloofd was.",
        waited,
    )
    return lead % {"count": waited}


CHAPTERS: tuple[Telling, ...] = (
    said,
    taken_up,
    promised,
    decided,
    chapters_of_rooms.resolved,
    chapters_of_rooms.kept_up,
    chapters_of_rooms.handed_over,
    chapters_of_rooms.vision,
    chapters_of_rooms.plans,
    chapters_of_rooms.asked_of_council,
    chapters_of_rooms.young,
    chapters_of_rooms.conflicts,
    disagreed,
    chapters_of_rooms.minorities,
    came_and_left,
    missed,
)
