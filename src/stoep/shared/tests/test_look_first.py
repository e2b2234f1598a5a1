"""What is near something new: by its words, and nearer with the same theme or place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoep.shared.look_first import NEAR, Sought, likeness, stems


@pytest.mark.parametrize(
    ("title", "words", "other", "more"),
    [
        ("Een huiskamer na schooltijd", "", "Huiskamer na schooltijd", ""),
        ("Groen plein", "Wij willen bomen en een tuin.", "", "De tuinclub plant elke zaterdag bomen op het plein."),
        ("Naaiatelier", "Kleren herstellen en naaien leren.", "Kleren naaien in De Eik", "Wij herstellen kleren."),
        ("Bankjes bij de vijver", "", "Een bankje aan de vijver", ""),
    ],
)
def test_it_is_near_in_other_words(title: str, words: str, other: str, more: str) -> None:
    assert likeness(Sought(title, words), other, more) >= NEAR


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Licht op de Kade", "Een speeltuin in de wijk"),
        ("Wat wij willen voor de wijk", "Wat bewoners willen voor onze straat"),
        ("Een bankje", "Een speelplek"),
        ("", ""),
    ],
)
def test_small_words_make_nothing_near(title: str, other: str) -> None:
    assert likeness(Sought(title), other, theme="wonen") < NEAR


def test_the_same_theme_or_place_makes_it_nearer_but_is_not_enough() -> None:
    sought = Sought("Speelplek voor kleine kinderen", "Met een zandbak en water.", "opvoeding", ["BU99990101"])
    words = "Wij willen een zandbak voor kinderen, met bomen, schaduw en hekken."
    bare = likeness(sought, "", words)
    assert (
        0
        < bare
        < likeness(sought, "", words, theme="opvoeding")
        < likeness(sought, "", words, theme="opvoeding", places=["bu99990101"])
    )
    assert likeness(sought, "Licht", "Lantaarns.", theme="opvoeding", places=["BU99990101"]) == 0


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=200))
def test_whatever_is_typed_it_is_a_number_from_0_to_100(title: str, words: str, other: str) -> None:
    assert 0 <= likeness(Sought(title, words), other, words, theme="x", places=["y"]) <= 100
    if len(stems(f"{title} {words}")) > 1:
        assert likeness(Sought(title, words), title, words) == 100


def test_words_are_found_in_other_forms_and_without_accents() -> None:
    assert stems("Cafés naaien bankjes") & stems("een cafe waar iemand bij een bankje naait") == {
        "cafe",
        "naai",
        "bank",
    }
