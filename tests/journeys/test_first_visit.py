"""What a first visit costs a telephone on a bundle: at most 150 kB with letters, 10 requests, 20 kB of script."""

from __future__ import annotations

import gzip
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, Response

from tests.journeys.conftest import PHONE, Clock
from tests.journeys.kept import filled

pytestmark = [pytest.mark.journey, pytest.mark.once]
FIRST = (
    "web:home",
    "thread:neighbourhood",
    "voices:post",
    "agenda:agenda",
    "thread:item",
    "promises:register",
    "voices:list",
)


def sent(answer: Response) -> int:
    """How many bytes travel: files go compressed, as WhiteNoise keeps them; a page and a font go as they are."""
    body = answer.body()
    is_file = "/static/" in answer.url and not answer.url.endswith(".woff2")
    return len(gzip.compress(body, compresslevel=9, mtime=0)) if is_file else len(body)


def test_a_first_visit_is_light(
    browser: Browser, live_server: Any, request: pytest.FixtureRequest, clock: Clock
) -> None:
    examples = filled(request, clock).examples()
    heavy = {}
    for name in FIRST:
        context = browser.new_context(base_url=live_server.url, locale="nl-NL", viewport=PHONE)  # type: ignore[arg-type]
        page = context.new_page()
        came: list[Response] = []
        page.on("response", partial(list.append, came))
        page.goto(examples[name][0], wait_until="networkidle")
        sizes = {answer.url: sent(answer) for answer in came}
        script = sum(size for url, size in sizes.items() if url.endswith(".js"))
        if sum(sizes.values()) > 150_000 or len(came) > 10 or script > 20_000:
            heavy[name] = (sum(sizes.values()), len(came), script, sizes)
        context.close()
    assert heavy == {}
