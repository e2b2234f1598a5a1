"""The three lines of a round in the one calendar of the wijk: ideas, voting, and the count in public."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from stoep.budgeting.models import Round
from stoep.calendar import actions as calendar
from stoep.calendar.models import Entry, Group, Party
from stoep.calendar.rules import LIMITS
from stoep.network.standing import Standing

ABOUT = 1500


def _kept_by(round: Round, name: str) -> str:
    return f"budgeting.round:{round.pk}:{name}"


def _lines(round: Round) -> dict[str, dict[str, Any]]:
    """What each line says. What stands in a calendar is written in Dutch, as people type it there."""
    day = timezone.localtime
    venue = round.venues.order_by("pk").first()
    usual: dict[str, Any] = {
        "party": Party.RESIDENTS, "asked_by": round.contact, "about": round.why[:ABOUT],
        "groups": [Group.EVERYBODY.value], "asked_people": None,
    }  # fmt: skip
    ideas = {"first_on": round.ideas_from, "last_on": round.ideas_until, "venue": venue, "minutes": 20}
    voting = {
        "first_on": day(round.voting_from).date(), "last_on": day(round.voting_until).date(), "venue": venue,
        "minutes": 15,
    }  # fmt: skip
    count = {
        "first_on": day(round.count_at).date(), "days": [day(round.count_at).date()], "minutes": None,
        "begins": f"{day(round.count_at):%H:%M}", "place": round.count_where[: LIMITS["place"]],
    }  # fmt: skip
    return {
        "ideas": usual | ideas | {"what": f"{round.title}: ideeën"},
        "voting": usual | voting | {"what": f"{round.title}: stemmen"},
        "count": usual | count | {"what": f"{round.title}: tellen in het openbaar"},
    }


def enter(round: Round, by: Standing, *, at: datetime, today: date) -> None:
    """The round stands in the calendar."""
    for name, line in _lines(round).items():
        calendar.enter(
            neighbourhood=round.neighbourhood, by=by, at=at, today=today, kept_by=_kept_by(round, name),
            path=round.get_absolute_url(), **line,
        )  # fmt: skip


def change(round: Round, by: Standing, *, at: datetime, today: date) -> None:
    """The calendar says what the round says now; a line of which the days are past stays as it was."""
    for name, line in _lines(round).items():
        entry = Entry.objects.filter(kept_by=_kept_by(round, name), withdrawn_at__isnull=True).first()
        if entry and line.get("last_on", line["first_on"]) >= today:
            calendar.change(entry=entry, by=by, at=at, today=today, kept_by=_kept_by(round, name), **line)


def withdraw(round: Round, why: str, by: Standing, *, at: datetime, today: date) -> None:
    """What has yet to come does not go on."""
    for name in ("ideas", "voting", "count"):
        entry = Entry.objects.filter(kept_by=_kept_by(round, name), last_on__gte=today).first()
        if entry:
            calendar.withdraw(entry=entry, why=why[: LIMITS["why"]], by=by, at=at, kept_by=_kept_by(round, name))
