"""The fixed sentences of a vote: who approves them, which round goes by them, and what reading them costs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stoep.budgeting import actions as budgeting
from stoep.budgeting import queries
from stoep.budgeting.models import VoteWording
from stoep.budgeting.wordings import PROPOSED
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import NOW, a_neighbourhood, a_standing, sign_in
from tests.rooms.rounds import a_round
from tests.rooms.voting import VOTING, a_vote, read

pytestmark = pytest.mark.django_db
OWN = "Wpisz kod z listu, proszę."


def approve(here: Any, by: Any, **said: Any) -> VoteWording:
    usual: dict[str, Any] = {"language": "pl", "texts": PROPOSED["pl"] | {"type_code": OWN}, "reader": "Ola", "at": NOW}
    return budgeting.approve_wording(neighbourhood=here, by=by, **usual | said)


def test_approved_sentences_are_what_a_round_goes_by_and_the_rest_is_our_proposal(
    here: Any, bep: Any, ilse: Any
) -> None:
    round = a_round(here, bep, ilse)
    assert not any(spoken.is_read for spoken in queries.spoken_in(round).values())
    assert queries.read_languages(round) == ["nl"]
    approve(here, bep)
    said = queries.spoken_in(round)
    assert (said["pl"].texts["type_code"], said["pl"].is_read) == (OWN, True)
    assert (dict(said["tr"].texts), said["tr"].is_read) == (PROPOSED["tr"], False)
    assert queries.read_languages(round) == ["nl", "pl"]
    entry = Entry.objects.get(act="budgeting.approve_wording").sealed()
    assert entry["facts"]["language"] == "pl" and "Ola" not in str(entry["facts"])


def test_only_who_hosts_here_approves_and_what_is_filled_in_stays(here: Any, bep: Any, anouk: Any) -> None:
    for by in (a_standing(a_neighbourhood()), anouk):
        with pytest.raises(NotAllowed):
            approve(here, by)
    for why, said in (
        ("choice", {"language": "xx"}),
        ("no-reader", {"reader": " "}),
        ("sentence", {"texts": PROPOSED["pl"] | {"until": "Do kiedyś."}}),
        ("sentence", {"texts": PROPOSED["pl"] | {"until": "{date.__class__} {time}"}}),
        ("sentence", {"texts": {}}),
    ):
        with pytest.raises(Refused) as refused:
            approve(here, bep, **said)
        assert refused.value.code == why
    assert not VoteWording.objects.exists()
    assert approve(here, bep, posted_key="k" * 20) == approve(here, bep, posted_key="k" * 20, reader="Iemand")
    assert VoteWording.objects.count() == 1


def test_once_voting_has_begun_nothing_changes_for_that_round(here: Any, bep: Any, ilse: Any) -> None:
    round = a_round(here, bep, ilse)
    read(here, bep, "pl", at=round.voting_from - timedelta(seconds=1), type_code="Pierwszy.")
    read(here, bep, "pl", "ar", at=round.voting_from, type_code="Drugi.")
    said = queries.spoken_in(round)
    assert said["pl"].texts["type_code"] == "Pierwszy." and not said["ar"].is_read
    later = a_round(here, bep, ilse, title="Later", at=NOW, today=NOW.date() + timedelta(days=70))
    assert queries.spoken_in(later)["pl"].texts["type_code"] == "Drugi."


def test_sentences_that_came_after_somebody_read_the_others_make_that_language_unread(
    here: Any, bep: Any, ilse: Any
) -> None:
    round, row = a_round(here, bep, ilse), approve(here, bep)
    row.texts = {key: text for key, text in row.texts.items() if key != "again_box"}
    row.save()
    said = queries.spoken_in(round)["pl"]
    assert not said.is_read and said.texts["again_box"] == PROPOSED["pl"]["again_box"]
    assert said.texts["type_code"] == OWN and queries.read_languages(round) == ["nl"]


def test_the_voting_page_says_them_and_that_nobody_read_the_others(
    here: Any, bep: Any, ilse: Any, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    vote = a_vote(here, bep, ilse, many=2)
    approve(here, bep)
    monkeypatch.setattr("django.utils.timezone.now", lambda: VOTING)
    address = reverse("budgeting:vote", args=[here.slug, vote.round.number])
    seen = {code: Client().get(address, {"taal": code}).content.decode() for code in ("nl", "pl", "tr")}
    assert OWN in seen["pl"] and PROPOSED["tr"]["type_code"] in seen["tr"]
    unread = "nog niemand uit de wijk na"
    assert unread in seen["tr"] and unread not in seen["pl"] and unread not in seen["nl"]
    box, _here = vote.box, vote.round.neighbourhood
    with django_assert_num_queries(0):
        assert queries.spoken_while_voting(vote.round, box, VOTING)["pl"].texts["type_code"] == OWN
    with django_assert_num_queries(1):
        queries.spoken_while_voting(vote.round, None, VOTING)


def test_a_page_to_read_each_language_beside_dutch(client: Client, here: Any, bep: Any) -> None:
    sign_in(client, bep.person)
    address = reverse("budgeting:wording", args=[here.slug, "ar"])
    seen = client.get(address).content.decode()
    assert PROPOSED["nl"]["type_code"] in seen and PROPOSED["ar"]["type_code"] in seen and 'dir="rtl"' in seen
    typed = {f"t_{key}": text for key, text in PROPOSED["ar"].items()} | {"reader": "Samira", "key": "a" * 20}
    wrong = client.post(address, typed | {"t_until": "x"})
    assert wrong.status_code == 422 and 'value="x"' in wrong.content.decode()
    assert client.post(address, typed).status_code == 302
    assert VoteWording.objects.get().reader == "Samira"
    listing = Client().get(reverse("budgeting:sentences", args=[here.slug])).content.decode()
    assert "Samira zei op" in listing and "ons voorstel" in listing
