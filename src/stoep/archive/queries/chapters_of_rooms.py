"""Chapters of the year book on who decides: the vision, tables, what the council was asked, conflicts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from stoep.agenda.models import Upkeep, Vision, VisionEndorsement
from stoep.archive.queries import rows
from stoep.archive.queries.year import FEW, SOME, Chapter, Span, Told, chapter, day, short, some, whole_day
from stoep.conflicts.models import Conflict
from stoep.council.models import Advice, Override
from stoep.gatherings import queries as gatherings
from stoep.handover.models import Reply
from stoep.tables import queries as tables
from stoep.tables.models import Plan


def vision(span: Span) -> Iterator[Chapter]:
    """The vision that residents adopted, and who of the others signed it or refused."""
    found = chapter("vision", _("De visie op de wijk"), rows.visions(span).select_related("neighbourhood"), _vision)
    yield from _if_any(found)
    said = rows.endorsements(span).select_related("vision__neighbourhood", "organisation")
    yield from _if_any(chapter("endorsed", _("Wie de visie tekende, en wie niet"), said, _endorsement))


def _endorsement(row: VisionEndorsement) -> Told:
    meta = ", ".join([str(row.Kind(row.kind).label), day(row.decided_on)])
    return Told(capfirst(row.called), short(row.why), meta, row.vision.get_absolute_url())


def _vision(row: Vision) -> Told:
    return Told(words=short(row.opening), meta=day(row.adopted_at), address=row.get_absolute_url())


def resolved(span: Span) -> Iterator[Chapter]:
    """What the table of the neighbourhood decided or did not, who was there, and what a minority thought of it."""
    taken = tables.resolutions(span.here.slug, year=span.since_on.year, limit=SOME)
    told = [_resolution(each) for each in reversed(taken)]
    more = rows.resolved(span).count() - len(told) if len(told) == SOME else 0
    yield from _if_any(Chapter("resolved", _("Wat de tafel van de wijk besloot"), "", told, more))


def _resolution(taken: tables.Taken) -> Told:
    row = taken.resolution
    present = _("%(count)s zetels spraken, %(residents)s van bewoners") % {
        "count": sum(taken.present.values()),
        "residents": taken.present.get("resident", 0),
    }
    meta = ", ".join([str(row.Outcome(row.outcome).label), day(row.closed_at), present])
    otherwise = [short(each.words) for each in taken.statements]
    return Told(row.title, short(taken.wording.words), meta, row.get_absolute_url(), otherwise)


def kept_up(span: Span) -> Iterator[Chapter]:
    """How what was reached is kept up, as it was said last in the year."""
    found = rows.kept_up(span).select_related("item")
    yield from _if_any(chapter("upkeep", _("Hoe wij houden wat er is"), found, _upkeep))


def _upkeep(row: Upkeep) -> Told:
    again = _("kijkt terug op %(day)s") % {"day": whole_day(row.look_back_on)} if row.look_back_on else ""
    meta = ", ".join(filter(None, [str(row.Kind(row.kind).label), day(row.said_at), again]))
    return Told(row.item.title, short(row.words), meta, row.item.get_absolute_url())


def handed_over(span: Span) -> Iterator[Chapter]:
    """What those who came into power said of what they found running."""
    line = ("line__power__organisation", "line__power__neighbourhood", "line__promise", "line__item")
    found = rows.handed_over(span).select_related(
        *line, "line__link__policy", "line__commitment", "decline", "agreement"
    )
    title = _("Wat nieuwe bestuurders zeiden van wat liep")
    yield from _if_any(chapter("handover", title, found, lambda row: _reply(row, span)))


def _reply(row: Reply, span: Span) -> Told:
    line, power = row.line, row.line.power
    found = line.promise.words if line.promise else line.item.title if line.item else ""
    if line.link:
        found = line.link.policy.title if line.link.policy else line.link.words
    if line.commitment:
        found = line.commitment.what
    stops = _("wil stoppen op %(day)s") % {"day": whole_day(row.stop_on)} if row.stop_on else ""
    parts = [stops or str(row.get_kind_display()), day(row.made_on), short(row.what), short(row.why)]
    meta = ", ".join(filter(None, [*parts, *_from_receiver(row, span)]))
    return Told(power.organisation.name, short(found), meta, power.get_absolute_url())


def _from_receiver(row: Reply, span: Span) -> Iterator[str]:
    """What whoever the promise was made to said of it by the end of the year."""
    no, yes = getattr(row, "decline", None), getattr(row, "agreement", None)
    if no is not None and no.said_on <= span.until_on:
        yield _("wie de belofte kreeg, zei nee op %(day)s") % {"day": day(no.said_on)}
    if yes is not None and yes.agreed_at <= span.moments[1]:
        yield _("wie de belofte kreeg, was het eens op %(day)s") % {"day": day(yes.agreed_at)}


def young(span: Span, *, sessions: bool = True) -> Iterator[Chapter]:
    """Their share in what was said at gatherings until today, and where the young met by themselves this year."""
    until, first = span.until_on, span.since_on - timedelta(days=1)
    held = gatherings.youth_sessions(span.here, first, until) if sessions else []
    share = gatherings.youth_share(span.here)
    lead = f"{_('Sinds het begin:')} {share.words}" if share else ""
    told = [Told(each.title, short(each.asked), day(each.day), each.get_absolute_url()) for each in reversed(held)]
    if told or lead:
        nothing = _("Dit jaar kwamen jongeren niet zelf bij elkaar.") if sessions else ""
        yield Chapter("young", _("Hoe jongeren meededen"), lead, told, nothing=nothing)


def asked_of_council(span: Span) -> Iterator[Chapter]:
    """What residents asked of who is competent, with the answer; and where was decided against them."""
    asked = rows.advices(span).select_related("reply", "neighbourhood")
    yield chapter("council", _("Wat wij vroegen aan wie erover gaat"), asked, _advice)
    title = _("Wat tegen bewoners in is besloten")
    yield from _if_any(chapter("overrides", title, rows.overrides(span), _override))


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
    return Told(title=row.title, words=short(row.words), meta=meta, address=row.get_absolute_url())


def _override(row: Override) -> Told:
    return Told(title=row.title, words=short(row.ground), meta=day(row.decided_on))


def plans(span: Span) -> Iterator[Chapter]:
    """What was established at the tables of others, and what residents held of it."""
    done = rows.plans(span).select_related("table__neighbourhood", "rests_on")
    yield from _if_any(chapter("plans", _("Wat aan andere tafels is vastgesteld"), done, _plan))


def _plan(row: Plan) -> Told:
    held = row.rests_on
    words = short(held.words) if held else ""
    meta = _("bewoners: %(what)s") % {"what": held.get_kind_display()} if held else ""
    return Told(row.title, words, ", ".join(filter(None, [day(row.established_on), meta])), row.get_absolute_url())


def conflicts(span: Span) -> Iterator[Chapter]:
    """What people did not agree about, and how it stood."""
    title = _("Waar wij het niet over eens waren")
    found = rows.conflicts(span).select_related("neighbourhood").prefetch_related("outcomes")
    yield from _if_any(chapter("conflicts", title, found, lambda row: _conflict(row, span)))


def _conflict(row: Conflict, span: Span) -> Told:
    """What it was about, and what came of it by the end of the year."""
    is_closed = row.closed_at is not None and row.closed_at <= span.moments[1]
    closed = _("gesloten op %(day)s") % {"day": day(row.closed_at)} if is_closed else _("nog open")
    reached = [each for each in row.outcomes.all() if each.reached_on <= span.until_on]
    last = max(reached, key=lambda each: (each.reached_on, each.pk), default=None)
    came = _("wat eruit kwam: %(words)s") % {"words": short(last.words)} if last else ""
    by = _("besloten door %(who)s") % {"who": last.decided_by} if last and last.decided_by else ""
    meta = ", ".join(filter(None, [closed, came, by]))
    return Told(row.title, short(row.issue), meta, row.get_absolute_url())


def minorities(span: Span) -> Iterator[Chapter]:
    """What stayed unsaid by the many: reservations on plans, on the vision, on the outcome of a conflict."""
    held, count = some(rows.positions(span).select_related("plan"), FEW)
    told = [Told(row.plan.title, short(row.words), row.get_kind_display()) for row in held]
    said, more = some(rows.vision_doubts(span), FEW)
    told += [Told(_("De visie"), short(row.words), day(row.said_at)) for row in said]
    kept, most = some(rows.stances(span).select_related("party__conflict"), FEW)
    told += [Told(row.party.conflict.title, short(row.words), row.party.name) for row in kept]
    total = count + more + most
    yield from _if_any(Chapter("minorities", _("Wat een minderheid vond"), "", told, total - len(told)))
