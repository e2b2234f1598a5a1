"""Ideas from the first word to their number on the ballot: by screen and paper, looked at, repaired, never lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from stoep.budgeting import actions, queries
from stoep.budgeting.models import Idea, Round, Verdict
from stoep.budgeting.tests.ground import fresh, on, page, ready, refused
from stoep.network.standing import Standing
from stoep.people import queries as tellings
from stoep.people.models import Telling
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry as Logged
from stoep.shared.refusal import NotAllowed
from stoep.voices import actions as voices
from stoep.voices.models import Answer, Voice
from tests.builders import NOW, TODAY, a_neighbourhood, a_person, a_standing, an_organisation, sign_in
from tests.rooms.budgeting import IDEA
from tests.rooms.rounds import a_ballot, a_round, an_idea, given, looked, moment, read, running_now

pytestmark = pytest.mark.django_db


def test_an_idea_is_a_contribution_that_a_host_looks_at_first(round: Round, bep: Standing) -> None:
    receipt = given(round, "Lampen langs de Kade", called="Samira")
    idea = Idea.objects.get()
    assert (idea.voice.kind, idea.voice.audience) == ("idea", "everyone") and receipt.secret
    assert "Lampen" not in page(idea.get_absolute_url()) and "Lampen" not in page(f"{round.get_absolute_url()}ideeen/")
    read(receipt, bep)
    assert "Dan is het daar veilig" in page(idea.get_absolute_url())
    assert "Lampen langs de Kade" in page(f"{round.get_absolute_url()}ideeen/")


def test_the_same_form_twice_is_one_idea(round: Round) -> None:
    key = "a8098c1a-f86e-11da-bd1a-00112444be1e"
    first, second = (given(round, posted_key=key) for _ in range(2))
    assert first.number == second.number and first.secret == second.secret and Idea.objects.count() == 1


def test_ideas_are_given_in_their_days_and_a_card_is_typed_over_later(round: Round, bep: Standing) -> None:
    assert refused(given, round=round, **on(round, -1)) == "not-now"
    after = round.ideas_until + timedelta(days=2)
    late: dict[str, Any] = {"at": moment(after, 9), "today": after}
    assert refused(given, round=round, **late) == "not-now"
    receipt = given(round, by=bep, channel="card", said_on=round.ideas_until, **late)
    assert Voice.objects.get(pk=receipt.voice.pk).is_shown
    assert refused(given, round=round, by=bep, channel="card", **ready(round)) == "not-now"


def test_nobody_types_over_for_others_but_a_host(round: Round, here: Neighbourhood, anouk: Standing) -> None:
    for by in (anouk, a_standing(here, seat=False), a_standing(a_neighbourhood())):
        with pytest.raises(NotAllowed):
            given(round, by=by, channel="card")
    assert not Idea.objects.exists() and not Voice.objects.exists()


def test_an_idea_belongs_to_a_part_of_its_own_round(
    round: Round, here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    other = a_round(here, bep, ilse)
    assert refused(given, round=round, part=other.parts.first()) == "part"
    assert refused(given, round=round, part=None) == "part"
    assert refused(given, round=round, guessed_cents=-5) == "sum"
    assert refused(given, round=round, title=" ") == "no-title"
    assert not Voice.objects.exists(), "what is refused leaves no contribution behind"


def test_a_form_sets_no_cost_verdict_or_number(here: Neighbourhood, bep: Standing, ilse: Standing) -> None:
    running = running_now(here, bep, ilse)
    sneaked = {
        "cents": "1",
        "ballot_number": "1",
        "kind": "yes",
        "checker": "1",
        "channel": "card",
        "audience": "network",
    }
    with time_machine.travel(NOW, tick=False):
        answer = Client().post(f"{running.get_absolute_url()}ideeen/nieuw/", IDEA | sneaked)
        assert answer.status_code == 302 and answer["Location"].startswith("/bewijs/")
    idea = Idea.objects.get()
    assert (idea.cents, idea.ballot_number, idea.checker, idea.voice.channel) == (None, None, None, "screen")
    assert not Verdict.objects.exists() and idea.voice.audience == "everyone" and not idea.voice.checked_at


def test_who_gives_an_idea_sees_the_receipt_and_comes_back_to_it(
    here: Neighbourhood, bep: Standing, ilse: Standing
) -> None:
    running, client = running_now(here, bep, ilse), Client()
    with time_machine.travel(NOW, tick=False):
        receipt = client.post(f"{running.get_absolute_url()}ideeen/nieuw/", IDEA, follow=True)
        idea = Idea.objects.get()
        assert receipt.status_code == 200 and idea.voice.spoken in receipt.content.decode()
        voices.show(voice=idea.voice, by=bep, at=NOW)
        assert idea.get_absolute_url() in client.get(idea.voice.get_absolute_url()).content.decode()


def test_yes_has_a_cost_and_its_author_hears_it_as_the_answer(round: Round, bep: Standing, anouk: Standing) -> None:
    receipt = given(round, contact=("mail", "samira@voorbeeld.nl"))
    idea = read(receipt, bep)
    before = Telling.objects.count()
    looked(idea, anouk, cents=310_000)
    assert fresh(idea).cents == 310_000 and queries.standing_of(idea) == "yes"
    answer = Answer.objects.get(voice=idea.voice)
    assert answer.kind == "answered" and "€\xa03.100" in answer.words
    assert Telling.objects.count() == before + 1
    voice = Voice.objects.get(pk=idea.voice.pk)
    assert voice.first_answered_on is not None


@pytest.mark.parametrize(("said", "code"), [
    ({"kind": "yes", "cents": None}, "sum"), ({"kind": "yes", "cents": 0}, "sum"),
    ({"kind": "yes", "cents": 6_000_001}, "too-dear"), ({"kind": "no", "why": ""}, "no-why"),
    ({"kind": "no", "why": "Te duur.", "repair": " "}, "no-why"), ({"kind": "misschien"}, "choice"),
])  # fmt: skip
def test_a_verdict_says_what_a_resident_needs(
    round: Round, bep: Standing, anouk: Standing, said: dict[str, Any], code: str
) -> None:
    idea = an_idea(round, bep)
    assert refused(actions.look, idea=idea, by=anouk, **on(round, 4), **said) == code


def test_the_database_keeps_no_silent_no(round: Round, bep: Standing) -> None:
    idea = an_idea(round, bep)
    with pytest.raises(IntegrityError), transaction.atomic():
        Verdict.objects.create(idea=idea, kind="no", why="", repair="", given_at=NOW)


def test_a_no_is_public_with_a_way_to_repair_and_somebody_of_another_party_looks_again(
    round: Round, here: Neighbourhood, bep: Standing, ilse: Standing, anouk: Standing
) -> None:
    idea = an_idea(round, bep)
    looked(idea, anouk, "no")
    assert "Er liggen kabels." in page(idea.get_absolute_url()) and "Verderop." in page(idea.get_absolute_url())
    karin = a_standing(here, "municipality", seat=False, posts=("official",))
    later: dict[str, Any] = {"idea": idea, "kind": "no", "why": "Nee.", "repair": "Elders.", **on(round, 5)}
    assert refused(actions.look, by=anouk, **later) == "same-person"
    assert refused(actions.look, by=karin, **later) == "same-party"
    assert queries.standing_of(idea) == "no"
    actions.look(by=ilse, **later)
    assert queries.standing_of(idea) == "refused"
    told = page(idea.get_absolute_url())
    assert "Er liggen kabels." in told and "Nee." in told
    assert refused(actions.look, by=bep, **later | on(round, 6)) == "refused"


def test_one_official_with_two_tasks_never_gives_both_looks(
    round: Round, here: Neighbourhood, bep: Standing, anouk: Standing
) -> None:
    """Also when they change their organisation in between: it is the same person."""
    idea = an_idea(round, bep)
    looked(idea, anouk, "no")
    assert anouk.person
    anouk.person.organisation = an_organisation("housing")
    anouk.person.save()
    later: dict[str, Any] = {"idea": idea, "kind": "no", "why": "Nee.", "repair": "Elders.", **on(round, 5)}
    assert refused(actions.look, by=anouk, **later) == "same-person"


def test_whoever_said_no_may_think_better_of_it(round: Round, bep: Standing, anouk: Standing) -> None:
    idea = an_idea(round, bep)
    looked(idea, anouk, "no")
    actions.look(idea=idea, by=anouk, kind="yes", cents=200_000, **on(round, 5))
    assert queries.standing_of(idea) == "yes" and not Verdict.objects.filter(is_second=True).exists()


def test_its_author_repairs_an_idea_in_time_and_it_is_looked_at_anew(
    round: Round, bep: Standing, anouk: Standing
) -> None:
    receipt = given(round)
    idea = read(receipt, bep)
    mended: dict[str, Any] = {"idea": idea, "words": "Lampen bij de school.", "cents": 90_000, "secret": receipt.secret}
    assert refused(actions.repair, **mended, **on(round, 3)) == "nothing-wrong"
    looked(idea, anouk, "no")
    assert refused(actions.repair, **mended, **on(round, 19)) == "too-late"
    actions.repair(**mended, **on(round, 6))
    assert queries.standing_of(idea) == "repaired" and fresh(idea).guessed_cents == 90_000
    told = page(idea.get_absolute_url())
    assert "Lampen bij de school." in told and "Dan is het daar veilig" in told
    actions.look(idea=idea, by=anouk, kind="no", why="Nog te duur.", repair="Minder.", **on(round, 8))
    assert queries.standing_of(idea) == "no", "a new first look, which needs a second one again"


def test_nobody_repairs_or_takes_back_the_idea_of_somebody_else(
    round: Round, here: Neighbourhood, bep: Standing, anouk: Standing
) -> None:
    mine, theirs = given(round, "Mijn idee"), given(round, "Hun idee")
    idea = read(theirs, bep)
    looked(idea, anouk, "no")
    for secret, by in (("", None), (mine.secret, None), ("", anouk), ("", a_standing(a_neighbourhood()))):
        for act, more in ((actions.repair, {"words": "x", **on(round, 6)}), (actions.withdraw_idea, {"at": NOW}),
                          (actions.guess, {"cents": 5, "at": NOW})):  # fmt: skip
            with pytest.raises(NotAllowed):
                act(idea=idea, secret=secret, by=by, **more)
    assert not idea.repairs.exists()


def test_another_rounds_number_opens_nothing(round: Round, here: Neighbourhood, bep: Standing, ilse: Standing) -> None:
    idea, other = an_idea(round, bep), a_round(here, bep, ilse)
    elsewhere = idea.get_absolute_url().replace(f"/{round.number}/ideeen", f"/{other.number}/ideeen")
    assert Client().get(elsewhere).status_code == 404
    there = a_neighbourhood()
    assert Client().get(idea.get_absolute_url().replace(here.slug, there.slug)).status_code == 404


def test_an_author_takes_the_idea_back_and_it_comes_on_no_ballot(round: Round, bep: Standing, ilse: Standing) -> None:
    receipt = given(round, "Een fontein")
    idea = read(receipt, bep)
    stays = an_idea(round, bep)
    actions.withdraw_idea(idea=idea, secret=receipt.secret, at=NOW)
    actions.second(decision=a_ballot(round, bep), by=ilse, **ready(round))
    assert [plan.pk for plan in queries.ballot(round)] == [stays.pk]
    assert "teruggehaald" in page(idea.get_absolute_url())


def test_an_idea_that_nobody_said_no_to_goes_on_the_ballot(round: Round, bep: Standing, ilse: Standing) -> None:
    idea = an_idea(round, bep, guessed_cents=250_000)
    actions.second(decision=a_ballot(round, bep), by=ilse, **ready(round))
    assert fresh(idea).ballot_number == 1 and fresh(idea).cents == 250_000
    assert "stembiljet: nummer 1" in Answer.objects.get(voice=idea.voice).words


def test_what_is_not_looked_at_in_time_stands_at_whom_it_lies(round: Round, bep: Standing, anouk: Standing) -> None:
    asked, nobodys = an_idea(round, bep, "Gevraagd"), an_idea(round, bep, "Niet gevraagd")
    assert anouk.person
    actions.ask_to_look(idea=asked, person=anouk.person, by=bep, at=NOW)
    assert queries.owed(round, round.check_until) == []
    late = queries.by_whom(queries.owed(round, round.check_until + timedelta(days=1)))
    assert [(each.who, [row.idea.pk for row in each.rows]) for each in late] == [
        ("", [nobodys.pk]), (anouk.person.name, [asked.pk]),
    ]  # fmt: skip
    with time_machine.travel(ready(round)["at"], tick=False):
        assert anouk.person.name in page(f"{round.get_absolute_url()}nog-niet-nagekeken/")


def test_a_second_look_lies_with_somebody_from_the_no_on_until_the_ballot_is_made(
    round: Round, bep: Standing, ilse: Standing, anouk: Standing
) -> None:
    idea = an_idea(round, bep)
    looked(idea, anouk, "no")
    day = round.ideas_from + timedelta(days=5)
    assert [(each.who, [row.idea.pk for row in each.rows]) for each in queries.by_whom(queries.owed(round, day))] == [
        ("", [idea.pk])
    ]
    assert ilse.person
    actions.ask_to_look(idea=idea, person=ilse.person, by=bep, at=on(round, 5)["at"])
    assert [each.who for each in queries.owed(round, day)] == [ilse.person.name]
    actions.second(decision=a_ballot(round, bep), by=ilse, **ready(round))
    round.refresh_from_db()
    assert queries.owed(round, ready(round)["today"]) == [] and queries.ballot(round)[0].pk == idea.pk


def test_whoever_can_look_again_hears_of_a_no_and_whoever_said_it_does_not(
    round: Round, here: Neighbourhood, bep: Standing, ilse: Standing, anouk: Standing
) -> None:
    neighbour = a_standing(here, seat=False, posts=("host",))
    idea = an_idea(round, bep, "Lampen langs de Kade")
    Telling.objects.all().delete()

    def heard() -> set[str]:
        return {tellings.address_of(row.contact) for row in Telling.objects.filter(about=f"idea:{idea.voice.number}")}

    def account(by: Standing) -> str:
        assert by.person and by.person.account
        return by.person.account.email

    looked(idea, ilse, "no")
    assert heard() == {account(bep)}
    told = Telling.objects.get()
    assert idea.voice.spoken in told.body and idea.get_absolute_url() in told.body and "Lampen" not in told.body
    assert anouk.person and neighbour.person
    actions.ask_to_look(idea=idea, person=anouk.person, by=bep, at=on(round, 5)["at"])
    assert heard() == {account(bep), account(anouk)}
    looked(idea, anouk, "no", **on(round, 6))
    assert heard() == {account(bep), account(anouk)}


def test_nobody_from_outside_is_asked_to_look(round: Round, bep: Standing) -> None:
    idea = an_idea(round, bep)
    assert refused(actions.ask_to_look, idea=idea, person=a_person("Iemand"), by=bep, at=NOW) == "nobody"


def test_the_list_is_searched_by_words_and_goes_by_twenty(round: Round, bep: Standing) -> None:
    for which in range(1, 24):
        an_idea(round, bep, f"Bank nummer {which}")
    an_idea(round, bep, "Een moestuin", words="Tomaten achter de school.", part=round.parts.get(order=2))
    listed = f"{round.get_absolute_url()}ideeen/"
    assert page(listed).count("<h2") == 20 and page(f"{listed}?blad=2").count("<h2") == 4
    found = page(f"{listed}?q=tomaten")
    assert "Een moestuin" in found and "Bank nummer" not in found
    assert "Een moestuin" in page(f"{listed}?q=moest") and "Bank nummer" not in page(f"{listed}?deel=2")
    assert "blad=2&amp;q=bank" in page(f"{listed}?q=bank")
    assert Client().get(f"{listed}?q={'%00' * 3}&deel=²&blad=-1").status_code == 200


def test_a_list_of_thirty_asks_as_much_as_one_of_three(
    round: Round, bep: Standing, anouk: Standing, django_assert_max_num_queries: Any
) -> None:
    for which in range(30):
        looked(an_idea(round, bep, f"Idee {which}"), anouk, "no" if which % 2 else "yes")
    with django_assert_max_num_queries(12):
        page(f"{round.get_absolute_url()}ideeen/")


def test_words_that_two_keys_hid_and_words_that_were_wiped_stand_nowhere(
    round: Round, here: Neighbourhood, bep: Standing, anouk: Standing
) -> None:
    receipt = given(round, "Eigeheim", words="Eigeheime woorden.")
    idea = read(receipt, bep)
    looked(idea, anouk, "no")
    actions.repair(idea=idea, words="Eigeheim hersteld.", secret=receipt.secret, **on(round, 6))
    voices.erase_words(voice=idea.voice, secret=receipt.secret, at=NOW)
    actions.forget_words(voice=idea.voice, at=NOW)
    found = fresh(idea)
    assert found.title == "" and [row.words for row in found.repairs.all()] == [""]
    for path in (idea.get_absolute_url(), f"{round.get_absolute_url()}ideeen/", round.get_absolute_url()):
        assert "eigeheim" not in page(path).lower()


def test_a_host_says_in_the_log_that_an_idea_came_and_not_who_gave_it(round: Round, bep: Standing) -> None:
    given(round, called="Samira")
    entry = Logged.objects.filter(act="budgeting.give").latest("index")
    assert "Samira" not in str(entry.sealed())


def test_an_official_looks_from_the_page(here: Neighbourhood, bep: Standing, ilse: Standing, anouk: Standing) -> None:
    running = running_now(here, bep, ilse)
    idea = an_idea(running, bep, at=NOW, today=TODAY)
    client = Client()
    assert anouk.person
    sign_in(client, anouk.person)
    with time_machine.travel(NOW, tick=False):
        path = f"{idea.get_absolute_url()}kijken/"
        assert client.post(path, {"kind": "no", "why": "Kabels."}).status_code == 422
        assert client.post(path, {"kind": "yes", "cents": "2.500"}).status_code == 302
    assert fresh(idea).cents == 250_000
