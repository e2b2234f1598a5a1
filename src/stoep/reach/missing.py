"""Whom a neighbourhood does not hear yet, in one sentence; and what every decision says that it misses by it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from stoep.places.models import Neighbourhood
from stoep.reach import queries, words
from stoep.shared import typed
from stoep.shared.refusal import Refused

WORDS_LIMIT = 3000
_LIMITS = typed.Limits({}, WORDS_LIMIT)
# What is no answer by itself: whoever thinks that nothing is missing says why.
_NOTHING = frozenset("niets niks nee geen niemand nvt nothing none no nobody na".split())
_NO_WORDS = _lazy(
    "Schrijf wat of wie u mist. Denkt u dat u niets mist? Schrijf dan: wij denken dat wij niets missen, omdat …"
)


def in_words(neighbourhood: Neighbourhood) -> str:
    """The groups of the newest edition of whom too few were heard; "" when none is certain. Four questions at most."""
    newest = queries.newest(neighbourhood)
    if newest is None:
        return ""
    keys = [group.key for group in queries.told(newest).groups if group.is_missing]
    if not keys:
        return ""
    return _("Wij horen nog te weinig: %(groups)s.") % {"groups": words.listed(keys, newest.round.parts)}


def said(missed: str) -> str:
    """What a decision misses, as it is kept. Refused("no-missed"): nobody wrote it, or "nothing" without a reason."""
    told = _LIMITS.texts(missed=missed)["missed"]
    letters = "".join(sign for sign in told.casefold() if sign.isalnum())
    if not letters or letters in _NOTHING:
        raise Refused("no-missed", _NO_WORDS)
    return told


def field(**kwargs: Any) -> forms.CharField:
    """The question of every form that decides something; it begins with `in_words`, and may not stay empty."""
    return forms.CharField(
        **{
            "label": _lazy("Wat of wie missen wij hierin?"),
            "max_length": WORDS_LIMIT,
            "widget": forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
            "help_text": _lazy(
                "Wie is niet gehoord, of wat weten wij niet? Mist u niets, schrijf dan waarom u dat denkt."
            ),
            "error_messages": {"required": _NO_WORDS},
            **kwargs,
        }
    )
