"""What voting reads: the box, who holds a code, what stands on the ballot, and what is lacking before it can begin."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from stoep.budgeting import pepper, rules
from stoep.budgeting.models import (
    Box,
    Counter,
    EarlierResult,
    Envelope,
    Idea,
    Letter,
    LetterOrder,
    Part,
    Replacement,
    Round,
)
from stoep.budgeting.queries.rounds import phase
from stoep.core.ballots import codes, inside
from stoep.people.models import Organisation
from stoep.shared.asked import ask


def box_of(round: Round) -> Box | None:
    """The box of a round; None as long as neither letters nor a key were made."""
    return next(iter(ask(_box, None, round=round.pk)), None)


def _box(_shape: None, *, round: int) -> QuerySet[Box]:
    """With whether a result of it was set aside: mostly not."""
    earlier = EarlierResult.objects.filter(round=OuterRef("round"))
    return Box.objects.filter(round=round).select_related("key_decision").annotate(has_earlier=Exists(earlier))


def valid_letters(round: int) -> QuerySet[Letter]:
    """The letters of a round; those of an order that was made void are none, and reserve letters once given."""
    rows = Letter.objects.filter(order__round_id=round, order__void_at__isnull=True)
    given = Replacement.objects.filter(round_id=round, agreed_at__isnull=False, withdrawn_at__isnull=True)
    return rows.filter(Q(is_reserve=False) | Q(number__in=given.values("given_number"))).select_related("part")


_OF_LETTER = ("id", "order_id", "part_id", "number", "is_reserve", "look_up", "salt", "hash", "is_void")
_LETTER = (
    "SELECT l.id, l.order_id, l.part_id, l.number, l.is_reserve, l.look_up, l.salt, l.hash, l.is_void, {next_number} "
    "FROM budgeting_letter l JOIN budgeting_letterorder o ON o.id = l.order_id "
    "WHERE o.round_id = %s AND o.void_at IS NULL AND l.look_up = %s AND (NOT l.is_reserve OR EXISTS ("
    "SELECT 1 FROM budgeting_replacement g WHERE g.round_id = o.round_id AND g.given_number = l.number "
    "AND g.agreed_at IS NOT NULL AND g.withdrawn_at IS NULL))"
)
NEXT_NUMBER = "nextval('budgeting_vote_number')"  # of PostgreSQL


def letter_of(box: Box, code: str) -> Letter | None:
    """The letter that bears this code, void or not; None when there is none. Takes as long either way."""
    return _letter(box, code, next_number="0")[0]


def letter_and_number(box: Box, code: str) -> tuple[Letter | None, int]:
    """The same, and a higher number than any envelope got before; 0 on SQLite, where nobody votes at the same time."""
    return _letter(box, code, next_number=NEXT_NUMBER if connection.vendor == "postgresql" else "0")


def _letter(box: Box, code: str, *, next_number: str) -> tuple[Letter | None, int]:
    """What `valid_letters` says, in words of the database: composing them for each voter costs more than the answer."""
    with connection.cursor() as cursor:
        cursor.execute(_LETTER.format(next_number=next_number), [box.round_id, codes.look_up(code)])
        row = cursor.fetchone()
    letter = Letter.from_db(connection.alias, _OF_LETTER, row[:-1]) if row else None
    kept = codes.Kept(letter.look_up, bytes(letter.salt), bytes(letter.hash)) if letter else None
    fits = codes.is_code_of(kept, code, round_name=box.name, pepper=pepper.ours())
    return (letter, row[-1]) if fits else (None, 0)


def projects(part: Part) -> list[Idea]:
    """The projects on the ballot of this part, in the order of their numbers."""
    rows = Idea.objects.filter(part=part, ballot_number__isnull=False, withdrawn_at__isnull=True)
    return list(rows.select_related("voice__photo").order_by("ballot_number"))


def costs(part: Part) -> dict[int, int]:
    """What each project on the ballot of this part costs, in cents, by its number."""
    rows = Idea.objects.filter(part=part, ballot_number__isnull=False, withdrawn_at__isnull=True)
    return {number: cents or 0 for number, cents in rows.values_list("ballot_number", "cents") if number is not None}


def ballot_numbers(round: Round) -> frozenset[int]:
    """The numbers of all plans that stand on a ballot of this round."""
    rows = Idea.objects.filter(round=round, ballot_number__isnull=False).values_list("ballot_number", flat=True)
    return frozenset(number for number in rows if number is not None)


def room_on_ballot(round: Round) -> int:
    """How many bytes every sealed ballot of this round takes inside."""
    most = rules.MOST_POINTS if round.ballot == Round.Ballot.POINTS else 1
    orders = round.parts.values_list("order", flat=True)
    return inside.room_for(ballot_numbers(round), part=max(orders), most_points=most)


def lacking(round: Round) -> list[str]:
    """What must still be done before voting can begin: of "ballot", "letters", "key", "sheets". Nothing: it can.

    "sheets": five counters said that they hold theirs, of whom the municipality has at most two.
    """
    return lacking_of(round, box_of(round), order_of(round), counters(round))


def order_of(round: Round) -> LetterOrder | None:
    """The letters that were ordered and not made void; None when there are none."""
    return next(iter(ask(_order, None, round=round.pk)), None)


def _order(_shape: None, *, round: int) -> QuerySet[LetterOrder]:
    return LetterOrder.objects.filter(round=round, void_at__isnull=True).order_by("pk")[:1]


def counters(round: Round) -> list[Counter]:
    """The five who count, in their order."""
    return ask(_counters, None, round=round.pk)


def _counters(_shape: None, *, round: int) -> QuerySet[Counter]:
    rows = Counter.objects.filter(round=round).select_related("party", "confirmed_by", "person__organisation")
    return rows.select_related("round__box__key_decision").order_by("order")


def box_beside(counters: Sequence[Counter]) -> Box | None:
    """The box of the round of these counters, which came along with them; None when there is none."""
    return getattr(counters[0].round, "box", None) if counters else None


def lacking_of(round: Round, box: Box | None, order: LetterOrder | None, counters: Sequence[Counter]) -> list[str]:
    """The same, where box, letters and counters were asked already."""
    held = [each for each in counters if each.confirmed_at]
    others = [each for each in held if not each.party or each.party.kind != Organisation.Kind.MUNICIPALITY]
    enough = rules.enough_sheets(len(held), len(others))
    said = (
        ("ballot", round.ballot_made_at is not None),
        ("letters", order is not None and order.made_at is not None),
        ("key", bool(box and box.public)),
        ("sheets", enough),
    )
    return [name for name, is_there in said if not is_there]


def voting(round: Round, at: datetime) -> str:
    """Whether people can vote now: "open", "early", "closed", or "waiting" (it is time, and something is lacking)."""
    now = phase(round, at)
    box = box_of(round)
    if now in ("closed", "counted", "done", "stopped") or (box and box.closed_at):
        return "closed"
    if now != "voting":
        return "waiting" if now == "talking" and at >= round.voting_from else "early"
    return "waiting" if lacking(round) else "open"


def roll_hash(round: Round) -> str:
    """A SHA-256 over everything that is kept of the codes of a round: whoever adds one by hand changes it."""
    rows = Letter.objects.filter(order__round=round, order__void_at__isnull=True).order_by("number")
    total = hashlib.sha256(b"stoep/roll-hash/v1\x00")
    for number, part, is_reserve, look_up, salt, kept in rows.values_list(
        "number", "part__order", "is_reserve", "look_up", "salt", "hash"
    ):
        total.update(f"{number}/{part}/{int(is_reserve)}/{look_up}/".encode() + bytes(salt) + bytes(kept))
    return total.hexdigest()


def contents_of(box: Box) -> tuple[int, str]:
    """How many envelopes lie in the box, and a SHA-256 over all of them, in the order of their keys."""
    total, many = hashlib.sha256(b"stoep/box/v1\x00" + box.name.encode() + b"\x00"), 0
    for key, sealed in Envelope.objects.filter(round_id=box.round_id).order_by("key").values_list("key", "sealed"):
        total.update(bytes(key) + len(sealed).to_bytes(4, "big") + bytes(sealed))
        many += 1
    return many, total.hexdigest()


def void_codes(round: Round) -> tuple[int, str]:
    """How many codes of a round are void since another letter was given, and a SHA-256 over which."""
    rows = Letter.objects.filter(order__round=round, order__void_at__isnull=True, is_void=True)
    numbers = sorted(rows.values_list("number", flat=True))
    return len(numbers), hashlib.sha256(b"stoep/void-codes/v1\x00" + repr(numbers).encode()).hexdigest()
