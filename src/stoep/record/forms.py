"""What a person types about the log: twelve words from the neighbourhood paper."""

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
