"""A date that passed without an answer: both sides hear it once, and the log says so by the clock."""

from __future__ import annotations

import threading
from datetime import date, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from stoep.council import actions as council
from stoep.council.models import Advice, Appeal, Link
from stoep.council.tests.ground import IN_SIX_WEEKS, Wijk, a_link, a_wijk, an_advice, an_override
from stoep.people import queries as people
from stoep.people.models import Telling
from stoep.record.models import Entry
from stoep.shared.each import SomeFailed
from tests.builders import NOW, TODAY, a_standing

pytestmark = pytest.mark.django_db
DAY = IN_SIX_WEEKS + timedelta(days=1)
LATER: dict[str, Any] = {"today": DAY, "at": NOW + timedelta(days=43)}


@pytest.fixture
def wijk() -> Wijk:
    return a_wijk()


def told(today: date = DAY, at: datetime = LATER["at"]) -> int:
    return council.tell_of_late(today=today, at=at)


def told_to() -> list[str]:
    """The addresses that were told, each as often as it was."""
    return sorted(
        str(people.address_of(telling.contact)) for telling in Telling.objects.filter(subject="Een antwoord is te laat")
    )


def mail_of(*standings: Any) -> list[str]:
    return sorted(standing.person.account.email for standing in standings)


def entries() -> list[dict[str, Any]]:
    return [entry.sealed()["facts"] for entry in Entry.objects.filter(act="council.late").order_by("pk")]


def test_the_clock_is_a_daily_duty() -> None:
    assert "stoep.council.actions.tell_of_late" in settings.STOEP_DAILY_DUTIES


def test_on_its_last_day_nothing_is_late(wijk: Wijk) -> None:
    an_advice(wijk)
    a_link(wijk)
    council.appeal(override=an_override(wijk), words="Stut het dak.", by=wijk.resident, at=NOW, today=TODAY)
    assert told(today=IN_SIX_WEEKS) == 0
    assert not entries() and not told_to()


def test_whoever_answers_and_whoever_asked_hear_it_once(wijk: Wijk) -> None:
    another = a_standing(wijk.place)
    advice = an_advice(wijk)
    assert [told(), told()] == [1, 0]
    assert told_to() == mail_of(wijk.official, wijk.resident, another), "and not the clerk, nor the association"
    (facts,) = entries()
    assert facts["late"] == "advice" and facts["due_on"] == IN_SIX_WEEKS.isoformat()
    assert advice.title not in str(facts) and advice.words not in str(facts)
    advice.refresh_from_db()
    assert advice.told_late_at == LATER["at"]
    body = Telling.objects.filter(subject="Een antwoord is te laat")[0].body
    assert advice.title in body and "13 oktober 2026" in body and advice.get_absolute_url() in body


def test_of_the_council_its_clerk_hears_it(wijk: Wijk) -> None:
    an_advice(wijk, competent="council")
    told()
    assert told_to() == mail_of(wijk.clerk, wijk.resident)


def test_an_organisation_without_a_task_hears_it_by_its_seat(wijk: Wijk) -> None:
    assert wijk.housing.person
    an_advice(wijk, competent="corporation", organisation=wijk.housing.person.organisation)
    told()
    assert told_to() == mail_of(wijk.housing, wijk.resident)


def test_of_a_body_outside_the_wijk_residents_hear_it(wijk: Wijk) -> None:
    an_advice(wijk, competent="water", organisation=None, called="Waterschap De Vliet")
    assert told() == 1
    assert told_to() == mail_of(wijk.resident)
    assert entries()[0]["organisation"] == "Waterschap De Vliet"


def test_a_link_and_an_appeal_are_told_of_each_on_its_own(wijk: Wijk) -> None:
    a_link(wijk, by=wijk.housing)
    council.appeal(override=an_override(wijk), words="Stut het dak.", by=wijk.independent, at=NOW, today=TODAY)
    assert told() == 2
    assert sorted(facts["late"] for facts in entries()) == ["appeal", "link"]
    # The link: the official, the association that made it, residents. The appeal: the clerk, its maker, residents.
    assert told_to() == sorted(
        mail_of(wijk.official, wijk.housing, wijk.resident) + mail_of(wijk.clerk, wijk.independent, wijk.resident)
    )
    assert Link.objects.get().told_late_at and Appeal.objects.get().told_late_at
    assert told() == 0


def test_what_was_answered_withdrawn_or_ended_is_not_told_of(wijk: Wijk) -> None:
    answered, withdrawn = an_advice(wijk), an_advice(wijk)
    council.reply(
        missed="De winkels.", advice=answered, kind="follows", words="Ja.", by=wijk.official, at=NOW, today=TODAY
    )
    council.withdraw(advice=withdrawn, why="Niet meer nodig.", by=wijk.resident, at=NOW)
    an_advice(wijk, competent="fund", organisation=None, answer_due_on=None)
    council.unlink(link=a_link(wijk), why="Klopt niet.", by=wijk.resident, at=NOW)
    appeal = council.appeal(override=an_override(wijk), words="Stut.", by=wijk.resident, at=NOW, today=TODAY)
    council.answer_appeal(
        missed="De winkels.", appeal=appeal, outcome="stands", words="Nee.", by=wijk.clerk, at=NOW, today=TODAY
    )
    assert told() == 0 and not entries()


def test_one_that_fails_holds_up_no_other(wijk: Wijk, monkeypatch: pytest.MonkeyPatch) -> None:
    act: Any = import_module("stoep.council.actions.tell_of_late")
    first, second = an_advice(wijk), an_advice(wijk, title="Licht in de straat")
    honest = act._tell_both

    def broken(owed: Any, *rest: Any) -> None:
        if owed.row.pk == first.pk:
            raise RuntimeError("the post is closed")
        honest(owed, *rest)

    monkeypatch.setattr(act, "_tell_both", broken)
    with pytest.raises(SomeFailed):
        told()
    assert [each.told_late_at is None for each in Advice.objects.order_by("pk")] == [True, False]
    assert [entry.subject for entry in Entry.objects.filter(act="council.late")] == [f"advice:{second.pk}"]
    monkeypatch.setattr(act, "_tell_both", honest)
    assert told() == 1, "it is tried again"


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_tell_once() -> None:
    an_advice(a_wijk())
    counted: list[int] = []
    start = threading.Barrier(2)

    def turn() -> None:
        try:
            start.wait(timeout=30)
            counted.append(told())
        finally:
            connection.close()

    threads = [threading.Thread(target=turn) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(counted) == [0, 1]
    assert len(entries()) == 1
