"""When a checkpoint is due, when an entry counts as sealed, and which names the log takes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoep.core.sealing.canonical import Unsealable
from stoep.record import rules

NOW = datetime(2026, 9, 1, 10, 0, 0, 5, tzinfo=UTC)
moments = st.integers(-(10**15), 10**16).map(lambda micro: NOW + timedelta(microseconds=micro))


@given(moments, moments)
def test_written_moments_sort_as_time_and_come_back(one: datetime, other: datetime) -> None:
    assert (rules.timestamp(one) < rules.timestamp(other)) == (one < other)
    assert rules.moment(rules.timestamp(one)) == one


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-29",
        "2026-11-29T12:00:00Z",
        "2026-11-29T12:00:00.123456+00:00",
        "2026-11-29 12:00:00.123456Z",
        "2026-11-29T12:00:00.123456Z\n",
        "2026-13-29T12:00:00.123456Z",
        "2026-W48-7T12:00:00.123456Z",
    ],
)
def test_a_moment_in_another_form_is_none(written: str) -> None:
    with pytest.raises(ValueError, match=r"moment|month"):
        rules.moment(written)


def test_a_moment_is_written_in_utc() -> None:
    summer = NOW.astimezone(timezone(timedelta(hours=2)))
    assert rules.timestamp(summer) == "2026-09-01T10:00:00.000005Z"


@given(moments, moments)
def test_an_entry_is_never_sealed_before_the_one_above_it(at: datetime, last: datetime) -> None:
    assert rules.sealed_moment(at=at, last_at=last) >= last
    assert rules.sealed_moment(at=at, last_at=None) == at


@pytest.mark.parametrize(
    ("size", "last_size", "minutes", "due"),
    [
        (0, None, 0, False),
        (1, None, 0, True),
        (2, 1, 59, False),
        (2, 1, 60, True),
        (1, 1, 600, False),
        (256, 1, 0, False),
        (257, 1, 0, True),
    ],
)
def test_a_checkpoint_is_due_at_the_first_entry_after_256_and_after_an_hour(
    size: int, last_size: int | None, minutes: int, due: bool
) -> None:
    last_at = None if last_size is None else NOW
    at = NOW + timedelta(minutes=minutes)
    assert rules.checkpoint_due(size=size, last_size=last_size, last_at=last_at, at=at) is due


@pytest.mark.parametrize("act", ["", "post", "Voices.post", "voices.post.it", "voices.post\n", "voices.pöst"])
def test_an_act_has_the_name_of_a_room_and_a_verb(act: str) -> None:
    rules.check_names("voices.post", "voice:K7QM4XR", ["text"])
    with pytest.raises(Unsealable, match="act"):
        rules.check_names(act, "", [])


@pytest.mark.parametrize("subject", ["voice", "voice:", "voice:<b>", "Voice:K7", "voice:" + "x" * 65])
def test_a_subject_names_a_kind_and_a_number(subject: str) -> None:
    with pytest.raises(Unsealable, match="subject"):
        rules.check_names("voices.post", subject, [])


@pytest.mark.parametrize("fields", [["Text"], ["a b"], [f"f{number}" for number in range(21)]])
def test_personal_fields_have_short_plain_names(fields: list[str]) -> None:
    with pytest.raises(Unsealable, match="field"):
        rules.check_names("voices.post", "", fields)
