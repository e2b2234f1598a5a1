"""Open lists of what came of a vote about money: every plan with its votes, the box, and objections."""

from __future__ import annotations

from collections.abc import Iterator

from stoep.archive.lists import OpenList, Row, days
from stoep.budgeting.models import Box, Objection, Result
from stoep.places.models import Neighbourhood


def _results(here: Neighbourhood) -> Iterator[Row]:
    """What came out of each part: every plan, whether it won, and how it was counted."""
    found = Result.objects.filter(part__round__neighbourhood=here).order_by("part__round__number", "part__order")
    columns = ("part__round__number", "part__order", "counted_at", "outcome")
    for number, part, day, told in days(found.values_list(*columns)):
        counted = (told.get("rule"), told.get("utility"), told.get("completion"), told["voters"])
        for wins, plans in (("ja", told["winners"]), ("nee", told["others"])):
            for plan in plans:
                cents = round(plan["cost"] * 100)
                yield number, part, day, *counted, int(plan["id"]), plan["name"], cents, plan["votes"], wins


def _boxes(here: Neighbourhood) -> Iterator[Row]:
    """What lay in the box of each round that was closed, and what of it did not count, by reason."""
    found = Box.objects.filter(round__neighbourhood=here, closed_at__isnull=False).order_by("round__number")
    columns = ("round__number", "closed_at", "closed_count", "closed_hash", "papers", "opened_at", "voters", "wiped_at")
    for *row, left_out in days(found.values_list(*columns, "left_out")):
        yield *row, ", ".join(f"{reason}: {many}" for reason, many in sorted(left_out.items()))


def _objections(here: Neighbourhood) -> Iterator[Row]:
    """What was said against a vote or a count, with the answer; not by whom."""
    found = Objection.objects.filter(round__neighbourhood=here).order_by("pk")
    return days(found.values_list("round__number", "words", "made_at", "answer", "answered_at"))


LISTS: tuple[OpenList, ...] = (
    OpenList(
        "geldrondes-uitslagen",
        ("de uitslag van elke ronde: alle plannen, en hoe er geteld is", "the result of each round: all plans"),
        (
            *("ronde", "deel", "geteld", "telwijze", "gewicht", "rest", "stemmers", "nummer", "plan", "centen"),
            *("stemmen", "gewonnen"),
        ),
        _results,
    ),
    OpenList(
        "geldrondes-stembussen",
        ("wat er in elke stembus lag, en wat niet telde", "what lay in each ballot box, and what did not count"),
        (
            *("ronde", "gesloten", "enveloppen", "controlesom", "van_papier", "geopend", "stemmers", "gewist"),
            "telde_niet",
        ),
        _boxes,
    ),
    OpenList(
        "geldrondes-bezwaren",
        ("bezwaar tegen een stemming, met het antwoord", "objections to a vote, with the answer"),
        ("ronde", "bezwaar", "gemaakt", "antwoord", "beantwoord"),
        _objections,
    ),
)
