"""The real areas of the whole country, from the folder beside the checkout."""

from __future__ import annotations

import csv
import json
import resource
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from stoep.places import actions as places
from stoep.places import queries
from stoep.places.geometry import shape_of_text
from stoep.places.models import Area, Figure, PostcodeArea

AT = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)
MUNICIPALITIES = ("GM0344", "GM0363", "GM1680")


@pytest.fixture
def some_municipalities(shared_data: Path, tmp_path: Path) -> Path:
    """A folder with three municipalities of the real set: one large, one with letters in its codes, one of villages."""
    real = shared_data / "nl"
    numbers = tuple(code[2:] for code in MUNICIPALITIES)
    for name, column in (("kwb_2024_gebieden.csv", 0), ("pc4_buurt_2024_overlay.csv", 1)):
        with (real / name).open(newline="") as source, (tmp_path / name).open("w", newline="") as target:
            reader, writer = csv.reader(source), csv.writer(target)
            writer.writerow(next(reader))
            writer.writerows(row for row in reader if row[column][2:6] in numbers or row[column] == "NL00")
    for name in ("gemeenten_2024.geojson", "wijken_2024.geojson", "buurten_2024.geojson"):
        whole = json.loads((real / name).read_text())
        whole["features"] = [each for each in whole["features"] if each["id"][2:6] in numbers]
        (tmp_path / name).write_text(json.dumps(whole))
    return tmp_path


@pytest.mark.django_db
def test_real_municipalities_are_loaded_once_and_every_sum_comes_out(some_municipalities: Path) -> None:
    places.load_folder(folder=some_municipalities, year=None, at=AT)
    with (some_municipalities / "kwb_2024_gebieden.csv").open(newline="") as source:
        rows = list(csv.DictReader(source))
    assert Area.objects.count() == len(rows)
    for row in rows:
        stored = Figure.objects.filter(area__code=row["code"], measure="inhabitants").first()
        assert (stored.value if stored else None) == (float(row["inwoners"]) if row["inwoners"] else None)
    for code in MUNICIPALITIES:
        whole = queries.area(code)
        parts = Figure.objects.filter(area__municipality=whole, area__kind="buurt", measure="inhabitants")
        own = Figure.objects.get(area=whole, measure="inhabitants").value
        # CBS rounds each buurt to fives, so that the parts may differ a little from the whole.
        assert abs(sum(figure.value for figure in parts) - own) <= 2.5 * len(parts)
    assert places.load_folder(folder=some_municipalities, year=None, at=AT).changes == 0


@pytest.mark.django_db
def test_every_real_point_lies_in_its_own_outline(some_municipalities: Path) -> None:
    places.load_folder(folder=some_municipalities, year=None, at=AT)
    checked = 0
    for area in Area.objects.filter(outline__isnull=False).select_related("outline"):
        assert area.lon is not None
        assert area.lat is not None
        assert shape_of_text(area.outline.geometry).contains(area.lon, area.lat), area.code
        checked += 1
    assert checked > 500
    assert PostcodeArea.objects.filter(area__code="BU03440311").exists()


@pytest.mark.django_db
def test_the_recorded_answers_in_a_folder_are_loaded(shared_data: Path) -> None:
    done = places.load_folder(folder=shared_data / "nl" / "samples", year=2024, at=AT)
    assert done.read == 25
    assert queries.area("BU03440311").within == queries.area("WK034403")
    again = places.load_folder(folder=shared_data / "nl" / "samples", year=2024, at=AT)
    assert again.changes == 0


@pytest.mark.django_db
def test_a_folder_without_areas_or_with_a_broken_file_ends_with_one_sentence(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "weg"):
        with pytest.raises(CommandError):
            call_command("load_areas", folder)
    (tmp_path / "kwb_2024_gebieden.csv").write_text("code;naam\nGM9901;Waterstad\n")
    with pytest.raises(CommandError, match=r"kwb_2024_gebieden\.csv, regel 1: .*komma"):
        call_command("load_areas", tmp_path)
    assert not Area.objects.exists()


@pytest.mark.django_db
@pytest.mark.long
def test_the_whole_country_is_loaded_in_ninety_seconds_and_a_gigabyte(shared_data: Path) -> None:
    # Of this process alone: what else the machine is doing says nothing about the loader.
    started = time.process_time()
    done = places.load_folder(folder=shared_data / "nl", year=None, at=AT)
    assert time.process_time() - started < 90
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1_000_000
    held = queries.counts()
    assert (held.municipalities, held.wijken, held.buurten) == (342, 3_393, 14_574)
    assert held.outlines == 342 + 3_393 + 14_566
    assert done.read > 18_310
    assert places.load_folder(folder=shared_data / "nl", year=None, at=AT).changes == 0
