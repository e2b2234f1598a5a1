"""One promise that cannot be told of holds up no other: the failure is logged, undone, and tried again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from stoep.people.models import Telling
from stoep.promises import actions
from stoep.promises.actions import tell
from stoep.promises.models import Promise
from stoep.record.models import Entry
from stoep.shared.each import SomeFailed
from tests.builders import NOW, a_neighbourhood, a_promise, a_seat

pytestmark = pytest.mark.django_db
LATE: dict[str, Any] = {"today": date(2026, 10, 2), "at": NOW + timedelta(days=31)}


def test_the_others_are_told_and_the_one_that_failed_is_told_when_it_can_be(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    here = a_neighbourhood()
    a_seat(here)
    promises = [a_promise(here).promise for _number in range(3)]
    broken = promises[0].pk
    plain = tell.tell_promiser

    def fails_for_one(promise: Promise, *rest: Any) -> None:
        if promise.pk == broken:
            raise ValueError("no words")
        plain(promise, *rest)

    monkeypatch.setattr(tell, "tell_promiser", fails_for_one)
    with pytest.raises(SomeFailed) as some:
        actions.tell_of_late(**LATE)
    assert (some.value.done, some.value.failed) == (2, 1)
    assert Entry.objects.filter(act="promises.late").count() == 2
    assert list(Promise.objects.filter(told_late_at=None).values_list("pk", flat=True)) == [broken]
    assert "failed for" in caplog.text
    told = Telling.objects.count()
    monkeypatch.setattr(tell, "tell_promiser", plain)
    assert actions.tell_of_late(**LATE) == 1
    assert Telling.objects.count() > told
    assert actions.tell_of_late(**LATE) == 0
