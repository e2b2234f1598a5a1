"""What a person brings to the log: twelve words from the neighbourhood paper, or a checkpoint that a witness signed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from stoep.core.sealing import words
from stoep.record import queries
from stoep.record.models import Checkpoint, Log


class WordsForm(forms.Form):
    """Gives the checkpoint that the twelve words belong to."""

    woorden = forms.CharField(
        label=_("De twaalf woorden uit de wijkkrant"),
        help_text=_("Met een spatie ertussen. Hoofdletters en komma’s maken niet uit."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3, "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, log: Log, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.log = log

    def clean_woorden(self) -> Checkpoint:
        """The checkpoint; else a sentence that names the wrong word, or says that these words never were ours."""
        try:
            found = queries.checkpoints_by_words(self.log, self.cleaned_data["woorden"]) if self.log.pk else []
        except words.UnknownWord as unknown:
            if unknown.word:
                raise ValidationError(
                    _("Het woord “%(word)s” kan niet in een stempel staan. Lees het nog eens na."),
                    params={"word": unknown.word[:40]},
                ) from unknown
            raise ValidationError(_("Een stempel heeft precies twaalf woorden. Tel ze na.")) from unknown
        if not found:
            raise ValidationError(
                _(
                    "Dit logboek heeft geen stempel met deze woorden. Lees ze nog eens na. Kloppen ze? "
                    "Dan is het logboek veranderd: bewaar de krant en vertel het de bewonersorganisatie."
                )
            )
        return found[0]


class CosignedForm(forms.Form):
    """A checkpoint that a witness signed, as a file from a stick or as text."""

    bestand = forms.FileField(label=_("Het bestand antwoord.txt"), required=False, max_length=100)
    tekst = forms.CharField(
        label=_("Of plak de tekst hier"),
        required=False,
        max_length=64_000,
        widget=forms.Textarea(attrs={"rows": 4, "autocapitalize": "none", "spellcheck": "false"}),
        strip=False,
    )

    def clean(self) -> dict[str, Any]:
        """`note` is the text, wherever it came from."""
        found: dict[str, Any] = super().clean() or {}
        given = found.get("bestand")
        if given is not None:
            try:
                found["note"] = given.read(64_000).decode()
            except UnicodeDecodeError as error:
                raise ValidationError(_("Dit bestand is geen tekst. Neem het bestand antwoord.txt.")) from error
        else:
            # A form sends its lines with two signs at the end; a note has one.
            found["note"] = str(found.get("tekst", "")).replace("\r\n", "\n")
        if not found["note"].strip():
            raise ValidationError(_("Kies het bestand dat het programma maakte, of plak de tekst ervan."))
        if not found["note"].endswith("\n"):
            found["note"] += "\n"
        return found
