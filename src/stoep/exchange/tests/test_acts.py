"""What happens in the exchange: a card is found and visited, something is taken over, a question has its clock."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from stoep.exchange import actions as exchange
from stoep.exchange import feed, queries
from stoep.exchange.actions.follow import take_in
from stoep.exchange.models import Card, Followed, Question, Takeover, Visit
from stoep.exchange.queries import Sought
from stoep.people.models import Telling
from stoep.record.models import Entry
from stoep.shared import fetching
from stoep.shared.refusal import NotAllowed, Refused
from stoep.shared.tests.loopback import NAME, served, tell
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing, an_item
from tests.rooms.exchange import ORIGIN, SIGNER, a_card, a_following, a_visit, their_feed

pytestmark = pytest.mark.django_db
WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}


def titles(here: Any, **sought: Any) -> list[str]:
    return [found.card.title for found in queries.search(here, Sought(**sought))[0]]


def test_a_card_is_found_by_words_theme_and_kind_from_another_neighbourhood() -> None:
    here, there = a_neighbourhood(), a_neighbourhood(name="Lutkeveen", kind="village")
    them = a_standing(there)
    card = a_card(there, them)
    a_card(there, them, "Fietsles", theme="werk", what="Fietsen in de straat.")
    assert titles(here, words="HUISKAMER bewoners béheer") == [card.title]
    assert titles(here, words="lutkeveen") == ["Fietsles", card.title]
    assert titles(here, theme="werk") == ["Fietsles"] and titles(here, kind="wijk") == []
    assert titles(here, kind="village", theme="sociaal") == [card.title]
    assert titles(here, words="🙂 ??") == titles(here) and titles(here, words="krokodil") == []
    exchange.withdraw(card=card, why="Klopt niet meer.", by=them, at=NOW)
    assert titles(here) == ["Fietsles"]


def test_places_are_alike_in_words_and_in_no_order_of_better() -> None:
    here, there = a_neighbourhood(), a_neighbourhood()
    card = a_card(there, a_standing(there))
    Card.objects.filter(pk=card.pk).update(figures={"share-65": 22.0, "inhabitants": 500.0})
    assert queries.search(here, Sought())[0][0].alike == []
    mine = a_card(here, a_standing(here), "Van ons")
    Card.objects.filter(pk=mine.pk).update(figures={"share-65": 20.0})
    assert titles(here, alike=("share-65",)) == []  # there are no official figures of here to be like


def test_a_card_comes_from_an_item_of_here_and_twice_is_once() -> None:
    here, there = a_neighbourhood(), a_neighbourhood()
    chair, official = a_standing(here), a_standing(here, "municipality", seat=False, posts=("official",))
    item = an_item(here)
    card = a_card(here, official, item=item, posted_key="k")
    assert a_card(here, official, "Anders", posted_key="k") == card and card.item == item
    with pytest.raises(Refused) as refused:
        a_card(there, a_standing(there), item=item)
    assert refused.value.code == "elsewhere"
    for given, code in (({"title": " "}, "incomplete"), ({"what": ""}, "incomplete"), ({"theme": "x"}, "no-theme"),
                        ({"title": "🙂" * 161}, "too-long")):  # fmt: skip
        with pytest.raises(Refused) as wrong:
            a_card(here, chair, **given)
        assert wrong.value.code == code
    for nobody in (a_standing(here, seat=False), a_standing(there)):
        with pytest.raises(NotAllowed):
            exchange.change(card=card, title="X", what="Y", by=nobody, at=NOW)
    housing = a_standing(here, "housing", seat=False, posts=("official",))
    with pytest.raises(NotAllowed):
        exchange.withdraw(card=card, why="Weg ermee.", by=housing, at=NOW)
    assert exchange.change(card=card, title="Nieuw", what="Ook.", by=chair, at=NOW).title == "Nieuw"


def test_a_visit_is_asked_answered_reported_and_both_are_told() -> None:
    here, there = a_neighbourhood(), a_neighbourhood()
    joost, them = a_standing(here, "care", seat=False, posts=("worker",)), a_standing(there)
    card = a_card(there, them)
    visit = a_visit(card, joost, days="een woensdag", posted_key="k")
    assert a_visit(card, joost, posted_key="k") == visit and Visit.objects.count() == 1
    assert "rooster" in Telling.objects.get().body
    with pytest.raises(Refused) as early:
        exchange.write_report(visit=visit, words="Wij zagen het.", by=joost, at=NOW)
    assert early.value.code == "no-visit"
    with pytest.raises(NotAllowed):
        exchange.answer_visit(visit=visit, is_yes=True, day=TODAY, words="Kom.", by=joost, **WHEN)
    for day in (None, TODAY - timedelta(days=1)):
        with pytest.raises(Refused) as wrong:
            exchange.answer_visit(visit=visit, is_yes=True, day=day, words="Kom.", by=them, **WHEN)
        assert wrong.value.code == "no-day"
    exchange.answer_visit(visit=visit, is_yes=True, day=TODAY, words="Kom.", clock="om 14:00", by=them, **WHEN)
    with pytest.raises(Refused) as again:
        exchange.answer_visit(visit=visit, is_yes=False, words="Toch niet.", by=them, **WHEN)
    assert again.value.code == "answered" and Telling.objects.count() == 2
    exchange.write_report(visit=visit, words="Wij zagen het rooster.", by=joost, at=NOW)
    exchange.write_report(visit=visit, words="Wij zagen het rooster en de sleutels.", by=joost, at=NOW)
    found = queries.visit(here.slug, visit.pk)
    assert found.report.words.endswith("sleutels.") and queries.visits_of(card) == queries.visits_by(here) == [visit]
    acts = {entry.log.neighbourhood_id: entry.act for entry in Entry.objects.filter(act="exchange.answer_visit")}
    assert acts == {there.pk: "exchange.answer_visit"}


def test_what_is_taken_over_is_read_from_both_sides() -> None:
    here, there = a_neighbourhood(), a_neighbourhood()
    host, them = a_standing(here, seat=False, posts=("host",)), a_standing(there)
    card, item = a_card(there, them), an_item(here)
    given: dict[str, Any] = {"card": card, "neighbourhood": here, "by": host, "at": NOW}
    taken = exchange.take_over(take="Het rooster.", leave="De drankvergunning.", item=item, posted_key="k", **given)
    assert exchange.take_over(take="Nog eens.", posted_key="k", **given) == taken
    assert queries.takeovers_of(card) == queries.takeovers_by(here) == [taken]
    assert "De drankvergunning." in Telling.objects.get().body
    own = a_card(here, host)
    for wrong, code in (
        ({"take": " "}, "no-take"), ({"take": "X", "item": an_item(there)}, "elsewhere"),
        ({"take": "X", "card": own}, "own-card"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            exchange.take_over(**given | wrong)
        assert refused.value.code == code
    official = a_standing(here, "municipality", seat=False, posts=("official",))
    with pytest.raises(NotAllowed):
        exchange.take_over(take="X", **given | {"by": official})


def test_a_question_has_a_clock_that_is_told_once() -> None:
    here = a_neighbourhood()
    chair = a_standing(here)
    asked: dict[str, Any] = {"neighbourhood": here, "by": chair, **WHEN}
    question = exchange.ask(institute="De hogeschool", words="Helpt het?", posted_key="k", **asked)
    assert exchange.ask(institute="X", words="Y", posted_key="k", **asked) == question
    assert question.due_on == TODAY + timedelta(weeks=8)
    for wrong, code in (
        ({"words": ""}, "incomplete"), ({"due_on": TODAY - timedelta(days=1)}, "no-day"),
        ({"due_on": TODAY + timedelta(days=400)}, "no-day"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            exchange.ask(**{"institute": "H", "words": "W"} | asked | wrong)
        assert refused.value.code == code
    later = question.due_on + timedelta(days=1)
    assert exchange.tell_of_late(today=question.due_on, at=NOW) == 0
    assert exchange.tell_of_late(today=later, at=NOW) == 1 and exchange.tell_of_late(today=later, at=NOW) == 0
    assert Telling.objects.count() == 1 and queries.questions(here, later)[0].is_late
    exchange.note_reply(question=question, answered_by="Lector", words="Ja.", by=chair, at=NOW)
    with pytest.raises(Refused):
        exchange.note_reply(question=question, answered_by="L", words="Ja.", link="ftp://x", by=chair, at=NOW)
    assert not queries.questions(here, later)[0].is_late
    assert Question.objects.get().told_late_at == NOW


def test_another_server_is_followed_and_a_forged_feed_is_refused_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    here = a_neighbourhood()
    host = a_standing(here, seat=False, posts=("host",))
    answers = [their_feed()]
    with served(lambda request: tell(request, answers[-1])) as (address, way):
        monkeypatch.setattr(fetching, "OUTWARD", way)
        followed = exchange.follow(neighbourhood=here, address=address, by=host, at=NOW)
        assert exchange.follow(neighbourhood=here, address=address, by=host, at=NOW) == followed
        exchange.look_now(followed=followed, by=host, at=NOW)
        assert titles(here, words="ruilkast") == ["Ruilkast"] and titles(a_neighbourhood()) == []
        sealed = Entry.objects.count()
        assert exchange.read_daily(at=NOW) == 0 and Entry.objects.count() == sealed
        other = feed.write({"size": 99}, type(SIGNER)(b"o" * 32, b"p" * 32), ORIGIN)
        for data, code in (
            (answers[0].replace(b"Ruilkast", b"Kwaadkast"), "forged"), (b"<html>", "no-feed"),
            (their_feed(size=3), "older"), (other, "other-key"), (b"x" * 2_000_001, "too-large"),
        ):  # fmt: skip
            answers.append(data)
            assert exchange.read_daily(at=NOW) == 1
            assert Followed.objects.get().fault == code and exchange.why(code)
            assert titles(here) == ["Ruilkast"]
        with pytest.raises(Refused) as refused:
            exchange.look_now(followed=followed, by=host, at=NOW + timedelta(minutes=1))
        assert refused.value.code == "just-now"
        answers.append(their_feed(size=20, cards=[]))
        assert exchange.read_daily(at=NOW) == 0 and titles(here) == []
    assert NAME in Followed.objects.get().address
    exchange.unfollow(followed=followed, by=host, at=NOW)
    assert exchange.read_daily(at=NOW) == 0


def test_what_they_took_over_from_us_is_read_here_too() -> None:
    here = a_neighbourhood()
    host = a_standing(here, seat=False, posts=("host",))
    card = a_card(here, host)
    followed = a_following(here, host)
    mine = {"id": "3", "card_origin": queries.origin_of(here), "card_id": str(card.pk), "take": "De kast.", "leave": ""}
    others = [mine | {"id": "4", "card_origin": "elders.example/wijk/x"}, mine | {"id": "5", "card_id": "99999"}]
    told = feed.read(their_feed(size=13, takeovers=[mine, *others]))
    for _twice in range(2):
        take_in(Followed.objects.get(), told, NOW)
    assert [(row.place, row.take) for row in queries.takeovers_of(card)] == [("Lutkeveen", "De kast.")]
    assert queries.takeovers_by(here) == [] and Takeover.objects.count() == 1
    away = Card.objects.get(followed=followed)
    with pytest.raises(NotAllowed):
        exchange.change(card=away, title="Anders", what="X", by=host, at=NOW)
    exchange.take_over(card=away, neighbourhood=here, take="De ruilkast.", by=host, at=NOW)
    sent = queries.told(here, TODAY, site="https://w.example")["takeovers"]
    assert [(row["card_origin"], row["card_id"], row["take"]) for row in sent] == [(ORIGIN, "7", "De ruilkast.")]


def test_only_a_card_that_may_travel_is_in_the_feed() -> None:
    here = a_neighbourhood()
    chair = a_standing(here)
    a_card(here, chair)
    a_card(here, chair, "Voor ons", may_travel=False)
    a_following(here, chair)
    told = queries.told(here, TODAY, site="https://w.example")
    assert [card["title"] for card in told["cards"]] == ["Huiskamer beheer door bewoners"]
    again = feed.read(feed.write(told, SIGNER, queries.origin_of(here)), site="w.example")
    assert again.cards[0].address.startswith("https://w.example/wijk/")
