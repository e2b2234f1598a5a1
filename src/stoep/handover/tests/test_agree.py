"""What a newcomer proposes changes nothing until the receiver agrees; and the receiver may say no."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from stoep.handover import actions, queries
from stoep.handover.models import Agreement, Decline, Line
from stoep.handover.tests.ground import Ground, on
from stoep.people.models import Telling
from stoep.people.queries import address_of
from stoep.promises.models import Change
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import TODAY, a_neighbourhood, a_standing, a_voice

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


def test_a_promise_keeps_its_words_until_its_receiver_agrees(ground: Ground, line: Line) -> None:
    reply = ground.reply(line, **RENEGOTIATES)
    assert shown(line).title == "Er komen lantaarns."
    assert not Change.objects.exists()
    agreed = actions.agree(reply=reply, by=ground.chair, **on(TODAY + timedelta(days=1)))
    found = shown(line, TODAY + timedelta(days=1))
    assert (found.title, agreed.change.due_on) == ("Er komen er vijf.", NEXT_YEAR)
    assert found.promised is not None
    assert found.promised.promise.words == "Er komen lantaarns."
    assert Entry.objects.get(act="promises.change").sealed()["facts"]["agreed_by_receiver"] is True
    assert actions.agree(reply=reply, by=ground.chair, **on()) == agreed
    assert Change.objects.count() == 1


@pytest.mark.parametrize("who", ["official", "police"])
def test_nobody_but_the_receiver_agrees(ground: Ground, line: Line, who: str) -> None:
    reply = ground.reply(line, **RENEGOTIATES)
    for by in (getattr(ground, who), a_standing(ground.place, "visitor"), a_standing(a_neighbourhood())):
        with pytest.raises(NotAllowed) as caught:
            actions.agree(reply=reply, by=by, **on())
        assert caught.value.act == "handover.agree"
    assert not Change.objects.exists()


def test_who_was_promised_it_without_an_account_agrees_with_the_secret(ground: Ground) -> None:
    receipt = a_voice(ground.place)
    ground.promise(receiver_voice=receipt.voice)
    reply = ground.reply(ground.power().lines.get(), **RENEGOTIATES)
    nobody = a_standing(ground.place, "visitor")
    given: dict[str, Any] = {"reply": reply, "by": nobody, "voice": receipt.voice, **on()}
    assert refused(lambda: actions.agree(secret="fout", **given)) == "wrong-secret"
    agreed = actions.agree(secret=receipt.secret, **given)
    assert (agreed.agreed_voice, agreed.agreed_side) == (receipt.voice, "resident")


def test_a_proposal_that_was_taken_back_is_agreed_to_no_more(ground: Ground, line: Line) -> None:
    reply = ground.reply(line, **RENEGOTIATES)
    ground.reply(line)
    assert refused(lambda: actions.agree(reply=reply, by=ground.chair, **on())) == "not-open"
    assert not Agreement.objects.exists()


def test_a_receiver_says_no_with_words_and_the_promise_stays(ground: Ground, line: Line) -> None:
    reply = ground.reply(line, **RENEGOTIATES)
    Telling.objects.all().delete()
    said = actions.decline(reply=reply, words="Vijf is te weinig.", by=ground.chair, **on(TODAY + timedelta(days=1)))
    assert (said.words, said.said_on, said.said_side) == ("Vijf is te weinig.", TODAY + timedelta(days=1), "resident")
    found = shown(line, TODAY + timedelta(days=1))
    assert (found.title, found.state) == ("Er komen lantaarns.", "renegotiate")
    assert not Change.objects.exists()
    entry = Entry.objects.get(act="handover.decline").sealed()
    assert "te weinig" not in str(entry["facts"])
    assert f"handover.decline:{said.pk}" in entry["facts"]["rows"]
    told = Telling.objects.get()
    assert (told.subject, "te weinig" in told.body) == ("Wie de belofte kreeg, zegt nee", False)
    assert ground.official.person is not None
    assert ground.official.person.account is not None
    assert address_of(told.contact) == ground.official.person.account.email
    assert actions.decline(reply=reply, words="Nog eens.", by=ground.chair, **on()) == said
    assert Telling.objects.count() == 1


def test_after_a_no_one_may_still_agree_and_after_a_yes_there_is_no_no(ground: Ground, line: Line) -> None:
    reply = ground.reply(line, **RENEGOTIATES)
    actions.decline(reply=reply, words="", by=ground.chair, **on())
    agreed = actions.agree(reply=reply, by=ground.chair, **on(TODAY + timedelta(days=2)))
    assert agreed.change.words == "Er komen er vijf."
    again = ground.reply(line, **RENEGOTIATES | {"what": "Er komen er vier."})
    actions.agree(reply=again, by=ground.chair, **on(TODAY + timedelta(days=2)))
    assert refused(lambda: actions.decline(reply=again, words="Toch niet.", by=ground.chair, **on())) == "agreed"


@pytest.mark.parametrize("who", ["official", "police"])
def test_nobody_but_the_receiver_says_no(ground: Ground, line: Line, who: str) -> None:
    reply = ground.reply(line, **RENEGOTIATES)
    for by in (getattr(ground, who), a_standing(ground.place, "visitor"), a_standing(a_neighbourhood())):
        with pytest.raises(NotAllowed) as caught:
            actions.decline(reply=reply, words="Nee.", by=by, **on())
        assert caught.value.act == "handover.decline"
    assert not Decline.objects.exists()


def test_what_is_no_open_proposal_gets_no_no(ground: Ground, line: Line) -> None:
    reply = ground.reply(line, **RENEGOTIATES)
    newest = ground.reply(line)
    for old in (reply, newest):
        assert refused(lambda old=old: actions.decline(reply=old, words="", by=ground.chair, **on())) == "not-open"
