"""A form in which a street is typed: it offers the list, and asks whether a street that does not stand there is right.

A room of above uses it: `know` gives the list of the neighbourhood, `street_fields` names the boxes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from stoep.places.streets import Known, merged

CONFIRMED = "streets_are_right"
LIST = "straten"


class KnowsStreets(forms.Form):
    """Without a list it asks nothing. What the list spells otherwise becomes the spelling of the list."""

    street_fields: tuple[str, ...] = ()
    # Boxes with more than a street ("Eikstraat 12"): they are looked at, and stay as they were typed.
    address_fields: tuple[str, ...] = ()
    street_names: Sequence[str] = ()
    _known = Known()

    def know(self, known: Known) -> None:
        """From here on the form knows the streets of the neighbourhood; each box of one line offers them."""
        self._known, self.street_names = known, known.names
        for name in (*self.street_fields, *self.address_fields):
            widget = self.fields[name].widget
            if isinstance(widget, forms.TextInput) and known.names:
                widget.attrs["list"] = LIST
        if self.is_bound and self.data.get(CONFIRMED):
            self._offer_to_confirm()

    def names_a_street(self, field: str) -> bool:
        """Whether what was typed in this box is a street; a form asks otherwise where it depends on another answer."""
        return True

    def clean(self) -> dict[str, Any]:
        """Every street as the list spells it; a strange one is asked about, until somebody says that it is right."""
        cleaned = super().clean() or {}
        strange: list[str] = []
        for field in (*self.street_fields, *self.address_fields):
            given = cleaned.get(field)
            if not given or not self.names_a_street(field):
                continue
            streets = given if isinstance(given, list) else [given]
            found = [street for street in streets if self._known.strange(street)]
            if found and not self.data.get(CONFIRMED):
                self.add_error(field, forms.ValidationError(self._asks(found), code="strange"))
            strange += found
            if field in self.street_fields:
                spelled = [self._known.spelled(street) for street in streets]
                cleaned[field] = _once(spelled) if isinstance(given, list) else spelled[0]
        if strange:
            self._offer_to_confirm()
        return cleaned

    def _asks(self, strange: list[str]) -> str:
        return " ".join(self._ask(street) for street in strange[:5])

    def _ask(self, street: str) -> str:
        meant = self._known.meant(street)
        if not meant:
            return gettext("“%(street)s” staat niet in de lijst van straten. Klopt de naam? Zet dan een vinkje.") % {
                "street": street
            }
        return gettext(
            "“%(street)s” staat niet in de lijst van straten. Bedoelt u %(meant)s? "
            "Verander het, of zet een vinkje als de naam zo klopt."
        ) % {"street": street, "meant": f" {gettext('of')} ".join(meant)}

    def _offer_to_confirm(self) -> None:
        self.fields[CONFIRMED] = forms.BooleanField(label=_("De namen van de straten kloppen zo"), required=False)


def _once(streets: list[str]) -> list[str]:
    """Each street once, in the order in which they were typed."""
    kept = set(merged(streets))
    return [street for street in dict.fromkeys(streets) if street in kept]
