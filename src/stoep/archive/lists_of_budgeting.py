"""Open lists of dividing money together: the rounds with their rule, sums and counters, and what two keys decided."""

from __future__ import annotations

from collections.abc import Iterator

from stoep.archive.lists import CHUNK, OpenList, Row, days, readable
from stoep.budgeting.models import (
    Argument,
    Award,
    BallotWords,
    Decision,
    Finding,
    Idea,
    Observer,
    Part,
    Round,
    Spending,
    Verdict,
    VoteWording,
)
from stoep.places.models import Neighbourhood


def _rounds(here: Neighbourhood) -> Iterator[Row]:
    """Every round as it was set up, drafts too."""
    columns = ("number", "title", "why", "who_may_vote", "ballot", "most", "rule", "utility", "completion", "tie_break")
    days_of = ("ideas_from", "ideas_until", "repair_days", "check_until", "voting_from", "voting_until", "count_at")
    more = ("count_where", "objections_until", "carried_over__number", "carried_cents", "announced_at", "stopped_at")
    found = Round.objects.filter(neighbourhood=here).order_by("number")
    return days(
        found.values_list(*columns, "why_rule", "tracker", "reserve_per_thousand", *days_of, *more, "stopped_why")
    )


def _parts(here: Neighbourhood) -> Iterator[Row]:
    """The parts of the area, each with its sum."""
    found = Part.objects.filter(round__neighbourhood=here).order_by("round__number", "order")
    return found.values_list("round__number", "order", "name", "cents").iterator(CHUNK)


def _decisions(here: Neighbourhood) -> Iterator[Row]:
    """What asked for two keys, and when each was turned; not by whom."""
    columns = ("round__number", "kind", "why", "proposed_at", "seconded_at", "withdrawn_at")
    return days(Decision.objects.filter(round__neighbourhood=here).order_by("pk").values_list(*columns))


def _findings(here: Neighbourhood) -> Iterator[Row]:
    """What observers said that they found; of which party they were, not who."""
    found = Finding.objects.filter(round__neighbourhood=here).order_by("pk")
    return days(found.values_list("round__number", "observer__party__name", "words", "written_at"))


def _observers(here: Neighbourhood) -> Iterator[Row]:
    """Of which party each observer was, in whose place they came, and until when with the reason; not who."""
    found = Observer.objects.filter(round__neighbourhood=here).order_by("round__number", "order")
    return days(
        found.values_list(
            "round__number", "order", "party__name", "in_place_of__order", "since_at", "until_at", "until_why"
        )
    )


def _awards(here: Neighbourhood) -> Iterator[Row]:
    """What each plan was given, and how it ended."""
    columns = ("idea__round__number", "idea__voice__number", "idea__title", "cents", "voters", "promise__code")
    more = ("awarded_at", "done_at", "stopped_at", "ended_words", "returned_cents")
    found = Award.objects.filter(idea__round__neighbourhood=here).order_by("pk")
    return days(found.values_list(*columns, *more))


def _spendings(here: Neighbourhood) -> Iterator[Row]:
    """Every euro that went out, with what was taken back and why; not who noted it."""
    columns = ("award__idea__round__number", "award__idea__voice__number", "cents", "what", "spent_on")
    found = Spending.objects.filter(award__idea__round__neighbourhood=here).order_by("pk")
    return days(found.values_list(*columns, "taken_back_at", "taken_back_why"))


def _ideas(here: Neighbourhood) -> Iterator[Row]:
    """The ideas of which everyone may read the words; the words themselves stand in the list of contributions."""
    columns = ("round__number", "part__order", "voice__number", "title", "guessed_cents", "cents", "ballot_number")
    found = Idea.objects.filter(round__neighbourhood=here, voice__in=readable(here)).order_by("pk")
    return days(found.values_list(*columns, "made_one__voice__number", "written_at", "withdrawn_at"))


def _verdicts(here: Neighbourhood) -> Iterator[Row]:
    """Whether an idea can be done, with the reason; for which party it was said, not by whom."""
    columns = ("idea__round__number", "idea__voice__number", "kind", "why", "repair", "cents", "is_second")
    found = Verdict.objects.filter(idea__round__neighbourhood=here, idea__voice__in=readable(here)).order_by("pk")
    return days(found.values_list(*columns, "given_for__name", "given_at"))


def _arguments(here: Neighbourhood) -> Iterator[Row]:
    """What was said for, against and asked; the words stand in the list of contributions, by their number."""
    found = Argument.objects.filter(idea__round__neighbourhood=here, voice__in=readable(here)).order_by("pk")
    return days(found.values_list("idea__voice__number", "voice__number", "stance", "written_at"))


def _words(here: Neighbourhood) -> Iterator[Row]:
    """The words of plans on the ballot; not who read them."""
    found = BallotWords.objects.filter(idea__round__neighbourhood=here, idea__voice__in=readable(here)).order_by("pk")
    return days(found.values_list("idea__voice__number", "language", "title", "words", "approved_at"))


def _sentences(here: Neighbourhood) -> Iterator[Row]:
    """Every fixed sentence of a vote as it was approved, by its name; not who read it."""
    found = VoteWording.objects.filter(neighbourhood=here).order_by("pk")
    for language, texts, day in days(found.values_list("language", "texts", "approved_at")):
        yield from ((language, name, text, day) for name, text in sorted(texts.items()))


LISTS: tuple[OpenList, ...] = (
    OpenList(
        "geldrondes",
        ("rondes waarin bewoners geld verdelen", "rounds in which residents divide money"),
        (
            *("ronde", "naam", "waarvoor", "wie_mag_stemmen", "stembiljet", "aantal", "telwijze", "gewicht", "rest"),
            *("bij_gelijk", "waarom_zo", "merkteken", "reserve_per_1000", "ideeen_van", "ideeen_tot", "herstel_dagen"),
            *("nagekeken", "stemmen_van", "stemmen_tot", "tellen_op", "tellen_waar", "bezwaar_tot", "over_van_ronde"),
            *("over_centen", "open", "gestopt", "gestopt_omdat"),
        ),
        _rounds,
    ),
    OpenList(
        "geldrondes-delen",
        ("delen van een ronde, elk met een bedrag in centen", "parts of a round, each with a sum in cents"),
        ("ronde", "deel", "naam", "centen"),
        _parts,
    ),
    OpenList(
        "geldrondes-besluiten",
        ("wat met twee sleutels is besloten in een ronde", "what two keys decided in a round"),
        ("ronde", "wat", "waarom", "voorgesteld", "besloten", "ingetrokken"),
        _decisions,
    ),
    OpenList(
        "geldrondes-waarnemers",
        ("wat waarnemers zagen bij het stemmen", "what observers saw of the vote"),
        ("ronde", "partij", "woorden", "dag"),
        _findings,
    ),
    OpenList(
        "geldrondes-plaatsen-van-waarnemers",
        ("van welke partij elke waarnemer was, en tot wanneer", "of which party each observer was, and until when"),
        ("ronde", "nummer", "partij", "in_plaats_van", "vanaf", "tot", "waarom_gestopt"),
        _observers,
    ),
    OpenList(
        "geldrondes-plannen",
        ("plannen die geld kregen, en hoe zij afliepen", "plans that got money, and how they ended"),
        (
            *("ronde", "inbreng", "plan", "centen", "stemmers", "belofte", "toegekend", "klaar", "gestopt"),
            *("hoe_afgelopen", "terug_centen"),
        ),
        _awards,
    ),
    OpenList(
        "geldrondes-uitgaven",
        ("waar het geld van een ronde heen ging", "where the money of a round went"),
        ("ronde", "inbreng", "centen", "waarvoor", "dag", "teruggenomen", "teruggenomen_omdat"),
        _spendings,
    ),
    OpenList(
        "geldideeen",
        ("ideeën voor het geld dat bewoners verdelen", "ideas for the money that residents divide"),
        (
            *("ronde", "deel", "inbreng", "naam", "geschat_centen", "centen", "nummer_op_stembiljet"),
            *("verder_in", "gegeven", "teruggehaald"),
        ),
        _ideas,
    ),
    OpenList(
        "geldideeen-nagekeken",
        ("of een idee kan, en waarom niet", "whether an idea can be done, and why not"),
        ("ronde", "inbreng", "oordeel", "waarom", "hoe_wel", "centen", "tweede_keer", "voor_wie", "gezegd"),
        _verdicts,
    ),
    OpenList(
        "geldideeen-argumenten",
        ("voor, tegen en vragen bij een idee", "for, against and questions about an idea"),
        ("idee", "inbreng", "voor_of_tegen", "gezegd"),
        _arguments,
    ),
    OpenList(
        "geldideeen-woorden",
        ("de woorden van een plan op het stembiljet", "the words of a plan on the ballot"),
        ("idee", "taal", "naam", "woorden", "goedgekeurd"),
        _words,
    ),
    OpenList(
        "geldrondes-zinnen",
        ("vaste zinnen bij het stemmen, zoals goedgekeurd", "fixed sentences of voting, as approved"),
        ("taal", "naam", "zin", "goedgekeurd"),
        _sentences,
    ),
)
