"""What people type about one item: a new one, a change, a part that is split off."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stoep.agenda import queries, rules
from stoep.agenda.forms.boxes import area
from stoep.agenda.models import Item
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.shared import receipts
from stoep.shared.form_key import FormKey, FreshKey
from stoep.shared.form_look import LooksFirst
from stoep.shared.look_first import Sought
from stoep.voices import hidden
from stoep.voices.models import Voice

LOOSE = "los"


class ItemForm(forms.Form):
    """An item, in the words of residents. It asks what is there already, and once under which line it hangs."""

    title = forms.CharField(
        label=_("Hoe heet dit punt?"), max_length=rules.LIMITS["title"], help_text=_("Kort. Zo staat het op de poster.")
    )
    wish = forms.CharField(label=_("Wat willen bewoners?"), max_length=rules.LIMITS["wish"], widget=area())
    why = forms.CharField(
        label=_("Waarom?"),
        max_length=rules.LIMITS["why"],
        widget=area(),
        help_text=_("Wat hoorde u? Wat maakten mensen mee?"),
    )
    already_there = forms.CharField(
        label=_("Wat is er al?"),
        max_length=rules.LIMITS["already_there"],
        required=False,
        widget=area(3),
        help_text=_("Wie doet hier al iets aan? Wat werkt al?"),
    )
    horizon = forms.ChoiceField(
        label=_("Is dit een lange lijn of een korte klap?"),
        choices=[
            (Item.Horizon.LONG.value, _("Een lange lijn: hier werken we jaren aan")),
            (Item.Horizon.SHORT.value, _("Een korte klap: binnen een half jaar te zien")),
        ],
        widget=forms.RadioSelect,
    )
    line = forms.ChoiceField(
        label=_("Bij een korte klap: onder welke lange lijn hangt die?"),
        required=False,
        help_text=_("Los mag ook. Dan vragen we het niet nog eens."),
    )
    domain = forms.ChoiceField(label=_("Bij welk deel van het leven hoort dit?"), choices=Item.Domain.choices)
    owner = forms.CharField(
        label=_("Wie kijkt ernaar om?"),
        max_length=rules.LIMITS["owner"],
        help_text=_("Een naam of een groep bewoners. Iedereen kan dit lezen."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    partners = forms.ModelMultipleChoiceField(
        label=_("Wie doen er mee?"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    key = FreshKey()

    def __init__(self, *args: Any, neighbourhood: Neighbourhood, item: Item | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = (_initial(item) if item else {}) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        lines = queries.items(neighbourhood).filter(horizon=Item.Horizon.LONG)
        self._lines = {line.code: line for line in lines if item is None or line.pk != item.pk}
        chooser = self.fields["line"]
        assert isinstance(chooser, forms.ChoiceField)
        chooser.choices = [
            ("", _("Nog niet gekozen")),
            *((code, line.title) for code, line in self._lines.items()),
            (LOOSE, _("Geen: deze klap blijft los")),
        ]
        partners = self.fields["partners"]
        assert isinstance(partners, forms.ModelMultipleChoiceField)
        # Whoever has a seat or a post in this neighbourhood can be a partner; so can who is one already.
        here = Organisation.objects.filter(
            Q(seats__partnership__neighbourhood=neighbourhood)
            | Q(people__seats__partnership__neighbourhood=neighbourhood)
        )
        posted = Organisation.objects.filter(
            Q(posts__neighbourhood=neighbourhood) | Q(people__posts__neighbourhood=neighbourhood)
        )
        already = item.partners.all() if item else Organisation.objects.none()
        known = {found.pk for group in (here, posted, already) for found in group}
        partners.queryset = Organisation.objects.filter(pk__in=known).order_by("name")
        if not known:
            del self.fields["partners"]

    def act_fields(self) -> dict[str, Any]:
        """What `start`, `split` and `admit` take: the texts, the line, and whether it stays loose."""
        texts = ("title", "wish", "why", "already_there", "horizon", "domain", "owner")
        given: dict[str, Any] = {name: self.cleaned_data[name] for name in texts}
        short = given["horizon"] == Item.Horizon.SHORT
        given["line"] = self._lines.get(self.cleaned_data["line"]) if short else None
        given["stays_loose"] = short and self.cleaned_data["line"] == LOOSE
        return given

    def chosen_partners(self) -> list[Organisation]:
        """The organisations that take part."""
        return list(self.cleaned_data.get("partners", []))


def _initial(item: Item) -> dict[str, Any]:
    texts = ("title", "wish", "why", "already_there", "horizon", "domain", "owner")
    loose = LOOSE if item.left_loose_on else ""
    return {name: getattr(item, name) for name in texts} | {
        "line": item.line.code if item.line else loose,
        "partners": item.partners.all(),
    }


class StartForm(ItemForm, LooksFirst):
    """A new item, or an old one that slipped (`again`, by its code).

    When something alike is there already (an item, a plan, an evening, a strength), it asks why this is new (R22).
    """

    again = FormKey()

    def __init__(self, *args: Any, again: Item | None = None, **kwargs: Any) -> None:
        if again:
            kwargs["initial"] = _initial(again) | {"again": again.code} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def sought(self, today: date) -> Sought:
        """The item, by its title, its wish and the part of life that it belongs to."""
        typed = {name: self.data.get(name, "") for name in ("title", "wish", "domain")}
        return Sought(typed["title"], typed["wish"], theme=typed["domain"], today=today)


class EditForm(ItemForm):
    """A change of an item, with the voice that it comes from."""

    source = forms.CharField(
        label=_("Uit welke inbreng komt deze wijziging?"),
        required=False,
        max_length=20,
        help_text=_("Het nummer, bijvoorbeeld K7QM-4XR. Komt het van de tafel? Laat dit dan leeg."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    why_changed = forms.CharField(
        label=_("Waarom verandert de tekst?"), required=False, max_length=rules.WORDS_LIMIT, widget=area(2)
    )
    base = FormKey()

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        kwargs["initial"] = {"base": queries.content_hash(item)} | (kwargs.get("initial") or {})
        super().__init__(*args, item=item, **kwargs)
        self._item = item

    def clean_source(self) -> Voice | None:
        number = receipts.tidy(self.cleaned_data["source"])
        if not number:
            return None
        origin = queries.origins_of(self._item).filter(voice__number=number).first()
        if origin is None:
            raise forms.ValidationError(_("Dit nummer hoort niet bij dit punt. Kijk het na, of laat het leeg."))
        return origin.voice


class SplitForm(ItemForm):
    """A new item that takes a part along: which voices, and why."""

    why_split = forms.CharField(label=_("Waarom splitst u dit punt?"), max_length=rules.WORDS_LIMIT, widget=area(2))
    origins = forms.MultipleChoiceField(
        label=_("Welke inbreng hoort (ook) bij het nieuwe punt?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Bij het oude punt blijft alles staan."),
    )

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["origins"]
        assert isinstance(chooser, forms.MultipleChoiceField)
        chooser.choices = [
            (
                str(origin.pk),
                f"{receipts.spoken(origin.voice.number)}: {hidden.note(origin.voice) or origin.voice.words[:90]}",
            )
            for origin in queries.origins_of(item)[:200]
        ]
        if not chooser.choices:
            del self.fields["origins"]
