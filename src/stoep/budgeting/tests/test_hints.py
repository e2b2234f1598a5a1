"""What observers look at: nights, stacks of letters, and who replaced letters; and what nothing may tell."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date

from stoep.budgeting import actions as budgeting
from stoep.budgeting import queries, rules
from stoep.budgeting.models import Letter, Replacement, Round, VoteCount
from stoep.budgeting.rules import hints as watched
from stoep.core.ballots import stacks
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from tests.builders import a_neighbourhood, a_standing, sign_in
from tests.rooms.voting import VOTING, Vote, a_vote

DAY = date(2026, 6, 3)


def counts(by_day: int, *nights: tuple[int, int], day: date = DAY) -> dict[datetime, int]:
    """So many in every hour of a day, and at these hours of the night after it so many."""
    start = datetime.combine(day, datetime.min.time())
    found = {start + timedelta(hours=hour): by_day for hour in range(8, 22)}
    return found | {start + timedelta(days=1, hours=hour): many for hour, many in nights}


def peaks(found: dict[datetime, int]) -> list[tuple[int, int, int]]:
    return [(each.hour.hour, each.many, each.usual) for each in rules.night_peaks(found)]


@pytest.mark.parametrize(
    ("by_day", "hour", "many", "is_told"),
    [
        (20, 2, 11, True),
        (20, 2, 10, False),  # exactly half of an hour by day
        (0, 1, 10, True),
        (0, 1, 9, False),
        (0, 0, 50, False),
        (0, 4, 50, True),
        (0, 5, 50, False),
        (1000, 3, 500, False),
        (1000, 3, 501, True),
    ],
)
def test_a_night_stands_out_against_the_day_before(by_day: int, hour: int, many: int, is_told: bool) -> None:
    assert peaks(counts(by_day, (hour, many))) == ([(hour, many, by_day)] if is_told else [])


def test_what_comes_later_takes_no_night_away_and_another_day_adds_nothing() -> None:
    found = counts(20, (2, 11))
    assert peaks(found | counts(5000, day=DAY + timedelta(days=1))) == [(2, 11, 20)]
    assert peaks(found | counts(5000, day=DAY - timedelta(days=1))) == [(2, 11, 20)]
    # The fifty votes of a primary that came between one and three o'clock.
    assert [many for _hour, many, _usual in peaks(counts(3, (1, 25), (2, 25)))] == [25, 25]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ([{"Bep", "Ilse"}] * 4, {}),
        ([{"Bep", "Ilse"}] * 5, {"Bep": 5, "Ilse": 5}),
        ([{"Bep", "Ilse"}] * 3 + [{"Tom", "Ola"}] * 3, {}),
        ([{"Bep", "Ilse"}, {"Bep", "Ola"}, {"Bep", "Tom"}, {"Kim", "Tom"}, {"Kim", "Ola"}], {"Bep": 3}),
    ],
)
def test_who_has_a_hand_in_more_than_half_of_the_new_letters_is_named(
    given: list[set[str]], found: dict[str, int]
) -> None:
    assert rules.busy_givers(frozenset(each) for each in given) == found


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([(10, 0)] * 4, []),
        ([(10, 0), (10, 14), (10, 15), (10, 40), (10, 59)], [(10, 5, False)]),
        ([(10, 0)] * 4 + [(11, 0)] * 4, []),
        ([(2, 30)], [(2, 1, True)]),
        ([(0, 59), (5, 0), (23, 0)], []),
        ([(1, 0), (4, 59), (4, 0)], [(1, 1, True), (4, 2, True)]),
        ([(21, 5)] * 10 + [(9, 5)] * 5, [(9, 5, False), (21, 10, False)]),
    ],
)
def test_new_letters_stand_out_when_many_come_in_an_hour_or_any_at_night(
    given: list[tuple[int, int]], told: list[tuple[int, int, bool]]
) -> None:
    moments = [datetime.combine(DAY, time(hour, minute, 7)) for hour, minute in given]
    assert [(each.hour.hour, each.many, each.is_night) for each in rules.rushes(moments)] == told


def test_the_same_hour_of_two_days_is_two_hours_and_nine_in_a_quarter_are_always_seen() -> None:
    assert rules.rushes([datetime.combine(DAY + timedelta(days=each % 2), time(10)) for each in range(8)]) == []
    begins = [datetime.combine(DAY, time(9)) + timedelta(minutes=each) for each in range(90)]
    assert all(rules.rushes([begin + timedelta(minutes=each) for each in range(9)]) for begin in begins)


def test_a_reserve_is_nearly_used_at_four_of_five() -> None:
    assert [rules.is_nearly_used(given, 10) for given in (7, 8, 10)] == [False, True, True]
    assert not rules.is_nearly_used(0, 0) and rules.is_nearly_used(1, 1)
    assert [rules.is_nearly_used(given, 1000) for given in (799, 800)] == [False, True]


def test_the_page_says_the_numbers_that_hold() -> None:
    page = (Path(queries.__file__).parents[1] / "templates/budgeting/parts/hints_rule.html").read_text(encoding="utf-8")
    night = f"{watched.NIGHT[0]:02}:00 tot {watched.NIGHT[-1] + 1:02}:00"
    assert f"meer dan {rules.FROM_ONE_NETWORK} stembiljetten" in page and night in page
    assert f"komen er {watched.FEWEST_AT_NIGHT} of meer" in page and "vier van elke vijf" in page
    assert f"{watched.GIVEN_IN_AN_HOUR} of meer nieuwe brieven" in page and f"in de nacht ({night})" in page
    assert (rules.FROM_ONE_NETWORK, watched.FEWEST_REPLACED, watched.FULL_PER_HUNDRED) == (5, 5, 80)
    assert (stacks.LEAST, len(watched.DAYTIME), watched.DAYTIME[0]) == (5, 14, 8)


def test_a_night_hour_is_told_with_the_usual_hour_rounded() -> None:
    start = datetime.combine(DAY, datetime.min.time())
    found = {start + timedelta(hours=8): 20, start + timedelta(hours=21): 15, start + timedelta(hours=22): 9000}
    assert peaks(found | {start + timedelta(hours=26): 10}) == [(2, 10, 2)]


@pytest.fixture
def here() -> Neighbourhood:
    return a_neighbourhood()


@pytest.fixture
def bep(here: Neighbourhood) -> Standing:
    return a_standing(here)


@pytest.fixture
def ilse(here: Neighbourhood) -> Standing:
    return a_standing(here, "independent")


def counted(vote: Vote, by: Standing) -> None:
    budgeting.open_box(round=vote.round, sheets=vote.sheets[:3], by=by, at=vote.round.count_at, chance=random.Random(4))


@pytest.mark.django_db
def test_a_stack_of_letters_is_told_at_the_opening_by_number_and_size_and_no_letter_is_named(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    vote = a_vote(here, bep, ilse, many=120, parts=[("Alles", 10_000_000)])
    people = random.Random(1).sample(vote.codes[1][:80], 40)
    for code in [*people[:20], *vote.codes[1][100:107], *people[20:]]:
        vote.cast(code, 1)
    assert queries.hints(vote.round, queries.box_of(vote.round)).stacks == []
    before = set(map(repr, Letter.objects.order_by("pk").values()))
    counted(vote, bep)
    assert vote.box.stacks == {"5": 1} and queries.hints(vote.round, queries.box_of(vote.round)).stacks == [(5, 1)]
    # Nothing is written where the letters are, and of all rows only the box tells of stacks.
    assert set(map(repr, Letter.objects.order_by("pk").values())) == before
    assert vote.box.voters == 47


@pytest.mark.django_db
def test_the_same_letters_in_no_order_are_no_stack(here: Neighbourhood, bep: Standing, ilse: Standing) -> None:
    vote = a_vote(here, bep, ilse, many=120, parts=[("Alles", 10_000_000)])
    voters = [*random.Random(1).sample(vote.codes[1][:80], 40), *vote.codes[1][100:107]]
    random.Random(2).shuffle(voters)
    for code in voters:
        vote.cast(code, 1)
    counted(vote, bep)
    assert vote.box.stacks == {}


@pytest.mark.django_db
def test_hours_are_told_only_once_the_box_is_closed_and_the_night_at_once(round: Round) -> None:
    night = timezone.make_aware(datetime.combine(VOTING.date(), datetime.min.time())) + timedelta(hours=3)
    VoteCount.objects.create(round=round, channel="screen", hour=night, many=12)
    VoteCount.objects.create(round=round, channel="paper", hour=night + timedelta(hours=1), many=90)
    found = queries.hints(round, queries.box_of(round))
    assert found.counts == [] and [(each.many, each.usual) for each in found.nights] == [(12, 0)]


@pytest.mark.django_db
def test_hours_are_told_after_closing(here: Neighbourhood, bep: Standing, ilse: Standing) -> None:
    vote = a_vote(here, bep, ilse, many=3)
    VoteCount.objects.create(round=vote.round, channel="screen", hour=VOTING, many=3)
    assert queries.hints(vote.round, queries.box_of(vote.round)).counts == []
    budgeting.close_box(round=vote.round, at=vote.round.voting_until)
    assert [each.many for each in queries.hints(vote.round, queries.box_of(vote.round)).counts] == [3]


@pytest.mark.django_db
def test_replacing_is_told_by_who_did_it_and_by_how_much_is_left(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    vote = a_vote(here, bep, ilse, many=150, parts=[("Alles", 10_000_000)])
    reserve = vote.order.reserve
    assert reserve == 3
    given: dict[str, Any] = {"round": vote.round, "part": vote.round.parts.get(), "by": bep, "at": VOTING}
    for _letter in range(3):
        asked = budgeting.ask_replacement(**given)
        budgeting.agree_replacement(replacement=asked, by=ilse, at=VOTING)
    found = queries.hints(vote.round, queries.box_of(vote.round))
    assert found.nearly_used == (3, 3) and found.givers == []
    for number in (901, 902):
        Replacement.objects.create(
            round=vote.round, part=given["part"], asked_by=bep.person, asked_at=VOTING, agreed_by=ilse.person,
            agreed_at=VOTING, given_number=number,
        )  # fmt: skip
    assert bep.person and ilse.person
    told = {(each.name, each.many, each.of) for each in queries.hints(vote.round, queries.box_of(vote.round)).givers}
    assert told == {(bep.person.name, 5, 5), (ilse.person.name, 5, 5)}


def replaced(round: Round, at: datetime, *numbers: int) -> None:
    for number in numbers:
        Replacement.objects.create(
            round=round, part=round.parts.earliest("order"), asked_at=at, agreed_at=at, given_number=number
        )


@pytest.mark.django_db
def test_observers_read_in_which_hour_many_letters_were_given_by_the_clock_of_the_wijk(
    round: Round, bep: Standing, client: Client
) -> None:
    assert bep.person
    nine = timezone.make_aware(datetime.combine(VOTING.date(), time(9)))
    replaced(round, nine + timedelta(minutes=5), 901, 902, 903, 904, 905)
    replaced(round, nine + timedelta(hours=1), 906, 907)
    replaced(round, nine - timedelta(hours=6), 908)
    gone = Replacement.objects.get(given_number=908)
    found = queries.hints(round, queries.box_of(round)).rushes
    assert [(each.hour, each.many, each.is_night) for each in found] == [
        (nine - timedelta(hours=6), 1, True), (nine, 5, False),
    ]  # fmt: skip
    address = reverse("budgeting:hints", args=[round.neighbourhood.slug, round.number])
    assert client.get(address).status_code == 403
    sign_in(client, bep.person)
    page = client.get(address).content.decode()
    day = format_date(VOTING, "j F Y")
    assert f"<li>{day}, 09:00: 5</li>" in page and f"<li>{day}, 03:00: 1 (in de nacht)</li>" in page
    assert "10:00" not in page and "905" not in page
    # Made void with the whole order, before voting: those letters were never given.
    gone.withdrawn_at = nine
    gone.save()
    assert "(in de nacht)" not in client.get(address).content.decode()


@pytest.mark.django_db
def test_many_such_hours_go_by_twenty(round: Round, bep: Standing, client: Client) -> None:
    assert bep.person
    sign_in(client, bep.person)
    night = timezone.make_aware(datetime.combine(VOTING.date(), time(3)))
    for each in range(21):
        replaced(round, night + timedelta(days=each), 900 + each)
    address = reverse("budgeting:hints", args=[round.neighbourhood.slug, round.number])
    first, second = (client.get(address, {"brief": leaf}).content.decode() for leaf in ("1", "2"))
    assert first.count("(in de nacht)</li>") == 20 and "?brief=2#samen" in first
    assert second.count("(in de nacht)</li>") == 1 and 'id="nieuw"' not in second
