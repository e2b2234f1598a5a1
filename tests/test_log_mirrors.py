"""Whoever changes a row behind the log's back is found by `manage verify_log`, in every room that shows something."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DataError, IntegrityError, connection, models, transaction
from django.utils.module_loading import import_string
from PIL import Image

from stoep.agenda import actions as agenda
from stoep.agenda.models import Item
from stoep.network import actions as network
from stoep.network import queries as network_queries
from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from stoep.promises import actions as promises
from stoep.record import actions as record
from stoep.record import inspection, rows
from stoep.record import queries as log_queries
from stoep.record.inspection import Shown, inspect
from stoep.record.models import Entry, Log, RowSalt
from stoep.voices import actions as voices
from stoep.voices.models import Voice
from stoep.web.actions import wipe_voice
from tests.builders import (
    NOW,
    TODAY,
    a_neighbourhood,
    a_person,
    a_promise,
    a_standing,
    a_vision,
    a_voice,
    an_item,
    an_organisation,
)
from tests.rooms import ROOMS, gathered
from tests.rows import once

pytestmark = pytest.mark.django_db
WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}
SQUARE = '{"type":"Polygon","coordinates":[[[5.11,52.01],[5.13,52.01],[5.13,52.03],[5.11,52.03],[5.11,52.01]]]}'


def _standing(person: Person, here: Neighbourhood) -> Any:
    return network_queries.standing(account=person.account, neighbourhood=here, today=TODAY, second_factor=True)


@once
def a_world() -> Neighbourhood:
    """A wijk in which every kind of thing happened by its own act: nothing in it was never sealed."""
    founder, second, independent, host = (a_person(name) for name in ("Samira", "Bep", "Ilse", "Anouk"))
    here = network.found(
        name="De Meerpaal", kind="wijk", municipality_name="Waterstad", outline=SQUARE, founder=founder, **WHEN
    )
    network.propose(by=_standing(founder, here), kind="add-seat", person=second, **WHEN)
    network.propose(by=_standing(founder, here), kind="add-post", person=host, post_kind="host", **WHEN)
    welfare = an_organisation("independent")
    network.propose(by=_standing(founder, here), kind="add-seat", person=independent, organisation=welfare, **WHEN)
    network.work_for(person=independent, organisation=welfare, **WHEN)
    one, other = _standing(founder, here), _standing(Person.objects.get(pk=independent.pk), here)
    change = network.propose(by=one, kind="share", share=60, **WHEN)
    network.confirm(change=change, by=other, **WHEN)

    network.declare_interest(by=one, seat=one.seat, words="Heeft een winkel in de Eikstraat.", **WHEN)
    review = network.hold_review(
        by=one, held_on=TODAY, went_well="Wij spraken elkaar vaak.", must_change="Meer jongeren.", renews=True, **WHEN
    )
    network.say_at_review(by=other, review=review, renews=False, why="Geen geld.", **WHEN)
    network.read_figure(by=one, words="Hier wonen veel mensen samen.", **WHEN)
    network.name_streets(by=one, names="Eikstraat\nKade", **WHEN)
    network.open_door(by=one, place="De Eik", address="Eikstraat 1", hours="dinsdag", contact="me", at=NOW)
    picture = BytesIO()
    Image.new("RGB", (40, 40)).save(picture, "PNG")
    picture.seek(0)
    said = a_voice(
        here, "Een bankje bij de vijver.", called="Bep", already="Er is gras.", photo=(picture, "Een vijver.")
    )
    same = a_voice(here, "Ook een bankje.")
    voices.join(voice=same.voice, into=said.voice, why="Hetzelfde.", by=one, at=NOW)
    line, short, third = (an_item(here, title, by=one) for title in ("Groen", "Bankjes", "Licht"))
    (origin,) = agenda.take_up(item=short, voices=[said.voice], why="Past.", by=one, at=NOW)
    agenda.say_of_origin(origin=origin, agrees=False, words="Anders.", secret=said.secret, at=NOW)
    voices.answer(voice=said.voice, kind="answered", words="Het komt in mei.", by=one, at=NOW)
    agenda.edit(item=line, by=one, wish="Meer bomen.", **WHEN)
    agenda.remark(item=line, kind="fact", words="Er staan er tien.", by=one, at=NOW)
    agenda.count_stickers(counts={short.code: 3}, counted_on=TODAY, said_where="De Eik", by=one, at=NOW, today=TODAY)
    order = agenda.propose(
        missed="De winkels.", kind="order", by=one, codes=[third.code, short.code, line.code], **WHEN
    )
    agenda.second(decision=order, by=other, **WHEN)
    adopt = agenda.propose(missed="De winkels.", young="Op school.", kind="adopt", by=one, **WHEN)
    agenda.second(decision=adopt, by=other, **WHEN)

    _vision_and_upkeep(here, one, other)
    kept = a_promise(here, item=short, by=one).promise
    due_on = kept.due_on + timedelta(days=30)
    promises.change(promise=kept, words="Er komen tien lantaarns.", due_on=due_on, why="Meer geld.", by=one, **WHEN)
    promises.judge(promise=kept, kind="kept", words="Mooi.", by=_standing(second, here), **WHEN)
    mine = a_promise(here, organisation=None, called="Bep", by=one)
    promises.dispute(promise=mine.promise, words="Zo niet.", by=one, secret=mine.secret, at=NOW)
    for room in ROOMS:
        room.live(here, one, other)
    return here


def _vision_and_upkeep(here: Neighbourhood, one: Any, other: Any) -> None:
    """A version that both keys adopted, a partner that refused it, a note, and a closed item that is kept up."""
    vision = a_vision(here, by=one, other=other)
    leads = _standing(Person.objects.get(name="Samira"), here)
    official = a_person("Karin", side="municipality")
    network.propose(by=leads, kind="add-post", person=official, post_kind="official", **WHEN)
    waiting = network_queries.open_changes(here.partnership, TODAY).first()
    if waiting:
        network.confirm(change=waiting, by=other, **WHEN)
    agenda.endorse(vision=vision, kind="refused", why="Er is geen geld.", by=_standing(official, here), **WHEN)
    agenda.dissent(vision=vision, words="Ik mis de jongeren.", by=leads, at=NOW)
    fence = an_item(here, "Hek", by=one)
    close = agenda.propose(missed="De winkels.", kind="close", item=fence, why="Het staat er.", by=one, **WHEN)
    agenda.second(decision=close, by=other, **WHEN)
    look_back_on = TODAY + timedelta(days=180)
    agenda.keep_up(item=fence, by=one, kept_by="De speelgroep", look_back_on=look_back_on, **WHEN)


def verified() -> str:
    """What the command says; CommandError when it found something."""
    out = StringIO()
    call_command("verify_log", stdout=out)
    return out.getvalue()


# Whose rows no act seals, and why a change of them by SQL needs no finding.
NOT_SEALED = {
    "people.account": "a way to sign in, apart from what was said; it gives no rights",
    "people.organisation": "its name and kind are sealed along with each seat, post, promise, answer and remark",
    "people.person": "names are commitments in each act; for whom somebody works is laid beside each seat and post",
    "people.contact": "an encrypted address, apart from what was said, which goes when the line has ended",
    "people.telling": "a message on its way, which goes when it was told",
    "people.remembered": "counts wrong codes and the like, under a keyed hash; it goes within a day",
    "people.knock": "counts how often somebody knocks; it goes within a day",
    "voices.following": "says which address hears of a voice, and goes with it; the log holds no trace of who",
    "voices.tally": "counts, worked out from voices and answers, which are sealed",
    "places.area": "an official area, as published; it is loaded, and no act writes it",
    "places.areaoutline": "an official outline, as published; it is loaded, and no act writes it",
    "places.source": "where official figures come from; it is loaded, and no act writes it",
    "places.figure": "an official figure, as published; it is loaded, and no act writes it",
    "places.areastreet": "the name of a street, as published; it is loaded, and no act writes it",
    "places.postcodearea": "official postcodes, as published; they are loaded, and no act writes them",
    "places.nameword": "words to find a place by, made out of its name",
    "places.load": "how far a load has come; no page shows it",
}
OF_THE_LOG = {
    "log", "entry", "opening", "rowsalt", "checkpoint", "node", "logkey", "cosignature", "stamp",
}  # fmt: skip


def test_every_row_of_every_room_is_sealed_or_stands_in_the_list_of_exceptions() -> None:
    sealed = {each.model._meta.label_lower for each in rows.all_sealed()}
    ours = {
        model._meta.label_lower
        for model in apps.get_models()
        if model.__module__.startswith("stoep.")
        and not (model._meta.app_label == "record" and model._meta.model_name in OF_THE_LOG)
    }
    not_sealed = NOT_SEALED | gathered("NOT_SEALED")
    assert sealed | not_sealed.keys() == ours
    assert not sealed & not_sealed.keys()
    assert {model._meta.model_name for model in apps.get_app_config("record").get_models()} > OF_THE_LOG
    for each in rows.all_sealed():
        fields = {field.name: field for field in each.model._meta.get_fields()}
        assert all(name in fields and len(why) > 20 for name, why in each.leave.items()), each.model
        many = {field.name for field in each.model._meta.many_to_many}
        assert many == set(each.many) | (many & each.leave.keys()), each.model


def _another(value: Any, field: models.Field[Any, Any]) -> Any:
    """Another value for this field than the one that stands there."""
    if isinstance(field, models.JSONField):
        return {"anders": 1}
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.DateTimeField):
        return (value or NOW) + timedelta(microseconds=1)
    if isinstance(field, models.DateField):
        return (value or TODAY) + timedelta(days=1)
    if isinstance(field, (models.IntegerField, models.ForeignKey)):
        return (value or 0) + 1000
    return "x"


def test_a_change_of_any_field_of_any_sealed_row_is_found() -> None:
    """Each in its turn, in a world with a row of every kind; what the database itself refuses needs no finding.

    Only the rows of that kind are looked at, since there are hundreds of fields: test_log_behind_the_back.py goes by
    the whole command.
    """
    here = a_world()
    log = Log.objects.get(neighbourhood=here)
    assert not list(inspect(log))
    last: dict[str, str] = {}
    for entry in log.entries.order_by("index"):
        last |= entry.sealed()["facts"].get("rows", {})
    changed = 0
    for each in rows.all_sealed():
        row = each.model._default_manager.first()
        assert row is not None, f"the world has no {each.model._meta.label}"
        for field in each.model._meta.concrete_fields:
            if field.name in each.leave or field.primary_key:
                continue
            try:
                with transaction.atomic():
                    target = each.model._default_manager.filter(pk=row.pk)
                    target.update(**{field.attname: _another(getattr(row, field.attname), field)})
                    with patch.object(rows, "all_sealed", return_value=[each]):
                        found = {finding.where for finding in inspection._sealed_rows(log, last)}
                    assert rows.name(each.model, row.pk) in found, field
                    changed += 1
                    raise IntegrityError
            except (IntegrityError, DataError):
                continue
    assert changed > 120


@pytest.mark.parametrize("model", ["voices.answer", "agenda.remark", "agenda.edit", "network.change"])
def test_a_row_that_was_taken_away_or_added_is_found(model: str) -> None:
    log = Log.objects.get(neighbourhood=a_world())
    row = apps.get_model(model)._default_manager.order_by("pk").last()
    assert row is not None
    gone, name = row.pk, rows.name(type(row), row.pk)
    row.pk = None
    row.save(force_insert=True)
    assert {"row-never-sealed"} == {found.code for found in inspect(log) if found.where.startswith(f"{model}:")}
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {row._meta.db_table} WHERE id IN (%s, %s)", [row.pk, gone])
    assert ("row-gone", name) in {(found.code, found.where) for found in inspect(log)}


def test_an_act_that_writes_more_rows_than_one_entry_holds_seals_them_all() -> None:
    here = a_neighbourhood()
    leads, other = a_standing(here), a_standing(here, "independent")
    items = [an_item(here, by=leads) for _number in range(160)]
    codes = [item.code for item in reversed(items)]
    order = agenda.propose(missed="De winkels.", kind="order", by=leads, codes=codes, **WHEN)
    agenda.second(decision=order, by=other, **WHEN)
    acts = list(Entry.objects.filter(log__neighbourhood=here).order_by("-index").values_list("act", flat=True)[:4])
    assert acts == ["record.rows", "record.rows", "record.rows", "agenda.order"]
    log = Log.objects.get(neighbourhood=here)
    ours = {"agenda.item", "agenda.decision"}
    assert not [found for found in inspect(log) if found.where.partition(":")[0] in ours]
    Item.objects.filter(pk=items[3].pk).update(position=1)
    assert rows.name(Item, items[3].pk) in {found.where for found in inspect(log)}


def test_an_older_salt_is_gone_so_that_nobody_guesses_what_was_wiped() -> None:
    here = a_world()
    receipt = a_voice(here, "Mijn buurman heet Kees.")
    log, name = Log.objects.get(neighbourhood=here), rows.name(Voice, receipt.voice.pk)
    before = bytes(RowSalt.objects.get(log=log, name=name).salt)
    wipe_voice(voice=receipt.voice, secret=receipt.secret, at=NOW)
    assert bytes(RowSalt.objects.get(log=log, name=name).salt) != before
    assert not list(inspect(Log.objects.get(pk=log.pk)))


def test_every_mirror_that_is_named_exists_and_no_room_forgot_its_own() -> None:
    here = a_world()
    subjects = set()
    for path in settings.STOEP_MIRRORS:
        shown = list(import_string(path)(here))
        assert shown, path
        assert all(isinstance(each, Shown) for each in shown)
        subjects |= {each.subject.partition(":")[0] for each in shown}
    assert subjects >= {"voice", "item", "agenda", "version", "vision", "promise", "seat", "post", "partnership"}


def test_a_world_that_was_only_changed_by_acts_is_as_it_was_sealed() -> None:
    here = a_world()
    out = verified()
    assert f"{here.slug}: {Log.objects.get(neighbourhood=here).size} regels bekeken." in out
    assert "Alles is zoals het verzegeld is." in out


def test_the_verifier_finds_no_broken_rule_in_an_honest_world(tmp_path: Path) -> None:
    """Every act of every room, exported and replayed by stoep-verify alone: no false alarm."""
    here = a_world()
    record.checkpoint(neighbourhood=here, at=NOW + timedelta(days=1))
    log = Log.objects.get(neighbourhood=here)
    (tmp_path / "log.jsonl").write_text("".join(log_queries.export_lines(log)), encoding="utf-8")
    program = Path(settings.ROOT) / "verify" / "stoep-verify.py"
    command = [sys.executable, "-I", str(program), str(tmp_path / "log.jsonl")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 3, done.stdout
    assert " 0 besluiten" not in done.stdout
