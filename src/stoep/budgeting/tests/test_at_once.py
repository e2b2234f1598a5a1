"""Two at the same time: a second key turns once, and a lost letter is replaced once."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connections

from stoep.budgeting import actions, turnout
from stoep.budgeting.models import Decision, Envelope, Finding, Objection, Replacement, Round, VoteCount
from stoep.conflicts.tests.ground import at_once
from stoep.record.models import Entry
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing
from tests.rooms.rounds import a_draft, a_round, proposed
from tests.rooms.voting import VOTING, a_vote, brought_forward

pytestmark = pytest.mark.django_db(transaction=True)
DAY: dict[str, Any] = {"at": NOW, "today": TODAY}


def sealed(act: str) -> int:
    return Entry.objects.filter(act=act).count()


def test_a_second_key_turns_once_and_not_after_it_was_withdrawn() -> None:
    here = a_neighbourhood()
    bep, ilse = a_standing(here), a_standing(here, "independent")
    decision = proposed(a_draft(here, bep), bep)
    came = at_once(*[lambda: actions.second(decision=decision, by=ilse, **DAY)] * 3)
    assert sorted(came) == ["already-done", "already-done", "done"] and sealed("budgeting.announce") == 1
    again = proposed(a_draft(here, bep), bep)
    came = at_once(
        lambda: actions.second(decision=again, by=ilse, **DAY),
        lambda: actions.withdraw_proposal(decision=again, by=bep, **DAY),
    )
    assert came in (["done", "already-done"], ["withdrawn", "done"])
    again.refresh_from_db()
    assert bool(again.seconded_at) != bool(again.withdrawn_at)


def test_two_proposals_at_once_are_one_that_waits() -> None:
    here = a_neighbourhood()
    bep, ilse = a_standing(here), a_standing(here, "independent")
    round = a_round(here, bep, ilse)

    def stop(by: Any, why: str) -> Any:
        return lambda: actions.propose_stop(round=round, why=why, by=by, **DAY)

    assert sorted(at_once(stop(bep, "Te duur."), stop(ilse, "Te weinig tijd."))) == ["done", "waits"]
    assert Decision.objects.filter(round=round, seconded_at__isnull=True, withdrawn_at__isnull=True).count() == 1
    draft = a_draft(here, bep)
    came = at_once(
        lambda: actions.put_aside(round=draft, why="Toch niet.", by=bep, at=NOW), lambda: proposed(draft, ilse)
    )
    assert came in (["done", "not-draft"], ["waits", "done"])
    stopped = Round.objects.get(pk=draft.pk).stopped_at
    assert bool(stopped) != Decision.objects.filter(round=draft).exists()


def test_a_lost_letter_is_replaced_once_and_two_get_two_letters() -> None:
    here = a_neighbourhood()
    bep, ilse, anouk = (a_standing(here, side) for side in ("resident", "independent", "municipality"))
    vote = a_vote(here, bep, ilse, many=110, parts=[("Alles", 10_000_000)])
    assert vote.order.reserve == 2
    given: dict[str, Any] = {"round": vote.round, "part": vote.round.parts.get(), "by": bep, "at": VOTING}
    asked = actions.ask_replacement(**given)

    def agree(which: Replacement, by: Any) -> Any:
        return lambda: actions.agree_replacement(replacement=which, by=by, at=VOTING)

    at_once(agree(asked, ilse), agree(asked, anouk))
    assert Replacement.objects.filter(agreed_at__isnull=False).count() == 1 == sealed("budgeting.agree_replacement")
    assert sorted(at_once(*(lambda: actions.ask_replacement(**given) for _ in range(2)))) == ["done", "none-left"]
    rest = Replacement.objects.get(agreed_at__isnull=True)
    at_once(agree(rest, ilse), lambda: actions.withdraw_replacement(replacement=rest, by=bep, at=VOTING))
    rest.refresh_from_db()
    assert bool(rest.agreed_at) != bool(rest.withdrawn_at)
    if rest.withdrawn_at:
        actions.agree_replacement(replacement=actions.ask_replacement(**given), by=ilse, at=VOTING)
    numbers = list(Replacement.objects.filter(given_number__isnull=False).values_list("given_number", flat=True))
    assert len(numbers) == len(set(numbers)) == 2


def test_in_the_place_of_an_observer_one_comes_however_many_turn_a_key_at_once() -> None:
    here = a_neighbourhood()
    bep, ilse, noor = a_standing(here), a_standing(here, "independent"), a_standing(here)
    vote = a_vote(here, bep, ilse, many=3)
    day: dict[str, Any] = {"at": VOTING, "today": VOTING.date()}
    stop: dict[str, Any] = {"round": vote.round, "why": "Ik ga verhuizen.", "by": bep, "at": VOTING}
    assert at_once(*[lambda: actions.stop_watching(**stop)] * 3) == ["done"] * 3
    assert sealed("budgeting.stop_watching") == 1
    assert noor.person
    said: dict[str, Any] = {"round": vote.round, "order": 1, "person": noor.person, "why": "Bep verhuist.", **day}
    came = at_once(
        lambda: actions.propose_observer(by=bep, **said),
        lambda: actions.propose_observer(by=bep, **said),
        lambda: actions.propose_observer(by=ilse, **said),
    )
    assert sorted(came) in (["done", "done", "waits"], ["done", "waits", "waits"])
    decision = Decision.objects.get(kind="observer")
    other = ilse if decision.proposed_by == bep.seat else bep
    came = at_once(*[lambda: actions.second(decision=decision, by=other, **day)] * 3)
    assert sorted(came) == ["already-done", "already-done", "done"] and sealed("budgeting.observer") == 1
    assert vote.round.observers.count() == 3 and vote.round.observers.filter(until_at=None).count() == 2


def test_the_same_form_at_once_is_one_finding_and_one_objection() -> None:
    here = a_neighbourhood()
    bep, ilse = a_standing(here), a_standing(here, "independent")
    vote = brought_forward(a_vote(here, bep, ilse, many=3))
    said: dict[str, Any] = {"round": vote.round, "at": NOW, "posted_key": "een"}
    assert at_once(*[lambda: actions.write_finding(words="Alles klopt.", by=bep, **said)] * 3) == ["done"] * 3
    assert at_once(*[lambda: actions.object_to(words="Nee.", called="", today=TODAY, **said)] * 3) == ["done"] * 3
    assert Finding.objects.count() == Objection.objects.count() == 1


def test_whoever_votes_while_a_box_is_written_anew_is_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = a_neighbourhood(), a_neighbourhood()
    bep, ilse = a_standing(one), a_standing(one, "independent")
    closed = brought_forward(a_vote(one, bep, ilse, many=3), at=VOTING)
    voting = a_vote(two, a_standing(two), a_standing(two, "independent"), many=3)
    voting.cast(voting.codes[1][1], 1)
    pile = actions.begin_pile(round=closed.round, place="De Eik", many=1, by=bep, at=VOTING)
    actions.type_pile(pile=pile, typed=f"{closed.codes[1][0]} 2", by=bep, at=VOTING)
    voters: list[threading.Thread] = []
    thanked: list[bool] = []

    def vote() -> None:
        try:
            voting.cast(voting.codes[1][0], 1)
            thanked.append(True)
        finally:
            connections.close_all()

    class Slow(type(Envelope.objects)):  # type: ignore[misc]
        """Somebody of the other wijk votes between reading the boxes and writing them anew."""

        def iterator(self) -> Iterator[Envelope]:
            yield from list(self.get_queryset().order_by("key"))
            voters.append(threading.Thread(target=vote))
            voters[0].start()
            voters[0].join(timeout=1)  # whoever must wait goes on once the boxes are written

        def order_by(self, *_names: str) -> Slow:
            return self

    slow = Slow()
    slow.model = Envelope
    monkeypatch.setattr(Envelope, "objects", slow)
    actions.type_pile(pile=pile, typed=f"{closed.codes[1][0]} 2", by=ilse, at=VOTING)
    for voter in voters:
        voter.join(timeout=30)
    assert thanked == [True]
    assert [Envelope.objects.filter(round_id=each.round.pk).count() for each in (closed, voting)] == [1, 2]


def test_a_process_that_serves_writes_its_counts_by_itself_and_keeps_them_while_it_cannot(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = a_neighbourhood()
    vote = a_vote(here, a_standing(here), a_standing(here, "independent"), many=3)
    monkeypatch.setattr(turnout, "EVERY", timedelta(milliseconds=50))
    monkeypatch.setattr(atexit, "register", lambda last: None)
    wrote, fails = threading.Event(), [True]
    noted = turnout.Turnout()
    noted.clock = lambda: VOTING
    write = noted._write

    def at_times(*given: Any) -> None:
        if fails:
            fails.clear()
            raise DatabaseError("the disk is full")
        write(*given)
        wrote.set()

    monkeypatch.setattr(noted, "_write", at_times)
    try:
        for _ballot in range(3):
            noted.note(vote.round.pk, "screen", VOTING)
        assert [each.name for each in threading.enumerate()].count("turnout") == 1
        assert wrote.wait(timeout=30) and not fails
    finally:
        noted._write_last()
    assert VoteCount.objects.get().many == 3


def test_a_process_that_stops_writes_what_it_counted_and_one_that_does_not_serve_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = a_neighbourhood()
    vote = a_vote(here, a_standing(here), a_standing(here, "independent"), many=3)
    last: list[Any] = []
    monkeypatch.setattr(atexit, "register", last.append)
    noted = turnout.Turnout()
    noted.note(vote.round.pk, "screen", VOTING)
    assert not last and "turnout" not in [each.name for each in threading.enumerate()]
    noted.clock = lambda: VOTING
    noted.note(vote.round.pk, "screen", VOTING)
    assert not VoteCount.objects.exists()
    stopped = next(each for each in threading.enumerate() if each.name == "turnout")
    last[0]()
    stopped.join(timeout=30)
    assert VoteCount.objects.get().many == 2 and not stopped.is_alive()
