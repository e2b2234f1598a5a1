"""What the acts of this room say in the public log, in the language of the reader (stoep.record.sentences)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from stoep.record.sentences import Telling

CHOSEN_BY = {"promises.judge": "verdict"}
TOLD: dict[str, Telling] = {
    "promises.promise": _("Er is een belofte gedaan, voor %(due_on)s: %(subject)s."),
    "promises.confirm": _("Wie belofte %(subject)s deed, heeft haar bevestigd."),
    "promises.dispute": _("Er is een weerwoord op belofte %(subject)s."),
    "promises.change": _("Belofte %(subject)s is bijgesteld. Eerst voor %(first_due_on)s, nu voor %(new_due_on)s."),
    "promises.late": _("Belofte %(subject)s is te laat. De datum was %(was_due_on)s."),
    "promises.judge kept": _("De ontvanger zegt van belofte %(subject)s: nagekomen."),
    "promises.judge broken": _("De ontvanger zegt van belofte %(subject)s: niet nagekomen."),
    "promises.erase_promiser": _("De naam en de woorden van wie belofte %(subject)s deed, zijn gewist."),
}
# What somebody wanted to do who was refused, after "Iemand probeerde dit:".
TRIED: dict[str, Telling] = {
    "promises.promise": _("een belofte opschrijven"),
    "promises.confirm": _("een belofte bevestigen"),
    "promises.dispute": _("weerwoord geven op een belofte"),
    "promises.change": _("een belofte bijstellen"),
    "promises.judge": _("zeggen of een belofte is nagekomen"),
    "promises.erase_promiser": _("een belofte wissen"),
    "promises.mine": _("beloften van een ander bekijken"),
}
