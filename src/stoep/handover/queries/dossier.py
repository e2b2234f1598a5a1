"""The newcomer's dossier: every line with what is known of it, what was answered, and how far it all is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery

from stoep.council.queries import newest_words
from stoep.handover import rules
from stoep.handover.models import Commitment, Line, Power, Reply
from stoep.promises import queries as promises
from stoep.promises.models import Promise, Verdict
from stoep.shared.asked import ask

SECTIONS = ("promise", "link", "item", "commitment")


@dataclass(frozen=True)
class Shown:
    """One line on one day. `promised`: the promise as it stands; `money`: what is known of it, the newest first."""

    line: Line
    last_on: date
    today: date
    replies: Sequence[Reply]
    promised: promises.Line | None
    money: Sequence[Commitment]

    @property
    def kind(self) -> str:
        """ "promise", "link", "item" or "commitment"."""
        return next(name for name in SECTIONS if getattr(self.line, f"{name}_id") is not None)

    @property
    def title(self) -> str:
        """What it is, in its own words as they stand now."""
        if self.promised is not None:
            return self.promised.words
        if self.line.item is not None:
            return self.line.item.title
        if self.line.link is not None and self.line.link.policy is not None:
            number, title = self.line.policy_number, self.line.policy_title  # type: ignore[attr-defined]  # with_verdict
            return f"{self.line.link.item.title}: {f'{number} {title}'.strip()}"
        return self.tied.what if self.tied else ""

    @property
    def tied(self) -> Commitment | None:
        """The subsidy or contract that ties this line, as it is known now."""
        return self.money[0] if self.money else None

    @property
    def reply(self) -> Reply | None:
        """The one that counts: the newest."""
        return self.replies[-1] if self.replies else None

    @cached_property
    def is_over(self) -> bool:
        """Whether it ended without an answer: the receiver judged it, or residents closed it."""
        if self.promised is not None:
            return self.promised.verdict is not None
        if self.line.link is not None:
            return self.line.link.ended_at is not None
        return self.line.item is not None and self.line.item.closed_at is not None

    @cached_property
    def state(self) -> rules.State:
        """By its newest reply; else "over", "waiting" or "late"."""
        kind = str(self.reply.kind) if self.reply else ""
        return rules.state_of(last_on=self.last_on, reply=kind, is_over=self.is_over, today=self.today)

    @property
    def grant(self) -> rules.Grant | None:
        """What the rule about notice asks of it; None when no money is known."""
        tied = self.tied
        return rules.Grant(tied.kind, tied.since_on, tied.until_on, tied.lasting) if tied else None

    @property
    def announced_on(self) -> date:
        """Since when they say that they stop, without having said anything else meanwhile; else today."""
        since_on = self.today
        for reply in reversed(self.replies):
            if reply.kind != Reply.Kind.STOP:
                break
            since_on = reply.made_on
        return since_on

    @property
    def notice(self) -> rules.Notice | None:
        """From which day it can end decently, counted from when it was said, or from today."""
        return rules.notice(self.grant, self.today, settings.STOEP_NOTICE_MONTHS, self.announced_on)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many lines of one kind stand how."""

    kind: str
    total: int
    confirm: int
    renegotiate: int
    stop: int
    over: int
    waiting: int
    late: int


@dataclass(frozen=True)
class Progress:
    """How far the answers to a change of power are, on one day; kinds of line that are not there are left out."""

    power: Power
    today: date
    counts: Sequence[Counted]

    @property
    def last_on(self) -> date:
        return rules.answer_by(self.power.on, self.power.recorded_on)

    @property
    def days_left(self) -> int:
        return rules.days_left(self.last_on, self.today)

    @property
    def total(self) -> int:
        """All lines."""
        return sum(counted.total for counted in self.counts)

    @property
    def unanswered(self) -> int:
        """On how many lines nothing was said yet, in time or not."""
        return sum(counted.waiting + counted.late for counted in self.counts)


@dataclass(frozen=True)
class Dossier(Progress):
    """Everything that the newcomer finds, on one day."""

    lines: Sequence[Shown]

    @property
    def late(self) -> list[Shown]:
        """What was not answered in a hundred days."""
        return [shown for shown in self.lines if shown.state == "late"]

    @property
    def sections(self) -> list[tuple[str, list[Shown]]]:
        """The lines by their kind."""
        return [(kind, lines) for kind in SECTIONS if (lines := self.of(kind))]

    def of(self, kind: str) -> list[Shown]:
        """The lines of one kind."""
        return [shown for shown in self.lines if shown.kind == kind]

    def by_key(self, key: int) -> Shown | None:
        """The line with this key, when it is in this dossier."""
        return next((shown for shown in self.lines if shown.line.pk == key), None)


def power_of(slug: str, key: int) -> Power:
    """The change of power at this address. Raises Power.DoesNotExist, also for one of another neighbourhood."""
    found = ask(_power, None, slug=slug, key=key)
    if not found:
        raise Power.DoesNotExist(key)
    return found[0]


def _power(_shape: None, *, slug: str, key: int) -> QuerySet[Power]:
    rows = Power.objects.filter(pk=key, neighbourhood__slug=slug)
    return rows.select_related("neighbourhood", "organisation", "newcomer")


def dossier(power: Power, today: date) -> Dossier:
    """Every line of this change of power as it stands today. Four questions, however many lines there are."""
    found = shown_of(power, ask(_lines, None, power=power.pk), today)
    sections = [(kind, [shown for shown in found if shown.kind == kind]) for kind in SECTIONS]
    return Dossier(power, today, [_count(kind, lines) for kind, lines in sections if lines], found)


def with_verdict(rows: QuerySet[Line]) -> QuerySet[Line]:
    """These lines with what the receiver of a promise said last, and a policy in its newest words; for `shown_of`."""
    words = newest_words("link__policy")
    rows = rows.annotate(policy_number=words["policy_number"], policy_title=words["policy_title"])
    last = Verdict.objects.filter(promise=OuterRef("promise")).order_by("-said_at", "-pk")
    return rows.annotate(judged=Subquery(last.values("kind")[:1]), judged_on=Subquery(last.values("on")[:1]))


def shown_of(power: Power, lines: Sequence[Line], today: date) -> list[Shown]:
    """These lines of this change of power (asked `with_verdict`) as they stand today; three questions."""
    if not lines:
        return []
    last_on = rules.answer_by(power.on, power.recorded_on)
    for line in lines:
        line.power = power  # known already: not asked again for each line
    replies: dict[int, list[Reply]] = {}
    for reply in ask(_replies, None, lines=[line.pk for line in lines]):
        replies.setdefault(reply.line_id, []).append(reply)
    money = _by_target(_money_of(power, lines))
    promised = _promised(lines, today)
    return [
        Shown(
            line,
            last_on,
            today,
            replies.get(line.pk, ()),
            promised.get(line.promise_id or 0),
            money.get(_target(line), ()),
        )
        for line in lines
    ]


_LINK = ("link__policy", "link__item")


def _lines(_shape: None, *, power: int) -> QuerySet[Line]:
    rows = Line.objects.filter(power=power)
    wide = rows.select_related("promise__organisation", "promise__receiver_organisation", "item", "commitment", *_LINK)
    return with_verdict(wide).order_by("pk")


def _promised(lines: Sequence[Line], today: date) -> dict[int, promises.Line]:
    found, verdicts = [], {}
    for line in lines:
        if line.promise is not None:
            found.append(line.promise)
            kind, on = line.judged, line.judged_on  # type: ignore[attr-defined]  # annotated in with_verdict
            verdicts[line.promise.pk] = [Verdict(promise=line.promise, kind=kind, on=on)] if kind else []
    return {shown.promise.pk: shown for shown in promises.shown_as_judged(found, verdicts, today=today)}


def _replies(_shape: None, *, lines: Sequence[int]) -> QuerySet[Reply]:
    rows = Reply.objects.filter(line__in=lines)
    return rows.select_related("agreement", "decline").order_by("line", "number")


def _money_of(power: Power, lines: Sequence[Line]) -> list[Commitment]:
    """What is known of these lines alone; a zero where there is none of a kind: it is nobody's key."""
    return ask(
        _money,
        None,
        here=power.neighbourhood_id,
        office=power.organisation_id,
        promised=[line.promise_id for line in lines if line.promise_id] or [0],
        items=[line.item_id for line in lines if line.item_id] or [0],
        alone=[line.commitment_id for line in lines if line.commitment_id] or [0],
    )


def _money(
    _shape: None, *, here: int, office: int, promised: Sequence[int], items: Sequence[int], alone: Sequence[int]
) -> QuerySet[Commitment]:
    tied = Q(promise__in=promised) | Q(item__in=items) | Q(pk__in=alone) | Q(corrects__in=alone)
    return Commitment.objects.filter(tied, neighbourhood=here, organisation=office).order_by("-pk")


Target = tuple[str, int]


def _target(row: Line) -> Target:
    if row.promise_id is not None:
        return "promise", row.promise_id
    if row.link_id is not None:
        return "link", row.link_id
    return ("item", row.item_id) if row.item_id is not None else ("commitment", row.commitment_id or 0)


def _by_target(rows: Iterable[Commitment]) -> Mapping[Target, list[Commitment]]:
    """What is known of each line, the newest first: a correction stands before what it corrects."""
    found: dict[Target, list[Commitment]] = {}
    for row in rows:
        if row.promise_id is not None:
            target = ("promise", row.promise_id)
        elif row.item_id is not None:
            target = ("item", row.item_id)
        else:
            target = ("commitment", row.corrects_id or row.pk)
        found.setdefault(target, []).append(row)
    return found


def _count(kind: str, lines: Sequence[Shown]) -> Counted:
    states = [shown.state for shown in lines]
    return Counted(
        kind=kind,
        total=len(lines),
        **{state: states.count(state) for state in ("confirm", "renegotiate", "stop", "over", "waiting", "late")},
    )


def of_promise(promise: Promise) -> list[Reply]:
    """What newcomers answered to this promise, the newest first; one question."""
    rows = ask(_of_promise, None, promise=promise.pk)
    return list(rows)


def _of_promise(_shape: None, *, promise: int) -> QuerySet[Reply]:
    rows = Reply.objects.filter(Q(line__promise=promise))
    return rows.select_related("decline", "line__power__neighbourhood", "line__power__organisation").order_by(
        "-made_at", "-pk"
    )
