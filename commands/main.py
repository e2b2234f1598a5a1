"""Which word after ./stoep does what, and how trouble is told: one sentence, and an exit code that is not 0."""

from __future__ import annotations

import sys
from collections.abc import Callable
from textwrap import wrap

from commands import checks, demo, manage, picture, serve, tests
from commands.telling import Trouble, say

COMMANDS: dict[str, tuple[Callable[[list[str]], int], str]] = {
    "demo": (demo.demo, "look round: [--port N] [--fresh]"),
    "test": (tests.test, "run the tests on both databases: [--long] [--sqlite|--postgres] [arguments for pytest]"),
    "check": (checks.check, "look at the code itself: form, types, floor plan, templates, migrations: [--mend]"),
    "serve": (serve.serve, "serve a real neighbourhood, with settings from the environment"),
    "load-areas": (manage.load_areas, "bring in the official areas and figures from a folder: DIR"),
    "load-streets": (manage.load_streets, "bring in the names of streets from a file of the register: FILE"),
    "export": (manage.export, "take a whole neighbourhood along: SLUG DIR [--zip] [--with-contact-key]"),
    "import": (manage.bring_in, "set a neighbourhood up again from its archive: DIR or zips [--identity FILE]"),
    "main-job": (manage.main_job, "send real statements through the whole line, on all areas: DIR"),
    "count": (manage.count, "count a vote about money again: FILE.pb [--rule R] [--format table|json|pb]"),
    "bench": (
        manage.bench,
        "measure what pages cost, or a move (--archive 100000 [--postgres]), a count (counting DIR) or a vote (voting)",
    ),
    "picture": (picture.picture, "make the picture in the README anew, of the demonstration"),
    "lock": (manage.lock, "work out the exact versions of all packages anew"),
    "manage": (manage.manage, "any command of Django or of a room: COMMAND [arguments]"),
}


def main(words: list[str]) -> int:
    """Run one command; the exit code is its own, 1 for trouble, 2 for a word that is not a command, 130 for Ctrl-C."""
    if not words or words[0] in {"help", "-h", "--help"}:
        _help()
        return 0
    if words[0] not in COMMANDS:
        sys.stderr.write(f"There is no ./stoep {words[0]}. These there are: {', '.join(COMMANDS)}.\n")
        return 2
    command, _ = COMMANDS[words[0]]
    try:
        return command(words[1:])
    except Trouble as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped; nothing half-done stayed behind.\n")
        return 130


def _help() -> None:
    say("Stoep: what a neighbourhood wants, who promised what, and what came of it.\n")
    for name, (_, sentence) in COMMANDS.items():
        say(f"  ./stoep {name:<11} {sentence}")
    for title, names in (("./stoep serve needs:", serve.NEEDED), ("and may have:", serve.OPTIONAL)):
        say(f"\n{title}")
        for name, sentence in names.items():
            first, *rest = wrap(sentence, 84)
            say(f"  {name:<22} {first}" + "".join(f"\n{'':<25}{line}" for line in rest))
