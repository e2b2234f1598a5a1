"""Names, codes, postcodes and sums."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stoep.places import measures, rules


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("'s-Gravenhage", "s gravenhage"),
        ("Súdwest-Fryslân", "sudwest fryslan"),
        ("  De   Meerpaal ", "de meerpaal"),
        ("Sørø", "soro"),
        ("", ""),
        ("…!?", ""),
    ],
)
def test_a_name_is_searched_without_accents_capitals_and_marks(name: str, tidy: str) -> None:
    assert rules.plain(name) == tidy


def test_the_name_that_people_say_is_found_too() -> None:
    assert {"den", "haag"} <= set(rules.words("'s-Gravenhage"))


@given(st.text())
@example("𝐀")
@example("a" * 199 + " b")
def test_making_a_name_plain_twice_changes_nothing_more(name: str) -> None:
    assert rules.plain(rules.plain(name)) == rules.plain(name)


@pytest.mark.parametrize("typed", ["1234", "1234AB", "1234 ab", " 12 34 Ab "])
def test_a_postcode_is_known_however_it_is_typed(typed: str) -> None:
    assert rules.postcode(typed) == "1234"


@pytest.mark.parametrize("typed", ["0123", "123", "12345", "1234 A", "1234 ABC", "1234 1A", "١٢٣٤", "1234 ÄB", "", "x"])
def test_what_is_no_postcode_is_not_taken_for_one(typed: str) -> None:
    assert rules.postcode(typed) is None


@given(st.text(max_size=300))
def test_no_typed_text_breaks_the_search_words(typed: str) -> None:
    assert len(rules.asked_words(typed)) <= rules.MOST_WORDS
    assert rules.postcode(typed) is None or len(rules.postcode(typed) or "") == 4


def test_a_very_long_text_takes_no_longer_than_a_short_one() -> None:
    evil = "a" * 50_000 + " " * 50_000 + "1" * 100_000
    started = time.perf_counter()
    for _again in range(50):
        rules.asked_words(evil)
        rules.postcode(evil)
    assert time.perf_counter() - started < 1.0


@pytest.mark.parametrize(
    "raw", [None, "", " ", ".", "-", "-99997", -99997, -99995.0, -99990, "nan", True, [], "=1+1", 1e300]
)
def test_what_is_secret_or_unknown_is_no_figure_and_never_nought(raw: object) -> None:
    assert rules.figure(raw) is None


@pytest.mark.parametrize(("raw", "value"), [(0, 0.0), ("0", 0.0), ("12.5", 12.5), (-3, -3.0), (" 7 ", 7.0)])
def test_a_published_figure_is_itself_also_when_it_is_nought(raw: object, value: float) -> None:
    assert rules.figure(raw) == value


FIGURES = st.lists(st.none() | st.integers(0, 10**9).map(float), max_size=40)


@given(FIGURES)
def test_a_sum_never_counts_what_is_missing(values: list[float | None]) -> None:
    added = rules.total(values)
    known = [value for value in values if value is not None]
    assert added.value == (sum(known) if known else None)
    assert added.missing + len(known) == added.parts == len(values)


@given(FIGURES)
def test_a_spread_lies_within_what_is_known(values: list[float | None]) -> None:
    between = rules.spread(values)
    known = [value for value in values if value is not None]
    assert (between.least, between.most) == ((min(known), max(known)) if known else (None, None))
    assert between.missing == values.count(None)


@pytest.mark.parametrize(
    ("code", "within", "municipality"),
    [
        ("BU0363AA01", "WK0363AA", "GM0363"),
        ("WK034403", "GM0344", "GM0344"),
        ("GM0344", None, None),
        ("NL00", None, None),
    ],
)
def test_a_code_tells_in_what_the_area_lies(code: str, within: str | None, municipality: str | None) -> None:
    assert rules.parents(code) == (within, municipality)


@pytest.mark.parametrize("code", ["", "XX12", "BU1", "BU0344033'", "GM03445", "bu03440333", "WK03440é"])
def test_what_is_no_code_names_no_area(code: str) -> None:
    assert rules.kind_of(code) is None


@given(st.text(alphabet="ab", max_size=3), st.integers(0, 30))
def test_an_address_is_never_given_twice(name: str, times: int) -> None:
    taken: set[str] = set()
    for _again in range(times):
        taken.add(rules.free_address([f"w{name}", f"w{name}-waterstad"], taken))
    assert len(taken) == times


@pytest.mark.parametrize(
    "field", ["HuishoudensTotaal_28", "HuishoudensTotaal_29", "HuishoudensTotaal", "Huishoudens totaal"]
)
def test_a_field_is_known_whatever_number_it_has_this_year(field: str) -> None:
    measure = measures.of_field(field)
    assert measure is not None
    assert measure.key == "households"


def test_ages_keep_their_own_digits() -> None:
    young, old = measures.of_field("k_0Tot15Jaar_8"), measures.of_field("65 jaar of ouder")
    assert young is not None
    assert old is not None
    assert (young.key, old.key) == ("inhabitants-0-15", "inhabitants-65")


def test_no_two_measures_share_a_name() -> None:
    names = [name for measure in measures.MEASURES for name in measure.names]
    assert len(names) == len(set(names)) == len(measures.BY_NAME)
