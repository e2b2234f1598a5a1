"""What the acts of this room say in the public log, in the language of the reader (stoep.record.sentences)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from stoep.record.sentences import Telling

CHOSEN_BY: dict[str, str] = {}
TOLD: dict[str, Telling] = {
    "calendar.enter": _("In de kalender kwam erbij wat er van bewoners gevraagd wordt."),
    "calendar.change": _("In de kalender veranderde wat er van bewoners gevraagd wordt."),
    "calendar.withdraw": _("Iets in de kalender gaat niet door."),
    "calendar.propose_joining": _("Iemand stelde voor om twee vragen aan bewoners samen te doen."),
    "calendar.answer_joining": _("Er kwam antwoord op een voorstel om twee vragen aan bewoners samen te doen."),
    "calendar.follow": _("De kalender leest voortaan ook de agenda van een andere partij."),
    "calendar.unfollow": _("De kalender leest de agenda van een andere partij niet meer."),
    "calendar.take_in": _("Uit de agenda van een andere partij kwam iets in de kalender, of veranderde er iets."),
}
# What somebody wanted to do who was refused, after "Iemand probeerde dit:".
TRIED: dict[str, Telling] = {
    "calendar.enter": _("iets in de kalender zetten"),
    "calendar.change": _("iets in de kalender veranderen"),
    "calendar.withdraw": _("zeggen dat iets in de kalender niet doorgaat"),
    "calendar.propose_joining": _("voorstellen om twee vragen aan bewoners samen te doen"),
    "calendar.answer_joining": _("antwoorden op een voorstel om iets samen te doen"),
    "calendar.follow": _("de agenda van een andere partij laten lezen"),
    "calendar.unfollow": _("de agenda van een andere partij niet meer laten lezen"),
    "calendar.take_in": _("een agenda van een andere partij inlezen"),
}
