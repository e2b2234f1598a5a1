"""The morning of somebody with a task: what they promised, whom to call; and nothing of that for anybody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from stoep.promises import actions as promises
from stoep.voices import actions as voices
from tests.builders import NOW, TODAY, a_neighbourhood, a_person, a_post, a_promise, a_standing, a_voice, sign_in

pytestmark = pytest.mark.django_db


def morning(person: Person, place: Neighbourhood) -> str:
    """What this person reads at ten in the morning."""
    client = Client()
    sign_in(client, person)
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        answer = client.get(f"/wijk/{place.slug}/vandaag/")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return answer.text


def with_a_task(place: Neighbourhood, kind: str, side: str) -> Person:
    person = a_person(side=side)
    a_post(place, kind, person=person)
    return person


def test_it_holds_what_is_open_and_no_longer_what_was_judged() -> None:
    here, elsewhere = a_neighbourhood(), a_neighbourhood()
    joost, anouk = with_a_task(here, "worker", "care"), with_a_task(here, "official", "municipality")
    given: dict[str, Any] = {"organisation": joost.organisation, "promiser": joost}
    a_promise(here, words="De huiskamer is dinsdag open.", **given)
    done = a_promise(here, words="Dit is allang klaar.", **given).promise
    promises.judge(promise=done, kind="kept", words="Ja.", by=a_standing(here), at=NOW, today=TODAY)
    by = a_standing(here, "care", seat=False, person=joost)
    a_promise(here, words="Anouk regelt lantaarns.", promiser=anouk, by=by)
    a_promise(elsewhere, words="Dit is een andere wijk.", **given)
    a_promise(here, words="Dit beloofde een ander.")
    page = morning(joost, here)
    assert "1 belofte van u staat open" in page
    assert page.index("De huiskamer is dinsdag open.") < page.index("Dit schreef u op") < page.index("Anouk regelt")
    for absent in ("Dit is allang klaar.", "Dit is een andere wijk.", "Dit beloofde een ander."):
        assert absent not in page
    assert "Anouk regelt lantaarns." in morning(anouk, here)


def test_who_asked_to_be_called_stands_on_top_for_hosts_and_for_nobody_else() -> None:
    here = a_neighbourhood()
    for number in range(7):
        receipt = a_voice(here, contact=("phone", f"061234567{number}"))
        voices.answer(voice=receipt.voice, kind="answered", words="Ja.", by=a_standing(here), at=NOW)
    page = morning(with_a_task(here, "worker", "care"), here)
    assert page.count("tel:06123456") == 5
    assert "7 mensen wachten" in page
    official = morning(with_a_task(here, "official", "municipality"), here)
    assert "tel:" not in official
    assert "Wie wil gebeld worden" not in official


@pytest.mark.parametrize("side", ["visitor", "stranger", "without second lock"])
def test_it_is_there_for_who_takes_part_alone(client: Client, side: str) -> None:
    here = a_neighbourhood()
    if side != "visitor":
        person = a_person() if side == "stranger" else with_a_task(here, "host", "resident")
        sign_in(client, person, second_factor=False)
    assert client.get(f"/wijk/{here.slug}/vandaag/").status_code == 403


def test_nothing_on_it_asks_to_be_filled_in() -> None:
    here = a_neighbourhood()
    page = morning(with_a_task(here, "worker", "care"), here)
    main = page[page.index("<main") : page.index("</main>")]
    assert "<form" not in main
    assert "<input" not in main
