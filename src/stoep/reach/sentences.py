"""What the acts of this room say in the public log, in the language of the reader (stoep.record.sentences)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from stoep.record.sentences import Telling

CHOSEN_BY: dict[str, str] = {}
TOLD: dict[str, Telling] = {
    "reach.begin": _("Er begon een ronde waarin bewoners op een kaart zonder nummer iets over zichzelf vertellen."),
    "reach.end": _("Een ronde met kaarten is klaar. De aantallen die niet verteld zijn, zijn weg."),
    "reach.publish": _("Er is verteld wie wij horen en wie nog niet."),
    "reach.plan_step": _("Iemand gaat naar mensen toe die wij nog niet horen."),
    "reach.take_step": _("Iemand zette een naam bij een stap: dit doe ik."),
    "reach.leave_step": _("Iemand haalde een naam weg bij een stap."),
    "reach.finish_step": _("Er is verteld wat er van een stap kwam."),
}
# What somebody wanted to do who was refused, after "Iemand probeerde dit:".
TRIED: dict[str, Telling] = {
    "reach.begin": _("een ronde met kaarten beginnen"),
    "reach.end": _("een ronde met kaarten afsluiten"),
    "reach.type": _("kaarten overtypen"),
    "reach.publish": _("vertellen wie wij nog niet horen"),
    "reach.plan_step": _("opschrijven wie naar mensen toe gaat"),
    "reach.take_step": _("een naam bij een stap zetten"),
    "reach.leave_step": _("een naam bij een stap weghalen"),
    "reach.finish_step": _("vertellen wat er van een stap kwam"),
}
