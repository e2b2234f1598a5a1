"""Where copies are kept: a folder, or a bucket that speaks S3; both held by somebody else than who runs this server."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from stoep.archive.models import Copy

PART = 16 * 1024 * 1024
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class NotKept(Exception):
    """The place did not take or give a file; `problem` says which sort of trouble it is (Copy.Problem)."""

    def __init__(self, problem: str, what: str) -> None:
        super().__init__(what)
        self.problem = problem


class Shelf(Protocol):
    """A place with files by name ("de-meerpaal/2026-11-29-openbaar.zip"). Every trouble is a NotKept."""

    name: str

    def put(self, name: str, source: Path) -> None:
        """Keep this file; it is there whole, or not."""

    def get(self, name: str, target: Path) -> None:
        """Fetch it."""

    def names(self, prefix: str) -> list[str]:
        """What is kept under this prefix."""

    def drop(self, name: str) -> None:
        """Throw it away."""


def of_settings() -> Shelf | None:
    """The place that the operator named; None when there is none."""
    place = settings.STOEP_ARCHIVE_PLACE
    if not place:
        return None
    if place.startswith("s3://"):
        return Bucket.of(place, settings.STOEP_ARCHIVE_S3, settings.STOEP_ARCHIVE_NAME)
    if not Path(place).is_absolute():
        raise ImproperlyConfigured("STOEP_ARCHIVE_PLACE is a folder from the root on, or s3://bucket/folder.")
    return Folder(Path(place), settings.STOEP_ARCHIVE_NAME or "een map buiten de website")


@dataclass(slots=True)
class Folder:
    """A folder: a disk of the independent organisation, or one that is copied to them."""

    path: Path
    name: str

    def put(self, name: str, source: Path) -> None:
        """Beside its place first, so that what stands there is whole."""
        with _told():
            if not self.path.is_dir():
                # A disk that is not there must not become a folder on the server's own.
                raise NotKept(Copy.Problem.NOT_REACHED, f"{self.path} is not there")
            place = self.path / name
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft = place.with_name(f".{place.name}.half")
            with source.open("rb") as file, draft.open("wb") as target:
                shutil.copyfileobj(file, target, PART)
                target.flush()
                os.fsync(target.fileno())
            draft.replace(place)

    def get(self, name: str, target: Path) -> None:
        """A copy of it."""
        with _told():
            shutil.copyfile(self.path / name, target)

    def names(self, prefix: str) -> list[str]:
        """The files in one folder; half-written ones are not among them."""
        with _told():
            found = (self.path / prefix).iterdir() if (self.path / prefix).is_dir() else iter(())
            return sorted(f"{prefix}/{path.name}" for path in found if not path.name.startswith("."))

    def drop(self, name: str) -> None:
        """Gone, or gone already."""
        with _told():
            (self.path / name).unlink(missing_ok=True)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        denied = error.errno in (errno.EACCES, errno.EPERM, errno.EROFS)
        problem = Copy.Problem.FULL if full else Copy.Problem.REFUSED if denied else Copy.Problem.NOT_REACHED
        raise NotKept(problem, str(error)) from error


@dataclass(slots=True)
class Bucket:
    """A bucket that speaks S3. Its owner sees names and sizes; the closed part is encrypted before it goes there."""

    bucket: str
    prefix: str
    name: str
    client: Any

    @classmethod
    def of(cls, place: str, given: Mapping[str, str], name: str) -> Bucket:
        """The bucket at s3://bucket/prefix, with the keys and the address that the operator gave."""
        import boto3
        from botocore.config import Config

        parts, endpoint = urlsplit(place), given.get("endpoint", "")
        host = urlsplit(endpoint).hostname or ""
        if endpoint and not endpoint.startswith("https://") and host not in LOOPBACK:
            raise ImproperlyConfigured("STOEP_ARCHIVE_S3_ENDPOINT begins with https://: keys never travel in the open.")
        client = boto3.client(
            "s3",
            endpoint_url=endpoint or None,
            region_name=given.get("region") or "eu-central-1",
            aws_access_key_id=given.get("key") or None,
            aws_secret_access_key=given.get("secret") or None,
            config=Config(
                connect_timeout=10,
                read_timeout=60,
                retries={"max_attempts": 3, "mode": "standard"},
                s3={"addressing_style": "path"},
                # Many who speak S3 do not know the sums that boto3 adds since 2025.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )
        return cls(parts.netloc, parts.path.strip("/"), name or host or "een opslag buiten de website", client)

    def put(self, name: str, source: Path) -> None:
        """In parts of 16 MB, two at a time; a broken-off one is not kept."""
        from boto3.s3.transfer import TransferConfig

        config = TransferConfig(multipart_threshold=PART, multipart_chunksize=PART, max_concurrency=2)
        with _told_by_bucket():
            self.client.upload_file(str(source), self.bucket, self._key(name), Config=config)

    def get(self, name: str, target: Path) -> None:
        """Fetch it in pieces."""
        with _told_by_bucket():
            found = self.client.get_object(Bucket=self.bucket, Key=self._key(name))
            with target.open("wb") as file:
                for block in found["Body"].iter_chunks(1024 * 1024):
                    file.write(block)

    def names(self, prefix: str) -> list[str]:
        """What is kept under this prefix, a thousand at a time."""
        found = []
        with _told_by_bucket():
            asked = self.client.get_paginator("list_objects_v2")
            for page in asked.paginate(Bucket=self.bucket, Prefix=self._key(prefix) + "/"):
                found += [each["Key"] for each in page.get("Contents", ())]
        start = len(self._key("x")) - 1
        return sorted(key[start:] for key in found)

    def drop(self, name: str) -> None:
        """Gone, or gone already."""
        with _told_by_bucket():
            self.client.delete_object(Bucket=self.bucket, Key=self._key(name))

    def _key(self, name: str) -> str:
        return f"{self.prefix}/{name}" if self.prefix else name


@contextmanager
def _told_by_bucket() -> Iterator[None]:
    from boto3.exceptions import Boto3Error
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        with _told():
            yield
    except (Boto3Error, BotoCoreError, ClientError) as error:
        said = str(error)
        denied = any(word in said for word in ("AccessDenied", "Signature", "InvalidAccessKeyId", "Forbidden", "403"))
        # What a bucket says may repeat a key: only what sort of trouble it was goes further than this.
        problem = Copy.Problem.REFUSED if denied else Copy.Problem.NOT_REACHED
        raise NotKept(problem, type(error).__name__) from None
