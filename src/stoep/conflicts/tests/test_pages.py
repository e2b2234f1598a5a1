"""Pages of conflicts: at most eight questions whatever the length, and an official who is refused stands in the log."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from stoep.conflicts import actions
from stoep.conflicts.models import Conflict
from stoep.conflicts.tests.ground import WHEN, a_conflict, a_party
from stoep.record.models import Entry
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing, an_item, sign_in

pytestmark = pytest.mark.django_db


def test_an_official_who_tries_to_close_or_park_gets_403_and_stands_in_the_log() -> None:
    here = a_neighbourhood()
    one, official = a_standing(here), a_standing(here, "municipality", seat=False, posts=("official",))
    noise = a_conflict(one)
    a_party(noise, "bewoners", by=one)
    actions.conclude(conflict=noise, words="Tot tien.", reached_on=TODAY, by=one, **WHEN)
    client = Client()
    sign_in(client, official.person)  # type: ignore[arg-type]
    for name in ("close", "second", "park", "resume", "outcome", "step"):
        path = reverse(f"conflicts:{name}", args=[here.slug, noise.pk])
        assert client.post(path, {"why": "Weg ermee."}).status_code == 403, name
    assert client.post(noise.get_absolute_url()).status_code == 405
    assert client.delete(noise.get_absolute_url()).status_code == 405
    hide = reverse("conflicts:hide", args=[here.slug]) + "?soort=verklaring&nummer=1"
    assert client.post(hide, {"kind": "threat", "why": "Weg."}).status_code == 403
    tried = {entry.sealed()["facts"].get("tried") for entry in Entry.objects.filter(log__neighbourhood=here)}
    assert {"conflicts.close", "conflicts.park", "conflicts.hide"} <= tried
    assert Conflict.objects.get().closed_at is None


def test_a_conflict_shows_on_the_item_and_on_the_decision_that_it_touches() -> None:
    from stoep.agenda import actions as agenda

    here = a_neighbourhood()
    one = a_standing(here)
    item = an_item(here, by=one)
    noise = a_conflict(one, "Scooters op het plein", items=[item])
    closing = agenda.propose(missed="De winkels.", kind="close", item=item, why="Klaar.", by=one, **WHEN)
    for path in (item.get_absolute_url(), closing.get_absolute_url()):
        assert noise.get_absolute_url() in Client().get(path).content.decode(), path


@pytest.mark.parametrize("many", [1, 12])
def test_pages_ask_at_most_eight_questions(many: int, django_assert_max_num_queries: Any) -> None:
    here = a_neighbourhood()
    one = a_standing(here)
    items = [an_item(here, by=one) for _number in range(many)]
    noise = a_conflict(one, items=items)
    for number in range(many):
        a_conflict(one, f"Ruzie {number}")
        party = a_party(noise, f"groep {number}", by=one)
        actions.say(party=party, position="Dit.", by=one, **WHEN)
        actions.say(party=party, position="Dat.", by=one, **WHEN)
        actions.add_step(conflict=noise, kind="talk", on=TODAY, what=f"Praten {number}.", by=one, at=NOW)
        end = actions.conclude(conflict=noise, words=f"Tot {number}.", reached_on=TODAY, by=one, **WHEN)
        actions.take_stance(outcome=end, party=party, kind="agree", by=one, at=NOW)
    client = Client()
    for path in (noise.get_absolute_url(), reverse("conflicts:list", args=[here.slug]), items[0].get_absolute_url()):
        client.get(path)
        with django_assert_max_num_queries(8):
            assert client.get(path).status_code == 200


def test_the_list_goes_by_twenty_open_ones_first_then_those_that_rest_then_those_that_are_closed() -> None:
    here = a_neighbourhood()
    one = a_standing(here)
    resting, closed = a_conflict(one, "Ruzie die rust"), a_conflict(one, "Ruzie die dicht is")
    actions.park(conflict=resting, why="Na de zomer.", again_on=TODAY + timedelta(days=30), by=one, **WHEN)
    Conflict.objects.filter(pk=closed.pk).update(closed_at=NOW)
    for number in range(20):
        a_conflict(one, f"Ruzie {number}")
    with time_machine.travel(NOW, tick=False):
        page, further, beyond = (
            Client(headers={"accept-language": "nl"})
            .get(reverse("conflicts:list", args=[here.slug]), {"blad": number})
            .content.decode()
            for number in (1, 2, 3)
        )
    assert all(f"Ruzie {number}<" in page for number in range(20))
    assert "Ruzie die" not in page
    assert further.index("Geparkeerd") < further.index("Ruzie die rust") < further.index("Ruzie die dicht is")
    assert "Ruzie 0<" not in further
    assert ("Er is nu geen open conflict" in further, "Verder staat hier niets" in beyond) == (False, True)
    assert ('rel="next" href="?blad=2"' in page, 'rel="prev" href="?blad=1"' in further) == (True, True)
