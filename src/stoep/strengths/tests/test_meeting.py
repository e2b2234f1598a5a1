"""A wish meets an offer: both say yes before either sees a name, and who says no stays unseen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed, Refused
from stoep.strengths import actions, queries, rules
from stoep.strengths.actions import Slip
from stoep.strengths.models import Introduction, Strength
from tests.builders import NOW, TODAY, a_neighbourhood, a_person, a_post, a_standing, sign_in

pytestmark = pytest.mark.django_db


class Pair:
    """A wish and an offer, laid side by side by a connector."""

    def __init__(self) -> None:
        self.here = a_neighbourhood()
        told: dict[str, Any] = {"neighbourhood": self.here, "uses": ["meet"], "at": NOW}
        self.wish = actions.note(kind="wish", words="Wie leert mij naaien?", reach="Samira 06-1", **told)
        self.offer = actions.note(kind="gift", part="hands", words="Ik leer u naaien.", **told)
        self.connector = a_standing(self.here, seat=False, posts=("host",))
        self.laid = self.lay()

    def lay(self, **changed: Any) -> Introduction:
        given: dict[str, Any] = {"wish": self.wish.strength, "offer": self.offer.strength, "by": self.connector}
        return actions.lay(**given | {"at": NOW, "today": TODAY} | changed)

    def say(self, slip: Slip, yes: bool, name: str = "", **changed: Any) -> None:
        given: dict[str, Any] = {"strength": slip.strength, "secret": slip.secret, "yes": yes, "today": TODAY}
        reach = f"bel {name}" if name else ""
        actions.say(introduction=self.laid.pk, **given | {"name": name, "reach": reach} | changed)

    def seen(self, slip: Slip, days: int = 0) -> list[tuple[str, str]]:
        """(state, name of the other) of what the giver of this slip sees."""
        found = queries.meetings(slip.strength, TODAY + timedelta(days=days))
        return [(one.state, one.other.name) for one in found]


def everything() -> str:
    """All that stands in the rows of the database, but under no lock, and in the log."""
    rows = [str(model.objects.values()) for model in (Strength, Introduction, Entry)]
    return " ".join(rows)


def test_both_say_yes_before_either_sees_a_name() -> None:
    pair = Pair()
    assert pair.lay().pk == pair.laid.pk, "the same two once"
    assert pair.seen(pair.wish) == pair.seen(pair.offer) == [("asked", "")]
    pair.say(pair.wish, True, "Samira")
    assert pair.seen(pair.wish) == [("waiting", "")] and pair.seen(pair.offer) == [("asked", "")]
    pair.say(pair.offer, True, "Bep")
    assert pair.seen(pair.wish) == [("both", "Bep")] and pair.seen(pair.offer) == [("both", "Samira")]
    assert "Samira" not in everything() and "naaien" not in everything()
    assert queries.as_laid(queries.laid(pair.here, TODAY)[0], TODAY).state == "both"


def test_who_says_no_stays_unseen() -> None:
    pair = Pair()
    pair.say(pair.wish, True, "Samira")
    log = Entry.objects.count()
    pair.say(pair.offer, False)
    pair.say(pair.offer, True, "Bep")
    assert pair.seen(pair.wish) == [("waiting", "")] and pair.seen(pair.offer) == []
    assert pair.seen(pair.wish, rules.DAYS_TO_ANSWER + 1) == [("over", "")]
    assert Entry.objects.count() == log
    (told,) = Entry.objects.filter(act="strengths.lay")
    assert set(told.sealed()["facts"]) == {"told"}
    connector = queries.as_laid(queries.laid(pair.here, TODAY)[0], TODAY)
    assert connector.state == "waiting"


@pytest.mark.parametrize("act", [actions.take_back, actions.erase_words])
def test_taking_back_removes_it_for_both_at_once(act: Any) -> None:
    pair = Pair()
    pair.say(pair.wish, True, "Samira")
    pair.say(pair.offer, True, "Bep")
    act(strength=pair.wish.strength, secret=pair.wish.secret, at=NOW)
    assert not pair.seen(pair.offer) and not Introduction.objects.exists()
    if act is actions.take_back:
        assert queries.kept_words(Strength.objects.get(pk=pair.wish.strength.pk))
    assert [one.strength.pk for one in queries.to_meet(pair.here)] == [pair.offer.strength.pk]
    with pytest.raises(Refused, match="verbinders"):
        pair.lay()


def test_by_telephone_a_connector_writes_down_what_somebody_says() -> None:
    pair = Pair()
    pair.say(pair.wish, True, "Samira", secret="", by=pair.connector)
    pair.say(pair.offer, True, "Bep")
    assert pair.seen(pair.offer) == [("both", "Samira")]
    official = a_standing(pair.here, "municipality", posts=("worker",))
    for by in (official, a_standing(pair.here), a_standing(a_neighbourhood(), seat=False, posts=("host",))):
        with pytest.raises(NotAllowed):
            pair.say(pair.wish, False, by=by)
        with pytest.raises(NotAllowed):
            pair.lay(by=by)
    with pytest.raises(NotAllowed):
        pair.say(pair.wish, True, "Iemand", secret="A" * 24)


def test_a_yes_needs_a_name_and_a_way_to_be_reached_and_has_a_last_day() -> None:
    pair = Pair()
    for left, code in ((("", "06"), "name"), (("Samira", " \u202e"), "reach")):
        with pytest.raises(Refused) as refused:
            pair.say(pair.wish, True, name=left[0], reach=left[1])
        assert refused.value.code == code
    with pytest.raises(Refused, match="voorbij"):
        pair.say(pair.wish, True, "Samira", today=TODAY + timedelta(days=rules.DAYS_TO_ANSWER + 1))
    with pytest.raises(Refused, match="elk één"):
        pair.lay(offer=pair.wish.strength)


def test_when_the_time_is_over_nothing_is_left_and_after_a_year_not_even_the_pair() -> None:
    pair = Pair()
    pair.say(pair.wish, True, "Samira")
    late = TODAY + timedelta(days=rules.DAYS_TO_ANSWER)
    assert actions.sweep_introductions(today=late, at=NOW) == 0
    assert actions.sweep_introductions(today=late + timedelta(days=1), at=NOW) == 1
    assert not bytes(Introduction.objects.get().kept) and not pair.seen(pair.wish)
    fitting = queries.to_meet(pair.here)
    assert queries.fits(fitting[1], fitting) == [], "they were laid side by side before"
    assert actions.sweep_introductions(today=late + timedelta(days=1), at=NOW) == 0
    assert actions.sweep_introductions(today=late + timedelta(days=400), at=NOW) == 1
    assert not Introduction.objects.exists()


def test_a_copy_of_the_database_does_not_tell_who_wishes_and_who_gives() -> None:
    here = a_neighbourhood()
    told: dict[str, Any] = {"neighbourhood": here, "at": NOW}
    actions.note(kind="wish", words="Wie leert mij naaien?", uses=["meet"], **told)
    actions.note(kind="gift", part="heart", words="Ik luister graag.", **told)
    rows = list(Strength.objects.values_list("kind", "part", "words", "where", "spot"))
    assert rows == [("", "", "", "", "")] * 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT kept FROM strengths_strength")
        assert all(b"wish" not in bytes(held) and b"heart" not in bytes(held) for (held,) in cursor.fetchall())
    with pytest.raises(Refused, match="wens"):
        actions.note(kind="wish", words="Een bankje.", uses=["item"], **told)


def test_a_wish_and_an_offer_meet_on_the_pages(client: Any) -> None:
    pair = Pair()
    Introduction.objects.all().delete()
    host = a_person("Tom")
    a_post(pair.here, "host", person=host)
    sign_in(client, host)
    desk = reverse("strengths:connect", args=[pair.here.slug])
    assert "Wie leert mij naaien?" in client.get(desk).content.decode()
    lay = reverse("strengths:lay", args=[pair.here.slug, pair.wish.number])
    assert "Ik leer u naaien." in client.get(lay).content.decode()
    assert client.post(lay, {"other": "K7QM4XR"}).status_code == 422
    assert client.post(lay, {"other": pair.offer.number, "why": "Allebei \U0001f9f5 تعليم"}).status_code == 302
    assert client.post(lay, {"other": pair.offer.number}).status_code == 302
    laid = Introduction.objects.get()
    passed = reverse("strengths:passed-on", args=[pair.here.slug, laid.pk, pair.wish.number])
    assert client.post(passed, {"name": "", "reach": "06"}).status_code == 422
    assert client.post(passed, {"name": "Samira", "reach": "06-12345678"}).status_code == 302
    own = reverse("strengths:own")
    codes = {"number": pair.offer.number, "secret": pair.offer.secret}
    page = client.post(own, codes).content.decode()
    assert "Er past iemand bij" in page and "Wie leert mij naaien?" in page and "Samira" not in page
    sent = codes | {"doe": "ontmoet", "ontmoeting": str(laid.pk), "name": "Bep"}
    wrong = client.post(own, sent)
    assert wrong.status_code == 422 and 'value="Bep"' in wrong.content.decode()
    both = client.post(own, sent | {"reach": "aan de balie"}).content.decode()
    assert "06-12345678" in both and "U zei allebei ja." in both and "?wat=story" in both
    assert "allebei ja" in client.get(desk).content.decode()
    assert "06-12345678" not in client.get(desk).content.decode()
    gone = client.post(own, codes | {"doe": "nee", "use": "meet"}).content.decode()
    assert "06-12345678" not in gone and not Introduction.objects.exists()
    assert client.get(passed).status_code == 404
