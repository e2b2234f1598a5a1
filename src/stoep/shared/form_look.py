"""A form that begins something: it looks first, and asks to join what is near or to say in words why this is new."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.shared import look_first
from stoep.shared.look_first import Near, Sought

WHY_LIMIT = 1500


class LooksFirst(forms.Form):
    """What was typed is laid beside what is there (shared.look_first); `alike` is what web/forms/look_first.html shows.

    A form says in `sought` what it is about, and in `joins` what it belongs to already. A page that begins something
    calls `look`; one that only changes it does not.
    """

    alike: Collection[Near] = ()

    def sought(self, today: date) -> Sought:
        """What is begun here, as it was typed."""
        raise NotImplementedError

    def joins(self) -> Collection[str]:
        """The key of the form, and the addresses of what it joins: those are no reason to ask."""
        return [self.data.get("key", "")]

    def look(self, here: int, today: date) -> None:
        """Look in the neighbourhood with this key; when something is near, why this is new becomes a question."""
        if not self.is_bound:
            return
        self.alike = look_first.near(here, self.sought(today), but_not=self.joins())
        if self.alike:
            asked = self.fields["why_new"] = forms.CharField(
                label=_("Er is al zoiets. Waarom is dit nieuw?"),
                help_text=_("Iedereen kan dit lezen."),
                max_length=WHY_LIMIT,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            )
            asked.sometimes = True  # type: ignore[attr-defined]  # read by web/forms/optional.html: here it is needed
            self.order_fields(["why_new"])

    @property
    def why_new(self) -> str:
        """The words of whoever begins it; "" when nothing was near."""
        return str(self.cleaned_data.get("why_new", ""))

    def clean(self) -> dict[str, Any]:
        """Whoever begins something near others says why."""
        cleaned = super().clean() or {}
        if self.alike and not cleaned.get("why_new") and "why_new" not in self.errors:
            titles = ", ".join(f"“{one.title}”" for one in self.alike)
            sentence = _("Dit lijkt op %(titles)s. Sluit daarbij aan, of schrijf hier waarom dit nieuw is.")
            self.add_error("why_new", forms.ValidationError(sentence, code="alike", params={"titles": titles}))
        return cleaned
