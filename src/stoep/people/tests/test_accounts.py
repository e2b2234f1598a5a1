"""Signing in without a password, the second lock, my data, and the end of an account."""

from __future__ import annotations

import json
import re
import time
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from stoep.people import actions, rules
from stoep.people.models import Account, Knock, Person
from stoep.places.tests import waterstad
from stoep.record import actions as record
from stoep.record.models import Opening
from stoep.shared.actor import Actor
from tests.builders import NOW, TODAY, a_neighbourhood, a_person, a_seat, code_of_app, sign_in

SIGN_IN, CODE = "/aanmelden/", "/aanmelden/code/"


@pytest.fixture(autouse=True)
def _no_limits_left_from_before() -> None:
    cache.clear()


def code_in_mail() -> str:
    found = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]{3,})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found[1]


def ask_code(client: Client, email: str) -> Any:
    return client.post(SIGN_IN, {"email": email})


def lock_is_open(client: Client) -> bool:
    return "u heeft het nu open" in client.get("/mijn/").content.decode()


def a_totp(account: Account, secret: str = "JBSWY3DPEHPK3PXP") -> str:
    TOTP.activate(account, secret)
    RecoveryCodes.activate(account)
    return secret


@pytest.mark.django_db
@pytest.mark.parametrize("known", [True, False])
def test_a_code_by_mail_signs_in_whoever_asks(client: Client, known: bool) -> None:
    if known:
        a_person(email="samira@voorbeeld.nl")
    response = ask_code(client, "Samira@voorbeeld.nl")
    assert (response.status_code, response["Location"]) == (302, CODE)
    assert mail.outbox[0].to[0].lower() == "samira@voorbeeld.nl"
    response = client.post(CODE, {"code": code_in_mail()})
    assert response["Location"] == "/mijn/"
    assert client.get("/mijn/").status_code == 200
    account = Account.objects.get(email="samira@voorbeeld.nl")
    assert not account.has_usable_password()
    assert EmailAddress.objects.get(user=account).verified


@pytest.mark.django_db
def test_nobody_can_tell_whether_an_address_has_an_account() -> None:
    a_person(email="bekend@voorbeeld.nl")
    seen = []
    for email in ("bekend@voorbeeld.nl", "onbekend@voorbeeld.nl"):
        client = Client()
        mail.outbox.clear()
        asked = ask_code(client, email)
        page = client.get(CODE).content.decode()
        page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page).replace(email, "X")
        wrong = client.post(CODE, {"code": "FOUT"}).content.decode()
        wrong = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", wrong).replace(email, "X")
        (message,) = mail.outbox
        said = (message.subject, str(message.body).replace(code_in_mail(), "CODE"))
        seen.append((asked.status_code, asked["Location"], sorted(client.cookies), page, wrong, said))
    assert seen[0] == seen[1]


@pytest.mark.django_db
def test_known_and_unknown_take_about_as_long() -> None:
    """The only difference is one row that is made; it may not stand out from the work that both do."""
    for number in range(6):
        a_person(email=f"bekend{number}@voorbeeld.nl")
    spent: dict[str, list[float]] = {"bekend": [], "onbekend": []}
    for number in range(6):
        for kind, taken in spent.items():
            client, start = Client(REMOTE_ADDR=f"192.0.{number}.9"), time.perf_counter()
            assert client.post(SIGN_IN, {"email": f"{kind}{number}@voorbeeld.nl"}).status_code == 302
            taken.append(time.perf_counter() - start)
    assert min(spent["onbekend"][1:]) < 4 * min(spent["bekend"][1:])


@pytest.mark.django_db
def test_a_wrong_code_is_refused_three_times_and_then_asks_for_a_new_one(client: Client) -> None:
    ask_code(client, "samira@voorbeeld.nl")
    right = code_in_mail()
    for _try in range(2):
        assert "Deze code klopt niet" in client.post(CODE, {"code": "FOUT"}).content.decode()
    assert client.post(CODE, {"code": "FOUT"})["Location"] == SIGN_IN
    client.post(CODE, {"code": right})
    assert client.get("/mijn/").status_code == 302


@pytest.mark.django_db
def test_a_code_works_only_in_the_browser_that_asked_for_it(client: Client) -> None:
    ask_code(client, "samira@voorbeeld.nl")
    thief = Client()
    assert thief.post(CODE, {"code": code_in_mail()})["Location"] == SIGN_IN
    assert thief.get("/mijn/").status_code == 302


@pytest.mark.django_db
def test_who_mistyped_the_address_begins_again(client: Client) -> None:
    ask_code(client, "samria@voorbeeld.nl")
    assert client.get(SIGN_IN).status_code == 200
    ask_code(client, "samira@voorbeeld.nl")
    assert client.post(CODE, {"code": code_in_mail()})["Location"] == "/mijn/"
    assert "samira@voorbeeld.nl" in client.get("/mijn/gegevens/").content.decode()


@pytest.mark.django_db
def test_an_old_code_is_worth_nothing(client: Client, settings: Any) -> None:
    ask_code(client, "samira@voorbeeld.nl")
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = -1
    client.post(CODE, {"code": code_in_mail()})
    assert client.get("/mijn/").status_code == 302


@pytest.mark.django_db
def test_asking_for_codes_too_often_is_refused_in_a_sentence(client: Client) -> None:
    answers = [ask_code(client, "samira@voorbeeld.nl") for _time in range(8)]
    assert "te vaak" in answers[-1].content.decode()
    assert len(mail.outbox) <= 6
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    cache.clear()
    assert ask_code(elsewhere, "samira@voorbeeld.nl").status_code == 302


@pytest.mark.django_db
def test_one_network_cannot_ask_codes_for_the_whole_city_and_a_header_does_not_help(client: Client) -> None:
    answers = []
    for number in range(34):
        cache.clear()
        answers.append(
            client.post(
                SIGN_IN, {"email": f"iemand{number}@voorbeeld.nl"}, HTTP_X_FORWARDED_FOR=f"203.0.113.{number}"
            ).status_code
        )
    assert answers[:30] == [302] * 30
    assert answers[30:] == [429] * 4
    assert not any("voorbeeld" in key for key in Knock.objects.values_list("key", flat=True))


@pytest.mark.django_db
def test_the_session_gets_another_name_when_somebody_signs_in(client: Client) -> None:
    client.get(SIGN_IN)
    ask_code(client, "samira@voorbeeld.nl")
    before = client.cookies["sessionid"].value
    client.post(CODE, {"code": code_in_mail()})
    assert client.cookies["sessionid"].value != before


@pytest.mark.django_db
@pytest.mark.parametrize(
    "goal", ["//kwaad.example/", "https://kwaad.example/", "/\\kwaad.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(client: Client, goal: str) -> None:
    client.post(f"{SIGN_IN}?next={goal}", {"email": "samira@voorbeeld.nl", "next": goal})
    response = client.post(f"{CODE}?next={goal}", {"code": code_in_mail(), "next": goal})
    assert response["Location"] == "/mijn/"


@pytest.mark.django_db
def test_who_has_a_second_lock_opens_it_before_the_session_counts(client: Client) -> None:
    person = a_person(email="joost@voorbeeld.nl")
    assert person.account
    secret = a_totp(person.account)
    ask_code(client, "joost@voorbeeld.nl")
    assert client.post(CODE, {"code": code_in_mail()})["Location"] == "/aanmelden/tweede-slot/"
    assert client.get("/mijn/").status_code == 302
    page = client.get("/aanmelden/tweede-slot/").content.decode()
    assert "Welke code ziet u in uw app?" in page
    wrong = client.post("/aanmelden/tweede-slot/", {"code": "000000"})
    assert "Deze code klopt niet" in wrong.content.decode()
    assert client.post("/aanmelden/tweede-slot/", {"code": code_of_app(secret)})["Location"] == "/mijn/"
    assert lock_is_open(client)


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "opens"), [(0, True), (30, True), (59, False)])
def test_a_code_of_the_app_is_good_for_half_a_minute_after_it_went(client: Client, seconds: int, opens: bool) -> None:
    person = a_person(email="joost@voorbeeld.nl")
    assert person.account
    secret = a_totp(person.account)
    with time_machine.travel(NOW.replace(second=29), tick=False) as clock:
        ask_code(client, "joost@voorbeeld.nl")
        client.post(CODE, {"code": code_in_mail()})
        shown = code_of_app(secret)
        clock.shift(timedelta(seconds=seconds))
        page = client.post("/aanmelden/tweede-slot/", {"code": shown})
    assert (page.status_code == 302) is opens
    assert opens or "Deze code klopt niet" in page.content.decode()


@pytest.mark.django_db
def test_an_emergency_code_opens_the_lock_once(client: Client) -> None:
    person = a_person(email="joost@voorbeeld.nl")
    assert person.account
    a_totp(person.account)
    found = Authenticator.objects.get(user=person.account, type=Authenticator.Type.RECOVERY_CODES)
    code = found.wrap().get_unused_codes()[0]
    for answer in ("/mijn/", None):
        visit = Client()
        cache.clear()
        ask_code(visit, "joost@voorbeeld.nl")
        visit.post(CODE, {"code": code_in_mail()})
        response = visit.post("/aanmelden/tweede-slot/", {"code": code})
        assert (response.headers.get("Location")) == answer


@pytest.mark.django_db
def test_setting_up_an_app_and_opening_it_gives_the_second_factor(client: Client) -> None:
    ask_code(client, "joost@voorbeeld.nl")
    client.post(CODE, {"code": code_in_mail()})
    page = client.get("/mijn/tweede-slot/app/").content.decode()
    secret = re.search(r'stoep-big-number">([A-Z2-7]+)<', page)
    assert secret
    response = client.post("/mijn/tweede-slot/app/", {"code": code_of_app(secret[1])})
    assert response["Location"] == "/mijn/tweede-slot/noodcodes/"
    assert not lock_is_open(client)
    assert "Nu openen" in client.get("/mijn/tweede-slot/").content.decode()
    asked = client.get("/mijn/tweede-slot/noodcodes/")["Location"]
    assert asked.startswith("/mijn/tweede-slot/bevestigen/")
    opened = client.post(asked, {"code": code_of_app(secret[1]), "next": "/mijn/tweede-slot/noodcodes/"})
    assert opened["Location"] == "/mijn/tweede-slot/noodcodes/"
    assert len(re.findall(r"<code>", client.get("/mijn/tweede-slot/noodcodes/").content.decode())) == 10
    assert "<code>" not in client.get("/mijn/tweede-slot/noodcodes/").content.decode()
    assert lock_is_open(client)


@pytest.mark.django_db
def test_every_page_of_signing_in_obeys_the_policy_without_inline_script(client: Client) -> None:
    person = a_person()
    assert person.account
    a_totp(person.account)
    sign_in(client, person)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "mfa", "at": time.time(), "type": "totp", "reauthenticated": True}
    ]
    session.save()
    visitor = Client()
    ask_code(visitor, "x@voorbeeld.nl")
    pages = [(visitor, CODE), (visitor, SIGN_IN)]
    pages += [(client, reverse(name)) for name in (
        "account_logout", "mfa_index", "mfa_add_webauthn", "mfa_deactivate_totp", "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes", "mfa_reauthenticate",
        "people:me", "people:data", "people:end",
    )]  # fmt: skip
    for browser, address in pages:
        response = browser.get(address)
        assert response.status_code == 200, address
        text = response.content.decode()
        assert "unsafe" not in response["Content-Security-Policy"]
        for script in re.findall(r"<script([^>]*)>", text):
            assert "src=" in script or 'type="application/json"' in script, (address, script)
        assert not re.search(r"\son[a-z]+=|\sstyle=", text), address
        assert 'type="password"' not in text
        assert "no-store" in response["Cache-Control"] or "no-cache" in response["Cache-Control"], address


def test_there_are_no_pages_for_passwords_signing_up_or_social_accounts() -> None:
    names = set(get_resolver().reverse_dict)
    assert not [name for name in names if isinstance(name, str) and re.search(r"password|signup|social|phone", name)]
    for name in ("account_signup", "account_reset_password", "account_change_password", "account_email"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


@pytest.mark.django_db
def test_i_set_my_name_and_nothing_that_the_form_does_not_name(client: Client) -> None:
    person = a_person()
    sign_in(client, person)
    waterstad.build()
    asked = {"name": "Samira", "buurt_code": "BU99010201", "year_band": "27-64", "organisation": "1", "is_active": ""}
    assert client.post("/mijn/?gemeente=GM9901", asked).status_code == 302
    person.refresh_from_db()
    assert (person.name, person.buurt_code, person.year_band, person.organisation) == (
        "Samira", "BU99010201", "27-64", None,
    )  # fmt: skip
    for wrong in ({"name": ""}, {"name": "\u200b"}, {"name": "x" * 121}, {"name": "S", "buurt_code": "1234"}):
        assert client.post("/mijn/", wrong).status_code in (200, 409)
    person.refresh_from_db()
    assert person.name == "Samira"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "where"),
    [("/wijk-beginnen/", "/wijk-beginnen/"), ("//elders.example/", "/mijn/"), ("https://elders.example/", "/mijn/")],
)
def test_whoever_was_sent_to_fill_in_a_name_goes_back_and_nowhere_else(client: Client, asked: str, where: str) -> None:
    sign_in(client, a_person())
    assert client.post(f"/mijn/?next={asked}", {"name": "Vera"})["Location"] == where


@pytest.mark.django_db
def test_my_data_holds_what_is_mine_and_nobody_elses(client: Client) -> None:
    person, other = a_person("Samira"), a_person("Bep")
    seat = a_seat(a_neighbourhood(), person=person)
    a_seat(a_neighbourhood(), person=other)
    sign_in(client, person)
    response = client.get("/mijn/gegevens/bestand/")
    assert "attachment" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    found = json.loads(response.content)
    assert found["person"]["name"] == "Samira"
    assert [row["pk"] for row in found["rows"] if row["what"] == "network.seat"] == [str(seat.pk)]
    assert "Bep" not in response.content.decode()
    assert "Samira" in client.get("/mijn/gegevens/").content.decode()
    assert Client().get("/mijn/gegevens/bestand/").status_code == 302


@pytest.mark.django_db
def test_ending_an_account_erases_the_person_and_keeps_the_act(client: Client) -> None:
    person = a_person("Samira Tesfay", email="samira@voorbeeld.nl")
    neighbourhood = a_neighbourhood()
    seat = a_seat(neighbourhood, person=person)
    record.seal(
        neighbourhood=neighbourhood, act="people.test", by=Actor(side="resident", name="Samira Tesfay"), at=NOW,
        facts={}, personal={"person": "Samira Tesfay"}, subject="seat:1",
    )  # fmt: skip
    sign_in(client, person)
    assert "Zet een vinkje" in client.post("/mijn/beeindigen/", {}).content.decode()
    assert client.post("/mijn/beeindigen/", {"sure": "on"})["Location"] == "/mijn/beeindigd/"
    assert client.get("/mijn/beeindigd/").status_code == 200
    assert client.get("/mijn/").status_code == 302
    person.refresh_from_db()
    seat.refresh_from_db()
    assert (person.name, person.account_id, seat.until_on) == (rules.NOBODY, None, None)
    assert not Opening.objects.filter(value="Samira Tesfay").exists()
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = str(cursor.fetchall()).lower()
        assert "samira" not in rows, table


@pytest.mark.django_db
def test_an_account_that_nobody_uses_is_warned_and_then_ends() -> None:
    used = a_person("Vaak", email="vaak@voorbeeld.nl").account
    idle = a_person("Nooit", email="nooit@voorbeeld.nl").account
    fresh = actions.open_account(email="vergist@voorbeeld.nl", at=NOW - timedelta(days=2))
    assert used
    assert idle
    Account.objects.filter(pk=used.pk).update(last_login=NOW - timedelta(days=30))
    Account.objects.filter(pk=idle.pk).update(last_login=NOW - timedelta(days=701))
    actions.tidy_up(today=TODAY, at=NOW)
    actions.tidy_up(today=TODAY, at=NOW + timedelta(days=1))
    assert [message.to for message in mail.outbox] == [["nooit@voorbeeld.nl"]]
    assert not Account.objects.filter(pk=fresh.pk).exists()
    actions.tidy_up(today=TODAY, at=NOW + timedelta(days=31))
    assert sorted(Account.objects.values_list("email", flat=True)) == ["vaak@voorbeeld.nl"]
    assert Person.objects.filter(name=rules.NOBODY).count() == 1


@pytest.mark.django_db
def test_somebody_who_came_back_after_the_warning_stays() -> None:
    account = a_person().account
    assert account
    Account.objects.filter(pk=account.pk).update(last_login=NOW - timedelta(days=701))
    actions.tidy_up(today=TODAY, at=NOW)
    Account.objects.filter(pk=account.pk).update(last_login=NOW + timedelta(days=3))
    actions.tidy_up(today=TODAY, at=NOW + timedelta(days=60))
    assert Account.objects.filter(pk=account.pk).exists()


@pytest.mark.django_db
def test_an_organisation_keeps_its_kind() -> None:
    first = actions.name_organisation(name="Gemeente Waterstad", kind="municipality")
    assert actions.name_organisation(name=" gemeente  waterstad ", kind="municipality") == first
    other = actions.name_organisation(name="Gemeente Waterstad", kind="independent")
    assert (other.pk != first.pk, first.kind, other.kind) == (True, "municipality", "independent")
