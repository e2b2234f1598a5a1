"""From a voice to its euro and back: what the line of a voice, an item and a promise tells."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from stoep.agenda import actions as agenda
from stoep.promises import actions as promises
from stoep.thread.queries import codes, endings, following
from stoep.voices import actions as voices
from stoep.voices.models import Following, Voice
from tests.builders import NOW, TODAY, a_neighbourhood, a_promise, a_standing, a_voice, an_item

pytestmark = pytest.mark.django_db


def kinds(line: following.Line) -> list[str]:
    return [step.kind for step in line.steps]


def test_a_new_voice_says_by_when_its_author_hears() -> None:
    receipt = a_voice(a_neighbourhood())
    line = following.of_voice(receipt.voice, readable=True, today=TODAY)
    assert kinds(line) == ["said", "due"]
    assert line.steps[-1].on == receipt.due_on
    assert line.steps[-1].ahead


def test_the_words_stand_in_the_line_only_for_who_may_read_them() -> None:
    receipt = a_voice(a_neighbourhood(), "Dit is alleen voor ons.")
    shown = following.of_voice(receipt.voice, readable=True, today=TODAY)
    hidden = following.of_voice(receipt.voice, readable=False, today=TODAY)
    assert shown.steps[0].words == "Dit is alleen voor ons."
    assert all("alleen voor ons" not in step.words for step in hidden.steps)


def test_said_taken_up_promised_kept_stands_in_one_line_in_both_directions() -> None:
    here = a_neighbourhood()
    leads = a_standing(here)
    voice = a_voice(here).voice
    item = an_item(here, by=leads)
    agenda.take_up(item=item, voices=[voice], why="Dit hoort erbij.", by=leads, at=NOW)
    noted = a_promise(here, item=item)
    kept_on = TODAY + timedelta(days=5)
    promises.judge(
        promise=noted.promise, kind="kept", words="Dank u.", by=leads, at=NOW + timedelta(days=5), today=kept_on
    )
    for line in (
        following.of_voice(voice, readable=True, today=kept_on),
        following.of_item(item, today=kept_on),
        following.of_promise(noted.promise, today=kept_on),
    ):
        told = kinds(line)
        assert [kind for kind in told if kind in {"said", "taken-up", "promised", "kept"}] == [
            "said",
            "taken-up",
            "promised",
            "kept",
        ]


def test_the_day_after_the_date_every_line_says_late() -> None:
    here = a_neighbourhood()
    noted = a_promise(here)
    due_on = noted.promise.due_on
    assert "late" not in kinds(following.of_promise(noted.promise, today=due_on))
    late = following.of_promise(noted.promise, today=due_on + timedelta(days=1))
    assert kinds(late)[-1] == "late"
    assert late.steps[-1].on == due_on + timedelta(days=1)


def test_a_joined_voice_shares_the_fate_and_keeps_its_own_words() -> None:
    here = a_neighbourhood()
    leads = a_standing(here)
    first, second = a_voice(here, "Een bankje graag.").voice, a_voice(here, "Ik wil een bank.").voice
    voices.join(voice=second, into=first, why="Zelfde wens.", by=leads, at=NOW)
    item = an_item(here, by=leads)
    agenda.take_up(item=item, voices=[first], why="Dit hoort erbij.", by=leads, at=NOW)
    line = following.of_voice(second, readable=True, today=TODAY)
    assert {"joined", "taken-up"} <= set(kinds(line))
    assert line.steps[0].words == "Ik wil een bank."
    assert [found.pk for found in line.items] == [item.pk]


def test_a_number_leads_to_its_page_whatever_it_belongs_to() -> None:
    here = a_neighbourhood()
    leads = a_standing(here)
    voice, item, promise = a_voice(here).voice, an_item(here, by=leads), a_promise(here).promise
    assert codes.address_of(voice.number) == f"/nr/{voice.number}/"
    assert codes.address_of(item.code) == f"/a/{item.code}/"
    assert codes.address_of(promise.code) == f"/b/{promise.code}/"
    assert codes.address_of("ZZZZZZZ") == ""


def test_addresses_go_when_the_line_has_ended_and_not_before() -> None:
    here = a_neighbourhood()
    leads = a_standing(here)
    voice = a_voice(here, contact=("mail", "iemand@voorbeeld.example")).voice
    assert Following.objects.filter(voice=voice).exists()
    assert list(endings.ended(TODAY + timedelta(days=4000))) == []
    voices.answer(voice=voice, kind="answered", words="Dat kan niet, want de grond is te nat.", by=leads, at=NOW)
    assert list(endings.ended(TODAY + timedelta(days=30))) == []
    assert [found.pk for found in endings.ended(date(2027, 3, 1))] == [voice.pk]


def test_what_an_author_says_of_an_item_is_read_by_whoever_may_read_the_voice() -> None:
    here = a_neighbourhood()
    leads = a_standing(here)
    receipt = a_voice(here, "Alleen voor het netwerk.", audience="network")
    also = a_voice(here, "Dit mag iedereen lezen.")
    item = an_item(here, by=leads)
    (origin,) = agenda.take_up(item=item, voices=[receipt.voice], why="Past.", by=leads, at=NOW)
    agenda.say_of_origin(
        origin=origin, agrees=False, words="Mijn buurman slaat mij.", secret=receipt.secret, at=NOW, by=leads
    )
    agenda.read_words(origin=origin, by=leads, at=NOW)
    voices.join(voice=also.voice, into=receipt.voice, why="Zelfde.", by=leads, at=NOW)

    def told(voice: Voice, *, readable: bool) -> str:
        return " ".join(step.words for step in following.of_voice(voice, readable=readable, today=TODAY).steps)

    assert "Mijn buurman" in told(receipt.voice, readable=True)
    assert "Mijn buurman" not in told(receipt.voice, readable=False)
    assert "Mijn buurman" not in told(also.voice, readable=True)
