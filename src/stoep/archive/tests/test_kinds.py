"""Nothing of a neighbourhood stays behind without a reason, and nothing of another one comes along."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey

from stoep.archive import kinds, rules, writing
from stoep.record import actions as record
from stoep.voices import actions as voices
from tests.builders import NOW, a_neighbourhood, a_promise, a_standing, a_voice, an_item

pytestmark = pytest.mark.django_db


def test_every_model_of_ours_goes_along_or_stays_with_a_reason() -> None:
    known = {kind.label: kind for kind in kinds.kinds()}
    ours = {
        model._meta.label_lower
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("stoep.")
    }
    assert ours == (known.keys() | kinds.STAYS.keys()) - (kinds.ALONG.keys() - ours)
    assert not known.keys() & kinds.STAYS.keys()
    assert all(len(why) > 20 for why in kinds.STAYS.values())
    pointed_at = {field.related_model for kind in known.values() for field in kind.pointers()}
    lost = [
        kind.label
        for kind in known.values()
        if kind.way is None and kind.label not in kinds.ALONG and kind.model not in pointed_at
    ]
    assert not lost, "Nothing of a neighbourhood points at these rows: give them a way to it, or a reason in STAYS."


def test_every_way_leads_to_a_neighbourhood() -> None:
    here = a_neighbourhood()
    for kind in kinds.kinds():
        if kind.way is not None:
            assert kind.model._default_manager.filter(**{kind.way: here.pk}).count() in (0, 1), kind.label


def test_what_is_put_away_under_a_key_is_a_column() -> None:
    for label, names in [*kinds.SEALED.items(), *kinds.IN_THE_LOG.items()]:
        columns = {field.attname for field in apps.get_model(label)._meta.concrete_fields}
        assert set(names) <= columns, label
    for label, name in kinds.ALONG.items():
        assert isinstance(apps.get_model(label)._meta.get_field(name), ForeignKey)


def test_an_archive_holds_the_rows_of_one_neighbourhood_alone(tmp_path: Path) -> None:
    here, there = a_neighbourhood(), a_neighbourhood()
    for place, word in ((here, "eikhout"), (there, "beukenhout")):
        said = a_voice(place, f"Meer {word} in de straat.", contact=("mail", f"{word}@voorbeeld.nl"))
        leads = a_standing(place)
        item = an_item(place, f"Bank van {word}", by=leads)
        a_promise(place, words=f"Er komt {word}.", item=item)
        voices.answer(voice=said.voice, kind="answered", words=f"Ja, {word}.", by=leads, at=NOW)
        record.checkpoint(neighbourhood=place, at=NOW)
    writing.export(here, tmp_path / "uit", at=NOW)
    for path in (tmp_path / "uit").rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert b"beukenhout" not in data, path
            assert str(there.slug).encode() not in data, path
    rows = (tmp_path / "uit" / rules.CLOSED / rules.ROWS / "voices.voice.jsonl").read_text(encoding="utf-8")
    assert [json.loads(line)["words"] for line in rows.splitlines()] == ["Meer eikhout in de straat."]
    people = (tmp_path / "uit" / rules.CLOSED / rules.ROWS / "people.person.jsonl").read_text(encoding="utf-8")
    assert len(people.splitlines()) >= 2
