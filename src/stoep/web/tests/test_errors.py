"""When it goes wrong: a sentence that says what and how to mend it, and what was typed is kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from stoep.record.models import Entry
from tests.builders import NOW, a_neighbourhood

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.urls("stoep.web.tests.sample")]
STORY = "Kan het buurthuis open na school? <b>Ook</b> voor moeders."
KEPT = "Kan het buurthuis open na school? &lt;b&gt;Ook&lt;/b&gt; voor moeders."


@pytest.fixture
def quiet(client: Client) -> Client:
    client.raise_request_exception = False
    return client


def test_a_refused_act_says_why_with_its_own_status_and_keeps_the_text(client: Client) -> None:
    answer = client.post("/proef/geweigerd/", {"words": STORY})
    assert answer.status_code == 409
    assert "Uw tekst heeft 12 tekens. Maak hem korter." in answer.text
    assert KEPT in answer.text


def test_a_key_or_code_is_never_shown_again(client: Client) -> None:
    sent = {"secret": "ABCDEFGH", "csrfmiddlewaretoken": "TOKENTOKEN", "login_code": "QWERTY", "words": STORY}
    text = client.post("/proef/geweigerd/", sent).text
    assert KEPT in text
    for key in ("ABCDEFGH", "TOKENTOKEN", "QWERTY"):
        assert key not in text


def test_somebody_without_the_right_gets_403_and_the_attempt_stands_in_the_log(client: Client) -> None:
    neighbourhood = a_neighbourhood()
    answer = client.post("/proef/mag-niet/")
    assert answer.status_code == 403
    assert "Alleen bewoners veranderen de volgorde." in answer.text
    entry = Entry.objects.get(log__neighbourhood=neighbourhood)
    assert entry.act == "network.refused"
    assert entry.sealed()["facts"]["tried"] == "agenda.order"
    assert entry.sealed()["facts"]["code"] == "residents-only"
    assert entry.sealed()["by"] == {"side": "municipality", "organisation": "Gemeente Waterstad"}
    assert "M. de Groot" not in entry.leaf


def test_only_looking_at_the_address_is_refused_and_is_no_attempt(client: Client) -> None:
    a_neighbourhood()
    answer = client.get("/proef/mag-niet/")
    assert answer.status_code == 403
    assert "Alleen bewoners veranderen de volgorde." in answer.text
    assert "logboek van de wijk" not in answer.text
    assert not Entry.objects.exists()


def test_the_same_attempt_is_told_once_a_day_and_another_one_again(client: Client, time_machine: Any) -> None:
    a_neighbourhood()
    time_machine.move_to(NOW)
    for _ in range(5):
        assert client.post("/proef/mag-niet/").status_code == 403
    assert Entry.objects.count() == 1
    client.post("/proef/mag-niet/?subject=item:7")
    assert Entry.objects.count() == 2
    time_machine.move_to(NOW.replace(day=NOW.day + 1))
    client.post("/proef/mag-niet/")
    assert Entry.objects.count() == 3


def test_the_page_comes_also_when_the_attempt_cannot_be_sealed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    def full(*args: object, **kwargs: object) -> None:
        raise OperationalError("database or disk is full")

    a_neighbourhood()
    monkeypatch.setattr("stoep.record.actions.seal", full)
    assert client.post("/proef/mag-niet/").status_code == 403


def test_somebody_elses_page_is_refused_with_a_sentence(client: Client) -> None:
    answer = client.get("/proef/verboden/")
    assert answer.status_code == 403
    assert "Deze pagina is niet voor u." in answer.text


@pytest.mark.parametrize("address", ["/proef/slot/", "/proef/slot-later/"])
def test_a_full_or_locked_database_gives_503_and_the_text_back(quiet: Client, address: str) -> None:
    answer = quiet.post(address, {"words": STORY})
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert KEPT in answer.text
    assert answer["Cache-Control"] == "no-store"


def test_a_mistake_of_ours_gives_a_page_that_asks_the_database_nothing(quiet: Client) -> None:
    from django.db import connection

    with CaptureQueriesContext(connection) as asked:
        answer = quiet.post("/proef/stuk/", {"words": STORY})
    assert answer.status_code == 500
    assert KEPT in answer.text
    assert len(asked) == 0


def test_a_form_without_its_token_keeps_what_was_typed() -> None:
    answer = Client(enforce_csrf_checks=True).post("/taal/", {"language": "en", "words": STORY})
    assert answer.status_code == 403
    assert KEPT in answer.text
    assert "stond te lang open" in answer.text


def test_too_much_text_gives_413(quiet: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = quiet.post("/taal/", {"words": "x" * 5000})
    assert answer.status_code == 413
    assert "te groot" in answer.text


def test_a_strange_host_gets_400_and_no_page_of_ours_with_its_name(quiet: Client) -> None:
    answer = quiet.get("/", headers={"host": "kwaad.example"})
    assert answer.status_code == 400
    assert "kwaad.example" not in answer.text


def test_a_page_that_is_not_there_shows_ways_to_go_on(client: Client) -> None:
    answer = client.get("/bestaat-niet/")
    assert answer.status_code == 404
    assert 'href="/"' in answer.text
