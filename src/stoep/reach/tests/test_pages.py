"""The pages of whom we do not hear yet: what everybody reads, the card without a trace, and a stack typed over."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from stoep.reach import boxes
from stoep.reach.models import Box, Edition
from stoep.reach.views import cards
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing, sign_in
from tests.rooms.reach import a_round, a_step, an_edition, drop

pytestmark = pytest.mark.django_db
AGES = [{"of": [band], "people": 1000} for band in ("15-24", "25-44", "45-64", "65")]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def _laid_beside(edition: Edition) -> None:
    margins = {"age": {"rows": AGES, "residents": 4000, "year": 2024, "sources": ["CBS"]}}
    Edition.objects.filter(pk=edition.pk).update(margins=margins)


def test_everybody_reads_who_is_heard_first_then_who_is_not_and_no_small_number(
    client: Any, django_assert_max_num_queries: Any
) -> None:
    here = a_neighbourhood()
    leader = a_standing(here)
    page = reverse("reach:missing", args=[here.slug])
    assert "nog niets geteld" in client.get(page).content.decode()
    edition = an_edition(here, leader)
    _laid_beside(edition)
    a_step(edition, leader)
    with django_assert_max_num_queries(8):
        text = client.get(page).content.decode()
    assert text.index("Wie wij horen zoals zij hier wonen") < text.index("Wie wij nog te weinig horen")
    assert "Jongeren van 15 tot en met 24 jaar" in text and "voetbalkooi" in text
    with django_assert_max_num_queries(8):
        whole = client.get(edition.get_absolute_url()).content.decode()
    assert "minder dan 10" in whole and "ongeveer 30" in whole and "geen officiële cijfers" in whole
    assert "CBS" in whole
    with django_assert_max_num_queries(8):
        assert "Najaar 2026" in client.get(reverse("reach:earlier", args=[here.slug])).content.decode()
    assert client.get(reverse("reach:earlier", args=[here.slug]) + "?voor=x²").status_code == 200
    assert client.get(reverse("reach:edition", args=[a_neighbourhood().slug, edition.pk])).status_code == 404


def test_the_card_leaves_no_session_and_no_trace_and_thanks_everybody_alike(client: Any) -> None:
    here = a_neighbourhood()
    page = reverse("reach:own_card", args=[here.slug])
    assert "geen kaarten geteld" in client.get(page).content.decode()
    round = a_round(here, a_standing(here))
    asked = client.get(page).content.decode()
    assert "Hoe oud bent u?" in asked and "checked" not in asked
    answer = client.post(page, {"age": "65", "home": "", "key": "k" * 20})
    assert answer.status_code == 302 and answer["Location"] == reverse("reach:thanks", args=[here.slug])
    assert client.post(page, {"age": "65", "key": "k" * 20}).status_code == 302
    assert boxes.opened(Box.objects.get()).counts["age"] == {"65": 1}
    assert Session.objects.count() == 0 and "sessionid" not in client.cookies
    thanks = client.get(answer["Location"]).content.decode().split("<main")[1].split("</main>")[0]
    assert "65" not in thanks.replace(here.slug, "")  # a wijk of tests may bear any number
    wrong = client.post(page, {"age": "🙂", "key": "n" * 20})
    assert wrong.status_code == 422
    assert client.post(reverse("reach:card", args=[here.slug, round.pk]), {"key": ""}).status_code == 302
    assert client.get(reverse("reach:card", args=[here.slug, 10**9])).status_code == 200
    assert boxes.opened(Box.objects.get()).total == 2


def test_a_stack_is_typed_by_numbers_and_what_cannot_be_read_stays_where_it_was(client: Any) -> None:
    here = a_neighbourhood()
    host = a_standing(here, seat=False, posts=("host",))
    round = a_round(here, host)
    assert host.person
    sign_in(client, host.person)
    page = reverse("reach:type", args=[here.slug, round.pk])
    assert "65 jaar of ouder" in client.get(page).content.decode()
    empty = client.post(page, {"key": ""})
    assert empty.status_code == 422 and "nog geen kaart" in empty.content.decode()
    for typed in ("9", "x", "٣", "-1"):
        wrong = client.post(page, {"age_0": "5", "age_1": typed})
        text = wrong.content.decode()
        assert wrong.status_code == 422 and "van 1 tot en met 5" in text and f'value="{typed}"' in text
    assert boxes.opened(Box.objects.get()).total == 0
    sent = client.post(page, {"age_0": "5", "home_0": "1", "age_4": "0", "key": "k" * 20}, follow=True)
    assert "2 kaarten zijn geteld" in sent.content.decode()
    again = client.post(page, {"age_0": "5", "key": "k" * 20}, follow=True)
    assert "al geteld" in again.content.decode()
    held = boxes.opened(Box.objects.get())
    assert held.counts["age"] == {"65": 1, "none": 1} and held.counts["home"] == {"own": 1, "none": 1}


def test_a_host_begins_prints_tells_and_ends(client: Any) -> None:
    here = a_neighbourhood()
    host = a_standing(here, seat=False, posts=("host",))
    assert host.person
    sign_in(client, host.person)
    desk = reverse("reach:desk", args=[here.slug])
    assert "nog geen ronde" in client.get(desk).content.decode()
    begun = client.post(reverse("reach:begin", args=[here.slug]), {"name": "Najaar 🍂", "about": "wijk"}, follow=True)
    assert "Najaar 🍂" in begun.content.decode()
    round = here.reach_rounds.get()
    for language, words in (("nl", "Wie bent u?"), ("en", "Who are you?")):
        sheet = client.get(reverse("reach:paper", args=[here.slug, round.pk]) + f"?taal={language}")
        pages = pypdf.PdfReader(io.BytesIO(sheet.content)).pages
        assert len(pages) == 1 and pages[0].extract_text().count(words) == 4
    tell = reverse("reach:publish", args=[here.slug, round.pk])
    early = client.post(tell, {"sure": "on"})
    assert early.status_code == 422 and "nog geen tien" in early.content.decode()
    drop(round, host)
    assert "U kiest niet" in client.get(tell).content.decode()
    assert client.post(tell, {"key": ""}).status_code == 422
    told = client.post(tell, {"sure": "on"}, follow=True)
    assert "Wie wij hoorden" in told.content.decode()
    end = reverse("reach:end", args=[here.slug, round.pk])
    assert client.post(end, {"sure": "on"}).status_code == 302
    assert client.post(reverse("reach:type", args=[here.slug, round.pk]), {"age_0": "1"}).status_code == 422


def test_a_step_is_planned_taken_and_told_and_ideas_stand_beside_it(client: Any) -> None:
    from stoep.strengths import actions as strengths

    here = a_neighbourhood()
    host = a_standing(here, seat=False, posts=("worker",))
    edition = an_edition(here, host)
    _laid_beside(edition)
    gift = strengths.note(
        neighbourhood=here, kind="place", words="De voetbalkooi achter de school.", uses=["list"], at=NOW, host=host
    )
    strengths.show(strength=gift.strength, by=host, at=NOW)
    assert host.person
    sign_in(client, host.person)
    plan = reverse("reach:plan_step", args=[here.slug, edition.pk])
    text = client.get(f"{plan}?groep=age:15-24").content.decode()
    assert "De voetbalkooi achter de school." in text and "jongerenwerk" in text
    assert client.get(f"{plan}?groep=age:🙂").status_code == 200
    typed = {"group": "age:15-24", "how": "session", "what": "Naar het jongerenwerk.", "who": "het opbouwwerk"}
    late = client.post(plan, typed | {"by_on": "1-1-2020"})
    assert late.status_code == 422 and "Naar het jongerenwerk." in late.content.decode()
    client.post(plan, typed | {"by_on": (TODAY + timedelta(days=3)).isoformat()})
    step = edition.steps.get()
    client.post(reverse("reach:take_step", args=[here.slug, step.pk]))
    page = reverse("reach:missing", args=[here.slug])
    assert host.person.name in client.get(page).content.decode()
    client.post(reverse("reach:leave_step", args=[here.slug, step.pk]))
    assert host.person.name not in client.get(page).content.decode().split("<main")[1]
    done = reverse("reach:finish_step", args=[here.slug, step.pk])
    assert client.post(done, {"came_of": ""}).status_code == 422
    client.post(done, {"came_of": "Elf kaarten, en drie jongeren komen helpen."})
    assert "drie jongeren komen helpen" in client.get(page).content.decode()


def test_a_flood_of_cards_from_one_network_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    place = a_neighbourhood()
    a_round(place, a_standing(place))
    monkeypatch.setattr(cards, "PER_DAY", 5)
    page = reverse("reach:own_card", args=[place.slug])
    answers = [Client(REMOTE_ADDR=f"192.0.2.{number}").post(page, {"age": "15-24"}) for number in range(8)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [422] * 3
    assert boxes.opened(Box.objects.get()).total == 5
