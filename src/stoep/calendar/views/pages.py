"""Pages that everybody reads: a month, a quarter with how much it asks, one line, and the calendar for a telephone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stoep.calendar import actions, picture, queries, rules, wording
from stoep.calendar.models import Entry, Group
from stoep.calendar.views import door
from stoep.network import access
from stoep.places.access import neighbourhood_or_404
from stoep.places.models import Neighbourhood
from stoep.record.freshness import unless_unchanged
from stoep.shared import calendars, printing
from stoep.shared.choices import label
from stoep.shared.links import link_host

FIRST_YEAR, LAST_YEAR = 2000, 2200
A_PAGE, A_FEW = 20, 10
ON_PAPER = 60


@require_safe
@unless_unchanged
def month(request: HttpRequest, slug: str, year: int = 0, number: int = 0) -> HttpResponse:
    """What is asked of residents this month, or that month, week by week."""
    here = neighbourhood_or_404(slug)
    first = _first(year, number) if year else timezone.localdate().replace(day=1)
    weeks = queries.of_month(here, first.year, first.month)
    lines = [(week, entry) for week in weeks for entry in week.entries]
    shown = Paginator(lines, A_PAGE).get_page(request.GET.get("bladzijde", "")[:6])
    page = {
        "neighbourhood": here,
        "first": first,
        "before": (first - timedelta(days=1)).replace(day=1),
        "after": (first + timedelta(days=31)).replace(day=1),
        "weeks": [(week, [_line(entry) for entry in week.entries]) for week in _regrouped(weeks, list(shown))],
        "newer": f"?bladzijde={shown.previous_page_number()}" if shown.has_previous() else "",
        "older": f"?bladzijde={shown.next_page_number()}" if shown.has_next() else "",
        "quarter": rules.quarter_of(first),
        "standing": access.standing_of(request, here),
    }
    return render(request, "calendar/month.html", page)


def _regrouped(weeks: list[queries.Week], shown: list[tuple[queries.Week, Entry]]) -> list[queries.Week]:
    """The lines of one page under their weeks; a week of nothing stands between the two that it lies between."""
    if not shown:
        return weeks
    first, last = shown[0][0].monday, shown[-1][0].monday
    first = weeks[0].monday if not any(week.entries for week in weeks if week.monday < first) else first
    last = weeks[-1].monday if not any(week.entries for week in weeks if week.monday > last) else last
    return [
        queries.Week(week.monday, [entry for other, entry in shown if other.monday == week.monday])
        for week in weeks
        if first <= week.monday <= last
    ]


def _line(entry: Entry) -> tuple[Entry, str, str, str]:
    return entry, entry.get_absolute_url(), wording.when(entry), entry.venue.name if entry.venue else entry.place


def _first(year: int, number: int) -> date:
    if not (FIRST_YEAR < year < LAST_YEAR and 1 <= number <= 12):
        raise Http404
    return date(year, number, 1)


@require_safe
@unless_unchanged
def quarter(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """A quarter in one picture (weeks and parties), in words as well, and the hours that are asked of residents."""
    here = neighbourhood_or_404(slug)
    if not (FIRST_YEAR < year < LAST_YEAR and 1 <= number <= 4):
        raise Http404
    found = rules.Quarter(year, number)
    monday = rules.monday_of(found.first_on)
    count = (found.last_on - monday).days // 7 + 1
    rows = queries.spans(here, found.later(-1).first_on, monday + timedelta(days=7 * count - 1))
    page = {
        "neighbourhood": here,
        "quarter": found,
        "before": found.later(-1),
        "after": found.later(1),
        "drawing": picture.draw(queries.by_week(rows, monday, count)),
        "load": queries.load(here, found, rows),
        "earlier": queries.load(here, found.later(-1), rows),
        "standing": access.standing_of(request, here),
    }
    return render(request, "calendar/quarter.html", page)


@require_safe
@unless_unchanged
def entry(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One line: who asks what of whom, when and where, what clashes with it, and what was proposed about that."""
    found = door.entry_or_404(slug, pk)
    standing = access.standing_of(request, found.neighbourhood)
    keeps = actions.keeps(found, standing)
    is_over = found.last_on < timezone.localdate()
    page = {
        "neighbourhood": found.neighbourhood,
        "entry": found,
        "when": wording.when(found),
        "groups": [label(Group, code) for code in found.groups],
        "host": link_host(found.link),
        "clashes": queries.clashes_of(found, most=A_FEW),
        "joinings": [
            (joining, joining.answered_at is None and actions.answers_for(joining.other, standing))
            for joining in queries.joinings(found)
        ],
        "keeps": keeps and not is_over and found.withdrawn_at is None,
        "changes_here": not found.kept_by and found.feed_id is None,
        "standing": standing,
    }
    return render(request, "calendar/entry.html", page)


@require_safe
@unless_unchanged
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that is asked in a neighbourhood, for the calendar on a telephone (iCalendar)."""
    here = neighbourhood_or_404(slug)
    link = request.build_absolute_uri(reverse("calendar:calendar", args=[slug]))
    told = queries.happenings(here, timezone.localdate(), site=request.build_absolute_uri("/")[:-1])
    name = _("Kalender van %(place)s") % {"place": here.name}
    made = calendars.calendar(name, told, at=timezone.now(), site=link)
    response = HttpResponse(made, content_type=calendars.MEDIA_TYPE)
    response["Content-Disposition"] = f'inline; filename="kalender-{here.slug}.ics"'
    return response


@require_safe
@unless_unchanged
def paper(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """A4 for the wall: what is asked of residents in a month."""
    here = neighbourhood_or_404(slug)
    first = _first(year, number)
    made = printing.pdf("calendar/templates/calendar/month.typ", _sheet(request, here, first))
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="kalender-{here.slug}-{first:%Y-%m}.pdf"'
    return response


def _sheet(request: HttpRequest, here: Neighbourhood, first: date) -> dict[str, Any]:
    address = request.build_absolute_uri(reverse("calendar:month", args=[here.slug, first.year, first.month]))
    weeks = queries.of_month(here, first.year, first.month)
    count = sum(len(week.entries) for week in weeks)
    left, told = ON_PAPER, []
    for week in weeks:
        lines = [_on_paper(entry, week) for entry in week.entries[:left]]
        left -= len(lines)
        told.append({"week": _week(week), "lines": lines})
    return {
        "title": _("Wat wordt er van u gevraagd?"),
        "month": date_format(first, "F Y"),
        "wijk": f"{here.name}, {here.municipality_name}",
        "weeks": told,
        "more": max(0, count - ON_PAPER),
        "address": address.split("://", 1)[1],
        "qr": printing.qr_svg(address),
    }


def _week(week: queries.Week) -> str:
    known = {"first": date_format(week.monday, "j F"), "last": date_format(week.sunday, "j F")}
    return _("%(first)s tot en met %(last)s") % known


def _on_paper(entry: Entry, week: queries.Week) -> dict[str, str]:
    days = [date_format(day, "l j F") for day in entry.on_days if week.monday <= day <= week.sunday]
    until = _("tot en met %(last)s") % {"last": date_format(entry.last_on, "j F")}
    clock = f"{entry.begins} – {entry.ends}" if entry.ends else entry.begins
    where = f"{entry.venue.name}, {entry.venue.address}" if entry.venue else entry.place
    return {
        "when": ", ".join([*(days or [until]), *([clock] if clock else [])]),
        "what": entry.what,
        "who": entry.asked_by,
        "where": where,
        "streets": ", ".join(entry.streets[:6]) + ("…" if len(entry.streets) > 6 else ""),
        "groups": ", ".join(label(Group, code) for code in entry.groups),
    }
