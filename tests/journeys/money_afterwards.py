"""After the box is closed: paper, the count in public, the result, and what everybody hears of what became of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, expect

from stoep.budgeting import turnout
from stoep.people.models import Telling
from stoep.voices.models import Following
from tests.journeys.conftest import DESK
from tests.journeys.money import Story, fill, send, text_of, the_post, told
from tests.journeys.money_votes import slipped
from tests.journeys.walk import ROOT

COSTS = {
    "Huiskamer na schooltijd": "€ 5.000",
    "Spelen bij de school": "€ 4.000",
    "Bankjes langs de Vaart": "€ 1.800",
    "Samen koken": "€ 2.400",
    "Een fontein op het plein": "€ 7.000",
}
# Who voted for what, in the end: Huiskamer Samira, Noor, Hatice, Yusuf, Geesje; Bankjes Willem, Riet, Hatice, Geesje;
# Koken Willem, Hatice, Yusuf; Spelen Samira, Noor, Kasia; the fountain Lena alone.
WINNERS = {"Huiskamer na schooltijd": 5, "Bankjes langs de Vaart": 4, "Samen koken": 3}
LOST = {"Spelen bij de school": 3, "Een fontein op het plein": 1}
FOUND = "Negen stemmen kwamen van één plek. Dat was de tafel in het buurthuis."
ON_PAPER = (
    (0, ("Huiskamer na schooltijd", "Spelen bij de school")),  # Samira
    (8, ("Bankjes langs de Vaart", "Samen koken")),  # Willem
    (9, ("Bankjes langs de Vaart",)),  # Riet
)


def numbers(story: Story, page: Page) -> dict[str, int]:
    """The number of each plan on the ballot, as the page says it."""
    page.goto(f"{story.path}stembiljet/")
    rows = page.locator("main tbody tr")
    titles = rows.locator("a").all_inner_texts()
    return {title: int(number) for title, number in zip(titles, rows.locator("th").all_inner_texts(), strict=True)}


def paper_is_typed_twice(story: Story) -> None:
    """6. Three papers of the school: Tom types them, Joost slips on the second, and they settle it at the table."""
    story.it_is("2026-11-17", "19:30:00")
    tom = story.at("Tom")
    known = numbers(story, tom)
    right = [" ".join([story.codes[at], *(str(known[title]) for title in chosen)]) for at, chosen in ON_PAPER]
    tom.goto(story.path)
    tom.get_by_role("link", name="Stembiljetten op papier").click()
    tom.get_by_role("link", name="Begin een stapel").click()
    fill(tom, place="Basisschool De Kade", many="3")
    send(tom, "Begin")
    told(tom, "3 biljetten. Typ wat er staat, ook als het niet mag.")
    fill(tom, typed="\n".join(right[:2]))
    send(tom, "Bewaar")
    told(tom, re.compile(r"U typte 2 biljetten, en er zijn er 3 geteld\. Tel de stapel nog eens\."))
    fill(tom, typed="\n".join(right))
    send(tom, "Bewaar")
    told(tom, re.compile("3 biljetten · wacht op een tweede"))

    joost = story.at("Joost", "papier/")
    joost.get_by_role("link", name="Typ deze stapel").click()
    assert not any(story.codes[at] in joost.content() for at, _chosen in ON_PAPER)
    slip = right[1].rpartition(" ")[0]
    fill(joost, typed="\n".join([right[0], slip, right[2]]))
    send(joost, "Bewaar")
    told(joost, re.compile("U en de ander typten deze biljetten niet hetzelfde.* 2$"))
    story.looks_well(joost)
    fill(joost, typed="\n".join(right))
    send(joost, "Bewaar")
    told(joost, re.compile("3 biljetten · ligt in de stembus"))


def koos_says_what_stood_out(story: Story) -> None:
    """6. Nine votes came from one place in an hour; who watches asks why, and writes down what he heard."""
    turnout.ours.write(story.clock.at)  # as the server does by itself every ten minutes
    tom = story.at("Tom", "opvallend/")
    told(tom, "Dit is voor de waarnemers van deze ronde.")
    koos = story.at("Koos", "opvallend/")
    told(koos, re.compile("28 oktober 2026, 12:00: 9"))
    story.looks_well(koos)
    koos.get_by_role("link", name="Schrijf op wat u zag").click()
    fill(koos, words=FOUND)
    send(koos, "Schrijf het op")
    told(koos, "Uw woorden staan bij de uitslag.")


def three_of_five_open_the_box(story: Story) -> None:
    """6. Karim never comes. Two sheets open nothing, a slip is told, and with three it is counted."""
    story.it_is("2026-11-18", "18:30:00")
    told(_opens(story, [0, 1, 3]), "Het tellen is openbaar. Wacht tot het moment dat is aangekondigd.")
    told(story.at("Bep", "uitslag/"), "Er is nog niet geteld.")
    story.it_is("2026-11-18", "19:05:00")
    bep = _opens(story, [0, 1])
    told(bep, "Er zijn drie verschillende bladen van deze ronde nodig. U typte er 2.")
    bep = _opens(story, [0, 1], slip=3)
    told(bep, "Op geen enkel blad staat: 2. stoeptegel. Kijk naar tikfouten.")
    assert bep.locator("main textarea[aria-invalid=true]").evaluate_all("all => all.map(one => one.name)") == [
        "sheet_4"
    ]
    story.looks_well(bep)
    bep = _opens(story, [0, 1, 3])
    told(bep, "De stembus is open.")


def _opens(story: Story, who: list[int], slip: int | None = None) -> Page:
    """Whoever is there types the words of the own sheet on Bep's computer, while everybody looks on."""
    bep = story.at("Bep", "uitslag/")
    bep.get_by_role("link", name="Open de stembus").click()
    for at in who:
        fill(bep, **{f"sheet_{at + 1}": story.sheets[at]})
    if slip is not None:
        fill(bep, **{f"sheet_{slip + 1}": slipped(story.sheets[slip])})
    send(bep, "Open en tel")
    return bep


def everybody_reads_the_result(story: Story, folder: Path) -> None:
    """7. Three plans, six sentences, what did not count and why; a program of nobody's counts the same."""
    anybody = story.door.visit()
    shown = story.reads(anybody, "uitslag/").replace("\u00a0", " ")
    for which, plans in (("ol", WINNERS), ("ul", LOST)):
        lines = anybody.locator(f"{which}.budgeting-plans > li").all_inner_texts()
        assert len(lines) == len(plans)
        for title, votes in plans.items():
            [line] = [line.replace("\u00a0", " ") for line in lines if title in line]
            assert f"{title} · {COSTS[title]}" in line and f"{votes} van de 9 stemmers " in line
            assert ("Waarom niet: de stemmers ervoor hadden te weinig over." in line) == (which == "ul")
    how = anybody.locator("h3:has-text('Hoe dat ging') + ol > li").all_inner_texts()
    assert len(how) == 6, how
    assert "9 mensen stemden over 5 plannen. Er was € 12.000 te verdelen." in how[0].replace("\u00a0", " ")
    assert "7 van de 9 stemmers zien minstens één plan winnen dat zij kozen. 2 niet." in shown
    for fact in (
        "Enveloppen bij het sluiten 9", "Daarna van papier erbij 3", "Stemmers die tellen 9",
        "eerdere stem van wie opnieuw stemde 1", "stem op een scherm van wie ook op papier stemde 1",
        "code van een brief die vervangen was 1", FOUND,
    ):  # fmt: skip
        assert fact in shown, (fact, shown)
    story.looks_well(anybody)
    _hangs_on_the_wall(story, anybody)
    _counts_again(anybody, folder)
    _finds_his_vote(story)


def _hangs_on_the_wall(story: Story, page: Page) -> None:
    """The poster says the same to who has no screen; and what who lost can do now is one press away."""
    wall = text_of(page, f"{story.path}uitslag/1/poster/nl/a4/").replace("\u00a0", " ")
    for words in ("9 mensen stemden.", "77 van elke 100 stemmers", *WINNERS, *LOST):
        assert words in wall, (words, wall)
    page.get_by_role("link", name="Haalde uw plan het niet? Lees wat u nu kunt doen").click()
    lost = story.reads(page)
    for words in ("Wat kunt u nu doen?", "U kunt bezwaar maken tot en met 2 december 2026.", "3 stemmers kozen het.",
                  "Vraag Tom Visser, 020 555 01 23", *LOST):  # fmt: skip
        assert words in lost, (words, lost)
    assert not any(title in lost for title in WINNERS)
    story.looks_well(page)
    page.goto(f"{story.path}uitslag/")


def _counts_again(page: Page, folder: Path) -> None:
    """Fatma's son counts at home, with a program that shares no line with ours."""
    files: list[Path] = []
    for link in ("alle stemmen, zonder code en zonder tijd", "de telwijze, zoals vooraf bekend", "de uitslag"):
        with page.expect_download() as fetched:
            page.locator("main").get_by_role("link", name=re.compile(f"^{link} – ")).click()
        files.append(folder / fetched.value.suggested_filename)
        fetched.value.save_as(files[-1])
    with page.expect_download() as fetched:
        page.locator("main").get_by_role("link", name="stoep-recount.py", exact=True).click()
    program = folder / "stoep-recount.py"
    fetched.value.save_as(program)
    assert program.read_bytes() == (ROOT / "verify" / "stoep-recount.py").read_bytes()
    asked = [sys.executable, "-I", str(program), *map(str, files), "--json"]
    counted = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert counted.returncode == 0 and "GELIJK" in counted.stderr, counted.stderr
    names = {each["id"]: each["name"] for each in json.loads(files[2].read_text("utf-8"))["winners"]}
    assert {names[each["id"]] for each in json.loads(counted.stdout)["winners"]} == set(WINNERS)


def _finds_his_vote(story: Story) -> None:
    yusuf = story.door.visit()
    yusuf.goto(f"{story.path}uitslag/")
    yusuf.get_by_role("link", name="Heeft u een kenmerk? Zoek uw stem").click()
    fill(yusuf, mark=story.marks["Yusuf"])
    send(yusuf, "Zoek")
    told(yusuf, "Deze stem is geteld:")
    found = yusuf.locator("[role=status] li").all_inner_texts()
    assert sorted(line.partition(". ")[2] for line in found) == ["Huiskamer na schooltijd", "Samen koken"]


def who_doubts_gets_an_answer(story: Story) -> None:
    """7. Geesje objects, Ilse answers, and everybody reads both."""
    geesje = story.door.visit(window=DESK)
    geesje.goto(f"{story.path}uitslag/")
    geesje.get_by_role("link", name="Maak bezwaar").click()
    fill(geesje, words="Ik hoorde niet dat de bus openging.", called="Geesje")
    send(geesje, "Maak bezwaar")
    told(geesje, "Uw bezwaar staat hier. Het antwoord komt erbij te staan.")
    told(geesje, "Er is nog geen antwoord.")
    story.it_is("2026-11-20")
    ilse = story.at("Ilse", "uitslag/")
    ilse.get_by_role("link", name="Beantwoord dit bezwaar").click()
    fill(ilse, answer="Wij lazen het tijdstip voor. Volgende keer zeggen wij ook hardop wat er gebeurt.")
    send(ilse, "Geef dit antwoord")
    read = story.reads(geesje, "uitslag/")
    assert "Ik hoorde niet dat de bus openging." in read and "Volgende keer zeggen wij ook hardop" in read


def what_won_becomes_a_promise(story: Story) -> None:
    """7. Joost is the face of the living room, from 1 March on."""
    bep = story.at("Bep", "uitslag/")
    bep.get_by_role("link", name="Wat wordt ervan?").click()
    expect(bep.get_by_text("Nog niemand heeft beloofd dit te doen.")).to_have_count(3)
    bep.locator("main").get_by_role("link", name="Huiskamer na schooltijd").click()
    bep.get_by_role("link", name="Schrijf op wie het doet").click()
    bep.get_by_label("Wie belooft het?").select_option(label="Joost Bakker (Welzijn Waterstad)")
    fill(bep, words="De huiskamer is open op dinsdag en donderdag.", due_on="2027-03-01")
    send(bep, "Schrijf de belofte op")
    anybody = story.door.visit()
    shown = story.reads(anybody, "uitvoering/").replace("\u00a0", " ")
    assert "Beloofd door Joost Bakker, klaar op 1 maart 2027." in shown
    assert "€ 0 uitgegeven van € 5.000." in shown
    story.looks_well(anybody)


def everybody_hears_what_became_of_it(story: Story) -> None:
    """Each in the way they chose: a mail, a letter, a telephone call, or by looking at the number on the slip."""
    samira = Following.objects.get(voice__number=story.slips["Huiskamer na schooltijd"].number)
    mails = [told.body for told in Telling.objects.filter(contact=samira.contact).order_by("pk")]
    for words in ("kan. Het kost", "staat op het stembiljet: nummer", "kreeg geld: €", "open op dinsdag en donderdag"):
        assert [words in mail for mail in mails].count(True) == 1, (words, mails)
    posted = the_post(story)
    assert "stembiljet" in posted and "kreeg geld" not in posted.replace("\u00a0", " "), "a letter of its own says that"
    tom = story.at("Tom", "uitslag/")
    letters = tom.get_by_role("link", name="Druk de brieven over de uitslag").get_attribute("href") or ""
    read = text_of(tom, letters)
    assert "Bankjes langs de Vaart gaat door" in read and "W. de Boer" in read
    tom.goto(f"{story.wijk.path}balie/")
    told(tom, re.compile("Uw plan ‘Samen koken’ kreeg geld"))
    noor = story.door.visit()
    heard = {
        "Spelen bij de school": "Uw plan ‘Spelen bij de school’ kreeg nu geen geld. 3 stemmers kozen het.",
        "Een klimrek bij de school": "Uw idee ging samen verder.",
        "Een fontein op het plein": "Uw plan ‘Een fontein op het plein’ kreeg nu geen geld. 1 stemmer koos het.",
        "Een brug over de Vaart": "Ook een andere organisatie zegt dat uw idee ‘Een brug over de Vaart’ zo niet kan.",
    }
    for title, words in heard.items():
        assert words in story.reads(noor, f"/nr/{story.slips[title].number}/"), title
    story.looks_well(noor)
