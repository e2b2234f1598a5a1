"""Talking before voting: arguments, help, ideas that their authors make one, and words in five languages."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from stoep.budgeting import actions, queries
from stoep.budgeting.models import Argument, Consent, Help, Idea, Round
from stoep.budgeting.tests.ground import fresh, on, page, ready, refused
from stoep.budgeting.views import gate
from stoep.network.standing import Standing
from stoep.people.models import Telling
from stoep.places.models import Neighbourhood
from stoep.shared.refusal import NotAllowed
from stoep.voices import actions as voices
from stoep.voices.models import Answer
from tests.builders import NOW, a_neighbourhood, a_standing
from tests.rooms.rounds import a_ballot, a_drawing, an_idea, given, looked, read, together

pytestmark = pytest.mark.django_db


def test_an_argument_is_a_contribution_that_a_host_looks_at_before_it_stands(round: Round, bep: Standing) -> None:
    idea = an_idea(round, bep)
    receipt = actions.argue(idea=idea, stance="against", words="Eilampen schijnen in mijn kamer.", **on(round, 4))
    assert receipt.voice.kind == "concern" and "Eilampen" not in page(idea.get_absolute_url())
    voices.show(voice=receipt.voice, by=bep, at=NOW)
    told = page(idea.get_absolute_url())
    assert "Eilampen" in told and "Tegen" in told


def test_what_is_wrong_in_an_argument_is_named(round: Round, bep: Standing, anouk: Standing) -> None:
    idea, unread = an_idea(round, bep), given(round)
    usual: dict[str, Any] = {"idea": idea, "stance": "for", "words": "Goed.", **on(round, 4)}
    assert refused(actions.argue, **usual | {"stance": "misschien"}) == "choice"
    assert refused(actions.argue, **usual | {"words": " "}) == "empty"
    assert refused(actions.argue, **usual | {"idea": Idea.objects.get(voice=unread.voice)}) == "not-checked"
    assert refused(actions.argue, **usual | {"at": round.voting_from}) == "voting"
    with pytest.raises(NotAllowed):
        actions.argue(by=anouk, **usual)
    assert not Argument.objects.exists()


def test_help_is_taken_up_by_name_and_it_is_told_what_came_of_it(round: Round, bep: Standing, anouk: Standing) -> None:
    receipt = given(round, guessed_cents=None)
    idea = read(receipt, bep)
    asked = actions.ask_help(idea=idea, kind="cost", secret=receipt.secret, at=NOW)
    assert actions.ask_help(idea=idea, kind="cost", secret=receipt.secret, at=NOW) == asked
    came: dict[str, Any] = {"help": asked, "came": "Ik belde een bedrijf.", "cents": 120_000, "at": NOW}
    assert refused(actions.help_came, by=anouk, **came) == "not-yours"
    actions.take_up_help(help=asked, by=anouk, at=NOW)
    assert refused(actions.take_up_help, help=asked, by=bep, at=NOW) == "taken"
    assert refused(actions.help_came, by=bep, **came) == "not-yours"
    actions.help_came(by=anouk, **came)
    assert fresh(idea).guessed_cents == 120_000
    told = page(idea.get_absolute_url())
    assert anouk.person and anouk.person.name in told and "Ik belde een bedrijf." in told
    assert refused(actions.help_came, by=anouk, **came) == "over"


def test_only_its_author_or_a_host_asks_help_and_nobody_from_outside_gives_it(
    round: Round, bep: Standing, anouk: Standing
) -> None:
    mine, theirs = given(round, "Mijn"), given(round, "Hun")
    idea = read(theirs, bep)
    for secret, by in (("", None), (mine.secret, None), ("", anouk)):
        with pytest.raises(NotAllowed):
            actions.ask_help(idea=idea, kind="cost", secret=secret, by=by, at=NOW)
    asked = actions.ask_help(idea=idea, kind="cost", by=bep, at=NOW)
    with pytest.raises(NotAllowed):
        actions.take_up_help(help=asked, by=a_standing(a_neighbourhood()), at=NOW)
    assert Help.objects.get().taken_by is None


def test_a_drawing_is_described_and_drawn_anew(round: Round, bep: Standing) -> None:
    idea = an_idea(round, bep)
    asked = actions.ask_help(idea=idea, kind="drawing", by=bep, at=NOW)
    actions.take_up_help(help=asked, by=bep, at=NOW)
    undescribed = (a_drawing(), " ")
    assert refused(actions.help_came, help=asked, came="Klaar.", picture=undescribed, by=bep, at=NOW) == "described"
    actions.help_came(help=asked, came="Klaar.", picture=(a_drawing(), "Drie lampen."), by=bep, at=NOW)
    assert fresh(idea).picture.read()[:2] == b"\xff\xd8" and "Drie lampen." in page(idea.get_absolute_url())


def test_ideas_go_on_as_one_only_when_every_author_said_yes(round: Round, bep: Standing, ilse: Standing) -> None:
    made, pair = together(round, bep, **on(round, 2))
    child = read(made, bep)
    first, second = (Idea.objects.get(voice=receipt.voice) for receipt in pair)
    assert child.pk not in {idea.pk for idea in queries.candidates(round)} and first.is_live
    actions.say_yes(idea=child, parent=second, secret=pair[1].secret, at=NOW)
    assert [fresh(idea).made_one_id for idea in (first, second)] == [child.pk] * 2
    assert {idea.pk for idea in queries.candidates(round)} == {child.pk}
    assert "Spelen bij de school" in page(first.get_absolute_url()), "the old page stays, and leads to the new one"
    assert "Een wip bij de school" in page(child.get_absolute_url())
    actions.second(decision=a_ballot(round, bep), by=ilse, **ready(round))
    assert Answer.objects.filter(voice__in=[receipt.voice for receipt in pair]).count() == 2


def test_the_other_author_hears_that_they_are_asked(round: Round, bep: Standing) -> None:
    asked = given(round, "Een glijbaan", contact=("mail", "fatma@voorbeeld.nl"))
    mine = given(round, "Een wip")
    before = Telling.objects.count()
    actions.propose_together(
        idea=read(mine, bep), others=[read(asked, bep)], title="Samen", words="Beide.", secret=mine.secret,
        **on(round, 4),
    )  # fmt: skip
    assert "ja" in Telling.objects.order_by("pk")[before + 1].body


def test_a_slip_in_the_secret_code_is_told_beside_it_and_keeps_what_was_typed(round: Round, bep: Standing) -> None:
    idea = an_idea(round, bep)
    visitor = Client(REMOTE_ADDR="192.0.2.77")
    for secret, told in (("", "Vul de geheime code van uw bewijs in"), ("fout", "hoort niet bij dit idee")):
        sent = {"title": "Samen in het licht", "words": "Lampen voor ons allemaal.", "others": "A", "secret": secret}
        answer = visitor.post(f"{idea.get_absolute_url()}samen/", sent)
        assert answer.status_code == 422 and told in answer.content.decode()
        assert "Samen in het licht" in answer.content.decode() and "Lampen voor ons" in answer.content.decode()
    for _try in range(gate.SECRETS):
        answer = visitor.post(f"{idea.get_absolute_url()}terughalen/", {"secret": "fout"})
    assert answer.status_code == 422 and "hoort niet bij dit idee" not in answer.content.decode()


def test_nobody_says_yes_for_somebody_else(round: Round, bep: Standing, anouk: Standing) -> None:
    made, pair = together(round, bep, **on(round, 2))
    child, second = read(made, bep), Idea.objects.get(voice=pair[1].voice)
    for secret, by in (("", None), (pair[0].secret, None), (made.secret, None), ("", anouk)):
        with pytest.raises(NotAllowed):
            actions.say_yes(idea=child, parent=second, secret=secret, by=by, way="paper", at=NOW)
    assert refused(actions.say_yes, idea=child, parent=second, by=bep, way="", at=NOW) == "choice"
    outsider = given(round, "Iets anders")
    stranger = read(outsider, bep)
    assert refused(actions.say_yes, idea=child, parent=stranger, secret=outsider.secret, at=NOW) == "not-asked"
    actions.say_yes(idea=child, parent=second, by=bep, way="phone", at=NOW)
    assert Consent.objects.get(parent=second).taken_down_by == bep.person


def test_only_ideas_of_one_part_that_everybody_reads_go_together(round: Round, bep: Standing) -> None:
    mine = given(round)
    idea = read(mine, bep)
    usual: dict[str, Any] = {"idea": idea, "title": "Samen", "words": "Beide.", "secret": mine.secret, **on(round, 4)}
    south = an_idea(round, bep, "Zuid", part=round.parts.get(order=2))
    unread = Idea.objects.get(voice=given(round).voice)
    for others, code in (([], "no-others"), ([idea], "no-others"), ([south], "other-part"), ([unread], "not-checked")):
        assert refused(actions.propose_together, others=others, **usual) == code
    assert Idea.objects.count() == 3


def test_words_in_a_language_are_approved_by_somebody_who_reads_it_and_the_newest_counts(
    round: Round, bep: Standing, anouk: Standing
) -> None:
    idea = an_idea(round, bep)
    usual: dict[str, Any] = {"idea": idea, "language": "tr", "title": "Lambalar", "words": "Işık.", "at": NOW}
    assert refused(actions.approve_words, by=bep, reader=" ", **usual) == "no-reader"
    assert refused(actions.approve_words, by=bep, reader="Fatma", **usual | {"language": "xx"}) == "choice"
    with pytest.raises(NotAllowed):
        actions.approve_words(by=anouk, reader="Fatma", **usual)
    actions.approve_words(by=bep, reader="Fatma", **usual)
    actions.approve_words(by=bep, reader="Fatma", **usual | {"title": "Yeni lambalar"})
    found = queries.ballot_words([idea])[idea.pk]
    assert set(found) == {"tr"} and found["tr"].title == "Yeni lambalar"
    begun = usual | {"at": round.voting_from}
    assert refused(actions.approve_words, by=bep, reader="Fatma", **begun) == "voting"


def test_a_verdict_on_what_went_together_is_no_longer_given_on_its_parts(
    round: Round, bep: Standing, anouk: Standing
) -> None:
    made, pair = together(round, bep, **on(round, 2))
    child, second = read(made, bep), Idea.objects.get(voice=pair[1].voice)
    actions.say_yes(idea=child, parent=second, secret=pair[1].secret, at=NOW)
    assert refused(looked, idea=second, by=anouk) == "not-live"
    looked(child, anouk)
    assert queries.standing_of(child) == "yes"


def test_the_database_gives_no_idea_to_itself(round: Round, here: Neighbourhood, bep: Standing) -> None:
    idea = an_idea(round, bep)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(idea=idea, parent=idea)
