"""What upper rooms show beside a decision of the agenda, such as an open conflict about what it decides.

The agenda knows none of these rooms: settings.STOEP_BESIDE_DECISIONS names the functions, as it names the mirrors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from stoep.agenda.models import Decision, Item


@dataclass(frozen=True, slots=True)
class Beside:
    """One thing beside a decision: what it is, what it is called, and where it stands."""

    note: str
    title: str
    href: str


def beside(decision: Decision, items: Sequence[Item]) -> list[Beside]:
    """Everything that upper rooms show beside this decision about these items."""
    return [each for path in settings.STOEP_BESIDE_DECISIONS for each in import_string(path)(decision, items)]
