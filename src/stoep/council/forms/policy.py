"""What people type about policy: a goal or motion, open data, who governs, and how an item meets it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from stoep.council import raadsinformatie, rules
from stoep.council.forms.fields import LIMIT, area, choose, web_link
from stoep.council.models import Link, Policy
from stoep.council.queries import Known
from stoep.reach import missing
from stoep.shared.form_day import DayInput
from stoep.shared.form_key import FreshKey


class PolicyForm(forms.Form):
    """A goal, motion, decision or programme, written down by hand."""

    kind = forms.ChoiceField(label=_("Wat voor beleid is het?"), choices=Policy.Kind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label=_("Hoe heet het?"), max_length=300)
    number = forms.CharField(
        label=_("Welk nummer heeft het?"), max_length=60, required=False, help_text=_("Bijvoorbeeld: M-12.")
    )
    taakveld = forms.CharField(
        label=_("Bij welk taakveld van de begroting hoort het?"), max_length=4, required=False,
        help_text=_("Bijvoorbeeld: 6.1, samenkracht en burgerparticipatie."),
    )  # fmt: skip
    money = forms.CharField(
        label=_("Wat is er bekend over geld?"), max_length=300, required=False,
        help_text=_("In gewone woorden, bijvoorbeeld: 40.000 euro in 2027. Laat leeg als u het niet weet."),
    )  # fmt: skip
    missed = missing.field(required=False, label=_("Is het een raadsbesluit: wat of wie mist u daarin?"))
    said_on = forms.DateField(label=_("Van welke dag is het?"), required=False, widget=DayInput)
    source = web_link(_("Waar staat het op internet?"))
    key = FreshKey()

    @classmethod
    def correcting(cls, policy: Policy, data: Any) -> PolicyForm:
        """The form with what stands there now, to mend it."""
        names = [name for name in cls.base_fields if name != "key"]
        return cls(data, initial={name: getattr(policy, name) for name in names})

    def said(self) -> dict[str, Any]:
        """What council.actions.enter takes."""
        given = dict(self.cleaned_data)
        return given | {"posted_key": given.pop("key")}


class LoadForm(forms.Form):
    """A file with open data of the council."""

    file = forms.FileField(
        label=_("Bestand met open raadsinformatie"),
        help_text=_("Een antwoord van de zoekpagina van Open Raadsinformatie of OpenBesluitvorming, tot 2 MB."),
        widget=forms.FileInput(attrs={"accept": "application/json,.json"}),
    )

    def held(self) -> bytes:
        """What is in the file, not much further than may be."""
        held: bytes = self.cleaned_data["file"].read(raadsinformatie.MOST_BYTES + 1)
        return held


class TermForm(forms.Form):
    """Who governs since which election."""

    begins_on = forms.ChoiceField(label=_("Sinds welke verkiezing?"))
    coalition = forms.CharField(label=_("Welke partijen besturen samen?"), max_length=200)
    source = web_link(_("Waar staat het op internet?"))

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        held = rules.elections(today - timedelta(days=366 * 21), today)
        choose(self, "begins_on", [(day.isoformat(), date_format(day, "j F Y")) for day in reversed(held)])


class LinkForm(forms.Form):
    """How an item meets policy, in the words of who says so."""

    kind = forms.ChoiceField(
        label=_("Hoe past dit punt bij beleid?"), choices=Link.Kind.choices, widget=forms.RadioSelect
    )
    policy = forms.ChoiceField(label=_("Bij welk beleid?"), required=False)
    words = forms.CharField(
        label=_("Waarom vindt u dat?"), max_length=LIMIT, widget=area(),
        help_text=_("Bij ‘botst’ schrijft ook de andere kant hoe zij het ziet."),
    )  # fmt: skip
    asked = forms.BooleanField(label=_("De gemeente vroeg zelf om dit werk"), required=False)
    owner = forms.CharField(
        label=_("Wie antwoordt bij de gemeente?"), max_length=120, required=False,
        help_text=_("Een team of een taak, geen naam van een persoon."),
    )  # fmt: skip
    reply_due_on = forms.DateField(label=_("Voor welke dag antwoordt de gemeente?"), widget=DayInput)

    def __init__(self, *args: Any, today: date, policies: list[Known], **options: Any) -> None:
        due_on = today + timedelta(days=rules.ANSWER_DAYS)
        options["initial"] = {"reply_due_on": due_on} | (options.get("initial") or {})
        super().__init__(*args, **options)
        self.policies = {str(each.first.pk): each.first for each in policies}
        shown = ((str(each.first.pk), str(each.newest)) for each in policies)
        choose(self, "policy", [("", _("geen: er is geen beleid")), *shown])

    def said(self) -> dict[str, Any]:
        """What council.actions.link takes."""
        return self.cleaned_data | {"policy": self.policies.get(self.cleaned_data["policy"])}


class SayForm(forms.Form):
    """The other side says whether a link is right."""

    agrees = forms.ChoiceField(
        label=_("Klopt deze koppeling?"),
        choices=[("ja", _("Ja, dit klopt.")), ("nee", _("Nee, dit klopt niet."))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("In uw eigen woorden"), max_length=LIMIT, required=False, widget=area(),
        help_text=_("Nodig als het botst of niet klopt."),
    )  # fmt: skip
