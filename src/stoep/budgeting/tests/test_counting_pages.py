"""Counters at the table: one who never comes, a lost sheet, a word typed wrongly; and a hostile official."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stoep.budgeting import actions
from stoep.budgeting.models import Box, Counter, Decision, Finding, LetterOrder, Replacement, Result, Round
from stoep.budgeting.tests.ground import refused
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry
from tests.builders import NOW, TODAY, a_standing, sign_in
from tests.rooms.budgeting import IDEA, typed
from tests.rooms.count_keys import anew
from tests.rooms.rounds import a_draft, a_place, a_round, afterwards, an_idea, proposed, running_now
from tests.rooms.voting import Vote, a_vote, brought_forward

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def vote(here: Neighbourhood, bep: Standing, ilse: Standing) -> Vote:
    made = brought_forward(a_vote(here, bep, ilse, many=4))
    for code in made.codes[1][:3]:
        made.cast(code, 1, at=NOW - timedelta(hours=1))
    return made


def table(vote: Vote, by: Standing) -> Any:
    """What comes of typing these words on the page of the count, by their boxes."""
    client = Client()
    assert by.person
    sign_in(client, by.person)
    page = reverse("budgeting:open_box", args=[vote.round.neighbourhood.slug, vote.round.number])
    return lambda **typed_words: client.post(page, typed_words)


def test_three_who_came_open_the_box_without_the_two_who_never_did(vote: Vote, bep: Standing) -> None:
    post = table(vote, bep)
    answer = post(sheet_2=vote.sheets[1], sheet_4=vote.sheets[3], sheet_5=vote.sheets[4])
    assert answer.status_code == 302 and vote.box.voters == 3
    page = Client().get(answer.headers["Location"]).content.decode()
    assert "Deze plannen gaan door" in page


def test_once_it_is_counted_no_page_asks_to_begin_a_pile(vote: Vote, bep: Standing) -> None:
    args, client = [vote.round.neighbourhood.slug, vote.round.number], Client()
    assert bep.person
    sign_in(client, bep.person)
    begin, paper = reverse("budgeting:begin_pile", args=args), reverse("budgeting:paper", args=args)
    assert begin in client.get(paper).content.decode()
    table(vote, bep)(sheet_1=vote.sheets[0], sheet_2=vote.sheets[1], sheet_3=vote.sheets[2])
    assert vote.box.opened_at and begin not in client.get(paper).content.decode()


def test_two_who_came_open_nothing_however_they_try(vote: Vote, bep: Standing) -> None:
    post, (one, two, *_others) = table(vote, bep), vote.sheets
    for sheets in ([one, two], [one, two, one], [one, two, f"  1. {one.upper()}"], [one]):
        answer = post(**{f"sheet_{place}": words for place, words in enumerate(sheets, 1)})
        assert answer.status_code == 422
        told = answer.content.decode()
        assert f"U typte er {len({each.strip().lower().removeprefix('1. ') for each in sheets})}." in told
        # What was typed stands there still.
        assert one in told
    assert vote.box.opened_at is None and not Result.objects.exists()


def test_a_wrong_sheet_says_which_word_is_wrong_and_the_other_sheets_stay(vote: Vote, bep: Standing) -> None:
    post = table(vote, bep)
    words = vote.sheets[1].split()
    misspelt = " ".join([*words[:6], "fietsbel", *words[7:]])
    told = post(sheet_1=vote.sheets[0], sheet_2=misspelt, sheet_3=vote.sheets[2]).content.decode()
    assert "7. fietsbel" in told and vote.sheets[0] in told and misspelt in told
    short = " ".join(words[:32])
    assert "U typte er 32." in post(sheet_1=short).content.decode()
    swapped = " ".join([words[1], words[0], *words[2:]])
    assert "verwisseld" in post(sheet_1=swapped).content.decode() or words[0] == words[1]
    assert vote.box.opened_at is None
    good = post(sheet_1=vote.sheets[0], sheet_2=vote.sheets[1], sheet_3=vote.sheets[2])
    assert good.status_code == 302 and vote.box.voters == 3


def test_a_lost_sheet_before_voting_makes_all_sheets_anew_and_the_old_ones_open_nothing(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    vote = a_vote(here, bep, ilse, many=4)
    old = vote.sheets
    vote.sheets = anew(vote.round, bep, ilse)
    assert not Counter.objects.filter(round=vote.round, confirmed_at__isnull=False).exists()
    for counter, words in zip(vote.round.counters.order_by("order"), vote.sheets, strict=True):
        given: dict[str, Any] = {"counter": counter, "by": ilse, "at": NOW}
        assert refused(actions.confirm_sheet, words=old[counter.order - 1], **given) == "other-sheet"
        actions.confirm_sheet(words=words, **given)
    brought_forward(vote)
    vote.cast(vote.codes[1][0], 1, at=NOW - timedelta(hours=1))
    post = table(vote, bep)
    told = post(sheet_1=old[0], sheet_2=old[1], sheet_3=old[2])
    assert told.status_code == 422 and "U typte er 0." in told.content.decode()
    # After voting began one sheet is lost: four are left, of which three open.
    assert post(sheet_1=vote.sheets[0], sheet_2=vote.sheets[3], sheet_3=vote.sheets[4]).status_code == 302
    assert vote.box.voters == 1


def _rows() -> list[int]:
    kinds: tuple[Any, ...] = (Round, Decision, Counter, LetterOrder, Replacement, Result, Finding)
    return [kind.objects.count() for kind in kinds]


OF_AUTHORS = {"repair", "guess", "withdraw_idea"}


def test_an_official_who_posts_straight_to_each_act_of_a_round_gets_nothing_done(
    vote: Vote, here: Neighbourhood, bep: Standing, ilse: Standing, anouk: Standing
) -> None:
    alderman = a_standing(here, "municipality")
    open_one, draft = a_round(here, bep, ilse, title="Open"), a_draft(here, bep)
    waits = proposed(a_draft(here, bep, title="Wacht"), bep)
    won = afterwards(open_one, bep, ilse)
    running = running_now(here, bep, ilse)
    idea = an_idea(running, bep, at=NOW, today=TODAY)
    asked = actions.ask_replacement(
        round=(other := a_vote(here, bep, ilse, many=60, title="Later")).round, part=other.round.parts.get(order=1),
        by=alone_of(here), at=NOW,
    )  # fmt: skip
    objection = actions.object_to(round=vote.round, words="Nee.", called="", at=NOW, today=TODAY)
    slug = here.slug
    of = {
        "open": [slug, open_one.number], "draft": [slug, draft.number], "vote": [slug, vote.round.number],
        "later": [slug, other.round.number], "award": [slug, open_one.number, won["award"].idea.voice.number],
        "waits": [slug, waits.round.number, waits.pk], "idea": [slug, running.number, idea.voice.number],
        "objection": [slug, vote.round.number, objection.pk],
        "spending": [slug, open_one.number, won["award"].idea.voice.number, won["spending"].pk],
    }  # fmt: skip
    whole = typed(a_place(here, bep))
    acts: list[tuple[str, str, dict[str, Any]]] = [
        ("change_draft", "draft", whole), ("put_aside", "draft", {"why": "Toch niet."}), ("announce", "draft", {}),
        ("change", "open", whole | {"reason": "Zomaar."}), ("stop", "open", {"why": "Te duur."}),
        ("second", "waits", {}), ("withdraw", "waits", {}), ("letters", "open", {"part_1": "60", "part_2": "60"}),
        ("letters_again", "later", {}), ("fetch_list", "later", {}), ("void_letters", "later", {}),
        ("count_key", "open", {}), ("lost", "later", {"part": "1", "seen": "on"}),
        ("begin_pile", "vote", {"place": "Stadhuis", "many": "3"}),
        ("open_box", "vote", {f"sheet_{place}": words for place, words in enumerate(vote.sheets[:3], 1)}),
        ("answer", "objection", {"answer": "Ongegrond."}), ("write_finding", "vote", {"words": "Alles klopt."}),
        ("spend", "award", {"cents": "12,50", "what": "Zaad", "spent_on": f"{TODAY}"}),
        ("take_back", "spending", {"why": "Dubbel."}), ("turn", "award", {"words": "Kleiner.", "why": "Plek."}),
        ("finish", "award", {"words": "Klaar."}), ("stop_award", "award", {"why": "Duur."}),
        ("give_for", "ideas", IDEA), ("repair", "idea", {"words": "Anders."}), ("guess", "idea", {"cents": "1"}),
        ("withdraw_idea", "idea", {}), ("propose_ballot", "open", {}),
    ]  # fmt: skip
    of["ideas"] = [slug, running.number]
    before, sealed = _rows(), Entry.objects.filter(act__startswith="budgeting.").count()
    for official in (anouk, alderman):
        client = Client()
        assert official.person
        sign_in(client, official.person)
        for name, which, form in acts:
            answer = client.post(reverse(f"budgeting:{name}", args=of[which]), form)
            # What only an author does is told beside the box for the secret code, and not done either.
            assert answer.status_code == (422 if name in OF_AUTHORS else 403), (name, answer.status_code)
    assert _rows() == before and Entry.objects.filter(act__startswith="budgeting.").count() == sealed
    assert Box.objects.get(round=vote.round).opened_at is None and asked.agreed_at is None


def alone_of(here: Neighbourhood) -> Standing:
    """A host who is a resident."""
    return a_standing(here, seat=False, posts=("host",))


def test_the_page_of_the_count_says_that_three_sheets_are_needed_and_calls_none_of_them_optional(
    vote: Vote, bep: Standing
) -> None:
    assert bep.person
    client = Client()
    sign_in(client, bep.person)
    slug = vote.round.neighbourhood.slug
    page = client.get(reverse("budgeting:open_box", args=[slug, vote.round.number])).content.decode()
    assert "Er zijn drie bladen nodig" in page
    assert page.count("<textarea") == 5 and "hoeft niet" not in page
