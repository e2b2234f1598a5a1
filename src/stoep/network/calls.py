"""What a host says on the telephone: the message without web addresses, the number spelled out, and where to come."""

from __future__ import annotations

import re

from django.utils import translation
from django.utils.translation import gettext as _

from stoep.network.queries import Reached
from stoep.people.models import Telling
from stoep.shared import receipts, spelling

# A way into this site, at the end of the words that lead to it: "Lees meer: /b/K7QM4XR/".
_OURS = re.compile(r"[:\s]*(?<![\w/:.<])/(?:a|b|nr|volg|wijk|bewijs|mijn)/[\w/.#-]*")
_ELSEWHERE = re.compile(r"\b(?:https?://|www\.)\S+[\w/]")
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+(?!/)")


def words_of(telling: Telling, door: Reached) -> str:
    """The whole text to read aloud, in the language of who is called.

    A sentence that only leads to a page is left out, unless it asks something. What others wrote stays as they wrote
    it, but for addresses elsewhere: nobody writes those down at the telephone.
    """
    with translation.override(telling.contact.language):
        said = _said(telling)
        number = receipts.tidy(telling.about.rpartition(":")[2])
        if receipts.is_number(number):
            spelled = spelling.aloud(number, telling.contact.language)
            said.append(_("Het nummer is %(spelled)s.") % {"spelled": spelled})
        return "\n".join([*said, _where(door)])


def _said(telling: Telling) -> list[str]:
    said: list[str] = []
    asks = telling.subject.endswith("?")
    for sentence in filter(None, map(str.strip, _SENTENCES.split(telling.body))):
        plain, links = _OURS.subn("", sentence)
        asks = asks or any(each.endswith("?") for each in said)
        if links and not asks:
            continue
        if links and not plain.endswith((".", "?", "!")):
            plain += "."
        said.append(_ELSEWHERE.sub(_("(een adres op internet)"), plain))
    return said


def _where(door: Reached) -> str:
    if not door.place:
        return _("Wilt u meer weten? Vraag het mij gerust.")
    place = ", ".join(filter(None, [door.place, door.address, door.hours]))
    return _("Wilt u meer weten? Vraag het mij, of loop binnen: %(place)s.") % {"place": place}
