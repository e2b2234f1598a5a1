"""A year of the neighbourhood: what people say, take up, promise, keep and break, month by month."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from stoep.agenda import actions as agenda
from stoep.agenda.models import Decision, Item
from stoep.people.models import Organisation
from stoep.promises import actions as promises
from stoep.promises.models import Promise
from stoep.shared.actor import VISITOR
from stoep.voices import actions as voices
from stoep.voices.models import Voice
from stoep.web.actions import wipe_voice
from tests.long.years import long_breath, politics
from tests.long.years.cast import Kept, Now, on, place, standing

DOMAINS = ("sociaal", "wonen", "veiligheid", "opvoeding", "gezondheid", "werk", "scholing")


# What comes once a year, on its day.
YEARLY: dict[tuple[int, int], Callable[[Kept, Now], None]] = {
    (1, 20): long_breath.pass_on_seats,
    (2, 15): politics.sit_at_the_alliance,
    (3, 25): politics.change_power,
    (4, 15): politics.ask_the_council,
    (12, 10): long_breath.keep_up,
}


def live_year(kept: Kept, year: int) -> None:
    """January to December; the notes are written after each month."""
    for month in range(1, 13):
        with on(date(year, month, 3)) as now:
            _talk(kept, now)
        with on(date(year, month, 12)) as now:
            _table(kept, now)
        with on(date(year, month, 24), hour=1) as now:
            promises.tell_of_late(today=now.today, at=now.at)
            voices.say_late(today=now.today, at=now.at)
        for (when, day), act in YEARLY.items():
            if when == month:
                with on(date(year, month, day)) as now:
                    act(kept, now)
        if month == 6 and year % 5 == 1:
            with on(date(year, month, 28)) as now:
                long_breath.see_ahead(kept, now)
        if month == 9 and year % 3 == 1:
            with on(date(year, month, 28)) as now:
                long_breath.disagree(kept, now)
        kept.write()


def _talk(kept: Kept, now: Now) -> None:
    host = standing(str(kept.more["host"]), now.today)
    for number, (kind, words) in enumerate(
        (
            ("idea", f"Een bankje in straat {now.today:%Y-%m}."),
            ("strength", f"Bij ons ging het goed in {now.today:%Y-%m}."),
        )
    ):
        said = voices.post(
            neighbourhood=place(), kind=kind, words=words, channel="screen" if number else "card",
            audience="everyone", by=VISITOR if number else host.actor(), called="Samira", **now.when,
        )  # fmt: skip
        if said.voice.checked_at is None:
            voices.show(voice=said.voice, by=host, at=now.at)
        kept.voices.append([said.number, said.secret])
    if now.today.month == 6 and len(kept.voices) > 30:
        gone, secret = kept.voices.pop(-20)
        wipe_voice(voice=Voice.objects.get(number=gone), secret=secret, at=now.at)


def _table(kept: Kept, now: Now) -> None:
    chair = standing(str(kept.more["chair"]), now.today)
    heard = Voice.objects.get(number=kept.voices[-2][0])
    if now.today.month % 3 == 1:
        _take_up(kept, now, heard)
    else:
        voices.answer(voice=heard, kind="answered", words="Dit kan volgend jaar.", by=chair, at=now.at)
    if now.today.month == 5:
        _two_keys(kept, now, kind="adopt", why="Op de agendadag.")
    if now.today.month == 11:
        _close_oldest(kept, now)


def _take_up(kept: Kept, now: Now, heard: Voice) -> None:
    chair = standing(str(kept.more["chair"]), now.today)
    quarter = now.today.month // 3
    line = Item.objects.filter(neighbourhood=place(), horizon="long", closed_at=None, is_draft=False).first()
    item = agenda.start(
        neighbourhood=place(), title=f"Bankjes in {now.today:%Y-%m}", wish="Een plek om te zitten.",
        why="Ouderen lopen er langs.", horizon="long" if line is None else "short", line=line,
        domain=DOMAINS[(now.today.year + quarter) % 7], owner="Bep en de buren", by=chair,
        why_new="Dit is een andere straat.", **now.when,
    )  # fmt: skip
    kept.items.append(item.code)
    agenda.take_up(item=item, voices=[heard], why="Dit past hier.", by=chair, at=now.at)
    noted = promises.promise(
        neighbourhood=place(), called=f"wethouder {kept.more['alderman']}",
        words=f"Er komt een bank in {now.today:%Y-%m}.",
        due_on=now.today + timedelta(days=120), by=standing(str(kept.more["host"]), now.today), item=item,
        organisation=Organisation.objects.get(name="Gemeente Waterstad"), said_where="Straatfeest", **now.when,
    )  # fmt: skip
    kept.promises.append(noted.promise.code)
    if quarter != 2 and len(kept.promises) > 2:
        _judge(kept.promises[-3], "kept" if quarter else "broken", chair, now)


def _judge(code: str, kind: str, chair: Any, now: Now) -> None:
    promise = Promise.objects.get(code=code)
    if promise.due_on < now.today:
        promises.judge(promise=promise, kind=kind, words="Wij zagen het zelf.", by=chair, **now.when)


def _two_keys(kept: Kept, now: Now, **what: Any) -> Decision:
    chair, other = (standing(str(kept.more[key]), now.today) for key in ("chair", "independent"))
    return agenda.second(
        decision=agenda.propose(missed="De winkels.", young="Op school.", by=chair, **what, **now.when),
        by=other,
        **now.when,
    )


def _close_oldest(kept: Kept, now: Now) -> None:
    strokes = Item.objects.filter(neighbourhood=place(), horizon="short", closed_at=None, is_draft=False)
    if oldest := strokes.order_by("started_at").first():
        _two_keys(kept, now, kind="close", item=oldest, why="De bank staat er.")
