"""The pages of voting: without JavaScript, without a trace, and the same whatever was voted."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import get_resolver, reverse

from stoep.budgeting import actions as budgeting
from stoep.budgeting import queries, rules, tries, turnout
from stoep.budgeting.models import BallotWords, Counter, Envelope, Flag, Idea, LetterOrder, Replacement, VoteCount
from stoep.core.ballots import codes
from stoep.voices.models import Photo
from tests.builders import NOW, a_neighbourhood, a_person, a_standing, sign_in
from tests.rooms.rounds import a_round
from tests.rooms.voting import VOTING, Vote, a_vote, counters, everybody_votes, with_ballot

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: VOTING)
    monkeypatch.setattr(tries, "ours", tries.Tries())
    monkeypatch.setattr(turnout, "ours", turnout.Turnout())


@pytest.fixture
def vote() -> Vote:
    here = a_neighbourhood()
    return a_vote(here, a_standing(here), a_standing(here, "independent"), many=4)


def page_of(vote: Vote, name: str = "vote", *more: Any) -> str:
    return reverse(f"budgeting:{name}", args=[vote.round.neighbourhood.slug, vote.round.number, *more])


def fields(html: str) -> dict[str, str]:
    """What the first form of a page would send, with what is ticked."""
    form = html[html.index('<form class="stoep-form"') :]
    found = {}
    for tag in re.findall(r"<input[^>]+>", form[: form.index("</form>")]):
        said = dict(re.findall(r'(\w[\w-]*)="([^"]*)"', tag))
        if said.get("type") != "checkbox" or " checked" in tag:
            found[said["name"]] = said.get("value", "")
    return found


def test_a_vote_goes_in_three_steps_by_forms_alone(client: Client, vote: Vote) -> None:
    page, code = page_of(vote), vote.codes[1][0]
    first = client.get(page)
    assert "Typ de code uit uw brief" in first.content.decode()
    ballot = client.post(page, fields(first.content.decode()) | {"code": codes.spoken(code).lower()})
    shown = ballot.content.decode()
    assert ballot.status_code == 200 and "Bankje aan de gracht" in shown and "kost €\u00a08.000" in shown
    look = client.post(page, fields(shown) | {"plan-1": "1", "plan-3": "1"}).content.decode()
    assert "Kijk na wat u kiest" in look and "Speelplek" in look and "Bomen" not in look
    assert not Envelope.objects.exists()
    back = client.post(page, fields(look) | {"step": "change"}).content.decode()
    assert fields(back)["plan-1"] == fields(back)["plan-3"] == "1" and "plan-2" not in fields(back)
    assert fields(back)["order"] == fields(shown)["order"]
    thanks = client.post(page, fields(look)).content.decode()
    assert "Uw stem ligt in de gesloten bus" in thanks and code not in thanks and "Speelplek" not in thanks
    assert Envelope.objects.count() == 1
    assert not Session.objects.exists() and "sessionid" not in client.cookies


def test_no_page_of_voting_is_kept_and_no_code_stands_in_an_address(client: Client, vote: Vote, caplog: Any) -> None:
    page, code = page_of(vote), vote.codes[1][0]
    for sent in ({"step": "code"}, {"step": "choose", "plan-1": "1"}, {"step": "cast", "plan-1": "1"}, {"step": "wat"}):
        answer = client.post(page, {"code": code} | sent)
        assert "no-store" in answer["Cache-Control"] and "private" in answer["Cache-Control"]
        html = answer.content.decode()
        assert answer["Referrer-Policy"] == "same-origin"
        assert not re.search(rf'(?:href|action|src)="[^"]*{code}', html)
    # In a query it is not looked at.
    assert "Typ de code" in client.get(f"{page}?code={code}").content.decode()
    assert code not in caplog.text


def test_the_order_of_plans_differs_from_ballot_to_ballot_and_numbers_stay(client: Client, vote: Vote) -> None:
    orders = set()
    for _time in range(30):
        html = client.post(page_of(vote), {"code": vote.codes[1][0], "step": "code"}).content.decode()
        orders.add(fields(html)["order"])
        assert "1. <bdi>Bankje aan de gracht</bdi>" in html
    assert len(orders) > 3


@pytest.mark.parametrize("language", ["nl", "en", "tr", "ar", "pl"])
def test_the_ballot_speaks_five_languages_and_says_in_which_a_plan_is(
    client: Client, vote: Vote, language: str
) -> None:
    first = Idea.objects.get(round=vote.round, ballot_number=1)
    BallotWords.objects.create(
        idea=first, language=language, title=f"Titel {language}", words="Woorden", reader="Aylin", approved_at=NOW
    )
    sent = {"code": vote.codes[1][0], "step": "code", "taal": language}
    html = client.post(page_of(vote), sent).content.decode()
    assert f'lang="{language}"' in html and f"Titel {language}" in html
    assert ('dir="rtl"' in html) == (language == "ar")
    assert 'lang="nl" dir="ltr"><label' in html or language == "nl"
    thanks = client.post(page_of(vote), sent | {"step": "cast", "plan-1": "1"})
    assert thanks.status_code == 200


def test_a_wrong_code_is_told_and_after_many_of_them_slower_but_a_right_one_always_gets_in(
    client: Client, vote: Vote
) -> None:
    page = page_of(vote)
    for turn in range(tries.FREE + 5):
        answer = client.post(page, {"code": "K7QM-4XRT-8PWN-A", "step": "code"})
        assert answer.status_code == (422 if turn < tries.FREE else 429)
    assert "Wacht een minuut" in answer.content.decode()
    assert client.post(page, {"code": vote.codes[1][0], "step": "code"}).status_code == 200
    assert client.post(page, {"code": "x" * 5000, "step": "code"}).status_code == 429


def test_too_much_on_a_ballot_is_told_and_what_was_chosen_stays(client: Client) -> None:
    here = a_neighbourhood()
    vote = a_vote(here, a_standing(here), a_standing(here, "independent"), many=1, most=1)
    sent = {"code": vote.codes[1][0], "step": "choose", "plan-1": "1", "plan-2": "1"}
    answer = client.post(page_of(vote), sent)
    html = answer.content.decode()
    assert answer.status_code == 422 and "U koos meer plannen dan mag" in html
    assert fields(html)["plan-1"] == fields(html)["plan-2"] == "1"
    for more in ({"plan-99": "1"}, {"plan-1": "-1"}, {"plan-1": "9" * 50}, {"plan-²": "1"}, {}):
        bad = {"code": vote.codes[1][0], "step": "cast"} | more
        assert client.post(page_of(vote), bad).status_code == 422
    assert not Envelope.objects.exists()


@pytest.mark.parametrize("sent", [
    {"step": "choose", "plan-1": "9" * 5000}, {"step": "cast", "plan-1": "9" * 5000},
    {"step": "choose", "plan-1": "1", "order": "9" * 5000},
])  # fmt: skip
def test_a_number_as_long_as_a_page_is_answered_as_any_other_that_cannot_be(
    client: Client, vote: Vote, sent: dict[str, str]
) -> None:
    assert client.post(page_of(vote), {"code": vote.codes[1][0]} | sent).status_code in (200, 422)
    assert not Envelope.objects.exists()


def test_one_second_late_closes_the_box_and_a_clock_set_back_does_not_open_it(
    client: Client, vote: Vote, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = {"code": vote.codes[1][0], "step": "cast", "plan-1": "1"}
    assert client.post(page_of(vote), sent).status_code == 200
    monkeypatch.setattr("django.utils.timezone.now", lambda: vote.round.voting_until + timedelta(seconds=1))
    late = client.post(page_of(vote), sent)
    assert late.status_code == 422 and "Het stemmen is gesloten" in late.content.decode()
    assert vote.box.closed_count == 1
    monkeypatch.setattr("django.utils.timezone.now", lambda: VOTING)
    assert client.post(page_of(vote), sent).status_code == 422
    assert "Het stemmen is gesloten" in client.get(page_of(vote)).content.decode()
    assert Envelope.objects.count() == 1


def test_counts_per_hour_are_written_later_and_a_network_with_many_ballots_is_flagged(vote: Vote) -> None:
    noted = turnout.Turnout()
    for _ballot in range(rules.FROM_ONE_NETWORK + 1):
        noted.note(vote.round.pk, "screen", VOTING, "192.0.2.0/24")
    noted.note(vote.round.pk, "screen", VOTING, "198.51.100.0/24")
    assert not VoteCount.objects.exists()
    noted.write(VOTING + timedelta(minutes=11))
    assert VoteCount.objects.get().many == rules.FROM_ONE_NETWORK + 2 and not Flag.objects.exists()
    noted.write(VOTING + timedelta(hours=1, minutes=5))
    flag = Flag.objects.get()
    assert flag.many == rules.FROM_ONE_NETWORK + 1 and "192.0" not in repr(Flag.objects.values())
    noted.write(VOTING + timedelta(hours=3))
    assert Flag.objects.count() == 1 and VoteCount.objects.get().many == rules.FROM_ONE_NETWORK + 2


def addresses(vote: Vote) -> list[str]:
    """Every address of the house that asks for nothing but this neighbourhood and this round."""
    found = []
    given = {"slug": vote.round.neighbourhood.slug, "number": vote.round.number}
    for name in sorted(get_resolver().reverse_dict.keys() | _named(), key=str):
        if not isinstance(name, str):
            continue
        for wanted in ({}, {"slug": given["slug"]}, given):
            try:
                found.append(reverse(name, kwargs=wanted))
            except Exception:
                continue
    return sorted(set(found))


def _named() -> set[str]:
    return {
        f"{space}:{name}"
        for space, (_prefix, resolver) in get_resolver().namespace_dict.items()
        for name in resolver.reverse_dict
        if isinstance(name, str)
    }


def seen(people: list[Any], pages: list[str]) -> dict[str, tuple[int, bytes, str]]:
    """What a visitor, an official and a resident with a seat read: every page, its status and its version."""
    found = {}
    for place, person in enumerate(people):
        client = Client()
        if person:
            sign_in(client, person)
        for page in pages:
            answer = client.get(page)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
            found[f"{place} {page}"] = (answer.status_code, _without_chance(body), answer.get("ETag", ""))
    return found


def _without_chance(body: bytes) -> bytes:
    """A page without the keys of its forms, which are drawn anew each time, and a paper without when it was made."""
    if body.startswith(b"%PDF"):
        return "\f".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages).encode()
    return re.sub(rb'name="(?:csrfmiddlewaretoken|key|posted_key|sleutel)" value="[^"]+"', b"", body)


def test_before_closing_two_worlds_with_other_votes_look_the_same_everywhere(vote: Vote) -> None:
    from django.db import transaction

    # A second lock begins with a question drawn by chance.
    pages = [page for page in addresses(vote) if "uitloggen" not in page and "tweede-slot" not in page]
    assert page_of(vote) in pages and page_of(vote, "ready") in pages and len(pages) > 60
    here, worlds = vote.round.neighbourhood, []
    people = [None, a_standing(here, "municipality").person, a_standing(here).person]
    for choices in (((1,),), ((2, 3), (3,))):
        with transaction.atomic():
            everybody_votes(vote, choices=choices)
            worlds.append(seen(people, pages))
            transaction.set_rollback(True)
    one, two = worlds
    assert [key for key in one if one[key] != two[key]] == []


def test_the_printer_gets_the_list_once_and_pages_tell_what_is_ready(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    here = a_neighbourhood()
    leads, keeps = a_standing(here), a_standing(here, "independent")
    round = with_ballot(a_round(here, leads, keeps, counters=counters()))
    args = [here.slug, round.number]
    assert "Nog niet besteld" in client.get(reverse("budgeting:ready", args=args)).content.decode()
    sign_in(client, keeps.person or a_person())
    sent = client.post(reverse("budgeting:letters", args=args), {"part_1": "30", "part_2": "20", "key": "een-twee"})
    assert sent.status_code == 302
    order = LetterOrder.objects.get()
    assert (order.many, order.reserve, order.made_at) == (50, 0, NOW)
    listed = client.post(reverse("budgeting:fetch_list", args=args))
    assert listed["Content-Type"].startswith("text/csv") and "no-store" in listed["Cache-Control"]
    assert len(listed.content.decode().splitlines()) == 51 and "#" in listed.content.decode()
    assert client.post(reverse("budgeting:fetch_list", args=args)).status_code == 302
    ready = client.get(reverse("budgeting:ready", args=args)).content.decode()
    assert "De lijst is opgehaald" in ready and "Haal de lijst op" not in ready
    assert client.post(reverse("budgeting:void_letters", args=args)).status_code == 302
    order.refresh_from_db()
    assert order.void_at == NOW


def test_the_sheets_come_as_paper_once_and_counters_show_that_they_have_them(client: Client, monkeypatch: Any) -> None:
    import io

    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    here = a_neighbourhood()
    leads, keeps = a_standing(here), a_standing(here, "independent")
    round = with_ballot(a_round(here, leads, keeps, counters=counters()))
    args = [here.slug, round.number]
    sign_in(client, leads.person or a_person())
    assert client.get(reverse("budgeting:count_key", args=args)).status_code == 200
    paper = client.post(reverse("budgeting:count_key", args=args), {"instead_of": ""})
    again = client.post(reverse("budgeting:count_key", args=args), {"instead_of": ""})
    assert again.status_code == 302 and "Ze bestaan één keer" in client.get(again["Location"]).content.decode()
    assert paper["Content-Type"] == "application/pdf" and "no-store" in paper["Cache-Control"]
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(paper.content)).pages]
    assert len(pages) == 5 and "Fatma" in pages[1]
    other = Client()
    sign_in(other, keeps.person or a_person())
    for place, text in enumerate(pages, 1):
        words = " ".join(re.findall(r"\b\d{1,2}\.\s*([a-z]{4,8})\b", text))
        answer = other.post(reverse("budgeting:sheet", args=args), {"counter": str(place), "words": words})
        assert answer.status_code == 302, (text, words)
    assert Counter.objects.filter(round=round, confirmed_at=NOW).count() == 5
    ready = Client().get(reverse("budgeting:ready", args=args)).content.decode()
    assert keeps.person and ready.count(f"<bdi>{keeps.person.name}</bdi> keek mee op") == 5
    wrong = other.post(reverse("budgeting:sheet", args=args), {"counter": "1", "words": "acid " * 33})
    assert wrong.status_code == 422 and "verwisseld" in wrong.content.decode()


def test_a_lost_letter_is_asked_for_by_one_and_agreed_by_another(client: Client) -> None:
    here = a_neighbourhood()
    vote = a_vote(here, a_standing(here), a_standing(here, "independent"), many=60)
    host = a_standing(here, posts=("host",), seat=False, person=a_person(side="care"))
    sign_in(client, host.person or a_person())
    sent = {"part": "1", "old_code": "", "seen": "on", "key": "een"}
    assert client.post(page_of(vote, "lost"), sent).status_code == 302
    asked = Replacement.objects.get()
    assert client.post(page_of(vote, "agree", asked.pk)).status_code == 302
    asked.refresh_from_db()
    assert asked.agreed_at is None
    other = Client()
    sign_in(other, a_standing(here).person or a_person())
    assert "Akkoord" in other.get(page_of(vote, "replacements")).content.decode()
    assert other.post(page_of(vote, "agree", asked.pk)).status_code == 302
    asked.refresh_from_db()
    assert f"envelop {asked.given_number}" in other.get(page_of(vote, "replacements")).content.decode()
    budgeting.cast(round=vote.round, typed=vote.reserve[1][0], points={1: 1}, at=VOTING)
    assert "1 (0,8%)" in client.get(page_of(vote, "ready")).content.decode()
    english = client.get(page_of(vote, "ready"), headers={"accept-language": "en"})
    assert "1 (0.8%)" in english.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_telephone_that_scans_the_letter_votes_to_the_end(page: Any, live_server: Any) -> None:
    """A browser sends an origin with each form; a page that hides it (no-referrer) could not be posted at all."""
    here = a_neighbourhood()
    money: dict[str, Any] = {"ballot": "knapsack", "most": None, "parts": [("Alles", 2_400_000)]}
    vote = a_vote(here, a_standing(here), a_standing(here, "independent"), many=2, **money)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{live_server.url}{page_of(vote)}#{vote.codes[1][0]}")
    assert "#" not in page.url and page.input_value("#id_code") == vote.codes[1][0]
    page.click(".stoep-form button[type=submit]")
    page.check("#plan-1")
    assert page.inner_text(".budgeting-left") == "Nog over: €\u00a016.000"
    page.click(".stoep-form button[type=submit]")
    page.click(".stoep-form button[type=submit]")
    assert "Uw stem ligt in de gesloten bus" in page.inner_text("main")
    assert Envelope.objects.count() == 1


def test_a_screen_shows_the_same_picture_as_paper_the_drawing_and_else_the_photo(client: Client, vote: Vote) -> None:
    drawn, photographed = Idea.objects.filter(ballot_number__isnull=False, part__order=1).select_related("voice")[:2]
    photos = [
        Photo.objects.create(voice=idea.voice, image=f"photos/{idea.pk}.jpg", described="Hoe het nu is.", added_at=NOW)
        for idea in (drawn, photographed)
    ]
    Idea.objects.filter(pk=drawn.pk).update(picture="photos/tekening.jpg", picture_described="Hoe het wordt.")
    shown = client.post(page_of(vote), {"code": vote.codes[1][0]}).content.decode()
    drawing = page_of(vote, "picture", drawn.voice.number)
    assert set(re.findall(r'<img class="budgeting-picture" src="([^"]+)" alt="([^"]+)"', shown)) == {
        (drawing, "Hoe het wordt."), (reverse("voices:photo", args=[photos[1].pk]), "Hoe het nu is."),
    }  # fmt: skip
    on_paper = queries.pictures(drawn.part)
    assert on_paper[drawn.ballot_number or 0][1] == "Hoe het wordt."
    assert on_paper[photographed.ballot_number or 0][1] == "Hoe het nu is."
