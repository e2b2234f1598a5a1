"""What people do in a round of dividing money before voting: on a telephone, at a desk, on paper through a host."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.conftest import DESK, Clock, Door, Wijk, let_in
from tests.journeys.walk import barriers, squeezed

# All that the chair types of the round, by the name of the box.
ROUND = {
    "title": "Samen over 12.000 euro",
    "why": "Het is geld van de gemeente voor onze wijk. Bewoners verdelen het.",
    "contact": "Tom Visser",
    "phone": "020 555 01 23",
    "part_1": "de hele wijk",
    "part_1_cents": "12.000",
    "most": "4",
    "why_rule": "Zo heeft bijna iedereen iets van de eigen keuze.",
    "reserve_per_thousand": "20",
    "ideas_from": "2026-09-02",
    "ideas_until": "2026-09-28",
    "repair_days": "5",
    "check_until": "2026-10-20",
    "voting_from_day": "2026-10-27",
    "voting_from_clock": "09:00",
    "voting_until_day": "2026-11-17",
    "voting_until_clock": "18:00",
    "count_at_day": "2026-11-18",
    "count_at_clock": "19:00",
    "count_where": "Buurthuis De Eik, grote zaal",
    "objections_until": "2026-12-02",
}
CHOSEN = {
    "ballot": "approval", "rule": "equal-shares", "utility": "cost", "completion": "add1", "tie_break": "drawn",
}  # fmt: skip
COUNTERS = (
    ("Bep de Jong", ""), ("Fatma Demir", ""), ("Karim Haddad", ""), ("Ilse Smit", "Stichting Meerpaal Samen"),
    ("Anouk de Vries", "Gemeente Waterstad"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slip:
    """What an author keeps of an idea: its number as it is spoken, and the secret code."""

    spoken: str
    secret: str

    @property
    def number(self) -> str:
        """The number as it stands in an address."""
        return self.spoken.replace("-", "").replace(" ", "")


@dataclass
class Story:
    """The round as it goes, and what people hold of it in their hands: slips, codes from letters, sheets of words."""

    door: Door
    wijk: Wijk
    clock: Clock
    slips: dict[str, Slip] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)
    reserve: dict[int, str] = field(default_factory=dict)
    sheets: list[str] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)
    _desks: dict[str, tuple[Page, datetime]] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Where the addresses of this round begin."""
        return f"{self.wijk.path}samen-geld-verdelen/1/"

    def it_is(self, year_month_day: str, at: str = "12:00:00") -> None:
        """For everybody it is this day and this time in the wijk."""
        hour, minute, second = (int(part) for part in at.split(":"))
        day = datetime.fromisoformat(year_month_day)
        self.clock.at = timezone.make_aware(datetime.combine(day, time(hour, minute, second)))

    def at(self, name: str, where: str = "") -> Page:
        """This member of the network at this page of the round: at the own desk, signed in as long ago as today."""
        page, since = self._desks.get(name) or (self.door.visit(name, window=DESK), self.clock.at)
        if since.date() != self.clock.at.date():
            let_in(page.context, self.door.server, self.wijk.people[name])
        self._desks[name] = page, self.clock.at
        page.goto(self.path + where)
        return page

    def reads(self, page: Page, where: str | None = None) -> str:
        """What stands on the page (of the round), on one line."""
        if where is not None:
            page.goto(where if where.startswith("/") else self.path + where)
        return " ".join(page.locator("main").inner_text().split())

    def idea(self, title: str) -> str:
        """Where an idea stands."""
        return f"ideeen/{self.slips[title].number}/"

    def looks_well(self, page: Page) -> None:
        """Nothing on this page stands in the way of anybody."""
        if self.door.script:
            assert barriers(page) + squeezed(page) == []


def send(page: Page, words: str | re.Pattern[str]) -> None:
    """Press the button of this name: the whole of it, or what a pattern says."""
    page.locator("main").get_by_role("button", name=words, exact=True).click()


def fill(page: Page, **boxes: str) -> None:
    """Type in these boxes, by their names; a day as its own people write it."""
    for name, words in boxes.items():
        page.locator(f"main [name={name}]").fill(words)


def choose(page: Page, **choices: str) -> None:
    """One of a few, by the names of the boxes."""
    for name, value in choices.items():
        page.locator(f'main [name={name}][value="{value}"]').check()


def told(page: Page, words: str | re.Pattern[str]) -> None:
    """The page says this."""
    expect(page.locator("main").get_by_text(words).first).to_be_visible()


def text_of(page: Page, address: str) -> str:
    """What stands on the paper at this address, on one line."""
    answer = page.request.get(address)
    assert answer.body().startswith(b"%PDF"), (answer.status, address)
    return " ".join(" ".join(sheets_of(answer.body())).split())


def sheets_of(paper: bytes, most: int = 20) -> list[str]:
    """What stands on each sheet of a paper, as far as somebody leafs."""
    return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(paper)).pages[:most]]


def write_the_round(story: Story) -> None:
    """Bep says all of it at once. One day cannot be: that is told, and what she typed stays."""
    bep = story.at("Bep", "../")
    bep.get_by_role("link", name="Bereid een ronde voor").click()
    fill(bep, **ROUND)
    choose(bep, **CHOSEN)
    bep.get_by_label("Basisschool De Kade").check()
    bep.get_by_label(re.compile("mag een merkteken vragen")).check()
    for order, (called, party) in enumerate(COUNTERS, start=1):
        fill(bep, **{f"counter_{order}": called})
        if party:
            bep.get_by_label(f"Teller {order}: van wie?").select_option(label=party)
    for order, who in enumerate(("Koos Dijk (bewoner)", "Joost Bakker (Welzijn Waterstad)"), start=1):
        bep.get_by_label(f"Waarnemer {order}").select_option(label=who)
    fill(bep, voting_from_day="2026-10-19")
    send(bep, "Bewaar het concept")
    told(bep, "Het stemmen begint voordat alles is nagekeken. Kies een latere dag.")
    expect(bep.locator("[name=title]")).to_have_value(ROUND["title"])
    fill(bep, voting_from_day=ROUND["voting_from_day"])
    send(bep, "Bewaar het concept")
    told(bep, "Dit is een concept. Alles kan nog anders.")


def give(story: Story, page: Page, title: str, words: str, cost: str, called: str, **how: str) -> Slip:
    """Somebody gives an idea on the own screen, and keeps the slip. `how`: how they want to hear of it, and where."""
    page.goto(story.path)
    page.get_by_role("link", name="Geef uw idee").click()
    _say(page, title, words, cost, called, how)
    send(page, "Verstuur mijn idee")
    return kept(story, page, title)


def give_on_paper(
    story: Story, title: str, words: str, cost: str, called: str, *, channel: str, said_on: str, **how: str
) -> Slip:
    """Tom types over a card, or what somebody says, and gives the slip."""
    tom = story.at("Tom", "ideeen/")
    tom.get_by_role("link", name="Schrijf een idee op van iemand anders").click()
    choose(tom, channel=channel)
    fill(tom, said_on=said_on)
    tom.get_by_label("Voorgelezen en akkoord").check()
    _say(tom, title, words, cost, called, how)
    send(tom, "Bewaar, en laat het bewijs zien")
    return kept(story, tom, title)


def _say(page: Page, title: str, words: str, cost: str, called: str, how: dict[str, str]) -> None:
    fill(page, title=title, words=words, guessed_cents=cost, called=called)
    choose(page, tell_by=next(iter(how), "none"))
    fill(page, **how)


def kept(story: Story, page: Page, title: str) -> Slip:
    """The slip on the page that thanks, kept by the title of the idea."""
    slip = Slip(page.locator(".stoep-big-number").inner_text(), page.locator(".stoep-secret").inner_text())
    story.slips[title] = slip
    return slip


def host_reads_all(story: Story) -> int:
    """Tom looks at the words that wait, and lets everybody read them; how many there were."""
    tom = story.at("Tom")
    tom.goto(f"{story.wijk.path}balie/nakijken/")
    button, many = tom.locator("main form button.nl-button--primary"), 0
    while button.count():
        button.first.click()
        many += 1
    return many


def say_no(story: Story, name: str, title: str, *, why: str, repair: str) -> None:
    """Somebody of the network says that it cannot be done so, why, and how it could."""
    _look(story, name, title, "no", {"why": why, "repair": repair})


def say_yes(story: Story, name: str, title: str, cost: str) -> None:
    """Somebody of the network says that it can be done, and what it costs."""
    _look(story, name, title, "yes", {"cents": cost})


def _look(story: Story, name: str, title: str, kind: str, boxes: dict[str, Any]) -> None:
    page = story.at(name, story.idea(title))
    page.get_by_role("link", name=re.compile("^(Kijk of dit idee kan|Kijk nog eens)$")).click()
    choose(page, kind=kind)
    fill(page, **boxes)
    send(page, "Zeg dit")
    told(page, "Dit staat er nu, en de maker hoort het.")


def the_post(story: Story) -> str:
    """The letters that Tom prints, puts in envelopes and posts."""
    tom = story.at("Tom")
    tom.goto(f"{story.wijk.path}balie/")
    address = tom.get_by_role("link", name="Open de brieven").get_attribute("href") or ""
    read = text_of(tom, address)
    send(tom, "Ze zijn gepost")
    return read
