"""The story of the demonstration can be read, and everyone in it is known. No database."""

from __future__ import annotations

import re

import pytest

from stoep.web.demonstration import cast, story
from stoep.web.management.commands.demonstrate import STORIES

TOLD = [story.read(name) for name in STORIES]


def every_line(told: story.Story) -> list[story.Said]:
    loose = [said for lines in told.loose.values() for said in lines]
    return [said for topic in told.topics for said in topic.voices] + loose


def test_three_years_are_some_four_hundred_contributions_forty_items_and_ninety_promises() -> None:
    assert 380 <= sum(len(every_line(told)) for told in TOLD) <= 420
    assert 40 <= sum(len(told.topics) for told in TOLD) <= 50
    assert 85 <= sum(len(topic.promises) for told in TOLD for topic in told.topics) <= 110


def test_paper_and_the_spoken_word_are_no_second_class() -> None:
    ways = [said.channel for told in TOLD for said in every_line(told)]
    for way in ("screen", "card", "spoken", "professional"):
        assert ways.count(way) >= 8, way
    assert ways.count("card") + ways.count("spoken") > ways.count("screen")


def test_every_kind_of_voice_and_every_end_of_a_promise_is_in_it() -> None:
    assert {said.kind for told in TOLD for said in every_line(told)} == set(story.KINDS.values())
    outcomes = {promised.outcome for told in TOLD for topic in told.topics for promised in topic.promises}
    assert outcomes == {"kept", "kept-late", "broken", "open", "late", "changed-kept", "changed-open"}
    assert any(said.joins for told in TOLD for said in every_line(told))
    assert any(said.splits for told in TOLD for said in every_line(told))


def test_what_was_answered_has_a_reason_and_what_was_passed_on_a_party() -> None:
    for told in TOLD:
        assert all(said.answer and not said.party for said in told.loose["answered"])
        assert all(said.answer and said.party for said in told.loose["passed"])


def test_a_stroke_hangs_under_a_line_that_began_before_it() -> None:
    for told in TOLD:
        topics = {topic.key: topic for topic in told.topics}
        for topic in told.topics:
            if topic.line:
                assert topics[topic.line].horizon == "long"
                assert topics[topic.line].month < topic.month


def test_the_organisations_of_the_story_have_a_kind_or_are_known_by_name() -> None:
    for told in TOLD:
        named = {name for topic in told.topics for name in topic.partners}
        named |= {promised.organisation for topic in told.topics for promised in topic.promises}
        named |= {said.party for said in told.loose["passed"]}
        assert named - {""} <= {*cast.KINDS, *cast.OTHERS}


def test_nothing_in_it_points_to_a_real_address_or_number() -> None:
    texts = [text.read_text(encoding="utf-8") for text in story.STORY.glob("*.toml")]
    for text in texts:
        assert not re.search(r"@\w+\.(nl|com|org)", text)
        assert not re.search(r"\b0[1-9]\d{8}\b", text)


@pytest.mark.parametrize("line", ["", "x/s Bep: hallo", "i/z Bep: hallo", "i/s Bep", "Bep: hallo"])
def test_a_line_that_is_no_contribution_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="Not a contribution"):
        story._said(line)
