"""Being told: mail once and to nobody else, letters as one PDF, calls as a list."""

from __future__ import annotations

import io
import smtplib
import threading
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import OperationalError, connection
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from stoep.people import actions, post, queries, rules
from stoep.people.letters import letters_pdf
from stoep.people.management.commands import work
from stoep.people.models import Telling
from stoep.shared import receipts
from stoep.shared.each import each
from stoep.shared.refusal import Refused
from tests.builders import NOW, TODAY, a_neighbourhood, a_person

NASTY = '*vet* #panic("x") $x$ <a> @b \\ `c` _d_ = e'


def a_telling(channel: str = "mail", address: str = "", *, language: str = "nl", **fields: Any) -> Telling:
    addresses = {
        "mail": "samira@voorbeeld.nl",
        "phone": "0612345678 Samira",
        "letter": "S. Tesfay\nEikstraat 12\n1234 AB Waterstad",
    }
    contact = actions.keep_contact(channel=channel, address=address or addresses[channel], language=language, at=NOW)
    values: dict[str, Any] = {
        "about": "K7QM4XR",
        "subject": "Nieuws over uw inbreng",
        "body": "Lees het op /k/K7QM4XR.",
        "at": NOW,
    }
    values["neighbourhood"] = fields.pop("neighbourhood", None) or a_neighbourhood()
    telling = actions.tell(contact=contact, **values | fields)
    assert telling
    return telling


@pytest.mark.django_db
def test_a_mail_goes_once_to_one_address_with_whole_links(settings: Any) -> None:
    settings.STOEP_URL = "https://stoep.voorbeeld.nl"
    a_telling()
    assert actions.deliver(at=NOW)["sent"] == 1
    assert not actions.deliver(at=NOW + timedelta(days=9))
    (message,) = mail.outbox
    assert (message.to, message.cc, message.bcc) == (["samira@voorbeeld.nl"], [], [])
    assert "Lees het op https://stoep.voorbeeld.nl/k/K7QM4XR." in message.body
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


@pytest.mark.django_db
def test_two_who_follow_the_same_never_see_each_other() -> None:
    neighbourhood = a_neighbourhood()
    a_telling(neighbourhood=neighbourhood)
    a_telling(address="bep@voorbeeld.nl", neighbourhood=neighbourhood)
    actions.deliver(at=NOW)
    assert sorted(address for message in mail.outbox for address in message.recipients()) == [
        "bep@voorbeeld.nl",
        "samira@voorbeeld.nl",
    ]
    assert all(len(message.recipients()) == 1 for message in mail.outbox)


@pytest.mark.django_db
def test_who_was_erased_meanwhile_gets_nothing() -> None:
    telling = a_telling()
    actions.erase_contact(contact=telling.contact, at=NOW)
    assert not actions.deliver(at=NOW)
    assert not mail.outbox


@pytest.mark.django_db
def test_the_demonstration_sends_nothing(settings: Any) -> None:
    settings.DEMO = True
    telling = a_telling()
    assert actions.deliver(at=NOW)["sent"] == 1
    telling.refresh_from_db()
    assert (telling.told_at, mail.outbox) == (NOW, [])


@pytest.mark.django_db
def test_a_mail_that_fails_waits_longer_each_time_and_is_then_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_telling: Telling) -> Any:
        raise ConnectionRefusedError("samira@voorbeeld.nl cannot be reached")

    monkeypatch.setattr(post, "mail", broken)
    telling, at, waits = a_telling(), NOW, []
    for _try in rules.MAIL_WAITS:
        assert actions.deliver(at=at)["failed"] == 1
        telling.refresh_from_db()
        assert telling.next_try_at
        waits.append(telling.next_try_at - at)
        at = telling.next_try_at
    assert tuple(waits) == rules.MAIL_WAITS
    assert actions.deliver(at=at)["given-up"] == 1
    telling.refresh_from_db()
    assert telling.last_error == "ConnectionRefusedError"
    assert list(queries.stuck(telling.neighbourhood, at)) == [telling]
    monkeypatch.undo()
    actions.send_again(telling=telling, at=at)
    assert actions.deliver(at=at)["sent"] == 1
    with pytest.raises(Refused, match="al aangekomen"):
        actions.send_again(telling=telling, at=at)


@pytest.mark.django_db
def test_an_address_that_the_server_refuses_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_telling: Telling) -> Any:
        raise smtplib.SMTPRecipientsRefused({"samira@voorbeeld.nl": (550, b"samira@voorbeeld.nl unknown")})

    monkeypatch.setattr(post, "mail", refused)
    telling = a_telling()
    assert actions.deliver(at=NOW)["given-up"] == 1
    telling.refresh_from_db()
    assert "samira" not in telling.last_error


@pytest.mark.django_db
def test_a_crash_between_sending_and_marking_never_sends_twice_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    class Crash(BaseException):
        pass

    class Message:
        def send(self) -> None:
            raise Crash

    monkeypatch.setattr(post, "mail", lambda _telling: Message())
    telling = a_telling()
    with pytest.raises(Crash):
        actions.deliver(at=NOW)
    monkeypatch.undo()
    later = NOW + timedelta(days=3)
    assert not actions.deliver(at=later)
    assert list(queries.stuck(telling.neighbourhood, later)) == [telling]


@pytest.mark.django_db(transaction=True)
def test_many_deliverers_at_once_send_each_mail_once() -> None:
    neighbourhood = a_neighbourhood()
    for number in range(12):
        a_telling(address=f"iemand{number}@voorbeeld.nl", neighbourhood=neighbourhood)
    gate = threading.Barrier(4)

    def work() -> None:
        gate.wait()
        try:
            actions.deliver(at=NOW)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(mail.outbox) == 12
    assert len({message.to[0] for message in mail.outbox}) == 12


@pytest.mark.django_db
def test_letters_come_out_as_one_pdf_and_text_stays_text() -> None:
    neighbourhood = a_neighbourhood()
    number = receipts.new_number()
    a_telling("letter", neighbourhood=neighbourhood, body=NASTY, about=number)
    a_telling("letter", neighbourhood=neighbourhood, language="en", body="It is at /k/1 now.", about=number)
    made = letters_pdf(queries.letters(neighbourhood), today=TODAY)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]
    assert len(pages) == 2
    assert "".join(NASTY.split()) in "".join(pages[0].split())
    assert "1234 AB" in pages[0]
    assert "Uw nummer:" in pages[0]
    assert receipts.spoken(number) in pages[0]
    assert "1 september 2026" in pages[0]
    assert "Your number:" in pages[1]
    assert "It is at http" in pages[1]


@pytest.mark.django_db
def test_the_address_stands_in_the_window_of_the_envelope() -> None:
    a_telling("letter", neighbourhood=(neighbourhood := a_neighbourhood()))
    page = PdfReader(io.BytesIO(letters_pdf(queries.letters(neighbourhood), today=TODAY))).pages[0]
    spots: list[tuple[float, float]] = []

    def look(text: str, place: list[float], within: list[float], *_rest: Any) -> None:
        if "Tesfay" in text:
            across = within[4] * place[0] + within[5] * place[2] + place[4]
            up = within[4] * place[1] + within[5] * place[3] + place[5]
            spots.append((across, float(page.mediabox.height) - up))

    page.extract_text(visitor_text=look)
    (left, top) = spots[0]
    assert 20 <= left / 72 * 25.4 <= 40
    assert 45 <= top / 72 * 25.4 <= 60


@pytest.mark.django_db
def test_only_what_was_printed_is_marked_as_posted() -> None:
    neighbourhood, host = a_neighbourhood(), a_person()
    first = a_telling("letter", neighbourhood=neighbourhood)
    later = a_telling("letter", neighbourhood=neighbourhood)
    elsewhere = a_telling("letter")
    assert actions.mark_posted(neighbourhood=neighbourhood, up_to=first.pk, by=host, at=NOW) == 1
    assert list(queries.letters(neighbourhood)) == [later]
    assert list(queries.letters(elsewhere.neighbourhood)) == [elsewhere]
    assert actions.mark_posted(neighbourhood=neighbourhood, up_to=first.pk, by=host, at=NOW) == 0


@pytest.mark.django_db
def test_who_was_not_reached_is_called_again_later() -> None:
    neighbourhood, host = a_neighbourhood(), a_person()
    telling = a_telling("phone", neighbourhood=neighbourhood)
    assert queries.address_of(telling.contact) == "0612345678\nSamira"
    actions.mark_called(telling=telling, reached=False, by=host, at=NOW)
    assert not queries.calls(neighbourhood, NOW)
    tomorrow = NOW + timedelta(days=1)
    assert list(queries.calls(neighbourhood, tomorrow)) == [telling]
    actions.mark_called(telling=telling, reached=True, by=host, at=tomorrow)
    assert not queries.calls(neighbourhood, tomorrow + timedelta(days=9))
    with pytest.raises(Refused, match="al afgevinkt"):
        actions.mark_called(telling=telling, reached=True, by=host, at=tomorrow)


@pytest.mark.django_db
def test_the_command_delivers_and_does_the_duties_of_the_day(settings: Any, capsys: Any) -> None:
    settings.STOEP_DAILY_DUTIES = ["stoep.people.actions.tidy_up"]
    telling = a_telling()
    Telling.objects.filter(pk=telling.pk).update(told_at=NOW - timedelta(days=4000), next_try_at=None)
    a_telling()
    call_command("work", once=True)
    assert len(mail.outbox) == 1
    assert not Telling.objects.filter(pk=telling.pk).exists()
    call_command("deliver")
    assert "0 sent" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_duty_that_fails_does_not_stop_the_others(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.STOEP_DAILY_DUTIES = ["stoep.people.actions.knock", "stoep.people.actions.tidy_up"]
    done: list[str] = []
    monkeypatch.setattr(actions, "tidy_up", lambda today, at: done.append(f"{today} {at}"))
    call_command("work", once=True)
    assert len(done) == 1


@pytest.mark.django_db
def test_a_duty_that_met_a_busy_database_is_done_in_the_next_round(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.STOEP_DAILY_DUTIES = ["stoep.people.actions.tidy_up"]
    answers: list[Any] = [OperationalError("database is locked"), 0]

    def busy_once(today: date, at: datetime) -> int:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return int(answer)

    monkeypatch.setattr(actions, "tidy_up", busy_once)
    clock, today = work.Command(), NOW.date()
    done_on = clock.round(None, at=NOW, today=today)
    assert done_on is None
    assert clock.round(done_on, at=NOW, today=today) == today
    assert clock.round(today, at=NOW, today=today) == today
    assert answers == []


@given(tries=st.integers(min_value=1, max_value=50))
def test_a_wait_is_never_shorter_than_the_one_before_and_ends(tries: int) -> None:
    now, then = rules.next_mail_try(tries, NOW), rules.next_mail_try(tries + 1, NOW)
    assert then is None or (now is not None and then >= now)


@pytest.mark.parametrize(
    ("body", "sent"),
    [
        ("/wijk/x", "U/wijk/x"),
        ("Zie /k/A en (/k/B).", "Zie U/k/A en (U/k/B)."),
        ("en/of 1/2 km/u https://a.nl/b // x / y", "en/of 1/2 km/u https://a.nl/b // x / y"),
    ],
)
def test_only_paths_get_the_address_in_front(settings: Any, body: str, sent: str) -> None:
    settings.STOEP_URL = "U"
    assert post.with_address(body) == sent


@pytest.mark.django_db
def test_a_duty_that_failed_for_one_is_done_for_the_others_and_tried_again_today(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not next day: who was promised something would hear a day late that it is late."""
    done: list[str] = []
    broken = {"b"}

    def duty(at: datetime) -> int:
        def one(name: str) -> bool:
            if name in broken:
                raise ValueError("this one only")
            done.append(name)
            return True

        return each([name for name in "abc" if name not in done], one)

    settings.STOEP_DAILY_DUTIES = ["stoep.people.actions.tidy_up"]
    monkeypatch.setattr(actions, "tidy_up", duty)
    today, clock = TODAY, work.Command()
    assert clock.round(None, at=NOW, today=today) is None
    assert done == ["a", "c"]
    broken.clear()
    assert clock.round(None, at=NOW + timedelta(seconds=15), today=today) is None  # not each round
    assert clock.round(None, at=NOW + timedelta(minutes=10), today=today) == today
    assert done == ["a", "c", "b"]
