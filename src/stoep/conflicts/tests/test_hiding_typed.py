"""Any text that somebody typed, hidden by two keys: gone everywhere, its note in its place, and back by two keys."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stoep.agenda import actions as agenda
from stoep.agenda.models import Edit
from stoep.conflicts import actions, queries
from stoep.conflicts.models import Conflict, Hiding
from stoep.conflicts.tests.ground import WHEN, a_conflict
from stoep.record.inspection import inspect
from stoep.record.models import Log, Opening
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import NOW, a_neighbourhood, a_standing, an_item, sign_in

pytestmark = pytest.mark.django_db
WORDS = "Kees van Eierdooierstraat acht\nmoet maar eens oppassen."


@pytest.fixture
def world() -> dict[str, Any]:
    here = a_neighbourhood()
    one, other = a_standing(here), a_standing(here, "independent")
    noise = a_conflict(one, issue=WORDS)
    item = agenda.edit(item=an_item(here, by=one), wish=WORDS, why="Zo.", by=one, at=NOW, today=WHEN["today"])
    return {"here": here, "one": one, "other": other, "noise": noise, "item": item}


def propose(world: dict[str, Any], **more: Any) -> Hiding:
    given: dict[str, Any] = {
        "kind": "threat",
        "why": "Het bedreigt iemand.",
        "words": queries.Typed(world["here"], WORDS),
    } | more
    return actions.propose_hiding(by=world["one"], **given, **WHEN)


def hidden(world: dict[str, Any], **given: Any) -> Hiding:
    return actions.second_hiding(hiding=propose(world, **given), by=world["other"], **WHEN)


def shown(world: dict[str, Any], person: Any = None) -> str:
    client = Client()
    if person:
        sign_in(client, person)
    paths = [world["noise"].get_absolute_url(), world["item"].get_absolute_url()]
    paths += [reverse(name, args=[world["here"].slug]) for name in ("conflicts:list", "conflicts:hidings")]
    paths += [reverse("record:export", args=[world["here"].slug])]
    return "".join(b"".join(client.get(path)).decode() for path in paths)


def found(world: dict[str, Any]) -> set[tuple[str, str, str]]:
    """What does not agree with the log: what the builders made without an act does not, from the beginning."""
    return {(one.code, one.where, one.what) for one in inspect(Log.objects.get(neighbourhood=world["here"]))}


def test_a_text_is_gone_wherever_it_stands_and_the_reason_is_there(world: dict[str, Any]) -> None:
    assert "oppassen" in shown(world)
    hiding = hidden(world)
    for person in (None, world["one"].person, a_standing(world["here"], "municipality").person):
        page = shown(world, person)
        assert "oppassen" not in page
        assert page.count(f"[Verborgen, nummer {hiding.pk}]") >= 2
        assert page.count("Het bedreigt iemand.") >= 3
    issue = Conflict.objects.get(pk=world["noise"].pk).issue
    assert issue.startswith(f"[Verborgen, nummer {hiding.pk}] Hier stonden woorden die iemand bedreigen.")
    assert "oppassen" not in str(Edit.objects.values_list("before", "after"))
    assert not Opening.objects.filter(value__contains="oppassen").exists()
    assert b"oppassen" not in bytes(Hiding.objects.get(pk=hiding.pk).kept or b"")


def test_the_log_fits_after_hiding_and_after_showing_again(world: dict[str, Any]) -> None:
    before = found(world)
    hiding = hidden(world)
    assert found(world) <= before
    again = queries.kept_by(Hiding.objects.get(pk=hiding.pk))
    hidden(world, words=again, undo=True, why="Het was een grap.")
    assert Conflict.objects.get(pk=world["noise"].pk).issue == WORDS
    assert shown(world).count("oppassen") >= 2
    assert found(world) <= before
    with pytest.raises(Refused) as caught:
        propose(world, words=queries.kept_by(Hiding.objects.get(pk=hiding.pk)), undo=True)
    assert caught.value.code == "not-hidden"


def test_whoever_writes_a_note_by_hand_is_found(world: dict[str, Any]) -> None:
    before = found(world)
    Conflict.objects.filter(pk=world["noise"].pk).update(issue="[Verborgen, nummer 1] Zomaar.")
    assert found(world) - before == {("row-changed", f"conflicts.conflict:{world['noise'].pk}", "")}


def test_one_key_or_a_municipality_hides_no_text(world: dict[str, Any]) -> None:
    here = world["here"]
    for nobody in (
        a_standing(here, seat=False, posts=("host",)),
        a_standing(here, "municipality"),
        a_standing(here, "municipality", seat=False, posts=("official",)),
    ):
        with pytest.raises(NotAllowed):
            actions.propose_hiding(words=queries.Typed(here, WORDS), kind="threat", why="Weg.", by=nobody, **WHEN)
    hiding = propose(world)
    assert propose(world) == hiding
    for same in (world["one"], a_standing(here), a_standing(here, "municipality")):
        with pytest.raises(NotAllowed):
            actions.second_hiding(hiding=hiding, by=same, **WHEN)
    assert "oppassen" in shown(world)


def test_the_form_finds_the_text_that_somebody_copied_and_says_when_it_cannot(world: dict[str, Any]) -> None:
    path = reverse("conflicts:hide", args=[world["here"].slug])
    client = Client(headers={"accept-language": "nl"})
    sign_in(client, world["one"].person)
    typed = {"kind": "threat", "why": "Het bedreigt iemand."}
    for wrong in ("Kees", "Dit staat hier toch echt nergens."):
        page = client.post(path, typed | {"words": wrong})
        assert page.status_code == 422
        assert "Deze woorden staan nergens zo" in page.content.decode() and wrong in page.content.decode()
    page = client.post(path, typed | {"words": "Eierdooierstraat acht moet"}, follow=True)
    hiding = Hiding.objects.get()
    assert queries.kept_by(hiding).text == WORDS
    body = page.content.decode()
    assert "oppassen" in body and world["noise"].get_absolute_url() in body
    assert "oppassen" not in Client().get(hiding.get_absolute_url()).content.decode()
