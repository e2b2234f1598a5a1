"""What acts of voices ask, refuse and tell in words: checked texts, and the messages to authors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stoep.shared.refusal import Refused
from stoep.shared.typed import within
from stoep.voices import rules
from stoep.voices.models import Answer, Voice

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_EMPTY = gettext_lazy("U heeft nog niets opgeschreven. Schrijf in het vak wat u wilt zeggen.")


def checked(text: str, *, most: int, empty: _StrPromise | None = None) -> str:
    """The text as it is kept. Refused: "empty" (only when `empty` is given), "binary" or "too-long"."""
    if rules.looks_binary(text):
        raise Refused("binary", gettext_lazy("Dit is geen leesbare tekst. Typ wat u wilt zeggen in gewone letters."))
    tidied = rules.tidy(text)
    if empty and not tidied:
        raise Refused("empty", empty)
    return within(tidied, most)


def checked_words(text: str) -> str:
    """What somebody says: not empty, at most 20,000 characters, without control characters."""
    return checked(text, most=rules.MOST_WORDS, empty=_EMPTY)


def checked_why(text: str) -> str:
    """A reason: every step that somebody else hears of has one."""
    return checked(text, most=rules.MOST_WHY, empty=gettext_lazy("Schrijf op waarom. De maker leest dit."))


def news_subject(voice: Voice) -> str:
    """The subject of a message, in the language that is on."""
    return _("Nieuws over uw inbreng %(number)s") % {"number": voice.spoken}


def news_of_answer(voice: Voice, answer: Answer) -> str:
    """The message to the author of `voice` about an answer, in the language that is on."""
    opening = {
        Answer.Kind.TAKEN_UP: _("Uw inbreng is opgenomen in de wijkagenda."),
        Answer.Kind.ANSWERED: _("U heeft antwoord op uw inbreng."),
        Answer.Kind.PASSED_ON: _("Uw inbreng is doorgegeven aan %(party)s."),
        Answer.Kind.PROGRESS: _("Er is nieuws over uw inbreng."),
    }[Answer.Kind(answer.kind)]
    party = answer.passed_to.name if answer.passed_to else ""
    return _body(voice, opening.replace("%(party)s", party), answer.words)


def news_of_revoking(voice: Voice, why: str) -> str:
    """The message that an answer was taken back."""
    return _body(voice, _("Een antwoord op uw inbreng is ingetrokken. U krijgt een nieuw antwoord."), why)


def news_of_joining(voice: Voice, into: Voice, why: str) -> str:
    """The message that a voice goes on together with another that says the same."""
    opening = _("Iemand anders zei hetzelfde. Uw inbreng gaat samen verder met nummer %(number)s.")
    return _body(voice, opening % {"number": into.spoken}, why)


def news_of_splitting(voice: Voice, why: str) -> str:
    """The message that a voice goes its own way again."""
    return _body(voice, _("Uw inbreng gaat weer alleen verder. U krijgt een eigen antwoord."), why)


def news_of_holding_back(voice: Voice, why: str) -> str:
    """The message that the words are not shown, and why."""
    opening = _("Uw tekst staat niet openbaar. Uw inbreng telt wel mee en u krijgt antwoord. De reden:")
    return _body(voice, opening, why)


def news_of_showing(voice: Voice) -> str:
    """The message that the words stand where the author wanted them."""
    return _body(voice, _("Uw tekst is nagekeken. Wie u dat toestond, kan hem nu lezen."), "")


def news_of_lateness(voice: Voice) -> str:
    """The message that the day has passed, and that everybody can see so."""
    opening = _("U zou voor %(day)s antwoord krijgen. Dat is niet gelukt. Dit staat nu in het openbaar op de lijst.")
    return _body(voice, opening % {"day": formats.date_format(voice.due_on, "j F Y")}, "")


def _body(voice: Voice, opening: str, words: str) -> str:
    closing = _("Uw nummer is %(number)s. Hier ziet u alles:") % {"number": voice.spoken}
    return "\n\n".join(part for part in [opening, words, f"{closing}\n{voice.get_absolute_url()}"] if part)
