"""The full-text index of voices, on both databases. Why it is our own: docs/decisions/0003-own-full-text-index.md.

SQLite: an FTS5 table without its own copy of the text, and with `secure-delete`, so that a taken-out text leaves no
letters behind in the file. PostgreSQL: one tsvector a voice under a GIN index. On both, every word carries its
neighbourhood in front ("n12xlantaarn"), so that a search here never walks through the words of another place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from django.db import connection

from stoep.voices.models import Voice

_WEIGHED = 5_000  # PostgreSQL weighs at most so many of the newest finds; older ones are rarely the same matter
_WORD = re.compile(r"[^\W_]+")
_LONGEST_WORD = 60


def fold(text: str) -> str:
    """Small letters without accents: "Café" and "cafe" are one word on both databases."""
    apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).replace("\x00", " ")


def words_of(text: str) -> list[str]:
    """The words of a text as the index knows them: folded, letters and digits only."""
    return [word[:_LONGEST_WORD] for word in _WORD.findall(fold(text))]


def put(voice: Voice) -> None:
    """Make a voice findable by its words. Call `take_out` before its words change."""
    put_all([voice])


def put_all(voices: Iterable[Voice]) -> None:
    """Make many voices findable at once."""
    # Nobody finds hidden words, also not by guessing them.
    rows = [(voice.pk, _text(voice)) for voice in voices if not voice.hidden_at]
    if not rows:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany("INSERT INTO voices_search(rowid, words) VALUES (%s, %s)", rows)
        else:
            cursor.executemany(
                "INSERT INTO voices_search(voice_id, found) VALUES (%s, to_tsvector('simple', %s))", rows
            )


def take_out(voice: Voice) -> None:
    """Remove a voice from the index; `voice` must still hold the words by which it was put in.

    A hidden one was taken out when it was hidden: once more would damage the index.
    """
    if voice.hidden_at:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "INSERT INTO voices_search(voices_search, rowid, words) VALUES ('delete', %s, %s)",
                [voice.pk, _text(voice)],
            )
        else:
            cursor.execute("DELETE FROM voices_search WHERE voice_id = %s", [voice.pk])


def newest(neighbourhood_id: int, words: Sequence[str], *, before: int | None, limit: int) -> list[int]:
    """Ids of voices here in which every one of these words begins a word, newest first, below id `before`."""
    asked = _asked(neighbourhood_id, words, every=True)
    if not asked:
        return []
    below = before if before is not None else 2**62
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT rowid FROM voices_search WHERE voices_search MATCH %s AND rowid < %s "
                "ORDER BY rowid DESC LIMIT %s",
                [asked, below, limit],
            )
        else:
            cursor.execute(
                "SELECT voice_id FROM voices_search WHERE found @@ to_tsquery('simple', %s) AND voice_id < %s "
                "ORDER BY voice_id DESC LIMIT %s",
                [asked, below, limit],
            )
        return [row[0] for row in cursor.fetchall()]


def nearest(neighbourhood_id: int, words: Sequence[str], *, limit: int) -> list[int]:
    """Ids of voices here that hold the most, and the rarest, of these words; best first."""
    asked = _asked(neighbourhood_id, words, every=False)
    if not asked:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT rowid FROM voices_search WHERE voices_search MATCH %s ORDER BY rank LIMIT %s", [asked, limit]
            )
        else:
            cursor.execute(
                "SELECT voice_id FROM (SELECT voice_id, found FROM voices_search "
                "WHERE found @@ to_tsquery('simple', %s) ORDER BY voice_id DESC LIMIT %s) AS newest "
                "ORDER BY ts_rank(found, to_tsquery('simple', %s)) DESC, voice_id DESC LIMIT %s",
                [asked, _WEIGHED, asked, limit],
            )
        return [row[0] for row in cursor.fetchall()]


def _text(voice: Voice) -> str:
    return " ".join(_placed(voice.neighbourhood_id, word) for word in words_of(f"{voice.words}\n{voice.already}"))


def _placed(neighbourhood_id: int, word: str) -> str:
    return f"n{neighbourhood_id}x{word}"


def _asked(neighbourhood_id: int, words: Sequence[str], *, every: bool) -> str:
    """The question in the database's own language. Words are letters and digits only, and stand in quotes."""
    placed = [_placed(neighbourhood_id, part) for word in words for part in words_of(word)]
    if connection.vendor == "sqlite":
        return (" AND " if every else " OR ").join(f'"{word}"*' for word in placed)
    return (" & " if every else " | ").join(f"'{word}':*" for word in placed)
