"""The exact difference between two versions of the agenda: added, gone, moved, and every word that changed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from stoep.agenda.rules.content import Content
from stoep.agenda.rules.order import moved

WORDS = ("title", "wish", "why", "already_there", "owner")
CHOICES = ("horizon", "line", "domain")
LISTS = ("partners", "sources")
# Comparing word by word costs at most the product of both lengths; above this a text is shown as replaced whole.
_MOST_COMPARISONS = 1_000_000
_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that stayed ("same"), went ("gone") or came ("new")."""

    kind: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one item: what stood there, what stands there now, and the words between."""

    field: str
    before: Any
    after: Any
    pieces: tuple[Piece, ...] = ()

    @property
    def gone(self) -> list[str]:
        """For a list (partners, sources): what is no longer in it."""
        return [value for value in self.before if value not in self.after] if isinstance(self.before, list) else []

    @property
    def new(self) -> list[str]:
        """For a list (partners, sources): what came to it."""
        return [value for value in self.after if value not in self.before] if isinstance(self.after, list) else []


@dataclass(frozen=True, slots=True)
class Move:
    """An item that residents put at another place; places count from 1."""

    code: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Difference:
    """All that must be done to the old version to get the new one, and nothing more."""

    added: tuple[Content, ...]
    closed: tuple[Content, ...]
    changed: Mapping[str, tuple[Change, ...]]
    moved: tuple[Move, ...]
    order: tuple[str, ...]

    @property
    def codes(self) -> set[str]:
        """The items that this difference is about."""
        one_sided = {content["code"] for content in (*self.added, *self.closed)}
        return one_sided | set(self.changed) | {move.code for move in self.moved}

    def __bool__(self) -> bool:
        return bool(self.codes)


def word_pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Both texts as one run of pieces: same and gone give the old text back, same and new the new one."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    head = _shared_length(old, new)
    tail = _shared_length(old[head:][::-1], new[head:][::-1])
    old_middle, new_middle = old[head : len(old) - tail], new[head : len(new) - tail]
    pieces = [
        Piece("same", "".join(old[:head])),
        *_middle(old_middle, new_middle),
        Piece("same", "".join(old[len(old) - tail :])),
    ]
    return tuple(piece for piece in pieces if piece.text)


def _shared_length(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _middle(old: list[str], new: list[str]) -> list[Piece]:
    if len(old) * len(new) > _MOST_COMPARISONS:
        return [Piece("gone", "".join(old)), Piece("new", "".join(new))]
    pieces = []
    # autojunk guesses that frequent words do not matter; here every word does.
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(old[old_from:old_to])))
            continue
        pieces.append(Piece("gone", "".join(old[old_from:old_to])))
        pieces.append(Piece("new", "".join(new[new_from:new_to])))
    return pieces


def field_changes(before: Content, after: Content) -> tuple[Change, ...]:
    """The fields that differ between two states of one item. Lists are compared without regard to order."""
    changes = [
        Change(name, before.get(name, ""), after.get(name, ""), word_pieces(before.get(name, ""), after.get(name, "")))
        for name in WORDS
        if before.get(name, "") != after.get(name, "")
    ]
    changes += [
        Change(name, before.get(name), after.get(name)) for name in CHOICES if before.get(name) != after.get(name)
    ]
    changes += [
        Change(name, list(before.get(name, [])), list(after.get(name, [])))
        for name in LISTS
        if sorted(before.get(name, [])) != sorted(after.get(name, []))
    ]
    return tuple(changes)


def difference(old: Sequence[Content], new: Sequence[Content]) -> Difference:
    """What changed from one list of items to the other; each list in its order, each code at most once in it."""
    before = {content["code"]: content for content in old}
    after = {content["code"]: content for content in new}
    changed = {
        code: changes for code in after if code in before and (changes := field_changes(before[code], after[code]))
    }
    places_before = {code: place for place, code in enumerate(before, start=1)}
    places_after = {code: place for place, code in enumerate(after, start=1)}
    return Difference(
        added=tuple(content for code, content in after.items() if code not in before),
        closed=tuple(content for code, content in before.items() if code not in after),
        changed=changed,
        moved=tuple(Move(code, places_before[code], places_after[code]) for code in moved(list(before), list(after))),
        order=tuple(after),
    )


def apply(old: Sequence[Content], found: Difference) -> list[dict[str, Any]]:
    """The new version, made from the old one and the difference: so that nobody has to take our word for it."""
    contents = {content["code"]: dict(content) for content in (*old, *found.added)}
    for code, changes in found.changed.items():
        contents[code].update({change.field: change.after for change in changes})
    return [contents[code] for code in found.order]
