"""What people type to bring something in: voices to take up, what an author says of an item, a remark, a plan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.agenda import rules
from stoep.agenda.forms.boxes import area
from stoep.agenda.models import Item, Remark
from stoep.shared.form_key import FormKey, FreshKey

NEW_ITEM = "nieuw"


class TakeUpForm(forms.Form):
    """Voices to bring together: into an item that is there, or into a new one."""

    item = forms.ChoiceField(label=_("Bij welk punt horen ze?"))
    why = forms.CharField(
        label=_("Waarom horen ze bij elkaar?"), max_length=rules.WORDS_LIMIT, widget=area(2), required=False
    )

    def __init__(self, *args: Any, items: Iterable[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["item"]
        assert isinstance(chooser, forms.ChoiceField)
        chooser.choices = [(NEW_ITEM, _("Een nieuw punt")), *((item.code, item.title) for item in items)]


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
    words = forms.CharField(label=_("In uw woorden"), max_length=rules.WORDS_LIMIT, widget=area(5))


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
        label=_("Wilt u er iets bij zeggen?"), required=False, max_length=rules.WORDS_LIMIT, widget=area(4)
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
        widget=area(10),
        strip=False,
        max_length=rules.MOST_BYTES,
        help_text=_("Eén punt per regel. Of met kolommen: titel; wens; waarom; termijn; domein; wie."),
    )
    checked = FormKey()
    key = FreshKey()
