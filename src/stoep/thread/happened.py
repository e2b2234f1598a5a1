"""Twenty years as a list: all that stands in the drawing, year by year, for whoever would rather read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from stoep.agenda import rules
from stoep.shared.addresses import address
from stoep.thread.queries.years import Years


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing on one day, with where to read more about it, under its own name."""

    on: date
    said: str
    href: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """One year with what happened in it, or is to come."""

    number: int
    happenings: tuple[Happening, ...]
    is_now: bool


def year_by_year(years: Years, slug: str) -> tuple[Year, ...]:
    """Every year in which there is something, the first first; this year always."""
    found = sorted([*_all(years, slug), Happening(years.today, _("Vandaag"))], key=lambda each: each.on)
    grouped = groupby(found, key=lambda each: each.on.year)
    return tuple(Year(number, tuple(each), number == years.today.year) for number, each in grouped)


def _all(years: Years, slug: str) -> Iterator[Happening]:
    yield Happening(
        years.founded_on, _("Bewoners begonnen hier."), address("network:partnership", slug), _("Wie beslist hier?")
    )
    for day in years.elections:
        yield Happening(day, _("Verkiezing van de gemeenteraad"))
    yield from _adopted(years, slug)
    for line in years.lines:
        yield Happening(line.began_on, _("Lange lijn begon:"), address("thread:item", line.code), line.title)
        if line.closed_on:
            yield Happening(line.closed_on, _("Lange lijn afgesloten:"), address("thread:item", line.code), line.title)
    for promised in years.promises:
        words = Truncator(promised.words).words(16)
        yield Happening(
            promised.due_on, _("Beloofd voor deze dag:"), address("thread:promise", promised.promise.code), words
        )
    for kept in years.kept:
        if kept.said and kept.said.look_back_on and not kept.again:
            item = kept.item
            yield Happening(kept.said.look_back_on, _("Terugkijken:"), address("thread:item", item.code), item.title)


def _adopted(years: Years, slug: str) -> Iterator[Happening]:
    for adopted in years.adoptions:
        number = _("versie %(number)s") % {"number": adopted.number}
        if adopted.of == "agenda":
            said, name = _("Agenda vastgesteld:"), "agenda:version"
        elif adopted.standing == "shared":
            said, name = _("Gemeenschappelijke visie vastgesteld:"), "agenda:vision_version"
        else:
            said, name = _("Visie vastgesteld:"), "agenda:vision_version"
        yield Happening(timezone.localdate(adopted.at), said, address(name, slug, adopted.number), number)
    newest = next((adopted for adopted in years.adoptions if adopted.of == "vision"), None)
    if newest:
        old_on = rules.add_months(timezone.localdate(newest.at), rules.OLD_MONTHS)
        yield Happening(old_on, _("De visie is vijf jaar oud:"), address("agenda:vision", slug), _("klopt zij nog?"))
