"""A year on one page: of each part the first few, and how many there are, in one question; the PDF tells the rest.

The page may ask eight questions in all, so these kinds of row come as one union of texts and days.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    Count,
    DateField,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from stoep.agenda.models import Decision, Upkeep, VisionEndorsement
from stoep.archive.queries import rows
from stoep.archive.queries.chapters import missed_lead, said_lead
from stoep.archive.queries.year import Chapter, Span, Told, day, short, whole_day
from stoep.council.models import Reply as Answer
from stoep.handover.models import Power, Reply
from stoep.network.models import Post
from stoep.places.models import Neighbourhood
from stoep.shared.addresses import address
from stoep.shared.asked import ask
from stoep.shared.choices import label
from stoep.tables.models import Position, Resolution, Wording
from stoep.voices import queries as voices
from stoep.voices.models import Voice

SHOWN = 3  # of each kind


class Row(NamedTuple):
    """One line: under which heading, what kind of row, its texts, its day, what its address hangs on, of how many."""

    key: str
    kind: str
    title: str
    words: str
    extra: str
    on: date | None
    ref: str
    total: int


@dataclass(frozen=True, slots=True)
class _When:
    here: Neighbourhood
    days: tuple[date, date]
    moments: tuple[datetime, datetime]


# The headings in the order of the work; those that are left out when there is nothing have no second word.
HEADINGS: tuple[tuple[str, Any, bool], ...] = (
    ("good", gettext_lazy("Wat hier goed gaat"), True),
    ("asked", gettext_lazy("Wat wij vroegen en zeiden"), True),
    ("begun", gettext_lazy("Wat op de agenda kwam"), True),
    ("closed", gettext_lazy("Wat is afgesloten"), True),
    ("promised", gettext_lazy("Wat beloofd is"), True),
    ("kept", gettext_lazy("Wat is nagekomen"), True),
    ("broken", gettext_lazy("Wat niet is nagekomen"), True),
    ("changed", gettext_lazy("Wat anders werd"), True),
    ("open", gettext_lazy("Wat nog openstond op %(day)s"), True),
    ("decided", gettext_lazy("Wat wij besloten"), True),
    ("resolved", gettext_lazy("Wat de tafel van de wijk besloot"), False),
    ("upkeep", gettext_lazy("Hoe wij houden wat er is"), False),
    ("handover", gettext_lazy("Wat nieuwe bestuurders zeiden van wat liep"), False),
    ("vision", gettext_lazy("De visie op de wijk"), False),
    ("endorsed", gettext_lazy("Wie de visie tekende, en wie niet"), False),
    ("plans", gettext_lazy("Wat aan andere tafels is vastgesteld"), False),
    ("council", gettext_lazy("Wat wij vroegen aan wie erover gaat"), True),
    ("overrides", gettext_lazy("Wat tegen bewoners in is besloten"), False),
    ("conflicts", gettext_lazy("Waar wij het niet over eens waren"), False),
    ("dissent", gettext_lazy("Wie het er niet mee eens was"), True),
    ("minorities", gettext_lazy("Wat een minderheid vond"), False),
    ("people", gettext_lazy("Wie kwam en wie ging"), True),
    ("missed", gettext_lazy("Wat wij misten"), True),
)


def at_a_glance(span: Span) -> list[Chapter]:
    """The parts of a year: the first few lines of each, with how many more there are in the PDF."""
    begun, ended = span.moments
    first, last = span.days
    counts = voices.counts(span.here, since_on=first, until_on=last)
    lines: dict[str, list[Row]] = {}
    for found in ask(_lines, None, here=span.here.pk, first=first, last=last, begun=begun, ended=ended):
        lines.setdefault(found[0], []).append(Row(*found))
    leads = {"asked": said_lead(counts), "missed": missed_lead(counts)}
    nothing = {"missed": _("Wij weten niet van iets dat wij misten. Weet u het wel? Zeg het.")}
    told, language, until = [], get_language(), whole_day(span.until_on)
    for key, title, always in HEADINGS:
        rows_of = sorted(lines.get(key, []), key=lambda row: (row.kind, row.on or date.max, row.ref))
        if rows_of or always:
            shown = tuple(_told(span.here.slug, row, language) for row in rows_of)
            totals = {row.kind: row.total for row in rows_of}
            more = sum(totals.values()) - len(shown)
            heading = str(title) % {"day": until}
            empty = nothing.get(key) or _("Niets in dit jaar.")
            told.append(Chapter(key, heading, leads.get(key, ""), shown, max(more, 0), empty))
    return told


def _text(value: str) -> Value:
    return Value(value, TextField())


def _arm(
    key: str,
    kind: str,
    found: QuerySet[Any],
    on: Any,
    ref: Any,
    *,
    title: Any = None,
    words: Any = None,
    extra: Any = None,
    counted: bool = True,
) -> QuerySet[Any, Any]:
    """The first few of these rows, as texts; with how many there are, where that may be counted row by row."""
    few: QuerySet[Any, Any] = found.model._default_manager.filter(pk__in=found.values("pk")[:SHOWN]).order_by()
    total = found.order_by().annotate(one=Value(1)).values("one").annotate(total=Count("pk")).values("total")
    texts = [
        Coalesce(Cast(each, TextField()), _text("")) if each is not None else _text("")
        for each in (title, words, extra)
    ]
    how_many = Subquery(total, output_field=IntegerField()) if counted else Value(0, IntegerField())
    return few.values_list(_text(key), _text(kind), *texts, Cast(on, DateField()), Cast(ref, TextField()), how_many)


def _lines(
    _shape: None, *, here: int, first: date, last: date, begun: datetime, ended: datetime
) -> QuerySet[Any, tuple[Any, ...]]:
    when = _When(Neighbourhood(pk=here), (first, last), (begun, ended))
    arms = [*_of_voices(when), *_of_promises(when), *_of_decisions(when), *_of_others(when), *_of_people(when)]
    return arms[0].union(*arms[1:], all=True)


def _of_voices(when: _When) -> list[QuerySet[Any, Any]]:
    """There may be a hundred thousand: how many came in stands in the tallies of each day."""
    more: dict[str, Any] = {"words": F("words"), "extra": F("kind"), "counted": False}
    item: dict[str, Any] = {"title": F("title")}
    why = Case(When(closed_why="", then=F("wish")), default=F("closed_why"), output_field=TextField())
    return [
        _arm("good", "voice", rows.good(when), F("said_on"), F("number"), **more),
        _arm("asked", "voice", rows.asked(when), F("said_on"), F("number"), **more),
        _arm("begun", "item", rows.begun(when), TruncDate("started_at"), F("code"), words=F("wish"), **item),
        _arm("closed", "item", rows.closed(when), TruncDate("closed_at"), F("code"), words=why, **item),
    ]


def _of_promises(when: _When) -> list[QuerySet[Any, Any]]:
    who: dict[str, Any] = {"title": F("organisation__name"), "words": F("words")}
    other: dict[str, Any] = {"title": F("promise__organisation__name")}
    code = F("promise__code")
    judged: dict[str, Any] = {"words": F("promise__words"), "extra": F("words"), **other}
    return [
        _arm("promised", "promise", rows.promised(when), F("due_on"), F("code"), **who),
        _arm("kept", "verdict", rows.spoken(when, "kept"), F("on"), code, **judged),
        _arm("broken", "verdict", rows.spoken(when, "broken"), F("on"), code, **judged),
        _arm("changed", "change", rows.changed(when), F("due_on"), code, words=F("words"), extra=F("why"), **other),
        _arm("open", "promise", rows.unjudged(when), F("due_on"), F("code"), **who),
    ]


def _of_decisions(when: _When) -> list[QuerySet[Any, Any]]:
    last = Wording.objects.filter(resolution=OuterRef("pk"), round=OuterRef("round")).values("words")[:1]
    number = F("resolution__number")
    of_item: dict[str, Any] = {"title": F("item__title"), "extra": F("kind")}
    power, name = F("line__power"), F("line__power__organisation__name")
    return [
        _arm("decided", "version", rows.adopted(when), TruncDate("adopted_at"), F("number")),
        _arm("decided", "decision", rows.decided(when), TruncDate("seconded_at"), F("pk"), words=F("why"), **of_item),
        _arm(
            "resolved", "resolution", rows.resolved(when), TruncDate("closed_at"), F("number"),
            title=F("title"), words=Subquery(last), extra=F("outcome"),
        ),
        _arm(
            "resolved", "resolution-otherwise", rows.minorities(when), TruncDate("written_at"), number,
            title=F("resolution__title"), words=F("words"),
        ),
        _arm(
            "upkeep", "upkeep", rows.kept_up(when), TruncDate("said_at"), F("item__code"), words=F("words"), **of_item
        ),
        _arm("handover", "reply", rows.handed_over(when), F("made_on"), power, title=name, words=F("why"),
             extra=F("kind")),
        _arm("handover", "reply-no", rows.declined(when), F("said_on"), F("reply__line__power"),
             title=F("reply__line__promise__words"), words=F("words")),
        _arm("vision", "vision", rows.visions(when), TruncDate("adopted_at"), F("number"), words=F("opening")),
        _arm("endorsed", "endorsement", rows.endorsements(when), F("decided_on"), F("vision__number"),
             title=F("organisation__name"), words=F("why"), extra=F("kind")),
    ]  # fmt: skip


def _of_others(when: _When) -> list[QuerySet[Any, Any]]:
    title, words = F("title"), F("words")
    held: dict[str, Any] = {"words": F("rests_on__words"), "extra": F("rests_on__kind")}
    item: dict[str, Any] = {"title": F("item__title")}
    stance: dict[str, Any] = {"title": F("party__conflict__title"), "extra": F("party__name")}
    return [
        _arm("plans", "plan", rows.plans(when), F("established_on"), F("pk"), title=title, **held),
        _arm("council", "advice", rows.advices(when), F("asked_on"), F("pk"), title=title, words=words,
             extra=F("reply__kind")),
        _arm("overrides", "override", rows.overrides(when), F("decided_on"), F("pk"), title=title, words=F("ground")),
        _arm("conflicts", "conflict", rows.conflicts(when), TruncDate("closed_at"), F("pk"), title=title,
             words=F("issue")),
        _arm("dissent", "doubt", rows.doubts(when), TruncDate("author_said_at"), F("item__code"), **item),
        _arm("dissent", "objection", rows.objections(when), TruncDate("made_at"), F("item__code"), words=words, **item),
        _arm("dissent", "dispute", rows.disputes(when), TruncDate("disputed_at"), F("code"),
             title=F("organisation__name"), words=F("disputed_words")),
        _arm("minorities", "position", rows.positions(when), F("held_on"), F("plan"), title=F("plan__title"),
             words=words, extra=F("kind")),
        _arm("minorities", "vision-doubt", rows.vision_doubts(when), TruncDate("said_at"), F("vision__number"),
             words=words),
        _arm("minorities", "stance", rows.stances(when), TruncDate("written_at"), F("party__conflict"), words=words,
             **stance),
    ]  # fmt: skip


def _of_people(when: _When) -> list[QuerySet[Any, Any]]:
    """A name stands here as long as it stands on the page of the table."""
    name = Case(When(until_on__isnull=True, then=F("person__name")), default=_text(""), output_field=TextField())
    party = F("organisation__name")
    (sat, rose), (took, left) = rows.seats(when), rows.posts(when)
    return [
        _arm("people", "power", rows.powers(when), F("on"), F("pk"), title=party, extra=F("kind")),
        _arm("people", "seat-came", sat, F("since_on"), F("pk"), title=name, extra=party),
        _arm("people", "seat-left", rose, F("until_on"), F("pk"), extra=party),
        _arm("people", "post-came", took, F("since_on"), F("pk"), title=name, words=F("kind"), extra=party),
        _arm("people", "post-left", left, F("until_on"), F("pk"), words=F("kind"), extra=party),
    ]


@lru_cache(maxsize=2000)
def _told(slug: str, row: Row, _language: str | None) -> Told:
    """A line as the page shows it: the same values in the same language make the same line."""
    kind, *_more = row.kind.partition("-")
    if kind in ("seat", "post"):
        return _moved(row)
    title, meta = _META.get(row.kind, _dated)(row)
    page = _PAGES[kind]
    args: tuple[Any, ...] = (row.ref,) if page in _BY_CODE else (slug, int(row.ref))
    return Told(title, short(row.words), meta, address(page, *args))


def _dated(row: Row) -> tuple[str, str]:
    return row.title, day(row.on)


def _moved(row: Row) -> Told:
    sort, _dash, way = row.kind.partition("-")
    what = str(label(Post.Kind, row.words)) if sort == "post" else _("zetel")
    side = f"{what}, {row.extra or _('bewoners')}"
    on = (_("ging op %(day)s") if way == "left" else _("kwam op %(day)s")) % {"day": day(row.on)}
    return Told(title=f"{row.title}, {side}" if row.title else side.capitalize(), meta=on)


def _decided(row: Row) -> tuple[str, str]:
    title = str(label(Decision.Kind, row.extra)).capitalize()
    return f"{title}: {row.title}" if row.title else title, day(row.on)


def _labelled(choices: Any) -> Callable[[Row], tuple[str, str]]:
    return lambda row: (row.title, ", ".join(filter(None, [row.extra and str(label(choices, row.extra)), day(row.on)])))


def _promise(row: Row) -> tuple[str, str]:
    return row.title or _("een bewoner"), _("voor %(day)s") % {"day": whole_day(row.on)} if row.on else ""


def _changed(row: Row) -> tuple[str, str]:
    on = whole_day(row.on) if row.on else ""
    return row.title or _("een bewoner"), _("nu voor %(day)s, omdat: %(why)s") % {"day": on, "why": short(row.extra)}


def _said_no(on: date | None) -> str:
    return _("wie de belofte kreeg, zei nee op %(day)s") % {"day": day(on)}


def _plan(row: Row) -> tuple[str, str]:
    held = _("bewoners: %(what)s") % {"what": label(Position.Kind, row.extra)} if row.extra else ""
    return row.title, ", ".join(filter(None, [day(row.on), held]))


def _endorsed(row: Row) -> tuple[str, str]:
    who = row.title or capfirst(label(VisionEndorsement.Party, VisionEndorsement.Party.COUNCIL))
    return who, f"{label(VisionEndorsement.Kind, row.extra)}, {day(row.on)}"


_META: dict[str, Callable[[Row], tuple[str, str]]] = {
    "voice": _labelled(Voice.Kind),
    "promise": _promise,
    "verdict": lambda row: (
        row.title or _("een bewoner"),
        ", ".join(filter(None, [day(row.on), short(row.extra)])),
    ),
    "change": _changed,
    "version": lambda row: ("", _("versie %(number)s op %(day)s") % {"number": row.ref, "day": day(row.on)}),
    "decision": _decided,
    "resolution": _labelled(Resolution.Outcome),
    "resolution-otherwise": lambda row: (row.title, _("dit vond een minderheid")),
    "upkeep": _labelled(Upkeep.Kind),
    "reply": _labelled(Reply.Kind),
    "reply-no": lambda row: (short(row.title), _said_no(row.on)),
    "plan": _plan,
    "advice": lambda row: (
        row.title,
        str(label(Answer.Kind, row.extra)) if row.extra else _("nog geen antwoord"),
    ),
    "conflict": lambda row: (
        row.title,
        _("gesloten op %(day)s") % {"day": day(row.on)} if row.on else _("nog open"),
    ),
    "doubt": lambda row: (row.title, _("de schrijver zegt: zo bedoelde ik het niet")),
    "dispute": lambda row: (row.title or _("een bewoner"), _("zegt dat het anders was")),
    "position": _labelled(Position.Kind),
    "endorsement": _endorsed,
    "power": lambda row: (f"{row.title}: {label(Power.Kind, row.extra)}", day(row.on)),
    "vision-doubt": lambda row: (_("De visie"), day(row.on)),
    "stance": lambda row: (row.title, row.extra),
}
_PAGES = {
    "voice": "thread:voice",
    "item": "thread:item",
    "upkeep": "thread:item",
    "doubt": "thread:item",
    "objection": "thread:item",
    "promise": "thread:promise",
    "verdict": "thread:promise",
    "change": "thread:promise",
    "dispute": "thread:promise",
    "version": "agenda:version",
    "decision": "agenda:decision",
    "vision": "agenda:vision_version",
    "endorsement": "agenda:vision_version",
    "power": "handover:dossier",
    "resolution": "tables:resolution",
    "plan": "tables:plan",
    "position": "tables:plan",
    "reply": "handover:dossier",
    "advice": "council:advice",
    "override": "council:override",
    "conflict": "conflicts:conflict",
    "stance": "conflicts:conflict",
}
_BY_CODE = {"thread:voice", "thread:item", "thread:promise"}
