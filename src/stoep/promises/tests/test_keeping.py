"""Changing, judging and being late: who may, who hears, and what stays in sight."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from stoep.agenda import actions as agenda
from stoep.people import actions as people
from stoep.people import queries as people_queries
from stoep.people.models import Contact, Telling
from stoep.promises import actions, queries
from stoep.promises.models import Promise, Verdict
from stoep.promises.tests.ground import DUE, LATE_DAY, judged, sealed
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import (
    NOW,
    TODAY,
    a_neighbourhood,
    a_promise,
    a_seat,
    a_standing,
    a_voice,
    an_item,
    an_organisation,
)

pytestmark = pytest.mark.django_db


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


def test_who_reads_english_hears_of_a_promise_in_english() -> None:
    place = a_neighbourhood()
    receipt = a_voice(place, contact=("mail", "sara@voorbeeld.example"), language="en")
    a_promise(place, receiver_voice=receipt.voice)
    actions.tell_of_late(today=LATE_DAY, at=NOW)
    told = Telling.objects.filter(contact__language="en", about=receipt.voice.number).order_by("pk")
    assert [telling.subject for telling in told][-2:] == ["Something was promised", "A promise is late"]
    assert "1 October 2026" in told.last().body  # type: ignore[union-attr]


def test_on_the_day_that_a_seat_begins_its_holder_hears_from_the_first_minute() -> None:
    """Half past midnight in Waterstad is still the day before in UTC."""
    place = a_neighbourhood()
    a_promise(place)
    a_seat(place, "resident", since_on=LATE_DAY)
    Telling.objects.all().delete()
    actions.tell_of_late(today=LATE_DAY, at=datetime(2026, 10, 1, 22, 30, tzinfo=UTC))
    assert Telling.objects.filter(subject="Een belofte is te laat").count() == 1


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


def test_an_address_goes_when_nothing_points_at_it_any_more_and_never_before() -> None:
    """Whoever has an account is told at its address: after the account, that address must not stay behind."""
    place = a_neighbourhood()
    official = a_standing(place, "municipality", seat=False, posts=("official",))
    assert official.person
    assert official.person.account
    receipt = a_voice(place, contact=("mail", "samira@voorbeeld.example"))
    noted = a_promise(place, promiser_contact=("phone", "0612345678"))
    a_promise(place)
    asked = [official.person.account.email, "0612345678", "samira@voorbeeld.example"]
    assert {people_queries.address_of(contact) for contact in Contact.objects.all()} >= set(asked)
    people.end_account(account=official.person.account, at=NOW)
    Telling.objects.update(told_at=NOW)
    people.tidy_up(today=TODAY, at=NOW + timedelta(days=91))
    kept = {people_queries.address_of(contact) for contact in Contact.objects.all()}
    assert kept == {"0612345678", "samira@voorbeeld.example"}
    assert Promise.objects.get(pk=noted.promise.pk).promiser_contact is not None
    assert receipt.voice.followings.exists()
