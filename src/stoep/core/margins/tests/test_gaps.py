"""The gap table of 120 participants of De Meerpaal, reckoned by hand, and again after going round the doors."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest

from stoep.core.margins.bands import UNKNOWN, Between, Standing
from stoep.core.margins.gaps import gaps, readings
from stoep.core.margins.suppression import plan
from stoep.core.margins.tables import Edition, Hidden, Shown
from stoep.core.margins.tests.counted import single

SILENT = "geen antwoord"
AGES = (SILENT, "12-17", "18-29", "30-49", "50-66", "67+")
TONGUES = (SILENT, "Nederlands", "Turks", "Pools")
BANDS = {"leeftijd": AGES, "thuistaal": TONGUES}
LIVE_HERE = {"12-17": 800, "18-29": 1700, "30-49": 2500, "50-66": 2200, "67+": 1300}
SPEAK_HERE = {"Nederlands": 4900, "Turks": 600, "Pools": 3000}
RESIDENTS = 8500


def told(name: str, ages: tuple[int, ...], tongues: tuple[int, ...], *history: Edition) -> Edition:
    counts = single("leeftijd", **dict(zip(AGES, ages, strict=True)))
    counts |= single("thuistaal", **dict(zip(TONGUES, tongues, strict=True)))
    edition = plan(name=name, total=sum(ages), counts=counts, bands=BANDS, history=history)
    assert edition is not None
    return edition


@pytest.fixture(scope="module")
def spring() -> Edition:
    # Each row is 120 people.
    return told("spring", (14, 7, 12, 44, 30, 13), (16, 85, 12, 7))


def test_the_seven_are_hidden_and_so_is_who_did_not_answer(spring: Edition) -> None:
    marks = [spring.marks[("leeftijd", answer),] for answer in AGES]
    assert marks == [Hidden.WITHHELD, Hidden.FEW, Shown(12), Shown(44), Shown(30), Shown(13)]


def test_what_a_reader_knows_is_what_can_be_subtracted(spring: Edition) -> None:
    # 120 - 12 - 44 - 30 - 13 = 21 are silent or young, of whom at most nine young and at least ten silent.
    known = readings([spring], "leeftijd", AGES)
    assert known[SILENT] == Between(10, 21) and known["12-17"] == Between(0, 9)
    assert known["18-29"] == Between(12, 12)


def test_the_gap_table_of_ages_is_as_reckoned_by_hand(spring: Edition) -> None:
    table = gaps(
        history=[spring],
        question="leeftijd",
        answers=AGES,
        silent=SILENT,
        official=LIVE_HERE,
        residents=RESIDENTS,
    )
    # At least 120 - 21 = 99 answered. Of 8,500 residents 1,700 are 18 to 29: a fifth, so 19.8 are expected.
    young = table["18-29"]
    assert young.expected == Fraction(99 * 1700, 8500) == Fraction(198, 10)
    # 12 is fewer than four fifths of 19.8 (15.84) and not fewer than half (9.9). A fair draw of 99 brings 12 or fewer
    # in 2.7 of a hundred: once in twenty, and not once in a hundred.
    ways = sum(comb(1700, young_ones) * comb(6800, 99 - young_ones) for young_ones in range(13))
    assert 0.026 < ways / comb(8500, 99) < 0.028
    assert young.standing is Standing.TOO_FEW and young.once_in == 20
    # If all 21 silent people were 18 to 29, there would be 33 of 120, where 24 are expected.
    assert not young.surely
    # 12-17: 99 * 800 / 8500 = 9.3 are expected. Nine would be about right, and none too few: it cannot be told.
    assert table["12-17"] == UNKNOWN
    # 30-49: 44 where 29.1 are expected; 50-66: 30 where 25.6 are; 67+: 13 where 15.1 are, more than four fifths (12.1).
    assert [table[band].standing for band in ("30-49", "50-66", "67+")] == [Standing.ABOUT_RIGHT] * 3
    assert [table[band].expected for band in ("30-49", "50-66", "67+")] == [
        Fraction(495, 17),
        Fraction(2178, 85),
        Fraction(1287, 85),
    ]


def test_far_too_few_can_be_said_of_a_hidden_number(spring: Edition) -> None:
    table = gaps(
        history=[spring],
        question="thuistaal",
        answers=TONGUES,
        silent=SILENT,
        official=SPEAK_HERE,
        residents=RESIDENTS,
    )
    # 120 - 85 - 12 = 23 may be silent, so 97 answered: 97 * 3000 / 8500 = 34.2 are expected of whom at most nine came.
    polish = table["Pools"]
    assert polish.expected == Fraction(582, 17)
    # Nine is fewer than half (17.1), and of 1,500 instead of 3,000 a draw brings nine or fewer in 1.5 of a hundred.
    ways = sum(comb(1500, ones) * comb(7000, 97 - ones) for ones in range(10))
    assert 0.015 < ways / comb(8500, 97) < 0.016
    assert polish.standing is Standing.FAR_TOO_FEW and polish.once_in == 1000
    # More than their share is no fault: 85 where 55.9 are expected, and 12 where 6.8 are.
    assert {table[tongue].standing for tongue in ("Nederlands", "Turks")} == {Standing.ABOUT_RIGHT}


def test_going_round_the_doors_shows_in_the_next_edition(spring: Edition) -> None:
    summer = told("summer", (26, 19, 40, 55, 41, 24), (27, 97, 23, 58), spring)
    ages, tongues = (
        gaps(
            history=[spring, summer],
            question=question,
            answers=BANDS[question],
            silent=SILENT,
            official=official,
            residents=RESIDENTS,
        )
        for question, official in (("leeftijd", LIVE_HERE), ("thuistaal", SPEAK_HERE))
    )
    # All is shown: 205 people, of whom 26 are silent about their age. A fifth of 179 is 35.8, and there are 40.
    assert ages["18-29"].expected == Fraction(358, 10)
    assert {told.standing for told in ages.values()} == {Standing.ABOUT_RIGHT}
    # 178 said what they speak at home: 58 where 62.8 are expected.
    assert tongues["Pools"].standing is Standing.ABOUT_RIGHT


def test_what_waits_for_ten_more_is_judged_between_what_was_told_and_what_can_be() -> None:
    spring = told("spring", (20, 15, 12, 40, 30, 13), (20, 85, 12, 13))
    summer = told("summer", (22, 25, 15, 52, 41, 25), (33, 98, 23, 26), spring)
    assert summer.marks[("leeftijd", "18-29"),] is Hidden.WITHHELD  # three came
    known = readings([spring, summer], "leeftijd", AGES)
    assert known["18-29"].least == 12 and known["18-29"].most >= 15 + 2
    assert known[SILENT].least == 20
