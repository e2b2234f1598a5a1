"""Addresses as people type them: made tidy, or refused with a sentence that says how to mend them."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from stoep.shared.refusal import Refused

MAIL_LENGTH = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets
LINE_LENGTH = 60  # what fits in the window of an envelope
POSTCODE = re.compile(r"^([1-9][0-9]{3})\s*([A-Za-z]{2})\s+(\S.*)$")
PHONE = re.compile(r"\+?[0-9][0-9 ().\-]{6,22}[0-9]")


def tidy_mail(typed: str) -> str:
    """An e-mail address on one line, its domain in small letters."""
    address = typed.strip()
    _refuse_control(address)
    try:
        if len(address) > MAIL_LENGTH:
            raise ValidationError("")
        validate_email(address)
    except ValidationError:
        raise Refused(
            "bad-mail", _("Dit is geen e-mailadres. Controleer het. Een voorbeeld: naam@voorbeeld.nl.")
        ) from None
    name, _at, domain = address.rpartition("@")
    return f"{name}@{domain.lower()}"


def tidy_phone(typed: str) -> str:
    """A telephone number, on a second line followed by the name to ask for when it was given.

    "Samira 06-12345678" becomes "0612345678\\nSamira". Numbers from abroad keep their plus sign.
    """
    text = " ".join(typed.split())
    _refuse_control(text)
    found = PHONE.search(text)
    number = _dutch("".join(symbol for symbol in found[0] if symbol in "+0123456789")) if found else ""
    name = " ".join((text[: found.start()] + " " + text[found.end() :]).split()).strip(" ,;:()-") if found else ""
    if not re.fullmatch(r"0[1-9][0-9]{8}|\+[1-9][0-9]{7,14}", number) or any(symbol.isdigit() for symbol in name):
        raise Refused(
            "bad-phone",
            _("Dit is geen telefoonnummer. Een Nederlands nummer heeft tien cijfers. Een voorbeeld: 06 12 34 56 78."),
        )
    if len(name) > LINE_LENGTH:
        raise Refused("long-name", _("De naam bij het nummer is te lang. Gebruik hooguit 60 tekens."))
    return f"{number}\n{name}" if name else number


def _dutch(number: str) -> str:
    for abroad in ("+310", "00310", "+31", "0031"):
        if number.startswith(abroad):
            return "0" + number[len(abroad) :]
    return "+" + number[2:] if number.startswith("00") else number


def tidy_postal(typed: str) -> str:
    """A Dutch postal address of two to five lines; the last is "1234 AB  WATERSTAD", as PostNL asks."""
    parts = re.split(r"[\r\n]+" if "\n" in typed.strip() or "\r" in typed.strip() else ",", typed.strip())
    lines = [" ".join(part.split()) for part in parts if part.strip()]
    for line in lines:
        _refuse_control(line)
    place = POSTCODE.match(lines[-1]) if lines else None
    if not place or not 2 <= len(lines) <= 5:
        raise Refused(
            "bad-postal",
            _(
                "Dit adres is niet compleet. Schrijf onder elkaar: naam, straat met huisnummer, postcode met plaats. "
                "Een voorbeeld van de laatste regel: 1234 AB Waterstad."
            ),
        )
    if not any(symbol.isdigit() for symbol in lines[-2]):
        raise Refused("no-house-number", _("Het huisnummer ontbreekt. Schrijf het achter de straat."))
    if any(len(line) > LINE_LENGTH for line in lines):
        raise Refused("long-line", _("Een regel van het adres is te lang. Gebruik hooguit 60 tekens per regel."))
    return "\n".join([*lines[:-1], f"{place[1]} {place[2].upper()}  {place[3].upper()}"])


def _refuse_control(text: str) -> None:
    """Line breaks smuggle headers into mail (abuse 17); marks that turn the text around hide what it says."""
    if any(unicodedata.category(symbol) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for symbol in text):
        raise Refused("control", _("Er staan onzichtbare tekens in het adres. Typ het adres opnieuw."))
