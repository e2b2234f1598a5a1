"""A pile of paper that goes wrong stops no count, and nobody drops ballots in silence."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from stoep.budgeting import actions as budgeting
from stoep.budgeting import queries, rules
from stoep.budgeting.models import Envelope, Observer, Pile, PileChange, Typing
from stoep.budgeting.tests.ground import refused
from stoep.network.models import Post
from stoep.network.standing import Standing
from stoep.people.models import Account
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed
from tests.builders import a_standing, sign_in
from tests.rooms.piles import changed
from tests.rooms.voting import Vote, a_vote

pytestmark = pytest.mark.django_db


def a_host(here: Neighbourhood, side: str = "resident") -> Standing:
    return a_standing(here, side, posts=("host",), seat=False)


def an_official(here: Neighbourhood, name: str = "") -> Standing:
    made = a_standing(here, "municipality", posts=("official",), seat=False)
    if name and made.person:
        made.person.name = name
        made.person.save()
    return made


@pytest.fixture
def vote(here: Neighbourhood, bep: Standing, ilse: Standing) -> Vote:
    return a_vote(here, bep, ilse, many=6)


@pytest.fixture
def host(here: Neighbourhood) -> Standing:
    return a_host(here)


@pytest.fixture
def pile(vote: Vote, host: Standing) -> Pile:
    """Two papers of which a host counted three."""
    at = vote.round.voting_until
    return budgeting.begin_pile(round=vote.round, place="De Eik", many=3, by=host, at=at)


def lines(vote: Vote) -> str:
    return f"{vote.codes[1][0]} 1\n{vote.codes[1][1]} 2"


def typed(pile: Pile, text: str, by: Standing) -> list[int]:
    return budgeting.type_pile(pile=pile, typed=text, by=by, at=pile.begun_at)


def proposed(pile: Pile, by: Standing, many: int | None = None, why: str = "Verkeerd geteld.") -> PileChange:
    return budgeting.propose_pile_change(pile=pile, many=many, why=why, by=by, at=pile.begun_at)


def opened(vote: Vote, by: Standing) -> Any:
    return budgeting.open_box(round=vote.round, sheets=vote.sheets[:3], by=by, at=vote.round.count_at)


def public(vote: Vote, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("django.utils.timezone.now", lambda: vote.round.count_at)
    slug = vote.round.neighbourhood.slug
    return Client().get(reverse("budgeting:result", args=[slug, vote.round.number])).content.decode()


def test_a_wrong_number_is_mended_by_two_people_and_what_was_typed_counts(
    vote: Vote, pile: Pile, host: Standing, bep: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refused(typed, pile=pile, text=lines(vote), by=host) == "many"
    change = proposed(pile, host, 2)
    assert refused(budgeting.agree_pile_change, change=change, by=host, at=pile.begun_at) == "same-person"
    assert refused(typed, pile=pile, text=lines(vote), by=host) == "many"
    budgeting.agree_pile_change(change=change, by=bep, at=pile.begun_at)
    assert refused(budgeting.agree_pile_change, change=change, by=bep, at=pile.begun_at) == "decided"
    assert Entry.objects.get(act="budgeting.mend_pile").sealed()["facts"]["pile"] == pile.number
    assert typed(pile, lines(vote), host) == typed(pile, lines(vote), bep) == []
    assert opened(vote, bep).voters == 2
    page = public(vote, monkeypatch)
    assert "het aantal biljetten ging van 3 naar 2." in page and "Verkeerd geteld." in page


def test_a_pile_that_is_taken_back_lets_the_count_go_on_and_stays_in_sight(
    vote: Vote, pile: Pile, host: Standing, bep: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    three = f"{lines(vote)}\n- 1"
    typed(pile, three, host)
    assert refused(opened, vote=vote, by=bep) == "piles"
    changed(pile, bep, host, None, at=pile.begun_at)
    assert not Typing.objects.exists() and not Envelope.objects.exists()
    assert refused(typed, pile=pile, text=three, by=bep) == "taken-back"
    assert refused(proposed, pile=pile, by=bep, many=2) == "taken-back"
    page, client = public(vote, monkeypatch), Client()
    assert bep.person
    sign_in(client, bep.person)
    slug = vote.round.neighbourhood.slug
    told = client.get(reverse("budgeting:open_box", args=[slug, vote.round.number])).content.decode()
    assert "Let op: 3 biljetten zijn teruggenomen en niet opnieuw getypt." in told
    assert "teruggenomen, met 3 biljetten." in page and "niet opnieuw getypt" in page and "Twee kleefden" in page
    assert opened(vote, bep).papers == 0
    entry = Entry.objects.get(act="budgeting.withdraw_pile").sealed()
    assert entry["facts"]["before"] == 3 and "kleefden" not in str(entry["facts"])
    assert Entry.objects.get(act="budgeting.open_box").sealed()["facts"]["papers_left"] == 3
    assert "niet opnieuw getypt" in public(vote, monkeypatch)


def test_the_papers_of_a_pile_taken_back_can_be_a_new_pile_once(
    vote: Vote, pile: Pile, host: Standing, bep: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, Any] = {"round": vote.round, "place": "De Eik", "many": 2, "by": host, "at": pile.begun_at}
    assert refused(budgeting.begin_pile, again=pile, **given) == "again"
    changed(pile, bep, host, None, at=pile.begun_at)
    made = budgeting.begin_pile(again=pile, **given)
    assert refused(budgeting.begin_pile, again=pile, **given) == "again"
    assert typed(made, lines(vote), host) == typed(made, lines(vote), bep) == []
    assert opened(vote, bep).voters == 2 and queries.papers_left(vote.round) == 0
    assert "Dit papier is nu stapel 2, met 2." in public(vote, monkeypatch)


def test_papers_of_a_pile_taken_back_do_not_vanish_in_a_smaller_pile(
    vote: Vote, pile: Pile, host: Standing, bep: Standing
) -> None:
    at = pile.begun_at
    changed(pile, bep, host, None, at=at)
    made = budgeting.begin_pile(round=vote.round, place="De Eik", many=1, by=host, at=at, again=pile)
    changed(made, bep, host, None, at=at)
    assert queries.papers_left(vote.round) == 3


def test_a_paper_with_points_that_no_envelope_has_room_for_stops_no_pile(
    here: Neighbourhood, host: Standing, bep: Standing, ilse: Standing
) -> None:
    plans = tuple((f"Plan {number}", 100_000) for number in range(1, 25))
    vote = a_vote(here, bep, ilse, many=1, plans=plans, parts=[("Noord", 6_000_000)])
    at = vote.round.voting_until
    pile = budgeting.begin_pile(round=vote.round, place="De Eik", many=1, by=host, at=at)
    text = f"{vote.codes[1][0]} " + " ".join(f"{number}=1000" for number in range(1, 25))
    assert typed(pile, text, host) == typed(pile, text, bep) == []
    assert opened(vote, bep).left_out == {"against-rules": 1}


def test_nobody_holds_up_the_count_without_end_with_piles_that_are_taken_back(
    vote: Vote, pile: Pile, host: Standing, bep: Standing, ilse: Standing
) -> None:
    given: dict[str, Any] = {"round": vote.round, "place": "De Eik", "many": 2, "at": pile.begun_at}
    changed(pile, bep, ilse, None, at=pile.begun_at)
    changed(budgeting.begin_pile(by=host, **given), bep, ilse, None, at=pile.begun_at)
    assert refused(budgeting.begin_pile, by=host, **given) == "begun-before"
    assert budgeting.begin_pile(by=bep, **given).number == 3


def test_nobody_takes_ballots_away_alone(
    vote: Vote, pile: Pile, host: Standing, bep: Standing, here: Neighbourhood, anouk: Standing
) -> None:
    at = pile.begun_at
    assert refused(proposed, pile=pile, by=a_host(here)) == "not-yours"
    assert refused(proposed, pile=pile, by=host, why=" ") == "no-why"
    assert refused(proposed, pile=pile, by=host, many=3) == "same"
    assert refused(proposed, pile=pile, by=host, many=101) == "many"
    change = proposed(pile, host)
    for outsider in (anouk, a_standing(here, seat=False), a_standing(here, "police")):
        for act, more in (
            (budgeting.agree_pile_change, {"change": change}),
            (budgeting.propose_pile_change, {"pile": pile, "many": None, "why": "x"}),
            (budgeting.release_typist, {"pile": pile, "typist": host.person, "why": "x"}),
            (budgeting.type_pile, {"pile": pile, "typed": "- 1"}),
        ):
            with pytest.raises(NotAllowed):
                act(by=outsider, at=at, **more)
    assert not Pile.objects.filter(withdrawn_at__isnull=False).exists()
    # Whoever proposes anew lets what waited lapse: the first can no longer be agreed to by surprise.
    newer = proposed(pile, bep, 2)
    assert refused(budgeting.agree_pile_change, change=change, by=bep, at=at) == "decided"
    budgeting.agree_pile_change(change=newer, by=host, at=at)
    assert typed(pile, lines(vote), host) == typed(pile, lines(vote), bep) == []
    assert refused(proposed, pile=pile, by=bep) == "in-the-box"
    opened(vote, bep)
    assert refused(proposed, pile=pile, by=bep) == "counted"


def test_a_typist_who_does_not_come_back_is_released_by_a_third(
    vote: Vote, pile: Pile, host: Standing, bep: Standing, ilse: Standing
) -> None:
    three, other = f"{lines(vote)}\n- 1", f"{lines(vote)}\n- 2"
    typed(pile, other, host)
    assert typed(pile, three, bep) == [3]
    given: dict[str, Any] = {"pile": pile, "typist": host.person, "why": "Ziek.", "at": pile.begun_at}
    # The other of the two would choose with whom to agree.
    assert refused(budgeting.release_typist, by=bep, **given) == "other-typist"
    assert refused(budgeting.release_typist, by=ilse, **given | {"typist": ilse.person}) == "no-typist"
    assert refused(budgeting.release_typist, by=ilse, **given | {"why": ""}) == "no-why"
    budgeting.release_typist(by=ilse, posted_key="k" * 8, **given)
    budgeting.release_typist(by=ilse, posted_key="k" * 8, **given)
    assert Entry.objects.filter(act="budgeting.release_typist").count() == 1
    assert list(Typing.objects.values_list("by", flat=True)) == [bep.person and bep.person.pk]
    assert typed(pile, three, bep) == [], "the same person twice is one person"
    assert Envelope.objects.count() == 0
    assert typed(pile, three, ilse) == [] and Envelope.objects.count() == 3


def test_one_person_erases_once_what_somebody_typed_and_so_stops_no_result(
    vote: Vote, pile: Pile, host: Standing, bep: Standing, ilse: Standing
) -> None:
    given: dict[str, Any] = {"pile": pile, "why": "Komt niet terug.", "at": pile.begun_at}
    assert host.person
    three = f"{lines(vote)}\n- 1"
    typed(pile, three, host)
    budgeting.release_typist(by=host, typist=host.person, **given)
    typed(pile, three, host)
    budgeting.release_typist(by=ilse, typist=host.person, **given)
    typed(pile, three, host)
    assert refused(budgeting.release_typist, by=ilse, typist=host.person, **given) == "released-before"
    budgeting.release_typist(by=bep, typist=host.person, **given)
    typed(pile, three, host)
    assert typed(pile, three, bep) == [] and Envelope.objects.count() == 3


def test_who_lets_their_own_typing_be_erased_is_no_third_who_erases_that_of_the_other(
    vote: Vote, pile: Pile, host: Standing, bep: Standing
) -> None:
    typed(pile, f"{lines(vote)}\n- 1", host)
    assert typed(pile, f"{lines(vote)}\n- 2", bep) == [3]
    given: dict[str, Any] = {"pile": pile, "why": "Ik stop even.", "at": pile.begun_at}
    assert bep.person
    budgeting.release_typist(by=bep, typist=bep.person, **given)
    assert refused(budgeting.release_typist, by=bep, typist=host.person, **given) == "other-typist"
    assert Typing.objects.get().by == host.person


def test_the_municipality_erases_nothing_alone_of_what_others_typed(
    vote: Vote, here: Neighbourhood, pile: Pile, host: Standing, bep: Standing
) -> None:
    ola, leads = an_official(here, "Ola"), an_official(here, "Piet")
    party = ola.person.organisation if ola.person else None
    Observer.objects.create(round=vote.round, order=9, person=leads.person, called="Piet", party=party)
    given: dict[str, Any] = {"pile": pile, "why": "Komt niet terug.", "at": pile.begun_at}
    assert host.person and ola.person
    typed(pile, f"{lines(vote)}\n- 1", host)
    typed(pile, f"{lines(vote)}\n- 2", ola)
    assert refused(budgeting.release_typist, by=leads, typist=host.person, **given) == "of-municipality"
    assert Typing.objects.filter(pile=pile).count() == 2
    budgeting.release_typist(by=leads, typist=ola.person, **given)
    assert Typing.objects.filter(pile=pile).count() == 1


def test_one_official_does_not_take_the_place_of_a_typist_again_and_again(
    vote: Vote, here: Neighbourhood, pile: Pile, host: Standing, bep: Standing
) -> None:
    ola, three = an_official(here, "Ola"), f"{lines(vote)}\n- 1"
    assert ola.person
    typed(pile, "- 1\n- 1\n- 1", ola)
    assert typed(pile, three, host) == [1, 2]
    budgeting.release_typist(pile=pile, typist=ola.person, why="Dit klopt niet.", by=bep, at=pile.begun_at)
    assert refused(typed, pile=pile, text="- 1\n- 1\n- 1", by=ola) == "released"
    assert typed(pile, three, bep) == [] and Envelope.objects.count() == 3


def test_who_counts_or_observes_this_round_types_and_the_municipality_not_twice(
    vote: Vote, here: Neighbourhood, bep: Standing
) -> None:
    one, other, stranger = (
        an_official(here, name) for name in ("Ola", "Piet", "Anja")
    )  # Ola counts for the municipality
    party = one.person.organisation if one.person else None
    for by in (other, stranger):
        with pytest.raises(NotAllowed):
            budgeting.begin_pile(round=vote.round, place="x", many=1, by=by, at=vote.round.voting_until)
    Observer.objects.create(round=vote.round, order=9, person=other.person, called="Piet", party=party)
    assert queries.may_type(vote.round, one) and queries.may_type(vote.round, other)
    assert not queries.may_type(vote.round, stranger)
    pile = budgeting.begin_pile(round=vote.round, place="De Eik", many=2, by=one, at=vote.round.voting_until)
    typed(pile, lines(vote), one)
    assert refused(typed, pile=pile, text=lines(vote), by=other) == "both-municipality"
    change = proposed(pile, one, 1)
    assert refused(budgeting.agree_pile_change, change=change, by=other, at=pile.begun_at) == "both-municipality"
    assert typed(pile, lines(vote), bep) == [] and Envelope.objects.count() == 2


def test_a_name_alone_makes_nobody_a_counter(vote: Vote, here: Neighbourhood) -> None:
    # Ola counts for the municipality: an Ola of the residents is somebody else, and so is one without a second factor.
    namesake = a_standing(here, "visitor")
    assert namesake.person is None and not queries.may_type(vote.round, namesake)
    lookalike = a_standing(here, "school", posts=("official",), seat=False)
    assert lookalike.person
    lookalike.person.name = "Ola"
    assert not queries.may_type(vote.round, lookalike)


def test_where_nobody_could_type_a_second_time_no_pile_begins_and_the_page_says_what_to_do(
    vote: Vote, host: Standing, bep: Standing, ilse: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = vote.round.voting_until
    assert queries.enough_type(vote.round, at.date())
    assert host.person and host.person.account
    Account.objects.exclude(pk=host.person.account.pk).delete()
    assert [each.pk for each in queries.typists(vote.round, at.date())] == [host.person.pk]
    given: dict[str, Any] = {"round": vote.round, "place": "De Eik", "many": 1, "by": host, "at": at}
    assert refused(budgeting.begin_pile, **given) == "too-few"
    monkeypatch.setattr("django.utils.timezone.now", lambda: at + timedelta(minutes=1))
    client, slug = Client(), vote.round.neighbourhood.slug
    sign_in(client, host.person)
    for name in ("paper", "begin_pile"):
        page = client.get(reverse(f"budgeting:{name}", args=[slug, vote.round.number])).content.decode()
        assert "Er moeten twee mensen kunnen typen" in page and "gastheer" in page
    Post.objects.all().delete()
    assert queries.typists(vote.round, at.date()) == []


@pytest.mark.parametrize(
    ("officials", "enough"), [([], False), ([False], False), ([True, True], False), ([True, False], True)]
)
def test_two_can_type_when_not_both_are_of_the_municipality(officials: list[bool], enough: bool) -> None:
    assert rules.enough_type(officials) is enough


def test_the_page_of_the_paper_shows_what_waits_and_a_second_person_agrees(
    vote: Vote, pile: Pile, host: Standing, bep: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: pile.begun_at + timedelta(minutes=1))
    slug, number = vote.round.neighbourhood.slug, vote.round.number
    mine, theirs = Client(), Client()
    assert host.person and bep.person
    sign_in(mine, host.person)
    sign_in(theirs, bep.person)
    post = reverse("budgeting:mend_pile", args=[slug, number, pile.number])
    wrong = mine.post(post, {"many": "3", "why": "Twee kleefden aan elkaar.", "key": "a" * 20})
    assert wrong.status_code == 422 and "Twee kleefden aan elkaar." in wrong.content.decode()
    assert mine.post(post, {"many": "2", "why": "Twee kleefden aan elkaar.", "key": "b" * 20}).status_code == 302
    paper = reverse("budgeting:paper", args=[slug, number])
    assert "Voorstel: het zijn 2 biljetten." in theirs.get(paper).content.decode()
    agree = reverse("budgeting:agree_pile", args=[slug, number, PileChange.objects.get().pk])
    assert "Akkoord<" in theirs.get(paper).content.decode() and "Akkoord<" not in mine.get(paper).content.decode()
    assert "Een ander moet akkoord geven." in mine.post(agree, follow=True).content.decode()
    assert "2 biljetten" in theirs.post(agree, follow=True).content.decode()
    mine.post(reverse("budgeting:type", args=[slug, number, pile.number]), {"typed": lines(vote)})
    release = reverse("budgeting:release_typist", args=[slug, number, pile.number])
    assert theirs.post(release, {"typist": str(host.person.pk), "why": "Ziek."}).status_code == 302
    back = reverse("budgeting:take_back_pile", args=[slug, number, pile.number])
    assert theirs.post(back, {"why": "Verkeerde bus."}).status_code == 302
    mine.post(reverse("budgeting:agree_pile", args=[slug, number, PileChange.objects.latest("pk").pk]))
    begin = reverse("budgeting:begin_pile", args=[slug, number])
    assert "van een stapel die is teruggenomen" in mine.get(begin).content.decode()
    assert mine.post(begin, {"place": "De Eik", "many": "2", "again": "1", "key": "c" * 20}).status_code == 302
    assert "het papier is nu stapel 2" in mine.get(paper).content.decode()
    assert mine.get(reverse("budgeting:mend_pile", args=[slug, number, 9])).status_code == 404


def test_before_the_count_two_worlds_with_other_papers_look_the_same(
    vote: Vote, pile: Pile, host: Standing, bep: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither what a paper says nor whether somebody votes again shows on any page, also not to who typed it."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: pile.begun_at + timedelta(minutes=1))
    one, args = vote.codes[1][0], [vote.round.neighbourhood.slug, vote.round.number]
    pages = [reverse(f"budgeting:{name}", args=args) for name in ("paper", "result", "round", "hints")]
    pages.append(reverse("budgeting:type", args=[*args, pile.number]))
    assert bep.person
    worlds = []
    for text in (f"{one} 1\n{one} 2 +\n- 3", f"{one} 3\n{vote.codes[1][1]} 1\n{vote.codes[1][2]} 2"):
        with transaction.atomic():
            typed(pile, text, host)
            typed(pile, text, bep)
            client = Client()
            sign_in(client, bep.person)
            bodies = [client.get(page).content for page in pages]
            worlds.append([re.sub(rb'name="(?:csrfmiddlewaretoken|key)" value="[^"]+"', b"", body) for body in bodies])
            transaction.set_rollback(True)
    assert worlds[0] == worlds[1] and b"ligt in de stembus" in worlds[0][0]
