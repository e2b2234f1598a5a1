"""How a count went, in the reader's language: the same codes that core/counting gives, as sentences of this house."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from stoep.budgeting import rules
from stoep.budgeting.models import Result

DOTS = 20
SAID = {
    "said-ballots": _("%(voters)s mensen stemden over %(projects)s plannen. Er was %(budget)s te verdelen."),
    "said-end-all": _("Elk plan dat kon winnen, paste binnen het bedrag."),
    "said-end-filled-shares": _("Daarmee konden %(bought)s plannen. Met wat over was, kwamen er %(filled)s bij."),
    "said-end-passed-over": _("Wat niet meer paste binnen het bedrag, werd overgeslagen: %(many)s plannen."),
    "said-end-phragmen": _("Het tellen stopte toen het volgende plan niet meer paste binnen het bedrag."),
    "said-end-raised-filled-shares": _(
        "Ieders deel groeide %(raised)s keer met 1 euro, tot %(share)s. Daarmee konden %(bought)s plannen. Daarna "
        "kwamen er %(filled)s bij."
    ),
    "said-end-raised-shares": _(
        "Ieders deel groeide %(raised)s keer met 1 euro, tot %(share)s, zolang het bedrag dat toeliet. Daarmee konden "
        "%(bought)s plannen."
    ),
    "said-end-shares": _("Daarmee konden %(bought)s plannen. Geen groep had samen genoeg over voor nog een plan."),
    "said-end-stopped": _("Het tellen stopte bij het eerste plan dat niet meer paste."),
    "said-equal-shares-cardinality": _(
        "Iedere stemmer kreeg een even groot deel: %(share)s. Wie hetzelfde plan koos, betaalde het samen. Wat per "
        "stemmer het minst kostte, ging voor."
    ),
    "said-equal-shares-cost": _(
        "Iedere stemmer kreeg een even groot deel: %(share)s. Wie hetzelfde plan koos, betaalde het samen. Wat "
        "stemmers het minst kostte voor het geld dat het brengt, ging voor."
    ),
    "said-first": _("Als eerste won %(name)s. Daar waren %(votes)s stemmers voor."),
    "said-first-paid": _("Als eerste won %(name)s. %(payers)s stemmers betaalden het, ieder %(price)s."),
    "said-glad": _(
        "%(glad)s van de %(voters)s stemmers zien minstens één plan winnen dat zij kozen. %(without)s niet."
    ),
    "said-most-points": _("Het plan met de meeste punten ging voor, dan het volgende."),
    "said-most-votes": _("Het plan met de meeste stemmen ging voor, dan het volgende."),
    "said-nobody": _("Geen enkel plan kon worden betaald."),
    "said-phragmen": _("Alle stemmers spaarden even snel. Een groep kocht een plan zodra dat kon."),
    "said-result": _("%(winners)s plannen wonnen. Samen kosten zij %(spent)s. Er blijft %(left)s over."),
}
NEAR = {
    "lacking-room": _("er was te weinig geld over"),
    "lacking-shares": _("de stemmers ervoor hadden te weinig over"),
    "lacking-stopped": _("het tellen was al klaar"),
    "lacking-support": _("niemand koos dit plan"),
}
REASONS = {
    "unreadable": _("envelop die niet te lezen was"),
    "unknown": _("code die niet bestaat"),
    "void": _("code van een brief die vervangen was"),
    "other-part": _("stem in een ander deel van de wijk"),
    "against-rules": _("te veel gekozen, of niets"),
    "replaced": _("eerdere stem van wie opnieuw stemde"),
    "paper-first": _("stem op een scherm van wie ook op papier stemde"),
    "two-papers": _("papieren van één code die iets anders zeggen, zonder dat er één ‘Ik stem opnieuw’ zegt"),
}


def sentences(result: Result) -> list[str]:
    """The six sentences of the explanation."""
    return [str(SAID[code]) % _shown(values) for code, values in result.outcome.get("said", []) if code in SAID]


def _shown(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: rules.euros(each["cents"]) if isinstance(each, dict) else each for key, each in values.items()}


def winners(result: Result) -> list[dict[str, Any]]:
    """Every plan that won, in the order in which it won: `amount`, `share` of the voters of a hundred, who `paid`."""
    return [_seen(each, result) | {"paid": _paid(each)} for each in result.outcome["winners"]]


def others(result: Result) -> list[dict[str, Any]]:
    """Every plan that did not win, with its `amount`, its `share` of the voters, and what it `lacked`."""
    near = result.outcome.get("near", {})
    return [
        _seen(each, result) | {"lacked": str(NEAR.get(near.get(each["id"], ""), ""))}
        for each in result.outcome["others"]
    ]


def dots(result: Result) -> list[bool]:
    """Twenty dots, each for as many voters: filled for who has something. All or none is only said when it is so."""
    voters, glad = result.outcome.get("voters", 0), result.outcome.get("voters_with_a_winner", 0)
    if not voters:
        return []
    filled = round(DOTS * glad / voters)
    filled = min(filled, DOTS - 1) if glad < voters else DOTS
    return [place < (max(filled, 1) if glad else 0) for place in range(DOTS)]


def _seen(plan: Mapping[str, Any], result: Result) -> dict[str, Any]:
    voters = result.outcome.get("voters", 0)
    share = 100 * plan["votes"] // voters if voters else 0
    return {**plan, "amount": _euros(plan["cost"]), "share": share, "voters": voters}


def _paid(plan: Mapping[str, Any]) -> str:
    if plan.get("added_by_completion"):
        return str(_("Dit plan kwam erbij van wat over was."))
    if "price" not in plan:
        return ""
    values = {"many": plan["paid_in_full"], "price": _euros(plan["price"]), "rest": plan["paid_the_rest"]}
    if plan["paid_the_rest"]:
        return str(_("%(many)s betaalden elk %(price)s. %(rest)s gaven wat zij nog over hadden.")) % values
    if plan["paid_in_full"] == plan["votes"]:
        return str(_("Wie dit koos, betaalde %(price)s.")) % values
    return str(_("%(many)s betaalden elk %(price)s.")) % values


def _euros(sum_of: Any) -> str:
    return rules.euros(round(Fraction(str(sum_of)) * 100))


def nearness(plan: Mapping[str, Any]) -> list[str]:
    """How near a plan came that did not win, in sentences."""
    told = [
        ngettext("%(votes)s stemmer koos het.", "%(votes)s stemmers kozen het.", plan["votes"])
        % {"votes": plan["votes"]}
    ]
    if plan["lacked"]:
        told.append(_now("Het haalde het niet: %(lacked)s.") % {"lacked": plan["lacked"]})
    if plan.get("short_votes"):
        short = plan["short_votes"]
        said = ngettext("Het kwam %(short)s stem tekort.", "Het kwam %(short)s stemmen tekort.", short)
        told.append(said % {"short": short})
    if plan.get("short_money"):
        said = _now("Er ontbrak %(amount)s.")
        told.append(said % {"amount": rules.euros(round(plan["short_money"] * 100))})
    return told


def reasons(left_out: Mapping[str, int]) -> list[tuple[str, int]]:
    """What did not count, and how many."""
    return [(str(REASONS[reason]), many) for reason, many in sorted(left_out.items()) if reason in REASONS]
