"""A number spelled out for the telephone, letter by letter, in the words that people know for it."""

from __future__ import annotations

# The Dutch telephone alphabet as it is commonly used; and the one of ICAO for who speaks English.
_DUTCH = (
    "Anna Bernard Cornelis Dirk Eduard Ferdinand Gerard Hendrik Izaak Johan Karel Lodewijk Maria Nico Otto Pieter "
    "Quotiënt Rudolf Simon Teunis Utrecht Victor Willem Xantippe Ypsilon Zacharias"
).split()
_ENGLISH = (
    "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa "
    "Quebec Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu"
).split()


def aloud(number: str, language: str) -> str:
    """The number as somebody says it: "K van Karel, 7, Q van Quotiënt". Signs other than A to Z stay as they are."""
    names, of = (_ENGLISH, "for") if language == "en" else (_DUTCH, "van")
    known = {name[0]: name for name in names}
    return ", ".join(f"{sign} {of} {known[sign]}" if sign in known else sign for sign in number)
