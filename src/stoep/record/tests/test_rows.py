"""A column that comes later leaves what was sealed before as it was, and hides no change."""

from __future__ import annotations

import pytest

from stoep.places.models import Neighbourhood
from stoep.record import rows
from tests.builders import a_neighbourhood

pytestmark = pytest.mark.django_db


def _text(here: Neighbourhood, *, later: dict[str, object]) -> str:
    sealed = rows.Sealed(Neighbourhood, of="pk", leave={"areas": "another table"}, later=later)
    return rows.texts(sealed, [here.pk])[f"places.neighbourhood:{here.pk}"]


def test_a_later_column_is_left_out_while_it_holds_what_older_rows_got() -> None:
    here = a_neighbourhood(kind="wijk")
    assert '"kind"' in _text(here, later={})
    assert '"kind"' not in _text(here, later={"kind": "wijk"})


def test_any_other_value_in_it_stands_in_the_text() -> None:
    here = a_neighbourhood(kind="village")
    held = _text(here, later={"kind": "wijk"})
    assert '"kind":"village"' in held
    Neighbourhood.objects.update(kind="wijk")
    assert _text(here, later={"kind": "wijk"}) != held
