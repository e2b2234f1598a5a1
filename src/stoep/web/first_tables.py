"""The first tables: while all of them are made, Django need not draw every model anew for each piece that comes.

For each new model, field or rule Django draws again all models that hang together with it, and here all hang together:
nine tenths of what making an empty database costs. What comes new changes nothing in the tables of the others, so that
one model is drawn alone. Django does the same for what is no relation, and then says so (`is_delayed`): a migration
that runs code finds everything drawn afresh.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.db.migrations.state import ProjectState

_NEW = ("add_model", "add_field", "_append_option")  # a model, a field, an index or a constraint


@contextmanager
def drawn_once() -> Iterator[None]:
    """As long as this lasts, whatever comes new is drawn alone; what changes or goes is drawn as Django does."""
    plain = {name: getattr(ProjectState, name) for name in _NEW}
    try:
        for name, come in plain.items():
            setattr(ProjectState, name, _alone(come))
        yield
    finally:
        for name, come in plain.items():
            setattr(ProjectState, name, come)


def _alone(come: Callable[..., None]) -> Callable[..., None]:
    def come_alone(self: ProjectState, *given: Any, **named: Any) -> None:
        vars(self)["_find_reload_model"] = partial(_only_itself, self)
        try:
            come(self, *given, **named)
        finally:
            del vars(self)["_find_reload_model"]

    return come_alone


def _only_itself(state: ProjectState, app_label: str, model_name: str, delay: bool = False) -> set[tuple[str, str]]:
    state.is_delayed = True
    return {(app_label, model_name)}
