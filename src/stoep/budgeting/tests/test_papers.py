"""Letters, ballots and posters: in five languages, every code once, every plan once, tagged, and the same in grey."""

from __future__ import annotations

import io
import multiprocessing
import re
from collections.abc import Mapping
from random import Random

import pytest
from pypdf import PdfReader

from stoep.budgeting import papers, wordings
from stoep.shared import fixed_sentences, printing

FILLED = {
    "amount": "€ 100.000", "area": "De Meerpaal", "date": "14 maart 2027", "time": "20.00", "place": "Huiskamer",
    "address": "stoep.example/stem", "phone": "06-12345678", "most": "5", "many": "3", "voters": "312", "happy": "96",
}  # fmt: skip
PLACES = [papers.Place("Huiskamer", "Eikstraat 12", "dinsdag 10-12 uur")]
PLANS = [papers.Plan(number, f"Plan nummer {number}", "Een bank.", "€ 1.000") for number in range(1, 31)]
CODES = [("0001", "K7QM4XRT2PLM9"), ("0002", "ABCD2345EFGH6")]


def side(language: str) -> Mapping[str, str]:
    filled = {key: sentence.format(**FILLED) for key, sentence in wordings.PROPOSED[language].items()}
    return filled | {"rule": filled["equal_shares"], "choose": filled["choose_some"]}


SIDES = {language: side(language) for language in wordings.PROPOSED}


def read(made: bytes) -> list[str]:
    """The text of each page; and that it is tagged, and drawn in black and grey alone."""
    assert b"/StructTreeRoot" in made
    pages = PdfReader(io.BytesIO(made)).pages
    for page in pages:
        drawn = page.get_contents()
        assert drawn is not None
        # A colour is set by three (rg) or four (k) numbers, or by sc/scn of several: grey has one number.
        for red, green, blue in re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG|scn?|SCN?)\b", drawn.get_data()):
            assert red == green == blue
    return [page.extract_text() for page in pages]


def letters(front: str) -> bytes:
    return papers.letters(
        CODES, sides=SIDES, front=front, places=PLACES, page="https://stoep.example/stem/", place="De Meerpaal"
    )


def ballots(language: str, *, many: int = 4, points: bool = False) -> bytes:
    return papers.ballots(
        many, language=language, words=SIDES[language], title="Samen delen", part="", plans=PLANS, points=points,
        chance=Random(7),
    )  # fmt: skip


@pytest.mark.parametrize("language", sorted(wordings.PROPOSED))
def test_each_language_has_every_sentence_with_all_that_is_filled_in(language: str) -> None:
    assert set(wordings.PROPOSED[language]) == set(wordings.PROPOSED["nl"])
    assert fixed_sentences.wrong(wordings.PROPOSED[language], wordings.PROPOSED["nl"]) == ""


@pytest.mark.parametrize("bad", ["", "Stemmen kan.", "Stemmen kan tot {date}.", "Tot {date} {time} {", "x" * 301])
def test_a_sentence_that_lost_what_is_filled_in_is_named(bad: str) -> None:
    assert fixed_sentences.wrong(wordings.PROPOSED["nl"] | {"until": bad}, wordings.PROPOSED["nl"]) == "until"


@pytest.mark.parametrize("front", sorted(wordings.PROPOSED))
def test_a_letter_is_one_sheet_with_one_code_and_all_other_languages_behind(front: str) -> None:
    pages = read(letters(front))
    assert len(pages) == 2 * len(CODES)
    for place, (number, code) in enumerate(CODES):
        before, behind = pages[2 * place : 2 * place + 2]
        assert papers.spoken(code) in before and number in before
        assert papers.spoken(CODES[1 - place][1]) not in before + behind
        for language in {"nl", "en", "pl"} - {front}:
            assert SIDES[language]["letter_title"] in behind


@pytest.mark.parametrize("language", sorted(set(wordings.PROPOSED) - {"ar"}))
def test_letter_and_ballot_say_how_to_vote_again_and_that_paper_goes_first(language: str) -> None:
    words = SIDES[language]
    ballot, letter = (
        " ".join(" ".join(made).split()) for made in (read(ballots(language, many=1)), read(letters(language)))
    )
    assert words["again_box"] in ballot and words["again_when"] in ballot and words["vote_again"] in letter
    # The first words of the box on the ballot are what the letter calls it.
    assert words["again_box"].split(".")[0] in words["vote_again"]


def test_no_sentence_in_any_language_says_of_all_votes_that_the_last_one_counts() -> None:
    for words in wordings.PROPOSED.values():
        assert not {"again_rule", "thanks_more"} & words.keys()
    for words in (wordings.PROPOSED["nl"], wordings.PROPOSED["en"]):
        for key in ("vote_again", "thanks_again"):
            said = words[key].casefold()
            assert ("op het scherm telt" in said or "on the screen your" in said) and "pap" in said


def test_the_square_code_holds_the_code_behind_the_hash_only(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    real = printing.qr_svg

    def draw(address: str) -> str:
        drawn.append(address)
        return real(address)

    monkeypatch.setattr(printing, "qr_svg", draw)
    letters("nl")
    assert drawn == [f"https://stoep.example/stem/#{code}" for _number, code in CODES]


def test_a_large_batch_is_made_apart_and_says_when_it_could_not_be(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_runs() -> bool:
        return not multiprocessing.active_children()

    monkeypatch.setattr(papers, "MANY", 2)
    pages = read(letters("nl"))
    assert len(pages) == 4 and CODES[1][0] in pages[2] and none_runs()
    with pytest.raises(RuntimeError, match="not made"):
        printing.pdf_apart("budgeting/templates/budgeting/none.typ", {"lang": "nl"})
    assert none_runs()


@pytest.mark.parametrize("language", sorted(wordings.PROPOSED))
def test_every_plan_stands_once_on_a_ballot_and_the_orders_differ(language: str) -> None:
    text = "\n".join(read(ballots(language)))
    order = [int(number) for number in re.findall(r"Plan nummer (\d+)", text)]
    each = [order[start : start + len(PLANS)] for start in range(0, len(order), len(PLANS))]
    assert len(each) == 4 and all(sorted(one) == list(range(1, 31)) for one in each)
    assert len({tuple(one) for one in each}) == 4


def test_each_plan_stands_as_often_on_top_as_any_other() -> None:
    chance = Random(3)
    first = [chance.sample(range(5), 5)[0] for _each in range(5000)]
    assert all(800 < first.count(plan) < 1200 for plan in range(5))


def test_points_are_written_and_crosses_set() -> None:
    assert "punten" in "".join(read(ballots("nl", many=1, points=True)))
    assert "punten" not in "".join(read(ballots("nl", many=1)))


@pytest.mark.parametrize("paper", ["a3", "a4"])
def test_the_poster_tells_who_won_who_did_not_and_how_it_was_counted(paper: str) -> None:
    won = [papers.Outcome(4, "Taalcafé", 2_000_000, "€ 20.000", "32 stemmers betaalden ieder € 625.")]
    lost = [papers.Outcome(3, "Tribune", 2_500_000, "€ 25.000", "Het kwam € 9.000 tekort.")]
    made = papers.result_poster(
        language="nl", words=SIDES["nl"], title="Samen delen", winners=won, others=lost,
        sentences=["Iedereen kreeg evenveel."], page="https://stoep.example/", paper=paper,
    )  # fmt: skip
    (text,) = read(made)
    for words in ("Taalcafé", "€ 20.000", "Tribune", "€ 9.000 tekort", "Iedereen kreeg evenveel.", "312 mensen"):
        assert words in text


def test_a_letter_of_the_result_holds_one_idea_and_no_other() -> None:
    replies = [
        papers.Reply("Samira\nEikstraat 3", "Bankje haalde het net niet", "U volgt dit plan:", "Een bankje.",
                     ("Het kwam € 900 tekort.",), "Lees meer."),
        papers.Reply("Tom\nBeukstraat 1", "Moestuin goes on", "You follow this plan:", "Een moestuin.",
                     ("Joost calls you.",), "Read more.", "en"),
    ]  # fmt: skip
    first, second = read(papers.result_letters(replies, title="Uitslag", page="https://stoep.example/"))
    assert "Een bankje." in first and "Samira" in first and "moestuin" not in first
    assert "Een moestuin." in second and "Samira" not in second
