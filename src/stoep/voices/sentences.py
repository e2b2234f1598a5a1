"""What the acts of this room say in the public log, in the language of the reader (stoep.record.sentences)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from stoep.record.sentences import Telling

CHOSEN_BY = {"voices.answer": "answer_kind"}
TOLD: dict[str, Telling] = {
    "voices.post": _("Inbreng %(subject)s is ontvangen."),
    "voices.show": _("Inbreng %(subject)s is nagekeken en staat open."),
    "voices.hold_back": _("De woorden van inbreng %(subject)s staan niet openbaar."),
    "voices.answer taken-up": _("Inbreng %(subject)s is opgenomen in de wijkagenda."),
    "voices.answer answered": _("Inbreng %(subject)s is beantwoord."),
    "voices.answer passed-on": _("Inbreng %(subject)s is doorgegeven aan %(passed_to)s."),
    "voices.answer progress": _("Er is nieuws over inbreng %(subject)s."),
    "voices.revoke": _("Een antwoord op %(subject)s is ingetrokken."),
    "voices.join": _("Inbreng %(subject)s gaat samen verder met %(together_with)s."),
    "voices.split": _("Inbreng %(subject)s gaat weer alleen verder."),
    "voices.follow": _("De maker van inbreng %(subject)s koos hoe te horen wat ervan komt."),
    "voices.say_late": _("Inbreng %(subject)s heeft nog geen antwoord. De dag is voorbij."),
    "voices.withdraw": _("De maker haalde de woorden van inbreng %(subject)s uit het openbaar."),
    "voices.show_again": _("De maker laat de woorden van inbreng %(subject)s weer zien."),
    "voices.add_already": _("De maker vulde inbreng %(subject)s aan met wat er al is."),
    "voices.hide": _("De woorden van inbreng %(subject)s zijn verborgen."),
    "voices.unhide": _("De woorden van inbreng %(subject)s staan er weer."),
    "voices.erase_words": _("De maker wiste de woorden van inbreng %(subject)s."),
}
# What somebody wanted to do who was refused, after "Iemand probeerde dit:".
TRIED: dict[str, Telling] = {
    "voices.post": _("inbreng van een bewoner opschrijven"),
    "voices.answer": _("inbreng beantwoorden"),
    "voices.revoke": _("een antwoord intrekken"),
    "voices.show": _("inbreng nakijken en laten zien"),
    "voices.hold_back": _("inbreng tegenhouden"),
    "voices.join": _("inbreng samenvoegen"),
    "voices.split": _("samengevoegde inbreng uit elkaar halen"),
    "voices.withdraw": _("inbreng van een ander intrekken"),
    "voices.show_again": _("ingetrokken inbreng van een ander laten zien"),
    "voices.add_already": _("inbreng van een ander aanvullen"),
    "voices.erase_words": _("inbreng van een ander wissen"),
    "voices.follow": _("kiezen hoe een ander het hoort"),
    "voices.check": _("inbreng nakijken"),
}
