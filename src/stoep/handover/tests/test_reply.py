"""Answers line by line: by whom, with which reason, after which notice; one after another, and never written over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from stoep.handover import actions, queries
from stoep.handover.actions import Said, Tied
from stoep.handover.models import Commitment, Line, Reply
from stoep.handover.tests.ground import Ground, on
from stoep.people.models import Telling
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import TODAY, a_neighbourhood, a_person, a_standing, an_item, an_organisation

NEXT_MONTH, NEXT_YEAR = TODAY + timedelta(days=30), TODAY + timedelta(days=366)
RENEGOTIATES: dict[str, Any] = {
    "kind": "renegotiate", "why": "Het geld is op.", "what": "Er komen er vijf.", "what_by_on": NEXT_YEAR,
}  # fmt: skip


@pytest.fixture
def line(ground: Ground) -> Line:
    """A promise that waits for an answer."""
    ground.promise()
    return ground.power().lines.get()


def refused(act: Any) -> str:
    """The code with which something was refused."""
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def shown(line: Line, day: date = TODAY) -> queries.Shown:
    found = queries.dossier(line.power, day).by_key(line.pk)
    assert found is not None
    return found


def test_a_confirmation_needs_no_reason_and_is_sealed(ground: Ground, line: Line) -> None:
    reply = ground.reply(line)
    assert shown(line).state == "confirm"
    entry = Entry.objects.get(act="handover.reply")
    assert entry.sealed()["facts"]["line"] == f"promise:{ground.promises[0].code}"
    assert f"handover.reply:{reply.pk}" in entry.sealed()["facts"]["rows"]


@pytest.mark.parametrize("kind", ["renegotiate", "stop"])
@pytest.mark.parametrize("why", ["", "   ", "\u200e"])
def test_no_reason_no_answer(ground: Ground, line: Line, kind: str, why: str) -> None:
    given: dict[str, Any] = {"what": "Iets.", "what_by_on": NEXT_YEAR, "stop_on": NEXT_YEAR}
    assert refused(lambda: ground.reply(line, kind, why=why, **given)) == "no-why"
    assert not Reply.objects.exists()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"kind": "wis"}, "no-kind"),
        ({"kind": "stop", "why": "Zo."}, "no-day"),
        ({"kind": "stop", "why": "Zo.", "stop_on": TODAY - timedelta(days=1)}, "past"),
        ({"kind": "renegotiate", "why": "Zo."}, "no-what"),
        ({"kind": "renegotiate", "why": "Zo.", "what": "Iets."}, "no-day"),
        ({"kind": "renegotiate", "why": "Zo.", "what": "Iets.", "what_by_on": TODAY - timedelta(days=1)}, "past"),
        ({"kind": "renegotiate", "why": "Zo.", "what": "Iets.", "what_by_on": date(2090, 1, 1)}, "past"),
        ({"kind": "stop", "why": "x" * 2001, "stop_on": NEXT_YEAR}, "too-long"),
    ],
)
def test_what_cannot_be_is_refused(ground: Ground, line: Line, said: dict[str, Any], code: str) -> None:
    assert refused(lambda: ground.reply(line, **said)) == code
    assert not Reply.objects.exists()


def test_a_promise_that_is_stopped_stays_and_its_receiver_hears_and_judges(ground: Ground, line: Line) -> None:
    Telling.objects.all().delete()
    ground.reply(line, "stop", why="Er is geen geld.", stop_on=NEXT_MONTH)
    found = shown(line)
    assert found.state == "stop"
    assert found.promised is not None
    assert found.promised.standing == "open"
    assert Telling.objects.get().subject == "Iemand wil stoppen met wat is beloofd"
    assert Entry.objects.get(act="handover.reply").sealed()["facts"]["why"] == "Er is geen geld."


def test_a_subsidy_of_five_years_cannot_end_next_month_without_an_answer_to_the_warning(
    ground: Ground, line: Line
) -> None:
    ground.tied(ground.promises[0])
    assert refused(lambda: ground.reply(line, "stop", why="Geen geld.", stop_on=NEXT_MONTH)) == "short-notice"
    assert not Reply.objects.exists()
    sooner = ground.reply(line, "stop", why="Geen geld.", stop_on=NEXT_MONTH, short_why="De stichting stopt zelf.")
    assert (sooner.notice_on, sooner.short_why) == (date(2027, 9, 1), "De stichting stopt zelf.")
    assert Entry.objects.get(act="handover.reply").sealed()["facts"]["short_why"] == "De stichting stopt zelf."
    decent = ground.reply(line, "stop", why="Geen geld.", stop_on=date(2027, 9, 1))
    assert decent.short_why == ""
    assert [reply.number for reply in line.replies.all()] == [1, 2]


def test_notice_counts_from_when_it_was_said_first_as_long_as_nothing_else_was_said(ground: Ground, line: Line) -> None:
    ground.tied(ground.promises[0])
    last = date(2027, 9, 1)
    ground.reply(line, "stop", why="Geen geld.", stop_on=last)
    later = TODAY + timedelta(days=60)
    assert ground.reply(line, "stop", later, why="Echt geen geld.", stop_on=last).notice_on == last
    ground.reply(line, "confirm", later)
    assert refused(lambda: ground.reply(line, "stop", later, why="Toch niet.", stop_on=last)) == "short-notice"


def test_the_months_of_notice_are_a_setting(ground: Ground, line: Line, settings: Any) -> None:
    ground.tied(ground.promises[0])
    settings.STOEP_NOTICE_MONTHS = 0
    assert ground.reply(line, "stop", why="Geen geld.", stop_on=TODAY).notice_on == TODAY


def test_what_is_known_better_later_counts_and_the_first_row_stays(ground: Ground) -> None:
    first = ground.mark()
    line = ground.power().lines.get(commitment=first)
    assert shown(line).notice is not None
    corrected = ground.mark(since_on=TODAY - timedelta(days=400), by=ground.official, tied=Tied(corrects=first))
    again = ground.mark(since_on=TODAY - timedelta(days=300), tied=Tied(corrects=corrected))
    assert again.corrects == first
    assert [money.pk for money in shown(line).money] == [again.pk, corrected.pk, first.pk]
    assert shown(line).notice is None
    assert line.power.lines.count() == 1


def test_money_that_somebody_remembers_later_comes_into_the_dossiers_that_are_being_answered(ground: Ground) -> None:
    power = ground.power()
    ground.mark(what="Het buurthuis")
    ground.mark(what="Begon na de overdracht", since_on=TODAY + timedelta(days=1))
    ground.mark(what="Was al over", until_on=TODAY - timedelta(days=1))
    ground.mark(what="Van een ander", organisation=an_organisation("police"))
    assert [found.title for found in queries.dossier(power, TODAY).lines] == ["Het buurthuis"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kind": "gift"}, "no-kind"),
        ({"what": " "}, "no-what"),
        ({"until_on": date(2000, 1, 1)}, "ends-before"),
        ({"cents": -1}, "cents"),
        ({"cents": 10**14}, "cents"),
        ({"organisation": "housing"}, "unknown"),
    ],
)
def test_money_that_cannot_be_is_refused(ground: Ground, given: dict[str, Any], code: str) -> None:
    if "organisation" in given:
        given = {"organisation": an_organisation(given["organisation"])}
    assert refused(lambda: ground.mark(**given)) == code
    assert not Commitment.objects.exists()


def test_money_is_not_tied_to_a_promise_of_another_wijk_or_organisation(ground: Ground) -> None:
    other = Ground(a_neighbourhood(name="Lutkeveen"))
    for tied in (
        Tied(promise=other.promise()),
        Tied(promise=ground.promise(organisation=an_organisation("police"))),
        Tied(item=an_item(other.place, by=other.chair)),
        Tied(corrects=other.mark()),
    ):
        assert refused(lambda tied=tied: ground.mark(tied=tied)) == "other-place"


def test_the_same_form_of_money_twice_is_one(ground: Ground) -> None:
    assert ground.mark(posted_key="een") == ground.mark(posted_key="een")


WRONG: dict[str, dict[str, Any]] = {
    "resident": {},
    "independent": {"side": "independent"},
    "police": {"side": "police"},
    "housing with a post": {"side": "housing", "seat": False, "posts": ("official",)},
    "host": {"seat": False, "posts": ("host",)},
    "municipality without a second factor": {"side": "municipality", "second_factor": False},
    "municipality without a task here": {"side": "municipality", "seat": False},
    "nobody": {"side": "visitor"},
}


@pytest.mark.parametrize("who", WRONG)
def test_nobody_replies_for_an_organisation_that_is_not_theirs(ground: Ground, line: Line, who: str) -> None:
    by = a_standing(ground.place, **WRONG[who])
    for act in (
        lambda: ground.reply(line, by=by),
        lambda: actions.confirm_many(power=line.power, lines=[line.pk], by=by, **on()),
    ):
        with pytest.raises(NotAllowed) as caught:
            act()
        assert caught.value.act == "handover.reply"
    assert not Reply.objects.exists()


def test_who_merely_calls_themselves_the_municipality_replies_nothing(ground: Ground, line: Line) -> None:
    """The same name and another kind is another organisation."""
    from stoep.people.models import Organisation, Person

    fake = Organisation.objects.create(name="Gemeente Waterstad", kind="other")
    person = a_person()
    Person.objects.filter(pk=person.pk).update(organisation=fake)
    person.refresh_from_db()
    by = a_standing(ground.place, "other", person=person)
    with pytest.raises(NotAllowed):
        ground.reply(line, by=by)


def test_an_official_of_another_wijk_replies_nothing_here(ground: Ground, line: Line) -> None:
    elsewhere = a_standing(a_neighbourhood(), "municipality")
    with pytest.raises(NotAllowed) as caught:
        ground.reply(line, by=elsewhere)
    assert caught.value.code == "other-neighbourhood"


def test_a_line_of_another_handover_is_not_confirmed_along(ground: Ground, line: Line) -> None:
    other = Ground(a_neighbourhood(name="Lutkeveen"))
    other.promise()
    foreign = other.power().lines.get()
    assert (
        refused(
            lambda: actions.confirm_many(
                power=line.power, lines=[line.pk, foreign.pk], by=ground.official, posted_key="een", **on()
            )
        )
        == "other-line"
    )
    assert not Reply.objects.exists()


def test_a_clerk_answers_for_the_municipality_and_it_says_on_whose_behalf(ground: Ground, line: Line) -> None:
    clerk = a_standing(ground.place, "municipality", seat=False, posts=("clerk",))
    assert ground.reply(line, by=clerk).on_behalf


def test_the_newcomer_answers_in_person_and_a_colleague_on_their_behalf(ground: Ground) -> None:
    ground.promise()
    sami = a_standing(ground.place, "municipality", seat=False, posts=("official",))
    line = ground.power(newcomer=sami.person).lines.get()
    assert not ground.reply(line, by=sami).on_behalf
    assert ground.reply(line, "stop", why="Zo.", stop_on=NEXT_YEAR).on_behalf


def test_a_later_answer_counts_and_the_earlier_one_stays(ground: Ground, line: Line) -> None:
    ground.reply(line, "stop", why="Geen geld.", stop_on=NEXT_YEAR)
    ground.reply(line, "confirm", TODAY + timedelta(days=200))
    found = shown(line, TODAY + timedelta(days=200))
    assert found.state == "confirm"
    assert [reply.kind for reply in found.replies] == ["stop", "confirm"]
    with pytest.raises(ProtectedError):
        line.delete()
    assert not {"change_reply", "edit_reply", "delete_reply"} & set(dir(actions))


def test_the_same_answer_twice_is_one(ground: Ground, line: Line) -> None:
    assert ground.reply(line) == ground.reply(line)
    key: dict[str, Any] = {"by": ground.official, "posted_key": "een", **on()}
    first = actions.reply(line=line, said=Said("stop", why="Zo.", stop_on=NEXT_YEAR), **key)
    assert actions.reply(line=line, said=Said("stop", why="Anders.", stop_on=NEXT_YEAR), **key) == first


def test_who_had_not_read_the_answer_of_a_colleague_reads_it_first(ground: Ground, line: Line) -> None:
    ground.reply(line, "stop", why="Geen geld.", stop_on=NEXT_YEAR)
    said = Said("confirm")
    given: dict[str, Any] = {"line": line, "said": said, "by": ground.official, **on()}
    assert refused(lambda: actions.reply(seen=0, **given)) == "answered-meanwhile"
    assert actions.reply(seen=1, **given).number == 2


def test_many_are_confirmed_at_once_each_sealed_apart_and_what_was_answered_stays(ground: Ground) -> None:
    for number in range(4):
        ground.promise(f"Belofte {number}.")
    power = ground.power()
    lines = list(power.lines.all())
    ground.reply(lines[0], "stop", why="Geen geld.", stop_on=NEXT_YEAR)
    given: dict[str, Any] = {"power": power, "lines": [line.pk for line in lines], "by": ground.official, **on()}
    done = actions.confirm_many(posted_key="een", **given)
    assert (done.confirmed, done.answered) == (3, 1)
    assert actions.confirm_many(posted_key="een", **given) == done
    assert Reply.objects.filter(kind="confirm").count() == 3
    assert Entry.objects.filter(act="handover.reply").count() == 4
    assert shown(lines[0]).state == "stop"


def test_nothing_ticked_is_said(ground: Ground, line: Line) -> None:
    assert refused(lambda: actions.confirm_many(power=line.power, lines=[], by=ground.official, **on())) == "none"


@pytest.mark.parametrize(
    "row",
    [
        {"kind": "stop", "why": "", "stop_on": NEXT_YEAR},
        {"kind": "renegotiate", "why": "", "what": "Iets."},
        {"kind": "renegotiate", "why": "Zo.", "what": ""},
        {"kind": "stop", "why": "Zo."},
        {"kind": "confirm", "stop_on": NEXT_YEAR},
        {"kind": "stop", "why": "Zo.", "stop_on": NEXT_MONTH, "notice_on": NEXT_YEAR},
    ],
)
def test_the_database_itself_refuses_an_answer_without_its_reason(
    ground: Ground, line: Line, row: dict[str, Any]
) -> None:
    made: dict[str, Any] = {"made_side": "municipality", "made_on": TODAY, "made_at": on()["at"], "on_behalf": True}
    with pytest.raises(IntegrityError), transaction.atomic():
        Reply.objects.create(line=line, number=1, **made, **row)


# A hundred days.


@pytest.mark.parametrize(("days", "state", "told"), [(99, "waiting", 0), (100, "waiting", 0), (101, "late", 1)])
def test_a_hundred_days_and_not_a_day_less(ground: Ground, line: Line, days: int, state: str, told: int) -> None:
    """From 1 September over the end of summer time."""
    Telling.objects.all().delete()
    day = TODAY + timedelta(days=days)
    assert shown(line, day).state == state
    assert actions.tell_of_late(**on(day)) == told
    assert actions.tell_of_late(**on(day)) == 0
    assert Telling.objects.filter(subject="De 100 dagen zijn voorbij").count() == 2 * told
    assert Entry.objects.filter(act="handover.late").count() == told
    listed = queries.powers(ground.place, day)[0]
    assert (listed.is_late, listed.unanswered) == (bool(told), 1)
    assert len(queries.late_powers(ground.place, day)) == told


def test_what_was_answered_or_judged_is_not_late(ground: Ground) -> None:
    from stoep.promises import actions as promises

    first, second = ground.promise("Eén."), ground.promise("Twee.")
    power = ground.power()
    ground.reply(power.lines.get(promise=first))
    promises.judge(promise=second, kind="kept", words="", by=ground.chair, **on())
    day = TODAY + timedelta(days=101)
    assert [found.state for found in queries.dossier(power, day).lines] == ["confirm", "over"]
    assert queries.powers(ground.place, day)[0].unanswered == 0
    assert actions.tell_of_late(**on(day)) == 0


def test_who_wrote_it_down_late_gives_the_newcomer_the_full_hundred_days(ground: Ground) -> None:
    ground.promise(said_on=TODAY - timedelta(days=200))
    power = ground.power(on=TODAY - timedelta(days=150))
    assert queries.dossier(power, TODAY).days_left == 100
