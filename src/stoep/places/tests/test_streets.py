"""The list of streets: read from files of the register, kept by hand, and known in whatever spelling."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from stoep.places import actions as places
from stoep.places import queries, streets
from stoep.places.models import Area, AreaStreet, Street
from stoep.places.sources import records
from stoep.places.street_forms import KnowsStreets
from stoep.places.streets import Known
from stoep.shared.refusal import Refused
from tests.builders import TODAY, a_neighbourhood

WIJK, EIK, KADE = "WK999901", "BU99990101", "BU99990102"
CSV = f"buurtcode,straatnaam\n{EIK},Eikstraat\n{EIK},Lindelaan\n{KADE},Kade\n"


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("Eikstraat", "eikstr."), ("Eikstraat", "EIKSTRAAT 12 A"), ("Lindelaan", "Lindeln"), ("Kade", "  kade "),
        ("Éénhoorn-straat", "eenhoornstraat"), ("Van Loonstraat", "van loon str"), ("شارع البلوط", "شارع البلوط "),
        ("Meerplein", "Meer-plein"),
    ],
)  # fmt: skip
def test_two_spellings_of_one_street_are_one(typed: str, same: str) -> None:
    assert streets.key(typed) == streets.key(same)
    assert streets.merged([typed, same]) == [typed]


def test_the_list_spells_it_asks_about_a_strange_one_and_names_what_was_meant() -> None:
    known = Known(("Eikstraat", "Lindelaan", "Kade"))
    assert known.spelled("eikstr. 4") == "Eikstraat" and known.spelled("Nergensweg") == "Nergensweg"
    assert not known.strange("EIKSTR.") and known.strange("Eikstrat") and not known.strange("")
    assert known.meant("Eikstrat") == ["Eikstraat"] and known.meant("Zzz") == []
    assert not Known().strange("Nergensweg")


@given(st.text(max_size=120), st.lists(st.text(max_size=40), max_size=6))
def test_whatever_is_typed_nothing_breaks(typed: str, names: list[str]) -> None:
    known = Known(tuple(streets.merged(names)))
    assert isinstance(known.strange(typed), bool) and len(known.meant(typed)) <= streets.FEW
    assert all(not known.strange(name) for name in known.names)


class OneBox(KnowsStreets):
    street_fields = ("street",)
    street = forms.CharField(required=False)


def test_a_form_asks_once_and_takes_the_tick_for_an_answer() -> None:
    known = Known(("Eikstraat", "Kade"))
    form = OneBox({"street": "Eikstrat"})
    form.know(known)
    assert not form.is_valid() and "Bedoelt u Eikstraat?" in str(form.errors["street"])
    assert "streets_are_right" in form.fields and 'list="straten"' in str(form["street"])
    again = OneBox({"street": "Eikstrat", "streets_are_right": "on"})
    again.know(known)
    assert again.is_valid() and again.cleaned_data["street"] == "Eikstrat"
    good = OneBox({"street": "eikstr."})
    good.know(known)
    assert good.is_valid() and good.cleaned_data["street"] == "Eikstraat" and "streets_are_right" not in good.fields


@pytest.fixture
def areas(db: Any) -> dict[str, Area]:
    wijk = Area.objects.create(code=WIJK, year=2024, kind="wijk", name="Meerpaal", plain_name="meerpaal")
    made = {WIJK: wijk}
    for code in (EIK, KADE):
        made[code] = Area.objects.create(
            code=code, year=2024, kind="buurt", name=code, plain_name=code.lower(), within=wijk
        )
    return made


def a_file(folder: Path, text: str | bytes, name: str = "straten.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_file_of_the_register_fills_the_list_and_twice_changes_nothing(
    areas: dict[str, Area], tmp_path: Path
) -> None:
    here = a_neighbourhood()
    here.areas.add(areas[EIK])
    whole = a_neighbourhood()
    whole.areas.add(areas[WIJK])
    first = places.load_streets(path=a_file(tmp_path, CSV))
    assert (first.areas, first.streets, first.new, first.gone, first.unknown) == (2, 3, 3, 0, 0)
    assert queries.streets(here).names == ("Eikstraat", "Lindelaan")
    assert queries.streets(whole).names == ("Eikstraat", "Kade", "Lindelaan")
    assert places.load_streets(path=a_file(tmp_path, CSV)).new == 0
    newer = f"buurtcode;straatnaam\n99990101;Eikstraat\n{EIK};eikstr.\nBU00000001;Elders\n{EIK};\n"
    later = places.load_streets(path=a_file(tmp_path, newer))
    assert (later.new, later.gone, later.unknown) == (0, 1, 1)
    assert queries.streets(whole).names == ("Eikstraat", "Kade"), "an area that the file does not name keeps its own"


def test_geojson_is_read_too(areas: dict[str, Area], tmp_path: Path) -> None:
    features = [
        {"type": "Feature", "geometry": None, "properties": {"BU_CODE": code, "STT_NAAM": name}}
        for code, name in ((EIK, "Eikstraat"), (EIK, None), (KADE, "Kade"))
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    assert places.load_streets(path=a_file(tmp_path, text, "wegen.geojson")).streets == 2
    call_command("load_streets", a_file(tmp_path, CSV))


BROKEN: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "empty-file"),
    "no columns": ("a,b\n1,2\n", "missing-column"),
    "no code": ("straatnaam\nEikstraat\n", "missing-column"),
    "strange code": ("buurtcode,straatnaam\nXX1,Eikstraat\n", "unknown-code"),
    "a formula": (f"buurtcode,straatnaam\n{EIK},=1+1\n", "bad-street"),
    "too long": (f"buurtcode,straatnaam\n{EIK},{'x' * 81}\n", "bad-street"),
    "only figures": (f"buurtcode,straatnaam\n{EIK},...\n", "bad-street"),
    "a row too long": (f"buurtcode,straatnaam\n{EIK},Kade,Kade\n", "row-length"),
    "open quote": (f'buurtcode,straatnaam\n{EIK},"Kade\n', "broken-csv"),
    "not UTF-8": (b"buurtcode,straatnaam\n\xff\xfe\n", "wrong-encoding"),
    "nothing in it": ("buurtcode,straatnaam\n", "no-streets"),
    "half a GeoJSON": ('{"features": [', "not-json"),
    "no features": ('{"features": [1]}', "not-a-feature"),
    "features without names": ('{"features": [{"properties": {"a": 1}}]}', "missing-column"),
    "nested": ('{"features": ' + "[" * 100_000, "nested-too-deep"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_file_says_what_is_wrong_and_changes_nothing(
    what: str, areas: dict[str, Area], tmp_path: Path
) -> None:
    places.load_streets(path=a_file(tmp_path, CSV))
    text, code = BROKEN[what]
    path = a_file(tmp_path, text, "stuk.csv")
    with pytest.raises(Refused) as caught:
        places.load_streets(path=path)
    assert caught.value.code == code and "stuk.csv" in str(caught.value)
    with pytest.raises(CommandError):
        call_command("load_streets", path)
    assert AreaStreet.objects.count() == 3


def test_a_file_has_a_largest_size(areas: dict[str, Area], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, most, code in (("LARGEST_FILE", 20, "file-too-large"), ("MOST_ROWS", 1, "too-many-rows")):
        with monkeypatch.context() as patch:
            patch.setattr(records, name, most)
            with pytest.raises(Refused) as caught:
                places.load_streets(path=a_file(tmp_path, CSV))
        assert caught.value.code == code
    with pytest.raises(Refused) as gone:
        places.load_streets(path=tmp_path / "weg.csv")
    assert gone.value.code == "no-file"


def test_the_own_list_leaves_out_what_the_register_has(areas: dict[str, Area], tmp_path: Path) -> None:
    here = a_neighbourhood()
    here.areas.add(areas[EIK])
    places.load_streets(path=a_file(tmp_path, CSV))
    names = "Nieuwe Hof\r\n\n eikstr. \nnieuwe hof\nشارع البلوط\n"
    made, gone = places.name_streets(neighbourhood=here, names=names, today=TODAY)
    assert sorted(street.name for street in made) == ["Nieuwe Hof", "شارع البلوط"] and gone == []
    made, gone = places.name_streets(neighbourhood=here, names="Nieuwe Hof", today=TODAY)
    assert made == [] and [street.name for street in gone] == ["شارع البلوط"]
    for wrong, code in (("=1", "bad-street"), ("x" * 81, "bad-street"), ("...", "bad-street")):
        with pytest.raises(Refused) as caught:
            places.name_streets(neighbourhood=here, names=wrong, today=TODAY)
        assert caught.value.code == code
    letters = "abcdefghijklmnop"
    every = "\n".join(f"{a}{b}{c}x" for a in letters for b in letters for c in letters)
    with pytest.raises(Refused) as many:
        places.name_streets(neighbourhood=here, names=every, today=TODAY)
    assert many.value.code == "too-many" and Street.objects.count() == 1
