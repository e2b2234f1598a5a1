"""The Dutch that residents read is B1: short sentences, and no words of an office."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import mean

import pytest
from babel.messages.pofile import read_po

ROOMS = Path(__file__).resolve().parents[1] / "src" / "stoep"
CATALOGUES = sorted(ROOMS.glob("*/locale/en/LC_MESSAGES/django.po"))
MOST_WORDS = 20
MEAN_WORDS = 12
# Words of an office, each with what a neighbour would say: nobody learns them at the kitchen table.
OFFICIALESE = {
    "betreffende": "over",
    "conform": "volgens",
    "derhalve": "dus",
    "desbetreffende": "deze",
    "dient te": "moet",
    "dienen te": "moeten",
    "ten aanzien van": "over",
    "met betrekking tot": "over",
    "indien": "als",
    "inzake": "over",
    "middels": "met",
    "teneinde": "om",
    "tevens": "ook",
    "participatie": "meedoen",
    "participeren": "meedoen",
    "stakeholder": "wie meedoet",
    "gebiedsgericht": "in de wijk",
    "implementeren": "invoeren",
    "faciliteren": "helpen",
    "raadplegen": "bekijken",
    "reeds": "al",
    "echter": "maar",
    "voornoemd": "deze",
    "draagvlak": "steun",
}


def _texts(catalogue: Path) -> list[str]:
    """Every Dutch text of a room, a plural beside its singular; what stands in a text for a value is one word."""
    with catalogue.open("rb") as opened:
        messages = [message for message in read_po(opened) if message.id]
    ids = [text for message in messages for text in ((message.id,) if isinstance(message.id, str) else message.id)]
    return [re.sub(r"<[^>]+>", "", re.sub(r"%\(\w+\)[sd]|\{\w+\}", "iets", text)) for text in ids]


def _sentences(text: str) -> list[str]:
    """The sentences of a text: a full stop, a question mark, an exclamation mark or a new line ends one."""
    return [part.strip() for part in re.split(r"(?<=[.!?])[\s”\"]+|\n+", text) if re.search(r"\w", part)]


def _words(sentence: str) -> int:
    return len(re.findall(r"[\w’'@./-]*\w[\w’'@./-]*", sentence))


ALL = [
    (path.parents[3].name, sentence) for path in CATALOGUES for text in _texts(path) for sentence in _sentences(text)
]


def test_no_sentence_is_longer_than_twenty_words() -> None:
    too_long = {f"{room}: {text}" for room, text in ALL if _words(text) > MOST_WORDS}
    assert not too_long


@pytest.mark.parametrize("room", sorted({room for room, _text in ALL}))
def test_sentences_have_twelve_words_on_average_or_fewer(room: str) -> None:
    whole = [_words(text) for of, text in ALL if of == room and text[-1] in ".!?"]
    assert whole
    assert mean(whole) <= MEAN_WORDS


@pytest.mark.parametrize(("word", "plainer"), sorted(OFFICIALESE.items()))
def test_no_word_of_an_office_is_used(word: str, plainer: str) -> None:
    found = [f"{room}: {text}" for room, text in ALL if re.search(rf"\b{word}", text, re.IGNORECASE)]
    assert not found, f"Say “{plainer}”."


def test_residents_are_addressed_with_u() -> None:
    """“Je” and “jij” are friendly among friends; a form speaks to people whom it does not know."""
    found = [f"{room}: {text}" for room, text in ALL if re.search(r"\b(jij|jouw|jullie|uwer)\b", text, re.IGNORECASE)]
    assert not found
