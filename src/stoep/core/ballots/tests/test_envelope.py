"""Envelopes: of one length, for one round, and not to be changed."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from stoep.core.ballots import envelope
from stoep.core.ballots.envelope import Unreadable

PRIVATE = X25519PrivateKey.generate()
PUBLIC = PRIVATE.public_key().public_bytes_raw()
SIZE = 128


def close(inside: bytes, round_name: str = "meerpaal/1") -> bytes:
    return envelope.close(inside, PUBLIC, round_name=round_name, size=SIZE)


@given(st.binary(max_size=SIZE - 1))
def test_whatever_it_says_it_is_as_long_and_opens(inside: bytes) -> None:
    closed = close(inside)
    assert len(closed) == SIZE + envelope.AROUND
    assert envelope.open_up(closed, PRIVATE, round_name="meerpaal/1") == inside


def test_the_same_vote_twice_makes_two_envelopes_that_share_nothing() -> None:
    one, two = close(b"the same"), close(b"the same")
    assert not any(one[at : at + 8] in two for at in range(len(one) - 8))


def test_a_ballot_of_one_round_opens_in_no_other_with_the_same_key() -> None:
    closed = close(b"vote", "meerpaal/1")
    with pytest.raises(Unreadable):
        envelope.open_up(closed, PRIVATE, round_name="meerpaal/2")
    with pytest.raises(Unreadable):
        envelope.open_up(closed, X25519PrivateKey.generate(), round_name="meerpaal/1")


def test_no_bit_can_be_changed_and_none_left_out() -> None:
    closed = close(b"vote")
    # Also the one bit of a share that X25519 leaves out (RFC 7748, 5): HPKE hashes the share as it was sent.
    for at in range(len(closed) * 8):
        wrong = bytearray(closed)
        wrong[at // 8] ^= 1 << at % 8
        with pytest.raises(Unreadable):
            envelope.open_up(bytes(wrong), PRIVATE, round_name="meerpaal/1")
    for short in (b"", closed[:10], closed[:-1], closed + b"\x00"):
        with pytest.raises(Unreadable):
            envelope.open_up(short, PRIVATE, round_name="meerpaal/1")


def test_what_does_not_fit_is_refused_and_not_made_longer() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        close(bytes(SIZE))


def test_bytes_without_our_padding_are_unreadable() -> None:
    from stoep.core.ballots.envelope import _LABEL, _SUITE

    for padded in (b"", bytes(8), b"vote\x80\x00\x01", b"vote"):
        made = _SUITE.encrypt(padded, PRIVATE.public_key(), info=_LABEL + b"r")
        with pytest.raises(Unreadable):
            envelope.open_up(made, PRIVATE, round_name="r")
