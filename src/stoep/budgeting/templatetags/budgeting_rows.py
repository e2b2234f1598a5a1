"""A plan in the lists of a round and in its result: remembered by everything that it shows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString

from stoep.budgeting.models import Argument, Finding, Idea, Objection
from stoep.budgeting.outcomes import SIZES
from stoep.budgeting.queries import Carried, Row
from stoep.shared.remembered import rendered

register = template.Library()


@register.simple_tag
def idea_row(row: Row, slug: str, number: int) -> SafeString:
    """An idea in the list: its first words, how it stands, its part and what it costs."""
    idea, voice = row.idea, row.idea.voice
    told = (voice.number, voice.words, voice.called, idea.title, idea.cents, idea.guessed_cents, idea.part.name)
    known = (slug, number, told, row.standing, idea.ballot_number)
    return rendered("budgeting/parts/idea_row.html", known, row=row, slug=slug, number=number)


@register.simple_tag
def owed_row(row: Row, slug: str, number: int) -> SafeString:
    """An idea that somebody must look at."""
    idea, voice = row.idea, row.idea.voice
    known = (slug, number, voice.number, voice.is_shown and idea.title, row.standing, idea.ballot_number)
    return rendered("budgeting/parts/owed_row.html", known, row=row, slug=slug, number=number)


@register.simple_tag
def plan_row(idea: Idea, slug: str, number: int) -> SafeString:
    """A plan on the ballot: its number, its part and what it costs."""
    voice = idea.voice
    told = (voice.number, voice.is_shown, idea.title, idea.ballot_number, idea.cents, idea.part.name)
    return rendered("budgeting/parts/plan_row.html", (slug, number, told), idea=idea, slug=slug, number=number)


@register.simple_tag
def award_row(carried: Carried) -> SafeString:
    """A plan that won: who does it, and what of its money went out."""
    award = carried.award
    told = (award.get_absolute_url(), award.idea.title, award.ended_words, award.returned_cents)
    money = (carried.purse, carried.standing, carried.spent_share, carried.waits)
    promise = (award.promise.promiser_called, award.promise.counts_on) if award.promise else ()
    known = (told, money, promise)
    return rendered("budgeting/parts/award_row.html", known, carried=carried)


@register.simple_tag
def result_part(each: Mapping[str, Any], languages: Sequence[tuple[str, str]], slug: str, number: int) -> SafeString:
    """The result of one part: every plan, how the count went, posters, and how anybody counts again."""
    part = each["part"]
    told = json.dumps({name: value for name, value in each.items() if name != "part"}, default=str)
    known = (slug, number, part.order, part.name, part.cents, tuple(languages), told)
    page = {"each": each, "languages": languages, "sizes": SIZES, "slug": slug, "number": number}
    return rendered("budgeting/parts/result_part.html", known, **page)


@register.simple_tag
def argument_row(each: Argument) -> SafeString:
    """What somebody says of an idea."""
    voice = each.voice
    known = (voice.number, voice.words, voice.called, voice.is_shown)
    return rendered("budgeting/parts/argument_row.html", known, each=each)


@register.simple_tag
def finding_row(each: Finding) -> SafeString:
    """What an observer saw."""
    party = each.observer.party.name if each.observer.party else None
    known = (each.words, each.written_at, each.observer.called, party)
    return rendered("budgeting/parts/finding_row.html", known, each=each)


@register.simple_tag
def objection_row(each: Objection, slug: str, number: int, leads: bool) -> SafeString:
    """An objection with its answer; whoever leads comes to the form for it."""
    known = (slug, number, leads, each.pk, each.words, each.called, each.made_at, each.answer, each.answered_at)
    page = {"each": each, "slug": slug, "number": number, "leads": leads}
    return rendered("budgeting/parts/objection_row.html", known, **page)
