"""Amina never touches a screen, Bram does all on his telephone: the same information, influence and day for both.

She gets a card in her letterbox, rings, writes a card at the counter, reads a poster and a letter, and answers by
telephone. Step by step it is laid beside what he sees and does.
"""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from stoep.agenda import actions as agenda
from stoep.agenda.models import Origin
from stoep.gatherings import actions as gatherings
from stoep.gatherings import wordings
from stoep.gatherings.models import Activity, Answer, Sending, Spent
from stoep.people.models import Telling
from stoep.promises import actions as promises
from stoep.voices.models import Voice
from tests.builders import an_item, an_organisation
from tests.journeys.conftest import Clock, Door, Wijk
from tests.rooms.gatherings import a_job, approved, published

pytestmark = pytest.mark.journey
HERS = "Een bank bij de speeltuin, dan kan ik even zitten."
HIS = "Zet een bank bij de speeltuin voor de opa's en oma's."
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


def text_of(page: Page, address: str) -> str:
    """What stands on the paper at this address, on one line."""
    answer = page.request.get(address)
    assert answer.body().startswith(b"%PDF"), (answer.status, address)
    pages = PdfReader(io.BytesIO(answer.body())).pages
    return " ".join(" ".join(sheet.extract_text() for sheet in pages).split())


def read(page: Page, address: str) -> str:
    """What stands on the page at this address, on one line."""
    page.goto(address)
    return " ".join(page.locator("main").inner_text().split())


def plain(told: Telling, voice: Voice) -> str:
    """The words of a message apart from whose number it tells, and where that is read."""
    body = f"{told.subject}\n{told.body}".replace(voice.spoken, "…").replace(voice.number, "…")
    return re.sub(r"https?://\S+|/\S+/", "…", body)


def printed_codes(tom: Page, wijk: Wijk, activity: Activity) -> tuple[str, list[str]]:
    """Tom prints cards for two doors of the Eikstraat: what stands on them, and their codes."""
    tom.goto(f"{activity.get_absolute_url()}drukken/")
    tom.get_by_label(re.compile("A6|vier op een vel", re.IGNORECASE)).first.check()
    tom.get_by_label("Nederlands").check()
    tom.get_by_label("Welke deuren?").fill("Eikstraat 1\nEikstraat 3")
    tom.get_by_label("eerst de oneven kant").check()
    tom.get_by_label("De namen van de straten kloppen").check()
    tom.get_by_role("button", name="Maak de uitnodigingen").click()
    expect(tom).to_have_url(re.compile(r"/drukken/\d+/"))
    card = text_of(tom, f"{tom.url.split('#')[0].split('?')[0]}bestand/")
    codes = list(dict.fromkeys(CODE.findall(card)))
    assert len(codes) == 2
    return card, codes


def test_who_has_no_screen_gets_the_same_information_influence_and_day(door: Door, wijk: Wijk, clock: Clock) -> None:
    bep = wijk.standing("Bep", clock.today)
    tom, bram = door.visit("Tom"), door.visit()
    activity = published(wijk.place, bep, at=clock.at, today=clock.today)
    approved(wijk.place, bep, at=clock.at)

    # 1. The invitation: all that stands on his page stands on her card.
    card, (hers, his) = printed_codes(tom, wijk, activity)
    page = read(bram, activity.get_absolute_url())
    same = (
        activity.title, activity.inviter, activity.inviter_is, activity.asked, activity.afterwards, activity.where,
        "11 september 2026", "17:00", "11 oktober 2026", "Wat uw woord doet",
    )  # fmt: skip
    for told in same:
        assert told.lower() in page.lower(), f"on the page: {told}"
        assert told.lower() in card.lower(), f"on the card: {told}"
    # The card says it in the sentence that somebody of the wijk approved.
    assert activity.get_influence_display() in page and wordings.PROPOSED["nl"][activity.influence] in card

    # 2. The answer: she rings and reads her code aloud, he types his.
    for reader, code in ((tom, hers), (bram, his)):
        reader.goto(f"{wijk.path}antwoord/")
        reader.locator("[name=code]").fill(code)
        reader.locator("[name=choice][value=yes]").check()
        reader.locator("form[data-answer] button").click()
        expect(reader.locator("[role=status]").first).to_be_visible()
    assert Answer.objects.get(choice="yes").many == 2
    assert Spent.objects.count() == 2

    # 3. What they say: hers by a card at the counter, his by the form; the same day, the same term.
    tom.goto(f"{wijk.path}balie/kaart/")
    tom.get_by_label(re.compile("kaart", re.IGNORECASE)).first.check()
    tom.get_by_label("Op welke dag is het gezegd?").fill(clock.today.isoformat())
    tom.get_by_label("Een idee of wens").check()
    tom.get_by_label("Uw woorden").fill(HERS)
    tom.get_by_label("Iedereen", exact=True).check()
    tom.get_by_label("per brief").check()
    tom.get_by_label("Uw naam en adres").fill("A. de Vries, Eikstraat 3, 1234 AB Waterstad")
    tom.get_by_role("button", name=re.compile("Opslaan")).click()
    expect(tom.get_by_role("link", name="Bewijs bekijken")).to_be_visible()
    bram.goto(f"{wijk.path}zeg-het/")
    bram.get_by_label("Een idee of wens").check()
    bram.get_by_label("Uw woorden").fill(HIS)
    bram.get_by_label("Iedereen", exact=True).check()
    bram.get_by_label("per e-mail").check()
    bram.get_by_label("Uw e-mailadres").fill("bram@voorbeeld.nl")
    bram.get_by_role("button", name="Verstuur").click()
    expect(bram.locator(".stoep-big-number")).to_be_visible()
    secret = bram.locator(".stoep-secret").inner_text()
    paper, screen = Voice.objects.get(words=HERS), Voice.objects.get(words=HIS)
    assert (paper.said_on, paper.due_on, paper.audience) == (screen.said_on, screen.due_on, screen.audience)
    assert paper.channel != screen.channel
    if not screen.checked_at:
        tom.goto(f"{wijk.path}balie/nakijken/")
        tom.locator("main form button.nl-button--primary").first.click()
        expect(tom.get_by_text(HIS)).to_have_count(0)
    listed = read(door.visit(), f"{wijk.path}inbreng/")
    assert HERS in listed and HIS in listed

    # 4. The agenda: one item out of both, each with its number as a source, on the page and on the wall.
    item = an_item(wijk.place, "Een bank bij de speeltuin", by=bep, at=clock.at, today=clock.today)
    other = an_item(wijk.place, "Bomen langs de Kade", by=bep, at=clock.at, today=clock.today)
    clock.go_to(clock.today + timedelta(days=1))
    agenda.take_up(item=item, voices=[paper, screen], why="Twee vroegen het.", by=bep, at=clock.at)
    thread = read(bram, f"/a/{item.code}/")
    wall = text_of(tom, f"{wijk.path}agenda/poster.pdf")
    for title in (item.title, other.title):
        assert title in wall and title in read(bram, f"{wijk.path}agenda/")
    assert paper.spoken in thread and screen.spoken in thread

    # 5. They hear of it on the same day in the same words: a letter for her, a mail for him.
    messages = Telling.objects.filter(created_at=clock.at)
    letter, mail = messages.get(contact__channel="letter"), messages.get(contact__channel="mail")
    assert plain(letter, paper) == plain(mail, screen)
    tom.goto(f"{wijk.path}balie/")
    posted = tom.locator("a[href*='brieven.pdf']").first.get_attribute("href") or ""
    assert item.title in text_of(tom, posted)

    # 6. Their say over the text weighs the same: hers by telephone, typed by Tom, and his by his own number.
    for reader, voice in ((tom, paper), (bram, screen)):
        reader.goto(f"/a/{item.code}/klopt/{voice.number}/")
        reader.get_by_label("Ja, maar er moet iets anders").check()
        reader.get_by_label("Wilt u er iets bij zeggen?").fill("Ook een prullenbak erbij.")
        if reader is bram:
            reader.locator("[name=secret]").fill(secret)
        reader.get_by_role("button", name="Verstuur mijn antwoord").click()
        expect(reader.get_by_role("heading", level=1)).not_to_have_text("Klopt dat zo?")
    said = Origin.objects.filter(item=item).values_list("author_agrees", "author_words", "author_said_at__date")
    assert len(said) == 2 and len(set(said)) == 1

    # 7. The promise hangs on the wall as it stands on the page, on the same day.
    made = promises.promise(
        neighbourhood=wijk.place, called="wethouder Karin", promiser=wijk.people["Karin"], words="De bank staat er",
        due_on=clock.today + timedelta(days=60), organisation=an_organisation("municipality"), item=item, by=bep,
        at=clock.at, today=clock.today,
    )  # fmt: skip
    for address in (f"{wijk.path}beloften/muur/", f"/b/{made.promise.code}/"):
        assert "De bank staat er" in read(bram, address)

    # 8. She rings and says: ask me no more. The next cards pass by her letterbox, and his gets one.
    gatherings.answer(neighbourhood=wijk.place, code=hers, choice="never", house="3")
    again = published(wijk.place, bep, title="Nog eens soep", at=clock.at, today=clock.today)
    a_job(again, bep, "Eikstraat 1\nEikstraat 3", at=clock.at)
    assert Sending.objects.get(activity=again).sent == 1
