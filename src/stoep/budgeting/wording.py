"""A round in words: its phase, its steps in time, and what a decision changes, as a reader sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from stoep.budgeting import rules
from stoep.budgeting.models import LetterOrder, Round
from stoep.budgeting.queries import Changed
from stoep.shared.choices import label

_PHASES = {
    "draft": gettext_lazy("in concept"),
    "announced": gettext_lazy("open: ideeën komen binnenkort"),
    "ideas": gettext_lazy("u kunt nu ideeën geven"),
    "checking": gettext_lazy("de ideeën worden nagekeken"),
    "talking": gettext_lazy("wij praten over de plannen"),
    "voting": gettext_lazy("u kunt nu stemmen"),
    "closed": gettext_lazy("het stemmen is klaar, er wordt geteld"),
    "counted": gettext_lazy("geteld"),
    "done": gettext_lazy("klaar"),
    "stopped": gettext_lazy("gestopt"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a round: what happens, when, and whether that is past ("done"), now ("now") or yet to come ("")."""

    what: str
    when: str
    state: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What a decision changes, in words."""

    what: str
    before: str
    after: str


def phase_words(phase: str) -> str:
    """In which phase a round is."""
    return str(_PHASES[phase])


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _moment(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{date_format(local, 'l j F Y')}, {local:%H:%M}"


def until_when(round: Round, last: date | None, today: date) -> str:
    """Until when people can object: the day, or how many days after the count when that is late."""
    count_planned = timezone.localdate(round.count_at)
    if last is None and today > count_planned:
        days = (round.objections_until - count_planned).days
        return ngettext("tot en met %(days)s dag na het tellen", "tot en met %(days)s dagen na het tellen", days) % {
            "days": days
        }
    return _("tot en met %(day)s") % {"day": _day(last or round.objections_until)}


def steps(round: Round, phase: str, today: date, last: date | None) -> list[Step]:
    """The round in time, from the first day for ideas until every plan that got money is done or was stopped.

    `last`: the last day of the term for objections; None while it is not counted.
    """
    span = {"first": _day(round.ideas_from), "last": _day(round.ideas_until)}
    vote = {"first": _moment(round.voting_from), "last": _moment(round.voting_until)}
    told = (
        ("ideas", _("Iedereen geeft ideeën"), _("van %(first)s tot en met %(last)s") % span),
        ("checking", _("Wij kijken na of een idee kan"), _("tot en met %(day)s") % {"day": _day(round.check_until)}),
        ("talking", _("Wij praten over de plannen"), _("totdat het stemmen begint")),
        ("voting", _("Stemmen"), _("van %(first)s tot %(last)s") % vote),
        ("closed", _("Tellen in het openbaar"), f"{_moment(round.count_at)}, {round.count_where}"),
        ("counted", _("Bezwaar maken"), until_when(round, last, today)),
        ("counted", _("De plannen uitvoeren"), _("totdat elk plan klaar of gestopt is")),
    )
    if phase == "stopped":
        return [Step(what, when, "") for _name, what, when in told]
    here = rules.PHASES.index(phase)
    found = [Step(what, when, _state(rules.PHASES.index(name), here)) for name, what, when in told]
    if phase == "counted" and not rules.may_object(today, last):
        found[-2] = replace(found[-2], state="done")
    return found


def _state(own: int, here: int) -> str:
    return "now" if own == here else "done" if own < here else ""


_NAMES = {
    "title": gettext_lazy("naam"),
    "why": gettext_lazy("waar het geld voor is"),
    "who_may_vote": gettext_lazy("wie mag stemmen"),
    "contact": gettext_lazy("bij wie u terecht kunt"),
    "phone": gettext_lazy("telefoonnummer"),
    "why_rule": gettext_lazy("waarom deze manier van tellen"),
    "count_where": gettext_lazy("waar er geteld wordt"),
    "ballot": gettext_lazy("stembiljet"),
    "rule": gettext_lazy("manier van tellen"),
    "utility": gettext_lazy("hoe zwaar een plan telt"),
    "completion": gettext_lazy("wat er met de rest gebeurt"),
    "tie_break": gettext_lazy("wat wint bij gelijk"),
    "most": gettext_lazy("hoeveel plannen of punten"),
    "tracker": gettext_lazy("merkteken"),
    "reserve_per_thousand": gettext_lazy("brieven die opnieuw mogen, van elke 1.000"),
    "repair_days": gettext_lazy("dagen om te herstellen"),
    "carried_cents": gettext_lazy("over van een eerdere ronde"),
    "carried_over": gettext_lazy("van welke eerdere ronde"),
    "ideas_from": gettext_lazy("eerste dag voor ideeën"),
    "ideas_until": gettext_lazy("laatste dag voor ideeën"),
    "check_until": gettext_lazy("alles nagekeken"),
    "objections_until": gettext_lazy("bezwaar tot en met"),
    "voting_from": gettext_lazy("begin van het stemmen"),
    "voting_until": gettext_lazy("einde van het stemmen"),
    "count_at": gettext_lazy("begin van het tellen"),
    "parts": gettext_lazy("bedragen"),
    "counters": gettext_lazy("tellers"),
    "observers": gettext_lazy("waarnemers"),
    "venues": gettext_lazy("plekken"),
}
_CHOICES: dict[str, Any] = {
    "ballot": Round.Ballot,
    "rule": Round.Rule,
    "utility": Round.Utility,
    "completion": Round.Completion,
    "tie_break": Round.TieBreak,
}
_WORDS: dict[str, Callable[[Any], str]] = {
    **{name: partial(label, own) for name, own in _CHOICES.items()},
    **{
        name: lambda held: _day(date.fromisoformat(held))
        for name in ("ideas_from", "ideas_until", "check_until", "objections_until")
    },
    **{
        name: lambda held: _moment(datetime.fromisoformat(held)) for name in ("voting_from", "voting_until", "count_at")
    },
    "parts": lambda held: get_text_list([f"{name} {rules.euros(cents)}" for name, cents in held], _("en")),
    "counters": lambda held: get_text_list(
        [f"{called} ({party or _('bewoners')})" for called, party, _kind in held], _("en")
    ),
    "observers": lambda held: get_text_list(
        [f"{called} ({party or _('bewoners')})" for called, party in held], _("en")
    ),
    "venues": lambda held: get_text_list(held, _("en")),
    "tracker": lambda held: pgettext("answer", "ja") if held else pgettext("answer", "nee"),
    "carried_cents": rules.euros,
}


def old_letters(order: LetterOrder | None) -> str:
    """What to do with letters that were made already, when what stands in them changes; "" when there are none."""
    if order is None or order.made_at is None:
        return ""
    told = ngettext(
        "Let op: er is al %(many)s brief gemaakt, op %(day)s.", "Let op: er zijn al %(many)s brieven gemaakt, op "
        "%(day)s.", order.total,
    ) % {"many": order.total, "day": _day(timezone.localdate(order.made_at))}  # fmt: skip
    if order.fetched_at:
        day = _day(timezone.localdate(order.fetched_at))
        told = f"{told} " + _("Op %(day)s zijn ze opgehaald om te drukken.") % {"day": day}
    return " ".join((
        told,
        _("In die brieven staan de dagen van het stemmen, de plekken en het telefoonnummer van toen."),
        _("Zijn ze nog niet bezorgd? Maak ze dan ongeldig en bestel nieuwe."),
        _("Zijn ze al bezorgd? Stuur dan elk adres een bericht. De codes blijven geldig, en de pagina van het stemmen "
          "noemt de nieuwe dag."),
    ))  # fmt: skip


def changes(changed: Iterable[Changed]) -> list[Difference]:
    """What a decision changes, one line a field."""
    return [Difference(str(_NAMES[each.name]), _word(each.name, each.before), _word(each.name, each.after))
            for each in changed]  # fmt: skip


def _word(name: str, held: Any) -> str:
    if held is None or held == "":
        return _("niets")
    return str(_WORDS.get(name, str)(held))
