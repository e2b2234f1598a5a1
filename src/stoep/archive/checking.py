"""Whether an archive is whole, unchanged and one that this release can read. Writes nothing, trusts nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from stoep.archive import kinds, rules, unpacking
from stoep.archive.part import signer_name
from stoep.archive.writing import migrations
from stoep.core.sealing import tree
from stoep.core.sealing.checkpoint import Unreadable
from stoep.core.sealing.note import Key, Remembered, SignedCheckpoint
from stoep.record.rules import LEAF_KEYS
from stoep.shared.refusal import Refused

Told = Callable[[str, int], None]
Fact = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Checked:
    """An archive that was found whole: where it lies, what it says of itself, and what its log comes to."""

    folder: Path
    manifest: Fact
    origin: str
    size: int
    root: bytes
    keys: tuple[Key, ...]
    signatures: Remembered = field(default_factory=Remembered)

    def path(self, name: str) -> Path:
        """A file of the closed part."""
        return self.folder / rules.CLOSED / name


@dataclass(frozen=True, slots=True)
class _Read:
    """What the file of the log says of itself, which signatures in it are good, and what its entries come to."""

    origin: str
    keys: tuple[Key, ...]
    signatures: Remembered
    size: int = 0
    root: bytes = b""


def check(folder: Path, *, told: Told = lambda label, count: None, against: SignedCheckpoint | None = None) -> Checked:
    """The archive in this folder, once everything in it fits together; Refused with what is wrong.

    `against` is a checkpoint that somebody kept: the log must hold it unchanged.
    """
    found = unpacking.files_of(folder)
    manifests = {part: _part(folder, part, found, told) for part in rules.PARTS}
    allowed = {f"{part}/{name}" for part in rules.PARTS for name in _listed(folder, part)} | rules.README
    allowed |= {f"{part}/{name}" for part in rules.PARTS for name in (rules.CHECKSUMS, rules.SIGNATURE)}
    if strangers := sorted(found.keys() - allowed):
        raise Refused("stranger", _("Dit bestand hoort niet in het archief: %(name)s."), name=strangers[0][:80])
    _belong_together(folder, manifests)
    log = _log(folder, told, against)
    for part in rules.PARTS:
        _signed(folder, part, log.origin, log.keys)
    manifest = manifests[rules.CLOSED]
    if manifest["log"]["origin"] != log.origin or manifest["log"]["size"] != log.size:
        raise _damaged(f"{rules.OPEN}/{rules.LOG}")
    _readable(manifest)
    return Checked(folder, manifest, log.origin, log.size, log.root, log.keys, log.signatures)


def _damaged(name: str) -> Refused:
    return Refused(
        "damaged",
        _("Het bestand %(name)s is beschadigd of veranderd. Er is niets neergezet. Neem een andere kopie."),
        name=name[:120],
    )


def _part(folder: Path, part: str, found: dict[str, int], told: Told) -> Fact:
    """What a part says of itself, once each of its files has the sum that its list names."""
    for name in (rules.MANIFEST, rules.CHECKSUMS, rules.SIGNATURE):
        if f"{part}/{name}" not in found:
            raise Refused(
                "incomplete",
                _("Het archief is niet heel: %(name)s ontbreekt. Zet beide delen bij elkaar."),
                name=f"{part}/{name}",
            )
    manifest = _manifest(folder / part / rules.MANIFEST)
    for name, sum_of in _listed(folder, part).items():
        path = folder / part / name
        if f"{part}/{name}" not in found:
            raise Refused(
                "incomplete", _("Het archief is niet heel: %(name)s ontbreekt. Neem een andere kopie."), name=name
            )
        if _sum(path) != sum_of:
            raise _damaged(f"{part}/{name}")
        told("sums", 1)
    return manifest


def _manifest(path: Path) -> Fact:
    try:
        if path.stat().st_size > rules.LONGEST_MANIFEST:
            raise ValueError("too long")
        manifest = json.loads(path.read_text(encoding="utf-8"))
        version = manifest["stoep-archief"]
        release = str(manifest["release"])[:80]
        if isinstance(version, int) and version > rules.VERSION:
            raise Refused(
                "newer",
                _(
                    "Dit archief is gemaakt met een nieuwere Stoep (%(release)s). Deze Stoep kent de vorm niet. "
                    "Zet eerst een nieuwere Stoep op deze server."
                ),
                release=release,
            )
        if version != rules.VERSION or not isinstance(manifest["files"], dict):
            raise ValueError("another version")
        facts = manifest["log"]
        if not (isinstance(facts["origin"], str) and isinstance(facts["size"], int)):
            raise ValueError("another log")
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise _damaged(f"{path.parent.name}/{path.name}") from error
    assert isinstance(manifest, dict)
    return manifest


def _listed(folder: Path, part: str) -> dict[str, str]:
    """The sum of each file of a part, as its list says."""
    path = folder / part / rules.CHECKSUMS
    listed: dict[str, str] = {}
    try:
        for line in path.read_text(encoding="ascii").splitlines():
            sum_of, gap, name = line.partition("  ")
            if not gap or len(sum_of) != 64 or not rules.is_safe(name) or name in listed:
                raise ValueError(line)
            listed[name] = sum_of
    except (OSError, ValueError) as error:
        raise _damaged(f"{part}/{rules.CHECKSUMS}") from error
    return listed


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _belong_together(folder: Path, manifests: dict[str, Fact]) -> None:
    same = all(manifests[rules.OPEN].get(name) == manifests[rules.CLOSED].get(name) for name in ("log", "made_at"))
    if not same or manifests[rules.CLOSED].get("with") != _sum(folder / rules.OPEN / rules.CHECKSUMS):
        raise Refused("apart", _("Deze twee delen horen niet bij elkaar. Neem twee delen van dezelfde dag."))


def _signed(folder: Path, part: str, origin: str, keys: tuple[Key, ...]) -> None:
    """Whether the server that signs this log now signed this part."""
    name = signer_name(origin, part)
    own = [Key(name, key.kind, key.material) for key in keys]
    try:
        signed = SignedCheckpoint.read((folder / part / rules.SIGNATURE).read_text(encoding="utf-8"))
        good = {key.kind for key in signed.signed_by(own)}
    except (Unreadable, ValueError, OSError) as error:
        raise _damaged(f"{part}/{rules.SIGNATURE}") from error
    point = signed.checkpoint
    expected = bytes.fromhex(_sum(folder / part / rules.CHECKSUMS))
    if point.origin != name or point.root != expected or good != {key.kind for key in own} or not good:
        raise Refused(
            "not-signed",
            _("De handtekening onder %(part)s is niet van de server van dit logboek. Er is niets neergezet."),
            part=part,
        )


def leaves(folder: Path) -> Iterator[bytes]:
    """The exact text of each entry of the log, in order: those under the last checkpoint, and those after it."""
    with (folder / rules.OPEN / rules.LOG).open("rb") as file:
        head = _json(file.readline(rules.LONGEST_LINE))
        size = head.get("size") if isinstance(head, dict) else None
        if not isinstance(size, int) or not 0 <= size < 2**48:
            raise _damaged(f"{rules.OPEN}/{rules.LOG}")
        for _place in range(size):
            yield _leaf(file.readline(rules.LONGEST_LINE))
    with (folder / rules.CLOSED / rules.LOG_REST).open("rb") as file:
        while line := file.readline(rules.LONGEST_LINE):
            yield _leaf(line)


def _leaf(line: bytes) -> bytes:
    if not line.endswith(b"\n") or len(line) > 16_385:
        raise _damaged(rules.LOG)
    return line[:-1]


def _json(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _damaged(rules.LOG) from error


def _log(folder: Path, told: Told, against: SignedCheckpoint | None) -> _Read:
    """The name of the log, its keys, its size and root; every checkpoint in it is signed and over its entries."""
    read, wanted = _head_and_roots(folder)
    if against is not None:
        kept = against.checkpoint
        if kept.origin != read.origin or wanted.setdefault(kept.size, kept.root) != kept.root:
            raise _other_log()
    frontier, last = tree.Frontier(), ""
    for index, leaf in enumerate(leaves(folder)):
        last = _fits(leaf, index, read.origin, last)
        frontier, _completed = frontier.append(tree.leaf_hash(leaf))
        root = wanted.pop(frontier.size, None)
        if root is not None and root != frontier.root():
            raise _other_log() if against and against.checkpoint.root == root else _damaged(rules.LOG)
        if index % kinds.CHUNK == 0:
            told("log", kinds.CHUNK)
    if wanted or not frontier.size:
        raise _other_log() if against and against.checkpoint.size in wanted else _damaged(rules.LOG)
    return replace(read, size=frontier.size, root=frontier.root())


def _other_log() -> Refused:
    return Refused(
        "other-log",
        _("Dit is niet het logboek van de stempel die u bewaarde: er is iets veranderd. Er is niets neergezet."),
    )


def _fits(leaf: bytes, index: int, origin: str, last: str) -> str:
    """The time of this entry, once it is written as entries are, stands in its place, and is not before the last."""
    try:
        entry = json.loads(leaf)
        if set(entry) != LEAF_KEYS or entry["index"] != index or entry["log"] != origin or entry["at"] < last:
            raise ValueError("another entry")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _damaged(rules.LOG) from error
    return str(entry["at"])


def _head_and_roots(folder: Path) -> tuple[_Read, dict[int, bytes]]:
    """Who signs this log, and the root under each checkpoint by its size, once all of these are signed.

    One checkpoint at a time: there may be tens of thousands, of some four kilobytes each.
    """
    signatures, roots, last = Remembered(), {}, 0
    try:
        with (folder / rules.OPEN / rules.LOG).open("rb") as file:
            head = _json(file.readline(rules.LONGEST_LINE))
            origin, known = head["log"], tuple(Key.read(written) for written in head["keys"])
            for _place in range(head["size"]):
                file.readline(rules.LONGEST_LINE)
            while line := file.readline(rules.LONGEST_LINE):
                signed = SignedCheckpoint.read(_json(line)["checkpoint"])
                if signed.checkpoint.origin != origin or not signed.signed_by(known, signatures):
                    raise _damaged(f"{rules.OPEN}/{rules.LOG}")
                last = signed.checkpoint.size
                roots[last] = signed.checkpoint.root
        # Of a log whose keys were renewed, or that moved: those that sign now.
        now = set(head["history"][-1]["keys"]) if "history" in head else {key.id().hex() for key in known}
        keys = tuple(key for key in known if key.id().hex() in now)
    except (OSError, Unreadable, LookupError, TypeError, AttributeError, ValueError) as error:
        raise _damaged(f"{rules.OPEN}/{rules.LOG}") from error
    if not roots or last != head["size"]:
        raise _damaged(f"{rules.OPEN}/{rules.LOG}")
    return _Read(str(origin), keys, signatures), roots


def _readable(manifest: Fact) -> None:
    """Whether this release knows every kind of row and column in it."""
    ours, theirs = migrations(), manifest.get("migrations", {})
    release = str(manifest["release"])[:80]
    for path, about in manifest["files"].items():
        if not path.startswith(f"{rules.ROWS}/"):
            continue
        label = str(about.get("model", ""))
        kind = kinds.kind_of(label)
        unknown = [label] if kind is None else sorted(set(about.get("columns", ())) - set(kind.columns()))
        if unknown and about.get("lines", 0):
            raise Refused(
                "unknown",
                _(
                    "Deze Stoep kent %(what)s niet. Het archief is gemaakt met een andere Stoep (%(release)s). "
                    "Zet die Stoep op een lege server, zet daar het archief neer, en werk dan bij."
                ),
                what=unknown[0][:60],
                release=release,
            )
    if isinstance(theirs, dict) and (newer := [room for room in theirs if str(theirs[room]) > ours.get(room, "")]):
        raise Refused(
            "newer",
            _(
                "Dit archief is gemaakt met een nieuwere Stoep (%(release)s): %(what)s is daar verder. "
                "Zet eerst een nieuwere Stoep op deze server."
            ),
            what=str(newer[0])[:60],
            release=release,
        )
