"""What somebody types about paper: a pack to print, a pile to begin, one card after another, and what was counted."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.agenda.rules import LIMITS, MOST_STICKERS
from stoep.packs import rules
from stoep.packs.models import Batch, Pack
from stoep.reach import rules as reach
from stoep.reach import words
from stoep.shared.form_day import DayInput
from stoep.shared.form_key import FormKey
from stoep.shared.refusal import Refused
from stoep.shared.typed import clean

_BOX = {"empty": "words", "too-long": "words", "binary": "words", "alike": "sure", "taken": "place", "changed": "place"}
_OF_ADDRESS = frozenset({"bad-mail", "bad-phone", "bad-postal", "no-house-number", "long-line", "long-name", "control"})


class _Acting(forms.Form):
    use_required_attribute = False

    def refuse(self, refused: Refused) -> None:
        """Put the sentence of a refused act beside the box that it is about."""
        box = "address" if refused.code in _OF_ADDRESS else _BOX.get(refused.code, refused.code)
        self.add_error(box if box in self.fields else None, str(refused))


class Words(forms.CharField):
    """Text as it stands on the card, without signs that nobody sees; the act says what is wrong with it."""

    def to_python(self, value: Any) -> str:
        """The text, in one form of every letter."""
        return clean(str(super().to_python(value) or ""))


def _count(label: Any, initial: int, *, required: bool = True) -> forms.IntegerField:
    wrong = _("Dit is geen aantal. Vul een getal in, bijvoorbeeld 10.")
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=0,
        max_value=rules.MOST_CARDS,
        initial=initial,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "3", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
    )


class PackForm(_Acting):
    """A pack to print."""

    size = forms.ChoiceField(
        label=_("Op welk papier?"),
        choices=[(Pack.Size.A4, _("A4: twee kaarten op een vel")), (Pack.Size.A3, _("A3: vier kaarten op een vel"))],
        initial=Pack.Size.A4,
        widget=forms.RadioSelect,
    )
    voices = _count(_("Hoeveel kaarten “Wat wilt u zeggen?”"), 10)
    strengths = _count(_("Hoeveel kaarten “Wat is hier al?”"), 10)
    selves = _count(_("Hoeveel kaarten zonder nummer “Wie bent u?”"), 0, required=False)
    stickers = forms.BooleanField(label=_("Met een stickervel van de wijkagenda"), required=False, initial=True)
    key = FormKey()


class BeginForm(_Acting):
    """A pile to begin, and how long its paper is kept."""

    kind = forms.ChoiceField(label=_("Wat ligt er op de stapel?"), widget=forms.RadioSelect)
    keep_days = forms.TypedChoiceField(
        label=_("Hoe lang blijft het papier bewaard?"),
        coerce=int,
        choices=[(days, _("%(days)s dagen") % {"days": days}) for days in rules.KEEP_DAYS],
        initial=30,
        help_text=_("Daarna worden scans en wat u typte vernietigd. Wat meetelt, blijft."),
    )
    key = FormKey()

    def __init__(self, *args: Any, pack: Pack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        has = {Batch.Kind.VOICES: pack.voices, Batch.Kind.STRENGTHS: pack.strengths, Batch.Kind.STICKERS: pack.items}
        has |= {Batch.Kind.SELVES: pack.selves}
        box = self.fields["kind"]
        assert isinstance(box, forms.ChoiceField)
        box.choices = [(kind.value, kind.label) for kind, held in has.items() if held]


def _letter(label: Any, help_text: Any) -> forms.CharField:
    small = forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "size": "4", "data-letter": ""})
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=12,
        widget=small,
        error_messages={"required": _("Typ de letter die naast het vakje staat.")},
    )


def _text(label: Any, rows: int = 3, **given: Any) -> Words:
    missing = {"required": _("Typ over wat er staat.")}
    return Words(
        label=label, widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), error_messages=missing, **given
    )


class _CardForm(_Acting):
    """One card. Enter goes to the next box, and from the last one to the next card."""

    place = forms.IntegerField(
        label=_("Nummer van de kaart"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": "4"}),
        error_messages={
            kind: _("Typ het nummer dat achter het streepje staat, bijvoorbeeld 3.") for kind in ("required", "invalid")
        },
    )
    sure = forms.BooleanField(label=_("Ja, dit is een andere kaart"), required=False)
    key = FormKey()
    base = FormKey()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": str(uuid.uuid4())} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def typed(self) -> dict[str, Any]:
        """What was typed, as the card keeps it."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.boxes}

    boxes: tuple[str, ...] = ()

    def asks_whether_sure(self) -> bool:
        """Whether the card looks like another one, so that the tick is shown."""
        return "sure" in self.errors or bool(self.data.get("sure"))


class VoiceCardForm(_CardForm):
    """A card on which somebody says something."""

    boxes = ("kind", "words", "already", "audience", "tell", "address")
    field_order = ("place", *boxes)
    kind = _letter(_("Het is"), _("g goed nieuws, i idee, z zorg, v vraag, a aanbod, h verhaal"))
    words = _text(_("Woorden"))
    already = _text(_("Wie doet er al iets aan?"), 2, required=False)
    audience = _letter(_("Dit mag lezen"), _("n bewonersnetwerk, w wijk, i iedereen"))
    tell = _letter(_("Wil horen wat ervan komt"), _("n niet, b brief, t telefoon, m e-mail"))
    address = _text(_("Adres, telefoonnummer of e-mail"), 2, required=False)


class StrengthCardForm(_CardForm):
    """A card on which somebody tells what is here already."""

    boxes = ("kind", "words", "uses", "reach")
    field_order = ("place", *boxes)
    kind = _letter(
        _("Het is"),
        _("h handen, o hoofd, a hart, c club, r organisatie, p plek, w winkel, v verhaal, s wens"),
    )
    words = _text(_("Kort verteld"))
    uses = _letter(_("Wat mag ermee?"), _("l lijst, p punt van de agenda, m verbinder; niets mag ook"))
    reach = _text(_("Zo bereikt de verbinder deze persoon"), 1, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["uses"].required = False


class SelvesForm(_Acting):
    """Cards without a number, in the order in which they lie: a row a card, in each box the number that was ticked.

    0 is a question that was skipped, and an empty row is no card. With `only` just these rows, from 0.
    """

    def __init__(self, *args: Any, parts: reach.Parts, only: Sequence[int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts, self.questions = parts, reach.questions(parts)
        self.asked = list(range(reach.MOST_CARDS)) if only is None else list(only)
        for row in self.asked:
            for question in self.questions:
                label = f"{row + 1}: {words.ABOUT[question]}"
                attrs = {"inputmode": "numeric", "maxlength": 2, "autocomplete": "off", "aria-label": label}
                box = forms.CharField(label=label, required=False, max_length=2, widget=forms.TextInput(attrs=attrs))
                self.fields[f"{question}_{row}"] = box

    def rows(self) -> list[tuple[int, list[forms.BoundField]]]:
        """The grid for the page: the number of the card in the pile, and its boxes."""
        return [(row + 1, [self[f"{question}_{row}"] for question in self.questions]) for row in self.asked]

    def legend(self) -> list[tuple[str, list[tuple[int, str]]]]:
        """Which number is which answer, question by question, as on the card."""
        return [
            (str(words.ABOUT[question]), list(enumerate(map(self._called(question), every), 1)))
            for question in self.questions
            if (every := reach.answers(question, self.parts))
        ]

    def clean(self) -> dict[str, Any]:
        """Each number must be one of the card; what cannot be read is said beside its box."""
        given = super().clean() or {}
        for question in self.questions:
            most = len(reach.answers(question, self.parts))
            for row in self.asked:
                typed = (given.get(f"{question}_{row}") or "").strip()
                if typed and not (typed.isascii() and typed.isdigit() and int(typed) <= most):
                    told = _now("Typ een getal van 1 tot en met %(most)s, of 0 voor overgeslagen.") % {"most": most}
                    self.add_error(f"{question}_{row}", told)
        return given

    def settled(self) -> dict[int, dict[str, str]]:
        """What was typed, by the place of the card in the pile, from 0."""
        found: dict[int, dict[str, str]] = {}
        for row in self.asked:
            typed = {name: (self.cleaned_data.get(f"{name}_{row}") or "").strip() for name in self.questions}
            if any(typed.values()):
                found[row] = {
                    name: reach.answers(name, self.parts)[int(number) - 1]
                    for name, number in typed.items()
                    if number and int(number)
                }
        return found

    def cards(self) -> list[dict[str, str]]:
        """The cards of the pile, in their order."""
        return list(self.settled().values())

    def _called(self, question: str) -> Callable[[str], str]:
        return lambda code: words.answer(question, code, self.parts)


class SecondCountForm(_Acting):
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


CARD_FORMS: dict[str, type[_CardForm]] = {rules.VOICES: VoiceCardForm, rules.STRENGTHS: StrengthCardForm}
