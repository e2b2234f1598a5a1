"""A year on one page: of each part the first few, and how many there are, in three questions; the PDF tells the rest.

The page may ask eight questions in all, so these kinds of row come as unions of texts and days.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from stoep.archive.queries import arms, telling
from stoep.archive.queries.chapters import missed_lead, said_lead
from stoep.archive.queries.chapters_of_rooms import young
from stoep.archive.queries.year import Chapter, Span, Year, whole_day, year_of
from stoep.places.models import Neighbourhood
from stoep.shared.asked import ask
from stoep.voices import queries as voices

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


def glance_of(here: Neighbourhood, year: int, today: date) -> Year:
    """The book of a year on one page, the same for every reader."""
    return year_of(here, year, today=today, chapters=[at_a_glance])


def at_a_glance(span: Span) -> list[Chapter]:
    """The parts of a year: the first few lines of each, with how many more there are in the PDF."""
    begun, ended = span.moments
    first, last = span.days
    counts = voices.counts(span.here, since_on=first, until_on=last)
    lines: dict[str, list[arms.Row]] = {}
    said_no = counts.contradicted
    when: dict[str, Any] = {"here": span.here.pk, "first": first, "last": last, "begun": begun, "ended": ended}
    for found in (*ask(arms.first_lines, None, **when), *ask(arms.other_lines, said_no > 0, **when)):
        lines.setdefault(found[0], []).append(arms.Row(*found))
    leads = {"asked": said_lead(counts), "missed": missed_lead(counts)}
    nothing = {"missed": _("Wij weten niet van iets dat wij misten. Weet u het wel? Zeg het.")}
    told, language, until = [], get_language(), whole_day(span.until_on)
    for key, title, always in HEADINGS:
        rows_of = sorted(lines.get(key, []), key=lambda row: (row.kind, row.on or date.max, row.ref))
        if rows_of or always:
            shown = tuple(telling.told(span.here.slug, row, language) for row in rows_of)
            totals = {row.kind: said_no if row.kind == "doubt" else row.total for row in rows_of}
            more = sum(totals.values()) - len(shown)
            heading = str(title) % {"day": until}
            empty = nothing.get(key) or _("Niets in dit jaar.")
            told.append(Chapter(key, heading, leads.get(key, ""), shown, max(more, 0), empty))
    after = next(at for at, chapter in enumerate(told) if chapter.key == "council") + 1
    return [*told[:after], *young(span, sessions=False), *told[after:]]
