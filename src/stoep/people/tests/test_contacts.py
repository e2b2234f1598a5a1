"""Addresses: tidied, refused with a helpful sentence, sealed, and gone when somebody says so."""

from __future__ import annotations

import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from stoep.people import actions, addresses, queries, sealing
from stoep.people.models import Telling
from stoep.shared.refusal import Refused
from tests.builders import NOW, a_neighbourhood

LETTER = "Mevrouw S. Tesfay\nEikstraat 12-a\n1234ab Waterstad"


@pytest.mark.parametrize(
    ("tidy", "typed", "kept"),
    [
        (addresses.tidy_mail, " Samira@Voorbeeld.NL ", "Samira@voorbeeld.nl"),
        (addresses.tidy_phone, "06-12 34 56 78", "0612345678"),
        (addresses.tidy_phone, "+31 (0)6 12345678", "0612345678"),
        (addresses.tidy_phone, "0031612345678", "0612345678"),
        (addresses.tidy_phone, "+32 470 12 34 56", "+32470123456"),
        (addresses.tidy_phone, "Samira: 010 - 123 45 67", "0101234567\nSamira"),
        (addresses.tidy_phone, "010-1234567 (vraag naar Bep)", "0101234567\nvraag naar Bep"),
        (addresses.tidy_postal, LETTER, "Mevrouw S. Tesfay\nEikstraat 12-a\n1234 AB  WATERSTAD"),
        (
            addresses.tidy_postal,
            "S. Tesfay, Eikstraat 12, 1234 AB Waterstad",
            "S. Tesfay\nEikstraat 12\n1234 AB  WATERSTAD",
        ),
    ],
)
def test_an_address_is_made_tidy(tidy: Any, typed: str, kept: str) -> None:
    assert tidy(typed) == kept


@pytest.mark.parametrize(
    ("tidy", "typed", "code"),
    [
        (addresses.tidy_mail, "samira", "bad-mail"),
        (addresses.tidy_mail, "", "bad-mail"),
        (addresses.tidy_mail, "a@b.nl, c@d.nl", "bad-mail"),
        (addresses.tidy_mail, "x" * 250 + "@voorbeeld.nl", "bad-mail"),
        (addresses.tidy_mail, "a@voorbeeld.nl\nBcc: iedereen@voorbeeld.nl", "control"),
        (addresses.tidy_mail, "a\x00@voorbeeld.nl", "control"),
        (addresses.tidy_mail, "a\u202e@voorbeeld.nl", "control"),
        (addresses.tidy_phone, "12345", "bad-phone"),
        (addresses.tidy_phone, "bel me maar", "bad-phone"),
        (addresses.tidy_phone, "06123456789", "bad-phone"),
        (addresses.tidy_phone, "0612345678 of 0687654321", "bad-phone"),
        (addresses.tidy_phone, "0612345678 " + "a" * 61, "long-name"),
        (addresses.tidy_postal, "Eikstraat 12", "bad-postal"),
        (addresses.tidy_postal, "", "bad-postal"),
        (addresses.tidy_postal, "Eikstraat\n1234 AB Waterstad", "no-house-number"),
        (addresses.tidy_postal, "Eikstraat 12\n0234 AB Waterstad", "bad-postal"),
        (addresses.tidy_postal, "1\n2\n3\n4\n5\n1234 AB Waterstad", "bad-postal"),
        (addresses.tidy_postal, "x" * 61 + "\nEikstraat 12\n1234 AB Waterstad", "long-line"),
    ],
)
def test_what_cannot_be_an_address_is_refused_with_a_way_to_mend_it(tidy: Any, typed: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        tidy(typed)
    assert refused.value.code == code
    assert len(str(refused.value)) > 30


@pytest.mark.django_db
def test_the_database_holds_no_readable_address() -> None:
    contact = actions.keep_contact(channel="letter", address=LETTER, language="nl", at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed_address FROM people_contact")
        stored = bytes(cursor.fetchone()[0])
    assert b"Eikstraat" not in stored
    assert b"Tesfay" not in stored
    assert queries.address_of(contact).splitlines()[1] == "Eikstraat 12-a"


@pytest.mark.django_db
def test_the_key_is_made_once_and_only_its_owner_reads_it(settings: Any) -> None:
    contact = actions.keep_contact(channel="mail", address="s@voorbeeld.nl", language="nl", at=NOW)
    path = Path(settings.DATA) / "keys" / "contacts.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()
    actions.keep_contact(channel="mail", address="t@voorbeeld.nl", language="nl", at=NOW)
    assert path.read_bytes() == before
    path.unlink()
    with pytest.raises(ImproperlyConfigured, match="backup"):
        queries.address_of(contact)
    assert not path.exists()


@pytest.mark.django_db
def test_a_new_key_in_front_still_opens_what_the_old_one_sealed(settings: Any) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.STOEP_CONTACT_KEYS = old
    contact = actions.keep_contact(channel="mail", address="s@voorbeeld.nl", language="nl", at=NOW)
    settings.STOEP_CONTACT_KEYS = f"{new},{old}"
    assert queries.address_of(contact) == "s@voorbeeld.nl"
    contact.sealed_address = sealing.reseal(contact.sealed_address)
    settings.STOEP_CONTACT_KEYS = new
    assert queries.address_of(contact) == "s@voorbeeld.nl"


@pytest.mark.django_db
def test_an_unknown_way_of_being_told_is_refused() -> None:
    with pytest.raises(Refused, match="Kies hoe u het wilt horen"):
        actions.keep_contact(channel="pigeon", address="dak", language="nl", at=NOW)


@pytest.mark.django_db
def test_an_erased_address_and_the_messages_to_it_are_gone() -> None:
    contact = actions.keep_contact(channel="mail", address="s@voorbeeld.nl", language="xx", at=NOW)
    assert contact.language == "nl"
    assert actions.tell(
        contact=contact, neighbourhood=a_neighbourhood(), about="K7QM4XR", subject="Nieuws", body="Lees /k", at=NOW
    )
    actions.erase_contact(contact=contact, at=NOW)
    actions.erase_contact(contact=contact, at=NOW + timedelta(days=1))
    assert (contact.erased_at, bytes(contact.sealed_address), queries.address_of(contact)) == (NOW, b"", "")
    assert not Telling.objects.exists()
    assert (
        actions.tell(contact=contact, neighbourhood=a_neighbourhood(), about="x", subject="x", body="x", at=NOW) is None
    )


@pytest.mark.django_db
def test_a_line_break_in_a_subject_never_becomes_a_header() -> None:
    contact = actions.keep_contact(channel="mail", address="s@voorbeeld.nl", language="nl", at=NOW)
    telling = actions.tell(
        contact=contact, neighbourhood=a_neighbourhood(), about="x", subject="Nieuws\r\nBcc: a@b.nl", body="x", at=NOW
    )
    assert telling
    assert telling.subject == "Nieuws Bcc: a@b.nl"


@pytest.mark.django_db
def test_who_knocks_too_often_waits_and_then_may_again() -> None:
    span = timedelta(hours=1)
    for _time in range(3):
        actions.knock(key="post:192.0.2.0/24", limit=3, span=span, at=NOW)
    with pytest.raises(Refused, match="60 minuten") as refused:
        actions.knock(key="post:192.0.2.0/24", limit=3, span=span, at=NOW)
    assert refused.value.code == "too-often"
    with pytest.raises(Refused, match="over 1 minuut opnieuw"):
        actions.knock(key="post:192.0.2.0/24", limit=3, span=span, at=NOW + timedelta(minutes=59, seconds=30))
    actions.knock(key="post:198.51.100.0/24", limit=3, span=span, at=NOW)
    actions.knock(key="post:192.0.2.0/24", limit=3, span=span, at=NOW + span)


@pytest.mark.django_db
def test_a_long_wait_is_told_in_hours_and_a_forgiven_knock_takes_no_turn() -> None:
    day = timedelta(days=1)
    actions.forgive(key="post:nobody")
    actions.knock(key="post:one", limit=1, span=day, at=NOW)
    actions.forgive(key="post:one")
    actions.forgive(key="post:one")
    actions.knock(key="post:one", limit=1, span=day, at=NOW)
    with pytest.raises(Refused, match="over 24 uur opnieuw"):
        actions.knock(key="post:one", limit=1, span=day, at=NOW)


def test_no_row_of_people_asks_for_a_number_of_the_state_or_a_day_of_birth() -> None:
    from django.apps import apps

    names = {field.name for model in apps.get_models() for field in model._meta.get_fields()}
    asked = {name for name in names if any(word in name for word in ("bsn", "birth", "geboorte"))}
    assert not asked
