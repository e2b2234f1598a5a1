"""The view for the council on paper, as plain JSON for typst."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import Truncator

from stoep.council.queries import AdviceLine, LinkLine
from stoep.places.models import Neighbourhood
from stoep.thread.queries.council import Row, View
from stoep.voices.models import Voice


def for_council(
    here: Neighbourhood, found: View, strengths: Sequence[Voice], *, today: date, address: str
) -> dict[str, Any]:
    """What the paper tells: `address` is where the page stands, without https."""
    return {
        "name": here.name,
        "municipality": here.municipality_name,
        "today": date_format(today, "j F Y"),
        "address": address,
        "strengths": [
            {"words": Truncator(" ".join(voice.words.split())).chars(240), "called": voice.called}
            for voice in strengths
        ],
        "for_council": [_asked(line) for line in found.for_council],
        "own": found.own_count,
        "asked": found.asked_count,
        "overrides": found.override_count,
        "youth": found.youth.words if found.youth else "",
        "rows": [_item(row) for row in found.rows],
        "more": bool(found.next_from),
        "late": [
            {"title": each.title, "who": each.who, "days": each.days}
            for each in (*found.late_of_institutions, *found.late_of_residents)
        ],
        "election": date_format(found.next_election, "j F Y"),
    }


def _asked(line: AdviceLine) -> dict[str, Any]:
    due_on = line.advice.answer_due_on
    return {
        "title": line.advice.title,
        "competent": line.advice.get_competent_display(),
        "state": line.state,
        "answer": line.reply.get_kind_display() if line.reply else "",
        "due": date_format(due_on, "j F Y") if due_on else "",
        "days": line.late_by,
    }


def _linked(line: LinkLine) -> dict[str, str]:
    return {
        "kind": line.link.get_kind_display(),
        "policy": line.policy,
        "taakveld": line.taakveld,
        "words": line.link.words,
    }


def _item(row: Row) -> dict[str, Any]:
    return {
        "number": row.number,
        "title": row.item.title,
        "wish": row.item.wish,
        "links": [_linked(line) for line in row.links],
        "more_links": row.more_links,
        "more_asked": row.more_asked,
        "competent": ", ".join(row.competent),
        "money": "; ".join(row.money),
        "advices": [_asked(line) for line in row.advices],
        "dissent": [
            *row.dissent,
            *(f"{one.words} ({one.resolution})" for one in row.minority),
            *(conflict.title for conflict in row.conflicts),
        ],
        "contradicted": row.contradicted,
    }
