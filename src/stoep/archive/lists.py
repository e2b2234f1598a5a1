"""What everyone may read, as lists for a spreadsheet and for programs. No name of a person is in any of them.

Each list says which columns it has and gives its rows. What is not named here is not in the open part: a new room adds
its own list, and nothing of it leaks before.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from stoep.agenda.models import Decision, Item, StickerCount, Version
from stoep.network.models import Post, Seat
from stoep.network.standing import Standing
from stoep.places import queries as places
from stoep.places.models import Figure, Neighbourhood, Reading
from stoep.promises.models import Change, Promise, Verdict
from stoep.voices import queries as voices
from stoep.voices.models import Answer, Photo, Tally, Voice

CHUNK = 2000
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class OpenList:
    """One list: the name of its file, what it is in Dutch and English, its columns, and where its rows come from."""

    name: str
    about: tuple[str, str]
    columns: tuple[str, ...]
    rows: Callable[[Neighbourhood], Iterable[Row]]


def readable(here: Neighbourhood) -> QuerySet[Voice]:
    """The voices whose words everyone may read now: what a visitor without an account sees."""
    return voices.readable(Standing(neighbourhood=here))


def photos(here: Neighbourhood) -> QuerySet[Photo]:
    """The pictures with those voices."""
    return Photo.objects.filter(voice__in=readable(here)).order_by("pk")


def _voices(here: Neighbourhood) -> Iterator[Row]:
    columns = ("number", "kind", "words", "already", "channel", "said_on", "due_on", "first_answered_on")
    return readable(here).order_by("pk").values_list(*columns).iterator(CHUNK)


def _answers(here: Neighbourhood) -> Iterator[Row]:
    columns = ("voice__number", "kind", "words", "passed_to__name", "given_side", "given_at")
    given = Answer.objects.filter(neighbourhood=here, revoked_at__isnull=True, voice__in=readable(here))
    return days(given.order_by("pk").values_list(*columns))


def days(asked: QuerySet[Any, Any]) -> Iterator[Row]:
    """The rows with the day in the place of each moment."""
    for row in asked.iterator(CHUNK):
        yield tuple(timezone.localtime(each).date() if hasattr(each, "astimezone") else each for each in row)


def _items(here: Neighbourhood) -> Iterator[Row]:
    columns = ("code", "title", "wish", "why", "already_there", "horizon", "domain", "line__code", "position")
    more = ("origin_count", "started_at", "closed_at", "closed_why", "merged_into__code", "split_from__code")
    found = Item.objects.filter(neighbourhood=here, is_draft=False).order_by("pk")
    return days(found.values_list(*columns, *more))


# What of an item in a version is told: not who looks after it.
_OF_A_VERSION = ("code", "title", "wish", "why", "already_there", "horizon", "domain", "line", "position")


def _versions(here: Neighbourhood) -> Iterator[Row]:
    for version in Version.objects.filter(neighbourhood=here).order_by("number").iterator(CHUNK):
        for place, item in enumerate(version.content.get("items", []), start=1):
            day = timezone.localtime(version.adopted_at).date()
            yield (version.number, day, place, *(item.get(name) for name in _OF_A_VERSION[:6]))


def _decisions(here: Neighbourhood) -> Iterator[Row]:
    columns = ("pk", "kind", "item__code", "why", "proposed_by__side", "proposed_at", "expires_on")
    more = ("seconded_by__side", "seconded_at", "withdrawn_at", "missed", "young")
    return days(Decision.objects.filter(neighbourhood=here).order_by("pk").values_list(*columns, *more))


def _stickers(here: Neighbourhood) -> Iterator[Row]:
    for count in StickerCount.objects.filter(neighbourhood=here).order_by("pk").iterator(CHUNK):
        yield count.counted_on, count.said_where, json.dumps(count.counts, ensure_ascii=False, sort_keys=True)


def _promises(here: Neighbourhood) -> Iterator[Row]:
    columns = ("code", "organisation__name", "words", "said_on", "said_where", "due_on", "counts_on")
    more = ("receiver_organisation__name", "item__code", "confirmed_at", "disputed_at", "disputed_words", "why_new")
    return days(Promise.objects.filter(neighbourhood=here).order_by("pk").values_list(*columns, *more))


def _changes(here: Neighbourhood) -> Iterator[Row]:
    columns = ("promise__code", "words", "due_on", "why", "made_side", "made_on")
    return Change.objects.filter(promise__neighbourhood=here).order_by("pk").values_list(*columns).iterator(CHUNK)


def _verdicts(here: Neighbourhood) -> Iterator[Row]:
    columns = ("promise__code", "kind", "words", "on", "said_side")
    return Verdict.objects.filter(promise__neighbourhood=here).order_by("pk").values_list(*columns).iterator(CHUNK)


def _seats(here: Neighbourhood) -> Iterator[Row]:
    columns = ("side", "organisation__name", "is_chair", "since_on", "until_on")
    found = Seat.objects.filter(partnership__neighbourhood=here).order_by("pk")
    return found.values_list(*columns).iterator(CHUNK)


def _posts(here: Neighbourhood) -> Iterator[Row]:
    columns = ("kind", "organisation__name", "since_on", "until_on")
    return Post.objects.filter(neighbourhood=here).order_by("pk").values_list(*columns).iterator(CHUNK)


def _tallies(here: Neighbourhood) -> Iterator[Row]:
    columns = ("day", "received", "on_paper_or_spoken", "answered", "answered_in_time", "due", "due_answered")
    return Tally.objects.filter(neighbourhood=here).order_by("day").values_list(*columns).iterator(CHUNK)


def _readings(here: Neighbourhood) -> Iterator[Row]:
    columns = ("measure", "words", "refuses", "by_side", "written_on")
    return Reading.objects.filter(neighbourhood=here).order_by("pk").values_list(*columns).iterator(CHUNK)


def _streets(here: Neighbourhood) -> Iterator[Row]:
    """The list by which forms know a street; who added a street stands nowhere."""
    own = set(places.own_streets(here))
    yield from ((name, name not in own) for name in places.streets(here).names)


def _figures(here: Neighbourhood) -> Iterator[Row]:
    columns = ("area__code", "area__year", "area__name", "measure", "value", "dated_on", "source__title")
    found = Figure.objects.filter(area__neighbourhoods=here).order_by("pk")
    return found.values_list(*columns).iterator(CHUNK)


LISTS: tuple[OpenList, ...] = (
    OpenList(
        "inbreng",
        ("wat mensen zeiden en iedereen mag lezen", "what people said and everyone may read"),
        ("nummer", "soort", "woorden", "al_er", "manier", "gezegd_op", "antwoord_voor", "eerste_antwoord_op"),
        _voices,
    ),
    OpenList(
        "antwoorden",
        ("de antwoorden daarop", "the answers to it"),
        ("nummer", "soort", "woorden", "doorgegeven_aan", "door", "op"),
        _answers,
    ),
    OpenList(
        "agenda",
        ("de punten van de wijkagenda", "the items of the neighbourhood agenda"),
        (
            *("code", "titel", "wens", "waarom", "al_er", "termijn", "domein", "lange_lijn", "plaats", "uit_inbreng"),
            *("begonnen_op", "afgesloten_op", "afgesloten_omdat", "opgegaan_in", "gesplitst_van"),
        ),
        _items,
    ),
    OpenList(
        "agenda-versies",
        ("de agenda zoals bewoners haar vaststelden", "the agenda as residents adopted it"),
        ("versie", "vastgesteld_op", "plaats", "code", "titel", "wens", "waarom", "al_er", "termijn"),
        _versions,
    ),
    OpenList(
        "besluiten",
        ("besluiten over de agenda, met twee sleutels", "decisions on the agenda, with two keys"),
        (
            *("besluit", "soort", "punt", "waarom", "voorgesteld_door", "voorgesteld_op", "geldig_tot"),
            *("bevestigd_door", "bevestigd_op", "ingetrokken_op", "wat_wij_missen", "jongeren"),
        ),
        _decisions,
    ),
    OpenList(
        "stickertellingen",
        ("wat op een agendadag is geteld", "what was counted on an agenda day"),
        ("geteld_op", "waar", "aantallen"),
        _stickers,
    ),
    OpenList(
        "beloften",
        ("beloften: eerste woorden en data", "promises: first words and dates"),
        (
            *("nummer", "organisatie", "woorden", "gezegd_op", "gezegd_waar", "eerst_voor", "telt_vanaf", "aan"),
            *("punt", "bevestigd_op", "betwist_op", "betwist_omdat", "waarom_nieuw"),
        ),
        _promises,
    ),
    OpenList(
        "bijstellingen",
        ("wat over een belofte later anders gezegd is", "what was said of a promise later"),
        ("nummer", "woorden", "nu_voor", "waarom", "door", "op"),
        _changes,
    ),
    OpenList(
        "oordelen",
        ("nagekomen of niet, zegt wie de belofte kreeg", "kept or not, says who received the promise"),
        ("nummer", "oordeel", "woorden", "op", "door"),
        _verdicts,
    ),
    OpenList(
        "zetels",
        ("de zetels aan tafel, zonder namen", "the seats at the table, without names"),
        ("kant", "organisatie", "voorzitter", "sinds", "tot"),
        _seats,
    ),
    OpenList(
        "taken",
        ("de taken in de wijk, zonder namen", "the tasks in the neighbourhood, without names"),
        ("taak", "organisatie", "sinds", "tot"),
        _posts,
    ),
    OpenList(
        "tellingen",
        ("hoeveel er per dag binnenkwam en beantwoord is", "how much came in and was answered each day"),
        (
            "dag",
            "ontvangen",
            "op_papier_of_gesproken",
            "beantwoord",
            "op_tijd",
            "te_beantwoorden",
            "daarvan_beantwoord",
        ),
        _tallies,
    ),
    OpenList(
        "lezingen",
        ("wat bewoners over de cijfers zeggen", "what residents say about the figures"),
        ("maat", "woorden", "weigert", "door", "op"),
        _readings,
    ),
    OpenList(
        "straten",
        ("straten van de wijk", "streets of the neighbourhood"),
        ("straat", "uit_het_register"),
        _streets,
    ),
    OpenList(
        "cijfers",
        ("officiële cijfers van de buurten in de wijk", "official figures of the areas in the neighbourhood"),
        ("code", "jaar", "naam", "maat", "waarde", "datum", "bron"),
        _figures,
    ),
)


def plain(value: Any) -> Any:
    """A value of a list as JSON holds it."""
    return value.isoformat() if isinstance(value, date) else value
