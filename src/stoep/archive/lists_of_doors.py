"""Open lists of places, of what is asked of residents and when, and of what neighbourhoods pass on. No names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from stoep.archive.lists import OpenList, Row, days
from stoep.calendar.models import Entry
from stoep.exchange.models import Card, Question, Reply, Takeover, Visit
from stoep.places.models import Neighbourhood
from stoep.venues import rules as opening
from stoep.venues.models import Booking, Room, Venue

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def _rows(found: QuerySet[Any], *columns: str) -> Iterator[Row]:
    return days(found.order_by("pk").values_list(*columns))


def _venues(here: Neighbourhood) -> Iterator[Row]:
    """Where anybody could walk in, with the hours of every week as they are written on the door."""
    columns = ("name", "address", "about", "on_paper", "step_free", "toilet", "languages", "hours")
    for *row, hours, closed_on, why in _rows(
        Venue.objects.filter(neighbourhood=here), *columns, "closed_on", "closed_why"
    ):
        yield (*row, opening.listed(hours, DAYS, joined="en"), closed_on, why)


def _rooms(here: Neighbourhood) -> Iterator[Row]:
    columns = ("venue__name", "name", "holds", "equipped", "step_free", "ended_on")
    return _rows(Room.objects.filter(venue__neighbourhood=here), *columns)


def _bookings(here: Neighbourhood) -> Iterator[Row]:
    """What happened in the rooms that groups use, as far as everybody might read it."""
    found = Booking.objects.filter(room__venue__neighbourhood=here, is_public=True)
    columns = ("room__venue__name", "room__name", "day", "begins", "ends", "title", "booked_for")
    return _rows(found, *columns, "cancelled_at", "cancelled_why")


def _calendar(here: Neighbourhood) -> Iterator[Row]:
    """What was asked of residents, by whom and when; streets and groups as words with commas."""
    columns = ("asked_by", "party", "what", "about", "first_on", "last_on", "begins", "ends", "venue__name", "place")
    more = (
        "asked_people",
        "minutes",
        "why_still_needed",
        "withdrawn_at",
        "withdrawn_why",
        "why_new",
        "streets",
        "groups",
    )
    for *row, streets, groups in _rows(Entry.objects.filter(neighbourhood=here), *columns, *more):
        yield (*row, ", ".join(streets), ", ".join(groups))


def _cards(here: Neighbourhood) -> Iterator[Row]:
    """What this neighbourhood wrote down for others; whom to call is left out."""
    columns = ("title", "what", "spot", "for_whom", "failed", "took", "theme", "written_at")
    more = ("withdrawn_at", "withdrawn_why", "item__code", "promise__code")
    return _rows(Card.objects.filter(neighbourhood=here, followed__isnull=True), *columns, *more)


def _visits(here: Neighbourhood) -> Iterator[Row]:
    columns = ("card_title", "card_place", "asked_by", "words", "days", "entered_at")
    answer = ("answer__is_yes", "answer__day", "answer__spot", "answer__words", "report__words")
    return _rows(Visit.objects.filter(neighbourhood=here), *columns, *answer)


def _takeovers(here: Neighbourhood) -> Iterator[Row]:
    found = Takeover.objects.filter(neighbourhood=here, followed__isnull=True)
    return _rows(found, "card_title", "card_place", "take", "leave", "item__code", "noted_at")


def _questions(here: Neighbourhood) -> Iterator[Row]:
    return _rows(Question.objects.filter(neighbourhood=here), "pk", "institute", "words", "due_on", "asked_at")


def _replies(here: Neighbourhood) -> Iterator[Row]:
    found = Reply.objects.filter(question__neighbourhood=here)
    return _rows(found, "question", "words", "link", "noted_at")


LISTS: tuple[OpenList, ...] = (
    OpenList(
        "plekken",
        ("waar iedereen kan binnenlopen", "where anybody can walk in"),
        (
            *("naam", "adres", "verhaal", "op_papier", "zonder_drempel", "toilet", "talen", "open", "gesloten_op"),
            "gesloten_omdat",
        ),
        _venues,
    ),
    OpenList(
        "ruimtes",
        ("ruimtes die groepen gebruiken", "rooms that groups use"),
        ("plek", "naam", "mensen", "er_staat", "zonder_drempel", "weg_op"),
        _rooms,
    ),
    OpenList(
        "reserveringen",
        ("wat er in die ruimtes was, voor iedereen", "what happened in those rooms, for everybody"),
        ("plek", "ruimte", "dag", "begint", "eindigt", "wat", "voor_wie", "vrijgegeven_op", "vrijgegeven_omdat"),
        _bookings,
    ),
    OpenList(
        "kalender",
        ("wat aan bewoners gevraagd is, en wanneer", "what was asked of residents, and when"),
        (
            *("wie_vraagt", "soort", "wat", "uitleg", "van", "tot_en_met", "begint", "eindigt", "plek", "waar"),
            *("mensen", "minuten", "waarom_toch", "ingetrokken_op", "ingetrokken_omdat", "waarom_nieuw"),
            *("straten", "groepen"),
        ),
        _calendar,
    ),
    OpenList(
        "praktijkkaarten",
        ("wat wij voor anderen opschreven", "what we wrote down for others"),
        (
            *("wat", "hoe", "waar", "voor_wie", "wat_mislukte", "wat_het_kostte", "thema", "op"),
            *("ingetrokken_op", "ingetrokken_omdat", "punt", "belofte"),
        ),
        _cards,
    ),
    OpenList(
        "bezoeken",
        ("waar wij gingen kijken", "where we went to look"),
        (
            *("kaart", "waar", "wie", "woorden", "dagen", "gevraagd_op"),
            *("ja", "op", "plek", "antwoord", "verslag"),
        ),
        _visits,
    ),
    OpenList(
        "overgenomen",
        ("wat wij overnemen en wat niet", "what we take over and what not"),
        ("kaart", "van", "dit_wel", "dit_niet", "punt", "op"),
        _takeovers,
    ),
    OpenList(
        "kennisvragen",
        ("wat wij aan een kennisinstituut vroegen", "what we asked a knowledge institute"),
        ("nummer", "instituut", "vraag", "antwoord_voor", "gevraagd_op"),
        _questions,
    ),
    OpenList(
        "kennisantwoorden",
        ("wat een kennisinstituut antwoordde", "what a knowledge institute answered"),
        ("vraag", "woorden", "link", "op"),
        _replies,
    ),
)
