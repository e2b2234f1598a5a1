"""What is read aloud on the telephone: no web address, the number spelled out, and where to come."""

from __future__ import annotations

import pytest

from stoep.network import calls
from stoep.network.queries import Reached
from stoep.people import actions as people
from stoep.people.models import Telling
from stoep.shared import receipts, spelling
from stoep.voices import actions as voices
from tests.builders import NOW, a_neighbourhood, a_promise, a_standing, a_voice

pytestmark = pytest.mark.django_db
DOOR = Reached("De Eik", "Eikstraat 1", "dinsdag 10 tot 12 uur", "Bep")


def a_call(body: str, *, subject: str = "Nieuws", about: str = "voice:K7QM4XR", language: str = "nl") -> Telling:
    contact = people.keep_contact(channel="phone", address="0612345678", language=language, at=NOW)
    told = people.tell(
        contact=contact, neighbourhood=a_neighbourhood(), about=about, subject=subject, body=body, at=NOW
    )
    assert told is not None
    return told


def test_an_answer_is_told_without_its_address_and_with_its_number_spelled() -> None:
    here = a_neighbourhood()
    said = a_voice(here, contact=("phone", "0612345678"))
    words = "Het bankje komt in mei. Zie ook www.waterstad.nl/bankjes. Tot dan!"
    voices.answer(voice=said.voice, kind="answered", words=words, by=a_standing(here), at=NOW)
    aloud = calls.words_of(Telling.objects.latest("pk"), DOOR)
    assert "Het bankje komt in mei.\nZie ook (een adres op internet).\nTot dan!" in aloud
    assert "/" not in aloud
    assert "Hier ziet u alles" not in aloud
    assert spelling.aloud(said.number, "nl") in aloud
    assert aloud.endswith("loop binnen: De Eik, Eikstraat 1, dinsdag 10 tot 12 uur.")


def test_a_question_stays_a_question() -> None:
    here = a_neighbourhood()
    a_promise(here, promiser_contact=("phone", "0612345678"))
    aloud = calls.words_of(Telling.objects.latest("pk"), Reached())
    assert "Zeg hier of dat klopt." in aloud
    assert "/b/" not in aloud
    assert "Uw geheime code is" in aloud
    merged = a_call("Uw inbreng zit nu in 'Groen'. Klopt dat zo? Zeg ja of nee: /a/K7QM4XR/klopt/K7QM4XR/")
    assert "Klopt dat zo?\nZeg ja of nee.\n" in calls.words_of(merged, DOOR)


def test_who_speaks_english_is_told_and_spelled_to_in_english() -> None:
    aloud = calls.words_of(a_call("It is there.\nRead more: /b/ABCDEFG/", language="en"), Reached())
    assert aloud.startswith("It is there.\n")
    assert aloud.endswith("Please ask me.")
    assert "Read more" not in aloud


def test_every_sign_of_a_number_has_a_word() -> None:
    for language, of in (("nl", "van"), ("en", "for")):
        for sign in receipts.ALPHABET:
            aloud = spelling.aloud(sign, language)
            assert aloud == sign if sign.isdigit() else aloud.startswith(f"{sign} {of} {sign}"), aloud
