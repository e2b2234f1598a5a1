"""What the acts of this room say in the public log, in the language of the reader (stoep.record.sentences)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from stoep.record.sentences import Telling

CHOSEN_BY: dict[str, str] = {"handover.reply": "kind", "handover.change_power": "kind", "handover.mark": "kind"}
TOLD: dict[str, Telling] = {
    "handover.change_power election": _("Er was een verkiezing van de gemeenteraad. Wat liep, loopt door."),
    "handover.change_power coalition": _("Er kwam een nieuwe coalitie. Wat liep, loopt door."),
    "handover.change_power alderman": _("Er kwam een nieuwe wethouder. Wat liep, loopt door."),
    "handover.change_power director": _("Er kwam een nieuwe directeur of bestuurder. Wat liep, loopt door."),
    "handover.mark subsidy": _("Er is opgeschreven wat bekend is van een subsidie van %(organisation)s."),
    "handover.mark contract": _("Er is opgeschreven wat bekend is van een contract van %(organisation)s."),
    "handover.reply confirm": _("Na de overdracht is een regel bevestigd: %(line)s."),
    "handover.reply renegotiate": _("Na de overdracht wil iemand opnieuw praten over %(line)s."),
    "handover.reply stop": _("Na de overdracht wil iemand stoppen met %(line)s, op %(stop_on)s."),
    "handover.agree": _("Wie belofte %(code)s kreeg, is het eens met het nieuwe voorstel."),
    "handover.decline": _("Wie belofte %(code)s kreeg, zegt nee tegen het nieuwe voorstel."),
    "handover.erase_names": _("De namen bij een overdracht zijn gewist."),
    "handover.erase_to": _("Bij een subsidie of contract is gewist voor wie het is."),
    "handover.late": _("Na 100 dagen is op %(unanswered)s regels van een overdracht geen antwoord gegeven."),
    "handover.election": _("De kalender meldt een verkiezing van de gemeenteraad, op %(on)s."),
}
# What somebody wanted to do who was refused, after "Iemand probeerde dit:".
TRIED: dict[str, Telling] = {
    "handover.change_power": _("een overdracht opschrijven"),
    "handover.mark": _("een subsidie of contract opschrijven"),
    "handover.reply": _("antwoord geven op een overdracht"),
    "handover.agree": _("instemmen met een nieuw voorstel"),
    "handover.decline": _("nee zeggen tegen een nieuw voorstel"),
    "handover.erase_names": _("de namen bij een overdracht wissen"),
    "handover.erase_to": _("wissen voor wie een subsidie of contract is"),
}
