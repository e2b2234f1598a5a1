"""Commitments, canonical text, words, notes and proof files: what is written can be read, and only by what wrote it."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from datetime import date

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from stoep.core.sealing import canonical, checkpoint, commitment, note, tree, words
from stoep.core.sealing.proof import Proof
from tests.examples import examples

SIGNER = note.Signer(bytes(range(32)), bytes(range(32, 64)))
ORIGIN = "waterstad.example/wijk/de-meerpaal"
POINT = checkpoint.Checkpoint(ORIGIN, 5, hashlib.sha256(b"root").digest())
SIGNED = SIGNER.sign(POINT, 1_790_000_000)

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
scalars = st.none() | st.booleans() | st.integers(-canonical.LARGEST, canonical.LARGEST) | text
facts = st.recursive(
    scalars, lambda part: st.lists(part, max_size=3) | st.dictionaries(text, part, max_size=3), max_leaves=8
)


@given(text, text, st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_a_commitment_opens_only_with_its_own_field_salt_and_value(
    value: str, other: str, salt: bytes, pepper: bytes
) -> None:
    sealed = commitment.commit(field="text", salt=salt, value=value)
    assert commitment.opens(sealed, field="text", salt=salt, value=value)
    assert commitment.opens(sealed, field="text", salt=salt, value=other) == (value == other)
    assert commitment.opens(sealed, field="text", salt=pepper, value=value) == (salt == pepper)
    assert not commitment.opens(sealed, field="texts", salt=salt, value=value)


def test_a_commitment_is_made_as_its_page_says() -> None:
    salt = bytes(range(32))
    spelled = b"stoep/commit/v1" + b"\0" + salt + b"text" + b"\0" + b"Groen" + b"\x80" + bytes(58)
    assert commitment.commit(field="text", salt=salt, value="Groen") == hashlib.sha256(spelled).hexdigest()


@given(text, text)
def test_padding_keeps_different_values_apart(one: str, other: str) -> None:
    assert len(commitment.padded(one)) % 64 == 0
    assert (commitment.padded(one) == commitment.padded(other)) == (one == other)


@pytest.mark.parametrize(("field", "salt"), [("Text", 32), ("a\0b", 32), ("", 32), ("text", 31)])
def test_a_commitment_refuses_a_strange_field_and_a_short_salt(field: str, salt: int) -> None:
    with pytest.raises(ValueError, match=r"field name|32 bytes"):
        commitment.commit(field=field, salt=bytes(salt), value="x")


@given(st.dictionaries(text, facts, max_size=4))
def test_canonical_text_is_json_and_the_same_however_the_keys_came(value: dict[str, object]) -> None:
    written = canonical.canonical(value)
    assert written == rfc8785.dumps(canonical.plain(value))
    assert json.loads(written) == value
    assert canonical.canonical(dict(reversed(value.items()))) == written


def test_keys_are_sorted_as_rfc_8785_asks_by_sixteen_bit_units() -> None:
    assert canonical.canonical({"\U0001f600": 1, "\ufb33": 2, "b": 3, "a": 4}) == (
        '{"a":4,"b":3,"\U0001f600":1,"\ufb33":2}'.encode()
    )


@pytest.mark.parametrize(
    "wrong",
    [1.5, date(2026, 1, 1), b"bytes", {1: "key"}, {"a": object()}, 2**53, "\ud800", {"\ud800": 1}, {"s": {1, 2}}],
)
def test_what_is_not_plain_json_is_refused(wrong: object) -> None:
    with pytest.raises(canonical.Unsealable):
        canonical.canonical({"facts": wrong})


def test_too_deep_and_too_long_are_refused() -> None:
    deep: object = 1
    for _ in range(canonical.DEEPEST + 1):
        deep = [deep]
    with pytest.raises(canonical.Unsealable, match="deep"):
        canonical.canonical(deep)
    with pytest.raises(canonical.Unsealable, match="bytes"):
        canonical.canonical({"long": "x" * canonical.LONGEST})


@given(st.binary(min_size=32, max_size=32))
def test_twelve_words_carry_the_first_144_bits(root: bytes) -> None:
    said = words.words(root)
    assert len(said) == 12
    assert words.from_words(", ".join(said).upper()) == root[:18]


def test_the_word_list_has_4096_different_words_of_plain_letters() -> None:
    every = {first + second for first in words.FIRST for second in words.SECOND}
    assert len(every) == 4096
    assert all(word.isascii() and word.isalpha() and word.islower() for word in every)


def test_words_for_known_bytes_stay_what_they_were_printed_as() -> None:
    root = bytes(range(32))
    # 00 01 02 is 0x000 and 0x102: "appel"+"bank", and number 4 "boeren" with number 2 "boek".
    assert " ".join(words.words(root)) == (
        "appelbank boerenboek appelstraat herfstbril beukenmantel lindedeken "
        "berghoed regenemmer bloemenbank visgang bloementafel appelhuis"
    )
    assert words.from_words(" ".join(words.words(root))) == root[:18]


@pytest.mark.parametrize("typed", ["", "appelbank", "appelbank " * 13, "appelbank " * 11 + "appelbonk"])
def test_other_words_are_refused_with_the_wrong_one_named(typed: str) -> None:
    with pytest.raises(words.UnknownWord) as refused:
        words.from_words(typed)
    assert refused.value.word == ("appelbonk" if "bonk" in typed else "")


def test_a_note_comes_back_as_it_was_and_both_keys_stand_for_it() -> None:
    read = note.SignedCheckpoint.read(SIGNED.text())
    assert read == SIGNED
    keys = [note.Key.read(key.written()) for key in SIGNER.keys(ORIGIN)]
    assert [key.kind for key in read.signed_by(keys)] == [note.ED25519, note.ML_DSA_44]
    assert read.signed_at() == 1_790_000_000


def test_a_stranger_s_key_does_not_count() -> None:
    stranger = note.Signer(bytes(32), bytes(32))
    assert SIGNED.signed_by(stranger.keys(ORIGIN)) == []


def test_the_last_sign_of_a_line_holds_nothing_that_is_not_read() -> None:
    """Of "I=" and "J=" base64 reads the same bytes; a note is written in one way."""
    whole, changed = SIGNED.text(), []
    for end in re.finditer(r"([A-Za-z0-9+/])=+$", whole, re.MULTILINE):
        twin = chr(ord(end[1]) + 1)
        changed.append(whole[: end.start()] + twin + whole[end.start() + 1 :])
        with pytest.raises(checkpoint.Unreadable):
            note.SignedCheckpoint.read(changed[-1])
    assert len(changed) == 3  # the root, and both signatures


@settings(max_examples=examples(50))
@given(st.integers(0, len(SIGNED.text()) - 1), st.integers(1, 94))
def test_no_sign_of_a_note_can_be_changed(at: int, shift: int) -> None:
    whole = SIGNED.text()
    changed = whole[:at] + chr(33 + (ord(whole[at]) - 33 + shift) % 95) + whole[at + 1 :]
    if changed == whole:
        return
    try:
        good = note.SignedCheckpoint.read(changed).signed_by(SIGNER.keys(ORIGIN))
    except checkpoint.Unreadable:
        return
    assert len(good) < 2


def test_a_signature_is_worked_out_once_and_another_one_is_not_taken_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    true = note.verifies

    def counted(key: note.Key, point: checkpoint.Checkpoint, data: bytes) -> bool:
        asked.append(key.kind)
        return true(key, point, data)

    monkeypatch.setattr(note, "verifies", counted)
    remembered, keys = note.Remembered(), SIGNER.keys(ORIGIN)
    for _again in range(3):
        assert SIGNED.signed_by(keys, remembered) == keys
    assert asked == [note.ED25519, note.ML_DSA_44]
    other = replace(SIGNED, checkpoint=replace(SIGNED.checkpoint, size=SIGNED.checkpoint.size + 1))
    with pytest.raises(checkpoint.Unreadable, match="false"):
        other.signed_by(keys, remembered)
    stranger = note.Key(ORIGIN, note.ED25519, bytes(range(1, 33)))
    assert not remembered(stranger, SIGNED.checkpoint, SIGNED.signatures[0].data)
    assert not remembered(keys[0], SIGNED.checkpoint, bytes(64))


def test_a_witness_with_ed25519_can_sign_beside_the_log() -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    secret = Ed25519PrivateKey.generate()
    key = note.Key("bewoners.example", note.ED25519_COSIGNATURE, secret.public_key().public_bytes_raw())
    data = (7).to_bytes(8, "big") + secret.sign(note.timed_body(POINT, 7))
    both = replace(SIGNED, signatures=(*SIGNED.signatures, note.Signature(key.name, key.id(), data)))
    assert note.SignedCheckpoint.read(both.text()).signed_by([key]) == [key]
    moved = replace(both, checkpoint=replace(POINT, size=6))
    with pytest.raises(checkpoint.Unreadable, match="false signature"):
        moved.signed_by([key])


@pytest.mark.parametrize(
    "body",
    ["a\n1\n", f"a\n01\n{checkpoint.encode(bytes(32))}\n", f"a\n-1\n{checkpoint.encode(bytes(32))}\n", "a\n1\nAAAA\n"],
)
def test_a_body_that_is_not_a_checkpoint_is_refused(body: str) -> None:
    with pytest.raises(checkpoint.Unreadable):
        checkpoint.read_body(body)


def test_a_proof_file_comes_back_and_proves_its_entry_only() -> None:
    entries = [f"entry {number}".encode() for number in range(5)]
    leaves = [tree.leaf_hash(entry) for entry in entries]

    def node(level: int, index: int) -> bytes:
        return tree.root_of(leaves[index << level : (index + 1) << level])

    path = tuple(tree.range_hash(span, node) for span in tree.inclusion_ranges(3, 5))
    signed = SIGNER.sign(checkpoint.Checkpoint(ORIGIN, 5, tree.root_of(leaves)), 1)
    proof = Proof(entries[3], 3, path, signed)
    assert Proof.read(proof.text()) == proof
    assert proof.holds()
    assert not replace(proof, entry=entries[2]).holds()
    assert not replace(proof, index=2).holds()


@pytest.mark.parametrize(
    "wrong", ["", "c2sp.org/tlog-proof@v1\nindex 0\n\n", "c2sp.org/tlog-proof@v2\nextra \nindex 0\n\nx"]
)
def test_what_is_not_a_proof_file_is_refused(wrong: str) -> None:
    with pytest.raises(checkpoint.Unreadable):
        Proof.read(wrong)
