"""Role by address by object: with --long every cell of the table in matrix.py is tried, else the sample of sample.py.

A new address without a row fails.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from stoep.people.models import Account
from tests.security import doors, matrix
from tests.security.doors import Doors
from tests.security.sample import asked_of
from tests.security.world import ROLES, fresh, undone

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ROWS = matrix.rows()
WRITES = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO|CREATE|DROP|ALTER)\s+"?(\w+)')
# Who opens a session, and how often somebody asks for a number that is not there, is kept while reading.
KEPT_WHILE_READING = {"django_session", "people_knock"}
# A refused attempt of somebody with an account is told in the log, also when they only went to the address (issue 4).
KEPT_OF_REFUSALS = re.compile(r"record_\w+")
# Who never reads what residents have not brought out yet (abuse 1); test_abuse_words.py tries the addresses behind it.
NO_DRAFTS = {"visitor", "dweller", "unlocked", "host", "worker", "alderman", "elsewhere", "author"}


class Request(NamedTuple):
    """What is asked, worked out once for all roles."""

    method: str
    path: str
    given: dict[str, Any] | None


def request(method: str, name: str, house: Doors) -> Request:
    return Request(method, house.path(name), house.form(name) if method == "post" else None)


def ask(client: Client, asked: Request) -> Any:
    """One request in a browser of its own; no limit of an earlier one counts."""
    cache.clear()
    for value in (asked.given or {}).values():
        if hasattr(value, "seek"):
            value.seek(0)  # another role read this file to its end
    answer = getattr(fresh(client), asked.method)(asked.path, asked.given)
    if answer.streaming:
        whole = b"".join(answer.streaming_content)
        answer.streaming_content = [whole]
    return answer


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    known, written = set(doors.names()), {name.partition(".")[0] for name in ROWS}
    assert known - written == set(), "Write for whom this address is, in tests/security/matrix.py."
    assert written - known == set(), "This address is gone: take its row out of tests/security/matrix.py."


def test_every_cell_is_filled_in() -> None:
    for name, cells in ROWS.items():
        for signs in cells:
            assert len(signs) == len(ROLES), name
            assert set(signs) <= set(matrix.STATUS), name


def wrote(asked: CaptureQueriesContext) -> set[str]:
    """The tables that were written to."""
    found = (WRITES.match(query["sql"].lstrip()) for query in asked.captured_queries)
    return {match[1] for match in found if match}


# In two parts, so that two processes share the work.
@pytest.mark.parametrize("part", [0, 1])
def test_reading_gives_everybody_what_the_table_says_and_writes_nothing(
    worlds: Any, part: int, pytestconfig: pytest.Config
) -> None:
    here, _there, clients = worlds
    house, is_long, wrong = Doors(here), pytestconfig.getoption("--long"), []
    for number, (name, (signs, _post)) in list(enumerate(ROWS.items()))[part::2]:
        one = request("get", name, house)
        for role, sign in asked_of(number, signs, is_long=is_long):
            connection.queries_log.clear()  # it holds 9,000; when it is full nothing new is seen in it
            with undone(), CaptureQueriesContext(connection) as asked:
                answer = ask(clients[role], one)
            if answer.status_code != matrix.STATUS[sign]:
                wrong.append(f"{name} as {role}: {answer.status_code}, not {matrix.STATUS[sign]}")
            if role in NO_DRAFTS and b"Conceptpuntgeheim" in answer.getvalue():
                wrong.append(f"{name} as {role}: reads a draft of residents")
            written = wrote(asked) - KEPT_WHILE_READING
            if answer.status_code == 403:
                written = {table for table in written if not KEPT_OF_REFUSALS.fullmatch(table)}
            wrong += [f"{name} as {role}: reading wrote to {table}" for table in written]
            kept = answer.headers.get("Cache-Control", "")
            if role != "visitor" and "no-store" not in kept:
                wrong.append(f"{name} as {role}: a browser keeps this page")
            if answer.cookies and not {"no-store", "private"} & set(kept.replace(" ", "").split(",")):
                wrong.append(f"{name} as {role}: a proxy would keep the cookie")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("part", [0, 1])
def test_writing_is_for_whom_the_table_says(worlds: Any, part: int, pytestconfig: pytest.Config) -> None:
    here, _there, clients = worlds
    house, is_long, wrong = Doors(here), pytestconfig.getoption("--long"), []
    for number, (name, (_get, signs)) in list(enumerate(ROWS.items()))[part::2]:
        one = request("post", name, house)
        for role, sign in asked_of(number, signs, is_long=is_long):
            with undone():
                answer = ask(clients[role], one)
            if answer.status_code != matrix.STATUS[sign]:
                wrong.append(f"{name} as {role}: {answer.status_code}, not {matrix.STATUS[sign]}")
    assert not wrong, "\n".join(wrong)


def test_a_seat_here_is_worth_nothing_there(worlds: Any, pytestconfig: pytest.Config) -> None:
    """Wherever a stranger is refused, somebody with a seat in another neighbourhood is refused too.

    Three sorts of seats try in turn; with --long each of them tries everything.
    """
    _here, there, clients = worlds
    house, seated, wrong = Doors(there), ("chair", "independent", "alderman"), []
    for number, (name, cells) in enumerate(ROWS.items()):
        trying = seated if pytestconfig.getoption("--long") else (seated[number % 3],)
        for method, signs in zip(("get", "post"), cells, strict=True):
            if signs[ROLES.index("stranger")] not in "x-":
                continue
            one = request(method, name, house)
            for role in trying:
                with undone():
                    answer = ask(clients[role], one)
                if answer.status_code not in {403, 404}:
                    wrong.append(f"{method} {name} as {role}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def test_an_object_of_another_neighbourhood_is_not_reached_through_the_own_one(worlds: Any) -> None:
    """The parent in the address is theirs, the child is not (Wagtail, CVE-2026-44199)."""
    here, there, clients = worlds
    slug = here.here.slug
    mixed = [
        ("get", f"/wijk/{slug}/agenda/besluiten/{there.decision.pk}/", 404),
        ("post", f"/wijk/{slug}/agenda/besluiten/{there.decision.pk}/sleutel/", 404),
        ("post", f"/wijk/{slug}/agenda/besluiten/{there.decision.pk}/intrekken/", 404),
        ("post", f"/wijk/{slug}/wie-beslist/{there.change.pk}/bevestigen/", 404),
        ("post", f"/wijk/{slug}/wie-beslist/{there.change.pk}/intrekken/", 404),
        ("get", f"/wijk/{slug}/agenda/stickers/{there.count.pk}/", 404),
        ("get", f"/a/{here.item.code}/klopt/{there.voice.number}/", 404),
        ("post", f"/a/{here.item.code}/loslaten/{there.voice.number}/", 404),
        ("post", f"/a/{here.item.code}/klopt/{there.voice.number}/gelezen/", 404),
        ("post", f"/samen/{there.joining.pk}/uit-elkaar/", 403),
        ("post", f"/antwoord/{there.answer.pk}/intrekken/", 403),
        ("get", f"/foto/{there.photo.pk}/", 404),
        ("post", f"/wijk/{slug}/wie-beslist/voorstel/end-seat/?nummer={there.resident.seat.pk}", 404),
        ("post", f"/wijk/{slug}/wie-beslist/voorstel/hand-over/?nummer={there.resident.seat.pk}", 404),
    ]
    of_hosts = [
        ("post", f"/wijk/{slug}/balie/gebeld/{there.telling.pk}/", 404),
        ("post", f"/wijk/{slug}/balie/opnieuw/{there.telling.pk}/", 404),
    ]
    asked = {"chair": mixed, "independent": mixed, "host": of_hosts, "worker": of_hosts}
    for role, paths in asked.items():
        for method, path, status in paths:
            with undone():
                answer = getattr(fresh(clients[role]), method)(path, {"why": "Omdat.", "name": "X", "email": "x@y.nl"})
            assert answer.status_code == status, (role, method, path)


# What is brought there is signed by a key of its own, and nobody's session counts: there is nothing to borrow.
WITHOUT_TOKEN = {"record:cosign"}
# Asked for by the view itself, once the bound on what is sent was put before it.
ASKED_FOR_LATER = {"packs:add-scan"}


def test_every_post_without_its_token_is_refused(worlds: Any, pytestconfig: pytest.Config) -> None:
    """Each third row, and where the view itself asks for it; with --long every row."""
    here, _there, clients = worlds
    house, tried = Doors(here), 0
    for number, (name, (_get, signs)) in enumerate(ROWS.items()):
        is_asked = number % 3 == 0 or name in ASKED_FOR_LATER or pytestconfig.getoption("--long")
        if set(signs) <= {"m", "-"} or name in WITHOUT_TOKEN or not is_asked:
            continue
        one = request("post", name, house)
        cache.clear()
        client = fresh(clients["chair"], enforce_csrf_checks=True)
        with undone(), CaptureQueriesContext(connection) as asked:
            answer = client.post(one.path, one.given)
        assert answer.status_code == 403, name
        assert wrote(asked) <= {"django_session"}, name
        tried += 1
    assert tried > 50


def test_of_every_other_address_django_itself_asks_for_the_token() -> None:
    left_out = {name for name, view in doors.views() if getattr(view, "csrf_exempt", False)}
    assert left_out == WITHOUT_TOKEN | ASKED_FOR_LATER


def test_no_other_method_does_anything(worlds: Any, pytestconfig: pytest.Config) -> None:
    """Each address hears one of the methods, in turn; with --long all of them, about each object."""
    here, _there, clients = worlds
    house, methods, is_long, wrong = Doors(here), ("put", "delete", "trace"), pytestconfig.getoption("--long"), []
    of_each_address = {name.partition(".")[0]: name for name in reversed(ROWS)}
    for number, name in enumerate(ROWS if is_long else of_each_address.values()):
        path = house.path(name)
        for method in methods if is_long else (methods[number % 3],):
            connection.queries_log.clear()  # it holds 9,000; when it is full nothing new is seen in it
            with undone(), CaptureQueriesContext(connection) as asked:
                answer = getattr(fresh(clients["chair"]), method)(path)
            if answer.status_code not in {302, 403, 404, 405} or wrote(asked) - KEPT_WHILE_READING:
                wrong.append(f"{method} {name}: {answer.status_code}")
            if method == "trace" and answer.status_code == 200:
                wrong.append(f"{name} echoes what a browser sends")
    assert not wrong, "\n".join(wrong)


def test_whoever_runs_the_server_has_no_pages_for_more(worlds: Any) -> None:
    """There is no superuser: an account that the database calls one gets what a stranger gets."""
    _here, _there, clients = worlds
    assert not {"is_superuser", "is_staff", "groups", "user_permissions"} & {
        field.name for field in Account._meta.get_fields()
    }
    assert not any("admin" in name for name in doors.names())
    for path in ("/admin/", "/django-admin/", "/beheer/", "/__debug__/", "/.git/config", "/.env", "/static/../manage"):
        assert fresh(clients["chair"]).get(path).status_code == 404, path
