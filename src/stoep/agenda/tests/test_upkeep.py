"""After improvement it asks how to keep it up; items finish, the wijk goes on (R24)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from stoep.agenda import actions as agenda
from stoep.agenda import queries, rules
from stoep.agenda.models import Item, Upkeep
from stoep.agenda.tests.ground import FIELDS, text_of
from stoep.network.standing import Standing
from stoep.people import queries as people
from stoep.people.models import Telling
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import NOW, TODAY, a_neighbourhood, a_person, a_seat, a_standing, an_item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}
IN_SPRING = date(2027, 3, 1)


def _closed(place: Neighbourhood, by: Standing, other: Standing, title: str = "Een hek", **upkeep: Any) -> Item:
    item: Item = an_item(place, title, by=by)
    given: dict[str, Any] = {"words": "", "kept_by": "", "look_back_on": None} | upkeep
    closed: dict[str, Any] = {"item": item, "why": "Het staat er.", "upkeep": given} | WHEN
    closing = agenda.propose(missed="De winkels.", kind="close", by=by, **closed)
    agenda.second(decision=closing, by=other, **WHEN)
    item.refresh_from_db()
    return item


def _standing_of(item: Item, today: date = TODAY) -> str:
    return next(kept.standing for kept in queries.closed_and_kept(item.neighbourhood, today) if kept.item == item)


@given(
    kind=st.sampled_from(["", "plan", "good", "slipping"]),
    kept_by=st.sampled_from(["", "De speelgroep"]),
    look_back_on=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    again=st.booleans(),
)
def test_it_goes_on_asking_until_somebody_is_named_and_a_day_is_set(
    kind: str, kept_by: str, look_back_on: date | None, again: bool
) -> None:
    found = rules.standing_of_upkeep(
        kind=kind, kept_by=kept_by, look_back_on=look_back_on, taken_up_again=again, today=TODAY
    )
    quiet = bool(kept_by and look_back_on and look_back_on > TODAY and kind != "slipping")
    assert (found == "kept") == (quiet and not again)
    assert (found == "again") == again


def test_closing_asks_how_it_stays_so_and_the_second_key_writes_it_down(
    place: Neighbourhood, resident: Standing, independent: Standing, table: Client
) -> None:
    item = an_item(place, "Een hek", by=resident)
    address = reverse("agenda:close", args=[item.code])
    assert "Wie houdt dit zo?" in text_of(table.get(address))
    wrong = table.post(address, {"why": "", "kept_by": "De speelgroep", "look_back_on": "2027-03-01"})
    assert wrong.status_code == 422 and 'value="De speelgroep"' in text_of(wrong)
    past = table.post(address, {"why": "Het staat er.", "missed": "De winkels.", "look_back_on": "2026-08-31"})
    assert past.status_code == 422 and "Kies een dag na vandaag" in text_of(past)
    kept = {"kept_by": "De speelgroep", "look_back_on": "2027-03-01"}
    table.post(address, {"why": "Het staat er.", "missed": "De winkels."} | kept)
    decision = queries.waiting_decisions(place, TODAY).get()
    assert "De speelgroep" in text_of(Client().get(decision.get_absolute_url()))
    assert not Upkeep.objects.exists()
    agenda.second(decision=decision, by=independent, **WHEN)
    said = Upkeep.objects.get()
    assert (said.kept_by, said.look_back_on, said.said_by) == ("De speelgroep", IN_SPRING, resident.person)
    assert _standing_of(item) == "kept"
    assert Entry.objects.filter(act="agenda.keep_up", subject=f"item:{item.code}").count() == 1


def test_not_known_yet_is_an_answer_and_the_pages_go_on_asking(
    place: Neighbourhood, resident: Standing, independent: Standing, table: Client
) -> None:
    item = _closed(place, resident, independent)
    assert not Upkeep.objects.exists()
    assert _standing_of(item) == "unknown"
    closed = reverse("agenda:closed", args=[place.slug])
    assert "Hoe houden we dit zo? Nog niet bekend." in text_of(Client().get(closed))
    assert "Dat is nog niet bekend." in text_of(Client().get(item.get_absolute_url()))
    assert "Zeg hoe dit zo blijft" not in text_of(Client().get(closed))
    assert "Zeg hoe dit zo blijft" in text_of(table.get(closed))
    keep = reverse("agenda:keep_up", args=[item.code])
    assert table.post(keep, {"words": ""}).status_code == 422
    assert table.post(keep, {"kept_by": "De speelgroep"}).status_code == 302
    assert _standing_of(item) == "unknown", "a day to look back is missing"
    table.post(keep, {"kept_by": "De speelgroep", "words": "Verf.", "look_back_on": "2027-03-01"})
    assert _standing_of(item) == "kept"
    assert [said.words for said in queries.upkeep_of(item)] == ["Verf.", ""]


def test_looking_back_is_asked_on_the_day_and_what_slips_is_taken_up_again(
    place: Neighbourhood, resident: Standing, independent: Standing, table: Client
) -> None:
    item = _closed(place, resident, independent, kept_by="De speelgroep", look_back_on=IN_SPRING)
    assert _standing_of(item, IN_SPRING - timedelta(days=1)) == "kept"
    assert _standing_of(item, IN_SPRING) == "look-back"
    spring: dict[str, Any] = {"at": NOW + timedelta(days=182), "today": IN_SPRING + timedelta(days=1)}
    with time_machine.travel(spring["at"], tick=False):
        page = text_of(Client().get(item.get_absolute_url()))
        assert "Op 1 maart 2027 zouden bewoners terugkijken" in page
    with pytest.raises(Refused):
        agenda.look_back(item=item, is_good=True, words=" ", by=resident, **spring)
    next_on = IN_SPRING + timedelta(days=300)
    good: dict[str, Any] = {
        "is_good": True,
        "words": "Het staat er nog.",
        "kept_by": "De speelgroep",
        "look_back_on": next_on,
    }
    agenda.look_back(item=item, by=resident, **good, **spring)
    assert _standing_of(item, spring["today"]) == "kept"
    agenda.look_back(item=item, is_good=False, words="Het hek is stuk.", by=resident, **spring)
    assert _standing_of(item, spring["today"]) == "slipping"
    assert [said.kind for said in queries.upkeep_of(item)] == ["slipping", "good", "plan"]
    start = reverse("agenda:start", args=[place.slug]) + f"?opnieuw={item.code}"
    assert "U pakt dit opnieuw op:" in text_of(table.get(start))
    sent = table.post(start, FIELDS | {"again": item.code})
    new = Item.objects.get(again_of=item)
    assert sent["Location"] == new.get_absolute_url()
    assert _standing_of(item, spring["today"]) == "again"
    assert item.title in text_of(Client().get(new.get_absolute_url()))
    assert new.get_absolute_url() in text_of(Client().get(item.get_absolute_url()))
    with pytest.raises(Refused) as refused:
        agenda.keep_up(item=item, words="x", look_back_on=None, by=resident, **WHEN)
    assert refused.value.code == "again"
    with pytest.raises(Refused) as refused:
        an_item(place, "Nog een keer", by=resident, again_of=item)
    assert refused.value.code == "again"


def test_only_those_who_lead_and_only_of_what_was_closed_here(
    place: Neighbourhood, resident: Standing, independent: Standing
) -> None:
    item, running = _closed(place, resident, independent), an_item(place, by=resident)
    plan: dict[str, Any] = {"kept_by": "Wij", "look_back_on": IN_SPRING} | WHEN
    for nobody in (
        a_standing(place, "municipality", posts=("official",)),
        a_standing(place, seat=False, posts=("host",)),
        a_standing(a_neighbourhood()),
        a_standing(place, "visitor"),
    ):
        with pytest.raises(NotAllowed):
            agenda.keep_up(item=item, by=nobody, **plan)
        with pytest.raises(NotAllowed):
            agenda.look_back(item=item, is_good=True, words="Goed.", by=nobody, **WHEN)
    with pytest.raises(Refused) as refused:
        agenda.keep_up(item=running, by=resident, **plan)
    assert refused.value.code == "runs"
    with pytest.raises(Refused):
        an_item(place, "Opnieuw", by=resident, again_of=running)
    elsewhere = a_neighbourhood()
    with pytest.raises(Refused):
        an_item(elsewhere, "Opnieuw", by=a_standing(elsewhere), again_of=item)
    assert not Upkeep.objects.exists()


def test_the_same_words_twice_are_kept_once(place: Neighbourhood, resident: Standing, independent: Standing) -> None:
    item = _closed(place, resident, independent)
    plan: dict[str, Any] = {"item": item, "kept_by": "Wij", "look_back_on": IN_SPRING, "by": resident} | WHEN
    assert agenda.keep_up(**plan) == agenda.keep_up(**plan)
    assert Upkeep.objects.count() == 1


def test_who_keeps_it_up_hears_once_on_the_day(place: Neighbourhood, resident: Standing, independent: Standing) -> None:
    bep = a_person("Bep de Boer", email="bep@voorbeeld.example")
    a_seat(place, person=bep)
    item = _closed(place, resident, independent, kept_by="Bep de Boer", look_back_on=IN_SPRING)
    Telling.objects.all().delete()
    day = datetime.combine(IN_SPRING, time(8), tzinfo=ZoneInfo("Europe/Amsterdam"))
    before: dict[str, Any] = {"today": IN_SPRING - timedelta(days=1), "at": day - timedelta(days=1)}
    assert agenda.tell_of_look_back(**before) == 0
    assert [agenda.tell_of_look_back(today=IN_SPRING, at=day) for _ in range(2)] == [1, 0]
    told = Telling.objects.get()
    assert people.address_of(told.contact) == "bep@voorbeeld.example"
    assert f"/a/{item.code}/" in told.body
    (entry,) = Entry.objects.filter(act="agenda.tell_of_look_back")
    assert entry.sealed()["by"] == {"side": "clock"}
    agenda.look_back(
        item=item, is_good=True, words="Goed.", kept_by="Bep de Boer", look_back_on=IN_SPRING + timedelta(days=365),
        by=resident, at=day, today=IN_SPRING,
    )  # fmt: skip
    later: dict[str, Any] = {"today": IN_SPRING + timedelta(days=366), "at": day + timedelta(days=366)}
    assert agenda.tell_of_look_back(**later) == 1


def test_a_merged_item_asks_nothing(place: Neighbourhood, resident: Standing, independent: Standing) -> None:
    one, other = an_item(place, by=resident), an_item(place, by=resident)
    merge = agenda.propose(
        missed="De winkels.", kind="merge", item=one, others=[other], why="Hetzelfde.", by=resident, **WHEN
    )
    agenda.second(decision=merge, by=independent, **WHEN)
    assert not queries.closed_and_kept(place, TODAY)
    assert "Gaat verder in:" in text_of(Client().get(reverse("agenda:closed", args=[place.slug])))
    with pytest.raises(Refused) as refused:
        agenda.keep_up(item=other, kept_by="Wij", look_back_on=None, by=resident, **WHEN)
    assert refused.value.code == "merged"


def test_what_is_closed_takes_few_questions(
    place: Neighbourhood, resident: Standing, independent: Standing, django_assert_max_num_queries: Any
) -> None:
    for number in range(6):
        _closed(place, resident, independent, f"Hek {number}", kept_by="Wij", look_back_on=IN_SPRING)
    for _again in range(2):
        with django_assert_max_num_queries(8):
            Client().get(reverse("agenda:closed", args=[place.slug]))
