"""A slip in policy is mended by a new row: the first stays readable, and links stay with it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from stoep.council import queries
from stoep.council.models import Policy
from stoep.council.tests.ground import Wijk, a_link, a_policy, a_wijk
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import TODAY, sign_in

pytestmark = pytest.mark.django_db
NEW = {"title": "Plekken voor jongeren in elke buurt", "taakveld": "6.2", "money": "45.000 euro in 2027"}


@pytest.fixture
def wijk() -> Wijk:
    return a_wijk()


def test_a_correction_counts_and_what_stood_there_first_can_be_read(wijk: Wijk) -> None:
    first = a_policy(wijk, money="4.500 euro in 2027")
    linked = a_link(wijk, policy=first)
    middle = a_policy(wijk, corrects=first, title="Plekken voor jongeren in de wijk")
    last = a_policy(wijk, corrects=middle, by=wijk.official, **NEW)
    assert middle.corrects == first and last.corrects == first, "all of them point at the first"
    known = queries.policy_here(wijk.place, first.pk)
    assert (known.newest, known.earlier) == (last, [middle, first])
    assert [each.newest for each in queries.policies(wijk.place)] == [last]
    (line,) = queries.shown_links(queries.links_of(wijk.item), TODAY)
    assert (line.policy, line.taakveld, line.money) == (f"M-12 {NEW['title']}", "6.2", "45.000 euro in 2027")
    assert line.link == linked and line.link.policy == first
    first.refresh_from_db()
    assert first.money == "4.500 euro in 2027"
    facts = Entry.objects.filter(act="council.enter").latest("pk").sealed()["facts"]
    assert facts["corrected"] is True and facts["corrects"] == f"policy:{first.pk}"
    reader = Client(headers={"accept-language": "nl"})
    page = reader.get(first.get_absolute_url()).content.decode()
    for words in ("4.500 euro in 2027", "45.000 euro in 2027", "Wat er eerst stond", middle.title):
        assert words in page, words
    for path in (
        reverse("thread:item", args=[wijk.item.code]),
        reverse("thread:council_view", args=[wijk.place.slug]),
        reverse("council:policies", args=[wijk.place.slug]),
    ):
        page = reader.get(path).content.decode()
        assert NEW["title"] in page and first.title not in page, path


def test_a_correction_that_takes_money_away_leaves_none(wijk: Wijk) -> None:
    first = a_policy(wijk, money="4.500 euro in 2027")
    a_link(wijk, policy=first)
    a_policy(wijk, corrects=first, money="")
    (line,) = queries.shown_links(queries.links_of(wijk.item), TODAY)
    assert line.money == ""


def test_who_may_not_write_policy_down_may_not_correct_it(wijk: Wijk) -> None:
    first = a_policy(wijk)
    with pytest.raises(NotAllowed):
        a_policy(wijk, corrects=first, by=wijk.housing)
    other = a_wijk()
    with pytest.raises(Refused) as caught:
        a_policy(other, corrects=first)
    assert caught.value.code == "other-policy"
    assert Policy.objects.count() == 1


def test_a_link_to_a_correction_is_a_link_to_the_first(wijk: Wijk) -> None:
    first = a_policy(wijk)
    corrected = a_policy(wijk, corrects=first)
    assert a_link(wijk, policy=corrected).policy == first
    with pytest.raises(Refused) as caught:
        a_link(wijk, policy=first, words="Nog eens.")
    assert caught.value.code == "linked"


def test_the_form_holds_what_stands_there_and_sent_twice_corrects_once(wijk: Wijk) -> None:
    first = a_policy(wijk, money="4.500 euro in 2027")
    client = Client(headers={"accept-language": "nl"})
    assert wijk.official.person
    sign_in(client, wijk.official.person)
    address = reverse("council:correct", args=[wijk.place.slug, first.pk])
    assert address in client.get(first.get_absolute_url()).content.decode()
    assert "4.500 euro in 2027" in client.get(address).content.decode()
    sent = {"kind": "motion", "number": "M-12", **NEW, "key": "verbetering-een"}
    for _twice in range(2):
        assert client.post(address, sent).headers["Location"] == first.get_absolute_url()
    assert Policy.objects.count() == 2
    assert client.post(address, sent | {"key": "twee", "taakveld": "99"}).status_code == 422
    corrected = Policy.objects.get(corrects=first)
    own = reverse("council:policy", args=[wijk.place.slug, corrected.pk])
    assert client.get(own).status_code == 404, "a correction is read at the page of the first"
