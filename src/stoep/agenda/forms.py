"""What people type on the agenda: an item, voices to take up, a reason, a remark, an existing plan."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stoep.agenda import queries, rules
from stoep.agenda.models import Item, Remark
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.shared import receipts
from stoep.shared.form_key import FormKey
from stoep.voices.models import Voice

LOOSE = "los"
NEW_ITEM = "nieuw"


def _area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _key() -> str:
    """Goes along with a form, so that sending it twice does not do it twice."""
    return secrets.token_urlsafe(24)


class ItemForm(forms.Form):
    """An item, in the words of residents. It asks what is there already, and once under which line it hangs."""

    title = forms.CharField(
        label=_("Hoe heet dit punt?"), max_length=rules.LIMITS["title"], help_text=_("Kort. Zo staat het op de poster.")
    )
    wish = forms.CharField(label=_("Wat willen bewoners?"), max_length=rules.LIMITS["wish"], widget=_area())
    why = forms.CharField(
        label=_("Waarom?"),
        max_length=rules.LIMITS["why"],
        widget=_area(),
        help_text=_("Wat hoorde u? Wat maakten mensen mee?"),
    )
    already_there = forms.CharField(
        label=_("Wat is er al?"),
        max_length=rules.LIMITS["already_there"],
        required=False,
        widget=_area(3),
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
    key = FormKey()

    def __init__(self, *args: Any, neighbourhood: Neighbourhood, item: Item | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = (_initial(item) if item else {}) | {"key": _key()} | (kwargs.get("initial") or {})
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


class StartForm(ItemForm):
    """A new item. When something alike is on the agenda, it asks why this is new (R22)."""

    why_new = forms.CharField(
        label=_("Er staat al zoiets op de agenda. Waarom is dit een nieuw punt?"),
        max_length=rules.LIMITS["why"],
        required=False,
        widget=_area(2),
    )

    def __init__(self, *args: Any, neighbourhood: Neighbourhood, **kwargs: Any) -> None:
        super().__init__(*args, neighbourhood=neighbourhood, **kwargs)
        typed, key = self.data.get("title", ""), self.data.get("key", "")
        self.alike = queries.alike(neighbourhood, typed, but_not=key) if self.is_bound else []
        if not self.alike:
            del self.fields["why_new"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.alike and not cleaned.get("why_new"):
            titles = ", ".join(f"“{item.title}”" for item in self.alike)
            self.add_error(
                "why_new",
                forms.ValidationError(
                    _("Dit lijkt op %(titles)s. Sluit daarbij aan, of schrijf hier waarom dit nieuw is."),
                    params={"titles": titles},
                ),
            )
        return cleaned


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
        label=_("Waarom verandert de tekst?"), required=False, max_length=rules.WORDS_LIMIT, widget=_area(2)
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

    why_split = forms.CharField(label=_("Waarom splitst u dit punt?"), max_length=rules.WORDS_LIMIT, widget=_area(2))
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
            (str(origin.pk), f"{receipts.spoken(origin.voice.number)}: {origin.voice.words[:90]}")
            for origin in queries.origins_of(item)[:200]
        ]
        if not chooser.choices:
            del self.fields["origins"]


class TakeUpForm(forms.Form):
    """Voices to bring together: into an item that is there, or into a new one."""

    item = forms.ChoiceField(label=_("Bij welk punt horen ze?"))
    why = forms.CharField(
        label=_("Waarom horen ze bij elkaar?"), max_length=rules.WORDS_LIMIT, widget=_area(2), required=False
    )

    def __init__(self, *args: Any, items: Iterable[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["item"]
        assert isinstance(chooser, forms.ChoiceField)
        chooser.choices = [(NEW_ITEM, _("Een nieuw punt")), *((item.code, item.title) for item in items)]


class WhyForm(forms.Form):
    """One reason, asked before something is closed or let go."""

    why = forms.CharField(label=_("Waarom?"), max_length=rules.WORDS_LIMIT, widget=_area(3))


class StickersForm(forms.Form):
    """How many stickers lay beside each item: one box an item, in the order in which the agenda hangs on the wall."""

    counted_on = forms.DateField(
        label=_("Op welke dag zijn de stickers geplakt?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        error_messages={"invalid": _("Dit is geen datum. Schrijf bijvoorbeeld 21-04-2026.")},
    )
    said_where = forms.CharField(label=_("Waar hing de agenda?"), max_length=rules.LIMITS["owner"], required=False)

    def __init__(self, *args: Any, items: Iterable[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [item.code for item in items]
        for item in items:
            self.fields[f"stickers-{item.code}"] = forms.IntegerField(
                label=_("Stickers bij %(title)s") % {"title": item.title},
                required=False,
                min_value=0,
                max_value=rules.MOST_STICKERS,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "7", "autocomplete": "off"}),
                error_messages={
                    kind: _("Dit is geen aantal. Vul een getal in, bijvoorbeeld 3.")
                    for kind in ("invalid", "min_value", "max_value")
                },
            )

    def counts(self) -> dict[str, int]:
        """What was typed, by code; an empty box counts as none."""
        return {code: self.cleaned_data[f"stickers-{code}"] or 0 for code in self.codes}


class MergeForm(WhyForm):
    """Other items that go into this one."""

    others = forms.MultipleChoiceField(label=_("Welke punten gaan hierin op?"), widget=forms.CheckboxSelectMultiple)
    field_order = ["others", "why"]

    def __init__(self, *args: Any, items: Iterable[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["others"]
        assert isinstance(chooser, forms.MultipleChoiceField)
        chooser.choices = [(item.code, item.title) for item in items]


class RemarkForm(forms.Form):
    """A fact, an offer or an objection beside an item."""

    kind = forms.ChoiceField(
        label=_("Wat voegt u toe?"),
        choices=[
            (Remark.Kind.FACT.value, _("Een feit: iets dat u weet")),
            (Remark.Kind.OFFER.value, _("Een aanbod: iets dat u kunt doen")),
            (Remark.Kind.OBJECTION.value, _("Een bezwaar: iets waar u tegenaan loopt")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=_("In uw woorden"), max_length=rules.WORDS_LIMIT, widget=_area(5))


class ClaimForm(forms.Form):
    """The author's answer to "klopt dat zo?"."""

    answer = forms.ChoiceField(
        label=_("Klopt dat zo?"),
        choices=[
            ("yes", _("Ja, dit klopt")),
            ("but", _("Ja, maar er moet iets anders")),
            ("no", _("Nee, dit klopt niet")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Wilt u er iets bij zeggen?"), required=False, max_length=rules.WORDS_LIMIT, widget=_area(4)
    )
    secret = forms.CharField(
        label=_("De geheime code op uw bewijs"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=_("Zo weten wij dat het uw inbreng is. Bewijs kwijt? Bel de gastheer of gastvrouw."),
    )

    def __init__(self, *args: Any, needs_secret: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_secret:
            del self.fields["secret"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("answer") == "but" and not cleaned.get("words", "").strip():
            self.add_error("words", _("Schrijf wat er anders moet. Dan kan de tafel het veranderen."))
        return cleaned


class PlanForm(forms.Form):
    """An existing wijkplan: a file, or a pasted list. What was read from a file stands in the box, to be mended."""

    source = forms.CharField(
        label=_("Welk plan is dit?"), max_length=rules.LIMITS["title"], help_text=_("Bijvoorbeeld: dorpsvisie 2019.")
    )
    file = forms.FileField(
        label=_("Een bestand (CSV)"),
        required=False,
        help_text=_("Uit een rekenblad: kies daar 'Opslaan als' en dan CSV."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
    )
    text = forms.CharField(
        label=_("Of plak hier uw lijst"),
        required=False,
        widget=_area(10),
        strip=False,
        max_length=rules.MOST_BYTES,
        help_text=_("Eén punt per regel. Of met kolommen: titel; wens; waarom; termijn; domein; wie."),
    )
    checked = FormKey()
    key = FormKey()
