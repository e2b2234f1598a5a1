"""Lists that grow go by leaves, ask as little when they are long, and hide nothing that stands further on."""

from __future__ import annotations

import itertools
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from stoep.budgeting import actions, queries
from stoep.budgeting.models import (
    Argument,
    Award,
    Box,
    Decision,
    Finding,
    Flag,
    Idea,
    Objection,
    Observer,
    Repair,
    Replacement,
    Round,
    Spending,
    Verdict,
    VoteCount,
)  # fmt: skip
from stoep.budgeting.queries import talk
from stoep.network.standing import Standing
from stoep.shared import leaves
from stoep.shared.asked import ask
from stoep.voices import queries as voices
from stoep.voices.models import Voice
from tests.builders import NOW, TODAY, a_voice, sign_in
from tests.rooms.rounds import an_award, an_idea, looked, moment

pytestmark = pytest.mark.django_db
MANY = 45  # two whole leaves and a quarter of a third
MOST = 8
MORE = {"uitslag/": 1}  # what two people changed about piles of paper, where they did


def ideas(round: Round, many: int = MANY, **other: Any) -> list[Idea]:
    """So many ideas at once, that everybody may read: "Plan 1" and on."""
    first = an_award(round, "Het eerste", number=999).idea
    Award.objects.all().delete()
    like = {field.name: getattr(first.voice, field.name) for field in Voice._meta.concrete_fields}
    like |= {"id": None, "checked_at": NOW}
    said = Voice.objects.bulk_create(
        Voice(**like | {"number": f"{place:07}", "secret_hash": f"{place:064}", "posted_key": None})
        for place in range(1, many + 1)
    )
    made = Idea.objects.bulk_create(
        Idea(
            round=round, part=first.part, voice=voice, title=f"Plan {place}.", cents=100_000,
            written_at=NOW + timedelta(minutes=place), **{name: of(place) for name, of in other.items()},
        )
        for place, voice in enumerate(said, 1)
    )  # fmt: skip
    first.delete()
    return made


def on_ballot(round: Round, many: int = MANY) -> list[Idea]:
    found = ideas(round, many, ballot_number=lambda place: place)
    Round.objects.filter(pk=round.pk).update(ballot_made_at=NOW, tie_order=list(range(1, many + 1)))
    return found


def plans_on(address: str) -> list[int]:
    """The numbers of the plans that a page shows."""
    return [int(number) for number in re.findall(r"Plan (\d+)\.<", read(address))]


def read(address: str, client: Client | None = None) -> str:
    answer = (client or Client()).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def walked(address: str, client: Client | None = None) -> list[str]:
    """Each leaf of a list, by its own links: next ones until there are none."""
    found = [read(address, client)]
    path = address.partition("?")[0]
    while after := re.search(r'rel="next" href="([^"]+)"', found[-1]):
        found.append(read(path + after.group(1).replace("&amp;", "&").partition("#")[0], client))
        assert 'rel="prev"' in found[-1]
    return found


def in_lines(pages: list[str], words: str) -> list[list[int]]:
    return [[int(number) for number in re.findall(rf"{words} (\d+)\.", page)] for page in pages]


def test_ideas_go_by_twenty_and_a_search_goes_along(round: Round) -> None:
    ideas(round)
    address = f"{round.get_absolute_url()}ideeen/"
    assert in_lines(walked(f"{address}?q=Plan&deel=1"), ">Plan") == [
        list(range(45, 25, -1)), list(range(25, 5, -1)), list(range(5, 0, -1)),
    ]  # fmt: skip
    first = read(f"{address}?q=Plan&deel=1")
    assert 'href="?blad=2&amp;q=Plan&amp;deel=1"' in first and "45 ideeën" in first
    beyond = read(f"{address}?blad=4")
    assert "Verder staat hier niets." in beyond and "45 ideeën" in beyond and "Er zijn nog geen ideeën." not in beyond


def test_what_is_owed_goes_by_twenty_and_stands_with_who_owes_it(round: Round, bep: Standing, ilse: Standing) -> None:
    found = ideas(round)
    assert bep.person and ilse.person
    Idea.objects.filter(pk__in=[idea.pk for idea in found[:30]]).update(checker=ilse.person)
    Verdict.objects.create(idea=found[44], kind="yes", cents=1, given_at=NOW)
    Verdict.objects.create(idea=found[43], kind="no", why="Nee.", repair="Zo.", given_at=NOW)
    Idea.objects.filter(pk=found[43].pk).update(second_checker=bep.person)
    with time_machine.travel(moment(round.check_until + timedelta(days=1), 12)):
        pages = walked(f"{round.get_absolute_url()}nog-niet-nagekeken/")
        beyond = read(f"{round.get_absolute_url()}nog-niet-nagekeken/?blad=4")
    lines = in_lines(pages, ">Plan")
    assert [len(page) for page in lines] == [20, 20, 4]
    assert sorted(itertools.chain(*lines)) == list(range(1, 45)), "each once, and not the one that can be done"
    assert lines[0][:13] == list(range(31, 44)), "of whom nobody was asked come first"
    assert pages[1].count(ilse.person.name) >= 1 and "Niemand is gevraagd" not in pages[1]
    assert "Verder staat hier niets." in beyond and "Alles is nagekeken." not in beyond


@pytest.mark.parametrize("after", [True, False])
def test_what_is_owed_is_what_the_rule_says(round: Round, after: bool) -> None:
    """The question in SQL picks out what `rules.idea_standing` calls late, for every order of looks and repairs."""
    acts = [(), ("yes",), ("no",), ("no", "again-no"), ("no", "again-yes"), ("no", "repair"), ("no", "repair", "no"),
            ("no", "repair", "yes"), ("no", "again-no", "repair")]  # fmt: skip
    found = ideas(round, len(acts))
    for idea, said in zip(found, acts, strict=True):
        for minute, each in enumerate(said):
            at = NOW + timedelta(minutes=minute)
            if each == "repair":
                Repair.objects.create(idea=idea, words="Zo dan.", repaired_at=at)
                continue
            kind: dict[str, Any] = {"kind": "yes", "cents": 5} if "yes" in each else {
                "kind": "no", "why": "Kabels.", "repair": "Verderop."
            }  # fmt: skip
            Verdict.objects.create(idea=idea, is_second="again" in each, given_at=at, **kind)
    lie = {"waiting", "repaired", "no"} if after else {"no"}
    known = queries.standings(queries.candidates(round))
    late = queries.owed(round, round.check_until + timedelta(days=1 if after else 0))
    assert {each.row.idea.pk: each.row.standing for each in late} == {
        key: standing for key, standing in known.items() if standing in lie
    }
    assert set(known.values()) == {"waiting", "repaired", "no", "yes", "refused"}


def argued(idea: Idea, many: dict[str, int]) -> None:
    for stance, of in many.items():
        for place in range(1, of + 1):
            voice = a_voice(idea.round.neighbourhood, f"{stance} {place}. Zo denk ik erover.").voice
            Voice.objects.filter(pk=voice.pk).update(checked_at=NOW)
            Argument.objects.create(idea=idea, voice=voice, stance=stance, written_at=NOW)


def test_each_leaf_of_arguments_has_as_many_for_as_against(round: Round, bep: Standing) -> None:
    idea = an_idea(round, bep)
    argued(idea, {"for": 16, "against": 3, "question": 8})
    pages = walked(idea.get_absolute_url())
    assert in_lines(pages, "for") == [list(range(1, 8)), list(range(8, 15)), [15, 16]]
    assert in_lines(pages, "against") == [[1, 2, 3], [], []]
    assert in_lines(pages, "question") == [list(range(1, 8)), [8], []]
    assert "Tegen</h3>" in pages[0] and "Tegen</h3>" not in pages[1]
    assert 'href="?blad=2#gezegd"' in pages[0]
    assert "Verder staat hier niets." in read(f"{idea.get_absolute_url()}?blad=9")


def test_an_argument_that_is_hidden_leaves_no_hole_in_a_leaf(round: Round, bep: Standing) -> None:
    idea = an_idea(round, bep)
    argued(idea, {"for": 9})
    hidden = Argument.objects.order_by("pk")[2].voice
    Voice.objects.filter(pk=hidden.pk).update(hidden_at=NOW)
    pages = walked(idea.get_absolute_url())
    assert in_lines(pages, "for") == [[1, 2, 4, 5, 6, 7, 8], [9]]
    assert hidden.number not in "".join(pages)


def test_arguments_that_were_asked_from_memory_are_those_of_the_orm(round: Round, bep: Standing) -> None:
    idea = an_idea(round, bep)
    argued(idea, {"for": 9, "question": 8})
    shape, given = (voices.reach_of(bep), 1), {"idea": idea.pk, "here": round.neighbourhood_id}
    plain = list(talk._said(shape, **given))
    assert len(plain) == 16 and ask(talk._said, shape, **given) == plain


def test_awards_go_by_twenty_and_what_is_left_counts_them_all(round: Round) -> None:
    for idea in on_ballot(round):
        Award.objects.create(idea=idea, cents=100_000, voters=3, awarded_at=NOW)
    pages = walked(f"{round.get_absolute_url()}uitvoering/")
    assert in_lines(pages, ">Plan") == [list(range(1, 21)), list(range(21, 41)), list(range(41, 46))]
    left = "55.000"  # of 100.000 euros, 45 plans of 1.000
    assert all(left in page for page in pages)
    beyond = read(f"{round.get_absolute_url()}uitvoering/?blad=9")
    assert "Verder staat hier niets." in beyond and "Er is nog niet geteld." not in beyond


def test_the_money_of_a_plan_goes_by_twenty_the_newest_first_and_its_sum_counts_all(round: Round) -> None:
    award = an_award(round, cents=1_000_000)
    Spending.objects.bulk_create(
        Spending(award=award, cents=10_000, what=f"Hout {place}.", spent_on=TODAY, noted_at=NOW)
        for place in range(1, MANY + 1)
    )
    pages = walked(award.get_absolute_url())
    assert in_lines(pages, "Hout") == [list(range(45, 25, -1)), list(range(25, 5, -1)), list(range(5, 0, -1))]
    assert all("4.500 uitgegeven" in page for page in pages)
    beyond = read(f"{award.get_absolute_url()}?blad=9")
    assert "Verder staat hier niets." in beyond and "Er is nog niets uitgegeven." not in beyond


def looked_back(round: Round, many: int = MANY) -> Box:
    observer = Observer.objects.filter(round=round).first()
    Finding.objects.bulk_create(
        Finding(round=round, observer=observer, words=f"Gezien {place}.", written_at=NOW + timedelta(minutes=place))
        for place in range(1, many + 1)
    )
    Objection.objects.bulk_create(
        Objection(round=round, words=f"Bezwaar {place}.", made_at=NOW + timedelta(minutes=place))
        for place in range(1, many + 1)
    )
    Flag.objects.bulk_create(Flag(round=round, hour=NOW + timedelta(hours=place), many=6) for place in range(many))
    VoteCount.objects.bulk_create(
        VoteCount(round=round, channel="paper", hour=NOW + timedelta(hours=place), many=3) for place in range(many)
    )
    return Box.objects.create(
        round=round, name="x", public="ab" * 32, key_made_at=NOW, closed_at=NOW, closed_count=3, closed_hash="cd" * 32,
        opened_at=NOW,
    )  # fmt: skip


def test_objections_and_findings_go_by_twenty_each_by_itself(round: Round) -> None:
    looked_back(round)
    address = f"{round.get_absolute_url()}uitslag/"
    first = read(address)
    assert in_lines([first], "Bezwaar")[0] == in_lines([first], "Gezien")[0] == list(range(45, 25, -1))
    assert 'href="?blad=2#bezwaar"' in first and 'href="?gezien=2#gezien"' in first
    objected, seen = read(f"{address}?blad=3"), read(f"{address}?gezien=2")
    assert in_lines([objected], "Bezwaar")[0] == [5, 4, 3, 2, 1] and not in_lines([objected], "Gezien")[0]
    assert in_lines([seen], "Gezien")[0] == list(range(25, 5, -1)) and not in_lines([seen], "Bezwaar")[0]
    assert "Er is nog niet geteld." in first and "Er is nog niet geteld." not in objected
    assert "Verder staat hier niets." in read(f"{address}?blad=9")
    assert "De waarnemers schreven nog niets op." not in read(f"{address}?gezien=9")


def test_what_stands_out_goes_by_twenty_list_by_list(round: Round) -> None:
    looked_back(round)
    address = f"{round.get_absolute_url()}opvallend/"
    with time_machine.travel(round.voting_until + timedelta(days=90)):
        pages = {name: read(f"{address}?{name}=3") for name in ("plek", "uur", "blad")}
        first, beyond = read(address), read(f"{address}?uur=9")
    assert first.count('rel="next"') == 3 and len(re.findall(r"<tr><td>", first)) == leaves.PAGE
    for name, heading in (("plek", 'id="veel"'), ("uur", 'id="uren"'), ("blad", 'id="gezien"')):
        assert heading in pages[name] and pages[name].count("<h2") == 1 and "Alles wat opvalt" in pages[name]
    assert pages["plek"].count(": 6</li>") == 5 and pages["uur"].count("<tr><td>") == 5
    assert in_lines([pages["blad"]], "Gezien")[0] == [5, 4, 3, 2, 1]
    assert "Verder staat hier niets." in beyond and "Niets.<" not in beyond


def test_the_ballot_shows_every_plan_at_once(round: Round) -> None:
    on_ballot(round)
    page = read(f"{round.get_absolute_url()}stembiljet/")
    assert in_lines([page], ">Plan")[0] == list(range(1, 46)) and 'rel="next"' not in page


def everything(round: Round, many: int) -> dict[str, str]:
    """A round with so many of each, and the addresses of its pages."""
    plans = on_ballot(round, many)
    Award.objects.bulk_create(Award(idea=idea, cents=1_000, voters=3, awarded_at=NOW) for idea in plans)
    looked_back(round, many)
    award = Award.objects.order_by("pk")[0]
    Spending.objects.bulk_create(
        Spending(award=award, cents=1, what="Hout", spent_on=TODAY, noted_at=NOW) for _each in range(many)
    )
    argued(plans[0], {"for": many, "against": many})
    Verdict.objects.create(idea=plans[0], kind="no", why="Nee.", repair="Zo.", given_at=NOW)
    base = round.get_absolute_url()
    names = ("", "ideeen/", "klaar/", "stembiljet/", "uitslag/", "opvallend/", "uitvoering/", "nog-niet-nagekeken/")
    return {name: f"{base}{name}" for name in names} | {
        "one idea": plans[0].get_absolute_url(), "one plan": award.get_absolute_url(),
    }  # fmt: skip


def test_no_page_asks_more_than_eight_questions_or_nine(round: Round, django_assert_max_num_queries: Any) -> None:
    pages = everything(round, 25)
    with time_machine.travel(round.voting_until + timedelta(days=90)):
        for name, address in pages.items():
            read(address)
            with django_assert_max_num_queries(MOST + MORE.get(name, 0), info=address):
                read(address)


def test_what_is_owed_is_asked_in_three_questions(round: Round, django_assert_num_queries: Any) -> None:
    ideas(round)
    address = f"{round.get_absolute_url()}nog-niet-nagekeken/"
    with time_machine.travel(round.voting_from):
        read(address)
        with django_assert_num_queries(3):
            read(address)


def test_a_proposal_that_waits_stands_above_fifty_decisions(round: Round, bep: Standing) -> None:
    done = Decision.objects.get(round=round)
    Decision.objects.bulk_create(
        Decision(
            round=round, kind="change", why=f"Besluit {place}.", proposed_by=done.proposed_by,
            seconded_by=done.seconded_by, proposed_at=NOW + timedelta(minutes=place),
            seconded_at=NOW + timedelta(minutes=place), expires_on=TODAY,
        )
        for place in range(1, 61)
    )  # fmt: skip
    waits = actions.propose_stop(round=round, why="De zaal brandde af.", by=bep, at=NOW, today=TODAY)
    told = queries.told_decisions(round, TODAY)
    assert told[0] == waits and [each.why for each in told[1:3]] == ["Besluit 60.", "Besluit 59."]
    assert queries.waiting(round, TODAY) == waits and len(told) == 51
    assert queries.told_decisions(round, TODAY + timedelta(days=400))[0].seconded_at


def test_the_last_verdict_still_says_until_when_its_author_may_repair(
    round: Round, bep: Standing, anouk: Standing
) -> None:
    idea = an_idea(round, bep)
    said = looked(idea, anouk, "no")
    with time_machine.travel(said.given_at + timedelta(days=3)):
        assert "De maker kan het herstellen tot en met" in read(idea.get_absolute_url())


def test_a_lost_letter_that_waits_stands_before_all_that_were_given_and_these_go_by_twenty(
    client: Client, round: Round, bep: Standing
) -> None:
    assert bep.person
    sign_in(client, bep.person)
    part = round.parts.get(order=1)
    waits = Replacement.objects.create(round=round, part=part, asked_at=NOW - timedelta(days=9))
    Replacement.objects.bulk_create(
        Replacement(
            round=round, part=part, asked_at=NOW, agreed_at=NOW + timedelta(minutes=number), given_number=number
        )
        for number in range(1, MANY + 1)
    )  # fmt: skip
    pages = walked(f"{round.get_absolute_url()}nieuwe-brieven/", client)
    assert [page.count("wacht op een ander") for page in pages] == [1, 0, 0]
    assert f"/{waits.pk}/" in pages[0]
    given = [[int(number) for number in re.findall(r"envelop (\d+)", page)] for page in pages]
    assert given == [list(range(45, 26, -1)), list(range(26, 6, -1)), list(range(6, 0, -1))]
