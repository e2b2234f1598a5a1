"""Limits hold for the whole site, however many workers it has."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection
from django.utils import timezone

from stoep.people import actions
from stoep.people.models import Remembered
from stoep.web import environment
from tests.builders import TODAY

LIMIT = 5
TRIES = 8
# What each worker does: TRIES times, ask allauth whether somebody at one address may try again.
WORKER = f"""
import os, sys
sys.path[:0] = sys.argv[3].split(":")
os.environ.pop("PYTEST_VERSION", None)
os.environ["DATABASE_URL"], os.environ["STOEP_DATA"] = sys.argv[1], sys.argv[4]
os.environ["DJANGO_SETTINGS_MODULE"] = "stoep.web.settings"
from stoep.web import environment
if sys.argv[2] == "alone":
    environment.caches = lambda now: {{"default": {{"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}}}
import django
django.setup()
from allauth.core.internal import ratelimit
from django.test import RequestFactory
request = RequestFactory().post("/aanmelden/", REMOTE_ADDR="192.0.2.17")
rates = {{"tries": "{LIMIT}/m/key"}}
given = dict(app="account", action="tries", key="x", config=rates)
print(sum(ratelimit.consume(request, **given) is not None for _ in range({TRIES})))
"""


def _address_of_database() -> str:
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{Path(str(known['NAME'])).absolute()}"
    return f"postgres://{known['USER']}:{known['PASSWORD']}@/{known['NAME']}?host={known['HOST']}&port={known['PORT']}"


def _two_workers(how: str, data: Path) -> int:
    given = [_address_of_database(), how, ":".join(path for path in sys.path if path), str(data)]
    workers = [
        subprocess.Popen([sys.executable, "-c", WORKER, *given], stdout=subprocess.PIPE, text=True) for _number in "12"
    ]
    return sum(int(worker.communicate(timeout=120)[0]) for worker in workers)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("how", "let_through"), [("shared", LIMIT), ("alone", 2 * LIMIT)])
def test_two_workers_together_let_through_what_one_may(how: str, let_through: int, tmp_path: Path) -> None:
    """With a store for each of them alone it would be twice as much: that the test sees."""
    if connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("this database lives in one process")
    assert _two_workers(how, tmp_path) == let_through


@pytest.mark.django_db
def test_two_caches_on_one_table_count_together_and_keep_no_address(settings: Any) -> None:
    options = dict(environment.SHARED_CACHE)
    location = options.pop("LOCATION")
    from stoep.shared.visitor import kept_key

    params: dict[str, Any] = {**options, "KEY_FUNCTION": kept_key}
    one, other = (DatabaseCache(str(location), params) for _number in "12")
    assert one.add("rl:login:ip:192.0.2.17", 1, 60)
    assert not other.add("rl:login:ip:192.0.2.17", 1, 60)
    assert other.get("rl:login:ip:192.0.2.17") == 1
    kept = " ".join(Remembered.objects.values_list("cache_key", flat=True))
    assert kept
    assert "192.0.2" not in kept


@pytest.mark.django_db
def test_what_has_expired_goes_daily() -> None:
    now = timezone.now()
    Remembered.objects.create(cache_key="oud", value="x", expires=now - timedelta(seconds=1))
    Remembered.objects.create(cache_key="nieuw", value="x", expires=now + timedelta(hours=1))
    actions.tidy_up(today=TODAY, at=now)
    assert list(Remembered.objects.values_list("cache_key", flat=True)) == ["nieuw"]


@pytest.mark.parametrize("mode", ["serving", "demo", "building"])
def test_wherever_more_than_one_worker_can_run_the_store_is_shared(mode: str) -> None:
    assert environment.caches(mode)["default"]["BACKEND"].endswith("DatabaseCache")
    assert not environment.caches("testing")["default"]["BACKEND"].endswith("DatabaseCache")
    assert LocMemCache.__name__ in environment.caches("testing")["default"]["BACKEND"]
