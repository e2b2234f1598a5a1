"""The doors that every act in this room passes: in which round, one after another, and what may be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries, rules
from stoep.budgeting.models import Decision, Idea, Round
from stoep.network import actions as network
from stoep.network.standing import Right, Standing
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared.actor import Actor
from stoep.shared.refusal import Refused
from stoep.shared.typed import Limits

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.functional import _StrPromise


def lock(neighbourhood_id: int) -> Neighbourhood:
    """The neighbourhood, locked until the transaction ends: who does two things at once does one after the other."""
    return Neighbourhood.objects.select_for_update(no_key=True).get(pk=neighbourhood_id)


def subject_of(round: Round) -> str:
    """How the log calls a round."""
    return f"round:{round.pk}"


def subject_of_idea(idea: Idea) -> str:
    """How the log calls an idea: by the number of the voice that it is."""
    return f"idea:{idea.voice.number}"


def theirs(round: Round, by: Standing, *, act: str, right: Right = "lead") -> Round:
    """The round as it stands now, for whoever has this right here."""
    network.require_here(by, round.neighbourhood_id, right=right, act=act, subject=subject_of(round))
    return now(round)


def now(round: Round) -> Round:
    """The round as it stands now, held until the transaction ends."""
    lock(round.neighbourhood_id)
    return Round.objects.select_related("neighbourhood", "carried_over").get(pk=round.pk)


def idea_now(idea: Idea) -> Idea:
    """The idea as it stands now, with its round held until the transaction ends."""
    lock(idea.round.neighbourhood_id)
    return Idea.objects.select_related("round__neighbourhood", "part", "voice__neighbourhood").get(pk=idea.pk)


def in_phase(round: Round, at: datetime, *phases: str, code: str, sentence: str | _StrPromise) -> None:
    """Go on when the round is in one of these phases; else Refused with this code and sentence."""
    if queries.phase(round, at) not in phases:
        raise Refused(code, sentence)


def not_begun(round: Round, at: datetime) -> None:
    """Refused once it is time to vote: from then on nothing of the round changes.

    When something was lacking then, two keys move the days (`may_move`), and after that everything is open again.
    """
    if round.stopped_at:
        raise Refused("stopped", _("Deze ronde is gestopt. Er verandert niets meer."))
    if round.announced_at and at >= round.voting_from:
        raise Refused("voting", _("Het stemmen is begonnen. Van nu af verandert er niets meer aan deze ronde."))


def may_move(round: Round, at: datetime) -> None:
    """The same for a change with two keys: when something was lacking as it was time, nobody could vote yet."""
    if round.stopped_at or queries.has_begun(round, at):
        not_begun(round, at)


def in_time(round: Round, at: datetime) -> None:
    """Refused once voting should have begun while something is lacking: "late".

    Else whoever does the last thing that is lacking would choose when voting begins, and how long it is. Two keys move
    the days first.
    """
    if round.announced_at and at >= round.voting_from and not queries.has_begun(round, at):
        raise Refused("late", _("De dag waarop het stemmen zou beginnen is voorbij. Verander eerst met twee sleutels "
                                "de dagen. Daarna kan dit weer."))  # fmt: skip


def ballot_open(round: Round, at: datetime) -> None:
    """Refused once the ballot is made or voting has begun: from then on nothing of an idea changes."""
    not_begun(round, at)
    if round.ballot_made_at:
        raise Refused("ballot-made", _("Het stembiljet is gemaakt. Aan de plannen verandert niets meer."))


def amounts_open(round: Round, at: datetime) -> None:
    """Refused("ballot-waits") while a ballot waits for the second key: then no plan becomes dearer or cheaper.

    Else whoever says another sum each time makes every ballot one of plans that changed, and nobody ever votes.
    """
    waits = queries.waiting(round, today_of(at))
    if waits and waits.kind == Decision.Kind.BALLOT:
        raise Refused(
            "ballot-waits",
            _("Het stembiljet wacht op de tweede sleutel. Tot daarover is besloten, verandert er geen bedrag."),
        )


def today_of(at: datetime) -> Any:
    """The day of a moment in the wijk."""
    return timezone.localdate(at)


_TYPED = Limits(rules.LIMITS, rules.WORDS_LIMIT)
texts, asked = _TYPED.texts, _TYPED.asked


def seal(
    act: str,
    told: str,
    round: Round,
    by: Actor,
    at: datetime,
    *,
    rows: list[Any],
    subject: str = "",
    personal: dict[str, str] | None = None,
    **facts: Any,
) -> None:
    """Into the log, under the name of the round or of the idea."""
    record.seal(
        neighbourhood=round.neighbourhood, act=act, subject=subject or subject_of(round), by=by, at=at,
        facts={"told": told, "round": round.number, **facts}, personal=personal, rows=rows,
    )  # fmt: skip
