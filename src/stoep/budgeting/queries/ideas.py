"""Ideas: the list, one of them, how each stands, who owes a look, and what stands on the ballot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from stoep.budgeting import rules
from stoep.budgeting.models import Consent, Idea, Repair, Round, Verdict
from stoep.network import queries as network
from stoep.network.standing import Standing
from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from stoep.voices import queries as voices
from stoep.voices import search
from stoep.voices.models import Voice

MOST_FOUND = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """One idea in a list: how it stands ("withdrawn", "made-one", "not-read", "ballot", or as rules.idea_standing)."""

    idea: Idea
    standing: str


@dataclass(frozen=True, slots=True)
class Owed:
    """Ideas at which nobody looked in time, by whom that is owed; "" when nobody was asked."""

    who: str
    party: str
    rows: Sequence[Row]


def _stands() -> Any:
    """A new idea that authors make of theirs stands once all said yes."""
    return ~Exists(Consent.objects.filter(idea=OuterRef("pk"), said_at__isnull=True))


def ideas(round: Round) -> QuerySet[Idea]:
    """The ideas of a round that stand, the newest first, with what a list shows of each."""
    rows = Idea.objects.filter(_stands(), round=round).select_related("voice", "part", "made_one__voice", "round")
    looked = Prefetch("verdicts", Verdict.objects.order_by("given_at", "pk"))
    return rows.prefetch_related(looked, "repairs").order_by("-written_at", "-pk")


def listed(round: Round, standing: Standing, *, typed: str = "", part: int | None = None) -> QuerySet[Idea]:
    """Those of which whoever stands here may read the words, with every one of the typed words in title or text."""
    rows = ideas(round).filter(voice__in=voices.readable(standing))
    if part is not None:
        rows = rows.filter(part__order=part)
    words = search.words_of(typed)[:8]
    if words:
        keys = search.newest(round.neighbourhood_id, words, before=None, limit=MOST_FOUND)
        in_title = Q()
        for word in typed.split()[:8]:
            in_title &= Q(title__icontains=word)
        rows = rows.filter(Q(voice_id__in=keys) | in_title)
    return rows


def numbers(round: Round) -> dict[str, int]:
    """How many ideas there are, and how many of them stand on the ballot."""
    counted = Idea.objects.filter(_stands(), round=round, withdrawn_at__isnull=True, made_one__isnull=True)
    return counted.aggregate(ideas=Count("pk"), projects=Count("ballot_number"))


def one(slug: str, number: int, voice: str) -> Idea:
    """The idea of this round with this number; Idea.DoesNotExist when there is none."""
    related = ("round__neighbourhood", "part", "voice__neighbourhood", "voice__photo", "made_one__voice",
               "checker__organisation", "second_checker__organisation")  # fmt: skip
    rows = Idea.objects.select_related(*related)
    return rows.get(round__neighbourhood__slug=slug, round__number=number, voice__number=voice)


def of_voice(voice: Voice) -> Idea | None:
    """The idea that this contribution is; None for any other. Where "budget_idea__round" came along it asks nothing."""
    found: Idea | None = getattr(voice, "budget_idea", None)
    if found is not None:
        found.voice, found.round.neighbourhood = voice, voice.neighbourhood
    return found


def standing_of(idea: Idea) -> str:
    """How an idea stands, asked anew: as rules.idea_standing."""
    return _standing(Verdict.objects.filter(idea=idea), Repair.objects.filter(idea=idea))


def standings(found: Iterable[Idea]) -> dict[int, str]:
    """The same for many, whose verdicts and repairs were asked along."""
    return {idea.pk: _standing(idea.verdicts.all(), idea.repairs.all()) for idea in found}


def _standing(verdicts: Iterable[Verdict], repairs: Iterable[Repair]) -> str:
    looked = [rules.Looked(each.kind == Verdict.Kind.YES, each.is_second, each.given_at) for each in verdicts]
    return rules.idea_standing(looked, max((each.repaired_at for each in repairs), default=None))


def idea_rows(found: Iterable[Idea]) -> list[Row]:
    """Each idea with how it stands, as a list shows it."""
    kept = list(found)
    known = standings(kept)
    return [Row(idea, _shown(idea, known[idea.pk])) for idea in kept]


def _shown(idea: Idea, standing: str) -> str:
    if idea.withdrawn_at:
        return "withdrawn"
    if idea.made_one_id:
        return "made-one"
    return "ballot" if idea.ballot_number else standing


def verdicts_of(idea: Idea) -> list[Verdict]:
    """Everything that was said of it, the first look first."""
    return list(idea.verdicts.select_related("given_by", "given_for").order_by("given_at", "pk"))


def repairs_of(idea: Idea) -> list[Repair]:
    """What its author changed, the last one last."""
    return list(Repair.objects.filter(idea=idea).order_by("repaired_at", "pk"))


def last_verdict(idea: Idea) -> Verdict | None:
    """The newest verdict since its last repair or before; None when nobody looked."""
    return Verdict.objects.filter(idea=idea).order_by("given_at", "pk").last()


def repair_until(idea: Idea) -> date | None:
    """The last day on which its author may repair it; None when nobody said no."""
    last = last_verdict(idea)
    if last is None or last.kind == Verdict.Kind.YES:
        return None
    return rules.may_repair_until(timezone.localdate(last.given_at), idea.round.repair_days)


def candidates(round: Round) -> list[Idea]:
    """The ideas that still go their own way, from which a ballot is made."""
    return list(ideas(round).filter(withdrawn_at__isnull=True, made_one__isnull=True).order_by("pk"))


def ballot(round: Round) -> list[Idea]:
    """The plans on the ballot by their number; nothing before it is made."""
    return list(ideas(round).filter(ballot_number__isnull=False).order_by("ballot_number"))


def with_numbers(round: Round, numbers: Iterable[str]) -> list[Idea]:
    """The ideas of this round with these numbers; a number that is none is left out."""
    rows = Idea.objects.filter(_stands(), round=round, voice__number__in=list(numbers))
    return list(rows.select_related("round__neighbourhood", "part", "voice").order_by("pk"))


def titles(round: Round, of: Iterable[str]) -> dict[str, str]:
    """What the ideas with these numbers are called, where everybody may read it."""
    rows = Idea.objects.filter(round=round, voice__number__in=list(of)).select_related("voice")
    return {idea.voice.number: idea.title for idea in rows if idea.title and idea.voice.is_shown}


def lookers(here: Neighbourhood, today: date) -> QuerySet[Person]:
    """Whoever has a seat or a task here, and so can be asked to look."""
    seats = network.running_posts(here, today).values("person")
    posts = Person.objects.filter(
        Q(pk__in=seats) | Q(seats__partnership__neighbourhood=here, seats__since_on__lte=today, seats__until_on=None)
    )
    return posts.select_related("organisation").distinct().order_by("name", "pk")


def owed(round: Round, today: date) -> list[Owed]:
    """Ideas at which nobody looked by the day of the round, and at once those that ask for a second look; at whom.

    Nothing once the ballot is made.
    """
    if round.ballot_made_at:
        return []
    lie = {"no"} if today <= round.check_until else {"waiting", "repaired", "no"}
    late = [row for row in idea_rows(candidates(round)) if row.standing in lie]
    by_whom: dict[tuple[str, str], list[Row]] = {}
    for row in late:
        whom = row.idea.second_checker if row.standing == "no" else row.idea.checker
        party = whom.organisation.name if whom and whom.organisation else ""
        by_whom.setdefault((whom.name if whom else "", party), []).append(row)
    return [Owed(who, party, found) for (who, party), found in sorted(by_whom.items())]
