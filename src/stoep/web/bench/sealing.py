"""A whole sealed log without an act a row: the same leaves, hashes, openings and nodes as record.actions.seal makes.

`whole` also seals every row and everything that pages show, without an end, and signs as often as acts do: then
`manage verify_log` finds nothing, and an export or an import of it costs what it costs in life.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby, islice
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from stoep.core.sealing import commitment, tree
from stoep.core.sealing.checkpoint import Checkpoint as Point
from stoep.core.sealing.checkpoint import encode
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.record import keys, rules
from stoep.record import rows as sealed_rows
from stoep.record.inspection import Shown
from stoep.record.models import Checkpoint, Entry, Log, Node, Opening, RowSalt
from stoep.record.rows import Sealed
from stoep.voices.models import Answer, Joining, Voice

MOST = 100_000  # entries of a log for measuring pages; four years of a busy wijk come to some ten thousand
AS_IT_GOES = (Voice, Answer, Joining)  # their rows are sealed with the acts that write them
# What an entry about a voice says, so that nothing of it is left for the end.
_OF_A_VOICE = {
    *("kind", "channel", "audience", "due_on", "open", "answers", "together_with", "named", "added"),
    *("words", "called", "already", "answer"),
}
# What people wrote themselves never stands in the open text of an entry.
_PERSONAL = {
    *("called", "disputed_words", "evidence", "link", "new_words", "to_called", "verdict_words", "where", "why"),
    *("words", "address", "hours", "place"),
}
_SAYS_ITS_NAME = {"item": "code", "promise": "code", "version": "version"}


class LogOf:
    """The log of one neighbourhood while it is being filled: that each voice came in, and each answer to it."""

    def __init__(self, neighbourhood: Neighbourhood, *, whole: bool = False) -> None:
        self.log = Log.objects.create(neighbourhood=neighbourhood, origin=f"localhost/wijk/{neighbourhood.slug}")
        self.whole = whole
        self.frontier = tree.Frontier()
        self.hashes: dict[str, str] = {}
        self.signed: tuple[int | None, datetime | None] = (None, None)
        self.entries: list[Entry] = []
        self.openings: list[Opening] = []
        self.nodes: list[Node] = []
        self.checkpoints: list[Checkpoint] = []

    def seal(self, voices: Sequence[Voice], answers: Mapping[int, Answer], joinings: Sequence[Joining] = ()) -> None:
        """Seal that these came in, what was answered, and in a whole log also which were joined."""
        self.hashes = {}
        joined = {joining.voice_id: joining for joining in joinings}
        for model, found in ((Voice, voices), (Answer, answers.values()), (Joining, joinings)):
            self._prepare(model, [row.pk for row in found])
        for voice in voices:
            facts = _facts_of(voice) if self.whole else {"number": voice.number}
            texts = {"words": voice.words} | ({"called": voice.called, "already": voice.already} if self.whole else {})
            self._said("voices.post", voice, facts, texts, voice)
            if answer := answers.get(voice.pk):
                given = {"answers": 1} if self.whole else {"number": voice.number}
                self._said("voices.answer", voice, given, {"answer": answer.words}, answer)
            if self.whole and (joining := joined.get(voice.pk)):
                self._said("voices.join", voice, {"together_with": joining.into.number}, {}, joining)
        self._write()

    def close(self, at: datetime) -> None:
        """Seal what is not sealed yet where the log is whole; write the size of the log, and sign it."""
        if self.whole:
            self._close_whole(at)
        self._write()
        self._save(at)
        record.checkpoint(neighbourhood=self.log.neighbourhood, at=at)

    def _close_whole(self, at: datetime) -> None:
        for subject, facts, texts in _left(self.log.neighbourhood):
            self._append("record.rows", subject, at, facts, texts)
            if len(self.entries) >= rules.CHECKPOINT_ENTRIES:
                self._write()
        for each, held in _rows_left(self.log.neighbourhood):
            self.hashes = {}
            self._prepare(each.model, held)
            self._append("record.rows", "", at, {"rows": self.hashes}, {})
            self._write()

    def _save(self, at: datetime) -> None:
        self.log.size, self.log.peaks, self.log.last_at = self.frontier.size, self.frontier.packed(), at
        self.log.save()

    def _prepare(self, model: type[Any], keys: Sequence[Any]) -> None:
        """The hashes of these rows, each under a salt of its own."""
        if not self.whole or not keys:
            return
        known = next(each for each in sealed_rows.all_sealed() if each.model is model)
        found = iter(keys)
        while part := list(islice(found, 500)):
            texts = sealed_rows.texts(known, part)
            salts = {name: commitment.new_salt() for name in texts}
            RowSalt.objects.bulk_create(RowSalt(log=self.log, name=name, salt=salts[name]) for name in texts)
            self.hashes |= {name: sealed_rows.commit(salts[name], text) for name, text in texts.items()}

    def _said(self, act: str, voice: Voice, facts: dict[str, Any], texts: dict[str, str], row: Any) -> None:
        told = f"Inbreng {voice.spoken}: {act.partition('.')[2]}."
        name = sealed_rows.name(type(row), row.pk)
        sealed = {"rows": {name: self.hashes[name]}} if self.whole else {}
        self._append(act, f"voice:{voice.number}", voice.received_at, {**facts, "told": told, **sealed}, texts)

    def _append(self, act: str, subject: str, at: datetime, facts: dict[str, Any], texts: dict[str, str]) -> None:
        if not self.whole and self.frontier.size >= MOST:
            return
        values = {field: text for field, text in texts.items() if text}
        salts = {field: commitment.new_salt() for field in values}
        leaf = rules.leaf(
            log=self.log.origin,
            index=self.frontier.size,
            act=act,
            subject=subject,
            at=rules.timestamp(at),
            by={"side": "visitor"},
            facts=facts,
            personal={
                field: commitment.commit(field=field, salt=salts[field], value=text) for field, text in values.items()
            },
        )
        hashed = tree.leaf_hash(leaf)
        entry = Entry(
            log=self.log,
            index=self.frontier.size,
            act=act,
            subject=subject,
            sealed_at=at,
            leaf=leaf.decode(),
            leaf_hash=hashed,
        )
        self.entries.append(entry)
        self.openings += [
            Opening(entry=entry, field=field, salt=salts[field], value=text) for field, text in values.items()
        ]
        self.frontier, completed = self.frontier.append(hashed)
        self.nodes += [
            Node(log=self.log, level=level, index=place, hash=value)
            for level, place, value in completed
            if level and level % rules.TILE == 0
        ]
        self._sign_if_due(at)

    def _sign_if_due(self, at: datetime) -> None:
        """A log that is whole is signed as often as acts sign theirs."""
        size, last_at = self.signed
        if self.whole and rules.checkpoint_due(size=self.frontier.size, last_size=size, last_at=last_at, at=at):
            if size is None:
                # The act itself, which also writes down which keys sign from here on.
                self._save(at)
                record.checkpoint(neighbourhood=self.log.neighbourhood, at=at)
            else:
                self.checkpoints.append(self._checkpoint(at))
            self.signed = (self.frontier.size, at)

    def _checkpoint(self, at: datetime) -> Checkpoint:
        """What record.actions.sign makes of the log as it stands, without asking anew each time what it stands at."""
        point = Point(self.log.origin, self.frontier.size, self.frontier.root())
        note = keys.signer().sign(point, int(at.timestamp())).text()
        return Checkpoint(log=self.log, size=point.size, root=encode(point.root), note=note, made_at=at)

    def _write(self) -> None:
        Entry.objects.bulk_create(self.entries, batch_size=1000)
        for opening in self.openings:
            opening.entry_id = opening.entry.pk
        Opening.objects.bulk_create(self.openings, batch_size=1000)
        Node.objects.bulk_create(self.nodes, batch_size=1000)
        Checkpoint.objects.bulk_create(self.checkpoints, batch_size=500)
        self.entries, self.openings, self.nodes, self.checkpoints = [], [], [], []


def _facts_of(voice: Voice) -> dict[str, Any]:
    return {
        "number": voice.number,
        "kind": voice.kind,
        "channel": voice.channel,
        "audience": voice.audience,
        "due_on": voice.due_on.isoformat(),
        "open": voice.is_shown,
        "answers": 0,
        "together_with": "",
        "named": bool(voice.called),
        "added": bool(voice.already),
    }


def _left(here: Neighbourhood) -> Iterator[tuple[str, dict[str, Any], dict[str, str]]]:
    """What pages show and no entry said yet: by subject, what stands open in it and what people wrote."""
    for path in settings.STOEP_MIRRORS:
        shown: Iterator[Shown] = import_string(path)(here)
        wanted = (each for each in shown if not (each.subject.startswith("voice:") and each.field in _OF_A_VOICE))
        for subject, found in groupby(wanted, key=lambda each: each.subject):
            kind, _colon, name = subject.partition(":")
            facts: dict[str, Any] = {"told": "Zo stond het er."}
            if kind in _SAYS_ITS_NAME:
                facts[_SAYS_ITS_NAME[kind]] = int(name) if kind == "version" else name
            texts: dict[str, str] = {}
            for each in found:
                personal = each.field in _PERSONAL and isinstance(each.value, str)
                (texts if personal else facts)[each.field] = each.value
            yield subject, facts, texts


def _rows_left(here: Neighbourhood) -> Iterator[tuple[Sealed, list[Any]]]:
    """Every row that no entry held yet, as many at a time as one entry holds."""
    for each in sealed_rows.all_sealed():
        if each.model not in AS_IT_GOES:
            keys = each.model._default_manager.filter(**{each.of: here.pk}).order_by("pk").values_list("pk", flat=True)
            found = iter(list(keys))
            while part := list(islice(found, rules.ROWS_PER_ENTRY)):
                yield each, part
