"""Every act that is sealed can be read in the public log by anybody, as a sentence, in Dutch and in English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from stoep.agenda.models import Decision
from stoep.network import actions as network
from stoep.network.models import Change, Post
from stoep.promises import actions as promises
from stoep.record import actions as record
from stoep.record import sentences
from stoep.record.models import Entry
from stoep.shared import receipts
from stoep.shared.actor import VISITOR
from tests.builders import NOW, TODAY, a_neighbourhood, a_promise, a_standing, a_voice, an_item, sign_in
from tests.rooms import gathered

SOURCE = Path(__file__).resolve().parents[1] / "src" / "stoep"
AN_ACT = re.compile(
    r"(?:voices|strengths|reach|venues|calendar|gatherings|packs|agenda|conflicts|tables|council|promises|budgeting|exchange"
    r"|handover|archive|network|places|people|record|web)\.[a-z_]+"
)
NAMED = re.compile(f'"{AN_ACT.pattern}"')  # to read a file as Python takes a while, and most files name none
# An act with a sentence for each value of a fact, and those values.
VALUES = {
    "agenda.propose": Decision.Kind.values,
    "agenda.remark": ["fact", "offer", "objection"],
    "agenda.say_of_origin": ["True", "False"],
    "agenda.endorse": ["council-signed", "council-refused", "partner-signed", "partner-refused"],
    "agenda.look_back": ["good", "slipping"],
    "voices.answer": ["taken-up", "answered", "passed-on", "progress"],
    "promises.judge": ["kept", "broken"],
    "network.propose": Change.Kind.values,
    "network.confirm": Change.Kind.values,
    "network.drop": Change.Kind.values,
    "network.post": Post.Kind.values,
    "network.read_figure": ["True", "False"],
    "network.review_word": ["True", "False"],
    **gathered("VALUES"),
}
_REFUSING = {"stand_here", "of_here", "of_author", "_of_author", "_held", "refuse_not_promiser", "_host"}


def _texts(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and AN_ACT.fullmatch(part.value):
            yield part.value


def _sealed_in(nodes: list[ast.AST]) -> Iterator[str]:
    """The acts that this file seals: named in a call that seals, or in what such a call takes from a name nearby."""
    for node in nodes:
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if "seal" in name or name == "_finish":
                yield from _texts(node)
        elif isinstance(node, ast.FunctionDef) and "seal" in node.name:
            for default in [*node.args.defaults, *(given for given in node.args.kw_defaults if given)]:
                yield from _texts(default)
        elif isinstance(node, ast.Assign) and any(getattr(name, "id", "").lower() == "act" for name in node.targets):
            yield from _texts(node.value)


def _asked_in(nodes: list[ast.AST]) -> Iterator[str]:
    """The acts for which this file asks a right, or that it refuses: what stands in `act=` of any call."""
    for node in nodes:
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if "seal" in name or name in {"erase", "filter", "_append"}:
                continue
            for given in node.keywords:
                if given.arg == "act":
                    yield from _texts(given.value)
            if name in _REFUSING:
                for part in node.args:
                    yield from _texts(part)


@cache
def _acts() -> tuple[frozenset[str], frozenset[str]]:
    """The acts that are sealed, and those that can be refused: every file of ours that names an act is read once."""
    # Two keys carry out a decision under its own name: f"agenda.{kind}".
    sealed = {f"agenda.{kind}" for kind in Decision.Kind.values}
    tried = set(sealed)
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if NAMED.search(text) and not {"tests", "demonstration", "migrations"} & set(path.parts):
            nodes = list(ast.walk(ast.parse(text)))
            sealed.update(_sealed_in(nodes))
            tried.update(_asked_in(nodes))
    return frozenset(sealed), frozenset(tried)


def sealed_acts() -> frozenset[str]:
    return _acts()[0]


def test_the_search_for_acts_finds_those_of_every_room() -> None:
    found = sealed_acts()
    assert {"voices.post", "voices.hold_back", "agenda.start", "agenda.admit", "agenda.withdraw_proposal"} <= found
    assert {"agenda.order", "promises.judge", "promises.late", "network.seat", "network.drop"} <= found
    assert {"network.refused", "record.erase", "voices.erase_words"} <= found


@pytest.mark.parametrize("act", sorted(sealed_acts()))
def test_an_act_has_its_sentence_in_dutch_and_in_english(act: str) -> None:
    known = sentences.registered()
    for name in [f"{act} {value}" for value in VALUES.get(act, [])] or [act]:
        assert name in known, f"{name} is sealed, and nobody can read in the log what it is"
        with translation.override("nl"):
            dutch = str(known[name])
        with translation.override("en"):
            english = str(known[name])
        assert dutch.endswith((".", "!")) and english.endswith(".")
        # A neighbourhood that begins is told by its name in both; every other sentence has words of its own.
        assert dutch != english


def tried_acts() -> frozenset[str]:
    return _acts()[1]


def test_the_search_for_what_can_be_refused_finds_it_in_every_room() -> None:
    assert {"voices.hold_back", "agenda.edit", "promises.erase_promiser", "network.letters"} <= tried_acts()
    assert {"voices.withdraw", "promises.confirm", "agenda.order", "places.read_figures"} <= tried_acts()


@pytest.mark.parametrize("act", sorted(tried_acts()))
def test_an_attempt_at_an_act_can_be_read_in_dutch_and_in_english(act: str) -> None:
    known = sentences.tried()
    assert act in known, f"{act} can be refused, and nobody can read in the log what was tried"
    with translation.override("nl"):
        dutch = str(known[act])
    with translation.override("en"):
        assert dutch != str(known[act])
    assert not dutch.endswith(".")


@pytest.mark.django_db
def test_the_log_and_the_page_say_what_was_tried_and_on_what() -> None:
    here = a_neighbourhood()
    item = an_item(here, "Een bankje bij de vijver")
    official = a_standing(here, "municipality")
    assert official.person
    browser = Client(headers={"accept-language": "nl"})
    sign_in(browser, official.person)
    page = browser.post(reverse("agenda:edit", args=[item.code]), {"title": "Parkeren"}).content.decode()
    (entry,) = Entry.objects.filter(act="network.refused")
    dutch = f"Iemand probeerde dit: een agendapunt veranderen (agendapunt {receipts.spoken(item.code)})."
    assert dutch in page
    with translation.override("nl"):
        assert sentences.sentence(entry).startswith(dutch)
    with translation.override("en"):
        english = sentences.sentence(entry)
    assert english.startswith("Somebody tried this: change an item of the agenda (agenda item ")
    assert receipts.spoken(item.code) in english
    assert entry.sealed()["facts"]["told"].startswith(dutch)


@pytest.mark.django_db
def test_the_log_and_the_feed_speak_the_language_of_the_reader() -> None:
    here = a_neighbourhood()
    voice = a_voice(here).voice
    (entry,) = Entry.objects.filter(act="voices.post")
    with translation.override("nl"):
        assert sentences.sentence(entry).startswith(f"Inbreng {voice.spoken} is ontvangen (")
    with translation.override("en"):
        assert sentences.sentence(entry) == f"Contribution {voice.spoken} was received."


@pytest.mark.django_db
def test_the_page_of_the_log_and_the_feed_are_english_for_whoever_reads_english() -> None:
    here = a_neighbourhood()
    voice = a_voice(here).voice
    reader = Client(headers={"accept-language": "en"})
    with translation.override("nl"):  # so that the language of this reader is not that of the next test
        log = reader.get(reverse("record:log", args=[here.slug])).content.decode()
        feed = reader.get(reverse("thread:feed", args=[here.slug])).content.decode()
    for page in (log, feed):
        assert f"Contribution {voice.spoken} was received." in page
        assert "is ontvangen" not in page


@pytest.mark.django_db
def test_an_act_that_nobody_gave_a_sentence_is_told_as_it_was_sealed_or_by_its_name() -> None:
    here = a_neighbourhood()
    with transaction.atomic():
        told = record.seal(
            neighbourhood=here, act="tests.told", by=VISITOR, at=NOW, facts={"told": "Er gebeurde iets."}, subject=""
        )
        bare = record.seal(neighbourhood=here, act="tests.bare", by=VISITOR, at=NOW, facts={}, subject="")
    with translation.override("en"):
        assert sentences.sentence(told) == "Er gebeurde iets."
        assert sentences.is_told(told)
        assert not sentences.is_told(bare)
        assert "tests.bare" in sentences.sentence(bare)


@pytest.mark.django_db
def test_what_is_sealed_is_dutch_whoever_acts_in_whatever_language() -> None:
    here = a_neighbourhood()
    with translation.override("en"):
        leads = a_standing(here)
        a_standing(here)
        a_standing(here, "independent")
        network.propose(by=leads, kind="share", share=60, at=NOW, today=TODAY)
        promise = a_promise(here, organisation=None).promise
        promises.judge(promise=promise, kind="kept", words="", by=leads, at=NOW, today=TODAY)
    told = {entry.act: entry.sealed()["facts"]["told"] for entry in Entry.objects.all()}
    assert told["network.propose"] == "Voorgesteld: het aandeel van bewoners."
    assert told["promises.judge"].endswith(": nagekomen.")
    assert told["promises.promise"].startswith("Belofte van een bewoner, voor ")
