"""Files that only the holder of a key can read: the age format, version 1 (age-encryption.org/v1), X25519 keys.

Who receives such a file needs nothing of ours: `age --decrypt -i key.txt file.age` opens it, and so do other programs.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import os
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

INTRO = b"age-encryption.org/v1\n"
CHUNK = 64 * 1024
TAG = 16
PUBLIC, SECRET = "age", "age-secret-key-"
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_LONGEST_HEADER = 64 * 1024


class NotOpened(Exception):
    """This file is not one of age, was changed, or is not for this key."""


def new_secret() -> str:
    """A new secret key, as `age-keygen` writes it: AGE-SECRET-KEY-1…"""
    return _bech32(SECRET, X25519PrivateKey.generate().private_bytes_raw()).upper()


def public_of(secret: str) -> str:
    """The public key that belongs to this secret one: age1… ValueError for what is no secret key."""
    return _bech32(PUBLIC, _private(secret).public_key().public_bytes_raw())


def check_public(written: str) -> None:
    """ValueError for what is no public key of age."""
    _public(written)


def encrypt(source: BinaryIO, target: BinaryIO, recipients: Sequence[str]) -> None:
    """Write `source` to `target` so that the secret key of any of these public keys opens it. Streams."""
    if not recipients:
        raise ValueError("Say for whom.")
    file_key, nonce = os.urandom(16), os.urandom(16)
    header = INTRO + b"".join(_stanza(file_key, each) for each in recipients) + b"---"
    target.write(header + b" " + _plain64(_mac(file_key, header)) + b"\n" + nonce)
    cipher, count, chunk = ChaCha20Poly1305(_derived(file_key, nonce, b"payload")), 0, source.read(CHUNK)
    while True:
        following = source.read(CHUNK)
        target.write(cipher.encrypt(_nonce(count, last=not following), chunk, None))
        if not following:
            return
        chunk, count = following, count + 1


def decrypt(source: BinaryIO, target: BinaryIO, secrets: Iterable[str]) -> None:
    """Write what `encrypt` was given to `target`; NotOpened when no key fits or a bit was changed. Streams.

    What was written before a changed bit is found must not be used: write beside the place, and move it at the end.
    """
    file_key = _read_header(source, [_private(each) for each in secrets])
    nonce = source.read(16)
    cipher, count, chunk = ChaCha20Poly1305(_derived(file_key, nonce, b"payload")), 0, source.read(CHUNK + TAG)
    while True:
        following = source.read(CHUNK + TAG)
        try:
            target.write(cipher.decrypt(_nonce(count, last=not following), chunk, None))
        except InvalidTag as error:
            raise NotOpened("This file was changed, or is not whole.") from error
        if not following:
            return
        chunk, count = following, count + 1


def _stanza(file_key: bytes, recipient: str) -> bytes:
    key, mine = _public(recipient), X25519PrivateKey.generate()
    share = mine.public_key().public_bytes_raw()
    wrap = _wrapping(mine.exchange(key), share, key.public_bytes_raw())
    body = ChaCha20Poly1305(wrap).encrypt(bytes(12), file_key, None)
    return b"-> X25519 " + _plain64(share) + b"\n" + _plain64(body) + b"\n"


def _read_header(source: BinaryIO, keys: Sequence[X25519PrivateKey]) -> bytes:
    """The key of the file, once its header was found to be whole."""
    header, found = source.readline(len(INTRO) + 1), None
    if header != INTRO:
        raise NotOpened("This is no file of age.")
    while not (line := source.readline(_LONGEST_HEADER)).startswith(b"---"):
        header += line
        if not line.endswith(b"\n") or len(header) > _LONGEST_HEADER:
            raise NotOpened("The header of this file is not whole.")
        if line.startswith(b"-> X25519 "):
            body = source.readline(_LONGEST_HEADER)
            header += body
            found = found or _unwrapped(line.split(b" ")[2], body, keys)
    if found is None:
        raise NotOpened("This file is for somebody with another key.")
    if line[:4] != b"--- " or not hmac.compare_digest(_bytes64(line[4:]), _mac(found, header + b"---")):
        raise NotOpened("The header of this file was changed.")
    return found


def _unwrapped(share: bytes, body: bytes, keys: Sequence[X25519PrivateKey]) -> bytes | None:
    theirs, wrapped = _bytes64(share), _bytes64(body)
    if len(theirs) != 32 or len(wrapped) != 32:
        raise NotOpened("The header of this file is not whole.")
    for key in keys:
        try:
            shared = key.exchange(X25519PublicKey.from_public_bytes(theirs))
            wrap = _wrapping(shared, theirs, key.public_key().public_bytes_raw())
            return ChaCha20Poly1305(wrap).decrypt(bytes(12), wrapped, None)
        except (InvalidTag, ValueError):
            continue
    return None


def _wrapping(shared: bytes, share: bytes, recipient: bytes) -> bytes:
    return _derived(shared, share + recipient, b"age-encryption.org/v1/X25519")


def _derived(secret: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(secret)


def _mac(file_key: bytes, header: bytes) -> bytes:
    return hmac.digest(_derived(file_key, b"", b"header"), header, "sha256")


def _nonce(count: int, *, last: bool) -> bytes:
    return count.to_bytes(11, "big") + bytes([last])


def _plain64(value: bytes) -> bytes:
    return base64.b64encode(value).rstrip(b"=")


def _bytes64(written: bytes) -> bytes:
    text = written.removesuffix(b"\n")
    try:
        data = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error as error:
        raise NotOpened("The header of this file is not whole.") from error
    if _plain64(data) != text:  # the same bytes in other letters: age takes one way of writing only
        raise NotOpened("The header of this file is not whole.")
    return data


def _private(secret: str) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(_from_bech32(SECRET, secret))


def _public(written: str) -> X25519PublicKey:
    return X25519PublicKey.from_public_bytes(_from_bech32(PUBLIC, written))


# Bech32 (BIP 173), in which age writes its keys: a typing error is found by its last six signs.
def _checksum(values: Iterable[int]) -> int:
    check = 1
    for value in values:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for bit, step in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= step if top >> bit & 1 else 0
    return check


def _spread(prefix: str) -> list[int]:
    return [ord(sign) >> 5 for sign in prefix] + [0] + [ord(sign) & 31 for sign in prefix]


def _regrouped(values: Iterable[int], width: int, into: int, *, pad: bool) -> list[int]:
    held, bits, found = 0, 0, []
    for value in values:
        held, bits = held << width | value, bits + width
        while bits >= into:
            bits -= into
            found.append(held >> bits & (1 << into) - 1)
    if pad and bits:
        found.append(held << into - bits & (1 << into) - 1)
    elif not pad and (bits >= width or held & (1 << bits) - 1):
        raise ValueError("This is no key of age.")
    return found


def _bech32(prefix: str, value: bytes) -> str:
    values = _regrouped(value, 8, 5, pad=True)
    check = _checksum([*_spread(prefix), *values, *[0] * 6]) ^ 1
    values += [check >> 5 * (5 - place) & 31 for place in range(6)]
    return prefix + "1" + "".join(_LETTERS[value] for value in values)


def _from_bech32(prefix: str, written: str) -> bytes:
    text = written.strip()
    if text not in {text.lower(), text.upper()}:
        raise ValueError("This is no key of age.")
    found, _one, signs = text.lower().rpartition("1")
    if found != prefix or len(signs) < 7 or any(sign not in _LETTERS for sign in signs):
        raise ValueError("This is no key of age.")
    values = [_LETTERS.index(sign) for sign in signs]
    if _checksum([*_spread(prefix), *values]) != 1:
        raise ValueError("There is a typing error in this key of age.")
    value = bytes(_regrouped(values[:-6], 5, 8, pad=False))
    if len(value) != 32:
        raise ValueError("This is no key of age.")
    return value
