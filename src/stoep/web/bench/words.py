"""Invented sentences as residents would say them, drawn from a given chance: the same seed, the same words."""

from __future__ import annotations

import random

WHO = "de buren|mijn moeder|wij|de kinderen|ouderen|de jongeren|veel mensen|ik|bewoners van de flat|nieuwe buren".split(
    "|"
)
WANT = (
    "willen graag|missen|vragen om|praten over|zoeken|maken zich zorgen over|zijn blij met|zien elke dag|"
    "hebben last van|helpen met|beginnen met|weten niets van"
).split("|")
WHAT = (
    "een bankje|meer licht|de speeltuin|de buurtkamer|het zwerfvuil|de bushalte|een moestuin|de fietsenstalling|"
    "het hofje|de stoeptegels|een kledingruil|de huiswerkhulp|het buurthuis|de hondenpoep|een gezamenlijke maaltijd|"
    "de drempels|het groen|een zitplek|de vuilcontainers|de lantaarns|het schoolplein|een koffieochtend|"
    "de taallessen|de schimmel|de wachttijd|het parkeren|een buurtfeest|de overlast|een voetbalkooi|de trap"
).split("|")
WHERE = "bij|naast|achter|tegenover|voor|aan het eind van".split("|")
STREETS = (
    "de Eikstraat|de Beukenlaan|het Wilgenplein|de Kade|de Lindehof|de Populierenweg|het Elzenpad|de Meerpaal|"
    "de Kastanjestraat|het Dorpsplein|de Molenweg|de Haven|het Zwaluwpad|de Reigerlaan|het Sluisje"
).split("|")
MORE = (
    "Dat duurt al een hele tijd.|Vroeger was dat anders.|Wie kan daar iets aan doen?|Ik help graag mee.|"
    "Dat zou voor iedereen fijn zijn.|’s Avonds durft niemand er langs.|Mijn buurvrouw zegt het ook.|"
    "Het kost niet veel.|Er is al eens over gebeld, maar wij hoorden niets.|Samen lukt dat best.|"
    "Op zaterdag zijn er altijd mensen.|De school wil ook meedoen.|Dat weet de woningcorporatie ook."
).split("|")
NAMES = "||||Bep|Anouk uit de Eikstraat|Joost|een moeder|meneer De Wit|Fatma|iemand van de flat|Kees en Ria".split("|")


def said(chance: random.Random) -> str:
    """One contribution: one sentence to six, now and then a long story."""
    pick = chance.choice
    first = f"{pick(WHO)} {pick(WANT)} {pick(WHAT)} {pick(WHERE)} {pick(STREETS)}.".capitalize()
    count = 30 if chance.random() < 0.01 else chance.randrange(6)
    return " ".join([first, *(pick(MORE) for _ in range(count))])


def title(chance: random.Random) -> str:
    """What an item on the agenda is called."""
    return f"{chance.choice(WHAT)} {chance.choice(WHERE)} {chance.choice(STREETS)}".capitalize()


def answer(chance: random.Random) -> str:
    """What somebody answered."""
    return f"Wij hebben dit besproken. {chance.choice(MORE)} Volgende maand hoort u meer over {chance.choice(WHAT)}."


def called(chance: random.Random) -> str:
    """How an author wants to be called; mostly not at all."""
    return chance.choice(NAMES)
