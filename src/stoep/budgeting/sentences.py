"""What the acts of this room say in the public log, in the language of the reader (stoep.record.sentences)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from stoep.record.sentences import Telling

CHOSEN_BY: dict[str, str] = {"budgeting.propose": "kind", "budgeting.look": "kind"}
TOLD: dict[str, Telling] = {
    "budgeting.write": _("Er is een ronde in voorbereiding om samen geld te verdelen."),
    "budgeting.change_draft": _("Er veranderde iets aan een ronde in voorbereiding."),
    "budgeting.put_aside": _("Een ronde in voorbereiding gaat niet door."),
    "budgeting.propose announce": _("Er ligt een voorstel om een ronde te openen waarin bewoners geld verdelen."),
    "budgeting.propose change": _("Er ligt een voorstel om iets te veranderen aan een ronde."),
    "budgeting.propose ballot": _("Er ligt een voorstel voor het stembiljet van een ronde."),
    "budgeting.propose stop": _("Er ligt een voorstel om een ronde te stoppen waarin bewoners geld verdelen."),
    "budgeting.announce": _("Een ronde is open waarin bewoners geld verdelen. Beide sleutels zijn omgedraaid."),
    "budgeting.change": _("Er is iets veranderd aan een ronde. Beide sleutels zijn omgedraaid."),
    "budgeting.ballot": _("Het stembiljet van een ronde is gemaakt. Beide sleutels zijn omgedraaid."),
    "budgeting.stop": _("Een ronde is gestopt. Beide sleutels zijn omgedraaid."),
    "budgeting.give": _("Er is een idee voor het geld."),
    "budgeting.guess": _("Bij een idee voor het geld staat wat het ongeveer kost."),
    "budgeting.withdraw_idea": _("De maker haalde een idee voor het geld terug."),
    "budgeting.ask_to_look": _("Iemand is gevraagd om te kijken of een idee kan."),
    "budgeting.look yes": _("Iemand keek of een idee voor het geld kan: het kan."),
    "budgeting.look no": _("Iemand keek of een idee voor het geld kan: zo kan het niet."),
    "budgeting.repair": _("De maker herstelde een idee voor het geld."),
    "budgeting.withdraw_proposal": _("Een voorstel bij een ronde waarin bewoners geld verdelen is ingetrokken."),
}
# What somebody wanted to do who was refused, after "Iemand probeerde dit:".
TRIED: dict[str, Telling] = {
    "budgeting.write": _("een ronde voorbereiden om geld te verdelen"),
    "budgeting.change_draft": _("een ronde in voorbereiding veranderen"),
    "budgeting.put_aside": _("een ronde in voorbereiding opzijleggen"),
    "budgeting.announce": _("een ronde openen om geld te verdelen"),
    "budgeting.change": _("iets veranderen aan een ronde om geld te verdelen"),
    "budgeting.ballot": _("het stembiljet van een ronde maken"),
    "budgeting.stop": _("een ronde om geld te verdelen stoppen"),
    "budgeting.give": _("een idee van iemand anders opschrijven"),
    "budgeting.guess": _("opschrijven wat een idee kost"),
    "budgeting.withdraw_idea": _("een idee terughalen"),
    "budgeting.ask_to_look": _("iemand vragen of een idee kan"),
    "budgeting.look": _("zeggen of een idee kan"),
    "budgeting.repair": _("een idee herstellen"),
    "budgeting.withdraw_proposal": _("een voorstel bij een ronde intrekken"),
}
