"""Another address to sign in with: by a code in the new mailbox, and the old one hears of it."""

from __future__ import annotations

import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from stoep.people.models import Account
from tests.builders import NOW, a_person, sign_in

pytestmark = pytest.mark.django_db
NEW = "samira@nieuw.example"


def _code() -> str:
    found = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", str(mail.outbox[-1].body))
    assert found
    return found[0]


def _signed_in(client: Client, email: str = "samira@oud.example", *, second_factor: bool = False) -> Account:
    person = a_person("Samira", email=email)
    sign_in(client, person, second_factor=second_factor)
    assert person.account
    return person.account


def test_a_code_in_the_new_mailbox_changes_the_address_and_the_old_one_hears(client: Client) -> None:
    account = _signed_in(client)
    assert client.post(reverse("people:address"), {"email": NEW.upper()}).status_code == 302
    account.refresh_from_db()
    assert account.email == "samira@oud.example"
    assert mail.outbox[-1].to == [NEW]
    done = client.post(reverse("people:address-code"), {"code": f" {_code().lower()} "})
    assert done.status_code == 302
    account.refresh_from_db()
    assert account.email == NEW
    assert list(EmailAddress.objects.filter(user=account).values_list("email", "verified")) == [(NEW, True)]
    assert mail.outbox[-1].to == ["samira@oud.example"]
    assert NEW not in str(mail.outbox[-1].body)
    page = client.get(reverse("people:me")).content.decode()
    assert "Uw e-mailadres is veranderd" in page


def test_an_address_of_another_is_not_told_and_never_taken(client: Client) -> None:
    """Whoever asks sees the same page; only the owner of that mailbox reads that it has an account."""
    other = a_person(email=NEW).account
    account = _signed_in(client)
    assert client.post(reverse("people:address"), {"email": NEW}).headers["Location"] == reverse("people:address-code")
    assert mail.outbox[-1].to == [NEW]
    assert not re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", str(mail.outbox[-1].body))
    assert "al een account" in str(mail.outbox[-1].subject)
    assert client.post(reverse("people:address-code"), {"code": "AAAA-AAAA"}).status_code == 409
    account.refresh_from_db()
    assert account.email != NEW
    assert other is not None


def test_a_guess_costs_a_try_and_after_a_few_a_new_code_is_needed(client: Client) -> None:
    account = _signed_in(client)
    client.post(reverse("people:address"), {"email": NEW})
    right = _code()
    for _number in range(5):
        assert client.post(reverse("people:address-code"), {"code": "AAAA-AAAA"}).status_code == 409
    late = client.post(reverse("people:address-code"), {"code": right})
    assert late.status_code == 409
    assert "Vraag een nieuwe code aan" in late.content.decode()
    account.refresh_from_db()
    assert account.email != NEW


def test_after_a_quarter_of_an_hour_the_code_is_of_no_use(client: Client) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        account = _signed_in(client)
        client.post(reverse("people:address"), {"email": NEW})
        clock.shift(15 * 60 + 1)
        assert client.post(reverse("people:address-code"), {"code": _code()}).status_code == 409
    account.refresh_from_db()
    assert account.email != NEW


def test_with_a_second_lock_it_is_opened_first(client: Client) -> None:
    account = _signed_in(client)
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": "x"})
    answer = client.post(reverse("people:address"), {"email": NEW})
    assert answer.headers["Location"].startswith(reverse("mfa_reauthenticate"))
    assert mail.outbox == []


def test_nobody_fills_another_mailbox_with_codes(client: Client) -> None:
    _signed_in(client)
    for number in range(5):
        assert client.post(reverse("people:address"), {"email": f"iemand{number}@nieuw.example"}).status_code == 302
    assert client.post(reverse("people:address"), {"email": NEW}).status_code == 409
    assert len(mail.outbox) == 5


def test_the_same_address_is_no_change_and_without_a_question_there_is_no_code(client: Client) -> None:
    _signed_in(client)
    assert client.post(reverse("people:address"), {"email": "samira@oud.example"}).status_code == 409
    assert client.get(reverse("people:address-code")).headers["Location"] == reverse("people:address")
    assert mail.outbox == []
