"""Open lists of what came of a vote about money: every plan with its votes, the box, and objections."""

from __future__ import annotations

from collections.abc import Iterator

from stoep.archive.lists import OpenList, Row, days
from stoep.budgeting.models import Box, HelpPoint, Objection, Pile, PileChange, Result
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


def _help_points(here: Neighbourhood) -> Iterator[Row]:
    """Where people got help to vote, from when until when; not who said so, and not of which network."""
    found = HelpPoint.objects.filter(round__neighbourhood=here).order_by("pk")
    return days(found.values_list("round__number", "venue__name", "since_at", "until_at"))


def _piles(here: Neighbourhood) -> Iterator[Row]:
    """Every pile of paper: how many ballots, and whether it lies in the box or was taken back, and typed again as."""
    found = Pile.objects.filter(round__neighbourhood=here).order_by("round__number", "number")
    return days(
        found.values_list("round__number", "number", "place", "many", "put_in_at", "withdrawn_at", "typed_as__number")
    )


def _pile_changes(here: Neighbourhood) -> Iterator[Row]:
    """What was changed about those piles by two people, or who typed by a third, and why; not by whom."""
    found = PileChange.objects.filter(pile__round__neighbourhood=here, done_at__isnull=False).order_by("done_at", "pk")
    return days(found.values_list("pile__round__number", "pile__number", "kind", "before", "after", "why", "done_at"))


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
        "geldrondes-hulpplekken",
        ("waar mensen hulp kregen bij het stemmen", "where people got help to vote"),
        ("ronde", "plek", "vanaf", "tot"),
        _help_points,
    ),
    OpenList(
        "geldrondes-stapels",
        ("de stapels stembiljetten op papier van elke ronde", "the piles of paper ballots of each round"),
        ("ronde", "stapel", "plek", "biljetten", "in_stembus", "teruggenomen", "opnieuw_als"),
        _piles,
    ),
    OpenList(
        "geldrondes-stapels-veranderd",
        ("wat er aan die stapels veranderde, en waarom", "what changed about those piles, and why"),
        ("ronde", "stapel", "soort", "eerst", "daarna", "waarom", "gedaan"),
        _pile_changes,
    ),
    OpenList(
        "geldrondes-bezwaren",
        ("bezwaar tegen een stemming, met het antwoord", "objections to a vote, with the answer"),
        ("ronde", "bezwaar", "gemaakt", "antwoord", "beantwoord"),
        _objections,
    ),
)
