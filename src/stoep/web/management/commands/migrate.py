"""Django's own migrate, which makes the tables of an empty database several times sooner."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from stoep.web import first_tables


class Command(migrate.Command):
    """`manage migrate`: as Django says; nothing changes for a database in which something stands."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the tables, or change those that are there."""
        if connections[options["database"]].introspection.table_names():
            super().handle(*args, **options)
            return
        with first_tables.drawn_once():
            super().handle(*args, **options)
