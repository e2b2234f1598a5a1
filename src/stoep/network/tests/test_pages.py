"""Pages of the network for every role: who sees them, who may use them, and what is said to who may not."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from stoep.network.models import Change, Partnership, Seat
from stoep.people import actions as people
from stoep.people.models import Person, Telling
from stoep.places.models import Neighbourhood, Reading
from stoep.record.models import Entry
from tests.builders import NOW, a_neighbourhood, a_person, a_post, a_seat, a_voice, sign_in

SQUARE = '{"type":"Polygon","coordinates":[[[5.1,52.1],[5.11,52.1],[5.11,52.11],[5.1,52.11],[5.1,52.1]]]}'
ROLES = [
    "nobody",
    "account",
    "resident",
    "resident-one-lock",
    "independent",
    "municipality",
    "host",
    "housing-worker",
    "police-worker",
    "elsewhere",
]


@pytest.fixture
def place(db: None) -> Neighbourhood:
    neighbourhood = a_neighbourhood()
    for _number in range(3):
        a_seat(neighbourhood)
    return neighbourhood


def as_role(client: Client, place: Neighbourhood, role: str) -> Person | None:
    if role == "nobody":
        return None
    sides = {"independent": "independent", "municipality": "municipality"}
    side = (sides | {"housing-worker": "housing", "police-worker": "police"}).get(role, "resident")
    person = a_person(side=side)
    if role in {"resident", "resident-one-lock", "independent", "municipality"}:
        a_seat(place, side, person=person)
    if role in {"host", "housing-worker", "police-worker"}:
        a_post(place, "host" if role == "host" else "worker", person=person)
    if role == "elsewhere":
        a_seat(a_neighbourhood(), person=person)
    sign_in(client, person, second_factor=role != "resident-one-lock")
    return person


MAY = {
    "partnership": set(ROLES),
    "propose": {"resident", "independent"},
    "reading": {"resident"},
    "desk": {"resident", "independent", "host", "housing-worker"},
    "letters": {"host", "housing-worker"},
}


@pytest.mark.once
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("where", sorted(MAY))
def test_a_page_opens_for_these_roles_only(client: Client, place: Neighbourhood, where: str, role: str) -> None:
    as_role(client, place, role)
    more = ["add-seat"] if where == "propose" else []
    response = client.get(reverse(f"network:{where}", args=[place.slug, *more]))
    assert response.status_code == (200 if role in MAY[where] else 403)
    # Looking is no attempt: reading never writes.
    assert not Entry.objects.filter(log__neighbourhood=place).exists()


@pytest.mark.once
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", ["confirm", "drop", "posted", "called", "again"])
def test_an_act_straight_at_its_address_asks_for_the_same_right(
    client: Client, place: Neighbourhood, act: str, role: str
) -> None:
    as_role(client, place, role)
    hosts = {"host", "housing-worker"}
    channel, address = ("phone", "0612345678") if act == "called" else ("mail", "a@b.nl")
    contact = people.keep_contact(channel=channel, address=address, language="nl", at=NOW)
    telling = people.tell(contact=contact, neighbourhood=place, about="x", subject="x", body="x", at=NOW)
    key = "independent" if role != "independent" else "resident"
    change = Change.objects.create(
        partnership=Partnership.objects.get(neighbourhood=place), kind="share", share=55, proposed_at=timezone.now(),
        proposed_key=key, proposed_by=a_seat(place, key).person,
    )  # fmt: skip
    assert telling
    about = {"confirm": [change.pk], "drop": [change.pk], "posted": []}.get(act, [telling.pk])
    args: list[Any] = [place.slug, *about]
    response = client.post(reverse(f"network:{act}", args=args), {"tot": "1", "bereikt": "ja"})
    allowed = role in ({"resident", "independent"} if act in {"confirm", "drop"} else hosts)
    assert response.status_code == (302 if allowed else 403)
    assert client.get(reverse(f"network:{act}", args=args)).status_code == 405


def test_every_address_of_the_network_that_writes_refuses_a_post_without_a_token(place: Neighbourhood) -> None:
    client = Client(enforce_csrf_checks=True)
    as_role(client, place, "resident")
    for name, args in [("posted", []), ("called", [1]), ("again", [1]), ("confirm", [1]), ("drop", [1])]:
        assert client.post(reverse(f"network:{name}", args=[place.slug, *args])).status_code == 403


def test_the_officer_reads_why_and_what_is_possible(client: Client, place: Neighbourhood) -> None:
    as_role(client, place, "municipality")
    response = client.get(reverse("network:propose", args=[place.slug, "add-seat"]))
    text = response.content.decode()
    assert "U werkt voor Gemeente Waterstad" in text
    assert "een feit, een aanbod of een bezwaar" in text


def test_founding_asks_for_a_name_and_a_second_lock_first(client: Client, db: None) -> None:
    assert client.get(reverse("network:found")).status_code == 302
    sign_in(client, a_person(), second_factor=False)
    response = client.get(reverse("network:found"))
    assert response.status_code == 403
    assert "Open uw tweede slot" in response.content.decode()
    client.post(reverse("network:found"), {"name": "X", "kind": "village", "municipality_name": "Y", "outline": SQUARE})
    assert not Neighbourhood.objects.exists()


def test_a_volunteer_founds_a_village(client: Client, db: None) -> None:
    sign_in(client, a_person())
    asked = {"name": "Lutkeveen", "kind": "village-core", "municipality_name": "Waterstad", "outline": SQUARE}
    response = client.post(reverse("network:found"), asked)
    made = Neighbourhood.objects.get(name="Lutkeveen")
    assert response["Location"] == reverse("network:partnership", args=[made.slug])
    text = client.get(response["Location"]).content.decode()
    assert "Bewoners hebben 1 van de 1 zetels" in text
    assert "nog geen onafhankelijke organisatie" in text
    for step in ("voices:post", "agenda:plan", "voices:blank-card", "network:desk"):
        assert reverse(step, args=[made.slug]) in text
    assert "Uw volgende stappen" not in Client().get(response["Location"]).content.decode()


def test_a_host_looks_a_number_up_from_the_desk_while_somebody_is_on_the_telephone(
    client: Client, place: Neighbourhood
) -> None:
    said = a_voice(place, words="Wanneer komt de lamp?", channel="card", taken_down_by=a_person("Tom"))
    as_role(client, place, "host")
    page = client.get(reverse("network:desk", args=[place.slug])).content.decode()
    assert f'action="{reverse("thread:find")}"' in page
    assert reverse("promises:note", args=[place.slug]) in page
    assert reverse("voices:waiting", args=[place.slug]) in page
    found = client.get(reverse("thread:find"), {"nummer": said.voice.spoken.lower()}, follow=True)
    assert found.redirect_chain == [(reverse("thread:voice", args=[said.number]), 302)]
    assert "Wanneer komt de lamp?" in found.content.decode()


def test_a_broken_line_keeps_what_was_typed(client: Client, db: None) -> None:
    sign_in(client, a_person())
    asked = {"name": "Lutkeveen", "kind": "village", "municipality_name": "Waterstad", "outline": '{"type":"Nope"}'}
    response = client.post(reverse("network:found"), asked)
    assert response.status_code == 409
    assert "Lutkeveen" in response.content.decode()


def test_the_table_changes_with_two_keys_through_the_pages(client: Client, place: Neighbourhood) -> None:
    as_role(client, place, "resident")
    other = Client()
    as_role(other, place, "independent")
    address = reverse("network:propose", args=[place.slug, "add-seat"])
    form = {"name": "Anouk", "email": "anouk@waterstad.example", "organisation_name": "Gemeente Waterstad"}
    half = client.post(address, form)
    assert "kies wat voor soort het is" in half.content.decode()
    assert client.post(address, {**form, "organisation_kind": "municipality"}).status_code == 302
    table = reverse("network:partnership", args=[place.slug])
    assert "Anouk" in client.get(table).content.decode()
    change = Change.objects.get()
    assert client.post(reverse("network:confirm", args=[place.slug, change.pk])).status_code == 403
    assert other.post(reverse("network:confirm", args=[place.slug, change.pk])).status_code == 302
    assert Seat.objects.get(person__name="Anouk").side == "municipality"


def test_too_many_officials_keeps_the_form_and_says_what_to_do(client: Client, place: Neighbourhood) -> None:
    as_role(client, place, "independent")
    for _number in range(2):
        a_seat(place, "housing")
    address = reverse("network:propose", args=[place.slug, "add-seat"])
    response = client.post(
        address,
        {
            "name": "Anouk",
            "email": "a@w.example",
            "organisation_name": "Gemeente Waterstad",
            "organisation_kind": "municipality",
        },
    )
    assert response.status_code == 409
    assert "Geef eerst meer bewoners een zetel" in response.content.decode()
    assert "Anouk" in response.content.decode()


def test_a_seat_of_elsewhere_does_not_exist_here(client: Client, place: Neighbourhood) -> None:
    as_role(client, place, "resident")
    elsewhere = a_seat(a_neighbourhood())
    for number in (elsewhere.pk, "abc", "", "9" * 30):
        address = reverse("network:propose", args=[place.slug, "end-seat"])
        assert client.get(f"{address}?nummer={number}").status_code == 404
    assert client.get(reverse("network:propose", args=[place.slug, "alles"])).status_code == 404


def test_fields_that_the_form_does_not_name_change_nothing(client: Client, place: Neighbourhood) -> None:
    as_role(client, place, "resident")
    address = reverse("network:propose", args=[place.slug, "share"])
    client.post(address, {"share": "55", "alone": "1", "confirmed_at": "2026-01-01", "proposed_key": "independent"})
    assert Partnership.objects.get(neighbourhood=place).residents_share == 51


def test_the_desk_prints_posts_and_calls(client: Client, place: Neighbourhood) -> None:
    as_role(client, place, "host")
    for channel, address in [("letter", "S. Tesfay\nEikstraat 12\n1234 AB Waterstad"), ("phone", "0612345678 Samira")]:
        contact = people.keep_contact(channel=channel, address=address, language="nl", at=NOW)
        people.tell(contact=contact, neighbourhood=place, about="x", subject="x", body="Het <b>gaat</b> door.", at=NOW)
    desk = client.get(reverse("network:desk", args=[place.slug])).content.decode()
    assert "Er is 1 brief te printen" in desk
    assert "0612345678" in desk
    assert "Vraag naar Samira" in desk
    assert "&lt;b&gt;gaat" in desk
    letter = Telling.objects.get(contact__channel="letter")
    made = client.get(reverse("network:letters", args=[place.slug]) + f"?tot={letter.pk}")
    assert made["Content-Type"] == "application/pdf"
    assert made["Cache-Control"].find("no-store") >= 0
    assert "Eikstraat 12" in PdfReader(io.BytesIO(made.content)).pages[0].extract_text()
    client.post(reverse("network:posted", args=[place.slug]), {"tot": str(letter.pk)})
    call = Telling.objects.get(contact__channel="phone")
    client.post(reverse("network:called", args=[place.slug, call.pk]), {"bereikt": "nee"})
    desk = client.get(reverse("network:desk", args=[place.slug])).content.decode()
    assert "Geen brieven" in desk
    assert "Niemand om te bellen" in desk
    call.refresh_from_db()
    assert call.next_try_at
    assert call.next_try_at > timezone.now()


def test_a_telling_of_elsewhere_cannot_be_ticked_from_here(client: Client, place: Neighbourhood) -> None:
    as_role(client, place, "host")
    contact = people.keep_contact(channel="phone", address="0612345678", language="nl", at=NOW)
    telling = people.tell(contact=contact, neighbourhood=a_neighbourhood(), about="x", subject="x", body="x", at=NOW)
    assert telling
    assert client.post(reverse("network:called", args=[place.slug, telling.pk]), {"bereikt": "ja"}).status_code == 404


def test_residents_write_what_a_figure_means(client: Client, place: Neighbourhood) -> None:
    as_role(client, place, "resident")
    address = reverse("network:reading", args=[place.slug])
    assert client.post(address, {"measure": "", "words": "Veel gezinnen, weinig plek."}).status_code == 302
    assert Reading.objects.get().words == "Veel gezinnen, weinig plek."


@pytest.mark.parametrize("role", ["account", "resident", "resident-one-lock", "host"])
def test_my_neighbourhoods_say_where_i_take_part(client: Client, place: Neighbourhood, role: str) -> None:
    as_role(client, place, role)
    text = client.get(reverse("network:mine")).content.decode()
    assert (place.name in text) == (role != "account")
    assert ("tweede slot is nog dicht" in text) == (role == "resident-one-lock")


def test_nothing_in_the_house_knows_a_superuser() -> None:
    from django.apps import apps
    from django.core.management import get_commands
    from django.urls import get_resolver

    from stoep.people.models import Account

    assert not apps.is_installed("django.contrib.admin")
    assert not {"is_staff", "is_superuser", "groups", "user_permissions"} & {f.name for f in Account._meta.get_fields()}
    assert not hasattr(Account.objects, "create_superuser")
    names = [str(pattern.pattern) for pattern in get_resolver().url_patterns]
    assert not [name for name in names if "admin" in name]
    ours = {name for name, app in get_commands().items() if app.startswith("stoep.")}
    assert not {name for name in ours if any(word in name for word in ("grant", "superuser", "seat", "role"))}


def test_what_was_decided_about_the_table_goes_by_twenty(client: Client, place: Neighbourhood) -> None:
    table = Partnership.objects.get(neighbourhood=place)
    own = {"partnership": table, "kind": "share", "proposed_key": "resident", "proposed_at": NOW}
    Change.objects.bulk_create(Change(share=60 + number, confirmed_at=NOW, **own) for number in range(21))
    address = reverse("network:changes", args=[place.slug])
    page, further = client.get(address).content.decode(), client.get(address, {"blad": "2"}).content.decode()
    assert [f": {60 + number} %" in page for number in range(21)] == [False] + [True] * 20
    assert [f": {60 + number} %" in further for number in range(21)] == [True] + [False] * 20
    assert ('rel="next" href="?blad=2"' in page, 'rel="prev" href="?blad=1"' in further) == (True, True)
