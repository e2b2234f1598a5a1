"""What people type: a question with its clock, an answer, policy and a link, an override, a card."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.council import rules
from stoep.council.actions import Given, Period, Promised
from stoep.council.forms.fields import LIMIT, area, choose, web_link
from stoep.council.models import Advice, Appeal, Competent, Reply
from stoep.people.models import Organisation
from stoep.reach import missing
from stoep.shared.form_day import DayInput
from stoep.shared.form_key import FreshKey


class AskForm(forms.Form):
    """What residents ask or decide, who decides about it by law, what was promised beforehand, and by when."""

    said_as = forms.ChoiceField(
        label=_("Vraagt u iets, of besluit u iets?"),
        choices=Advice.SaidAs.choices,
        widget=forms.RadioSelect,
        initial=Advice.SaidAs.ASK,
        help_text=_("Gaat een ander erover? Dan staat uw besluit hier als advies, met een dag voor antwoord."),
    )
    title = forms.CharField(label=_("Waar gaat het over?"), max_length=rules.TITLE_LIMIT, help_text=_("In één regel."))
    words = forms.CharField(label=_("Wat vraagt of besluit u precies?"), max_length=LIMIT, widget=area(5))
    competent = forms.ChoiceField(label=_("Wie gaat hierover?"), choices=Competent.choices)
    organisation = forms.ChoiceField(
        label=_("Welke organisatie geeft antwoord?"),
        required=False,
        help_text=_("Niet nodig bij het eigen fonds van bewoners."),
    )
    called = forms.CharField(
        label=_("Staat zij er niet bij? Schrijf haar naam"),
        max_length=120,
        required=False,
        help_text=_("Alleen bij provincie, waterschap, Rijk of een andere organisatie."),
    )
    answer_due_on = forms.DateField(
        label=_("Voor welke dag krijgt u antwoord?"), required=False, widget=DayInput,
        help_text=_("Zes weken is gewoon. Daarna staat er openbaar: te laat."),
    )  # fmt: skip
    item = forms.ChoiceField(label=_("Bij welk agendapunt hoort het?"), required=False)
    influence = forms.ChoiceField(
        label=_("Hoeveel invloed is u vooraf beloofd?"), choices=Advice.Influence.choices, initial="none"
    )
    influence_by = forms.CharField(label=_("Wie beloofde dat?"), max_length=120, required=False)
    influence_on = forms.DateField(label=_("Op welke dag?"), required=False, widget=DayInput)
    already_decided = forms.CharField(
        label=_("Is er vooraf al iets besloten? Wat?"), max_length=LIMIT, required=False, widget=area(2),
        help_text=_("Schrijf het eerlijk op. Laat leeg als alles nog open ligt."),
    )  # fmt: skip
    dissent = forms.CharField(
        label=_("Denken sommige bewoners er anders over?"), max_length=LIMIT, required=False, widget=area(2),
        help_text=_("Hun woorden staan erbij, ook voor de raad."),
    )  # fmt: skip
    missed = missing.field(required=False, label=_("Besluit u iets: wat of wie mist u daarin?"))
    asked_on = forms.DateField(
        label=_("Vroeg u het al eerder, op papier? Op welke dag?"), required=False, widget=DayInput
    )
    key = FreshKey()

    def __init__(
        self,
        *args: Any,
        today: date,
        items: list[Item],
        organisations: list[Organisation],
        decided: bool = False,
        **options: Any,
    ) -> None:
        due_on = today + timedelta(days=rules.ANSWER_DAYS)
        options["initial"] = {"answer_due_on": due_on} | (options.get("initial") or {})
        super().__init__(*args, **options)
        if decided:
            # What the table decided is a decision: there is nothing to choose, and what it lacks stands there.
            del self.fields["said_as"], self.fields["missed"]
        self.items = {item.code: item for item in items}
        self.organisations = {str(each.pk): each for each in organisations}
        choose(self, "item", [("", _("bij geen agendapunt")), *((item.code, item.title) for item in items)])
        offices = [(str(each.pk), each.name) for each in organisations]
        choose(self, "organisation", [("", _("dat spreekt vanzelf, of zij staat er niet bij")), *offices])

    def said(self) -> dict[str, Any]:
        """What council.actions.ask takes. Where only one organisation fits the body, it need not be chosen."""
        given = self.cleaned_data
        chosen = self.organisations.get(given["organisation"])
        fitting = [each for each in self.organisations.values() if rules.fits(given["competent"], each.kind)]
        inside = given["competent"] not in rules.OUTSIDE
        return {
            "title": given["title"],
            "words": given["words"],
            "said_as": given.get("said_as", Advice.SaidAs.DECIDE),
            "competent": given["competent"],
            "organisation": chosen or (fitting[0] if inside and len(fitting) == 1 else None),
            "called": given["called"],
            "answer_due_on": given["answer_due_on"],
            "asked_on": given["asked_on"],
            "item": self.items.get(given["item"]),
            "promised": Promised(given["influence"], given["influence_by"], given["influence_on"]),
            "already_decided": given["already_decided"],
            "dissent": given["dissent"],
            "missed": given.get("missed", ""),
            "posted_key": given["key"],
        }


class PaperFields(forms.Form):
    """A paper on which a decision rests; all empty when there is none."""

    paper_title = forms.CharField(label=_("Op welk stuk rust dit?"), max_length=200, required=False)
    paper_link = web_link(_("Adres van het stuk"), _("Of zet de tekst hieronder."))
    paper_words = forms.CharField(label=_("Tekst van het stuk"), max_length=LIMIT, required=False, widget=area(3))
    officials_from_on = forms.DateField(
        label=_("Sinds welke dag hebben ambtenaren het?"), required=False, widget=DayInput
    )
    public_from_on = forms.DateField(
        label=_("Sinds welke dag kunnen bewoners het zien?"), required=False, widget=DayInput,
        help_text=_("Laat leeg als het niet openbaar is."),
    )  # fmt: skip
    secret_law = forms.CharField(
        label=_("Niet openbaar? Welk artikel van de Woo?"), max_length=120, required=False,
        help_text=_("Bijvoorbeeld: artikel 5.1, lid 2, onder e."),
    )  # fmt: skip
    secret_why = forms.CharField(
        label=_("Waarom is het niet openbaar?"), max_length=LIMIT, required=False, widget=area(2)
    )

    def given(self, today: date) -> Given | None:
        """The paper that was typed, if one was."""
        typed = self.cleaned_data
        if not any(typed.get(name) for name in PaperFields.base_fields):
            return None
        return Given(
            title=typed["paper_title"],
            officials_from_on=typed["officials_from_on"] or today,
            public_from_on=typed["public_from_on"],
            link=typed["paper_link"],
            words=typed["paper_words"],
            secret_law=typed["secret_law"],
            secret_why=typed["secret_why"],
        )

    def papers(self, today: date) -> list[Given]:
        """The paper that was typed, in a list; an empty list without one."""
        given = self.given(today)
        return [given] if given else []


class PaperForm(PaperFields):
    """One paper by itself."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["paper_title"].required = True
        self.fields["paper_title"].label = _("Hoe heet het stuk?")


class ReplyForm(PaperFields):
    """The answer of the competent body. The act refuses a deviation without a reason, and keeps what was typed."""

    kind = forms.ChoiceField(label=_("Wat is het antwoord?"), choices=Reply.Kind.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("Uw antwoord aan bewoners"), max_length=LIMIT, widget=area(5))
    why = forms.CharField(
        label=_("Wijkt u af, ook voor een deel? Waarom?"), max_length=LIMIT, required=False, widget=area(),
        help_text=_("Zonder reden kan afwijken niet. Iedereen leest dit."),
    )  # fmt: skip
    decided_on = forms.DateField(
        label=_("Op welke dag is dit besloten?"), required=False, widget=DayInput,
        help_text=_("Laat leeg als het vandaag is. Voor de klok telt de dag van vandaag."),
    )  # fmt: skip
    link = web_link(_("Adres van het besluit"), _("Bijvoorbeeld in de open raadsinformatie."))
    missed = missing.field()
    field_order = ["kind", "words", "why", "missed", "decided_on", "link"]

    def said(self, today: date) -> dict[str, Any]:
        """What council.actions.reply takes."""
        names = ("kind", "words", "why", "missed", "decided_on", "link")
        return {name: self.cleaned_data[name] for name in names} | {"rests_on": self.papers(today)}


class PublishForm(forms.Form):
    """Where a paper can be read from today on."""

    link = web_link(_("Adres van het stuk"), _("Of zet de tekst hieronder."))
    words = forms.CharField(label=_("Tekst van het stuk"), max_length=LIMIT, required=False, widget=area(6))


class WordsForm(forms.Form):
    """One text: a note, a reason, an appeal. What it is for stands in the label."""

    words = forms.CharField(max_length=LIMIT, widget=area(5))

    def __init__(self, *args: Any, label: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].label = label


class OverrideForm(PaperFields):
    """A decision for the general interest, with everything that it must say."""

    competent = forms.ChoiceField(
        label=_("Wie besloot dit?"),
        choices=[(value, name) for value, name in Competent.choices if value in rules.OF_MUNICIPALITY],
    )
    item = forms.ChoiceField(label=_("Tegen welk agendapunt in?"), required=False)
    advice = forms.ChoiceField(label=_("Of tegen welke vraag van bewoners in?"), required=False)
    title = forms.CharField(label=_("Wat is er besloten?"), max_length=rules.TITLE_LIMIT, help_text=_("In één regel."))
    ground = forms.CharField(
        label=_("Welk algemeen belang weegt zwaarder, en waarom?"), max_length=LIMIT, widget=area()
    )
    law = forms.CharField(label=_("Op welke wet rust het?"), max_length=200, required=False)
    loses = forms.CharField(label=_("Wat verliezen bewoners hierdoor?"), max_length=LIMIT, widget=area())
    missed = missing.field()
    decided_on = forms.DateField(label=_("Op welke dag is het besloten?"), widget=DayInput)
    since_on = forms.DateField(label=_("Vanaf welke dag geldt het?"), widget=DayInput)
    until_on = forms.DateField(
        label=_("Tot en met welke dag?"), widget=DayInput, help_text=_("Ten hoogste vier jaar. Daarna weegt u opnieuw.")
    )
    link = web_link(_("Adres van het besluit"))
    key = FreshKey()
    field_order = [
        "competent", "item", "advice", "title", "ground", "law", "loses", "missed", "decided_on", "since_on",
        "until_on", "link",
    ]  # fmt: skip

    def __init__(self, *args: Any, items: list[Item], advices: list[Advice], **options: Any) -> None:
        super().__init__(*args, **options)
        self.items = {item.code: item for item in items}
        self.advices = {str(each.pk): each for each in advices}
        choose(self, "item", [("", "-"), *((item.code, item.title) for item in items)])
        choose(self, "advice", [("", "-"), *((str(each.pk), each.title) for each in advices)])

    def said(self, today: date) -> dict[str, Any]:
        """What council.actions.overrule takes."""
        given = self.cleaned_data
        names = ("competent", "title", "ground", "law", "loses", "missed", "link")
        return {name: given[name] for name in names} | {
            "item": self.items.get(given["item"]),
            "advice": self.advices.get(given["advice"]),
            "period": Period(given["decided_on"], given["since_on"], given["until_on"]),
            "rests_on": self.papers(today),
            "posted_key": given["key"],
        }


class AnswerAppealForm(forms.Form):
    """What the council decided of an appeal."""

    outcome = forms.ChoiceField(
        label=_("Wat besloot de raad?"), choices=Appeal.Outcome.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(label=_("Waarom?"), max_length=LIMIT, widget=area())
    missed = missing.field()
    link = web_link(_("Adres van het besluit"))


class CardForm(forms.Form):
    """What a party says of itself."""

    brings = forms.CharField(
        label=_("Wat brengt u mee?"), max_length=LIMIT, widget=area(),
        help_text=_("Kennis, mensen, ruimte, geld: wat de anderen van u mogen verwachten."),
    )  # fmt: skip
    asks = forms.CharField(label=_("Wat vraagt u van de anderen?"), max_length=LIMIT, widget=area())
