"""A bench of which the log holds every row: as honest as life, so that measuring a move measures the whole of it."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from stoep.places.models import Neighbourhood
from stoep.record.inspection import inspect
from stoep.record.models import Log
from stoep.voices.models import Voice
from stoep.web.bench import archiving
from stoep.web.bench.filling import SLUG, fill
from tests.builders import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_everything_in_a_whole_log_is_as_it_was_sealed() -> None:
    fill(220, NOW, lambda count: None, whole=True)
    log = Log.objects.get(neighbourhood__slug=SLUG)
    assert list(inspect(log)) == []
    assert log.size > 300 and log.checkpoints.count() > 200  # one an hour, as acts sign
    changed = Voice.objects.filter(neighbourhood__slug=SLUG).order_by("pk")[0]
    Voice.objects.filter(pk=changed.pk).update(words="Iets anders.")
    assert {finding.code for finding in inspect(log)} == {"shown-otherwise", "row-changed"}


def test_a_log_for_pages_alone_is_not_whole() -> None:
    fill(110, NOW, lambda count: None)
    log = Log.objects.get(neighbourhood__slug=SLUG)
    assert "row-never-sealed" in {finding.code for finding in inspect(log)}


def test_a_database_with_people_in_it_is_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fill(110, NOW, lambda count: None)
    monkeypatch.setattr("stoep.web.bench.archiving.connection", SimpleNamespace(vendor="postgresql"))
    with pytest.raises(CommandError, match="empty one"):
        archiving.measure(500, tmp_path, NOW, lambda count: None)
    assert Neighbourhood.objects.filter(slug=SLUG).exists()


def test_the_command_asks_for_a_size(capsys: Any) -> None:
    with pytest.raises(CommandError, match="not a size"):
        call_command("bench", archive="veel", stdout=StringIO())
