"""A lived-in neighbourhood to take along, and an empty server to bring it to: the same database, wiped."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from stoep.archive import pages
from stoep.places.models import Neighbourhood

# What differs from one visit to the next, whatever the page says.
_MOMENTARY = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|name="(?:form_key|sleutel)" value="[^"]*"')


def empty_server() -> None:
    """Take everything away: what is brought in then comes from the archive alone."""
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO voices_search(voices_search) VALUES ('delete-all')")
        else:
            cursor.execute("DELETE FROM voices_search")
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


def shown(here: Neighbourhood) -> dict[str, bytes]:
    """What a visitor sees at each address of this neighbourhood."""
    client = Client()
    found = {}
    for address, _what in pages.of(here, today=timezone.localdate()):
        answer = client.get(address)
        assert answer.status_code == 200, address
        found[address] = _MOMENTARY.sub(b"", answer.content)
    return found


def everything(folder: Path) -> bytes:
    """All bytes of all files below a folder."""
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
