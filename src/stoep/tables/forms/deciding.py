"""What people type to decide: a decision, its text anew, what a seat says, and what a minority thinks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.conflicts.models import Conflict
from stoep.network.models import Interest, Seat
from stoep.reach import missing
from stoep.tables import rules
from stoep.tables.actions import Spoken
from stoep.tables.forms.fields import ItemsForm, Keyed, area, day, plain_line
from stoep.tables.models import Ballot, Resolution

_WORDS = _("Wat besluit de tafel?")
_WHY = _("Waarom?")
_MEETING = _("Op welke dag is hierover vergaderd?")
_MEETING_HELP = _("Nog niet vergaderd? Laat het leeg. Dan zegt elke zetel het hier zelf.")
SAY = {
    "agree": _("akkoord"),
    "object": _("bezwaar, met een reden"),
    "against": _("tegen"),
    "abstain": _("onthouding: ik laat het aan de anderen"),
    "aside": _("ik stap opzij: ik heb er zelf belang bij"),
}
_ORDER = ("agree", "object", "against", "abstain", "aside")


def _choices(method: str) -> list[tuple[str, Any]]:
    """What a seat can say when it is decided in this way."""
    return [(said, SAY[said]) for said in _ORDER if said in rules.MAY_SAY[method]]


class CloseForm(forms.Form):
    """What goes with a decision that is closed."""

    missed = missing.field()


class ResolutionForm(ItemsForm):
    """A decision of the partnership."""

    field_order = ["title", "words", "why", "items", "conflicts", "method", "held_on", "replaces", "key"]

    title = forms.CharField(label=_("Hoe heet dit besluit?"), max_length=rules.LIMITS["title"], widget=plain_line())
    words = forms.CharField(
        label=_WORDS, max_length=rules.WORDS_LIMIT, widget=area(5),
        help_text=_("Schrijf het zo op dat een buur het begrijpt. Deze tekst wordt het besluit."),
    )  # fmt: skip
    why = forms.CharField(label=_WHY, max_length=rules.WORDS_LIMIT, required=False, widget=area(3))
    conflicts = forms.MultipleChoiceField(
        label=_("Over welk meningsverschil gaat dit?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    method = forms.ChoiceField(
        label=_("Hoe besluit de tafel?"), widget=forms.RadioSelect,
        help_text=_("De eerste manier staat in de afspraken van de tafel."),
    )  # fmt: skip
    held_on = day(_MEETING, required=False, help_text=_MEETING_HELP)
    replaces = forms.ChoiceField(label=_("Komt dit in de plaats van een eerder besluit?"), required=False)

    def __init__(
        self,
        *args: Any,
        ways: Iterable[str],
        conflicts: Iterable[Conflict],
        in_force: Iterable[Resolution],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._conflicts = {str(one.pk): one for one in conflicts}
        self._in_force = {str(one.number): one for one in in_force}
        known = list(ways)
        self._fill("conflicts", [(key, one.title) for key, one in self._conflicts.items()])
        self._fill("method", [(way, Resolution.Method(way).label) for way in known])
        self.fields["method"].initial = known[0]
        replaced = [(key, str(one)) for key, one in self._in_force.items()]
        self._fill("replaces", [("", _("nee")), *replaced] if replaced else [])

    def _fill(self, name: str, choices: list[tuple[str, Any]]) -> None:
        chooser = self.fields[name]
        assert isinstance(chooser, forms.ChoiceField)
        chooser.choices = choices
        if not choices:
            del self.fields[name]

    def act_fields(self) -> dict[str, Any]:
        """The conflicts and the earlier decision themselves in the place of their numbers."""
        given = super().act_fields()
        return given | {
            "conflicts": [self._conflicts[key] for key in given.get("conflicts", [])],
            "replaces": self._in_force.get(given.get("replaces", "")),
        }


class AmendForm(forms.Form):
    """The text of a decision anew."""

    words = forms.CharField(label=_WORDS, max_length=rules.WORDS_LIMIT, widget=area(6))
    why = forms.CharField(
        label=_("Waarom verandert de tekst?"), max_length=rules.WORDS_LIMIT, required=False, widget=area(3)
    )
    held_on = day(_MEETING, required=False, help_text=_MEETING_HELP)


def _apart(interests: Iterable[Interest]) -> forms.BooleanField:
    """The question that a seat with interests in the register answers at every decision."""
    return forms.BooleanField(
        label=_("Dit besluit gaat niet over een belang uit het register"),
        required=False,
        help_text=_("In het register staat: %(words)s. Gaat het daar wel over? Kies dan: opzij.")
        % {"words": "; ".join(one.words for one in interests)},
    )


class CastForm(forms.Form):
    """What the own seat says."""

    said = forms.ChoiceField(label=_("Wat zegt uw zetel?"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=_WHY, max_length=rules.WORDS_LIMIT, required=False, widget=area(3),
        help_text=_("Bij een bezwaar is dit nodig. Iedereen kan het lezen."),
    )  # fmt: skip

    def __init__(self, *args: Any, method: str, interests: Iterable[Interest] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["said"]
        assert isinstance(chooser, forms.ChoiceField)
        chooser.choices = _choices(method)
        if known := list(interests):
            self.fields["is_apart"] = _apart(known)

    def clean(self) -> dict[str, Any]:
        """An objection has a reason."""
        given = super().clean() or {}
        if given.get("said") == Ballot.Said.OBJECT and not given.get("why", "").strip():
            self.add_error("why", _("Schrijf de reden op. Wat gaat er mis als dit doorgaat?"))
        return given


class DenyForm(CastForm):
    """What the own seat did say, when another wrote down something else."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said"].label = _("Wat zei uw zetel wel?")


class WriteDownForm(forms.Form):
    """What was said in a meeting: one row a seat, empty for who was not there."""

    def __init__(
        self,
        *args: Any,
        method: str,
        seats: Iterable[Seat],
        interests: Mapping[int, list[Interest]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._seats = list(seats)
        for seat in self._seats:
            who = {"name": seat.person.name}
            self.fields[f"said-{seat.pk}"] = forms.ChoiceField(
                label=_("Wat zei %(name)s?") % who,
                required=False,
                choices=[("", _("was er niet, of zei niets")), *_choices(method)],
            )
            self.fields[f"why-{seat.pk}"] = forms.CharField(
                label=_("Waarom, zei %(name)s?") % who,
                required=False,
                max_length=rules.WORDS_LIMIT,
                widget=area(2),
            )
            if known := interests.get(seat.pk):
                self.fields[f"apart-{seat.pk}"] = _apart(known)

    def clean(self) -> dict[str, Any]:
        """An objection has a reason, whoever made it."""
        given = super().clean() or {}
        for seat in self._seats:
            if given.get(f"said-{seat.pk}") == Ballot.Said.OBJECT and not given.get(f"why-{seat.pk}", "").strip():
                self.add_error(f"why-{seat.pk}", _("Schrijf de reden op. Zonder reden is het geen bezwaar."))
        return given

    def spoken(self) -> list[Spoken]:
        """Each seat that said something."""
        given = self.cleaned_data
        return [
            Spoken(seat, given[f"said-{seat.pk}"], given[f"why-{seat.pk}"], bool(given.get(f"apart-{seat.pk}", False)))
            for seat in self._seats
            if given[f"said-{seat.pk}"]
        ]


class MinorityForm(Keyed):
    """What somebody who did not agree wants to stand with the decision."""

    words = forms.CharField(
        label=_("Wat wilt u dat erbij staat?"), max_length=rules.WORDS_LIMIT, widget=area(5),
        help_text=_("Het wordt met het besluit gedrukt, met de dag van vandaag erbij."),
    )  # fmt: skip
