"""Propose: ask for a change at the table; the other key confirms it, or drops it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network import queries, rules
from stoep.network.actions.apply import apply, locked
from stoep.network.actions.require import require
from stoep.network.actions.sealing import in_dutch
from stoep.network.facts import table_of
from stoep.network.models import Change, Partnership, Post, Seat
from stoep.network.standing import Standing
from stoep.people import actions as people
from stoep.people.models import Organisation, Person
from stoep.record import actions as record
from stoep.shared.refusal import NotAllowed, Refused


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
    share: int | None = None,
    why: str = "",
) -> Change:
    """Propose one change of `Change.Kind`; the same act is what a residents' seat and the independent one do.

    Whom it concerns is a known `person`, or a `name` and an `email` to sign in with. It is tried at once, so that
    what can never be is refused now. While the independent organisation has no seat, the residents' chair changes
    the table alone: then the change is done when this returns (`confirmed_at` is set, `alone` is True).
    """
    require(by, right="lead", act="network.propose", subject=table_of(by.neighbourhood))
    partnership = locked(by.neighbourhood)
    _belong_here(partnership, seat, post)
    alone = not rules.asks_second_key(queries.sides_at(partnership, today))
    if alone:
        _chair_only(by)
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
        share=share,
        why=why.strip(),
        proposed_by=by.person,
        proposed_key=by.side,
        proposed_at=at,
        alone=alone,
    )
    _seal(change, by, at, act="network.propose", told=f"Voorgesteld: {in_dutch(Change.Kind(change.kind).label)}.")
    if alone:
        _do(change, by, at, today)
    else:
        _try(change, by, at, today)
    return change


@transaction.atomic
def confirm(*, change: Change, by: Standing, at: datetime, today: date) -> Change:
    """Turn the other key: the change is done now. Refused when it no longer can be, or was settled before."""
    require(by, right="lead", act="network.confirm", subject=table_of(by.neighbourhood))
    locked(by.neighbourhood)
    change = _open(change, by)
    if change.proposed_key == by.side:
        raise NotAllowed(
            "same-key",
            _("Uw kant stelde dit zelf voor. De andere kant moet het bevestigen. Wacht daarop, of trek het in."),
            neighbourhood=by.neighbourhood,
            actor=by.actor(),
            act="network.confirm",
            subject=table_of(by.neighbourhood),
        )
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


def _chair_only(by: Standing) -> None:
    if by.seat is None or not by.seat.is_chair or not by.holds_residents_key:
        raise NotAllowed(
            "chair-only",
            _(
                "Er is nog geen onafhankelijke organisatie aan tafel. Tot die tijd past alleen de voorzitter "
                "namens bewoners de zetels aan. Vraag het de voorzitter."
            ),
            neighbourhood=by.neighbourhood,
            actor=by.actor(),
            act="network.propose",
            subject=table_of(by.neighbourhood),
        )


def _try(change: Change, by: Standing, at: datetime, today: date) -> None:
    """Do it and take it back, so that an impossible proposal is refused before somebody waits for it."""
    mark = transaction.savepoint()
    try:
        apply(change, actor=by.actor(), at=at, today=today)
    finally:
        transaction.savepoint_rollback(mark)
    change.refresh_from_db()


def _do(change: Change, by: Standing, at: datetime, today: date) -> None:
    apply(change, actor=by.actor(), at=at, today=today)
    change.confirmed_by, change.confirmed_at, change.called = by.person, at, ""
    change.save()
    told = f"Besloten: {in_dutch(Change.Kind(change.kind).label)}."
    if change.alone:
        told += " De voorzitter besliste alleen, want er is nog geen onafhankelijke organisatie."
    _seal(change, by, at, act="network.confirm", told=told)


def _seal(change: Change, by: Standing, at: datetime, *, act: str, told: str) -> None:
    facts: dict[str, Any] = {
        "change": change.pk,
        "kind": change.kind,
        "alone": change.alone,
        "organisation": change.organisation.name if change.organisation else "",
        "told": told,
    }
    if change.share is not None:
        # Under its own name only once it is so: that name says how the table stands.
        facts["residents_share" if act == "network.confirm" else "asked_share"] = change.share
    personal = {"why": change.why} if change.why and act == "network.propose" else {}
    if change.person:
        personal["person"] = change.person.name
    record.seal(
        neighbourhood=by.neighbourhood,
        act=act,
        subject=table_of(by.neighbourhood),
        by=by.actor(),
        at=at,
        facts=facts,
        personal=personal,
        rows=[change, change.partnership],
    )
