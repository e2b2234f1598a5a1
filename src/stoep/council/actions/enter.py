"""Enter: write down a goal, a motion, a decision of the council or a programme of the budget."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.council import rules
from stoep.council.actions import doors
from stoep.council.models import Policy
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
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
    said_on: date | None = None,
    source: str = "",
    posted_key: str | None = None,
) -> Policy:
    """The policy as it can be linked to items from now on. The same form sent twice gives the same one.

    Whoever takes part for the municipality, its clerk, or who leads. Raises NotAllowed, Refused.
    """
    refuse_not_enterer(by, neighbourhood.pk)
    doors.lock(neighbourhood.pk)
    if posted_key and (known := Policy.objects.filter(posted_key=posted_key, neighbourhood=neighbourhood).first()):
        return known
    if kind not in Policy.Kind.values:
        raise Refused("no-choice", _("Kies: beleidsdoel, motie, raadsbesluit of programma van de begroting."))
    refuse_taakveld(taakveld)
    if said_on is not None and said_on > today:
        raise Refused("said-later", _("Deze dag ligt na vandaag. Kijk de dag na."))
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
        said_on=said_on,
        source=doors.web_address(source),
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
        facts=facts_of(made) | {"told": f"Beleid opgeschreven: {made}."},
        rows=[made],
    )
    return made


def refuse_not_enterer(by: Standing, neighbourhood_id: int) -> None:
    """The municipality writes down its own policy; who leads may do so too. Raises NotAllowed."""
    doors.may(by, neighbourhood_id, right="take-part", act=ACT)
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
