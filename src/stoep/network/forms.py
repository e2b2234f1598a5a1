"""What people type to begin a neighbourhood, and to change who sits at its table."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.network.models import Change, Post
from stoep.people.models import Organisation
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


class PersonFields(forms.Form):
    """Whom it is about, and for which organisation."""

    name = forms.CharField(
        label=_("Om wie gaat het?"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.EmailField(
        label=_("Wat is het e-mailadres?"),
        help_text=_("Daarmee kan deze persoon zich aanmelden. Anderen zien het adres niet."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    organisation_name = forms.CharField(
        label=_("Voor welke organisatie?"),
        required=False,
        max_length=160,
        help_text=_("Laat dit leeg voor een bewoner. Een bekende organisatie vindt u door dezelfde naam te typen."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    organisation_kind = forms.ChoiceField(
        label=_("Wat voor organisatie is dat?"),
        required=False,
        choices=[("", _("Geen: een bewoner")), *Organisation.Kind.choices[1:]],
    )

    def clean(self) -> dict[str, Any]:
        """An organisation has a name and a kind, or neither."""
        given = super().clean() or {}
        if bool(given.get("organisation_name")) != bool(given.get("organisation_kind")):
            self.add_error("organisation_kind", _("Vul bij een organisatie de naam in, en kies wat voor soort het is."))
        return given


class WhyForm(forms.Form):
    """Why, in words that the other key reads."""

    why = forms.CharField(
        label=_("Waarom?"),
        required=False,
        max_length=1000,
        help_text=_("De andere kant leest dit voordat zij bevestigt."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AddSeatForm(PersonFields, WhyForm):
    """A new seat."""

    field_order = ("name", "email", "organisation_name", "organisation_kind", "is_chair", "why")

    is_chair = forms.BooleanField(label=_("Deze persoon wordt voorzitter"), required=False)


class HandOverForm(WhyForm):
    """Somebody else of the same side takes a seat."""

    field_order = ("name", "email", "why")

    name = forms.CharField(label=_("Wie krijgt de zetel?"), max_length=120)
    email = forms.EmailField(label=_("Wat is het e-mailadres?"))


class AddPostForm(PersonFields, WhyForm):
    """A host, a worker, or somebody's contact."""

    field_order = ("post_kind", "name", "email", "organisation_name", "organisation_kind", "why")

    post_kind = forms.ChoiceField(label=_("Welke taak?"), choices=Post.Kind.choices, widget=forms.RadioSelect)


class ShareForm(WhyForm):
    """The least share of residents."""

    field_order = ("share", "why")

    share = forms.IntegerField(
        label=_("Hoeveel procent van de zetels is minstens van bewoners?"), min_value=51, max_value=100
    )


FORMS: dict[str, type[forms.Form]] = {
    Change.Kind.ADD_SEAT: AddSeatForm,
    Change.Kind.END_SEAT: WhyForm,
    Change.Kind.HAND_OVER: HandOverForm,
    Change.Kind.CHAIR: WhyForm,
    Change.Kind.ADD_POST: AddPostForm,
    Change.Kind.END_POST: WhyForm,
    Change.Kind.SHARE: ShareForm,
}


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
        max_length=200,
        help_text=_("Bijvoorbeeld: dinsdag en donderdag van 10 tot 12 uur."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    contact = forms.ChoiceField(
        label=_("Naar wie kunnen mensen vragen?"),
        widget=forms.RadioSelect,
        help_text=_("U kunt alleen uw eigen naam neerzetten."),
        error_messages={"required": _("Kies of er een naam bij staat.")},
    )

    def __init__(self, *args: Any, me: str, now: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("me", _("naar mij: %(name)s") % {"name": me})] if me != now else []
        choices += [("same", _("naar %(name)s, zoals nu") % {"name": now})] if now else []
        self.fields["contact"].choices = [*choices, ("nobody", _("nog naar niemand"))]  # type: ignore[attr-defined]


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
