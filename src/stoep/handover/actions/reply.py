"""The newcomer answers, line by line: confirm, renegotiate, or stop with a reason and a day that keeps the notice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from stoep.handover import queries, rules
from stoep.handover.actions import doors, telling
from stoep.handover.models import Line, Power, Reply
from stoep.network.standing import Standing
from stoep.promises import rules as promises
from stoep.record import actions as record
from stoep.shared.refusal import Refused

ACT = "handover.reply"
_LINE = ("power__neighbourhood", "power__organisation")
_TOLD = {
    Reply.Kind.CONFIRM: "bevestigt een regel van de overdracht",
    Reply.Kind.RENEGOTIATE: "wil over een regel van de overdracht opnieuw praten",
    Reply.Kind.STOP: "wil met een regel van de overdracht stoppen",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody answers: why, what they propose instead, when it ends, and why sooner than advised."""

    kind: str
    why: str = ""
    what: str = ""
    what_by_on: date | None = None
    stop_on: date | None = None
    short_why: str = ""


@transaction.atomic
def reply(
    *,
    line: Line,
    said: Said,
    by: Standing,
    at: datetime,
    today: date,
    seen: int | None = None,
    posted_key: str | None = None,
) -> Reply:
    """What the newcomer answers to one line; the line itself does not change by it.

    By somebody who works for the organisation and takes part here. `seen` is how many replies they had read: with a
    newer one it is Refused("answered-meanwhile"). The same answer twice on one day is stored once. Raises NotAllowed,
    Refused("no-kind" | "no-why" | "no-what" | "no-day" | "past" | "short-notice" | "same-promise" | "too-long").
    """
    doors.answer_for(by, line.power, act=ACT)
    line = doors.locked_line(line)
    given = list(line.replies.all())
    if posted_key and (earlier := Reply.objects.filter(posted_key=posted_key, line=line).first()):
        return earlier
    said = _cleaned(said)
    if given and _same(given[-1], said) and given[-1].made_on == today:
        return given[-1]
    if seen is not None and len(given) > seen:
        raise Refused(
            "answered-meanwhile",
            _("Iemand van uw organisatie gaf intussen ook antwoord. Lees dat eerst. Uw tekst staat er nog."),
        )
    notice_on = _refuse_what(line, said, today)
    made = Reply.objects.create(
        line=line,
        number=len(given) + 1,
        kind=Reply.Kind(said.kind),
        why=said.why,
        what=said.what,
        what_by_on=said.what_by_on,
        stop_on=said.stop_on,
        notice_on=notice_on,
        short_why=said.short_why,
        on_behalf=line.power.newcomer_id is None or by.person is None or by.person.pk != line.power.newcomer_id,
        made_by=by.person,
        made_side=by.side,
        made_on=today,
        made_at=at,
        posted_key=posted_key or None,
    )
    _seal(made, by, at)
    telling.tell_of_reply(made, at)
    return made


@dataclass(frozen=True, slots=True)
class Confirmed:
    """How many lines are confirmed now, and how many somebody had answered already."""

    confirmed: int
    answered: int


@transaction.atomic
def confirm_many(
    *, power: Power, lines: Iterable[int], by: Standing, at: datetime, today: date, posted_key: str = ""
) -> Confirmed:
    """Confirm these lines (by key), each by a reply of its own and sealed apart; who was answered already stays so.

    Raises NotAllowed, Refused("none" | "other-line").
    """
    doors.answer_for(by, power, act=ACT)
    keys = sorted(set(lines))
    if not keys:
        raise Refused("none", _("Zet een vinkje bij minstens één regel."))
    found = list(Line.objects.filter(power=power, pk__in=keys).select_related(*_LINE).order_by("pk"))
    if len(found) != len(keys):
        raise Refused("other-line", _("Een van deze regels hoort niet bij deze overdracht. Begin opnieuw."))
    answered = 0
    for line in found:
        key = _key_for(posted_key, line)
        try:
            reply(line=line, said=Said("confirm"), by=by, at=at, today=today, seen=0, posted_key=key)
        except Refused as refused:
            if refused.code != "answered-meanwhile":
                raise
            answered += 1
    return Confirmed(len(found) - answered, answered)


def _key_for(posted_key: str, line: Line) -> str | None:
    """One form is many replies: each gets a key made from that of the form."""
    return hashlib.sha256(f"{posted_key}:{line.pk}".encode()).hexdigest() if posted_key else None


def _cleaned(said: Said) -> Said:
    if said.kind not in Reply.Kind.values:
        raise Refused("no-kind", _("Kies wat u met deze regel wilt: bevestigen, opnieuw praten of stoppen."))
    tidy = replace(said, why=doors.clean(said.why), what=doors.clean(said.what), short_why=doors.clean(said.short_why))
    if said.kind != Reply.Kind.RENEGOTIATE:
        tidy = replace(tidy, what="", what_by_on=None)
    return tidy if said.kind == Reply.Kind.STOP else replace(tidy, stop_on=None, short_why="")


def _same(last: Reply, said: Said) -> bool:
    now = Said(str(last.kind), last.why, last.what, last.what_by_on, last.stop_on, last.short_why)
    return now == said


def _refuse_what(line: Line, said: Said, today: date) -> date | None:
    """Refuse what cannot be; gives the first day that keeps a decent notice, for whoever stops."""
    if said.kind == Reply.Kind.CONFIRM:
        return None
    if not said.why:
        raise Refused("no-why", _("Schrijf waarom. Iedereen in de wijk leest deze reden."))
    if said.kind == Reply.Kind.RENEGOTIATE:
        _refuse_proposal(line, said, today)
        return None
    if said.stop_on is None:
        raise Refused("no-day", _("Vul in op welke dag het stopt."))
    if said.stop_on < today:
        raise Refused("past", _("Deze dag is al voorbij. Kies vandaag of een latere dag."))
    advised = _notice(line, today)
    if rules.is_short(said.stop_on, advised) and not said.short_why:
        assert advised is not None
        raise Refused(
            "short-notice",
            _("Dit is te snel. Netjes kan vanaf %(day)s. Wilt u toch eerder? Schrijf dan waarom dat mag."),
            day=date_format(advised.on, "j F Y"),
        )
    return advised.on if advised else None


def _refuse_proposal(line: Line, said: Said, today: date) -> None:
    if not said.what:
        raise Refused("no-what", _("Schrijf wat u voorstelt. De belofte zelf blijft staan."))
    if line.promise is None:
        return
    if said.what_by_on is None:
        raise Refused("no-day", _("Vul in voor welke dag u dit belooft."))
    if promises.refused_date(said.what_by_on, line.promise.said_on, today) or said.what_by_on < today:
        raise Refused("past", _("Deze dag kan niet. Kies vandaag of een latere dag."))


def _notice(line: Line, today: date) -> rules.Notice | None:
    shown = queries.dossier(line.power, today).by_key(line.pk)
    return shown.notice if shown else None


def _seal(made: Reply, by: Standing, at: datetime) -> None:
    power = made.line.power
    facts = {
        "told": f"{power.organisation.name} {_TOLD[Reply.Kind(made.kind)]}.",
        "kind": str(made.kind),
        "line": telling.name_of(made.line),
        "number": made.number,
        "on_behalf": made.on_behalf,
        # What an institution says is public, as with its promises.
        "why": made.why,
        "what": made.what,
        "what_by_on": made.what_by_on.isoformat() if made.what_by_on else "",
        "stop_on": made.stop_on.isoformat() if made.stop_on else "",
        "notice_on": made.notice_on.isoformat() if made.notice_on else "",
        "short_why": made.short_why,
    }
    record.seal(
        neighbourhood=power.neighbourhood,
        act=ACT,
        subject=doors.subject_of(power),
        by=by.actor(),
        at=at,
        facts=facts,
        rows=[made],
    )
