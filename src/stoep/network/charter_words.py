"""The rules of a table in plain words: what each says here, and what it is for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from stoep.network.models import Charter
from stoep.network.rules import CharterFacts
from stoep.people.models import Organisation
from stoep.shared.choices import label

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# Each rule by its name: what it is about, and why it is there.
ABOUT: dict[str, tuple[_StrPromise, _StrPromise]] = {
    "seats": (
        gettext_lazy("Welke zetels er zijn"),
        gettext_lazy("Zoveel zetels wil de tafel vullen. Er mogen altijd meer bewoners bij."),
    ),
    "weights": (
        gettext_lazy("Hoeveel stemmen een zetel heeft"),
        gettext_lazy("Meestal heeft elke zetel één stem. De tafel kan bewoners meer stemmen geven, of een ander geen."),
    ),
    "residents_share": (
        gettext_lazy("Het aandeel van bewoners"),
        gettext_lazy("Zoveel van de zetels en van de stemmen is altijd van bewoners. Minder dan 51 procent kan nooit."),
    ),
    "term_years": (
        gettext_lazy("Hoe lang een termijn duurt"),
        gettext_lazy("Daarna kiest u opnieuw. De zetel houdt niet vanzelf op: de tafel draagt hem over."),
    ),
    "most_terms": (
        gettext_lazy("Hoe vaak iemand mag blijven"),
        gettext_lazy("Zo komt er ruimte voor anderen. Wie een hele termijn weg was, mag opnieuw beginnen."),
    ),
    "quorum": (
        gettext_lazy("Hoeveel zetels er minstens zijn om te beslissen"),
        gettext_lazy("Zijn er minder mensen? Dan beslist de tafel die dag niet."),
    ),
    "quorum_residents": (
        gettext_lazy("Hoeveel bewoners er minstens zijn om te beslissen"),
        gettext_lazy("Zo beslist niemand over de wijk zonder de wijk."),
    ),
    "way": (
        gettext_lazy("Hoe de tafel meestal beslist"),
        gettext_lazy("Wie het niet eens is, krijgt zijn woorden bij het besluit."),
    ),
    "drawn": (
        gettext_lazy("Zetels die geloot worden"),
        gettext_lazy("Zo komen er ook mensen aan tafel die zich niet vanzelf melden."),
    ),
    "review_month": (
        gettext_lazy("De maand van de terugblik"),
        gettext_lazy("Elk jaar kijkt de tafel terug. Elke kant zegt dan of zij verder gaat."),
    ),
    "key_days": (
        gettext_lazy("Hoe lang een voorstel op de andere kant wacht"),
        gettext_lazy(
            "Grote dingen vragen twee sleutels: van bewoners en van de onafhankelijke organisatie. Daarna verloopt het."
        ),
    ),
}


class Line(NamedTuple):
    """One rule: its name in the code, what it is about, what it says here, and why it is there."""

    name: str
    about: str
    says: str
    why: str


class Difference(NamedTuple):
    """One rule that would change: what it is about, what it says now, and what it would say."""

    about: str
    old: str
    new: str


def lines(charter: CharterFacts) -> list[Line]:
    """Every rule of this charter in the reader's language."""
    return [Line(name, str(about), _says(charter, name), str(why)) for name, (about, why) in ABOUT.items()]


def differences(old: CharterFacts, new: CharterFacts) -> list[Difference]:
    """What the new rules say otherwise than the old ones."""
    changed = old.differences(new)
    return [Difference(str(ABOUT[name][0]), _says(old, name), _says(new, name)) for name in ABOUT if name in changed]


def _says(charter: CharterFacts, name: str) -> str:
    number = getattr(charter, name)
    chosen = {
        "seats": lambda: _by_side(charter.seats),
        "weights": lambda: _by_side({side: charter.weight_of(side) for side, count in charter.seats.items() if count}),
        "way": lambda: label(Charter.Way, charter.way),
        "review_month": lambda: str(MONTHS[charter.review_month]),
        "drawn": lambda: _drawn(charter),
    }
    return chosen[name]() if name in chosen else _measured(name, number)


def _drawn(charter: CharterFacts) -> str:
    of = {"drawn": charter.drawn, "seats": charter.seats["resident"]}
    return _("%(drawn)s van de %(seats)s zetels van bewoners") % of


def _measured(name: str, number: int) -> str:
    of = {"number": number}
    if name == "term_years":
        return _("%(number)s jaar") % of
    if name == "most_terms":
        return ngettext("%(number)s termijn achter elkaar", "%(number)s termijnen achter elkaar", number) % of
    return (_("%(number)s dagen") if name == "key_days" else _("minstens %(number)s procent")) % of


def _by_side(numbers: Mapping[str, int]) -> str:
    known = [(side, numbers[side]) for side in Organisation.Kind.values if side in numbers]
    return ", ".join(f"{label(Organisation.Kind, side)} {number}" for side, number in known)
