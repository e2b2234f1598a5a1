"""What people type at places: the place and its week, another day, a room, and who asks for one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from stoep.places.street_forms import CONFIRMED, KnowsStreets
from stoep.shared import form_day
from stoep.shared.form_key import FreshKey
from stoep.venues import rules
from stoep.venues.models import Room, Venue

_NO_HOURS = _("Deze uren zijn niet te lezen. Schrijf bijvoorbeeld: 10 tot 12, 14 tot 17.")


def _line() -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": "off"})


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class HoursField(forms.CharField):
    """The hours of one day, typed as people write them; empty is closed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": 120, "widget": _line(), **kwargs})

    def clean(self, value: Any) -> list[rules.Span]:
        """The spans of that day."""
        try:
            return rules.read(super().clean(value))
        except rules.NotHours as unread:
            raise forms.ValidationError(_NO_HOURS, code="no-hours") from unread


class VenueForm(KnowsStreets):
    """A place where anybody can walk in, with its week."""

    address_fields = ("address",)

    name = forms.CharField(
        label=_("Hoe heet de plek?"), max_length=rules.LIMITS["name"], widget=_line(),
        help_text=_("Bijvoorbeeld: buurthuis De Eik."),
    )  # fmt: skip
    address = forms.CharField(
        label=_("Waar is het?"), max_length=rules.LIMITS["address"], widget=_line(),
        help_text=_("Straat en huisnummer. Iedereen kan dit lezen."),
    )  # fmt: skip
    on_paper = forms.CharField(
        label=_("Wat kunnen mensen hier doen zonder scherm?"), max_length=rules.WORDS_LIMIT, widget=_area(),
        help_text=_("Bijvoorbeeld: een kaart invullen, iets laten opschrijven, horen wat er met uw inbreng gebeurt."),
    )  # fmt: skip
    about = forms.CharField(
        label=_("Wat is er nog meer?"), max_length=rules.WORDS_LIMIT, required=False, widget=_area(),
        help_text=_("Bijvoorbeeld: koffie, een hoek voor kinderen, een weggeefkast."),
    )  # fmt: skip
    step_free = forms.ChoiceField(
        label=_("Kunt u zonder drempel naar binnen?"), choices=Venue.Access.choices, widget=forms.RadioSelect
    )
    toilet = forms.ChoiceField(label=_("Is er een toilet?"), choices=Venue.Toilet.choices, widget=forms.RadioSelect)
    languages = forms.CharField(
        label=_("Welke talen spreken de gastheren en gastvrouwen?"), max_length=rules.LIMITS["languages"],
        required=False, widget=_line(), help_text=_("Bijvoorbeeld: Nederlands, Tigrinya, Arabisch."),
    )  # fmt: skip
    is_front = forms.BooleanField(label=_("Zet deze plek op de voorpagina van de wijk"), required=False)
    key = FreshKey()

    def __init__(self, *args: Any, venue: Venue | None = None, **kwargs: Any) -> None:
        known = {name: getattr(venue, name) for name in _KNOWN} if venue else {}
        hours = {f"hours_{day}": rules.written(spans) for day, spans in (venue.hours if venue else {}).items()}
        kwargs["initial"] = known | hours | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        for day in rules.DAYS:
            name = capfirst(str(WEEKDAYS[int(day)]))
            help_text = _("Bijvoorbeeld: 10 tot 12, 14 tot 17. Laat leeg als het dicht is.") if day == "0" else ""
            self.fields[f"hours_{day}"] = HoursField(label=_("Open op: %(day)s") % {"day": name}, help_text=help_text)

    def act_fields(self) -> dict[str, Any]:
        """What an act takes: what was typed, with the week as one."""
        given = {name: value for name, value in self.cleaned_data.items() if name != CONFIRMED}
        hours = {day: given.pop(f"hours_{day}") for day in rules.DAYS}
        return given | {"hours": hours, "posted_key": given.pop("key") or None}


_KNOWN = ("name", "address", "on_paper", "about", "step_free", "toilet", "languages", "is_front")


class OtherDayForm(forms.Form):
    """One day with other hours."""

    day = form_day.day(_("Welke dag?"))
    hours = HoursField(
        label=_("Hoe laat is het dan open?"),
        help_text=_("Bijvoorbeeld: 10 tot 12. Laat leeg als het de hele dag dicht is."),
    )
    why = forms.CharField(
        label=_("Waarom?"), max_length=rules.LIMITS["why"], widget=_line(),
        help_text=_("Bijvoorbeeld: het is kerst, of er is een feest."),
    )  # fmt: skip


class RoomForm(forms.Form):
    """A room that groups can ask for."""

    name = forms.CharField(label=_("Hoe heet de ruimte?"), max_length=rules.LIMITS["room"], widget=_line())
    holds = forms.IntegerField(
        label=_("Hoeveel mensen passen erin?"), min_value=1, max_value=2000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    step_free = forms.ChoiceField(
        label=_("Kunt u zonder drempel naar binnen?"), choices=Venue.Access.choices, widget=forms.RadioSelect
    )
    equipped = forms.CharField(
        label=_("Wat staat er?"), max_length=rules.LIMITS["why"], required=False, widget=_line(),
        help_text=_("Bijvoorbeeld: tafels, een scherm, een keuken."),
    )  # fmt: skip


class BookingForm(forms.Form):
    """A room kept for a group."""

    room = forms.ChoiceField(label=_("Welke ruimte?"), widget=forms.RadioSelect)
    day = form_day.day(_("Welke dag?"))
    begins = form_day.clock(_("Hoe laat begint het?"))
    ends = form_day.clock(_("Hoe laat is het klaar?"))
    repeat = forms.ChoiceField(
        label=_("Komt het terug?"), widget=forms.RadioSelect, initial="once", required=False,
        choices=[
            ("once", _("nee, dit is één keer")), ("weekly", _("ja, elke week")),
            ("fortnightly", _("ja, om de week")), ("four-weekly", _("ja, elke vier weken")),
        ],
    )  # fmt: skip
    until = form_day.day(_("Tot en met welke dag?"), required=False)
    title = forms.CharField(
        label=_("Wat gebeurt er?"), max_length=rules.LIMITS["title"], widget=_line(),
        help_text=_("Bijvoorbeeld: naaiclub, of vergadering."),
    )  # fmt: skip
    booked_for = forms.CharField(
        label=_("Voor welke groep?"), max_length=rules.LIMITS["booked_for"], widget=_line(),
        help_text=_("Een groep of een organisatie. Geen naam van een mens."),
    )  # fmt: skip
    is_public = forms.ChoiceField(
        label=_("Mag iedereen zien wat er is?"),
        choices=[("ja", _("ja, iedereen kan komen of het lezen")), ("nee", _("nee, er staat alleen: gereserveerd"))],
        widget=forms.RadioSelect,
    )
    key = FreshKey()

    def __init__(self, *args: Any, rooms: Iterable[Room], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rooms = {str(room.pk): room for room in rooms}
        chooser = self.fields["room"]
        assert isinstance(chooser, forms.ChoiceField)
        chooser.choices = [(key, f"{room.name} ({room.holds})") for key, room in self._rooms.items()]

    def act_fields(self) -> dict[str, Any]:
        """What the act takes."""
        given = dict(self.cleaned_data)
        given |= {"room": self._rooms[given["room"]], "is_public": given["is_public"] == "ja"}
        given["repeat"] = given["repeat"] or "once"
        return given | {"posted_key": given.pop("key") or None}


class WhyForm(forms.Form):
    """One sentence that says why."""

    why = forms.CharField(label=_("Waarom?"), max_length=rules.LIMITS["why"], widget=_area(2))


class GiveBackForm(WhyForm):
    """The same, of something that may come back `later` times."""

    and_later = forms.BooleanField(label=_("Ook alle keren die nog komen"), required=False)

    def __init__(self, *args: Any, later: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not later:
            del self.fields["and_later"]
