"""Time from outside: a time stamp (RFC 3161) over a checkpoint, asked for and checked.

A setting (STOEP_TSA_URL, STOEP_TSA_CERTIFICATE). What the authority gets to see is a hash: no word of the log.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from cryptography import x509
from rfc3161_client import (
    TimestampRequestBuilder,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from stoep.core.sealing.checkpoint import Checkpoint

LARGEST = 64_000
LONGEST = 60.0
TIMEOUT = httpx.Timeout(20.0, connect=10.0)


class NoStamp(Exception):
    """The authority gave no time stamp that holds; the message says why, for whoever runs this Stoep."""


def message(point: Checkpoint) -> bytes:
    """What is stamped: the three lines of the checkpoint, as the log signs them."""
    return point.body().encode()


@dataclass(frozen=True, slots=True)
class Given:
    """A time stamp that was checked: the whole answer, and when the authority says it was."""

    answer: bytes
    at: datetime


def ask(point: Checkpoint, *, url: str, roots: list[x509.Certificate]) -> Given:
    """One time stamp over this checkpoint, asked for once, within a minute, checked. NoStamp when there is none."""
    request = TimestampRequestBuilder().data(message(point)).nonce(nonce=True).cert_request(cert_request=True).build()
    answer = _post(_allowed(url), request.as_bytes())
    try:
        response = decode_timestamp_response(answer)
    except ValueError as error:
        raise NoStamp(f"no RFC 3161 answer: {error}") from error
    try:
        builder = VerifierBuilder.from_request(request)
        for root in roots:
            builder = builder.add_root_certificate(root)
        builder.build().verify(response, hashlib.sha512(message(point)).digest())
    except (VerificationError, ValueError) as error:
        raise NoStamp(f"a time stamp that does not hold: {error}") from error
    return Given(answer, response.tst_info.gen_time)


def holds(answer: bytes, point: Checkpoint, roots: list[x509.Certificate]) -> bool:
    """Whether this kept answer is a time stamp of one of these authorities over the checkpoint. Needs no network."""
    try:
        response = decode_timestamp_response(answer)
        builder = VerifierBuilder()
        for root in roots:
            builder = builder.add_root_certificate(root)
        return builder.build().verify_message(response, message(point))
    except (VerificationError, ValueError):
        return False


def is_about(answer: bytes, point: Checkpoint, at: datetime) -> bool:
    """Whether this kept answer speaks of this checkpoint and this time; who signed it is not looked at."""
    try:
        told = decode_timestamp_response(answer).tst_info
    except ValueError:
        return False
    return told.message_imprint.message == hashlib.sha512(message(point)).digest() and told.gen_time == at


def certificates(path: str) -> list[x509.Certificate]:
    """The certificates of authorities that are trusted, out of a PEM file. NoStamp when there are none."""
    try:
        return x509.load_pem_x509_certificates(Path(path).read_bytes())
    except (OSError, ValueError) as error:
        raise NoStamp(f"STOEP_TSA_CERTIFICATE: {error}") from error


def _allowed(url: str) -> str:
    """Plain http too, as many authorities have it: the answer carries its own signature, and nothing secret is sent."""
    parts = urlsplit(url)
    if parts.scheme in {"http", "https"} and parts.hostname:
        return url
    raise NoStamp("STOEP_TSA_URL is no web address")


def _post(url: str, request: bytes) -> bytes:
    """What came back: at most 64 kB, within a minute however slowly it drips. A redirect is not followed."""
    until = time.monotonic() + LONGEST
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    parts, size = [], 0
    try:
        with (
            httpx.Client(timeout=TIMEOUT, follow_redirects=False) as client,
            client.stream("POST", url, content=request, headers=headers) as response,
        ):
            if response.status_code != 200:
                raise NoStamp(f"status {response.status_code}")
            for part in response.iter_raw():
                size += len(part)
                if size > LARGEST or time.monotonic() > until:
                    raise NoStamp("an answer that is too long, or too slow")
                parts.append(part)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NoStamp(type(error).__name__) from error
    return b"".join(parts)
