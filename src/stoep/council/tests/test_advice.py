"""What residents ask or decide, the clock on it, the answer, and everybody who tries to answer for somebody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from stoep.council import actions as council
from stoep.council import queries
from stoep.council.models import Advice, Document, Reply
from stoep.council.tests.ground import IN_SIX_WEEKS, WHEN, Wijk, a_policy, a_wijk, an_advice
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijk() -> Wijk:
    return a_wijk()


def answer(wijk: Wijk, advice: Advice, **fields: Any) -> Reply:
    values: dict[str, Any] = {"kind": "follows", "words": "Wij doen het.", "by": wijk.official, **WHEN}
    return council.reply(missed="De winkels.", advice=advice, **values | fields)


def refused(code: str, act: Any) -> None:
    with pytest.raises(Refused) as caught:
        act()
    assert caught.value.code == code
    assert str(caught.value)


def test_a_decision_of_residents_about_the_councils_matter_is_advice_with_a_clock(wijk: Wijk) -> None:
    advice = an_advice(wijk, said_as="decide", competent="council")
    assert not advice.is_decision
    assert advice.answer_due_on == IN_SIX_WEEKS
    line = queries.AdviceLine(advice, TODAY)
    assert line.state == "open"
    assert line.is_recast


def test_about_their_own_fund_residents_decide_and_nobody_owes_an_answer(wijk: Wijk) -> None:
    made = an_advice(wijk, said_as="decide", competent="fund", organisation=None, answer_due_on=None)
    assert made.is_decision
    assert made.answer_due_on is None
    assert queries.AdviceLine(made, TODAY).state == "decided"
    assert queries.open_advice(wijk.place, TODAY) == []
    with pytest.raises(NotAllowed):
        answer(wijk, made)


def test_without_an_answer_it_is_late_from_the_day_after_its_date(wijk: Wijk) -> None:
    advice = an_advice(wijk)
    assert queries.AdviceLine(advice, IN_SIX_WEEKS).state == "open"
    late = queries.AdviceLine(advice, IN_SIX_WEEKS + timedelta(days=9))
    assert (late.state, late.late_by) == ("late", 9)
    (owed,) = queries.late_here(wijk.place, IN_SIX_WEEKS + timedelta(days=9))
    assert (owed.kind, owed.who, owed.days) == ("advice", "Gemeente Waterstad", 9)
    assert queries.owed(wijk.place, IN_SIX_WEEKS + timedelta(days=9)) == {advice.organisation_id: (1, 1)}


def test_an_answer_that_was_decided_in_time_and_told_late_is_late(wijk: Wijk) -> None:
    advice = an_advice(wijk)
    day = IN_SIX_WEEKS + timedelta(days=3)
    answer(wijk, advice, today=day, at=NOW + timedelta(days=45), decided_on=TODAY)
    line = queries.AdviceLine(Advice.objects.get(), day)
    assert (line.state, line.late_by) == ("answered-late", 3)


@pytest.mark.parametrize("kind", ["partly", "deviates"])
@pytest.mark.parametrize("why", ["", "   ", "\u202e\u200b\n"])
def test_who_deviates_also_in_part_gives_a_reason(wijk: Wijk, kind: str, why: str) -> None:
    advice = an_advice(wijk)
    if not why.strip("\u200b\u202e \n"):
        why = why.replace("\u200b", "")
    refused("no-reason", lambda: answer(wijk, advice, kind=kind, why=why))
    assert not Reply.objects.exists()
    made = answer(wijk, advice, kind=kind, why="De brandweer keurt de keuken af.")
    assert made.why


def test_the_database_refuses_a_deviation_without_a_reason_too(wijk: Wijk) -> None:
    advice = an_advice(wijk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reply.objects.create(
            advice=advice, kind="deviates", words="Nee.", decided_on=TODAY, answered_on=TODAY, answered_at=NOW,
            answered_side="municipality",
        )  # fmt: skip


def test_an_answer_is_given_once(wijk: Wijk) -> None:
    advice = an_advice(wijk)
    answer(wijk, advice)
    refused("answered", lambda: answer(wijk, advice, kind="deviates", why="Toch niet."))
    with pytest.raises(IntegrityError), transaction.atomic():
        Reply.objects.create(
            advice=advice, kind="follows", words="Ja.", decided_on=TODAY, answered_on=TODAY, answered_at=NOW,
            answered_side="municipality",
        )  # fmt: skip
    assert Reply.objects.count() == 1


def test_only_who_was_asked_answers(wijk: Wijk) -> None:
    advice = an_advice(wijk)
    for_council = an_advice(wijk, competent="council", title="Geld voor de huiskamer")
    for_housing = an_advice(wijk, competent="corporation", organisation=an_organisation("housing"), title="Een deur")
    others = {
        "resident": wijk.resident,
        "independent": wijk.independent,
        "housing": wijk.housing,
        "clerk": wijk.clerk,
        "visitor": a_standing(wijk.place, "visitor"),
        "police": a_standing(wijk.place, "police"),
        "no second factor": a_standing(
            wijk.place, "municipality", seat=False, posts=("official",), second_factor=False
        ),
        "no post": a_standing(wijk.place, "municipality", seat=False),
        "elsewhere": a_standing(a_neighbourhood(), "municipality", seat=False, posts=("official",)),
    }
    for name, by in others.items():
        with pytest.raises(NotAllowed):
            answer(wijk, advice, by=by)
        assert not Reply.objects.exists(), name
    for by in (
        wijk.official,
        wijk.resident,
        a_standing(a_neighbourhood(), "municipality", seat=False, posts=("clerk",)),
    ):
        with pytest.raises(NotAllowed):
            answer(wijk, for_council, by=by)
    with pytest.raises(NotAllowed):
        answer(wijk, for_housing, by=wijk.official)
    answer(wijk, for_council, by=wijk.clerk)
    answer(wijk, for_housing, by=wijk.housing)
    assert Reply.objects.count() == 2


def test_a_letter_of_the_water_board_is_copied_by_who_leads_with_its_source(wijk: Wijk) -> None:
    water = an_organisation("other", "Waterschap")
    advice = an_advice(wijk, competent="water", organisation=water)
    refused("no-source", lambda: answer(wijk, advice, by=wijk.resident))
    with pytest.raises(NotAllowed):
        answer(wijk, advice, by=wijk.official)
    made = answer(wijk, advice, by=wijk.resident, link="https://waterschap.example/brief")
    assert made.noted_from
    with pytest.raises(NotAllowed):
        answer(wijk, an_advice(wijk), by=wijk.resident, link="https://waterstad.example/brief")


def test_officials_ask_nothing_in_residents_name_and_withdraw_nothing(wijk: Wijk) -> None:
    with pytest.raises(NotAllowed):
        an_advice(wijk, by=wijk.official)
    advice = an_advice(wijk)
    for by in (wijk.official, wijk.clerk, wijk.independent):
        with pytest.raises(NotAllowed):
            council.withdraw(advice=advice, why="Weg.", by=by, at=NOW)
        with pytest.raises(NotAllowed):
            council.note(advice=advice, words="Wij vinden het goed.", by=by, at=NOW)
    council.withdraw(advice=advice, why="Het is al geregeld.", by=wijk.resident, at=NOW)
    refused("withdrawn", lambda: answer(wijk, advice))
    assert Advice.objects.get().withdrawn_why == "Het is al geregeld."


def test_there_is_no_act_that_changes_or_deletes_an_advice() -> None:
    acts = {name for name in vars(council) if not name.startswith("_")}
    assert not {name for name in acts if any(word in name for word in ("edit", "delete", "remove", "change", "erase"))}


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("asked-later", {"asked_on": TODAY + timedelta(days=1)}),
        ("asked-too-old", {"asked_on": TODAY - timedelta(days=800)}),
        ("no-due", {"answer_due_on": None}),
        ("due-passed", {"answer_due_on": TODAY - timedelta(days=1)}),
        ("due-too-far", {"answer_due_on": TODAY + timedelta(days=800)}),
        ("no-answerer", {"organisation": None}),
        ("no-choice", {"competent": "king"}),
        ("empty", {"title": " "}),
        ("empty", {"words": "\u202e"}),
        ("too-long", {"words": "x" * 3001}),
        ("influence-by", {"promised": council.Promised("advise", "", TODAY)}),
        ("influence-by", {"promised": council.Promised("advise", "De wethouder", None)}),
        ("influence-after", {"promised": council.Promised("advise", "De wethouder", TODAY + timedelta(days=1))}),
        ("no-choice", {"promised": council.Promised("all", "De wethouder", TODAY)}),
    ],
)
def test_a_question_that_cannot_be_says_how_to_mend_it(wijk: Wijk, code: str, fields: dict[str, Any]) -> None:
    refused(code, lambda: an_advice(wijk, **fields))
    assert not Advice.objects.exists()


def test_the_one_who_answers_fits_the_body(wijk: Wijk) -> None:
    for competent, kind in (("executive", "housing"), ("corporation", "municipality"), ("province", "independent")):
        organisation = an_organisation(kind)
        refused("no-answerer", lambda c=competent, o=organisation: an_advice(wijk, competent=c, organisation=o))


def test_a_form_that_is_sent_twice_asks_once(wijk: Wijk) -> None:
    one, two = (an_advice(wijk, posted_key="een-sleutel") for _ in range(2))
    assert one == two
    assert Advice.objects.count() == 1


def test_a_day_of_decision_before_the_question_or_in_the_future_is_refused(wijk: Wijk) -> None:
    advice = an_advice(wijk)
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        refused("decided-when", lambda day=day: answer(wijk, advice, decided_on=day))


def test_nothing_rests_on_a_memo_that_residents_cannot_see(wijk: Wijk) -> None:
    advice = an_advice(wijk)
    memo = council.Given("Memo over de keuken", officials_from_on=TODAY - timedelta(days=12))
    refused("not-public", lambda: answer(wijk, advice, rests_on=[memo]))
    assert not Document.objects.exists(), "what was refused left nothing"
    filed = council.file(advice=advice, given=memo, by=wijk.official, **WHEN)
    refused("not-public", lambda: answer(wijk, advice))
    for by in (wijk.housing, a_standing(wijk.place, "police")):
        with pytest.raises(NotAllowed):
            council.publish(document=filed, link="", words="Alles.", by=by, **WHEN)
    refused("paper-unread", lambda: council.publish(document=filed, link="", words=" ", by=wijk.official, **WHEN))
    council.publish(document=filed, link="", words="De keuken is veilig.", by=wijk.official, **WHEN)
    answer(wijk, advice)
    told = Entry.objects.get(act="council.reply").sealed()["facts"]["rests_on"]
    assert told[0]["public_from_on"] == TODAY.isoformat()


def test_a_secret_paper_carries_a_dated_ground_and_keeps_no_words(wijk: Wijk) -> None:
    advice = an_advice(wijk)
    day: dict[str, Any] = {"officials_from_on": TODAY, "words": "Naam en adres van een buur."}
    half = council.Given("Brief", secret_law="Woo 5.1 lid 2 sub e", **day)
    refused("paper-half-ground", lambda: answer(wijk, advice, rests_on=[half]))
    whole = council.Given("Brief", secret_law="Woo 5.1 lid 2 sub e", secret_why="Er staan namen in.", **day)
    answer(wijk, advice, rests_on=[whole])
    kept = Document.objects.get()
    assert (kept.words, kept.secret_on) == ("", TODAY)


def test_a_paper_that_was_public_earlier_says_where(wijk: Wijk) -> None:
    advice = an_advice(wijk)
    before = TODAY - timedelta(days=3)
    bare = council.Given("Rapport", officials_from_on=before, public_from_on=before, words="Alles.")
    refused("paper-days", lambda: council.file(advice=advice, given=bare, by=wijk.official, **WHEN))
    later = council.Given("Rapport", officials_from_on=TODAY + timedelta(days=1), public_from_on=TODAY, words="x")
    refused("paper-days", lambda: council.file(advice=advice, given=later, by=wijk.official, **WHEN))


def test_residents_words_are_commitments_and_the_answer_stands_in_the_open(wijk: Wijk) -> None:
    advice = an_advice(wijk)
    answer(wijk, advice, kind="deviates", why="Het pand wordt verkocht.")
    council.note(advice=advice, words="Dat hoorden wij niet eerder.", by=wijk.resident, at=NOW)
    asked, replied, noted = (Entry.objects.get(act=f"council.{act}") for act in ("ask", "reply", "note"))
    assert "vergunning" not in asked.leaf
    assert "Het pand wordt verkocht." in replied.leaf
    assert "hoorden" not in noted.leaf
    for entry in (asked, replied, noted):
        assert wijk.official.person and wijk.official.person.name not in entry.leaf


def test_what_is_decided_says_what_is_missed_and_a_question_need_not(wijk: Wijk) -> None:
    """Of residents, of whoever answers and of the council alike; "nothing" is no answer by itself."""
    assert an_advice(wijk, missed="").missed is None
    refused("no-missed", lambda: an_advice(wijk, said_as="decide", missed="Niets."))
    refused(
        "no-missed",
        lambda: an_advice(wijk, competent="fund", organisation=None, answer_due_on=None, missed=" "),
    )
    advice = an_advice(wijk)
    given: dict[str, Any] = {"advice": advice, "kind": "follows", "words": "Ja.", "by": wijk.official}
    refused("no-missed", lambda: council.reply(missed="nvt", **given, **WHEN))
    assert council.reply(missed="De huurders.", **given, **WHEN).missed == "De huurders."
    refused("no-missed", lambda: a_policy(wijk, kind="decision"))
    assert a_policy(wijk, kind="decision", missed="De winkels.").missed == "De winkels."
    assert a_policy(wijk).missed is None
