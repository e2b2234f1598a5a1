"""What is taken along and set up again is the same neighbourhood: pages, numbers, log, and every proof."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings

from stoep.archive import actions, checking, writing
from stoep.archive.tests.ground import empty_server, shown
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.record import queries as log_queries
from stoep.record.inspection import inspect
from stoep.record.models import Log
from stoep.voices import queries as voices
from stoep.voices.models import Photo
from tests.builders import NOW, a_voice
from tests.test_log_mirrors import a_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def test_a_neighbourhood_is_the_same_on_another_server(tmp_path: Path) -> None:
    here = a_world()
    record.checkpoint(neighbourhood=here, at=NOW)
    a_voice(here, "Na de stempel gezegd.")
    log = Log.objects.get(neighbourhood=here)
    before, size, root = shown(here), log.size, log_queries.root_at(log, log.size)
    lines = list(log_queries.export_lines(log))
    picture = Photo.objects.get().image.read()
    heard = voices.found(here, Standing(neighbourhood=here), "bankje")
    assert len(heard) > 1
    made = writing.export(here, tmp_path / "uit", at=NOW)
    assert made.size < size

    empty_server()
    assert not Neighbourhood.objects.exists()
    brought = actions.bring_in(checked=checking.check(tmp_path / "uit"), at=NOW)

    there = Neighbourhood.objects.get()
    assert brought.neighbourhood == there == here and not brought.findings
    log = Log.objects.get(neighbourhood=there)
    assert (log.size, log_queries.root_at(log, log.size)) == (size, root)
    assert list(log_queries.export_lines(log)) == lines
    assert not list(inspect(log))
    after = shown(there)
    # Cards of others, and where they came to look: their rows are with them, what we called it is here.
    passed_on = {page for page in before if "/uitwisseling/" in page}
    assert {page: text for page, text in after.items() if page not in passed_on} == {
        page: text for page, text in before.items() if page not in passed_on
    }
    headings = re.compile(rb"<h1.*?</h1>", re.DOTALL)
    assert len(passed_on) > 2
    assert all(headings.findall(after[page]) == headings.findall(before[page]) for page in passed_on)
    assert b"Sleutelrooster" in b"".join(after[page] for page in passed_on)
    assert Photo.objects.get().image.read() == picture
    assert voices.found(there, Standing(neighbourhood=there), "bankje") == heard
    # Life goes on: new rows get numbers that nobody has, and the log grows.
    said = a_voice(there, "Hier gaat het verder.")
    assert Log.objects.get().size == size + 1 and said.voice.pk
    assert settings.MEDIA_ROOT.is_dir()
