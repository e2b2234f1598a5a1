"""Receiving, answering, joining and telling, with the row, the counts and the log looked at."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from stoep.people.models import Contact, Telling
from stoep.record.models import Entry
from stoep.shared import receipts
from stoep.shared.refusal import NotAllowed, Refused
from stoep.voices import actions as voices
from stoep.voices import queries
from stoep.voices.models import Following, Tally, Voice
from tests.builders import NOW, TODAY, a_neighbourhood, a_person, a_standing, a_voice, an_organisation

pytestmark = pytest.mark.django_db


def test_everyone_gets_a_number_a_secret_and_a_day() -> None:
    here = a_neighbourhood()
    receipt = a_voice(here)
    voice = Voice.objects.get(number=receipt.number)
    assert receipts.is_number(receipt.number)
    assert receipt.due_on == date(2026, 10, 27)  # eight weeks after 1 September
    assert receipt.secret not in str(voice.__dict__)
    assert queries.proves(voice, receipt.secret)
    assert not queries.proves(voice, receipts.new_secret())
    entry = Entry.objects.get(act="voices.post")
    assert receipt.number in entry.leaf
    assert "bankje" not in entry.leaf


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"words": ""}, "empty"),
        ({"words": "a" * 20_001}, "too-long"),
        ({"words": "\x00\x01\x02PK\x03\x04"}, "binary"),
        ({"kind": "rant"}, "kind"),
        ({"channel": "pigeon"}, "channel"),
        ({"audience": "nobody"}, "audience"),
        ({"year_band": "old"}, "band"),
        ({"buurt_code": "'; drop"}, "buurt"),
        ({"said_on": date(1850, 1, 1)}, "said-on"),
        ({"said_on": date(2150, 1, 1)}, "said-on"),
        ({"channel": "spoken"}, "read-back"),
        ({"contact": ("mail", "geen adres")}, "bad-mail"),
    ],
)
def test_bad_input_is_refused_with_a_sentence_and_stores_nothing(fields: dict[str, Any], code: str) -> None:
    here = a_neighbourhood()
    with pytest.raises(Refused) as refused:
        a_voice(here, **fields)
    assert len(str(refused.value)) > 20
    if code != "bad-mail":
        assert refused.value.code == code
    assert not Voice.objects.exists()
    assert not Contact.objects.exists()
    assert not Tally.objects.exists()
    assert not Entry.objects.exists()


def test_what_turns_or_hides_text_is_dropped_and_the_words_stay() -> None:
    said = a_voice(a_neighbourhood(), words="\u202eEen bankje\x00 bij de vijver.\r\nGraag! 👨‍👩‍👧 مرحبا ").voice
    assert said.words == "Een bankje bij de vijver.\nGraag! 👨‍👩‍👧 مرحبا"


def test_the_same_form_sent_twice_gives_the_same_receipt() -> None:
    here = a_neighbourhood()
    key = "0c5cbd64-8a2c-4c86-b13c-0c9dfd3bd4bb"
    first, second = (a_voice(here, posted_key=key) for _ in range(2))
    assert (first.number, first.secret) == (second.number, second.secret)
    assert Voice.objects.count() == 1
    assert queries.counts(here, TODAY, TODAY).received == 1
    assert key not in str(Voice.objects.values())


def test_another_text_under_the_same_key_is_refused_and_shows_no_foreign_receipt() -> None:
    here = a_neighbourhood()
    key = "0c5cbd64-8a2c-4c86-b13c-0c9dfd3bd4bb"
    a_voice(here, posted_key=key)
    with pytest.raises(Refused) as refused:
        a_voice(here, words="Iets heel anders", posted_key=key)
    assert refused.value.code == "posted-already"


def test_an_answer_is_kept_counted_sealed_and_told() -> None:
    here = a_neighbourhood()
    receipt = a_voice(here, contact=("mail", "samira@voorbeeld.nl"))
    host = a_standing(here, seat=False, posts=("host",))
    voices.answer(voice=receipt.voice, kind="answered", words="Het bankje staat er al.", by=host, at=NOW)
    fate = queries.fate(receipt.voice)
    assert (fate.kind, fate.words) == ("answered", "Het bankje staat er al.")
    counts = queries.counts(here, TODAY, TODAY)
    assert (counts.answered, counts.answered_in_time) == (1, 1)
    assert queries.counts(here, receipt.due_on, receipt.due_on).due_answered == 1
    telling = Telling.objects.get()
    assert "Het bankje staat er al." in telling.body
    assert f"/nr/{receipt.number}/" in telling.body
    assert Entry.objects.filter(act="voices.answer", subject=f"voice:{receipt.number}").exists()


def test_the_message_is_in_the_language_that_its_reader_chose() -> None:
    here = a_neighbourhood()
    receipt = a_voice(here, contact=("mail", "sam@voorbeeld.nl"), language="en")
    voices.answer(voice=receipt.voice, kind="answered", words="Yes.", by=a_standing(here), at=NOW)
    assert Telling.objects.get().subject == f"News about your contribution {receipt.voice.spoken}"


def test_taking_an_answer_back_makes_the_voice_open_again() -> None:
    here = a_neighbourhood()
    receipt = a_voice(here, contact=("mail", "samira@voorbeeld.nl"))
    host = a_standing(here, seat=False, posts=("host",))
    given = voices.answer(voice=receipt.voice, kind="answered", words="Kan niet.", by=host, at=NOW)
    voices.revoke(answer=given, why="Dat klopte niet.", by=host, at=NOW)
    assert queries.fate(receipt.voice).is_open
    assert queries.counts(here, TODAY, receipt.due_on).answered == 0
    assert queries.counts(here, TODAY, receipt.due_on).due_answered == 0
    assert Telling.objects.count() == 2
    with pytest.raises(Refused):
        voices.revoke(answer=given, why="Nog eens.", by=host, at=NOW)


def test_news_alone_is_no_answer() -> None:
    here = a_neighbourhood()
    receipt = a_voice(here)
    voices.answer(voice=receipt.voice, kind="progress", words="We zijn ermee bezig.", by=a_standing(here), at=NOW)
    assert queries.fate(receipt.voice).is_open
    assert list(queries.unanswered(here, receipt.due_on + timedelta(days=1))) == [receipt.voice]


def test_eight_weeks_without_an_answer_puts_it_on_the_list_and_tells_its_author_once() -> None:
    here = a_neighbourhood()
    receipt = a_voice(here, contact=("letter", "Eikstraat 1\n1234 AB Waterstad"))
    assert not queries.unanswered(here, receipt.due_on).exists()
    late = receipt.due_on + timedelta(days=1)
    assert queries.unanswered(here, late).get() == receipt.voice
    assert queries.fate(receipt.voice).is_late(late)
    assert voices.say_late(today=receipt.due_on, at=NOW) == 0
    assert voices.say_late(today=late, at=NOW) == 1
    assert voices.say_late(today=late, at=NOW) == 0
    assert "27 oktober 2026" in Telling.objects.get().body


def test_an_institution_answers_only_what_was_passed_on_to_it() -> None:
    here = a_neighbourhood()
    receipt = a_voice(here)
    officer = a_standing(here, "municipality")
    with pytest.raises(NotAllowed):
        voices.answer(voice=receipt.voice, kind="answered", words="Wij zien ervan af.", by=officer, at=NOW)
    voices.answer(
        voice=receipt.voice,
        kind="passed-on",
        words="De gemeente gaat over bankjes.",
        by=a_standing(here),
        at=NOW,
        passed_to=an_organisation("municipality"),
    )
    assert queries.fate(receipt.voice).party == "Gemeente Waterstad"
    voices.answer(voice=receipt.voice, kind="answered", words="Het komt in mei.", by=officer, at=NOW + timedelta(1))
    assert queries.fate(receipt.voice).words == "Het komt in mei."
    corporation = a_standing(here, "housing")
    with pytest.raises(NotAllowed):
        voices.answer(voice=receipt.voice, kind="progress", words="Hallo.", by=corporation, at=NOW)


@pytest.mark.parametrize("side", ["municipality", "housing", "visitor"])
def test_nobody_but_the_leading_sides_takes_up(side: str) -> None:
    here = a_neighbourhood()
    with pytest.raises(NotAllowed):
        voices.answer(voice=a_voice(here).voice, kind="taken-up", words="Punt 7", by=a_standing(here, side), at=NOW)


def test_a_host_of_another_neighbourhood_may_do_nothing_here() -> None:
    here, there = a_neighbourhood(), a_neighbourhood()
    voice, other = a_voice(here).voice, a_voice(here).voice
    host = a_standing(there, posts=("host",))
    for attempt in (
        lambda: voices.answer(voice=voice, kind="answered", words="Nee.", by=host, at=NOW),
        lambda: voices.show(voice=voice, by=host, at=NOW),
        lambda: voices.hold_back(voice=voice, why="Nee.", by=host, at=NOW),
        lambda: voices.join(voice=voice, into=other, why="Zelfde.", by=host, at=NOW),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert not queries.may_read(voice, host)


def test_joined_voices_share_the_answer_and_each_author_hears() -> None:
    here = a_neighbourhood()
    first = a_voice(here, contact=("mail", "een@voorbeeld.nl"))
    second = a_voice(here, words="Een bank in de Eikstraat!", contact=("mail", "twee@voorbeeld.nl"))
    host = a_standing(here, seat=False, posts=("host",))
    joining = voices.join(voice=second.voice, into=first.voice, why="Allebei een bankje.", by=host, at=NOW)
    voices.answer(voice=first.voice, kind="answered", words="Het komt.", by=host, at=NOW)
    fate = queries.fate(second.voice)
    assert (fate.words, fate.via) == ("Het komt.", first.number)
    assert queries.lead_of(second.voice) == first.voice
    assert {telling.about for telling in Telling.objects.filter(body__contains="Het komt.")} == {
        first.number,
        second.number,
    }
    assert not queries.unanswered(here, TODAY + timedelta(days=99)).exists()
    voices.split(joining=joining, why="De ander woont verderop.", by=host, at=NOW)
    assert queries.fate(second.voice).is_open
    assert queries.unanswered(here, TODAY + timedelta(days=99)).get() == second.voice
    joining.refresh_from_db()
    assert (joining.why, joining.split_why) == ("Allebei een bankje.", "De ander woont verderop.")
    assert queries.counts(here, TODAY, first.due_on).answered == 1


def test_a_ring_of_joinings_is_refused() -> None:
    here = a_neighbourhood()
    one, two, three = (a_voice(here).voice for _ in range(3))
    host = a_standing(here)
    voices.join(voice=one, into=two, why="Zelfde.", by=host, at=NOW)
    voices.join(voice=two, into=three, why="Zelfde.", by=host, at=NOW)
    assert queries.lead_of(one) == three
    assert {voice.pk for voice in queries.joined_to(three)} == {one.pk, two.pk}
    for voice, into in ((three, one), (one, one), (one, three)):
        with pytest.raises(Refused):
            voices.join(voice=voice, into=into, why="Zelfde.", by=host, at=NOW)


def test_the_author_changes_how_to_hear_and_the_old_address_is_gone() -> None:
    here = a_neighbourhood()
    receipt = a_voice(here, contact=("mail", "oud@voorbeeld.nl"))
    voices.follow(
        voice=receipt.voice, secret=receipt.secret, channel="phone", address="0612345678", language="nl", at=NOW
    )
    assert Following.objects.get().contact.channel == "phone"
    old = Contact.objects.get(channel="mail")
    assert old.erased_at
    assert not bytes(old.sealed_address)
    voices.forget_followers(voice=receipt.voice, at=NOW)
    assert not Following.objects.exists()
    assert voices.tell_followers(voice=receipt.voice, subject="x", body="y", at=NOW) == 0


def test_only_the_secret_lets_somebody_act_as_the_author() -> None:
    here = a_neighbourhood()
    receipt, other = a_voice(here), a_voice(here)
    for secret in ("", other.secret, receipt.secret[:-1]):
        for act in (voices.withdraw, voices.erase_words, voices.show_again):
            with pytest.raises(NotAllowed):
                act(voice=receipt.voice, secret=secret, at=NOW)
    receipt.voice.refresh_from_db()
    assert receipt.voice.words
    voices.withdraw(voice=receipt.voice, secret=receipts.spoken_secret(receipt.secret).lower(), at=NOW)
    receipt.voice.refresh_from_db()
    assert receipt.voice.withdrawn_at


def test_a_stranger_waits_for_a_host_and_hears_why_a_text_is_held_back() -> None:
    here = a_neighbourhood()
    receipt = a_voice(here, contact=("mail", "samira@voorbeeld.nl"))
    visitor, host = a_standing(here, "visitor"), a_standing(here, seat=False, posts=("host",))
    assert not queries.may_read(receipt.voice, visitor)
    assert list(queries.unchecked(here)) == [receipt.voice]
    voices.hold_back(voice=receipt.voice, why="Er staat een naam van een buurman in.", by=host, at=NOW)
    receipt.voice.refresh_from_db()
    assert not queries.may_read(receipt.voice, visitor)
    assert "Er staat een naam" in Telling.objects.get().body
    voices.show(voice=receipt.voice, by=host, at=NOW)
    receipt.voice.refresh_from_db()
    assert queries.may_read(receipt.voice, visitor)


def test_a_card_that_a_host_typed_over_needs_no_second_look() -> None:
    here = a_neighbourhood()
    host = a_person()
    voice = a_voice(here, channel="card", taken_down_by=host).voice
    assert queries.may_read(voice, a_standing(here, "visitor"))
    assert queries.counts(here, TODAY, TODAY).on_paper_or_spoken == 1


def test_what_is_already_there_is_added_once_and_found() -> None:
    here = a_neighbourhood()
    receipt = a_voice(here, kind="concern", words="De lantaarns doen het niet.")
    voices.add_already(voice=receipt.voice, secret=receipt.secret, already="Buurman Kees belt steeds.", at=NOW)
    host = a_standing(here)
    assert queries.found(here, host, "kees") == [receipt.voice]
    assert queries.found(here, host, "lantaarn") == [receipt.voice]
    with pytest.raises(Refused):
        voices.add_already(voice=receipt.voice, secret=receipt.secret, already="Nog iets.", at=NOW)
