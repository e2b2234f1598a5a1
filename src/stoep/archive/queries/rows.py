"""Which rows belong to a year: asked by the page, which shows the first few of each, and by the PDF, which has more."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from stoep.agenda.models import (
    Decision,
    Item,
    Origin,
    Remark,
    Upkeep,
    Version,
    Vision,
    VisionDissent,
    VisionEndorsement,
)
from stoep.archive import lists
from stoep.conflicts.models import Conflict, Stance
from stoep.council.models import Advice, Override
from stoep.handover.models import Decline, Power, Reply
from stoep.network.models import Post, Seat
from stoep.places.models import Neighbourhood
from stoep.promises.models import Change, Promise, Verdict
from stoep.tables.models import MinorityStatement, Plan, Position, Resolution
from stoep.voices.models import Voice


class Times(Protocol):
    """A neighbourhood, and the first and last day and moment of a year in it."""

    @property
    def here(self) -> Neighbourhood: ...
    @property
    def days(self) -> tuple[date, date]: ...
    @property
    def moments(self) -> tuple[datetime, datetime]: ...


def heard(when: Times) -> QuerySet[Voice]:
    """What was said and everyone may read, the newest first."""
    return lists.readable(when.here).filter(said_on__range=when.days).order_by("-received_at", "-pk")


def good(when: Times) -> QuerySet[Voice]:
    """Of that, what goes well."""
    return heard(when).filter(kind=Voice.Kind.STRENGTH)


def asked(when: Times) -> QuerySet[Voice]:
    """Of that, everything else."""
    return heard(when).exclude(kind=Voice.Kind.STRENGTH)


def begun(when: Times) -> QuerySet[Item]:
    """What came on the agenda."""
    here = Item.objects.filter(neighbourhood=when.here, is_draft=False)
    return here.filter(started_at__range=when.moments).order_by("started_at", "pk")


def closed(when: Times) -> QuerySet[Item]:
    """What was finished; what went into another item is still there."""
    here = Item.objects.filter(neighbourhood=when.here, is_draft=False, merged_into__isnull=True)
    return here.filter(closed_at__range=when.moments).order_by("closed_at", "pk")


def promised(when: Times) -> QuerySet[Promise]:
    """What was promised."""
    return Promise.objects.filter(neighbourhood=when.here, said_on__range=when.days).order_by("said_on", "pk")


def spoken(when: Times, kind: str) -> QuerySet[Verdict]:
    """The verdicts of this kind of the year after which none came in it."""
    later = Verdict.objects.filter(promise=OuterRef("promise"), said_at__lte=when.moments[1])
    later = later.filter(Q(said_at__gt=OuterRef("said_at")) | Q(said_at=OuterRef("said_at"), pk__gt=OuterRef("pk")))
    found = Verdict.objects.filter(~Exists(later), promise__neighbourhood=when.here, said_at__range=when.moments)
    return found.filter(kind=kind).order_by("said_at", "pk")


def changed(when: Times) -> QuerySet[Change]:
    """What was said otherwise of a promise."""
    return Change.objects.filter(promise__neighbourhood=when.here, made_on__range=when.days).order_by("made_on", "pk")


def unjudged(when: Times) -> QuerySet[Promise]:
    """What nobody had judged at the end of it."""
    judged = Verdict.objects.filter(promise=OuterRef("pk"), said_at__lte=when.moments[1])
    found = Promise.objects.filter(~Exists(judged), neighbourhood=when.here, said_on__lte=when.days[1])
    return found.order_by("counts_on", "pk")


def adopted(when: Times) -> QuerySet[Version]:
    """The agendas that were adopted."""
    return Version.objects.filter(neighbourhood=when.here, adopted_at__range=when.moments).order_by("number")


def decided(when: Times) -> QuerySet[Decision]:
    """What else was decided with two keys."""
    turned = Decision.objects.filter(neighbourhood=when.here, seconded_at__range=when.moments)
    return turned.exclude(kind=Decision.Kind.ADOPT).order_by("seconded_at", "pk")


def resolved(when: Times) -> QuerySet[Resolution]:
    """What the table of the neighbourhood decided, or did not."""
    return Resolution.objects.filter(neighbourhood=when.here, closed_at__range=when.moments).order_by("number")


def minorities(when: Times) -> QuerySet[MinorityStatement]:
    """What a minority thought of those."""
    found = MinorityStatement.objects.filter(resolution__neighbourhood=when.here)
    return found.filter(resolution__closed_at__range=when.moments).order_by("pk")


def kept_up(when: Times) -> QuerySet[Upkeep]:
    """What was said last in the year of keeping up what was reached."""
    said = Upkeep.objects.filter(item__neighbourhood=when.here, item__is_draft=False, said_at__range=when.moments)
    later = Q(replaced_at__isnull=True) | Q(replaced_at__gt=when.moments[1])
    return said.filter(later).order_by("said_at", "pk")


def handed_over(when: Times) -> QuerySet[Reply]:
    """What those who came into power said of what they found running; first what they did not just confirm."""
    said = Reply.objects.filter(line__power__neighbourhood=when.here, made_on__range=when.days)
    confirmed = Case(When(kind=Reply.Kind.CONFIRM, then=1), default=0)
    return said.order_by(confirmed, "made_on", "pk")


def declined(when: Times) -> QuerySet[Decline]:
    """Where whoever a promise was made to said no to what was proposed instead, and did not agree to it later."""
    said = Decline.objects.filter(reply__line__power__neighbourhood=when.here, said_on__range=when.days)
    said = said.filter(reply__agreement__isnull=True)
    return said.order_by("said_on", "pk")


def visions(when: Times) -> QuerySet[Vision]:
    """The visions that were adopted."""
    return Vision.objects.filter(neighbourhood=when.here, adopted_at__range=when.moments).order_by("number")


def endorsements(when: Times) -> QuerySet[VisionEndorsement]:
    """What the council and each partner said of a vision, as it stood at the end of it: yes, or no with a reason."""
    found = VisionEndorsement.objects.filter(vision__neighbourhood=when.here, decided_on__range=when.days)
    stood = Q(replaced_at__isnull=True) | Q(replaced_at__gt=when.moments[1])
    return found.filter(stood, vision__number__isnull=False).order_by("decided_on", "pk")


def powers(when: Times) -> QuerySet[Power]:
    """The changes of power: an election, a coalition, an alderman, a director."""
    return Power.objects.filter(neighbourhood=when.here, on__range=when.days).order_by("on", "pk")


def advices(when: Times) -> QuerySet[Advice]:
    """What was asked of who is competent."""
    return Advice.objects.filter(neighbourhood=when.here, asked_on__range=when.days).order_by("asked_on", "pk")


def overrides(when: Times) -> QuerySet[Override]:
    """What was decided against residents."""
    found = Override.objects.filter(neighbourhood=when.here, decided_on__range=when.days)
    return found.order_by("decided_on", "pk")


def plans(when: Times) -> QuerySet[Plan]:
    """What was established at the tables of others."""
    done = Plan.objects.filter(table__neighbourhood=when.here, established_on__range=when.days)
    return done.order_by("established_on", "pk")


def conflicts(when: Times) -> QuerySet[Conflict]:
    """What people did not agree about: begun or closed in the year."""
    here = Conflict.objects.filter(neighbourhood=when.here, read_at__isnull=False)
    return here.filter(Q(opened_at__range=when.moments) | Q(closed_at__range=when.moments)).order_by("opened_at", "pk")


def doubts(when: Times) -> QuerySet[Origin]:
    """Authors who say that an item is not what they meant: the first few are found by the index on the moment."""
    here = Exists(Item.objects.filter(pk=OuterRef("item"), neighbourhood=when.here))
    found = Origin.objects.filter(here, author_agrees=False)
    return found.filter(author_said_at__range=when.moments).order_by("author_said_at", "pk")


def objections(when: Times) -> QuerySet[Remark]:
    """Objections to items."""
    found = Remark.objects.filter(item__neighbourhood=when.here, kind=Remark.Kind.OBJECTION)
    return found.filter(made_at__range=when.moments, hidden_at__isnull=True).order_by("made_at", "pk")


def disputes(when: Times) -> QuerySet[Promise]:
    """Promises of which the promiser says that they were otherwise."""
    found = Promise.objects.filter(neighbourhood=when.here, disputed_at__range=when.moments)
    return found.order_by("disputed_at", "pk")


def positions(when: Times) -> QuerySet[Position]:
    """What residents held against plans, or with a reservation."""
    found = Position.objects.filter(plan__table__neighbourhood=when.here, held_on__range=when.days)
    return found.exclude(kind=Position.Kind.FOR).order_by("pk")


def vision_doubts(when: Times) -> QuerySet[VisionDissent]:
    """Notes of who sees the vision otherwise."""
    found = VisionDissent.objects.filter(vision__neighbourhood=when.here, said_at__range=when.moments)
    return found.filter(vision__number__isnull=False).order_by("pk")


def stances(when: Times) -> QuerySet[Stance]:
    """Parties that did not agree with what came of a conflict; as far as everyone may read it."""
    found = Stance.objects.filter(party__conflict__neighbourhood=when.here, written_at__range=when.moments)
    shown = found.filter(kind=Stance.Kind.DISAGREE, read_at__isnull=False, hidden_at__isnull=True)
    return shown.filter(party__conflict__read_at__isnull=False).order_by("pk")


def seats(when: Times) -> tuple[QuerySet[Seat], QuerySet[Seat]]:
    """The seats that were taken, and those that were left."""
    here = Seat.objects.filter(partnership__neighbourhood=when.here)
    came = here.filter(since_on__range=when.days).order_by("since_on", "pk")
    return came, here.filter(until_on__range=when.days).order_by("until_on", "pk")


def posts(when: Times) -> tuple[QuerySet[Post], QuerySet[Post]]:
    """The tasks that were taken, and those that were left."""
    here = Post.objects.filter(neighbourhood=when.here)
    came = here.filter(since_on__range=when.days).order_by("since_on", "pk")
    return came, here.filter(until_on__range=when.days).order_by("until_on", "pk")
