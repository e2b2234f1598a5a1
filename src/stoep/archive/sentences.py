"""What the acts of this room say in the public log, in the language of the reader (stoep.record.sentences)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from stoep.record.sentences import Telling

CHOSEN_BY: dict[str, str] = {"archive.drill": "outcome"}
TOLD: dict[str, Telling] = {
    "archive.make": _("Er is een kopie van de wijk bewaard."),
    "archive.fail": _("Een kopie bewaren is niet gelukt."),
    "archive.drill same": _("De nieuwste kopie is op proef teruggezet. Alles is er, en klopt."),
    "archive.drill other": _("De nieuwste kopie is op proef teruggezet. Er is iets anders dan het was."),
    "archive.drill failed": _("De nieuwste kopie is op proef teruggezet. Dat lukte niet."),
    "archive.take": _("Iemand die een sleutel heeft, nam de hele kopie van de wijk mee."),
}
# What somebody wanted to do who was refused, after "Iemand probeerde dit:".
TRIED: dict[str, Telling] = {
    "archive.take": _("de hele kopie van de wijk meenemen"),
}
