"""What the acts of this room say in the public log, in the language of the reader (stoep.record.sentences)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from stoep.record.sentences import Telling

CHOSEN_BY: dict[str, str] = {}
TOLD: dict[str, Telling] = {
    "packs.print": _("Er is een pakket papier gemaakt."),
    "packs.begin": _("Iemand begint een stapel papier over te typen."),
    "packs.count_again": _("Een tweede persoon telde een stapel na."),
    "packs.close": _("Een stapel papier is overgetypt en telt mee."),
}
# What somebody wanted to do who was refused, after "Iemand probeerde dit:".
TRIED: dict[str, Telling] = {
    "packs.print": _("een pakket papier maken"),
    "packs.begin": _("een stapel papier overtypen"),
    "packs.type": _("een kaart overtypen"),
    "packs.count_again": _("een stapel natellen"),
    "packs.close": _("een stapel laten meetellen"),
    "packs.scan": _("een scan van papier bewaren"),
    "packs.look": _("papier van anderen bekijken"),
}
