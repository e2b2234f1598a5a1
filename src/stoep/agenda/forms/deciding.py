"""What people type before something is decided: a reason, how many stickers, which items go together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.agenda import rules
from stoep.agenda.forms import boxes
from stoep.agenda.forms.boxes import area
from stoep.agenda.forms.upkeep import UpkeepForm
from stoep.agenda.models import Item
from stoep.reach import missing


class WhyForm(forms.Form):
    """One reason, asked before something is closed or let go."""

    why = forms.CharField(label=_("Waarom?"), max_length=rules.WORDS_LIMIT, widget=area(3))


class CloseForm(UpkeepForm):
    """The reason to close an item, and how what it brought stays so."""

    why = forms.CharField(label=_("Waarom?"), max_length=rules.WORDS_LIMIT, widget=area(3))
    missed = missing.field()
    field_order = ["why", "kept_by", "words", "look_back_on", "missed"]


class AdoptForm(forms.Form):
    """What goes with an agenda that is adopted: what it lacks, and where it was talked about."""

    missed = missing.field()
    young = forms.CharField(
        label=_("Hoe zijn jongeren van 12 tot en met 17 gehoord?"), max_length=rules.WORDS_LIMIT, required=False,
        widget=area(2), help_text=_("Was er geen eigen bijeenkomst van jongeren? Schrijf dan waarom niet."),
    )  # fmt: skip
    waarom = forms.CharField(
        label=_("Waar en hoe is hierover gesproken?"), max_length=rules.WORDS_LIMIT, required=False, widget=area(2)
    )


class VisionAdoptForm(forms.Form):
    """What goes with a vision that is adopted."""

    missed = missing.field()
    waarom = forms.CharField(
        label=_("Waar en hoe is hierover gesproken?"), max_length=rules.WORDS_LIMIT, required=False, widget=area(2)
    )


class OrderForm(forms.Form):
    """What goes with another order."""

    missed = missing.field()


class StickersForm(forms.Form):
    """How many stickers lay beside each item: one box an item, in the order in which the agenda hangs on the wall."""

    counted_on = boxes.day(
        label=_("Op welke dag zijn de stickers geplakt?"),
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
    missed = missing.field()
    field_order = ["others", "why", "missed"]

    def __init__(self, *args: Any, items: Iterable[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["others"]
        assert isinstance(chooser, forms.MultipleChoiceField)
        chooser.choices = [(item.code, item.title) for item in items]
