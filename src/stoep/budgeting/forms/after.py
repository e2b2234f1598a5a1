"""What a person types after the count: who does it, what was spent, what turns out otherwise, how it ended."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.budgeting.forms.fields import EuroField, Keyed, area, day, line
from stoep.people.models import Contact, Organisation, Person

OTHER = "other"


class AwardPromiseForm(Keyed):
    """Who does it, what exactly, and by when; the name is the face that residents know."""

    face = forms.ChoiceField(label=_("Wie belooft het?"), help_text=_("Een mens, met een naam die bewoners kennen."))
    called = line(_("Staat die naam er niet bij? Schrijf hem hier"), "called", required=False)
    party = forms.ChoiceField(label=_("Voor wie werkt deze persoon?"), required=False)
    words = area(_("Wat wordt er precies gedaan?"))
    due_on = day(_("Wanneer is het klaar?"))
    way = forms.ChoiceField(
        label=_("Hoe vragen wij of de belofte klopt?"), required=False,
        choices=[("", _("met een briefje dat u afdrukt")), *Contact.Channel.choices],
    )  # fmt: skip
    address = forms.CharField(
        label=_("E-mailadres, telefoonnummer of postadres"), max_length=300, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, people: list[Person], organisations: list[Organisation], words: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person in people}
        self._organisations = {str(each.pk): each for each in organisations}
        known = [(key, f"{person.name}{self._works_for(person)}") for key, person in self._people.items()]
        self._choices("face", [*known, (OTHER, _("iemand anders"))])
        self._choices(
            "party", [("", _("voor zichzelf, als bewoner"))] + [(k, o.name) for k, o in self._organisations.items()]
        )
        self.fields["words"].initial = words

    @staticmethod
    def _works_for(person: Person) -> str:
        return f" ({person.organisation.name})" if person.organisation else ""

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """With who it is."""
        cleaned = super().clean() or {}
        if cleaned.get("face") == OTHER and not cleaned.get("called", "").strip():
            self.add_error("called", _("Schrijf hoe deze persoon heet."))
        if cleaned.get("way") and not cleaned.get("address", "").strip():
            self.add_error("address", _("Schrijf waar wij het kunnen vragen, of kies het briefje."))
        return cleaned

    def act_fields(self) -> dict[str, Any]:
        """What the act takes."""
        given = super().act_fields()
        person = self._people.get(given["face"])
        organisation = person.organisation if person else self._organisations.get(given["party"])
        contact = (given["way"], given["address"]) if given["way"] else None
        return {
            "called": person.name if person else given["called"], "promiser": person, "organisation": organisation,
            "words": given["words"], "due_on": given["due_on"], "promiser_contact": contact,
            "posted_key": given["posted_key"],
        }  # fmt: skip


class SpendForm(Keyed):
    """What went out: how much, for what, when."""

    cents = EuroField(label=_("Hoeveel?"), help_text=_("Bijvoorbeeld 1.250 of 37,50."))
    what = line(_("Waarvoor?"), "what")
    spent_on = day(_("Op welke dag?"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"spent_on": today} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


class TurnForm(Keyed):
    """What becomes otherwise than people voted for, and why."""

    words = area(_("Wat wordt er anders?"))
    why = area(_("Waarom?"), rows=2, help_text=_("Iedereen leest dit."))


class EndForm(forms.Form):
    """What came of it."""

    words = area(_("Wat is ervan gekomen?"), help_text=_("Iedereen leest dit. Schrijf ook wat tegenviel."))
