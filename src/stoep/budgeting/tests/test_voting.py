"""Voting by code: who may, what is written, and what is not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from stoep.budgeting import actions as budgeting
from stoep.budgeting import pepper, queries
from stoep.budgeting.models import Box, Counter, Envelope, Letter, Replacement
from stoep.core.ballots import codes, countkey, envelope, inside
from stoep.core.signs import check_character
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import NOW, a_neighbourhood, a_person, a_standing
from tests.rooms.count_keys import anew
from tests.rooms.rounds import a_round
from tests.rooms.voting import VOTING, Vote, a_vote, counters, letters, with_ballot

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture
def here() -> Any:
    return a_neighbourhood()


@pytest.fixture
def leads(here: Any) -> Any:
    return a_standing(here)


@pytest.fixture
def keeps(here: Any) -> Any:
    return a_standing(here, "independent")


@pytest.fixture
def vote(here: Any, leads: Any, keeps: Any) -> Vote:
    return a_vote(here, leads, keeps, many=4)


def refused(why: str, act: Any, /, **given: Any) -> None:
    with pytest.raises(Refused) as caught:
        act(**given)
    assert caught.value.code == why


def opened(vote: Vote) -> list[inside.Ballot]:
    key = countkey.joined(vote.sheets[:3], bytes.fromhex(vote.box.public))
    found = [
        inside.read(envelope.open_up(bytes(row.sealed), key, round_name=vote.box.name))
        for row in Envelope.objects.filter(round_id=vote.round.pk)
    ]
    return sorted(found, key=lambda ballot: ballot.sequence)


def test_a_vote_is_one_sealed_row_and_nothing_else_changes(vote: Vote, django_assert_max_num_queries: Any) -> None:
    letters_before = list(Letter.objects.order_by("pk").values())
    entries = Entry.objects.count()
    with django_assert_max_num_queries(20):
        assert vote.cast(vote.codes[1][0], 1, 3) == ""
    row = Envelope.objects.get()
    assert len(bytes(row.key)) == 16 and {field.name for field in Envelope._meta.fields} == {"key", "round", "sealed"}
    assert list(Letter.objects.order_by("pk").values()) == letters_before and Entry.objects.count() == entries
    (ballot,) = opened(vote)
    assert (ballot.code, ballot.part, ballot.choices) == (vote.codes[1][0], 1, ((1, 1), (3, 1)))
    assert ballot.channel == "screen"


def test_voting_again_adds_a_row_as_long_with_a_higher_number(vote: Vote) -> None:
    vote.cast(vote.codes[1][0], 1)
    vote.cast(vote.codes[1][0], 1, 2, 3)
    vote.cast(vote.codes[2][0], 4)
    first, second, third = opened(vote)
    assert first.sequence < second.sequence < third.sequence and first.code == second.code
    assert len({len(bytes(row.sealed)) for row in Envelope.objects.all()}) == 1


def test_a_code_is_taken_as_it_is_printed_and_only_in_its_own_part(vote: Vote) -> None:
    code = vote.codes[2][0]
    vote.cast(f" {codes.spoken(code).lower()} ", 5)
    refused("chosen_none", vote.cast, code=code, points={1: 1})
    assert [ballot.choices for ballot in opened(vote)] == [((5, 1),)]


def test_a_code_that_is_mistyped_or_of_another_round_or_of_the_reserve_does_not_count(
    vote: Vote, leads: Any, keeps: Any
) -> None:
    code = vote.codes[1][0]
    other = a_vote(vote.round.neighbourhood, leads, keeps, many=2)
    wrong = codes.new_code({codes.look_up(each) for each in vote.codes[1] + vote.codes[2]})
    same_beginning = code[:4] + wrong[4:12]
    for typed in (
        "", "onzin", code[:-1], code[:-1] + ("A" if code[-1] != "A" else "B"), wrong,
        same_beginning + check_character(same_beginning), other.codes[1][0], vote.reserve.get(1, [wrong])[0],
    ):  # fmt: skip
        refused("wrong_code", vote.cast, code=typed, points={1: 1})
    assert not Envelope.objects.exists()


def test_what_does_not_fit_on_the_ballot_is_refused(vote: Vote) -> None:
    code = vote.codes[1][0]
    for points, why in (
        ({}, "chosen_none"),
        ({1: 0}, "chosen_none"),
        ({99: 1}, "chosen_none"),
        ({4: 1}, "chosen_none"),  # a plan of another part
        ({1: 2}, "too_many"),
        ({1: -1}, "chosen_none"),
    ):
        refused(why, vote.cast, code=code, points=points or {1: 0})
    assert not Envelope.objects.exists()


def test_knapsack_and_points_keep_to_what_there_is(here: Any, leads: Any, keeps: Any) -> None:
    money = a_vote(here, leads, keeps, many=1, ballot="knapsack", most=None, parts=[("Alles", 2_400_000)])
    refused("too_dear", money.cast, code=money.codes[1][0], points={1: 1, 2: 1, 3: 1})
    money.cast(money.codes[1][0], 1, 2)
    points = a_vote(here, leads, keeps, many=1, ballot="points", most=10, parts=[("Alles", 2_400_000)])
    refused("too_many_points", points.cast, code=points.codes[1][0], points={1: 6, 2: 5})
    points.cast(points.codes[1][0], points={1: 6, 2: 4})
    assert opened(points)[0].choices == ((1, 6), (2, 4))


def test_nobody_votes_before_it_is_open_or_one_second_after_it_is_closed(vote: Vote) -> None:
    code, round = vote.codes[1][0], vote.round
    refused("too_early", vote.cast, code=code, points={1: 1}, at=round.voting_from - SECOND)
    vote.cast(code, 1, at=round.voting_from)
    vote.cast(code, 1, at=round.voting_until - SECOND)
    for late in (timedelta(0), SECOND, timedelta(days=400)):
        refused("closed", vote.cast, code=code, points={1: 1}, at=round.voting_until + late)
    assert Envelope.objects.count() == 2


def test_a_clock_that_is_set_back_does_not_open_a_closed_box(vote: Vote) -> None:
    code, round = vote.codes[1][0], vote.round
    vote.cast(code, 1)
    assert not budgeting.close_box(round=round, at=round.voting_until - SECOND)
    assert budgeting.close_box(round=round, at=round.voting_until)
    assert not budgeting.close_box(round=round, at=round.voting_until + SECOND)
    refused("closed", vote.cast, code=code, points={2: 1}, at=VOTING)
    box = vote.box
    assert (box.closed_count, len(box.closed_hash)) == (1, 64)
    facts = Entry.objects.get(act="budgeting.close").sealed()["facts"]
    assert (facts["envelopes"], facts["hash"]) == (1, box.closed_hash)


def test_what_is_taken_out_of_or_put_in_a_closed_box_shows(vote: Vote) -> None:
    for code in vote.codes[1]:
        vote.cast(code, 1)
    budgeting.close_box(round=vote.round, at=vote.round.voting_until)
    box = vote.box
    assert queries.contents_of(box) == (box.closed_count, box.closed_hash)
    row = Envelope.objects.order_by("key").first()
    assert row
    row.delete()
    assert queries.contents_of(box) != (box.closed_count, box.closed_hash)


@pytest.mark.parametrize("lacks", ["ballot", "letters", "key", "sheets"])
def test_voting_waits_for_what_is_lacking(vote: Vote, lacks: str) -> None:
    round = vote.round
    if lacks == "ballot":
        round.ballot_made_at = None
        round.save()
    elif lacks == "letters":
        type(vote.order).objects.update(void_at=NOW)
    elif lacks == "key":
        Box.objects.update(public="")
    else:
        Counter.objects.filter(round=round, order=2).update(confirmed_at=None)
    assert queries.lacking(round) == [lacks]
    assert queries.voting(round, VOTING) == "waiting"
    refused("waiting", vote.cast, code=vote.codes[1][0], points={1: 1})


def test_a_tracker_is_given_only_where_the_round_has_one_and_who_asks(here: Any, leads: Any, keeps: Any) -> None:
    vote = a_vote(here, leads, keeps, many=2, tracker=True)
    mark = vote.cast(vote.codes[1][0], 1, with_tracker=True)
    assert len(mark) == 16 and vote.cast(vote.codes[1][1], 1) == ""
    assert [ballot.tracker for ballot in opened(vote)] == [mark, ""]
    without = a_vote(here, leads, keeps, many=1)
    assert without.cast(without.codes[1][0], 1, with_tracker=True) == ""


def test_codes_lie_nowhere_and_the_list_is_handed_over_once(vote: Vote, leads: Any, keeps: Any, settings: Any) -> None:
    from pathlib import Path

    everything = [*vote.codes[1], *vote.codes[2]]
    with connection.cursor() as cursor:
        cursor.execute("SELECT look_up FROM budgeting_letter")
        assert {row[0] for row in cursor.fetchall()} >= {code[:4] for code in everything}
    kept = repr(list(Letter.objects.values())) + repr(list(Entry.objects.values()))
    assert not any(code[4:] in kept for code in everything)
    assert list((Path(settings.DATA) / "prints").glob("*")) == []
    refused("fetched", budgeting.fetch_list, order=vote.order, by=keeps, at=NOW)


def test_only_the_independent_organisation_orders_and_fetches_letters(here: Any, leads: Any, keeps: Any) -> None:
    round = with_ballot(a_round(here, leads, keeps, counters=counters()))
    official = a_standing(here, "municipality")
    for by in (
        leads,
        official,
        a_standing(here, "independent", second_factor=False),
        a_standing(a_neighbourhood(), "independent"),
    ):
        with pytest.raises(NotAllowed):
            budgeting.order_letters(round=round, many={1: 5, 2: 5}, by=by, at=NOW)
    order = budgeting.order_letters(round=round, many={1: 5, 2: 5}, by=keeps, at=NOW)
    refused("ordered", budgeting.order_letters, round=round, many={1: 5, 2: 5}, by=keeps, at=NOW)
    budgeting.make_letters(order=order, at=NOW)
    for by in (leads, official):
        with pytest.raises(NotAllowed):
            budgeting.fetch_list(order=order, by=by, at=NOW)
    refused("none", budgeting.order_letters, round=a_round(here, leads, keeps), many={1: 5}, by=keeps, at=NOW)


def test_a_list_that_nobody_fetches_is_wiped_after_a_day(here: Any, leads: Any, keeps: Any, settings: Any) -> None:
    from pathlib import Path

    round = with_ballot(a_round(here, leads, keeps, counters=counters()))
    order = budgeting.order_letters(round=round, many={1: 2, 2: 2}, by=keeps, at=NOW)
    budgeting.make_letters(order=order, at=NOW)
    (kept,) = (Path(settings.DATA) / "prints").glob("*")
    assert b"brief" not in (kept / "codes.csv").read_bytes()
    assert budgeting.forget_lists(today=NOW.date(), at=NOW + timedelta(hours=23)) == 0
    assert budgeting.forget_lists(today=NOW.date(), at=NOW + timedelta(hours=25)) == 1
    assert not kept.exists()
    refused("not-made", budgeting.fetch_list, order=order, by=keeps, at=NOW)


def test_making_that_breaks_off_leaves_no_code_and_can_be_done_anew(
    here: Any, leads: Any, keeps: Any, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    from pathlib import Path

    round = with_ballot(a_round(here, leads, keeps, counters=counters()))
    order = budgeting.order_letters(round=round, many={1: 3, 2: 3}, by=keeps, at=NOW)
    with monkeypatch.context() as broken:
        broken.setattr(Letter.objects, "bulk_create", lambda *_a, **_k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            budgeting.make_letters(order=order, at=NOW)
    order.refresh_from_db()
    assert order.made_at is None and not Letter.objects.exists()
    assert list((Path(settings.DATA) / "prints").glob("*")) == []
    budgeting.make_letters(order=order, at=NOW)
    assert Letter.objects.count() == 6
    refused("made", budgeting.make_letters, order=order, at=NOW)


def test_a_code_that_somebody_adds_to_the_roll_by_hand_shows(vote: Vote) -> None:
    made = Entry.objects.get(act="budgeting.make_letters").sealed()["facts"]["roll"]
    assert made == queries.roll_hash(vote.round)
    ghost = codes.new_code(set())
    kept = codes.kept(ghost, round_name=vote.box.name, pepper=pepper.ours())
    row = {"look_up": kept.look_up, "salt": kept.salt, "hash": kept.hash}
    Letter.objects.create(order=vote.order, part=vote.round.parts.get(order=1), number=999, **row)
    vote.cast(ghost, 1)
    budgeting.close_box(round=vote.round, at=vote.round.voting_until)
    assert Entry.objects.get(act="budgeting.close").sealed()["facts"]["roll"] != made


def test_letters_that_went_wrong_are_void_and_made_anew(vote: Vote, keeps: Any) -> None:
    old = vote.codes[1][0]
    before = queries.roll_hash(vote.round)
    budgeting.void_letters(order=vote.order, by=keeps, at=NOW)
    anew = letters(vote.round, keeps, 4)
    refused("wrong_code", vote.cast, code=old, points={1: 1})
    vote.cast(anew.codes[1][0], 1)
    assert queries.roll_hash(vote.round) != before
    refused("voting", budgeting.void_letters, order=anew.order, by=keeps, at=VOTING)


def test_the_key_of_the_roll_lies_outside_and_without_it_no_code_fits(vote: Vote, settings: Any) -> None:
    settings.STOEP_ROLL_KEY = "cd" * 32
    refused("wrong_code", vote.cast, code=vote.codes[1][0], points={1: 1})
    settings.STOEP_ROLL_KEY = "kort"
    with pytest.raises(Exception, match="64"):
        pepper.ours()


def test_a_new_key_of_the_roll_is_never_made_beside_old_letters(vote: Vote, settings: Any) -> None:
    from pathlib import Path

    (Path(settings.DATA) / "keys" / "roll.key").unlink()
    with pytest.raises(Exception, match="backup"):
        pepper.ours()


def test_a_lost_letter_is_replaced_by_two_people_of_two_organisations(
    vote: Vote, here: Any, leads: Any, keeps: Any
) -> None:
    vote = a_vote(here, leads, keeps, many=100)
    host = a_standing(here, posts=("host",), seat=False, person=a_person(side="care"))
    part = vote.round.parts.get(order=1)
    asked = budgeting.ask_replacement(round=vote.round, part=part, by=host, at=VOTING)
    refused("wrong_code", vote.cast, code=vote.reserve[1][0], points={1: 1})
    refused("same-person", budgeting.agree_replacement, replacement=asked, by=host, at=VOTING)
    colleague = a_standing(here, posts=("host",), seat=False, person=a_person(side="care"))
    refused("same-party", budgeting.agree_replacement, replacement=asked, by=colleague, at=VOTING)
    given = budgeting.agree_replacement(replacement=asked, by=leads, at=VOTING)
    assert given.given_number == 201
    refused("done", budgeting.agree_replacement, replacement=asked, by=keeps, at=VOTING)
    vote.cast(vote.reserve[1][0], 1)
    assert queries.replaced(vote.round) == (200, 1, 0)


def test_with_the_old_code_the_old_letter_is_void_and_the_reserve_ends_where_it_was_agreed(
    here: Any, leads: Any, keeps: Any
) -> None:
    vote = a_vote(here, leads, keeps, many=100)
    part, host = vote.round.parts.get(order=1), a_standing(here, posts=("host",), seat=False)
    old = vote.codes[1][0]
    vote.cast(old, 1)
    for code in (old, ""):
        asked = budgeting.ask_replacement(round=vote.round, part=part, by=host, at=VOTING, old_code=code)
        budgeting.agree_replacement(replacement=asked, by=keeps, at=VOTING)
    refused("void_code", vote.cast, code=old, points={2: 1})
    refused("none-left", budgeting.ask_replacement, round=vote.round, part=part, by=host, at=VOTING)
    assert queries.replaced(vote.round) == (200, 2, 1)
    late = vote.round.voting_until
    refused("closed", budgeting.ask_replacement, round=vote.round, part=part, by=host, at=late)
    assert Replacement.objects.filter(given_number__isnull=False).count() == 2


def test_nobody_but_a_host_asks_for_a_letter(vote: Vote, here: Any) -> None:
    part = vote.round.parts.get(order=1)
    for by in (a_standing(here, "visitor"), a_standing(here, "municipality"), a_standing(a_neighbourhood())):
        with pytest.raises(NotAllowed):
            budgeting.ask_replacement(round=vote.round, part=part, by=by, at=VOTING)


def test_a_new_count_key_makes_the_old_sheets_worthless_and_cannot_come_while_people_vote(
    vote: Vote, leads: Any, keeps: Any
) -> None:
    counter = Counter.objects.get(round=vote.round, order=1)
    refused("voting", budgeting.make_count_key, round=vote.round, by=leads, at=VOTING)
    sheets = anew(vote.round, leads, keeps)
    for words, why in ((vote.sheets[0], "other-sheet"), (sheets[1], "other-sheet"), ("academic acid", "length")):
        refused(why, budgeting.confirm_sheet, counter=counter, words=words, by=keeps, at=NOW)
    assert queries.lacking(vote.round) == ["sheets"]
    shown = budgeting.confirm_sheet(counter=counter, words=sheets[0].upper(), by=keeps, at=NOW)
    assert (shown.confirmed_at, shown.confirmed_by) == (NOW, keeps.person)
    kept = repr(list(Entry.objects.values())) + repr(list(Counter.objects.values()))
    assert not any(sheet[:40] in kept for sheet in sheets)


def test_the_municipality_cannot_hold_three_of_the_sheets_that_open(vote: Vote) -> None:
    from tests.builders import an_organisation

    Counter.objects.filter(round=vote.round, order__in=(1, 2)).update(party=an_organisation("municipality"))
    assert queries.lacking(vote.round) == ["sheets"]
