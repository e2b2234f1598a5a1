"""Whatever is sent to a form of a round, it is taken or refused in words: within two seconds and 256 MB."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from stoep.budgeting import forms as of_the_room
from stoep.budgeting import queries, rules
from stoep.budgeting.forms import vote
from stoep.budgeting.wordings import PROPOSED
from stoep.core.ballots import codes, countkey

SECONDS, MEMORY = 2.0, 256 * 2**20
FEW, MANY = 40, 1_000_000
PIECES = (
    "", " ", "0", "1", "-1", "1,50", "1.50", "1e9", "9" * 40, "00000001", "½", "٣", "nan", "true", "None", "[]", "{}",
    "2026-11-30", "31-02-2027", "0000-00-00", "9999-12-31", "24:00", "09.30", "9", "K7QM-4XRT-8PWN-C", "1 2 3=4",
    "\x00", "\ufeff", "\u202e", "\ud800", "é́́́", "👩‍👩‍👧‍👦", "<script>alert(1)</script>", "javascript:alert(1)",
    "' OR 1=1 --", "../../etc/passwd", "{amount} {most} {0.__class__}", "%(x)s %s %d", "=HYPERLINK(1)",
    "\r\n\r\n", "a" * 10_000, "aan@voorbeeld.example", "@" * 300, "06 12345678", "academic acid",
    "\n" * 2000, "1 " * 3000, "(" * 5000,
)  # fmt: skip
Target = Callable[[QueryDict, MultiValueDict[str, Any]], object]


class Rows(list[Any]):
    """Rows of a round that no database holds, asked for as a manager is."""

    def all(self) -> Rows:
        return self

    def order_by(self, *_names: str) -> Rows:
        return self

    def select_related(self, *_names: str) -> Rows:
        return self


@pytest.fixture(autouse=True)
def _in_two_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The paper of this round, which no database holds, is in two languages."""
    monkeypatch.setattr(queries, "paper_languages", lambda _round: [("nl", "Nederlands"), ("ar", "العربية")])


def _given() -> dict[str, Any]:
    """What forms ask for besides what was typed, by the name of the argument."""
    parts = Rows(SimpleNamespace(pk=order, order=order, name=f"Deel {order}", cents=100_000) for order in (1, 2))
    party = SimpleNamespace(pk=1, name="De Stichting", kind="independent")
    person = SimpleNamespace(pk=1, name="Joost", organisation=party, organisation_id=1)
    counters = Rows(
        SimpleNamespace(pk=n, order=n, called=f"Teller {n}", party=None, party_id=None) for n in range(1, 6)
    )
    venue = SimpleNamespace(pk=1, name="De Eik", address="Kade 1")
    round = SimpleNamespace(
        pk=1, number=1, title="Ronde", parts=parts, counters=counters, observers=counters, venues=Rows([venue])
    )
    return {
        "round": round, "parts": parts, "venues": Rows([venue]), "organisations": [party], "parties": [party],
        "earlier": Rows(), "people": [person], "today": date(2026, 11, 30), "language": "ar", "texts": PROPOSED["ar"],
        "dutch": PROPOSED["nl"],
    }  # fmt: skip


def _classes() -> Iterator[type[forms.Form]]:
    for found in pkgutil.iter_modules(of_the_room.__path__):
        module = importlib.import_module(f"{of_the_room.__name__}.{found.name}")
        for _name, each in inspect.getmembers(module, inspect.isclass):
            if issubclass(each, forms.Form) and each.__module__ == module.__name__ and each.__name__[0] != "_":
                yield each


def _needed(form: type[forms.Form]) -> dict[str, Any]:
    """The arguments that this form must have, of `_given`; one that is not known there fails, so that it is added."""
    known, needed = _given(), {}
    for each in form.__mro__:
        if "__init__" not in vars(each) or each.__module__.startswith("django"):
            continue
        for name, parameter in inspect.signature(vars(each)["__init__"]).parameters.items():
            if parameter.kind is parameter.KEYWORD_ONLY and parameter.default is parameter.empty:
                needed[name] = known[name]
    return needed


def _reader(form: type[forms.Form]) -> Target:
    needed = _needed(form)

    def read(typed: QueryDict, files: MultiValueDict[str, Any]) -> None:
        made = form(typed, files, **needed)
        if not made.is_valid():
            assert made.errors and all(str(words) for found in made.errors.values() for words in found)
        made.errors.as_json()

    return read


def _voted(typed: QueryDict, _files: MultiValueDict[str, Any]) -> None:
    """What the pages of voting read, which are no form of Django's."""
    numbers = list(range(1, 21))
    codes.read(vote.code_of(typed))
    vote.order_of(typed, numbers)
    for points in (vote.points_of(typed, numbers), vote.all_points_of(typed)):
        for ballot in ("approval", "knapsack", "points"):
            rules.vote_mistake(points, ballot=ballot, most=5, costs=dict.fromkeys(numbers, 100), cents=1000)
    countkey.slip_in(typed.get("words", ""))
    try:
        rules.read_papers(typed.get("typed", ""))
    except rules.UnreadablePaper as wrong:
        assert str(wrong) is not None


def _targets() -> dict[str, tuple[list[str], Target]]:
    found: dict[str, tuple[list[str], Target]] = {}
    for each in _classes():
        form = each(**_needed(each))
        assert str(form)  # it can be drawn at all
        found[f"{each.__module__.rsplit('.', 1)[-1]}.{each.__name__}"] = list(form.fields), _reader(each)
    found["vote"] = (
        ["code", "step", "taal", "order", "words", "typed", "plan-1", "plan-7", "plan-99999", "plan--1"],
        _voted,
    )
    return found


def sent(names: list[str], chance: random.Random) -> tuple[QueryDict, MultiValueDict[str, Any]]:
    """Something in some boxes: pieces of what people and programs type, twice, too much, in boxes that are none."""
    typed, files = QueryDict(mutable=True), MultiValueDict[str, Any]()
    for name in names:
        while chance.random() < 0.8:
            pieces = (chance.choice(PIECES) for _piece in range(chance.choice((1, 1, 1, 2, 3))))
            typed.appendlist(name, "".join(pieces))
            if chance.random() < 0.7:
                break
    if chance.random() < 0.2:
        typed[chance.choice(PIECES)[:200]] = chance.choice(PIECES)
    if chance.random() < 0.1:
        kind = chance.choice(("image/png", "image/svg+xml", "text/html"))
        content = chance.randbytes(chance.randrange(200))
        files["photo"] = files["picture"] = SimpleUploadedFile(chance.choice(PIECES)[:80] or "x", content, kind)
    return typed, files


def runs(target: tuple[list[str], Target], seed: int, many: int) -> float:
    """So many times; the longest that one took, in seconds. What fails is written down as it was sent."""
    names, read = target
    chance, longest = random.Random(seed), 0.0
    for _run in range(many):
        typed, files = sent(names, chance)
        began = time.process_time()
        try:
            read(typed, files)
        except BaseException:
            sys.stderr.write(f"seed {seed}: {dict(typed.lists())!r}\n")
            raise
        longest = max(longest, time.process_time() - began)
    return longest


def _grown(before: int) -> int:
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024


def test_every_form_of_the_room_is_among_them() -> None:
    assert len(_targets()) > 25


def test_whatever_is_sent_to_a_form_is_taken_or_refused_in_words() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for place, target in enumerate(_targets().values()):
        assert runs(target, place, FEW) < SECONDS
    assert _grown(before) < MEMORY


@pytest.mark.long
def test_a_million_things_are_sent_to_the_forms() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    targets = _targets()
    each = MANY // len(targets) + 1
    for place, target in enumerate(targets.values()):
        assert runs(target, 1000 + place, each) < SECONDS
    assert _grown(before) < MEMORY
