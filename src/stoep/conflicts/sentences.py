"""What the acts of this room say in the public log, in the language of the reader (stoep.record.sentences).

Nothing that is whispered stands here: no act of it is sealed.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from stoep.record.sentences import Telling

CHOSEN_BY: dict[str, str] = {
    "conflicts.take_stance": "kind",
    "conflicts.add_step": "kind",
    "conflicts.hear": "right",
    "conflicts.conclude": "decided",
    "conflicts.close": "decided",
    "conflicts.propose_hiding": "undo",
    "conflicts.hide": "undo",
}
TOLD: dict[str, Telling] = {
    "conflicts.open": _("Er is een conflict opgeschreven: nummer %(subject)s."),
    "conflicts.touch": _("Bij conflict %(subject)s staat nu ook welke agendapunten het raakt."),
    "conflicts.join_in": _("Bij conflict %(subject)s kwam een partij."),
    "conflicts.say": _("Een partij in conflict %(subject)s zei wat zij wil, in eigen woorden."),
    "conflicts.hear True": _("Een partij in conflict %(subject)s hoorde haar woorden terug en zei: dit klopt."),
    "conflicts.hear False": _("Een partij in conflict %(subject)s hoorde haar woorden terug en zei: dit klopt niet."),
    "conflicts.read": _("Een gastheer of gastvrouw las woorden bij conflict %(subject)s. Nu kan iedereen ze lezen."),
    "conflicts.add_step talk": _("Over conflict %(subject)s is of komt er een gesprek."),
    "conflicts.add_step mediation": _("Bij conflict %(subject)s is of komt er bemiddeling."),
    "conflicts.add_step council": _("Conflict %(subject)s gaat naar de gemeenteraad."),
    "conflicts.park": _("Conflict %(subject)s is geparkeerd tot %(again_on)s. Het blijft in zicht."),
    "conflicts.resume": _("Conflict %(subject)s is weer opgepakt."),
    "conflicts.conclude False": _("Conflict %(subject)s heeft een uitkomst. Elke partij zegt wat zij ervan vindt."),
    "conflicts.conclude True": _("Bij conflict %(subject)s is toch besloten, al is niet iedereen het eens."),
    "conflicts.take_stance agree": _("Een partij in conflict %(subject)s is akkoord met de uitkomst."),
    "conflicts.take_stance live-with": _("Een partij in conflict %(subject)s kan leven met de uitkomst."),
    "conflicts.take_stance disagree": _("Een partij in conflict %(subject)s is het oneens met de uitkomst."),
    "conflicts.propose_closing": _(
        "Er ligt een voorstel om conflict %(subject)s af te sluiten. De andere sleutel is nog nodig."
    ),
    "conflicts.withdraw_closing": _("Een voorstel om conflict %(subject)s af te sluiten is ingetrokken."),
    "conflicts.close False": _("Conflict %(subject)s is afgesloten. Elke partij zei wat zij vindt."),
    "conflicts.close True": _("Conflict %(subject)s is afgesloten. Niet iedereen is het eens; er is toch besloten."),
    "conflicts.propose_hiding False": _(
        "Er ligt een voorstel om woorden te verbergen. De andere sleutel is nog nodig."
    ),
    "conflicts.propose_hiding True": _(
        "Er ligt een voorstel om verborgen woorden weer te laten zien. De andere sleutel is nog nodig."
    ),
    "conflicts.withdraw_hiding": _("Een voorstel over verbergen is ingetrokken."),
    "conflicts.hide False": _("Woorden zijn verborgen. De reden staat ervoor. Beide sleutels zijn omgedraaid."),
    "conflicts.hide True": _("Verborgen woorden staan er weer. Beide sleutels zijn omgedraaid."),
    "conflicts.be_reached": _("Een vertrouwenspersoon zei hoe die te bereiken is."),
}
# What somebody wanted to do who was refused, after "Iemand probeerde dit:".
TRIED: dict[str, Telling] = {
    "conflicts.open": _("een conflict opschrijven"),
    "conflicts.touch": _("zeggen welke agendapunten een conflict raakt"),
    "conflicts.join_in": _("een partij bij een conflict zetten"),
    "conflicts.say": _("woorden van een partij opschrijven"),
    "conflicts.hear": _("opschrijven dat woorden zijn voorgelezen"),
    "conflicts.read": _("woorden bij een conflict laten zien"),
    "conflicts.add_step": _("een stap bij een conflict zetten"),
    "conflicts.park": _("een conflict parkeren"),
    "conflicts.resume": _("een conflict weer oppakken"),
    "conflicts.conclude": _("een uitkomst bij een conflict zetten"),
    "conflicts.take_stance": _("zeggen wat een partij van de uitkomst vindt"),
    "conflicts.withdraw_closing": _("een voorstel om een conflict af te sluiten intrekken"),
    "conflicts.close": _("een conflict afsluiten"),
    "conflicts.hide": _("woorden verbergen"),
    "conflicts.withdraw_hiding": _("een voorstel over verbergen intrekken"),
}
