"""Witnesses: who countersigns the checkpoints of a neighbourhood, and how many of them are needed.

The table decides about them with two keys (network); here it is checked and sealed.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from stoep.core.sealing.checkpoint import Unreadable
from stoep.core.sealing.note import ED25519_COSIGNATURE, Key
from stoep.places.models import Neighbourhood
from stoep.record import queries, rules
from stoep.record.actions.seal import seal
from stoep.record.models import Witness, WitnessPolicy
from stoep.shared.actor import Actor
from stoep.shared.refusal import Refused


@transaction.atomic
def admit_witness(
    *,
    neighbourhood: Neighbourhood,
    called: str,
    party: str,
    key: str,
    by: Actor,
    at: datetime,
    today: date,
    change: int | None = None,
) -> Witness:
    """From today on this organisation countersigns here, with this public key (name+id+base64).

    `change` is the number of the table's own decision about it.
    Refused: no name, no party, no key of a witness, a key that counts already, or a policy that the municipality alone
    could then meet.
    """
    called = " ".join(called.split())
    if not called or len(called) > 120:
        raise Refused("no-name", _("Schrijf de naam van de organisatie op, in hoogstens 120 tekens."))
    if party not in Witness.Party.values:
        raise Refused("no-party", _("Kies wat voor organisatie de getuige is."))
    written = _witness_key(key)
    _only_once(neighbourhood, written)
    if queries.running_witnesses(neighbourhood).count() >= rules.MOST_WITNESSES:
        raise Refused("many-witnesses", _("Er zijn al twaalf getuigen. Beëindig er eerst een."))
    witness = Witness.objects.create(
        neighbourhood=neighbourhood, called=called, party=party, key=written.written(), since_on=today
    )
    _fits(neighbourhood, None)
    with translation.override("nl"):
        told = f"{witness.called} is getuige van dit logboek ({Witness.Party(witness.party).label})."
    seal(
        neighbourhood=witness.neighbourhood,
        act="record.witness",
        subject=f"witness:{witness.pk}",
        by=by,
        at=at,
        facts={
            "called": witness.called,
            "party": witness.party,
            "key": witness.key,
            "since_on": today.isoformat(),
            "told": told,
        }
        | _decided(change),
        rows=[witness],
    )
    return witness


@transaction.atomic
def end_witness(*, witness: Witness, by: Actor, at: datetime, today: date, change: int | None = None) -> Witness:
    """From today on this witness does not count. Refused when the policy could not be met any more."""
    if witness.until_on is not None:
        raise Refused("ended", _("Deze getuige kijkt al niet meer mee. U hoeft niets te doen."))
    witness.until_on = today
    witness.save()
    _fits(witness.neighbourhood, None)
    seal(
        neighbourhood=witness.neighbourhood,
        act="record.end_witness",
        subject=f"witness:{witness.pk}",
        by=by,
        at=at,
        facts={
            "called": witness.called,
            "party": witness.party,
            "key": witness.key,
            "until_on": today.isoformat(),
            "told": f"{witness.called} is geen getuige meer van dit logboek.",
        }
        | _decided(change),
        rows=[witness],
    )
    return witness


@transaction.atomic
def set_policy(
    *, neighbourhood: Neighbourhood, needed: int, by: Actor, at: datetime, today: date, change: int | None = None
) -> WitnessPolicy:
    """How many witnesses must have seen a checkpoint from now on. Refused when the municipality alone could be it."""
    _fits(neighbourhood, needed)
    policy = WitnessPolicy.objects.create(neighbourhood=neighbourhood, needed=needed, since_on=today)
    count = queries.running_witnesses(neighbourhood).count()
    seal(
        neighbourhood=neighbourhood,
        act="record.policy",
        subject=f"policy:{policy.pk}",
        by=by,
        at=at,
        facts={
            "needed": needed,
            "of": count,
            "told": f"Een stempel telt als {needed} van de {count} getuigen hem gezien hebben.",
        }
        | _decided(change),
        rows=[policy],
    )
    return policy


def _decided(change: int | None) -> dict[str, int]:
    return {"change": change} if change else {}


def _witness_key(written: str) -> Key:
    try:
        key = Key.read(written)
    except Unreadable:
        key = None
    if key is None or key.kind != ED25519_COSIGNATURE or not rules.KEY_NAME.fullmatch(key.name):
        raise Refused(
            "no-key",
            _(
                "Dit is geen sleutel van een getuige. Hij ziet eruit als naam+8 tekens+een lange code. "
                "Kopieer de hele regel die stoep-witness.py laat zien."
            ),
        )
    return key


def _only_once(neighbourhood: Neighbourhood, key: Key) -> None:
    """One key under two names would count twice."""
    for other in queries.running_witnesses(neighbourhood):
        known = Key.read(other.key)
        if known.material == key.material or known.name == key.name:
            raise Refused(
                "known-key", _("%(called)s is al getuige met deze sleutel of deze naam."), called=other.called
            )


_WHY = {
    "none": _("Kies hoeveel getuigen nodig zijn: minstens één."),
    "municipality": _(
        "Dan zou de gemeente het alleen kunnen. Kies meer getuigen die nodig zijn, of minder van de gemeente."
    ),
    "too-many": _("Er zijn te weinig getuigen. Laat eerst een getuige toe, of vraag er minder."),
}


def _fits(neighbourhood: Neighbourhood, needed: int | None) -> None:
    if needed is None:
        policy = queries.policy_of(neighbourhood)
        if policy is None:
            return
        needed = policy.needed
    parties = list(queries.running_witnesses(neighbourhood).values_list("party", flat=True))
    if why := rules.policy_fits(needed, parties):
        raise Refused(f"policy-{why}", _WHY[why])
