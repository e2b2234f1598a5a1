"""A flood of fake participants (figure 26, abuse 41): what a wijk puts first stays what residents put first.

No page of Stoep puts things in order by how often they were said, pressed or answered: the agenda stands as two keys
ordered it, and what was said stands by day. So a script that speaks for thirty invented people moves nothing up. Held
here for one in ten, one in five and three in ten of all contributions, in clusters that each say the same; also when
the host is fooled and lets every text through, and who leads takes it up.
"""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stoep.agenda import actions as agenda
from stoep.agenda import queries
from stoep.places.models import Neighbourhood
from stoep.voices import actions as voices
from stoep.voices.models import Voice
from tests.builders import NOW, TODAY, a_neighbourhood, a_person, a_standing, a_voice, an_item, sign_in

pytestmark = pytest.mark.django_db
WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}
WISHES = (
    "Een bankje",
    "Meer bomen",
    "Een buurtkamer",
    "Licht in de steeg",
    "Een moestuin",
    "Taalles",
    "Een kade",
    "Rust",
)
REAL = 40
TOP = 5


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


class Wijk:
    """Eight items, in an order that two keys gave, grown out of forty contributions of residents whom a host knows."""

    def __init__(self) -> None:
        self.place: Neighbourhood = a_neighbourhood()
        self.resident, self.independent = a_standing(self.place), a_standing(self.place, "independent")
        self.host = a_standing(self.place, seat=False, posts=("host",))
        self.items = [an_item(self.place, title, by=self.resident) for title in WISHES]
        chance = Random(26)
        for number in range(REAL):
            wanted = chance.choices(self.items, weights=range(8, 0, -1))[0]
            receipt = a_voice(self.place, f"{wanted.title} graag, want {number}.", channel="card")
            voices.show(voice=receipt.voice, by=self.host, at=NOW)
            agenda.take_up(item=wanted, voices=[receipt.voice], why="Staat erbij.", by=self.resident, at=NOW)
        codes = [item.code for item in self.items]
        chance.shuffle(codes)
        decision = agenda.propose(missed="De winkels.", kind="order", codes=codes, by=self.resident, **WHEN)
        agenda.second(decision=decision, by=self.independent, **WHEN)

    def top(self, reader: Client) -> dict[str, list[str]]:
        """The first five as this reader finds them: on the agenda, its list, and the page for the council."""
        pages = {name: reverse(name, args=[self.place.slug]) for name in ("agenda:agenda", "thread:council_view")}
        found = {name: _first(reader.get(page).content.decode()) for name, page in pages.items()}
        export = reader.get(reverse("agenda:export", args=[self.place.slug])).content.decode()
        return found | {"file": _first(export)}

    def readers(self) -> list[Client]:
        """A visitor, and a resident of the wijk who signed in."""
        visitor, dweller = Client(), Client()
        sign_in(dweller, a_person())
        return [visitor, dweller]


def _first(page: str) -> list[str]:
    places = {wish: page.find(wish) for wish in WISHES if wish in page}
    return sorted(places, key=places.__getitem__)[:TOP]


def _speak(wijk: Wijk, number: int, wish: str) -> None:
    """One invented participant, from a network of its own, with a device that nobody saw before."""
    bot = Client(REMOTE_ADDR=f"10.{number}.0.7")
    page = reverse("voices:post", args=[wijk.place.slug])
    key = bot.get(page).context["form"]["posted_key"].value()
    said = {"kind": "idea", "audience": "everyone", "tell_by": "none", "posted_key": key}
    assert (
        bot.post(page, said | {"words": f"{wish}! Wij willen allemaal {wish.lower()}. ({number})"}).status_code == 302
    )


@pytest.mark.parametrize("share", [10, 20, 30])
def test_fake_participants_do_not_move_what_residents_see_as_their_top_five(share: int) -> None:
    wijk = Wijk()
    readers = wijk.readers()
    before = [wijk.top(reader) for reader in readers]
    assert all(len(found) == TOP for each in before for found in each.values())
    bots = round(REAL * share / (100 - share))
    last = queries.in_order(queries.items(wijk.place))[-1]
    for number in range(bots):
        _speak(wijk, number, last.title)
    assert Voice.objects.count() == REAL + bots
    assert [wijk.top(reader) for reader in readers] == before

    # They are fooled: every text is let through, and taken up into the item that stands last.
    for voice in Voice.objects.filter(checked_at__isnull=True):
        voices.show(voice=voice, by=wijk.host, at=NOW)
        agenda.take_up(item=last, voices=[voice], why="Staat erbij.", by=wijk.resident, at=NOW)
    assert [wijk.top(reader) for reader in readers] == before
