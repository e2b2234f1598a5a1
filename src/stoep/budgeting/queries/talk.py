"""What is said of an idea before voting, who helps with it, whom it goes together with, and its words on the ballot."""

from __future__ import annotations

from collections.abc import Iterable

from stoep.budgeting.models import Argument, BallotWords, Consent, Help, Idea
from stoep.gatherings.models import Language
from stoep.network.standing import Standing
from stoep.voices import queries as voices
from stoep.voices.models import Voice

MOST = 60  # of each sort on a page


def arguments(idea: Idea, standing: Standing) -> list[tuple[Argument.Stance, list[Argument]]]:
    """For, against and questions, each in the order in which it was said, as far as whoever stands here may read it."""
    found = Argument.objects.filter(idea=idea, voice__in=voices.readable(standing)).select_related("voice")
    rows = list(found.order_by("pk")[: 3 * MOST])
    return [(stance, [row for row in rows if row.stance == stance][:MOST]) for stance in Argument.Stance]


def argued_of(voice: Voice) -> Idea | None:
    """The idea about which this contribution is an argument; None for any other. Asks nothing where it came along."""
    found: Argument | None = getattr(voice, "budget_argument", None)
    if found is None:
        return None
    found.idea.round.neighbourhood = voice.neighbourhood
    return found.idea


def helps_of(idea: Idea) -> list[Help]:
    """Help that was asked for, the first first."""
    return list(Help.objects.filter(idea=idea).select_related("taken_by").order_by("pk")[:60])


def consents_of(idea: Idea) -> list[Consent]:
    """Whose yes a new idea of several authors needs, or needed."""
    return list(Consent.objects.filter(idea=idea).select_related("parent__voice").order_by("pk"))


def asked_of(idea: Idea) -> list[Consent]:
    """The new ideas into which this one is asked to go, while its author has not said yes."""
    rows = Consent.objects.filter(parent=idea, said_at__isnull=True, idea__withdrawn_at__isnull=True)
    return list(rows.select_related("idea__voice", "idea__round__neighbourhood").order_by("pk")[:20])


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
