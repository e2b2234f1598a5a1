"""Seal: write down that something was done, in the same transaction as the act itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from stoep.core.sealing import commitment, tree
from stoep.places.models import Neighbourhood
from stoep.record import rows as sealed_rows
from stoep.record import rules
from stoep.record.actions.checkpoint import sign
from stoep.record.models import Entry, Log, Node, Opening, RowSalt
from stoep.shared.actor import Actor
from stoep.shared.asked import ask
from stoep.shared.refusal import Refused


def seal(
    *,
    neighbourhood: Neighbourhood,
    act: str,
    by: Actor,
    at: datetime,
    facts: Mapping[str, Any],
    personal: Mapping[str, str] | None = None,
    subject: str = "",
    rows: Iterable[Model] = (),
) -> Entry:
    """Append one act to the neighbourhood's log and return its entry; call it inside the act's own transaction.

    `act` reads "room.verb". `facts` is public and stays for ever: plain JSON, no floats, no personal data; a sentence
    under "told" is shown to readers as it stands. `personal` ({field: text}) is sealed as salted commitments and can
    be erased, as is the name of the actor (field "by"). Empty personal values are left out.
    `rows` are all rows that the act wrote or deleted, as they are now: whoever changes one of them afterwards without
    an act is found (`manage verify_log`). They are read anew, so call this after the last of them is written.
    Raises Unsealable (a mistake in the program) or Refused (text that no log can hold).
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("Seal inside the transaction of the act: transaction.atomic.")
    values = {field: value for field, value in {**(personal or {}), "by": by.name}.items() if value}
    rules.check_names(act, subject, list(values))
    for value in values.values():
        _check_value(value)
    log = lock_log(neighbourhood)
    first, *more = _in_parts(_rows(log, rows))
    whole = {**facts, **({"rows": first} if first else {})}
    entry = _append(log, act=act, subject=subject, by=by, at=at, facts=whole, values=values)
    for part in more:
        # An entry has a largest size; what does not fit in it stands in those right after it.
        nameless = Actor(by.side, by.organisation)
        _append(log, act="record.rows", subject=subject, by=nameless, at=at, facts={"rows": part}, values={})
    sign(log=log, at=entry.sealed_at, only_if_due=True)
    return entry


def _rows(log: Log, rows: Iterable[Model]) -> dict[str, str]:
    """A hash for each row under a new salt, which takes the place of the one before."""
    found = dict(sealed_rows.now(rows))
    salts = {name: commitment.new_salt() for name, text in found.items() if text is not None}
    if gone := found.keys() - salts.keys():
        RowSalt.objects.filter(log=log, name__in=gone).delete()
    RowSalt.objects.bulk_create(
        (RowSalt(log=log, name=name, salt=salt) for name, salt in salts.items()),
        update_conflicts=True,
        unique_fields=["log", "name"],
        update_fields=["salt"],
    )
    return {
        name: sealed_rows.GONE if text is None else sealed_rows.commit(salts[name], text)
        for name, text in found.items()
    }


def _in_parts(sealed: dict[str, str]) -> list[dict[str, str]]:
    names = list(sealed)
    starts = range(0, max(len(names), 1), rules.ROWS_PER_ENTRY)
    return [{name: sealed[name] for name in names[start : start + rules.ROWS_PER_ENTRY]} for start in starts]


def _check_value(value: str) -> None:
    if len(value) > rules.LONGEST_VALUE:
        raise Refused(
            "too-long",
            _("Deze tekst is te lang: %(length)s tekens. Er passen er %(limit)s in. Maak hem korter."),
            length=len(value),
            limit=rules.LONGEST_VALUE,
        )
    if "\x00" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        raise Refused("broken-text", _("In deze tekst staat een teken dat geen letter is. Typ de tekst opnieuw."))


def lock_log(neighbourhood: Neighbourhood) -> Log:
    """The log, made where there is none, locked until the end of the transaction: entries come one by one."""
    found = ask(_log, None, here=neighbourhood.pk)
    if not found:
        Log.objects.get_or_create(neighbourhood=neighbourhood, defaults={"origin": _origin(neighbourhood)})
        found = ask(_log, None, here=neighbourhood.pk)
    return found[0]


def _log(_shape: None, *, here: int) -> QuerySet[Log]:
    return Log.objects.select_for_update().filter(neighbourhood=here)


def _origin(neighbourhood: Neighbourhood) -> str:
    """The name for a new log: an address without https, as C2SP asks. It never changes afterwards."""
    site = urlsplit(getattr(settings, "STOEP_URL", ""))  # set in web/environment.py, out of sight of the type checker
    domain = settings.STOEP_DOMAIN or site.hostname or "localhost"
    return f"{domain}/wijk/{neighbourhood.slug}"


def _append(
    log: Log, *, act: str, subject: str, by: Actor, at: datetime, facts: dict[str, Any], values: dict[str, str]
) -> Entry:
    sealed_at = rules.sealed_moment(at=at, last_at=log.last_at)
    salts = {field: commitment.new_salt() for field in values}
    leaf = rules.leaf(
        log=log.origin,
        index=log.size,
        act=act,
        subject=subject,
        at=rules.timestamp(sealed_at),
        by={"side": by.side} | ({"organisation": by.organisation} if by.organisation else {}),
        facts=facts,
        personal={
            field: commitment.commit(field=field, salt=salts[field], value=value) for field, value in values.items()
        },
    )
    entry = Entry.objects.create(
        log=log,
        index=log.size,
        act=act,
        subject=subject,
        sealed_at=sealed_at,
        leaf=leaf.decode(),
        leaf_hash=tree.leaf_hash(leaf),
    )
    Opening.objects.bulk_create(
        Opening(entry=entry, field=field, salt=salts[field], value=value) for field, value in values.items()
    )
    _grow(log, leaf_hash=tree.leaf_hash(leaf), sealed_at=sealed_at)
    return entry


def _grow(log: Log, *, leaf_hash: bytes, sealed_at: datetime) -> None:
    frontier, completed = tree.Frontier.unpacked(log.size, bytes(log.peaks)).append(leaf_hash)
    log.size, log.peaks, log.last_at = frontier.size, frontier.packed(), sealed_at
    log.save(update_fields=["size", "peaks", "last_at"])
    Node.objects.bulk_create(
        Node(log=log, level=level, index=index, hash=value)
        for level, index, value in completed
        if level and level % rules.TILE == 0
    )
