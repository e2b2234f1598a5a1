"""Questions about the shared vision: its versions, who signed them, and what runs in each domain of life."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from stoep.agenda import rules
from stoep.agenda.models import Item, Version, Vision, VisionDissent, VisionEndorsement
from stoep.network.standing import Standing
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.record.inspection import Shown
from stoep.shared.asked import ask

MOST_VERSIONS = 40
# A worker or host of an organisation does its work here; its contact and its seat speak for it.
SPEAKS = frozenset({"official"})


class Placed(NamedTuple):
    """A version with where it stands: "draft", "of-residents" or "shared"."""

    vision: Vision
    standing: rules.VisionStanding


@dataclass(frozen=True, slots=True)
class Party:
    """For whom somebody may sign: the council, or the organisation that they speak for."""

    organisation: Organisation | None = None

    @property
    def is_council(self) -> bool:
        """Whether it is the council of the municipality."""
        return self.organisation is None

    @property
    def code(self) -> str:
        """As a form names it: "council", or the key of the organisation."""
        return str(self.organisation.pk) if self.organisation else rules.COUNCIL


def visions(neighbourhood: Neighbourhood) -> list[Placed]:
    """The one in the making first, then the adopted versions, the newest first; each with where it stands."""
    return [Placed(vision, standing_of(vision)) for vision in ask(_visions, None, here=neighbourhood.pk)]


def _visions(_shape: None, *, here: int) -> QuerySet[Vision]:
    return _with_council().filter(neighbourhood=here).order_by(F("number").desc(nulls_first=True))[: MOST_VERSIONS + 1]


def _with_council() -> QuerySet[Vision]:
    """Versions with who held the keys, and as `council` what the council says of each now."""
    words = VisionEndorsement.objects.filter(vision=OuterRef("pk"), party=rules.COUNCIL, replaced_at__isnull=True)
    found = Vision.objects.select_related(
        "neighbourhood", "written_by", "decision__proposed_by__person", "decision__seconded_by__person"
    )
    return found.annotate(council=Subquery(words.values("kind")[:1]))


def standing_of(vision: Vision) -> rules.VisionStanding:
    """Where a version stands, by the word of the council that was read along with it."""
    said: str | None = vars(vision).get("council")
    words = [rules.Word(vision.number, rules.COUNCIL, said)] if said and vision.number else []
    return rules.standing_of_vision(vision.number, words)


def vision_version(neighbourhood: Neighbourhood, number: int) -> Vision:
    """One adopted version. Raises Vision.DoesNotExist."""
    return _with_council().get(neighbourhood=neighbourhood, number=number)


def vision_draft(neighbourhood: Neighbourhood) -> Vision | None:
    """The version that residents are writing now, if there is one."""
    found = Vision.objects.filter(neighbourhood=neighbourhood, adopted_at__isnull=True)
    return found.select_related("neighbourhood", "written_by").first()


def last_vision(neighbourhood: Neighbourhood) -> Vision | None:
    """The newest adopted version; None before the first."""
    return _with_council().filter(neighbourhood=neighbourhood, number__isnull=False).order_by("-number").first()


def endorsements_of(vision: Vision) -> list[VisionEndorsement]:
    """What the council and the partners said of this version: the council first, then by day; earlier words too."""
    found = ask(_endorsements, None, vision=vision.pk)
    return sorted(found, key=lambda said: (said.party != rules.COUNCIL, said.said_at, said.pk))


def _endorsements(_shape: None, *, vision: int) -> QuerySet[VisionEndorsement]:
    return VisionEndorsement.objects.filter(vision=vision).select_related("organisation", "said_by").order_by("pk")


def dissents_of(vision: Vision) -> list[VisionDissent]:
    """The notes of those who saw it otherwise, the first first."""
    return ask(_dissents, None, vision=vision.pk)


def _dissents(_shape: None, *, vision: int) -> QuerySet[VisionDissent]:
    found = VisionDissent.objects.filter(vision=vision).select_related("seat__person", "seat__organisation")
    return found.order_by("said_at", "pk")


def parties_of(standing: Standing) -> list[Party]:
    """For whom they may sign here: the clerk for the council, a contact or a seat for its own organisation."""
    found = [Party()] if standing.is_clerk else []
    speaks = standing.seat is not None or bool(standing.posts & SPEAKS)
    if standing.in_network and standing.is_institution and speaks:
        own = Organisation.objects.filter(name=standing.organisation_name, kind=standing.side).first()
        found += [Party(own)] if own else []
    return found


def word_of(vision: Vision, party: Party) -> VisionEndorsement | None:
    """What this party says of this version now; None as long as it said nothing."""
    said = VisionEndorsement.objects.filter(vision=vision, replaced_at__isnull=True)
    if party.organisation is None:
        return said.filter(party=rules.COUNCIL).first()
    return said.filter(party=VisionEndorsement.Party.PARTNER, organisation=party.organisation).first()


def vision_content(vision: Vision) -> dict[str, str]:
    """What a version says, as plain JSON: the opening and each domain by its code."""
    return {rules.OPENING: vision.opening, **{code: vision.texts.get(code, "") for code in Item.Domain.values}}


def vision_hash(vision: Vision) -> str:
    """The hash of what a version says: what a decision is about, and what everybody signs."""
    return rules.content_hash(vision_content(vision))


def vision_difference(old: Vision, new: Vision) -> tuple[tuple[str, rules.Change], ...]:
    """Exactly which parts changed, word by word."""
    return rules.vision_changes(vision_content(old), vision_content(new), Item.Domain.values)


class Running(NamedTuple):
    """How many items run in one domain of life, and how many were closed."""

    running: int = 0
    closed: int = 0

    @property
    def asks_to_keep_up(self) -> bool:
        """Whether all that ran here was closed: then the question is how to keep it so, and never that it is done."""
        return self.closed > 0 and self.running == 0


def by_domain(neighbourhood: Neighbourhood) -> dict[str, Running]:
    """What runs in each domain of life. One question."""
    found = {code: Running(running, closed) for code, running, closed in ask(_by_domain, None, here=neighbourhood.pk)}
    return {code: found.get(code, Running()) for code in Item.Domain.values}


def _by_domain(_shape: None, *, here: int) -> QuerySet[Item, tuple[Any, ...]]:
    known = Item.objects.filter(neighbourhood=here, is_draft=False, merged_into__isnull=True)
    running, closed = Count("pk", Q(closed_at__isnull=True)), Count("pk", Q(closed_at__isnull=False))
    return known.values("domain").annotate(running=running, closed=closed).values_list("domain", "running", "closed")


class Adopted(NamedTuple):
    """A version of the agenda or of the vision on the day that it was adopted; of a vision where it stands now."""

    of: str
    number: int
    at: datetime
    standing: str = ""


def adoptions(neighbourhood: Neighbourhood) -> list[Adopted]:
    """When residents adopted the agenda and the vision, the newest first, at most forty of each. One question."""
    found = []
    for of, number, at, council in ask(_adoptions, None, here=neighbourhood.pk):
        words = [rules.Word(number, rules.COUNCIL, council)] if council else []
        found.append(Adopted(of, number, at, rules.standing_of_vision(number, words) if of == "vision" else ""))
    return sorted(found, key=lambda adopted: adopted.at, reverse=True)


def _adoptions(_shape: None, *, here: int) -> QuerySet[Any, tuple[str, int, datetime, str]]:
    nothing, text = Value("", CharField()), CharField()
    agendas = Version.objects.filter(neighbourhood=here).order_by("-number")
    visions = Vision.objects.filter(neighbourhood=here, number__isnull=False).order_by("-number")
    words = VisionEndorsement.objects.filter(vision=OuterRef("pk"), party=rules.COUNCIL, replaced_at__isnull=True)
    said = Coalesce(Subquery(words.values("kind")[:1]), nothing)
    first = Version.objects.filter(pk__in=agendas.values("pk")[:MOST_VERSIONS])
    second = Vision.objects.filter(pk__in=visions.values("pk")[:MOST_VERSIONS])
    return first.values_list(Value("agenda", text), "number", "adopted_at", nothing).union(
        second.values_list(Value("vision", text), "number", "adopted_at", said), all=True
    )


def asks_revision(vision: Vision, today: Any) -> str:
    """Whether it is time to look at this version again: "", "soon" or "old"."""
    return rules.asks_revision(timezone.localtime(vision.adopted_at).date(), today) if vision.adopted_at else ""


def shown_visions(neighbourhood: Neighbourhood) -> Iterator[Shown]:
    """What the pages say of each version, to lay beside what was sealed when it was adopted."""
    for vision in Vision.objects.filter(neighbourhood=neighbourhood, number__isnull=False):
        yield Shown(f"vision:{vision.number}", "content", vision_hash(vision))


def missing_domains(vision: Vision) -> Sequence[str]:
    """The domains of life about which nothing is written yet, by their names."""
    return [name for _code, name, text in vision.domains if not text.strip()]
