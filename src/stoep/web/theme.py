"""Which CSS file gives this Stoep its colours and letters: one file, that an operator names."""

from __future__ import annotations

from django.conf import settings


def file_name() -> str:
    """The theme's file among the static files: a built one by its name ("stoep"), or a municipality's own ("x.css")."""
    name: str = settings.STOEP_THEME
    return name if name.endswith(".css") else f"theme-{name}.css"
