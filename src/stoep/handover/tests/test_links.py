"""Policy that goes with the agenda is a line too, for a municipality and for nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from stoep.council import actions as council
from stoep.handover import actions, queries
from stoep.handover.tests.ground import Ground, on
from tests.builders import TODAY, an_item, an_organisation


@pytest.fixture
def link(ground: Ground) -> Any:
    """A policy that clashes with an item of the agenda."""
    given: dict[str, Any] = {"by": ground.official, **on()}
    policy = council.enter(neighbourhood=ground.place, kind="goal", title="Minder parkeren", number="M-12", **given)
    item = an_item(ground.place, "Parkeren bij de flat", by=ground.chair)
    due = {"reply_due_on": TODAY + timedelta(days=42), **given}
    council.link(item=an_item(ground.place, by=ground.chair), kind="none", words="Er is geen beleid.", **due)
    return council.link(item=item, policy=policy, kind="clashes", words="Dit botst.", **due)


def test_a_link_is_found_and_answered_and_ends_by_itself(ground: Ground, link: Any) -> None:
    power = ground.power()
    found = queries.dossier(power, TODAY)
    assert [shown.title for shown in found.of("link")] == ["Parkeren bij de flat: M-12 Minder parkeren"]
    line = power.lines.get(link=link)
    assert ground.reply(line).line.link_id == link.pk
    council.unlink(link=link, why="Het beleid verviel.", by=ground.official, at=on()["at"])
    assert queries.dossier(power, TODAY).of("link")[0].state == "confirm"


def test_a_policy_that_was_corrected_stands_in_its_newest_words(ground: Ground, link: Any) -> None:
    power = ground.power()
    mended: dict[str, Any] = {"kind": "goal", "title": "Minder auto's", "number": "M-13", "corrects": link.policy}
    council.enter(neighbourhood=ground.place, by=ground.official, **mended, **on())
    found = queries.dossier(power, TODAY)
    assert [shown.title for shown in found.of("link")] == ["Parkeren bij de flat: M-13 Minder auto's"]


def test_a_link_that_ended_needs_no_answer(ground: Ground, link: Any) -> None:
    power = ground.power()
    council.unlink(link=link, why="Het beleid verviel.", by=ground.official, at=on()["at"])
    day = TODAY + timedelta(days=101)
    assert [shown.state for shown in queries.dossier(power, day).lines] == ["over"]
    assert queries.powers(ground.place, day)[0].unanswered == 0
    assert actions.tell_of_late(**on(day)) == 0


def test_policy_of_the_municipality_is_no_line_of_another(ground: Ground, link: Any) -> None:
    power = ground.power(kind="director", organisation=an_organisation("police"), office="korpschef")
    assert not power.lines.exists()


def test_a_link_of_after_the_day_is_the_newcomers_own(ground: Ground, link: Any) -> None:
    assert not ground.power(on=TODAY - timedelta(days=1)).lines.exists()
