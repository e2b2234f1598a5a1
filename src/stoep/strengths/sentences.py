"""What the acts of this room say in the public log, in the language of the reader (stoep.record.sentences)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from stoep.record.sentences import Telling

CHOSEN_BY = {"strengths.agree": "use"}
TOLD: dict[str, Telling] = {
    "strengths.note": _("Kracht %(subject)s is opgeschreven."),
    "strengths.agree list": _("De gever van kracht %(subject)s zei ja tegen de lijst."),
    "strengths.agree item": _("De gever van kracht %(subject)s zei ja tegen de wijkagenda."),
    "strengths.agree meet": _("De gever van kracht %(subject)s zei ja tegen de verbinder."),
    "strengths.lay": _("Een verbinder legde een wens naast een aanbod."),
    "strengths.take_back": _("De gever van kracht %(subject)s nam een ja terug."),
    "strengths.correct": _("De gever van kracht %(subject)s veranderde de woorden."),
    "strengths.erase_words": _("De gever wiste kracht %(subject)s."),
    "strengths.show": _("Kracht %(subject)s is nagekeken en staat open."),
    "strengths.hold_back": _("De woorden van kracht %(subject)s staan niet openbaar."),
}
# What somebody wanted to do who was refused, after "Iemand probeerde dit:".
TRIED: dict[str, Telling] = {
    "strengths.note": _("een kracht van een ander opschrijven"),
    "strengths.agree": _("een ander laten zien"),
    "strengths.take_back": _("een ja van een ander terugnemen"),
    "strengths.correct": _("woorden van een ander veranderen"),
    "strengths.erase_words": _("een kracht van een ander wissen"),
    "strengths.show": _("een kracht nakijken en laten zien"),
    "strengths.hold_back": _("een kracht tegenhouden"),
    "strengths.check": _("krachten nakijken"),
    "strengths.lay": _("lezen wat alleen voor de verbinder is"),
    "strengths.say": _("voor een ander antwoorden"),
}
