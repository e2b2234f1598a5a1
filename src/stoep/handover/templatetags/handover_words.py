"""The sentences of a dossier in a template, the same as on paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django import template
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from stoep.handover import queries, wording

register = template.Library()
register.simple_tag(wording.advice, name="advice")
register.simple_tag(wording.countdown, name="countdown")
register.simple_tag(wording.progress, name="progress")
register.simple_tag(wording.section, name="section")
register.filter("said_no", wording.said_no)
register.filter("words_with_no", wording.words_with_no)


@dataclass(frozen=True, slots=True)
class _Known:
    """A line, equal to another when all that it tells is the same."""

    held: tuple[Any, ...]
    shown: queries.Shown = field(compare=False)


@register.simple_tag
def line_of(shown: queries.Shown, may_answer: bool, in_network: bool) -> SafeString:
    """A line with its answers. Twenty of them are most of that page, and they change a few times a year."""
    return _rendered(_Known(_told_by(shown), shown), may_answer, in_network, get_language())


@lru_cache(maxsize=2000)
def _rendered(known: _Known, may_answer: bool, in_network: bool, _language: str | None) -> SafeString:
    """The same values in the same language make the same piece of page: it gets nothing but these."""
    page = {"shown": known.shown, "power": known.shown.line.power, "may_answer": may_answer, "in_network": in_network}
    return render_to_string("handover/parts/line.html", page)


def _told_by(shown: queries.Shown) -> tuple[Any, ...]:
    """All that a line tells: every value of its rows that was read, and what the day of today makes of them."""
    line, promised = shown.line, shown.promised
    promise, link = line.promise, line.link
    rows: list[Model | None] = [line, promise, promise and promise.receiver_organisation, line.item, shown.tied]
    rows += [link, link and link.item, link and link.policy, *shown.replies]
    rows += [getattr(reply, said, None) for reply in shown.replies for said in ("agreement", "decline")]
    power, said = line.power, promised and (promised.words, promised.due_on, promised.standing, promised.is_changed)
    whose = (power.neighbourhood.slug, power.organisation.name, power.comes_called)
    return (whose, said, shown.state, shown.notice, *(_values(row) for row in rows))


def _values(row: Model | None) -> tuple[Any, ...]:
    return tuple([value for name, value in row.__dict__.items() if name != "_state"]) if row else ()


@register.simple_tag
def told(shown: queries.Shown) -> dict[str, Any]:
    """What a page tells of one line."""
    return wording.on_paper(shown)


@register.simple_tag
def earlier(shown: queries.Shown) -> list[dict[str, str]]:
    """The replies before the newest one, the newest of them first."""
    power = shown.line.power
    return [
        {
            "kind": reply.get_kind_display(),
            "by": wording.who_said(reply, power.organisation, power.comes_called),
            "days": " ".join(wording.said(reply)),
            "what": reply.what,
            "why": reply.why,
            "short_why": reply.short_why,
            "no": wording.said_no(reply),
            "no_words": wording.words_with_no(reply),
        }
        for reply in reversed(shown.replies[:-1])
    ]
