"""Meet: a connector lays a wish beside an offer; both say yes before either sees a name or number.

Only that something was laid is sealed, without a number. What two people say of it is not: the log shows everybody
that something was done at a moment, and a moment can tell who said no. Rows know days, and what was said lies under
the lock. A no of one looks to the other like no answer (rules.seen_by_side).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.each import each
from stoep.shared.refusal import Refused
from stoep.strengths import kept, queries, rules
from stoep.strengths.actions import door
from stoep.strengths.kept import Said, Side
from stoep.strengths.models import Introduction, Strength


@transaction.atomic
def lay(*, wish: Strength, offer: Strength, by: Standing, at: datetime, today: date, why: str = "") -> Introduction:
    """Lay a wish beside an offer and ask both; the same two once. Their givers see it with the codes of their slips.

    Refused: "private" (one of the two is not for connectors), "no-pair" (two wishes, or two offers), "too-long".
    """
    here = by.neighbourhood
    network.require(by, right="contacts", act="strengths.lay")
    first, second = sorted((door.locked(wish), door.locked(offer)), key=lambda one: one.pk)
    for one in (first, second):
        network.require_here(by, one.neighbourhood_id, right="contacts", act="strengths.lay")
        if not queries.may_meet(one):
            raise Refused("private", _("De gever laat verbinders dit niet (meer) lezen. Kies iets anders."))
    if kept.of(first).is_wish == kept.of(second).is_wish:
        raise Refused("no-pair", _("Leg een wens naast iets dat er is. Kies er van elk één."))
    known = Introduction.objects.filter(first=first, second=second).first()
    if known:
        return known
    said = Said(by=by.person.name if by.person else "", why=door.line(why, most=rules.MOST_WHY))
    made = Introduction.objects.create(
        neighbourhood=here,
        first=first,
        second=second,
        laid_on=today,
        until_on=rules.until(today),
        kept=said.sealed(),
    )
    record.seal(
        neighbourhood=here,
        act="strengths.lay",
        by=by.actor(),
        at=at,
        facts={"told": "Een verbinder legde een wens naast een aanbod."},
    )
    return made


@transaction.atomic
def say(
    *,
    introduction: int,
    strength: Strength,
    yes: bool,
    today: date,
    secret: str = "",
    by: Standing | None = None,
    name: str = "",
    reach: str = "",
) -> None:
    """What the giver of this strength says of meeting the other: with their codes, or through a connector (`by`), by
    telephone or at the counter.

    A yes asks for a name and how to be reached, which the other sees only once both said yes.
    A no is final, and with it what both left behind goes at once.
    Refused: "name", "reach", "too-long", "over"; NotAllowed without the secret, or for who is no connector here.
    """
    if by is None:
        held = door.of_giver(strength, secret, "strengths.say")
    else:
        held = door.locked(strength)
        network.require_here(by, held.neighbourhood_id, right="contacts", act="strengths.say")
    mine = Q(first=held) | Q(second=held)
    row = Introduction.objects.select_for_update(of=("self",)).filter(mine, pk=introduction).first()
    if row is None or not row.kept or today > row.until_on:
        raise Refused("over", _("Deze ontmoeting is voorbij. Er is niets meer om op te antwoorden."))
    said = kept.said_of(row)
    side = "first" if row.first_id == held.pk else "second"
    if getattr(said, side).answer == "no":
        return  # a no is final; and whoever asks for somebody else does not learn of it here
    answer = _side(yes, name, reach)
    answered = replace(said, first=answer) if side == "first" else replace(said, second=answer)
    if not yes:
        # Nobody needs a name or a number any more. The answers stay, so that a no looks like no answer.
        answered = replace(answered, first=Side(answered.first.answer), second=Side(answered.second.answer))
    if yes and (answered.first.answer, answered.second.answer) == ("yes", "yes"):
        row.until_on = today + timedelta(days=rules.DAYS_TO_MEET)
    row.kept = answered.sealed()
    row.save()
    if not yes:
        _gone()


def forget(strength: Strength) -> None:
    """Every introduction of this strength is gone, for the other one too; the caller holds its row."""
    deleted, _rows = Introduction.objects.filter(Q(first=strength) | Q(second=strength)).delete()
    if deleted:
        _gone()


def sweep_introductions(*, today: date, at: datetime) -> int:
    """Empty what two people said when its time is over, and forget the pair after a year; how many that were."""

    def over(row: Introduction) -> bool:
        with transaction.atomic():
            if today > row.until_on + timedelta(days=rules.DAYS_NOT_AGAIN):
                row.delete()
            elif row.kept:
                row.kept = b""
                row.save(update_fields=["kept"])
            else:
                return False
            _gone()
        return True

    return each(list(Introduction.objects.filter(until_on__lt=today)), over)


def _side(yes: bool, name: str, reach: str) -> Side:
    if not yes:
        return Side("no")
    called, reached = door.line(name, most=rules.MOST_NAME), door.line(reach, most=rules.MOST_REACH)
    if not called:
        raise Refused("name", _("Schrijf op hoe u heet. De ander ziet dit pas als u allebei ja zei."))
    if not reached:
        raise Refused("reach", _("Schrijf op hoe de ander u bereikt. Dat is pas te zien als u allebei ja zei."))
    return Side("yes", called, reached)


def _gone() -> None:
    record.mark_erased()
    transaction.on_commit(partial(record.wipe, "default"))
