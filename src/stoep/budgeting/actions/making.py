"""Make the codes of an order, and the letters with them: batch after batch, and all of it or nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import filled, lists, papers, pepper, queries, rules
from stoep.budgeting.actions import boxes, doors
from stoep.budgeting.models import Letter, LetterOrder, Part, Round
from stoep.core.ballots import codes
from stoep.shared.actor import CLOCK
from stoep.shared.refusal import Refused

AT_ONCE = 250  # letters in one file: some hundred megabytes of memory, and seconds of work
STUCK_AFTER = timedelta(minutes=3)
HEADINGS = ("nummer", "deel", "soort", "code", "adres")
FRONT = "nl"


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One letter before it is kept: its number, part and code."""

    number: int
    part: Part
    is_reserve: bool
    code: str


def make_letters(*, order: LetterOrder, at: datetime, now: Callable[[], datetime] | None = None) -> LetterOrder:
    """Draw the codes, and keep the list and the letters under the lock. What breaks off leaves no code behind.

    One process at a time; `now` tells the time while it goes on, so that whoever looks sees that it still moves. What
    a process left that was killed is taken away when it is made anew. Refused: "made", "busy", "late" (voting should
    have begun: the letters bear those days).
    """
    run = _Run(order, at, now or (lambda: at))
    try:
        return run.finish(list(run.make()))
    except BaseException:
        run.give_up()
        raise


class _Run:
    """Making one order once: what is drawn, and how far it is."""

    def __init__(self, order: LetterOrder, at: datetime, now: Callable[[], datetime]) -> None:
        self._now, self._moved_at, self._done = now, at, 0
        self._take(order, at)
        self.order = LetterOrder.objects.select_related("round__neighbourhood").get(pk=order.pk)
        self._box, self._key = boxes.box_of(self.order.round), pepper.ours()
        lists.remove_all(order.pk)
        self._name = lists.new_name(order.pk)

    def _take(self, order: LetterOrder, at: datetime) -> None:
        doors.in_time(Round.objects.get(pk=order.round_id), at)
        free = LetterOrder.objects.filter(pk=order.pk, made_at__isnull=True, void_at__isnull=True)
        if not free.exists():
            raise Refused("made", _("Deze brieven zijn al gemaakt, of ongeldig."))
        waits = free.filter(moved_at__isnull=True).update(moved_at=at, done=0)
        if not waits and not free.filter(moved_at__lt=at - STUCK_AFTER).update(moved_at=at, done=0):
            raise Refused("busy", _("Deze brieven worden nu gemaakt. Wacht even en kijk dan opnieuw."))

    def make(self) -> Iterator[Letter]:
        """Every letter as it will be kept; list and letters lie under the lock when the last one is given."""
        written = io.StringIO()
        out = csv.writer(written)
        out.writerow(HEADINGS)
        page = filled.page_of(self.order.round)
        for batch in _batches(self._drawn()):
            for each in batch:
                kind = "reserve" if each.is_reserve else "brief"
                out.writerow([each.number, each.part.order, kind, codes.spoken(each.code), f"{page}#{each.code}"])
                yield self._kept(each)
            if self.order.with_letters:
                lists.keep(self._name, _called(batch), self._printed(batch, page))
            self._tell(len(batch))
        lists.keep(self._name, lists.LIST, written.getvalue().encode())

    def _drawn(self) -> Iterator[_Drawn]:
        taken = set[str]()
        many = {int(part): letters for part, letters in self.order.per_part.items()}
        for number, (part, is_reserve) in enumerate(_each(self.order.round, many), 1):
            code = codes.new_code(taken)
            taken.add(codes.look_up(code))
            yield _Drawn(number, part, is_reserve, code)

    def _kept(self, each: _Drawn) -> Letter:
        found = codes.kept(each.code, round_name=self._box.name, pepper=self._key)
        return Letter(
            order=self.order, part=each.part, number=each.number, is_reserve=each.is_reserve, look_up=found.look_up,
            salt=found.salt, hash=found.hash,
        )  # fmt: skip

    def _printed(self, batch: Sequence[_Drawn], page: str) -> bytes:
        part, round = batch[0].part, self.order.round
        spoken = queries.spoken_in(round)
        sides = {code: filled.sentences(spoken[code], part) for code in queries.read_languages(round)}
        each = [(f"{drawn.number:05}", drawn.code) for drawn in batch]
        place = round.neighbourhood.name
        return papers.letters(
            each, sides=sides, front=FRONT, places=filled.places(round, FRONT), page=page, place=place
        )  # fmt: skip

    def _tell(self, more: int) -> None:
        """How far it is. Who took over, or made the order void meanwhile, is who goes on."""
        at, self._done = self._now(), self._done + more
        mine = LetterOrder.objects.filter(pk=self.order.pk, void_at__isnull=True, moved_at=self._moved_at)
        if not mine.update(done=self._done, moved_at=at):
            raise Refused("made", _("Deze brieven zijn al gemaakt, of ongeldig."))
        self._moved_at = at

    @transaction.atomic
    def finish(self, kept: Sequence[Letter]) -> LetterOrder:
        """The codes are kept, the list can be fetched, and the log says so."""
        doors.in_time(doors.now(self.order.round), self._moved_at)
        free = LetterOrder.objects.filter(pk=self.order.pk, made_at__isnull=True, void_at__isnull=True)
        if not free.filter(moved_at=self._moved_at).update(made_at=self._moved_at, file=self._name):
            raise Refused("made", _("Deze brieven zijn al gemaakt, of ongeldig."))
        Letter.objects.bulk_create(kept, batch_size=500)
        made = LetterOrder.objects.select_related("round__neighbourhood").get(pk=self.order.pk)
        told = "De codes voor de brieven zijn gemaakt. Alleen hun versleutelde vorm is bewaard."
        doors.seal(
            "budgeting.make_letters", told, made.round, CLOCK, self._moved_at, rows=[made], letters=len(kept),
            roll=queries.roll_hash(made.round),
        )  # fmt: skip
        return made

    def give_up(self) -> None:
        """Nothing of it stays, and it can be made anew at once."""
        lists.remove(self._name)
        mine = LetterOrder.objects.filter(pk=self.order.pk, made_at__isnull=True, moved_at=self._moved_at)
        mine.update(moved_at=None, done=0)


def _each(round: Round, many: dict[int, int]) -> Iterator[tuple[Part, bool]]:
    """Part after part; the reserve comes last, so that its numbers follow each other."""
    parts = list(round.parts.select_related("round__neighbourhood"))
    for part in parts:
        yield from ((part, False) for _letter in range(many[part.order]))
    for part in parts:
        yield from ((part, True) for _letter in range(rules.reserve_of(many[part.order], round.reserve_per_thousand)))


def _batches(drawn: Iterator[_Drawn]) -> Iterator[list[_Drawn]]:
    """So many at once, each of one part and one kind."""
    for _same, group in groupby(drawn, key=lambda each: (each.part.pk, each.is_reserve)):
        batch: list[_Drawn] = []
        for each in group:
            batch.append(each)
            if len(batch) == AT_ONCE:
                yield batch
                batch = []
        if batch:
            yield batch


def _called(batch: Sequence[_Drawn]) -> str:
    """The name of a file: a printing that stopped at a number goes on in the file with that number."""
    first, last = batch[0], batch[-1]
    kind = "reserve" if first.is_reserve else "brieven"
    return f"{kind}-deel-{first.part.order}-nummer-{first.number:05}-{last.number:05}.pdf"
