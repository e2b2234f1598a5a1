"""What somebody typed can be hidden by two keys, in whatever room it stands; the exceptions say why they are none."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import CharField

from stoep.conflicts import queries
from stoep.conflicts.queries import typed
from stoep.record.rows import LONGEST_CODE, Sealed, all_sealed
from tests.test_log_mirrors import a_world

# Short columns without a list of choices: codes of ours, in which nobody types.
CODES = {
    "agenda.item": {"code"},
    "archive.taking": {"side"},
    "budgeting.mark": {"mark"},
    "calendar.entry": {"begins", "ends"},
    "conflicts.conflict": {"opened_side"},
    "conflicts.stance": {"written_side"},
    "conflicts.statement": {"written_side"},
    "council.advice": {"asked_side"},
    "council.appeal": {"made_side"},
    "council.card": {"written_side"},
    "council.document": {"filed_side"},
    "council.link": {"made_side"},
    "council.override": {"made_side"},
    "council.policy": {"entered_side", "taakveld"},
    "council.reply": {"answered_side"},
    "gatherings.activity": {"begins", "ends"},
    "gatherings.photoround": {"number"},
    "handover.agreement": {"agreed_side"},
    "handover.commitment": {"recorded_side"},
    "handover.decline": {"said_side"},
    "handover.power": {"recorded_side"},
    "handover.reply": {"made_side"},
    "packs.pack": {"number"},
    "places.reading": {"by_side"},
    "promises.change": {"made_side"},
    "promises.promise": {"code"},
    "promises.verdict": {"said_side"},
    "strengths.strength": {"number", "spot"},
    "venues.booking": {"begins", "ends"},
    "voices.answer": {"given_side"},
    "voices.voice": {"number", "buurt_code"},
}
# Columns that the world of this test fills for certain: so the search for them cannot pass by looking at nothing.
LOOKED_AT = {
    "promises.promise": {"words"},
    "promises.verdict": {"words"},
    "promises.change": {"words", "why"},
    "voices.answer": {"words"},
    "agenda.visionendorsement": {"why"},
    "agenda.visiondissent": {"words"},
    "agenda.upkeep": {"kept_by"},
    "agenda.vision": {"opening"},
    "agenda.edit": {"before", "after"},
    "strengths.strength": {"words", "where"},
    "tables.position": {"words", "present"},
    "tables.minoritystatement": {"words"},
    "tables.tableseat": {"called"},
    "council.reply": {"why"},
    "council.override": {"ground"},
    "conflicts.conflict": {"issue", "title"},
    "conflicts.party": {"name"},
    "handover.reply": {"why"},
}


def _short(sealed: Sealed) -> set[str]:
    return {
        column.name
        for column in sealed.model._meta.concrete_fields
        if isinstance(column, CharField)
        and not column.choices
        and column.name not in sealed.leave
        and (column.max_length or 0) <= LONGEST_CODE
    }


def test_what_is_too_short_for_words_is_a_code() -> None:
    found = {each.model._meta.label_lower: _short(each) for each in all_sealed()}
    assert {name: columns for name, columns in found.items() if columns} == CODES


def test_each_exception_names_a_column_and_says_why() -> None:
    for each in all_sealed():
        names = {column.name for column in each.model._meta.concrete_fields}
        assert each.stays.keys() <= names, each.model
        assert all(len(why) > 12 for why in each.stays.values())
        if any(why.startswith("hidden with") for why in each.stays.values()):
            assert "hidden_at" in names, f"{each.model} has no mark of its own"


@pytest.mark.django_db
def test_every_text_that_somebody_typed_is_found_in_whatever_room_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    here = a_world()
    looked: dict[str, set[str]] = {}
    for each in all_sealed():
        monkeypatch.setattr(typed, "all_sealed", lambda each=each: [each])
        rows: list[Any] = list(each.model._default_manager.filter(**{each.of: here.pk}))
        for column in each.words():
            text = next((leaf for row in rows for leaf in typed.leaves(getattr(row, column.name)) if leaf), "")
            if text:
                assert text in queries.texts_with(here, text), (each.model, column)
                found = [column.name for place in queries.places(here, text) for column in place.columns]
                assert column.name in found, (each.model, column)
                looked.setdefault(each.model._meta.label_lower, set()).add(column.name)
    missing = {name: columns - looked.get(name, set()) for name, columns in LOOKED_AT.items()}
    assert not any(missing.values()), missing
