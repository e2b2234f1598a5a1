"""The feed between servers: what was signed comes back as it was, and everything else is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stoep.core.sealing.note import Key, Signer, signed_other
from stoep.exchange import feed
from stoep.exchange.feed import BadFeed
from tests.examples import examples
from tests.rooms.exchange import ORIGIN, SIGNER, their_feed

pytestmark = pytest.mark.once
WHOLE = their_feed()


def refused(data: bytes, **given: Any) -> str:
    with pytest.raises(BadFeed) as bad:
        feed.read(data, **given)
    assert bad.value.code in feed.WHY
    return bad.value.code


def changed(**given: Any) -> bytes:
    """The same envelope with something else in it, and the old signature."""
    envelope = json.loads(WHOLE)
    envelope["feed"] |= given
    return json.dumps(envelope).encode()


def test_what_was_signed_comes_back_as_it_was() -> None:
    found = feed.read(WHOLE, site="stoep.example")
    assert (found.origin, found.size, found.place, found.place_kind) == (ORIGIN, 12, "Lutkeveen", "village")
    assert found.figures == {"share-65": 21.5} and found.key == SIGNER.keys(ORIGIN)[0].written()
    card = found.cards[0]
    assert (card.id, card.texts["title"], card.theme) == ("7", "Ruilkast", "sociaal")
    assert card.address.startswith("https://stoep.example/")
    assert feed.read(WHOLE, site="elders.example").cards[0].address == ""
    assert feed.read(WHOLE, pinned=found.key, least=12).size == 12


def test_a_changed_word_another_key_another_origin_and_an_older_one_are_refused() -> None:
    assert refused(changed(size=13)) == "forged"
    assert refused(changed(origin="elders.example/wijk/x")) == "forged"
    other = Signer(b"o" * 32, b"p" * 32)
    told = json.loads(WHOLE)["feed"]
    del told["format"], told["origin"]
    theirs = feed.write(told, other, ORIGIN)
    assert feed.read(theirs).origin == ORIGIN  # the first time, any key will do
    assert refused(theirs, pinned=SIGNER.keys(ORIGIN)[0].written()) == "other-key"
    assert refused(WHOLE, least=13) == "older"
    envelope = json.loads(WHOLE)
    for name, value in (("signature", "AAAA"), ("signature", ""), ("key", "x"), ("key", envelope["key"][:-4])):
        assert refused(json.dumps(envelope | {name: value}).encode()) in {"forged", "no-feed"}


def test_a_signature_under_a_checkpoint_is_none_under_a_feed() -> None:
    key = SIGNER.keys(ORIGIN)[0]
    data = b"a\n1\nAAAA\n"
    signature = SIGNER.sign_other("stoep-exchange/v1", data)
    assert signed_other(key, "stoep-exchange/v1", data, signature)
    assert not signed_other(key, "stoep-exchange/v2", data, signature)
    assert not signed_other(key, "stoep-exchange/v1", data + b"x", signature)
    assert not signed_other(SIGNER.keys(ORIGIN)[1], "stoep-exchange/v1", data, signature)
    assert not signed_other(Key(ORIGIN, key.kind, b"x" * 32), "stoep-exchange/v1", data, signature)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"null", b"[]", b"{}", b"<html></html>", b"\xff\xfe", b"[" * 100_000, b'{"feed": NaN}', b"x" * 2_000_001,
        WHOLE.replace(b'"size": 12', b'"size": 12, "size": 12'), b'{"feed": 1, "key": 2, "signature": 3}',
    ],
)  # fmt: skip
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    assert refused(data) == "no-feed"


def signed(**given: Any) -> bytes:
    """Signed by the right key, and wrong all the same."""
    return their_feed(**given)


CARD = json.loads(WHOLE)["feed"]["cards"][0]
PLACE = json.loads(WHOLE)["feed"]["place"]


@pytest.mark.parametrize(
    "given",
    [
        {"size": -1}, {"size": "12"}, {"size": None}, {"cards": "x"}, {"cards": [CARD | {"title": ""}]},
        {"cards": [CARD | {"title": 7}]}, {"cards": [CARD | {"id": "../x"}]}, {"cards": [{}]}, {"place": []},
        {"cards": [CARD] * 401}, {"takeovers": [{"id": "1"}]}, {"place": PLACE | {"figures": {"share-65": "veel"}}},
        {"place": PLACE | {"figures": {"share-65": True}}}, {"format": "stoep-exchange/v9"},
    ],
)  # fmt: skip
def test_who_signs_nonsense_is_refused_too(given: dict[str, Any]) -> None:
    assert refused(signed(**given)) == "no-feed"


def test_texts_are_tidied_and_cut_and_links_lead_only_to_their_own_host() -> None:
    told = [
        CARD | {"title": "x" * 500, "what": "a\u202eb\x07c", "address": "javascript:alert(1)"},
        CARD | {"id": "8", "address": "https://kwaad.example/", "theme": "honden"},
    ]
    found = feed.read(their_feed(cards=told), site="stoep.example").cards
    assert len(found[0].texts["title"]) == 160 and found[0].texts["what"] == "abc"
    assert [card.address for card in found] == ["", ""] and found[1].theme == "honden"


@settings(max_examples=examples(150), deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=8))
def test_no_change_of_any_byte_slips_through(where: int, noise: bytes) -> None:
    data = WHOLE[:where] + noise + WHOLE[where + len(noise) :]
    try:
        found = feed.read(data, site="stoep.example")
    except BadFeed as bad:
        assert bad.code in feed.WHY
    else:
        assert found == feed.read(WHOLE, site="stoep.example")  # only the space between words was changed
