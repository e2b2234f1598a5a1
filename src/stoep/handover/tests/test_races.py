"""Two at the same moment: two officials on one line, the same form, two clocks, the same change of power."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from stoep.handover import actions
from stoep.handover.actions import Said
from stoep.handover.models import Agreement, Power, Reply
from stoep.handover.tests.ground import Ground, on
from stoep.people.models import Telling
from stoep.promises.models import Change
from stoep.promises.tests.test_races import at_once
from stoep.record.models import Entry
from stoep.shared.refusal import Refused
from tests.builders import TODAY, a_standing

TOGETHER = 5


@pytest.fixture
def ground(transactional_db: None) -> Ground:
    """Each thread has its own connection, so what one wrote must be there for the other."""
    return Ground()


def test_two_officials_on_one_line_never_pass_each_other(ground: Ground) -> None:
    ground.promise()
    line = ground.power().lines.get()
    other = a_standing(ground.place, "municipality")
    said = [Said("confirm"), Said("stop", why="Geen geld.", stop_on=TODAY + timedelta(days=400))]
    given = at_once(
        *(
            lambda by=by, what=what: actions.reply(line=line, said=what, by=by, seen=0, **on())
            for by, what in zip((ground.official, other), said, strict=True)
        )
    )
    assert Reply.objects.count() == 1
    assert [answer.code for answer in given if isinstance(answer, Refused)] == ["answered-meanwhile"]


def test_the_same_ticks_sent_many_times_are_one_answer_a_line(ground: Ground) -> None:
    for number in range(3):
        ground.promise(f"Belofte {number}.")
    power = ground.power()
    keys = list(power.lines.values_list("pk", flat=True))
    given: dict[str, Any] = {"power": power, "lines": keys, "by": ground.official, "posted_key": "een", **on()}
    done = at_once(*[lambda: actions.confirm_many(**given)] * TOGETHER)
    assert {each.confirmed for each in done} == {3}
    assert Reply.objects.count() == Entry.objects.filter(act="handover.reply").count() == 3


def test_a_change_of_power_written_down_by_many_is_one(ground: Ground) -> None:
    ground.promise()
    at_once(*[lambda: ground.power()] * TOGETHER)
    assert Power.objects.count() == Entry.objects.filter(act="handover.change_power").count() == 1


def test_many_clocks_tell_once(ground: Ground) -> None:
    ground.promise()
    power = ground.power()
    Telling.objects.all().delete()
    told = at_once(*[lambda: actions.tell_of_late(**on(TODAY + timedelta(days=101)))] * TOGETHER)
    assert sum(told) == 1
    assert Telling.objects.filter(about=f"power:{power.pk}").count() == 2


def test_an_agreement_pressed_many_times_is_one_change(ground: Ground) -> None:
    ground.promise()
    line = ground.power().lines.get()
    proposal: dict[str, Any] = {"why": "Zo.", "what": "Er komen er vijf.", "what_by_on": TODAY + timedelta(days=60)}
    reply = ground.reply(line, "renegotiate", **proposal)
    at_once(*[lambda: actions.agree(reply=reply, by=ground.chair, **on())] * TOGETHER)
    assert Change.objects.count() == Agreement.objects.count() == 1
