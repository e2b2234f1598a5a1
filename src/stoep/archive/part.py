"""One of the two parts of an archive while it is written: its files, their checksums, its signature."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from stoep.archive import rules
from stoep.core.sealing.checkpoint import Checkpoint
from stoep.record import keys


class Written:
    """A file that is being written: bytes go through, and their sum is kept."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.sum, self.lines = file, hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        """Write on."""
        self.sum.update(data)
        return self.file.write(data)

    def line(self, text: str) -> None:
        """Write a line of text, which brings its own newline."""
        self.write(text.encode())
        self.lines += 1


@dataclass(slots=True)
class Part:
    """`folder` is where the whole archive is written; `name` says which part this is."""

    folder: Path
    name: str
    sums: dict[str, str] = field(default_factory=dict)
    told: dict[str, dict[str, Any]] = field(default_factory=dict)

    @contextmanager
    def file(self, path: str, **about: Any) -> Iterator[Written]:
        """Write a file of this part; what `about` tells of it stands in the manifest."""
        place = self.folder / self.name / path
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as file:
            written = Written(file)
            yield written
            file.flush()
            os.fsync(file.fileno())
        self.sums[path] = written.sum.hexdigest()
        self.told[path] = {"lines": written.lines, **about} if written.lines else about

    def lines(self, path: str, lines: Iterable[str], **about: Any) -> int:
        """Write a file of lines; how many there were."""
        with self.file(path, **about) as out:
            for line in lines:
                out.line(line)
        return out.lines

    def copy(self, path: str, source: Path) -> None:
        """Take a file along as it is."""
        with self.file(path) as out, source.open("rb") as file:
            while block := file.read(1024 * 1024):
                out.write(block)

    def close(self, manifest: dict[str, Any], *, origin: str, at: datetime) -> str:
        """Write what the part tells of itself, the list of sums, and the signature; gives the sum of that list."""
        whole = {"part": self.name, **manifest, "files": self.told}
        self.lines(rules.MANIFEST, [json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"])
        listed = "".join(f"{self.sums[path]}  {path}\n" for path in sorted(self.sums)).encode()
        digest = hashlib.sha256(listed)
        note = keys.signer().sign(
            Checkpoint(signer_name(origin, self.name), len(self.sums), digest.digest()), int(at.timestamp())
        )
        for name, data in ((rules.CHECKSUMS, listed), (rules.SIGNATURE, note.text().encode())):
            (self.folder / self.name / name).write_bytes(data)
        return digest.hexdigest()


def signer_name(origin: str, part: str) -> str:
    """In whose name a part is signed: that of the log, and the part."""
    return f"{origin}/archief/{part}"
