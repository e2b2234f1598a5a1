"""Two keys, two people, fourteen days; and the second key never comes back to the chair."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from stoep.core.sealing.note import Key
from stoep.network import actions, queries
from stoep.network.models import Change, Partnership, Seat
from stoep.network.standing import Standing
from stoep.people import actions as people
from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from stoep.record import keys as log_keys
from stoep.record.models import Entry, Log
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import NOW, TODAY, a_neighbourhood, a_person, a_post, a_seat, a_standing, an_organisation

pytestmark = pytest.mark.django_db
WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}
Kind = Change.Kind


@pytest.fixture
def here() -> Neighbourhood:
    return a_neighbourhood()


@pytest.fixture
def chair(here: Neighbourhood) -> Standing:
    found = a_standing(here)
    Seat.objects.filter(pk=found.seat.pk).update(is_chair=True)  # type: ignore[union-attr]
    for _number in range(2):
        a_seat(here)
    return found


@pytest.fixture
def independent(here: Neighbourhood, chair: Standing) -> Standing:
    return a_standing(here, "independent")


def table(here: Neighbourhood) -> Partnership:
    return Partnership.objects.get(neighbourhood=here)


def later(days: int) -> dict[str, Any]:
    return {"at": NOW + timedelta(days=days), "today": TODAY + timedelta(days=days)}


def facts(act: str) -> dict[str, Any]:
    entry = Entry.objects.filter(act=act).order_by("index").last()
    assert entry
    found: dict[str, Any] = entry.sealed()["facts"]
    return found


@pytest.mark.parametrize(("days", "in_time"), [(0, True), (14, True), (15, False), (400, False)])
def test_the_other_key_has_fourteen_days(
    here: Neighbourhood, chair: Standing, independent: Standing, days: int, in_time: bool
) -> None:
    change = actions.propose(by=chair, kind=Kind.SHARE, share=60, **WHEN)
    assert change.expires_on == TODAY + timedelta(days=14)
    assert [one.pk for one in queries.open_changes(table(here), TODAY + timedelta(days=days))] == [change.pk] * in_time
    if in_time:
        actions.confirm(change=change, by=independent, **later(days))
    else:
        with pytest.raises(Refused, match="verlopen op 15 september 2026"):
            actions.confirm(change=change, by=independent, **later(days))
    assert table(here).residents_share == (60 if in_time else 51)


def test_a_proposal_of_before_there_were_last_days_has_fourteen_too(
    here: Neighbourhood, chair: Standing, independent: Standing
) -> None:
    change = actions.propose(by=chair, kind=Kind.SHARE, share=60, **WHEN)
    Change.objects.filter(pk=change.pk).update(expires_on=None)
    assert queries.open_changes(table(here), TODAY + timedelta(days=14)).exists()
    assert not queries.open_changes(table(here), TODAY + timedelta(days=16)).exists()
    with pytest.raises(Refused, match="verlopen"):
        actions.confirm(change=change, by=independent, **later(15))


def test_nobody_turns_both_keys_by_changing_sides(here: Neighbourhood, chair: Standing, independent: Standing) -> None:
    """A resident proposes, then says that they work for the independent organisation, and confirms."""
    welfare = an_organisation("independent")
    two_faced = a_standing(here)
    assert two_faced.person
    change = actions.propose(by=two_faced, kind=Kind.SHARE, share=60, **WHEN)
    a_post(a_neighbourhood(), "official", person=two_faced.person, organisation=welfare)
    actions.work_for(person=two_faced.person, organisation=welfare, **WHEN)
    now = queries.standing(account=two_faced.person.account, neighbourhood=here, today=TODAY, second_factor=True)
    assert now.holds_independent_key
    with pytest.raises(NotAllowed, match="Niemand draait beide sleutels om"):
        actions.confirm(change=change, by=now, **WHEN)
    # Nor does it count for anybody else any more: whoever proposed it no longer has a seat on that side.
    with pytest.raises(Refused, match="geen zetel meer"):
        actions.confirm(change=change, by=independent, **WHEN)


def test_without_a_second_factor_no_key_turns(here: Neighbourhood, chair: Standing, independent: Standing) -> None:
    change = actions.propose(by=chair, kind=Kind.SHARE, share=60, **WHEN)
    bare = queries.standing(
        account=independent.person.account,  # type: ignore[union-attr]
        neighbourhood=here, today=TODAY, second_factor=False,
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="tweede slot"):
        actions.confirm(change=change, by=bare, **WHEN)


def test_who_lost_their_seat_a_moment_ago_does_nothing_with_it(
    here: Neighbourhood, chair: Standing, independent: Standing
) -> None:
    assert chair.seat
    change = actions.propose(by=chair, kind=Kind.SHARE, share=60, **WHEN)
    Seat.objects.filter(pk__in=[chair.seat.pk, independent.seat.pk]).update(until_on=TODAY)  # type: ignore[union-attr]
    with pytest.raises(Refused, match="zojuist beëindigd"):
        actions.propose(by=chair, kind=Kind.SHARE, share=70, **WHEN)
    with pytest.raises(Refused, match="zojuist beëindigd"):
        actions.confirm(change=change, by=independent, **WHEN)


def test_the_last_seat_of_the_independent_organisation_is_not_ended_nor_laid_down(
    here: Neighbourhood, chair: Standing, independent: Standing
) -> None:
    assert independent.person
    assert independent.seat
    with pytest.raises(Refused, match="laatste zetel van de onafhankelijke organisatie"):
        actions.propose(by=chair, kind=Kind.END_SEAT, seat=independent.seat, **WHEN)
    with pytest.raises(Refused, match="Draag hem eerst over"):
        actions.lay_down(person=independent.person, seat=independent.seat.pk, **WHEN)
    successor = a_person(side="independent")
    change = actions.propose(by=independent, kind=Kind.HAND_OVER, seat=independent.seat, person=successor, **WHEN)
    actions.confirm(change=change, by=chair, **WHEN)
    assert queries.asks_two_keys(table(here), TODAY)
    assert not queries.second_key_is_lost(table(here), TODAY)


def test_the_chair_does_not_get_both_keys_when_the_independent_organisation_leaves_stoep(
    here: Neighbourhood, chair: Standing, independent: Standing
) -> None:
    actions.propose(by=chair, kind=Kind.SHARE, share=55, **WHEN)
    assert table(here).two_keys_since_on == TODAY
    people.end_account(account=independent.person.account, at=NOW)  # type: ignore[union-attr,arg-type]
    waits = actions.propose(by=chair, kind=Kind.SHARE, share=60, **WHEN)
    assert (waits.alone, waits.confirmed_at) == (False, None)
    other = a_standing(here)
    with pytest.raises(NotAllowed, match="Uw kant stelde dit zelf voor"):
        actions.confirm(change=waits, by=other, **WHEN)


def test_two_residents_name_who_follows_the_independent_organisation_and_nothing_else(
    here: Neighbourhood, chair: Standing, independent: Standing
) -> None:
    actions.propose(by=chair, kind=Kind.SHARE, share=55, **WHEN)
    people.end_account(account=independent.person.account, at=NOW)  # type: ignore[union-attr,arg-type]
    follows = an_organisation("independent", "Dorpencoöperatie Waterland")
    named: dict[str, Any] = {"name": "Sjoerd", "email": "sjoerd@coop.example", "organisation": follows}
    assert independent.seat
    change = actions.propose(by=chair, kind=Kind.HAND_OVER, seat=independent.seat, **named, **WHEN)
    assert facts("network.propose")["succession"] is True
    with pytest.raises(NotAllowed, match="Niemand draait beide sleutels om"):
        actions.confirm(change=change, by=chair, **WHEN)
    actions.confirm(change=change, by=a_standing(here), **WHEN)
    assert facts("network.confirm")["succession"] is True
    sjoerd = Person.objects.get(name="Sjoerd")
    actions.work_for(person=sjoerd, organisation=follows, **WHEN)
    assert not queries.second_key_is_lost(table(here), TODAY)
    rival = actions.propose(by=chair, kind=Kind.ADD_SEAT, person=a_person(side="independent"), **WHEN)
    with pytest.raises(NotAllowed, match="Uw kant stelde dit zelf voor"):
        actions.confirm(change=rival, by=a_standing(here), **WHEN)


def test_a_successor_has_two_weeks_to_say_yes(here: Neighbourhood, chair: Standing, independent: Standing) -> None:
    actions.propose(by=chair, kind=Kind.SHARE, share=55, **WHEN)
    change = actions.propose(
        by=independent, kind=Kind.HAND_OVER, seat=independent.seat, name="Ria", email="ria@coop.example",
        organisation=an_organisation("independent", "Dorpencoöperatie Waterland"), **WHEN,
    )  # fmt: skip
    actions.confirm(change=change, by=chair, **WHEN)
    assert not queries.second_key_is_lost(table(here), TODAY + timedelta(days=13))
    assert queries.second_key_is_lost(table(here), TODAY + timedelta(days=15))


def test_an_invitation_that_is_declined_leaves_the_chair_as_before(here: Neighbourhood, chair: Standing) -> None:
    actions.propose(
        by=chair, kind=Kind.ADD_SEAT, name="Ria", email="ria@coop.example",
        organisation=an_organisation("independent"), **WHEN,
    )  # fmt: skip
    seat = Seat.objects.get(person__name="Ria")
    actions.lay_down(person=seat.person, seat=seat.pk, **WHEN)
    assert actions.propose(by=chair, kind=Kind.SHARE, share=60, **WHEN).alone


def _keys_of(here: Neighbourhood, name: str = "") -> list[str]:
    origin = Log.objects.get(neighbourhood=here).origin
    return [Key(name or key.name, key.kind, key.material).written() for key in log_keys.signer().keys(origin)]


def test_moving_to_another_host_takes_two_keys_and_names_the_keys_of_its_log(
    here: Neighbourhood, chair: Standing, independent: Standing
) -> None:
    actions.propose(by=chair, kind=Kind.SHARE, share=55, **WHEN)  # so that there is a log
    moves = {"host": "https://stoep.waterland.example/", "log_keys": _keys_of(here)}
    change = actions.propose(by=chair, kind=Kind.MOVE_HOST, values=moves, **WHEN)
    assert queries.host_of(table(here)) is None
    assert facts("network.propose")["asked_log_keys"] == moves["log_keys"]
    assert "log_keys" not in facts("network.propose")
    actions.confirm(change=change, by=independent, **WHEN)
    assert facts("network.confirm")["log_keys"] == moves["log_keys"]
    found = queries.host_of(table(here))
    assert found
    assert found.values["host"] == "https://stoep.waterland.example/"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"host": "http://stoep.example/", "log_keys": []}, "begint met https"),
        ({"log_keys": []}, "begint met https"),
        ({"host": "https://stoep.example/", "log_keys": ["rubbish"]}, "geen sleutels van een logboek"),
        ({"host": "https://stoep.example/", "log_keys": []}, "beide sleutels"),
        ({"host": "https://stoep.example/", "log_keys": "other"}, "ander logboek"),
    ],
)
def test_a_host_without_the_keys_of_this_log_is_refused(
    here: Neighbourhood, chair: Standing, independent: Standing, values: dict[str, Any], sentence: str
) -> None:
    actions.propose(by=chair, kind=Kind.SHARE, share=55, **WHEN)
    if values["log_keys"] == "other":
        values = {**values, "log_keys": _keys_of(here, "elders.example/wijk/x")}
    with pytest.raises(Refused, match=sentence):
        actions.propose(by=chair, kind=Kind.MOVE_HOST, values=values, **WHEN)
