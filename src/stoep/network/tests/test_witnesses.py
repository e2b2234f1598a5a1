"""Who watches the log is decided by two keys, and by no other way."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from stoep.core.sealing.note import ED25519_COSIGNATURE, Key
from stoep.network import actions
from stoep.network.models import Change
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record import queries as log
from stoep.record.models import Witness
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing, sign_in

pytestmark = pytest.mark.django_db
WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}


def key(name: str) -> str:
    return Key(f"{name}.waterstad.example", ED25519_COSIGNATURE, name.encode().ljust(32, b".")).written()


def asked(name: str, party: str) -> dict[str, str]:
    return {"called": f"Getuige {name}", "party": party, "witness_key": key(name)}


@pytest.fixture
def table() -> tuple[Neighbourhood, Standing, Standing]:
    here = a_neighbourhood()
    one = a_standing(here)
    a_standing(here)
    a_standing(here)
    return here, one, a_standing(here, "independent")


def decide(kind: str, one: Standing, other: Standing, values: dict[str, Any]) -> Change:
    change = actions.propose(by=one, kind=kind, values=values, **WHEN)
    return actions.confirm(change=change, by=other, **WHEN)


def test_a_witness_is_let_in_by_two_keys(table: tuple[Neighbourhood, Standing, Standing]) -> None:
    here, one, other = table
    change = actions.propose(by=one, kind="witness", values=asked("bieb", "library"), **WHEN)
    assert not Witness.objects.exists()
    with pytest.raises(NotAllowed):
        actions.confirm(change=change, by=one, **WHEN)
    actions.confirm(change=change, by=other, **WHEN)
    assert [each.called for each in log.running_witnesses(here)] == ["Getuige bieb"]
    decide("witness-policy", other, one, {"needed": 1})
    decide("witness", one, other, asked("wijk", "resident"))
    decide("end-witness", one, other, {"witness": Witness.objects.get(party="library").pk})
    assert [each.called for each in log.running_witnesses(here)] == ["Getuige wijk"]


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("witness", {}),
        ("witness", {"called": 7, "party": [], "witness_key": None}),
        ("witness", asked("bieb", "library") | {"witness_key": "x"}),
        ("end-witness", {"witness": 999_999}),
        ("end-witness", {"witness": "1; DROP"}),
        ("witness-policy", {"needed": 0}),
        ("witness-policy", {"needed": 1}),
        ("witness-policy", {"needed": "veel"}),
    ],
)
def test_what_can_never_be_is_refused_at_once(
    table: tuple[Neighbourhood, Standing, Standing], kind: str, values: dict[str, Any]
) -> None:
    _here, one, _other = table
    with pytest.raises(Refused):
        actions.propose(by=one, kind=kind, values=values, **WHEN)
    assert not Change.objects.exists()


def test_the_municipality_lets_nobody_in(table: tuple[Neighbourhood, Standing, Standing]) -> None:
    here, one, _other = table
    official = a_standing(here, "municipality")
    with pytest.raises(NotAllowed):
        actions.propose(by=official, kind="witness", values=asked("raad", "municipality"), **WHEN)
    change = actions.propose(by=one, kind="witness", values=asked("bieb", "library"), **WHEN)
    with pytest.raises(NotAllowed):
        actions.confirm(change=change, by=official, **WHEN)


def test_the_municipality_alone_meets_no_policy(table: tuple[Neighbourhood, Standing, Standing]) -> None:
    _here, one, other = table
    decide("witness", one, other, asked("raad", "municipality"))
    with pytest.raises(Refused) as refused:
        actions.propose(by=one, kind="witness-policy", values={"needed": 1}, **WHEN)
    assert refused.value.code == "policy-municipality"


def test_a_witness_of_another_wijk_is_not_ended_here(table: tuple[Neighbourhood, Standing, Standing]) -> None:
    here, one, other = table
    decide("witness", one, other, asked("bieb", "library"))
    elsewhere = a_neighbourhood()
    leads = a_standing(elsewhere)
    a_standing(elsewhere), a_standing(elsewhere), a_standing(elsewhere, "independent")
    with pytest.raises(Refused):
        actions.propose(by=leads, kind="end-witness", values={"witness": Witness.objects.get().pk}, **WHEN)
    assert log.running_witnesses(here).count() == 1


def test_the_pages_ask_tell_and_keep_what_was_typed(
    client: Any, table: tuple[Neighbourhood, Standing, Standing]
) -> None:
    here, one, other = table
    assert one.person is not None
    sign_in(client, one.person)
    address = reverse("network:propose", args=[here.slug, "witness"])
    wrong = client.post(address, asked("bieb", "library") | {"witness_key": "onzin"})
    assert wrong.status_code == 409
    assert "onzin" in wrong.content.decode()
    assert client.post(address, asked("bieb", "library")).status_code == 302
    page = client.get(reverse("network:partnership", args=[here.slug])).content.decode()
    assert "Getuige bieb" in page
    actions.confirm(change=Change.objects.get(), by=other, **WHEN)
    row = Witness.objects.get()
    ending = reverse("network:propose", args=[here.slug, "end-witness"]) + f"?nummer={row.pk}"
    assert "Het gaat om de getuige Getuige bieb." in client.get(ending).content.decode()
    assert client.post(ending, {"why": "Verhuisd."}).status_code == 302
    assert Change.objects.get(kind="end-witness").values["witness"] == row.pk
    assert client.get(ending.replace(str(row.pk), "0")).status_code == 404
