"""What the clock does every day: all of it is there, nothing breaks, and twice is once."""

from __future__ import annotations

import inspect
import logging
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from django.utils.module_loading import import_string

from stoep.agenda import actions as agenda
from stoep.people.models import Contact, Telling
from stoep.promises import actions as promises
from stoep.record.models import Entry
from stoep.voices import actions as voices
from tests.builders import NOW, TODAY, a_neighbourhood, a_promise, a_standing, a_voice, an_item

pytestmark = pytest.mark.django_db
LATER = timedelta(days=400)


@pytest.fixture
def busy() -> None:
    """A wijk with something for every duty: late, answered and kept long ago, wiped, and with addresses."""
    here = a_neighbourhood()
    leads = a_standing(here)
    a_voice(here, "Nog zonder antwoord.", contact=("mail", "bep@voorbeeld.example"))
    ended = a_voice(here, "Al lang beantwoord.", contact=("mail", "samira@voorbeeld.example"))
    voices.answer(voice=ended.voice, kind="answered", words="Zo zit het.", by=leads, at=NOW)
    wiped = a_voice(here, "Weg ermee.")
    (origin,) = agenda.take_up(item=an_item(here, by=leads), voices=[wiped.voice], why="Past.", by=leads, at=NOW)
    agenda.say_of_origin(origin=origin, agrees=True, words="Mooi.", secret=wiped.secret, at=NOW)
    voices.erase_words(voice=wiped.voice, secret=wiped.secret, at=NOW)
    a_promise(here)
    kept = a_promise(here, organisation=None, promiser_contact=("mail", "tom@voorbeeld.example")).promise
    promises.judge(promise=kept, kind="kept", words="Ja.", by=leads, at=NOW, today=TODAY)


def do_all(at: datetime) -> dict[str, Any]:
    clock = {"today": timezone.localdate(at), "at": at}
    done = {}
    for path in settings.STOEP_DAILY_DUTIES:
        duty = import_string(path)
        done[path] = duty(**{name: clock[name] for name in inspect.signature(duty).parameters})
    return done


def counts() -> tuple[int, int, int]:
    return Entry.objects.count(), Telling.objects.count(), Contact.objects.filter(erased_at__isnull=True).count()


def test_every_duty_that_is_named_exists_and_asks_only_for_the_clock() -> None:
    assert len(settings.STOEP_DAILY_DUTIES) == len(set(settings.STOEP_DAILY_DUTIES))
    for path in settings.STOEP_DAILY_DUTIES:
        asked = inspect.signature(import_string(path)).parameters
        assert set(asked) <= {"today", "at"}, path
        assert inspect.getdoc(import_string(path)), path


def test_the_duties_of_a_day_are_done_and_done_twice_change_nothing(busy: None) -> None:
    first = do_all(NOW + LATER)
    assert first["stoep.promises.actions.tell_of_late"] == 1
    assert first["stoep.voices.actions.say_late"] >= 1
    assert first["stoep.agenda.actions.sweep_words"] == 1
    assert first["stoep.web.duties.forget_addresses"] >= 1
    assert first["stoep.web.duties.forget_promisers"] == 1
    before = counts()
    second = do_all(NOW + LATER)
    assert counts() == before
    for path in ("promises.actions.tell_of_late", "voices.actions.say_late", "agenda.actions.sweep_words"):
        assert not second[f"stoep.{path}"]
    for path in ("web.duties.forget_addresses", "web.duties.forget_promisers"):
        assert not second[f"stoep.{path}"]


def test_a_round_of_work_does_them_all_and_complains_of_none(
    busy: None, time_machine: Any, caplog: pytest.LogCaptureFixture
) -> None:
    time_machine.move_to(NOW + LATER, tick=False)
    with caplog.at_level(logging.WARNING, logger="stoep"):
        call_command("work", once=True)
        assert Entry.objects.filter(act="promises.late").count() == 1
        assert Entry.objects.filter(act="voices.say_late").exists()
        before = counts()
        call_command("work", once=True)
    assert counts() == before
    assert [line.getMessage() for line in caplog.records if line.name == "stoep.work"] == []
