"""Printed pages: text stays text, every sign is drawn or written out, and a screen reader can read them."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import BooleanObject, DictionaryObject

from stoep.shared import printing
from tests.examples import examples

DOCUMENT = """#import "/shared/typst/page.typ": data, t, sheet, qr, plain
#show: sheet.with(data, title: t("Proef", "Trial"))
= #data.words
#plain(data.more)
"""
MARKUP = '*vet* _schuin_ #panic("x") $x^2$ \\ <label> @ref `code` = kop // weg /* weg */ #import "/web/settings.py"'


@pytest.fixture
def document() -> Iterator[str]:
    path = printing.SOURCES / "shared" / "typst" / f"only-for-test-{os.getpid()}.typ"
    path.write_text(DOCUMENT, encoding="utf-8")
    yield str(path.relative_to(printing.SOURCES))
    path.unlink()


def read(made: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(made))


def test_markup_in_the_data_is_printed_and_never_run(document: str) -> None:
    text = read(printing.pdf(document, {"words": MARKUP, "more": ""})).pages[0].extract_text()
    assert "".join(text.split()) == "".join(MARKUP.split())


def test_the_page_is_tagged_and_says_its_language_and_title(document: str) -> None:
    with translation.override("en"):
        made = printing.pdf(document, {"words": "x", "more": "y"})
    reader = read(made)
    assert str(reader.root_object["/Lang"]) == "en"
    assert reader.metadata
    assert reader.metadata.title == "Trial"
    marks = reader.root_object["/MarkInfo"]
    assert isinstance(marks, DictionaryObject)
    marked = marks["/Marked"]
    assert isinstance(marked, BooleanObject)
    assert marked.value
    assert b"pdfuaid" in made


def test_a_sign_that_no_font_draws_is_written_out(document: str) -> None:
    made = printing.pdf(document, {"words": "Tigrinya: \u1270", "more": "onzichtbaar\u202e\x07 € ’ –"})
    text = read(made).pages[0].extract_text()
    assert "[ethiopic syllable ta]" in text or "\u1270" in text
    assert "onzichtbaar € ’ –" in text


@settings(max_examples=examples(40), deadline=None)
@given(words=st.text(max_size=200))
def test_whatever_somebody_types_can_be_printed(words: str) -> None:
    drawable = printing._drawable({"words": words})["words"]
    assert all(sign in "\n\t" or ord(sign) >= 0x20 for sign in drawable)


def test_a_qr_code_is_drawn_as_svg() -> None:
    assert printing.qr_svg("https://voorbeeld.nl/k/K7QM4XR").startswith("<svg")


def test_words_in_a_script_without_a_font_are_one_remark_and_not_a_row_of_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = frozenset(range(0x20, 0x180))
    monkeypatch.setattr(printing, "_known_signs", lambda: known)
    drawn = printing._drawable("Hij zei: نريد مقعدا. Goed?")
    assert drawn.startswith("Hij zei: [woorden in een schrift")
    assert drawn.endswith("Goed?")
    assert "letter" not in drawn
    assert printing._drawable("Een \u05d0 alleen") == "Een [hebrew letter alef] alleen"
