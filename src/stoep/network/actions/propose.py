"""Propose: ask for a change at the table; the other key confirms it, or drops it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network import queries
from stoep.network.actions import keys
from stoep.network.actions.apply import apply, locked
from stoep.network.actions.require import require
from stoep.network.actions.sealing import in_dutch
from stoep.network.actions.tell_other_key import tell_of_change
from stoep.network.facts import last_day, table_of
from stoep.network.models import Change, Partnership, Post, Seat
from stoep.network.standing import Standing
from stoep.people import actions as people
from stoep.people.models import Organisation, Person
from stoep.record import actions as record
from stoep.shared.refusal import Refused


@transaction.atomic
def propose(
    *,
    by: Standing,
    kind: str,
    at: datetime,
    today: date,
    name: str = "",
    email: str = "",
    person: Person | None = None,
    organisation: Organisation | None = None,
    seat: Seat | None = None,
    post: Post | None = None,
    post_kind: str = "",
    is_chair: bool = False,
    appointed: str = "",
    share: int | None = None,
    values: Mapping[str, Any] | None = None,
    why: str = "",
) -> Change:
    """Propose one change of `Change.Kind`; the same act is what a residents' seat and the independent one do.

    Whom it concerns is a known `person`, or a `name` and an `email` to sign in with. `values` are the rules of a
    charter, or {"host": address, "log_keys": [keys]} of a new server. It is tried at once, so that what can never be
    is refused now. The other key is told, and has until `expires_on`. Until the independent organisation said yes to a
    seat, the residents' chair changes the table alone: it is done when this returns (`confirmed_at` set, `alone` True).
    """
    require(by, right="lead", act="network.propose", subject=table_of(by.neighbourhood))
    partnership = locked(by.neighbourhood)
    own_seat = keys.still_seated(by, today)
    _belong_here(partnership, seat, post)
    keys.hand_second_key(partnership, by=by.actor(), at=at, today=today)
    alone = not queries.asks_two_keys(partnership, today)
    if alone:
        keys.chair_only(by, own_seat)
    called = ""
    if kind in {Change.Kind.ADD_SEAT, Change.Kind.HAND_OVER, Change.Kind.ADD_POST} and person is None:
        person, called = people.welcome(name=name, email=email, at=at), people.tidy_name(name)
    change = Change.objects.create(
        partnership=partnership,
        kind=Change.Kind(kind),
        person=person,
        called=called,
        organisation=organisation,
        seat=seat,
        post=post,
        post_kind=post_kind,
        is_chair=is_chair,
        appointed=appointed,
        share=share,
        values=dict(values or {}),
        why=why.strip(),
        expires_on=today if alone else today + timedelta(days=queries.charter_of(partnership, today).key_days),
        proposed_by=by.person,
        proposed_key=by.side,
        proposed_at=at,
        alone=alone,
    )
    _set_out(change, by, own_seat, at, today)
    return change


@transaction.atomic
def confirm(*, change: Change, by: Standing, at: datetime, today: date) -> Change:
    """Turn the other key: the change is done now. Refused when it no longer can be, lapsed, or was settled before."""
    require(by, right="lead", act="network.confirm", subject=table_of(by.neighbourhood))
    locked(by.neighbourhood)
    keys.still_seated(by, today)
    change = _open(change, by)
    keys.may_confirm(change, by, today)
    _do(change, by, at, today)
    return change


@transaction.atomic
def drop(*, change: Change, by: Standing, at: datetime) -> Change:
    """The change does not happen: withdrawn by who proposed it, or refused by the other key."""
    require(by, right="lead", act="network.drop", subject=table_of(by.neighbourhood))
    locked(by.neighbourhood)
    change = _open(change, by)
    change.dropped_by, change.dropped_at, change.called = by.person, at, ""
    change.save()
    _seal(change, by, at, act="network.drop", told=f"Gaat niet door: {in_dutch(Change.Kind(change.kind).label)}.")
    return change


def _set_out(change: Change, by: Standing, seat: Seat, at: datetime, today: date) -> None:
    """Seal what is asked; alone it is done at once, and else only tried, and told to the other key."""
    succession = keys.is_succession(change, today)
    facts = {**_asked(change), "proposed_by_seat": seat.pk, "succession": succession}
    told = f"Voorgesteld: {in_dutch(Change.Kind(change.kind).label)}."
    _seal(change, by, at, act="network.propose", told=told, facts=facts)
    (_do if change.alone else _try)(change, by, at, today)
    if not change.alone:
        tell_of_change(change, seat, succession=succession, at=at, today=today)


def _belong_here(partnership: Partnership, seat: Seat | None, post: Post | None) -> None:
    """A seat or post of another neighbourhood is as good as none (abuse 2: the parent is yours, the child is not)."""
    if (seat and seat.partnership_id != partnership.pk) or (
        post and post.neighbourhood_id != partnership.neighbourhood_id
    ):
        raise Refused("elsewhere", _("Deze zetel of taak hoort bij een andere wijk. Ga naar de pagina van die wijk."))


def _open(change: Change, by: Standing) -> Change:
    found = Change.objects.filter(pk=change.pk, partnership__neighbourhood=by.neighbourhood).first()
    if found is None or found.confirmed_at or found.dropped_at:
        raise Refused("settled", _("Dit voorstel is al afgehandeld. Kijk op de pagina wie er nu aan tafel zitten."))
    return found


def _try(change: Change, by: Standing, at: datetime, today: date) -> None:
    """Do it and take it back, so that an impossible proposal is refused before somebody waits for it."""
    mark = transaction.savepoint()
    try:
        apply(change, actor=by.actor(), at=at, today=today)
    finally:
        transaction.savepoint_rollback(mark)
    change.refresh_from_db()


def _do(change: Change, by: Standing, at: datetime, today: date) -> None:
    facts = {
        "proposed_key": change.proposed_key,
        "proposed_by_seat": keys.proposer_seat(change, today),
        "confirmed_by_seat": by.seat.pk if by.seat else None,
        "succession": not change.alone and keys.is_succession(change, today),
    }
    apply(change, actor=by.actor(), at=at, today=today)
    change.confirmed_by, change.confirmed_at, change.called = by.person, at, ""
    change.save()
    told = f"Besloten: {in_dutch(Change.Kind(change.kind).label)}."
    if change.alone:
        told += " De voorzitter besliste alleen, want er is nog geen onafhankelijke organisatie."
    _seal(change, by, at, act="network.confirm", told=told, facts={**facts, **_settled(change)})
    keys.hand_second_key(change.partnership, by=by.actor(), at=at, today=today)


# Of these what is asked is told as it was given; a witness is an organisation.
_NAMED = {Change.Kind.MOVE_HOST, Change.Kind.WITNESS, Change.Kind.END_WITNESS, Change.Kind.WITNESS_POLICY}


def _asked(change: Change) -> dict[str, Any]:
    """What is asked, under names that do not say how the table stands: that is so only once it is confirmed."""
    facts: dict[str, Any] = {"seat": change.seat_id, "post": change.post_id}
    if change.share is not None:
        facts["asked_share"] = change.share
    if change.kind == Change.Kind.CHARTER:
        facts["asked_rules"] = change.values
    if change.kind in _NAMED:
        facts |= {f"asked_{name}": value for name, value in change.values.items()}
    return facts


def _settled(change: Change) -> dict[str, Any]:
    """What is so from now on."""
    if change.kind in {Change.Kind.SHARE, Change.Kind.CHARTER}:
        return {"residents_share": change.partnership.residents_share}
    return change.values if change.kind in _NAMED else {}


def _seal(
    change: Change, by: Standing, at: datetime, *, act: str, told: str, facts: Mapping[str, Any] | None = None
) -> None:
    personal = {"why": change.why} if change.why and act == "network.propose" else {}
    if change.person:
        personal["person"] = change.person.name
    record.seal(
        neighbourhood=by.neighbourhood,
        act=act,
        subject=table_of(by.neighbourhood),
        by=by.actor(),
        at=at,
        facts={
            "change": change.pk,
            "kind": change.kind,
            "key": by.side,
            "alone": change.alone,
            "expires_on": last_day(change).isoformat(),
            "organisation": change.organisation.name if change.organisation else "",
            "told": told,
            **(facts or {}),
        },
        personal=personal,
        rows=[change, change.partnership],
    )
