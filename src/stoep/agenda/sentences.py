"""What the acts of this room say in the public log, in the language of the reader (stoep.record.sentences)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from stoep.record.sentences import Telling

CHOSEN_BY = {"agenda.propose": "kind", "agenda.remark": "kind", "agenda.say_of_origin": "agrees"}
TOLD: dict[str, Telling] = {
    "agenda.start": _("Er kwam een punt op de agenda: %(subject)s."),
    "agenda.take_up": _("Inbreng %(voice)s zit nu in punt %(item)s van de agenda."),
    "agenda.say_of_origin True": _("De schrijver van inbreng %(subject)s zegt van agendapunt %(item)s: klopt."),
    "agenda.say_of_origin False": _("De schrijver van inbreng %(subject)s zegt van agendapunt %(item)s: klopt niet."),
    "agenda.read_words": _("Een gastheer of gastvrouw las wat een schrijver van een punt vindt."),
    "agenda.hide_words": _("Woorden bij agendapunt %(subject)s zijn verborgen."),
    "agenda.unhide_words": _("Verborgen woorden bij agendapunt %(subject)s staan er weer."),
    "agenda.let_go": _("Inbreng %(subject)s hoort niet meer bij een agendapunt."),
    "agenda.edit": _("De tekst van agendapunt %(subject)s veranderde."),
    "agenda.stay_loose": _("Korte klap %(subject)s blijft los van een lange lijn, zeggen bewoners."),
    "agenda.split": _("Een punt van de agenda is gesplitst. Het nieuwe punt is %(subject)s."),
    "agenda.remark fact": _("Iemand voegde een feit toe aan agendapunt %(subject)s."),
    "agenda.remark offer": _("Iemand voegde een aanbod toe aan agendapunt %(subject)s."),
    "agenda.remark objection": _("Iemand voegde een bezwaar toe aan agendapunt %(subject)s."),
    "agenda.confirm_current": _("Agendapunt %(subject)s is nog actueel, zeggen bewoners."),
    "agenda.tell_of_quiet": _("Bij lange lijn %(subject)s is sinds %(quiet_since)s geen korte klap te zien."),
    "agenda.import_plan": _("Een bestaand plan is ingelezen. Bewoners kijken de concepten na."),
    "agenda.admit": _("Een punt uit een bestaand plan staat op de agenda: %(subject)s."),
    "agenda.put_aside": _("Een concept uit een bestaand plan is weggelegd."),
    "agenda.count_stickers": _("De stickers op de agenda zijn geteld. De volgorde blijft, tot bewoners besluiten."),
    "agenda.propose order": _("Er ligt een nieuwe volgorde van de agenda voor. De andere sleutel is nog nodig."),
    "agenda.propose merge": _("Er ligt een voorstel om punten samen te voegen. De andere sleutel is nog nodig."),
    "agenda.propose adopt": _("Er ligt een voorstel om de agenda vast te stellen. De andere sleutel is nog nodig."),
    "agenda.propose close": _("Er ligt een voorstel om een punt af te sluiten. De andere sleutel is nog nodig."),
    "agenda.withdraw_proposal": _("Een voorstel voor de agenda is ingetrokken."),
    "agenda.order": _("De agenda heeft een nieuwe volgorde. Beide sleutels zijn omgedraaid."),
    "agenda.merge": _("Punten van de agenda zijn samengevoegd. Beide sleutels zijn omgedraaid."),
    "agenda.adopt": _("De agenda is vastgesteld. Beide sleutels zijn omgedraaid."),
    "agenda.close": _("Een punt van de agenda is afgesloten. Beide sleutels zijn omgedraaid."),
}
# What somebody wanted to do who was refused, after "Iemand probeerde dit:".
TRIED: dict[str, Telling] = {
    "agenda.start": _("een punt op de agenda zetten"),
    "agenda.take_up": _("inbreng opnemen in de agenda"),
    "agenda.say_of_origin": _("zeggen of een punt klopt voor een ander"),
    "agenda.read_words": _("woorden van een schrijver laten zien"),
    "agenda.let_go": _("inbreng uit een agendapunt halen"),
    "agenda.edit": _("een agendapunt veranderen"),
    "agenda.split": _("een agendapunt splitsen"),
    "agenda.remark": _("iets toevoegen aan een agendapunt"),
    "agenda.confirm_current": _("zeggen dat een agendapunt nog actueel is"),
    "agenda.import_plan": _("een bestaand plan inlezen"),
    "agenda.admit": _("een concept op de agenda zetten"),
    "agenda.put_aside": _("een concept wegleggen"),
    "agenda.count_stickers": _("stickers op de agenda tellen"),
    "agenda.propose": _("iets voor de agenda voorstellen"),
    "agenda.withdraw_proposal": _("een voorstel voor de agenda intrekken"),
    "agenda.order": _("de volgorde van de agenda bepalen"),
    "agenda.merge": _("agendapunten samenvoegen"),
    "agenda.adopt": _("de agenda vaststellen"),
    "agenda.close": _("een agendapunt afsluiten"),
}
