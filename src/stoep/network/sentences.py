"""What the acts of this room say in the public log, in the language of the reader (stoep.record.sentences)."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from stoep.network.models import Change, Post
from stoep.record.sentences import Telling

CHOSEN_BY = {
    "network.propose": "kind",
    "network.confirm": "kind",
    "network.drop": "kind",
    "network.post": "kind",
    "network.read_figure": "refuses",
    "network.review_word": "renews",
}
TOLD: dict[str, Telling] = {
    "network.found": _("%(name)s is begonnen."),
    "network.charter": _("Er zijn nieuwe regels aan tafel. Het is versie %(charter)s van het reglement."),
    "network.two_keys": _("De onafhankelijke organisatie heeft nu de tweede sleutel. Niemand beslist nog alleen."),
    "network.seat": _("Er veranderde een zetel aan tafel."),
    "network.interest": _(
        "Er kwam een belang bij in de lijst. Wie het heeft, doet een stap opzij als het daarover gaat."
    ),
    "network.end_interest": _("Een belang in de lijst is voorbij."),
    "network.review": _("De tafel keek terug op het jaar."),
    "network.review_word True": _("Een kant van de tafel gaat verder met de samenwerking."),
    "network.review_word False": _("Een kant van de tafel gaat niet verder met de samenwerking."),
    "network.open_door": _("Er veranderde waar u kunt binnenlopen, of naar wie u kunt vragen."),
    "network.work_for": _("Iemand aan tafel zei zelf voor welke organisatie dat is."),
    "network.lay_down": _("Iemand legde een zetel of een taak neer."),
    "network.refused": _("Iemand probeerde iets wat bij deze kant van de tafel niet mag. Het is geweigerd."),
    "network.name_streets": _("De lijst met straten van de wijk veranderde."),
    "network.read_figure True": _("Bewoners lieten een cijfer weg."),
    "network.read_figure False": _("Bewoners schreven wat een cijfer betekent."),
}
for _kind in Change.Kind:
    TOLD[f"network.propose {_kind.value}"] = format_lazy(_("Voorgesteld: {what}."), what=_kind.label)
    TOLD[f"network.confirm {_kind.value}"] = format_lazy(_("Besloten: {what}."), what=_kind.label)
    TOLD[f"network.drop {_kind.value}"] = format_lazy(_("Gaat niet door: {what}."), what=_kind.label)
for _post in Post.Kind:
    TOLD[f"network.post {_post.value}"] = format_lazy(_("Er veranderde een taak: {what}."), what=_post.label)
# What somebody wanted to do who was refused, after "Iemand probeerde dit:".
TRIED: dict[str, Telling] = {
    "network.found": _("een wijk beginnen"),
    "network.propose": _("een zetel, taak of aandeel veranderen"),
    "network.confirm": _("een verandering aan tafel bevestigen"),
    "network.drop": _("een verandering aan tafel tegenhouden"),
    "network.interest": _("een belang bij een zetel schrijven"),
    "network.end_interest": _("een belang uit de lijst halen"),
    "network.review": _("een terugblik van de tafel opschrijven"),
    "network.review_word": _("zeggen of een kant verder gaat met de samenwerking"),
    "network.read_figure": _("schrijven wat een cijfer betekent"),
    "network.name_streets": _("de lijst met straten veranderen"),
    "places.read_figures": _("schrijven wat een cijfer betekent"),
    "network.open_door": _("zeggen waar mensen kunnen binnenlopen"),
    "network.desk": _("de balie openen"),
    "network.letters": _("brieven aan bewoners printen"),
    "network.posted": _("brieven aan bewoners afvinken"),
    "network.called": _("een telefoontje aan een bewoner afvinken"),
    "network.again": _("een e-mail aan een bewoner opnieuw sturen"),
}
