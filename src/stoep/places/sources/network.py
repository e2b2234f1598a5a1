"""Fetching a page of a source over the network: only from hosts on the list, safely, and again when it fails."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx
from django.utils.translation import gettext_lazy as _

from stoep.places.sources import records
from stoep.shared.refusal import Refused

# An operator may set STOEP_DATA_HOSTS; these are the sources that Stoep knows.
HOSTS = ("opendata.cbs.nl", "datasets.cbs.nl", "api.pdok.nl")
LARGEST_PAGE = 64_000_000
ATTEMPTS = 5
LONGEST_WAIT = 60.0
MOST_REDIRECTS = 3
TIMEOUT = httpx.Timeout(60.0, connect=10.0)
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


class _Failed(Exception):
    """One attempt that may go well the next time; `wait` is what the other side asked for, in seconds."""

    def __init__(self, why: str, wait: float = 0.0) -> None:
        super().__init__(why)
        self.wait = wait


@dataclass(slots=True)
class Fetcher:
    """Fetches text. `pause` waits so many seconds (a test passes its own)."""

    hosts: frozenset[str] = frozenset(HOSTS)
    pause: Callable[[float], None] = time.sleep
    largest: int = LARGEST_PAGE
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=TIMEOUT, follow_redirects=False))

    def text(self, address: str) -> str:
        """The text at this address. Raises Refused: host not on the list, no https, too large, or it keeps failing."""
        address = self.allowed(address)
        failed = _Failed("")
        for attempt in range(ATTEMPTS):
            try:
                return records.decoded(self._once(address), _short(address))
            except _Failed as caught:
                failed = caught
            if attempt < ATTEMPTS - 1:
                self.pause(min(LONGEST_WAIT, max(failed.wait, 2.0**attempt)))
        raise Refused(
            "source-fails",
            _("%(host)s geeft geen antwoord (%(why)s). Probeer het later nog eens: het laden gaat dan verder."),
            host=urlsplit(address).hostname,
            why=str(failed)[:80],
        )

    def allowed(self, address: str) -> str:
        """The address, with https where a source still writes http. Raises Refused when it may not be fetched."""
        parts = urlsplit(address)
        host = (parts.hostname or "").casefold()
        loopback = _is_loopback(host)
        if host not in self.hosts or parts.username or parts.password:
            raise Refused(
                "host-not-allowed",
                _("Stoep haalt niets op bij “%(host)s”. Zet de naam in STOEP_DATA_HOSTS als dat toch moet."),
                host=host[:80],
            )
        if parts.scheme == "http" and not loopback and parts.port is None:
            parts = parts._replace(scheme="https")
        if not (parts.scheme == "https" or (loopback and parts.scheme == "http")) or (parts.port and not loopback):
            raise Refused(
                "not-https", _("Stoep haalt alleen op met https, en langs de gewone poort (%(host)s)."), host=host[:80]
            )
        return urlunsplit(parts)

    def _once(self, address: str) -> bytes:
        """One attempt, with redirects to the same host only."""
        for _redirect in range(MOST_REDIRECTS + 1):
            try:
                with self.client.stream("GET", address, headers={"Accept": "application/json"}) as response:
                    if not response.is_redirect:
                        return self._body(response)
                    address = self._moved(address, response.headers.get("location", ""))
            except (httpx.TransportError, httpx.DecodingError) as error:
                raise _Failed(type(error).__name__) from None
        raise Refused("too-many-redirects", _("De bron stuurt steeds door. Meld dit bij de bron."))

    def _moved(self, address: str, location: str) -> str:
        target = self.allowed(urljoin(address, location))
        if urlsplit(target).netloc != urlsplit(address).netloc:
            raise Refused(
                "redirect-elsewhere",
                _("De bron stuurt door naar een andere plek (%(host)s). Stoep volgt dat niet."),
                host=str(urlsplit(target).hostname)[:80],
            )
        return target

    def _body(self, response: httpx.Response) -> bytes:
        """What was sent, counted as it comes in, so that neither a long nor a packed answer fills the memory."""
        parts, size = [], 0
        for part in response.iter_bytes(65_536):
            size += len(part)
            if size > self.largest:
                raise Refused("page-too-large", _("De bron stuurt te veel in één keer. Vraag om kleinere bladzijden."))
            parts.append(part)
        body = b"".join(parts)
        if response.status_code >= 400:
            self._refuse(response, body)
        return body

    def _refuse(self, response: httpx.Response, body: bytes) -> None:
        if b"more than 10000 records" in body:
            raise Refused(
                "too-many-at-once",
                _("CBS geeft hier hoogstens 10.000 regels. Gebruik het adres met “ODataFeed”, dat in delen antwoordt."),
            )
        if response.status_code in AGAIN:
            wait = response.headers.get("retry-after", "")
            raise _Failed(str(response.status_code), float(wait) if wait.isdecimal() and len(wait) < 5 else 0.0)
        raise Refused(
            "source-refuses",
            _("%(host)s antwoordt met fout %(status)s. Kijk of de tabel en het jaar kloppen."),
            host=response.url.host,
            status=response.status_code,
        )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _short(address: str) -> str:
    """An address as it stands in a sentence: without its query."""
    parts = urlsplit(address)
    return f"{parts.hostname}{parts.path}"[-80:]
