"""Where a visitor comes from, cut short: enough to stop a flood, too little to find a house."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from django.http import HttpRequest


def shortened(address: str) -> str:
    """An address without its end: 192.0.2.17 as "192.0.2.0/24", IPv6 its first 48 bits, no address as "unknown"."""
    try:
        parsed = ipaddress.ip_address(address.strip())
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    bits = 24 if parsed.version == 4 else 48
    return str(ipaddress.ip_network(f"{parsed}/{bits}", strict=False))


def address_of(request: HttpRequest) -> str:
    """The visitor's network, for limits per address.

    X-Forwarded-For is anybody's to write, so it is never read here: where the operator says that a proxy of their own
    stands before us, the WSGI entry has already put the true caller in REMOTE_ADDR.
    """
    return shortened(request.META.get("REMOTE_ADDR", ""))


def kept_key(key: str, prefix: str, version: int) -> str:
    """The name under which something is counted for a visitor: a keyed hash, since it may hold their whole address."""
    return salted_hmac("stoep.shared.visitor.kept_key", f"{prefix}:{version}:{key}", algorithm="sha256").hexdigest()
