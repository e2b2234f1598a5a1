"""Fetching from an address that somebody typed: https only, never inward, bounded in size, time and redirects.

What a stranger typed must not make this server knock at doors that only it can reach (server-side request forgery). So
each name is looked up once, every address that it gives must lie outside, and the connection goes to the address that
was looked at: a name that answers otherwise the second time (DNS rebinding) changes nothing. A redirect is looked at
just as strictly. The certificate is checked against the name.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpcore
import httpx
from django.utils.translation import gettext_lazy as _

AGENT = "Stoep"
MOST_REDIRECTS = 3
STEP = 10.0  # seconds for one step: a look-up, a connection, a read
# For protocols only, whatever the Python on this machine knows of them (RFC 6890 and its registry).
_SPECIAL = [ipaddress.ip_network(net) for net in ("192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "2001::/23")]
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
WHY = {
    "no-address": _("Dit is geen adres dat opgehaald kan worden. Het begint met https://."),
    "inward": _("Dit adres ligt niet op het open internet. Zulke adressen worden niet opgehaald."),
    "no-answer": _("Op dit adres komt geen antwoord. Kijk het adres na, of probeer het later."),
    "too-slow": _("Het antwoord kwam te langzaam, of er kwam geen eind aan. Er is niets ingelezen."),
    "too-large": _("Wat op dit adres staat, is te groot. Er is niets ingelezen."),
    "redirects": _("Dit adres stuurt te vaak door. Vraag het adres waar het echt staat."),
    "status": _("Op dit adres staat niets wat iedereen mag lezen. Vraag een adres dat open is."),
    "packed": _("Wat op dit adres staat, is ingepakt. Dat wordt niet uitgepakt."),
}


class NotFetched(Exception):
    """Nothing was fetched; `code` says why, as WHY tells it to people."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def is_outward(text: str) -> bool:
    """Whether this IP address lies on the open internet: not this machine, not this network, nothing special."""
    try:
        found = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found in _NAT64:
            return is_outward(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
        if found.teredo or found.is_site_local:
            return False
        if inner := found.ipv4_mapped or found.sixtofour:
            return is_outward(str(inner))
    if any(found in net for net in _SPECIAL):
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def look_up(host: str, port: int) -> list[str]:
    """The IP addresses of this name, as the system gives them; NotFetched when there are none in time."""
    found: queue.Queue[list[str]] = queue.Queue()

    def ask() -> None:
        with suppress(OSError, UnicodeError):
            found.put([str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)])
            return
        found.put([])

    threading.Thread(target=ask, daemon=True).start()
    try:
        return list(dict.fromkeys(found.get(timeout=STEP)))
    except queue.Empty:
        raise NotFetched("too-slow") from None


@cache
def _authorities() -> ssl.SSLContext:
    return httpcore.default_ssl_context()


@dataclass(frozen=True, slots=True)
class Way:
    """How addresses are looked up and which may be connected to; only a test gives another one."""

    look_up: Callable[[str, int], Sequence[str]] = look_up
    may_connect: Callable[[str], bool] = is_outward
    authorities: Callable[[], ssl.SSLContext] = _authorities
    ports: frozenset[int] = frozenset({443})


OUTWARD = Way()


@dataclass(frozen=True, slots=True)
class Got:
    """What was fetched, and from which address in the end."""

    body: bytes
    address: str


def get(address: str, *, largest: int, longest: float = 20.0, accept: str = "*/*", way: Way | None = None) -> Got:
    """What stands at this address: at most `largest` bytes, within `longest` seconds however slowly it drips.

    At most three redirects. Raises NotFetched.
    """
    way = way or OUTWARD
    until = time.monotonic() + longest
    url = _allowed(address, way)
    for _hop in range(MOST_REDIRECTS + 1):
        body, onward = _once(url, largest, until, accept, way)
        if onward is None:
            return Got(body, str(url))
        try:
            url = _allowed(str(url.join(onward)), way)
        except (httpx.InvalidURL, ValueError):
            raise NotFetched("no-address") from None
    raise NotFetched("redirects")


def _allowed(address: str, way: Way) -> httpx.URL:
    try:
        url = httpx.URL(address)
        port = url.port or 443
    except (httpx.InvalidURL, ValueError, TypeError):
        raise NotFetched("no-address") from None
    if url.scheme != "https" or not url.host or url.userinfo or port not in way.ports:
        raise NotFetched("no-address")
    return url


def _once(url: httpx.URL, largest: int, until: float, accept: str, way: Way) -> tuple[bytes, str | None]:
    """One request: what came, or where it sends us on to."""
    headers = {"User-Agent": AGENT, "Accept": accept, "Accept-Encoding": "identity", "Connection": "close"}
    where = httpcore.URL(scheme=b"https", host=url.raw_host, port=url.port, target=url.raw_path)
    steps = {"connect": STEP, "read": STEP, "write": STEP, "pool": STEP}
    try:
        with (
            httpcore.ConnectionPool(way.authorities(), max_connections=1, network_backend=_Door(way, until)) as pool,
            pool.stream("GET", where, headers=_named(headers, url), extensions={"timeout": steps}) as response,
        ):
            told = {name.lower().decode("latin-1"): value.decode("latin-1") for name, value in response.headers}
            if response.status in {301, 302, 303, 307, 308}:
                if "location" not in told:
                    raise NotFetched("status")
                return b"", told["location"]
            if response.status != 200:
                raise NotFetched("status")
            if told.get("content-encoding", "identity").strip().lower() not in {"", "identity"}:
                raise NotFetched("packed")
            return _body(response.iter_stream(), largest, until), None
    except httpcore.TimeoutException:
        raise NotFetched("too-slow") from None
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError):
        raise NotFetched("no-answer") from None


def _named(headers: dict[str, str], url: httpx.URL) -> list[tuple[bytes, bytes]]:
    host = url.netloc
    return [(b"Host", host), *((name.encode(), value.encode()) for name, value in headers.items())]


def _body(parts: Iterable[bytes], largest: int, until: float) -> bytes:
    kept, size = [], 0
    for part in parts:
        size += len(part)
        if size > largest:
            raise NotFetched("too-large")
        if time.monotonic() > until:
            raise NotFetched("too-slow")
        kept.append(part)
    return b"".join(kept)


@dataclass(slots=True)
class _Door(httpcore.NetworkBackend):
    """Looks a name up once, refuses when any of its addresses lies inward, and connects to what it looked at."""

    way: Way
    until: float
    plain: httpcore.SyncBackend = field(default_factory=httpcore.SyncBackend)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        found = self.way.look_up(host, port)
        if not found:
            raise NotFetched("no-answer")
        if not all(self.way.may_connect(each) for each in found):
            raise NotFetched("inward")
        failed: Exception = NotFetched("no-answer")
        for each in found[:4]:
            try:
                stream = self.plain.connect_tcp(each, port, _left(self.until, timeout), local_address, socket_options)
            except (httpcore.NetworkError, httpcore.TimeoutException) as error:
                failed = error
            else:
                return _Bounded(stream, self.until)
        raise failed


@dataclass(slots=True)
class _Bounded(httpcore.NetworkStream):
    """A connection that ends at a moment, also for who sends one byte of a header at a time."""

    plain: httpcore.NetworkStream
    until: float

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.plain.read(max_bytes, _left(self.until, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.plain.write(buffer, _left(self.until, timeout))

    def close(self) -> None:
        self.plain.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self.plain.start_tls(ssl_context, server_hostname, _left(self.until, timeout))
        return _Bounded(secured, self.until)

    def get_extra_info(self, info: str) -> Any:
        return self.plain.get_extra_info(info)


def _left(until: float, timeout: float | None) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return min(left, STEP if timeout is None else timeout)
