"""What the clock tells whoever leads: what is lacking before people can vote, and which plan nobody promised to do."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as say
from django.utils.translation import gettext_noop as _

from stoep.budgeting import queries, rules
from stoep.budgeting.actions import doors, remind
from stoep.budgeting.models import Award, Counter, Round
from stoep.people.models import Organisation
from stoep.shared.actor import CLOCK
from stoep.shared.each import each

_MUNICIPALITY = Organisation.Kind.MUNICIPALITY
_LACKING = {
    "ballot": _("het stembiljet"),
    "letters": _("de brieven"),
    "key": _("de sleutel voor het tellen"),
    "sheets": _("tellers die laten zien dat zij hun blad hebben"),
}
_NOT_READY = _("Nog niet klaar om te stemmen in %(place)s")
_BEFORE = _(
    "Het stemmen over ‘%(round)s’ begint op %(day)s. Dit ontbreekt nog: %(what)s.\n"
    "Is het dan niet klaar? Dan begint het stemmen niet, en moeten beide sleutels de dagen later maken.\n"
    "Kijk wat er nodig is: %(page)s"
)
_AFTER = _(
    "Het stemmen over ‘%(round)s’ zou beginnen op %(day)s, maar het is niet begonnen. Dit ontbreekt nog: %(what)s.\n"
    "Er is nog niet gestemd. Met twee sleutels maakt u de dagen later. Brieven bestelt u daarna.\n"
    "Kijk wat er nodig is: %(page)s"
)
_WAITS = _("Niemand beloofde dit plan in %(place)s")
_NOBODY = _(
    "Bewoners gaven het plan ‘%(title)s’ geld. Al %(days)s dagen heeft niemand beloofd om het te doen.\n"
    "Schrijf op wie het doet en wanneer. Kan het echt niet? Dan stoppen twee sleutels het, met een reden.\n"
    "Kijk bij het plan: %(page)s"
)

_MOVED = _("Te veel tellers van de gemeente in %(place)s")
_TOO_MANY = _(
    "Bij ‘%(round)s’ zijn nu %(many)s van de vijf tellers van de gemeente. Hoogstens twee is afgesproken.\n"
    "Begon het stemmen nog niet? Kies dan met twee sleutels een andere teller. Anders opent de stembus alleen met het "
    "blad van iemand die er niet werkt.\n"
    "Kijk wie telt: %(page)s"
)


def tell_of_counters(*, today: date, at: datetime) -> int:
    """A counter who went to work for the municipality is written down; who leads hears when those are too many now."""
    rows = Counter.objects.filter(
        person__organisation__kind=_MUNICIPALITY, moved_on__isnull=True, round__announced_at__isnull=False,
        round__stopped_at__isnull=True, round__box__opened_at__isnull=True,
    ).exclude(party__kind=_MUNICIPALITY)  # fmt: skip
    found = list(dict.fromkeys(rows.order_by("round_id").values_list("round_id", flat=True)))
    return each(found, lambda key: _tell_of_counters(key, today, at))


def _tell_of_counters(key: int, today: date, at: datetime) -> int:
    round = doors.now(Round.objects.get(pk=key))
    counters = list(round.counters.select_related("party", "person__organisation").order_by("order"))
    now = queries.officials_among(counters)
    moved = [one for one in now if not one.moved_on and not (one.party and one.party.kind == _MUNICIPALITY)]
    for one in moved:
        one.moved_on = today
        one.save(update_fields=["moved_on"])
    if not moved:
        return 0
    told = "Een teller werkt nu voor de gemeente."
    doors.seal("budgeting.counter_moved", told, round, CLOCK, at, rows=moved, of_the_municipality=len(now))
    if len(now) <= rules.MOST_OF_THE_MUNICIPALITY:
        return 0

    def known() -> dict[str, Any]:
        return {"round": round.title, "many": len(now), "page": round.get_absolute_url()}

    return remind.tell_leading(round, _MOVED, _TOO_MANY, known, at)


def tell_of_lacking(*, today: date, at: datetime) -> int:
    """Who leads hears what is lacking, on certain days before voting begins and once when it could not; how many.

    May run as often as one likes: each of those days is told once.
    """
    rows = Round.objects.filter(announced_at__isnull=False, stopped_at__isnull=True)
    last = max(rules.REMINDED_BEFORE)
    near = [round.pk for round in rows if _days_before(round, today) <= last and not queries.has_begun(round, at)]
    return each(near, lambda key: _tell_of_lacking(key, today, at))


def _days_before(round: Round, today: date) -> int:
    return (timezone.localdate(round.voting_from) - today).days


def _tell_of_lacking(key: int, today: date, at: datetime) -> int:
    round = doors.now(Round.objects.get(pk=key))
    lacking = queries.lacking(round)
    votes_on = timezone.localdate(round.voting_from)
    if not lacking or round.stopped_at or not rules.reminds(votes_on, round.reminded_on, today):
        return 0
    round.reminded_on = today
    round.save(update_fields=["reminded_on"])
    body = _BEFORE if today <= votes_on else _AFTER

    def known() -> dict[str, Any]:
        what = get_text_list([say(_LACKING[name]) for name in lacking], say("en"))
        page = f"{round.get_absolute_url()}klaar/"
        return {"round": round.title, "day": date_format(votes_on, "j F Y"), "what": what, "page": page}

    return remind.tell_leading(round, _NOT_READY, body, known, at)


def tell_of_waiting(*, today: date, at: datetime) -> int:
    """Who leads hears of each plan that won and that nobody promised in time, and again after each such term."""
    return each([award.pk for award in queries.waiting_awards(today)], lambda key: _tell_of_waiting(key, today, at))


def _tell_of_waiting(key: int, today: date, at: datetime) -> int:
    award = Award.objects.select_related("idea__round__neighbourhood", "idea__voice").get(pk=key)
    round = doors.now(award.idea.round)
    award.refresh_from_db(fields=["told_on", "promise", "done_at", "stopped_at"])
    awarded_on = timezone.localdate(award.awarded_at)
    is_told = not rules.tells_of_waiting(awarded_on, award.told_on, today)
    if is_told or award.promise_id or award.is_over:
        return 0
    award.told_on = today
    award.save(update_fields=["told_on"])
    days = rules.waits_too_long(awarded_on, today)
    told = "Niemand beloofde op tijd om een plan te doen dat geld kreeg."
    doors.seal(
        "budgeting.waits", told, round, CLOCK, at, rows=[award], subject=doors.subject_of_idea(award.idea), days=days
    )

    def known() -> dict[str, Any]:
        return {"title": award.idea.title, "days": days, "page": award.get_absolute_url()}

    return remind.tell_leading(round, _WAITS, _NOBODY, known, at)
