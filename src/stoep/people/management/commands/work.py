"""The work that goes on beside the pages: mail goes out, and once a day every room does its duty."""

from __future__ import annotations

import inspect
import logging
import signal
import threading
from argparse import ArgumentParser
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django.utils.module_loading import import_string

from stoep.people import actions
from stoep.shared.each import SomeFailed


def do_duty(path: str, **clock: Any) -> None:
    """Call a room's duty with what it asks of the clock: today, at, or both."""
    duty = import_string(path)
    duty(**{name: clock[name] for name in inspect.signature(duty).parameters})


log = logging.getLogger("stoep.work")
AGAIN_AFTER = timedelta(minutes=10)


class Command(BaseCommand):
    not_before: datetime | None = None
    waits = False
    help = "Send mail as it comes, and do the duties in STOEP_DAILY_DUTIES once a day. Stops at SIGTERM or Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--pause", type=float, default=15, help="seconds between two rounds (default 15)")
        parser.add_argument("--once", action="store_true", help="one round with the daily duties, and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        if not options["once"]:
            for sign in (signal.SIGTERM, signal.SIGINT):
                signal.signal(sign, lambda *_: stop.set())
        done_on: date | None = None
        while not stop.is_set():
            done_on = self.round(done_on, at=timezone.now(), today=timezone.localdate())
            if options["once"]:
                return
            close_old_connections()
            stop.wait(options["pause"])

    def round(self, done_on: date | None, *, at: datetime, today: date) -> date | None:
        """One round: mail, and the duties when the day is new; gives the last day on which they were all done.

        Every duty is harmless when done twice.
        """
        self.attempt("deliver", partial(actions.deliver, at=at))
        if done_on == today:
            return today
        if self.not_before and at < self.not_before:
            return done_on
        self.waits, duties = False, settings.STOEP_DAILY_DUTIES
        went = [self.attempt(path, partial(do_duty, path, today=today, at=at)) for path in duties]
        # A database that did not answer must not make anybody hear of a late promise a day later.
        if all(went):
            return today
        # Whatever failed is tried again today; a database that did not answer at once, a fault of one in a while.
        self.not_before = at + AGAIN_AFTER if self.waits else None
        return done_on

    def attempt(self, name: str, work: Any) -> bool:
        """One piece of work; when it fails the others go on, and the fault is told. False: try it again today."""
        try:
            work()
        except DatabaseError:
            log.exception("%s: the database did not answer; tried again in the next round", name)
            return False
        except SomeFailed as some:
            log.warning("%s: %s; tried again", name, some)
            self.waits = True
            return False
        except Exception:
            log.exception("%s failed; tried again", name)
            self.waits = True
            return False
        return True
