"""Where to go for a group that is not heard yet: ideas of ours, and what is here already that is near to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from stoep.places.models import Neighbourhood
from stoep.reach.models import Step
from stoep.strengths import queries as strengths
from stoep.strengths.models import Strength
from stoep.venues.models import Venue

MOST_HERE = 3
_LOOKED_AT = 200
_How = Step.How
_NEAR = (Strength.Kind.ASSOCIATION, Strength.Kind.INSTITUTION, Strength.Kind.PLACE, Strength.Kind.ECONOMY)


@dataclass(frozen=True, slots=True)
class Idea:
    """One place to go. `is_here`: residents wrote down themselves that this is in the wijk."""

    how: str
    words: str
    is_here: bool = False


_Told = tuple[str, str | Promise]
_IDEAS: dict[str, tuple[_Told, ...]] = {
    "age:15-24": (
        (_How.SESSION, _("Vraag het jongerenwerk of u een half uur mag aanschuiven.")),
        (_How.SHOP, _("Ga naar de voetbalkooi of het plein waar jongeren zijn.")),
        (_How.RING, _("Bel een school: mag u in de pauze een tafel neerzetten?")),
    ),
    "age:25-44": (
        (_How.DOOR, _("Sta om drie uur op het schoolplein, met kaarten en koffie.")),
        (_How.SHOP, _("Leg kaarten bij de kinderopvang en de sportclub.")),
        (_How.SESSION, _("Kies een avond, en zorg voor iemand die op de kinderen past.")),
    ),
    "age:45-64": (
        (_How.SHOP, _("Leg kaarten bij de sportclub, de kapper en de bakker.")),
        (_How.SESSION, _("Kies een zaterdag: veel mensen van deze leeftijd werken overdag.")),
    ),
    "age:65": (
        (_How.DOOR, _("Ga met twee mensen langs de deuren, overdag, met een kaart in grote letters.")),
        (_How.SESSION, _("Schuif aan bij een koffieochtend, in de kerk of in de moskee.")),
        (_How.RING, _("Bel de huisarts of de thuiszorg: mogen er kaarten liggen?")),
    ),
    "schooling:basic": (
        (_How.SESSION, _("Schuif aan bij de taalles. Lees de vragen voor, en schrijf op wat mensen zeggen.")),
        (_How.SHOP, _("Vraag het op de markt en in de winkel, gewoon in een gesprek.")),
    ),
    "schooling:middle": (
        (_How.SHOP, _("Vraag winkels en bedrijven in de wijk of u in de pauze mag langskomen.")),
        (_How.SESSION, _("Schuif aan bij de sportclub na de training.")),
    ),
    "schooling:higher": (
        (_How.DOOR, _("Ga ’s avonds langs de deuren: overdag is hier vaak niemand thuis.")),
        (_How.OTHER, _("Zet een bericht in de groep van de straat, met een naam eronder.")),
    ),
    "home:own": (
        (_How.RING, _("Bel iemand van een vereniging van eigenaren.")),
        (_How.DOOR, _("Ga ’s avonds of op zaterdag langs de deuren.")),
    ),
    "home:rent+other": (
        (_How.RING, _("Bel de bewonerscommissie of de huismeester.")),
        (_How.DOOR, _("Zet een tafel met kaarten bij de ingang van de flat.")),
    ),
    "tongue:tr": ((_How.SHOP, _("Ga naar de Turkse bakker, en schuif aan in de moskee.")),),
    "tongue:ar": ((_How.SHOP, _("Ga naar de winkel waar mensen Arabisch spreken, en schuif aan in de moskee.")),),
    "tongue:ber": ((_How.SESSION, _("Vraag een moeder of vader van school die Berbers spreekt om mee te gaan.")),),
    "tongue:pl": ((_How.SHOP, _("Ga naar de Poolse winkel, en leg er kaarten in het Pools.")),),
    "tongue:ti": ((_How.SESSION, _("Schuif aan bij de kerk of de taalles, met iemand die Tigrinya spreekt.")),),
    "tongue:uk": ((_How.SESSION, _("Schuif aan waar mensen uit Oekraïne samenkomen, met iemand die vertaalt.")),),
    "tongue:en": ((_How.SHOP, _("Leg Engelse kaarten bij de supermarkt en de universiteit of hogeschool.")),),
}
_PART: tuple[_Told, ...] = (
    (_How.DOOR, _("Ga met twee mensen uit deze straten langs de deuren.")),
    (_How.SESSION, _("Zet een tafel met koffie op de stoep, op een zaterdag.")),
)
_ANY: tuple[_Told, ...] = ((_How.RING, _("Bel iemand die deze mensen kent, en vraag waar zij samenkomen.")),)
# Words by which somebody may recognise what is here already and near to a group.
_WORDS = {
    "age:15-24": "jonge|jeugd|voetbal|kooi|sport|school|youth|football",
    "age:25-44": "kind|school|gezin|ouder|sport|child|parent|family",
    "age:45-64": "sport|koor|club|werk|choir|work",
    "age:65": "oude|senior|soep|koffie|kerk|moskee|koor|older|soup|coffee|church|mosque",
    "schooling:basic": "taal|lezen|lees|schrijven|language|read",
    "schooling:middle": "bedrijf|winkel|werk|sport|shop|work",
    "home:rent+other": "huurder|flat|bewonerscommissie|huismeester|tenant",
    "home:own": "eigenaar|vereniging van|owner",
    "tongue:tr": "turk|moskee|mosque",
    "tongue:ar": "arab|moskee|mosque",
    "tongue:ber": "berber|tamazight|moskee|mosque",
    "tongue:pl": "pool|pols|poolse|polish",
    "tongue:ti": "tigrinya|eritre",
    "tongue:uk": "oekra|ukrain",
    "tongue:en": "engels|english",
}
# How a host writes a language down at a place, as far as it says something about a group.
_SPOKEN = {"tr": "turks", "ar": "arab", "ber": "berber", "pl": "pools", "ti": "tigrinya", "uk": "oekra", "en": "engels"}


def ideas(neighbourhood: Neighbourhood, group: str) -> list[Idea]:
    """Where to go for this group ("age:15-24"): first what residents wrote down that is here, then ideas of ours.

    At most two questions to the database.
    """
    question, _colon, answer = group.partition(":")
    own = _IDEAS.get(group, _PART if question == "part" else _ANY)
    return [*_here(neighbourhood, group), *_spoken(neighbourhood, question, answer), *_as_ideas(own)]


def _as_ideas(told: Sequence[_Told]) -> list[Idea]:
    return [Idea(str(how), str(words)) for how, words in told]


def _here(neighbourhood: Neighbourhood, group: str) -> list[Idea]:
    """What is in the public list of strengths, and has a word of this group in it."""
    if group not in _WORDS:
        return []
    word = re.compile(rf"\b\w*(?:{_WORDS[group]})", re.IGNORECASE)
    every = strengths.shown("list").filter(neighbourhood=neighbourhood, kind__in=_NEAR).order_by("-pk")
    found = [words for words in every.values_list("words", flat=True)[:_LOOKED_AT] if word.search(words)]
    return [Idea(_How.SHOP, words, is_here=True) for words in found[:MOST_HERE]]


def _spoken(neighbourhood: Neighbourhood, question: str, answer: str) -> list[Idea]:
    if question != "tongue" or answer not in _SPOKEN:
        return []
    every = Venue.objects.filter(neighbourhood=neighbourhood, closed_on__isnull=True)
    names = every.filter(languages__icontains=_SPOKEN[answer]).order_by("name").values_list("name", flat=True)
    return [Idea(_How.SHOP, name, is_here=True) for name in names[:MOST_HERE]]
