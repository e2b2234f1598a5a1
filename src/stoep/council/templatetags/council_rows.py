"""Lines about what was asked, clashes and was decided otherwise: remembered by everything that they show."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from stoep.council.queries import AdviceLine, LinkLine, OverrideLine
from stoep.shared.remembered import rendered, values

register = template.Library()


@register.simple_tag
def advice_row(line: AdviceLine, slug: str) -> SafeString:
    """What was asked of whom, how its clock stands, and about which item."""
    advice = line.advice
    told = (slug, line.state, line.late_by, values(advice), values(line.reply))
    whose = (values(advice.organisation), values(advice.item))
    return rendered("council/parts/advice_row.html", (told, whose), line=line)


@register.simple_tag
def clash_row(line: LinkLine) -> SafeString:
    """Which item clashes with which policy, in the words of both sides."""
    link = line.link
    whose = (values(link.item), link.item.neighbourhood.slug, values(link.policy), values(link.organisation))
    return rendered("council/parts/clash_row.html", (line.state, line.late_by, values(link), whose), line=line)


@register.simple_tag
def override_row(line: OverrideLine) -> SafeString:
    """What was decided against residents, by whom, whether it holds today, and what the council says of it."""
    one, appeal = line.override, line.open_appeal
    days = (one.decided_on, one.since_on, one.until_on, line.today < one.since_on, appeal and appeal.answer_due_on)
    told = (one.neighbourhood.slug, one.pk, one.title, one.competent, values(one.organisation))
    stands = (line.was_ended, line.holds, line.appeal_late_by)
    return rendered("council/parts/override_row.html", (told, days, stands), line=line)
