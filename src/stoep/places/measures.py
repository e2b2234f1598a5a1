"""Which figures Stoep knows, under which name each source writes them, and how each is said in plain Dutch.

CBS numbers its fields anew each year (HuishoudensTotaal_28, then _29): a field is known by its name alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Measure:
    """`names`: the plain names in CBS (v3 field or v4 title) and PDOK; `column`: in the ready-made table.

    `adds_up`: areas may be summed. `needs_reading`: a figure by which places are easily judged; it is shown only
    beside residents' own words about it. `first_of_january`: counted on that day, otherwise over or in the year.
    """

    key: str
    label: _StrPromise
    unit: str | _StrPromise = ""
    names: tuple[str, ...] = ()
    column: str = ""
    decimals: int = 0
    adds_up: bool = False
    needs_reading: bool = False
    first_of_january: bool = False


MEASURES: tuple[Measure, ...] = (
    Measure(
        "inhabitants",
        _("Inwoners"),
        names=("aantalinwoners",),
        column="inwoners",
        adds_up=True,
        first_of_january=True,
    ),
    Measure(
        "inhabitants-0-15",
        _("Inwoners jonger dan 15 jaar"),
        names=("0tot15jaar",),
        column="inwoners_0_15",
        adds_up=True,
        first_of_january=True,
    ),
    Measure(
        "inhabitants-15-25",
        _("Inwoners van 15 tot 25 jaar"),
        names=("15tot25jaar",),
        adds_up=True,
        first_of_january=True,
    ),
    Measure(
        "inhabitants-25-45",
        _("Inwoners van 25 tot 45 jaar"),
        names=("25tot45jaar",),
        adds_up=True,
        first_of_january=True,
    ),
    Measure(
        "inhabitants-45-65",
        _("Inwoners van 45 tot 65 jaar"),
        names=("45tot65jaar",),
        adds_up=True,
        first_of_january=True,
    ),
    Measure(
        "inhabitants-65",
        _("Inwoners van 65 jaar en ouder"),
        names=("65jaarofouder",),
        column="inwoners_65plus",
        adds_up=True,
        first_of_january=True,
    ),
    Measure(
        "households",
        _("Huishoudens"),
        names=("huishoudenstotaal", "aantalhuishoudens"),
        column="huishoudens",
        adds_up=True,
        first_of_january=True,
    ),
    Measure(
        "household-size",
        _("Mensen per huishouden, gemiddeld"),
        names=("gemiddeldehuishoudensgrootte",),
        column="gem_huishoudensgrootte",
        decimals=1,
        first_of_january=True,
    ),
    Measure(
        "density",
        _("Inwoners per vierkante kilometer"),
        names=("bevolkingsdichtheid", "bevolkingsdichtheidinwonersperkm2"),
        column="dichtheid_per_km2",
        first_of_january=True,
    ),
    Measure(
        "land",
        _("Land"),
        unit=_("hectare"),
        names=("oppervlakteland", "oppervlaktelandinha"),
        column="opp_land_ha",
        adds_up=True,
    ),
    Measure("owner-occupied", _("Koopwoningen"), "%", ("koopwoningen", "percentagekoopwoningen"), "pct_koopwoningen"),
    Measure(
        "single-family", _("Eengezinswoningen"), "%", ("percentageeengezinswoning", "eengezinswoning"), "pct_eengezins"
    ),
    Measure(
        "address-density",
        _("Adressen per vierkante kilometer in de omgeving"),
        names=("omgevingsadressendichtheid",),
        column="omgevingsadressendichtheid",
    ),
    Measure(
        "doctor",
        _("Afstand tot de huisarts"),
        "km",
        ("afstandtothuisartsenpraktijk",),
        "afstand_huisarts_km",
        1,
    ),
    Measure(
        "supermarket",
        _("Afstand tot een grote supermarkt"),
        "km",
        ("afstandtotgrotesupermarkt",),
        "afstand_supermarkt_km",
        1,
    ),
    Measure("school", _("Afstand tot een school"), "km", ("afstandtotschool",), "afstand_school_km", 1),
    Measure(
        "schools-nearby",
        _("Scholen binnen 3 kilometer"),
        names=("scholenbinnen3km",),
        column="scholen_binnen_3km",
        decimals=1,
    ),
    Measure(
        "home-value",
        _("Waarde van woningen (WOZ), gemiddeld"),
        _("duizend euro"),
        ("gemiddeldewozwaardevanwoningen", "gemiddeldewoningwaarde"),
        "gem_woz_x1000_eur",
        needs_reading=True,
    ),
    Measure(
        "income",
        _("Inkomen per inwoner, gemiddeld"),
        _("duizend euro per jaar"),
        ("gemiddeldinkomenperinwoner",),
        "gem_inkomen_per_inwoner_x1000_eur",
        decimals=1,
        needs_reading=True,
    ),
    # People of 15 to 75 by the highest schooling they finished; earlier tables say low, middle and high.
    Measure(
        "schooling-basic",
        _("Basisschool, vmbo of mbo 1"),
        names=("basisonderwijsvmbombo1", "opleidingsniveaulaag"),
        adds_up=True,
        needs_reading=True,
    ),
    Measure(
        "schooling-middle",
        _("Havo, vwo of mbo 2 tot 4"),
        names=("havovwombo24", "opleidingsniveaumiddelbaar"),
        adds_up=True,
        needs_reading=True,
    ),
    Measure(
        "schooling-higher",
        _("Hbo of universiteit"),
        names=("hbowo", "opleidingsniveauhoog"),
        adds_up=True,
        needs_reading=True,
    ),
    Measure("liveability", _("Leefbaarometer, klasse van 1 tot 9"), names=("kscore",), needs_reading=True),
)

BY_KEY = {measure.key: measure for measure in MEASURES}
BY_NAME = {name: measure for measure in MEASURES for name in measure.names}
BY_COLUMN = {measure.column: measure for measure in MEASURES if measure.column}


def bare(field: str) -> str:
    """A field's name without its yearly number, spaces, dashes and the "k_" of CBS: k_0Tot15Jaar_8: 0tot15jaar."""
    head, line, tail = field.strip().rpartition("_")
    name = head if line and tail.isdigit() else field.strip()
    name = name.removeprefix("k_")
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def of_field(field: str) -> Measure | None:
    """The measure that a field or title of CBS or PDOK holds, whatever its number this year; None: not one of ours."""
    return BY_NAME.get(bare(field))
