"""A day in people's own words, which a form reads back before it counts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from stoep.promises import rules, when


class WhenField(forms.CharField):
    """A day in people's own words. Cleans to when.Read; refuses kindly what it cannot read."""

    def __init__(self, *, today: date, **options: Any) -> None:
        self.today = today
        super().__init__(max_length=when.LONGEST, **options)

    def clean(self, value: Any) -> Any:
        found = when.read(str(super().clean(value)), self.today)
        if found is None:
            raise forms.ValidationError(
                _("Deze datum kunnen wij niet lezen. Schrijf bijvoorbeeld: 1 oktober, of 1-10-2026."), code="unread"
            )
        if abs(found.on - self.today) > rules.OLDEST:
            raise forms.ValidationError(
                _("U vulde het jaar %(year)s in. Klopt dat? Kijk het jaartal na."),
                code="far",
                params={"year": found.on.year},
            )
        return found


class ReadBack(forms.Form):
    """A form in which a vague date is read back before it counts: `gelezen` is the day that was shown."""

    gelezen = forms.CharField(required=False, widget=forms.HiddenInput)

    def _read_back(self, found: when.Read) -> None:
        assert isinstance(self.data, QueryDict)
        if found.exact or self.data.get(self.add_prefix("gelezen")) == found.on.isoformat():
            return
        self.data = {**self.data.dict(), self.add_prefix("gelezen"): found.on.isoformat()}
        day = date_format(found.on, "l j F Y")
        sentence = _("Wij lezen dit als %(day)s. Klopt dat? Stuur het dan nog eens. Anders: schrijf de dag erbij.")
        self.add_error("wanneer", forms.ValidationError(sentence, code="read-back", params={"day": day}))
