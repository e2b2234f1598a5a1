"""A passkey in a real browser: made, used to sign in, and the second lock is open."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache

from stoep.people.models import Account


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_a_passkey_is_made_and_opens_both_locks_at_once(live_server: Any, page: Any) -> None:
    cache.clear()
    house = live_server.url.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, never to a number
    blocked: list[str] = []
    page.on("console", lambda message: blocked.append(message.text) if message.type == "error" else None)
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto(f"{house}/aanmelden/")
    page.get_by_label("Wat is uw e-mailadres?").fill("samira@voorbeeld.nl")
    page.get_by_role("button", name="Stuur mij een code").click()
    page.wait_for_url("**/aanmelden/code/")
    code = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]{3,})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code
    page.get_by_label("Welke code staat in de e-mail?").fill(code[1])
    page.get_by_role("button", name="Aanmelden").click()
    page.wait_for_url("**/mijn/")
    page.goto(f"{house}/mijn/tweede-slot/passkey/")
    page.get_by_role("button", name="Passkey maken").click()
    page.wait_for_url(re.compile(r"/mijn/tweede-slot/(?!passkey/$)"))  # gone on: the passkey is kept
    page.goto(f"{house}/afmelden/")
    page.get_by_role("button", name="Afmelden").click()
    page.goto(f"{house}/aanmelden/")
    page.get_by_role("button", name="Aanmelden met een passkey").click()
    page.wait_for_url("**/mijn/")
    page.get_by_text("u heeft het nu open").wait_for()
    assert Account.objects.get().email == "samira@voorbeeld.nl"
    assert blocked == []
