"""The key of codes and letterboxes. It lies apart from the database: who has only one of the two finds nobody.

In DATA/keys/letterboxes.key (made at first use, readable by its owner only), or in STOEP_LETTERBOX_KEYS. More than one
key: the first one makes, all of them are tried. So a wijk that moves here brings its own key along behind ours, and
whoever asked for no more invitations still gets none.
"""

from __future__ import annotations

from django.conf import settings

from stoep.shared import key_file


def ours() -> list[bytes]:
    """Every key, the one that makes first."""
    written = settings.STOEP_LETTERBOX_KEYS.split(",") if settings.STOEP_LETTERBOX_KEYS else _in_file().split()
    return key_file.of_hex(written, of="letterboxes")


def _in_file() -> str:
    from stoep.gatherings.models import Unasked

    path = key_file.folder() / "letterboxes.key"
    return key_file.read(path, fresh=key_file.fresh_hex, of="letterboxes", used=Unasked.objects.exists)
