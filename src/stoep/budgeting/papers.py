"""Paper of a round: letters with a code, ballots, the poster and the letters of the result. Plain data in, PDF out.

What is printed is tagged for screen readers, large, and the same without colour. A letter bears a code and no name:
whoever closes the envelope does not know where it goes, and whoever addresses it does not see the code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from random import Random
from typing import Any

from stoep.shared import fixed_sentences, printing, receipts

_ROOM = "budgeting/templates/budgeting"
MANY = 100  # letters at once, of which the memory goes with a process of their own


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody can vote on paper: its name, address and hours as they are printed."""

    name: str
    address: str
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan on a ballot: its number, words and cost in the language of the paper; `picture` is a JPEG, or b""."""

    number: int
    title: str
    summary: str
    costs: str
    picture: bytes = b""
    described: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a plan: `amount` as printed, and `told`: how many voters paid what, or how near it came."""

    number: int
    title: str
    cents: int
    amount: str
    told: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What one person hears of an idea, in the own language: to whom, a heading, the idea, sentences, where more is."""

    to: str
    title: str
    opening: str
    idea: str
    sentences: tuple[str, ...]
    more: str
    lang: str = "nl"


def letters(
    codes: Sequence[tuple[str, str]],
    *,
    sides: Mapping[str, Mapping[str, str]],
    front: str,
    places: Sequence[Place],
    page: str,
    place: str,
) -> bytes:
    """One sheet for each (number, code): in front the language `front`, behind the other ones in short.

    `sides`: language -> its sentences with everything filled in, and "rule" for how it is counted. `page` is the
    address of the voting page; the code is set behind a "#", where no server and no log sees it.
    """
    each = [
        {"number": number, "code": spoken(code), "qr": printing.qr_svg(f"{page}#{receipts.tidy(code)}")}
        for number, code in codes
    ]
    data = {
        "lang": front,
        "front": _side(front, sides[front]),
        "back": [_side(language, words) for language, words in sides.items() if language != front],
        "letters": each,
        "places": [asdict(one) for one in places],
        "place": place,
        "address": page.split("://", 1)[-1],
    }
    make = printing.pdf if len(codes) < MANY else printing.pdf_apart
    return make(f"{_ROOM}/letter.typ", data)


def ballots(
    many: int,
    *,
    language: str,
    words: Mapping[str, str],
    title: str,
    part: str,
    plans: Sequence[Plan],
    points: bool,
    chance: Random,
    is_sample: bool = False,
) -> bytes:
    """So many ballot papers in this language; on each the plans in an order of its own, so that none is always on top.

    `words`: the sentences with everything filled in, and "choose" for what is asked. The numbers of plans stay. A
    sample says in large type that it is one.
    """
    data = {
        "lang": language,
        "direction": fixed_sentences.direction(language),
        "words": dict(words),
        "round": title,
        "part": part,
        "points": points,
        "is_sample": is_sample,
        "plans": [asdict(one) | {"picture": list(one.picture)} for one in plans],
        "ballots": [chance.sample(range(len(plans)), len(plans)) for _each in range(many)],
    }
    return printing.pdf(f"{_ROOM}/ballot.typ", data)


def result_poster(
    *,
    language: str,
    words: Mapping[str, str],
    title: str,
    winners: Sequence[Outcome],
    others: Sequence[Outcome],
    sentences: Sequence[str],
    page: str,
    paper: str = "a3",
) -> bytes:
    """The poster of the result on A3 or A4. `sentences`: how it was counted; `page`: where anybody counts again."""
    data = {
        "lang": language,
        "direction": fixed_sentences.direction(language),
        "words": dict(words),
        "round": title,
        "paper": paper,
        "winners": [asdict(one) for one in winners],
        "others": [asdict(one) for one in others],
        "sentences": list(sentences),
        "qr": printing.qr_svg(page),
    }
    return printing.pdf(f"{_ROOM}/result_poster.typ", data)


def result_letters(replies: Sequence[Reply], *, title: str, page: str) -> bytes:
    """A letter for each who follows a plan and hears by letter, with the square code of the page that tells more."""
    data = {
        "title": title,
        "page": page.split("://", 1)[-1],
        "qr": printing.qr_svg(page),
        "letters": [asdict(one) | {"sentences": list(one.sentences)} for one in replies],
    }
    return printing.pdf(f"{_ROOM}/result_letter.typ", data)


def spoken(code: str) -> str:
    """The code as it is printed and read aloud, in groups of four: "K7QM-4XRT-2PLM-9"."""
    tidied = receipts.tidy(code)
    return "-".join(tidied[start : start + 4] for start in range(0, len(tidied), 4))


def _side(language: str, words: Mapping[str, str]) -> dict[str, Any]:
    return {
        "lang": language,
        "direction": fixed_sentences.direction(language),
        "words": dict(words),
    }
