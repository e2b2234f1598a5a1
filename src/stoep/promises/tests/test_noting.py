"""Noting, confirming and disputing: who may, who is asked, and what the log keeps."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection

from stoep.people.models import Telling
from stoep.promises import actions, queries
from stoep.promises.models import Promise
from stoep.promises.tests.ground import LATE_DAY, judged, sealed
from stoep.record.models import Entry, Log, Opening
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import (
    NOW,
    TODAY,
    a_neighbourhood,
    a_person,
    a_promise,
    a_standing,
    a_voice,
    an_item,
    an_organisation,
)

pytestmark = pytest.mark.django_db


def test_a_noted_promise_asks_the_promiser_by_the_way_given() -> None:
    place = a_neighbourhood()
    noted = a_promise(place, promiser_contact=("mail", "karin@waterstad.example"))
    asked = Telling.objects.get(contact=noted.promise.promiser_contact)
    assert f"/b/{noted.promise.code}/bevestigen/#{noted.secret}" in asked.body
    assert noted.promise.confirmed_at is None
    assert queries.shown([noted.promise], today=TODAY)[0].standing == "open"


def test_the_same_form_twice_gives_one_promise() -> None:
    place = a_neighbourhood()
    first = a_promise(place, posted_key="sleutel-1")
    second = a_promise(place, posted_key="sleutel-1")
    assert second.promise == first.promise
    assert second.secret == ""
    assert len(sealed(f"promise:{first.promise.code}")) == 1


@pytest.mark.parametrize(
    ("side", "seat", "posts", "may"),
    [
        ("resident", True, (), True),
        ("independent", True, (), True),
        ("resident", False, ("host",), True),
        ("care", False, ("worker",), True),
        ("resident", False, (), False),
        ("visitor", False, (), False),
        ("municipality", True, (), True),  # its own organisation's promise
        ("housing", True, (), False),  # somebody else's
        ("police", False, ("official",), False),
    ],
)
def test_who_may_note_a_promise_of_the_municipality(side: str, seat: bool, posts: tuple[str, ...], may: bool) -> None:
    place = a_neighbourhood()
    by = a_standing(place, side, seat=seat, posts=posts)
    if may:
        assert a_promise(place, by=by).promise.pk
        return
    with pytest.raises(NotAllowed):
        a_promise(place, by=by)
    assert not Promise.objects.exists()


def test_an_official_who_notes_an_own_promise_has_confirmed_it() -> None:
    place = a_neighbourhood()
    officer = a_standing(place, "municipality")
    noted = a_promise(place, by=officer, promiser=officer.person)
    assert noted.promise.confirmed_at == NOW
    assert noted.secret == ""


def test_a_host_elsewhere_notes_nothing_here() -> None:
    here, there = a_neighbourhood(), a_neighbourhood()
    with pytest.raises(NotAllowed):
        a_promise(here, by=a_standing(there, posts=("host",)))


def test_an_item_or_number_of_another_wijk_is_refused() -> None:
    here, there = a_neighbourhood(), a_neighbourhood()
    with pytest.raises(Refused) as refused:
        a_promise(here, item=an_item(there))
    assert refused.value.code == "other-place"
    with pytest.raises(Refused):
        a_promise(here, receiver_voice=a_voice(there).voice)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"words": " \x00\u202e "}, "empty"),
        ({"words": "x" * 100_000}, "too-long"),
        ({"called": ""}, "empty"),
        ({"due_on": date(1850, 1, 1), "said_on": TODAY}, "due-before-said"),
        ({"due_on": date(2150, 1, 1)}, "due-too-far"),
        ({"said_on": date(2026, 9, 2)}, "said-later"),
        ({"evidence_link": "javascript:alert(1)"}, "bad-link"),
    ],
)
def test_bad_input_is_refused_and_nothing_is_stored(fields: dict[str, Any], code: str) -> None:
    place = a_neighbourhood()
    with pytest.raises(Refused) as refused:
        a_promise(place, **fields)
    assert refused.value.code == code
    assert str(refused.value)
    assert not Promise.objects.exists()
    assert not Entry.objects.exists()


def test_nobody_promises_something_to_their_own_organisation() -> None:
    place = a_neighbourhood()
    with pytest.raises(Refused) as refused:
        a_promise(place, receiver_organisation=an_organisation("municipality"))
    assert refused.value.code == "to-themselves"
    officer = a_person(side="municipality")
    with pytest.raises(Refused):
        a_promise(place, receiver=officer)


def test_the_secret_confirms_once_and_a_wrong_one_never() -> None:
    noted = a_promise(a_neighbourhood())
    nobody = a_standing(noted.promise.neighbourhood, "visitor")
    with pytest.raises(Refused) as refused:
        actions.confirm(promise=noted.promise, by=nobody, at=NOW, secret="A" * 24)
    assert refused.value.code == "wrong-secret"
    for _again in range(2):
        actions.confirm(promise=noted.promise, by=nobody, at=NOW, secret=noted.secret)
    acts = [entry["act"] for entry in sealed(f"promise:{noted.promise.code}")]
    assert acts == ["promises.promise", "promises.confirm"]


def test_the_promiser_may_dispute_with_words_and_the_promise_stays() -> None:
    noted = a_promise(a_neighbourhood())
    officer = a_standing(noted.promise.neighbourhood, "municipality")
    actions.dispute(promise=noted.promise, words="Wij zeiden: wij zoeken het uit.", by=officer, at=NOW)
    with pytest.raises(Refused):
        actions.dispute(promise=noted.promise, words="Nog eens.", by=officer, at=NOW)
    kept = Promise.objects.get()
    assert kept.words == "Er komen lantaarns in de Eikstraat."
    assert kept.disputed_words == "Wij zeiden: wij zoeken het uit."
    assert queries.shown([kept], today=LATE_DAY)[0].standing == "late"


def test_who_confirmed_cannot_dispute_afterwards() -> None:
    noted = a_promise(a_neighbourhood())
    officer = a_standing(noted.promise.neighbourhood, "municipality")
    actions.confirm(promise=noted.promise, by=officer, at=NOW)
    with pytest.raises(Refused) as refused:
        actions.dispute(promise=noted.promise, words="Toch niet.", by=officer, at=NOW)
    assert refused.value.code == "already-confirmed"


def test_a_promise_of_one_person_is_confirmed_by_that_person_only() -> None:
    place = a_neighbourhood()
    karin = a_standing(place, "municipality")
    colleague = a_standing(place, "municipality", seat=False, posts=("official",))
    noted = a_promise(place, promiser=karin.person)
    with pytest.raises(NotAllowed):
        actions.confirm(promise=noted.promise, by=colleague, at=NOW)
    assert actions.confirm(promise=noted.promise, by=karin, at=NOW).confirmed_at == NOW


def test_the_log_holds_an_institutions_words_and_no_names() -> None:
    noted = a_promise(a_neighbourhood(), called="Karin Smit", said_where="bij Bep thuis")
    entry = sealed(f"promise:{noted.promise.code}")[0]
    assert entry["facts"]["words"] == "Er komen lantaarns in de Eikstraat."
    assert entry["facts"]["organisation"] == "Gemeente Waterstad"
    assert "Karin Smit" not in str(entry)
    assert "Bep" not in str(entry)


def test_the_words_of_a_resident_stand_in_the_log_as_a_commitment_only() -> None:
    place = a_neighbourhood()
    noted = a_promise(place, called="Samira", organisation=None, words="Ik houd de sleutel bij.")
    entry = sealed(f"promise:{noted.promise.code}")[0]
    assert "sleutel" not in str(entry)
    assert "Samira" not in str(entry)
    kept = dict(Opening.objects.filter(entry__subject=f"promise:{noted.promise.code}").values_list("field", "value"))
    assert kept["words"] == "Ik houd de sleutel bij."


def test_what_the_pages_show_lies_beside_what_was_sealed(settings: Any) -> None:
    from stoep.record import inspection

    place = a_neighbourhood()
    noted = a_promise(place, evidence="Verslag van 3 mei")
    officer = a_standing(place, "municipality")
    actions.change(
        promise=noted.promise, words="Zes.", due_on=date(2026, 12, 1), why="Kabel.", by=officer, at=NOW, today=TODAY
    )
    judged(noted.promise, a_standing(place))
    facts: dict[str, Any] = {}
    personal: dict[str, Any] = {}
    for entry in sealed(f"promise:{noted.promise.code}"):
        facts |= entry["facts"]
    for field, value in Opening.objects.filter(entry__log__neighbourhood=place).values_list("field", "value"):
        personal[field] = value
    shown = list(queries.mirrored(place))
    assert shown
    settings.STOEP_MIRRORS = ["stoep.promises.queries.mirrored"]
    settings.STOEP_SEALED_ROWS = []
    for row in shown:
        assert isinstance(row, inspection.Shown)
        assert ({**personal, **facts}).get(row.field) == row.value
    log = Log.objects.get(neighbourhood=place)
    assert not list(inspection.inspect(log))
    Promise.objects.update(words="Er komen géén lantaarns.")
    assert [finding.where for finding in inspection.inspect(log)]


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE promises_promise SET counts_on = '2027-12-31'", "never-sealed"),
        ("UPDATE promises_promise SET organisation_id = NULL", "shown-otherwise"),
        ("UPDATE promises_change SET made_on = '2026-08-01', due_on = '2027-12-31'", "shown-otherwise"),
        ("DELETE FROM promises_verdict", "shown-otherwise"),
        ("UPDATE promises_verdict SET kind = 'kept'", "shown-otherwise"),
        ("DELETE FROM promises_verdict; DELETE FROM promises_change; DELETE FROM promises_promise", "not-shown"),
    ],
)
def test_whoever_owns_the_database_cannot_make_a_promise_look_better(settings: Any, statement: str, found: str) -> None:
    from stoep.record import inspection

    settings.STOEP_MIRRORS = ["stoep.promises.queries.mirrored"]
    settings.STOEP_SEALED_ROWS = []
    place = a_neighbourhood()
    noted = a_promise(place)
    officer = a_standing(place, "municipality")
    late = date(2026, 10, 5)
    actions.change(
        promise=noted.promise, words="Zes.", due_on=date(2026, 12, 1), why="Kabel.", by=officer, at=NOW, today=late
    )
    judged(noted.promise, a_standing(place), kind="broken")
    log = Log.objects.get(neighbourhood=place)
    assert not list(inspection.inspect(log))
    with connection.cursor() as cursor:
        for one in statement.split("; "):
            cursor.execute(one)
    assert found in {finding.code for finding in inspection.inspect(log)}


def test_a_date_before_the_promise_cannot_even_be_stored() -> None:
    noted = a_promise(a_neighbourhood())
    with pytest.raises(IntegrityError):
        Promise.objects.filter(pk=noted.promise.pk).update(due_on=date(2020, 1, 1))
