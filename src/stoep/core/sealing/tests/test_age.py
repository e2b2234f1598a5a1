"""Files for one key alone: opened by that key, by no other, and not after a change. With a file of another program."""

from __future__ import annotations

import base64
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoep.core.sealing import age

SECRET = "AGE-SECRET-KEY-1DRV64L0PAG07QWCWXHLF0FNGAZ49TL3X57FT096FWHVKXM2DJ4ZSFS3DMQ"
# Made by pyrage 1.4.0 (the Rust implementation of age) for the key above; it holds "Stoep".
OF_ANOTHER_PROGRAM = base64.b64decode(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSA0ZzRmYjVrQzBVenBlQ3dmaVVQTEpBdDI1dWEvcTlaam12ZXZXWnFBM1VrCmE2L1RsZS9z"
    "aGtZazMzdHVxYUpIeTNYeGZDRzY3VmR5ck8xMW5PcHJncHcKLT4gJ1YqXlNZWk8tZ3JlYXNlCm9vbkJCZzBXMmpRZkwzWk5BRmpWQjRIb1hGMy9Q"
    "UVNzWFZDV29VNWFYY3QyNzBsc2NLWnBHOUF0aEVFCi0tLSBUQTRPUmVVN01vVjhTNjJ3TVNRM3EraUY1MWJQK0V0QnU4NFMrWjV3RFVVCu577XL9"
    "QkANktc070znXW7q3urUmaPhgkwlF0P8ZWs+bRrC8v8="
)


def closed(data: bytes, *secrets: str) -> bytes:
    out = io.BytesIO()
    age.encrypt(io.BytesIO(data), out, [age.public_of(each) for each in secrets])
    return out.getvalue()


def opened(data: bytes, *secrets: str) -> bytes:
    out = io.BytesIO()
    age.decrypt(io.BytesIO(data), out, secrets)
    return out.getvalue()


def test_a_file_of_another_program_opens() -> None:
    assert opened(OF_ANOTHER_PROGRAM, SECRET) == b"Stoep"


@pytest.mark.parametrize("size", [0, 1, age.CHUNK - 1, age.CHUNK, age.CHUNK + 1, 3 * age.CHUNK])
def test_what_was_closed_opens_for_each_of_those_for_whom_it_is(size: int) -> None:
    data, other = bytes(range(256)) * (size // 256 + 1), age.new_secret()
    whole = closed(data[:size], SECRET, other)
    assert opened(whole, SECRET) == opened(whole, other) == data[:size]
    with pytest.raises(age.NotOpened, match="another key"):
        opened(whole, age.new_secret())


@given(st.data())
def test_no_bit_can_be_changed(data: st.DataObject) -> None:
    whole = bytearray(closed(b"Een geheim van de wijk." * 5, SECRET))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(age.NotOpened):
        opened(bytes(whole), SECRET)


def test_no_bit_of_the_header_can_be_changed() -> None:
    """Each in its turn: the space before the seal of the header, and the bits that base64 leaves unused, too."""
    whole = closed(b"", SECRET)
    for at in range(whole.index(b"\n", whole.index(b"---")) + 1):
        for bit in range(8):
            changed = bytearray(whole)
            changed[at] ^= 1 << bit
            with pytest.raises(age.NotOpened):
                opened(bytes(changed), SECRET)


@given(st.integers(0, 200_000))
def test_a_file_that_was_cut_off_does_not_open(length: int) -> None:
    whole = closed(bytes(2 * age.CHUNK), SECRET)
    if length < len(whole):
        with pytest.raises(age.NotOpened):
            opened(whole[:length], SECRET)


@pytest.mark.parametrize("written", ["", "age1", SECRET, "age1qqqq", "AGE1" + "q" * 58, "ssh-ed25519 AAAA"])
def test_what_is_no_public_key_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="key of age"):
        age.check_public(written)


def test_a_typing_error_in_a_key_is_found() -> None:
    key = age.public_of(SECRET)
    age.check_public(key)
    with pytest.raises(ValueError, match="typing error"):
        age.check_public(key[:-1] + ("q" if key[-1] != "q" else "p"))
