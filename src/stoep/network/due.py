"""What a table has to see to, from the few facts that one question finds: what is the matter, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from stoep.network import rules
from stoep.people.models import Organisation
from stoep.shared.addresses import address
from stoep.shared.choices import label

REVIEW_MONTHS = 13
LAPSES_WITHIN = timedelta(days=4)


class Warned(NamedTuple):
    """One thing to see to: a code for programs, what is the matter, what to do, and the page to do it on."""

    code: str
    sentence: str
    todo: str
    address: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """A seat that runs, or that ended in the last months."""

    side: str
    counts_as: str
    weight: int
    until_on: date | None
    term_until_on: date | None
    has_account: bool
    said_yes: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """How the table stands. `recent`: from that day on a seat that ended has not been empty for long; `unseen`: too
    few witnesses saw the log for a while.
    """

    founded_on: date
    share: int
    two_keys: bool
    foreseen: Mapping[str, int]
    foreseen_since: date
    reviewed_on: date | None
    lapses_on: date | None
    recent: date
    unseen: bool
    seats: Sequence[Sitting]


def due(ground: Ground, *, today: date, slug: str) -> list[Warned]:
    """Everything that this table has to see to today, the heaviest first."""
    running = [seat for seat in ground.seats if seat.until_on is None or seat.until_on > today]
    table, review = address("network:partnership", slug), address("network:reviews", slug)
    return [
        *_short(ground, running, table),
        *_second_key(ground, running, table),
        *_lapsing(ground, today, table),
        *_empty(ground, running, today, table),
        *_over(running, today, table),
        *_unreviewed(ground, today, review),
        *_unseen(ground, address("record:witnesses", slug)),
    ]


def _short(ground: Ground, running: Sequence[Sitting], table: str) -> Iterator[Warned]:
    if not rules.balance([(seat.counts_as, seat.weight) for seat in running], ground.share).is_right:
        yield Warned(
            "residents-short",
            _("Bewoners hebben nu te weinig zetels of stemmen aan tafel."),
            _("Geef eerst meer bewoners een zetel."),
            table,
        )


def _second_key(ground: Ground, running: Sequence[Sitting], table: str) -> Iterator[Warned]:
    theirs = [seat for seat in running if seat.counts_as == rules.INDEPENDENT and seat.said_yes and seat.has_account]
    if theirs:
        return
    if ground.two_keys:
        yield Warned(
            "second-key-lost",
            _("De onafhankelijke organisatie heeft nu niemand die haar sleutel omdraait."),
            _("Twee bewoners met een zetel wijzen samen een opvolger aan."),
            table,
        )
    else:
        yield Warned(
            "no-independent",
            _("Er zit nog geen onafhankelijke organisatie aan tafel."),
            _("Vraag een organisatie die los staat van de gemeente. Geef haar een zetel."),
            table,
        )


def _lapsing(ground: Ground, today: date, table: str) -> Iterator[Warned]:
    if ground.lapses_on is not None and ground.lapses_on - today <= LAPSES_WITHIN:
        yield Warned(
            "lapses-soon",
            _("Een voorstel wacht op de andere kant. Het verloopt na %(day)s.")
            % {"day": date_format(ground.lapses_on, "j F")},
            _("Bevestig het op tijd, of zeg waarom niet."),
            table,
        )


def _empty(ground: Ground, running: Sequence[Sitting], today: date, table: str) -> Iterator[Warned]:
    """Seats that the charter foresees and nobody has had for three months, and seats of people who have left."""
    ended = {seat.side for seat in ground.seats if seat.until_on is not None and seat.until_on <= today}
    filled = Counter(seat.side for seat in running)
    for side, number in ground.foreseen.items():
        long_empty = ground.foreseen_since <= ground.recent and side not in ended
        # Of the independent organisation without a seat is told above.
        if filled[side] < number and long_empty and (side != rules.INDEPENDENT or filled[side]):
            yield Warned(
                "seat-empty",
                _("Al drie maanden leeg: %(number)s van de %(foreseen)s zetels voor %(side)s.")
                % {"number": number - filled[side], "foreseen": number, "side": label(Organisation.Kind, side)},
                _("Geef iemand die zetel, of pas de regels van de tafel aan."),
                table,
            )
    if any(not seat.has_account for seat in running):
        yield Warned(
            "holder-gone",
            _("Iemand met een zetel is gestopt met Stoep. Die zetel is dus leeg."),
            _("Draag de zetel over aan iemand van dezelfde kant."),
            table,
        )


def _over(running: Sequence[Sitting], today: date, table: str) -> Iterator[Warned]:
    over = sum(seat.term_until_on is not None and seat.term_until_on <= today for seat in running)
    if over:
        yield Warned(
            "term-over",
            _("De termijn is voorbij van %(number)s zetels.") % {"number": over}
            if over > 1
            else _("De termijn van een zetel is voorbij."),
            _("Kies opnieuw, of draag de zetel over."),
            table,
        )


def _unreviewed(ground: Ground, today: date, review: str) -> Iterator[Warned]:
    last = ground.reviewed_on or ground.founded_on
    if rules.months_later(last, REVIEW_MONTHS) <= today:
        yield Warned(
            "review-missing",
            _("De tafel keek al meer dan een jaar niet terug op het samenwerken."),
            _("Kijk samen terug: wat ging goed, en wat moet anders?"),
            review,
        )


def _unseen(ground: Ground, witnesses: str) -> Iterator[Warned]:
    if ground.unseen:
        yield Warned(
            "log-unseen",
            _("Al twee weken zagen te weinig getuigen een stempel van het logboek."),
            _("Vraag de getuigen om weer te kijken."),
            witnesses,
        )
