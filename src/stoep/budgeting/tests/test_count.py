"""The count as it runs: how far it is, one at a time, and nothing half when it is killed."""

from __future__ import annotations

import os
import random
import signal
import threading
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from stoep.budgeting import actions, counting, queries
from stoep.budgeting.actions import count as counts
from stoep.budgeting.models import Award, Box, Count, Mark, Result
from stoep.conflicts.tests.ground import at_once
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import NOW, a_neighbourhood, a_standing, sign_in
from tests.rooms.voting import Vote, a_vote, brought_forward


@pytest.fixture
def vote(here: Neighbourhood, bep: Standing, ilse: Standing) -> Vote:
    return _voted(a_vote(here, bep, ilse, many=6, tracker=True))


def _voted(vote: Vote) -> Vote:
    brought_forward(vote)
    for code in vote.codes[1]:
        vote.cast(code, 1, with_tracker=True, at=NOW - timedelta(hours=1))
    return vote


def begin(vote: Vote, by: Standing, at: datetime = NOW, **more: Any) -> Count:
    usual: dict[str, Any] = {"round": vote.round, "sheets": vote.sheets[:3], "by": by, "at": at}
    return actions.begin_count(**usual | more)


def run(vote: Vote, begun: Count, by: Standing, **more: Any) -> Box:
    usual: dict[str, Any] = {"sheets": vote.sheets[:3], "clock": lambda: NOW, "chance": random.Random(1)}
    return actions.run_count(count=begun, by=by, **usual | more)


def nothing_is_half(vote: Vote) -> bool:
    rows = [model.objects.exists() for model in (Result, Mark, Award)]
    return not any(rows) and vote.box.opened_at is None and not Entry.objects.filter(act="budgeting.open_box").exists()


@pytest.mark.django_db
def test_it_says_how_far_it_is_and_its_row_is_gone_when_it_is_done(
    vote: Vote, bep: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counts, "EVERY", 0)
    seen: list[int] = []

    def clock() -> datetime:
        seen.extend(Count.objects.values_list("percentage", flat=True))
        return NOW + timedelta(seconds=len(seen))

    begun = begin(vote, bep)
    assert queries.is_counting(vote.round, NOW)
    box = run(vote, begun, bep, clock=clock)
    # Six envelopes are opened, six codes are looked up, and each time it is written how far that is.
    assert seen == sorted(seen) and seen[0] == 0 and 8 <= seen[6] <= 10 and 75 <= seen[11] <= 90
    assert box.voters == 6 and not Count.objects.exists() and not queries.is_counting(vote.round, NOW)
    # What was counted is written under the moment of writing, as the log goes on in time.
    assert box.opened_at and box.opened_at > NOW


@pytest.mark.django_db
def test_a_second_who_begins_is_refused_until_the_first_is_silent(vote: Vote, bep: Standing) -> None:
    first = begin(vote, bep)
    late = NOW + queries.SILENT
    for at in (NOW, late - timedelta(seconds=1)):
        with pytest.raises(Refused) as refused:
            begin(vote, bep, at)
        assert refused.value.code == "counting"
    second = begin(vote, bep, late)
    assert second.pk == first.pk and queries.is_counting(vote.round, late)
    # Was the first one alive after all? Then one of them writes the result, and the other is told so.
    run(vote, second, bep)
    with pytest.raises(Refused) as over:
        run(vote, first, bep)
    assert over.value.code == "opened" and Result.objects.filter(part__order=1).count() == 1


@pytest.mark.django_db
def test_what_breaks_off_leaves_nothing_and_is_begun_anew_at_once(
    vote: Vote, bep: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(Mark.objects, "bulk_create", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run(vote, begin(vote, bep), bep)
    assert nothing_is_half(vote) and Count.objects.get().trouble == "broke-off"
    assert not queries.is_counting(vote.round, NOW)
    assert run(vote, begin(vote, bep), bep).voters == 6


@pytest.mark.django_db
def test_nobody_begins_who_may_not_or_with_two_sheets(vote: Vote, bep: Standing, here: Neighbourhood) -> None:
    for by in (a_standing(here, "municipality"), a_standing(a_neighbourhood()), a_standing(here, "visitor")):
        with pytest.raises(NotAllowed):
            begin(vote, by)
    stranger = a_vote(here, bep, a_standing(here, "independent"), many=3, title="Ronde Els").sheets
    for sheets, ours in (
        (vote.sheets[:2], 2),
        ([*vote.sheets[:2], stranger[0]], 2),
        ([vote.sheets[0]] * 3, 1),
        ([], 0),
    ):
        with pytest.raises(Refused) as refused:
            begin(vote, bep, sheets=sheets)
        assert refused.value.code == "sheets" and str(refused.value).endswith(f"U typte er {ours}.")
    assert not Count.objects.exists()
    # One sheet too many, of another round, stops nobody.
    assert begin(vote, bep, sheets=[*vote.sheets[:3], stranger[0]]).percentage == 0


@pytest.mark.django_db
def test_no_word_of_a_sheet_is_written_anywhere(vote: Vote, bep: Standing) -> None:
    begun = begin(vote, bep)
    # Two words that follow each other: one of them alone stands in the log by chance.
    pairs = [" ".join(pair) for sheet in vote.sheets[:3] for pair in pairwise(sheet.split())]
    kept = repr(list(Count.objects.values())) + repr(begun.__dict__) + repr(list(Entry.objects.values_list("leaf")))
    assert len(pairs) == 96 and not any(pair in kept for pair in pairs)


@pytest.mark.django_db(transaction=True)
def test_killed_half_way_it_leaves_nothing_and_is_counted_anew() -> None:
    here = a_neighbourhood()
    bep = a_standing(here)
    vote = _voted(a_vote(here, bep, a_standing(here, "independent"), many=6, tracker=True))
    begin(vote, bep)
    connections.close_all()
    child = os.fork()
    if not child:  # pragma: no cover - a process of its own, which is killed

        def told(share: float) -> None:
            if share > 0.5:
                os.kill(os.getpid(), signal.SIGKILL)

        actions.open_box(round=vote.round, sheets=vote.sheets[:3], by=bep, at=NOW, told=told)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    assert nothing_is_half(vote)
    later = NOW + queries.SILENT
    assert run(vote, begin(vote, bep, later), bep, clock=lambda: later).voters == 6


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_at_the_same_time_count_once() -> None:
    here = a_neighbourhood()
    bep, ilse = a_standing(here), a_standing(here, "independent")
    vote = _voted(a_vote(here, bep, ilse, many=6))

    def both(by: Standing) -> Any:
        return lambda: counting.count(round=vote.round, sheets=vote.sheets[:3], by=by, clock=lambda: NOW)

    came = at_once(both(bep), both(ilse), both(bep))
    assert came.count("done") == 1 and set(came) <= {"done", "counting", "opened"}
    assert Result.objects.filter(part__order=1).count() == 1
    assert Entry.objects.filter(act="budgeting.open_box").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_long_count_goes_on_beside_the_page_which_tells_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    monkeypatch.setattr(counting, "AT_ONCE", 0)
    monkeypatch.setattr(counts, "EVERY", 0)
    here = a_neighbourhood()
    bep = a_standing(here)
    vote = _voted(a_vote(here, bep, a_standing(here, "independent"), many=6))
    assert bep.person
    sign_in(client, bep.person)
    gate, half = threading.Event(), threading.Event()
    true_rules = actions.open_box.__globals__["_rules"]

    def waiting(box: Box) -> Any:
        half.set()
        assert gate.wait(30)
        return true_rules(box)

    monkeypatch.setitem(actions.open_box.__globals__, "_rules", waiting)
    args = [here.slug, vote.round.number]
    page, part, result = (reverse(f"budgeting:{name}", args=args) for name in ("open_box", "count_progress", "result"))
    typed = {f"sheet_{place}": words for place, words in enumerate(vote.sheets[1:4], 1)}
    assert client.post(page, typed).headers["Location"] == page
    assert half.wait(30)
    Count.objects.update(percentage=40)
    for address in (page, part):
        told = client.get(address).content.decode()
        assert 'value="40"' in told and "40 procent" in told and 'hx-trigger="every 2s"' in told
    again = client.post(page, typed)
    assert again.status_code == 422 and "Er wordt al geteld" in again.content.decode()
    gate.set()
    for thread in threading.enumerate():
        if thread.name == f"count-{vote.round.pk}":
            thread.join(30)
    told = client.get(part, headers={"HX-Request": "true"}).content.decode()
    assert "De stemmen zijn geteld." in told and "hx-get" not in told and result in told
    assert client.get(page).headers["Location"] == result
    assert Box.objects.get(round=vote.round).voters == 6
