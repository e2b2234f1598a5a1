"""Read the story of the demonstration (story/*.toml, see its README) into plain values. No database."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

STORY = Path(__file__).parent / "story"
KINDS = {"i": "idea", "z": "concern", "v": "story", "g": "strength", "q": "question", "o": "offer"}
CHANNELS = {"s": "screen", "k": "card", "m": "spoken", "p": "professional"}
NOBODY = "zonder naam"
_LINE = re.compile(r"(?P<join>=!?)?(?P<kind>[izvgqo])/(?P<channel>[skmp]) (?P<called>[^:]+): (?P<words>.+)")


@dataclass(frozen=True, slots=True)
class Said:
    """One contribution. `joins`: it says the same as the one before it; `splits`: they were made loose again."""

    kind: str
    channel: str
    called: str
    words: str
    joins: bool = False
    splits: bool = False
    answer: str = ""
    party: str = ""


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise; months count back from today, and lie ahead when positive."""

    called: str
    organisation: str
    words: str
    said: int
    due: int
    outcome: str
    where: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One agenda item with the voices that it grew from and what was promised for it."""

    key: str
    title: str
    wish: str
    why: str
    already: str
    horizon: str
    domain: str
    owner: str
    month: int
    line: str = ""
    partners: tuple[str, ...] = ()
    voices: tuple[Said, ...] = ()
    promises: tuple[Promised, ...] = ()
    closed: int | None = None
    closed_why: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One neighbourhood: what stands on its agenda, and what did not become part of an item."""

    name: str
    kind: str
    municipality: str
    topics: tuple[Topic, ...]
    loose: dict[str, tuple[Said, ...]] = field(default_factory=dict)


def read(file_name: str) -> Story:
    """One file of the story; ValueError names the line that cannot be read."""
    raw = tomllib.loads((STORY / file_name).read_text(encoding="utf-8"))
    loose = {name: tuple(_said(line) for line in text.strip().splitlines()) for name, text in raw["loose"].items()}
    return Story(
        name=raw["name"],
        kind=raw["kind"],
        municipality=raw["municipality"],
        topics=tuple(_topic(item) for item in raw["item"]),
        loose=loose,
    )


def _topic(raw: dict[str, object]) -> Topic:
    plain = {key: value for key, value in raw.items() if key not in {"voices", "promises", "partners"}}
    return Topic(
        **plain,  # type: ignore[arg-type]  # TOML values; a wrong key or kind fails when the story is read
        partners=tuple(raw.get("partners", ())),  # type: ignore[arg-type]
        voices=tuple(_said(line) for line in str(raw["voices"]).strip().splitlines()),
        promises=tuple(_promised(line) for line in str(raw.get("promises", "")).strip().splitlines()),
    )


def _said(line: str) -> Said:
    found = _LINE.fullmatch(line.strip())
    if not found:
        raise ValueError(f"Not a contribution: {line}")
    words, _arrow, rest = found["words"].partition(" => ")
    party, colon, answer = rest.partition(": ") if rest else ("", "", "")
    is_passed = bool(colon) and party[:1].isupper() and "." not in party and len(party) < 40
    return Said(
        kind=KINDS[found["kind"]],
        channel=CHANNELS[found["channel"]],
        called="" if found["called"] == NOBODY else found["called"],
        words=words,
        joins=bool(found["join"]),
        splits=found["join"] == "=!",
        answer=answer if is_passed else rest,
        party=party if is_passed else "",
    )


def _promised(line: str) -> Promised:
    who, words, said, due, outcome, where = (part.strip() for part in line.split(" | "))
    called, _at, organisation = who.partition(" @ ")
    named = "" if organisation == "bewoners" else organisation
    return Promised(called, named, words, int(said), int(due), outcome, where)
