"""What a ballot shows: the projects in the reader's language, and in which languages it is there."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.fields.files import FieldFile

from stoep.budgeting.models import BallotWords, Idea, Part, Round
from stoep.budgeting.queries.voting import projects
from stoep.budgeting.queries.wording import read_languages
from stoep.gatherings.models import Language
from stoep.shared.asked import ask
from stoep.voices.models import Photo

LONGEST = 400


@dataclass(frozen=True, slots=True)
class Line:
    """A project as it stands on a ballot; `spoken` is the language of its words.

    One picture, the same as on paper: `drawing` is the number of the voice whose drawing it is or "", `photo` the pk
    of a photo or None.
    """

    number: int
    title: str
    words: str
    cents: int
    spoken: str
    drawing: str
    photo: int | None
    described: str


def lines(part: Part, language: str) -> list[Line]:
    """The projects of this part, in this language where somebody approved the words, and else in Dutch."""
    found = projects(part)
    words = _newest([idea.pk for idea in found], language) if language != "nl" else {}
    dutch = _newest([idea.pk for idea in found], "nl")
    return [_line(idea, words.get(idea.pk), dutch.get(idea.pk), language) for idea in found]


def _newest(ideas: list[int], language: str) -> dict[int, BallotWords]:
    rows = BallotWords.objects.filter(idea__in=ideas, language=language).order_by("pk")
    return {row.idea_id: row for row in rows}


def _line(idea: Idea, own: BallotWords | None, dutch: BallotWords | None, language: str) -> Line:
    said = own or dutch
    photo, picture = _photo(idea), _pictured(idea)
    return Line(
        number=idea.ballot_number or 0,
        title=said.title if said else idea.title,
        words=said.words if said else idea.voice.words[:LONGEST],
        cents=idea.cents or 0,
        spoken=language if own else "nl",
        drawing=idea.voice.number if idea.picture else "",
        photo=photo.pk if photo and not idea.picture else None,
        described=picture[1] if picture else "",
    )


def _photo(idea: Idea) -> Photo | None:
    return getattr(idea.voice, "photo", None)


def _pictured(idea: Idea) -> tuple[FieldFile, str] | None:
    """The picture of a plan, with what is to be seen: the drawing that was made for the ballot before a photo."""
    if idea.picture:
        return idea.picture, idea.picture_described
    photo = _photo(idea)
    return (photo.image, photo.described) if photo else None


def pictures(part: Part) -> dict[int, tuple[FieldFile, str]]:
    """The picture of each project of this part by its number, with what is to be seen: the one that a screen shows."""
    found = {idea.ballot_number or 0: _pictured(idea) for idea in projects(part)}
    return {number: picture for number, picture in found.items() if picture}


def ballot_languages(round: Round) -> list[tuple[str, str]]:
    """Dutch, English, and every language in which somebody approved the words of all projects; by their own names."""
    offered = {"nl", "en"} | _whole(round)
    return [(code, name) for code, name in Language.choices if code in offered]


def paper_languages(round: Round) -> list[tuple[str, str]]:
    """The languages of its papers: Dutch, and each in which both the fixed sentences and all projects were approved."""
    read, whole = read_languages(round), _whole(round) | {"nl"}
    return [(code, name) for code, name in Language.choices if code in read and code in whole]


def _whole(round: Round) -> set[str]:
    """The languages in which somebody approved the words of every plan; one question."""
    ideas: set[int] = set()
    said: dict[str, set[int]] = {}
    for idea, language in ask(_said, None, round=round.pk):
        ideas.add(idea)
        if language:
            said.setdefault(language, set()).add(idea)
    return {language for language, of in said.items() if of >= ideas}


def _said(_shape: None, *, round: int) -> QuerySet[Idea, tuple[int, str | None]]:
    rows = Idea.objects.filter(round=round, ballot_number__isnull=False)
    return rows.order_by().values_list("pk", "ballot_words__language").distinct()
