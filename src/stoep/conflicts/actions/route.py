"""The route of a conflict: steps that are added, resting for a while, and the outcome."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from stoep.conflicts import rules
from stoep.conflicts.actions import doors
from stoep.conflicts.models import Conflict, Outcome, Park, Step
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import Refused

_TOLD = {"talk": "een gesprek", "mediation": "bemiddeling", "council": "de gemeenteraad"}


@transaction.atomic
def add_step(*, conflict: Conflict, kind: str, on: date, what: str, by: Standing, at: datetime, who: str = "") -> Step:
    """A step on the way out: a talk, mediation (by whom), or the council. It may lie ahead. The same twice is once.

    Refused: "no-choice", "empty", "no-mediator", "closed".
    """
    subject = doors.subject_of(conflict)
    network.require_here(by, conflict.neighbourhood_id, right="host", act="conflicts.add_step", subject=subject)
    held = doors.open_one(conflict)
    if kind not in Step.Kind.values:
        raise Refused("no-choice", _("Kies: een gesprek, bemiddeling of de gemeenteraad."))
    what = doors.text(what, most=rules.MOST_WHY, empty=_("Schrijf op wat er gebeurt: waar, met wie."))
    who = doors.line(who, most=160)
    if kind == Step.Kind.MEDIATION and not who:
        raise Refused("no-mediator", _("Schrijf op wie bemiddelt: een rol of een organisatie."))
    given = {"conflict": held, "kind": kind, "on": on, "what": what, "who": who}
    if known := Step.objects.filter(**given).first():
        return known
    made = Step.objects.create(**given, added_by=by.person, added_at=at)
    facts = {"told": f"De weg van een conflict gaat verder: {_TOLD[kind]}.", "kind": kind, "on": on.isoformat()}
    _seal("conflicts.add_step", held, by, at, facts, {"text": what, "who": who}, made)
    return made


@transaction.atomic
def park(*, conflict: Conflict, why: str, again_on: date, by: Standing, at: datetime, today: date) -> Park:
    """The conflict rests until a day within a year, with the reason in sight; a leading seat does this.

    Refused: "parked", "again-on", "empty", "closed".
    """
    subject = doors.subject_of(conflict)
    network.require_here(by, conflict.neighbourhood_id, right="lead", act="conflicts.park", subject=subject)
    held = doors.open_one(conflict)
    if doors.resting(held):
        raise Refused("parked", _("Dit conflict is al geparkeerd. Pak het eerst weer op."))
    why = doors.text(why, most=rules.MOST_WHY, empty=_("Schrijf op waarom dit nu rust. Iedereen leest dit."))
    if not rules.may_rest_until(again_on, today):
        raise Refused("again-on", _("Kies een dag na vandaag, binnen een jaar. Dan kijken we er weer naar."))
    made = Park.objects.create(conflict=held, why=why, again_on=again_on, parked_by=by.person, parked_at=at)
    facts = {"told": "Een conflict is geparkeerd. Het blijft in zicht.", "again_on": again_on.isoformat()}
    _seal("conflicts.park", held, by, at, facts, {"why": why}, made)
    return made


@transaction.atomic
def resume(*, conflict: Conflict, by: Standing, at: datetime) -> Conflict:
    """The conflict, taken up again; a leading seat does this. Refused: "not-parked", "closed"."""
    subject = doors.subject_of(conflict)
    network.require_here(by, conflict.neighbourhood_id, right="lead", act="conflicts.resume", subject=subject)
    held = doors.open_one(conflict)
    rest = doors.resting(held)
    if rest is None:
        raise Refused("not-parked", _("Dit conflict is niet geparkeerd. U hoeft niets te doen."))
    rest.resumed_by, rest.resumed_at = by.person, at
    rest.save(update_fields=["resumed_by", "resumed_at"])
    _seal("conflicts.resume", held, by, at, {"told": "Een conflict is weer opgepakt."}, {}, rest)
    return held


@transaction.atomic
def conclude(
    *,
    conflict: Conflict,
    words: str,
    reached_on: date,
    by: Standing,
    at: datetime,
    today: date,
    decided_by: str = "",
    decided_why: str = "",
) -> Outcome:
    """What came out of it, so that each party can say what it thinks of it. It does not close the conflict.

    `decided_by` names the body that decided although the parties do not agree, `decided_why` its reason.
    A later outcome stands beside an earlier one. Refused: "empty", "no-reason", "no-body", "reached-on", "closed".
    """
    subject = doors.subject_of(conflict)
    network.require_here(by, conflict.neighbourhood_id, right="host", act="conflicts.conclude", subject=subject)
    held = doors.open_one(conflict)
    words = doors.text(words, empty=_("Schrijf op wat er is afgesproken of besloten."))
    body, why = doors.line(decided_by, most=160), doors.text(decided_why)
    if body and not why:
        raise Refused("no-reason", _("Schrijf op waarom zij dit besloten, al is niet iedereen het eens."))
    if why and not body:
        raise Refused("no-body", _("Schrijf op wie dit besloot, bijvoorbeeld de gemeenteraad."))
    if reached_on > today:
        raise Refused("reached-on", _("Deze dag moet nog komen. Kijk de datum na, ook het jaar."))
    given = {"conflict": held, "words": words, "reached_on": reached_on, "decided_by": body, "decided_why": why}
    if known := Outcome.objects.filter(**given).first():
        return known
    made = Outcome.objects.create(**given, written_by=by.person, written_at=at)
    told = "Een conflict heeft een uitkomst. Elke partij zegt wat zij ervan vindt."
    facts = {"told": told, "decided": bool(body), "on": reached_on.isoformat()}
    _seal("conflicts.conclude", held, by, at, facts, {"text": words, "body": body, "why": why}, made)
    return made


def _seal(
    act: str,
    conflict: Conflict,
    by: Standing,
    at: datetime,
    facts: Mapping[str, object],
    personal: dict[str, str],
    row: Model,
) -> None:
    record.seal(
        neighbourhood=conflict.neighbourhood,
        act=act,
        subject=doors.subject_of(conflict),
        by=by.actor(),
        at=at,
        facts=facts,
        personal=personal,
        rows=[row],
    )
