"""Vote: the code is checked by reading, and one sealed row goes into the box. Nothing else is written down.

Voting is the second act of the house that is not sealed in the log (0024 is the first): an entry per ballot would say
when somebody voted. The log seals the box as it is at closing.
"""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries
from stoep.budgeting.models import Box, Letter, Round
from stoep.budgeting.queries import Polling
from stoep.core.ballots import codes, envelope, inside
from stoep.core.ballots.inside import Ballot, Channel
from stoep.core.signs import ALPHABET
from stoep.shared.refusal import Refused

_NEXT = "nextval('budgeting_vote_number')"
_LOCK = 0x53746F  # the first half of the names of our locks in PostgreSQL


def holder(*, round: Round, typed: str, at: datetime, box: Box | None = None) -> Letter:
    """The letter with this code, while people vote. The code of each refusal is a key of the words of the voting page.

    Refused: "too_early", "closed", "waiting", "wrong_code", "void_code".
    """
    return _holder(round, typed, at, box)[0]


def _holder(round: Round, typed: str, at: datetime, box: Box | None) -> tuple[Letter, Polling]:
    box = box or queries.box_of(round)
    found = queries.polling(round, box, at)
    if isinstance(found, str):
        why = {"early": "too_early", "closed": "closed"}.get(found, "waiting")
        raise Refused(why, _("Stemmen kan nu niet."))
    code = codes.read(typed)
    letter = queries.letter_of(box, code) if box and code else None
    if letter is None:
        raise Refused("wrong_code", _("Deze code klopt niet."))
    if letter.is_void:
        raise Refused("void_code", _("Deze code geldt niet meer."))
    return letter, found


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
    letter, polling = _holder(round, typed, at, box)
    wrong = polling.mistake(letter.part_id, points)
    if wrong:
        raise Refused(wrong, _("Zo kan het biljet niet meetellen."))
    code, part = codes.read(typed), polling.parts[letter.part_id].order
    assert code is not None
    mark = new_tracker() if with_tracker and polling.has_tracker else ""
    choices = inside.choices_of(points)
    with transaction.atomic():
        _beside_each_other(round)
        ballot = Ballot(code, part, choices, Channel.SCREEN, _number_while_open(round), mark)
        put_in(round.pk, ballot, name=polling.name, public=polling.public, size=polling.size)
    return mark


_WHILE_OPEN = (
    "SELECT {} FROM budgeting_box b JOIN budgeting_round r ON r.id = b.round_id "
    "WHERE r.id = %s AND b.closed_at IS NULL AND r.stopped_at IS NULL"
)


def _number_while_open(round: Round) -> int:
    """A higher number than any envelope got before. Refused "closed" if the box was closed or the round stopped.

    Whatever the clock says now: a box that was closed stays so. PostgreSQL answers both in one question.
    """
    has_sequence = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(_WHILE_OPEN.format(_NEXT if has_sequence else "1"), [round.pk])
        row = cursor.fetchone()
    if not row:
        raise Refused("closed", _("Stemmen kan nu niet."))
    return int(row[0]) if has_sequence else next_number()


def put_in(round_id: int, ballot: Ballot, *, name: str, public: bytes, size: int) -> None:
    """One envelope into the box, under a key by chance."""
    sealed = envelope.close(inside.write(ballot), public, round_name=name, size=size)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO budgeting_envelope (key, sealed, round_id) VALUES (%s, %s, %s)",
            [secrets.token_bytes(16), sealed, round_id],
        )


def new_tracker() -> str:
    """A mark of 16 signs (80 bits), drawn by us and never typed: so nobody else's ballot bears it."""
    return "".join(secrets.choice(ALPHABET) for _sign in range(inside.TRACKER))


def _beside_each_other(round: Round) -> None:
    """Voters do not wait for each other, but who closes the box waits for them, and they for who closes it.

    An advisory lock leaves no trace in a row. SQLite writes one after another by itself.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [_LOCK, round.pk])


def alone(round: Round) -> None:
    """Nobody puts anything in the box of this round until the transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, round.pk])


def next_number() -> int:
    """A higher number than any envelope got before, also when many ask at once."""
    ask = (
        f"SELECT {_NEXT}"
        if connection.vendor == "postgresql"
        else "INSERT INTO budgeting_votenumber (id, last) VALUES (1, 1) "
        "ON CONFLICT (id) DO UPDATE SET last = last + 1 RETURNING last"
    )
    with connection.cursor() as cursor:
        cursor.execute(ask)
        row = cursor.fetchone()
    return int(row[0])
