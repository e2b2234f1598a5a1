"""Promises that run already, as whoever begins something looks at them first."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from stoep.promises import rules
from stoep.promises.models import Promise
from stoep.promises.queries.lines import whole
from stoep.shared.look_first import Near, Sought, likeness, mentions

MOST = 200


def near(here: int, sought: Sought) -> Iterator[Near]:
    """What was promised in the neighbourhood with this key and nobody judged yet, in its newest words."""
    rows = Promise.objects.filter(mentions("words", sought), neighbourhood=here, verdicts__isnull=True)
    for promise in whole(rows.exclude(words=rules.ERASED_WORDS)).order_by("-pk")[:MOST]:
        changes = promise.changes.all()
        words = list(changes)[-1].words if changes else promise.words
        theme = str(promise.item.domain) if promise.item else ""
        alike = likeness(sought, "", words, theme=theme, places=[promise.said_where])
        called = Truncator(words).chars(100)
        yield Near(_("Belofte"), called, promise.get_absolute_url(), alike, promise.posted_key or "")
