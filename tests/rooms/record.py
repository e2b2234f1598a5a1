"""What the tests of the whole house need of record: witnesses, and how many of them are needed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from stoep.core.sealing.note import ED25519_COSIGNATURE, Key, Signature, SignedCheckpoint, timed_body
from stoep.network import actions as network
from stoep.record import actions as record
from stoep.record import queries as log_queries
from stoep.record.models import Log, Witness
from stoep.shared.actor import Actor
from tests.builders import NOW, TODAY

if TYPE_CHECKING:
    from stoep.network.standing import Standing
    from stoep.places.models import Neighbourhood
    from tests.journeys.conftest import Clock
    from tests.journeys.world import World as Walk
    from tests.security.world import World

ROWS = """
#                              vsdurcihwoaeAO  vsdurcihwoaeAO
record:newest_note             ..............  mmmmmmmmmmmmmm
record:public_keys             ..............  mmmmmmmmmmmmmm
record:witnesses               ..............  ..............
record:witness_request         ..............  mmmmmmmmmmmmmm
record:cosign                  mmmmmmmmmmmmmm  ??????????????
record:witness_program         ..............  mmmmmmmmmmmmmm
"""
VALUES: dict[str, list[str]] = {}
CHANGES: dict[str, str] = {
    "key of a witness": "UPDATE record_witness SET key = 'dief' WHERE called = 'Bibliotheek Waterstad'",
    "kind of a witness": "UPDATE record_witness SET party = 'library' WHERE party = 'resident'",
    "end of a witness": "UPDATE record_witness SET until_on = NULL",
    "how many witnesses": "UPDATE record_witnesspolicy SET needed = 2",
}
NOT_SEALED: dict[str, str] = {}
FILES: frozenset[str] = frozenset(
    {"record:newest_note", "record:public_keys", "record:witness_program", "record:witness_request"}
)
ACTS: frozenset[str] = frozenset({"record:cosign"})
MIDWAY: frozenset[str] = frozenset()
NAMES = {"library": "Bibliotheek Waterstad", "resident": "Bewonersnetwerk De Meerpaal", "housing": "Woonpunt"}


def _secret(party: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(party.encode().ljust(32, b"."))


def _key(party: str) -> Key:
    material = _secret(party).public_key().public_bytes_raw()
    return Key(f"{party}.waterstad.example", ED25519_COSIGNATURE, material)


def admit(here: Neighbourhood, party: str, *, by: Actor, at: datetime = NOW) -> Witness:
    """A witness of this kind, let in."""
    return record.admit_witness(
        neighbourhood=here, called=NAMES[party], party=party, key=_key(party).written(), by=by, at=at, today=at.date()
    )


def cosign(here: Neighbourhood, party: str, *, at: datetime) -> None:
    """This witness signs the newest checkpoint."""
    log = Log.objects.get(neighbourhood=here)
    newest = log_queries.latest_checkpoint(log)
    assert newest is not None
    point, key, seconds = SignedCheckpoint.read(newest.note).checkpoint, _key(party), int(at.timestamp())
    data = seconds.to_bytes(8, "big") + _secret(party).sign(timed_body(point, seconds))
    record.cosign(log=log, note=point.body() + "\n" + Signature(key.name, key.id(), data).line(), at=at)


def live(here: Neighbourhood, one: Standing, other: Standing) -> None:
    """Three witnesses, of whom one ended, and a policy: each by two keys."""

    def decide(kind: str, **values: Any) -> None:
        change = network.propose(by=one, kind=kind, values=values, at=NOW, today=TODAY)
        network.confirm(change=change, by=other, at=NOW, today=TODAY)

    for party, called in NAMES.items():
        decide("witness", called=called, party=party, witness_key=_key(party).written())
    decide("end-witness", witness=Witness.objects.get(neighbourhood=here, party="housing").pk)
    decide("witness-policy", needed=1)


def one_of_each(world: World) -> None:
    """A witness in the wijk."""
    admit(world.here, "library", by=world.resident.actor())


def arguments(world: World) -> dict[str, list[Any]]:
    """Nothing more than the slug."""
    return {}


def queries(world: World) -> dict[str, str]:
    """Nothing behind the question mark."""
    return {}


def forms(world: World) -> dict[str, dict[str, Any]]:
    """What a witness would bring is signed; here it is a checkpoint without it."""
    return {"record:witnesses": {"tekst": "geen stempel"}}


def walk(walk: Walk, clock: Clock) -> None:
    """Two witnesses of two saw the newest checkpoint, and a third is to look yet."""
    here, by = walk.wijk.place, Actor("resident", "", "Samira")
    for party in NAMES:
        walk.found["witness"] = admit(here, party, by=by, at=clock.at).pk
    record.set_policy(neighbourhood=here, needed=2, by=by, at=clock.at, today=clock.today)
    record.checkpoint(neighbourhood=here, at=clock.at)
    for party in ("library", "resident"):
        cosign(here, party, at=clock.at)


def examples(walk: Walk) -> dict[str, list[str]]:
    """Every page here asks for the slug alone."""
    return {}
