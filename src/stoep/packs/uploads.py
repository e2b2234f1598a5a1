"""A file that is too large is refused while it streams in: no byte more than fits is kept, in memory or on disk."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

MOST_BYTES = 40 * 1024 * 1024  # of all files of one form together


class Bounded(FileUploadHandler):
    """Counts what comes in, and hands nothing on beyond the limit: the page says so once the browser is done.

    Django's own way to stop (StopUpload) reads the rest by lines, and a file can be one line of any length.
    """

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.came = 0
        self.is_too_big = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Hand the bytes on to where Django keeps them, until it is too much; then they are let go."""
        self.came += len(raw_data)
        self.is_too_big = self.is_too_big or self.came > MOST_BYTES
        return None if self.is_too_big else raw_data

    def file_complete(self, file_size: int) -> Any:
        """Nothing is kept here."""
        return None
