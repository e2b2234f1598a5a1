"""What people type about keeping up what got better: who does it, what it needs, when to look back, what was seen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.agenda import rules
from stoep.agenda.forms import boxes
from stoep.agenda.forms.boxes import area


class UpkeepForm(forms.Form):
    """How it stays so; each box may stay empty as long as it is not known."""

    kept_by = forms.CharField(
        label=_("Wie houdt dit zo?"),
        max_length=rules.LIMITS["owner"],
        required=False,
        help_text=_(
            "Een naam of een groep. Iedereen kan dit lezen. Nog niet bekend? Laat het leeg, dan vragen we het."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    words = forms.CharField(
        label=_("Wat is daarvoor nodig?"),
        max_length=rules.WORDS_LIMIT,
        required=False,
        widget=area(3),
        help_text=_("Bijvoorbeeld: twee keer per jaar schoonmaken, en een sleutel voor de kast."),
    )
    look_back_on = boxes.day(
        label=_("Wanneer kijkt u terug?"),
        required=False,
        help_text=_("Op die dag vragen we of het nog goed is. Bijvoorbeeld over een half jaar."),
        error_messages={"invalid": _("Dit is geen datum. Schrijf bijvoorbeeld 21-04-2026.")},
    )

    def upkeep(self) -> dict[str, Any]:
        """What the acts take."""
        return {name: self.cleaned_data[name] for name in ("kept_by", "words", "look_back_on")}


class LookBackForm(UpkeepForm):
    """What residents see now, and when they look again."""

    seen = forms.ChoiceField(
        label=_("Is het nog zo goed?"),
        choices=[
            ("good", _("Ja, het is nog goed")),
            ("slipping", _("Nee, het glijdt weg")),
        ],
        widget=forms.RadioSelect,
    )
    field_order = ["seen", "words", "kept_by", "look_back_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words, day = self.fields["words"], self.fields["look_back_on"]
        words.label, words.help_text, words.required = _("Wat ziet u?"), "", True
        day.label = _("Is het nog goed: wanneer kijkt u weer?")
