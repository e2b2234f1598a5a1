"""Telling whoever typed a command what is going on: each step with its time, and trouble in one sentence."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Trouble(Exception):
    """One sentence that says what is wrong and how to mend it. Nothing half-done stays behind it."""


def say(sentence: str = "") -> None:
    """A line for the reader, at once."""
    print(sentence, flush=True)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Show a step and how long it took; on a terminal the time runs along."""
    started = time.monotonic()
    ended = threading.Event()

    def line(end: str, word: str = "") -> None:
        back = "" if end else "\r"
        sys.stdout.write(f"{back}  {time.monotonic() - started:6.1f} s  {name}{word}{end}")
        sys.stdout.flush()

    def run_along() -> None:
        while not ended.wait(0.2):
            line("")

    clock = threading.Thread(target=run_along, daemon=True)
    if sys.stdout.isatty():
        clock.start()
    word = ""
    try:
        yield
    except BaseException:
        word = " - not finished"
        raise
    finally:
        ended.set()
        if clock.is_alive():
            clock.join()
            sys.stdout.write("\r")
        line("\n", word)
