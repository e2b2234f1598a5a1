"""Pages that everybody reads: the rounds of a neighbourhood, one of them, and what two keys decided in it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from stoep.budgeting import queries, rules
from stoep.budgeting.models import Decision
from stoep.budgeting.views import door
from stoep.budgeting.wording import changes, old_letters, phase_words, steps
from stoep.network import access
from stoep.places.access import neighbourhood_or_404
from stoep.record.freshness import unless_unchanged
from stoep.shared import leaves


@require_safe
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """Every round of a neighbourhood, the newest first."""
    here = neighbourhood_or_404(slug)
    number, at = leaves.number_of(request), timezone.now()
    leaf = leaves.leaf(list(queries.rounds(here)[leaves.part(number)]), number)
    page = {
        "neighbourhood": here,
        "standing": access.standing_of(request, here),
        "leaf": leaf,
        "rows": [(round, phase_words(queries.phase(round, at))) for round in leaf.rows],
    }
    return render(request, "budgeting/list.html", page)


@require_safe
def round(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One round: the money, how it is voted and counted and why, when what happens, and who counts."""
    found = door.round_or_404(slug, number)
    at, today = timezone.now(), timezone.localdate()
    (phase, last), standing = queries.phase_and_term(found, at), access.standing_of(request, found.neighbourhood)
    numbers, told = queries.numbers(found), queries.told_decisions(found, today)
    page = {
        "neighbourhood": found.neighbourhood,
        "round": found,
        "phase": phase,
        "phase_words": phase_words(phase),
        "steps": steps(found, phase, today, last),
        "parts": list(found.parts.all()),
        "counters": (counters := queries.counters(found)),
        "officials": queries.officials_among(counters),
        "observers": queries.observers(found, today),
        "observers_may_change": not rules.observers_fixed(phase, today=today, last=last),
        "observer": queries.observer_of(found, standing),
        "box": queries.box_beside(counters),
        "types": phase == "closed" and queries.may_type(found, standing),
        "venues": queries.open_venues(found),
        "numbers": numbers,
        "waiting": next((each for each in told if not each.seconded_at), None),
        "decisions": [each for each in told if each.seconded_at],
        "has_awards": numbers["awards"] > 0,
        "waits": rules.waits_too_long(timezone.localdate(numbers["since"]), today) if numbers["since"] else 0,
        "has_not_begun": phase == "talking" and at >= found.voting_from,
        "standing": standing,
    }
    return render(request, "budgeting/round.html", page)


def _plans(decision: Decision) -> list[tuple[str, int, int, str]]:
    """The plans of a proposed ballot: voice number, ballot number, cost, and what it is called."""
    held = decision.content.get("projects", [])
    titles = queries.titles(decision.round, [number for number, _place, _cents in held])
    return [(number, place, cents, titles.get(number, number)) for number, place, cents in held]


def _old_letters(decision: Decision, state: str) -> str:
    """What to do with letters that say what this decision changes: while it waits, and once it changed them."""
    if state not in ("waiting", "done") or not queries.touches_letters(decision):
        return ""
    order = queries.order_of(decision.round)
    is_older = order and order.made_at and (decision.seconded_at is None or order.made_at < decision.seconded_at)
    return old_letters(order) if is_older else ""


@require_safe
@unless_unchanged
def decision(request: HttpRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """What one key proposed and the other decided, with what stood there before and what stands there after."""
    found = door.round_or_404(slug, number)
    shown = queries.decisions(found).filter(pk=pk).first()
    if shown is None:
        raise Http404
    standing = access.standing_of(request, found.neighbourhood)
    state = queries.decision_standing(shown, timezone.localdate())
    page = {
        "neighbourhood": found.neighbourhood,
        "round": found,
        "decision": shown,
        "standing": standing,
        "state": state,
        "changes": changes(queries.changed(shown)),
        "may_second": state == "waiting" and queries.may_second(shown, standing),
        "may_withdraw": state == "waiting" and standing.leads,
        "is_ballot": shown.kind == Decision.Kind.BALLOT,
        "plans": _plans(shown),
        "lost_sheet": found.counters.filter(order=shown.content.get("lost") or 0).first(),
        "old_letters": _old_letters(shown, state),
        "award": queries.award(slug, number, shown.content["award"]) if "award" in shown.content else None,
    }
    return render(request, "budgeting/decision.html", page)
