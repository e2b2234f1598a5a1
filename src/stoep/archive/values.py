"""One value of a row as it stands in an archive, and back: plain JSON, moments in UTC, bytes in base64."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import (
    AutoField,
    BinaryField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    Field,
    FileField,
    ForeignKey,
    IntegerField,
    JSONField,
    TextField,
)
from django.utils.translation import gettext_lazy as _

from stoep.archive.kinds import SEALED, Kind
from stoep.people import sealing
from stoep.shared.refusal import Refused

Seal = Callable[[str], str]


def written(value: Any) -> Any:
    """This value as JSON holds it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if value is None or isinstance(value, bool | int | float | str | dict | list):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


# One for all rows, and only what JSON does not hold by itself is asked of `written`: there are millions of values.
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=written)


def line(columns: list[str], values: tuple[Any, ...], sealed: Mapping[str, Seal]) -> str:
    """One row as one line of JSON, by the names of its columns."""
    row = dict(zip(columns, values, strict=True))
    for name, seal in sealed.items():
        if row[name]:
            row[name] = seal(written(row[name]))
    return _JSON.encode(row) + "\n"


def seals(kind: Kind, box: Any | None) -> dict[str, Seal]:
    """How the columns of this kind that reach somebody are put away; under the key of the archive or the server.

    A kept address is sealed already, so under the key of the server it stays as it is.
    """
    return {name: _seal(kind, name, box) for name in SEALED.get(kind.label, ())}


def opens(kind: Kind, box: Any | None) -> dict[str, Seal]:
    """How they are brought back on this server; InvalidToken when the key does not fit."""
    return {name: _open(kind, name, box) for name in SEALED.get(kind.label, ())}


def _seal(kind: Kind, name: str, box: Any | None) -> Seal:
    if name in kind.bytes_columns():
        return _rewrapped(sealing.unseal, box) if box else lambda value: value
    close = (lambda text: box.encrypt(text.encode())) if box else sealing.seal
    return lambda value: close(json.dumps(value)).decode()


def _rewrapped(opened: Callable[[bytes], str], box: Any) -> Seal:
    return lambda value: base64.b64encode(box.encrypt(opened(base64.b64decode(value)).encode())).decode()


def _open(kind: Kind, name: str, box: Any | None) -> Seal:
    opened = (lambda token: box.decrypt(bytes(token)).decode()) if box else sealing.unseal
    if name not in kind.bytes_columns():
        return lambda value: json.loads(opened(value.encode()))
    if box is None:
        # It must open here too, or nobody could be told any more.
        return lambda value: (opened(base64.b64decode(value)), value)[1]
    return lambda value: base64.b64encode(sealing.seal(opened(base64.b64decode(value)))).decode()


def readers(kind: Kind) -> dict[str, Callable[[Any], Any]]:
    """For each column, what makes its value out of JSON. Refused for what the column cannot hold."""
    return {name: _reader(kind, name) for name in kind.columns()}


def _reader(kind: Kind, name: str) -> Callable[[Any], Any]:
    field = kind.model._meta.get_field(name)
    assert isinstance(field, Field)
    inner = field.target_field if isinstance(field, ForeignKey) else field
    plain, null = _plain(inner), field.null

    def read(value: Any) -> Any:
        if value is None and null:
            return None
        try:
            return plain(value)
        except (ValueError, TypeError, AttributeError, ValidationError, binascii.Error, ArithmeticError) as error:
            raise Refused(
                "bad-value",
                _("In %(kind)s staat bij %(name)s iets dat daar niet past. Vraag een nieuwe kopie van het archief."),
                kind=kind.label,
                name=name,
            ) from error

    return read


def _plain(field: Field[Any, Any]) -> Callable[[Any], Any]:
    """What reads a value of this sort of field; looked up once a column, since there are millions of values."""
    for sort, plain in _SORTS:
        if isinstance(field, sort):
            return plain
    return lambda value: field.to_python(_one(value))


def _one(value: Any) -> Any:
    if value is None or isinstance(value, dict | list):
        raise ValueError("not one value")
    return _text(value) if isinstance(value, str) else value


def _text(value: Any) -> str:
    if not isinstance(value, str) or _NO_LETTER.search(value):
        raise ValueError("a sign that is no letter")
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 2**63:
        raise ValueError("no whole number")
    return value


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("neither yes nor no")
    return value


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError("a moment without its zone")
    return moment


def _json(value: Any) -> Any:
    if "\\u0000" in json.dumps(value):
        raise ValueError("a sign that is no letter")
    return value


def _bytes(value: Any) -> bytes:
    return base64.b64decode(value, validate=True)


_NO_LETTER = re.compile("[\x00\ud800-\udfff]")
_SORTS: tuple[tuple[type[Field[Any, Any]] | tuple[type[Field[Any, Any]], ...], Callable[[Any], Any]], ...] = (
    (JSONField, _json),
    (BinaryField, _bytes),
    (DateTimeField, _moment),
    (DateField, date.fromisoformat),
    (BooleanField, _yes_or_no),
    ((AutoField, IntegerField), _whole),
    ((CharField, TextField, FileField), _text),
)
# Of these, what was read is what the database takes.
AS_IT_IS = (AutoField, IntegerField, BooleanField, CharField, TextField)
