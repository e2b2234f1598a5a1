"""A whole sealed log without an act a row: the same leaves, hashes, openings and nodes as record.actions.seal makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from stoep.core.sealing import commitment, tree
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.record import rules
from stoep.record.models import Entry, Log, Node, Opening
from stoep.voices.models import Answer, Voice

MOST = 100_000  # entries; four years of a busy wijk come to some ten thousand


class LogOf:
    """The log of one neighbourhood while it is being filled: that each voice came in, and each answer to it."""

    def __init__(self, neighbourhood: Neighbourhood) -> None:
        self.log = Log.objects.create(neighbourhood=neighbourhood, origin=f"localhost/wijk/{neighbourhood.slug}")
        self.frontier = tree.Frontier()
        self.entries: list[Entry] = []
        self.openings: list[Opening] = []
        self.nodes: list[Node] = []

    def seal(self, voices: Sequence[Voice], answers: Mapping[int, Answer]) -> None:
        """Seal that these came in, and what was answered, until the log is as long as a long one is."""
        for voice in voices:
            self._append("voices.post", voice, voice.received_at, "words", voice.words)
            if answer := answers.get(voice.pk):
                self._append("voices.answer", voice, voice.received_at, "answer", answer.words)
        self._write()

    def close(self, at: datetime) -> None:
        """Write the size of the log, and sign it."""
        self.log.size, self.log.peaks, self.log.last_at = self.frontier.size, self.frontier.packed(), at
        self.log.save()
        record.checkpoint(neighbourhood=self.log.neighbourhood, at=at)

    def _append(self, act: str, voice: Voice, at: datetime, field: str, value: str) -> None:
        if self.frontier.size >= MOST:
            return
        salt, index = commitment.new_salt(), self.frontier.size
        leaf = rules.leaf(
            log=self.log.origin,
            index=index,
            act=act,
            subject=f"voice:{voice.number}",
            at=rules.timestamp(at),
            by={"side": "visitor"},
            facts={"number": voice.number, "told": f"Inbreng {voice.spoken}: {act.partition('.')[2]}."},
            personal={field: commitment.commit(field=field, salt=salt, value=value)},
        )
        hashed = tree.leaf_hash(leaf)
        entry = Entry(
            log=self.log,
            index=index,
            act=act,
            subject=f"voice:{voice.number}",
            sealed_at=at,
            leaf=leaf.decode(),
            leaf_hash=hashed,
        )
        self.entries.append(entry)
        self.openings.append(Opening(entry=entry, field=field, salt=salt, value=value))
        self.frontier, completed = self.frontier.append(hashed)
        self.nodes += [
            Node(log=self.log, level=level, index=place, hash=value)
            for level, place, value in completed
            if level and level % rules.TILE == 0
        ]

    def _write(self) -> None:
        Entry.objects.bulk_create(self.entries, batch_size=1000)
        for opening in self.openings:
            opening.entry_id = opening.entry.pk
        Opening.objects.bulk_create(self.openings, batch_size=1000)
        Node.objects.bulk_create(self.nodes, batch_size=1000)
        self.entries, self.openings, self.nodes = [], [], []
