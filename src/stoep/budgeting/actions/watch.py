"""Look at what stands out, say what was found, and stop: the observers of the round, and nobody else."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries, rules
from stoep.budgeting.actions import doors, observers
from stoep.budgeting.models import Box, Finding, Observer, Round
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.shared.refusal import NotAllowed, Refused


def see_hints(*, round: Round, by: Standing, today: date, box: Box | None = None) -> None:
    """Go on for an observer of this round, and for everybody once the term for objections is over; else NotAllowed."""
    if round.announced_at and not rules.may_object(today, queries.objections_end(round, today, box)):
        return
    _observing(round, by, act="budgeting.see_hints")


def may_find(*, round: Round, by: Standing) -> None:
    """Go on for an observer of this round; else NotAllowed."""
    _observing(round, by, act="budgeting.write_finding")


@transaction.atomic
def write_finding(*, round: Round, words: str, by: Standing, at: datetime, posted_key: str | None = None) -> Finding:
    """An observer says what they found, also that nothing is wrong. Everybody reads it; no ballot is deleted by it.

    Refused: "not-begun", "no-words".
    """
    act = "budgeting.write_finding"
    round = doors.now(round)
    observer = _observing(round, by, act=act)
    known = Finding.objects.filter(posted_key=posted_key, round=round).first() if posted_key else None
    if known:
        return known
    if queries.phase(round, at) not in ("voting", "closed", "counted", "done"):
        raise Refused("not-begun", _("Het stemmen is nog niet begonnen. Er is nog niets om naar te kijken."))
    said = doors.asked("no-words", _("Schrijf wat u zag, ook als alles klopt."), words=words)["words"]
    made = Finding.objects.create(round=round, observer=observer, words=said, written_at=at, posted_key=posted_key)
    told = "Een waarnemer schreef op wat er te zien was bij het stemmen."
    doors.seal(act, told, round, by.actor(), at, rows=[made], personal={"words": said})
    return made


def may_stop_watching(*, round: Round, by: Standing) -> None:
    """Go on for who observes this round or did so; else NotAllowed."""
    _observing(round, by, act="budgeting.stop_watching", still=False)


@transaction.atomic
def stop_watching(*, round: Round, why: str, by: Standing, at: datetime) -> Observer:
    """An observer stops, with the reason, which everybody reads. What they found stays theirs. Twice is once.

    Refused: "not-begun", "over", "no-why".
    """
    act = "budgeting.stop_watching"
    round = doors.now(round)
    observer = _observing(round, by, act=act, still=False)
    if observer.until_at:
        return observer
    observers.in_time(round, at)
    reason = doors.asked("no-why", _("Schrijf waarom. Eén zin is genoeg."), why=why)["why"]
    observer.until_at, observer.until_why = at, reason
    observer.save(update_fields=["until_at", "until_why"])
    told = "Een waarnemer stopte. Met twee sleutels komt er iemand anders."
    doors.seal(act, told, round, by.actor(), at, rows=[observer], personal={"why": reason})
    return observer


def _observing(round: Round, by: Standing, *, act: str, still: bool = True) -> Observer:
    """Who they are as an observer of this round; `still`: those who stopped are none."""
    subject = doors.subject_of(round)
    network.require_here(by, round.neighbourhood_id, right="take-part", act=act, subject=subject)
    found = queries.observer_of(round, by, still=still)
    if found is None:
        raise NotAllowed(
            "observer", _("Dit is voor de waarnemers van deze ronde. Na de bezwaartermijn leest iedereen het."),
            neighbourhood=round.neighbourhood, actor=by.actor(), act=act, subject=subject,
        )  # fmt: skip
    return found
