"""The disk runs full: what was acknowledged stays, reading goes on, writing says so and keeps what was typed.

Figure 8. The data folder is a small disk of its own in memory, which only root can make.
"""

from __future__ import annotations

import io
import os
import subprocess
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from PIL import Image

from tests.long.server import SAY, SLUG, TOKEN, Server, is_whole, rows

pytestmark = [pytest.mark.long, pytest.mark.once]
MEGABYTES = 24
RECOVERY = 10.0  # seconds after room was made


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can make a small disk in memory")
    argv = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "none", str(place)]
    made = subprocess.run(argv, capture_output=True, text=True, check=False)
    if made.returncode != 0:
        pytest.skip(f"no small disk can be made here: {made.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def filled(small_disk: Path) -> Iterator[Server]:
    server = Server(small_disk / "data")
    server.log = small_disk.parent / "server.log"
    server.prepare()
    try:
        server.start()
        yield server
    finally:
        server.stop()


def a_picture() -> bytes:
    """A photo that stays some hundred kilobytes, however it is pressed."""
    out = io.BytesIO()
    Image.effect_noise((900, 700), 90).convert("RGB").save(out, "JPEG", quality=90)
    return out.getvalue()


def _say_until_full(server: Server, given: dict[str, str]) -> str:
    """Say long things until the disk is full; the words that did not fit."""
    for place in range(2000):
        words = f"Verhaal {place}: " + "een lange zin over het plein. " * 300
        answer = server.say(words, uuid.uuid4(), place)
        if answer.number:
            given[answer.number] = words
            continue
        assert answer.status == 503, answer.body[:500]
        assert answer.headers["retry-after"]
        assert f"Verhaal {place}: een lange zin over het plein." in answer.body, "what was typed must be on the page"
        return words
    raise AssertionError("the disk never ran full")


def test_a_full_disk_loses_nothing_and_recovers_when_there_is_room(filled: Server, small_disk: Path) -> None:
    given: dict[str, str] = {}
    for place in range(3):
        given[filled.say(f"Eerst {place}.", uuid.uuid4(), 5000 + place).number] = f"Eerst {place}."
    ballast = small_disk / "ballast"
    free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
    ballast.write_bytes(b"\0" * max(0, free - 3_000_000))
    refused = _say_until_full(filled, given)
    assert len(given) > 3
    # Reading goes on, also of what was said just before.
    for number in list(given)[-3:]:
        assert filled.ask("GET", f"/nr/{number}/").status == 200
    assert filled.ask("GET", f"/wijk/{SLUG}/inbreng/").status == 200
    assert filled.ask("GET", f"/wijk/{SLUG}/logboek/").status == 200
    for place in range(10):
        assert filled.say(refused, uuid.uuid4(), 6000 + place).status == 503

    ballast.unlink()
    freed_at = time.monotonic()
    while not (answer := filled.say(refused, uuid.uuid4(), 7000)).number:
        assert time.monotonic() - freed_at < RECOVERY, f"still {answer.status} after there was room again"
        time.sleep(0.2)
    given[answer.number] = refused

    stored = dict(rows(filled, "SELECT number, words FROM voices_voice"))
    assert stored == {number: words.strip() for number, words in given.items()}
    assert rows(filled, "SELECT sum(received) FROM voices_tally") == [(len(given),)]
    assert is_whole(filled)
    filled.verify()


def test_a_photo_that_finds_no_room_is_refused_whole(filled: Server, small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
    ballast.write_bytes(b"\0" * max(0, free - 1_500_000))
    typed = {"kind": "idea", "words": "Kijk eens naar dit plein.", "audience": "everyone", "tell_by": "none"}
    statuses = []
    with httpx.Client(base_url=f"http://127.0.0.1:{filled.port}", cookies={"csrftoken": TOKEN}, timeout=60) as client:
        for place in range(40):
            said = client.post(
                SAY,
                data=typed | {"csrfmiddlewaretoken": TOKEN, "described": "Een plein", "posted_key": str(uuid.uuid4())},
                files={"photo": ("plein.jpg", a_picture(), "image/jpeg")},
                headers={"X-Forwarded-For": f"10.99.{place}.7"},
            )
            statuses.append(said.status_code)
            if said.status_code != 302:
                assert "Kijk eens naar dit plein." in said.text
            if statuses[-3:] == [503] * 3:
                break
            # Each round takes a bite of what is left, so that at some round the picture is what does not fit.
            left = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
            with ballast.open("ab") as more:
                more.write(b"\0" * min(40_000, left // 4))
    assert set(statuses) <= {302, 503}
    assert statuses[-3:] == [503] * 3
    received = statuses.count(302)
    ballast.unlink()
    assert rows(filled, "SELECT count(*) FROM voices_voice") == [(received,)]
    assert rows(filled, "SELECT count(*) FROM voices_photo") == [(received,)]
    pictures = list((filled.data / "media").rglob("*.jpg"))
    assert len(pictures) == received, "a picture without its words stayed behind, or the other way round"
    assert all(picture.stat().st_size > 0 for picture in pictures)
