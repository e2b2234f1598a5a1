"""People divide 12,000 euros (C1, step 5): from the first idea to a promise with a face, on paper and on screens.

Samira says it on a telephone and votes on paper; her daughter Noor (12) changes her mind; Willem (81) and Riet have no
screen; Hatice speaks and reads Turkish, Yusuf Arabic, Kasia Polish and loses her letter, Lena reads English; Geesje
does not see; Dirk is too late. Bep and Ilse hold the keys, Tom and Joost type, Anouk looks whether it can be done, and
Koos watches.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from stoep.budgeting import tries, turnout
from tests.builders import a_person, a_seat
from tests.journeys import money_afterwards as afterwards
from tests.journeys import money_votes as voting
from tests.journeys.conftest import DESK, Clock, Door, Wijk
from tests.journeys.money import (
    Story,
    choose,
    fill,
    give,
    give_on_paper,
    host_reads_all,
    kept,
    say_no,
    say_yes,
    send,
    the_post,
    told,
    write_the_round,
)
from tests.journeys.money_votes import votes
from tests.rooms.venues import a_venue

pytestmark = pytest.mark.journey


@pytest.fixture
def story(door: Door, wijk: Wijk, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Story:
    """The ground: the people of the wijk, a school and a place to walk in. Nobody counts tries of other stories."""
    # Made while the page waits: a program beside this one would not know this database.
    monkeypatch.setattr("stoep.budgeting.views.ready.PRINTED_AT_ONCE", 60)
    monkeypatch.setattr(tries, "ours", tries.Tries())
    monkeypatch.setattr(turnout, "ours", turnout.Turnout())
    bep = wijk.standing("Bep", clock.today)
    wijk.people["Koos"] = a_person("Koos Dijk")
    a_seat(wijk.place, person=wijk.people["Koos"])
    for name in ("Buurthuis De Eik", "Basisschool De Kade"):
        a_venue(wijk.place, bep, name, at=clock.at)
    return Story(door, wijk, clock)


def test_twelve_people_divide_money(story: Story, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("round")
    the_round_is_opened_with_two_keys(story)
    ideas_come_by_telephone_browser_paper_and_voice(story)
    what_cannot_be_done_is_repaired_or_looked_at_again(story)
    the_ballot_is_made_with_two_keys(story)
    letters_and_key_are_made(story, folder)
    everybody_votes_in_their_own_way(story)
    the_box_closes_by_the_clock(story)
    afterwards.paper_is_typed_twice(story)
    afterwards.koos_says_what_stood_out(story)
    afterwards.three_of_five_open_the_box(story)
    afterwards.everybody_reads_the_result(story, folder)
    afterwards.who_doubts_gets_an_answer(story)
    afterwards.what_won_becomes_a_promise(story)
    afterwards.everybody_hears_what_became_of_it(story)


def the_round_is_opened_with_two_keys(story: Story) -> None:
    """1. Bep writes it, everybody reads the draft, and it opens when Ilse turns the other key."""
    write_the_round(story)
    anybody = story.door.visit()
    draft = story.reads(anybody, "")
    for words in (
        "Dit is een concept.",
        "€ 12.000",
        "Gelijke delen",
        "Basisschool De Kade",
        "Ilse Smit",
        "Koos Dijk",
        "18:00",
    ):
        assert words in draft.replace("\u00a0", " "), words
    assert "Geef uw idee" not in draft
    story.looks_well(anybody)

    bep = story.at("Bep")
    send(bep, "Stel voor de ronde te openen")
    told(bep, "Wacht op de andere sleutel, tot en met")
    expect(bep.get_by_role("button", name="Akkoord: draai de tweede sleutel om")).to_have_count(0)
    ilse = story.at("Ilse")
    ilse.get_by_role("link", name="Lees het voorstel").click()
    send(ilse, "Akkoord: draai de tweede sleutel om")
    told(ilse, "Beide sleutels zijn omgedraaid. Dit geldt nu.")
    assert "open: ideeën komen binnenkort" in story.reads(anybody, "")


def ideas_come_by_telephone_browser_paper_and_voice(story: Story) -> None:
    """2. Seven ideas, of which two authors make one; nobody reads them before a host did."""
    story.it_is("2026-09-03")
    samira, noor, kasia, other = (story.door.visit() for _each in range(4))
    give(story, samira, "Huiskamer na schooltijd", "Een plek na school, ook voor moeders.", "4.500", "Samira",
         mail="samira@voorbeeld.example")  # fmt: skip
    told(samira, "De gastheer of gastvrouw leest uw tekst eerst.")
    story.looks_well(samira)
    give(story, noor, "Een schommel bij de school", "Ik ben 12 en er is niks te doen.", "2.000", "Noor")
    give(story, kasia, "Een klimrek bij de school", "Dzieci chcą się wspinać. Kinderen willen klimmen.", "2.500", "")
    give(story, other, "Een brug over de Vaart", "Dan zijn wij sneller bij de markt.", "9.000", "Dirk")
    give(story, other, "Een fontein op het plein", "Dat is mooi, en koel in de zomer.", "7.000", "Lena")
    assert "ideeën" in story.reads(samira, "") and "fontein" not in story.reads(other, "ideeen/")
    assert host_reads_all(story) == 5

    # Willem wrote a card, and Hatice says hers at the table: Tom types, reads it back, and gives each a slip.
    give_on_paper(
        story, "Bankjes langs de Vaart", "Dan kan ik halverwege even zitten.", "1.500", "Willem", channel="card",
        said_on="2026-09-02", letter="W. de Boer\nEikstraat 4\n1234 AB Waterstad",
    )  # fmt: skip
    give_on_paper(
        story, "Samen koken", "Elke donderdag koken wij met wie er is.", "2.500", "Hatice", channel="spoken",
        said_on="2026-09-03", phone="0612345678",
    )  # fmt: skip
    listed = story.reads(samira, "ideeen/")
    assert "7 ideeën" in listed and "Bankjes langs de Vaart" in listed and "Samen koken" in listed
    two_ideas_become_one(story, noor, kasia)


def two_ideas_become_one(story: Story, noor: Page, kasia: Page) -> None:
    """Noor asks, Kasia says yes with her own slip; until then nothing changes."""
    swing, frame = (story.slips[f"Een {what} bij de school"] for what in ("schommel", "klimrek"))
    noor.goto(story.path + story.idea("Een schommel bij de school"))
    noor.get_by_role("link", name="Maak één idee met anderen").click()
    fill(noor, others=frame.spoken, title="Spelen bij de school", words="Een schommel en een klimrek.",
         guessed_cents="4.000", secret=swing.secret)  # fmt: skip
    send(noor, "Stel dit voor")
    kept(story, noor, "Spelen bij de school")
    assert host_reads_all(story) == 1
    kasia.goto(story.path + story.idea("Een klimrek bij de school"))
    kasia.locator("main").get_by_role("link", name="Spelen bij de school").click()
    kasia.get_by_role("link", name="Bent u de maker? Zeg ja.").click()
    fill(kasia, secret="verkeerd")
    send(kasia, "Ik zeg ja")
    told(kasia, "Deze geheime code hoort niet bij dit idee. Kijk hem na op uw bewijs.")
    fill(kasia, secret=frame.secret)
    send(kasia, "Ik zeg ja")
    told(kasia, "Uw ja staat erbij.")
    assert "gaat verder in een ander idee" in story.reads(noor, story.idea("Een schommel bij de school"))
    assert "6 ideeën" in story.reads(noor, "ideeen/")


def what_cannot_be_done_is_repaired_or_looked_at_again(story: Story) -> None:
    """3. Anouk says no three times: one is mended, one may after all, and of one two parties say no."""
    story.it_is("2026-09-10")
    say_yes(story, "Anouk", "Huiskamer na schooltijd", "5.000")
    say_yes(story, "Anouk", "Spelen bij de school", "4.000")
    say_yes(story, "Anouk", "Een fontein op het plein", "7.000")
    say_no(story, "Anouk", "Bankjes langs de Vaart", why="Aan deze kant liggen kabels.",
           repair="Zet ze aan de overkant.")  # fmt: skip
    say_no(story, "Anouk", "Samen koken", why="Het buurthuis heeft geen keuken.", repair="Kook ergens anders.")
    say_no(story, "Anouk", "Een brug over de Vaart", why="Het water is daar te breed.", repair="Kies een pontje.")
    told(story.at("Anouk", story.idea("Samen koken")), "kan niet zo, iemand anders kijkt nog eens")

    # The one who said no cannot say it twice; Joost is of another party.
    anouk = story.at("Anouk", story.idea("Een brug over de Vaart") + "kijken/")
    choose(anouk, kind="no")
    fill(anouk, why="Nog steeds te breed.", repair="Kies een pontje.")
    send(anouk, "Zeg dit")
    told(anouk, "U keek hier zelf al naar. Iemand van een andere organisatie kijkt nog eens.")
    story.it_is("2026-09-12")
    say_no(story, "Joost", "Een brug over de Vaart", why="Voor dit geld kan het niet.", repair="Vraag een pontje.")
    say_yes(story, "Joost", "Samen koken", "2.400")

    # Willem heard it by letter, and tells Tom what he wants instead: within the term, and without a screen.
    letter = the_post(story)
    assert "Aan deze kant liggen kabels." in letter and "Zet ze aan de overkant." in letter
    assert "U kunt het herstellen tot en met 15 september 2026." in letter
    story.it_is("2026-09-14")
    tom = story.at("Tom", story.idea("Bankjes langs de Vaart"))
    tom.get_by_role("link", name="Herstel dit idee").click()
    fill(tom, words="Bankjes aan de overkant, in de zon.", cents="1.800")
    send(tom, "Bewaar")
    told(tom, "hersteld, wordt opnieuw nagekeken")
    story.it_is("2026-09-18")
    say_yes(story, "Anouk", "Bankjes langs de Vaart", "1.800")
    anybody = story.door.visit()
    shown = story.reads(anybody, story.idea("Bankjes langs de Vaart"))
    assert "Bankjes aan de overkant, in de zon." in shown and "Aan deze kant liggen kabels." in shown
    story.looks_well(anybody)
    assert "kan niet, twee partijen zeiden nee" in story.reads(anybody, story.idea("Een brug over de Vaart"))
    told(story.at("Anouk", story.idea("Een brug over de Vaart")), "Voor dit geld kan het niet.")


def the_ballot_is_made_with_two_keys(story: Story) -> None:
    """4. Five plans, each with its number; what two parties said no to is not among them."""
    story.it_is("2026-10-21")
    bep = story.at("Bep", "stembiljet/")
    send(bep, "Stel het stembiljet voor")
    told(bep, "De plannen in dit voorstel")
    ilse = story.at("Ilse", "stembiljet/")
    ilse.get_by_role("link", name="Lees het voorstel").click()
    send(ilse, "Akkoord: draai de tweede sleutel om")
    anybody = story.door.visit()
    known = afterwards.numbers(story, anybody)
    assert set(known) == set(afterwards.COSTS) and sorted(known.values()) == [1, 2, 3, 4, 5]
    rows = anybody.locator("main tbody tr").all_inner_texts()
    for title, cost in afterwards.COSTS.items():
        [row] = [row.replace("\u00a0", " ") for row in rows if title in row]
        assert cost in row
    story.looks_well(anybody)
    voting.approve_words(story)


def letters_and_key_are_made(story: Story, folder: Path) -> None:
    """4. Fifty letters and five sheets; what is lacking is read by everybody until nothing is."""
    story.it_is("2026-10-22")
    anybody = story.door.visit()
    assert "Stemmen kan pas als alles hieronder klaar is." in story.reads(anybody, "klaar/")
    assert "Stemmen kan vanaf 27-10-2026, 09:00." in story.reads(anybody, "stemmen/")
    voting.fetch_letters(story, folder)
    voting.make_the_key(story)
    voting.show_the_sheets(story)
    story.looks_well(anybody)


def everybody_votes_in_their_own_way(story: Story) -> None:
    """5. Eight on screens, of whom one twice; a letter that was lost; two have no screen at all."""
    story.it_is("2026-10-28")
    phone = story.door.visit(script=False)
    # Samira votes at night on her telephone, and at the school on paper after all: paper goes before a screen.
    votes(story, phone, story.codes[0], "Een fontein op het plein")
    votes(story, story.door.visit(script=False), story.codes[1], *voting.CHOSEN["Hatice"], spoken="tr")
    voting.yusuf_scans_his_letter(story)
    noor = story.door.visit()
    votes(story, noor, story.codes[3], "Een fontein op het plein")
    votes(story, noor, story.codes[3], *voting.CHOSEN["Noor"])
    voting.votes_by_ear(story, story.door.visit(window=DESK), story.codes[4], *voting.CHOSEN["Geesje"])
    kasia_lost_her_letter(story)
    voting.lena_types_three_codes(story)


def kasia_lost_her_letter(story: Story) -> None:
    """Somebody voted with it; two people void it, and she gets the first envelope of the reserve."""
    thief, kasia = story.door.visit(), story.door.visit(script=False)
    votes(story, thief, story.codes[5], "Een fontein op het plein")
    tom = story.at("Tom", "nieuwe-brieven/")
    tom.get_by_role("link", name="Iemand is de brief kwijt").click()
    tom.get_by_label(re.compile("^De oude code")).fill(story.codes[5])
    choose(tom, part="1")
    tom.get_by_label(re.compile("Ik zag op papier dat diegene hier woont")).check()
    send(tom, "Vraag een nieuwe brief")
    expect(tom.get_by_role("button", name=re.compile("^Akkoord"))).to_have_count(0)  # who asked says no second yes
    told(tom, re.compile("de oude code geldt tot een ander akkoord geeft"))
    joost = story.at("Joost", "nieuwe-brieven/")
    send(joost, re.compile("^Akkoord voor aanvraag 1"))
    told(joost, "Geef nu de envelop met dit nummer.")
    told(joost, re.compile("envelop 51 · de oude code geldt niet meer"))
    words = voting.to_the_ballot(story, kasia, story.codes[5], "pl")
    expect(kasia.get_by_role("alert")).to_have_text(words["void_code"])
    votes(story, kasia, story.reserve[51], "Spelen bij de school", spoken="pl")
    assert "Opnieuw gegeven: 1 (2,0%). Van 1 daarvan is de oude code ongeldig." in story.reads(kasia, "klaar/")


def the_box_closes_by_the_clock(story: Story) -> None:
    """6. Dirk chose his plans at one minute to six, and presses the button one second after."""
    story.it_is("2026-11-17", "17:59:00")
    dirk = story.door.visit()
    words = voting.to_the_ballot(story, dirk, story.codes[7])
    voting.chooses(dirk, words, "Samen koken")
    story.looks_well(dirk)
    story.it_is("2026-11-17", "18:00:01")
    send(dirk, words["cast"])
    expect(dirk.get_by_role("alert")).to_have_text("Het stemmen is gesloten. De uitslag komt na het tellen.")
    assert "het stemmen is klaar, er wordt geteld" in story.reads(dirk, "")
    assert "Dat gebeurt in het openbaar op 18 november 2026, 19:00" in story.reads(dirk, "uitslag/")
