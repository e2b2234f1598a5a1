"""Erasure is physical, a form posted by two hands at once counts once, and two hosts may join at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections

from stoep.record.models import Opening
from stoep.voices import actions as voices
from stoep.voices import queries
from stoep.voices.models import Joining, Photo, Tally, Voice
from stoep.voices.tests.ground import a_photo
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing, a_voice

pytestmark = pytest.mark.django_db(transaction=True)

PLANTED = ("zonnebloemhaven", "kwartelslagdreef", "Roodkoperdam")


def files_of_the_database() -> list[Path]:
    name = Path(str(connection.settings_dict["NAME"]))
    return [path for path in (name, Path(f"{name}-wal"), Path(f"{name}-journal")) if path.exists()]


def planted_in(paths: list[Path]) -> list[str]:
    """The planted words, by their last letters: an index may share the first ones with a neighbouring word."""
    found = []
    for path in paths:
        data = path.read_bytes().lower()
        found += [f"{word} in {path.name}" for word in PLANTED if word.lower()[-7:].encode() in data]
    return found


def test_wiped_words_are_nowhere_any_more(settings: Any) -> None:
    here = a_neighbourhood()
    kept = a_voice(here, words="Een bankje dat blijft staan.")
    picture = SimpleUploadedFile("a.jpg", a_photo((60, 60)), "image/jpeg")
    wiped = a_voice(
        here,
        kind="concern",
        words=f"Mijn buurman op de {PLANTED[1]} heeft een {PLANTED[0]}. " * 40,
        already=f"Wij helpen in de {PLANTED[0]}.",
        called=PLANTED[2],
        photo=(picture.file, "Een foto"),
    )
    for count in range(60):
        a_voice(here, words=f"Nog een bankje bij nummer {count}, en een zonnescherm en een kwartet.")
    sqlite = connection.vendor == "sqlite"
    if sqlite:
        assert planted_in(files_of_the_database()), "the words must be there first, or this test says nothing"
    stored = Path(settings.MEDIA_ROOT) / str(Photo.objects.get().image.name)
    assert stored.exists()

    voices.erase_words(voice=wiped.voice, secret=wiped.secret, at=NOW)

    assert not stored.exists()
    assert not Photo.objects.exists()
    row = Voice.objects.get(pk=wiped.voice.pk)
    assert (row.words, row.already, row.called) == ("", "", "")
    assert not Opening.objects.filter(entry__subject=f"voice:{wiped.number}", field__in=("words", "called")).exists()
    host = a_standing(here)
    assert queries.found(here, host, PLANTED[0]) == []
    assert queries.similar(f"{PLANTED[0]} {PLANTED[1]}", here) == []
    assert queries.found(here, host, "blijft") == [kept.voice]
    if sqlite:
        assert planted_in(files_of_the_database()) == []
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO voices_search(voices_search) VALUES ('integrity-check')")
    voices.erase_words(voice=wiped.voice, secret=wiped.secret, at=NOW)  # twice is once


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do these acts from as many connections, started together; what each gave or raised."""
    gate = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        gate.wait()
        try:
            results[place] = act()
        except Exception as raised:
            results[place] = raised
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_one_form_posted_by_eight_connections_at_once_is_one_voice_with_one_receipt() -> None:
    here = a_neighbourhood()
    key = "7b0a2a2e-63f2-4f43-9d18-28e5b40f6e1c"
    given = at_once(*[lambda: a_voice(here, posted_key=key, contact=("mail", "sam@voorbeeld.nl"))] * 8)
    assert {(receipt.number, receipt.secret) for receipt in given} == {(given[0].number, given[0].secret)}
    assert Voice.objects.count() == 1
    assert Voice.objects.get().followings.count() == 1
    assert Tally.objects.get(day=TODAY).received == 1


def test_without_the_key_the_race_would_store_it_more_than_once() -> None:
    here = a_neighbourhood()
    at_once(*[lambda: a_voice(here)] * 4)
    assert Voice.objects.count() == 4


def test_two_hosts_joining_at_once_leave_one_joining() -> None:
    here = a_neighbourhood()
    one, two = a_voice(here).voice, a_voice(here).voice
    host = a_standing(here)
    results = at_once(
        lambda: voices.join(voice=one, into=two, why="Zelfde.", by=host, at=NOW),
        lambda: voices.join(voice=two, into=one, why="Zelfde.", by=host, at=NOW),
    )
    assert Joining.objects.filter(split_at__isnull=True).count() == 1
    assert sum(isinstance(result, Joining) for result in results) == 1


def test_a_picture_leaves_no_file_when_the_post_fails(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from stoep.record import actions as record

    def fail(**fields: Any) -> None:
        raise RuntimeError("the power went off")

    monkeypatch.setattr(record, "seal", fail)
    with pytest.raises(RuntimeError):
        a_voice(a_neighbourhood(), photo=(SimpleUploadedFile("a.jpg", a_photo((60, 60))).file, "Iets"))
    assert not list(Path(settings.MEDIA_ROOT).rglob("*.jpg"))
    assert not Voice.objects.exists()
    assert not Tally.objects.exists()
