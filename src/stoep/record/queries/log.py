"""Questions to the log: entries, proofs, checkpoints. Each reads few rows, however long the log is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from stoep.core.sealing import tree, words
from stoep.core.sealing.checkpoint import decode, encode
from stoep.core.sealing.note import SignedCheckpoint
from stoep.core.sealing.proof import Proof
from stoep.places.models import Neighbourhood
from stoep.record import rules
from stoep.record.models import Checkpoint, Entry, Log, Opening
from stoep.record.queries.seen import note_of


def log_of(slug: str) -> Log:
    """The log of the neighbourhood with this slug, with the neighbourhood itself; Log.DoesNotExist before any act."""
    return Log.objects.select_related("neighbourhood").get(neighbourhood__slug=slug)


def entries_before(log: Log, before: int, count: int) -> QuerySet[Entry]:
    """At most `count` entries with an index below `before`, newest first."""
    return log.entries.filter(index__lt=before).order_by("-index")[:count]


def entries_about(neighbourhood: Neighbourhood, subject: str) -> QuerySet[Entry]:
    """Every entry about this subject, oldest first."""
    return Entry.objects.filter(log__neighbourhood=neighbourhood, subject=subject).order_by("index")


def latest_checkpoint(log: Log) -> Checkpoint | None:
    """The newest checkpoint; None before the first."""
    return log.checkpoints.order_by("-size").first()


def checkpoints_by_words(log: Log, typed: str) -> list[Checkpoint]:
    """The checkpoints with these twelve words (one, or none); words.UnknownWord when they cannot be words of ours."""
    # 18 bytes are exactly 24 signs of base64, so that twelve words are the beginning of the root as it is stored.
    return list(log.checkpoints.filter(root__startswith=encode(words.from_words(typed))))


def erased_fields(entry: Entry) -> list[str]:
    """The personal fields of an entry of which nothing is left but the commitment."""
    kept = set(entry.openings.values_list("field", flat=True))
    return sorted(set(entry.sealed()["personal"]) - kept)


def opened(neighbourhood: Neighbourhood, subject: str) -> dict[str, str]:
    """The latest value of each personal field sealed about this subject; erased ones are absent. Not for the public."""
    found = Opening.objects.filter(entry__log__neighbourhood=neighbourhood, entry__subject=subject)
    return dict(found.order_by("entry__index").values_list("field", "value"))


def inclusion(log: Log, index: int, size: int) -> list[bytes]:
    """The path that proves entry `index` in the tree of `size`, from the leaf up."""
    return _hashes(log, tree.inclusion_ranges(index, size))


def consistency(log: Log, old: int, new: int) -> list[bytes]:
    """The path that proves that the tree of `new` holds the tree of `old` unchanged."""
    return _hashes(log, tree.consistency_ranges(old, new))


def root_at(log: Log, size: int) -> bytes:
    """The root over the first `size` entries (1 or more)."""
    return _hashes(log, [(0, size)])[0]


def proof(entry: Entry, checkpoint: Checkpoint) -> Proof:
    """The entry with its path to this checkpoint, which must have been made after it."""
    return Proof(
        entry=entry.leaf.encode(),
        index=entry.index,
        path=tuple(inclusion(entry.log, entry.index, checkpoint.size)),
        signed=SignedCheckpoint.read(note_of(checkpoint)),
    )


@dataclass(frozen=True, slots=True)
class Growth:
    """Two checkpoints and the path that proves that nothing of the older one was changed in the newer one."""

    old: Checkpoint
    new: Checkpoint
    path: list[bytes]

    def added(self) -> int:
        """How many entries came after the older checkpoint."""
        return self.new.size - self.old.size

    def lines(self) -> list[str]:
        """The path in base64, one hash a line."""
        return [encode(step) for step in self.path]

    def holds(self) -> bool:
        """Whether the path proves it."""
        old, new = decode(self.old.root), decode(self.new.root)
        return tree.extends(self.old.size, old, self.new.size, new, self.path)


def growth(old: Checkpoint, new: Checkpoint) -> Growth:
    """From one checkpoint to a later one, or to itself."""
    return Growth(old, new, consistency(new.log, old.size, new.size))


def _hashes(log: Log, ranges: Iterable[tree.Range]) -> list[bytes]:
    """The hash of each range, out of stored rows: leaves, and subtrees of 256, 65,536, … of them; a query for each."""
    ranges = list(ranges)
    needed = {place for span in ranges for place in tree.places(span)}
    stored = _stored(log, needed)

    def node(level: int, index: int) -> bytes:
        base = level - level % rules.TILE
        width = 1 << (level - base)
        return tree.root_of(stored(base, at) for at in range(index * width, (index + 1) * width))

    return [tree.range_hash(span, node) for span in ranges]


def _stored(log: Log, needed: set[tree.Place]) -> Callable[[int, int], bytes]:
    """A function that gives the stored hash at (level, index), for every row under the needed places.

    Rows are asked for by their exact index: of two ranges joined by "or" SQLite makes a walk through the whole log.
    """
    wanted: dict[int, set[int]] = {}
    for level, index in needed:
        base = level - level % rules.TILE
        width = 1 << (level - base)
        wanted.setdefault(base, set()).update(range(index * width, (index + 1) * width))
    found: dict[tuple[int, int], bytes] = {}
    for base, indexes in wanted.items():
        if base:
            nodes = log.nodes.filter(level=base, index__in=sorted(indexes)).values_list("index", "hash")
            found.update({(base, index): bytes(value) for index, value in nodes})
        else:
            leaves = log.entries.filter(index__in=sorted(indexes)).values_list("index", "leaf_hash")
            found.update({(base, index): bytes(value) for index, value in leaves})
    return lambda level, index: found[level, index]
