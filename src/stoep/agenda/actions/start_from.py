"""Start from: one act for a new item and the voices that it grows from; neither stands there without the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from stoep.agenda.actions.start import start
from stoep.agenda.actions.take_up import take_up
from stoep.agenda.models import Item
from stoep.network.standing import Standing
from stoep.voices.models import Voice


@transaction.atomic
def start_from(*, voices: Sequence[Voice], why_together: str, by: Standing, at: datetime, **fields: Any) -> Item:
    """The new item with its origins; `fields` are those of `start`. Without voices it is a plain start."""
    item = start(by=by, at=at, **fields)
    if voices:
        take_up(item=item, voices=voices, why=why_together, by=by, at=at)
    return item
