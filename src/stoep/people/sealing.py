"""Addresses are kept sealed: encrypted with a key that does not lie in the database.

The key lies in DATA/keys/contacts.key (made at first use, readable by its owner only), or in STOEP_CONTACT_KEYS.
More than one key: the first one seals, all of them open. So a key is replaced by putting a new one in front.
"""

from __future__ import annotations

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

from stoep.shared import key_file


def seal(text: str) -> bytes:
    """The text, encrypted and signed (Fernet: AES-128-CBC with HMAC-SHA-256)."""
    return _box().encrypt(text.encode())


def seal_undated(text: str) -> bytes:
    """The same, without the moment of sealing that stands open in every Fernet token."""
    return _box().encrypt_at_time(text.encode(), 0)


def unseal(sealed: bytes | memoryview) -> str:
    """The text again. Raises cryptography's InvalidToken when no key fits or a bit was changed."""
    return _box().decrypt(bytes(sealed)).decode()


def seal_bytes(content: bytes) -> bytes:
    """A file, encrypted and signed as a text is."""
    return _box().encrypt(content)


def unseal_bytes(sealed: bytes | memoryview) -> bytes:
    """The file again. Raises cryptography's InvalidToken when no key fits or a bit was changed."""
    return _box().decrypt(bytes(sealed))


def reseal(sealed: bytes | memoryview) -> bytes:
    """The same text under the first key, after a new key came in front."""
    return _box().rotate(bytes(sealed))


def written_keys() -> str:
    """The keys as STOEP_CONTACT_KEYS holds them, for a second server of ours on this very machine."""
    return ",".join(_keys())


def _box() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in _keys()])


def _keys() -> list[str]:
    return [key.strip() for key in settings.STOEP_CONTACT_KEYS.split(",") if key.strip()] or _keys_in_file()


def _keys_in_file() -> list[str]:
    from stoep.people.models import Contact

    kept = Contact.objects.filter(erased_at__isnull=True)
    path = key_file.folder() / "contacts.key"
    return key_file.read(path, fresh=_fresh, of="the kept addresses", used=kept.exists).split()


def _fresh() -> str:
    return Fernet.generate_key().decode()
