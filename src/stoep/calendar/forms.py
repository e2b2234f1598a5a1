"""What people type in the calendar: what they ask of residents, a proposal to do it together, another calendar."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.calendar import reading, rules
from stoep.calendar.models import Entry, Group, Party
from stoep.places.street_forms import CONFIRMED, KnowsStreets
from stoep.shared.form_day import FORMATS, NO_DATE, NO_TIME, DayInput
from stoep.shared.form_key import FreshKey
from stoep.shared.form_look import LooksFirst
from stoep.shared.look_first import Sought
from stoep.venues.models import Venue


def _line() -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": "off"})


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _number(label: Any, most: int, help_text: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=1, max_value=most, help_text=help_text,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip


class TimeText(forms.CharField):
    """A time as people write it; empty when nobody knows yet."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": 10, "widget": _line(), **kwargs})

    def clean(self, value: Any) -> str:
        """The time as 19:30, or ""."""
        read = rules.clock(super().clean(value))
        if read is None:
            raise forms.ValidationError(NO_TIME, code="no-time")
        return read


class DaysField(forms.CharField):
    """Several days, with commas or on lines of their own."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": 1000, "widget": _area(2), **kwargs})

    def clean(self, value: Any) -> list[date]:
        """The days, each once."""
        plain = forms.DateField(input_formats=FORMATS, error_messages={"invalid": NO_DATE})
        pieces = [piece for piece in re.split(r"[,;\s]+", super().clean(value)) if piece]
        days = {day for piece in pieces[: rules.MOST_DAYS + 1] if (day := plain.clean(piece)) is not None}
        return sorted(days)


class StreetsField(forms.CharField):
    """Streets, with commas or on lines of their own."""

    def __init__(self, **kwargs: Any) -> None:
        given = {
            "required": False, "max_length": 4000, "widget": _area(3), "label": _("In welke straten?"),
            "help_text": _("Eén straat per regel. Laat leeg als het om de hele wijk gaat."),
        }  # fmt: skip
        super().__init__(**{**given, **kwargs})

    def clean(self, value: Any) -> list[str]:
        """The streets, each once."""
        pieces = [piece.strip() for piece in re.split(r"[,;\n]+", super().clean(value))]
        if any(len(piece) > rules.LIMITS["street"] for piece in pieces):
            raise forms.ValidationError(_("Deze straat is te lang. Zet elke straat op een eigen regel."), code="long")
        return rules.tidy_streets(pieces)


def _one_street() -> forms.CharField:
    """A box with the list behind it, which a box of several lines cannot have."""
    return forms.CharField(
        label=_("Nog een straat, uit de lijst"), max_length=rules.LIMITS["street"], required=False, widget=_line()
    )


def _streets_of(given: dict[str, Any]) -> dict[str, Any]:
    """What an act takes: all streets together, and not the tick that they are right."""
    one = given.pop("street", "")
    given.pop(CONFIRMED, None)
    return given | {"streets": rules.tidy_streets([*given["streets"], one])}


def _groups() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Aan wie wordt het gevraagd?"), choices=Group.choices, widget=forms.CheckboxSelectMultiple
    )


def _party() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Wat voor partij is dat?"), choices=[("", _("Kies")), *Party.choices])


class EntryForm(LooksFirst, KnowsStreets):
    """Something that is asked of residents."""

    street_fields = ("streets", "street")

    what = forms.CharField(
        label=_("Wat wordt er gevraagd?"), max_length=rules.LIMITS["what"], widget=_line(),
        help_text=_("In één regel. Bijvoorbeeld: meepraten over het plein."),
    )  # fmt: skip
    asked_by = forms.CharField(
        label=_("Wie vraagt het?"), max_length=rules.LIMITS["asked_by"], widget=_line(),
        help_text=_("Een organisatie of een groep. Bijvoorbeeld: het waterschap, of bewoners van de Kade."),
    )  # fmt: skip
    party = _party()
    about = forms.CharField(
        label=_("Wat moeten mensen erover weten?"), max_length=rules.WORDS_LIMIT, required=False, widget=_area()
    )
    first_on = forms.DateField(
        label=_("Op welke dag is het, of begint het?"), widget=DayInput(), input_formats=FORMATS,
        error_messages={"invalid": NO_DATE},
    )  # fmt: skip
    last_on = forms.DateField(
        label=_("Tot en met welke dag loopt het?"), widget=DayInput(), input_formats=FORMATS, required=False,
        error_messages={"invalid": NO_DATE}, help_text=_("Laat leeg als het één dag is."),
    )  # fmt: skip
    days = DaysField(
        label=_("Zijn het losse dagen?"),
        help_text=_("Schrijf ze hier alle op, bijvoorbeeld: 21-04-2026, 28-04-2026. Anders laat u dit leeg."),
    )
    begins = TimeText(label=_("Hoe laat begint het?"), help_text=_("Bijvoorbeeld: 19:30."))
    ends = TimeText(label=_("Hoe laat is het klaar?"))
    venue = forms.ChoiceField(label=_("Op welke plek van de wijk?"), required=False)
    place = forms.CharField(
        label=_("Of ergens anders?"), max_length=rules.LIMITS["place"], required=False, widget=_line(),
        help_text=_("Bijvoorbeeld: aan de deur, of in de gymzaal van de school."),
    )  # fmt: skip
    streets = StreetsField()
    street = _one_street()
    groups = _groups()
    asked_people = _number(_("Aan hoeveel mensen ongeveer?"), rules.MOST_PEOPLE, _("Een schatting is genoeg."))
    minutes = _number(
        _("Hoeveel minuten kost het ieder van hen?"), rules.MOST_MINUTES,
        _("Alle dagen bij elkaar, met lezen en invullen erbij."),
    )  # fmt: skip
    link = forms.CharField(
        label=_("Een webpagina erover"), max_length=rules.LIMITS["link"], required=False, widget=_line(),
        help_text=_("Het adres begint met https://."),
    )  # fmt: skip
    is_known = forms.BooleanField(label=_("Hierover is al eerder iets gezegd of gevraagd"), required=False)
    why_still_needed = forms.CharField(
        label=_("Waarom moet het dan toch nog gevraagd worden?"), max_length=rules.WORDS_LIMIT, required=False,
        widget=_area(2), help_text=_("Alleen als er al eerder iets over gezegd is. Iedereen kan dit lezen."),
    )  # fmt: skip
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    key = FreshKey()

    def __init__(self, *args: Any, venues: Iterable[Venue], entry: Entry | None = None, **kwargs: Any) -> None:
        known = _told(entry) if entry else {}
        kwargs["initial"] = known | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self._venues = {str(venue.pk): venue for venue in venues}
        chooser = self.fields["venue"]
        assert isinstance(chooser, forms.ChoiceField)
        chooser.choices = [("", _("geen van deze plekken")), *((key, one.name) for key, one in self._venues.items())]

    def sought(self, today: date) -> Sought:
        """What is asked, in which streets and where."""
        said = {name: self.data.get(name, "") for name in ("what", "about", "streets", "place", "venue")}
        venue = self._venues.get(said["venue"])
        streets = [*re.split(r"[,;\n]+", said["streets"]), self.data.get("street", "")]
        places = [*streets, venue.name if venue else said["place"]]
        return Sought(said["what"], said["about"], places=[place.strip() for place in places], today=today)

    @property
    def was_seen(self) -> bool:
        """Whether they were shown what clashes with it, and send it all the same."""
        return bool(self.cleaned_data.get("seen"))

    def act_fields(self) -> dict[str, Any]:
        """What an act takes."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in {"seen", "key"}}
        return _streets_of(given) | {"venue": self._venues.get(given["venue"])}


def _told(entry: Entry) -> dict[str, Any]:
    same = (
        "what", "asked_by", "party", "about", "first_on", "begins", "ends", "place", "groups", "asked_people",
        "minutes", "link", "is_known", "why_still_needed",
    )  # fmt: skip
    days = ", ".join(f"{day:%d-%m-%Y}" for day in entry.on_days) if len(entry.days) > 1 else ""
    last_on = entry.last_on if not days and entry.last_on > entry.first_on else None
    told = {name: getattr(entry, name) for name in same}
    return told | {"days": days, "last_on": last_on, "venue": entry.venue_id or "", "streets": "\n".join(entry.streets)}


class WhyForm(forms.Form):
    """One sentence that says why."""

    why = forms.CharField(label=_("Waarom?"), max_length=rules.LIMITS["why"], widget=_area(2))


class ProposalForm(forms.Form):
    """How to do two things together."""

    words = forms.CharField(
        label=_("Hoe doet u het samen?"), max_length=rules.WORDS_LIMIT, widget=_area(),
        help_text=_("Bijvoorbeeld: op één avond, in De Eik, eerst het plein en dan het groen."),
    )  # fmt: skip
    key = FreshKey()


class AnswerForm(forms.Form):
    """Yes or no to a proposal, with the reason."""

    is_yes = forms.ChoiceField(
        label=_("Doet u het samen?"), choices=[("ja", _("ja")), ("nee", _("nee"))], widget=forms.RadioSelect
    )
    answer = forms.CharField(label=_("Waarom?"), max_length=rules.WORDS_LIMIT, widget=_area())


class FeedForm(KnowsStreets):
    """The calendar of another party."""

    street_fields = ("streets", "street")

    name = forms.CharField(
        label=_("Van wie is deze agenda?"), max_length=rules.LIMITS["name"], widget=_line(),
        help_text=_("Bijvoorbeeld: het waterschap."),
    )  # fmt: skip
    party = _party()
    address = forms.CharField(
        label=_("Op welk adres staat de agenda?"), max_length=rules.LIMITS["link"], required=False, widget=_line(),
        help_text=_("Het begint met https:// of webcal://. Stuurt u liever een bestand? Laat dit dan leeg."),
    )  # fmt: skip
    groups = _groups()
    streets = StreetsField()
    street = _one_street()
    asked_people = _number(
        _("Aan hoeveel mensen ongeveer, per keer?"), rules.MOST_PEOPLE, _("Een schatting is genoeg.")
    )
    key = FreshKey()

    def act_fields(self) -> dict[str, Any]:
        """What the act takes."""
        given = _streets_of(dict(self.cleaned_data))
        return given | {"posted_key": given.pop("key") or None}


class FileForm(forms.Form):
    """One file out of a calendar program."""

    file = forms.FileField(
        label=_("Welk bestand?"), help_text=_("Een bestand dat eindigt op .ics, van hoogstens 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}), allow_empty_file=True,
    )  # fmt: skip

    def clean_file(self) -> bytes:
        """What stands in the file; one that is too large is not read at all."""
        file = self.cleaned_data["file"]
        if file.size > reading.LARGEST:
            raise forms.ValidationError(reading.WHY["too-large"], code="too-large")
        return bytes(file.read())
