"""What people type at the tables: a table, a seat, a plan, what residents hold of it, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.network.models import Seat
from stoep.people.models import Organisation
from stoep.reach import missing
from stoep.shared.form_ground import why_erased
from stoep.shared.form_look import LooksFirst
from stoep.shared.look_first import Sought
from stoep.tables import rules
from stoep.tables.forms.fields import ItemsForm, Keyed, area, day, plain_line
from stoep.tables.models import Position, Table, TableSeat

RESIDENTS = "bewoners"


class TableForm(Keyed):
    """A table of the register."""

    name = forms.CharField(
        label=_("Hoe heet deze tafel?"), max_length=rules.LIMITS["name"], widget=plain_line(),
        help_text=_("Bijvoorbeeld: alliantie Waterstad-Oost."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Wat voor tafel is het?"), choices=Table.Kind.choices, widget=forms.RadioSelect)
    convened_by = forms.CharField(
        label=_("Wie nodigt uit en zit voor?"), max_length=rules.LIMITS["convened_by"], widget=plain_line(),
        help_text=_("Een organisatie of een functie, zoals: de burgemeester. Geen naam van een mens."),
    )  # fmt: skip
    about = forms.CharField(
        label=_("Waarover beslist deze tafel?"), max_length=rules.WORDS_LIMIT, widget=area(),
        help_text=_("Over welk geld, welke plannen, welk werk?"),
    )  # fmt: skip
    ground = forms.CharField(
        label=_("Waarop rust deze tafel?"), max_length=rules.WORDS_LIMIT, required=False, widget=area(2),
        help_text=_("Een wet, een regeling of een afspraak. Bijvoorbeeld: Staatscourant 2025, 20924."),
    )  # fmt: skip
    since_on = day(_("Sinds wanneer is deze tafel er?"), required=False)


class SeatForm(Keyed):
    """A seat at a table: of residents, or of an organisation."""

    party = forms.ChoiceField(
        label=_("Voor wie is deze zetel?"),
        choices=[(RESIDENTS, _("bewoners")), *Organisation.Kind.choices[1:]],
    )
    organisation_name = forms.CharField(
        label=_("Welke organisatie?"), max_length=160, required=False, widget=plain_line(),
        help_text=_("Laat dit leeg bij bewoners."),
    )  # fmt: skip
    sits = forms.ModelChoiceField(
        label=_("Welke bewoner van de wijktafel zit hier?"),
        queryset=Seat.objects.none(),
        required=False,
        empty_label=_("niemand daarvan, of dat zeggen we niet"),
    )
    called = forms.CharField(
        label=_("Wie zit er?"), max_length=rules.LIMITS["called"], required=False, widget=plain_line(),
        help_text=_("Liefst een functie, zoals: wijkmanager. Een naam alleen als die mens dat goed vindt."),
    )  # fmt: skip
    votes = forms.ChoiceField(
        label=_("Beslist deze zetel mee?"),
        choices=[("ja", _("ja, met een stem")), ("nee", _("nee, zonder stem"))],
        widget=forms.RadioSelect,
    )
    since_on = day(_("Sinds wanneer?"), required=False)

    def __init__(self, *args: Any, residents: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["sits"]
        assert isinstance(chooser, forms.ModelChoiceField)
        known = list(residents)
        if not known:
            del self.fields["sits"]
            return
        chooser.queryset = Seat.objects.filter(pk__in=[seat.pk for seat in known]).select_related(
            "person__organisation", "partnership"
        )
        chooser.label_from_instance = lambda seat: seat.person.name  # type: ignore[method-assign,assignment]

    def clean(self) -> dict[str, Any]:
        """An organisation has a name."""
        given = super().clean() or {}
        if given.get("party") not in {None, RESIDENTS} and not given.get("organisation_name"):
            self.add_error("organisation_name", _("Schrijf op welke organisatie dit is."))
        return given


class PlanForm(ItemsForm, LooksFirst):
    """A plan of a table. The items that it touches are no reason to ask why it is new: it joins them."""

    field_order = ["title", "about", "link", "items", "drafted_on", "public_since_on", "ask", "key"]

    title = forms.CharField(label=_("Hoe heet het plan?"), max_length=rules.LIMITS["title"], widget=plain_line())
    about = forms.CharField(
        label=_("Wat is het voor plan?"), max_length=rules.WORDS_LIMIT, widget=area(),
        help_text=_("In gewone woorden. Wat gaat er gebeuren, en waar?"),
    )  # fmt: skip
    link = forms.CharField(
        label=_("Waar is het plan te lezen?"), max_length=rules.LIMITS["link"], required=False, widget=plain_line(),
        help_text=_("Het adres van een webpagina. Het begint met https://."),
    )  # fmt: skip
    drafted_on = day(_("Van welke dag is dit plan?"))
    public_since_on = day(
        _("Sinds wanneer kan iedereen het lezen?"),
        required=False,
        help_text=_("Nog niet openbaar? Laat het leeg. Dat staat er dan bij."),
    )
    ask = forms.BooleanField(label=_("Vraag bewoners meteen wat zij ervan vinden"), required=False, initial=True)

    def sought(self, today: date) -> Sought:
        """The plan, by its title, what it is and the themes of its items."""
        joined = self._joined()
        theme = str(joined[0].domain) if joined else ""
        return Sought(self.data.get("title", ""), self.data.get("about", ""), theme=theme, today=today)

    def joins(self) -> Collection[str]:
        """The key of the form, and the pages of the items that it touches."""
        return [*super().joins(), *(item.get_absolute_url() for item in self._joined())]

    def _joined(self) -> list[Item]:
        given = self["items"].data if "items" in self.fields else []
        return [self._items[code] for code in given or [] if code in self._items]


class PositionForm(Keyed):
    """What residents hold of a plan."""

    kind = forms.ChoiceField(
        label=_("Wat vinden bewoners van dit plan?"),
        choices=[
            (Position.Kind.FOR.value, _("Voor: wij zijn het ermee eens")),
            (Position.Kind.RESERVATION.value, _("Voorbehoud: het mag, als dit verandert")),
            (Position.Kind.AGAINST.value, _("Tegen: wij willen dit niet")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("In uw eigen woorden"), max_length=rules.WORDS_LIMIT, required=False, widget=area(),
        help_text=_("Bij tegen of voorbehoud is dit nodig. Het staat straks op het plan."),
    )  # fmt: skip
    seats = forms.MultipleChoiceField(
        label=_("Welke zetels van bewoners waren erbij?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    present = forms.CharField(
        label=_("Wie waren er verder bij?"), max_length=rules.WORDS_LIMIT, widget=area(2),
        help_text=_("Hoeveel bewoners, en van welke groep? Namen hoeven niet."),
    )  # fmt: skip
    decided_how = forms.CharField(
        label=_("Hoe besloot u dit?"), max_length=rules.WORDS_LIMIT, widget=area(2),
        help_text=_("Bijvoorbeeld: op een avond in de huiskamer, met handen omhoog."),
    )  # fmt: skip
    held_on = day(_("Op welke dag?"))

    def __init__(self, *args: Any, seats: Iterable[TableSeat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._seats = {str(seat.pk): seat for seat in seats}
        chooser = self.fields["seats"]
        assert isinstance(chooser, forms.MultipleChoiceField)
        chooser.choices = [
            (key, _seat_name(number, seat)) for number, (key, seat) in enumerate(self._seats.items(), start=1)
        ]
        if not chooser.choices:
            del self.fields["seats"]

    def act_fields(self) -> dict[str, Any]:
        """The seats themselves in the place of their numbers."""
        given = super().act_fields()
        return given | {"seats": [self._seats[key] for key in given.get("seats", [])]}


def _seat_name(number: int, seat: TableSeat) -> str:
    who = seat.person.name if seat.person else seat.called
    return str(_("Zetel %(number)s") % {"number": number}) + (f": {who}" if who else "")


class EstablishForm(forms.Form):
    """On which day a plan was established, and why against a no of residents."""

    held_on = day(_("Op welke dag stelde de tafel het plan vast?"))
    why = forms.CharField(
        label=_("Waarom stelt de tafel dit toch vast?"), max_length=rules.WORDS_LIMIT, widget=area(4), required=False,
        help_text=_("Bewoners zijn tegen. Iedereen kan lezen wat u hier schrijft."),
    )  # fmt: skip
    # Not required here: where residents said nothing yet, the attempt itself has to come into the log.
    missed = missing.field(required=False)
    missed.sometimes = True  # type: ignore[attr-defined]  # read by web/forms/optional.html: the act asks for it

    def __init__(self, *args: Any, against: bool, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"held_on": today} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        if not against:
            del self.fields["why"]


class EraseForm(forms.Form):
    """Why a host wipes a name."""

    ground = why_erased(
        _("Waarom wist u deze naam?"),
        asked=_("Wie het aangaat, vraagt erom."),
        mistaken=_("Dit is niet de goede naam."),
        harm=_("Het kan iemand kwaad doen."),
        missing=_("Kies waarom dit gewist wordt."),
    )


class WhyForm(forms.Form):
    """One reason."""

    why = forms.CharField(label=_("Waarom?"), max_length=rules.WORDS_LIMIT, widget=area(3))
