"""A checkpoint: name of the log, number of entries, root; three lines that fix everything before them.

C2SP tlog-checkpoint: the note's body is origin, size and base64 root, each on its own line.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from stoep.core.sealing.tree import WIDTH


class Unreadable(ValueError):
    """The text is not a checkpoint, note, key or proof as the format describes; the message says why."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """`origin` names the log, `size` counts its entries, `root` is the 32-byte root over them."""

    origin: str
    size: int
    root: bytes

    def body(self) -> str:
        """The signed text, with its last newline."""
        return f"{self.origin}\n{self.size}\n{encode(self.root)}\n"


def encode(data: bytes) -> str:
    """Standard base64 on one line (RFC 4648, 4)."""
    return base64.b64encode(data).decode()


def decode(text: str) -> bytes:
    """The bytes of standard base64, or Unreadable. Written in one way only: bits that nothing reads are zero (3.5)."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unreadable("not base64") from error
    if encode(data) != text:
        raise Unreadable("base64 with something in the bits that nothing reads")
    return data


def whole_number(text: str) -> int:
    """A decimal without sign or leading zeros, or Unreadable."""
    if not (text.isascii() and text.isdigit()) or (len(text) > 1 and text.startswith("0")) or len(text) > 18:
        raise Unreadable(f"not a whole number: {text[:20]!r}")
    return int(text)


def read_body(body: str) -> Checkpoint:
    """The checkpoint in a note's body; Unreadable unless it has exactly the three lines."""
    lines = body.split("\n")
    if len(lines) != 4 or lines[3] or not lines[0]:
        raise Unreadable("a checkpoint has three lines: origin, size, root")
    root = decode(lines[2])
    if len(root) != WIDTH:
        raise Unreadable("a root is 32 bytes")
    return Checkpoint(lines[0], whole_number(lines[1]), root)
