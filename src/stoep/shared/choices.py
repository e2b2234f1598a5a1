"""The name of a choice as a reader sees it: Django's own get_…_display makes a dictionary of all choices each time."""

from __future__ import annotations

from django.db.models import TextChoices


def label(choices: type[TextChoices], value: str) -> str:
    """What this value of these choices is called in the reader's language; the value itself when it is none of them."""
    found = choices._value2member_map_.get(value)
    return value if found is None else str(found.label)  # type: ignore[attr-defined]
