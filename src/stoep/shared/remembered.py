"""A piece of a page that is remembered by everything that it shows: the same values make the same piece.

A list of twenty is most of what its page costs, and its lines change a few times a year.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a piece is rendered with: equal to another when all that it tells is the same."""

    told: tuple[Any, ...]
    page: dict[str, Any] = field(compare=False)


def rendered(part: str, told: tuple[Any, ...], **page: Any) -> SafeString:
    """This part of a page. `told` holds every value that it shows; `page` is what the part is rendered with."""
    return _rendered(part, _Piece(told, page), get_language())


@lru_cache(maxsize=4000)
def _rendered(part: str, piece: _Piece, _language: str | None) -> SafeString:
    return render_to_string(part, piece.page)


def values(row: Model | None) -> tuple[Any, ...]:
    """Every value of this row that was read; nothing of one that is not there."""
    return tuple(value for name, value in sorted(vars(row).items()) if name != "_state") if row else ()
