"""A server with https on this machine for tests of fetching, its certificate, and a way that leads to it alone."""

from __future__ import annotations

import ipaddress
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from stoep.shared.fetching import Way

NAME = "agenda.voorbeeld.example"
Answer = Callable[[BaseHTTPRequestHandler], None]


@cache
def certificate() -> tuple[bytes, bytes]:
    """A certificate for NAME that signs itself, and its key, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=2))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(NAME), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return built.public_bytes(serialization.Encoding.PEM), private


@contextmanager
def served(answer: Answer) -> Iterator[tuple[str, Way]]:
    """The address of a server on this machine that answers every request so, and the way that leads to it."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def log_message(self, *_args: object) -> None:
            """Tests say what matters themselves."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    own, private = certificate()
    with TemporaryDirectory() as folder:
        pem = Path(folder) / "own.pem"
        pem.write_bytes(own + private)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        port = server.server_address[1]
        yield f"https://{NAME}:{port}/agenda.ics", a_way(port)
    finally:
        server.shutdown()
        server.server_close()


def a_way(port: int) -> Way:
    """Every name leads to this machine, and this machine counts as outside."""
    trusted = ssl.create_default_context(cadata=certificate()[0].decode())
    return Way(lambda _host, _port: ["127.0.0.1"], lambda _address: True, lambda: trusted, frozenset({port, 443}))


def tell(request: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    """Answer with this."""
    request.send_response(status)
    for name, value in headers.items():
        request.send_header(name.replace("_", "-"), value)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)
