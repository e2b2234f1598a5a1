"""What a host types: a reason, an answer, and which voices say the same."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from stoep.people.models import Organisation
from stoep.shared.refusal import Refused
from stoep.voices import rules

# Which box a refused act points at; everything else stands on top.
from stoep.voices.forms.saying import Acting, Words
from stoep.voices.models import Answer


class WhyForm(Acting):
    """A reason that others will read."""

    why = Words(
        label=_("Waarom?"),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Schrijf op waarom. De maker leest dit.")},
    )


class HoldBackForm(Acting):
    """Why a text is not shown."""

    ground = forms.ChoiceField(
        label=_("Waarom niet tonen?"),
        choices=[
            ("person", _("Er staat iemand herkenbaar in: een naam, adres, kenteken of telefoonnummer.")),
            ("threat", _("Er staat een bedreiging of belediging in.")),
            ("advert", _("Het is reclame of gaat niet over de wijk.")),
            ("other", _("Iets anders. Schrijf hieronder wat.")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een reden. De maker leest die.")},
    )
    why = Words(label=_("Toelichting voor de maker"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def clean(self) -> dict[str, Any]:
        """Another reason is written out."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("ground") == "other" and not cleaned.get("why"):
            self.add_error("why", _("Schrijf op waarom. De maker leest dit."))
        return cleaned

    def reason(self) -> str:
        """The whole reason, as the author reads it."""
        named = dict(self.fields["ground"].choices)[self.cleaned_data["ground"]]  # type: ignore[attr-defined]
        parts = [] if self.cleaned_data["ground"] == "other" else [str(named)]
        return " ".join([*parts, self.cleaned_data["why"]]).strip()


class AnswerForm(Acting):
    """What becomes of a voice: a reason, or to whom it goes."""

    kind = forms.ChoiceField(
        label=_("Wat gebeurt ermee?"),
        choices=[
            (Answer.Kind.ANSWERED, _("Beantwoorden, met de reden")),
            (Answer.Kind.PASSED_ON, _("Doorgeven aan een ander")),
            (Answer.Kind.PROGRESS, _("Alleen nieuws: er is nog geen antwoord")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat er met deze inbreng gebeurt.")},
    )
    passed_to = forms.ModelChoiceField(
        label=_("Aan wie?"), queryset=Organisation.objects.order_by("name"), required=False, empty_label=_("niemand")
    )
    other_party = Words(
        label=_("Staat de organisatie er niet bij? Schrijf de naam."),
        required=False,
        help_text=_("Bijvoorbeeld een waterschap, een winkel of een vereniging."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    words = Words(
        label=_("Uw antwoord"),
        help_text=_("De maker leest dit. Anderen ook: noem geen namen."),
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        error_messages={"required": _("Schrijf op waarom. De maker leest dit.")},
    )

    def __init__(self, *args: Any, as_institution: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if as_institution:
            del self.fields["passed_to"], self.fields["other_party"]
            kinds = self.fields["kind"].choices  # type: ignore[attr-defined]
            self.fields["kind"].choices = [kind for kind in kinds if kind[0] != Answer.Kind.PASSED_ON]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One party: chosen from the list, or written by its name."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("passed_to") and cleaned.get("other_party"):
            self.add_error("other_party", _("Kies de organisatie uit de lijst, of schrijf een andere. Niet allebei."))
        return cleaned

    def refuse(self, refused: Refused) -> None:
        """The party's own box."""
        if refused.code == "bad-name":
            self.add_error("other_party", str(refused))
        elif refused.code == "party":
            self.add_error("passed_to", str(refused))
        else:
            super().refuse(refused)


class JoinForm(WhyForm):
    """Which voice says the same, by its number, and why."""

    into = forms.CharField(
        label=_("Nummer van de inbreng die hetzelfde zegt"),
        max_length=40,
        error_messages={"required": _("Vul het nummer in van de inbreng die hetzelfde zegt.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ["into", "why"]

    def clean_into(self) -> str:
        """A number that can exist."""
        if rules.number_mistake(self.cleaned_data["into"]):
            raise ValidationError(_("Dit nummer klopt niet. Kijk het nog eens na."))
        return str(self.cleaned_data["into"])
