"""Write a version of the charter: from today these are the rules of the table."""

from __future__ import annotations

from datetime import date, datetime

from stoep.network.facts import charter_facts, table_of
from stoep.network.models import Charter, Partnership
from stoep.network.rules import CharterFacts
from stoep.record import actions as record
from stoep.shared.actor import Actor


def write_charter(
    table: Partnership, rules_of: CharterFacts, *, by: Actor, at: datetime, today: date, change: int | None = None
) -> CharterFacts:
    """The version that is in force from today; the one before it stays readable. Its caller holds the lock."""
    former = Charter.objects.filter(partnership=table).order_by("number").last()
    if former is not None:
        former.until_on = today
        former.save(update_fields=["until_on"])
    table.residents_share = rules_of.residents_share
    table.save(update_fields=["residents_share"])
    number = former.number + 1 if former else 1
    made = Charter.objects.create(partnership=table, number=number, since_on=today, **rules_of.values())
    record.seal(
        neighbourhood=table.neighbourhood,
        act="network.charter",
        subject=table_of(table.neighbourhood),
        by=by,
        at=at,
        facts={
            "charter": number,
            "charter_since_on": today.isoformat(),
            "charter_rules": rules_of.values(),
            "residents_share": rules_of.residents_share,
            "told": "Dit zijn de regels van de tafel, vanaf vandaag.",
        }
        | ({"change": change} if change else {}),
        rows=[made, table, *([former] if former else [])],
    )
    return charter_facts(made)
