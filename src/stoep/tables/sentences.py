"""What the acts of this room say in the public log, in the language of the reader (stoep.record.sentences)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from stoep.record.sentences import Telling

CHOSEN_BY: dict[str, str] = {"tables.record_position": "kind", "tables.establish": "residents"}
TOLD: dict[str, Telling] = {
    "tables.register_table": _("Er staat een tafel bij in het tafelregister."),
    "tables.end_table": _("Een tafel uit het tafelregister is gestopt."),
    "tables.add_seat": _("Er kwam een zetel bij een tafel."),
    "tables.confirm_seat": _("Bewoners zeggen: deze zetel aan een tafel is van ons."),
    "tables.deny_seat": _("Bewoners zeggen: deze zetel aan een tafel is niet van ons."),
    "tables.end_seat": _("Een zetel aan een tafel is voorbij."),
    "tables.register_plan": _("Er staat een plan bij een tafel."),
    "tables.ask_position": _("Aan bewoners is gevraagd wat zij van een plan vinden."),
    "tables.record_position for": _("Bewoners zeiden wat zij van een plan vinden: voor."),
    "tables.record_position against": _("Bewoners zeiden wat zij van een plan vinden: tegen."),
    "tables.record_position reservation": _("Bewoners zeiden wat zij van een plan vinden: een voorbehoud."),
    "tables.establish for": _("Een plan is vastgesteld. Bewoners waren voor."),
    "tables.establish against": _("Een plan is vastgesteld. Bewoners waren tegen."),
    "tables.establish reservation": _("Een plan is vastgesteld. Bewoners waren voor, met een voorbehoud."),
}
# What somebody wanted to do who was refused, after "Iemand probeerde dit:".
TRIED: dict[str, Telling] = {
    "tables.register_table": _("een tafel in het tafelregister zetten"),
    "tables.end_table": _("zeggen dat een tafel stopt"),
    "tables.add_seat": _("een zetel aan een tafel opschrijven"),
    "tables.confirm_seat": _("namens bewoners zeggen dat een zetel van hen is"),
    "tables.deny_seat": _("namens bewoners zeggen dat een zetel niet van hen is"),
    "tables.end_seat": _("zeggen dat een zetel aan een tafel voorbij is"),
    "tables.register_plan": _("een plan bij een tafel zetten"),
    "tables.ask_position": _("bewoners vragen wat zij van een plan vinden"),
    "tables.record_position": _("namens bewoners zeggen wat zij van een plan vinden"),
    "tables.establish": _("een plan vaststellen"),
}
