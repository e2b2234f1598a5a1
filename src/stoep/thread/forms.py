"""What a person types to look something up."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.shared import receipts


class NumberForm(forms.Form):
    """The number on the slip."""

    nummer = forms.CharField(
        label=_("Wat is uw nummer?"),
        help_text=_("Het staat op uw bewijs, bijvoorbeeld K7QM-4XR. Hoofdletters en streepjes maken niet uit."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_nummer(self) -> str:
        """Seven symbols with the right check character; otherwise a sentence that says where to look."""
        typed = receipts.tidy(self.cleaned_data["nummer"])
        if len(typed) != receipts.NUMBER_LENGTH:
            raise forms.ValidationError(
                _("Een nummer heeft %(length)s tekens. U typte er %(typed)s. Kijk nog eens op uw bewijs."),
                params={"length": receipts.NUMBER_LENGTH, "typed": len(typed)},
            )
        if any(symbol not in receipts.ALPHABET for symbol in typed):
            raise forms.ValidationError(_("Een nummer heeft nooit een I, O, 0 of 1. Kijk nog eens op uw bewijs."))
        if not receipts.is_number(typed):
            raise forms.ValidationError(_("Er klopt één teken niet. Kijk nog eens goed op uw bewijs."))
        return typed
