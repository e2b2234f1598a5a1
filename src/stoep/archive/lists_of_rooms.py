"""Open lists of rooms in which people decide and differ: tables, council, vision, conflicts. No names here either."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from stoep.agenda.models import Item, Upkeep, Vision, VisionDissent, VisionEndorsement
from stoep.archive import (
    lists,
    lists_of_budgeting,
    lists_of_doors,
    lists_of_gatherings,
    lists_of_reach,
    lists_of_voting,
)
from stoep.archive.lists import CHUNK, OpenList, Row, days
from stoep.conflicts.models import Outcome, Stance, Statement
from stoep.council.models import Advice, Appeal, Link, Note, Override
from stoep.handover.models import Power, Reply
from stoep.places.models import Neighbourhood
from stoep.strengths import queries as strengths
from stoep.tables import rules as deciding
from stoep.tables.models import Ballot, MinorityStatement, Plan, Position, Resolution, Table, Wording


def _rows(found: QuerySet[Any], *columns: str) -> Iterator[Row]:
    return days(found.order_by("pk").values_list(*columns))


def _tables(here: Neighbourhood) -> Iterator[Row]:
    columns = (
        "name",
        "kind",
        "convened_by",
        "about",
        "ground",
        "since_on",
        "registered_at",
        "ended_at",
        "ended_why",
        "withdrawn_at",
        "withdrawn_why",
    )
    return _rows(Table.objects.filter(neighbourhood=here), *columns)


def _strengths(here: Neighbourhood) -> Iterator[Row]:
    """What givers agreed to show in the list; no name, and nothing of what they keep private."""
    found = strengths.shown("list").filter(neighbourhood=here)
    return _rows(found, "number", "kind", "part", "words", "noted_at")


def _plans(here: Neighbourhood) -> Iterator[Row]:
    columns = ("table__name", "title", "about", "link", "drafted_on", "public_since_on", "established_on")
    more = ("established_why", "withdrawn_at", "withdrawn_why", "why_new", "missed")
    return _rows(Plan.objects.filter(table__neighbourhood=here), *columns, *more)


def _positions(here: Neighbourhood) -> Iterator[Row]:
    found = Position.objects.filter(plan__table__neighbourhood=here)
    return _rows(found, "plan__title", "kind", "words", "decided_how", "held_on")


def _resolutions(here: Neighbourhood) -> Iterator[Row]:
    """What the partnership decided, with its last text and how many seats spoke; never who."""
    last = Wording.objects.filter(resolution=OuterRef("pk"), round=OuterRef("round"))
    texts = [Subquery(last.values(name)[:1]) for name in ("words", "why", "held_on")]
    columns = ("number", "title", "method", "round", "opened_at", "closed_at", "outcome", "replaces__number")
    found = Resolution.objects.filter(neighbourhood=here).annotate(text=texts[0], reason=texts[1], met_on=texts[2])
    more = ("withdrawn_at", "withdrawn_why", "text", "reason", "met_on", "missed")
    for *row, missed, roll in _rows(found, *columns, *more, "roll"):
        votes = deciding.votes_of(roll)
        quorum = deciding.quorum_of(roll) if roll else None
        present = [vote.side for vote in votes if vote.said]
        told = (len(votes), len(present), present.count("resident"))
        need = (quorum.all, quorum.residents) if quorum else (None, None)
        yield (*row, *(told if roll else (None,) * 3), *need, missed)


def _ballots(here: Neighbourhood) -> Iterator[Row]:
    """What seats said in each round, by their side alone; the own word of a seat goes before what others wrote."""
    found = Ballot.objects.filter(resolution__neighbourhood=here)
    columns = ("resolution__number", "round", "seat__side", "seat__organisation__name", "said", "why", "cast_at")
    return _rows(found, *columns, "withdrawn_at", "own_said", "own_why")


def _minorities(here: Neighbourhood) -> Iterator[Row]:
    found = MinorityStatement.objects.filter(resolution__neighbourhood=here)
    return _rows(found, "resolution__number", "seat__side", "seat__organisation__name", "words", "written_at")


def _visions(here: Neighbourhood) -> Iterator[Row]:
    """The versions that were adopted: the opening, and what is wanted in each domain of life on a row of its own."""
    for vision in Vision.objects.filter(neighbourhood=here, number__isnull=False).order_by("number").iterator(CHUNK):
        day = timezone.localtime(vision.adopted_at).date()
        yield vision.number, day, "", vision.opening
        for code in Item.Domain.values:
            if text := vision.texts.get(code, ""):
                yield vision.number, day, code, text


def _doubts(here: Neighbourhood) -> Iterator[Row]:
    found = VisionDissent.objects.filter(vision__neighbourhood=here, vision__number__isnull=False)
    return _rows(found, "vision__number", "seat__side", "seat__organisation__name", "words", "said_at")


def _upkeeps(here: Neighbourhood) -> Iterator[Row]:
    """How what was reached is kept up; not by whom, since that is often the name of a neighbour."""
    found = Upkeep.objects.filter(item__neighbourhood=here, item__is_draft=False)
    return _rows(found, "item__code", "kind", "words", "look_back_on", "said_at", "replaced_at")


def _outcomes(here: Neighbourhood) -> Iterator[Row]:
    found = Outcome.objects.filter(conflict__neighbourhood=here, conflict__read_at__isnull=False)
    return _rows(found, "conflict__title", "words", "reached_on", "decided_by", "decided_why", "conflict__closed_at")


def _notes(here: Neighbourhood) -> Iterator[Row]:
    return _rows(Note.objects.filter(advice__neighbourhood=here), "advice__title", "words", "written_at")


def _powers(here: Neighbourhood) -> Iterator[Row]:
    columns = ("on", "kind", "organisation__name", "office", "recorded_on")
    return _rows(Power.objects.filter(neighbourhood=here), *columns)


def _handovers(here: Neighbourhood) -> Iterator[Row]:
    """What newcomers answered to each line that they found."""
    found = Reply.objects.filter(line__power__neighbourhood=here)
    line = ("line__promise__code", "line__item__code", "line__link__policy__title", "line__commitment__what")
    said = ("kind", "why", "what", "what_by_on", "stop_on", "notice_on", "short_why", "made_side", "made_on")
    return _rows(found, "line__power__on", "line__power__organisation__name", *line, "number", *said)


def _advice(here: Neighbourhood) -> Iterator[Row]:
    columns = ("title", "words", "item__code", "competent", "organisation__name", "influence", "already_decided")
    more = ("dissent", "asked_on", "answer_due_on", "withdrawn_at", "withdrawn_why")
    answer = (
        "reply__kind",
        "reply__words",
        "reply__why",
        "reply__decided_on",
        "reply__link",
        "missed",
        "reply__missed",
    )
    return _rows(Advice.objects.filter(neighbourhood=here), *columns, *more, *answer)


def _overrides(here: Neighbourhood) -> Iterator[Row]:
    columns = ("title", "item__code", "competent", "organisation__name", "ground", "law", "loses")
    more = ("since_on", "until_on", "decided_on", "link", "missed")
    return _rows(Override.objects.filter(neighbourhood=here), *columns, *more)


def _appeals(here: Neighbourhood) -> Iterator[Row]:
    columns = ("override__title", "words", "made_side", "made_on", "answer_due_on", "outcome", "answer", "answered_on")
    return _rows(Appeal.objects.filter(override__neighbourhood=here), *columns, "missed")


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
        (
            *("naam", "soort", "wie_roept_bijeen", "waarover", "grond", "sinds", "opgeschreven", "gestopt"),
            *("gestopt_omdat", "ingetrokken", "ingetrokken_omdat"),
        ),
        _tables,
    ),
    OpenList(
        "plannen",
        ("plannen aan die tafels", "plans at those tables"),
        (
            *("tafel", "titel", "waarover", "adres", "opgesteld", "openbaar_sinds", "vastgesteld", "vastgesteld_omdat"),
            *("ingetrokken", "ingetrokken_omdat", "waarom_nieuw", "wat_wij_missen"),
        ),
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
            *("besloten", "adres", "wat_wij_missen", "antwoord_mist"),
        ),
        _advice,
    ),
    OpenList(
        "afwijkingen",
        ("besluiten tegen bewoners in, om het algemeen belang", "decisions against residents, in the general interest"),
        (
            *("titel", "punt", "bevoegd", "organisatie", "grond", "wet", "wat_bewoners_verliezen"),
            *("sinds", "tot", "besloten", "adres", "wat_wij_missen"),
        ),
        _overrides,
    ),
    OpenList(
        "bezwaren",
        ("bezwaren daartegen bij de raad", "appeals against them to the council"),
        ("afwijking", "woorden", "door", "op", "antwoord_voor", "uitkomst", "antwoord", "beantwoord", "wat_wij_missen"),
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
    OpenList(
        "tafelbesluiten",
        ("besluiten van de tafel van de wijk", "decisions at the table of the neighbourhood"),
        (
            *("nummer", "titel", "manier", "ronde", "geopend", "gesloten", "uitkomst", "in_plaats_van", "ingetrokken"),
            *("ingetrokken_omdat", "woorden", "waarom", "vergadering_op", "zetels", "aanwezig", "bewoners_aanwezig"),
            *("nodig_procent_zetels", "nodig_procent_bewoners", "wat_wij_missen"),
        ),
        _resolutions,
    ),
    OpenList(
        "stemmen",
        ("wat zetels bij die besluiten zeiden, zonder namen", "what seats said of those decisions, without names"),
        (
            *("besluit", "ronde", "kant", "organisatie", "zei", "waarom", "op", "teruggenomen"),
            *("zegt_zelf", "zegt_zelf_waarom"),
        ),
        _ballots,
    ),
    OpenList(
        "minderheden",
        ("wat een minderheid bij die besluiten vond", "what a minority thought of those decisions"),
        ("besluit", "kant", "organisatie", "woorden", "op"),
        _minorities,
    ),
    OpenList(
        "visies",
        ("de visie op de wijk, elke versie", "the vision on the neighbourhood, every version"),
        ("versie", "vastgesteld", "domein", "woorden"),
        _visions,
    ),
    OpenList(
        "visie-twijfels",
        ("wie de visie anders ziet, zonder namen", "who sees the vision otherwise, without names"),
        ("versie", "kant", "organisatie", "woorden", "op"),
        _doubts,
    ),
    OpenList(
        "onderhoud",
        ("hoe wij houden wat bereikt is", "how we keep up what was reached"),
        ("punt", "soort", "woorden", "terugkijken_op", "gezegd_op", "vervangen_op"),
        _upkeeps,
    ),
    OpenList(
        "krachten",
        ("wat hier al is en in de lijst mag staan", "what is already here and may stand in the list"),
        ("nummer", "soort", "deel", "woorden", "opgeschreven_op"),
        _strengths,
    ),
    OpenList(
        "conflict-uitkomsten",
        ("elke uitkomst van een conflict", "each outcome of a conflict"),
        ("conflict", "woorden", "op", "besloten_door", "besloten_omdat", "gesloten"),
        _outcomes,
    ),
    OpenList(
        "kanttekeningen",
        ("wat bewoners bij een advies of antwoord zeggen", "what residents say beside an advice or an answer"),
        ("advies", "woorden", "op"),
        _notes,
    ),
    OpenList(
        "wisselingen",
        ("wisselingen van de macht, zonder namen", "changes of power, without names"),
        ("op", "soort", "organisatie", "ambt", "opgeschreven_op"),
        _powers,
    ),
    OpenList(
        "overdracht",
        ("wat wie nieuw kwam zei van wat liep", "what newcomers said of what was running"),
        (
            *("wisseling_op", "organisatie", "belofte", "punt", "beleid", "geld", "keer", "antwoord", "waarom"),
            *("voorstel", "voorstel_voor", "stopt_op", "op_zijn_vroegst", "toch_eerder_omdat", "door", "op"),
        ),
        _handovers,
    ),
)
ALL = (
    *lists.LISTS,
    *LISTS,
    *lists_of_budgeting.LISTS,
    *lists_of_voting.LISTS,
    *lists_of_doors.LISTS,
    *lists_of_gatherings.LISTS,
    *lists_of_reach.LISTS,
)
