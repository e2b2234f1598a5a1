"""Whom a neighbourhood does not hear yet, in one sentence: what a decision begins with when it says what it misses."""

from __future__ import annotations

from django.utils.translation import gettext as _

from stoep.places.models import Neighbourhood
from stoep.reach import queries, words


def in_words(neighbourhood: Neighbourhood) -> str:
    """The groups of the newest edition of whom too few were heard; "" when none is certain. Four questions at most."""
    newest = queries.newest(neighbourhood)
    if newest is None:
        return ""
    keys = [group.key for group in queries.told(newest).groups if group.is_missing]
    if not keys:
        return ""
    return _("Wij horen nog te weinig: %(groups)s.") % {"groups": words.listed(keys, newest.round.parts)}
