"""A pack to print, and a pile to begin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.gatherings.queries import Offer
from stoep.packs import rules
from stoep.packs.actions import Invitation
from stoep.packs.forms.fields import Acting
from stoep.packs.models import Batch, Pack
from stoep.shared.form_key import FreshKey


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


class PackForm(Acting):
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
    answers = _count(_("Hoeveel kaarten met een uitnodiging"), 0, required=False)
    invitation = forms.ChoiceField(
        label=_("Welke uitnodiging?"),
        required=False,
        help_text=_("Staat een taal er niet bij? Dan heeft nog niemand de woorden goedgekeurd."),
    )
    stickers = forms.BooleanField(label=_("Met een stickervel van de wijkagenda"), required=False, initial=True)
    key = FreshKey()

    def __init__(self, *args: Any, invitations: Sequence[Offer] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offers = {str(at): one for at, one in enumerate(invitations, start=1)}
        chooser = self.fields["invitation"]
        assert isinstance(chooser, forms.ChoiceField)
        chooser.choices = [("", _("Geen")), *((at, str(one)) for at, one in self._offers.items())]
        if not self._offers:
            del self.fields["answers"], self.fields["invitation"]

    def clean(self) -> dict[str, Any]:
        """Cards with an invitation need one."""
        given = super().clean() or {}
        if given.get("answers") and not given.get("invitation") and "invitation" not in self.errors:
            self.add_error("invitation", _("Kies welke uitnodiging op de kaarten staat."))
        return given

    def act_fields(self) -> dict[str, Any]:
        """What the act takes."""
        given = self.cleaned_data
        offer, many = self._offers.get(given.get("invitation") or ""), given.get("answers") or 0
        asked = Invitation(offer.activity, offer.language, offer.street, many) if offer and many else None
        plain = {name: given[name] for name in ("size", "voices", "strengths", "stickers")}
        return plain | {"selves": given["selves"] or 0, "invitation": asked, "posted_key": given["key"]}


class BeginForm(Acting):
    """A pile to begin, and how long its paper is kept."""

    kind = forms.ChoiceField(label=_("Wat ligt er op de stapel?"), widget=forms.RadioSelect)
    keep_days = forms.TypedChoiceField(
        label=_("Hoe lang blijft het papier bewaard?"),
        coerce=int,
        choices=[(days, _("%(days)s dagen") % {"days": days}) for days in rules.KEEP_DAYS],
        initial=30,
        help_text=_("Daarna worden scans en wat u typte vernietigd. Wat meetelt, blijft."),
    )
    key = FreshKey()

    def __init__(self, *args: Any, pack: Pack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        has = {Batch.Kind.VOICES: pack.voices, Batch.Kind.STRENGTHS: pack.strengths, Batch.Kind.STICKERS: pack.items}
        has |= {Batch.Kind.SELVES: pack.selves, Batch.Kind.ANSWERS: pack.answers}
        box = self.fields["kind"]
        assert isinstance(box, forms.ChoiceField)
        box.choices = [(kind.value, kind.label) for kind, held in has.items() if held]
