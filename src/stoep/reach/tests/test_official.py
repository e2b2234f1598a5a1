"""The official figures of real buurten, and of invented ones with everything that CBS publishes, reckoned by hand."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from stoep.places import actions as places
from stoep.places.models import Area, Figure, Neighbourhood, Source
from stoep.places.tests import waterstad
from stoep.reach import queries
from tests.builders import a_neighbourhood

pytestmark = pytest.mark.django_db
AT = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)


def drawn(*codes: str) -> Neighbourhood:
    here = a_neighbourhood()
    here.areas.set(Area.objects.filter(code__in=codes))
    return here


def tell(code: str, **figures: float) -> None:
    area, source = Area.objects.get(code=code), Source.objects.get(key="test")
    for measure, value in figures.items():
        name = measure.replace("_", "-")
        given: dict[str, Any] = {"value": value, "dated_on": date(2024, 1, 1), "source": source}
        Figure.objects.update_or_create(area=area, measure=name, defaults=given)


@pytest.fixture
def annen(shared_data: Path, tmp_path: Path) -> Path:
    """A folder with one real municipality of villages, its areas alone."""
    name = "kwb_2024_gebieden.csv"
    with (shared_data / "nl" / name).open(newline="") as source, (tmp_path / name).open("w", newline="") as target:
        reader, writer = csv.reader(source), csv.writer(target)
        writer.writerow(next(reader))
        writer.writerows(row for row in reader if row[0][2:6] == "1680" or row[0] == "NL00")
    return tmp_path


def test_the_village_of_annen_is_as_cbs_published_it(annen: Path) -> None:
    places.load_folder(folder=annen, year=2024, at=AT)
    here = drawn("BU16800000")
    assert queries.parts(here) == []
    age = queries.margins(here, [])["age"]
    # CBS: 3,455 people, of whom 480 under 15 and 975 of 65 and older. What lies between is one group.
    assert age["rows"] == [{"of": ["15-24", "25-44", "45-64"], "people": 2000}, {"of": ["65"], "people": 975}]
    assert age["residents"] == 2975
    assert "CC BY 4.0" in age["sources"][0]


def test_every_group_of_drawn_buurten_is_added_up() -> None:
    waterstad.build()
    here = drawn("BU99010100", "BU99010201")  # 1,200 and 2,000 people; 30 and 41 per cent of the homes are owned
    ages = ("inhabitants_0_15", "inhabitants_15_25", "inhabitants_25_45", "inhabitants_45_65", "inhabitants_65")
    others = ("households", "schooling_basic", "schooling_middle", "schooling_higher")
    names = (*ages, *others)
    tell("BU99010100", **dict(zip(names, (200, 150, 350, 300, 200, 600, 300, 400, 200), strict=True)))
    tell("BU99010201", **dict(zip(names, (300, 250, 550, 500, 400, 1000, 500, 600, 400), strict=True)))
    margins = queries.margins(here, queries.parts(here))
    assert [row["people"] for row in margins["age"]["rows"]] == [400, 900, 800, 600]
    assert margins["age"]["residents"] == 2700
    assert [row["people"] for row in margins["schooling"]["rows"]] == [800, 1000, 600]
    # Of 1,600 homes 180 and 410 are owned: 590 in 1,600 of 3,200 people.
    assert [row["people"] for row in margins["home"]["rows"]] == [1180, 2020]
    assert margins["home"]["rows"][1]["of"] == ["rent", "other"]
    assert [row["people"] for row in margins["part"]["rows"]] == [1200, 2000]
    assert "tongue" not in margins
    assert all(margin["year"] == 2024 for margin in margins.values())


def test_one_buurt_without_a_figure_takes_that_question_away_and_no_other() -> None:
    waterstad.build()
    here = drawn("BU99010100", "BU99010201")
    tell("BU99010100", inhabitants_0_15=200, inhabitants_65=200, households=600)
    tell("BU99010201", inhabitants_65=400, households=1000)
    margins = queries.margins(here, queries.parts(here))
    assert set(margins) == {"home", "part"}
