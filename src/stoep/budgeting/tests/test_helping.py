"""Places where people get help to vote: said by a host where they stand, read by all, named beside what stands out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
import time_machine
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from stoep.budgeting import actions, rules, turnout
from stoep.budgeting.models import Flag, HelpPoint, VoteCount
from stoep.budgeting.tests.ground import refused
from stoep.network.standing import Standing
from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed
from tests.builders import a_standing, sign_in
from tests.rooms.venues import a_venue
from tests.rooms.voting import VOTING, Vote, a_vote
from tests.rooms.watching import a_help_point

pytestmark = pytest.mark.django_db
MANY = rules.FROM_ONE_NETWORK + 1
EIK, HOME = "192.0.2.0/24", "198.51.100.0/24"


def person(by: Standing) -> Person:
    assert by.person
    return by.person


@pytest.fixture
def vote(here: Neighbourhood, bep: Standing, ilse: Standing) -> Vote:
    return a_vote(here, bep, ilse, many=3)


@pytest.fixture
def host(here: Neighbourhood) -> Standing:
    return a_standing(here, seat=False, posts=("host",))


def test_many_ballots_of_a_place_that_helps_are_told_by_its_name(vote: Vote, host: Standing, bep: Standing) -> None:
    point = a_help_point(vote.round, host, at=VOTING + timedelta(minutes=10), network=EIK)
    noted = turnout.Turnout()
    for network in (EIK, HOME):
        for _ballot in range(MANY):
            noted.note(vote.round.pk, "screen", VOTING, network)
    noted.write(VOTING + timedelta(hours=1))
    assert sorted(Flag.objects.values_list("many", "place")) == [(MANY, ""), (MANY, point.venue.name)]
    assert "192.0" not in repr(list(Flag.objects.values()))
    client = Client()
    sign_in(client, person(bep))
    page = client.get(reverse("budgeting:hints", args=[vote.round.neighbourhood.slug, vote.round.number]))
    assert page.content.decode().count(f"hulpplek <bdi>{point.venue.name}</bdi>") == 1


def test_a_place_is_named_only_for_the_hours_in_which_it_helped(vote: Vote, host: Standing) -> None:
    point = a_help_point(vote.round, host, at=VOTING + timedelta(hours=1), network=EIK)
    actions.end_help_point(point=point, by=host, at=VOTING + timedelta(hours=2))
    noted = turnout.Turnout()
    for hours in (0, 1, 2):
        for _ballot in range(MANY):
            noted.note(vote.round.pk, "screen", VOTING + timedelta(hours=hours), EIK)
    noted.write(VOTING + timedelta(hours=3))
    named = Flag.objects.order_by("hour").values_list("place", flat=True)
    assert list(named) == ["", point.venue.name, ""]


def test_said_again_it_is_one_place_and_an_end_stays(vote: Vote, host: Standing) -> None:
    first, again = (a_help_point(vote.round, host, at=VOTING) for _time in range(2))
    assert first == again and Entry.objects.filter(act="budgeting.open_help_point").count() == 1
    for later in (1, 2):
        actions.end_help_point(point=first, by=host, at=VOTING + timedelta(hours=later))
    first.refresh_from_db()
    assert first.until_at == VOTING + timedelta(hours=1)
    assert Entry.objects.filter(act="budgeting.end_help_point").count() == 1
    assert a_help_point(vote.round, host, at=VOTING + timedelta(hours=3)) != first


def test_only_a_host_says_so_at_a_place_of_the_round_and_before_closing(
    vote: Vote, here: Neighbourhood, bep: Standing, host: Standing
) -> None:
    for by in (a_standing(here, "visitor"), a_standing(here, seat=False)):
        with pytest.raises(NotAllowed):
            a_help_point(vote.round, by, at=VOTING)
    elsewhere: dict[str, Any] = {"round": vote.round, "venue": a_venue(here, bep, "Elders"), "network": EIK}
    assert refused(actions.open_help_point, by=host, at=VOTING, **elsewhere) == "venue"
    late = vote.round.voting_until
    assert refused(a_help_point, round=vote.round, by=host, at=late) == "over"
    point = a_help_point(vote.round, host, at=VOTING)
    with pytest.raises(NotAllowed):
        actions.end_help_point(point=point, by=a_standing(here, seat=False), at=VOTING)


def test_a_host_says_so_on_the_device_and_everybody_reads_it(vote: Vote, host: Standing) -> None:
    slug, number = vote.round.neighbourhood.slug, vote.round.number
    client, ready = Client(REMOTE_ADDR="192.0.2.17"), reverse("budgeting:ready", args=[slug, number])
    with time_machine.travel(VOTING, tick=False):
        sign_in(client, person(host))
        page = reverse("budgeting:help_point", args=[slug, number])
        assert client.post(page, {"venue": ""}).status_code == 422 and not HelpPoint.objects.exists()
        venue = vote.round.venues.get()
        assert client.post(page, {"venue": str(venue.pk)}).status_code == 302
        assert HelpPoint.objects.get().network == EIK
        read = Client().get(ready).content.decode()
        assert f"<bdi>{venue.name}</bdi>" in read and "192.0" not in read and "Hier helpt niemand meer" not in read
        end = reverse("budgeting:end_help", args=[slug, number, HelpPoint.objects.get().pk])
        assert f'action="{end}"' in client.get(ready).content.decode()
        assert client.post(end).status_code == 302
    assert HelpPoint.objects.get().until_at == VOTING


def test_as_many_as_one_network_may_have_in_an_hour_stand_out_nowhere(vote: Vote) -> None:
    noted = turnout.Turnout()
    for hour, many in ((0, MANY - 1), (1, MANY)):
        for _ballot in range(many):
            noted.note(vote.round.pk, "screen", VOTING + timedelta(hours=hour, minutes=30), EIK)
    noted.write(VOTING + timedelta(hours=2))
    assert list(Flag.objects.values_list("hour", "many")) == [(VOTING + timedelta(hours=1), MANY)]


def test_votes_are_counted_by_hour_and_channel_and_what_was_written_is_added_to(vote: Vote) -> None:
    noted, other = turnout.Turnout(), turnout.Turnout()
    for minutes, channel in ((0, "screen"), (59, "screen"), (60, "screen"), (30, "paper")):
        noted.note(vote.round.pk, channel, VOTING + timedelta(minutes=minutes, seconds=7))
    other.note(vote.round.pk, "screen", VOTING)
    for each in (noted, other, noted):
        each.write(VOTING + timedelta(hours=1))
    told = VoteCount.objects.order_by("hour", "channel").values_list("hour", "channel", "many")
    later = VOTING + timedelta(hours=1)
    assert list(told) == [(VOTING, "paper", 1), (VOTING, "screen", 3), (later, "screen", 1)]


def test_where_nothing_was_counted_nothing_is_asked_of_the_database(vote: Vote, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        turnout.Turnout().write(VOTING)


def test_votes_of_which_no_network_is_known_are_not_taken_for_one_network(vote: Vote) -> None:
    noted = turnout.Turnout()
    for _ballot in range(MANY):
        noted.note(vote.round.pk, "paper", VOTING)
    noted.write(VOTING + timedelta(hours=1))
    assert VoteCount.objects.get().many == MANY and not Flag.objects.exists()


def test_counts_that_cannot_be_written_are_kept_told_in_the_log_and_the_connection_is_let_go(
    vote: Vote, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    noted, let_go = turnout.Turnout(), mock.Mock()
    noted.note(vote.round.pk, "screen", VOTING)
    noted.clock = lambda: VOTING
    with monkeypatch.context() as broken:
        broken.setattr(noted, "_write", mock.Mock(side_effect=DatabaseError("the disk is full")))
        broken.setattr(turnout, "connection", let_go)
        with pytest.raises(DatabaseError):
            noted.write(VOTING)
        noted._write_last()
    let_go.close.assert_called_once_with()
    assert "The counts per hour could not be written" in caplog.text
    noted.write(VOTING)
    assert VoteCount.objects.get().many == 1
