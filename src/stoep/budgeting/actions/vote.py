"""Vote: the code is checked by reading, and one sealed row goes into the box. Nothing else is written down.

Voting is the second act of the house that is not sealed in the log (0024 is the first): an entry per ballot would say
when somebody voted. The log seals the box as it is at closing.
"""

from __future__ import annotations

import secrets
from contextlib import nullcontext
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries
from stoep.budgeting.models import Box, Letter, Round
from stoep.budgeting.queries import Polling
from stoep.core.ballots import codes, envelope, inside
from stoep.core.ballots.inside import Ballot, Channel
from stoep.core.signs import ALPHABET
from stoep.shared.refusal import Refused

_LOCK = 0x53746F  # the first half of the names of our locks in PostgreSQL


def holder(*, round: Round, typed: str, at: datetime, box: Box | None = None) -> Letter:
    """The letter with this code, while people vote. The code of each refusal is a key of the words of the voting page.

    Refused: "too_early", "closed", "waiting", "wrong_code", "void_code".
    """
    box = box or queries.box_of(round)
    _polling, code = _while_open(round, typed, at, box)
    return _valid(queries.letter_of(box, code) if box and code else None)


def _while_open(round: Round, typed: str, at: datetime, box: Box | None) -> tuple[Polling, str | None]:
    found = queries.polling(round, box, at)
    if isinstance(found, str):
        why = {"early": "too_early", "closed": "closed"}.get(found, "waiting")
        raise Refused(why, _("Stemmen kan nu niet."))
    return found, codes.read(typed)


def _valid(letter: Letter | None) -> Letter:
    if letter is None:
        raise Refused("wrong_code", _("Deze code klopt niet."))
    if letter.is_void:
        raise Refused("void_code", _("Deze code geldt niet meer."))
    return letter


def cast(
    *,
    round: Round,
    typed: str,
    points: dict[int, int],
    at: datetime,
    with_tracker: bool = False,
    box: Box | None = None,
) -> str:
    """Put a ballot in the box; returns the mark to find it by, or "" without. Voting again replaces, at the opening.

    `box` is the box of the round where the caller has read it already. Refused as by `holder`, or in what is wrong
    with the choices (rules.vote_mistake).
    """
    box = box or queries.box_of(round)
    polling, code = _while_open(round, typed, at, box)
    found, number = queries.letter_and_number(box, code) if box and code else (None, 0)
    letter = _valid(found)
    wrong = polling.mistake(letter.part_id, points)
    if wrong:
        raise Refused(wrong, _("Zo kan het biljet niet meetellen."))
    assert code is not None
    part = polling.parts[letter.part_id].order
    mark = new_tracker() if with_tracker and polling.has_tracker else ""
    # On PostgreSQL the number is nobody's until it is used, and the envelope is put in by one message.
    with nullcontext() if connection.vendor == "postgresql" else transaction.atomic():
        ballot = Ballot(code, part, inside.choices_of(points), Channel.SCREEN, number or next_number(), mark)
        sealed = _sealed(ballot, name=polling.name, public=polling.public, size=polling.size)
        if not _put_in_while_open(round, sealed):
            raise Refused("closed", _("Stemmen kan nu niet."))
    return mark


# Whatever the clock says now: a box that was closed stays so, and so does a round that was stopped.
_WHILE_OPEN = (
    "INSERT INTO budgeting_envelope (key, sealed, round_id) SELECT %s, %s, r.id FROM budgeting_box b "
    "JOIN budgeting_round r ON r.id = b.round_id WHERE r.id = %s AND b.closed_at IS NULL AND r.stopped_at IS NULL"
)


def _put_in_while_open(round: Round, sealed: bytes) -> bool:
    """One envelope into the box, if it is open; whether it was. Nobody closes it meanwhile.

    Voters do not wait for each other, but who closes the box waits for them, and they for who closes it: an advisory
    lock of PostgreSQL leaves no trace in a row. It goes with the envelope in one message, which PostgreSQL takes as one
    transaction, and the second statement sees what was closed while the first one waited. SQLite writes one after
    another by itself.
    """
    row: list[Any] = [secrets.token_bytes(16), sealed, round.pk]
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute(_WHILE_OPEN, row)
            return bool(cursor.rowcount)
        cursor.execute(f"SELECT pg_advisory_xact_lock_shared(%s, %s); {_WHILE_OPEN}", [_LOCK, round.pk, *row])
        cursor.nextset()
        return bool(cursor.rowcount)


def put_in(round_id: int, ballot: Ballot, *, name: str, public: bytes, size: int) -> None:
    """One envelope into the box, under a key by chance."""
    sealed = _sealed(ballot, name=name, public=public, size=size)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO budgeting_envelope (key, sealed, round_id) VALUES (%s, %s, %s)",
            [secrets.token_bytes(16), sealed, round_id],
        )


def _sealed(ballot: Ballot, *, name: str, public: bytes, size: int) -> bytes:
    return envelope.close(inside.write(ballot), public, round_name=name, size=size)


def new_tracker() -> str:
    """A mark of 16 signs (80 bits), drawn by us and never typed: so nobody else's ballot bears it."""
    return "".join(secrets.choice(ALPHABET) for _sign in range(inside.TRACKER))


def alone(round: Round) -> None:
    """Nobody puts anything in the box of this round until the transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, round.pk])


def next_number() -> int:
    """A higher number than any envelope got before, also when many ask at once."""
    ask = (
        f"SELECT {queries.NEXT_NUMBER}"
        if connection.vendor == "postgresql"
        else "INSERT INTO budgeting_votenumber (id, last) VALUES (1, 1) "
        "ON CONFLICT (id) DO UPDATE SET last = last + 1 RETURNING last"
    )
    with connection.cursor() as cursor:
        cursor.execute(ask)
        row = cursor.fetchone()
    return int(row[0])
