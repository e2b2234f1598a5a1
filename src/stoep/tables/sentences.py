"""What the acts of this room say in the public log, in the language of the reader (stoep.record.sentences)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from stoep.record.sentences import Telling

CHOSEN_BY: dict[str, str] = {
    "tables.record_position": "kind",
    "tables.establish": "residents",
    "tables.close": "outcome",
}
TOLD: dict[str, Telling] = {
    "tables.register_table": _("Er staat een tafel bij in het tafelregister."),
    "tables.end_table": _("Een tafel uit het tafelregister is gestopt."),
    "tables.withdraw_table": _("Een tafel is uit het tafelregister ingetrokken: zij was er per vergissing in gezet."),
    "tables.withdraw_plan": _("Een plan bij een tafel is ingetrokken: het was er per vergissing gezet."),
    "tables.erase_seat_name": _("Een naam bij een zetel aan een tafel is gewist. De zetel blijft staan."),
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
    "tables.open_resolution": _("Er ligt een besluit voor aan de tafel van de wijk."),
    "tables.amend": _("Een besluit aan de tafel van de wijk kreeg een nieuwe tekst."),
    "tables.withdraw_resolution": _("Een besluit aan de tafel van de wijk is ingetrokken."),
    "tables.cast": _("Een zetel sprak zich uit over een besluit."),
    "tables.write_down": _("Aan de tafel is opgeschreven wat zetels van een besluit vinden."),
    "tables.withdraw_objection": _("Een zetel trok zijn bezwaar in."),
    "tables.deny": _("Een zetel zegt: wat voor mij is opgeschreven, klopt niet."),
    "tables.close carried": _("De tafel van de wijk heeft een besluit genomen."),
    "tables.close rejected": _("De tafel van de wijk heeft een besluit verworpen."),
    "tables.close objected": _("Een besluit aan de tafel van de wijk gaat niet door: er staat een bezwaar."),
    "tables.add_minority": _("Bij een besluit staat wat een minderheid vindt."),
}
# What somebody wanted to do who was refused, after "Iemand probeerde dit:".
TRIED: dict[str, Telling] = {
    "tables.register_table": _("een tafel in het tafelregister zetten"),
    "tables.end_table": _("zeggen dat een tafel stopt"),
    "tables.withdraw_table": _("een tafel uit het tafelregister intrekken"),
    "tables.withdraw_plan": _("een plan bij een tafel intrekken"),
    "tables.erase_seat_name": _("een naam bij een zetel aan een tafel wissen"),
    "tables.add_seat": _("een zetel aan een tafel opschrijven"),
    "tables.confirm_seat": _("namens bewoners zeggen dat een zetel van hen is"),
    "tables.deny_seat": _("namens bewoners zeggen dat een zetel niet van hen is"),
    "tables.end_seat": _("zeggen dat een zetel aan een tafel voorbij is"),
    "tables.register_plan": _("een plan bij een tafel zetten"),
    "tables.ask_position": _("bewoners vragen wat zij van een plan vinden"),
    "tables.record_position": _("namens bewoners zeggen wat zij van een plan vinden"),
    "tables.establish": _("een plan vaststellen"),
    "tables.open_resolution": _("een besluit aan de tafel van de wijk openen"),
    "tables.amend": _("de tekst van een besluit veranderen"),
    "tables.withdraw_resolution": _("een besluit intrekken"),
    "tables.cast": _("zich uitspreken over een besluit"),
    "tables.write_down": _("opschrijven wat zetels van een besluit vinden"),
    "tables.withdraw_objection": _("een bezwaar intrekken"),
    "tables.deny": _("voor een ander zeggen dat iets niet klopt"),
    "tables.close": _("een besluit sluiten"),
    "tables.add_minority": _("bij een besluit zetten wat een minderheid vindt"),
}
