"""What an organiser types: the activity, whom it invites, why it is asked, and words in other languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.gatherings import wordings
from stoep.gatherings.forms.fields import Keyed, area, choice, clock, day, line, number
from stoep.gatherings.models import Activity, Channel, Language, Whom
from stoep.network.influence import Influence
from stoep.places.street_forms import CONFIRMED, KnowsStreets
from stoep.shared import fixed_sentences
from stoep.shared.form_look import LooksFirst
from stoep.shared.look_first import Sought
from stoep.venues.models import Venue

LADDER = [(value, label) for value, label in Influence.choices if value != Influence.NONE]


class ActivityForm(Keyed, LooksFirst):
    """Who invites, what is asked, how much influence it has, what follows, where and when."""

    title = line(_("Hoe heet het?"), "title", help_text=_("Bijvoorbeeld: Soep en plannen voor het plein."))
    inviter = line(
        _("Wie nodigt uit?"), "inviter", required=False, help_text=_("De naam van een mens, zoals mensen die kennen.")
    )
    inviter_is = line(
        _("Wie is dat?"), "inviter_is", required=False, help_text=_("Bijvoorbeeld: buurvrouw uit de Eikstraat.")
    )
    phone = line(
        _("Op welk nummer kunnen mensen bellen?"), "phone", required=False, help_text=_("Iedereen kan dit lezen.")
    )
    face = forms.FileField(
        label=_("Een foto van wie uitnodigt"), required=False,
        help_text=_("Iedereen ziet haar. Vraag het eerst. Wij halen plaats, tijd en toestel uit de foto."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )  # fmt: skip
    face_described = line(
        _("Wat is er op de foto te zien?"), "face_described", required=False,
        help_text=_("Voor wie de foto niet ziet. Bijvoorbeeld: Fatma lacht, met een pan soep."),
    )  # fmt: skip
    asked = area(_("Wat vraagt u?"), required=False, help_text=_("Eén of twee korte zinnen. Dit staat op de kaart."))
    influence = choice(_("Hoeveel invloed hebben mensen?"), LADDER, required=False)
    afterwards = area(_("Wat gebeurt er daarna?"), required=False, help_text=_("Wie doet wat met wat mensen zeggen?"))
    afterwards_on = day(_("Wanneer horen mensen dat uiterlijk?"), required=False)
    venue = forms.ChoiceField(label=_("Waar is het?"), required=False)
    place = line(
        _("Of een andere plek, of wat iemand nog moet weten"), "place", required=False,
        help_text=_("Bijvoorbeeld: op het plein, bij de bank."),
    )  # fmt: skip
    day = day(_("Welke dag?"), required=False)
    begins = clock(_("Hoe laat begint het?"), required=False)
    ends = clock(_("Hoe laat is het klaar?"), required=False)
    is_youth = forms.BooleanField(label=_("Dit is voor jongeren van 12 tot en met 17, door hen zelf"), required=False)

    def __init__(
        self, *args: Any, venues: Iterable[Venue] = (), activity: Activity | None = None, **kwargs: Any
    ) -> None:
        known = {name: getattr(activity, name) for name in _KNOWN} if activity else {}
        if activity:
            known |= {"venue": str(activity.venue_id or "")}
        kwargs["initial"] = known | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self._venues = {str(venue.pk): venue for venue in venues}
        chooser = self.fields["venue"]
        assert isinstance(chooser, forms.ChoiceField)
        named = [(key, f"{venue.name}, {venue.address}") for key, venue in self._venues.items()]
        chooser.choices = [("", _("nergens van deze lijst")), *named]

    def sought(self, today: date) -> Sought:
        """The activity, by its name, what it asks and where it is."""
        said = {name: self.data.get(name, "") for name in ("title", "asked", "place", "venue")}
        venue = self._venues.get(said["venue"])
        return Sought(said["title"], said["asked"], places=[venue.name if venue else said["place"]], today=today)

    def act_fields(self) -> dict[str, Any]:
        """What the act takes: hours as they are kept, the place itself, and the photo with what is to be seen."""
        given = super().act_fields()
        for name in ("begins", "ends"):
            given[name] = f"{given[name]:%H:%M}" if given[name] else ""
        given["venue"] = self._venues.get(given["venue"])
        face, described = given.pop("face"), given.pop("face_described")
        return given | {"face": (face.file, described) if face else None}


_KNOWN = (
    "title", "inviter", "inviter_is", "phone", "face_described", "asked", "influence", "afterwards", "afterwards_on",
    "place", "day", "begins", "ends", "is_youth",
)  # fmt: skip


class WhomForm(Keyed, KnowsStreets):
    """Whom it invites, by which way and in which language."""

    street_fields = ("name",)
    not_for_the_act = frozenset({CONFIRMED})

    kind = choice(_("Wie nodigt u uit?"), Whom.Kind.choices)
    name = line(_("Hoe heet die straat, groep of plek?"), "name", help_text=_("Bijvoorbeeld: Eikstraat."))
    channel = choice(_("Op welke manier?"), Channel.choices)
    language = choice(_("In welke taal?"), Language.choices)
    size = number(
        _("Ongeveer hoeveel deuren of mensen?"), most=100_000, required=False, help_text=_("Een schatting is genoeg.")
    )
    holder = line(
        _("Bij een lijst: wie heeft de lijst?"), "holder", required=False,
        help_text=_("Zet hier geen namen of adressen van de lijst. Die blijft bij wie haar heeft."),
    )  # fmt: skip
    field_order = ["kind", "name", "channel", "language", "size", "holder"]

    def names_a_street(self, field: str) -> bool:
        """Of a group or a school the name is no street."""
        return self.cleaned_data.get("kind") == Whom.Kind.STREET


class PublishForm(LooksFirst):
    """Why the question is still needed, and why it goes on beside what else is asked.

    Whoever said nothing yet of what is near it is asked here: an invitation can have changed since it was begun.
    """

    why_still = area(
        _("Waarom is uw vraag toch nodig?"), required=False,
        help_text=_("Wat weet u al, en wat nog niet? Iedereen leest dit."),
    )  # fmt: skip
    clash_answer = area(
        _("Waarom gaat dit door naast wat er al gevraagd wordt?"), required=False,
        help_text=_("Of schrijf op met wie u het samen doet. Iedereen leest dit."),
    )  # fmt: skip

    def __init__(self, *args: Any, activity: Activity, streets: Iterable[str], **kwargs: Any) -> None:
        kwargs["initial"] = {"why_still": activity.why_still, "clash_answer": activity.clash_answer}
        super().__init__(*args, **kwargs)
        self._activity, self._streets = activity, list(streets)

    def sought(self, today: date) -> Sought:
        """The activity as it was written down, with the streets that it invites."""
        it = self._activity
        places = [*self._streets, it.venue.name if it.venue else it.place]
        return Sought(it.title, it.asked, places=places, today=today)

    def joins(self) -> list[str]:
        """Itself."""
        return [self._activity.get_absolute_url(), self._activity.posted_key or ""]


class WhyForm(forms.Form):
    """One sentence that says why."""

    why = area(_("Waarom?"), rows=2)


class TranslationForm(Keyed):
    """The words of an activity in another language."""

    title = line(_("De naam"), "title")
    inviter_is = line(_("Wie uitnodigt"), "inviter_is", required=False)
    asked = area(_("Wat u vraagt"))
    afterwards = area(_("Wat er daarna gebeurt"))
    place = line(_("De plek, als daar woorden bij staan"), "place", required=False)
    reader = line(_("Wie leest deze taal en zegt dat het klopt?"), "reader", help_text=_("Een mens, geen programma."))

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "inviter_is", "asked", "afterwards", "place"):
            self.fields[name].widget.attrs["lang"] = language


class WordingForm(Keyed):
    """The fixed sentences in one language, as we propose them or as they were approved."""

    reader = line(_("Wie leest deze taal en zegt dat het klopt?"), "reader", help_text=_("Een mens, geen programma."))

    def __init__(self, *args: Any, language: str, texts: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dutch = wordings.PROPOSED["nl"]
        for key in dutch:
            widget = forms.TextInput(
                attrs={"dir": fixed_sentences.direction(language), "lang": language, "autocomplete": "off"}
            )
            self.fields[f"t_{key}"] = forms.CharField(
                label=dutch[key], initial=texts.get(key, ""), max_length=fixed_sentences.LONGEST, widget=widget
            )
        self.order_fields([*(f"t_{key}" for key in dutch), "reader"])

    def act_fields(self) -> dict[str, Any]:
        """What the act takes."""
        given = super().act_fields()
        texts = {key: given.pop(f"t_{key}") for key in wordings.PROPOSED["nl"]}
        return given | {"texts": texts}
