"""Look at what stands out, and say what was found: the observers of the round, and nobody else before its term ends."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries
from stoep.budgeting.actions import doors
from stoep.budgeting.models import Finding, Observer, Round
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.shared.refusal import NotAllowed, Refused


def see_hints(*, round: Round, by: Standing, today: date) -> None:
    """Go on for an observer of this round, and for everybody once the term for objections is over; else NotAllowed."""
    if round.announced_at and today > round.objections_until:
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


def _observing(round: Round, by: Standing, *, act: str) -> Observer:
    """Who they are as an observer of this round."""
    subject = doors.subject_of(round)
    network.require_here(by, round.neighbourhood_id, right="take-part", act=act, subject=subject)
    found = queries.observer_of(round, by)
    if found is None:
        raise NotAllowed(
            "observer", _("Dit is voor de waarnemers van deze ronde. Na de bezwaartermijn leest iedereen het."),
            neighbourhood=round.neighbourhood, actor=by.actor(), act=act, subject=subject,
        )  # fmt: skip
    return found
