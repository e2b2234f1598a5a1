"""What somebody keeps to themselves is in no list, no search and no row of an archive; what they take back goes too."""

from __future__ import annotations

from typing import Any

import pytest

from stoep.archive import kinds, lists_of_rooms
from stoep.conflicts import queries as conflicts
from stoep.strengths import actions as strengths
from tests.builders import NOW, a_neighbourhood, a_standing

pytestmark = pytest.mark.django_db
SEWING = "Ik kan naaien en repareren."


def _found(here: Any) -> list[bool]:
    """Whether the words stand in the open lists, in the rows of the closed part as they are, and in the search."""
    lists = str([list(each.rows(here)) for each in lists_of_rooms.ALL])
    rows = str([list(kind.model._default_manager.values()) for kind in kinds.kinds()])
    return [SEWING in lists, SEWING in rows, bool(conflicts.texts_with(here, SEWING))]


def test_a_gift_is_in_an_archive_only_while_its_giver_shows_it() -> None:
    here = a_neighbourhood()
    gift: dict[str, Any] = {"kind": "gift", "part": "hands", "words": SEWING, "host": a_standing(here), "at": NOW}
    private = strengths.note(neighbourhood=here, **gift)
    assert _found(here) == [False, False, False]
    shown = strengths.note(neighbourhood=here, uses=["list"], **gift)
    assert _found(here) == [True, True, True]
    strengths.take_back(strength=shown.strength, secret=shown.secret, at=NOW)
    assert _found(here) == [False, False, False]
    assert private.number != shown.number
