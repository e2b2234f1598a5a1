"""What somebody can do is theirs: private until they say yes, gone everywhere when they take that back."""

from __future__ import annotations

from typing import Any

import pytest

from stoep.record.models import Entry, Opening
from stoep.shared.refusal import NotAllowed, Refused
from stoep.strengths import actions, queries, rules
from stoep.strengths.models import Consent, Strength
from tests.builders import NOW, a_neighbourhood, a_standing

pytestmark = pytest.mark.django_db
SEWING = "Ik kan naaien en repareren."


def a_gift(here: Any, words: str = SEWING, **fields: Any) -> actions.Slip:
    told: dict[str, Any] = {"kind": "gift", "part": "hands", "words": words, "at": NOW}
    return actions.note(neighbourhood=here, **told | fields)


def sealed_words() -> set[str]:
    return set(Opening.objects.filter(field="words").values_list("value", flat=True))


def test_without_a_yes_the_words_stand_nowhere_but_under_the_lock() -> None:
    here = a_neighbourhood()
    host = a_standing(here)
    slip = a_gift(here, host=host)
    row = Strength.objects.values().get()
    assert "naaien" not in str({**row, "kept": ""}) and b"naaien" not in bytes(row["kept"])
    assert not sealed_words()
    assert not queries.unchecked(here)
    assert queries.kept_words(slip.strength) == SEWING
    (entry,) = Entry.objects.filter(act="strengths.note")
    assert set(entry.sealed()["facts"]) == {"number", "uses", "told", "rows"}
    with pytest.raises(Refused, match="voor zich"):
        actions.show(strength=slip.strength, by=host, at=NOW)


def test_each_use_has_its_own_yes_and_taking_back_the_last_one_takes_the_words_from_everywhere() -> None:
    here = a_neighbourhood()
    host = a_standing(here)
    slip = a_gift(here)
    codes: dict[str, Any] = {"strength": slip.strength, "secret": slip.secret, "at": NOW}
    actions.agree(use="item", **codes)
    actions.agree(use="item", **codes)
    assert Consent.objects.count() == 1
    assert not queries.shown("item"), "a host looks first"
    actions.show(strength=slip.strength, by=host, at=NOW)
    assert queries.shown("item").exists() and not queries.shown("list").exists()
    actions.agree(use="list", **codes)
    assert queries.shown("list").exists(), "the same words were looked at already"
    assert sealed_words() == {SEWING}
    actions.take_back(use="item", **codes)
    assert not queries.shown("item").exists() and queries.shown("list").exists()
    actions.take_back(**codes)
    assert not queries.shown("list").exists() and not Strength.objects.get().words
    assert not sealed_words()
    assert queries.kept_words(slip.strength) == SEWING, "its giver still has them"


def test_other_words_take_the_place_of_the_old_ones_and_wait_for_a_host() -> None:
    here = a_neighbourhood()
    slip = a_gift(here, uses=["list"], host=a_standing(here))
    assert queries.shown("list").exists()
    actions.correct(strength=slip.strength, secret=slip.secret, words="Ik kan breien.", at=NOW)
    assert sealed_words() == {"Ik kan breien."} and not queries.shown("list").exists()
    actions.erase_words(strength=slip.strength, secret=slip.secret, at=NOW)
    actions.erase_words(strength=slip.strength, secret=slip.secret, at=NOW)
    row = Strength.objects.get()
    assert not row.words and not row.part and not bytes(row.kept) and not sealed_words()
    assert queries.kept_words(row) == "" and queries.uses(row) == []
    with pytest.raises(Refused, match="gewist"):
        actions.agree(strength=row, secret=slip.secret, use="list", at=NOW)


def test_the_same_form_twice_is_one_strength_with_one_slip() -> None:
    here = a_neighbourhood()
    first, second = (a_gift(here, posted_key="een-sleutel") for _ in range(2))
    assert (first.number, first.secret) == (second.number, second.secret) and Strength.objects.count() == 1
    with pytest.raises(Refused, match="nieuwe pagina"):
        a_gift(here, "Iets anders.", posted_key="een-sleutel")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"kind": "persoon"}, "kind"),
        ({"kind": "place"}, "part"),
        ({"part": ""}, "part"),
        ({"uses": ["advertentie"]}, "uses"),
        ({"channel": "fax"}, "channel"),
        ({"words": " \u202e "}, "empty"),
        ({"words": "x" * (rules.MOST_WORDS + 1)}, "too-long"),
    ],
)
def test_what_is_not_whole_is_refused_and_nothing_is_kept(fields: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        a_gift(a_neighbourhood(), **fields)
    assert refused.value.code == code and not Strength.objects.exists()


def test_only_the_secret_and_only_a_host_may_act() -> None:
    here = a_neighbourhood()
    slip = a_gift(here, uses=["list"])
    for act, given in (
        (actions.agree, {"use": "item"}),
        (actions.take_back, {}),
        (actions.correct, {"words": "Anders."}),
        (actions.erase_words, {}),
    ):
        with pytest.raises(NotAllowed):
            act(strength=slip.strength, secret="A" * 24, at=NOW, **given)
    official = a_standing(here, "municipality", seat=False, posts=("worker",))
    elsewhere = a_standing(a_neighbourhood())
    for by in (official, elsewhere):
        with pytest.raises(NotAllowed):
            actions.show(strength=slip.strength, by=by, at=NOW)
        with pytest.raises(NotAllowed):
            a_gift(here, host=by)
    assert Strength.objects.count() == 1 and not queries.shown("list").exists()
