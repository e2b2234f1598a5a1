"""What people type to begin a neighbourhood, about its door, a figure that they read, and a post."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.places.measures import MEASURES
from stoep.places.models import Neighbourhood


class FoundForm(forms.Form):
    """A name, a kind, and where it lies: areas to tick (of a municipality chosen before), or a line of one's own."""

    name = forms.CharField(
        label=_("Hoe heet uw wijk of dorp?"),
        max_length=120,
        help_text=_("Gebruik de naam die bewoners zelf zeggen."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("Wat is het?"), choices=Neighbourhood.Kind.choices, widget=forms.RadioSelect)
    municipality_name = forms.CharField(
        label=_("In welke gemeente ligt het?"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    areas = forms.MultipleChoiceField(
        label=_("Welke wijken en buurten horen erbij?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    outline = forms.CharField(
        label=_("Of uw eigen lijn op de kaart"),
        required=False,
        max_length=200_000,
        help_text=_("De kaart vult dit in. Zonder kaart mag het leeg blijven."),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, area_choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if area_choices:
            self.fields["areas"].choices = area_choices  # type: ignore[attr-defined]
        else:
            del self.fields["areas"]


class DoorForm(forms.Form):
    """Where residents can walk in, and whom they can ask for."""

    place = forms.CharField(
        label=_("Hoe heet de plek?"),
        required=False,
        max_length=120,
        help_text=_("Bijvoorbeeld: buurthuis De Eik. Is er nog geen plek? Laat dit leeg."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    address = forms.CharField(
        label=_("Waar is het?"),
        required=False,
        max_length=160,
        help_text=_("Straat en huisnummer. Iedereen kan dit lezen."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    hours = forms.CharField(
        label=_("Wanneer kunt u er terecht?"),
        required=False,
        max_length=400,
        help_text=_("Bijvoorbeeld: dinsdag en donderdag van 10 tot 12 uur."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    contact = forms.ChoiceField(
        label=_("Naar wie kunnen mensen vragen?"),
        widget=forms.RadioSelect,
        help_text=_("U kunt alleen uw eigen naam neerzetten."),
        error_messages={"required": _("Kies of er een naam bij staat.")},
    )

    def __init__(self, *args: Any, me: str, now: str, kept: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("me", _("naar mij: %(name)s") % {"name": me})] if me != now else []
        choices += [("same", _("naar %(name)s, zoals nu") % {"name": now})] if now else []
        self.fields["contact"].choices = [*choices, ("nobody", _("nog naar niemand"))]  # type: ignore[attr-defined]
        for name in ("place", "address", "hours") if kept else ():
            self.fields[name].disabled = True


class LayDownForm(forms.Form):
    """Which seat or task of mine, by its number; it has no page of its own."""

    seat = forms.IntegerField(required=False, min_value=1, max_value=2**31)
    post = forms.IntegerField(required=False, min_value=1, max_value=2**31)


class ReadingForm(forms.Form):
    """What a figure means, in residents' words, or why they leave it out."""

    measure = forms.ChoiceField(
        label=_("Bij welk cijfer?"),
        required=False,
        choices=[("", _("Bij alle cijfers samen")), *[(one.key, one.label) for one in MEASURES]],
    )
    words = forms.CharField(
        label=_("Wat zegt dit cijfer over uw wijk, in uw eigen woorden?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    refuses = forms.BooleanField(label=_("Laat dit cijfer hier weg. Mijn woorden zeggen waarom."), required=False)


class StreetsForm(forms.Form):
    """The streets that the neighbourhood adds to its list, one on each line."""

    names = forms.CharField(
        label=_("Welke straten staan nog niet in de lijst?"),
        help_text=_("Eén straat per regel, zonder huisnummers. Plakken mag. Wat u weghaalt, gaat uit de lijst."),
        max_length=200_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto", "spellcheck": "false", "autocomplete": "off"}),
    )
