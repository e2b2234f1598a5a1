"""What an entry says to a reader: one plain sentence for each act. A room registers those of its own acts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from stoep.record.models import Entry

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SIDES: dict[str, str | _StrPromise] = {
    "resident": _("een bewoner"),
    "independent": _("de onafhankelijke organisatie"),
    "municipality": _("de gemeente"),
    "housing": _("de woningcorporatie"),
    "police": _("de politie"),
    "school": _("een school"),
    "care": _("een zorgorganisatie"),
    "other": _("een andere organisatie"),
    "host": _("een gastvrouw of gastheer"),
    "visitor": _("iemand zonder account"),
    "clock": _("de kalender"),
}
FIELDS: dict[str, str | _StrPromise] = {
    "by": _("de naam"),
    "person": _("de naam"),
    "proposed_by": _("de naam"),
    "called": _("de naam"),
    "words": _("de woorden"),
    "text": _("de tekst"),
    "answer": _("het antwoord"),
    "why": _("de reden"),
    "source": _("de bron"),
}
_registered: dict[str, str | _StrPromise] = {
    "record.erase": _("Persoonlijke gegevens zijn gewist."),
}


def register(told: Mapping[str, str | _StrPromise]) -> None:
    """Give acts their sentence, once, when the program starts: {"voices.post": _("%(subject)s is gezegd.")}.

    A sentence may use %(subject)s (the part behind the colon) and %(by)s (the side, with the organisation if any).
    """
    _registered.update(told)


def by(entry: Entry) -> str:
    """Who did it, without a name: "een bewoner", "de gemeente (Waterstad)"."""
    actor = entry.sealed()["by"]
    side = str(SIDES.get(actor["side"], actor["side"]))
    return f"{side} ({actor['organisation']})" if actor.get("organisation") else side


def fields(names: Iterable[str]) -> list[str]:
    """Personal fields as a reader calls them, each once: "de naam", "de woorden"."""
    return sorted({str(FIELDS.get(name, name)) for name in names})


def sentence(entry: Entry) -> str:
    """What was done: the sentence sealed with it ("told"), else that of its act, else the act and its subject."""
    told = entry.sealed()["facts"].get("told")
    if isinstance(told, str) and told:
        return told
    subject = entry.subject.partition(":")[2]
    pattern = _registered.get(entry.act)
    if pattern is None:
        pattern = _("Handeling %(act)s over %(subject)s.") if subject else _("Handeling %(act)s.")
    return str(pattern) % {"subject": subject, "by": by(entry), "act": entry.act}
