"""The sentences of a dossier in a template, the same as on paper."""

from __future__ import annotations

from typing import Any

from django import template

from stoep.handover import queries, wording

register = template.Library()
register.simple_tag(wording.advice, name="advice")
register.simple_tag(wording.countdown, name="countdown")
register.simple_tag(wording.progress, name="progress")
register.simple_tag(wording.section, name="section")


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
        }
        for reply in reversed(shown.replies[:-1])
    ]
