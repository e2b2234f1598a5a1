"""What people type about words to hide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.conflicts import queries, rules
from stoep.conflicts.forms.fields import text_box
from stoep.places.models import Neighbourhood
from stoep.voices.models import Hidden


class HideForm(forms.Form):
    """Propose to hide words, with the ground and the reason that everybody reads."""

    kind = forms.ChoiceField(
        label=_("Waarom moeten deze woorden weg?"),
        choices=[
            (Hidden.THREAT.value, _("ze bedreigen iemand")),
            (Hidden.PERSONAL.value, _("er staan gegevens van een persoon in")),
        ],
        widget=forms.RadioSelect,
    )
    why = text_box(
        _("Leg het uit in een paar woorden"),
        most=rules.MOST_WHY,
        rows=2,
        help_text=_("Iedereen leest dit, op de plek van de woorden. Herhaal er niets van."),
    )


class HideTypedForm(HideForm):
    """The same, for words that somebody copied from any page of the wijk. Cleaned, `words` is the one whole text."""

    words = text_box(
        _("Welke woorden?"),
        rows=4,
        help_text=_("Kopieer ze van de pagina. Neem de hele tekst, of minstens twintig tekens achter elkaar."),
    )
    field_order = ("words", "kind", "why")

    def __init__(self, *args: Any, here: Neighbourhood, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._here = here

    def clean_words(self) -> queries.Typed:
        """The text in which these words stand; one alone."""
        found = queries.texts_with(self._here, self.cleaned_data["words"])
        if not found:
            raise forms.ValidationError(
                _(
                    "Deze woorden staan nergens zo. Kopieer ze precies van de pagina. Staan zij in een inbreng, of bij "
                    "een agendapunt? Ga dan naar die pagina, en kies daar: verberg."
                )
            )
        if len(found) > 1:
            raise forms.ValidationError(
                _("Deze woorden staan in %(count)s verschillende teksten. Kopieer er meer van."),
                params={"count": len(found)},
            )
        return queries.Typed(self._here, found[0])


class ShowForm(forms.Form):
    """Propose to show hidden words again."""

    why = text_box(
        _("Waarom mogen deze woorden er weer staan?"), most=rules.MOST_WHY, rows=2, help_text=_("Iedereen leest dit.")
    )
