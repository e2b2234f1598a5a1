"""Ideas: the list, one of them, how each stands, who owes a look, and what stands on the ballot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat
from django.utils import timezone

from stoep.budgeting import rules
from stoep.budgeting.models import Consent, Idea, Repair, Round, Verdict
from stoep.budgeting.queries.rounds import MOST
from stoep.network import queries as network
from stoep.network.standing import Standing
from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from stoep.shared import leaves
from stoep.shared.asked import ask
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


@dataclass(frozen=True, slots=True)
class Late:
    """One of them: with who owes the look, and of which party they are."""

    who: str
    party: str
    row: Row


def _stands() -> Any:
    """A new idea that authors make of theirs stands once all said yes."""
    return ~Exists(Consent.objects.filter(idea=OuterRef("pk"), said_at__isnull=True))


def ideas(round: Round) -> QuerySet[Idea]:
    """The ideas of a round that stand, the newest first, with what is said of each."""
    rows = Idea.objects.filter(_stands(), round=round).select_related("voice", "part", "made_one__voice", "round")
    looked = Prefetch("verdicts", Verdict.objects.order_by("given_at", "pk"))
    return rows.prefetch_related(looked, "repairs").order_by("-written_at", "-pk")


def _with_last(rows: QuerySet[Idea]) -> QuerySet[Idea]:
    """The same ideas with the last verdict and the last repair of each, from which follows how it stands."""
    last = Verdict.objects.filter(idea=OuterRef("pk")).order_by("-given_at", "pk")
    repaired = Repair.objects.filter(idea=OuterRef("pk")).order_by("-repaired_at")
    return rows.annotate(
        looked_at=Subquery(last.values("given_at")[:1]), looked_kind=Subquery(last.values("kind")[:1]),
        looked_second=Subquery(last.values("is_second")[:1]), repaired_at=Subquery(repaired.values("repaired_at")[:1]),
    )  # fmt: skip


_LISTED = ("round", "title", "guessed_cents", "cents", "made_one", "ballot_number", "written_at", "withdrawn_at",
           "part__name", "voice__number", "voice__words", "voice__called", "voice__checked_at",
           "voice__held_back_why", "voice__withdrawn_at", "voice__hidden_at", "voice__erased_at")  # fmt: skip

_OWED = tuple(name for name in _LISTED if name not in ("part__name", "voice__words"))


def listed(round: Round, standing: Standing, *, typed: str = "", part: int | None = None, number: int = 1) -> list[Row]:
    """A leaf of those of which whoever stands here may read the words, and one more, the newest first.

    With typed words: those with every one of them in title or text.
    """
    reach, key = voices.reach_of(standing), round.pk
    words = search.words_of(typed)[:8]
    if not words:
        return idea_rows(ask(_leaf, (reach, part, number), round=key, here=round.neighbourhood_id))
    keys = search.newest(round.neighbourhood_id, words, before=None, limit=MOST_FOUND)
    in_title = Q()
    for word in typed.split()[:8]:
        in_title &= Q(title__icontains=word)
    rows = _listed(reach, part, round=key, here=round.neighbourhood_id).filter(Q(voice_id__in=keys) | in_title)
    return idea_rows(rows[leaves.part(number)])


def _leaf(shape: tuple[voices.Reach, int | None, int], *, round: int, here: int) -> QuerySet[Idea]:
    reach, part, number = shape
    return _listed(reach, part, round=round, here=here)[leaves.part(number)]


def _listed(reach: voices.Reach, part: int | None, *, round: int, here: int) -> QuerySet[Idea]:
    readable = voices.within(reach).filter(neighbourhood=here)
    rows = Idea.objects.filter(_stands(), round=round, voice__in=readable)
    if part is not None:
        rows = rows.filter(part__order=part)
    return _with_last(rows.select_related("voice", "part").only(*_LISTED)).order_by("-written_at", "-pk")


def numbers(round: Round) -> dict[str, Any]:
    """How many ideas there are, how many of them stand on the ballot, and how many got money.

    Of those "waits": how many nobody promised yet, and "since": when the first of them got its money.
    """
    found = ask(_numbers, None, round=round.pk)
    names = ("ideas", "projects", "awards", "waits", "since")
    return dict(zip(names, found[0] if found else (0, 0, 0, 0, None), strict=True))


def _numbers(_shape: None, *, round: int) -> QuerySet[Idea, tuple[Any, ...]]:
    ended = {"award__promise__isnull": True, "award__done_at__isnull": True, "award__stopped_at__isnull": True}
    waits = Q(award__isnull=False, **ended)
    counted = Idea.objects.filter(_stands(), round=round, withdrawn_at__isnull=True, made_one__isnull=True).order_by()
    told: dict[str, Any] = {"ideas": Count("pk"), "projects": Count("ballot_number"), "awards": Count("award")}
    told |= {"waits": Count("award", filter=waits), "since": Min("award__awarded_at", filter=waits)}
    return counted.values("round").annotate(**told).values_list(*told)


def one(slug: str, number: int, voice: str) -> Idea:
    """The idea of this round with this number; Idea.DoesNotExist when there is none."""
    rows = ask(_one, None, slug=slug, number=number, voice=voice) if number <= MOST else []
    if not rows:
        raise Idea.DoesNotExist
    return rows[0]


def _one(_shape: None, *, slug: str, number: int, voice: str) -> QuerySet[Idea]:
    related = ("round__neighbourhood", "part", "voice__neighbourhood", "voice__photo", "made_one__voice",
               "checker__organisation", "second_checker__organisation")  # fmt: skip
    rows = Idea.objects.filter(round__neighbourhood__slug=slug, round__number=number, voice__number=voice)
    return rows.select_related(*related).defer("round__neighbourhood__outline", "voice__neighbourhood__outline")


def of_voice(voice: Voice) -> Idea | None:
    """The idea that this contribution is; None for any other. Where "budget_idea__round" came along it asks nothing."""
    found: Idea | None = getattr(voice, "budget_idea", None)
    if found is not None:
        found.voice, found.round.neighbourhood = voice, voice.neighbourhood
    return found


def shown_of(idea: Idea, verdicts: Iterable[Verdict], repairs: Iterable[Repair]) -> str:
    """How an idea stands, as a list shows it, from what was said of it."""
    return _shown(idea, _standing(verdicts, repairs))


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
    """Each idea of `listed` with how it stands, as a list shows it."""
    return [Row(idea, _shown(idea, _told_of(idea))) for idea in found]


def _told_of(idea: Idea) -> str:
    told = idea.__dict__
    at = told["looked_at"]
    last = [rules.Looked(told["looked_kind"] == Verdict.Kind.YES, told["looked_second"], at)] if at else []
    return rules.idea_standing(last, told["repaired_at"])


def _shown(idea: Idea, standing: str) -> str:
    if idea.withdrawn_at:
        return "withdrawn"
    if idea.made_one_id:
        return "made-one"
    return "ballot" if idea.ballot_number else standing


def verdicts_of(idea: Idea) -> list[Verdict]:
    """Everything that was said of it, the first look first."""
    return ask(_verdicts, None, idea=idea.pk)


def _verdicts(_shape: None, *, idea: int) -> QuerySet[Verdict]:
    return Verdict.objects.filter(idea=idea).select_related("given_by", "given_for").order_by("given_at", "pk")


def repairs_of(idea: Idea) -> list[Repair]:
    """What its author changed, the last one last."""
    return ask(_repairs, None, idea=idea.pk)


def _repairs(_shape: None, *, idea: int) -> QuerySet[Repair]:
    return Repair.objects.filter(idea=idea).order_by("repaired_at", "pk")


def parents_of(idea: Idea) -> list[Idea]:
    """The ideas of which their authors made this one."""
    return ask(_parents, None, idea=idea.pk)


def _parents(_shape: None, *, idea: int) -> QuerySet[Idea]:
    return Idea.objects.filter(made_one=idea).select_related("voice").order_by("pk")


def last_verdict(idea: Idea) -> Verdict | None:
    """The newest verdict since its last repair or before; None when nobody looked."""
    return Verdict.objects.filter(idea=idea).order_by("given_at", "pk").last()


def repair_until(idea: Idea) -> date | None:
    """The last day on which its author may repair it; None when nobody said no."""
    return repair_until_of(idea, last_verdict(idea))


def repair_until_of(idea: Idea, last: Verdict | None) -> date | None:
    """The same, where the last verdict was asked already."""
    if last is None or last.kind == Verdict.Kind.YES:
        return None
    return rules.may_repair_until(timezone.localdate(last.given_at), idea.round.repair_days)


def candidates(round: Round) -> list[Idea]:
    """The ideas that still go their own way, from which a ballot is made."""
    return list(ideas(round).filter(withdrawn_at__isnull=True, made_one__isnull=True).order_by("pk"))


def ballot(round: Round) -> list[Idea]:
    """The plans on the ballot by their number, all of them; nothing before it is made. One question."""
    found = ask(_on_ballot, None, round=round.pk)
    parts = {part.pk: part for part in round.parts.all()}
    for idea in found:
        idea.round, idea.part = round, parts[idea.part_id]
    return found


def _on_ballot(_shape: None, *, round: int) -> QuerySet[Idea]:
    rows = Idea.objects.filter(_stands(), round=round, ballot_number__isnull=False).select_related("voice")
    return rows.defer("voice__words").order_by("ballot_number")


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


def owed(round: Round, today: date, number: int | None = None) -> list[Late]:
    """Ideas at which nobody looked by the day of the round, and at once those that ask for a second look; at whom.

    Of one and the same they stand together; with a number that leaf of them and one more. Nothing once the ballot is
    made.
    """
    if round.ballot_made_at:
        return []
    found = ask(_owed, (today <= round.check_until, number), round=round.pk)
    return [_late(row) for row in idea_rows(found)]


def _late(row: Row) -> Late:
    who, party = row.idea.__dict__["owed_by"].split(_APART)
    return Late(who, party, row)


def by_whom(late: Iterable[Late]) -> list[Owed]:
    """The same, those of one together."""
    found = groupby(late, key=lambda each: (each.who, each.party))
    return [Owed(who, party, [each.row for each in rows]) for (who, party), rows in found]


_APART = "\x1f"


def _owed(shape: tuple[bool, int | None], *, round: int) -> QuerySet[Idea]:
    only_again, number = shape
    rows = Idea.objects.filter(_stands(), round=round, withdrawn_at__isnull=True, made_one__isnull=True)
    rows = _with_last(rows.select_related("voice").only(*_OWED))
    not_looked = Q(looked_at__isnull=True) | Q(looked_at__lte=F("repaired_at"))
    holds = Q(repaired_at__isnull=True) | Q(looked_at__gt=F("repaired_at"))
    again = holds & Q(looked_kind=Verdict.Kind.NO, looked_second=False)
    late = rows.filter(again if only_again else again | not_looked)
    whose = Case(When(again, then=_who("second_checker")), default=_who("checker"))
    late = late.annotate(owed_by=whose).order_by("owed_by", "pk")
    return late if number is None else late[leaves.part(number)]


def _who(checker: str) -> Any:
    """Their name and their party in one text, by which a list is ordered; both "" when nobody was asked."""
    name, party = (
        Coalesce(f"{checker}__{field}", Value(""), output_field=TextField()) for field in ("name", "organisation__name")
    )
    return Concat(name, Value(_APART), party, output_field=TextField())
