"""Ring me no more: it holds for years, is looked at before a list is rung, and the number is found nowhere."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from stoep.gatherings import actions as gatherings
from stoep.gatherings import queries
from stoep.gatherings.models import Answer, Unasked
from stoep.gatherings.rules import numbers
from stoep.gatherings.views import gate
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import NOW, a_neighbourhood, a_person, a_standing, sign_in
from tests.rooms.gatherings import a_sending, published

pytestmark = pytest.mark.django_db
# Invented; ten figures that stand nowhere else.
PHONE = "0687 41 52 93"
WRITTEN = ("+31 6 8741 5293", "0031687415293", "06-87415293", "Samira: 06 8741 52 93")
PLANTED = ("0687415293", "87415293", "8741 5293", "41 52 93", "Samira")


def look(here: Any, by: Any, typed: str) -> gatherings.Looked:
    return gatherings.look_before_ringing(neighbourhood=here, typed=typed, by=by, at=NOW)


def refused(act: Any, **given: Any) -> str:
    with pytest.raises(Refused) as caught:
        act(**given)
    assert str(caught.value)
    return caught.value.code


def test_it_holds_however_the_number_is_written_over_every_activity_and_can_be_taken_back() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    for _twice in range(2):
        gatherings.ring_no_more(neighbourhood=here, phone=PHONE, by=by)
    assert Unasked.objects.count() == 1
    gatherings.call_off(activity=published(here, by), why="Storm.", by=by, at=NOW)
    for typed in WRITTEN:
        assert look(here, by, typed).leave == [typed]
    gatherings.ring_again(neighbourhood=here, phone="020 555 01 23", by=by)
    assert Unasked.objects.count() == 1
    gatherings.ring_again(neighbourhood=here, phone=WRITTEN[0], by=by)
    assert not Unasked.objects.exists() and look(here, by, PHONE).ring == [PHONE]
    assert refused(gatherings.ring_no_more, neighbourhood=here, phone="bel maar", by=by) == "bad-phone"


def test_a_list_is_told_apart_in_its_own_words_and_a_letterbox_is_no_telephone() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    gatherings.ring_no_more(neighbourhood=here, phone=PHONE, by=by)
    gatherings.pass_by(neighbourhood=here, street="Eikstraat", house="12", by=by)
    looked = look(here, by, f"Bep 020 555 01 23\n\n{WRITTEN[3]}; geen nummer\n06 11 11 11 11, 0687415293\n")
    assert looked.leave == [WRITTEN[3], "0687415293"]
    assert looked.ring == ["Bep 020 555 01 23", "06 11 11 11 11"] and looked.unread == ["geen nummer"]
    assert {len(one.token) for one in Unasked.objects.all()} == {64}


def test_whoever_says_it_on_the_telephone_is_counted_and_rung_no_more() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    sending = a_sending(published(here, by), channel="phone", street="", has_codes=False)
    given: dict[str, Any] = {"sending": sending, "choice": "never", "by": by}
    assert refused(gatherings.answer_without_code, phone="12345", **given) == "bad-phone"
    assert not Answer.objects.exists()
    gatherings.answer_without_code(phone=PHONE, **given)
    assert Answer.objects.get().many == 1 and queries.unrung_among(here, {"0687415293"}) == {"0687415293"}


def test_only_hosts_ask_and_the_log_tells_about_how_many_and_never_which_or_who_is_left_alone() -> None:
    here, elsewhere = a_neighbourhood(), a_neighbourhood()
    by = a_standing(here)
    size = Entry.objects.count()
    gatherings.ring_no_more(neighbourhood=here, phone=PHONE, by=by)
    assert Entry.objects.count() == size, "the moment would point at somebody"
    for typed in (PHONE, "06 11 11 11 11"):
        look(here, by, typed)
    first, second = Entry.objects.filter(act="gatherings.look_before_ringing")
    assert first.sealed()["facts"] == second.sealed()["facts"] and first.sealed()["facts"]["about"] == 5
    for act in (gatherings.ring_no_more, gatherings.ring_again):
        with pytest.raises(NotAllowed):
            act(neighbourhood=here, phone=PHONE, by=a_standing(elsewhere))
    with pytest.raises(NotAllowed):
        look(here, a_standing(elsewhere), PHONE)
    assert refused(look, here=here, by=by, typed=" \n ") == "none"
    assert refused(look, here=here, by=by, typed="06 11 11 11 11\n" * (numbers.MOST + 1)) == "too-many"
    assert refused(look, here=here, by=by, typed="x" * (numbers.MOST_TEXT + 1)) == "too-many"


def test_nobody_tries_out_every_number(client: Client) -> None:
    here = a_neighbourhood()
    tom = a_person("Tom")
    a_standing(here, person=tom)
    address = reverse("gatherings:ring", args=[here.slug])
    assert client.post(address, {"typed": PHONE}).status_code == 403
    sign_in(client, tom)
    for _list in range(gate.LISTS):
        assert client.post(address, {"typed": PHONE}).status_code == 200
    late = client.post(address, {"typed": PHONE})
    assert late.status_code == 422 and "te vaak" in late.content.decode()
    gate.knock_to_ring(tom, at=NOW + timedelta(days=3000))


def test_the_number_is_nowhere_in_database_log_index_or_files(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    here = a_neighbourhood()
    tom = a_person("Tom")
    by = a_standing(here, person=tom)
    sign_in(client, tom)
    sent = client.post(reverse("gatherings:telephone", args=[here.slug]), {"phone": WRITTEN[3], "choice": "never"})
    assert sent.status_code == 302 and "8741" not in sent["Location"]
    page = client.post(reverse("gatherings:ring", args=[here.slug]), {"typed": "\n".join((PHONE, WRITTEN[3]))})
    assert PHONE in page.content.decode() and "no-store" in page["Cache-Control"]
    sending = a_sending(published(here, by), channel="phone", street="", has_codes=False)
    gatherings.answer_without_code(sending=sending, choice="never", phone=PHONE, by=by)
    held = "\n".join(_everything()) + caplog.text
    assert not [text for text in PLANTED if text in held] and Unasked.objects.exists()
    files = [path.read_bytes() for path in Path(settings.DATA).rglob("*") if path.is_file()]
    assert not [text for text in PLANTED for data in files if text.encode() in data]


def _everything() -> list[str]:
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [repr(value) for row in cursor.fetchall() for value in row]
    return found


def test_the_pages_say_what_to_do_in_plain_words(client: Client) -> None:
    here = a_neighbourhood()
    tom = a_person("Tom")
    gatherings.ring_no_more(neighbourhood=here, phone=PHONE, by=a_standing(here, person=tom))
    sign_in(client, tom)
    told = client.post(reverse("gatherings:ring", args=[here.slug]), {"typed": f"{PHONE}\n06 11 11 11 11\nSamira"})
    page = told.content.decode()
    assert page.index("Bel deze niet") < page.index(PHONE) < page.index("Deze kunt u bellen") < page.index("06 11 11")
    assert "Hier staat geen telefoonnummer" in page
    wrong = client.post(reverse("gatherings:telephone", args=[here.slug]), {"phone": "12", "choice": "never"})
    assert wrong.status_code == 422 and "Dit is geen telefoonnummer" in wrong.content.decode()
