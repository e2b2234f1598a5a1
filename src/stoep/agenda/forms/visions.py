"""What people type for the vision: its text, whether a party signs it, and a note of who sees it otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.agenda import queries, rules
from stoep.agenda.forms import boxes
from stoep.agenda.forms.boxes import area
from stoep.agenda.models import Item, Vision, VisionEndorsement
from stoep.shared.form_key import FormKey


class VisionForm(forms.Form):
    """The opening, and one text for each domain of life. It begins with what stands there now."""

    opening = forms.CharField(
        label=_("Hoe is het hier over twintig jaar?"),
        max_length=rules.OPENING_LIMIT,
        widget=area(5),
        help_text=_("Een paar zinnen, zoals bewoners het zeggen. Wat is hier goed, en wat moet zo blijven?"),
    )
    base = FormKey()

    def __init__(self, *args: Any, draft: Vision | None, last: Vision | None, **kwargs: Any) -> None:
        begin = draft or last
        initial: dict[str, Any] = dict(queries.vision_content(begin)) if begin else {}
        initial["base"] = queries.vision_hash(draft) if draft else ""
        kwargs["initial"] = initial | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        for code, name in Item.Domain.choices:
            self.fields[code] = forms.CharField(
                label=str(name).capitalize(), max_length=rules.DOMAIN_LIMIT, required=False, widget=area(3)
            )

    def texts(self) -> dict[str, str]:
        """What was written for each domain of life, by its code."""
        return {code: self.cleaned_data[code] for code in Item.Domain.values}


class EndorseForm(forms.Form):
    """Whether a party signs this version. The council names its decision; a refusal asks for the reason."""

    party = forms.ChoiceField(label=_("Voor wie tekent u?"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=_("Tekent u deze versie?"),
        choices=[
            (VisionEndorsement.Kind.SIGNED.value, _("Ja, wij tekenen")),
            (VisionEndorsement.Kind.REFUSED.value, _("Nee, wij tekenen niet")),
        ],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=_("Waarom niet, of wat wilt u erbij zeggen?"),
        max_length=rules.WORDS_LIMIT,
        required=False,
        widget=area(4),
        help_text=_("Tekent u niet? Dan is een reden nodig. Iedereen kan dit lezen, ook op papier."),
    )
    council_decision = forms.CharField(
        label=_("Nummer van het raadsbesluit"),
        max_length=40,
        required=False,
        help_text=_("Bijvoorbeeld: 2026-041."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    decided_on = boxes.day(
        label=_("Op welke dag besloot de raad?"),
        required=False,
        error_messages={"invalid": _("Dit is geen datum. Schrijf bijvoorbeeld 21-04-2026.")},
    )
    seen = FormKey()

    def __init__(self, *args: Any, parties: Sequence[queries.Party], seen: str, **kwargs: Any) -> None:
        kwargs["initial"] = {"party": parties[0].code, "seen": seen} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.parties = {party.code: party for party in parties}
        chooser = self.fields["party"]
        assert isinstance(chooser, forms.ChoiceField)
        chooser.choices = [
            (party.code, str(party.organisation) if party.organisation else _("de gemeenteraad")) for party in parties
        ]
        if len(parties) == 1:
            del self.fields["party"]
        if not any(party.is_council for party in parties):
            del self.fields["council_decision"], self.fields["decided_on"]

    def chosen(self) -> queries.Party:
        """The party for which this is said."""
        return self.parties[self.cleaned_data.get("party") or next(iter(self.parties))]

    def seen_of(self, party: queries.Party) -> int:
        """The key of what this party had said when the page was read; 0 when it had said nothing."""
        pairs = dict(pair.split(":") for pair in self.cleaned_data["seen"].split(",") if pair.count(":") == 1)
        key = pairs.get(party.code, "0")
        return int(key) if key.isdecimal() and len(key) < 16 else 0

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == VisionEndorsement.Kind.REFUSED and not cleaned.get("why", "").strip():
            self.add_error("why", _("Schrijf waarom u niet tekent. Iedereen kan dat lezen."))
        party = self.parties.get(cleaned.get("party") or next(iter(self.parties)))
        if party and party.is_council:
            for name in ("council_decision", "decided_on"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Vul dit in: de raad tekent met een besluit."))
        return cleaned


class DissentForm(forms.Form):
    """How somebody at the table sees it otherwise."""

    words = forms.CharField(
        label=_("Hoe ziet u het?"),
        max_length=rules.WORDS_LIMIT,
        widget=area(4),
        help_text=_("Dit komt met uw naam bij deze versie te staan, ook op papier."),
    )
