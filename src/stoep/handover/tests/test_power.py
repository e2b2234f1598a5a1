"""A change of power: what runs is listed for the newcomer, and not one line vanishes or changes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from stoep.handover import actions, queries
from stoep.handover.models import Line, Power
from stoep.handover.tests.ground import Ground, on
from stoep.people.models import Telling
from stoep.promises import actions as promises
from stoep.record.models import Entry
from stoep.record.rows import all_sealed, texts
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import TODAY, a_neighbourhood, a_person, a_standing, an_item, an_organisation

LATER = TODAY + timedelta(days=1)


def everything() -> dict[str, str]:
    """The whole text of every sealed row in the house, by its name, as the log hashes it; not of this room."""
    found: dict[str, str] = {}
    for each in all_sealed():
        if each.model._meta.app_label != "handover":
            found |= texts(each, each.model._default_manager.values_list("pk", flat=True))
    return found


def filled(ground: Ground) -> None:
    """Three promises, one of them judged and one of somebody else; two long lines, one without the municipality."""
    ground.promise("Lantaarns in de Eikstraat.")
    ground.promise("Een zebrapad.")
    kept = ground.promise("Een bankje.")
    promises.judge(promise=kept, kind="kept", words="", by=ground.chair, **on())
    ground.promise("Een agent in de wijk.", organisation=an_organisation("police"))
    ground.long_line("Groen in de wijk")
    an_item(ground.place, "Buren kennen elkaar", horizon="long", by=ground.chair)
    ground.mark(kind="contract", what="Beheer van het plein")


@pytest.mark.parametrize("kind", ["election", "coalition", "alderman", "director"])
def test_not_one_line_vanishes_or_changes(ground: Ground, kind: str) -> None:
    filled(ground)
    before = everything()
    assert len(before) > 8
    power = ground.power(LATER, kind=kind)
    for line in power.lines.all():
        ground.reply(line, "stop", LATER, why="Geen geld.", stop_on=date(2028, 1, 1))
    actions.tell_of_late(today=LATER + timedelta(days=101), at=on(LATER)["at"])
    assert everything() == before


def test_the_dossier_holds_what_the_organisation_answers_for_and_nothing_else(ground: Ground) -> None:
    filled(ground)
    found = queries.dossier(ground.power(LATER), LATER)
    assert [(kind, [shown.title for shown in lines]) for kind, lines in found.sections] == [
        ("promise", ["Lantaarns in de Eikstraat.", "Een zebrapad."]),
        ("item", ["Groen in de wijk"]),
        ("commitment", ["Beheer van het plein"]),
    ]
    assert {shown.state for shown in found.lines} == {"waiting"}


def test_a_long_line_counts_when_something_was_promised_on_a_stroke_of_it(ground: Ground) -> None:
    line = an_item(ground.place, "Schoon water", horizon="long", by=ground.chair)
    stroke = an_item(ground.place, "Een kraan op het plein", line=line, by=ground.chair)
    ground.promise("De kraan komt.", item=stroke)
    assert [shown.title for shown in queries.dossier(ground.power(), TODAY).of("item")] == ["Schoon water"]


def test_what_was_promised_after_the_day_is_the_newcomers_own(ground: Ground) -> None:
    ground.promise("Van Karin.", said_on=TODAY - timedelta(days=30))
    ground.promise("Van wie nieuw is.")
    power = ground.power(on=TODAY - timedelta(days=3))
    assert [shown.title for shown in queries.dossier(power, TODAY).lines] == ["Van Karin."]


def test_both_sides_hear_of_it_and_the_log_tells_no_name(ground: Ground) -> None:
    ground.promise()
    Telling.objects.all().delete()
    power = ground.power()
    assert Telling.objects.filter(about=f"power:{power.pk}").count() == 1  # the official; the chair wrote it
    entry = Entry.objects.get(act="handover.change_power")
    assert "Karin" not in entry.leaf
    assert "Sami" not in entry.leaf
    assert entry.sealed()["facts"]["office"] == "wethouder wijken"
    assert entry.sealed()["facts"]["lines"] == 1


@pytest.mark.parametrize("side", ["resident", "municipality", "independent", "housing"])
def test_anybody_in_the_network_writes_it_down(ground: Ground, side: str) -> None:
    assert ground.power(by=a_standing(ground.place, side)).recorded_side == side


@pytest.mark.parametrize("given", [{"seat": False}, {"second_factor": False}, {"side": "visitor"}])
def test_nobody_else_does(ground: Ground, given: dict[str, Any]) -> None:
    with pytest.raises(NotAllowed):
        ground.power(by=a_standing(ground.place, **given))
    assert not Power.objects.exists()


def test_a_seat_in_another_wijk_writes_nothing_here(ground: Ground) -> None:
    ground.promise()
    elsewhere = a_standing(a_neighbourhood(name="Lutkeveen"))
    with pytest.raises(Refused, match="doet hier niet mee"):
        ground.power(by=elsewhere)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kind": "koning"}, "no-kind"),
        ({"office": " "}, "no-office"),
        ({"on": date(2020, 1, 1)}, "too-old"),
        ({"on": date(2027, 9, 1)}, "too-far"),
        ({"office": "x" * 121}, "too-long"),
    ],
)
def test_what_cannot_be_is_refused(ground: Ground, given: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        ground.power(**given)
    assert refused.value.code == code


def test_a_council_belongs_to_a_municipality(ground: Ground) -> None:
    with pytest.raises(Refused) as refused:
        ground.power(kind="election", organisation=an_organisation("police"))
    assert refused.value.code == "other-kind"
    assert ground.power(kind="director", organisation=an_organisation("police"), office="korpschef").pk


def test_the_same_form_twice_is_one_and_another_form_of_the_same_is_refused(ground: Ground) -> None:
    first = ground.power(posted_key="een")
    assert ground.power(posted_key="een") == first
    with pytest.raises(Refused) as refused:
        ground.power(posted_key="twee", office="Wethouder Wijken")
    assert refused.value.code == "known"
    with pytest.raises(IntegrityError), transaction.atomic():
        Power.objects.create(
            neighbourhood=ground.place, organisation=first.organisation, kind=first.kind, on=first.on,
            office=first.office, recorded_side="resident", recorded_on=TODAY, recorded_at=on()["at"],
        )  # fmt: skip


def test_a_change_of_power_cannot_be_deleted_while_it_has_lines(ground: Ground) -> None:
    ground.promise()
    power = ground.power()
    with pytest.raises(ProtectedError):
        power.delete()
    assert not [name for name in dir(actions) if "delete" in name or "remove" in name or "withdraw" in name]


def test_the_account_of_who_comes_counts_only_when_they_work_there(ground: Ground) -> None:
    sami, stranger = a_person("Sami", side="municipality"), a_person("Sami")
    assert ground.power(newcomer=sami).newcomer == sami
    assert ground.power(newcomer=stranger, office="wethouder zorg").newcomer is None


def test_a_line_is_one_thing(ground: Ground) -> None:
    promise, item = ground.promise(), ground.long_line()
    power = ground.power()
    for wrong in ({"promise": promise, "item": item}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Line.objects.create(power=power, **wrong)


def test_who_answers_now_is_told_and_the_promise_stays_as_it_was(ground: Ground) -> None:
    promise = ground.promise()
    assert queries.answers_for(promise, TODAY) is None
    before = everything()
    ground.power(LATER)
    held = queries.answers_for(promise, LATER)
    assert held is not None
    assert (held.organisation, held.called) == ("Gemeente Waterstad", "wethouder Sami")
    assert queries.answers_for(promise, TODAY) is None
    ground.power(LATER + timedelta(days=50), leaves="wethouder Sami", comes="wethouder Noor")
    later = queries.answers_for(promise, LATER + timedelta(days=60))
    assert later is not None
    assert later.called == "wethouder Noor"
    assert everything() == before


ELECTION = date(2026, 3, 18)


@pytest.mark.parametrize(("days", "told"), [(-1, 0), (0, 1), (100, 1), (101, 0)])
def test_the_calendar_proposes_an_election_once_and_touches_nothing(ground: Ground, days: int, told: int) -> None:
    filled(ground)
    Telling.objects.all().delete()
    before = everything()
    day = ELECTION + timedelta(days=days)
    assert actions.tell_of_election(**on(day)) == told
    assert actions.tell_of_election(**on(day)) == 0
    assert everything() == before
    assert not Power.objects.exists()
    heard = Telling.objects.filter(about="election:2026-03-18")
    assert heard.count() == 2 * told  # the residents' seat, and the official
    assert all("/overdracht/" in telling.body for telling in heard)


def test_an_election_that_somebody_wrote_down_is_not_told_again(ground: Ground) -> None:
    ground.power(ELECTION, kind="election", office="")
    assert actions.tell_of_election(**on(ELECTION)) == 0


@pytest.mark.django_db
def test_no_election_is_told_where_no_municipality_takes_part() -> None:
    place = a_neighbourhood()
    a_standing(place)
    assert actions.tell_of_election(**on(ELECTION)) == 0


def test_a_dossier_asks_as_much_whatever_its_length(ground: Ground, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        ground.promise(f"Belofte {number}")
    power = ground.power()
    for line in list(power.lines.all())[:6]:
        ground.reply(line)
    with django_assert_max_num_queries(5):
        assert len(queries.dossier(power, TODAY).lines) == 12


def test_names_are_wiped_by_a_host_and_every_line_and_answer_stays(ground: Ground) -> None:
    from stoep.record.inspection import inspect
    from stoep.record.models import Log, Opening

    ground.promise()
    power = ground.power()
    line = power.lines.get()
    ground.reply(line)
    given: dict[str, Any] = {"power": power, "ground": "asked", "at": on()["at"]}
    for by in (ground.official, ground.police, a_standing(a_neighbourhood())):
        with pytest.raises(NotAllowed):
            actions.erase_names(by=by, **given)
    host = a_standing(ground.place, seat=False, posts=("host",))
    with pytest.raises(Refused):
        actions.erase_names(by=host, **given | {"ground": "zomaar"})
    for _twice in range(2):
        power = actions.erase_names(by=host, **given)
    assert (power.leaves_called, power.comes_called, power.office) == ("", "", "wethouder wijken")
    assert not Opening.objects.filter(value__in=["wethouder Karin", "wethouder Sami"], field__in=["leaves", "comes"])
    assert queries.dossier(power, TODAY).lines[0].state == "confirm"
    assert Entry.objects.filter(act="handover.erase_names").count() == 1
    found = inspect(Log.objects.get(neighbourhood=ground.place))
    assert not [each for each in found if each.where.startswith("handover.power")]
