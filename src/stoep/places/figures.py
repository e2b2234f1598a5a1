"""Figures as they are shown: in plain words, folded away until residents' own words stand beside them. Read only.

No rank, no colour of better and worse: of a share over several areas the least and the most are given, no order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, ngettext

from stoep.places import rules
from stoep.places.geometry import shape_of_text
from stoep.places.measures import MEASURES, Measure
from stoep.places.models import Area, Figure, Neighbourhood, Reading

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One line of the sheet. `value` is text ("1.200", "geen cijfer"); `missing` says how many parts have none.

    `reading` is what residents say about it; without it the line is folded away. `refused`: residents leave it out.
    """

    measure: str
    label: str | _StrPromise
    value: str
    dated: str
    source: str
    missing: str = ""
    reading: Reading | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class FigureSheet:
    """What a page shows: `open` lines have residents' words beside them, `folded` ones not; `note` is about all.

    `reading` is what residents say about the figures together; then all but the sensitive ones are open.
    """

    open: list[FigureLine]
    folded: list[FigureLine]
    reading: Reading | None = None
    note: str = ""
    sources: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.open or self.folded)


def figures_of(areas: Iterable[Area], place: Neighbourhood | None = None) -> FigureSheet:
    """The figures of these areas together (one area: its own), with the readings of `place`, or of the one area.

    An area that lies in another one of them is not counted twice. A sensitive figure is only there with a reading.
    A measure that is not published yet for this year is that of the newest year before it, with its own date.
    """
    apart = _apart(list(areas))
    readings = _readings(apart, place)
    stored = _stored(apart)
    about_all = readings.get("")
    sheet = FigureSheet([], [], about_all, _note(apart, place), _sources(stored))
    for measure in MEASURES:
        reading = readings.get(measure.key)
        if not apart or (measure.needs_reading and (reading is None or measure.key not in stored)):
            continue
        line = _line(measure, apart, stored.get(measure.key, {}), reading)
        is_open = reading is not None or (about_all is not None and not about_all.refuses)
        (sheet.open if is_open else sheet.folded).append(line)
    return sheet


def figures_of_area(area: Area) -> FigureSheet:
    """The figures of one official area, with what residents wrote beside them."""
    return figures_of([area])


def figures_of_neighbourhood(place: Neighbourhood) -> FigureSheet:
    """The figures of a neighbourhood, over the areas that it was drawn of."""
    return figures_of(place.areas.all(), place)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Official numbers of a few areas as they were published: per measure, per code; what has no figure is not there.

    `areas` do not lie in each other. `year` is that of the newest figure, and `sources` say where they come from.
    """

    areas: tuple[Area, ...]
    values: dict[str, dict[str, float]]
    year: int | None
    sources: tuple[str, ...]


def numbers_of(place: Neighbourhood) -> Numbers:
    """The official numbers of the areas that a neighbourhood was drawn of, to add up; by the code of each area."""
    areas = _apart(list(place.areas.order_by("plain_name", "code")))
    stored = _stored(areas)
    codes = {area.pk: area.code for area in areas}
    values = {key: {codes[pk]: row.value for pk, row in rows.items()} for key, rows in stored.items()}
    years = [row.dated_on.year for rows in stored.values() for row in rows.values()]
    return Numbers(tuple(areas), values, max(years, default=None), _sources(stored))


def whole_numbers_of(place: Neighbourhood) -> dict[str, float]:
    """The figures of a neighbourhood as numbers, by measure, for who compares places: only those that are whole.

    Left out: what residents leave out, what is shown only beside their words, and averages over several areas.
    """
    apart = _apart(list(place.areas.all()))
    if not apart or lies_within_one(place, apart):
        return {}
    readings, stored = _readings(apart, place), _stored(apart)
    about_all = readings.get("")
    found = {}
    for measure in MEASURES:
        figures, reading = stored.get(measure.key, {}), readings.get(measure.key, about_all)
        is_whole = len(figures) == len(apart) and (measure.adds_up or len(apart) == 1)
        if is_whole and not measure.needs_reading and not (reading is not None and reading.refuses):
            found[measure.key] = float(sum(figure.value for figure in figures.values()))
    return found


def lies_within_one(place: Neighbourhood, areas: Sequence[Area]) -> bool:
    """Whether the neighbourhood is only a part of its one area, so that the figures are about more than itself."""
    if not place.outline or len(areas) != 1 or areas[0].lon is None or areas[0].lat is None:
        return False
    return not shape_of_text(place.outline).contains(areas[0].lon, areas[0].lat)


def _apart(areas: Sequence[Area]) -> list[Area]:
    """The areas without those that lie in another one of them."""
    chosen = {area.pk for area in areas}
    return [area for area in areas if not {area.within_id, area.municipality_id} & chosen]


def _readings(areas: Sequence[Area], place: Neighbourhood | None) -> dict[str, Reading]:
    """The latest words per measure."""
    if place is not None:
        rows = Reading.objects.filter(neighbourhood=place)
    elif len(areas) == 1:
        rows = Reading.objects.filter(area__code=areas[0].code)
    else:
        return {}
    return {row.measure: row for row in rows.order_by("written_on", "pk")}


def _stored(areas: Sequence[Area]) -> dict[str, dict[int, Figure]]:
    """Per measure the figure of each area, by the area's key, all of one year: CBS fills its newest year in stages.

    An area of another year is the same one when it has the same code.
    """
    here = {area.code: area for area in areas}
    rows = Figure.objects.filter(area__code__in=here).select_related("source", "area")
    by_year: dict[str, dict[int, dict[int, Figure]]] = {}
    for figure in rows:
        area, back = here[figure.area.code], here[figure.area.code].year - figure.area.year
        if back >= 0:
            by_year.setdefault(figure.measure, {}).setdefault(back, {})[area.pk] = figure
    return {measure: years[min(years)] for measure, years in by_year.items()}


def _note(areas: Sequence[Area], place: Neighbourhood | None) -> str:
    if place is not None and lies_within_one(place, areas):
        text = gettext("Deze cijfers gaan over heel %(area)s. %(place)s is daar een deel van.")
        return text % {"area": areas[0].name, "place": place.name}
    return ""


def _sources(stored: dict[str, dict[int, Figure]]) -> tuple[str, ...]:
    rows = {figure.source for figures in stored.values() for figure in figures.values()}
    return tuple(sorted(f"{row.title} ({row.licence})" for row in rows))


def _line(measure: Measure, areas: Sequence[Area], figures: dict[int, Figure], reading: Reading | None) -> FigureLine:
    known = next(iter(figures.values()), None)
    refused = reading is not None and reading.refuses
    value, missing = _value(measure, [figures[area.pk].value if area.pk in figures else None for area in areas])
    return FigureLine(
        measure=measure.key,
        label=measure.label,
        value="" if refused else value,
        dated=_dated(measure, known),
        source=known.source.title if known else "",
        missing="" if refused else missing,
        reading=reading,
        refused=refused,
    )


def _value(measure: Measure, values: Sequence[float | None]) -> tuple[str, str]:
    """The value as text, and how many parts have no figure (empty for a single area)."""
    added, between = rules.total(values), rules.spread(values)
    if added.value is None or between.least is None or between.most is None:
        return gettext("geen cijfer"), ""
    missing = ""
    if added.missing:
        text = ngettext("%(missing)s van de %(parts)s gebieden heeft geen cijfer en telt niet mee.",
                        "%(missing)s van de %(parts)s gebieden hebben geen cijfer en tellen niet mee.",
                        added.missing)  # fmt: skip
        missing = text % {"missing": added.missing, "parts": added.parts}
    if measure.adds_up:
        return _number(measure, added.value), missing
    least, most = _number(measure, between.least), _number(measure, between.most)
    return (least if least == most else gettext("van %(least)s tot %(most)s") % {"least": least, "most": most}), missing


def _number(measure: Measure, value: float) -> str:
    text = number_format(round(value, measure.decimals), decimal_pos=measure.decimals, force_grouping=True)
    return f"{text} {measure.unit}" if measure.unit else text


def _dated(measure: Measure, figure: Figure | None) -> str:
    """The day on which was counted, or the year."""
    if figure is None:
        return ""
    return date_format(figure.dated_on, "j F Y") if measure.first_of_january else str(figure.dated_on.year)
