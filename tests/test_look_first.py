"""Look first: whoever begins something sees what is near it, whatever it is and wherever it stands, and says why."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from stoep.calendar import actions as calendar
from stoep.calendar.models import Entry
from stoep.conflicts import queries as conflicts
from stoep.gatherings import actions as gatherings
from stoep.gatherings.models import Activity
from stoep.promises import actions as promises
from stoep.promises.models import Promise
from stoep.shared import look_first
from stoep.shared.look_first import Sought
from stoep.tables import actions as tables
from stoep.tables.models import Plan
from tests.builders import NOW, TODAY, a_neighbourhood, a_promise, a_standing, an_item, sign_in
from tests.rooms.calendar import an_entry
from tests.rooms.gatherings import WORDS, an_activity, published
from tests.rooms.tables import a_plan, an_alliance

pytestmark = pytest.mark.django_db
WHY = "Dit is voor de andere kant van de spoorlijn 🚂."
TOLD = "Kijk eerst"
LATER = (TODAY + timedelta(days=40)).isoformat()
ENTRY = {
    "what": "Lezen met kleuters in de bibliotheek", "asked_by": "De school", "party": "school", "groups": ["everybody"],
    "first_on": LATER, "asked_people": "40", "minutes": "60",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _still() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def here() -> Any:
    return a_neighbourhood()


@pytest.fixture
def host(here: Any) -> Any:
    return a_standing(here, posts=("host",))


@pytest.fixture
def client_in(client: Any, host: Any) -> Any:
    sign_in(client, host.person)
    return client


def found(here: Any, title: str, words: str = "", **more: Any) -> list[str]:
    """The titles of what is near this."""
    return [one.title for one in look_first.near(here.pk, Sought(title, words, today=TODAY, **more))]


def test_every_kind_of_thing_is_found_until_it_is_over(here: Any, host: Any) -> None:
    """Each is told by its own room; what is private, over, off, judged or elsewhere is not."""
    elsewhere = a_neighbourhood()
    an_entry(elsewhere, a_standing(elsewhere), "Lezen met kleuters")
    assert found(here, "Lezen met kleuters", "Elke week voorlezen") == []
    plan = a_plan(an_alliance(here, host), host, title="Voorlezen met kleuters", about="Elke week lezen.")
    entry = an_entry(here, host, "Lezen met kleuters op woensdag")
    activity = published(here, host, title="Kleuters lezen met ouders")
    draft = an_activity(here, host, title="Lezen met kleuters, geheim")
    made = a_promise(here, words="De bibliotheek gaat lezen met kleuters, elke week.").promise
    names = {plan.title, entry.what, activity.title, made.words}
    assert set(found(here, "Lezen met kleuters", "Elke week voorlezen")) == names
    calendar.withdraw(entry=entry, why="Ziek.", by=host, at=NOW)
    gatherings.call_off(activity=activity, why="Ziek.", by=host, at=NOW)
    tables.withdraw_plan(plan=plan, why="Foutje.", by=host, at=NOW)
    promises.judge(promise=made, kind="kept", words="Ja.", by=host, at=NOW, today=TODAY)
    assert found(here, "Lezen met kleuters", "Elke week voorlezen") == [] and not draft.published_at


def test_what_was_over_before_today_is_not_near(here: Any, host: Any) -> None:
    an_entry(here, host, "Lezen met kleuters", today=TODAY - timedelta(days=100))
    published(here, host, title="Lezen met kleuters en ouders", today=TODAY - timedelta(days=100))
    assert found(here, "Lezen met kleuters") == []


def test_a_same_street_makes_an_evening_nearer(here: Any, host: Any) -> None:
    an_entry(here, host, "Bomen planten", about="Met schoppen, kruiwagens en handschoenen", streets=["Eikstraat"])
    assert found(here, "Schoppen lenen", "bomen en struiken, heggen, hagen") == []
    assert found(here, "Schoppen lenen", "bomen en struiken, heggen, hagen", places=["eikstraat"])


def test_a_plan_at_a_table_asks_and_shows_why(client_in: Any, here: Any, host: Any) -> None:
    item = an_item(here, "Lezen met kleuters", by=host)
    table = an_alliance(here, host)
    typed = {"title": "Samen lezen met kleuters", "about": "Elke week.", "drafted_on": TODAY.isoformat(), "key": "k"}
    address = reverse("tables:register_plan", args=[here.slug, table.pk])
    asked = client_in.post(address, typed)
    page = asked.content.decode()
    assert asked.status_code == 422 and not Plan.objects.exists()
    assert TOLD in page and item.get_absolute_url() in page and "Samen lezen met kleuters" in page
    sent = client_in.post(address, typed | {"why_new": WHY}, follow=True).content.decode()
    assert WHY in sent and Plan.objects.get().why_new == WHY
    # What touches the item joins it: no reason is asked. A form sent twice does not find itself.
    joined = client_in.post(address, typed | {"items": [item.code], "key": "l"})
    assert joined.status_code == 422 and item.get_absolute_url() not in joined.content.decode().split("<form", 2)[1]
    assert client_in.post(address, typed | {"why_new": WHY}).status_code == 302 and Plan.objects.count() == 1


def test_a_plan_that_touches_the_item_is_not_asked_why(client_in: Any, here: Any, host: Any) -> None:
    item = an_item(here, "Lezen met kleuters", by=host)
    typed = {"title": "Samen lezen met kleuters", "about": "Elke week.", "drafted_on": TODAY.isoformat(), "key": "k"}
    address = reverse("tables:register_plan", args=[here.slug, an_alliance(here, host).pk])
    assert client_in.post(address, typed | {"items": [item.code]}).status_code == 302
    assert Plan.objects.get().why_new == ""


def test_a_promise_asks_and_shows_why(client_in: Any, here: Any, host: Any) -> None:
    item = an_item(here, "Lezen met kleuters", by=host)
    address = reverse("promises:note", args=[here.slug])
    typed = {
        "wie": "Karin", "voor_wie": "resident", "wat": "Ik ga lezen met kleuters.", "wanneer": "1-10-2026",
        "sleutel": "k", "waar": "aan de deur",
    }  # fmt: skip
    asked = client_in.post(address, typed)
    page = asked.content.decode()
    assert asked.status_code == 422 and not Promise.objects.exists()
    assert TOLD in page and item.get_absolute_url() in page and "Ik ga lezen met kleuters." in page
    assert "aan de deur" in page
    assert client_in.post(address, typed | {"why_new": WHY}).status_code == 200
    made = Promise.objects.get()
    assert made.why_new == WHY and WHY in client_in.get(made.get_absolute_url()).content.decode()
    promises.erase_promiser(promise=made, ground="asked", by=host, at=NOW)
    assert Promise.objects.get().why_new == ""
    joined = typed | {"agendapunt": item.code, "sleutel": "l", "wat": "Ik ga lezen met kleuters en hun opa."}
    assert client_in.post(address, joined).status_code == 200 and Promise.objects.count() == 2


def test_the_calendar_asks_and_shows_why_and_a_change_does_not_ask(client_in: Any, here: Any, host: Any) -> None:
    made = a_promise(here, words="Wij lezen met kleuters.").promise
    address = reverse("calendar:enter", args=[here.slug])
    asked = client_in.post(address, ENTRY | {"key": "k"})
    page = asked.content.decode()
    assert asked.status_code == 422 and not Entry.objects.exists()
    assert TOLD in page and made.get_absolute_url() in page and ENTRY["what"] in page
    sent = client_in.post(address, ENTRY | {"key": "k", "why_new": WHY}, follow=True).content.decode()
    entry = Entry.objects.get()
    assert WHY in sent and entry.why_new == WHY
    changed = reverse("calendar:change", args=[here.slug, entry.pk])
    assert client_in.post(changed, ENTRY | {"asked_by": "De bibliotheek"}).status_code == 302
    entry.refresh_from_db()
    assert (entry.asked_by, entry.why_new) == ("De bibliotheek", WHY)


def test_a_gathering_asks_when_it_is_begun(client_in: Any, here: Any, host: Any) -> None:
    entry = an_entry(here, host, "Soep en plannen voor het plein")
    address = reverse("gatherings:write", args=[here.slug])
    typed = {"title": WORDS["title"], "asked": WORDS["asked"], "key": "k"}
    asked = client_in.post(address, typed)
    page = asked.content.decode()
    assert asked.status_code == 422 and not Activity.objects.exists()
    assert TOLD in page and entry.get_absolute_url() in page and WORDS["asked"] in page
    assert client_in.post(address, typed | {"why_new": WHY}).status_code == 302
    activity = Activity.objects.get()
    assert activity.why_new == WHY and WHY in client_in.get(activity.get_absolute_url()).content.decode()


def test_a_gathering_that_became_another_one_is_asked_when_it_is_published(
    client_in: Any, here: Any, host: Any
) -> None:
    activity = an_activity(here, host)
    gatherings.invite(
        activity=activity, kind="street", name="Eikstraat", channel="card", language="nl", by=host, at=NOW
    )
    plan = a_plan(an_alliance(here, host), host, title="Plannen voor het plein, met soep", about="Een plan.")
    address = reverse("gatherings:publish", args=[here.slug, activity.pk])
    asked = client_in.post(address, {"why_still": "Daarom.", "clash_answer": "Samen."})
    assert asked.status_code == 422 and plan.get_absolute_url() in asked.content.decode()
    sent = client_in.post(address, {"why_still": "Daarom.", "clash_answer": "Samen.", "why_new": WHY}, follow=True)
    assert WHY in sent.content.decode() and Activity.objects.get().published_at


def test_why_is_not_asked_twice_and_is_hidden_with_the_rest(client_in: Any, here: Any, host: Any) -> None:
    an_entry(here, host, "Soep en plannen voor het plein")
    activity = an_activity(here, host, why_new=WHY)
    gatherings.invite(activity=activity, kind="street", name="Kade", channel="card", language="nl", by=host, at=NOW)
    address = reverse("gatherings:publish", args=[here.slug, activity.pk])
    said = {"why_still": "Daarom.", "clash_answer": "Samen."}
    assert client_in.post(address, said).status_code == 302
    assert Activity.objects.get().why_new == WHY
    assert WHY in conflicts.texts_with(here, "andere kant van de spoorlijn")


def test_an_item_looks_at_promises_too(client_in: Any, here: Any, host: Any) -> None:
    made = a_promise(here, words="Wij gaan lezen met kleuters.").promise
    typed = {
        "title": "Lezen met kleuters", "wish": "Elke week.", "why": "Taal.", "horizon": "short", "line": "los",
        "domain": "opvoeding", "owner": "Bep",
    }  # fmt: skip
    asked = client_in.post(reverse("agenda:start", args=[here.slug]), typed)
    assert asked.status_code == 422 and made.get_absolute_url() in asked.content.decode()
