"""Whether the database still says what was sealed: every row, and what other rooms show, beside the sealed text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils.module_loading import import_string

from stoep.core.sealing import canonical, commitment, tree
from stoep.core.sealing.checkpoint import Checkpoint as Point
from stoep.core.sealing.checkpoint import Unreadable, decode
from stoep.core.sealing.note import Key, SignedCheckpoint, Verifies, verifies
from stoep.places.models import Neighbourhood
from stoep.record import keys, rows, rules, stamping
from stoep.record.models import Checkpoint, Cosignature, Log, Opening, RowSalt
from stoep.record.queries.keys import Period, key_history, signing


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was sealed: a `code` for programs, where (an index, a size, a subject), and what."""

    code: str
    where: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a room shows now: the value of `field` of `subject`, to lay beside what was sealed last under those names.

    A value of None says that nothing stands there: then nothing may have been sealed either, or it was erased since.
    A room tells it by a function that takes a Neighbourhood and yields these; settings.STOEP_MIRRORS names them.
    """

    subject: str
    field: str
    value: Any


# A thing came to be by an entry that says its own name, or from which day it runs. It must stand on some page ever
# after: nothing of it is ever deleted, only closed, ended or wiped.
_SAYS_ITS_NAME = {"voice": "number", "item": "code", "promise": "code", "version": "version"}
_SAYS_SINCE_WHEN = {"seat": "since_on", "post": "since_on"}

_LINE = ("index", "act", "subject", "sealed_at", "leaf", "leaf_hash")

Mirror = Callable[[Neighbourhood], Iterable[Shown]]
Sealed = dict[tuple[str, str], Any]


class _Line(NamedTuple):
    """What is read of an entry: hundreds of thousands of them, so no object of Django's for each."""

    place: int
    act: str
    subject: str
    sealed_at: datetime
    leaf: str
    leaf_hash: bytes


@dataclass(slots=True)
class _State:
    """What is known after the entries so far."""

    frontier: tree.Frontier = field(default_factory=tree.Frontier)
    last_at: datetime | None = None
    roots: dict[int, bytes] = field(default_factory=dict)
    nodes: dict[tuple[int, int], bytes] = field(default_factory=dict)
    promised: dict[tuple[int, str], str] = field(default_factory=dict)
    erased: set[tuple[int, str]] = field(default_factory=set)
    subjects: dict[int, str] = field(default_factory=dict)
    facts: Sealed = field(default_factory=dict)
    began: set[str] = field(default_factory=set)
    rows: dict[str, str] = field(default_factory=dict)
    keys: list[tuple[int, list[str]]] = field(default_factory=list)


def inspect(log: Log, *, verifies: Verifies = verifies) -> Iterator[Finding]:
    """Everything in this log's rows that does not agree; nothing when all is as it was sealed. Reads every row.

    `verifies` may be a `Remembered` of whoever checked the same signatures a moment ago.
    """
    state = _State()
    sizes = set(log.checkpoints.values_list("size", flat=True))
    for entry in log.entries.order_by("index").values_list(*_LINE).iterator(chunk_size=2000):
        yield from _entry(log, _Line(*entry), state)
        if state.frontier.size in sizes:
            state.roots[state.frontier.size] = state.frontier.root()
    yield from _rows(log, state)
    yield from _checkpoints(log, state, verifies)
    values: Sealed = {}
    yield from _openings(log, state, values)
    erased = {(state.subjects[at], name) for at, name in state.erased}
    yield from _mirrors(log, {**state.facts, **values}, erased, state.began)
    yield from _sealed_rows(log, state.rows)


def _entry(log: Log, entry: _Line, state: _State) -> Iterator[Finding]:
    index, where = state.frontier.size, str(entry.place)
    if entry.place != index:
        yield Finding("missing", str(index))
    leaf = entry.leaf.encode()
    hashed = tree.leaf_hash(leaf)
    state.frontier, completed = state.frontier.append(hashed)
    state.nodes.update({(level, at): value for level, at, value in completed if level and level % rules.TILE == 0})
    if bytes(entry.leaf_hash) != hashed:
        yield Finding("hash", where)
    try:
        sealed = json.loads(leaf)
        at = rules.moment(sealed["at"])
        whole = canonical.canonical(sealed) == leaf and set(sealed) == rules.LEAF_KEYS
    except (ValueError, KeyError, TypeError):
        yield Finding("unreadable", where)
        return
    if not whole:
        yield Finding("unreadable", where)
        return
    columns = (sealed["log"], sealed["index"], sealed["act"], sealed["subject"], at)
    if columns != (log.origin, entry.place, entry.act, entry.subject, entry.sealed_at):
        yield Finding("columns", where)
    if state.last_at is not None and at < state.last_at:
        yield Finding("back-in-time", where, sealed["at"])
    state.last_at = at
    _remember(sealed, index, state)


def _remember(sealed: dict[str, Any], index: int, state: _State) -> None:
    subject = state.subjects[index] = sealed["subject"]
    state.promised.update({(index, name): value for name, value in sealed["personal"].items()})
    state.facts.update({(subject, name): value for name, value in sealed["facts"].items()})
    state.rows.update(sealed["facts"].get("rows", {}))
    if _begins(subject, sealed["facts"]):
        state.began.add(subject)
    if sealed["act"] in {"record.renew_key", "record.take_over"}:
        state.keys.append((index + 1, sealed["facts"]["keys"]))
    if sealed["act"] == "record.erase":
        for told in sealed["facts"]["erased"]:
            state.erased.update((told["index"], name) for name in told["fields"])


def _begins(subject: str, facts: dict[str, Any]) -> bool:
    kind, _colon, name = subject.partition(":")
    if kind in _SAYS_SINCE_WHEN:
        return _SAYS_SINCE_WHEN[kind] in facts
    return kind in _SAYS_ITS_NAME and str(facts.get(_SAYS_ITS_NAME[kind], "")) == name


def _rows(log: Log, state: _State) -> Iterator[Finding]:
    if log.size != state.frontier.size or bytes(log.peaks) != state.frontier.packed():
        yield Finding("frontier", str(log.size), str(state.frontier.size))
    stored = {(level, at): bytes(value) for level, at, value in log.nodes.values_list("level", "index", "hash")}
    for level, at in sorted(stored.keys() | state.nodes.keys()):
        if stored.get((level, at)) != state.nodes.get((level, at)):
            yield Finding("node", f"{level}/{at}")


def _checkpoints(log: Log, state: _State, verifies: Verifies) -> Iterator[Finding]:
    periods = key_history(log)
    yield from _keys(periods, state)
    if keys.signer_with(periods[-1].keys, log.origin) is None:
        yield Finding("not-our-keys", str(periods[-1].from_size))
    # There is one for each busy hour: what lies beside them is read some thousands at a time.
    cosigned = Prefetch("cosignatures", Cosignature.objects.select_related("witness"))
    found = log.checkpoints.order_by("size").select_related("stamp").prefetch_related(cosigned)
    for row in found.iterator(chunk_size=2000):
        public = [key for period in signing(periods, row.size) for key in period.keys]
        try:
            signed = SignedCheckpoint.read(row.note)
            good = len(signed.signed_by(public, verifies)) == len(public)
        except Unreadable:
            yield Finding("checkpoint", str(row.size))
            continue
        point = signed.checkpoint
        if (point.origin, point.size, point.root) != (log.origin, row.size, state.roots.get(row.size)):
            yield Finding("checkpoint", str(row.size))
        elif not good:
            yield Finding("other-key", str(row.size))
        elif _root(row) != point.root or int(row.made_at.timestamp()) != signed.signed_at():
            yield Finding("columns", str(row.size))
        yield from _outside(row, point, verifies)


def _keys(periods: list[Period], state: _State) -> Iterator[Finding]:
    """The keys since each change, beside the entries that tell of the changes."""
    now = [(period.from_size, period.written()) for period in periods[1:]]
    for from_size, written in [each for each in now if each not in state.keys]:
        yield Finding("keys-never-sealed", str(from_size), ", ".join(key[:40] for key in written))
    yield from (
        Finding("keys-gone", str(from_size)) for from_size, written in state.keys if (from_size, written) not in now
    )


def _outside(row: Checkpoint, point: Point, verifies: Verifies) -> Iterator[Finding]:
    """What witnesses and a time stamp say of this checkpoint must be about this very one."""
    for given in row.cosignatures.all():
        data = bytes(given.data)
        seconds = int(given.signed_at.timestamp())
        if int.from_bytes(data[:8], "big") != seconds or not verifies(Key.read(given.witness.key), point, data):
            yield Finding("cosignature", str(row.size), given.witness.called)
    stamp = getattr(row, "stamp", None)
    if stamp is not None and not stamping.is_about(bytes(stamp.response), point, stamp.stamped_at):
        yield Finding("stamp", str(row.size), stamp.name)


def _root(row: Checkpoint) -> bytes:
    try:
        return decode(row.root)
    except Unreadable:
        return b""


def _openings(log: Log, state: _State, values: Sealed) -> Iterator[Finding]:
    seen: set[tuple[int, str]] = set()
    rows = Opening.objects.filter(entry__log=log).order_by("entry__index")
    asked = rows.values_list("entry__index", "entry__subject", "field", "salt", "value")
    for index, subject, name, salt, value in asked.iterator(chunk_size=2000):
        place = (index, name)
        seen.add(place)
        sealed = state.promised.get(place)
        if sealed is None or not _opens(sealed, name, bytes(salt), value):
            yield Finding("opening", str(index), name)
        if place in state.erased:
            yield Finding("not-erased", str(index), name)
        values[subject, name] = value
    for index, name in sorted(state.promised.keys() - seen - state.erased):
        yield Finding("gone", str(index), name)


def _opens(sealed: str, name: str, salt: bytes, value: str) -> bool:
    return len(salt) == commitment.SALT_BYTES and commitment.opens(sealed, field=name, salt=salt, value=value)


def _mirrors(log: Log, sealed: Sealed, erased: set[tuple[str, str]], began: set[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for path in settings.STOEP_MIRRORS:
        mirror: Mirror = import_string(path)
        for shown in mirror(log.neighbourhood):
            seen.add(shown.subject)
            place = (shown.subject, shown.field)
            if place not in sealed and place not in erased and shown.value is not None:
                yield Finding("never-sealed", shown.subject, shown.field)
            elif place in sealed and sealed[place] != shown.value and not _is_hidden(shown.value):
                yield Finding("shown-otherwise", shown.subject, shown.field)
    if settings.STOEP_MIRRORS:
        yield from (Finding("not-shown", subject) for subject in sorted(began - seen))


def _is_hidden(value: Any) -> bool:
    """Whether two keys hid what stood there. Whoever only writes it so is found by the hash of the row."""
    return isinstance(value, str) and rows.HIDDEN.match(value) is not None


def _sealed_rows(log: Log, last: dict[str, str]) -> Iterator[Finding]:
    """Every row of the rooms beside the newest hash of it; and every hash beside its row."""
    checked = {each.model._meta.label_lower for each in rows.all_sealed()}
    left = {name for name, hashed in last.items() if hashed != rows.GONE and name.partition(":")[0] in checked}
    for each in rows.all_sealed():
        found = each.model._default_manager.filter(**{each.of: log.neighbourhood.pk}).order_by("pk")
        for keys_of in _chunks(found.values_list("pk", flat=True)):
            texts = rows.texts(each, keys_of)
            salts = dict(RowSalt.objects.filter(log=log, name__in=list(texts)).values_list("name", "salt"))
            for name, text in texts.items():
                left.discard(name)
                if not last.get(name):
                    yield Finding("row-never-sealed", name)
                elif name not in salts or rows.commit(bytes(salts[name]), text) != last[name]:
                    yield Finding("row-changed", name)
    yield from (Finding("row-gone", name) for name in sorted(left))


def _chunks(keys_of: QuerySet[Any, Any], size: int = 400) -> Iterator[list[Any]]:
    found = iter(keys_of.iterator(chunk_size=2000))
    while chunk := list(islice(found, size)):
        yield chunk
