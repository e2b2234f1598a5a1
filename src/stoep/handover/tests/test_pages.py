"""The pages of a change of power, as each kind of visitor meets them; and attacks straight at their addresses."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from stoep.handover.models import Commitment, Power, Reply
from stoep.handover.tests.browsing import as_, line_of, of, text_of
from stoep.handover.tests.conftest import Today
from stoep.handover.tests.ground import Ground, moment
from stoep.record.models import Entry
from tests.builders import TODAY, a_neighbourhood, a_standing, a_voice, an_organisation, sign_in

pytestmark = pytest.mark.usefixtures("today")
NEXT_MONTH, LONG_AFTER = TODAY + timedelta(days=30), TODAY + timedelta(days=500)


def test_everybody_reads_the_list_and_the_dossier(power: Power, client: Client) -> None:
    listed = text_of(client.get(reverse("handover:powers", args=[power.neighbourhood.slug])))
    assert "4 regels wachten op antwoord" in listed
    page = text_of(client.get(power.get_absolute_url()))
    assert "0 van de 3 beloften bevestigd. 3 wachten nog op antwoord." in page
    assert "Nog 100 dagen om te antwoorden, tot en met 10 december 2026." in page
    assert "Stoppen kan netjes vanaf 1 september 2027" in page
    assert "Geef antwoord" not in page


def test_what_goes_well_stands_before_every_line(ground: Ground, power: Power, client: Client) -> None:
    from stoep.voices import actions as voices

    said = a_voice(ground.place, "De buren passen op elkaar.", kind="strength")
    voices.show(voice=said.voice, by=ground.chair, at=moment(TODAY))
    page = text_of(client.get(power.get_absolute_url()))
    assert 0 < page.index("De buren passen op elkaar.") < page.index("Elke regel")


def test_the_days_are_counted_down_and_then_what_is_late_is_named(power: Power, client: Client, today: Today) -> None:
    for day, words in (
        (TODAY + timedelta(days=99), "Nog 1 dag om te antwoorden"),
        (TODAY + timedelta(days=100), "Vandaag is de laatste dag om te antwoorden."),
    ):
        today.day = day
        page = text_of(client.get(power.get_absolute_url()))
        assert words in page
        assert "Geen antwoord in 100 dagen" not in page
    today.day = TODAY + timedelta(days=101)
    page = text_of(client.get(power.get_absolute_url()))
    assert "De 100 dagen zijn voorbij. Op 4 regels kwam geen antwoord." in page
    assert "Toon alleen de 4 regels zonder antwoord" in page
    page = text_of(client.get(power.get_absolute_url(), {"stand": "open"}))
    late = page[page.index("Geen antwoord in 100 dagen") : page.index("Stoppen met een subsidie")]
    assert all(words in late for words in ("De lantaarns.", "Het zebrapad.", "De bankjes.", "Groen in de wijk"))
    listed = text_of(client.get(reverse("handover:powers", args=[power.neighbourhood.slug])))
    assert "4 regels zonder antwoord" in listed


def test_the_paper_says_what_the_screen_says(ground: Ground, power: Power, client: Client) -> None:
    from pypdf import PdfReader

    line = line_of(power, ground.promises[0])
    ground.reply(line, "stop", why="Het geld is op.", stop_on=NEXT_MONTH, short_why="De stichting wil het zelf.")
    answer = client.get(of("pdf", power))
    assert answer["Content-Type"] == "application/pdf"
    read = PdfReader(BytesIO(answer.content))
    words = " ".join(" ".join(page.extract_text().split()) for page in read.pages)
    for said in ("De lantaarns.", "wil stoppen", "Het geld is op.", "De stichting wil het zelf.", "artikel 4:51"):
        assert said in words, words
    assert "/MarkInfo" in read.root_object
    english = client.get(of("pdf", power), headers={"Accept-Language": "en"})
    assert "wants to stop" in " ".join(PdfReader(BytesIO(english.content)).pages[0].extract_text().split())


def test_stop_without_a_reason_is_refused_and_what_was_typed_stays(ground: Ground, power: Power) -> None:
    address = of("reply", power, line_of(power, ground.promises[1]).pk)
    sent = {"keuze": "stop", "waarom": "", "wat": "Misschien iets anders.", "stopt_op": LONG_AFTER.isoformat()}
    answer = as_(ground.official).post(address, sent)
    assert answer.status_code == 422
    assert "Schrijf waarom." in text_of(answer)
    page = answer.content.decode()
    assert "Misschien iets anders." in page
    assert f'value="{LONG_AFTER.isoformat()}"' in page
    assert re.search(r'value="stop"[^>]*checked', page)
    assert not Reply.objects.exists()


def test_a_subsidy_of_five_years_asks_for_an_answer_before_it_ends_next_month(ground: Ground, power: Power) -> None:
    address, official = of("reply", power, line_of(power, ground.promises[0]).pk), as_(ground.official)
    sent = {"keuze": "stop", "waarom": "Geen geld.", "stopt_op": NEXT_MONTH.isoformat()}
    answer = official.post(address, sent)
    assert answer.status_code == 422
    assert "Netjes kan vanaf 1 september 2027." in text_of(answer)
    assert "Geen geld." in answer.content.decode()
    assert official.post(address, sent | {"toch_eerder": "Zij stoppen zelf."}).status_code == 302
    page = text_of(Client().get(power.get_absolute_url()))
    assert "Dit is sneller dan netjes is. Het antwoord daarop: Zij stoppen zelf." in page


def test_many_lines_are_confirmed_with_ticks_and_the_form_sent_twice_stores_once(ground: Ground, power: Power) -> None:
    official = as_(ground.official)
    page = official.get(power.get_absolute_url()).content.decode()
    key = re.search(r'name="sleutel" value="([^"]+)"', page)
    assert key
    ticks = re.findall(r'name="regel" value="(\d+)"', page)
    assert len(ticks) == 4
    for _twice in range(2):
        answer = official.post(of("confirm", power), {"regel": ticks[:3], "sleutel": key[1]}, follow=True)
        assert "3 regels zijn bevestigd." in text_of(answer)
    assert Reply.objects.count() == Entry.objects.filter(act="handover.reply").count() == 3
    for none in ([], ["x"], ["9" * 5_000]):
        answer = official.post(of("confirm", power), {"regel": none}, follow=True)
        assert "Zet een vinkje bij minstens één regel." in text_of(answer)


def test_a_form_that_was_sent_twice_is_one_reply(ground: Ground, power: Power) -> None:
    official, address = as_(ground.official), of("reply", power, line_of(power, ground.promises[1]).pk)
    sent = {"keuze": "renegotiate", "waarom": "Zo.", "wat": "Wit.", "wat_op": LONG_AFTER.isoformat(), "sleutel": "een"}
    assert {official.post(address, sent).status_code for _twice in range(2)} == {302}
    assert Reply.objects.count() == 1


def test_somebody_writes_down_a_change_of_power_on_a_page(ground: Ground) -> None:
    ground.promise()
    chair, address = as_(ground.chair), reverse("handover:change_power", args=[ground.place.slug])
    page = chair.get(address).content.decode()
    assert re.search(r'<select name="organisatie"[^>]*>\s*<option value="(\d+)"', page)[1] == str(  # type: ignore[index]
        an_organisation("municipality").pk
    ), "the municipality is the first one to choose"
    sent = {
        "soort": "alderman", "organisatie": str(an_organisation("municipality").pk), "op": TODAY.isoformat(),
        "functie": "", "wie_gaat": "Karin", "wie_komt": "Sami",
    }  # fmt: skip
    answer = chair.post(address, sent)
    assert answer.status_code == 422
    assert "Schrijf om welke functie het gaat." in text_of(answer)
    assert 'value="Sami"' in answer.content.decode()
    answer = chair.post(address, sent | {"functie": "wethouder wijken"}, follow=True)
    assert "Wie kwam: Sami ." in text_of(answer)
    assert Power.objects.get().lines.count() == 1


def test_money_is_written_down_and_mended_on_a_page(ground: Ground, power: Power) -> None:
    line = line_of(power, ground.promises[1])
    chair, address = as_(ground.chair), f"{reverse('handover:mark', args=[ground.place.slug])}?regel={line.pk}"
    sent = {
        "soort": "subsidy", "organisatie": str(an_organisation("municipality").pk), "wat": "Verf",
        "sinds": "2020-01-01",
        "bedrag": "veel", "voorbehoud": "on",
    }  # fmt: skip
    answer = chair.post(address, sent)
    assert answer.status_code == 422
    assert "Dit bedrag kunnen wij niet lezen." in text_of(answer)
    page = text_of(chair.post(address, sent | {"bedrag": "€ 12.500,50"}, follow=True))
    assert "Subsidie sinds 1 januari 2020. Het einde is niet bekend. € 12.500,50 per jaar." in page
    assert "Let op: dit geld komt er alleen als het op de begroting staat (Awb 4:34)." in page
    assert 'value="12.500,50"' in chair.get(address).content.decode()
    assert Commitment.objects.filter(promise=ground.promises[1]).get().cents == 1250050


# Attacks.


@pytest.mark.parametrize("who", ["chair", "police", "nobody"])
def test_nobody_else_answers_by_address(ground: Ground, power: Power, who: str) -> None:
    client = Client() if who == "nobody" else as_(getattr(ground, who))
    line = line_of(power, ground.promises[0])
    assert client.get(of("reply", power, line.pk)).status_code == 403
    assert client.post(of("reply", power, line.pk), {"keuze": "confirm"}).status_code == 403
    assert client.post(of("confirm", power), {"regel": [line.pk]}).status_code == 403
    assert not Reply.objects.exists()
    tried = [entry.sealed() for entry in Entry.objects.filter(act="network.refused")]
    assert who == "nobody" or any(each["facts"]["tried"] == "handover.reply" for each in tried)


def test_a_reply_is_of_today_whatever_is_sent_along(ground: Ground, power: Power) -> None:
    line = line_of(power, ground.promises[1])
    sent = {"keuze": "confirm", "made_on": "2020-01-01", "made_at": "2020-01-01", "on_behalf": "", "number": "7"}
    assert as_(ground.official).post(of("reply", power, line.pk), sent).status_code == 302
    reply = Reply.objects.get()
    assert (reply.made_on, reply.number, reply.on_behalf) == (TODAY, 1, True)


def test_a_line_of_another_wijk_is_not_reached_by_its_number(ground: Ground, power: Power) -> None:
    other = Ground(a_neighbourhood(name="Lutkeveen"))
    other.promise()
    theirs = other.power()
    foreign = theirs.lines.get()
    official = as_(ground.official)
    slug = ground.place.slug
    for path in (
        of("reply", power, foreign.pk),
        of("agree", power, foreign.pk),
        reverse("handover:dossier", args=[slug, theirs.pk]),
        reverse("handover:pdf", args=[slug, theirs.pk]),
        reverse("handover:reply", args=[slug, theirs.pk, foreign.pk]),
        reverse("handover:mark", args=[slug]) + f"?regel={foreign.pk}",
    ):
        assert official.get(path).status_code == 404, path
    assert (
        official.post(reverse("handover:confirm", args=[slug, theirs.pk]), {"regel": [foreign.pk]}).status_code == 404
    )
    answer = official.post(of("confirm", power), {"regel": [foreign.pk]}, follow=True)
    assert "hoort niet bij deze overdracht" in text_of(answer)
    assert not Reply.objects.exists()


@pytest.mark.parametrize("typed", ["-1", "٣", "9" * 40, "1 OR 1=1", "", "x"])
def test_what_is_no_number_confirms_nothing(ground: Ground, power: Power, typed: str) -> None:
    assert as_(ground.official).post(of("confirm", power), {"regel": [typed]}).status_code == 302
    assert as_(ground.chair).get(reverse("handover:mark", args=[ground.place.slug]), {"regel": typed}).status_code in {
        200,
        404,
    }
    assert not Reply.objects.exists()


@pytest.mark.parametrize("method", ["delete", "put", "patch"])
def test_no_address_takes_a_change_of_power_away(ground: Ground, power: Power, method: str) -> None:
    for who in (ground.official, ground.chair):
        for path in (power.get_absolute_url(), of("confirm", power), of("pdf", power)):
            assert getattr(as_(who), method)(path).status_code == 405
    assert Power.objects.filter(pk=power.pk).exists()


def test_words_of_others_are_never_markup(ground: Ground, client: Client) -> None:
    evil = "<script>alert(1)</script>"
    ground.promise(evil)
    power = ground.power(comes=evil, office=f"wethouder {evil}")
    ground.reply(power.lines.get(), "stop", why=evil, stop_on=LONG_AFTER)
    page = client.get(power.get_absolute_url()).content.decode()
    assert evil not in page
    assert "&lt;script&gt;" in page
    assert client.get(of("pdf", power)).status_code == 200


def test_an_official_without_the_second_lock_answers_nothing(ground: Ground, power: Power) -> None:
    client = Client()
    sign_in(client, ground.official.person, second_factor=False)  # type: ignore[arg-type]
    answer = client.post(of("reply", power, power.lines.all()[0].pk), {"keuze": "confirm"})
    assert answer.status_code == 403
    assert "tweede slot" in text_of(answer)


def test_a_seat_in_another_wijk_opens_no_form_here(ground: Ground, power: Power) -> None:
    elsewhere = as_(a_standing(a_neighbourhood(), "municipality"))
    for name in ("change_power", "mark"):
        assert elsewhere.get(reverse(f"handover:{name}", args=[ground.place.slug])).status_code == 403
    assert elsewhere.get(of("reply", power, power.lines.all()[0].pk)).status_code == 403


def test_the_page_of_a_promise_tells_who_answers_now_and_that_somebody_wants_to_stop(
    ground: Ground, power: Power, client: Client
) -> None:
    promise = ground.promises[1]
    before = text_of(client.get(promise.get_absolute_url()))
    assert "Wie er nu over gaat wethouder Sami , Gemeente Waterstad, sinds 1 september 2026" in before
    assert "Na de overdracht" not in before
    ground.reply(line_of(power, promise), "stop", why="Het geld is op.", stop_on=LONG_AFTER)
    with CaptureQueriesContext(connection) as asked:
        page = text_of(client.get(promise.get_absolute_url()))
    assert len(asked) <= 8
    assert "wil stoppen Gemeente Waterstad, 1 september 2026 . Stopt op 14 januari 2028. De reden: Het geld is op." in (
        re.sub(r" +", " ", page)
    )
    assert "Het zebrapad." in page


@pytest.mark.parametrize("name", ["thread:neighbourhood", "network:partnership", "thread:years", "thread:council_view"])
def test_the_pages_where_a_reader_would_look_lead_here(ground: Ground, client: Client, name: str) -> None:
    page = client.get(reverse(name, args=[ground.place.slug])).content.decode()
    assert reverse("handover:powers", args=[ground.place.slug]) in page


def test_a_host_wipes_the_names_on_a_page(ground: Ground, power: Power, client: Client) -> None:
    assert "wethouder Sami" in text_of(client.get(power.get_absolute_url()))
    chair, address = as_(ground.chair), of("erase_names", power)
    assert "De namen wissen" in text_of(chair.get(power.get_absolute_url()))
    assert chair.post(address, {}).status_code == 422
    assert chair.post(address, {"grond": "asked"}).status_code == 302
    page = text_of(client.get(power.get_absolute_url()))
    assert "Sami" not in page
    assert "wethouder wijken" in page
    assert as_(ground.official).get(address).status_code == 403
