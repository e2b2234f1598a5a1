"""Motions and decisions from open data: two documented forms, small samples of our own, and everything that is junk."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from stoep.council import actions as council
from stoep.council import raadsinformatie
from stoep.council.models import Policy
from stoep.council.raadsinformatie import Found, read
from stoep.council.tests.ground import Wijk, a_wijk
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import NOW, a_neighbourhood, a_standing


def classic(*sources: dict[str, Any]) -> bytes:
    """An answer as the Elasticsearch address of Open Raadsinformatie gave it."""
    hits = [
        {"_index": "ori_waterstad_2026", "_id": str(900 + number), "_score": 1.0, "_source": source}
        for number, source in enumerate(sources)
    ]
    return json.dumps({"took": 3, "hits": {"total": {"value": len(hits)}, "hits": hits}}).encode()


MOTION = {
    "@type": "Motion",
    "@id": "912345",
    "name": "M-12 Plekken voor jongeren in elke wijk",
    "classification": ["Motie"],
    "date": "2026-02-11T00:00:00+01:00",
    "original_url": "https://waterstad.bestuurlijkeinformatie.example/Reports/Document/12",
}
MEETING = {"@type": "Meeting", "@id": "900001", "name": "Gemeenteraad", "start_date": "2026-02-11T19:30:00+01:00"}
ITEM = {"@type": "AgendaItem", "@id": "900002", "name": "Jeugdbeleid", "position": 4}
FILE = {
    "@type": "MediaObject",
    "@id": "900003",
    "name": "Raadsbesluit parkeernorm 2026-114",
    "last_discussed_at": "2026-03-04T19:30:00+01:00",
    "url": "https://api.openraadsinformatie.example/v1/resolve/900003",
    "text": ["Bladzij een", "Bladzij twee"],
}
SUCCESSOR = json.dumps({
    "results": [
        {
            "entityId": "motion:notubiz:gemeente:waterstad:77",
            "entityType": "Motion",
            "organization": "Waterstad",
            "sortDate": "2026-02-11 18:30:00",
            "title": "Motie M-13: een huiskamer per wijk",
            "downloadUrl": "https://waterstad.notubiz.example/document/77",
        },
        {"entityId": "meeting:notubiz:gemeente:waterstad:1", "entityType": "Meeting", "title": "Raad"},
    ],
    "totalCount": 2,
    "totalIsApproximate": True,
    "hasMore": False,
}).encode()  # fmt: skip


def test_motions_and_decisions_are_read_and_meetings_are_passed_over() -> None:
    told = read(classic(MOTION, MEETING, ITEM, FILE))
    assert told.passed_over == 2
    assert told.found == (
        Found(
            "912345", "motion", "M-12 Plekken voor jongeren in elke wijk", "M-12", date(2026, 2, 11),
            "https://waterstad.bestuurlijkeinformatie.example/Reports/Document/12",
        ),
        Found(
            "900003", "decision", "Raadsbesluit parkeernorm 2026-114", "2026-114", date(2026, 3, 4),
            "https://api.openraadsinformatie.example/v1/resolve/900003",
        ),
    )  # fmt: skip


def test_the_successor_of_open_raadsinformatie_is_read_too() -> None:
    (one,) = read(SUCCESSOR).found
    assert (one.origin, one.number, one.said_on) == ("motion:notubiz:gemeente:waterstad:77", "M-13", date(2026, 2, 11))


@pytest.mark.parametrize("form", ["http://www.w3.org/ns/opengov#Motion", "opengov:Motion", ["Motion"]])
def test_a_type_may_be_written_with_its_address(form: Any) -> None:
    assert read(classic(MOTION | {"@type": form})).found[0].kind == "motion"


def test_an_address_that_cannot_be_shown_honestly_is_left_out() -> None:
    for bad in ("javascript:alert(1)", "https://a@evil.example/", "ftp://waterstad.example/x", 7):
        assert read(classic(MOTION | {"original_url": bad})).found[0].source == ""


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("no-json", b"\x00\xff\xfe"),
        ("no-json", b"<html>"),
        ("no-json", b""),
        ("no-list", b"{}"),
        ("no-list", b"42"),
        ("no-list", b'["een", "twee"]'),
        ("no-list", b'{"hits": {"hits": [{"_id": 1}]}}'),
        ("no-list", b'{"results": [1]}'),
        ("file-too-big", b" " * (raadsinformatie.MOST_BYTES + 1)),
        ("file-too-deep", b"[" * 1000 + b"]" * 1000),
        ("file-too-deep", b'{"a":' * 200 + b"1" + b"}" * 200),
        ("unknown-type", classic(MOTION | {"@type": "Recipe"})),
        ("unknown-type", classic(MOTION | {"@type": None})),
        ("no-name", classic(MOTION | {"name": "  "})),
        ("no-name", classic(MOTION | {"@id": {"a": 1}})),
        ("nothing-found", classic(MEETING)),
        ("too-many", classic(*[MOTION] * 501)),
    ],
)
def test_junk_is_refused_with_a_sentence(code: str, data: bytes) -> None:
    with pytest.raises(Refused) as caught:
        read(data)
    assert caught.value.code == code
    assert str(caught.value)


@given(st.binary(max_size=300))
def test_reading_never_breaks_on_bytes(data: bytes) -> None:
    with pytest.raises(Refused):
        read(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*MOTION, "x", "title"]), inner, max_size=5)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from([*MOTION, "url", "title", "start_date"]), JSON, max_size=8))
def test_reading_never_breaks_on_a_record_of_anything(record: dict[str, Any]) -> None:
    try:
        for one in read(classic(MOTION | record)).found:
            assert one.title and len(one.title) <= 300
            assert one.origin and len(one.origin) <= 200
    except Refused as told:
        assert str(told)


@pytest.fixture
def wijk() -> Wijk:
    return a_wijk()


@pytest.mark.django_db
def test_bringing_in_twice_stores_once(wijk: Wijk) -> None:
    found = read(classic(MOTION, FILE)).found
    assert council.bring_in(neighbourhood=wijk.place, found=found, by=wijk.clerk, at=NOW) == council.BroughtIn(2, 0)
    assert council.bring_in(neighbourhood=wijk.place, found=found, by=wijk.clerk, at=NOW) == council.BroughtIn(0, 2)
    assert Policy.objects.count() == 2
    there = a_neighbourhood()
    assert council.bring_in(neighbourhood=there, found=found, by=None, at=NOW).new == 2


@pytest.mark.django_db
def test_only_the_clerk_of_this_very_wijk_brings_in(wijk: Wijk) -> None:
    elsewhere = a_standing(a_neighbourhood(), "municipality", seat=False, posts=("clerk",))
    unlocked = a_standing(wijk.place, "municipality", seat=False, posts=("clerk",), second_factor=False)
    for by in (wijk.official, wijk.resident, elsewhere, unlocked):
        with pytest.raises(NotAllowed):
            council.bring_in(neighbourhood=wijk.place, found=read(classic(MOTION)).found, by=by, at=NOW)
    assert not Policy.objects.exists()


@pytest.mark.django_db
def test_the_command_brings_in_a_file_and_says_how_many(wijk: Wijk, tmp_path: Path) -> None:
    path = tmp_path / "raad.json"
    path.write_bytes(classic(MOTION, MEETING))
    for new in (1, 0):
        out = StringIO()
        call_command("load_council", wijk.place.slug, str(path), stdout=out)
        assert f"{new} nieuw" in out.getvalue()
    path.write_text("geen json", encoding="utf-8")
    for arguments in (
        (wijk.place.slug, str(path)),
        ("bestaat-niet", str(path)),
        (wijk.place.slug, str(tmp_path / "x")),
    ):
        with pytest.raises(CommandError):
            call_command("load_council", *arguments)
