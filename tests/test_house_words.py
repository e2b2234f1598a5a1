"""Every sentence has its English, whole and with the same places to fill in. The Dutch stands in the code itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[1] / "src" / "stoep"
ROOMS = sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
TEXT = r"(u?(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'))"
IN_TEMPLATE = re.compile(rf"\b(_|gettext|ngettext|pgettext)\(\s*{TEXT}(?:\s*,\s*{TEXT})?")
PLACES = re.compile(r"%\(\w+\)[sd]|%%|%[sd]|{\w+}")
TAGS = re.compile(r"</?[a-z][^>]*>")
pytestmark = pytest.mark.once


@cache
def catalogue(room: str) -> Catalog:
    path = SOURCE / room / "locale" / "en" / "LC_MESSAGES" / "django.po"
    if not path.is_file():
        return Catalog(locale="en")
    with path.open("rb") as lines:
        return read_po(lines, locale="en")


def said_in_python(path: Path) -> Iterator[str]:
    """The Dutch sentences of a Python file; for one with a plural, the singular is its name in the catalogue."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        first = 1 if name.startswith("pgettext") else 0
        if name in CALLS and len(node.args) > first:
            argument = node.args[first]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value


def said_in_template(path: Path) -> Iterator[str]:
    """The Dutch sentences of a template, as Django itself reads them."""
    for name, first, second in IN_TEMPLATE.findall(templatize(path.read_text(encoding="utf-8"))):
        yield ast.literal_eval(second if name == "pgettext" else first)


def said(room: str) -> set[str]:
    folder = SOURCE / room
    python = [path for path in folder.rglob("*.py") if not {"tests", "migrations"} & set(path.parts)]
    sentences = {sentence for path in python for sentence in said_in_python(path)}
    texts = [*folder.glob("templates/**/*.html"), *folder.glob("templates/**/*.txt")]
    return sentences | {sentence for path in texts for sentence in said_in_template(path)}


def translations(message: Message) -> list[tuple[str, str]]:
    """The Dutch and the English, form by form."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    return list(zip(message.id, message.string or (), strict=True))


def messages(room: str) -> list[Message]:
    return [message for message in catalogue(room) if message.id]


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_of_a_room_is_in_its_own_catalogue(room: str) -> None:
    known = {message.id if isinstance(message.id, str) else message.id[0] for message in messages(room)}
    missing = sorted(said(room) - known)
    assert not missing


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_has_its_english(room: str) -> None:
    unsure = [m.id for m in messages(room) if m.fuzzy or any(not english for _, english in translations(m))]
    assert not unsure


@pytest.mark.parametrize("room", ROOMS)
def test_english_fills_in_the_same_places_and_adds_no_markup(room: str) -> None:
    """A translator may reorder, and may not add: a tag in a translation is a way in (security.md, abuse 14)."""
    for message in messages(room):
        forms = translations(message)
        dutch, english = " ".join(d for d, _ in forms), " ".join(e for _, e in forms)
        assert set(PLACES.findall(english)) <= set(PLACES.findall(dutch)), message.id
        assert set(PLACES.findall(forms[-1][0])) == set(PLACES.findall(forms[-1][1])), message.id
        assert sorted(TAGS.findall(english)) == sorted(TAGS.findall(dutch)), message.id


def test_the_reader_of_templates_finds_what_is_there(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '{% load i18n %}{% translate "Zeg het" %} {% include "x.html" with text=_("te laat") %}'
        "{% blocktranslate trimmed count counter=n %}\n  Eén keer\n"
        "{% plural %}\n  {{ counter }} keer\n{% endblocktranslate %}",
        encoding="utf-8",
    )
    assert set(said_in_template(page)) == {"Zeg het", "te laat", "Eén keer"}
