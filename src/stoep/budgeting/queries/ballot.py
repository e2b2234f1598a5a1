"""What a ballot shows: the projects in the reader's language, and in which languages it is there."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models.fields.files import FieldFile

from stoep.budgeting.models import BallotWords, Idea, Part, Round
from stoep.budgeting.queries.voting import projects
from stoep.budgeting.queries.wording import read_languages
from stoep.gatherings.models import Language

LONGEST = 400


@dataclass(frozen=True, slots=True)
class Line:
    """A project as it stands on a ballot; `spoken` is the language of its words, `photo` the pk of a photo or None."""

    number: int
    title: str
    words: str
    cents: int
    spoken: str
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
    photo = getattr(idea.voice, "photo", None)
    return Line(
        number=idea.ballot_number or 0,
        title=said.title if said else idea.title,
        words=said.words if said else idea.voice.words[:LONGEST],
        cents=idea.cents or 0,
        spoken=language if own else "nl",
        photo=photo.pk if photo else None,
        described=photo.described if photo else "",
    )


def pictures(part: Part) -> dict[int, tuple[FieldFile, str]]:
    """The picture of each project of this part by its number, with what is to be seen: a drawing before a photo."""
    found: dict[int, tuple[FieldFile, str]] = {}
    for idea in projects(part):
        photo = getattr(idea.voice, "photo", None)
        if idea.picture:
            found[idea.ballot_number or 0] = idea.picture, idea.picture_described
        elif photo:
            found[idea.ballot_number or 0] = photo.image, photo.described
    return found


def ballot_languages(round: Round) -> list[tuple[str, str]]:
    """Dutch, English, and every language in which somebody approved the words of all projects; by their own names."""
    offered = {"nl", "en"} | _whole(round)
    return [(code, name) for code, name in Language.choices if code in offered]


def paper_languages(round: Round) -> list[tuple[str, str]]:
    """The languages of its papers: Dutch, and each in which both the fixed sentences and all projects were approved."""
    read, whole = read_languages(round), _whole(round) | {"nl"}
    return [(code, name) for code, name in Language.choices if code in read and code in whole]


def _whole(round: Round) -> set[str]:
    ideas = set(Idea.objects.filter(round=round, ballot_number__isnull=False).values_list("pk", flat=True))
    said: dict[str, set[int]] = {}
    for language, idea in BallotWords.objects.filter(idea__in=ideas).values_list("language", "idea_id"):
        said.setdefault(language, set()).add(idea)
    return {language for language, of in said.items() if of >= ideas}
