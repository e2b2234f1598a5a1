"""The share of the young stands where an agenda is closed, before the council, and in the year book."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stoep.archive import queries as archive
from stoep.gatherings import actions as gatherings
from stoep.gatherings import queries
from stoep.places.models import Neighbourhood
from tests.builders import NOW, TODAY, a_neighbourhood, a_person, a_standing, an_item, sign_in
from tests.rooms.gatherings import published

pytestmark = pytest.mark.django_db
SHARE = "Jongeren van 12 tot en met 17 zeiden ongeveer 20 van de 60 dingen op bijeenkomsten."
PERCENT = "Dat is ongeveer 35 van de 100."


def a_season(here: Neighbourhood, by: Any, young: int = 20, others: int = 40) -> None:
    """So many said something at a session of the young, and so many at another gathering."""
    for is_youth, many in ((True, young), (False, others)):
        activity = published(here, by, is_youth=is_youth, title="Op het veldje" if is_youth else "Soep",
                             today=TODAY - timedelta(days=10))  # fmt: skip
        for number in range(many):
            gatherings.take_down(
                activity=activity, by=by, at=NOW, today=TODAY, kind="idea", words=f"Idee {number}.", channel="card",
                audience="everyone", year_band="12-17" if is_youth else "",
            )  # fmt: skip


def page(client: Client, name: str, *args: Any) -> str:
    return " ".join(client.get(reverse(name, args=args)).content.decode().split())


def test_the_share_of_the_young_is_told_where_an_agenda_is_closed_and_in_the_view_for_the_council(
    client: Client,
) -> None:
    here = a_neighbourhood()
    bep = a_person("Bep")
    by = a_standing(here, person=bep)
    an_item(here, "Een hek om het veldje", by=by)
    a_season(here, by)
    assert queries.youth_share(here)
    for name in ("thread:council_view", "gatherings:youth"):
        assert f"{SHARE} {PERCENT}" in page(client, name, here.slug), name
    assert "Young people aged 12 to 17" in Client(headers={"accept-language": "en"}).get(
        reverse("thread:council_view", args=[here.slug])
    ).content.decode()  # fmt: skip
    sign_in(client, bep)
    assert SHARE in page(client, "agenda:adopt", here.slug)
    paper = client.get(reverse("thread:council_pdf", args=[here.slug]))
    assert paper.status_code == 200 and paper.content.startswith(b"%PDF")


def test_under_ten_nothing_is_told_of_the_share_anywhere(client: Client) -> None:
    here = a_neighbourhood()
    bep = a_person("Bep")
    by = a_standing(here, person=bep)
    a_season(here, by, young=9)
    sign_in(client, bep)
    for name in ("thread:council_view", "agenda:adopt"):
        assert "zeiden ongeveer" not in page(client, name, here.slug), name


def test_the_year_book_tells_where_the_young_met_and_their_share_since_the_beginning() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    a_season(here, by)
    for chapters in (archive.CHAPTERS, [archive.at_a_glance]):
        told = archive.year_of(here, TODAY.year, today=TODAY, chapters=chapters)
        (young,) = [each for each in told.chapters if each.key == "young"]
        assert young.lead == f"Sinds het begin: {SHARE} {PERCENT}"
        assert [each.title for each in young.told] == (["Op het veldje"] if chapters is archive.CHAPTERS else [])
    quiet = archive.year_of(a_neighbourhood(), TODAY.year, today=TODAY, chapters=archive.CHAPTERS)
    assert not [each for each in quiet.chapters if each.key == "young"]
