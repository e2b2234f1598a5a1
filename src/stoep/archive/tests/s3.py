"""A bucket that speaks S3 on this machine: takes and gives files, and checks each signature as Amazon describes it."""

from __future__ import annotations

import hashlib
import hmac
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

KEY, SECRET = "sleutelnaam", "een-geheim-van-de-opslag"


class Bucket(ThreadingHTTPServer):
    """What is kept, by path; and how many requests came with a signature that does not fit."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        self.kept: dict[str, bytes] = {}
        self.parts: dict[str, dict[int, bytes]] = {}
        self.refused = 0
        self.full = False

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def a_bucket() -> Iterator[Bucket]:
    bucket = Bucket()
    threading.Thread(target=bucket.serve_forever, daemon=True).start()
    try:
        yield bucket
    finally:
        bucket.shutdown()
        bucket.server_close()


class _Asked(BaseHTTPRequestHandler):
    server: Bucket
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Nothing."""

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _say(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _handle(self) -> None:
        body = self._body()
        if not self._is_signed(body):
            self.server.refused += 1
            self._say(403, b"<Error><Code>SignatureDoesNotMatch</Code></Error>")
            return
        parts = urlsplit(self.path)
        asked = dict(parse_qsl(parts.query, keep_blank_values=True))
        getattr(self, f"_{self.command.lower()}")(parts.path, asked, body)

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = _handle  # noqa: N815 - Python's own names

    def _put(self, path: str, asked: dict[str, str], body: bytes) -> None:
        if self.server.full:
            self._say(507, b"<Error><Code>QuotaExceeded</Code></Error>")
            return
        if "uploadId" in asked:
            self.server.parts[asked["uploadId"]][int(asked["partNumber"])] = body
        else:
            self.server.kept[path] = body
        self._say(200, ETag=f'"{hashlib.md5(body).hexdigest()}"')

    def _post(self, path: str, asked: dict[str, str], body: bytes) -> None:
        if "uploads" in asked:
            name = f"upload-{len(self.server.parts)}"
            self.server.parts[name] = {}
            told = f"<InitiateMultipartUploadResult><UploadId>{name}</UploadId></InitiateMultipartUploadResult>"
        else:
            pieces = self.server.parts.pop(asked["uploadId"])
            self.server.kept[path] = b"".join(pieces[number] for number in sorted(pieces))
            told = "<CompleteMultipartUploadResult><ETag>x</ETag></CompleteMultipartUploadResult>"
        self._say(200, told.encode())

    def _get(self, path: str, asked: dict[str, str], body: bytes) -> None:
        if "list-type" in asked:
            bucket = path.strip("/")
            names = [name.removeprefix(f"/{bucket}/") for name in sorted(self.server.kept)]
            found = "".join(f"<Contents><Key>{n}</Key></Contents>" for n in names if n.startswith(asked["prefix"]))
            self._say(200, f"<ListBucketResult><IsTruncated>false</IsTruncated>{found}</ListBucketResult>".encode())
        elif path in self.server.kept:
            self._say(200, self.server.kept[path])
        else:
            self._say(404, b"<Error><Code>NoSuchKey</Code></Error>")

    def _delete(self, path: str, asked: dict[str, str], body: bytes) -> None:
        self.server.kept.pop(path, None)
        self._say(204)

    def _is_signed(self, body: bytes) -> bool:
        """AWS Signature Version 4, written from its description (docs.aws.amazon.com, sigv4)."""
        told = re.fullmatch(
            r"AWS4-HMAC-SHA256 Credential=([^/]+)/(\d+)/([^/]+)/s3/aws4_request, "
            r"SignedHeaders=([^,]+), Signature=(\w+)",
            self.headers.get("Authorization", ""),
        )
        if not told or told[1] != KEY:
            return False
        _key, day, region, names, signature = told.groups()
        parts = urlsplit(self.path)
        query = "&".join(
            f"{quote(k, safe='-_.~')}={quote(v, safe='-_.~')}"
            for k, v in sorted(parse_qsl(parts.query, keep_blank_values=True))
        )
        headers = "".join(f"{name}:{' '.join((self.headers[name] or '').split())}\n" for name in names.split(";"))
        summed = self.headers["x-amz-content-sha256"]
        if summed not in ("UNSIGNED-PAYLOAD", hashlib.sha256(body).hexdigest()):
            return False
        asked = "\n".join([self.command, parts.path, query, headers, names, summed])
        scope = f"{day}/{region}/s3/aws4_request"
        text = "\n".join(
            ["AWS4-HMAC-SHA256", self.headers["x-amz-date"], scope, hashlib.sha256(asked.encode()).hexdigest()]
        )
        key = f"AWS4{SECRET}".encode()
        for step in (day, region, "s3", "aws4_request"):
            key = hmac.digest(key, step.encode(), "sha256")
        return hmac.compare_digest(hmac.new(key, text.encode(), "sha256").hexdigest(), signature)
