"""Reading an existing plan: what people have on their disks, and what goes wrong with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoep.agenda import rules

PLAN = "Titel;Wens;Waarom;Termijn;Domein;Trekker\nDorpshuis;Langer open;Er is niets;lang;Ontmoeten;Bep\n"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_columns_are_found_whatever_stands_between_them(separator: str) -> None:
    read = rules.read_plan(PLAN.replace(";", separator))
    assert read.problems == ()
    (row,) = read.rows
    assert (row.line, row.title, row.horizon, row.domain, row.owner) == (2, "Dorpshuis", "long", "sociaal", "Bep")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_encoding_of_an_old_spreadsheet_is_understood(encoding: str) -> None:
    text = rules.read_bytes("titel;wens\nCafé Één;Ruïne opknappen\n".encode(encoding))
    assert isinstance(text, str)
    assert [(row.title, row.wish) for row in rules.read_plan(text).rows] == [("Café Één", "Ruïne opknappen")]


def test_a_pasted_list_is_one_item_a_line() -> None:
    read = rules.read_plan("1. Een bankje, bij de brug\n\n- Meer licht\n• Minder hard rijden\n")
    assert [(row.line, row.title) for row in read.rows] == [
        (1, "Een bankje, bij de brug"),
        (3, "Meer licht"),
        (4, "Minder hard rijden"),
    ]


def test_a_formula_is_only_text() -> None:
    (row,) = rules.read_plan('titel;wens\n"=HYPERLINK(""http://x"")";+31 bellen\n').rows
    assert (row.title, row.wish) == ('=HYPERLINK("http://x")', "+31 bellen")


def test_a_text_over_two_lines_keeps_the_line_numbers_right() -> None:
    read = rules.read_plan('titel;wens;termijn\nEen;"twee\nregels";lang\nTwee;x;ooit\n')
    assert [row.line for row in read.rows] == [2]
    assert [(problem.line, problem.code) for problem in read.problems] == [(4, "unknown-horizon")]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("", 0, "empty"),
        (" \n\n", 0, "empty"),
        ("titel;wens\n", 0, "empty"),
        ("a;b;c\nd;e;f\n", 1, "no-heads"),
        ("titel,wens\neen;twee\n", 2, "wrong-separator"),
        ("titel;wens\n;\nx;y\n;  ;\n", 0, ""),
        ("titel;waarom\n;want\n", 2, "no-title"),
        ("titel;wens\nx;y;z;zz\n", 2, "columns"),
        ("titel;domein\nx;ruimtevaart\n", 2, "unknown-domain"),
        ("titel\n" + "x" * 121 + "\n", 2, "too-long"),
        ("titel\n" + "x\n" * 201, 202, "too-many-rows"),
        ("x" * 1_000_001, 0, "too-big"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, code: str) -> None:
    problems = [(problem.line, problem.code) for problem in rules.read_plan(text).problems]
    assert problems == ([(line, code)] if code else [])


@pytest.mark.parametrize("data", [b"\x00\x01", b"PK\x03\x04zip", b"%PDF-1.7", b"\xff\xfe\x00", b"\xd0\xcf\x11\xe0x"])
def test_a_file_that_is_no_text_is_named_so(data: bytes) -> None:
    found = rules.read_bytes(data)
    assert isinstance(found, rules.Problem)
    assert found.code == "binary"


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused_and_never_breaks(text: str) -> None:
    read = rules.read_plan(text)
    assert read.rows or read.problems
    assert all(0 < len(row.title) <= 120 and len(row.wish) <= 3000 for row in read.rows)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    found = rules.read_bytes(data)
    assert isinstance(found, rules.Problem) or rules.read_plan(found) is not None
