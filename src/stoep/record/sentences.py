"""What an entry says to a reader: one plain sentence for each act. A room registers those of its own acts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from stoep.record.models import Entry
from stoep.shared import receipts

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
    "author_words": _("de woorden"),
    "text": _("de tekst"),
    "answer": _("het antwoord"),
    "why": _("de reden"),
    "source": _("de bron"),
}
Telling: TypeAlias = "str | _StrPromise"
_registered: dict[str, Telling] = {
    "record.erase": _("Persoonlijke gegevens zijn gewist."),
    "record.witness": _("%(called)s is getuige van dit logboek."),
    "record.end_witness": _("%(called)s is geen getuige meer van dit logboek."),
    "record.policy": _("Een stempel telt als %(needed)s van de %(of)s getuigen hem gezien hebben."),
    "record.renew_key": _("De sleutels van dit logboek zijn vernieuwd. De oude en de nieuwe ondertekenen dit allebei."),
    "record.take_over": _("Dit logboek is verhuisd. Vanaf hier ondertekent een andere server."),
    "record.rows": _("Vervolg van de regel hiervoor: meer rijen die tegelijk veranderden."),
}
_chosen_by: dict[str, str] = {}
_tried: dict[str, Telling] = {}
# What an act was about, as people call it; a table or a seat has no name of its own.
_ABOUT: dict[str, Telling] = {
    "voice": _("inbreng %(name)s"),
    "item": _("agendapunt %(name)s"),
    "promise": _("belofte %(name)s"),
    "decision": _("voorstel %(name)s"),
}
_ATTEMPT: Telling = _("Iemand probeerde dit: %(what)s. Deze kant van de tafel mag dat niet. Het is geweigerd.")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DAY_IN_DIGITS = re.compile(r"(?<![\d-])(\d\d)-(\d\d)-(\d{4})(?![\d-])")


def register(
    told: Mapping[str, Telling],
    *,
    chosen_by: Mapping[str, str] | None = None,
    tried: Mapping[str, Telling] | None = None,
) -> None:
    """Give acts their sentence, once, when the program starts: {"voices.post": _("%(subject)s is gezegd.")}.

    A sentence may use %(subject)s (the part behind the colon), %(by)s (the side, with the organisation if any) and
    each plain fact that was sealed with the act. `chosen_by` names a fact by which an act has more sentences: with
    {"voices.answer": "answer_kind"}, "voices.answer passed-on" is told when that fact is "passed-on".
    `tried` says of an act what somebody wanted to do who was refused: {"agenda.edit": "een agendapunt veranderen"}.
    """
    _tried.update(tried or {})
    _registered.update(told)
    _chosen_by.update(chosen_by or {})


def registered() -> dict[str, Telling]:
    """The sentence of every act that has one, still untranslated; for whoever checks that none is missing."""
    return dict(_registered)


def tried() -> dict[str, Telling]:
    """What each act is called when somebody tried it and was refused; for whoever checks that none is missing."""
    return dict(_tried)


def attempt(act: str, subject: str) -> str:
    """That somebody tried this act on this subject, and was refused, in the reader's language."""
    kind, _colon, name = subject.partition(":")
    what = str(_tried.get(act, act))
    if kind in _ABOUT:
        what = f"{what} ({str(_ABOUT[kind]) % {'name': _plain(name)}})"
    return str(_ATTEMPT) % {"what": what}


def by(entry: Entry) -> str:
    """Who did it, without a name: "een bewoner", "de gemeente (Waterstad)"."""
    actor = entry.sealed()["by"]
    side = str(SIDES.get(actor["side"], actor["side"]))
    return f"{side} ({actor['organisation']})" if actor.get("organisation") else side


def fields(names: Iterable[str]) -> list[str]:
    """Personal fields as a reader calls them, each once: "de naam", "de woorden"."""
    return sorted({str(FIELDS.get(name, name)) for name in names})


def sentence(entry: Entry) -> str:
    """What was done, in the reader's language: in Dutch as it was sealed ("told"), else the sentence of its act.

    An act that nobody gave a sentence is told by its own name and subject. The month of a day is in words, also where
    the day was sealed in digits.
    """
    facts = entry.sealed()["facts"]
    if "tried" in facts:
        return attempt(facts["tried"], entry.subject)
    told, pattern = facts.get("told"), _pattern(entry.act, facts)
    reads_dutch = (get_language() or settings.LANGUAGE_CODE).startswith(settings.LANGUAGE_CODE)
    if isinstance(told, str) and told and (reads_dutch or pattern is None):
        return _DAY_IN_DIGITS.sub(lambda found: _day("-".join(reversed(found.groups()))) or found[0], told)
    subject = entry.subject.partition(":")[2]
    if pattern is None:
        pattern = _("Handeling %(act)s over %(subject)s.") if subject else _("Handeling %(act)s.")
    known = {name: _plain(value) for name, value in facts.items()}
    return str(pattern) % {**known, "subject": _plain(subject), "by": by(entry), "act": entry.act}


def is_told(entry: Entry) -> bool:
    """Whether this entry has a sentence of its own."""
    facts = entry.sealed()["facts"]
    return bool(facts.get("told")) or _pattern(entry.act, facts) is not None


def _pattern(act: str, facts: Mapping[str, Any]) -> Telling | None:
    chosen = f"{act} {facts.get(_chosen_by.get(act, ''), '')}"
    return _registered.get(chosen) or _registered.get(act)


def _plain(value: object) -> str:
    """A fact as people say it: a number in two parts, a day by its month."""
    text = str(value)
    if receipts.is_number(text):
        return receipts.spoken(text)
    return (_DAY.fullmatch(text) and _day(text)) or text


def _day(written: str) -> str:
    """This day with its month in words; "" when the calendar has no such day."""
    try:
        return date_format(date.fromisoformat(written), "j F Y")
    except ValueError:
        return ""
