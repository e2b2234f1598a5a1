"""What the acts of this room say in the public log, in the language of the reader (stoep.record.sentences)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from stoep.record.sentences import Telling

CHOSEN_BY: dict[str, str] = {}
TOLD: dict[str, Telling] = {
    "exchange.write": _("Er is een kaart bij: zo deden wij het."),
    "exchange.change": _("Een kaart over hoe wij iets deden, is veranderd."),
    "exchange.withdraw": _("Een kaart over hoe wij iets deden, is weggehaald."),
    "exchange.ask_visit": _("Deze wijk vroeg om bij een andere wijk te komen kijken."),
    "exchange.answer_visit": _("Er kwam antwoord aan een wijk die wil komen kijken."),
    "exchange.report": _("Er is een verslag van een bezoek aan een andere wijk."),
    "exchange.take_over": _("Deze wijk zei wat zij overneemt van een andere wijk, en wat niet."),
    "exchange.ask": _("Deze wijk stelde een vraag aan een kennisinstituut."),
    "exchange.reply": _("Er kwam antwoord op een vraag aan een kennisinstituut."),
    "exchange.late": _("Een vraag aan een kennisinstituut had al beantwoord moeten zijn."),
    "exchange.follow": _("Deze wijk volgt de uitwisseling van een wijk op een andere server."),
    "exchange.unfollow": _("Deze wijk volgt een wijk op een andere server niet meer."),
    "exchange.take_in": _("Van een wijk op een andere server kwam iets binnen, of veranderde er iets."),
}
# What somebody wanted to do who was refused, after "Iemand probeerde dit:".
TRIED: dict[str, Telling] = {
    "exchange.write": _("een kaart schrijven over hoe de wijk iets deed"),
    "exchange.change": _("een kaart veranderen"),
    "exchange.withdraw": _("een kaart weghalen"),
    "exchange.ask_visit": _("vragen om bij een andere wijk te komen kijken"),
    "exchange.answer_visit": _("antwoorden aan een wijk die wil komen kijken"),
    "exchange.report": _("een verslag schrijven van een bezoek"),
    "exchange.take_over": _("zeggen wat de wijk overneemt van een andere wijk"),
    "exchange.ask": _("een vraag stellen aan een kennisinstituut"),
    "exchange.reply": _("een antwoord van een kennisinstituut opschrijven"),
    "exchange.follow": _("een wijk op een andere server volgen"),
    "exchange.unfollow": _("een wijk op een andere server niet meer volgen"),
    "exchange.take_in": _("lezen wat een wijk op een andere server deelt"),
}
