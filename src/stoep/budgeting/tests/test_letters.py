"""Letters ready to print: made batch by batch, handed over once, and gone; also when making or printing broke off."""

from __future__ import annotations

import csv
import io
import os
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from stoep.budgeting import actions as budgeting
from stoep.budgeting import lists, papers, queries
from stoep.budgeting.actions import making
from stoep.budgeting.models import Letter, LetterOrder, Round
from stoep.budgeting.views import ready
from stoep.core.ballots import codes
from stoep.people import sealing
from stoep.record.models import Entry
from stoep.shared import beside
from stoep.shared.refusal import Refused
from tests.builders import NOW, sign_in
from tests.rooms.rounds import a_round
from tests.rooms.voting import VOTING, counters, read, with_ballot

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "AT_ONCE", 2)


@pytest.fixture
def open_round(here: Any, bep: Any, ilse: Any) -> Round:
    return with_ballot(a_round(here, bep, ilse, counters=counters()))


def ordered(round: Round, by: Any, many: int = 3) -> LetterOrder:
    per_part = {1: many, 2: many}
    return budgeting.order_letters(round=round, many=per_part, by=by, at=NOW, with_letters=True)


def lying() -> list[Path]:
    from django.conf import settings

    return sorted((Path(settings.DATA) / "prints").glob("*"))


def fetched(order: LetterOrder, by: Any) -> dict[str, bytes]:
    handed = budgeting.fetch_list(order=order, by=by, at=NOW)
    with zipfile.ZipFile(io.BytesIO(b"".join(handed))) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def listed(files: dict[str, bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files["codes.csv"].decode())))


def refused(why: str, act: Any, /, **given: Any) -> None:
    with pytest.raises(Refused) as caught:
        act(**given)
    assert caught.value.code == why


def killed(monkeypatch: pytest.MonkeyPatch, at: int) -> Any:
    """As if the process is killed while it prints its nth batch: nothing of ours tidies up behind it."""
    real, batch = papers.letters, iter(range(1, 99))

    def printed(*args: Any, **kwargs: Any) -> bytes:
        if next(batch) == at:
            raise SystemExit
        return real(*args, **kwargs)

    broken = pytest.MonkeyPatch()
    broken.setattr(papers, "letters", printed)
    broken.setattr(making._Run, "give_up", lambda _self: None)
    return broken


def test_each_letter_lies_ready_in_files_of_one_part_with_its_numbers(open_round: Round, bep: Any, ilse: Any) -> None:
    read(open_round.neighbourhood, bep, "nl", "pl", letter_title="{amount} – oto nasze!")
    order = budgeting.make_letters(order=ordered(open_round, ilse), at=NOW)
    assert (order.done, order.made_at, order.percentage) == (6, NOW, 100)
    files = fetched(order, ilse)
    assert sorted(files) == [
        "brieven-deel-1-nummer-00001-00002.pdf", "brieven-deel-1-nummer-00003-00003.pdf",
        "brieven-deel-2-nummer-00004-00005.pdf", "brieven-deel-2-nummer-00006-00006.pdf", "codes.csv",
    ]  # fmt: skip
    rows = listed(files)
    pages = {name: [page.extract_text().replace("\xa0", " ") for page in PdfReader(io.BytesIO(made)).pages]
             for name, made in files.items() if name != "codes.csv"}  # fmt: skip
    assert [len(each) for each in pages.values()] == [4, 2, 4, 2]
    for row in rows:
        found = [(name, at) for name, each in pages.items() for at, text in enumerate(each) if row["code"] in text]
        assert len(found) == 2 and found[0][0] == found[1][0] and f"deel-{row['deel']}-" in found[0][0]
        front, behind = (pages[name][at] for name, at in found)
        assert f"{int(row['nummer']):05}" in front and ("60.000" if row["deel"] == "1" else "40.000") in front
        assert "oto nasze" in behind and "bölüş" not in front + behind and "020 555 01 23" in front
    assert lying() == [] and LetterOrder.objects.get().file == ""
    refused("fetched", budgeting.fetch_list, order=order, by=ilse, at=NOW)


def test_nothing_of_it_lies_open_and_no_code_is_in_the_log_or_the_database(open_round: Round, ilse: Any) -> None:
    order = budgeting.make_letters(order=ordered(open_round, ilse), at=NOW)
    (folder,) = lying()
    kept = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert all(oct((folder / name).stat().st_mode)[-3:] == "600" for name in kept) and len(kept) == 5
    assert not any(b"%PDF" in content or b"brief" in content for content in kept.values())
    rows = listed(fetched(order, ilse))
    everything = repr(list(Letter.objects.values())) + repr(list(Entry.objects.values()))
    everything += repr(list(LetterOrder.objects.values()))
    for row in rows:
        code = codes.read(row["code"]) or ""
        assert code and code[4:] not in everything and row["code"] not in everything


def test_a_process_that_is_killed_between_two_batches_keeps_nothing_and_it_is_made_anew(
    open_round: Round, ilse: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = ordered(open_round, ilse)
    broken = killed(monkeypatch, at=3)
    with pytest.raises(SystemExit):
        budgeting.make_letters(order=order, at=NOW)
    broken.undo()
    order.refresh_from_db()
    assert (order.made_at, order.file, order.done) == (None, "", 3) and not Letter.objects.exists()
    (left,) = lying()
    refused("not-made", budgeting.fetch_list, order=order, by=ilse, at=NOW)
    refused("busy", budgeting.make_letters, order=order, at=NOW + MINUTE)
    made = budgeting.make_letters(order=order, at=NOW + 4 * MINUTE)
    assert Letter.objects.count() == 6 and [path.name for path in lying()] == [made.file] and made.file != left.name
    assert len(listed(fetched(made, ilse))) == 6


def test_what_a_killed_process_left_goes_after_a_day_or_when_the_letters_are_void(
    open_round: Round, ilse: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = ordered(open_round, ilse)
    for _time in range(2):
        broken = killed(monkeypatch, at=2)
        with pytest.raises(SystemExit):
            budgeting.make_letters(order=order, at=NOW + _time * 5 * MINUTE)
        broken.undo()
    (left,) = lying()
    os.utime(left, (NOW.timestamp(), NOW.timestamp()))
    budgeting.forget_lists(today=NOW.date(), at=NOW + timedelta(hours=23))
    assert lying() == [left]
    budgeting.forget_lists(today=NOW.date(), at=NOW + timedelta(hours=25))
    assert lying() == []
    broken = killed(monkeypatch, at=2)
    with pytest.raises(SystemExit):
        budgeting.make_letters(order=order, at=NOW + timedelta(days=2))
    broken.undo()
    budgeting.void_letters(order=order, by=ilse, at=NOW + timedelta(days=2))
    assert lying() == []


def test_an_error_leaves_nothing_and_whoever_tries_again_need_not_wait(
    open_round: Round, ilse: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = ordered(open_round, ilse)
    with monkeypatch.context() as broken:
        broken.setattr(papers, "letters", lambda *_a, **_k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            budgeting.make_letters(order=order, at=NOW)
    assert lying() == [] and not Letter.objects.exists()
    budgeting.make_letters(order=order, at=NOW)
    assert Letter.objects.count() == 6


@pytest.mark.parametrize("what", ["void", "taken over"])
def test_a_slow_process_stops_when_the_order_is_void_or_another_one_took_over(
    open_round: Round, ilse: Any, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    order, real = ordered(open_round, ilse), papers.letters

    def meanwhile(*args: Any, **kwargs: Any) -> bytes:
        monkeypatch.setattr(papers, "letters", real)
        if what == "void":
            budgeting.void_letters(order=order, by=ilse, at=NOW)
        else:
            budgeting.make_letters(order=order, at=NOW + 4 * MINUTE)
        return real(*args, **kwargs)

    monkeypatch.setattr(papers, "letters", meanwhile)
    refused("made", budgeting.make_letters, order=order, at=NOW)
    found = LetterOrder.objects.get()
    assert [path.name for path in lying()] == [found.file] * (what != "void")
    assert Letter.objects.count() == (0 if what == "void" else 6)


def test_a_download_that_broke_off_leaves_nothing_behind(open_round: Round, ilse: Any) -> None:
    order = budgeting.make_letters(order=ordered(open_round, ilse), at=NOW)
    handed = budgeting.fetch_list(order=order, by=ilse, at=NOW)
    left: Iterator[bytes] = iter(handed)
    next(left)
    (folder,) = lying()
    assert len(list(folder.iterdir())) == 4, "what has left is gone already"
    handed.close()
    assert lying() == []
    refused("fetched", budgeting.fetch_list, order=order, by=ilse, at=NOW)


def test_a_printer_that_stops_goes_on_at_a_number_or_all_is_void_and_made_anew(
    open_round: Round, here: Any, bep: Any, ilse: Any
) -> None:
    first = fetched(budgeting.make_letters(order=ordered(open_round, ilse), at=NOW), ilse)
    goes_on = [name for name in first if "nummer-00004-" in name]
    assert len(goes_on) == 1
    old = codes.read(listed(first)[0]["code"]) or ""
    budgeting.void_letters(order=LetterOrder.objects.get(), by=ilse, at=NOW)
    anew = fetched(budgeting.make_letters(order=ordered(open_round, ilse), at=NOW), ilse)
    words = budgeting.make_count_key(round=open_round, by=bep, at=NOW)
    for counter, sheet in zip(open_round.counters.order_by("order"), words, strict=True):
        budgeting.confirm_sheet(counter=counter, words=sheet, by=ilse, at=NOW)
    refused("wrong_code", budgeting.cast, round=open_round, typed=old, points={1: 1}, at=VOTING)
    new = codes.read(listed(anew)[0]["code"]) or ""
    assert budgeting.cast(round=open_round, typed=new, points={1: 1}, at=VOTING) == ""


def test_the_page_orders_shows_how_far_it_is_and_hands_over_once(
    client: Client, open_round: Round, here: Any, ilse: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    now: list[datetime] = [NOW]
    monkeypatch.setattr("django.utils.timezone.now", lambda: now[0])
    monkeypatch.setattr(ready, "PRINTED_AT_ONCE", 3)
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(beside, "start", lambda *given: started.append(given))
    at = {name: reverse(f"budgeting:{name}", args=[here.slug, open_round.number])
          for name in ("ready", "letters", "letters_going", "letters_again", "fetch_list")}  # fmt: skip
    sign_in(client, ilse.person)
    assert "De brieven komen in: Nederlands." in client.get(at["letters"]).content.decode()
    client.post(at["letters"], {"part_1": "3", "part_2": "3", "with_letters": "yes", "key": "k" * 20})
    order = LetterOrder.objects.get()
    assert started == [("make_letters", str(order.pk))] and order.with_letters
    LetterOrder.objects.update(moved_at=NOW, done=2)
    bar = client.get(at["letters_going"], headers={"HX-Request": "true"}).content.decode()
    assert "2 van de 6" in bar and 'value="33"' in bar and "hx-get" in bar and "<html" not in bar
    assert "<html" in (page := client.get(at["letters_going"]).content.decode()) and "2 van de 6" in page
    page = client.get(at["ready"]).content.decode()
    assert "2 van de 6" in page and "Kijk opnieuw" in page and "Begin opnieuw" not in page
    now[0] = NOW + 4 * MINUTE
    assert "Begin opnieuw" in client.get(at["ready"]).content.decode()
    assert "Begin opnieuw" not in Client().get(at["ready"]).content.decode()
    monkeypatch.setattr(ready, "PRINTED_AT_ONCE", 6)
    client.post(at["letters_again"])
    assert "Haal de brieven op" in client.get(at["ready"]).content.decode()
    answer = client.post(at["fetch_list"])
    assert answer["Content-Type"] == "application/zip" and "no-store" in answer["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as packed:  # type: ignore[attr-defined]
        assert len(packed.namelist()) == 5
    assert lying() == []
    assert client.post(at["fetch_list"]).status_code == 302


def test_another_key_than_the_one_that_locked_it_hands_over_nothing(
    open_round: Round, ilse: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = budgeting.make_letters(order=ordered(open_round, ilse), at=NOW)
    monkeypatch.setattr(sealing, "unseal_bytes", lambda _sealed: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        b"".join(budgeting.fetch_list(order=order, by=ilse, at=NOW))
    assert lying() == []
    assert queries.read_languages(open_round) == ["nl"] and lists.pieces("") == []
