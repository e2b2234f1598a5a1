"""Apply a change at the table, with the table locked: whatever the order of acts, residents keep their share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from stoep.network import queries, rules
from stoep.network.actions import apply_posts, apply_rules, apply_seats, apply_witnesses
from stoep.network.actions.moment import Moment
from stoep.network.actions.sealing import seal_sides
from stoep.network.models import Change, Partnership, Seat
from stoep.places.models import Neighbourhood
from stoep.shared.actor import Actor
from stoep.shared.refusal import Refused

Votes = list[tuple[Seat, str, int]]


def locked(neighbourhood: Neighbourhood) -> Partnership:
    """The table of this neighbourhood, locked until the end of the transaction, so that changes come one by one."""
    table = Partnership.objects.select_for_update().filter(neighbourhood=neighbourhood).first()
    if table is None:
        raise Refused("no-table", _("Deze wijk heeft nog geen tafel. Begin de wijk eerst, via 'Een wijk beginnen'."))
    return table


def apply(change: Change, *, actor: Actor, at: datetime, today: date) -> None:
    """Do what the change says; the caller holds the lock, checks the keys, and seals the decision itself.

    Refused when residents would hold less than their share of seats or votes afterwards, when no resident or no seat
    of the independent organisation would be left, or when somebody else would chair. Where residents already hold too
    little, since somebody took a job at an organisation, a change that brings them nearer is let through.
    """
    table = change.partnership
    share_before, before = table.residents_share, queries.votes_at(table, today)
    now = Moment(actor, table.neighbourhood, at, today, queries.charter_of(table, today))
    _APPLY[Change.Kind(change.kind)](change, now)
    after = queries.votes_at(table, today)
    seal_sides(before, after, by=actor, at=at, change=change.pk)
    _somebody_left(before, after)
    _right_chair(before, after)
    _in_balance(_balance(before, share_before), after, table.residents_share)


_APPLY: dict[Change.Kind, Callable[[Change, Moment], None]] = {
    Change.Kind.ADD_SEAT: apply_seats.add_seat,
    Change.Kind.END_SEAT: apply_seats.end_seat,
    Change.Kind.HAND_OVER: apply_seats.hand_over,
    Change.Kind.CHAIR: apply_seats.chair,
    Change.Kind.RENEW: apply_seats.renew,
    Change.Kind.ADD_POST: apply_posts.add_post,
    Change.Kind.END_POST: apply_posts.end_post,
    Change.Kind.SHARE: apply_rules.share,
    Change.Kind.CHARTER: apply_rules.charter,
    Change.Kind.MOVE_HOST: apply_rules.move_host,
    Change.Kind.WITNESS: apply_witnesses.admit,
    Change.Kind.END_WITNESS: apply_witnesses.end,
    Change.Kind.WITNESS_POLICY: apply_witnesses.policy,
}


def _somebody_left(before: Votes, after: Votes) -> None:
    """The last resident who can act, and the last seat of the independent organisation, never go."""
    if any(map(_is_residents_key, before)) and not any(map(_is_residents_key, after)):
        raise Refused(
            "last-resident", _("Dit is de laatste zetel van bewoners. Geef eerst een andere bewoner een zetel.")
        )
    if any(map(_is_independent, before)) and not any(map(_is_independent, after)):
        raise Refused(
            "last-independent",
            _(
                "Dit is de laatste zetel van de onafhankelijke organisatie. Draag hem over aan een opvolger. "
                "Zo houdt zij haar sleutel."
            ),
        )


def _is_residents_key(vote: tuple[Seat, str, int]) -> bool:
    return vote[1] == rules.RESIDENT and vote[0].person.account_id is not None


def _is_independent(vote: tuple[Seat, str, int]) -> bool:
    return vote[0].side == rules.INDEPENDENT


def _right_chair(before: Votes, after: Votes) -> None:
    known = {seat.pk for seat, side, _weight in before if seat.is_chair and side not in rules.LEADING_SIDES}
    for seat, side, _weight in after:
        if seat.is_chair and side not in rules.LEADING_SIDES and seat.pk not in known:
            raise Refused(
                "institution-chairs",
                _("De voorzitter komt van bewoners of van de onafhankelijke organisatie. Kies iemand van die kant."),
            )


def _balance(votes: Votes, share: int) -> rules.Balance:
    return rules.balance([(side, weight) for _seat, side, weight in votes], share)


def _in_balance(before: rules.Balance, votes: Votes, share: int) -> None:
    after = _balance(votes, share)
    if before.allows(after):
        return
    theirs = [weight for _seat, side, weight in votes if side == rules.RESIDENT]
    if after.seats:
        raise Refused(
            "residents-share",
            _(
                "Dan hebben bewoners %(residents)s van de %(seats)s zetels. Dat is minder dan %(share)s procent. "
                "Geef eerst meer bewoners een zetel. Nodig zijn er nog: %(missing)s."
            ),
            residents=len(theirs),
            seats=len(votes),
            share=share,
            missing=after.seats,
        )
    raise Refused(
        "residents-votes",
        _(
            "Dan hebben bewoners %(residents)s van de %(votes)s stemmen. Dat is minder dan %(share)s procent. "
            "Geef eerst meer bewoners een zetel, of bewoners meer stemmen."
        ),
        residents=sum(theirs),
        votes=sum(weight for _seat, _side, weight in votes),
        share=share,
    )
