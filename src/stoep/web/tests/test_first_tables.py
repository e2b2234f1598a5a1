"""The tables of an empty database are made sooner than Django does, and are the same tables."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pysqlite3
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.state import ModelState, ProjectState

from stoep.web import first_tables

AS_DJANGO_DOES = (
    "import django; django.setup(); from django.core.management import call_command;"
    "from django.core.management.commands.migrate import Command; call_command(Command(), verbosity=0)"
)


def _there(model: Any) -> dict[str, set[Any]]:
    """What the database has for this model: columns, what they point at, the unique ones, and rules by their names."""
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, model._meta.db_table)
        rules = connection.introspection.get_constraints(cursor, model._meta.db_table)
    single = [(next(iter(rule["columns"])), rule) for rule in rules.values() if len(rule["columns"]) == 1]
    return {
        "columns": {column.name for column in columns},
        "keys": {(column, *rule["foreign_key"]) for column, rule in single if rule["foreign_key"]},
        "unique": {column for column, rule in single if rule["unique"] or rule["primary_key"]},
        "rules": set(rules),
    }


def _wanted(model: Any) -> dict[str, set[Any]]:
    fields = model._meta.local_concrete_fields
    points = [
        (field.column, field.remote_field.model._meta, field)
        for field in fields
        if getattr(field, "db_constraint", False)
    ]
    return {
        "columns": {field.column for field in fields},
        "keys": {(column, to.db_table, field.target_field.column) for column, to, field in points},
        "unique": {field.column for field in fields if field.unique},
        "rules": {rule.name for rule in [*model._meta.constraints, *model._meta.indexes]},
    }


@pytest.mark.django_db
def test_every_table_has_the_columns_keys_indexes_and_rules_of_its_model() -> None:
    """The database of the tests was made by our own `migrate`, out of all migrations."""
    wrong: dict[str, set[Any]] = {}
    for model in apps.get_models(include_auto_created=True):
        there, wanted = _there(model), _wanted(model)
        extra = {what: there[what] - wanted[what] for what in ("columns", "keys")}
        wrong |= {f"{model._meta.label} lacks {what}": gone for what in wanted if (gone := wanted[what] - there[what])}
        wrong |= {f"{model._meta.label} has {what}": more for what, more in extra.items() if more}
    assert wrong == {}
    assert sum(len(_wanted(model)["rules"]) for model in apps.get_models()) > 150


def test_only_what_comes_new_is_drawn_alone_and_only_as_long_as_it_lasts() -> None:
    plain = vars(ProjectState).copy()
    state = ProjectState()
    state.apps  # noqa: B018 - drawn from here on
    with first_tables.drawn_once():
        for model in (apps.get_model("places.Neighbourhood"), apps.get_model("record.Log")):
            state.add_model(ModelState.from_model(model, exclude_rels=True))
        assert state.is_delayed and len(state.apps.get_models()) == 2
    assert vars(ProjectState) == plain and "_find_reload_model" not in vars(state)


def _made(folder: Path, *command: str) -> list[Any]:
    folder.mkdir()
    more = {"STOEP_DATA": str(folder), "PYTHONPATH": str(settings.ROOT / "src")}
    more |= {"DJANGO_SETTINGS_MODULE": "stoep.web.settings", "PATH": os.environ["PATH"]}
    subprocess.run([sys.executable, *command], env=more, cwd=folder, check=True, timeout=600)
    with pysqlite3.connect(folder / "stoep.sqlite3") as made:
        return sorted(map(tuple, made.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master")))


@pytest.mark.long
@pytest.mark.once
def test_the_tables_are_letter_for_letter_those_that_django_makes(tmp_path: Path) -> None:
    ours = _made(tmp_path / "ours", "-m", "stoep.web.manage", "migrate", "--verbosity", "0")
    assert len(ours) > 500
    assert ours == _made(tmp_path / "theirs", "-c", AS_DJANGO_DOES)
