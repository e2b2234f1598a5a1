"""The count: paper typed twice, three sheets that open the box, and a result that anybody gets again."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from stoep.budgeting import actions as budgeting
from stoep.budgeting import queries, result_words
from stoep.budgeting.forms.counting import TypeForm
from stoep.budgeting.models import Envelope, Letter, Mark, Objection, Pile, Result, Typing
from stoep.budgeting.rules import paper
from stoep.core.ballots import codes
from stoep.people import sealing
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed, Refused
from stoep.voices.models import Answer
from tests.builders import a_neighbourhood, a_standing
from tests.rooms.voting import VOTING, Vote, a_vote

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture
def here() -> Any:
    return a_neighbourhood()


@pytest.fixture
def leads(here: Any) -> Any:
    return a_standing(here)


@pytest.fixture
def vote(here: Any, leads: Any) -> Vote:
    return a_vote(here, leads, a_standing(here, "independent"), many=8, tracker=True)


def refused(why: str, act: Any, /, **given: Any) -> None:
    with pytest.raises(Refused) as caught:
        act(**given)
    assert caught.value.code == why


def count(vote: Vote, by: Any, **given: Any) -> Any:
    usual: dict[str, Any] = {"sheets": vote.sheets[1:4], "at": vote.round.count_at, "chance": random.Random(4)}
    return budgeting.open_box(round=vote.round, by=by, **usual | given)


def winners(vote: Vote, part: int = 1) -> list[str]:
    return [each["id"] for each in Result.objects.get(part__round=vote.round, part__order=part).outcome["winners"]]


def test_what_won_gets_its_money_in_the_count_itself_and_can_be_promised(vote: Vote, leads: Any, client: Any) -> None:
    for code, chosen in zip(vote.codes[1], ((1,), (1,), (1, 2), (3,)), strict=False):
        vote.cast(code, *chosen)
    assert not queries.has_awards(vote.round)
    count(vote, leads)
    given = queries.carried(vote.round)
    assert sorted(str(each.award.idea.ballot_number) for each in given) == sorted(winners(vote)) and given
    votes = {each["id"]: each["votes"] for each in Result.objects.get(part__order=1).outcome["winners"]}
    for each in given:
        assert each.purse.given == each.award.idea.cents and each.standing == "waits"
        assert each.award.voters == votes[str(each.award.idea.ballot_number)]
    spent = sum(each.purse.given for each in given)
    assert queries.left_for_next(vote.round) == vote.round.cents - spent
    at = vote.round.count_at
    budgeting.promise_award(
        award=given[0].award, called="Joost", words="Wij doen het.", due_on=at.date() + timedelta(days=30), by=leads,
        at=at, today=at.date(),
    )  # fmt: skip
    assert "Joost" in client.get(given[0].award.get_absolute_url()).content.decode()


def test_every_author_hears_what_the_count_made_of_the_plan(vote: Vote, leads: Any) -> None:
    for code, chosen in zip(vote.codes[1], ((1, 3), *[(1,)] * 7), strict=True):
        vote.cast(code, *chosen)
    count(vote, leads)
    told = dict(Answer.objects.filter(kind="answered").values_list("voice__budget_idea__ballot_number", "words"))
    assert told[1].startswith("Uw plan ‘Bankje aan de gracht’ kreeg geld: €\u00a08.000. 8 stemmers kozen het.")
    assert "kreeg nu geen geld. Niemand koos het." in told[2] and "1 stemmer koos het." in told[3]
    assert len(told) == 6, "also where nobody voted at all"


def test_three_sheets_count_the_box_once_and_two_do_not(vote: Vote, leads: Any) -> None:
    for code, chosen in zip(vote.codes[1], ((1,), (1,), (1, 2), (3,)), strict=False):
        vote.cast(code, *chosen)
    vote.cast(vote.codes[1][0], 2)
    refused("sheets", count, vote=vote, by=leads, sheets=vote.sheets[:2])
    refused("sheets", count, vote=vote, by=leads, sheets=[vote.sheets[0]] * 3)
    assert not Result.objects.exists()
    box = count(vote, leads)
    assert (box.voters, box.closed_count, box.left_out) == (4, 5, {"replaced": 1})
    told = Result.objects.get(part__order=1).outcome
    assert told["voters"] == 4 and {each["id"]: each["votes"] for each in told["winners"] + told["others"]} == {
        "1": 2, "2": 2, "3": 1,
    }  # fmt: skip
    assert Result.objects.get(part__order=2).outcome["winners"] == []
    refused("opened", count, vote=vote, by=leads)
    assert queries.phase(vote.round, vote.round.count_at) == "counted"


def test_nobody_counts_before_it_is_closed_or_before_the_announced_moment(vote: Vote, leads: Any, here: Any) -> None:
    vote.cast(vote.codes[1][0], 1)
    refused("closed", count, vote=vote, by=leads, at=vote.round.voting_until - timedelta(seconds=1))
    refused("early", count, vote=vote, by=leads, at=vote.round.count_at - timedelta(seconds=1))
    for by in (a_standing(here, "municipality"), a_standing(a_neighbourhood()), a_standing(here, "visitor")):
        with pytest.raises(NotAllowed):
            count(vote, by)


def test_a_count_that_breaks_off_leaves_nothing_and_is_done_again(
    vote: Vote, leads: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    vote.cast(vote.codes[1][0], 1, with_tracker=True)
    with monkeypatch.context() as broken:
        broken.setattr(Mark.objects, "bulk_create", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            count(vote, leads)
    assert not Result.objects.exists() and vote.box.opened_at is None
    assert count(vote, leads).voters == 1


def again(found: Result, folder: Path) -> int:
    """How the program of one file ends with the published files: 0 the same, 1 another result."""
    files = {"a.pb": found.ballots, "rule.json": json.dumps(found.rule), "result.json": json.dumps(found.outcome)}
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    argv = [sys.executable, "-I", str(ROOT / "verify" / "stoep-recount.py"), *(str(folder / name) for name in files)]
    return subprocess.run(argv, capture_output=True, text=True, check=False).returncode


def test_the_published_files_are_counted_again_by_a_program_of_one_file(vote: Vote, leads: Any, tmp_path: Path) -> None:
    for code, chosen in zip(vote.codes[1], ((1,), (1, 2), (2, 3), (3,), (1,), (2,), (1, 3)), strict=False):
        vote.cast(code, *chosen)
    count(vote, leads)
    found = Result.objects.get(part__order=1)
    assert again(found, tmp_path) == 0
    assert not any(code in found.ballots for code in vote.codes[1])
    assert len(result_words.sentences(found)) == len(found.outcome["said"]) == 6
    # The control: another result is found.
    found.outcome["winners"] = found.outcome["winners"][1:]
    assert again(found, tmp_path) == 1


def test_with_most_votes_first_only_totals_are_published(here: Any, leads: Any, tmp_path: Path) -> None:
    said = {"rule": "most-votes", "utility": "", "completion": "none"}
    vote = a_vote(here, leads, a_standing(here, "independent"), many=3, **said)
    vote.cast(vote.codes[1][0], 1, 2, 3)
    count(vote, leads)
    found = Result.objects.get(part__order=1)
    assert found.ballots.endswith("VOTES\nvoter_id;vote\n") and "num_votes;1\n" in found.ballots
    assert [each["votes"] for each in found.outcome["winners"]] == [1, 1, 1]
    assert again(found, tmp_path) == 0


def test_points_and_knapsack_are_counted(here: Any, leads: Any) -> None:
    other = a_standing(here, "independent")
    points = a_vote(here, leads, other, many=3, ballot="points", most=10, parts=[("Alles", 2_400_000)])
    points.cast(points.codes[1][0], points={1: 7, 2: 3})
    points.cast(points.codes[1][1], points={2: 10})
    count(points, leads)
    assert "points" in Result.objects.get(part__round=points.round).ballots
    money = a_vote(here, leads, other, many=3, ballot="knapsack", most=None, parts=[("Alles", 2_400_000)])
    money.cast(money.codes[1][0], 1, 2)
    count(money, leads)
    assert winners(money) == ["1", "2"] or set(winners(money)) == {"1", "2"}


def test_a_voter_finds_the_own_ballot_by_its_mark_and_it_says_nothing_more(vote: Vote, leads: Any) -> None:
    mark = vote.cast(vote.codes[1][0], 1, 3, with_tracker=True)
    vote.cast(vote.codes[1][1], 2)
    count(vote, leads)
    found = queries.marked(vote.round, f"{mark[:4]}-{mark[4:]}".lower())
    assert found and found.choices == [[1, 1], [3, 1]] and Mark.objects.count() == 1
    assert queries.marked(vote.round, "A" * 16) is None


def a_pile(vote: Vote, by: Any, many: int) -> Pile:
    return budgeting.begin_pile(round=vote.round, place="De Eik", many=many, by=by, at=vote.round.voting_until)


def test_a_pile_has_from_one_to_a_hundred_papers(vote: Vote, leads: Any) -> None:
    given: dict[str, Any] = {"round": vote.round, "place": "De Eik", "by": leads, "at": vote.round.voting_until}
    for many in (0, -1, 101):
        refused("many", budgeting.begin_pile, many=many, **given)
    assert [a_pile(vote, leads, many).many for many in (1, 100)] == [1, 100]


def typed(pile: Pile, text: str, by: Any) -> list[int]:
    return budgeting.type_pile(pile=pile, typed=text, by=by, at=pile.begun_at)


def test_paper_goes_into_the_box_only_when_two_people_typed_the_same(vote: Vote, leads: Any, here: Any) -> None:
    host, colleague = a_standing(here, posts=("host",), seat=False), a_standing(here, posts=("host",), seat=False)
    vote.cast(vote.codes[1][0], 1)
    refused("not-closed", budgeting.begin_pile, round=vote.round, place="Hier", many=2, by=host, at=VOTING)
    pile = a_pile(vote, host, 2)
    one, two = codes.spoken(vote.codes[1][0]), codes.spoken(vote.codes[1][1])
    refused("many", budgeting.type_pile, pile=pile, typed=f"{one} 2", by=host, at=pile.begun_at)
    refused("line", budgeting.type_pile, pile=pile, typed=f"{one} 2\n{two} x", by=host, at=pile.begun_at)
    assert typed(pile, f"{one} 2\n{two} 3", host) == []
    assert typed(pile, f"{one} 2\n{two} 3", host) == []  # the same person twice is one person
    assert Envelope.objects.count() == 1
    refused("piles", count, vote=vote, by=leads)
    assert typed(pile, f"{one} 2\n{two} 1 3", colleague) == [2]
    refused("third", budgeting.type_pile, pile=pile, typed=f"{one} 2\n{two} 3", by=leads, at=pile.begun_at)
    assert typed(pile, f"{one.lower()} 2\n{two} 3", colleague) == []
    pile.refresh_from_db()
    assert pile.put_in_at and not Typing.objects.exists()
    assert Envelope.objects.count() == 3 and vote.box.papers == 2
    refused("in-the-box", budgeting.type_pile, pile=pile, typed="A 1\nB 2", by=host, at=pile.begun_at)
    box = count(vote, leads)
    assert (box.voters, box.left_out) == (2, {"paper-first": 1})
    kept = repr(list(Entry.objects.values_list("leaf"))) + repr(list(Pile.objects.values()))
    assert vote.codes[1][0][4:] not in kept


def test_paper_that_cannot_count_is_told_by_reason_and_never_disappears(vote: Vote, leads: Any, here: Any) -> None:
    host, colleague = a_standing(here, posts=("host",), seat=False), a_standing(here, posts=("host",), seat=False)
    good, twice, other = vote.codes[1][0], vote.codes[1][1], vote.codes[2][0]
    slip = "B" if good[-1] == "A" else "A"
    lines = [
        f"{good} 1", f"{twice} 1", f"{twice} 2", f"{good[:-1]}{slip} 1", "- 2", f"{other} 1", f"{vote.codes[1][2]}",
        f"{vote.codes[1][3]} 99999", "ÉÉÉÉÉÉÉÉÉÉÉÉÉ 1",
    ]  # fmt: skip
    pile = a_pile(vote, host, len(lines))
    typed(pile, "\n".join(lines), host)
    typed(pile, "\n".join(lines), colleague)
    sizes = {len(bytes(row.sealed)) for row in Envelope.objects.all()}
    assert len(sizes) == 1
    box = count(vote, leads)
    assert box.voters == 1 and sum(box.left_out.values()) + box.voters == len(lines)
    assert box.left_out == {"two-papers": 2, "unknown": 3, "against-rules": 3}


def test_who_votes_again_on_paper_and_says_so_has_voted_again(vote: Vote, leads: Any, here: Any) -> None:
    host, colleague = a_standing(here, posts=("host",), seat=False), a_standing(here, posts=("host",), seat=False)
    one, two, three = vote.codes[1][:3]
    vote.cast(one, 3)
    lines = [f"{one} 1", f"{one} 2 +", f"{two} 1 +", f"{two} + 2", f"{three} 3 +"]
    pile = a_pile(vote, host, len(lines))
    typed(pile, "\n".join(lines), host)
    # The mark is typed as everything else is: who forgets it is found by the other.
    assert typed(pile, "\n".join([lines[0], f"{one} 2", *lines[2:]]), colleague) == [2]
    assert typed(pile, "\n".join(lines), colleague) == []
    assert len({len(bytes(row.sealed)) for row in Envelope.objects.all()}) == 1
    box = count(vote, leads)
    assert box.voters == 2 and box.left_out == {"replaced": 1, "paper-first": 1, "two-papers": 2}
    told = Result.objects.get(part__order=1).outcome
    assert {each["id"]: each["votes"] for each in told["winners"] + told["others"]} == {"1": 0, "2": 1, "3": 1}


def test_what_was_typed_before_there_was_such_a_box_still_fits(vote: Vote, leads: Any, here: Any) -> None:
    host = a_standing(here, posts=("host",), seat=False)
    pile, code = a_pile(vote, host, 1), vote.codes[1][0]
    typed(pile, f"{code} 1", host)
    Typing.objects.update(kept=sealing.seal_undated(json.dumps([[code, [[1, 1]]]])))
    assert typed(pile, f"{code} 1", leads) == [] and Envelope.objects.count() == 1


def test_the_number_and_hash_at_closing_still_fit_the_envelopes_of_the_screen(vote: Vote) -> None:
    for code in vote.codes[1]:
        vote.cast(code, 1)
    budgeting.close_box(round=vote.round, at=vote.round.voting_until)
    assert vote.box.closed_count == len(vote.codes[1]) == Envelope.objects.count()


def test_after_the_term_the_box_and_the_codes_are_wiped_but_not_while_an_objection_waits(
    vote: Vote, leads: Any
) -> None:
    vote.cast(vote.codes[1][0], 1)
    count(vote, leads)
    last, at = vote.round.objections_until, vote.round.count_at
    made = budgeting.object_to(round=vote.round, words="De bus stond open.", called="Bep", at=at, today=at.date())
    after: dict[str, Any] = {"today": last + timedelta(days=1), "at": at + timedelta(days=20)}
    assert budgeting.wipe_boxes(today=last, at=at) == 0
    assert budgeting.wipe_boxes(**after) == 0 and Letter.objects.exists()
    budgeting.answer_objection(objection=made, answer="Wij keken na: het slot was dicht.", by=leads, at=at)
    refused("answered", budgeting.answer_objection, objection=made, answer="Nog eens.", by=leads, at=at)
    assert budgeting.wipe_boxes(**after) == 1
    assert not Envelope.objects.exists() and not Letter.objects.exists() and vote.box.wiped_at
    assert winners(vote) and budgeting.wipe_boxes(**after) == 0
    late = {"words": "Te laat", "called": "", "at": at, "today": last + timedelta(days=1)}
    refused("over", budgeting.object_to, round=vote.round, **late)
    refused("not-closed", budgeting.object_to, round=vote.round, **late | {"at": VOTING, "today": VOTING.date()})
    assert Objection.objects.count() == 1


def test_nothing_is_kept_of_a_vote_that_was_stopped_or_that_nobody_counted(
    vote: Vote, leads: Any, ilse: Any, here: Any
) -> None:
    stopped = a_vote(here, leads, ilse, many=3, title="Een ronde die stopt")
    for each in (vote, stopped):
        each.cast(each.codes[1][0], 1)
        assert budgeting.close_box(round=each.round, at=each.round.voting_until)
    at = vote.round.voting_until
    pile = budgeting.begin_pile(round=stopped.round, place="De Eik", many=1, by=leads, at=at)
    budgeting.type_pile(pile=pile, typed=f"{stopped.codes[1][1]} 2", by=leads, at=at)
    day: dict[str, Any] = {"at": at, "today": at.date()}
    decision = budgeting.propose_stop(round=stopped.round, why="De bus was open.", by=leads, **day)
    budgeting.second(decision=decision, by=ilse, **day)
    assert budgeting.wipe_boxes(**day) == 1 and stopped.box.wiped_at and not vote.box.wiped_at
    assert not Typing.objects.exists() and not Letter.objects.filter(order=stopped.order).exists()
    assert set(Envelope.objects.values_list("round_id", flat=True)) == {vote.round.pk}
    year = vote.round.count_at + timedelta(days=365)
    assert budgeting.wipe_boxes(today=year.date(), at=year) == 0
    late: dict[str, Any] = {"at": year + timedelta(days=1), "today": year.date() + timedelta(days=1)}
    assert budgeting.wipe_boxes(**late) == 1 and not Envelope.objects.exists() and not Letter.objects.exists()
    refused("wiped", budgeting.open_box, round=vote.round, sheets=vote.sheets[:3], by=leads, at=late["at"])


def test_a_counter_who_never_comes_stops_nobody(vote: Vote, leads: Any) -> None:
    vote.cast(vote.codes[1][0], 1)
    assert count(vote, leads, sheets=[vote.sheets[0], vote.sheets[3], vote.sheets[4]]).voters == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("K7QM-4XRT-8PWN-C 1 3", [("K7QM4XRT8PWNC", ((1, 1), (3, 1)))]),
        ("\n k7qm4xrt8pwnc 3, 1; \n\n", [("K7QM4XRT8PWNC", ((1, 1), (3, 1)))]),
        ("AAAA 1=4 3=0", [("AAAA", ((1, 4),))]),
        ("- ", [("", ())]),
        ("- 2 +", [("", ((2, 1),))]),
    ],
)
def test_lines_of_paper_are_read_as_people_type_them(text: str, found: list[Any]) -> None:
    assert [(each.code, each.choices) for each in paper.read(text)] == found


@pytest.mark.parametrize("text", ["AAAA 1 3 +", "AAAA + 1 3", "AAAA 1, 3, +;"])
def test_a_plus_says_that_the_voter_votes_again(text: str) -> None:
    (found,) = paper.read(text)
    assert found.again and found.choices == ((1, 1), (3, 1)) and not paper.read("AAAA 1 3")[0].again


@pytest.mark.parametrize(
    "text", ["AAAA 1 + +", "+ 1", "AAAA 1+", "AAAA een", "AAAA 1 1", "1 2 3", "AAAA -1", "A" * 300, "AAAA 1=x"]
)
def test_a_line_that_cannot_be_read_is_named(text: str) -> None:
    with pytest.raises(paper.Unreadable) as caught:
        paper.read(f"BBBB 1\n{text}")
    assert caught.value.line == 2


def test_the_page_leaves_empty_lines_where_they_are_so_that_a_line_is_found_by_its_number() -> None:
    form = TypeForm({"typed": "\nBBBB 1\n\nAAAA een"})
    assert form.is_valid()
    with pytest.raises(paper.Unreadable) as caught:
        paper.read(form.cleaned_data["typed"])
    assert caught.value.line == 4


def test_what_two_people_typed_differently_is_found_by_place() -> None:
    one, other = paper.read("AAAA 1\nBBBB 2\nCCCC"), paper.read("AAAA 1\nBBBB 3")
    assert paper.differing(one, other) == [2, 3] and paper.differing(one, one) == []
