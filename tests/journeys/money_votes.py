"""What makes a round of dividing money ready for voting, and how each votes: by thumb, by ear, by keyboard."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from stoep.budgeting.wordings import PROPOSED
from stoep.core.ballots.codes import spoken as spoken_code
from tests.builders import a_neighbourhood, a_standing
from tests.journeys.money import COUNTERS, Story, fill, send, sheets_of, text_of, told
from tests.journeys.walk import Keys, post_by_hand
from tests.rooms.rounds import a_round
from tests.rooms.voting import counters, letters, with_ballot

OWN_NAMES = {"nl": "Nederlands", "en": "English", "tr": "Türkçe", "ar": "العربية", "pl": "polski"}
READERS = {"tr": "Hatice", "ar": "Yusuf", "pl": "Kasia"}
# What stands on the ballot in the languages of the wijk: the name of each plan, and what it is.
WORDS = {
    "Huiskamer na schooltijd": {
        "tr": ("Okuldan sonra oturma odası", "Çocuklar için bir yer."),
        "ar": ("غرفة جلوس بعد المدرسة", "مكان للأطفال."),
        "pl": ("Salon po szkole", "Miejsce dla dzieci."),
    },
    "Spelen bij de school": {
        "tr": ("Okulda oyun", "Salıncak ve tırmanma."),
        "ar": ("اللعب عند المدرسة", "أرجوحة وتسلق."),
        "pl": ("Zabawa przy szkole", "Huśtawka i drabinka."),
    },
    "Bankjes langs de Vaart": {
        "tr": ("Kanal boyunca banklar", "Dinlenmek için."),
        "ar": ("مقاعد على القناة", "للراحة."),
        "pl": ("Ławki nad kanałem", "Żeby odpocząć."),
    },
    "Samen koken": {
        "tr": ("Birlikte yemek", "Her perşembe."),
        "ar": ("نطبخ معًا", "كل خميس."),
        "pl": ("Wspólne gotowanie", "W każdy czwartek."),
    },
    "Een fontein op het plein": {
        "tr": ("Meydanda çeşme", "Çeşme."),
        "ar": ("نافورة في الساحة", "نافورة."),
        "pl": ("Fontanna na placu", "Fontanna."),
    },
}
CHOSEN = {
    "Hatice": ("Samen koken", "Huiskamer na schooltijd", "Bankjes langs de Vaart"),
    "Yusuf": ("Huiskamer na schooltijd", "Samen koken"),
    "Noor": ("Huiskamer na schooltijd", "Spelen bij de school"),
    "Geesje": ("Huiskamer na schooltijd", "Bankjes langs de Vaart"),
}


def approve_words(story: Story) -> None:
    """Tom types what three people say who read their language: of each plan, and of the sentences that never change."""
    tom = story.at("Tom", "stembiljet/")
    tom.get_by_role("link", name="Woorden voor het stembiljet").click()
    for title, known in WORDS.items():
        for language, (name, words) in known.items():
            tom.get_by_role("link", name=f"{OWN_NAMES[language]} – {title}").click()
            fill(tom, title=name, words=words, reader=READERS[language])
            send(tom, "Deze woorden kloppen")
    told(tom, "De woorden zijn goedgekeurd.")
    tom.get_by_role("link", name="Vaste zinnen bij het stemmen").click()
    for language, reader in READERS.items():
        tom.get_by_role("link", name=f"Lees de zinnen na – {OWN_NAMES[language]}").click()
        fill(tom, reader=reader)
        send(tom, "Deze zinnen kloppen")
        told(tom, f"{reader} zei op 21 oktober 2026 dat het klopt.")
    ballot = text_of(tom, f"{story.path}stembiljet/voorbeeld/1/tr/")
    assert all(known["tr"][0] in ballot for known in WORDS.values()), ballot


def fetch_letters(story: Story, folder: Path) -> None:
    """Ilse orders the letters, and takes them to the printer: once. What Samira gets stands in four languages."""
    ilse = story.at("Ilse", "klaar/")
    told(ilse, "Nog niet besteld.")
    ilse.get_by_role("link", name="Bestel de brieven").click()
    told(ilse, "De brieven komen in: Nederlands, Türkçe, العربية, polski.")
    ilse.get_by_label("Brieven voor de hele wijk").fill("50")
    send(ilse, "Bestel de brieven")
    told(ilse, "50 brieven met een code, en 1 in reserve.")
    told(ilse, "De brieven en de lijst liggen klaar. U haalt ze één keer op, dan zijn ze hier gewist.")
    with ilse.expect_download() as fetched:
        send(ilse, "Haal de brieven op, één keer")
    fetched.value.save_as(folder / "drukker.zip")
    with zipfile.ZipFile(folder / "drukker.zip") as packed:
        rows = list(csv.DictReader(io.StringIO(packed.read("codes.csv").decode())))
        [name] = [name for name in packed.namelist() if name.startswith("brieven-")]
        letter = sheets_of(packed.read(name), most=2)
    story.codes = [row["code"] for row in rows if row["soort"] == "brief"]
    story.reserve = {int(row["nummer"]): row["code"] for row in rows if row["soort"] == "reserve"}
    assert (len(story.codes), list(story.reserve)) == (50, [51])
    hers = " ".join(" ".join(letter).split())
    for words in ("U verdeelt mee: € 12.000", "Basisschool De Kade", "dinsdag 17 november 2026, 18:00", story.codes[0],
                  "Bel 020 555 01 23 of loop binnen", "Birlikte paylaştırıyoruz", "Dzielimy razem"):  # fmt: skip
        assert words in hers.replace("\u00a0", " "), hers
    ilse.reload()
    told(ilse, "De lijst is opgehaald op 22 oktober 2026, 12:00, en hier gewist.")
    expect(ilse.get_by_role("button", name="Haal de brieven op, één keer")).to_have_count(0)


def make_the_key(story: Story) -> None:
    """In the meeting Bep presses the button, and five people go home with a sheet of 33 words."""
    bep = story.at("Bep", "sleutel/")
    told(bep, "Druk ze meteen af. De woorden staan daarna nergens meer.")
    story.looks_well(bep)
    paper = sheets_of(post_by_hand(bep, f"{story.path}sleutel/", {"instead_of": ""}).body())
    assert [called in sheet for (called, _party), sheet in zip(COUNTERS, paper, strict=True)] == [True] * 5
    for sheet in paper:
        words = {int(place): word for place, word in re.findall(r"\b(\d{1,2})\.\s*([a-z]{4,8})\b", sheet)}
        story.sheets.append(" ".join(words[place] for place in range(1, 34)))


ILSES = 4  # her place among the counters


def show_the_sheets(story: Story) -> None:
    """Each counter types the words over while another, who did not make the key, looks on; Fatma slips once.

    Ilse does so, and Joost at the sheet of Ilse herself.
    """
    page = story.at("Ilse", "klaar/")
    for order, words in enumerate(story.sheets, start=1):
        page = story.at("Joost" if order == ILSES else "Ilse", "klaar/")
        page.get_by_role("link", name="Laat zien dat een teller het blad heeft").click()
        if order == 2:
            _types_sheet(page, order, slipped(words))
            told(page, "Een van deze woorden staat op geen enkel blad. Kijk naar tikfouten.")
        _types_sheet(page, order, words)
        told(page, "Dit klopt. Uw naam staat erbij: u keek mee.")
    told(page, "Alles is klaar.")
    expect(page.locator("main li").filter(has_text="heeft het blad")).to_have_count(5)


def _types_sheet(page: Page, order: int, words: str) -> None:
    page.locator(f'[name=counter][value="{order}"]').check()
    fill(page, words=words)
    send(page, "Kijk na")


def slipped(words: str) -> str:
    """The same sheet with one word that stands on no sheet."""
    first, _second, *others = words.split()
    return " ".join([first, "stoeptegel", *others])


def to_the_ballot(story: Story, page: Page, code: str, spoken: str = "nl") -> dict[str, str]:
    """Type the code in the own language; the fixed words of that language."""
    words = PROPOSED[spoken]
    page.goto(f"{story.path}stemmen/")
    if page.locator("main [lang]").first.get_attribute("lang") != spoken:
        page.get_by_role("link", name=OWN_NAMES[spoken], exact=True).click()
    page.get_by_label(words["code"], exact=True).fill(code)
    send(page, words["next"])
    return words


def votes(story: Story, page: Page, code: str, *titles: str, spoken: str = "nl", mark: bool = False) -> None:
    """Somebody votes for these plans, reading the own language, and reads that it lies in the box."""
    words = to_the_ballot(story, page, code, spoken)
    chooses(page, words, *titles, spoken=spoken)
    if mark:
        page.get_by_label(words["tracker_ask"]).check()
    send(page, words["cast"])
    expect(page.get_by_role("heading", level=1)).to_have_text(words["thanks"])
    assert code not in page.content()


def chooses(page: Page, words: dict[str, str], *titles: str, spoken: str = "nl") -> None:
    """A cross at each of these plans, and a look at what was chosen: these, and no other."""
    for title in titles:
        page.get_by_role("checkbox", name=called(title, spoken)).check()
    send(page, words["look_back"])
    expect(page.get_by_role("heading", level=1)).to_have_text(words["look_back"])
    seen = page.locator(".budgeting-plan-title").all_inner_texts()
    assert sorted(line.partition(". ")[2] for line in seen) == sorted(called(title, spoken) for title in titles)


def called(title: str, spoken: str) -> str:
    """What a plan is called in this language; in Dutch where nobody said it otherwise."""
    return WORDS[title].get(spoken, (title, ""))[0]


def votes_by_ear(story: Story, page: Page, code: str, *titles: str) -> None:
    """Geesje does not see: she hears roles and names, and presses keys."""
    page.goto(story.path)
    keys = Keys(page)
    keys.follow("Stem met de code uit uw brief")
    expect(page.get_by_role("textbox", name="Uw code")).to_have_count(1)
    keys.write("Uw code", "K7QM-4XRT-8PWN-A")
    keys.follow("Verder")
    # What went wrong is read at once, and belongs to the box.
    wrong = "Deze code klopt niet. Kijk hem nog eens na. Lukt het niet? Loop binnen of bel."
    expect(page.get_by_role("alert")).to_have_text(wrong)
    expect(page.get_by_role("textbox", name="Uw code")).to_have_accessible_description(wrong)
    keys.write("Uw code", code)
    keys.follow("Verder")
    expect(page.get_by_role("group", name="Stembiljet")).to_have_count(1)
    for title in titles:
        keys.choose(title)
        expect(page.get_by_role("checkbox", name=title)).to_be_checked()
    keys.follow("Kijk na wat u kiest")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk na wat u kiest")
    to_the_button(keys, "Stem")
    with page.expect_navigation():
        keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw stem ligt in de gesloten bus.")
    assert keys.unseen == []


def to_the_button(keys: Keys, words: str) -> None:
    """Tab until the button with exactly these words has the focus."""
    button = keys.page.locator("main").get_by_role("button", name=words, exact=True)
    for _step in range(60):
        keys.press("Tab")
        if button.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"The keyboard does not reach the button “{words}”.")


def yusuf_scans_his_letter(story: Story) -> None:
    """The square on the letter fills in the code; the page runs from right to left, and gives him the mark he asks."""
    page, code = story.door.visit(script=True), story.codes[2]
    page.goto(f"{story.path}stemmen/?taal=ar#{code}")
    expect(page.locator("#id_code")).to_have_value(code)
    assert "#" not in page.url
    words = PROPOSED["ar"]
    assert page.locator(".budgeting-vote").evaluate("one => getComputedStyle(one).direction") == "rtl"
    send(page, words["next"])
    story.looks_well(page)
    chooses(page, words, *CHOSEN["Yusuf"], spoken="ar")
    page.get_by_label(words["tracker_ask"]).check()
    send(page, words["cast"])
    expect(page.get_by_role("heading", level=1)).to_have_text(words["thanks"])
    story.marks["Yusuf"] = page.locator(".budgeting-code").inner_text()
    assert code not in page.content()


def lena_types_three_codes(story: Story) -> None:
    """One with a slip, one of her sister in another wijk, and then her own: what is wrong is told, no more."""
    lena = story.door.visit(speaks="en-GB")
    for wrong in (story.codes[6][:-1], code_of_another_wijk(story)):
        words = to_the_ballot(story, lena, wrong, "en")
        expect(lena.get_by_role("alert")).to_have_text(words["wrong_code"])
        expect(lena.get_by_label(words["code"])).to_have_value(wrong)
    story.looks_well(lena)
    votes(story, lena, story.codes[6], "Een fontein op het plein", spoken="en")
    told(lena, "You can vote again until 17-11-2026, 18:00.")


def code_of_another_wijk(story: Story) -> str:
    """A letter for the round of the neighbours."""
    place = a_neighbourhood(slug="de-kade", name="De Kade")
    one, other, when = a_standing(place), a_standing(place, "independent"), story.clock.at
    said: dict[str, Any] = {"at": when, "today": story.clock.today, "counters": counters()}
    made = letters(with_ballot(a_round(place, one, other, **said)), other, 1, at=when)
    return spoken_code(made.codes[1][0])
