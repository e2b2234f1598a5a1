"""One server of the story, as the environment names it: `python -m tests.long.years ACT NOTES DAY …`.

found · live YEAR · announce KEY… · manage COMMAND… · keys · witnesses FOLDER… · watch FOLDER… · forge CODE · look FILE
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path


def main(act: str, notes: str, day: str, *rest: str) -> None:
    """Do one part of the story on the server that the environment names; it is that day for everybody."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stoep.web.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from tests.long.years import founding, hostile, life, moving, watching
    from tests.long.years.cast import Kept, Now, on

    folders = [Path(each) for each in rest]
    acts: dict[str, Callable[[Kept, Now], object]] = {
        "found": founding.found,
        "live": lambda kept, _now: life.live_year(kept, int(rest[0])),
        "announce": lambda kept, now: moving.announce(kept, now, list(rest)),
        "manage": lambda _kept, _now: call_command(*rest),
        "keys": lambda _kept, _now: sys.stdout.write("\n".join(moving.own_keys())),
        "witnesses": lambda kept, now: watching.admit(kept, now, folders),
        "watch": lambda _kept, _now: watching.watch(folders),
        "forge": lambda _kept, _now: hostile.forge(rest[0]),
        "look": lambda kept, _now: watching.look(kept, folders[0]),
    }
    kept = Kept.read(Path(notes))
    with on(date.fromisoformat(day)) as now:
        acts[act](kept, now)
    kept.write()


if __name__ == "__main__":
    main(*sys.argv[1:])
