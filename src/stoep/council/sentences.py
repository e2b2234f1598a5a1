"""What the acts of this room say in the public log, in the language of the reader (stoep.record.sentences)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from stoep.record.sentences import Telling

CHOSEN_BY: dict[str, str] = {
    "council.ask": "ours",
    "council.reply": "reply",
    "council.link": "link",
    "council.say_of_link": "agrees",
    "council.answer_appeal": "outcome",
    "council.late": "late",
    "council.enter": "corrected",
}
TOLD: dict[str, Telling] = {
    "council.ask False": _("Bewoners vroegen iets aan wie erover gaat. Het antwoord komt voor %(answer_due_on)s."),
    "council.ask True": _("Bewoners besloten iets over hun eigen fonds."),
    "council.reply follows": _("Er is antwoord op een vraag van bewoners: %(organisation)s gaat mee."),
    "council.reply partly": _("Er is antwoord op een vraag van bewoners: %(organisation)s gaat voor een deel mee."),
    "council.reply deviates": _("Er is antwoord op een vraag van bewoners: %(organisation)s wijkt af, met een reden."),
    "council.note": _("Bewoners schreven een kanttekening bij een vraag."),
    "council.withdraw": _("Bewoners trokken een vraag in."),
    "council.file": _("Er kwam een stuk bij een vraag van bewoners: %(title)s."),
    "council.publish": _("Een stuk is nu openbaar: %(title)s."),
    "council.enter False": _("Er is beleid opgeschreven: %(title)s."),
    "council.enter True": _("Een vergissing in beleid is verbeterd: %(title)s. Wat er eerst stond, blijft te lezen."),
    "council.bring_in": _("Er zijn %(new)s stukken van de gemeenteraad ingelezen."),
    "council.begin_term": _("Sinds de verkiezing van %(begins_on)s bestuurt: %(coalition)s."),
    "council.link contributes": _("Agendapunt %(subject)s draagt bij aan beleid, zegt iemand."),
    "council.link clashes": _("Agendapunt %(subject)s botst met beleid, zegt iemand."),
    "council.link none": _("Voor agendapunt %(subject)s is geen beleid, zegt iemand."),
    "council.say_of_link True": _("Bij agendapunt %(subject)s en beleid sprak ook de andere kant: het klopt."),
    "council.say_of_link False": _("Bij agendapunt %(subject)s en beleid sprak ook de andere kant: het klopt niet."),
    "council.unlink": _("Agendapunt %(subject)s is losgemaakt van beleid. Het punt zelf bleef gelijk."),
    "council.overrule": _("Er is een besluit voor het algemeen belang, tegen bewoners in."),
    "council.appeal": _("Bewoners vragen de raad een besluit te herzien. Het antwoord komt voor %(answer_due_on)s."),
    "council.answer_appeal stands": _("De raad antwoordt bewoners: het besluit blijft."),
    "council.answer_appeal changes": _("De raad antwoordt bewoners: het besluit verandert."),
    "council.answer_appeal ends": _("De raad antwoordt bewoners: het besluit vervalt."),
    "council.late advice": _(
        "Op een vraag van bewoners kwam geen antwoord. %(organisation)s zou antwoorden voor %(due_on)s."
    ),
    "council.late appeal": _("De raad gaf bewoners nog geen antwoord op hun bezwaar. Het zou komen voor %(due_on)s."),
    "council.late link": _("De gemeente zei nog niets over %(subject)s en beleid. Dat zou komen voor %(due_on)s."),
    "council.write_card": _("Er is een nieuwe partnerkaart van %(party)s."),
}
# What somebody wanted to do who was refused, after "Iemand probeerde dit:".
TRIED: dict[str, Telling] = {
    "council.ask": _("namens bewoners iets vragen"),
    "council.reply": _("antwoord geven voor een ander"),
    "council.note": _("een kanttekening van bewoners schrijven"),
    "council.withdraw": _("een vraag van bewoners intrekken"),
    "council.file": _("een stuk bij een vraag leggen"),
    "council.publish": _("een stuk openbaar maken"),
    "council.enter": _("beleid opschrijven"),
    "council.bring_in": _("stukken van de raad inlezen"),
    "council.begin_term": _("opschrijven wie bestuurt"),
    "council.link": _("een agendapunt aan beleid koppelen"),
    "council.say_of_link": _("iets zeggen over een koppeling met beleid"),
    "council.unlink": _("een koppeling met beleid weghalen"),
    "council.overrule": _("een besluit voor het algemeen belang opschrijven"),
    "council.appeal": _("een besluit aan de raad voorleggen"),
    "council.answer_appeal": _("antwoorden voor de gemeenteraad"),
    "council.write_card": _("de partnerkaart van een ander schrijven"),
}
