"""Items grow out of voices, and every author is asked whether that is right."""

from __future__ import annotations

from datetime import timedelta

import pytest

from stoep.agenda import actions as agenda
from stoep.agenda import queries
from stoep.agenda.models import Origin
from stoep.network.standing import Standing
from stoep.people.models import Telling
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed, Refused
from stoep.voices import actions as voices
from stoep.voices import queries as voices_asked
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing, a_voice, an_item

pytestmark = pytest.mark.django_db


def test_any_number_of_voices_become_one_item_with_who_and_why(place: Neighbourhood, resident: Standing) -> None:
    heard = [a_voice(place, f"Ik mis een bankje bij nummer {number}.").voice for number in range(3)]
    item = an_item(place, by=resident)
    origins = agenda.take_up(item=item, voices=heard, why="Alle drie willen zitten.", by=resident, at=NOW)
    assert [origin.voice for origin in origins] == heard
    item.refresh_from_db()
    assert item.origin_count == 3
    first = queries.origins_of(item).first()
    assert first is not None
    assert (first.why, first.brought_by) == ("Alle drie willen zitten.", resident.person)
    assert {voices_asked.fate(voice).kind for voice in heard} == {"taken-up"}
    assert list(queries.items_of(heard[0])) == [item]


def test_the_author_hears_and_is_asked_whether_it_is_right(place: Neighbourhood, resident: Standing) -> None:
    receipt = a_voice(place, contact=("letter", "Samira, Eikstraat 4, 1234 AB Waterstad"))
    item = an_item(place, "Huiskamer na schooltijd", by=resident)
    agenda.take_up(item=item, voices=[receipt.voice], why="Past erbij.", by=resident, at=NOW)
    told = Telling.objects.filter(about=receipt.number).latest("id")
    assert "Huiskamer na schooltijd" in told.body
    assert "Klopt dat zo?" in told.body
    assert f"/a/{item.code}/klopt/{receipt.number}/" in told.body


def test_a_voice_is_in_an_item_once_however_often_it_is_brought(place: Neighbourhood, resident: Standing) -> None:
    voice = a_voice(place).voice
    item = an_item(place, by=resident)
    agenda.take_up(item=item, voices=[voice, voice], why="Eén keer.", by=resident, at=NOW)
    assert agenda.take_up(item=item, voices=[voice], why="Nog eens.", by=resident, at=NOW) == []
    item.refresh_from_db()
    assert (item.origin_count, item.origins.count()) == (1, 1)


def test_the_author_says_yes_but_with_words_that_a_host_reads_first(place: Neighbourhood, resident: Standing) -> None:
    receipt = a_voice(place)
    item = an_item(place, by=resident)
    (origin,) = agenda.take_up(item=item, voices=[receipt.voice], why="Past.", by=resident, at=NOW)
    said = agenda.say_of_origin(
        origin=origin, agrees=True, words="Ja, maar ook moeders.", secret=receipt.secret, at=NOW
    )
    assert said.author_agrees is True
    assert not queries.shows_words(said)
    assert list(queries.words_to_read(place)) == [said]
    assert queries.shows_words(agenda.read_words(origin=said, by=resident, at=NOW))
    assert not queries.words_to_read(place)
    changed = agenda.edit(
        item=item,
        wish="Een plek voor kinderen én moeders.",
        source=receipt.voice,
        why_changed="De schrijver zei het.",
        by=resident,
        at=NOW,
        today=TODAY,
    )
    edit = queries.edits_of(changed)[0]
    assert edit.source == receipt.voice
    assert edit.before == {"wish": "Een plek om even te zitten."}
    assert edit.after == {"wish": "Een plek voor kinderen én moeders."}


def test_a_no_comes_first_and_stays_in_sight(place: Neighbourhood, resident: Standing) -> None:
    item = an_item(place, by=resident)
    receipts = [a_voice(place, f"Wens {number} van mij.") for number in range(3)]
    origins = agenda.take_up(
        item=item, voices=[receipt.voice for receipt in receipts], why="Past.", by=resident, at=NOW
    )
    agenda.say_of_origin(origin=origins[0], agrees=True, secret=receipts[0].secret, at=NOW)
    agenda.say_of_origin(
        origin=origins[2], agrees=False, words="Nee, ik bedoelde iets anders.", secret=receipts[2].secret, at=NOW
    )
    assert [origin.pk for origin in queries.contradictions(item)] == [origins[2].pk]
    assert queries.origins_of(item)[0].author_agrees is False
    agenda.edit(item=item, wish="Iets heel anders.", by=resident, at=NOW, today=TODAY)
    assert queries.contradictions(item).count() == 1


def test_the_secret_of_another_voice_proves_nothing(place: Neighbourhood, resident: Standing) -> None:
    receipt, other = a_voice(place), a_voice(place, "Iets anders dat ik wil.")
    item = an_item(place, by=resident)
    (origin,) = agenda.take_up(item=item, voices=[receipt.voice], why="Past.", by=resident, at=NOW)
    for secret in (other.secret, "", "AAAA"):
        with pytest.raises(NotAllowed):
            agenda.say_of_origin(origin=origin, agrees=True, secret=secret, at=NOW)
    origin.refresh_from_db()
    assert origin.author_agrees is None


def test_a_host_types_what_the_author_says_on_the_telephone(place: Neighbourhood, resident: Standing) -> None:
    item = an_item(place, by=resident)
    (origin,) = agenda.take_up(item=item, voices=[a_voice(place).voice], why="Past.", by=resident, at=NOW)
    host = a_standing(place, seat=False, posts=("host",))
    said = agenda.say_of_origin(origin=origin, agrees=False, words="Nee hoor.", by=host, at=NOW)
    assert (said.said_through, queries.shows_words(said)) == (host.person, True)
    official = a_standing(place, "municipality", posts=("official",))
    with pytest.raises(NotAllowed):
        agenda.say_of_origin(origin=origin, agrees=True, by=official, at=NOW)


def test_nobody_brings_in_a_voice_of_another_neighbourhood(place: Neighbourhood, resident: Standing) -> None:
    foreign = a_voice(a_neighbourhood()).voice
    item = an_item(place, by=resident)
    with pytest.raises(Refused):
        agenda.take_up(item=item, voices=[foreign], why="Past.", by=resident, at=NOW)
    assert not Origin.objects.filter(voice=foreign).exists()


def test_who_leads_elsewhere_leads_nothing_here(place: Neighbourhood) -> None:
    elsewhere = a_standing(a_neighbourhood())
    item = an_item(place)
    voice = a_voice(place).voice
    with pytest.raises(NotAllowed):
        agenda.take_up(item=item, voices=[voice], why="Past.", by=elsewhere, at=NOW)
    with pytest.raises(NotAllowed):
        agenda.edit(item=item, title="Gekaapt", by=elsewhere, at=NOW, today=TODAY)
    with pytest.raises(NotAllowed):
        agenda.propose(missed="De winkels.", kind="close", item=item, why="Weg.", by=elsewhere, at=NOW, today=TODAY)


def test_a_voice_that_is_let_go_is_open_again(place: Neighbourhood, resident: Standing) -> None:
    voice = a_voice(place).voice
    item = an_item(place, by=resident)
    (origin,) = agenda.take_up(item=item, voices=[voice], why="Past.", by=resident, at=NOW)
    agenda.let_go(origin=origin, why="Zij bedoelde iets anders.", by=resident, at=NOW + timedelta(hours=1))
    item.refresh_from_db()
    assert item.origin_count == 0
    assert voices_asked.fate(voice).is_open
    assert item.origins.count() == 1
    assert (
        agenda.let_go(origin=origin, why="Nog eens.", by=resident, at=NOW).released_why == "Zij bedoelde iets anders."
    )


def test_erased_words_leave_nothing_of_what_the_author_said(place: Neighbourhood, resident: Standing) -> None:
    receipt = a_voice(place)
    item = an_item(place, by=resident)
    (origin,) = agenda.take_up(item=item, voices=[receipt.voice], why="Past.", by=resident, at=NOW)
    agenda.say_of_origin(origin=origin, agrees=False, words="Planktonwoord.", secret=receipt.secret, at=NOW)
    voices.erase_words(voice=receipt.voice, secret=receipt.secret, at=NOW)
    assert not Entry.objects.filter(openings__value__contains="Planktonwoord").exists()
    assert agenda.sweep_words(today=TODAY, at=NOW) == 1
    origin.refresh_from_db()
    assert (origin.author_words, origin.author_agrees) == ("", False)
    assert not Entry.objects.filter(openings__value__contains="Planktonwoord").exists()


def test_followers_hear_of_a_change_once_a_day(place: Neighbourhood, resident: Standing) -> None:
    receipt = a_voice(place, contact=("mail", "samira@voorbeeld.nl"), language="en")
    item = an_item(place, by=resident)
    agenda.take_up(item=item, voices=[receipt.voice], why="Past.", by=resident, at=NOW)
    before = Telling.objects.count()
    agenda.edit(item=item, wish="Een bank met leuning.", by=resident, at=NOW, today=TODAY)
    agenda.edit(item=item, wish="Een bank met leuning en schaduw.", by=resident, at=NOW, today=TODAY)
    assert Telling.objects.count() == before + 1
    tomorrow = TODAY + timedelta(days=1)
    agenda.edit(item=item, wish="Twee banken.", by=resident, at=NOW + timedelta(days=1), today=tomorrow)
    assert Telling.objects.count() == before + 2
