"""Where a visitor comes from, cut short: enough to stop a flood, too little to find a house."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest


def shortened(address: str) -> str:
    """"192.0.2.17" becomes "192.0.2.0/24", IPv6 the first 48 bits; what is no address becomes "unknown"."""
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

    X-Forwarded-For is anybody's to write. It counts only when STOEP_PROXIES says how many proxies of our own stand
    before us, and then the entry that the outermost of them added: the n-th from the right, never the first.
    """
    proxies: int = getattr(settings, "STOEP_PROXIES", 0)
    forwarded = [part for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies and len(forwarded) >= proxies:
        return shortened(forwarded[-proxies])
    return shortened(request.META.get("REMOTE_ADDR", ""))
