"""Open the box in public: three sheets and the box in, the result and what did not count out. All of it or nothing."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import elections, pepper, queries, rules
from stoep.budgeting.actions import awards, close, doors, fates, shuffle, unbroken, vote
from stoep.budgeting.models import Box, Envelope, Idea, Letter, Mark, Part, Pile, Result, Round, Typing
from stoep.core.ballots import codes, countkey, opening
from stoep.core.ballots.inside import Ballot
from stoep.core.ballots.opening import Known, Outcome
from stoep.network.standing import Standing
from stoep.shared.actor import CLOCK
from stoep.shared.refusal import Refused

Told = Callable[[float], None]
OPENING, LOOKING_UP = 0.1, 0.8  # of the whole work, as it was measured; the rest is the counting itself


@dataclass(frozen=True, slots=True)
class _Opened:
    """What was worked out before anything was written, and the box that it was worked out from."""

    contents: tuple[int, str]
    outcome: Outcome
    published: dict[int, elections.Published]


def open_box(
    *,
    round: Round,
    sheets: Sequence[str],
    by: Standing,
    at: datetime,
    chance: random.Random | None = None,
    told: Told = lambda _share: None,
    clock: Callable[[], datetime] | None = None,
) -> Box:
    """Count: the box is opened in memory with at least three sheets, and the result is written in one transaction.

    Whatever breaks off leaves nothing, and it can be done again while the box is there. `told` hears which share of
    the work is done, and `clock` says when it is written. Refused: "closed" (not yet), "early" (before the announced
    moment), "piles" (paper is not typed yet), "sheets", "opened", "changed", "altered-box", "altered-roll" (not what
    the log says).
    """
    act = "budgeting.open_box"
    with transaction.atomic():
        round = doors.theirs(round, by, act=act)
    close.close_box(round=round, at=at)
    box = closed(round, at)
    three_fit(box, sheets)
    unbroken.require_box(round, box)
    unbroken.require_roll(round)
    opened = _opened(box, sheets, chance or secrets.SystemRandom(), told)
    with transaction.atomic():
        round = doors.now(round)
        vote.alone(round)
        box = closed(round, at)
        if queries.contents_of(box) != opened.contents:
            raise Refused("changed", _("Er kwam papier bij tijdens het tellen. Tel het opnieuw."))
        _write(round, box, opened, by, clock() if clock else at)
    return box


def closed(round: Round, at: datetime) -> Box:
    """The box of this round, which can be counted now; else Refused."""
    box = Box.objects.select_related("round__neighbourhood").filter(round=round).first()
    if box is None or box.closed_at is None or round.stopped_at:
        raise Refused("closed", _("De stembus is nog niet gesloten. Wacht tot het stemmen voorbij is."))
    if box.wiped_at and not box.opened_at:
        raise Refused(
            "wiped", _("Deze stembus is niet geteld binnen een jaar. Daarom is zij gewist, zoals afgesproken.")
        )
    if box.opened_at:
        raise Refused("opened", _("Deze stembus is al geteld. De uitslag staat op de pagina."))
    if at < round.count_at:
        raise Refused("early", _("Het tellen is openbaar. Wacht tot het moment dat is aangekondigd."))
    if Pile.objects.filter(round=round, put_in_at__isnull=True, withdrawn_at__isnull=True).exists():
        raise Refused(
            "piles", _("Er is nog papier dat niet twee keer is getypt. Maak dat eerst af, of neem de stapel terug.")
        )
    return box


def three_fit(box: Box, sheets: Sequence[str]) -> None:
    """Go on when three of these sheets open the box; else Refused("sheets"), which says what is the matter.

    Refused("municipality") when more than two of them are of the municipality now, whatever was said before.
    """
    try:
        countkey.joined(sheets, bytes.fromhex(box.public))
    except countkey.NotOpened as error:
        kept = [bytes.fromhex(each.sheet_hash) for each in box.round.counters.all() if each.sheet_hash]
        ours = {countkey.tidy(words) for words in sheets if any(countkey.is_sheet(words, each) for each in kept)}
        sentence = _(
            "De stembus gaat niet open. Er zijn drie verschillende bladen van deze ronde nodig. U typte er %(many)s."
        )
        raise Refused("sheets", sentence, many=len(ours)) from error
    rows = box.round.counters.exclude(sheet_hash="").select_related("party", "person__organisation")
    used = [each for each in rows if any(countkey.is_sheet(words, bytes.fromhex(each.sheet_hash)) for words in sheets)]
    if len(queries.officials_among(used)) > rules.MOST_OF_THE_MUNICIPALITY:
        raise Refused(
            "municipality", _("Meer dan twee van deze bladen zijn nu van de gemeente. Gebruik er hoogstens twee, met "
            "het blad van iemand anders."),
        )  # fmt: skip


def _opened(box: Box, sheets: Sequence[str], chance: random.Random, told: Told) -> _Opened:
    contents = queries.contents_of(box)
    envelopes = Envelope.objects.filter(round_id=box.round_id).values_list("sealed", flat=True)
    many = max(1, contents[0])
    outcome = opening.opened(
        (bytes(each) for each in envelopes.iterator(2000)),
        sheets,
        public=bytes.fromhex(box.public),
        round_name=box.name,
        roll=_roll(box, lambda looked: told(OPENING + LOOKING_UP * looked / many)),
        rules=_rules(box),
        chance=chance,
        told=lambda opened: told(OPENING * opened / many),
    )
    published = {
        part.pk: elections.published(part, [each.choices for each in outcome.counted if each.part == part.order])
        for part in box.round.parts.all()
    }
    return _Opened(contents, outcome, published)


def _roll(box: Box, told: Callable[[int], None]) -> Callable[[str], Known | None]:
    """Looks a code up in the roll; read once, since every code is asked for. `told` hears how many were."""
    letters: dict[str, Letter] = {letter.look_up: letter for letter in queries.valid_letters(box.round_id)}
    key, looked = pepper.ours(), count(1)

    def known(code: str) -> Known | None:
        told(next(looked))
        letter = letters.get(codes.look_up(code))
        if letter is None or codes.read(code) is None:
            return None
        kept = codes.Kept(letter.look_up, bytes(letter.salt), bytes(letter.hash))
        fits = codes.is_code_of(kept, code, round_name=box.name, pepper=key)
        return Known(letter.part.order, letter.is_void, letter.number) if fits else None

    return known


def _rules(box: Box) -> Callable[[Ballot], bool]:
    polling = queries.of_ballots(box.round, box)

    def fits(ballot: Ballot) -> bool:
        return not polling.mistake_in(ballot.part, dict(ballot.choices))

    return fits


def _write(round: Round, box: Box, opened: _Opened, by: Standing, at: datetime) -> None:
    parts = {part.order: part for part in Part.objects.filter(round=round)}
    results = [
        Result(part_id=pk, counted_at=at, ballots=told.ballots, rule=told.rule, outcome=told.outcome)
        for pk, told in opened.published.items()
    ]
    Result.objects.bulk_create(results)
    marked = sorted((each for each in opened.outcome.counted if each.tracker), key=lambda each: each.tracker)
    marks = [
        Mark(part=parts[each.part], mark=each.tracker, choices=[list(choice) for choice in each.choices])
        for each in marked
    ]
    Mark.objects.bulk_create(marks)
    box.opened_at, box.voters = at, len(opened.outcome.counted)
    box.left_out = {str(reason): many for reason, many in sorted(opened.outcome.left_out.items()) if many}
    box.stacks = {str(size): many for size, many in opened.outcome.stacks.items()}
    box.save(update_fields=["opened_at", "voters", "left_out", "stacks"])
    told = "De stembus is in het openbaar geopend en geteld. De uitslag staat op de pagina."
    rows = [box, *Result.objects.filter(part__round=round), *Mark.objects.filter(part__round=round)]
    doors.seal(
        "budgeting.open_box", told, round, by.actor(), at, rows=rows, voters=box.voters, left_out=box.left_out,
        papers_left=queries.papers_left(round), **unbroken.facts_of_roll(round),
    )  # fmt: skip
    awards.award(round=round, given=_given(round, results), by=by.actor(), at=at)
    fates.tell_of_count(round, results, by=by, at=at)


def _given(round: Round, results: Sequence[Result]) -> list[awards.Given]:
    """What each plan that won gets: its cost, and how many chose it."""
    votes = {int(won["id"]): int(won["votes"]) for each in results for won in each.outcome["winners"]}
    won = Idea.objects.select_related("voice").filter(round=round, ballot_number__in=votes).order_by("ballot_number")
    return [awards.Given(idea, idea.cents or 0, votes[idea.ballot_number or 0]) for idea in won]


def wipe_boxes(*, today: date, at: datetime) -> int:
    """What the clock does once nobody needs them any more: the box, typed paper and what is kept of codes are gone.

    A counted one after the term for objections, and not while an objection waits for an answer; one of a stopped round
    at once; and one that nobody counted a year after it could be. Returns how many boxes.
    """
    wiped = 0
    rows = Box.objects.select_related("round__neighbourhood")
    for found in rows.filter(wiped_at__isnull=True).order_by("pk"):
        if not _why_to_wipe(found, today):
            continue
        with transaction.atomic():
            round = doors.now(found.round)
            # As it stands now: while it was asked two keys may have set the result aside.
            box = rows.get(pk=found.pk)
            why = _why_to_wipe(box, today)
            if not why:
                continue
            Envelope.objects.filter(round_id=round.pk).delete()
            Letter.objects.filter(order__round=round).delete()
            Typing.objects.filter(pile__round=round).delete()
            box.wiped_at = at
            box.save(update_fields=["wiped_at"])
            told = "De stembus en wat van de codes bewaard was, zijn gewist."
            doors.seal("budgeting.wipe_box", told, round, CLOCK, at, rows=[box], why=why)
        wiped += 1
    if wiped:
        shuffle.write_over()
    return wiped


def _why_to_wipe(box: Box, today: date) -> str:
    """ "stopped", "counted" or "never-counted"; "" while somebody needs it."""
    if box.round.stopped_at:
        return "stopped"
    if box.opened_at is None:
        return "never-counted" if today > doors.today_of(box.round.count_at) + rules.UNCOUNTED else ""
    if rules.may_object(today, queries.last_day_to_object(box.round, box.opened_at)):
        return ""
    return "" if queries.objects_still(box.round) else "counted"
