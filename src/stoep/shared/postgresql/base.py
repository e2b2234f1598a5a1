"""The name under which Django looks for a database backend: django.db.backends.postgresql, and one thing changed."""

from __future__ import annotations

import select

from django.db.backends.postgresql import base
from psycopg import Error


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL that is asked whether it is still there only when there is a reason to doubt it.

    Django's CONN_HEALTH_CHECKS asks "SELECT 1" before the first question of each request. A server that goes says so,
    and the end of a connection can be read from it (PostgreSQL, "Frontend/Backend Protocol", 54.2.8 Termination): as
    long as nothing waits to be read, nothing was said. Only then is Django's own question put.
    """

    health_check_enabled: bool
    health_check_done: bool

    def close_if_health_check_failed(self) -> None:
        """Close a connection that the server ended, so that the next question opens one anew."""
        if self.connection is not None and self.health_check_enabled and not self.health_check_done:
            self.health_check_done = self._nothing_was_said()
        super().close_if_health_check_failed()

    def _nothing_was_said(self) -> bool:
        try:
            waiting = select.poll()
            waiting.register(self.connection.fileno(), select.POLLIN)
            return not waiting.poll(0)
        except Error:
            return False
