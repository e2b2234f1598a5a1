"""What was counted on a sticker sheet, the first and the second time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.agenda.rules import LIMITS, MOST_STICKERS
from stoep.packs.forms.fields import Acting
from stoep.shared.form_day import DayInput


class SecondCountForm(Acting):
    """How many stickers stand beside each item of a sheet: one box an item, in the order of the sheet."""

    def __init__(self, *args: Any, items: Iterable[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [item.code for item in items]
        no_number = _("Dit is geen aantal. Vul een getal in, bijvoorbeeld 3.")
        for item in items:
            self.fields[f"stickers-{item.code}"] = forms.IntegerField(
                label=_now("Stickers bij %(title)s") % {"title": item.title},
                required=False,
                min_value=0,
                max_value=MOST_STICKERS,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "7", "autocomplete": "off"}),
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), no_number),
            )

    def counts(self) -> dict[str, int]:
        """What was typed, by code; an empty box counts as none."""
        return {code: self.cleaned_data[f"stickers-{code}"] or 0 for code in self.codes}


class FirstCountForm(SecondCountForm):
    """The first count, with the day and the place."""

    counted_on = forms.DateField(
        label=_("Op welke dag zijn de stickers geplakt?"),
        widget=DayInput(),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        error_messages={
            kind: _("Dit is geen datum. Schrijf bijvoorbeeld 21-04-2026.") for kind in ("required", "invalid")
        },
    )
    said_where = forms.CharField(
        label=_("Waar hing de agenda?"),
        max_length=LIMITS["owner"],
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class SettleForm(SecondCountForm):
    """What stands on the sheet where two people counted otherwise: every box is filled in."""

    def __init__(self, *args: Any, items: Iterable[Item], **kwargs: Any) -> None:
        super().__init__(*args, items=items, **kwargs)
        for code in self.codes:
            box = self.fields[f"stickers-{code}"]
            box.required = True
            box.error_messages["required"] = _("Kijk op het vel, en vul in wat er staat.")
