"""A key file is made once, for its owner alone, and never anew beside what the old key opens."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.core.exceptions import ImproperlyConfigured

from stoep.shared import key_file


def test_a_key_is_made_at_first_use_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "roll.key"
    first = key_file.read(path, fresh=key_file.fresh_hex)
    assert key_file.read(path, fresh=key_file.fresh_hex) == first
    assert [len(key) for key in key_file.of_hex([first], of="the roll")] == [32]
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [each.name for each in path.parent.iterdir()] == ["roll.key"]


def test_who_comes_at_the_same_moment_gets_the_same_key(tmp_path: Path) -> None:
    path, together = tmp_path / "keys" / "roll.key", Barrier(8)

    def fresh() -> str:
        together.wait()  # all of them saw no file
        return key_file.fresh_hex()

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _number: key_file.read(path, fresh=fresh), range(8)))
    assert len(set(found)) == 1
    assert [each.name for each in path.parent.iterdir()] == ["roll.key"]


def test_a_key_that_is_gone_is_asked_for_when_something_was_made_with_it(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "roll.key"
    with pytest.raises(ImproperlyConfigured, match=r"The key of the roll is not at .*backup"):
        key_file.read(path, fresh=key_file.fresh_hex, of="the roll", used=lambda: True)
    assert not path.exists()
    assert key_file.read(path, fresh=key_file.fresh_hex, of="the roll", used=lambda: False)


@pytest.mark.parametrize("written", [[], [""], ["kort"], ["ab" * 31], ["cd" * 32, "ab"]])
def test_a_key_that_is_no_key_is_refused(written: list[str]) -> None:
    with pytest.raises(ImproperlyConfigured, match="A key of the roll has at least 64 signs of hexadecimal"):
        key_file.of_hex(written, of="the roll")


def test_another_key_in_the_same_place_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "roll.key"
    first = key_file.read(path, fresh=key_file.fresh_hex)
    restored = path.with_name("restored")
    restored.write_text(key_file.fresh_hex() + "\n", encoding="ascii")
    restored.replace(path)
    assert key_file.read(path, fresh=key_file.fresh_hex) != first
