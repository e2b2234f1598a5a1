"""Open lists of what people were invited to, and of who came as counts. No names here either."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from stoep.archive.lists import CHUNK, OpenList, Row, days
from stoep.gatherings.models import Activity, Edition, QuarterEdition
from stoep.gatherings.rules import ledger
from stoep.places.models import Neighbourhood


def rows(found: QuerySet[Any], *columns: str) -> Iterator[Row]:
    """These columns of each row, the first one first."""
    return days(found.order_by("pk").values_list(*columns))


def _gatherings(here: Neighbourhood) -> Iterator[Row]:
    """To what people were invited; who invited stands on its page, and in no list."""
    columns = ("pk", "title", "asked", "influence", "afterwards", "afterwards_on", "place", "day", "begins", "ends")
    found = Activity.objects.filter(neighbourhood=here, published_at__isnull=False)
    more = (
        "is_youth",
        "why_still",
        "clash_answer",
        "published_at",
        "called_off_at",
        "called_off_why",
        "closed_at",
        "why_new",
    )
    return rows(found, *columns, *more)


def _who_came(here: Neighbourhood) -> Iterator[Row]:
    """What was told of who was asked, answered and came, to the nearest five; what was hidden then is hidden here."""
    for edition in Edition.objects.filter(activity__neighbourhood=here).order_by("pk").iterator(CHUNK):
        head = (edition.activity_id, edition.step, edition.told_on)
        yield (*head, "", "", ledger.printed(edition.total))
        for question, answer, mark in edition.marks:
            yield (*head, question, answer, ledger.printed(mark))


def _quarters(here: Neighbourhood) -> Iterator[Row]:
    """What was told of the small gatherings of a quarter together."""
    for edition in QuarterEdition.objects.filter(neighbourhood=here).order_by("pk").iterator(CHUNK):
        head = (edition.begins_on, edition.step, edition.told_on, edition.gatherings)
        yield (*head, "", "", ledger.printed(edition.total))
        for question, answer, mark in edition.marks:
            yield (*head, question, answer, ledger.printed(mark))


LISTS: tuple[OpenList, ...] = (
    OpenList(
        "bijeenkomsten",
        ("waarvoor mensen zijn uitgenodigd, zonder namen", "what people were invited to, without names"),
        (
            *("nummer", "naam", "vraag", "invloed", "daarna", "daarna_op", "plek", "dag", "van", "tot", "jongeren"),
            *(
                "waarom_toch",
                "waarom_naast_ander",
                "openbaar",
                "afgelast",
                "afgelast_omdat",
                "gesloten",
                "waarom_nieuw",
            ),
        ),
        _gatherings,
    ),
    OpenList(
        "bijeenkomsten-aantallen",
        ("wie gevraagd is, antwoordde en kwam, als aantallen", "who was asked, answered and came, as counts"),
        ("bijeenkomst", "stap", "verteld_op", "vraag", "antwoord", "aantal"),
        _who_came,
    ),
    OpenList(
        "bijeenkomsten-kwartalen",
        ("kleine bijeenkomsten van een kwartaal samen, als aantallen", "small gatherings of a quarter, as counts"),
        ("kwartaal_vanaf", "stap", "verteld_op", "bijeenkomsten", "vraag", "antwoord", "aantal"),
        _quarters,
    ),
)
