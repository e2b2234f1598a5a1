"""What a browser must obey on every page (security.md, figure 23 and part 5; what internet.nl tests)."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.template.loader import get_template
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize("address", ["/", "/bestaat-niet/", "/robots.txt", "/taal/"])
def test_every_answer_carries_the_locks(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert "camera=()" in answer["Permissions-Policy"]
    assert "geolocation=()" in answer["Permissions-Policy"]


def test_the_content_policy_allows_our_own_files_and_nothing_written_in_the_page(client: Client) -> None:
    policy = client.get("/")["Content-Security-Policy"]
    parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert parts["default-src"] == "'none'"
    assert parts["script-src"] == parts["style-src"] == parts["connect-src"] == parts["form-action"] == "'self'"
    assert parts["img-src"] == "'self' data:"
    assert parts["base-uri"] == parts["frame-ancestors"] == parts["object-src"] == "'none'"
    assert not re.search(r"unsafe|\*|https?:", policy)


def test_no_template_of_the_house_writes_script_or_style_in_the_page() -> None:
    rooms = settings.ROOT / "src" / "stoep"
    pages = list(rooms.glob("*/templates/**/*.html"))
    assert len(pages) > 20
    for path in pages:
        text = path.read_text(encoding="utf-8")
        inline = re.findall(
            r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|<style|\sstyle=\"|\son[a-z]+=\"|javascript:", text
        )
        assert not inline, f"{path.name}: {inline}"


def test_htmx_may_not_run_text_and_keeps_no_pages(client: Client) -> None:
    html = client.get("/").text
    config = re.search(r"name=\"htmx-config\" content='([^']+)'", html)
    assert config
    for rule in (
        '"allowEval":false',
        '"includeIndicatorStyles":false',
        '"selfRequestsOnly":true',
        '"historyCacheSize":0',
    ):
        assert rule in config.group(1)


def test_security_txt_says_where_to_report_and_is_not_expired(client: Client) -> None:
    text = client.get("/.well-known/security.txt").text
    assert re.search(r"^Contact: (mailto:|https:)", text, re.MULTILINE)
    until = re.search(r"^Expires: (.+)$", text, re.MULTILINE)
    assert until
    left = datetime.fromisoformat(until.group(1)) - datetime.now(UTC)
    assert 100 < left.days < 366


def test_the_language_page_sets_only_the_cookies_that_it_needs(client: Client) -> None:
    assert set(client.get("/taal/").cookies) == {settings.CSRF_COOKIE_NAME}
    cookies = client.post("/taal/", {"language": "en", "terug": "/code/"}).cookies
    assert cookies[settings.LANGUAGE_COOKIE_NAME]["httponly"]
    assert cookies[settings.LANGUAGE_COOKIE_NAME]["samesite"] == "Lax"


def test_a_page_that_is_only_read_is_the_same_on_every_visit(client: Client) -> None:
    """No token stands in it: else its ETag would differ each time, and 304 would never be answered."""
    for address in ("/", "/over-stoep/", "/code/", "/bestaat-niet/"):
        first, second = client.get(address), Client().get(address)
        assert first.content == second.content, address
        assert "csrfmiddlewaretoken" not in first.text


def test_the_layout_itself_holds_no_token() -> None:
    source = get_template("web/page.html").template.source  # type: ignore[attr-defined]
    assert "csrf" not in source


def test_the_theme_is_one_file_that_an_operator_names(client: Client, settings: object) -> None:
    settings.STOEP_THEME = "waterstad"  # type: ignore[attr-defined]
    assert "/static/theme-waterstad.css" in client.get("/").text
    settings.STOEP_THEME = "gemeente-x.css"  # type: ignore[attr-defined]
    assert "/static/gemeente-x.css" in client.get("/").text


def test_a_theme_that_is_not_there_is_told_at_the_start(settings: object) -> None:
    settings.STOEP_THEME = "geen-bestand.css"  # type: ignore[attr-defined]
    assert "web.E010" in {found.id for found in run_checks()}


def test_a_page_that_brings_a_cookie_is_kept_by_nobody_else(client: Client) -> None:
    from stoep.agenda import actions as agenda
    from tests.builders import NOW, a_neighbourhood, a_standing, a_voice, an_item

    here = a_neighbourhood()
    leads, voice = a_standing(here), a_voice(here).voice
    item = an_item(here, by=leads)
    agenda.take_up(item=item, voices=[voice], why="Past.", by=leads, at=NOW)
    page = client.get(f"/a/{item.code}/klopt/{voice.number}/")
    assert page.cookies
    assert "no-store" in page["Cache-Control"]
