"""What lies inside an envelope: the code, the part of the area, the choices, the channel, and when in the row of votes.

Written in one way only (RFC 8785), so that a ballot that means the same is the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from stoep.core.ballots import codes
from stoep.core.sealing.canonical import LARGEST, canonical

TRACKER = 16  # signs: 80 bits
_BLOCK = 64
_FIELDS = {"channel", "choices", "code", "part", "sequence", "tracker"}


class Channel(StrEnum):
    """How a ballot came in."""

    SCREEN = "screen"
    PAPER = "paper"
    AGAIN = "again"  # on paper, with a cross at "I vote again": it goes before an earlier paper


class NoBallot(ValueError):
    """These bytes are no ballot as it is written here."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """One vote. `choices` are numbers of projects with points, in order; a cross is one point."""

    code: str
    part: int
    choices: tuple[tuple[int, int], ...]
    channel: Channel
    sequence: int
    tracker: str = ""


def choices_of(points: dict[int, int]) -> tuple[tuple[int, int], ...]:
    """The choices as a ballot holds them: in order of number, without what got nothing."""
    return tuple(sorted((number, given) for number, given in points.items() if given))


def write(ballot: Ballot) -> bytes:
    """The one way in which this ballot is written."""
    return canonical(
        {
            "channel": str(ballot.channel),
            "choices": [list(choice) for choice in ballot.choices],
            "code": ballot.code,
            "part": ballot.part,
            "sequence": ballot.sequence,
            "tracker": ballot.tracker,
        }
    )


def read(written: bytes) -> Ballot:
    """The ballot in these bytes; NoBallot when they say anything else, or say it in another way."""
    try:
        ballot = _ballot(json.loads(written))
        if write(ballot) == written:
            return ballot
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise NoBallot("no ballot") from error
    raise NoBallot("a ballot, written in another way")


def _ballot(fields: object) -> Ballot:
    if not isinstance(fields, dict) or set(fields) != _FIELDS:
        raise NoBallot("other fields than a ballot has")
    choices = tuple((_whole(number), _whole(points)) for number, points in fields["choices"])
    numbers = [number for number, _points in choices]
    if numbers != sorted(set(numbers)) or any(points == 0 for _number, points in choices):
        raise NoBallot("choices that are out of order, twice there, or nothing")
    # No check of the code here: one that was written over wrongly from paper is a ballot, of an unknown code.
    if not isinstance(fields["code"], str) or not isinstance(fields["tracker"], str):
        raise NoBallot("no text where text stands")
    return Ballot(
        fields["code"],
        _whole(fields["part"]),
        choices,
        Channel(fields["channel"]),
        _whole(fields["sequence"]),
        fields["tracker"],
    )


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise NoBallot("no whole number")
    return value


def room_for(numbers: Iterable[int], *, part: int, most_points: int) -> int:
    """How many bytes every ballot of this round takes, however much or little it says: one length for all.

    `numbers` are those of all projects, `part` the highest number of a part, `most_points` what one project can get.
    """
    fullest = Ballot(
        "W" * codes.LENGTH,
        part,
        tuple((number, max(1, most_points)) for number in sorted(set(numbers))),
        Channel.SCREEN,
        LARGEST,
        "W" * TRACKER,
    )
    needed = len(write(fullest)) + 1  # and the sign where the padding begins
    return -(-needed // _BLOCK) * _BLOCK
