"""A time stamp authority for tests: its own root and certificate, and answers (RFC 3161) written by hand in DER."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

SEQUENCE, SET, OCTETS, INTEGER, NULL, TIME = 0x30, 0x31, 0x04, 0x02, b"\x05\x00", 0x18
SHA256, SHA512 = "2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.3"
RSA, SIGNED, TST_INFO = "1.2.840.113549.1.1.1", "1.2.840.113549.1.7.2", "1.2.840.113549.1.9.16.1.4"
CONTENT_TYPE, DIGEST, CERTIFICATE = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4", "1.2.840.113549.1.9.16.2.47"


def der(tag: int, *parts: bytes) -> bytes:
    """One value in DER."""
    body = b"".join(parts)
    size = len(body)
    if size < 128:
        return bytes([tag, size]) + body
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + body


def number(value: int) -> bytes:
    return der(INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def oid(dotted: str) -> bytes:
    first, second, *rest = map(int, dotted.split("."))
    body = bytes([first * 40 + second])
    for arc in rest:
        digits = [arc & 0x7F]
        while arc := arc >> 7:
            digits.insert(0, arc & 0x7F | 0x80)
        body += bytes(digits)
    return der(0x06, body)


def algorithm(dotted: str) -> bytes:
    return der(SEQUENCE, oid(dotted), NULL)


class Authority:
    """Signs what it is asked. `root` is the certificate that a reader trusts."""

    def __init__(self, at: datetime) -> None:
        self.at, self.serial = at, 0
        self.root_key, self.key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
        self.root = self._certificate("Proefwortel", self.root_key, "Proefwortel", ca=True)
        self.certificate = self._certificate("Proefklok", self.key, "Proefwortel", ca=False)

    def _certificate(self, subject: str, key: rsa.RSAPrivateKey, issuer: str, *, ca: bool) -> x509.Certificate:
        def name(common: str) -> x509.Name:
            return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])

        built = (
            x509.CertificateBuilder()
            .subject_name(name(subject))
            .issuer_name(name(issuer))
            .public_key(key.public_key())
            .serial_number(1 if ca else 2)
            .not_valid_before(self.at - timedelta(days=400))
            .not_valid_after(self.at + timedelta(days=400))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.root_key.public_key()), critical=False
            )
        )
        if not ca:
            usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            built = built.add_extension(usage, critical=True)
        else:
            built = built.add_extension(
                x509.KeyUsage(False, False, False, False, False, True, True, False, False), critical=True
            )
        return built.sign(self.root_key, hashes.SHA256())

    def pem(self) -> bytes:
        return self.root.public_bytes(Encoding.PEM)

    def answer(self, request: bytes) -> bytes:
        """The whole answer to a request, granted."""
        hashed, nonce = _asked(request)
        self.serial += 1
        info = der(
            SEQUENCE,
            number(1),
            oid("1.3.6.1.4.1.99999.1"),
            der(SEQUENCE, algorithm(SHA512), der(OCTETS, hashed)),
            number(self.serial),
            der(TIME, self.at.astimezone(UTC).strftime("%Y%m%d%H%M%SZ").encode()),
            nonce,
        )
        return der(SEQUENCE, der(SEQUENCE, number(0)), self._token(info))

    def _token(self, info: bytes) -> bytes:
        certificate = self.certificate.public_bytes(Encoding.DER)
        attributes = sorted(
            [
                der(SEQUENCE, oid(CONTENT_TYPE), der(SET, oid(TST_INFO))),
                der(SEQUENCE, oid(DIGEST), der(SET, der(OCTETS, hashlib.sha256(info).digest()))),
                der(
                    SEQUENCE,
                    oid(CERTIFICATE),
                    der(
                        SET,
                        der(SEQUENCE, der(SEQUENCE, der(SEQUENCE, der(OCTETS, hashlib.sha256(certificate).digest())))),
                    ),
                ),
            ]
        )
        signature = self.key.sign(der(SET, *attributes), padding.PKCS1v15(), hashes.SHA256())
        signer = der(
            SEQUENCE,
            number(1),
            der(SEQUENCE, self.root.subject.public_bytes(), number(self.certificate.serial_number)),
            algorithm(SHA256),
            der(0xA0, *attributes),
            algorithm(RSA),
            der(OCTETS, signature),
        )
        signed = der(
            SEQUENCE,
            number(3),
            der(SET, algorithm(SHA256)),
            der(SEQUENCE, oid(TST_INFO), der(0xA0, der(OCTETS, info))),
            der(0xA0, certificate),
            der(SET, signer),
        )
        return der(SEQUENCE, oid(SIGNED), der(0xA0, signed))


def _asked(request: bytes) -> tuple[bytes, bytes]:
    """The hash and the nonce, as DER, of a request with SHA-512."""
    at = request.index(b"\x04\x40")
    hashed, rest = request[at + 2 : at + 66], request[at + 66 :]
    nonce = rest[: 2 + rest[1]] if rest[:1] == b"\x02" else b""
    return hashed, nonce


@contextmanager
def serving(answer: Callable[[bytes], bytes | None], folder: Path, pem: bytes) -> Iterator[tuple[str, str]]:
    """A server on this computer alone; gives its address and the file with the root. None: cut the line."""

    class Desk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            given = answer(body)
            if given is None:
                self.connection.close()
                return
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(given)))
            self.end_headers()
            self.wfile.write(given)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    run = threading.Thread(target=server.serve_forever, daemon=True)
    run.start()
    (folder / "tsa.pem").write_bytes(pem)
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/", str(folder / "tsa.pem")
    finally:
        server.shutdown()
        server.server_close()
