"""What whoever leads types of a round: the money, the rule and why, the days, the places, and who counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import rules
from stoep.budgeting.forms.fields import EuroField, Keyed, area, choice, clock, day, line, number
from stoep.budgeting.models import Round
from stoep.people.models import Organisation, Person
from stoep.venues.models import Venue

OBSERVERS = _("Minstens twee, van verschillende partijen. Eén is een bewoner. Een teller kan het niet zijn.")
_MOMENTS = ("voting_from", "voting_until", "count_at")
_DAYS = ("ideas_from", "ideas_until", "check_until", "objections_until")
_PLAIN = (
    "title", "why", "who_may_vote", "contact", "phone", "ballot", "most", "rule", "utility", "completion", "tie_break",
    "why_rule", "tracker", "reserve_per_thousand", "repair_days", "count_where", *_DAYS,
)  # fmt: skip


COUNTERS_KNOWN = _(
    "Heeft een teller hier een zetel of taak? Schrijf dan precies die naam. "
    "Zo hoort die het als er een nieuwe sleutel komt."
)

_NOT_DIVIDED = _(
    "Wordt de wijk niet verdeeld? Schrijf dan bij deel 1: de hele wijk. Elk deel krijgt minstens 50 brieven: in een "
    "kleiner deel is te raden wat iemand stemde."
)


class RoundForm(Keyed):
    """A round, whole: nothing of it is left to be filled in later but the counters and the places of a draft."""

    title = line(_("Hoe heet de ronde?"), "title", help_text=_("Bijvoorbeeld: Samen over 100.000 euro."))
    why = area(_("Waar is het geld voor, en waar komt het vandaan?"))
    contact = line(_("Bij wie kunnen mensen terecht met vragen?"), "contact", help_text=_("De naam van een mens."))
    phone = line(_("Op welk nummer?"), "phone", required=False, help_text=_("Iedereen kan dit lezen."))
    who_may_vote = line(
        _("Wie mag stemmen?"), "who_may_vote", initial=_("Iedereen van 12 jaar of ouder die in de wijk woont."),
    )  # fmt: skip
    carried_over = forms.ChoiceField(label=_("Is er geld over van een eerdere ronde?"), required=False)
    carried_cents = EuroField(
        label=_("Hoeveel van dat geld doet mee?"), required=False,
        help_text=_("Tel het zelf mee in de bedragen hierboven. Hier zegt u hoeveel daarvan over was."),
    )  # fmt: skip
    ballot = choice(
        _("Wat zetten mensen op hun stembiljet?"), Round.Ballot.choices,
        help_text=_("Bij gelijke delen en Phragmén worden alle stemmen bekend, zonder naam. Een bijzondere verdeling "
                    "van punten is dan te herkennen. Zo kan iemand een stem verkopen of afdwingen. Met kruisjes kan "
                    "dat minder. Bij de meeste stemmen eerst worden alleen aantallen bekend."),
    )  # fmt: skip
    most = number(
        _("Hoeveel plannen of punten?"), most=1000, required=False,
        help_text=_("Bij plannen kiezen tot het geld op is, laat u dit leeg."),
    )  # fmt: skip
    rule = choice(_("Hoe wordt er geteld?"), Round.Rule.choices)
    utility = choice(
        _("Alleen bij gelijke delen: hoe zwaar telt een plan?"),
        [("", _("niet van toepassing")), *Round.Utility.choices], required=False,
    )  # fmt: skip
    completion = choice(_("Wat gebeurt er met wat over is?"), Round.Completion.choices)
    tie_break = choice(_("Als twee plannen precies gelijk zijn, wint:"), Round.TieBreak.choices)
    why_rule = area(_("Waarom kiest u deze manier van tellen?"), help_text=_("Iedereen leest dit."))
    tracker = forms.BooleanField(
        label=_("Wie stemt, mag een merkteken vragen om het eigen stembiljet terug te vinden"), required=False,
        help_text=_("Dat heeft een prijs: met een merkteken kan iemand zijn stem ook bewijzen, en dus verkopen."),
    )  # fmt: skip
    reserve_per_thousand = number(
        _("Hoeveel van elke 1.000 brieven mogen opnieuw?"), most=rules.MOST_RESERVE, least=0,
        help_text=_("Voor wie een brief kwijt is. Hoogstens 20."),
    )  # fmt: skip
    ideas_from = day(_("Eerste dag voor ideeën"))
    ideas_until = day(_("Laatste dag voor ideeën"))
    repair_days = number(
        _("Hoeveel dagen krijgt een maker om een idee te herstellen?"), most=90,
        help_text=_("Als iemand zegt dat het zo niet kan. Zo veel dagen, en nog een dag voor het stembiljet, moeten "
                    "er liggen tussen het nakijken en het stemmen."),
    )  # fmt: skip
    check_until = day(_("Wanneer is alles nagekeken?"))
    voting_from_day = day(_("Eerste dag om te stemmen"))
    voting_from_clock = clock(_("Vanaf hoe laat?"))
    voting_until_day = day(_("Laatste dag om te stemmen"))
    voting_until_clock = clock(_("Tot hoe laat?"))
    count_at_day = day(_("Op welke dag wordt er geteld?"))
    count_at_clock = clock(_("Hoe laat begint het tellen?"))
    count_where = line(_("Waar wordt er geteld?"), "count_where", help_text=_("Iedereen mag erbij zijn."))
    objections_until = day(_("Tot wanneer kunnen mensen bezwaar maken?"))
    venues = forms.MultipleChoiceField(
        label=_("Waar kunnen mensen op papier meedoen?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        venues: Iterable[Venue],
        organisations: Iterable[Organisation],
        people: Iterable[Person],
        earlier: Iterable[Round],
        round: Round | None = None,
        **kwargs: Any,
    ) -> None:
        known = _initial(round) if round else {"reserve_per_thousand": rules.MOST_RESERVE, "repair_days": 14}
        kwargs["initial"] = known | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self._venues = {str(venue.pk): venue for venue in venues}
        self._parties = {str(party.pk): party for party in organisations}
        self._people = {str(person.pk): person for person in people}
        self._earlier = {str(one.number): one for one in earlier if round is None or one.pk != round.pk}
        self.fields["venues"].choices = [  # type: ignore[attr-defined]
            (key, f"{venue.name}, {venue.address}") for key, venue in self._venues.items()
        ]
        self.fields["carried_over"].choices = [  # type: ignore[attr-defined]
            ("", _("nee")),
            *((key, f"{one.number}. {one.title}") for key, one in self._earlier.items()),
        ]
        self._add_parts(round)
        self._add_counters()
        self._add_observers()

    def _add_parts(self, round: Round | None) -> None:
        many = min(rules.MOST_PARTS, max(3, (round.parts.count() if round else 0) + 2))
        self._parts = range(1, many + 1)
        for order in self._parts:
            self.fields[f"part_{order}"] = line(
                _("Deel %(order)s: hoe heet het?") % {"order": order}, "part", required=order == 1,
                help_text=_NOT_DIVIDED if order == 1 else "",
            )  # fmt: skip
            self.fields[f"part_{order}_cents"] = EuroField(
                label=_("Deel %(order)s: hoeveel euro?") % {"order": order}, required=order == 1
            )

    def _add_counters(self) -> None:
        choices = [("", _("bewoners")), *((key, party.name) for key, party in self._parties.items())]
        for order in range(1, rules.COUNTERS + 1):
            said = {"order": order}
            self.fields[f"counter_{order}"] = line(
                _("Teller %(order)s: hoe heet die?") % said,
                "called",
                required=False,
                help_text=COUNTERS_KNOWN if order == 1 else "",
            )
            self.fields[f"counter_{order}_party"] = forms.ChoiceField(
                label=_("Teller %(order)s: van wie?") % said, choices=choices, required=False
            )

    def _add_observers(self) -> None:
        known = [
            (key, f"{person.name} ({person.organisation or _('bewoner')})") for key, person in self._people.items()
        ]
        for order in range(1, rules.MOST_OBSERVERS + 1):
            self.fields[f"observer_{order}"] = forms.ChoiceField(
                label=_("Waarnemer %(order)s") % {"order": order}, choices=[("", _("niemand")), *known], required=False,
                help_text=OBSERVERS if order == 1 else "",
            )  # fmt: skip

    def sections(self) -> Iterator[tuple[Any, list[Any]]]:
        """The form in the order in which people think, each piece under its heading."""
        parts = [name for order in self._parts for name in (f"part_{order}", f"part_{order}_cents")]
        counters = [
            name for order in range(1, rules.COUNTERS + 1) for name in (f"counter_{order}", f"counter_{order}_party")
        ]
        days = [name for name in self.fields if name.endswith(("_day", "_clock")) or name in _DAYS]
        for heading, names in (
            (_("Waar het over gaat"), ["title", "why", "contact", "phone", "who_may_vote"]),
            (_("Het geld"), [*parts, "carried_over", "carried_cents"]),
            (_("Stemmen en tellen"), ["ballot", "most", "rule", "utility", "completion", "tie_break", "why_rule"]),
            (_("Wanneer en waar"), [*days, "repair_days", "count_where", "venues"]),
            (_("Wie telt"), counters),
            (_("Wie kijkt of het eerlijk gaat"), [f"observer_{each}" for each in range(1, rules.MOST_OBSERVERS + 1)]),
            (_("Brieven"), ["reserve_per_thousand", "tracker"]),
        ):
            yield heading, [self[name] for name in names]

    def act_fields(self) -> dict[str, Any]:
        """What the act takes: moments in the time of the wijk, parts with their sums, counters with their party."""
        typed = self.cleaned_data
        given = {name: typed[name] for name in _PLAIN}
        for name in _MOMENTS:
            naive = datetime.combine(typed[f"{name}_day"], typed[f"{name}_clock"])
            given[name] = timezone.make_aware(naive)
        return given | {
            "parts": [
                (typed[f"part_{order}"], typed[f"part_{order}_cents"] or 0)
                for order in self._parts if typed[f"part_{order}"] or typed[f"part_{order}_cents"]
            ],
            "counters": [
                (typed[f"counter_{order}"], self._parties.get(typed[f"counter_{order}_party"]))
                for order in range(1, rules.COUNTERS + 1)
            ],
            "observers": [
                self._people[typed[f"observer_{order}"]]
                for order in range(1, rules.MOST_OBSERVERS + 1) if typed[f"observer_{order}"]
            ],
            "venues": [self._venues[key] for key in typed["venues"]],
            "carried_over": self._earlier.get(typed["carried_over"]),
            "carried_cents": typed["carried_cents"] or 0,
            "posted_key": typed["key"] or None,
        }  # fmt: skip


def _initial(round: Round) -> dict[str, Any]:
    known: dict[str, Any] = {name: getattr(round, name) for name in _PLAIN}
    for name in _MOMENTS:
        moment = timezone.localtime(getattr(round, name))
        known |= {f"{name}_day": moment.date(), f"{name}_clock": moment.time()}
    for part in round.parts.all():
        known |= {f"part_{part.order}": part.name, f"part_{part.order}_cents": part.cents}
    for counter in round.counters.all():
        known |= {
            f"counter_{counter.order}": counter.called,
            f"counter_{counter.order}_party": str(counter.party_id or ""),
        }
    known |= {f"observer_{each.order}": str(each.person_id or "") for each in round.observers.all()}
    known["venues"] = [str(key) for key in round.venues.values_list("pk", flat=True)]
    known["carried_over"] = str(round.carried_over.number) if round.carried_over else ""
    return known | {"carried_cents": round.carried_cents or None}


class ChangeForm(RoundForm):
    """The same for an open round, with the reason, which everybody reads."""

    reason = area(_("Waarom verandert u dit?"), rows=2, help_text=_("Iedereen leest dit, met wat er eerst stond."))

    def act_fields(self) -> dict[str, Any]:
        """What the act takes."""
        given = super().act_fields()
        del given["posted_key"]
        return given | {"why_change": self.cleaned_data["reason"]}

    def sections(self) -> Iterator[tuple[Any, list[Any]]]:
        """The reason first."""
        yield _("Waarom"), [self["reason"]]
        yield from super().sections()
