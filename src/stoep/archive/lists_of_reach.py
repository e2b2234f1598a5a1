"""Open lists of whom the neighbourhood heard: numbers that were told, to the nearest five, and who went where."""

from __future__ import annotations

from collections.abc import Iterator

from stoep.archive.lists import CHUNK, OpenList, Row, days
from stoep.core.margins import rounding
from stoep.places.models import Neighbourhood
from stoep.reach.models import Edition, Step


def _heard(here: Neighbourhood) -> Iterator[Row]:
    """What was told of the cards without a number, answer by answer; what was hidden then is hidden here."""
    every = Edition.objects.filter(round__neighbourhood=here).select_related("round").order_by("pk")
    for edition in every.iterator(CHUNK):
        head = (edition.round.name, edition.number, edition.told_on)
        yield (*head, "", "", rounding.rounded(edition.total))
        for question, held in edition.marks.items():
            for answer, mark in held.items():
                yield (*head, question, answer, rounding.rounded(mark) if isinstance(mark, int) else mark)


def _steps(here: Neighbourhood) -> Iterator[Row]:
    """Who went to whom, and what came of it; a task or an organisation, no name."""
    found = Step.objects.filter(edition__round__neighbourhood=here)
    columns = ("edition__round__name", "group", "how", "what", "who", "by_on", "done_on", "came_of")
    return days(found.order_by("pk").values_list(*columns))


LISTS: tuple[OpenList, ...] = (
    OpenList(
        "gehoord",
        ("wie wij hoorden, op kaarten zonder nummer", "whom we heard, on cards without a number"),
        ("ronde", "keer", "verteld_op", "vraag", "antwoord", "ongeveer"),
        _heard,
    ),
    OpenList(
        "stappen",
        ("wie naar wie toe ging", "who went to whom"),
        ("ronde", "groep", "waarheen", "wat", "wie", "voor", "gedaan", "wat_ervan_kwam"),
        _steps,
    ),
)
