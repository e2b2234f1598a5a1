"""What every format is read into, and the safe reading of files that all formats share."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from stoep.places import rules
from stoep.places.geometry import Shape
from stoep.shared.refusal import Refused

LARGEST_FILE = 150_000_000
MOST_ROWS = 2_000_000


@dataclass(frozen=True, slots=True)
class AreaRecord:
    """One area as a file tells it. What a file does not tell is None, and leaves what is known as it was.

    In `figures` a measure with None means: the source has no figure for it (any more). Tables cut names off at
    forty signs or shorten them: a `short_name` never replaces a name that is known.
    """

    code: str
    name: str | None = None
    figures: Mapping[str, float | None] = field(default_factory=dict)
    outline: Shape | None = None
    short_name: bool = False


@dataclass(frozen=True, slots=True)
class PostcodeRecord:
    """A buurt that lies in a postcode of four digits; `share` is the part of the postcode's land, 0 to 1."""

    postcode: str
    code: str
    share: float


def read_text(path: Path) -> str:
    """A file as text. Raises Refused: it cannot be read, is too large, empty, or not UTF-8."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Refused(
                "file-too-large", _("%(file)s is te groot. Er past 150 MB in. Knip het bestand op."), file=path.name
            )
        raw = path.read_bytes()
    except OSError:
        raise Refused(
            "no-file", _("%(file)s kan niet worden gelezen. Kijk of het bestand er staat."), file=path.name
        ) from None
    return decoded(raw, path.name)


def decoded(raw: bytes, file: str) -> str:
    """Bytes as UTF-8 text, with or without a mark at the start. Raises Refused with the line where it is not."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(
            "wrong-encoding",
            _("%(file)s, regel %(line)s: dit is geen UTF-8. Bewaar het bestand opnieuw als “UTF-8”."),
            file=file,
            line=raw.count(b"\n", 0, error.start) + 1,
        ) from None
    if not text.strip():
        raise Refused("empty-file", _("%(file)s is leeg. Haal het bestand opnieuw op."), file=file)
    return text


def checked_code(raw: object, file: str, line: int) -> str:
    """A CBS code without the spaces that CBS puts after it. Raises Refused when it names no Dutch area."""
    code = raw.strip() if isinstance(raw, str) else ""
    if rules.kind_of(code) is None:
        raise Refused(
            "unknown-code",
            _("%(file)s, regel %(line)s: “%(area)s” is geen code van een gebied. Een code is bijvoorbeeld BU03440311."),
            file=file,
            line=line,
            area="".join(sign for sign in str(raw)[:20] if sign.isprintable()),
        )
    return code


def checked_name(raw: object, file: str, line: int) -> str:
    """A place name of one line. Raises Refused: empty, too long, control signs, or a formula of a spreadsheet."""
    name = raw.strip() if isinstance(raw, str) else ""
    if not name or len(name) > 200 or not name.isprintable() or name[0] in "=+@|":
        raise Refused(
            "bad-name",
            _("%(file)s, regel %(line)s: “%(name)s” is geen naam van een gebied. Verbeter de naam in het bestand."),
            file=file,
            line=line,
            name="".join(sign for sign in str(raw)[:40] if sign.isprintable()),
        )
    return name


def checked_figure(raw: object, file: str, line: int) -> float | None:
    """A published figure, or None where there is none. Raises Refused for a number that no area can have."""
    number = rules.figure(raw)
    if number is None and rules.is_absurd(raw):
        raise Refused(
            "huge-number",
            _("%(file)s, regel %(line)s: “%(value)s” is te groot voor een cijfer. Verbeter het getal in het bestand."),
            file=file,
            line=line,
            value=str(raw)[:20],
        )
    return number


class Members:
    """A JSON object with one long list in it, read item by item, so that a large file costs little memory.

    Iterating gives (line, item) of the list `array`; afterwards `others` holds the other members, such as the
    address of the next page. Raises Refused: not JSON, no such list, nested too deep, numbers that are none.
    """

    def __init__(self, text: str, array: str, file: str) -> None:
        self.text, self.array, self.file = text, array, file
        self.others: dict[str, Any] = {}
        self._decoder = json.JSONDecoder(parse_constant=self._no_constant)
        self._counted_to, self._line = 0, 1

    def __iter__(self) -> Iterator[tuple[int, Any]]:
        found = False
        at = self._expect("{", 0)
        while not found or self._next_sign(at) != "}":
            if self._next_sign(at) == "}":
                raise self._broken(at)
            name, at = self._value(at)
            at = self._expect(":", at)
            if name == self.array and self._next_sign(at) == "[":
                found = True
                at = yield from self._items(self._expect("[", at))
            else:
                self.others[str(name)], at = self._value(at)
            at = self._comma(at, "}")

    def _items(self, at: int) -> Generator[tuple[int, Any], None, int]:
        """Yield the items of the list; the value of the generator is the place after it."""
        while self._next_sign(at) != "]":
            start = self._skip(at)
            item, at = self._value(start)
            yield self._line_of(start), item
            at = self._comma(at, "]")
        return self._expect("]", at)

    def _skip(self, at: int) -> int:
        while at < len(self.text) and self.text[at] in " \t\r\n":
            at += 1
        return at

    def _next_sign(self, at: int) -> str:
        at = self._skip(at)
        return self.text[at : at + 1]

    def _expect(self, sign: str, at: int) -> int:
        at = self._skip(at)
        if self.text[at : at + 1] != sign:
            raise self._broken(at)
        return at + 1

    def _comma(self, at: int, closing: str) -> int:
        """The place after a comma; before the closing sign there is none."""
        if self._next_sign(at) == closing:
            return at
        at = self._expect(",", at)
        if self._next_sign(at) == closing:
            raise self._broken(at)
        return at

    def _value(self, at: int) -> tuple[Any, int]:
        at = self._skip(at)
        try:
            return self._decoder.raw_decode(self.text, at)
        except RecursionError:
            raise Refused(
                "nested-too-deep",
                _("%(file)s, regel %(line)s: te veel haken in elkaar. Haal het bestand opnieuw op bij de bron."),
                file=self.file,
                line=self._line_of(at),
            ) from None
        except ValueError:
            raise self._broken(at) from None

    def _no_constant(self, name: str) -> Any:
        raise ValueError(name)

    def _line_of(self, at: int) -> int:
        self._line += self.text.count("\n", self._counted_to, at)
        self._counted_to = max(at, self._counted_to)
        return self._line

    def _broken(self, at: int) -> Refused:
        return Refused(
            "not-json",
            _("%(file)s, regel %(line)s: dit is geen JSON met een lijst “%(array)s”. Haal het bestand opnieuw op."),
            file=self.file,
            line=self._line_of(min(at, len(self.text))),
            array=self.array,
        )


def no_longer_than(rows: int, file: str) -> None:
    """Raises Refused when a file has more rows than the whole country can give."""
    if rows > MOST_ROWS:
        raise Refused("too-many-rows", _("%(file)s heeft te veel regels. Knip het bestand op."), file=file)
