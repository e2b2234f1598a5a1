"""What follows from an edition: somebody goes to a group that is not heard; afterwards they say what came of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network.standing import Standing
from stoep.reach import rules
from stoep.reach.actions import doors
from stoep.reach.models import Edition, Step
from stoep.record import actions as record
from stoep.shared.refusal import Refused
from stoep.venues import queries as venues


@transaction.atomic
def plan_step(
    *,
    edition: Edition,
    group: str,
    how: str,
    what: str,
    who: str,
    by_on: date,
    by: Standing,
    at: datetime,
    today: date,
    posted_key: str | None = None,
) -> Step:
    """Write down where somebody goes for a group ("age:15-24"), and by when. `who` is a task, no name.

    Refused: a group that this edition does not know, a day in the past or more than a year ahead, a text that is
    missing. The same `posted_key` gives the same step again.
    """
    found = doors.host_of(edition.round, by, "reach.plan_step")
    known = Step.objects.filter(posted_key=posted_key, edition=edition).first() if posted_key else None
    if known:
        return known
    if group not in rules.all_groups(found.parts) or how not in Step.How.values:
        raise Refused("no-choice", _("Kies een groep, en waar u heen gaat."))
    if not today <= by_on <= today + timedelta(days=rules.MOST_DAYS_AHEAD):
        raise Refused("no-day", _("Kies een dag van vandaag tot over een jaar."))
    typed = doors.asked("incomplete", _("Schrijf op wat er gebeurt, en wie het doet."), what=what, who=who)
    made = Step.objects.create(
        edition=edition, group=group, how=how, by_on=by_on, planned_by=by.person, planned_on=today,
        posted_key=posted_key, **typed,
    )  # fmt: skip
    _seal("reach.plan_step", "Iemand gaat naar mensen toe die wij nog niet horen.", made, by, at, typed)
    return made


@transaction.atomic
def take_step(*, step: Step, by: Standing, at: datetime, today: date) -> Step:
    """Put one's own name at a step. Refused: "no-task" (no host or worker), "taken" (another name stands there)."""
    found = doors.step_of(step, by, "reach.take_step")
    post = venues.own_post(by, today)
    if post is None:
        raise Refused("no-task", _("Alleen een gastheer, gastvrouw of opbouwwerker van de wijk kan hier staan."))
    if found.post_id is not None and found.post_id != post.pk:
        raise Refused("taken", _("Hier staat al iemand. Vraag die eerst."))
    if found.post_id != post.pk:
        found.post = post
        found.save(update_fields=["post"])
        _seal("reach.take_step", "Iemand zette een naam bij een stap: dit doe ik.", found, by, at, {})
    return found


@transaction.atomic
def leave_step(*, step: Step, by: Standing, at: datetime) -> Step:
    """Take one's own name away from a step. Refused("not-yours"): the name of another stands there."""
    found = doors.step_of(step, by, "reach.leave_step")
    if found.post is not None and (by.person is None or found.post.person_id != by.person.pk):
        raise Refused("not-yours", _("Alleen wie er zelf staat, haalt die naam weg."))
    if found.post is not None:
        found.post = None
        found.save(update_fields=["post"])
        _seal("reach.leave_step", "Iemand haalde een naam weg bij een stap.", found, by, at, {})
    return found


@transaction.atomic
def finish_step(*, step: Step, came_of: str, by: Standing, at: datetime, today: date) -> Step:
    """Say in words what came of it, also when nobody was there."""
    found = doors.step_of(step, by, "reach.finish_step")
    typed = doors.asked("no-words", _("Schrijf op wat ervan kwam. Eén zin is genoeg."), came_of=came_of)
    found.came_of, found.done_on = typed["came_of"], today
    found.save(update_fields=["came_of", "done_on"])
    _seal("reach.finish_step", "Er is verteld wat er van een stap kwam.", found, by, at, typed)
    return found


def _seal(act: str, told: str, step: Step, by: Standing, at: datetime, personal: dict[str, Any]) -> None:
    record.seal(
        neighbourhood=step.edition.round.neighbourhood, act=act, subject=f"reach-step:{step.pk}", by=by.actor(), at=at,
        facts={"told": told}, personal=personal, rows=[step],
    )  # fmt: skip
