"""One card after another, by keyboard alone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.packs import rules
from stoep.packs.forms.fields import Acting, Words
from stoep.shared.form_key import FormKey, FreshKey


def _letter(label: Any, help_text: Any) -> forms.CharField:
    small = forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "size": "4", "data-letter": ""})
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=12,
        widget=small,
        error_messages={"required": _("Typ de letter die naast het vakje staat.")},
    )


def _text(label: Any, rows: int = 3, **given: Any) -> Words:
    missing = {"required": _("Typ over wat er staat.")}
    return Words(
        label=label, widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), error_messages=missing, **given
    )


class _CardForm(Acting):
    """One card. Enter goes to the next box, and from the last one to the next card."""

    place = forms.IntegerField(
        label=_("Nummer van de kaart"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": "4"}),
        error_messages={
            kind: _("Typ het nummer dat achter het streepje staat, bijvoorbeeld 3.") for kind in ("required", "invalid")
        },
    )
    sure = forms.BooleanField(label=_("Ja, dit is een andere kaart"), required=False)
    key = FreshKey()
    base = FormKey()

    def typed(self) -> dict[str, Any]:
        """What was typed, as the card keeps it."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.boxes}

    boxes: tuple[str, ...] = ()

    def asks_whether_sure(self) -> bool:
        """Whether the card looks like another one, so that the tick is shown."""
        return "sure" in self.errors or bool(self.data.get("sure"))


class VoiceCardForm(_CardForm):
    """A card on which somebody says something."""

    boxes = ("kind", "words", "already", "audience", "tell", "address")
    field_order = ("place", *boxes)
    kind = _letter(_("Het is"), _("g goed nieuws, i idee, z zorg, v vraag, a aanbod, h verhaal"))
    words = _text(_("Woorden"))
    already = _text(_("Wie doet er al iets aan?"), 2, required=False)
    audience = _letter(_("Dit mag lezen"), _("n bewonersnetwerk, w wijk, i iedereen"))
    tell = _letter(_("Wil horen wat ervan komt"), _("n niet, b brief, t telefoon, m e-mail"))
    address = _text(_("Adres, telefoonnummer of e-mail"), 2, required=False)


class StrengthCardForm(_CardForm):
    """A card on which somebody tells what is here already."""

    boxes = ("kind", "words", "uses", "reach")
    field_order = ("place", *boxes)
    kind = _letter(
        _("Het is"),
        _("h handen, o hoofd, a hart, c club, r organisatie, p plek, w winkel, v verhaal, s wens"),
    )
    words = _text(_("Kort verteld"))
    uses = _letter(_("Wat mag ermee?"), _("l lijst, p punt van de agenda, m verbinder; niets mag ook"))
    reach = _text(_("Zo bereikt de verbinder deze persoon"), 1, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["uses"].required = False


CARD_FORMS: dict[str, type[_CardForm]] = {rules.VOICES: VoiceCardForm, rules.STRENGTHS: StrengthCardForm}
