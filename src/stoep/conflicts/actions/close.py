"""Close: two keys, and a statement of each party, or the body that decided nevertheless. Nothing is erased by it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.conflicts import queries, rules
from stoep.conflicts.actions import doors, keys
from stoep.conflicts.models import Closing, Conflict, Outcome
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import Refused

_WHY_NOT = {
    "no-parties": _("Er staat nog geen partij bij dit conflict. Schrijf eerst op wie erbij horen."),
    "party-silent": _(
        "Nog niet elke partij zei wat zij van de uitkomst vindt. Vraag het hun eerst. "
        "Is er toch besloten? Schrijf dan een uitkomst op met wie besloot, en waarom."
    ),
    "party-disagrees": _(
        "Niet elke partij is het eens. Praat verder, of schrijf een uitkomst op met wie toch besloot, en waarom."
    ),
}


@transaction.atomic
def propose_closing(*, outcome: Outcome, by: Standing, at: datetime, today: date) -> Closing:
    """One key is turned: the conflict is closed with this outcome once the other key is turned too.

    Refused: "no-parties", "party-silent", "party-disagrees", "waits-for-you", "old-outcome", "closed". The same
    proposal of the same side twice is one.
    """
    subject = doors.subject_of(outcome.conflict)
    network.require_here(by, outcome.conflict.neighbourhood_id, right="lead", act="conflicts.close", subject=subject)
    held = doors.open_one(outcome.conflict)
    _may_close(held, outcome)
    waiting = queries.waiting_closing(held, today)
    if waiting and waiting.outcome_id == outcome.pk:
        if waiting.proposed_by.side == by.side:
            return waiting
        raise Refused("waits-for-you", _("De andere kant stelde dit ook voor. Bevestig dat voorstel met uw sleutel."))
    assert by.seat is not None  # require_here saw to it
    made = Closing.objects.create(
        conflict=held, outcome=outcome, proposed_by=by.seat, proposed_at=at, expires_on=keys.last_day(today)
    )
    told = "Er ligt een voorstel om een conflict af te sluiten. De andere sleutel is nog nodig."
    _seal("conflicts.propose_closing", made, by, at, {"told": told, "expires_on": made.expires_on.isoformat()})
    network.tell_other_key(
        table=by.seat.partnership,
        proposed_by=by.seat,
        what=_("een conflict afsluiten"),
        until=made.expires_on,
        page=held.get_absolute_url(),
        about=f"closing:{made.pk}",
        at=at,
        today=today,
    )
    return made


@transaction.atomic
def second_closing(*, closing: Closing, by: Standing, at: datetime, today: date) -> Conflict:
    """The other key is turned: the conflict, closed, once. What the parties said meanwhile counts."""
    conflict = closing.conflict
    subject = doors.subject_of(conflict)
    network.require_here(by, conflict.neighbourhood_id, right="lead", act="conflicts.close", subject=subject)
    held = doors.locked(conflict)
    found = Closing.objects.select_for_update(of=["self"]).select_related("proposed_by__person", "outcome")
    closing = found.get(pk=closing.pk)
    keys.wait_still(closing, today)
    doors.open_one(held)
    _may_close(held, closing.outcome)
    keys.turn(closing, by, act="conflicts.close", subject=subject, at=at, today=today)
    held.closed_at = at
    held.save(update_fields=["closed_at"])
    rest = doors.resting(held)
    if rest:
        rest.resumed_by, rest.resumed_at = by.person, at
        rest.save(update_fields=["resumed_by", "resumed_at"])
    decided = bool(closing.outcome.decided_by)
    ground = "Niet iedereen is het eens; er is toch besloten." if decided else "Elke partij zei wat zij vindt."
    record.seal(
        neighbourhood=held.neighbourhood,
        act="conflicts.close",
        subject=subject,
        by=by.actor(),
        at=at,
        facts={
            "told": f"Een conflict is afgesloten. {ground} Beide sleutels zijn omgedraaid.",
            "keys": sorted({closing.proposed_by.side, by.side}),
            "decided": decided,
            "closed": True,
        },
        personal={"proposed_by": closing.proposed_by.person.name},
        rows=[held, closing, *([rest] if rest else [])],
    )
    return held


@transaction.atomic
def withdraw_closing(*, closing: Closing, by: Standing, at: datetime, today: date) -> Closing:
    """The proposal, taken back by the side that made it, while it waits."""
    act, subject = "conflicts.withdraw_closing", doors.subject_of(closing.conflict)
    network.require_here(by, closing.conflict.neighbourhood_id, right="lead", act=act, subject=subject)
    doors.locked(closing.conflict)
    found = Closing.objects.select_for_update(of=["self"]).select_related("proposed_by", "conflict__neighbourhood")
    closing = found.get(pk=closing.pk)
    keys.take_back(closing, by, act=act, subject=subject, at=at, today=today)
    _seal(act, closing, by, at, {"told": "Een voorstel om een conflict af te sluiten is ingetrokken."})
    return closing


def _may_close(conflict: Conflict, outcome: Outcome) -> None:
    """Refused with what is still missing: the outcome is the newest one, and every party was heard about it."""
    last = conflict.outcomes.order_by("-pk").first()
    if last is None or last.pk != outcome.pk:
        raise Refused("old-outcome", _("Er is een nieuwere uitkomst. Sluit het conflict af met die."))
    parties = conflict.parties.values_list("pk", flat=True)
    missing = rules.why_not_close(parties, queries.stances_on(outcome), decided=bool(outcome.decided_by))
    if missing:
        raise Refused(missing, _WHY_NOT[missing])


def _seal(act: str, closing: Closing, by: Standing, at: datetime, facts: dict[str, object]) -> None:
    record.seal(
        neighbourhood=closing.conflict.neighbourhood,
        act=act,
        subject=doors.subject_of(closing.conflict),
        by=by.actor(),
        at=at,
        facts=facts,
        rows=[closing],
    )
