"""Cards that are counted and forgotten, editions that give nobody away, and the steps that follow."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from stoep.core.margins.bands import Standing as Word
from stoep.network.standing import Standing
from stoep.people import sealing
from stoep.places.models import Area, Neighbourhood
from stoep.places.tests import waterstad
from stoep.reach import actions as reach
from stoep.reach import boxes, queries, rules
from stoep.reach.models import Box, Edition, Round, Step
from stoep.record.models import Entry, RowSalt
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing
from tests.rooms.gatherings import an_activity
from tests.rooms.reach import CARDS, a_round, a_step, an_edition, drop

pytestmark = pytest.mark.django_db
WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}


def _all_rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models() if model._meta.managed}


def test_a_card_leaves_no_row_no_entry_no_moment_and_a_box_of_the_same_length() -> None:
    here = a_neighbourhood()
    host = a_standing(here)
    round = a_round(here, host)
    before, empty = _all_rows(), bytes(Box.objects.get().kept)
    reach.count(round=round, cards=[CARDS[0]], today=TODAY, posted_key="een sleutel")
    drop(round, host)
    after = bytes(Box.objects.get().kept)
    assert _all_rows() == before
    assert len(after) == len(empty) and after != empty
    # A Fernet token begins with its version and the moment of sealing: that moment is nought.
    import base64

    assert base64.urlsafe_b64decode(after)[1:9] == bytes(8)
    assert {field.name for field in Box._meta.fields} == {"round", "kept"}
    held = json.loads(sealing.unseal(after))
    assert held["total"] == 91 and held["counts"]["age"]["65"] == 31
    assert set(held) == {"total", "counts", "marks"} and set(held["counts"]) == {"age", "schooling", "tongue", "home"}
    assert Entry.objects.count() == 1 and RowSalt.objects.count() == 1


def test_a_form_sent_twice_counts_once_and_what_is_not_on_the_card_counts_never() -> None:
    here = a_neighbourhood()
    round = a_round(here, a_standing(here))
    card: dict[str, Any] = {"round": round, "cards": [{"age": "65"}], "today": TODAY}
    assert reach.count(**card, posted_key="k") == 1
    assert reach.count(**card, posted_key="k") == 0
    assert reach.count(**card | {"today": TODAY + timedelta(days=1)}, posted_key="k") == 0
    assert reach.count(**card, posted_key="") == 1
    for wrong in ({"age": "200"}, {"age": "😀"}, {"tongue": "x" * 9000}):
        with pytest.raises(Refused) as refused:
            reach.count(round=round, cards=[wrong], today=TODAY)
        assert refused.value.code == "no-answer"
    with pytest.raises(NotAllowed):
        reach.count(round=round, cards=[{}, {}], today=TODAY)
    with pytest.raises(NotAllowed):
        reach.count(round=round, cards=[{}], today=TODAY, by=a_standing(here, "municipality", posts=("official",)))
    with pytest.raises(Refused) as many:
        reach.count(round=round, cards=[{}] * 11, today=TODAY, by=a_standing(here))
    assert many.value.code == "too-many"
    assert boxes.opened(Box.objects.get()).total == 2


def test_the_marks_of_forms_stay_within_the_box() -> None:
    held = boxes.Held()
    for number in range(500):
        assert held.is_new(f"sleutel {number}", TODAY)
    for number in range(500):
        held.is_new(f"later {number}", TODAY + timedelta(days=1))
    held.counts = {question: dict.fromkeys(every, 10**6) for question, every in rules.ANSWERS.items()}
    held.counts["part"] = {f"BU0363AA{number:02d}": 10**6 for number in range(rules.MOST_PARTS)}
    assert len(json.dumps(held.__dict__, separators=(",", ":"))) < boxes.LENGTH
    assert all(marks == sorted(marks) for marks in held.marks.values())


def test_one_round_of_the_wijk_at_a_time_and_its_end_takes_the_box_with_it() -> None:
    here = a_neighbourhood()
    host = a_standing(here)
    round = a_round(here, host, posted_key="k")
    assert a_round(here, host, "Anders", posted_key="k") == round
    for given, code in (
        ({}, "running"), ({"about": "straat"}, "no-choice"), ({"about": "gathering", "name": " "}, "incomplete"),
        ({"about": "gathering", "name": "x" * 81}, "too-long"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            a_round(here, host, **{"name": "Winter"} | given)
        assert refused.value.code == code
    a_round(here, host, "Avond", about="gathering")
    activity = an_activity(here, host)
    for wrong in (activity, an_activity(elsewhere := a_neighbourhood(), a_standing(elsewhere))):
        with pytest.raises(Refused) as other:
            a_round(here, host, "Avond", activity=wrong)
        assert other.value.code == "other-gathering"
    drop(round, host)
    reach.end(round=round, by=host, **WHEN)
    assert reach.end(round=round, by=host, **WHEN).ended_on == TODAY
    assert not Box.objects.filter(round=round).exists()
    for act in (lambda: drop(round, host), lambda: reach.publish(round=round, by=host, **WHEN)):
        with pytest.raises(Refused) as over:
            act()
        assert over.value.code == "ended"
    with pytest.raises(NotAllowed):
        a_round(here, a_standing(here, "municipality"), "Van de gemeente")
    with pytest.raises(NotAllowed):
        reach.end(round=round, by=a_standing(a_neighbourhood()), **WHEN)


def test_an_edition_waits_for_ten_new_cards_and_is_told_once() -> None:
    here = a_neighbourhood()
    host = a_standing(here)
    round = a_round(here, host)
    drop(round, host, CARDS[:9])
    with pytest.raises(Refused) as refused:
        reach.publish(round=round, by=host, **WHEN)
    assert refused.value.code == "too-few"
    drop(round, host, CARDS[9:])
    first = reach.publish(round=round, by=host, posted_key="k", **WHEN)
    assert reach.publish(round=round, by=host, posted_key="k", **WHEN) == first
    assert first.marks["age"]["15-24"] == "few" and first.marks["age"]["65"] == 30 and first.total == 90
    hidden = [mark for held in first.marks.values() for mark in held.values() if not isinstance(mark, int)]
    assert set(hidden) <= {"few", "withheld"}
    drop(round, host, CARDS[:9])
    with pytest.raises(Refused):
        reach.publish(round=round, by=host, **WHEN)
    drop(round, host, CARDS[:30])
    second = reach.publish(round=round, by=host, **WHEN)
    # Everybody who came since is of 65 and older: told, it would say of each other group that nobody came.
    assert second.number == 2 and second.marks["age"]["65"] == "withheld"
    assert [each.contains for each in queries.history([first, second])] == [(), ("1",)]
    with pytest.raises(NotAllowed):
        reach.publish(round=round, by=a_standing(here, "municipality"), **WHEN)


def test_the_log_holds_nothing_of_a_number_that_was_not_told() -> None:
    here = a_neighbourhood()
    edition = an_edition(here, a_standing(here))
    assert edition.marks["age"]["15-24"] == "few"
    leaves = " ".join(Entry.objects.values_list("leaf", flat=True))
    assert "15-24" not in leaves and '"number":1' in leaves


def _drawn(*codes: str) -> Neighbourhood:
    waterstad.build()
    here = a_neighbourhood()
    here.areas.set(Area.objects.filter(code__in=codes))
    return here


def test_the_official_figures_are_those_of_the_buurten_that_residents_drew() -> None:
    here = _drawn("BU99010100", "BU99010200", "BU99010201")
    parts = queries.parts(here)
    assert [name for _code, name in parts] == ["Centrum", "De Kade", "De Meerpaal"]
    margins = queries.margins(here, parts)
    assert margins["part"]["residents"] == 4000
    assert [row["people"] for row in margins["part"]["rows"]] == [800, 1200, 2000]
    # This municipality publishes neither ages nor households, so of these nothing is said.
    assert set(margins) == {"part"}
    assert queries.parts(_drawn("BU99010201")) == []


def test_a_neighbourhood_of_one_wijk_is_told_by_its_buurten_and_one_without_a_figure_is_not_judged() -> None:
    here = _drawn("WK990101")
    parts = queries.parts(here)
    assert [name for _code, name in parts] == ["De Kade", "Het Zand"]
    rows = queries.margins(here, parts)["part"]["rows"]
    assert [row["people"] for row in rows] == [1200, None]
    assert queries.margins(a_neighbourhood(), []) == {}


def test_a_step_is_for_a_group_of_the_card_and_carries_a_name_only_by_its_bearer() -> None:
    here = a_neighbourhood()
    leader, host = a_standing(here), a_standing(here, seat=False, posts=("worker",))
    edition = an_edition(here, leader)
    for given, code in (
        ({"group": "age:1000"}, "no-choice"), ({"how": "vliegen"}, "no-choice"), ({"what": " "}, "incomplete"),
        ({"by_on": TODAY - timedelta(days=1)}, "no-day"), ({"by_on": TODAY + timedelta(days=400)}, "no-day"),
        ({"who": "x" * 121}, "too-long"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            a_step(edition, leader, **given)
        assert refused.value.code == code
    step = a_step(edition, leader, posted_key="k")
    assert a_step(edition, leader, posted_key="k") == step
    with pytest.raises(Refused) as none:
        reach.take_step(step=step, by=leader, **WHEN)
    assert none.value.code == "no-task"
    reach.take_step(step=step, by=host, **WHEN)
    assert host.person
    assert [each.name for each in _steps(here)] == [host.person.name]
    with pytest.raises(Refused) as theirs:
        reach.leave_step(step=step, by=leader, at=NOW)
    assert theirs.value.code == "not-yours"
    other = a_standing(here, seat=False, posts=("host",))
    with pytest.raises(Refused) as taken:
        reach.take_step(step=step, by=other, **WHEN)
    assert taken.value.code == "taken"
    reach.finish_step(step=step, came_of="Elf jongeren vulden een kaart in. 🙂 مرحبا", by=host, **WHEN)
    with pytest.raises(Refused) as done:
        reach.finish_step(step=step, came_of="Nog eens.", by=host, **WHEN)
    assert done.value.code == "done"
    host.person.posts.update(until_on=TODAY)
    assert [each.name for each in _steps(here)] == [""]


def _steps(here: Neighbourhood) -> list[Any]:
    return list(queries.steps(here, TODAY))


@pytest.mark.django_db(transaction=True)
def test_cards_that_come_at_the_same_moment_are_all_counted() -> None:
    here = a_neighbourhood()
    round = a_round(here, a_standing(here))
    start = threading.Barrier(3)

    def send() -> None:
        start.wait(timeout=30)
        reach.count(round=round, cards=[{"age": "65"}], today=TODAY)
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert boxes.opened(Box.objects.get()).total == 3


def test_what_changed_is_told_from_what_was_published_alone() -> None:
    here = a_neighbourhood()
    host: Standing = a_standing(here)
    margins = {"age": {"rows": [{"of": [band], "people": 1000} for band in rules.ANSWERS["age"][1:]], "residents": 4000,
                       "year": 2024, "sources": ["CBS"]}}  # fmt: skip
    first = an_edition(here, host)
    Edition.objects.filter(pk=first.pk).update(margins=margins)
    drop(first.round, host, [{"age": band} for band in rules.ANSWERS["age"] for _ in range(15)])
    drop(first.round, host, [{"age": "15-24"}] * 20 + [{}] * 12)
    second = reach.publish(round=first.round, by=host, **WHEN)
    Edition.objects.filter(pk=second.pk).update(margins=margins)
    newest = queries.newest(here)
    assert newest and newest.pk == second.pk
    before = queries.former(newest)
    assert before and before.pk == first.pk
    changed = queries.changes(queries.told(newest), queries.told(before))
    assert [(each.group.key, each.before.standing, each.what) for each in changed] == [
        ("age:15-24", Word.TOO_FEW, "heard")
    ]
    reach.end(round=first.round, by=host, **WHEN)
    next_round = a_round(here, host, "Winter")
    drop(next_round, host)
    third = reach.publish(round=next_round, by=host, **WHEN)
    assert queries.former(third) == second
    assert Round.objects.count() == 2 and not Step.objects.exists()
