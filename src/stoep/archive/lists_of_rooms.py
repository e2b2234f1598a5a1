"""Open lists of rooms in which people decide and differ: tables, council, vision, conflicts. No names here either."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from stoep.agenda.models import VisionEndorsement
from stoep.archive import lists
from stoep.archive.lists import OpenList, Row, days
from stoep.conflicts.models import Stance, Statement
from stoep.council.models import Advice, Appeal, Link, Override
from stoep.places.models import Neighbourhood
from stoep.tables.models import Plan, Position, Table


def _rows(found: QuerySet[Any], *columns: str) -> Iterator[Row]:
    return days(found.order_by("pk").values_list(*columns))


def _tables(here: Neighbourhood) -> Iterator[Row]:
    columns = ("name", "kind", "convened_by", "about", "ground", "since_on", "registered_at", "ended_at", "ended_why")
    return _rows(Table.objects.filter(neighbourhood=here), *columns)


def _plans(here: Neighbourhood) -> Iterator[Row]:
    columns = ("table__name", "title", "about", "link", "drafted_on", "public_since_on", "established_on")
    return _rows(Plan.objects.filter(table__neighbourhood=here), *columns, "established_why")


def _positions(here: Neighbourhood) -> Iterator[Row]:
    found = Position.objects.filter(plan__table__neighbourhood=here)
    return _rows(found, "plan__title", "kind", "words", "decided_how", "held_on")


def _advice(here: Neighbourhood) -> Iterator[Row]:
    columns = ("title", "words", "item__code", "competent", "organisation__name", "influence", "already_decided")
    more = ("dissent", "asked_on", "answer_due_on", "withdrawn_at", "withdrawn_why")
    answer = ("reply__kind", "reply__words", "reply__why", "reply__decided_on", "reply__link")
    return _rows(Advice.objects.filter(neighbourhood=here), *columns, *more, *answer)


def _overrides(here: Neighbourhood) -> Iterator[Row]:
    columns = ("title", "item__code", "competent", "organisation__name", "ground", "law", "loses")
    return _rows(Override.objects.filter(neighbourhood=here), *columns, "since_on", "until_on", "decided_on", "link")


def _appeals(here: Neighbourhood) -> Iterator[Row]:
    columns = ("override__title", "words", "made_side", "made_on", "answer_due_on", "outcome", "answer", "answered_on")
    return _rows(Appeal.objects.filter(override__neighbourhood=here), *columns)


def _links(here: Neighbourhood) -> Iterator[Row]:
    columns = ("item__code", "policy__kind", "policy__number", "policy__title", "policy__taakveld", "kind", "words")
    more = ("residents_agree", "residents_words", "municipality_agrees", "municipality_words", "ended_at", "ended_why")
    return _rows(Link.objects.filter(item__neighbourhood=here), *columns, *more)


def _endorsements(here: Neighbourhood) -> Iterator[Row]:
    found = VisionEndorsement.objects.filter(vision__neighbourhood=here, vision__number__isnull=False)
    columns = ("vision__number", "party", "organisation__name", "kind", "why", "council_decision", "decided_on")
    return _rows(found, *columns)


def _statements(here: Neighbourhood) -> Iterator[Row]:
    """What parties say; what a host did not read yet, or two keys hid, is not among it."""
    shown = Statement.objects.filter(read_at__isnull=False, hidden_at__isnull=True)
    found = shown.filter(party__conflict__neighbourhood=here, party__conflict__read_at__isnull=False)
    columns = ("party__conflict__title", "party__conflict__issue", "party__name", "position", "interests", "values")
    return _rows(found, *columns, "not_negotiable", "said_on", "party__conflict__closed_at")


def _stances(here: Neighbourhood) -> Iterator[Row]:
    shown = Stance.objects.filter(read_at__isnull=False, hidden_at__isnull=True)
    found = shown.filter(party__conflict__neighbourhood=here, party__conflict__read_at__isnull=False)
    columns = ("party__conflict__title", "outcome__words", "outcome__decided_by", "party__name", "kind", "words")
    return _rows(found, *columns, "written_at")


LISTS: tuple[OpenList, ...] = (
    OpenList(
        "tafels",
        ("tafels waar over de wijk wordt beslist", "tables at which is decided about the neighbourhood"),
        ("naam", "soort", "wie_roept_bijeen", "waarover", "grond", "sinds", "opgeschreven", "gestopt", "gestopt_omdat"),
        _tables,
    ),
    OpenList(
        "plannen",
        ("plannen aan die tafels", "plans at those tables"),
        ("tafel", "titel", "waarover", "adres", "opgesteld", "openbaar_sinds", "vastgesteld", "vastgesteld_omdat"),
        _plans,
    ),
    OpenList(
        "standpunten",
        ("wat bewoners van die plannen vinden", "what residents hold of those plans"),
        ("plan", "standpunt", "woorden", "hoe_besloten", "op"),
        _positions,
    ),
    OpenList(
        "adviezen",
        (
            "wat bewoners vragen aan wie erover gaat, en het antwoord",
            "what residents ask of who is competent, and the answer",
        ),
        (
            *("titel", "woorden", "punt", "bevoegd", "organisatie", "invloed", "al_besloten", "minderheid", "gevraagd"),
            *("antwoord_voor", "ingetrokken", "ingetrokken_omdat", "antwoord", "antwoord_woorden", "antwoord_omdat"),
            *("besloten", "adres"),
        ),
        _advice,
    ),
    OpenList(
        "afwijkingen",
        ("besluiten tegen bewoners in, om het algemeen belang", "decisions against residents, in the general interest"),
        (
            *("titel", "punt", "bevoegd", "organisatie", "grond", "wet", "wat_bewoners_verliezen"),
            *("sinds", "tot", "besloten", "adres"),
        ),
        _overrides,
    ),
    OpenList(
        "bezwaren",
        ("bezwaren daartegen bij de raad", "appeals against them to the council"),
        ("afwijking", "woorden", "door", "op", "antwoord_voor", "uitkomst", "antwoord", "beantwoord"),
        _appeals,
    ),
    OpenList(
        "beleid",
        ("hoe agendapunten en beleid bij elkaar passen", "how items and policy fit together"),
        (
            *("punt", "soort_beleid", "nummer", "beleid", "taakveld", "verband", "woorden", "bewoners_eens"),
            *("bewoners_woorden", "gemeente_eens", "gemeente_woorden", "gestopt", "gestopt_omdat"),
        ),
        _links,
    ),
    OpenList(
        "visie-tekenaars",
        ("wie de visie tekende of niet", "who signed the vision or did not"),
        ("visie", "partij", "organisatie", "tekent", "waarom", "raadsbesluit", "op"),
        _endorsements,
    ),
    OpenList(
        "conflicten",
        ("wat partijen in een conflict zeggen", "what the parties to a conflict say"),
        ("conflict", "waarover", "partij", "wil", "belangen", "waarden", "niet_te_ruil", "op", "gesloten"),
        _statements,
    ),
    OpenList(
        "uitkomsten",
        ("wat uit een conflict kwam, en wie het oneens bleef", "what came of a conflict, and who still did not agree"),
        ("conflict", "uitkomst", "besloten_door", "partij", "houding", "woorden", "op"),
        _stances,
    ),
)
ALL = lists.LISTS + LISTS
