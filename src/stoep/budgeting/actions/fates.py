"""What becomes of a plan, told to whoever thought of it: that it stands on the ballot, and what the count gave it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from stoep.budgeting import queries, rules
from stoep.budgeting.models import Idea, Result, Round
from stoep.network.standing import Standing
from stoep.voices import actions as voices
from stoep.voices.models import Answer, Voice


def tell_of_ballot(ideas: Iterable[Idea], *, by: Standing, at: datetime) -> None:
    """Their number and cost."""
    for idea in ideas:
        sum_of = rules.euros(idea.cents or 0)
        words = f"Uw idee ‘{idea.title}’ staat op het stembiljet: nummer {idea.ballot_number}, voor {sum_of}."
        _tell(idea, words, by, at)


def tell_of_count(round: Round, results: Iterable[Result], *, by: Standing, at: datetime) -> None:
    """Whether the plan got its money, and how many chose it; also to whom it got nothing.

    Who follows a plan and hears by letter is left to the letter about the result (`outcomes.replies`), which says more.
    """
    is_again = bool(queries.earlier_results(round))
    outcomes = [each.outcome for each in results]
    votes = {int(plan["id"]): int(plan["votes"]) for each in outcomes for plan in [*each["winners"], *each["others"]]}
    won = {int(plan["id"]) for each in outcomes for plan in each["winners"]}
    plans = Idea.objects.filter(round=round, ballot_number__isnull=False, withdrawn_at__isnull=True)
    for idea in plans.select_related("voice__neighbourhood").order_by("ballot_number"):
        number = idea.ballot_number or 0
        chosen = _chosen(votes.get(number, 0))
        first = "Er is opnieuw geteld. " if is_again else ""
        if number in won:
            words = (
                f"{first}Uw plan ‘{idea.title}’ kreeg geld: {rules.euros(idea.cents or 0)}. {chosen} Zegt iemand dat "
                "hij of zij het doet? Dan hoort u wie, en wanneer."
            )
        else:
            words = (
                f"{first}Uw plan ‘{idea.title}’ kreeg nu geen geld. {chosen} Waarom staat bij de uitslag van de ronde."
            )
        _tell(idea, words, by, at, letters=number not in votes)


def _chosen(many: int) -> str:
    if not many:
        return "Niemand koos het."
    return "1 stemmer koos het." if many == 1 else f"{many} stemmers kozen het."


def _tell(idea: Idea, words: str, by: Standing, at: datetime, *, letters: bool = True) -> None:
    """The author hears it, and so do the authors of the ideas out of which this one was made."""
    _answer(idea.voice, words, by, at, letters=letters)
    for parent in idea.parents.select_related("voice__neighbourhood"):
        _answer(parent.voice, f"Uw idee ging samen verder. {words}", by, at)


def _answer(voice: Voice, words: str, by: Standing, at: datetime, *, letters: bool = True) -> None:
    """To whom nobody answered yet, this is the answer."""
    kind = Answer.Kind.PROGRESS if voice.first_answered_on else Answer.Kind.ANSWERED
    voices.answer(voice=voice, kind=kind, words=words, by=by, at=at, for_room=True, letters=letters)
