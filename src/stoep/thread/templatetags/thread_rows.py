"""Lines of the page for the council and of partner cards: remembered by everything that they show."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from stoep.council.queries import AdviceLine, LinkLine
from stoep.promises.queries import Line
from stoep.shared.remembered import rendered, values
from stoep.thread.queries.beside import Beside
from stoep.thread.queries.council import Late, Row

register = template.Library()


@register.simple_tag
def asked_row(line: AdviceLine) -> SafeString:
    """What was asked of whom, and how that stands."""
    return rendered("thread/parts/asked_row.html", _asked(line), line=line)


@register.simple_tag
def promise_row(shown: Line) -> SafeString:
    """A promise that runs: its words, who made it, and how it stands."""
    promise = shown.promise
    told = (shown.words, shown.due_on, shown.standing, shown.is_changed, promise.counts_on, promise.due_on)
    whose = (promise.code, promise.promiser_called, values(promise.organisation))
    return rendered("thread/parts/promise_row.html", (told, whose), shown=shown)


@register.simple_tag
def council_row(row: Row) -> SafeString:
    """One item as the council sees it, with what belongs to it."""
    item = (row.number, row.item.code, row.item.title, row.item.wish)
    asked, links = tuple(_asked(line) for line in row.advices), tuple(_link(line) for line in row.links)
    clashing = tuple((values(each), each.neighbourhood.slug) for each in row.conflicts)
    known = (item, asked, links, row.contradicted, clashing, tuple(row.minority))
    return rendered("thread/parts/council_row.html", known, row=row)


@register.simple_tag
def beside_item(beside: Beside) -> SafeString:
    """What lies beside an item: what is here already, what was asked, policy, and what lies on tables."""
    return rendered("thread/parts/beside.html", (beside,), beside=beside)


@register.simple_tag
def late_row(late: Late) -> SafeString:
    """What is past its date, and at whom."""
    told = (late.title, late.who, late.days, late.href, late.of_residents)
    return rendered("thread/parts/late_row.html", told, late=late)


def _asked(line: AdviceLine) -> tuple[Any, ...]:
    told = (line.state, line.late_by, values(line.advice), values(line.reply))
    return (*told, line.advice.neighbourhood.slug, values(line.advice.organisation))


def _link(line: LinkLine) -> tuple[Any, ...]:
    return (line.state, line.late_by, values(line.link), values(line.link.policy))
