"""Addresses as a host types or pastes them, in the order in which somebody walks. Nothing here is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from stoep.places.streets import fold as fold

MOST = 20_000
LONGEST = 400  # houses on one side in one range: a longer one is a slip of the pen
LONGEST_LINE = 200
LANGUAGES = ("nl", "en", "tr", "ar", "pl")
_HOUSE = r"(\d{1,5})\s*[-–]?\s*([A-Za-z]?(?:[\s-]?(?:bis|rood|zwart|hs|[IVX]{1,4}|[A-Za-z0-9]{1,4}))?)"
_LINE = re.compile(rf"(?P<street>.*?[^\W\d_].*?)[\s,]+{_HOUSE}", re.IGNORECASE)
_RANGE = re.compile(
    r"(?P<street>.*?[^\W\d_].*?)[\s,]+(?P<first>\d{1,5})\s*(?:-|–|t/m|tot en met)\s*(?P<last>\d{1,5})"
    r"(?:\s+(?P<which>oneven|even|alle|odd|all))?",
    re.IGNORECASE,
)
_COLUMNS = {
    "street": {"straat", "straatnaam", "street", "openbareruimte"},
    "number": {"huisnummer", "nummer", "nr", "number", "house"},
    "letter": {"huisletter", "letter"},
    "addition": {"toevoeging", "huisnummertoevoeging", "addition"},
    "language": {"taal", "language"},
}


@dataclass(frozen=True, slots=True)
class Address:
    """One letterbox: "Eikstraat" 12 "A". `language` is "" when the whole job's is meant."""

    street: str
    number: int
    addition: str = ""
    language: str = ""

    @property
    def house(self) -> str:
        """Number and addition as they stand at the door: "12 A"."""
        return f"{self.number} {self.addition}".strip()


class NotAddresses(ValueError):
    """A line that cannot be read; `line` is the number of it, `str` what stands there."""

    def __init__(self, line: int, typed: str) -> None:
        super().__init__(typed[:60])
        self.line = line


class TooMany(ValueError):
    """More addresses than one job holds."""


def fold_house(typed: str) -> str:
    """A house number as a token is made of it: "12 a" and "12A" are one letterbox; "" when there is no number."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    found = re.fullmatch(r"0*(\d{1,5})([A-Z0-9]{0,8})", plain)
    return f"{int(found[1])}{found[2]}" if found and int(found[1]) else ""


def read(typed: str) -> list[Address]:
    """The addresses in these lines, each once, in their order. NotAddresses or TooMany says what cannot be.

    "Eikstraat 12 A", "Eikstraat 1-45 oneven" (or even), or columns with ; , or tab between them: street, number,
    addition, language. A first line with the names of columns is read too.
    """
    found: dict[tuple[str, str], Address] = {}
    columns: list[str] | None = None
    for at, line in enumerate(typed.splitlines(), start=1):
        cells = _cells(line)
        if not any(cells):
            continue
        if len(line) > LONGEST_LINE:
            raise NotAddresses(at, line)
        named = [_column(cell) for cell in cells]
        if at == 1 and "street" in named and "number" in named:
            columns = named
            continue
        for address in _of_line(at, line, cells, columns):
            found.setdefault((fold(address.street), fold_house(address.house)), address)
            if len(found) > MOST:
                raise TooMany
    return list(found.values())


def _of_line(at: int, line: str, cells: list[str], columns: list[str] | None) -> Iterator[Address]:
    if columns or len(cells) > 1:
        address = _of_cells(dict(zip(columns or list(_COLUMNS), _spread(cells, columns), strict=False)))
        if address:
            yield address
            return
    text = " ".join(line.replace(";", " ").split())
    span = _RANGE.fullmatch(text)
    if span and int(span["first"]) < int(span["last"]):
        yield from _of_range(at, line, span)
        return
    one = _LINE.fullmatch(text)
    if one is None or not int(one[2]):
        raise NotAddresses(at, line.strip())
    yield Address(one["street"].strip(" ,"), int(one[2]), _addition(one[3]))


def _spread(cells: list[str], columns: list[str] | None) -> list[str]:
    """Without names of columns: street, number, addition, language. The house letter has no cell of its own there."""
    return cells if columns else [*cells[:2], "", *cells[2:]]


def _of_range(at: int, line: str, span: re.Match[str]) -> Iterator[Address]:
    first, last = int(span["first"]), int(span["last"])
    which = (span["which"] or "").lower()
    parity = {"oneven": 1, "odd": 1, "even": 0}.get(which)
    if last - first > 2 * LONGEST or not first:
        raise NotAddresses(at, line.strip())
    for number in range(first, last + 1):
        if parity is None or number % 2 == parity:
            yield Address(span["street"].strip(" ,"), number)


def _of_cells(cells: dict[str, str]) -> Address | None:
    street, number = cells.get("street", "").strip(), cells.get("number", "").strip()
    house = re.fullmatch(_HOUSE, number, re.IGNORECASE)
    if not street or house is None or not int(house[1]) or not re.search(r"[^\W\d_]", street):
        return None
    more = " ".join(filter(None, [house[2], cells.get("letter", ""), cells.get("addition", "")]))
    language = cells.get("language", "").strip().lower()
    return Address(street, int(house[1]), _addition(more), language if language in LANGUAGES else "")


def _addition(typed: str) -> str:
    return " ".join(typed.strip(" -").upper().split())[:8]


def _cells(line: str) -> list[str]:
    between = next((sign for sign in (";", "\t", ",") if sign in line), None)
    return [cell.strip().strip('"').strip() for cell in (line.split(between) if between else [line])]


def _column(cell: str) -> str:
    name = fold(cell)
    return next((column for column, names in _COLUMNS.items() if name in names), "")


def walked(addresses: Iterable[Address], *, sides: bool = True) -> list[Address]:
    """The same addresses as somebody walks them: street by street in the order in which they were typed.

    With `sides` the odd side up and the even side back; without, up by the numbers from side to side.
    """
    order: dict[str, int] = {}
    every = list(addresses)
    for address in every:
        order.setdefault(fold(address.street), len(order))
    return sorted(every, key=lambda one: (order[fold(one.street)], *_step(one, sides=sides)))


def _step(one: Address, *, sides: bool) -> tuple[int, int, str]:
    if not sides:
        return 0, one.number, one.addition
    odd = one.number % 2 == 1
    return (0, one.number, one.addition) if odd else (1, -one.number, one.addition)


def by_street(addresses: Sequence[Address], language: str) -> list[tuple[str, str, list[Address]]]:
    """Street, language and addresses, in the order given; the street as it was typed first."""
    names: dict[str, str] = {}
    for one in addresses:
        names.setdefault(fold(one.street), one.street)
    grouped: dict[tuple[str, str], list[Address]] = {}
    for (street, spoken), some in groupby(addresses, key=lambda one: (fold(one.street), one.language or language)):
        grouped.setdefault((street, spoken), []).extend(some)
    return [(names[street], spoken, found) for (street, spoken), found in grouped.items()]
