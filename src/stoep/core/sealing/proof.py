"""One entry with all that proves it, in one text file: C2SP tlog-proof, to keep and to check offline."""

from __future__ import annotations

from dataclasses import dataclass

from stoep.core.sealing import tree
from stoep.core.sealing.checkpoint import Unreadable, decode, encode, whole_number
from stoep.core.sealing.note import SignedCheckpoint

HEADER = "c2sp.org/tlog-proof@v1"
LONGEST_PATH = 63


@dataclass(frozen=True, slots=True)
class Proof:
    """`entry` is the exact text that was sealed, `path` the hashes from the leaf's sibling up."""

    entry: bytes
    index: int
    path: tuple[bytes, ...]
    signed: SignedCheckpoint

    def text(self) -> str:
        """The file. The entry itself travels in the `extra` line, so that the file says what it proves."""
        hashes = "".join(encode(step) + "\n" for step in self.path)
        return f"{HEADER}\nextra {encode(self.entry)}\nindex {self.index}\n{hashes}\n{self.signed.text()}"

    @classmethod
    def read(cls, text: str) -> Proof:
        """The proof in such a file, or Unreadable. It is not checked yet."""
        head, gap, note = text.partition("\n\n")
        lines = head.split("\n")
        if not gap or len(lines) < 3 or lines[0] != HEADER:
            raise Unreadable(f"a proof begins with {HEADER}")
        if not lines[1].startswith("extra ") or not lines[2].startswith("index "):
            raise Unreadable("a proof names its entry and its index")
        if len(lines) > 3 + LONGEST_PATH:
            raise Unreadable("a path that is too long")
        path = tuple(decode(line) for line in lines[3:])
        index = whole_number(lines[2][6:])
        return cls(decode(lines[1][6:]), index, path, SignedCheckpoint.read(note))

    def holds(self) -> bool:
        """Whether the path leads from the entry to the root of the checkpoint. Says nothing of signatures."""
        target = self.signed.checkpoint
        return tree.includes(tree.leaf_hash(self.entry), self.index, target.size, self.path, target.root)
