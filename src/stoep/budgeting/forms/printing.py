"""What people choose when they print ballots."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries
from stoep.budgeting.forms.fields import choice, number
from stoep.budgeting.models import Part, Round

MOST_BALLOTS = 100  # at once: some seconds


class BallotsForm(forms.Form):
    """How many ballots, of which part and in which language."""

    part = choice(_("Voor welk deel van de wijk?"), ())
    language = choice(_("In welke taal?"), ())
    many = number(_("Hoeveel stembiljetten?"), most=MOST_BALLOTS, help_text=_("Hoogstens 100 tegelijk."))

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._parts = {str(part.order): part for part in round.parts.select_related("round__neighbourhood")}
        options = {
            "part": [(order, part.name) for order, part in self._parts.items()],
            "language": queries.paper_languages(round),
        }
        for name, found in options.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = found
            field.initial = found[0][0]

    def chosen(self) -> Part:
        """The part."""
        return self._parts[self.cleaned_data["part"]]
