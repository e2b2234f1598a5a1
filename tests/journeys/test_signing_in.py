"""Tom signs in: a code by e-mail, his second lock by an app or a passkey, and his desk opens."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from playwright.sync_api import Page, expect

from tests.builders import code_of_app
from tests.journeys.conftest import Door, Wijk
from tests.journeys.walk import barriers_at_both_widths, make_a_passkey

pytestmark = pytest.mark.journey


def asks_a_code(door: Door, wijk: Wijk) -> Page:
    """Tom asks for a code, reads his e-mail, and types it."""
    page = door.visit()
    page.goto("/aanmelden/")
    page.get_by_label("e-mailadres").fill("tom@voorbeeld.example")
    page.get_by_role("button", name="Stuur mij een code").click()
    page.wait_for_url("**/aanmelden/code/")
    if door.script:
        assert barriers_at_both_widths(page) == []
    found = re.search(r"^\s*([A-Z0-9-]{6,})\s*$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found, mail.outbox[-1].body
    page.locator("main [name=code]").fill(found[1])
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    return page


def test_a_code_by_mail_and_a_code_of_his_app_open_his_desk(door: Door, wijk: Wijk) -> None:
    secret = generate_totp_secret()
    TOTP.activate(wijk.people["Tom"].account, secret)
    page = asks_a_code(door, wijk)
    page.wait_for_url("**/aanmelden/tweede-slot/")
    if door.script:
        assert barriers_at_both_widths(page) == []
    page.locator("main [name=code]").fill(code_of_app(secret))
    page.get_by_role("button", name="Verder").click()
    page.wait_for_url("**/mijn/")
    page.goto(f"{wijk.path}balie/")
    expect(page.get_by_role("heading", level=1)).to_have_text("De balie")


def test_a_code_alone_does_not_open_his_desk(door: Door, wijk: Wijk) -> None:
    page = asks_a_code(door, wijk)
    page.wait_for_url("**/mijn/")
    refused = page.goto(f"{wijk.path}balie/")
    assert refused
    assert refused.status == 403


def test_a_passkey_opens_his_desk_at_once(door: Door, wijk: Wijk) -> None:
    if not door.script:
        page = door.visit()
        page.goto("/aanmelden/")
        assert "Een passkey werkt alleen als JavaScript aan staat." in page.content()
        return
    page = asks_a_code(door, wijk)
    page.wait_for_url("**/mijn/")
    make_a_passkey(page)
    page.goto("/afmelden/")
    page.locator("main form button[type=submit]").click()
    page.goto("/aanmelden/")
    page.get_by_role("button", name="Aanmelden met een passkey").click()
    page.wait_for_url("**/mijn/")
    page.goto(f"{wijk.path}balie/")
    expect(page.get_by_role("heading", level=1)).to_have_text("De balie")
