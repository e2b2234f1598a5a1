"""The Merkle tree of RFC 6962 and RFC 9162 over SHA-256: one root for all entries, short proofs for each of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

WIDTH = 32  # bytes in a SHA-256 hash
EMPTY_ROOT = hashlib.sha256(b"").digest()

Range = tuple[int, int]  # leaves from, up to but not including
Place = tuple[int, int]  # level above the leaves, and the index on that level, of a complete subtree


def leaf_hash(data: bytes) -> bytes:
    """The 32 bytes that stand for an entry. The 0x00 keeps a leaf from passing for a node (RFC 6962, 2.1)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The 32 bytes over two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def split(size: int) -> int:
    """The largest power of two that is smaller than `size` (2 or more): where the tree divides."""
    return 1 << ((size - 1).bit_length() - 1)


@dataclass(frozen=True, slots=True)
class Frontier:
    """All that is needed to append: the roots of the complete subtrees, largest first, one per 1-bit of `size`."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def append(self, leaf: bytes) -> tuple[Frontier, list[tuple[int, int, bytes]]]:
        """The frontier with one leaf hash more, and the (level, index, hash) of each subtree that it completes."""
        peaks, carry, level = list(self.peaks), leaf, 0
        completed = [(0, self.size, leaf)]
        while (self.size >> level) & 1:
            carry = node_hash(peaks.pop(), carry)
            level += 1
            completed.append((level, self.size >> level, carry))
        return Frontier(self.size + 1, (*peaks, carry)), completed

    def root(self) -> bytes:
        """The root over all entries so far; of an empty log the SHA-256 of nothing."""
        if not self.peaks:
            return EMPTY_ROOT
        folded = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            folded = node_hash(peak, folded)
        return folded

    def packed(self) -> bytes:
        """The peaks one after another, to store beside the size."""
        return b"".join(self.peaks)

    @classmethod
    def unpacked(cls, size: int, packed: bytes) -> Frontier:
        """The frontier from what `packed` gave; ValueError when the two do not belong together."""
        if len(packed) != WIDTH * size.bit_count():
            raise ValueError("frontier does not fit its size")
        return cls(size, tuple(packed[at : at + WIDTH] for at in range(0, len(packed), WIDTH)))


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over these leaf hashes, in order."""
    frontier = Frontier()
    for leaf in leaves:
        frontier, _completed = frontier.append(leaf)
    return frontier.root()


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """The ranges of leaves whose hashes prove entry `index` in a tree of `size`, from the leaf up (RFC 6962, 2.1.1)."""
    if not 0 <= index < size:
        raise ValueError("no such entry in a tree of this size")
    low, high, ranges = 0, size, []
    while high - low > 1:
        middle = low + split(high - low)
        if index < middle:
            ranges.append((middle, high))
            high = middle
        else:
            ranges.append((low, middle))
            low = middle
    return ranges[::-1]


def consistency_ranges(old: int, new: int) -> list[Range]:
    """The ranges whose hashes prove that a tree of `new` only added to a tree of `old` (RFC 6962, 2.1.2)."""
    if not 0 < old <= new:
        raise ValueError("a proof runs from a tree with entries to one that is not smaller")
    low, high, ranges, whole = 0, new, [], True
    while old != high:
        middle = low + split(high - low)
        if old <= middle:
            ranges.append((middle, high))
            high = middle
        else:
            ranges.append((low, middle))
            low, whole = middle, False
    if not whole:
        ranges.append((low, high))
    return ranges[::-1]


def places(span: Range) -> list[Place]:
    """The complete subtrees that make up a range which a proof asks for, from left to right."""
    low, high = span
    found = []
    while high - low & (high - low - 1):
        step = split(high - low)
        found.append((step.bit_length() - 1, low // step))
        low += step
    step = high - low
    found.append((step.bit_length() - 1, low // step))
    return found


def range_hash(span: Range, node: Callable[[int, int], bytes]) -> bytes:
    """The hash over a range, from a function that gives the hash of the complete subtree at (level, index)."""
    folded = None
    for level, index in reversed(places(span)):
        own = node(level, index)
        folded = own if folded is None else node_hash(own, folded)
    assert folded is not None  # a range is never empty
    return folded


def root_from_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that this proof leads to, or None when it cannot be a proof (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return None
    first, last, root = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return None
        if first & 1 or first == last:
            root = node_hash(sibling, root)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            root = node_hash(root, sibling)
        first, last = first >> 1, last >> 1
    return root if last == 0 else None


def includes(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether the proof shows that this leaf is entry `index` of the tree with this root."""
    return root_from_inclusion(leaf, index, size, path) == root


def extends(old: int, old_root: bytes, new: int, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether the proof shows that the new tree holds all of the old one, unchanged (RFC 9162, 2.1.4.2)."""
    if not 0 < old <= new:
        return False
    if old == new:
        return old_root == new_root and not path
    steps = [old_root, *path] if old & (old - 1) == 0 else list(path)
    first, last = old - 1, new - 1
    while first & 1:
        first, last = first >> 1, last >> 1
    if not steps:
        return False
    return _climb(steps, first, last) == (old_root, new_root)


def _climb(steps: list[bytes], first: int, last: int) -> tuple[bytes, bytes] | None:
    """Both roots that a consistency proof leads to, or None when it is too long or too short."""
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return None
        if first & 1 or first == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            new = node_hash(new, step)
        first, last = first >> 1, last >> 1
    return (old, new) if last == 0 else None
