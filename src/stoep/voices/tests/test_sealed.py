"""What was changed behind our back shows: the rows of voices are laid beside the sealed log."""

from __future__ import annotations

from typing import Any

import pytest

from stoep.record.inspection import Finding, inspect
from stoep.record.models import Log
from stoep.voices import actions as voices
from stoep.voices.models import Answer, Joining, Voice
from tests.builders import NOW, a_neighbourhood, a_standing, a_voice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _only_voices(settings: Any) -> None:
    settings.STOEP_MIRRORS = ["stoep.voices.sealed.shown"]
    settings.STOEP_SEALED_ROWS = []


def a_lived_neighbourhood() -> Any:
    """Every act of the room was done here at least once."""
    here = a_neighbourhood()
    host = a_standing(here)
    one, two, three = (
        a_voice(here, kind="concern", words=f"Het is donker bij nummer {count}.", called="Sam") for count in range(3)
    )
    voices.add_already(voice=one.voice, secret=one.secret, already="De buurtvaders lopen er.", at=NOW)
    voices.show(voice=one.voice, by=host, at=NOW)
    voices.hold_back(voice=two.voice, why="Een naam.", by=host, at=NOW)
    joining = voices.join(voice=two.voice, into=one.voice, why="Zelfde.", by=host, at=NOW)
    voices.answer(voice=one.voice, kind="answered", words="Het licht komt.", by=host, at=NOW)
    given = voices.answer(voice=one.voice, kind="progress", words="Bijna.", by=host, at=NOW)
    voices.revoke(answer=given, why="Te vroeg.", by=host, at=NOW)
    voices.split(joining=joining, why="Toch niet.", by=host, at=NOW)
    voices.join(voice=two.voice, into=one.voice, why="Toch wel.", by=host, at=NOW)
    voices.withdraw(voice=one.voice, secret=one.secret, at=NOW)
    voices.show_again(voice=one.voice, secret=one.secret, at=NOW)
    voices.erase_words(voice=three.voice, secret=three.secret, at=NOW)
    return one.voice, two.voice


def findings() -> list[Finding]:
    return list(inspect(Log.objects.get()))


def test_what_the_room_itself_did_agrees_with_the_log() -> None:
    a_lived_neighbourhood()
    assert findings() == []


@pytest.mark.parametrize(
    "change",
    [
        lambda one, two: Voice.objects.filter(pk=one.pk).update(words="Alles is goed."),
        lambda one, two: Voice.objects.filter(pk=one.pk).update(called="De wethouder"),
        lambda one, two: Voice.objects.filter(pk=one.pk).update(already=""),
        lambda one, two: Voice.objects.filter(pk=one.pk).update(words=""),
        lambda one, two: Voice.objects.filter(pk=one.pk).update(due_on="2030-01-01"),
        lambda one, two: Voice.objects.filter(pk=one.pk).update(kind="strength"),
        lambda one, two: Voice.objects.filter(pk=one.pk).update(checked_at=None),
        lambda one, two: Voice.objects.filter(pk=two.pk).update(held_back_why=""),
        lambda one, two: Voice.objects.filter(pk=two.pk).update(audience="network"),
        lambda one, two: Answer.objects.filter(voice=one, revoked_at__isnull=True).update(revoked_at=NOW),
        lambda one, two: Answer.objects.filter(voice=one).update(words="Het licht komt niet."),
        lambda one, two: Joining.objects.all().delete(),
    ],
    ids=[
        "words",
        "name",
        "already",
        "emptied",
        "day",
        "kind",
        "hidden",
        "opened",
        "audience",
        "answer",
        "answers-words",
        "joining",
    ],
)
def test_a_row_changed_behind_our_back_is_found(change: Any) -> None:
    one, two = a_lived_neighbourhood()
    change(one, two)
    assert findings()
