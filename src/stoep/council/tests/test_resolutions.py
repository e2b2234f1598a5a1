"""A decision of the partnership in somebody else's competence: advice with a clock; the decision stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import serializers
from django.test import Client
from django.urls import reverse

from stoep.council import actions as council
from stoep.council import queries
from stoep.council.models import Advice
from stoep.council.tests.ground import IN_SIX_WEEKS, Wijk, a_resolution, a_wijk, an_advice
from stoep.record.models import Entry
from stoep.shared.refusal import Refused
from stoep.tables.models import Ballot, Resolution, Wording
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing, an_organisation, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    """The clock of the pages stands a week after the builders', when the table has decided."""
    with time_machine.travel(NOW + timedelta(days=8), tick=False):
        yield


@pytest.fixture
def wijk() -> Wijk:
    return a_wijk()


def refused(code: str, act: Any) -> None:
    with pytest.raises(Refused) as caught:
        act()
    assert caught.value.code == code
    assert str(caught.value)


def as_it_is(resolution: Resolution) -> str:
    """Everything that belongs to a decision, as it stands in the database."""
    rows = [
        *Resolution.objects.filter(pk=resolution.pk),
        *Wording.objects.filter(resolution=resolution),
        *Ballot.objects.filter(resolution=resolution),
    ]
    return str(serializers.serialize("json", rows))


def test_in_somebody_elses_competence_a_decision_is_advice_and_its_words_never_change(wijk: Wijk) -> None:
    resolution = a_resolution(wijk, "Wij willen eerst een nieuwe kap.")
    before = as_it_is(resolution)
    advice = an_advice(wijk, resolution=resolution, said_as="ask", words="Wat de raad leest.")
    assert (advice.said_as, advice.answer_due_on, advice.is_decision) == ("decide", IN_SIX_WEEKS, False)
    assert queries.AdviceLine(advice, TODAY).is_recast
    council.reply(
        missed="De winkels.",
        advice=advice,
        kind="deviates",
        words="Nee.",
        why="De kap.",
        by=wijk.official,
        at=NOW,
        today=TODAY,
    )
    assert as_it_is(resolution) == before
    assert Entry.objects.get(act="council.ask").sealed()["facts"]["resolution"] == resolution.number
    page = Client(headers={"accept-language": "nl"}).get(advice.get_absolute_url()).content.decode()
    for words in ("De huiskamer mag elke avond koken.", "Besloten", "Wij willen eerst een nieuwe kap.", "instemming"):
        assert words in page, words


def test_in_residents_own_competence_a_decision_stands_without_a_clock(wijk: Wijk) -> None:
    resolution = a_resolution(wijk)
    made = an_advice(wijk, resolution=resolution, competent="fund", organisation=None, answer_due_on=None)
    assert made.is_decision and made.answer_due_on is None
    assert queries.open_advice(wijk.place, TODAY) == []
    reader = Client(headers={"accept-language": "nl"})
    page = reader.get(reverse("council:of_resolution", args=[wijk.place.slug, resolution.number])).content.decode()
    assert "besloten door bewoners" in page


def test_only_what_the_table_here_decided_is_laid_down_and_once_with_each(wijk: Wijk) -> None:
    objected = a_resolution(wijk, outcome="objected")
    refused("not-decided", lambda: an_advice(wijk, resolution=objected))
    other = a_wijk()
    refused("not-decided", lambda: an_advice(wijk, resolution=a_resolution(other)))
    carried = a_resolution(wijk)
    first = an_advice(wijk, resolution=carried)
    refused("laid", lambda: an_advice(wijk, resolution=carried))
    an_advice(wijk, resolution=carried, competent="council")
    council.withdraw(advice=first, why="Verkeerd adres.", by=wijk.resident, at=NOW)
    an_advice(wijk, resolution=carried)
    assert [line.state for line in queries.of_resolution(carried, TODAY)] == ["withdrawn", "open", "open"]


def test_residents_lay_a_decision_before_whoever_decides_from_its_own_page(wijk: Wijk) -> None:
    resolution = a_resolution(wijk, items=[wijk.item])
    laid = reverse("council:of_resolution", args=[wijk.place.slug, resolution.number])
    client = Client(headers={"accept-language": "nl"})
    assert laid in client.get(resolution.get_absolute_url()).content.decode()
    ask = f"{reverse('council:ask', args=[wijk.place.slug])}?besluit={resolution.number}"
    assert ask not in client.get(laid).content.decode()
    assert wijk.resident.person
    sign_in(client, wijk.resident.person)
    assert ask in client.get(laid).content.decode()
    form = client.get(ask).content.decode()
    assert (
        "De huiskamer mag elke avond koken." in form
        and "In wiens bevoegdheid is dit?" in form
        and "said_as" not in form
    )
    sent = {
        "title": "Koken", "words": "Geef een vergunning.", "competent": "executive",
        "organisation": str(an_organisation("municipality").pk), "answer_due_on": IN_SIX_WEEKS.isoformat(),
        "influence": "none", "item": wijk.item.code, "key": "besluit-een",
    }  # fmt: skip
    for _twice in range(2):
        assert client.post(ask, sent).status_code == 302
    made = Advice.objects.get()
    assert (made.resolution, made.said_as, made.item) == (resolution, "decide", wijk.item)
    nowhere = reverse("council:ask", args=[wijk.place.slug])
    for path in (f"{nowhere}?besluit=99", reverse("council:of_resolution", args=[wijk.place.slug, 99])):
        assert client.get(path).status_code == 404


def test_a_form_that_lays_a_decision_of_another_wijk_finds_nothing(wijk: Wijk) -> None:
    a_resolution(wijk)
    elsewhere = a_neighbourhood()
    somebody = a_standing(elsewhere)
    client = Client()
    assert somebody.person
    sign_in(client, somebody.person)
    assert client.get(f"{reverse('council:ask', args=[elsewhere.slug])}?besluit=1").status_code == 404
