"""Make the ballot: every plan of which no second party said no, with number and cost, and who goes first when equal."""

from __future__ import annotations

import random
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries
from stoep.budgeting.actions import doors, fates
from stoep.budgeting.models import Idea, Round
from stoep.network.standing import Standing
from stoep.shared.refusal import Refused

_SHOWN = 10


def proposed(round: Round, *, at: datetime, draw: random.Random) -> dict[str, Any]:
    """What the ballot would hold: numbers and the tie order are drawn here, and everybody reads them before the second
    key. Refused: "not-now", "ballot-made", "repairing", and what `_costs` refuses.
    """
    doors.ballot_open(round, at)
    sentence = _("Het stembiljet maakt u als alles is nagekeken, en voordat het stemmen begint.")
    doors.in_phase(round, at, "talking", code="not-now", sentence=sentence)
    nobody_repairs(round, at)
    costs = list(_costs(round).items())
    draw.shuffle(costs)
    projects = [[number, place, cents] for place, (number, cents) in enumerate(costs, start=1)]
    return {"projects": projects, "tie_order": _tie_order(round, projects, draw)}


def nobody_repairs(round: Round, at: datetime) -> None:
    """Refused("repairing") while an author still has time to repair an idea, as the answer to a no said.

    Who repaired it or gave it up needs no more days.
    """
    today = doors.today_of(at)
    ideas = queries.candidates(round)
    standings, running = queries.standings(ideas), {}
    for idea in ideas:
        until = queries.repair_until_of(idea, max(idea.verdicts.all(), key=lambda each: each.given_at, default=None))
        if until and today <= until and standings[idea.pk] in ("no", "refused"):
            running[idea] = until
    if running:
        sentence = _("De maker mag nog herstellen: %(which)s. Dat kan tot en met %(day)s. Maak het stembiljet daarna.")
        _none("repairing", sentence, list(running), day=date_format(max(running.values()), "j F Y"))


def _tie_order(round: Round, projects: list[list[Any]], draw: random.Random) -> list[int]:
    order = [(place, cents) for _number, place, cents in projects]
    draw.shuffle(order)
    if round.tie_break == Round.TieBreak.CHEAPEST:
        order.sort(key=lambda each: each[1])  # stable: equal costs stay as they were drawn
    return [place for place, _cents in order]


def _costs(round: Round) -> dict[str, int]:
    """The cost of each plan, by the number of its voice.

    A no to which nobody of another organisation looked again in time keeps nothing off: the plan is there at the cost
    that its author thinks. Only when that is more than its part has, the no stands: then nobody could choose it.
    Refused: "unchecked" (words that no host looked at), "no-cost", "too-dear", "none"; each with the titles that it is
    about.
    """
    ideas = queries.candidates(round)
    standings = queries.standings(ideas)
    plans = [idea for idea in ideas if idea.voice.is_shown and _goes_on(idea, standings[idea.pk])]
    waiting = [idea for idea in ideas if not idea.voice.checked_at and not idea.voice.withdrawn_at]
    _none("unchecked", _("Een gastheer moet deze ideeën nog nakijken: %(which)s."), waiting)
    costs = {idea: idea.cents if standings[idea.pk] == "yes" else idea.guessed_cents for idea in plans}
    _none("no-cost", _("Schrijf eerst op wat deze ideeën kosten: %(which)s."), [i for i in plans if not costs[i]])
    _none("too-dear", _("Deze ideeën kosten meer dan er in hun deel is: %(which)s."),
          [idea for idea in plans if (costs[idea] or 0) > idea.part.cents])  # fmt: skip
    if not plans:
        raise Refused("none", _("Er is nog geen plan om over te stemmen."))
    return {idea.voice.number: costs[idea] or 0 for idea in plans}


def _goes_on(idea: Idea, standing: str) -> bool:
    if standing == "no":
        return (idea.guessed_cents or 0) <= idea.part.cents
    return standing in ("yes", "waiting", "repaired")


def _none(code: str, sentence: Any, ideas: list[Idea], **more: str) -> None:
    if ideas:
        shown = ", ".join(idea.title or idea.voice.spoken for idea in ideas[:_SHOWN])
        raise Refused(code, sentence, which=shown + (" …" if len(ideas) > _SHOWN else ""), **more)


def make(round: Round, content: dict[str, Any], *, by: Standing, at: datetime) -> list[Any]:
    """Both keys: the numbers, costs and tie order stand from now on. The rows that were written; authors hear it.

    Refused: "repairing", and "changed" when a plan, a cost or a verdict is another one than was proposed.
    """
    doors.ballot_open(round, at)
    nobody_repairs(round, at)
    projects: list[tuple[str, int, int]] = [(number, place, cents) for number, place, cents in content["projects"]]
    if _costs(round) != {number: cents for number, _place, cents in projects}:
        raise Refused("changed", _("De plannen zijn intussen veranderd. Stel het stembiljet opnieuw voor."))
    ideas = {idea.voice.number: idea for idea in queries.candidates(round)}
    for number, place, cents in projects:
        ideas[number].ballot_number, ideas[number].cents = place, cents
    rows = [ideas[number] for number, _place, _cents in projects]
    Idea.objects.bulk_update(rows, ["ballot_number", "cents"])
    round.tie_order, round.ballot_made_at = content["tie_order"], at
    round.save(update_fields=["tie_order", "ballot_made_at"])
    fates.tell_of_ballot(rows, by=by, at=at)
    return [round, *rows]
