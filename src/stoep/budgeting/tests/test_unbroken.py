"""What is changed behind the back of all, after closing or in the roll, is not counted."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from stoep.budgeting import actions
from stoep.budgeting.models import Box, Envelope, Letter
from stoep.budgeting.tests.ground import refused
from stoep.core.ballots.opening import Reason
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry
from tests.rooms.piles import on_paper
from tests.rooms.voting import Vote, a_vote, everybody_votes

pytestmark = pytest.mark.django_db


@pytest.fixture
def vote(here: Neighbourhood, bep: Standing, ilse: Standing) -> Vote:
    """Three voted and one voted again; the box is closed."""
    vote = a_vote(here, bep, ilse, many=4)
    for code in vote.codes[1][:3]:
        vote.cast(code, 1)
    vote.cast(vote.codes[1][0], 2)
    assert actions.close_box(round=vote.round, at=vote.round.voting_until)
    return vote


def count(vote: Vote, by: Standing) -> Box:
    return actions.open_box(round=vote.round, sheets=vote.sheets[:3], by=by, at=vote.round.count_at)


def taken_out(vote: Vote) -> Envelope:
    """An envelope that lies in the box no more, as it was."""
    found = Envelope.objects.filter(round_id=vote.round.pk).first()
    assert found
    Envelope.objects.filter(pk=found.pk).delete()
    return found


def test_what_is_taken_out_put_in_or_changed_after_closing_is_not_counted(vote: Vote, bep: Standing) -> None:
    row = taken_out(vote)
    key, sealed = bytes(row.key), bytes(row.sealed)
    assert refused(count, vote=vote, by=bep) == "altered-box"
    Envelope.objects.create(key=key, sealed=sealed[:-1] + bytes([sealed[-1] ^ 1]), round_id=vote.round.pk)
    assert refused(count, vote=vote, by=bep) == "altered-box"
    Envelope.objects.filter(key=key).update(sealed=sealed)
    more = Envelope.objects.create(key=b"x" * 16, sealed=sealed, round_id=vote.round.pk)
    assert refused(count, vote=vote, by=bep) == "altered-box"
    more.delete()
    assert not vote.box.opened_at
    assert count(vote, bep).voters == 3


def test_nor_after_a_pile_of_paper_was_put_in(vote: Vote, bep: Standing, ilse: Standing) -> None:
    on_paper(vote, bep, ilse)
    entry = Entry.objects.filter(act="budgeting.put_in").get()
    row = taken_out(vote)
    assert entry.sealed()["facts"]["envelopes"] == 5
    assert refused(count, vote=vote, by=bep) == "altered-box"
    row.save(force_insert=True)
    box = count(vote, bep)
    assert box.closed_count is not None and box.voters is not None
    assert box.voters + sum(box.left_out.values()) == box.closed_count + box.papers == 5


def test_no_paper_goes_into_a_box_that_was_changed(vote: Vote, bep: Standing, ilse: Standing) -> None:
    row = taken_out(vote)
    pile = actions.begin_pile(round=vote.round, place="De Eik", many=1, by=bep, at=vote.round.voting_until)
    typed: dict[str, Any] = {"pile": pile, "typed": f"{vote.codes[1][3]} 2", "at": vote.round.voting_until}
    actions.type_pile(by=bep, **typed)
    assert refused(actions.type_pile, by=ilse, **typed) == "altered-box"
    row.save(force_insert=True)
    assert actions.type_pile(by=ilse, **typed) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda letter: Letter.objects.filter(pk=letter.pk).update(is_void=True),
        lambda letter: letter.delete(),
        lambda letter: Letter.objects.filter(pk=letter.pk).update(hash=b"y" * 32),
    ],
)
def test_a_code_that_is_made_void_or_changed_by_hand_is_not_counted_over(
    vote: Vote, bep: Standing, change: Any
) -> None:
    change(Letter.objects.filter(order=vote.order, is_reserve=False).order_by("number")[0])
    assert refused(count, vote=vote, by=bep) == "altered-roll"


def test_a_code_that_was_made_void_by_hand_before_closing_shows_too(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    vote = a_vote(here, bep, ilse, many=4)
    everybody_votes(vote)
    void = Letter.objects.filter(order=vote.order, is_reserve=False).order_by("number")[:1].values("pk")
    Letter.objects.filter(pk__in=void).update(is_void=True)
    assert refused(count, vote=vote, by=bep) == "altered-roll"


def test_a_code_that_two_people_replaced_is_counted_over(here: Neighbourhood, bep: Standing, ilse: Standing) -> None:
    vote = a_vote(here, bep, ilse, many=60)
    vote.cast(vote.codes[1][0], 1)
    at, part = vote.round.voting_from, vote.round.parts.get(order=1)
    asked = actions.ask_replacement(round=vote.round, part=part, old_code=vote.codes[1][0], by=bep, at=at)
    actions.agree_replacement(replacement=asked, by=ilse, at=at)
    box = count(vote, bep)
    assert (box.voters, box.left_out) == (0, {str(Reason.VOID): 1})


def test_a_second_yes_that_waited_until_the_box_was_closed_comes_too_late(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    vote = a_vote(here, bep, ilse, many=60)
    before, part = vote.round.voting_from, vote.round.parts.get(order=1)
    asked = actions.ask_replacement(round=vote.round, part=part, old_code=vote.codes[1][0], by=bep, at=before)
    assert actions.close_box(round=vote.round, at=vote.round.voting_until)
    assert refused(actions.agree_replacement, replacement=asked, by=ilse, at=before) == "closed"
    count(vote, bep)


def test_letters_that_somebody_voted_with_stay_valid_whatever_the_clock_said(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    vote = a_vote(here, bep, ilse, many=4)
    vote.cast(vote.codes[1][0], 1)
    early = vote.round.voting_from - timedelta(seconds=1)
    assert refused(actions.void_letters, order=vote.order, by=ilse, at=early) == "voting"


def test_what_was_sealed_before_codes_were_told_apart_is_counted_by_what_it_says(vote: Vote, bep: Standing) -> None:
    entry = Entry.objects.get(act="budgeting.close")
    said = entry.sealed()
    for name in ("void", "void_codes"):
        del said["facts"][name]
    Entry.objects.filter(pk=entry.pk).update(leaf=json.dumps(said))
    assert count(vote, bep).voters == 3
