"""What a person types to find a place."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.places import rules


class SearchForm(forms.Form):
    """A name or a postcode. What is longer than a name is cut off, not refused."""

    q = forms.CharField(
        label=_("Naam van uw wijk, buurt of dorp, of uw postcode"),
        help_text=_("Bijvoorbeeld: De Meerpaal, of 1234 AB"),
        strip=True,
        widget=forms.TextInput(
            attrs={"type": "search", "autocomplete": "postal-code", "maxlength": str(rules.LONGEST_QUERY)}
        ),
    )

    def clean_q(self) -> str:
        """The first hundred signs, without control signs."""
        typed: str = self.cleaned_data["q"]
        return "".join(sign for sign in typed[: rules.LONGEST_QUERY] if sign.isprintable())
