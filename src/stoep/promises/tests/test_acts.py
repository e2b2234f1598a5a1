"""Noting, confirming, changing and judging: who may, who hears, and what the log keeps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from stoep.agenda import actions as agenda
from stoep.people.models import Telling
from stoep.promises import actions, queries
from stoep.promises.models import Promise, Verdict
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
LATE_DAY = date(2026, 10, 2)
DUE = date(2026, 10, 1)


def sealed(subject: str) -> list[dict[str, Any]]:
    return [entry.sealed() for entry in Entry.objects.filter(subject=subject).order_by("index")]


def judged(promise: Promise, by: Any, kind: str = "kept", **more: Any) -> Verdict:
    return actions.judge(promise=promise, kind=kind, words="Zo is het.", by=by, at=NOW, today=TODAY, **more)


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


def test_a_change_keeps_the_first_text_and_tells_the_receiver() -> None:
    place = a_neighbourhood()
    receipt = a_voice(place, contact=("mail", "samira@voorbeeld.example"))
    noted = a_promise(place, receiver_voice=receipt.voice)
    officer = a_standing(place, "municipality")
    Telling.objects.all().delete()
    actions.change(
        promise=noted.promise,
        words="Er komen zes lantaarns.",
        due_on=date(2026, 12, 1),
        why="De kabel komt later.",
        by=officer,
        at=NOW,
        today=TODAY,
    )
    line = queries.shown([queries.by_code(noted.promise.code)], today=date(2026, 10, 15))[0]
    assert line.promise.words == "Er komen lantaarns in de Eikstraat."
    assert line.words == "Er komen zes lantaarns."
    assert line.standing == "open"
    assert line.passed_on == DUE
    told = Telling.objects.get(about=receipt.voice.number)
    assert "De kabel komt later." in told.body


def test_a_new_date_after_the_old_one_does_not_silence_lateness() -> None:
    noted = a_promise(a_neighbourhood())
    officer = a_standing(noted.promise.neighbourhood, "municipality")
    actions.change(
        promise=noted.promise,
        words=noted.promise.words,
        due_on=date(2027, 1, 1),
        why="Er was geen geld.",
        by=officer,
        at=NOW + timedelta(days=40),
        today=TODAY + timedelta(days=40),
    )
    place = noted.promise.neighbourhood
    assert [row.code for row in queries.late(place, TODAY + timedelta(days=41))] == [noted.promise.code]
    assert Promise.objects.get().due_on == DUE


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"due_on": DUE}, "nothing-changed"),
        ({"due_on": date(2026, 8, 1)}, "past"),
        ({"due_on": date(2150, 8, 1)}, "due-too-far"),
        ({"why": " "}, "empty"),
    ],
)
def test_a_change_that_cannot_be_is_refused(fields: dict[str, Any], code: str) -> None:
    noted = a_promise(a_neighbourhood())
    officer = a_standing(noted.promise.neighbourhood, "municipality")
    said: dict[str, Any] = {"words": noted.promise.words, "due_on": date(2026, 12, 1), "why": "Daarom."} | fields
    with pytest.raises(Refused) as refused:
        actions.change(promise=noted.promise, by=officer, at=NOW, today=TODAY, **said)
    assert refused.value.code == code
    assert not noted.promise.changes.exists()


def test_only_the_promiser_and_who_noted_it_say_it_anew() -> None:
    place = a_neighbourhood()
    host = a_standing(place, seat=False, posts=("host",))
    noted = a_promise(place, by=host)
    said: dict[str, Any] = {"words": "Anders.", "due_on": date(2026, 12, 1), "why": "Zo bedoelden wij het."}
    for other in (a_standing(place), a_standing(place, "housing"), a_standing(place, "visitor")):
        with pytest.raises(NotAllowed):
            actions.change(promise=noted.promise, by=other, at=NOW, today=TODAY, **said)
    assert actions.change(promise=noted.promise, by=host, at=NOW, today=TODAY, **said).pk


@pytest.mark.parametrize(
    ("side", "may"),
    [
        ("resident", True),
        ("independent", False),
        ("municipality", False),
        ("housing", False),
        ("visitor", False),
    ],
)
def test_a_promise_to_the_wijk_is_judged_from_a_residents_seat(side: str, may: bool) -> None:
    noted = a_promise(a_neighbourhood())
    by = a_standing(noted.promise.neighbourhood, side)
    if may:
        assert judged(noted.promise, by).kind == "kept"
        return
    with pytest.raises(NotAllowed) as refused:
        judged(noted.promise, by)
    assert refused.value.status == 403
    assert refused.value.neighbourhood == noted.promise.neighbourhood
    assert refused.value.act == "promises.judge"
    assert not Verdict.objects.exists()


def test_a_seat_in_another_wijk_judges_nothing_here() -> None:
    noted = a_promise(a_neighbourhood())
    with pytest.raises(NotAllowed):
        judged(noted.promise, a_standing(a_neighbourhood()))


def test_a_seat_without_the_second_factor_judges_nothing() -> None:
    noted = a_promise(a_neighbourhood())
    with pytest.raises(NotAllowed):
        judged(noted.promise, a_standing(noted.promise.neighbourhood, second_factor=False))


def test_an_official_who_holds_a_receipt_still_never_judges_the_own_organisation() -> None:
    place = a_neighbourhood()
    receipt = a_voice(place)
    noted = a_promise(place, receiver_voice=receipt.voice)
    with pytest.raises(NotAllowed) as refused:
        judged(noted.promise, a_standing(place, "municipality"), voice=receipt.voice, secret=receipt.secret)
    assert refused.value.code == "promiser-never-judges"


def test_the_author_of_the_voice_judges_by_receipt_and_nobody_by_guessing() -> None:
    place = a_neighbourhood()
    receipt, other = a_voice(place), a_voice(place)
    noted = a_promise(place, receiver_voice=receipt.voice)
    nobody = a_standing(place, "visitor")
    with pytest.raises(Refused) as refused:
        judged(noted.promise, nobody, voice=receipt.voice, secret=other.secret)
    assert refused.value.code == "wrong-secret"
    with pytest.raises(NotAllowed):
        judged(noted.promise, nobody, voice=other.voice, secret=other.secret)
    with pytest.raises(NotAllowed):
        judged(noted.promise, a_standing(place))  # a seat is not the one who was promised
    verdict = judged(noted.promise, nobody, voice=receipt.voice, secret=receipt.secret)
    assert verdict.said_side == "resident"
    assert verdict.said_voice == receipt.voice


def test_the_author_of_a_voice_that_the_item_grew_from_judges_too() -> None:
    place = a_neighbourhood()
    chair = a_standing(place)
    receipt = a_voice(place)
    item = an_item(place, by=chair)
    agenda.take_up(item=item, voices=[receipt.voice], why="Hier begon het mee.", by=chair, at=NOW)
    noted = a_promise(place, item=item)
    verdict = judged(noted.promise, a_standing(place, "visitor"), voice=receipt.voice, secret=receipt.secret)
    assert verdict.said_voice == receipt.voice
    assert [promise.code for promise in queries.of_voice(receipt.voice)] == [noted.promise.code]


def test_a_promise_to_a_named_person_is_judged_by_that_person_alone() -> None:
    place = a_neighbourhood()
    bep, chair = a_standing(place, seat=False), a_standing(place)
    noted = a_promise(place, receiver=bep.person)
    with pytest.raises(NotAllowed):
        judged(noted.promise, chair)
    assert judged(noted.promise, bep).said_by == bep.person


def test_what_residents_promise_an_institution_is_judged_by_that_institution() -> None:
    place = a_neighbourhood()
    resident = a_standing(place)
    housing = an_organisation("housing")
    noted = a_promise(
        place,
        by=resident,
        called="Bewonersnetwerk",
        organisation=an_organisation("resident"),
        receiver_organisation=housing,
    )
    for other in (resident, a_standing(place, "municipality"), a_standing(place, "housing", seat=False)):
        with pytest.raises(NotAllowed):
            judged(noted.promise, other)
    assert judged(noted.promise, a_standing(place, "housing")).kind == "kept"
    owes, owed = queries.obligations(place, housing, TODAY)
    assert (owes, owed) == ([], [])


def test_the_newest_verdict_counts_and_all_stay() -> None:
    noted = a_promise(a_neighbourhood())
    chair = a_standing(noted.promise.neighbourhood)
    judged(noted.promise, chair)
    judged(noted.promise, chair)  # pressed twice
    judged(noted.promise, chair, kind="broken")
    line = queries.shown([queries.by_code(noted.promise.code)], today=LATE_DAY)[0]
    assert line.standing == "broken"
    assert [verdict.kind for verdict in line.verdicts] == ["kept", "broken"]


def test_kept_after_the_date_is_told_as_such() -> None:
    noted = a_promise(a_neighbourhood())
    chair = a_standing(noted.promise.neighbourhood)
    said: dict[str, Any] = {
        "promise": noted.promise,
        "kind": "kept",
        "words": "",
        "by": chair,
        "at": NOW + timedelta(days=60),
    }
    actions.judge(today=TODAY + timedelta(days=60), kept_on=date(2026, 10, 20), **said)
    assert queries.shown([queries.by_code(noted.promise.code)], today=date(2027, 1, 1))[0].standing == "kept-late"
    actions.judge(today=TODAY + timedelta(days=60), kept_on=date(2026, 9, 20), **said)
    assert queries.shown([queries.by_code(noted.promise.code)], today=date(2027, 1, 1))[0].standing == "kept"
    with pytest.raises(Refused) as refused:
        actions.judge(today=TODAY, kept_on=date(2027, 9, 20), **said)
    assert refused.value.code == "kept-later"


def test_after_a_verdict_words_and_date_stand_still() -> None:
    noted = a_promise(a_neighbourhood())
    place = noted.promise.neighbourhood
    judged(noted.promise, a_standing(place), kind="broken")
    with pytest.raises(Refused) as refused:
        actions.change(
            promise=noted.promise,
            words="Toch nog.",
            due_on=date(2026, 12, 1),
            why="Daarom.",
            by=a_standing(place, "municipality"),
            at=NOW,
            today=TODAY,
        )
    assert refused.value.code == "judged"


def test_the_day_after_the_date_both_hear_exactly_once() -> None:
    place = a_neighbourhood()
    receipt = a_voice(place, contact=("mail", "samira@voorbeeld.example"))
    noted = a_promise(place, receiver_voice=receipt.voice, promiser_contact=("phone", "0612345678"))
    Telling.objects.all().delete()
    assert actions.tell_of_late(today=DUE, at=NOW) == 0
    assert actions.tell_of_late(today=LATE_DAY, at=NOW) == 1
    assert actions.tell_of_late(today=LATE_DAY + timedelta(days=30), at=NOW) == 0
    told = sorted(Telling.objects.values_list("contact__channel", flat=True))
    assert told == ["mail", "phone"]
    assert [entry["act"] for entry in sealed(f"promise:{noted.promise.code}")][-1] == "promises.late"


def test_a_judged_promise_is_never_told_to_be_late() -> None:
    noted = a_promise(a_neighbourhood())
    judged(noted.promise, a_standing(noted.promise.neighbourhood))
    assert actions.tell_of_late(today=LATE_DAY, at=NOW) == 0


def test_without_an_address_the_contact_of_the_organisation_hears() -> None:
    place = a_neighbourhood()
    official = a_standing(place, "municipality", seat=False, posts=("official",))
    a_promise(place)
    Telling.objects.all().delete()
    actions.tell_of_late(today=LATE_DAY, at=NOW)
    assert official.person
    assert Telling.objects.filter(subject="Een belofte is te laat").count() == 1


def test_a_month_after_the_verdict_the_address_of_the_promiser_is_gone() -> None:
    noted = a_promise(a_neighbourhood(), promiser_contact=("mail", "karin@waterstad.example"))
    judged(noted.promise, a_standing(noted.promise.neighbourhood))
    contact = noted.promise.promiser_contact
    assert actions.forget_promisers(at=NOW + timedelta(days=29)) == 0
    assert actions.forget_promisers(at=NOW + timedelta(days=31)) == 1
    contact.refresh_from_db()
    assert contact.erased_at is not None
    assert not bytes(contact.sealed_address)


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
    for row in shown:
        assert isinstance(row, inspection.Shown)
        assert ({**personal, **facts})[row.field] == row.value
    log = Log.objects.get(neighbourhood=place)
    assert not list(inspection.inspect(log))
    Promise.objects.update(words="Er komen géén lantaarns.")
    assert [finding.where for finding in inspection.inspect(log)]


def test_a_date_before_the_promise_cannot_even_be_stored() -> None:
    noted = a_promise(a_neighbourhood())
    with pytest.raises(IntegrityError):
        Promise.objects.filter(pk=noted.promise.pk).update(due_on=date(2020, 1, 1))
