"""Ask: residents ask something of whoever decides about it, or decide it; in another's competence that is advice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.council import rules
from stoep.council.actions import doors
from stoep.council.models import Advice, Competent
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.people import actions as people
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.reach import missing
from stoep.record import actions as record
from stoep.shared.refusal import Refused
from stoep.tables.models import Resolution

ACT = "council.ask"


@dataclass(frozen=True, slots=True)
class Promised:
    """How much influence was promised beforehand, by whom and when; `level` "none" when nothing was."""

    level: str = "none"
    by: str = ""
    on: date | None = None


@transaction.atomic
def ask(
    *,
    neighbourhood: Neighbourhood,
    title: str,
    words: str,
    competent: str,
    by: Standing,
    at: datetime,
    today: date,
    organisation: Organisation | None = None,
    called: str = "",
    answer_due_on: date | None = None,
    asked_on: date | None = None,
    said_as: str = "ask",
    promised: Promised = Promised(),
    already_decided: str = "",
    dissent: str = "",
    missed: str = "",
    item: Item | None = None,
    resolution: Resolution | None = None,
    posted_key: str | None = None,
) -> Advice:
    """An advice with the date of its answer; in the competence of residents' own fund a decision, without a clock.

    `asked_on` is today unless it was asked on paper before. `called` names a body that nobody named here before.
    What residents decide says in `missed` what or whom it lacks, or why nothing: Refused("no-missed") without.
    With `resolution` it lays a decision of the partnership before whoever decides about it; that stays as it is.
    The same form sent twice gives the same advice.
    Raises NotAllowed (only who leads), Refused("empty" | "no-choice" | "no-answerer" | "not-decided" | "laid" | …).
    """
    network.require_here(by, neighbourhood.pk, right="lead", act=ACT, subject=f"item:{item.code}" if item else "")
    doors.lock(neighbourhood.pk)
    if posted_key and (known := Advice.objects.filter(posted_key=posted_key, neighbourhood=neighbourhood).first()):
        return known
    _refuse_choice(neighbourhood, said_as, competent, item)
    said_as = _as_resolved(neighbourhood, resolution, competent, organisation) or said_as
    is_ours = competent == Competent.FUND
    asked_on = asked_on or today
    _refuse_clock(asked_on, today if is_ours else answer_due_on, today)
    made = Advice.objects.create(
        neighbourhood=neighbourhood,
        item=item,
        resolution=resolution,
        said_as=said_as,
        competent=competent,
        organisation=None if is_ours else _answerer(competent, organisation, called),
        asked_on=asked_on,
        answer_due_on=None if is_ours else answer_due_on,
        asked_by=by.person,
        asked_side=by.side,
        noted_at=at,
        posted_key=posted_key or None,
        missed=_missed(missed, is_ours or said_as == Advice.SaidAs.DECIDE, resolution),
        **_promised(promised, asked_on),
        **_texts(title, words, already_decided, dissent),
    )
    _seal(made, by, at)
    return made


def _missed(typed: str, is_decision: bool, resolution: Resolution | None) -> str | None:
    """What a decision of residents lacks; where their table took it, what stands there. A question needs no such word.

    A decision of the table from before that was asked has none to take along.
    """
    if resolution is not None and not typed.strip():
        return resolution.missed
    return missing.said(typed) if is_decision or typed.strip() else None


def _refuse_choice(neighbourhood: Neighbourhood, said_as: str, competent: str, item: Item | None) -> None:
    if said_as not in Advice.SaidAs.values or competent not in Competent.values:
        raise Refused("no-choice", _("Kies wie hierover gaat, en of het een vraag of een besluit is."))
    if item is not None and (item.neighbourhood_id != neighbourhood.pk or item.is_draft):
        raise Refused("other-item", _("Dit punt staat niet op de agenda van deze wijk. Kies een ander punt."))


def _as_resolved(
    neighbourhood: Neighbourhood, resolution: Resolution | None, competent: str, organisation: Organisation | None
) -> str:
    """What residents call it: a decision, when the partnership took it; "" without one. Once for each who answers."""
    if resolution is None:
        return ""
    if resolution.neighbourhood_id != neighbourhood.pk or resolution.outcome != Resolution.Outcome.CARRIED:
        raise Refused("not-decided", _("Dit besluit is niet genomen aan de tafel van deze wijk. Neem het daar eerst."))
    laid = Advice.objects.filter(resolution=resolution, competent=competent, withdrawn_at__isnull=True)
    if laid.filter(organisation=organisation).exists():
        raise Refused("laid", _("Dit besluit ligt daar al. Kijk op de pagina van het besluit hoe het ermee staat."))
    return Advice.SaidAs.DECIDE


def _texts(title: str, words: str, already_decided: str, dissent: str) -> dict[str, str]:
    heading = doors.text(title, rules.TITLE_LIMIT, one_line=True)
    if not heading:
        raise Refused("empty", _("Schrijf in één regel wat u vraagt."))
    return {
        "title": heading,
        "words": doors.needed(words, _("Schrijf op wat u vraagt, en waarom.")),
        "already_decided": doors.text(already_decided),
        "dissent": doors.text(dissent),
    }


def _answerer(competent: str, organisation: Organisation | None, called: str) -> Organisation:
    """Who owes the answer. A body outside the network may be called by a name that nobody here has used yet."""
    if organisation is None and called.strip() and competent in rules.OUTSIDE:
        return people.name_organisation(name=called, kind=Organisation.Kind.OTHER)
    if organisation is None or not rules.fits(competent, organisation.kind):
        raise Refused(
            "no-answerer", _("Kies de organisatie die antwoord geeft. Zij moet passen bij wie hierover gaat.")
        )
    return organisation


def _refuse_clock(asked_on: date, due_on: date | None, today: date) -> None:
    sentences = {
        "asked-later": _("De dag van de vraag ligt na vandaag. Kies vandaag of eerder."),
        "asked-too-old": _("Deze vraag is ouder dan twee jaar. Stel haar opnieuw."),
        "no-due": _("Kies voor welke dag u antwoord krijgt."),
        "due-passed": _("De dag van het antwoord is al voorbij. Kies een dag vanaf vandaag."),
        "due-too-far": _("De dag van het antwoord is te ver weg. Kies een dag binnen twee jaar."),
    }
    if code := rules.refused_clock(asked_on, due_on, today):
        raise Refused(code, sentences[code])


def _promised(promised: Promised, asked_on: date) -> dict[str, Any]:
    """Influence counts as promised beforehand when it was promised on the day of the question at the latest."""
    if promised.level not in Advice.Influence.values:
        raise Refused("no-choice", _("Kies hoeveel invloed u vooraf beloofd is."))
    if promised.level == Advice.Influence.NONE:
        return {"influence": promised.level}
    who = doors.text(promised.by, 120, one_line=True)
    if not who or promised.on is None:
        raise Refused("influence-by", _("Schrijf wie deze invloed beloofde, en op welke dag."))
    if promised.on > asked_on:
        raise Refused("influence-after", _("Deze invloed is na uw vraag beloofd. Kies dan: vooraf is niets beloofd."))
    return {"influence": promised.level, "influence_by": who, "influence_on": promised.on}


def _seal(made: Advice, by: Standing, at: datetime) -> None:
    ours = made.is_decision
    told = "Bewoners besloten iets over hun eigen fonds." if ours else "Bewoners vroegen iets aan wie erover gaat."
    record.seal(
        neighbourhood=made.neighbourhood,
        act=ACT,
        subject=f"advice:{made.pk}",
        by=by.actor(),
        at=at,
        facts={
            "told": told,
            "ours": ours,
            "said_as": made.said_as,
            "competent": made.competent,
            "organisation": made.organisation.name if made.organisation else "",
            "influence": made.influence,
            "influence_on": made.influence_on.isoformat() if made.influence_on else "",
            "decided_already": bool(made.already_decided),
            "asked_on": made.asked_on.isoformat(),
            "answer_due_on": made.answer_due_on.isoformat() if made.answer_due_on else "",
            "item": made.item.code if made.item else "",
            "resolution": made.resolution.number if made.resolution else None,
        },
        personal={"title": made.title, "words": made.words, "dissent": made.dissent},
        rows=[made],
    )
