"""A root as twelve Dutch words, to print in the neighbourhood paper and to read aloud.

Each word is a first half and a second half out of 64 plain words each, as Dutch joins words: "regenbrug", "appeldoos".
So a word carries 12 bits, and twelve of them the first 144 bits of the root. The words need not exist; they need to be
heard and written without mistake. Whoever would make another log with the same words needs some 2^144 attempts;
the operator, who may choose both logs, some 2^72: the whole root in the square code has no such limit.
"""

from __future__ import annotations

FIRST = tuple(
    (
        "appel beuken berg bloemen boeren boter brood dauw dijk dorps duin eiken fiets gras haven heide "
        "herfst honing hooi hout kaas kamer kastanje keuken klaver koren kruiden lente linde maan markt melk "
        "molen morgen noten oever olie park peren polder regen riet rozen schapen sneeuw speel stads sterren "
        "storm strand thee tuin vis vlinder vogel water weide wilgen wind winter zand zilver zomer zonne"
    ).split()
)
SECOND = tuple(
    (
        "bank bel boek boot bord bril brug dak deken deur doos emmer feest fluit gang hek "
        "hoed huis jas kaart kar kist klok koek kom kraam kruik lade lamp lepel lied mand "
        "mantel muts muur paal pad plein poort pot raam ring rok schuur slee sleutel soep stoel "
        "straat tafel tas toren touw trap trein trommel vaas vlag wagen weg wiel wolk zak zolder"
    ).split()
)
COUNT = 12
BYTES = 18  # 12 words of 12 bits
_VALUES = {first + second: high << 6 | low for high, first in enumerate(FIRST) for low, second in enumerate(SECOND)}


class UnknownWord(ValueError):
    """A word that is not on the list, or not twelve of them; `word` is the one, or empty when the number is wrong."""

    def __init__(self, word: str = "") -> None:
        super().__init__(word or "not twelve words")
        self.word = word


def words(root: bytes) -> list[str]:
    """Twelve words for the first 18 bytes of a root of 32 bytes."""
    number = int.from_bytes(root[:BYTES], "big")
    pieces = [number >> shift & 0xFFF for shift in range(12 * (COUNT - 1), -1, -12)]
    return [FIRST[piece >> 6] + SECOND[piece & 63] for piece in pieces]


def from_words(typed: str) -> bytes:
    """The first 18 bytes of the root, from twelve words as somebody typed them: any case, any spacing or commas."""
    found = typed.lower().replace(",", " ").split()
    for word in found:
        if word not in _VALUES:
            raise UnknownWord(word)
    if len(found) != COUNT:
        raise UnknownWord
    number = 0
    for word in found:
        number = number << 12 | _VALUES[word]
    return number.to_bytes(BYTES, "big")
