"""A row of the agenda is remembered by everything that it shows, and by nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from stoep.agenda.queries import Placed
from stoep.agenda.templatetags.agenda_rows import row
from tests.builders import a_neighbourhood, an_item

pytestmark = pytest.mark.django_db


def test_whatever_changes_in_an_item_changes_its_row() -> None:
    item = an_item(a_neighbourhood(), "Bankjes in de wijk")
    placed = Placed(item=item, number=3, asks_whether_current=False)
    seen = {row(placed, 3)}
    changes = {
        "code": "K7QM4XR", "title": "Meer bankjes", "wish": "Zitten.", "domain": "wonen", "owner": "Kees",
        "origin_count": 4,
    }  # fmt: skip
    for name, value in changes.items():
        setattr(item, name, value)
        seen.add(row(placed, 3))
    for more in (
        {"number": 4},
        {"asks_whether_current": True},
        {"quiet_since": date(2026, 1, 1)},
        {"closed_line": an_item(item.neighbourhood, "Groen", horizon="long", why_new="Nieuw.")},
    ):
        seen.add(row(replace(placed, **more), 3))
    seen.add(row(placed, 5))
    with translation.override("en"):
        seen.add(row(placed, 3))
    assert len(seen) == 1 + len(changes) + 4 + 2


def test_what_somebody_typed_is_text_and_never_markup() -> None:
    item = an_item(a_neighbourhood(), "<script>alert(1)</script>")
    item.owner = item.wish = "<b>hier</b>"
    shown = row(Placed(item=item, number=1, asks_whether_current=False), 3)
    assert "<script>" not in shown
    assert "<b>" not in shown
    assert "&lt;b&gt;hier" in shown
