"""What may be said, when an answer is due, and what became of a voice. Plain values in, plain answer out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from stoep.shared import receipts

MOST_WORDS = 20_000  # characters; a long story is some eight printed pages
MOST_ALREADY = 4_000
MOST_CALLED = 60
MOST_WHY = 2_000
OLDEST_YEARS = 10  # a card that lay in a drawer for longer is history, not input

# What turns the direction of a text around, so that it reads otherwise than it is (CVE-2021-42574, "Trojan Source").
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Control characters without newline and tab, and halves of surrogate pairs, which no database can keep.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_FATES = ("taken-up", "answered", "passed-on")


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as the rules see it: what kind, when, the words, to which party it was passed on, and if it stands."""

    kind: str
    given_at: datetime
    words: str = ""
    party: str = ""
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a voice. `kind`: "taken-up", "answered", "passed-on" or "open".

    `words` is the answer, `party` to whom it was passed on, `given_at` when (None while open), `due_on` the day by
    which the author would hear, `via` the number of the voice that this one was joined into, if that one's answer
    counts here.
    """

    kind: str
    due_on: date
    given_at: datetime | None = None
    words: str = ""
    party: str = ""
    via: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nothing has become of it yet."""
        return self.kind == "open"

    def is_late(self, today: date) -> bool:
        """Whether it is still open after the day by which the author would hear."""
        return self.is_open and today > self.due_on


@dataclass(frozen=True, slots=True)
class Proof:
    """This browser has shown the secret of this voice a short while ago (made by voices.access only)."""

    number: str


def fate(answers: Iterable[Given], due_on: date, via: str = "") -> Fate:
    """The last answer that stands and that is more than news; without one the voice is open."""
    standing = [answer for answer in answers if not answer.revoked and answer.kind in _FATES]
    if not standing:
        return Fate(kind="open", due_on=due_on)
    last = max(standing, key=lambda answer: answer.given_at)
    return Fate(last.kind, due_on, last.given_at, last.words, last.party, via)


def due_on(received_on: date, weeks: int) -> date:
    """The day by which the author will hear: so many weeks after the day it came in."""
    return received_on + timedelta(weeks=weeks)


def tidy(text: str) -> str:
    """The text as it is kept: one kind of line end, no control characters, no marks that turn the reading around.

    Emoji, accents, every script and the joiners inside emoji stay as they were typed.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _TURNING.sub("", _CONTROL.sub("", text))
    return unicodedata.normalize("NFC", text).strip()


def looks_binary(text: str) -> bool:
    """Whether this is a file and no text: more than one in ten characters is a control or replacement character."""
    odd = len(_CONTROL.findall(text)) + text.count("\ufffd")
    return odd > 0 and odd * 10 > len(text)


def said_wrongly_on(said_on: date, today: date) -> str:
    """Why a day cannot be when it was said: "future", "long-ago", or "" when it can."""
    if said_on > today:
        return "future"
    if said_on.year < today.year - OLDEST_YEARS:
        return "long-ago"
    return ""


def number_mistake(typed: str) -> str:
    """What is wrong with a typed number: "empty", "length", "symbol", "check", or "" when it can exist."""
    number = receipts.tidy(typed)
    if not number:
        return "empty"
    if any(symbol not in receipts.ALPHABET for symbol in number):
        return "symbol"
    if len(number) != receipts.NUMBER_LENGTH:
        return "length"
    return "" if receipts.is_number(number) else "check"


def search_words(text: str, most: int = 8) -> list[str]:
    """The words by which voices like this one are found: the longest first, as they tell the most.

    Words of fewer than four letters and the commonest Dutch and English ones are left out. Each is cut down to
    its first letters, so that "lantaarn" finds "lantaarnpalen" too.
    """
    # A pasted book costs no more than a page: only the first 4,000 characters are looked at.
    found = dict.fromkeys(re.findall(r"[^\W\d_]{4,40}", text[:4000].lower()))
    telling = [word for word in found if word not in _COMMON]
    telling.sort(key=len, reverse=True)
    return [word[: max(4, len(word) - 2)] for word in telling[:most]]


_COMMON = frozenset(
    """deze heeft hebben wordt worden waar maar voor naar over onder door veel meer heel ook niet geen wel zijn haar
    hier daar want omdat zodat graag moet moeten kunnen willen zullen zou zouden alle altijd nooit soms vaak goed
    mijn onze jullie hun iets niets iemand mensen weer echt zelf andere anders komen gaat gaan doen doet maken
    eens even toch such that this with have from they there their would should could about which more than them
    what when your very just also been into only some people""".split()
)
