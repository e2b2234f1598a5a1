"""The papers at the door: a whole licence, a publiccode.yml in its form, decisions short enough to read."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.once


def test_the_licence_is_the_whole_eupl() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert all(f"\n{number}. " in text for number in range(1, 16))
    assert "‘Compatible Licences’ according to Article 5 EUPL are:" in text


def test_publiccode_keeps_to_the_standard() -> None:
    papers = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    wanted = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description"}
    assert wanted | {"legal", "maintenance", "localisation"} <= set(papers)
    assert papers["publiccodeYmlVersion"] == "0"
    assert papers["legal"] == {"license": "EUPL-1.2"}  # repoOwner was dropped in 0.7
    assert not {"inputTypes", "outputTypes"} & set(papers)
    assert all(country.isupper() for country in papers["intendedAudience"]["countries"])
    assert set(papers["description"]) == set(papers["localisation"]["availableLanguages"]) == {"nl", "en"}
    for words in papers["description"].values():
        assert len(words["shortDescription"].strip()) <= 150
        assert 150 <= len(words["longDescription"].strip()) <= 10_000
        assert words["features"]


def test_a_decision_fits_on_a_page() -> None:
    notes = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [note.name[:4] for note in notes]
    assert all(number.isdigit() for number in numbers)
    assert len(set(numbers)) == len(numbers), "A number is given once; one that was not needed stays empty."
    assert notes
    long = [note.name for note in notes if len(note.read_text(encoding="utf-8").splitlines()) > 60]
    assert not long
