"""After a gathering: the counts that wait for the close, the ledger that may be told, what was said, and photos."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from stoep.core.margins.rounding import BASE, percentage, rounded
from stoep.core.margins.tables import FEWEST
from stoep.gatherings.models import CAME_BY, Activity, Answer, Came, Edition, Language, Photo, PhotoRound, Said, Sending
from stoep.gatherings.rules import ledger
from stoep.gatherings.rules.ledger import Cell, Counted
from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from stoep.shared import receipts
from stoep.shared.asked import ask
from stoep.voices.models import Voice


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ledger: an answer to a question, and what is told of each step ("" where nothing is)."""

    called: str
    told: list[str]


@dataclass(frozen=True, slots=True)
class Part:
    """The lines about one question."""

    called: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Share:
    """The part of the young, of a hundred; None where too few stand for the whole."""

    young: int
    everybody: int
    percent: int | None

    @property
    def words(self) -> str:
        """The share in a sentence or two, as every page tells it."""
        said = _(
            "Jongeren van 12 tot en met 17 zeiden ongeveer %(young)s van de %(everybody)s dingen op bijeenkomsten."
        ) % {"young": self.young, "everybody": self.everybody}
        if self.percent is None:
            return str(said)
        return f"{said} {_('Dat is ongeveer %(percent)s van de 100.') % {'percent': self.percent}}"


FEW = 8  # lines of what was said, on the page of a gathering
STEPS = (Edition.Step.SENT, Edition.Step.ANSWERED, Edition.Step.CAME)


def counted(activity: Activity) -> Counted:
    """How many were asked, answered and came, by way, language and street; for the close alone."""
    sent: dict[Cell, int] = {}
    answered: dict[Cell, int] = {}
    came: dict[Cell, int] = {}
    for one in Sending.objects.filter(activity=activity, void_at__isnull=True):
        cell = (one.channel, one.language, one.street)
        sent[cell] = sent.get(cell, 0) + one.sent
    rows = Answer.objects.filter(sending__activity=activity, sending__void_at__isnull=True)
    columns = ("sending__channel", "sending__language", "sending__street")
    for channel, language, street, many in rows.values_list(*columns).annotate(all=Sum("many")):
        answered[channel, language, street] = answered.get((channel, language, street), 0) + many
    for row in Came.objects.filter(activity=activity, many__gt=0):
        came[row.channel, row.language, row.street] = row.many
    return Counted(sent, answered, came)


def ledger_of(activity: Activity) -> tuple[list[str], list[Part]]:
    """What may be told of a closed activity: how many in all by step, and the parts by way, language and street."""
    editions = {row.step: row for row in Edition.objects.filter(activity=activity)}
    few = _("minder dan tien of niet te vertellen")
    totals = [str(rounded(editions[step].total)) if step in editions else few for step in STEPS]
    marks = {
        step: {(question, answer): value for question, answer, value in row.marks} for step, row in editions.items()
    }
    parts = []
    for question in ledger.ASKED:
        answers = list(dict.fromkeys(key[1] for step in STEPS for key in marks.get(step, {}) if key[0] == question))
        lines = [Line(called(question, answer), _told(marks, question, answer)) for answer in sorted(answers)]
        if question not in ledger.QUESTIONS:  # of a crossing most is hidden: only what is told
            lines = [line for line in lines if any(each.isdecimal() for each in line.told)]
        if lines:
            parts.append(Part(called(question), lines))
    return totals, parts


_QUESTIONS = {
    "channel": lambda: _("Hoe zij zijn uitgenodigd"),
    "language": lambda: _("In welke taal"),
    "street": lambda: _("In welke straat"),
    "channel language": lambda: _("Hoe en in welke taal"),
    "channel street": lambda: _("Hoe en in welke straat"),
}


def _told(marks: dict[str, dict[tuple[str, str], object]], question: str, answer: str) -> list[str]:
    words = {"few": _("minder dan tien"), "withheld": _("niet getoond"), "": "–"}
    found = [marks.get(step, {}).get((question, answer), "") for step in STEPS]
    return [str(rounded(value)) if isinstance(value, int) else words[str(value)] for value in found]


def called(question: str, answer: str | None = None) -> str:
    """How a page calls a question, or an answer to it."""
    if answer is None:
        return str(_QUESTIONS[question]())
    if " " in question:
        parts = zip(question.split(" ", 1), answer.split(" ", 1), strict=True)
        return ", ".join(called(*part) for part in parts)
    if question == "channel":
        return str(dict(CAME_BY).get(answer, answer))
    if question == "language":
        return str(dict(Language.choices).get(answer, answer))
    return str({"": _("zonder straat"), ledger.OTHER_STREETS: _("andere straten")}.get(answer, answer))


def came_so_far(activity: Activity) -> int | None:
    """How many were counted at the door; None while they are fewer than ten."""
    many = Came.objects.filter(activity=activity).aggregate(all=Sum("many"))["all"] or 0
    return many if many >= FEWEST else None


def where_said(voice: Voice) -> Activity | None:
    """At which gathering this was said; None for what was said anywhere else. One question."""
    return next(iter(ask(_where_said, None, voice=voice.pk)), None)


def _where_said(_shape: None, *, voice: int) -> QuerySet[Activity]:
    told = ("title", "day", "neighbourhood__slug")
    return Activity.objects.filter(said__voice=voice).select_related("neighbourhood").only(*told)


def said_at(activity: Activity, voices: object) -> list[Voice]:
    """What was said there and whoever asks may read (`voices`: a question of voices.readable), the newest first."""
    tied = Said.objects.filter(activity=activity).values("voice_id")
    return list(voices.filter(pk__in=tied).order_by("-pk")[:FEW])  # type: ignore[attr-defined]


def photos_of(activity: Activity) -> list[Photo]:
    """The photos to which everybody on them still says yes."""
    rows = Photo.objects.filter(round__activity=activity, gone_at__isnull=True)
    return list(rows.select_related("round").order_by("pk")[:40])


def round_of(number: str, secret: str) -> PhotoRound | None:
    """The round with this number and code, however they were typed; an unknown number takes as long as a wrong code."""
    tidied = receipts.tidy(number)
    found = None
    if receipts.is_number(tidied):
        found = PhotoRound.objects.select_related("activity__neighbourhood").filter(number=tidied).first()
    kept = found.secret_hash if found else receipts.secret_hash("nobody")
    return found if receipts.secret_matches(secret, kept) and found else None


def youth_share(here: Neighbourhood) -> Share | None:
    """Which part of what was said at gatherings came from whoever is twelve to seventeen; None under ten of them."""
    young = Q(voice__year_band=Person.YearBand.YOUTH)
    found = Said.objects.filter(activity__neighbourhood=here).aggregate(
        everybody=Count("pk"), young=Count("pk", filter=young)
    )
    return share_of(**found)


def share_of(*, everybody: int, young: int) -> Share | None:
    """The same of counts that a page asked along with others, as they may be told."""
    if young < FEWEST or everybody - young < FEWEST:
        return None
    return Share(rounded(young), rounded(everybody), percentage(young, everybody) if everybody >= BASE else None)


def youth_sessions(here: Neighbourhood, since_on: date | None, until_on: date) -> list[Activity]:
    """The sessions of the young that were held after one day and until another (None: ever), the last one first."""
    rows = Activity.objects.filter(
        neighbourhood=here, is_youth=True, published_at__isnull=False, called_off_at__isnull=True, day__lte=until_on
    )
    rows = rows.filter(day__gt=since_on) if since_on else rows
    return list(rows.order_by("-day", "-pk")[:20])
