"""What people type about a conflict."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.conflicts import rules
from stoep.conflicts.forms.fields import WAYS, text_box
from stoep.conflicts.models import Stance, Step
from stoep.shared.form_day import DayInput
from stoep.shared.form_key import FreshKey


class TouchForm(forms.Form):
    """Which points of the agenda a conflict touches."""

    items = forms.MultipleChoiceField(
        label=_("Welke agendapunten raakt dit?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, items: Sequence[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._items = {item.code: item for item in items}
        chooser = self.fields["items"]
        assert isinstance(chooser, forms.MultipleChoiceField)
        chooser.choices = [(code, item.title) for code, item in self._items.items()]
        if not self._items:
            del self.fields["items"]

    def chosen(self) -> list[Item]:
        """The items themselves."""
        return [self._items[code] for code in self.cleaned_data.get("items", [])]


class OpenForm(TouchForm):
    """A conflict, in plain words and without names of people."""

    title = forms.CharField(
        label=_("Hoe heet dit, in een paar woorden?"),
        max_length=rules.MOST_TITLE,
        help_text=_("Zonder namen van mensen. Bijvoorbeeld: scooters op het plein."),
    )
    issue = text_box(_("Waarover gaat het?"), rows=4)
    bears = text_box(_("Wie draagt de gevolgen?"), help_text=_("Wie merkt het als er niets verandert, of juist wel?"))
    key = FreshKey()
    field_order = ("title", "issue", "bears", "items")


class SayForm(forms.Form):
    """What a party says, and how it was said."""

    position = text_box(_("Wat willen zij?"), help_text=_("In hun eigen woorden, zoals zij het zeggen."))
    interests = text_box(_("Waarom is dat belangrijk voor hen?"), required=False)
    values = text_box(_("Wat is hun veel waard?"), required=False, rows=2)
    not_negotiable = text_box(_("Waarover valt voor hen niet te praten?"), required=False, rows=2)
    channel = forms.ChoiceField(label=_("Hoe is dit gezegd?"), choices=WAYS, widget=forms.RadioSelect)
    said_on = forms.DateField(label=_("Op welke dag?"), widget=DayInput)
    source = forms.CharField(
        label=_("Nummer van inbreng waarin zij dit zelf zeiden"),
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"said_on": today, "channel": WAYS[0][0]} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def said(self) -> dict[str, Any]:
        """What the act takes."""
        names = ("position", "interests", "values", "not_negotiable", "channel", "said_on", "source")
        return {name: self.cleaned_data[name] for name in names}


class HeardForm(forms.Form):
    """Whether the words are right, now that they were read aloud."""

    right = forms.ChoiceField(
        label=_("Klopt dat zo, zeggen zij?"),
        choices=[("ja", _("ja, dit klopt")), ("nee", _("nee, dit klopt niet"))],
        widget=forms.RadioSelect,
    )
    correction = text_box(_("Wat moet er anders?"), required=False, help_text=_("Alleen als het niet klopt."))
    heard_on = forms.DateField(label=_("Op welke dag is het voorgelezen?"), widget=DayInput)


class PartyForm(SayForm):
    """A new party with its first words; and, in the same go, what they said when these were read aloud."""

    name = forms.CharField(
        label=_("Hoe noemt deze partij zichzelf?"),
        max_length=rules.MOST_NAME,
        help_text=_("Een groep of een rol, bijvoorbeeld: jongeren van het plein. Een echte naam hoeft niet."),
    )
    heard = forms.ChoiceField(
        label=_("Heeft u de woorden al voorgelezen?"),
        choices=[
            ("", _("nog niet")),
            ("ja", _("ja, en zij zeiden: dit klopt")),
            ("nee", _("ja, en zij zeiden: dit klopt niet")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    correction = text_box(_("Klopte het niet? Wat moet er anders?"), required=False, rows=2)
    field_order = ("name", "position", "interests", "values", "not_negotiable", "channel", "said_on", "source")

    def __init__(self, *args: Any, own: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own:  # an organisation that speaks for itself reads its own words
            for name in ("heard", "correction", "source"):
                del self.fields[name]
            self.fields["name"].initial = own


class StepForm(forms.Form):
    """A step on the way out."""

    kind = forms.ChoiceField(
        label=_("Wat voor stap is het?"),
        choices=[
            (Step.Kind.TALK.value, _("een gesprek")),
            (Step.Kind.MEDIATION.value, _("bemiddeling door iemand van buiten")),
            (Step.Kind.COUNCIL.value, _("naar de gemeenteraad")),
        ],
        widget=forms.RadioSelect,
    )
    on = forms.DateField(
        label=_("Op welke dag?"), help_text=_("Dat mag ook een dag zijn die nog komt."), widget=DayInput
    )
    what = text_box(
        _("Wat gebeurt er, en waar?"),
        most=rules.MOST_WHY,
        help_text=_("Bijvoorbeeld: praten in de voetbalkooi, met twee bewoners die geloot zijn."),
    )
    who = forms.CharField(
        label=_("Wie leidt het?"),
        required=False,
        max_length=160,
        help_text=_("Een rol of een organisatie. Bij bemiddeling moet u dit invullen."),
    )


class ParkForm(forms.Form):
    """Let it rest, until a day."""

    why = text_box(_("Waarom rust dit nu?"), most=rules.MOST_WHY)
    again_on = forms.DateField(label=_("Wanneer kijken we er weer naar?"), widget=DayInput)


class OutcomeForm(forms.Form):
    """What came out of it."""

    words = text_box(_("Wat is er afgesproken of besloten?"), rows=4)
    reached_on = forms.DateField(label=_("Op welke dag?"), widget=DayInput)
    decided_by = forms.CharField(
        label=_("Is niet iedereen het eens? Wie besloot dan toch?"),
        required=False,
        max_length=160,
        help_text=_("Alleen als er toch besloten is, bijvoorbeeld: de gemeenteraad."),
    )
    decided_why = text_box(_("Waarom besloten zij dat?"), required=False)


class StanceForm(forms.Form):
    """What a party says of the outcome."""

    kind = forms.ChoiceField(
        label=_("Wat vinden zij van de uitkomst?"),
        choices=[
            (Stance.Kind.AGREE.value, _("akkoord")),
            (Stance.Kind.LIVE_WITH.value, _("kan ermee leven")),
            (Stance.Kind.DISAGREE.value, _("oneens")),
        ],
        widget=forms.RadioSelect,
    )
    words = text_box(
        _("Wat willen zij erbij zeggen?"),
        required=False,
        help_text=_("Dit blijft bij de uitkomst staan. Wie het oneens is, zegt ook waarom."),
    )
    channel = forms.ChoiceField(label=_("Hoe is dit gezegd?"), choices=WAYS, widget=forms.RadioSelect)
