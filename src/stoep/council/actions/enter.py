"""Enter: write down a goal, a motion, a decision of the council or a programme of the budget."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.council import rules
from stoep.council.actions import doors
from stoep.council.models import Policy
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.reach import missing
from stoep.record import actions as record
from stoep.shared.refusal import Refused

ACT = "council.enter"


@transaction.atomic
def enter(
    *,
    neighbourhood: Neighbourhood,
    kind: str,
    title: str,
    by: Standing,
    at: datetime,
    today: date,
    number: str = "",
    taakveld: str = "",
    money: str = "",
    missed: str = "",
    said_on: date | None = None,
    source: str = "",
    corrects: Policy | None = None,
    posted_key: str | None = None,
) -> Policy:
    """The policy as it can be linked to items from now on. The same form sent twice gives the same one.

    A decision of the council says in `missed` what or whom it lacks, or why nothing: Refused("no-missed") without.

    With `corrects` it mends a slip in policy that stands here: the first row stays, and links stay with it.
    Whoever takes part for the municipality, its clerk, or who leads. Raises NotAllowed, Refused.
    """
    refuse_not_enterer(by, neighbourhood.pk)
    doors.lock(neighbourhood.pk)
    if posted_key and (known := Policy.objects.filter(posted_key=posted_key, neighbourhood=neighbourhood).first()):
        return known
    _refuse(neighbourhood, kind, taakveld, said_on, corrects, today)
    heading = doors.text(title, 300, one_line=True)
    if not heading:
        raise Refused("empty", _("Schrijf hoe dit beleid heet."))
    made = Policy.objects.create(
        neighbourhood=neighbourhood,
        kind=kind,
        number=doors.text(number, 60, one_line=True),
        title=heading,
        taakveld=taakveld.strip(),
        money=doors.text(money, 300, one_line=True),
        missed=missing.said(missed) if kind == Policy.Kind.DECISION or missed.strip() else None,
        said_on=said_on,
        source=doors.web_address(source),
        corrects=_first(corrects),
        entered_by=by.person,
        entered_side=by.side,
        entered_at=at,
        posted_key=posted_key or None,
    )
    record.seal(
        neighbourhood=neighbourhood,
        act=ACT,
        subject=f"policy:{made.pk}",
        by=by.actor(),
        at=at,
        facts=facts_of(made) | _correcting(made),
        personal={"missed": made.missed or ""},
        rows=[made],
    )
    return made


def _refuse(
    neighbourhood: Neighbourhood,
    kind: str,
    taakveld: str,
    said_on: date | None,
    corrects: Policy | None,
    today: date,
) -> None:
    if kind not in Policy.Kind.values:
        raise Refused("no-choice", _("Kies: beleidsdoel, motie, raadsbesluit of programma van de begroting."))
    refuse_taakveld(taakveld)
    if corrects is not None and corrects.neighbourhood_id != neighbourhood.pk:
        raise Refused(
            "other-policy", _("Dit beleid staat bij een andere wijk. Verbeter het op de pagina van die wijk.")
        )
    if said_on is not None and said_on > today:
        raise Refused("said-later", _("Deze dag ligt na vandaag. Kijk de dag na."))


def _first(corrects: Policy | None) -> Policy | None:
    """The first row of a chain of corrections: all of them point at that one."""
    return None if corrects is None else corrects.corrects or corrects


def _correcting(made: Policy) -> dict[str, object]:
    first = made.corrects
    told = f"Beleid opgeschreven: {made}." if first is None else f"Beleid verbeterd: {made}. Eerst stond er: {first}."
    return {"told": told, "corrected": first is not None, "corrects": f"policy:{first.pk}" if first else ""}


def refuse_not_enterer(by: Standing, neighbourhood_id: int) -> None:
    """The municipality writes down its own policy; who leads may do so too. Raises NotAllowed."""
    network.require_here(by, neighbourhood_id, right="take-part", act=ACT)
    if by.leads or rules.word_of(by.side) == "municipality":
        return
    sentence = _("Beleid schrijven de gemeente, haar griffier, of wie de wijkagenda leidt op. Vraag het een van hen.")
    raise doors.refusal("not-the-municipality", sentence, by=by, act=ACT)


def refuse_taakveld(typed: str) -> None:
    """A budget function looks like 6.1, or stays empty. Raises Refused("no-taakveld")."""
    if typed.strip() and not rules.is_taakveld(typed.strip()):
        raise Refused("no-taakveld", _("Een taakveld ziet eruit als 6.1. Kijk het nummer na, of laat het leeg."))


def facts_of(policy: Policy) -> dict[str, str]:
    """What the public log tells of a policy."""
    return {
        "kind": policy.kind,
        "number": policy.number,
        "title": policy.title,
        "taakveld": policy.taakveld,
        "said_on": policy.said_on.isoformat() if policy.said_on else "",
        "source": policy.source,
        "origin": policy.origin,
    }
