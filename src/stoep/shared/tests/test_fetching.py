"""What a stranger typed is fetched from outside only, and never too much, too long or too often."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler

import httpcore
import pytest

from stoep.shared import fetching
from stoep.shared.fetching import NotFetched, Way, get, is_outward
from stoep.shared.tests.loopback import NAME, served, tell

pytestmark = pytest.mark.once
INWARD = (
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "192.0.0.8", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "fd12::1",
    "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "nergens",
)  # fmt: skip


@pytest.mark.parametrize("address", INWARD)
def test_what_only_this_server_can_reach_is_inward(address: str) -> None:
    assert not is_outward(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2a00:1450:400e::200e", "::ffff:93.184.215.14", "64:ff9b::808:808"]
)
def test_the_open_internet_is_outward(address: str) -> None:
    assert is_outward(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://agenda.example/a.ics", "ftp://agenda.example/", "file:///etc/passwd", "https://", "agenda.example", "",
        "https://wie:geheim@agenda.example/", "https://agenda.example:22/", "https://agenda.example:8443/", "https://[::1",
        "https://agenda.example/\nHost: elders", "//agenda.example/", "javascript:alert(1)", "https://" + "a" * 70_000,
    ],
)  # fmt: skip
def test_what_is_no_https_address_is_never_asked(address: str) -> None:
    def never(_host: str, _port: int) -> list[str]:
        raise AssertionError("looked up")

    with pytest.raises(NotFetched) as refused:
        get(address, largest=1000, way=Way(look_up=never))
    assert refused.value.code == "no-address"


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "localhost", "[::1]", "127.1"])
def test_this_machine_is_refused_however_it_is_written(host: str) -> None:
    with pytest.raises(NotFetched) as refused:
        get(f"https://{host}/", largest=1000)
    assert refused.value.code in {"inward", "no-answer"}  # some systems do not know every way to write it


def test_one_inward_address_among_others_is_enough_to_refuse() -> None:
    way = Way(look_up=lambda _host, _port: ["93.184.215.14", "10.0.0.1"])
    with pytest.raises(NotFetched) as refused:
        get("https://agenda.example/", largest=1000, way=way)
    assert refused.value.code == "inward"


def test_a_name_is_looked_up_once_and_the_connection_goes_to_that_very_address(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def rebinding(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["93.184.215.14"] if len(asked) == 1 else ["127.0.0.1"]

    connected: list[str] = []

    def connect(_self: object, host: str, *_more: object) -> object:
        connected.append(host)
        raise httpcore.ConnectError

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    with pytest.raises(NotFetched):
        get("https://agenda.example/", largest=1000, way=Way(look_up=rebinding))
    assert asked == ["agenda.example"] and connected == ["93.184.215.14"]


def test_what_stands_there_comes_back_with_the_name_on_the_door() -> None:
    seen: list[str] = []

    def answer(request: BaseHTTPRequestHandler) -> None:
        seen.append(request.headers["Host"].split(":")[0])
        tell(request, b"BEGIN:VCALENDAR")

    with served(answer) as (address, way):
        assert get(address, largest=100, way=way).body == b"BEGIN:VCALENDAR"
    assert seen == [NAME]


def _refused(answer: object, *, largest: int = 1000, longest: float = 5.0, strict: bool = False) -> str:
    with served(answer) as (address, way):  # type: ignore[arg-type]
        way = replace(way, may_connect=is_outward) if strict else way
        with pytest.raises(NotFetched) as refused:
            get(address, largest=largest, longest=longest, way=way)
    return refused.value.code


def test_a_server_inside_is_not_connected_to() -> None:
    asked: list[int] = []
    assert _refused(lambda _request: asked.append(1), strict=True) == "inward"
    assert not asked


def test_a_certificate_of_another_name_is_no_answer() -> None:
    with served(lambda request: tell(request, b"x")) as (address, way), pytest.raises(NotFetched) as refused:
        get(address.replace(NAME, "elders.example"), largest=10, way=way)
    assert refused.value.code == "no-answer"


def test_a_redirect_inward_is_refused_at_the_second_door() -> None:
    with served(lambda request: tell(request, b"", 302, Location="https://intern.example/")) as (address, way):
        strict = replace(
            way,
            look_up=lambda host, _port: ["127.0.0.1"] if host == NAME else ["10.0.0.7"],
            may_connect=lambda each: each == "127.0.0.1",
        )
        with pytest.raises(NotFetched) as refused:
            get(address, largest=100, way=strict)
    assert refused.value.code == "inward"


@pytest.mark.parametrize(
    ("where", "code"),
    [("http://agenda.example/", "no-address"), ("file:///etc/passwd", "no-address"), ("/weer", "redirects")],
)
def test_a_redirect_is_looked_at_as_strictly_and_not_for_ever(where: str, code: str) -> None:
    assert _refused(lambda request: tell(request, b"", 301, Location=where)) == code


def test_too_large_packed_or_not_there_is_refused() -> None:
    assert _refused(lambda request: tell(request, b"x" * 1001)) == "too-large"
    assert _refused(lambda request: tell(request, b"x", Content_Encoding="gzip")) == "packed"
    assert _refused(lambda request: tell(request, b"x", 404)) == "status"
    assert _refused(lambda request: tell(request, b"x", 302)) == "status"
    assert _refused(lambda request: request.wfile.write(b"\x00\xff nonsense\r\n\r\n")) == "no-answer"
    assert (
        _refused(lambda request: request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nx")) == "no-answer"
    )


def test_a_feed_that_never_ends_ends_here() -> None:
    def for_ever(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        with suppress(OSError):
            while True:
                request.wfile.write(b"BEGIN:VEVENT\r\n" * 100)

    assert _refused(for_ever, largest=200_000) == "too-large"


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_one_byte_at_a_time_ends_too_in_the_head_as_in_the_body(head: bytes) -> None:
    def drip(request: BaseHTTPRequestHandler) -> None:
        with suppress(OSError):
            request.wfile.write(head)
            for _step in range(200):
                request.wfile.write(b"X")
                time.sleep(0.05)

    assert _refused(drip, longest=0.6) == "too-slow"


def test_a_name_that_is_nowhere_gives_no_answer() -> None:
    with pytest.raises(NotFetched) as refused:
        get("https://bestaat-niet.invalid/", largest=10, way=Way(look_up=lambda _host, _port: []))
    assert refused.value.code == "no-answer"
    assert set(fetching.WHY) >= {"inward", "no-answer", "too-slow", "too-large", "redirects", "status", "packed"}
