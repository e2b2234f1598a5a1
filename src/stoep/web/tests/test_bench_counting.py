"""`./stoep bench counting` measures real elections, and lays pabutools beside them only where somebody has it."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from stoep.core.counting import writing
from stoep.core.counting.tests import made
from stoep.web.bench import counting


@pytest.fixture
def folder(tmp_path: Path) -> str:
    (tmp_path / "pb").mkdir()
    text = writing.write(made.worked())
    for name in ("Netherlands_Amsterdam_252", "Elsewhere"):
        (tmp_path / "pb" / f"{name}.pb").write_text(text, encoding="utf-8")
    return str(tmp_path)


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine without pabutools."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    assert counting.main(list(arguments)) == 0
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return rows


@pytest.mark.usefixtures("alone")
def test_each_file_is_measured_in_a_program_of_its_own(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = told(capsys, folder, "--json")
    assert (row["file"], row["voters"], row["projects"]) == ("Netherlands_Amsterdam_252", 100, 6)
    assert row["winners"] == ["K1", "T", "M"] and row["winners_add1"] == ["K1", "T", "M", "J"]
    assert row["promised"] == "add1 0.2 s"
    assert all(isinstance(row[key], float) and row[key] > 0 for key in ("plain", "add1"))
    assert isinstance(row["megabytes"], int) and 10 < row["megabytes"] < 250
    assert "pabutools" not in row
    assert len(told(capsys, folder, "--json", "--all")) == 2


@pytest.mark.usefixtures("alone")
def test_the_table_shows_what_was_promised(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert counting.main([folder]) == 0
    out = capsys.readouterr().out
    assert "Netherlands_Amsterdam_252" in out and "add1 0.2 s" in out and "pabutools" not in out


def test_another_program_stands_beside_ours_where_it_is(
    folder: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own = counting._run
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: SimpleNamespace())
    theirs = {"theirs": {"seconds": 3.5, "winners": ["M", "T", "K1"]}, "theirs-add1": None}
    monkeypatch.setattr(counting, "_run", lambda path, one: own(path, one) if one == "ours" else theirs[one])
    (row,) = told(capsys, folder, "--json")
    assert (row["pabutools"], row["pabutools_same"]) == (3.5, True)
    assert (row["pabutools_add1"], row["pabutools_add1_same"]) == (None, None)
    assert counting.main([folder]) == 0
    assert "> 120" in capsys.readouterr().out


def test_a_folder_without_elections_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert counting.main([str(tmp_path)]) == 2
    assert "There are no files of Pabulib" in capsys.readouterr().err


def test_pabutools_is_nowhere_asked_for() -> None:
    requirements = Path(__file__).resolve().parents[4] / "requirements"
    assert not [path for path in requirements.iterdir() if "pabutools" in path.read_text(encoding="utf-8")]
    assert "pabutools" not in sys.modules
