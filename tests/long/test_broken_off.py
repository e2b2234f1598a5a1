"""A line that drops half-way, and a form that is sent by two hands at once: nothing is stored twice, or half."""

from __future__ import annotations

import socket
import time
import urllib.parse
import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.long.server import SAY, SLUG, TOKEN, Server, form, rows

pytestmark = [pytest.mark.long, pytest.mark.once]
FORMS = 60


def _request(words: str, key: uuid.UUID, home: int) -> bytes:
    typed = {"kind": "idea", "words": words, "audience": "everyone", "tell_by": "none", "posted_key": str(key)}
    body = urllib.parse.urlencode(typed | {"csrfmiddlewaretoken": TOKEN}).encode()
    told = form(home) | {"Host": "127.0.0.1", "Content-Length": str(len(body)), "Connection": "close"}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"POST {SAY} HTTP/1.1\r\n{lines}\r\n".encode() + body


def _send(server: Server, data: bytes, *, read: bool) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as line:
        line.sendall(data)
        if read:
            line.recv(1)


def test_a_form_that_breaks_off_half_way_stores_nothing(server: Server) -> None:
    for place in range(40):
        whole = _request(f"Halve zin nummer {place}, en dan valt de lijn weg.", uuid.uuid4(), place)
        cut = len(whole) * (place + 1) // 41
        _send(server, whole[:cut], read=False)
    time.sleep(2)
    assert server.ask("GET", f"/wijk/{SLUG}/").status == 200
    assert rows(server, "SELECT count(*) FROM voices_voice") == [(0,)]
    assert rows(server, "SELECT count(*) FROM voices_tally") == [(0,)]


def test_who_never_read_the_answer_gets_the_same_receipt_again(server: Server) -> None:
    keys = [uuid.uuid4() for _form in range(20)]
    for place, key in enumerate(keys):
        _send(server, _request(f"Zin {place} zonder antwoord.", key, 2 * place), read=False)
    time.sleep(3)
    for place, key in enumerate(keys):
        again = server.say(f"Zin {place} zonder antwoord.", key, 2 * place)
        assert again.number
        assert server.say(f"Zin {place} zonder antwoord.", key, 2 * place).number == again.number
    assert rows(server, "SELECT count(*) FROM voices_voice") == [(len(keys),)]
    assert rows(server, "SELECT sum(received) FROM voices_tally") == [(len(keys),)]
    server.verify()


def test_a_form_sent_by_two_hands_at_once_is_stored_once(server: Server) -> None:
    gate = Barrier(2)

    def say(place: int, key: uuid.UUID) -> str:
        gate.wait(60)
        return server.say(f"Dubbel verstuurd, nummer {place}.", key, place).number

    with ThreadPoolExecutor(2) as hands:
        for place in range(FORMS):
            key = uuid.uuid4()
            one, two = hands.map(say, (place, place), (key, key))
            assert one == two != ""
    assert rows(server, "SELECT count(*) FROM voices_voice") == [(FORMS,)]
    assert rows(server, "SELECT sum(received), sum(due) FROM voices_tally") == [(FORMS, FORMS)]
    assert rows(server, "SELECT count(*) FROM record_entry WHERE act = 'voices.post'") == [(FORMS,)]
    server.verify()
    # The control: with a key each, the same two hands do store it twice.
    with ThreadPoolExecutor(2) as hands:
        one, two = hands.map(say, (FORMS, FORMS), (uuid.uuid4(), uuid.uuid4()))
    assert one != two
