"""Which rows belong to a neighbourhood, read from the models themselves: a room that is added comes along by itself.

Three sorts. Rows with a way to the neighbourhood, by their foreign keys ("voice__neighbourhood"). Rows without one that
those point at: persons, organisations, addresses, official areas; only the ones that are pointed at. And rows that hang
on these: second locks on an account, figures of an area. What stays behind stands in STAYS, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from typing import Any

from django.apps import apps
from django.db.models import BinaryField, FileField, ForeignKey, Model, QuerySet

from stoep.places.models import Neighbourhood
from stoep.record import rows

# What hangs on rows that are pointed at, by the name of its foreign key.
ALONG = {
    "account.emailaddress": "user",
    "mfa.authenticator": "user",
    "places.areaoutline": "area",
    "places.areastreet": "area",
    "places.figure": "area",
    "places.postcodearea": "area",
}
_WHISPERED = "for two named people alone, its writer erases it, and it goes after a year: of it there is no copy"
STAYS = {
    "packs.card": "a card as it was typed, until its term; what it became is in the archive by itself",
    "packs.scan": "a picture of paper, which is destroyed on a day that was set; a copy would outlive that day",
    "budgeting.count": "a count that runs: it says how far it is, and is gone when it is done",
    "budgeting.envelope": "the box of a vote: it is opened where it was filled, and wiped some weeks later",
    "budgeting.letter": "what is kept of codes to vote with: another server has another key for them",
    "budgeting.typing": "paper ballots as somebody typed them, until they lie in the box",
    "budgeting.votenumber": "which number the last envelope on this server bears",
    "strengths.introduction": "how to reach two people, for each other alone; it goes after weeks",
    "conflicts.whisper": _WHISPERED,
    "conflicts.whispered": _WHISPERED,
    "gatherings.printjob": "how far a print job is, with addresses under a lock; both go within a day",
    "people.knock": "counts how often somebody knocks at this server; it goes within a day",
    "people.remembered": "counts wrong codes and the like at this server; it goes within a day",
    "places.load": "how far this server has come with loading official figures",
    "record.node": "sums over entries of the log, worked out anew from the log itself",
}
# Columns of which the archive holds the value only under a key that is not in it: ways to reach somebody or to be them.
SEALED = {
    "account.emailaddress": ("email",),
    "mfa.authenticator": ("data",),
    "conflicts.hiding": ("kept",),
    "gatherings.small": ("kept",),
    "people.account": ("email",),
    "people.contact": ("sealed_address",),
    "reach.box": ("kept",),
    "strengths.strength": ("kept",),
}
# Pointers at a row of another neighbourhood: empty in the archive of one, since the other does not come along.
ELSEWHERE = {
    "exchange.question": {"card_id": "card__neighbourhood"},
    "exchange.takeover": {"card_id": "card__neighbourhood"},
    "exchange.visit": {"card_id": "card__neighbourhood"},
    "exchange.visitanswer": {"visit_id": "visit__neighbourhood"},
}
# Columns that the public log holds already: they are read from there.
IN_THE_LOG = {"record.entry": ("act", "subject", "sealed_at", "leaf", "leaf_hash")}
CHUNK = 2000
AT_ONCE = 500


def portions(values: Iterable[Any], size: int = AT_ONCE) -> Iterator[list[Any]]:
    """The values in lists of at most this size."""
    found = iter(values)
    while part := list(islice(found, size)):
        yield part


@dataclass(frozen=True, slots=True)
class Kind:
    """One model in the archive. `way` leads from a row to its neighbourhood; None: it comes along with what points."""

    model: type[Model]
    way: str | None

    @property
    def label(self) -> str:
        """How the kind is called in names of files and in the log: "voices.answer"."""
        return self.model._meta.label_lower

    @property
    def key(self) -> str:
        """The column that holds its key."""
        return str(self.model._meta.pk.attname)

    def columns(self) -> list[str]:
        """The columns that are written down, in the order of the table."""
        left = IN_THE_LOG.get(self.label, ())
        return [field.attname for field in self.model._meta.concrete_fields if field.attname not in left]

    def pointers(self) -> list[ForeignKey[Any, Any]]:
        """Its foreign keys."""
        return [field for field in self.model._meta.concrete_fields if isinstance(field, ForeignKey)]

    def files(self) -> list[str]:
        """The columns that name a file."""
        return [field.attname for field in self.model._meta.concrete_fields if isinstance(field, FileField)]

    def bytes_columns(self) -> set[str]:
        """The columns that hold bytes; written in base64."""
        return {field.attname for field in self.model._meta.concrete_fields if isinstance(field, BinaryField)}


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind of row that goes into an archive, in the order of the rooms from below."""
    models = [model for model in apps.get_models(include_auto_created=True) if _is_ours(model)]
    ways = {model: _way(model) for model in models}
    found = [Kind(model, ways[model]) for model in models if model._meta.label_lower not in STAYS]
    return tuple(sorted(found, key=lambda kind: kind.label))


def kind_of(label: str) -> Kind | None:
    """The kind with this name; None when this release does not know it."""
    return next((kind for kind in kinds() if kind.label == label), None)


def _is_ours(model: type[Model]) -> bool:
    return model.__module__.startswith("stoep.") or model._meta.label_lower in ALONG


def _way(model: type[Model]) -> str | None:
    said = {each.model: each.of for each in rows.all_sealed()}
    return "pk" if model is Neighbourhood else said.get(model) or _shortest(model, ())


def _shortest(model: type[Model], seen: tuple[type[Model], ...]) -> str | None:
    """The way by the fewest foreign keys, rather by those that are always filled."""
    ways = []
    for place, field in enumerate(model._meta.concrete_fields):
        target = field.related_model
        if not isinstance(field, ForeignKey) or not isinstance(target, type) or target in (model, *seen):
            continue
        further = "" if target is Neighbourhood else _shortest(target, (model, *seen))
        if further is not None:
            way = f"{field.name}__{further}" if further else field.name
            ways.append((field.null, way.count("__"), place, way))
    return min(ways)[-1] if ways else None


@dataclass(slots=True)
class Reached:
    """The keys of rows without a way of their own, by kind, that rows of this neighbourhood point at."""

    found: dict[type[Model], set[Any]]

    def rows(self, kind: Kind, here: Neighbourhood) -> Iterator[QuerySet[Any]]:
        """The rows of this kind that go along, in questions of a bearable size, each in the order of their keys."""
        every = kind.model._default_manager.order_by("pk")
        if kind.way is not None:
            yield every.filter(**{kind.way: here.pk})
        elif kind.label in ALONG:
            owners = sorted(self.found.get(_owner(kind), ()), key=str)
            yield from (every.filter(**{f"{ALONG[kind.label]}__in": keys}) for keys in portions(owners))
        else:
            keys_of = sorted(self.found.get(kind.model, ()), key=_in_order)
            yield from (every.filter(pk__in=keys) for keys in portions(keys_of))


def _in_order(key: Any) -> tuple[bool, int, str]:
    return isinstance(key, int), key if isinstance(key, int) else 0, str(key)


def _owner(kind: Kind) -> type[Model]:
    target = kind.model._meta.get_field(ALONG[kind.label]).related_model
    assert isinstance(target, type)
    return target


def reached(here: Neighbourhood) -> Reached:
    """What the rows of this neighbourhood point at, and what that points at in turn."""
    loose = {kind.model: kind for kind in kinds() if kind.way is None}
    found: dict[type[Model], set[Any]] = {model: set() for model in loose}
    fresh: dict[type[Model], set[Any]] = {model: set() for model in loose}
    for kind in kinds():
        if kind.way is not None:
            _point(kind, [kind.model._default_manager.filter(**{kind.way: here.pk})], fresh)
    while any(fresh.values()):
        layer, fresh = fresh, {model: set() for model in loose}
        for model, met in layer.items():
            keys = met - found[model]
            found[model] |= keys
            hangs = [kind for kind in loose.values() if kind.label in ALONG and _owner(kind) is model]
            for part in portions(keys):
                _point(loose[model], [model._default_manager.filter(pk__in=part)], fresh)
                for kind in hangs:
                    of = {f"{ALONG[kind.label]}__in": part}
                    _point(kind, [kind.model._default_manager.filter(**of)], fresh)
        for model in loose:
            fresh[model] -= found[model]
    return Reached(found)


def _point(kind: Kind, asked: list[QuerySet[Any]], into: dict[type[Model], set[Any]]) -> None:
    """Add what these rows point at, where that has no way of its own."""
    for field in kind.pointers():
        target = field.related_model
        if target in into and not _is_owner(kind, field.name):
            values = (each.exclude(**{field.attname: None}).values_list(field.attname, flat=True) for each in asked)
            into[target].update(chain.from_iterable(each.order_by().distinct().iterator(CHUNK) for each in values))


def _is_owner(kind: Kind, name: str) -> bool:
    return ALONG.get(kind.label) == name
