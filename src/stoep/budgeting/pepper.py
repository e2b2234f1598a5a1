"""The key of the roll. It lies apart from the database: who has only one of the two can try no code.

In DATA/keys/roll.key (made at first use, readable by its owner only), or in STOEP_ROLL_KEY.
"""

from __future__ import annotations

from django.conf import settings

from stoep.shared import key_file


def ours() -> bytes:
    """The key, 32 bytes or more."""
    return key_file.of_hex([settings.STOEP_ROLL_KEY or _in_file()], of="the roll")[0]


def _in_file() -> str:
    from stoep.budgeting.models import Letter

    path = key_file.folder() / "roll.key"
    return key_file.read(path, fresh=key_file.fresh_hex, of="the roll", used=Letter.objects.exists)
