"""Storing areas: once is enough, in any order, and a broken file leaves nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from stoep.places import actions as places
from stoep.places import queries
from stoep.places.models import Area, Figure, NameWord, PostcodeArea
from stoep.places.sources.records import AreaRecord, PostcodeRecord
from stoep.places.tests import waterstad
from stoep.shared.refusal import Refused

pytestmark = pytest.mark.django_db


def store(*records: AreaRecord, year: int = waterstad.YEAR) -> places.Counts:
    source = places.source(key="test", title="Verzonnen cijfers")
    return places.store(records=records, year=year, source=source)


def test_storing_a_second_time_changes_nothing() -> None:
    waterstad.build()
    before = list(Area.objects.order_by("pk").values()), list(Figure.objects.order_by("pk").values())
    assert store(*waterstad.records()).changes == 0
    assert before == (list(Area.objects.order_by("pk").values()), list(Figure.objects.order_by("pk").values()))


def test_parts_may_come_before_that_in_which_they_lie() -> None:
    source = places.source(key="test", title="Verzonnen cijfers")
    for record in reversed(waterstad.records()):
        places.store(records=[record], year=waterstad.YEAR, source=source)
    backwards = {
        area.code: (area.within and area.within.code, area.municipality and area.municipality.code)
        for area in Area.objects.select_related("within", "municipality")
    }
    assert backwards["BU99010201"] == ("WK990102", "GM9901")
    assert backwards["WK990102"] == ("GM9901", "GM9901")
    assert backwards["GM9901"] == (None, None)
    assert [area.code for area in queries.search("meerpaal waterstad").areas] == ["BU99010201"]


def test_a_figure_that_is_not_published_has_no_row_at_all() -> None:
    areas = waterstad.build()
    assert not Figure.objects.filter(area=areas["BU99010101"], measure="inhabitants").exists()


def test_a_figure_that_the_source_takes_back_goes_away() -> None:
    areas = waterstad.build()
    done = store(AreaRecord("BU99010100", figures={"inhabitants": None}))
    assert done.withdrawn == 1
    assert not Figure.objects.filter(area=areas["BU99010100"], measure="inhabitants").exists()
    assert Figure.objects.filter(area=areas["BU99010100"], measure="owner-occupied").exists()


def test_what_a_record_does_not_tell_stays_as_it_was() -> None:
    before = waterstad.build()["BU99010100"]
    assert store(AreaRecord("BU99010100")).changes == 0
    after = Area.objects.get(pk=before.pk)
    assert (after.name, after.lon, after.west) == (before.name, before.lon, before.west)


def test_a_shortened_name_does_not_replace_the_full_one() -> None:
    waterstad.build()
    store(AreaRecord("BU99010100", "De Ka", short_name=True))
    assert queries.area("BU99010100").name == "De Kade"
    store(AreaRecord("BU99010100", "De Nieuwe Kade"))
    assert queries.area("BU99010100").name == "De Nieuwe Kade"


def test_a_municipality_that_is_renamed_is_found_with_its_parts() -> None:
    waterstad.build()
    store(AreaRecord("GM9901", "Havenstad"))
    assert {area.code for area in queries.search("centrum havenstad").areas} == {"BU99010200"}
    assert not queries.search("centrum waterstad").areas.exists()


def test_the_same_code_in_another_year_is_another_area() -> None:
    areas = waterstad.build()
    store(AreaRecord("BU99010100", "De Kade"), year=2025)
    assert Area.objects.filter(code="BU99010100").count() == 2
    assert queries.area("BU99010100").year == 2025
    assert Figure.objects.filter(area=areas["BU99010100"]).exists()


def test_records_that_break_half_way_leave_nothing_half() -> None:
    def broken() -> Iterator[AreaRecord]:
        yield from waterstad.records()
        raise Refused("broken", "Kapot.")

    source = places.source(key="test", title="Verzonnen cijfers")
    with pytest.raises(Refused):
        places.store(records=broken(), year=waterstad.YEAR, source=source)
    assert not Area.objects.exists()
    assert not NameWord.objects.exists()


def test_postcodes_that_are_no_longer_told_go_away() -> None:
    waterstad.build()
    pair = PostcodeRecord("9901", "BU99010100", 0.9)
    assert places.store_postcodes(records=[pair], year=waterstad.YEAR).changes == 2
    assert places.store_postcodes(records=[pair], year=waterstad.YEAR).changes == 0
    assert list(PostcodeArea.objects.values_list("area__code", "share")) == [("BU99010100", 0.9)]
