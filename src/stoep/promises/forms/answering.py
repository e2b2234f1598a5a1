"""What a person types about a promise that stands: an answer, a change, a verdict; and what to see of the register."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from stoep.promises import rules
from stoep.promises.forms.fields import ReadBack, WhenField
from stoep.promises.forms.noting import EVERYBODY, RESIDENT
from stoep.promises.models import Verdict
from stoep.shared.form_day import DayInput
from stoep.shared.form_ground import why_erased
from stoep.voices import queries as voices
from stoep.voices.models import Voice

_SECRET = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "data-secret": "true"}


class SecretForm(forms.Form):
    """Asks for the secret on the slip, unless it is already known who this is."""

    code = forms.CharField(
        label=_("Geheime code"),
        max_length=60,
        help_text=_("Die staat op uw briefje of in uw bericht."),
        widget=forms.TextInput(attrs=_SECRET),
    )

    def __init__(self, *args: Any, known: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if known:
            del self.fields["code"]

    @property
    def secret(self) -> str:
        """What was typed; "" when nothing was asked."""
        return str(self.cleaned_data.get("code", ""))


class AnswerForm(SecretForm):
    """The promiser says that it is so, or not, and how it was."""

    klopt = forms.ChoiceField(
        label=_("Hebt u dit beloofd?"),
        choices=[("ja", _("Ja, dit heb ik beloofd.")), ("nee", _("Nee, zo heb ik het niet beloofd."))],
        widget=forms.RadioSelect,
    )
    woorden = forms.CharField(
        label=_("Hoe was het dan?"),
        max_length=rules.WORDS_LIMIT,
        required=False,
        help_text=_("Alleen nodig als het niet klopt. Iedereen kan dit lezen."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ["klopt", "woorden", "code"]


class ChangeForm(SecretForm, ReadBack):
    """The promise in new words or with a new date, and why."""

    wat = forms.CharField(
        label=_("Wat belooft u nu?"), max_length=rules.WORDS_LIMIT, widget=forms.Textarea(attrs={"rows": 4})
    )
    waarom = forms.CharField(
        label=_("Waarom verandert het?"),
        max_length=rules.WORDS_LIMIT,
        help_text=_("Wie het beloofd kreeg, leest deze reden."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ["wat", "wanneer", "waarom", "code"]

    def __init__(self, *args: Any, today: date, known: bool, **options: Any) -> None:
        super().__init__(*args, known=known, **options)
        self.fields["wanneer"] = WhenField(
            today=today,
            label=_("Wanneer is het klaar?"),
            help_text=_("Bijvoorbeeld: 1 oktober, of volgende week vrijdag."),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if found := cleaned.get("wanneer"):
            self._read_back(found)
        return cleaned


class EraseForm(forms.Form):
    """Why a host wipes the name and words of a resident who promised something."""

    grond = why_erased(
        _("Waarom wist u dit?"),
        asked=_("Wie dit beloofde, vraagt erom."),
        mistaken=_("Dit is niet de naam van wie het beloofde."),
        harm=_("Het kan wie dit beloofde kwaad doen."),
        missing=_("Kies waarom dit gewist wordt."),
    )
    zeker = forms.BooleanField(
        label=_("Ja, wis dit. Het kan niet terug."),
        error_messages={"required": _("Zet een vinkje als u het zeker weet.")},
    )


class VerdictForm(forms.Form):
    """The receiver says kept or broken; who has no account shows a receipt."""

    oordeel = forms.ChoiceField(
        label=_("Is de belofte nagekomen?"),
        choices=[
            (Verdict.Kind.KEPT, _("Ja, het is gedaan zoals beloofd.")),
            (Verdict.Kind.BROKEN, _("Nee, het is niet gedaan.")),
        ],
        widget=forms.RadioSelect,
    )
    klaar_op = forms.DateField(
        label=_("Op welke dag was het klaar?"),
        required=False,
        help_text=_("Laat leeg als het vandaag is, of als het niet gedaan is."),
        widget=DayInput,
    )
    woorden = forms.CharField(
        label=_("Wat wilt u erbij zeggen?"),
        max_length=rules.WORDS_LIMIT,
        required=False,
        help_text=_("Is het niet gedaan? Schrijf dan wat er mist. Iedereen kan dit lezen."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    nummer = forms.CharField(
        label=_("Nummer van uw inbreng"),
        max_length=20,
        help_text=_("Dat staat op uw bonnetje, bijvoorbeeld K7QM-4XR."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    code = forms.CharField(
        label=_("Geheime code"),
        max_length=60,
        help_text=_("Die staat op hetzelfde bonnetje."),
        widget=forms.TextInput(attrs=_SECRET),
    )

    def __init__(self, *args: Any, known: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if known:
            del self.fields["nummer"], self.fields["code"]

    def clean_nummer(self) -> Voice:
        """The voice with this number; a slip of the pen and an unknown number say what to do."""
        voice = voices.by_number(str(self.cleaned_data["nummer"]))
        if voice is None:
            raise forms.ValidationError(_("Dit nummer kennen wij niet. Kijk het na op uw bonnetje."), code="unknown")
        return voice


class RegisterForm(forms.Form):
    """Which promises the register shows; it is only read, so it is sent in the address."""

    staat = forms.ChoiceField(
        label=_("Welke beloften?"),
        choices=[
            ("running", _("lopend: open en te laat")),
            ("late", _("te laat")),
            ("open", _("open")),
            ("kept", _("nagekomen")),
            ("broken", _("niet nagekomen")),
            ("changed", _("bijgesteld")),
            ("all", _("alle")),
        ],
    )
    van = forms.ChoiceField(label=_("Van wie?"))

    def __init__(self, asked: QueryDict, *, organisations: list[tuple[str, Any]]) -> None:
        chosen = {"staat": asked.get("staat") or "running", "van": asked.get("van") or EVERYBODY}
        super().__init__(chosen, use_required_attribute=False)
        field = self.fields["van"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(EVERYBODY, _("van iedereen")), (RESIDENT, _("van bewoners")), *organisations]
