"""What the acts of this room say in the public log, in the language of the reader (stoep.record.sentences)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from stoep.record.sentences import Telling

CHOSEN_BY: dict[str, str] = {}
TOLD: dict[str, Telling] = {
    "venues.register": _("Er is een plek bij waar iedereen kan binnenlopen."),
    "venues.change": _("Er veranderde iets bij een plek waar iedereen kan binnenlopen."),
    "venues.shut": _("Een plek waar iedereen kon binnenlopen, is gesloten."),
    "venues.welcome": _("Een gastheer of gastvrouw zegt: op deze plek ben ik er."),
    "venues.leave": _("Een gastheer of gastvrouw is niet meer op deze plek."),
    "venues.set_other_day": _("Een plek is op een dag anders open dan anders."),
    "venues.drop_other_day": _("Een plek is op een dag toch gewoon open."),
    "venues.add_room": _("Er is een ruimte bij die groepen kunnen gebruiken."),
    "venues.end_room": _("Een ruimte kan niet meer gebruikt worden."),
    "venues.book": _("Een ruimte is gereserveerd."),
    "venues.cancel": _("Een ruimte is weer vrij."),
}
# What somebody wanted to do who was refused, after "Iemand probeerde dit:".
TRIED: dict[str, Telling] = {
    "venues.register": _("een plek opschrijven waar iedereen kan binnenlopen"),
    "venues.change": _("iets veranderen bij een plek"),
    "venues.shut": _("een plek sluiten"),
    "venues.welcome": _("zeggen dat zij op een plek te vinden zijn"),
    "venues.leave": _("zeggen dat zij niet meer op een plek zijn"),
    "venues.set_other_day": _("andere uren van een plek opschrijven"),
    "venues.drop_other_day": _("andere uren van een plek weghalen"),
    "venues.add_room": _("een ruimte van een plek opschrijven"),
    "venues.end_room": _("zeggen dat een ruimte niet meer gebruikt wordt"),
    "venues.book": _("een ruimte reserveren"),
    "venues.cancel": _("een ruimte weer vrijgeven"),
}
