"""Unpack the browser from its npm package: program, libraries, fonts. Run with the Python that has brotli."""

from __future__ import annotations

import io
import sys
import tarfile
from pathlib import Path

import brotli

# The package's own looks for fonts where its cloud host keeps them.
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir></fontconfig>
"""


def main(folder: Path) -> None:
    """From folder/node_modules to folder/unpacked."""
    packed = folder / "node_modules" / "@sparticuz" / "chromium" / "bin"
    unpacked = folder / "unpacked"
    unpacked.mkdir()
    program = unpacked / "chromium"
    program.write_bytes(brotli.decompress((packed / "chromium.br").read_bytes()))
    program.chmod(0o755)
    for name in ("al2023", "fonts", "swiftshader"):
        content = io.BytesIO(brotli.decompress((packed / f"{name}.tar.br").read_bytes()))
        with tarfile.open(fileobj=content) as archive:
            # The package's hash was checked; Pythons before 3.11.4 do not know the filter.
            safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
            archive.extractall(unpacked, **safely)  # type: ignore[arg-type]  # noqa: S202
    (unpacked / "fonts.conf").write_text(FONTS, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
