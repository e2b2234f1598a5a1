"""What may be closed, when a conflict rests, and how long a whisper is kept. Plain values in, plain answer out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Literal

MOST_TITLE = 120
MOST_NAME = 80
MOST_WORDS = 4_000
MOST_WHY = 1_000
MOST_WHISPER = 10_000
MOST_TEXTS = 200  # in one conversation: a page of it stays readable
READERS = 2  # a whisper is read by two named people, and by nobody else
PARKED_AT_MOST = timedelta(days=366)
KEPT_AFTER_CLOSING = timedelta(days=365)
KEPT_WITHOUT_A_WORD = timedelta(days=2 * 365)

Standing = Literal["open", "parked", "again", "closed"]


def standing(*, closed: bool, again_on: date | None, today: date) -> Standing:
    """Where a conflict stands: "open", "parked" until a day, "again" once that day has come, or "closed"."""
    if closed:
        return "closed"
    if again_on is None:
        return "open"
    return "again" if today >= again_on else "parked"


def why_not_close(
    parties: Iterable[int], stances: Mapping[int, str], *, decided: bool
) -> Literal["", "no-parties", "party-silent", "party-disagrees"]:
    """What still stands in the way of closing with this outcome; "" when nothing does.

    `stances`: what each party said of it last ("agree", "live-with", "disagree"). Where a body decided nevertheless,
    with its reason, a party that is silent or disagrees does not hold it up: the page says so.
    """
    known = list(parties)
    if not known:
        return "no-parties"
    if decided:
        return ""
    if any(party not in stances for party in known):
        return "party-silent"
    if any(stances[party] == "disagree" for party in known):
        return "party-disagrees"
    return ""


def may_rest_until(again_on: date, today: date) -> bool:
    """Whether a conflict may be parked until this day: after today, and within a year."""
    return today < again_on <= today + PARKED_AT_MOST


def is_kept(*, last_on: date, closed_on: date | None, today: date) -> bool:
    """Whether a whisper is still kept: a year after it was closed, or two years after its last word, it is erased."""
    if closed_on is not None:
        return today <= closed_on + KEPT_AFTER_CLOSING
    return today <= last_on + KEPT_WITHOUT_A_WORD
