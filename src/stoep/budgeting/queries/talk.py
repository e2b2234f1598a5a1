"""What is said of an idea before voting, who helps with it, whom it goes together with, and its words on the ballot."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from stoep.budgeting.models import Argument, BallotWords, Consent, Help, Idea
from stoep.gatherings.models import Language
from stoep.network.standing import Standing
from stoep.shared import leaves
from stoep.shared.asked import ask
from stoep.voices import queries as voices
from stoep.voices.models import Voice

MOST = 7  # of each stance on a leaf


def arguments(idea: Idea, standing: Standing, number: int) -> leaves.Leaf[tuple[Argument.Stance, list[Argument]]]:
    """A leaf of what is said: for, against and questions, as far as whoever stands here may read it.

    Each in the order in which it was said, and on every leaf as many of each: nobody reads through all that is for
    before coming to what is against.
    """
    rows = ask(_said, (voices.reach_of(standing), number), idea=idea.pk, here=standing.neighbourhood.pk)
    by_stance = [(stance, [row for row in rows if row.stance == stance]) for stance in Argument.Stance]
    there = [(stance, said[:MOST]) for stance, said in by_stance if said]
    before, after = (f"?{leaves.NAME}={beside}#gezegd" for beside in (number - 1, number + 1))
    has_more = any(len(said) > MOST for _stance, said in by_stance)
    return leaves.Leaf(there, number, before if number > 1 else "", after if has_more else "")


def _said(shape: tuple[voices.Reach, int], *, idea: int, here: int) -> QuerySet[Argument]:
    reach, number = shape
    first = (number - 1) * MOST
    place = Window(RowNumber(), partition_by=[F("stance")], order_by=F("pk").asc())
    found = Argument.objects.filter(idea=idea, voice__in=voices.within(reach).filter(neighbourhood=here))
    found = found.select_related("voice").annotate(place=place)
    return found.filter(place__gt=first, place__lte=first + MOST + 1).order_by("pk")


def argued_of(voice: Voice) -> Idea | None:
    """The idea about which this contribution is an argument; None for any other. Asks nothing where it came along."""
    found: Argument | None = getattr(voice, "budget_argument", None)
    if found is None:
        return None
    found.idea.round.neighbourhood = voice.neighbourhood
    return found.idea


def helps_of(idea: Idea) -> list[Help]:
    """Help that was asked for, the first first."""
    return ask(_helps, None, idea=idea.pk)


def _helps(_shape: None, *, idea: int) -> QuerySet[Help]:
    return Help.objects.filter(idea=idea).select_related("taken_by").order_by("pk")[:60]


def consents_of(idea: Idea) -> tuple[list[Consent], list[Consent]]:
    """Whose yes a new idea of several authors needs, or needed; and the new ideas into which this one is asked to go,
    while its author has not said yes. One question.
    """
    found = ask(_consents, None, idea=idea.pk)
    return [row for row in found if row.idea_id == idea.pk], [row for row in found if row.parent_id == idea.pk][:20]


def _consents(_shape: None, *, idea: int) -> QuerySet[Consent]:
    asked = Q(parent=idea, said_at__isnull=True, idea__withdrawn_at__isnull=True)
    return Consent.objects.filter(Q(idea=idea) | asked).select_related("parent__voice", "idea__voice").order_by("pk")


def ballot_words(ideas: Iterable[Idea]) -> dict[int, dict[str, BallotWords]]:
    """The approved words of each plan, by its key and by language; a language that nobody approved is left out."""
    found: dict[int, dict[str, BallotWords]] = {idea.pk: {} for idea in ideas}
    for row in BallotWords.objects.filter(idea__in=list(found)).order_by("pk"):
        found[row.idea_id][row.language] = row
    return found


def languages_of(idea: Idea) -> list[tuple[str, str, BallotWords | None]]:
    """Each of the five languages: its code, its own name, and the approved words if there are any."""
    known = ballot_words([idea])[idea.pk]
    return [(code, label, known.get(code)) for code, label in Language.choices]
