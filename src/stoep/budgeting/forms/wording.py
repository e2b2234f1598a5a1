"""What people type when they read the fixed sentences of a vote in their language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.budgeting.forms.fields import Keyed, line
from stoep.budgeting.wordings import PROPOSED
from stoep.shared import fixed_sentences

# Where each sentence stands, by the first sentence of that paper or page.
HEADINGS = {
    "letter_title": _("De brief"),
    "ballot_title": _("Het stembiljet"),
    "vote": _("Stemmen op een scherm"),
    "result_title": _("De uitslag"),
}


class VoteWordingForm(Keyed):
    """The fixed sentences in one language, each under the Dutch one."""

    reader = line(_("Wie leest deze taal en zegt dat het klopt?"), "reader", help_text=_("Een mens, geen programma."))

    def __init__(
        self, *args: Any, language: str, texts: Mapping[str, str], dutch: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for key in PROPOSED["nl"]:
            widget = forms.TextInput(
                attrs={"dir": fixed_sentences.direction(language), "lang": language, "autocomplete": "off"}
            )
            self.fields[f"t_{key}"] = forms.CharField(
                label=dutch[key], initial=texts[key], max_length=fixed_sentences.LONGEST, widget=widget
            )

    def sections(self) -> list[tuple[Any, list[Any]]]:
        """The boxes under the paper or page on which their sentence stands, and who reads it at the end."""
        found: list[tuple[Any, list[Any]]] = []
        for key in PROPOSED["nl"]:
            if key in HEADINGS:
                found.append((HEADINGS[key], []))
            found[-1][1].append(self[f"t_{key}"])
        return [*found, (_("Wie las het?"), [self["reader"]])]

    def act_fields(self) -> dict[str, Any]:
        """What the act takes."""
        given = super().act_fields()
        return given | {"texts": {key: given.pop(f"t_{key}") for key in PROPOSED["nl"]}}
