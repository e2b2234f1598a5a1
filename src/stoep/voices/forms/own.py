"""What an author types about their own voice, and what to see of the list."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from stoep.voices import rules

# Which box a refused act points at; everything else stands on top.
from stoep.voices.forms.saying import Acting, Words
from stoep.voices.models import Voice


class AlreadyForm(Acting):
    """The second small step after a concern: what is already there."""

    already = Words(
        label=_("Wie doet hier al iets aan? Wat werkt al?"),
        help_text=_("Een buur, een club, iets kleins: alles telt. Weet u het niet? Sla het over."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Schrijf iets op, of sla deze vraag over.")},
    )


class FollowForm(Acting):
    """The number and the secret from a slip."""

    number = forms.CharField(
        label=_("Uw nummer"),
        help_text=_("Zeven letters en cijfers, bijvoorbeeld K7QM-4XR."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Vul het nummer in. Het staat op uw bewijs.")},
    )
    secret = forms.CharField(
        label=_("Uw geheime code"),
        help_text=_("Zonder code ziet u alleen wat iedereen mag zien."),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_number(self) -> str:
        """Say which slip of the pen it is."""
        mistakes = {
            "empty": _("Vul het nummer in. Het staat op uw bewijs."),
            "symbol": _("De letters I en O en de cijfers 0 en 1 komen niet voor. Kijk het nummer nog eens na."),
            "length": _("Een nummer heeft zeven letters en cijfers. Kijk het nog eens na."),
            "check": _("Eén letter of cijfer klopt niet, of er zijn er twee verwisseld. Kijk het nummer nog eens na."),
        }
        mistake = rules.number_mistake(self.cleaned_data["number"])
        if mistake:
            raise ValidationError(mistakes[mistake])
        return str(self.cleaned_data["number"])


class EraseForm(Acting):
    """Wiping words for good, which asks for one tick."""

    sure = forms.BooleanField(
        label=_("Ja, wis mijn woorden. Dit kan niet terug."),
        error_messages={"required": _("Zet een vinkje als u het zeker weet.")},
    )


class ListForm(forms.Form):
    """What to see of the list."""

    q = forms.CharField(label=_("Zoek op woord"), required=False, max_length=200)
    soort = forms.ChoiceField(label=_("Soort"), required=False, choices=[("", _("alles")), *Voice.Kind.choices])
