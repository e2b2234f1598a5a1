"""After the count: the poster in each language, the letters to who follows a plan, and the page for those who lost."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from stoep.budgeting import actions as budgeting
from stoep.budgeting import outcomes, queries
from stoep.budgeting.models import Idea
from stoep.people import actions as people
from stoep.people.models import Telling
from stoep.voices.models import Following
from tests.builders import NOW, a_voice, sign_in
from tests.rooms.rounds import a_round
from tests.rooms.voting import Vote, a_vote, everybody_votes, read

pytestmark = pytest.mark.django_db
DEAR = (("Kunstgras", 4_000_000), ("Tribune", 3_500_000), ("Taalcafé", 2_000_000))


@pytest.fixture
def counted(here: Any, bep: Any, ilse: Any) -> Vote:
    """In part 1 all four vote for Kunstgras, three for the Taalcafé, one for the Tribune, which does not fit."""
    read(here, bep, "pl", result_title="Te plany wygrały!")
    vote = a_vote(here, bep, ilse, many=4, plans=DEAR, rule="most-votes", utility="", completion="none")
    for idea in Idea.objects.filter(round=vote.round):
        words = {"title": f"PL {idea.title}", "words": "Słowa.", "reader": "Ola"}
        budgeting.approve_words(idea=idea, language="pl", by=bep, at=NOW, **words)
    everybody_votes(vote, choices=((1, 3), (1, 3), (1, 3), (1, 2)))
    budgeting.open_box(round=vote.round, sheets=vote.sheets[:3], by=bep, at=vote.round.count_at)
    return vote


@pytest.fixture(autouse=True)
def _later(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "counted" in request.fixturenames:
        at = request.getfixturevalue("counted").round.count_at
        monkeypatch.setattr("django.utils.timezone.now", lambda: at)


def address(vote: Vote, name: str, *more: Any) -> str:
    return reverse(f"budgeting:{name}", args=[vote.round.neighbourhood.slug, vote.round.number, *more])


def text_of(made: bytes) -> list[str]:
    return [page.extract_text().replace("\xa0", " ") for page in PdfReader(io.BytesIO(made)).pages]


def follows(
    vote: Vote, number: int, language: str, to: str = "Samira\nEikstraat 3\n1234 AB Waterstad", channel: str = "letter"
) -> Any:
    voice = Idea.objects.get(round=vote.round, ballot_number=number).voice
    contact = people.keep_contact(channel=channel, address=to, language=language, at=NOW)
    return Following.objects.create(voice=voice, contact=contact, since_at=NOW).contact


def test_the_poster_says_who_won_and_how_near_others_came_in_each_approved_language(
    client: Client, counted: Vote
) -> None:
    for size, wide in (("a3", 842), ("a4", 595)):
        answer = client.get(address(counted, "poster", 1, "nl", size))
        assert abs(float(PdfReader(io.BytesIO(answer.content)).pages[0].mediabox.width) - wide) < 1
        (text,) = text_of(answer.content)
        for said in ("Kunstgras", "€ 40.000", "Taalcafé", "Stemmen: 4", "4 mensen stemden", "100 van elke 100",
                     "Tribune", "er was te weinig geld over", "Noord"):  # fmt: skip
            assert said in " ".join(text.split()), said
    (polish,) = text_of(client.get(address(counted, "poster", 1, "pl", "a4")).content)
    assert "Te plany wygrały!" in polish and "PL Kunstgras" in polish and "Głosy: 4" in polish
    assert "stemmen" not in polish.replace("/stemmen", "") and "weinig" not in polish
    for wrong in (("tr", "a4"), ("nl", "a5"), ("xx", "a3")):
        assert client.get(address(counted, "poster", 1, *wrong)).status_code == 404
    page = client.get(address(counted, "result")).content.decode()
    assert address(counted, "poster", 2, "pl", "a3") in page and address(counted, "poster", 1, "tr", "a3") not in page


def test_a_part_in_which_nobody_voted_has_a_poster_too(client: Client, counted: Vote) -> None:
    (text,) = text_of(client.get(address(counted, "poster", 2, "nl", "a4")).content)
    assert "0 mensen stemden" in text


def test_for_those_who_lost_there_is_a_page_with_how_near_it_came_and_what_now(
    client: Client, counted: Vote, here: Any, bep: Any, ilse: Any
) -> None:
    page = client.get(address(counted, "not_won")).content.decode()
    for said in ("Tribune", "1 stemmer koos het.", "er was te weinig geld over", "bezwaar maken tot en met",
                 "Er is nog geen volgende ronde", "Vraag Ilse, 020 555 01 23"):  # fmt: skip
        assert said in page, said
    assert "Taalcafé" not in page and address(counted, "object") in page
    assert address(counted, "not_won") in client.get(address(counted, "result")).content.decode()
    later = a_round(here, bep, ilse, title="Ronde Beuk", today=NOW.date() + timedelta(days=100))
    page = client.get(address(counted, "not_won")).content.decode()
    assert "in de volgende ronde: Ronde Beuk" in page and later.get_absolute_url() in page


def test_before_the_count_none_of_it_is_there(client: Client, here: Any, bep: Any, ilse: Any) -> None:
    vote = a_vote(here, bep, ilse, many=1)
    for name, *more in (("not_won",), ("poster", 1, "nl", "a3")):
        assert client.get(address(vote, name, *more)).status_code == 404
    sign_in(client, bep.person)
    assert client.get(address(vote, "replies")).status_code == 302


def test_who_follows_a_plan_and_hears_by_letter_gets_one_in_the_own_language(
    client: Client, counted: Vote, bep: Any
) -> None:
    follows(counted, 1, "en", "Tom\nBeukstraat 1\n1234 AB Waterstad")
    follows(counted, 2, "nl")
    follows(counted, 3, "nl", "samira@example.org", channel="mail")
    gone = follows(counted, 2, "nl", "Weg\nEikstraat 1\n1234 AB Waterstad")
    people.erase_contact(contact=gone, at=NOW)
    sign_in(client, bep.person)
    won, lost = (" ".join(text.split()) for text in text_of(client.get(address(counted, "replies")).content))
    assert all(said in won for said in ("Tom", "Kunstgras goes on", "4 voters chose this plan", "€ 40.000"))
    assert all(said in lost for said in ("Samira", "Tribune haalde het nu niet", "1 stemmer koos het.", "bezwaar"))
    assert "Tom" not in lost and "niet-gehaald" in lost and "Tribune, in Noord" in lost


def test_each_letter_holds_what_the_page_says(counted: Vote) -> None:
    follows(counted, 2, "nl")
    (letter,) = outcomes.replies(counted.round, counted.round.count_at.date())
    (result, _second) = queries.results(counted.round)
    (plan,) = outcomes.lost(result)
    said = outcomes.now(counted.round, counted.round.count_at.date())
    assert letter.sentences == (*plan.told, *said)
    after = counted.round.objections_until + timedelta(days=1)
    assert not any("bezwaar" in sentence for sentence in outcomes.now(counted.round, after))


def test_who_gets_the_letter_about_the_result_gets_no_second_one_and_all_others_still_hear(
    client: Client, here: Any, bep: Any, ilse: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    vote = a_vote(here, bep, ilse, many=4, plans=DEAR, rule="most-votes", utility="", completion="none")
    idea = Idea.objects.get(round=vote.round, ballot_number=1)
    by_letter, by_mail = follows(vote, 1, "nl"), follows(vote, 1, "nl", "samira@example.org", channel="mail")
    parent = Idea.objects.create(
        round=vote.round, part=idea.part, voice=a_voice(here).voice, title="Gras", made_one=idea, written_at=NOW
    )
    address_of = "Tom\nBeukstraat 1\n1234 AB Waterstad"
    of_parent = people.keep_contact(channel="letter", address=address_of, language="nl", at=NOW)
    Following.objects.create(voice=parent.voice, contact=of_parent, since_at=NOW)
    everybody_votes(vote, choices=((1, 3), (1, 3), (1, 3), (1, 2)))
    Telling.objects.all().delete()
    at = vote.round.count_at
    budgeting.open_box(round=vote.round, sheets=vote.sheets[:3], by=bep, at=at)
    assert set(Telling.objects.values_list("contact", flat=True)) == {by_mail.pk, of_parent.pk}
    (letter,) = outcomes.replies(vote.round, at.date())
    assert letter.to.startswith("Samira") and by_letter.pk not in {by_mail.pk, of_parent.pk}
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    asks = "1 mens volgt een plan en wil een brief."
    assert asks not in client.get(address(vote, "result")).content.decode()
    sign_in(client, bep.person)
    page = client.get(address(vote, "result")).content.decode()
    assert asks in page and page.count(address(vote, "replies")) == 1
