"""One screen of a dossier: twenty lines, and how far all of them are, whatever their number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from stoep.handover import rules
from stoep.handover.models import Line, Power, Reply
from stoep.handover.queries.dossier import SECTIONS, Counted, Progress, Shown, shown_of, with_verdict
from stoep.promises.models import Verdict
from stoep.shared.asked import ask

PAGE = 20
Standing = tuple[str, str, int]  # which kind of line, how it stands ("open": nothing was said yet), and how many


@dataclass(frozen=True)
class Leaf(Progress):
    """Twenty lines of a dossier, in its own order, and how far the whole is. `pages` is at least one."""

    lines: Sequence[Shown]
    number: int
    pages: int
    only_open: bool

    @property
    def sections(self) -> list[tuple[str, list[Shown]]]:
        """The lines on this page by their kind."""
        kinds = [(kind, [shown for shown in self.lines if shown.kind == kind]) for kind in SECTIONS]
        return [(kind, lines) for kind, lines in kinds if lines]

    @property
    def open(self) -> list[Shown]:
        """What on this page still waits for an answer, in time or not."""
        return [shown for shown in self.lines if shown.state in ("waiting", "late")]


def leaf(power: Power, today: date, number: int = 1, *, only_open: bool = False) -> Leaf | None:
    """One page of this dossier, or of what is unanswered in it; None when there is no such page. Five questions."""
    counts = _counted(power, ask(_standings, None, power=power.pk), today)
    total = sum((each.waiting + each.late) if only_open else each.total for each in counts)
    pages = max(1, -(-total // PAGE))
    if not 1 <= number <= pages:
        return None
    rows = ask(_page, (number, only_open), power=power.pk) if total else []
    return Leaf(power, today, counts, shown_of(power, rows, today), number, pages, only_open)


def page_of(power: Power, key: int) -> int | None:
    """On which page of the whole dossier the line with this key stands; None when it is not in there."""
    keys = list(_in_order(power.pk).values_list("pk", flat=True))
    return keys.index(key) // PAGE + 1 if key in keys else None


def unanswered() -> Q:
    """Of a line: nothing was said, and it has not ended by itself."""
    replied, judged = Reply.objects.filter(line=OuterRef("pk")), Verdict.objects.filter(promise=OuterRef("promise"))
    running = Q(item__closed_at__isnull=True, link__ended_at__isnull=True)
    return ~Exists(replied) & ~Exists(judged) & running


def _in_order(power: int) -> QuerySet[Line]:
    """By kind, as the sections stand, and then as they were listed."""
    rank = Case(*(When(**{f"{kind}__isnull": False, "then": place}) for place, kind in enumerate(SECTIONS)))
    return Line.objects.filter(power=power).annotate(rank=rank).order_by("rank", "pk")


def _page(shape: tuple[int, bool], *, power: int) -> QuerySet[Line]:
    number, only_open = shape
    rows = _in_order(power)
    if only_open:
        rows = rows.filter(unanswered())
    wide = rows.select_related("promise__receiver_organisation", "item", "commitment", "link__policy", "link__item")
    return with_verdict(wide.only(*_SHOWN))[(number - 1) * PAGE : number * PAGE]


# What a line tells; the rest of these rows is left where it is.
_SHOWN = (
    *("power", "promise", "link", "item", "commitment"),
    *("promise__code", "promise__words", "promise__said_on", "promise__due_on", "promise__counts_on"),
    *("promise__promiser_called", "promise__receiver", "promise__receiver_called", "promise__receiver_voice"),
    *("promise__receiver_organisation__name", "item__code", "item__title", "item__closed_at", "commitment__what"),
    *("link__item__code", "link__item__title", "link__ended_at", "link__policy__number", "link__policy__title"),
)


def _standings(_shape: None, *, power: int) -> QuerySet[Line, tuple[str, str, int]]:
    """How many lines of each kind stand how: a few rows, however many lines there are."""
    newest = Reply.objects.filter(line=OuterRef("pk")).order_by("-number").values("kind")[:1]
    judged = Verdict.objects.filter(promise=OuterRef("promise"))
    ended = Exists(judged) | Q(link__ended_at__isnull=False) | Q(item__closed_at__isnull=False)
    words = CharField()
    kind = Case(*(When(**{f"{name}__isnull": False, "then": Value(name)}) for name in SECTIONS), output_field=words)
    otherwise = Case(When(ended, then=Value("over")), default=Value("open"), output_field=words)
    stands = Coalesce(Subquery(newest), otherwise, output_field=words)
    rows = Line.objects.filter(power=power).values(sort=kind, stands=stands).annotate(number=Count("pk"))
    return rows.order_by("sort", "stands").values_list("sort", "stands", "number")


def _counted(power: Power, found: Iterable[Standing], today: date) -> list[Counted]:
    late = today > rules.answer_by(power.on, power.recorded_on)
    numbers: dict[str, dict[str, int]] = {}
    for kind, stands, number in found:
        numbers.setdefault(kind, {})["late" if stands == "open" and late else stands] = number
    return [_one(kind, numbers[kind]) for kind in SECTIONS if kind in numbers]


def _one(kind: str, of: dict[str, int]) -> Counted:
    named = {name: of.get(name, 0) for name in ("confirm", "renegotiate", "stop", "over", "late")}
    return Counted(kind=kind, total=sum(of.values()), waiting=of.get("open", 0), **named)
