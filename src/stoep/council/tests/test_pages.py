"""The pages of this room: what everybody reads, what forms keep, and what a direct post gets."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from stoep.council import actions as council
from stoep.council.models import Advice, Appeal, Card, Document, Link, Note, Override, Policy, Reply, Term
from stoep.council.rules import term_at
from stoep.council.tests.ground import WHEN, Wijk, a_link, a_policy, a_wijk, an_advice, an_override
from stoep.council.tests.test_raadsinformatie import FILE, MEETING, MOTION, classic
from stoep.network.standing import Standing
from stoep.record import freshness
from stoep.record.models import Entry
from tests.builders import NOW, TODAY, a_promise, an_item, an_organisation, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


@pytest.fixture
def on_the_day() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def wijk() -> Wijk:
    return a_wijk()


def as_(standing: Standing) -> Client:
    client = Client(headers={"accept-language": "nl"})
    assert standing.person
    sign_in(client, standing.person)
    return client


def text_of(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.content.decode()[:3000]
    return " ".join(response.content.decode().split())


def test_residents_ask_and_a_decision_about_anothers_matter_becomes_advice(wijk: Wijk) -> None:
    client = as_(wijk.resident)
    address = reverse("council:ask", args=[wijk.place.slug])
    form = client.get(address + f"?punt={wijk.item.code}").context["form"]
    assert form.initial["item"] == wijk.item.code
    given = {
        "said_as": "decide", "title": "Geld voor de huiskamer", "words": "De raad zet 40.000 euro klaar.",
        "competent": "council", "answer_due_on": (TODAY + timedelta(days=42)).isoformat(), "item": wijk.item.code,
        "influence": "advise", "influence_by": "Wethouder Karin", "influence_on": TODAY.isoformat(),
        "already_decided": "Het pand staat vast.",
        "dissent": "Drie buren willen liever licht.", "missed": "De winkels.", "key": form["key"].value(),
    }  # fmt: skip
    page = text_of(client.post(address, given, follow=True))
    for words in (
        "Hierover beslist een ander", "Bewoners namen dit als besluit", "De gemeenteraad", "Gemeente Waterstad",
        "Wethouder Karin", "Het pand staat vast.", "Drie buren willen liever licht.", "antwoord voor 13 oktober 2026",
    ):  # fmt: skip
        assert words in page, words
    client.post(address, given)
    assert Advice.objects.count() == 1


def test_a_refused_question_keeps_what_was_typed(wijk: Wijk) -> None:
    given = {
        "said_as": "ask", "title": "Vergunning", "words": "Een lang verhaal.", "competent": "executive",
        "influence": "advise", "influence_by": "", "answer_due_on": "2026-10-01",
    }  # fmt: skip
    page = text_of(as_(wijk.resident).post(reverse("council:ask", args=[wijk.place.slug]), given), 422)
    assert "Schrijf wie deze invloed beloofde" in page
    assert "Een lang verhaal." in page
    assert not Advice.objects.exists()


def test_a_body_that_nobody_named_before_is_named_by_residents(wijk: Wijk) -> None:
    given = {
        "said_as": "ask", "title": "De bus", "words": "Laat de bus hier stoppen.", "competent": "province",
        "called": "Provincie Waterland", "influence": "none", "answer_due_on": "2026-10-13",
    }  # fmt: skip
    assert "Provincie Waterland" in text_of(
        as_(wijk.resident).post(reverse("council:ask", args=[wijk.place.slug]), given, follow=True)
    )


def test_an_official_deviates_by_a_direct_post_without_a_reason_and_nothing_is_saved(wijk: Wijk) -> None:
    advice = an_advice(wijk)
    address = reverse("council:reply", args=[wijk.place.slug, advice.pk])
    client = as_(wijk.official)
    given = {"kind": "deviates", "words": "Wij kiezen anders.", "why": "  ", "missed": "De winkels."}
    page = text_of(client.post(address, given), 422)
    assert "Zonder reden kan het niet" in page
    assert "Wij kiezen anders." in page
    assert not Reply.objects.exists()
    page = text_of(client.post(address, given | {"why": "De brandweer keurt het af."}, follow=True))
    assert "De brandweer keurt het af." in page
    assert "wijkt af" in page


def test_an_official_backdates_nothing(wijk: Wijk) -> None:
    advice = an_advice(wijk)
    given = {
        "kind": "follows", "words": "Ja.", "missed": "De winkels.", "answered_on": "2020-01-01",
        "answered_at": "2020-01-01T10:00",
        "asked_on": "2020-01-01", "answer_due_on": "2030-01-01",
    }  # fmt: skip
    text_of(as_(wijk.official).post(reverse("council:reply", args=[wijk.place.slug, advice.pk]), given, follow=True))
    made, same = Reply.objects.get(), Advice.objects.get()
    assert made.answered_on == TODAY
    assert (same.asked_on, same.answer_due_on) == (advice.asked_on, advice.answer_due_on)


def test_another_organisation_another_wijk_and_a_resident_answer_nothing(wijk: Wijk) -> None:
    advice, there = an_advice(wijk), a_wijk()
    theirs = an_advice(there)
    address = reverse("council:reply", args=[wijk.place.slug, advice.pk])
    for standing in (wijk.housing, wijk.resident, wijk.clerk, there.official, there.clerk):
        page = text_of(as_(standing).post(address, {"kind": "follows", "words": "Ja."}), 403)
        assert "Gemeente Waterstad" in page or "andere wijk" in page
    # The wijk in the address is ours, the advice is theirs.
    foreign = reverse("council:reply", args=[wijk.place.slug, theirs.pk])
    assert as_(wijk.official).post(foreign, {"kind": "follows", "words": "Ja."}).status_code == 404
    assert not Reply.objects.exists()
    assert Entry.objects.filter(act="network.refused").count() >= 3


def test_nobody_deletes_or_edits_an_advice_by_any_method(wijk: Wijk) -> None:
    advice = an_advice(wijk)
    for standing in (wijk.official, wijk.clerk, wijk.resident):
        client = as_(standing)
        for method in ("post", "put", "patch", "delete"):
            assert getattr(client, method)(advice.get_absolute_url()).status_code == 405
    assert Advice.objects.get() == advice


def test_a_memo_blocks_the_answer_until_it_is_public_and_the_form_keeps_it(wijk: Wijk) -> None:
    advice = an_advice(wijk)
    client = as_(wijk.official)
    address = reverse("council:reply", args=[wijk.place.slug, advice.pk])
    yes = {"kind": "follows", "words": "Ja.", "missed": "De winkels."}
    given = yes | {"paper_title": "Memo keuken", "officials_from_on": "2026-08-20"}
    page = text_of(client.post(address, given), 422)
    assert "“Memo keuken” is niet openbaar" in page
    assert not Document.objects.exists()
    client.post(reverse("council:file", args=[wijk.place.slug, advice.pk]), given)
    assert "hier kan niets op rusten" in text_of(client.get(advice.get_absolute_url()))
    page = text_of(client.post(address, yes), 422)
    assert "is niet openbaar" in page
    publish = reverse("council:publish", args=[wijk.place.slug, Document.objects.get().pk])
    page = text_of(client.post(publish, {"words": "De keuken is veilig."}, follow=True))
    assert "Ambtenaren hadden dit 12 dagen eerder dan bewoners." in page
    assert "gaat mee" in text_of(client.post(address, yes, follow=True))


def test_the_memo_itself_is_shown_nowhere_before_it_is_public(wijk: Wijk) -> None:
    advice = an_advice(wijk)
    given = council.Given("Memo", TODAY, words="Geheim woord eikenhaag.", secret_law="Woo 5.1", secret_why="Namen.")
    council.file(advice=advice, given=given, by=wijk.official, **WHEN)
    page = text_of(Client(headers={"accept-language": "nl"}).get(advice.get_absolute_url()))
    assert "eikenhaag" not in page
    assert "Woo 5.1" in page
    listed = text_of(Client(headers={"accept-language": "nl"}).get(reverse("council:advices", args=[wijk.place.slug])))
    assert "Stukken die niet openbaar zijn" in listed
    assert "Woo 5.1" in listed
    assert "eikenhaag" not in listed


def test_residents_write_a_note_beside_the_answer_and_take_a_question_back(wijk: Wijk) -> None:
    advice, other = an_advice(wijk), an_advice(wijk, title="Een bankje")
    client = as_(wijk.resident)
    page = text_of(
        client.post(reverse("council:note", args=[wijk.place.slug, advice.pk]), {"words": "Wij wachten."}, follow=True)
    )
    assert "Wij wachten." in page
    page = text_of(
        client.post(
            reverse("council:withdraw", args=[wijk.place.slug, other.pk]), {"words": "Het staat er."}, follow=True
        )
    )
    assert "ingetrokken door bewoners" in page
    assert Note.objects.count() == 1


def test_the_list_shows_what_waits_what_is_late_and_pages_on(wijk: Wijk) -> None:
    an_advice(wijk, title="Een late vraag")
    for number in range(22):
        made = an_advice(wijk, title=f"Vraag {number}")
        if number:
            council.reply(missed="De winkels.", advice=made, kind="follows", words="Ja.", by=wijk.official, **WHEN)
    address = reverse("council:advices", args=[wijk.place.slug])
    reader = Client(headers={"accept-language": "nl"})
    with time_machine.travel(NOW + timedelta(days=51), tick=False):
        page = text_of(reader.get(address))
        assert "Gemeente Waterstad is 9 dagen te laat" in page
        assert "?blad=2" in page
        assert "Vraag 1<" not in page
        further = text_of(reader.get(f"{address}?blad=2"))
        assert "Vraag 1<" in further
        assert "?blad=1" in further
        assert "Een late vraag" not in further
    assert "Er wacht nu niets" in text_of(reader.get(reverse("council:advices", args=[a_wijk().place.slug])))


def test_the_clerk_writes_brings_in_and_says_who_governs(wijk: Wijk) -> None:
    client = as_(wijk.clerk)
    slug = wijk.place.slug
    given = {"kind": "goal", "title": "Jong zijn is meedoen", "taakveld": "6.1", "money": "40.000 euro in 2027"}
    page = text_of(client.post(reverse("council:enter", args=[slug]), given, follow=True))
    assert "40.000 euro in 2027" in page
    load = reverse("council:load", args=[slug])

    def a_file(data: bytes) -> SimpleUploadedFile:
        return SimpleUploadedFile("raad.json", data, content_type="application/json")

    page = text_of(client.post(load, {"file": a_file(classic(MOTION, FILE, MEETING))}, follow=True))
    assert "2 stukken kwamen erbij. Al bekend: 0." in page
    page = text_of(client.post(load, {"file": a_file(classic(MOTION))}, follow=True))
    assert "0 stukken kwamen erbij. Al bekend: 1." in page
    assert "geen bestand met open raadsinformatie" in text_of(client.post(load, {"file": a_file(b"\xff")}), 422)
    assert "Bestand met open raadsinformatie" in text_of(client.post(load, {}), 422)
    elected = term_at(TODAY)[0].isoformat()
    term = {"begins_on": elected, "coalition": "Waterstad Samen en Groen"}
    page = text_of(client.post(reverse("council:term", args=[slug]), term, follow=True))
    assert "Waterstad Samen en Groen" in page
    assert (Policy.objects.count(), Term.objects.count()) == (3, 1)
    for standing in (wijk.official, wijk.resident, a_wijk().clerk):
        assert as_(standing).post(load, {"file": a_file(classic(MOTION))}).status_code == 403
        assert as_(standing).post(reverse("council:term", args=[slug]), term).status_code == 403


def test_two_sides_meet_on_the_pages_of_the_item_the_link_and_the_policy(wijk: Wijk) -> None:
    policy = a_policy(wijk)
    client = as_(wijk.resident)
    address = reverse("council:link", args=[wijk.item.code])
    form = {"kind": "clashes", "policy": str(policy.pk), "words": "Er is dan geen plek.", "reply_due_on": "2026-10-13"}
    page = text_of(client.post(address, form, follow=True))
    assert "zodra beide kanten het in eigen woorden schreven" in page
    made = Link.objects.get()
    official = as_(wijk.official)
    say = reverse("council:say", args=[wijk.item.code, made.pk])
    assert "Schrijf in uw eigen woorden" in text_of(official.post(say, {"agrees": "ja", "words": ""}), 422)
    text_of(official.post(say, {"agrees": "ja", "words": "De norm is 1,2."}, follow=True))
    reader = Client(headers={"accept-language": "nl"})
    for where in (
        reverse("thread:item", args=[wijk.item.code]), policy.get_absolute_url(),
        reverse("council:links", args=[wijk.item.code]), reverse("council:clashes", args=[wijk.place.slug]),
    ):  # fmt: skip
        assert "botst" in text_of(reader.get(where)), where
    page = text_of(reader.get(reverse("council:clashes", args=[wijk.place.slug])))
    assert "Er is dan geen plek." in page
    assert "De norm is 1,2." in page
    unlink = reverse("council:unlink", args=[wijk.item.code, made.pk])
    assert official.post(unlink, {"words": "Weg."}).status_code == 403
    page = text_of(client.post(unlink, {"words": "De norm is weg."}, follow=True))
    assert "De norm is weg." in page


def test_no_page_filters_the_agenda_by_policy(wijk: Wijk) -> None:
    a_link(wijk, kind="none", words="Van ons zelf.")
    agenda = reverse("agenda:agenda", args=[wijk.place.slug])
    reader = Client(headers={"accept-language": "nl"})

    def main(address: str) -> str:
        return text_of(reader.get(address)).partition("<main")[2].partition("</main")[0]

    plain = main(agenda)
    for query in ("?beleid=1", "?beleid=M-12", "?policy=1", "?alleen=beleid"):
        assert main(agenda + query).replace(query, "") == plain
    assert "beleid" not in plain.lower()


def test_a_link_that_is_late_shows_on_both_pages(wijk: Wijk) -> None:
    made = a_link(wijk)
    with time_machine.travel(NOW + timedelta(days=44), tick=False):
        reader = Client(headers={"accept-language": "nl"})
        assert made.policy
        for where in (reverse("thread:item", args=[wijk.item.code]), made.policy.get_absolute_url()):
            assert "de gemeente is 2 dagen te laat" in text_of(reader.get(where))


def test_an_override_is_written_appealed_and_answered_on_its_pages(wijk: Wijk) -> None:
    slug = wijk.place.slug
    given = {
        "competent": "executive", "item": wijk.item.code, "title": "De huiskamer gaat dicht", "ground": "Het dak.",
        "loses": "Hun plek.", "missed": "De winkels.", "decided_on": "2026-09-01",
        "since_on": "2026-09-01", "until_on": "2027-02-01",
    }  # fmt: skip
    official = as_(wijk.official)
    overrule = reverse("council:overrule", args=[slug])
    assert text_of(official.post(overrule, given | {"ground": ""}), 422)
    assert "Kies het agendapunt of de vraag" in text_of(official.post(overrule, given | {"item": ""}), 422)
    page = text_of(official.post(overrule, given, follow=True))
    assert "Hun plek." in page
    made = Override.objects.get()
    resident = as_(wijk.resident)
    appeal = reverse("council:appeal", args=[slug, made.pk])
    assert official.post(appeal, {"words": "Nee."}).status_code == 403
    assert "ligt bij de raad, antwoord voor 13 oktober 2026" in text_of(
        resident.post(appeal, {"words": "Stut het dak."}, follow=True)
    )
    answer = reverse("council:answer_appeal", args=[slug, made.pk])
    assert official.post(answer, {"outcome": "stands", "words": "Nee."}).status_code == 403
    answered = {"outcome": "ends", "words": "Stutten kan.", "missed": "De huurders."}
    page = text_of(as_(wijk.clerk).post(answer, answered, follow=True))
    assert "de raad gaf bewoners gelijk" in page and "De huurders." in page and "De winkels." in page
    assert as_(wijk.clerk).get(answer).status_code == 404, "nothing waits for an answer any more"
    assert Appeal.objects.get().outcome == "ends"
    reader = Client(headers={"accept-language": "nl"})
    assert "De huiskamer gaat dicht" in text_of(reader.get(reverse("council:overrides", args=[slug])))
    assert "voor het algemeen belang" in text_of(reader.get(reverse("thread:item", args=[wijk.item.code])))


def test_a_party_writes_its_card_and_nobody_else_does(wijk: Wijk) -> None:
    slug, housing = wijk.place.slug, an_organisation("housing")
    words = {"brings": "Vier huismeesters.", "asks": "Meldingen op tijd."}
    address = reverse("council:card", args=[slug, housing.pk])
    for standing in (wijk.resident, wijk.official):
        assert as_(standing).post(address, words).status_code == 403
    page = text_of(as_(wijk.housing).post(address, words, follow=True))
    assert "Vier huismeesters." in page
    ours = reverse("council:card", args=[slug, 0])
    assert as_(wijk.housing).post(ours, words).status_code == 403
    assert "Onze kennis." in text_of(as_(wijk.resident).post(ours, words | {"brings": "Onze kennis."}, follow=True))
    assert Card.objects.count() == 2
    assert as_(wijk.resident).get(reverse("council:card", args=[slug, 987654])).status_code == 404


def test_public_pages_ask_few_questions_and_as_many_for_many_rows(wijk: Wijk) -> None:
    policy, slug = a_policy(wijk), wijk.place.slug
    advice, override, linked = an_advice(wijk), an_override(wijk), a_link(wijk, policy=policy)
    pages = [
        reverse("council:advices", args=[slug]), advice.get_absolute_url(), reverse("council:policies", args=[slug]),
        policy.get_absolute_url(), reverse("council:clashes", args=[slug]), reverse("council:overrides", args=[slug]),
        override.get_absolute_url(), linked.get_absolute_url(), reverse("council:links", args=[wijk.item.code]),
        reverse("thread:item", args=[wijk.item.code]), reverse("thread:council_view", args=[slug]),
        reverse("thread:partners", args=[slug]), reverse("thread:partner", args=[slug, 0]),
        reverse("thread:partner", args=[slug, advice.organisation_id]),
    ]  # fmt: skip

    line = an_item(wijk.place, "Een lange lijn", by=wijk.resident, horizon="long", partners=[advice.organisation])
    an_item(wijk.place, "Een klap", by=wijk.resident, line=line)
    a_promise(wijk.place, item=line)
    pages.append(line.get_absolute_url())

    def asked(page: str) -> int:
        reader = Client(headers={"accept-language": "nl"})
        freshness.forget()
        with CaptureQueriesContext(connection) as found:
            text_of(reader.get(page))
        return len(found)

    few = {page: asked(page) for page in pages}
    few = {page: asked(page) for page in pages}
    for number in range(14):
        item = an_item(wijk.place, f"Punt {number}", by=wijk.resident)
        a_link(wijk, item=line, policy=a_policy(wijk, number=f"M-{number}"))
        a_link(wijk, item=item, kind=("contributes", "clashes")[number % 2], policy=policy)
        an_advice(wijk, item=item, title=f"Vraag {number}", competent=("council", "executive")[number % 2])
        an_override(wijk, item=item)
        council.note(advice=advice, words=f"Woord {number}", by=wijk.resident, at=NOW)
        an_advice(wijk, item=wijk.item, title=f"Nog een vraag {number}")
    many = {page: asked(page) for page in pages}
    assert {page: number for page, number in many.items() if number > 8} == {}
    grown = {page: (few[page], many[page]) for page in pages if many[page] > few[page]}
    assert not grown


def test_the_view_for_the_council_is_on_paper_in_two_languages(wijk: Wijk) -> None:
    policy = a_policy(wijk, money="40.000 euro in 2027")
    a_link(wijk, policy=policy)
    an_advice(wijk, item=wijk.item, competent="council", dissent="Drie buren willen liever licht.")
    address = reverse("thread:council_pdf", args=[wijk.place.slug])
    for language, words in (
        ("nl", ("Wat hier goed gaat", "draagt bij: M-12", "taakveld 6.1", "40.000 euro in 2027", "Drie buren")),
        ("en", ("What goes well here", "contributes: M-12", "budget function 6.1", "Dissent:")),
    ):
        paper = Client(headers={"accept-language": language}).get(address)
        assert paper.headers["Content-Type"] == "application/pdf"
        read = PdfReader(io.BytesIO(paper.content))
        told = " ".join(" ".join(page.extract_text() for page in read.pages).split())
        for each in words:
            assert each in told, each
