"""The pages of gatherings: what everybody reads, what stays in a form, and the answer page in five languages."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from stoep.gatherings import wordings
from stoep.gatherings.models import Activity, Answer, Unasked, Whom
from tests.builders import NOW, a_neighbourhood, a_standing, sign_in
from tests.rooms.gatherings import (
    WORDS,
    a_code,
    a_face,
    a_sending,
    an_activity,
    approved,
    invited,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def at(name: str, here: Any, *args: Any) -> str:
    return reverse(f"gatherings:{name}", args=[here.slug, *args])


def test_everybody_reads_who_invites_and_nobody_reads_what_is_in_writing(
    client: Any, django_assert_max_num_queries: Any
) -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    activity = published(here, by)
    draft = an_activity(here, by, title="Geheim plan")
    young = published(here, by, title="Vrijdag op het veldje", is_youth=True)
    for page in (at("list", here), at("youth", here)):
        with django_assert_max_num_queries(8):
            listed = client.get(page).content.decode()
        assert "Vrijdag op het veldje" in listed and "Geheim plan" not in listed
    assert "Soep en plannen" in client.get(at("list", here)).content.decode()
    with django_assert_max_num_queries(8):
        text = client.get(activity.get_absolute_url()).content.decode()
    for said in ("Fatma nodigt u uit", "samen maken", "Wij tekenen samen een plan", "17:00 – 19:00", "020 555 01 23"):
        assert said in text, said
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(at("face", here, draft.pk)).status_code == 404
    photo = client.get(at("face", here, activity.pk))
    assert photo.headers["Content-Type"] == "image/jpeg" and b"".join(photo.streaming_content)[:2] == b"\xff\xd8"
    assert client.get(reverse("gatherings:activity", args=[a_neighbourhood().slug, activity.pk])).status_code == 404
    assert young.is_youth


def test_an_organiser_prepares_invites_and_publishes_in_the_browser(client: Any) -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    assert by.person
    sign_in(client, by.person)
    typed = WORDS | {"day": "2026-09-11", "afterwards_on": "11-10-2026", "face_described": "Fatma lacht."}
    face = SimpleUploadedFile("fatma.jpg", a_face().getvalue(), content_type="image/jpeg")
    answer = client.post(at("write", here), typed | {"begins": "kwart voor"})
    assert answer.status_code == 422 and "kwart voor" in answer.content.decode()
    text = client.post(at("write", here), typed | {"face": face}, follow=True).content.decode()
    activity = Activity.objects.get()
    assert "Dit ontbreekt nog" in text and "wie u uitnodigt" in text
    whom = {"kind": "street", "name": "Eikstraat 😀", "channel": "card", "language": "ar", "key": "een"}
    for _twice in range(2):
        client.post(at("invite", here, activity.pk), whom)
    assert Whom.objects.count() == 1
    shown = client.get(at("publish", here, activity.pk)).content.decode()
    assert "Niets gevonden" in shown and "Niets aan dezelfde mensen" in shown
    done = client.post(at("publish", here, activity.pk), {"why_still": "", "clash_answer": ""}, follow=True)
    assert "Iedereen kan dit nu lezen" in done.content.decode() and "Eikstraat 😀" in done.content.decode()
    changed = client.post(at("change", here, activity.pk), typed)
    assert changed.status_code == 422 and "Mensen zijn al uitgenodigd" in changed.content.decode()


def test_a_file_that_is_no_photo_is_told_and_what_was_typed_stays(client: Any) -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    assert by.person
    sign_in(client, by.person)
    wrong = SimpleUploadedFile("fatma.jpg", b"<svg onload=alert(1)>", content_type="image/jpeg")
    answer = client.post(at("write", here), WORDS | {"face": wrong})
    assert answer.status_code == 422 and "Dit is geen foto" in answer.content.decode()
    assert "Soep en plannen" in answer.content.decode() and not Activity.objects.exists()


def test_whoever_holds_a_card_answers_without_an_account_and_nothing_stays_in_the_address(client: Any) -> None:
    here = a_neighbourhood()
    sending = a_sending(published(here, a_standing(here)))
    page = client.get(at("answer", here)).content.decode()
    assert "Ja, ik kom" in page and "Niemand schrijft op" in page
    sent = {"code": a_code(sending), "choice": "yes", "taal": "nl"}
    answer = client.post(at("answer", here), sent)
    assert answer.status_code == 200 and "Fijn dat u komt" in answer.content.decode()
    assert "Soep en plannen" in answer.content.decode() and not client.session.keys()
    again = client.post(at("answer", here), sent)
    assert again.status_code == 422 and "al geantwoord" in again.content.decode()
    assert Answer.objects.get().many == 1


def test_the_same_resident_is_asked_again_with_any_old_code_of_the_street(client: Any) -> None:
    here = a_neighbourhood()
    sending = a_sending(published(here, a_standing(here)))
    never = client.post(at("answer", here), {"code": a_code(sending), "choice": "never", "house": "12 A"})
    assert "Wij vragen u dit niet meer" in never.content.decode() and Unasked.objects.count() == 1
    again = {"code": a_code(sending), "choice": "again", "house": "12a"}
    assert "Vul uw huisnummer in" in client.post(at("answer", here), again | {"house": ""}).content.decode()
    assert "Wij vragen u weer" in client.post(at("answer", here), again).content.decode()
    assert not Unasked.objects.exists()
    assert "al geantwoord" in client.post(at("answer", here), again).content.decode()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"code": "", "choice": "yes"}, "Deze code klopt niet"),
        ({"code": "K7QM-4XRT-2PLM", "choice": "yes"}, "Deze code klopt niet"),
        ({"code": "😀" * 30, "choice": "yes"}, "Deze code klopt niet"),
        ({"choice": ""}, "Kies een antwoord"),
        ({"choice": "weet-niet"}, "Kies een antwoord"),
        ({"choice": "never", "house": "شارع"}, "Vul uw huisnummer in"),
        ({"choice": "never", "house": "9" * 99}, "Vul uw huisnummer in"),
    ],
)
def test_what_is_wrong_is_told_and_the_code_stays(client: Any, typed: dict[str, str], told: str) -> None:
    here = a_neighbourhood()
    code = a_code(a_sending(published(here, a_standing(here))))
    answer = client.post(at("answer", here), {"code": code} | typed)
    assert answer.status_code == 422 and told in answer.content.decode()
    assert (typed.get("code", code)[:20]) in answer.content.decode()
    assert not Answer.objects.exists() and not Unasked.objects.exists()


def test_the_page_speaks_the_languages_that_were_approved_and_arabic_runs_from_the_right(client: Any) -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    code = a_code(a_sending(published(here, by)))
    page = client.get(f"{at('answer', here)}?taal=ar").content.decode()
    assert 'dir="rtl"' not in page and "العربية" not in page
    for language in wordings.PROPOSED:
        approved(here, by, language)
        page = client.get(f"{at('answer', here)}?taal={language}").content.decode()
        assert (
            wordings.PROPOSED[language]["yes"] in page
            and f'<h1 class="nl-heading nl-heading--level-1" lang="{language}"' in page
        )
        assert ('dir="rtl"' in page) == (language == "ar")
    sent = client.post(at("answer", here), {"code": code, "choice": "not-now", "taal": "ar"}).content.decode()
    assert wordings.PROPOSED["ar"]["thanks_not_now"] in sent
    assert client.get(f"{at('answer', here)}?taal=<script>").status_code == 200


def test_who_guesses_codes_waits_and_a_host_with_fifty_cards_does_not(client: Any) -> None:
    here = a_neighbourhood()
    sending = a_sending(published(here, a_standing(here)), many=60)
    for drawn in range(45):
        sent = client.post(at("answer", here), {"code": a_code(sending, drawn), "choice": "yes"})
        assert sent.status_code == 200
    codes = [client.post(at("answer", here), {"code": "K7QM-4XRT-2PLM", "choice": "yes"}) for _each in range(35)]
    assert "te vaak" in codes[-1].content.decode()


def test_a_host_types_what_is_said_on_the_telephone_and_passes_by_a_letterbox(client: Any) -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    assert by.person
    sign_in(client, by.person)
    activity = published(here, by)
    sending = a_sending(activity, many=9)
    counted = client.post(at("by_host", here, activity.pk), {"sending": sending.pk, "choice": "yes"}, follow=True)
    assert "Het antwoord is geteld" in counted.content.decode()
    never = client.post(at("by_host", here, activity.pk), {"sending": sending.pk, "choice": "never", "house": ""})
    assert never.status_code == 422
    done = client.post(at("letterbox", here), {"street": "Eikstraat", "house": "12", "choice": "never"}, follow=True)
    assert "Het adres is niet bewaard" in done.content.decode() and Unasked.objects.count() == 1
    desk = client.get(at("desk", here, activity.pk)).content.decode()
    assert "minder dan tien" in desk and "> · 9" not in desk
    client.post(at("sent", here, activity.pk), {"channel": "door", "language": "nl", "street": "Kade", "many": "12"})
    assert "Kade" in client.get(at("desk", here, activity.pk)).content.decode()
    client.post(at("call_off", here, activity.pk), {"why": "Het stormt."})
    assert "Het stormt." in client.get(activity.get_absolute_url()).content.decode()


def test_words_are_read_over_and_approved_and_a_lost_place_is_told(client: Any) -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    assert by.person
    sign_in(client, by.person)
    typed = {f"t_{key}": text for key, text in wordings.PROPOSED["pl"].items()} | {"reader": "Ola"}
    wrong = client.post(at("wording", here, "pl"), typed | {"t_invites": "Zaprasza"})
    assert wrong.status_code == 422 and "{ }" in wrong.content.decode()
    assert client.post(at("wording", here, "pl"), typed).status_code == 302
    assert "Ola" in client.get(at("words", here)).content.decode()
    assert client.get(at("wording", here, "xx")).status_code == 404
    activity = an_activity(here, by)
    invited(activity, by)
    assert client.get(at("translation", here, activity.pk, "nl")).status_code == 404
    own = {"title": "Zupa", "asked": "Zapraszamy.", "afterwards": "Plan.", "reader": "Ola"}
    assert client.post(at("translation", here, activity.pk, "pl"), own).status_code == 302
