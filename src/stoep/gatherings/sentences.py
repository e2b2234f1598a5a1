"""What the acts of this room say in the public log, in the language of the reader (stoep.record.sentences)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from stoep.record.sentences import Telling

CHOSEN_BY: dict[str, str] = {}
TOLD: dict[str, Telling] = {
    "gatherings.write": _("Er is een bijeenkomst in voorbereiding."),
    "gatherings.change": _("Er veranderde iets aan een bijeenkomst in voorbereiding."),
    "gatherings.invite": _("Bij een bijeenkomst staat wie wordt uitgenodigd."),
    "gatherings.uninvite": _("Een groep wordt toch niet uitgenodigd voor een bijeenkomst."),
    "gatherings.publish": _("Mensen worden uitgenodigd voor een bijeenkomst."),
    "gatherings.call_off": _("Een bijeenkomst gaat niet door."),
    "gatherings.take_face_away": _("De foto van wie uitnodigde is weggehaald."),
    "gatherings.approve_wording": _("De vaste zinnen van uitnodigingen zijn goedgekeurd."),
    "gatherings.approve_translation": _("De woorden van een uitnodiging zijn goedgekeurd in een andere taal."),
    "gatherings.note_sent": _("Mensen zijn uitgenodigd voor een bijeenkomst."),
    "gatherings.void": _("Uitnodigingen die gedrukt waren, gelden niet meer."),
    "gatherings.hand_out": _("Kaarten met een uitnodiging gaan mee in een pakket papier."),
    "gatherings.tell_quarter": _(
        "Een kwartaal is voorbij. Wat er van kleine bijeenkomsten samen verteld mag worden, staat erbij."
    ),
    "gatherings.look_before_ringing": _("Iemand keek voor het bellen na wie niet gebeld wil worden."),
    "gatherings.order_print": _("Uitnodigingen voor een bijeenkomst worden gedrukt."),
    "gatherings.take_down": _("Wat op een bijeenkomst is gezegd, is opgeschreven."),
    "gatherings.close": _("Een bijeenkomst is afgesloten. Wat er van de aantallen verteld mag worden, staat erbij."),
    "gatherings.ask_for_photos": _("Op een bijeenkomst is gevraagd of er foto's gemaakt mogen worden."),
    "gatherings.add_photo": _("Bij een bijeenkomst staat een foto."),
    "gatherings.take_photo_away": _("Een foto van een bijeenkomst is weg, op verzoek van wie erop stond."),
}
# What somebody wanted to do who was refused, after "Iemand probeerde dit:".
TRIED: dict[str, Telling] = {
    "gatherings.write": _("een bijeenkomst voorbereiden"),
    "gatherings.change": _("iets veranderen aan een bijeenkomst"),
    "gatherings.invite": _("opschrijven wie wordt uitgenodigd"),
    "gatherings.uninvite": _("iemand toch niet uitnodigen"),
    "gatherings.publish": _("een bijeenkomst openbaar maken"),
    "gatherings.call_off": _("een bijeenkomst afgelasten"),
    "gatherings.take_face_away": _("de foto van wie uitnodigt weghalen"),
    "gatherings.approve_wording": _("de vaste zinnen van uitnodigingen goedkeuren"),
    "gatherings.approve_translation": _("de woorden van een uitnodiging goedkeuren"),
    "gatherings.note_sent": _("opschrijven hoeveel mensen zijn uitgenodigd"),
    "gatherings.void": _("gedrukte uitnodigingen ongeldig maken"),
    "gatherings.answer_without_code": _("een antwoord op een uitnodiging opschrijven"),
    "gatherings.pass_by": _("opschrijven dat iemand geen uitnodiging meer wil"),
    "gatherings.ask_again": _("opschrijven dat iemand weer uitnodigingen wil"),
    "gatherings.hand_out": _("kaarten met een uitnodiging in een pakket doen"),
    "gatherings.ring_no_more": _("opschrijven dat iemand niet meer gebeld wil worden"),
    "gatherings.ring_again": _("opschrijven dat iemand weer gebeld wil worden"),
    "gatherings.look_before_ringing": _("nakijken welke nummers niet gebeld willen worden"),
    "gatherings.order_print": _("uitnodigingen drukken"),
    "gatherings.count_came": _("tellen wie er kwam"),
    "gatherings.take_down": _("opschrijven wat op een bijeenkomst is gezegd"),
    "gatherings.close": _("een bijeenkomst afsluiten"),
    "gatherings.ask_for_photos": _("vragen of er foto's gemaakt mogen worden"),
    "gatherings.add_photo": _("een foto bij een bijeenkomst zetten"),
    "gatherings.take_photo_away": _("een foto van een bijeenkomst weghalen"),
    "gatherings.wipe_print": _("gedrukte uitnodigingen ophalen of wissen"),
    "gatherings.see_desk": _("het werk aan een bijeenkomst bekijken"),
    "gatherings.see_draft": _("een bijeenkomst in voorbereiding bekijken"),
}
