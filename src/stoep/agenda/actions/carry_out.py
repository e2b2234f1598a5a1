"""What a decision does once both keys are turned. Each looks first whether nothing changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from stoep.agenda import queries, rules
from stoep.agenda.actions import doors, take_up, telling, upkeep
from stoep.agenda.actions.split import copy_origins
from stoep.agenda.models import Decision, Item, Origin, Version
from stoep.record import actions as record
from stoep.shared.actor import Actor
from stoep.shared.refusal import Refused

Done = tuple[dict[str, Any], list[Model]]


def carry_out(decision: Decision, *, at: datetime, today: date) -> Done:
    """Do what was decided, inside the transaction of the second key; gives what the log tells of it, and the rows."""
    return _ACTS[Decision.Kind(decision.kind)](decision, at, today)


def _changed() -> Refused:
    return Refused(
        "changed-meanwhile",
        _(
            "De agenda veranderde na dit voorstel. Trek het voorstel in. "
            "Kijk wat er nu staat, en stel het opnieuw voor."
        ),
    )


def _order(decision: Decision, at: datetime, today: date) -> Done:
    items = queries.in_order(queries.items(decision.neighbourhood))
    codes = decision.content["codes"]
    present = [item.code for item in items]
    if present != decision.content["before"] or not rules.is_permutation(codes, present):
        raise _changed()
    places = {code: place for place, code in enumerate(codes, start=1)}
    moved = [item for item in items if item.position != places[item.code]]
    for item in moved:
        item.position = places[item.code]
    Item.objects.bulk_update(moved, ["position"])
    return {"codes": codes}, list(moved)


def _merge(decision: Decision, at: datetime, today: date) -> Done:
    found = _unchanged(decision)
    into = found.pop(decision.content["into"])
    added: list[Origin] = []
    for other in found.values():
        added += copy_origins(list(other.origins.filter(released_at__isnull=True).order_by("id")), into)
        if into.horizon == Item.Horizon.LONG:
            _hang_under(into, other, decision, at)
        _close_row(other, why=decision.why, at=at, merged_into=into)
        _seal_item(other, decision, at, {"standing": queries.standing_of(other)})
    take_up.count(into, len(added), at=at)
    telling.tell(item=into, message=telling.MERGED, at=at, today=today)
    facts = {"into": into.code, "codes": decision.content["codes"], "voices": into.origin_count}
    return facts, [into, *added]


def _hang_under(into: Item, other: Item, decision: Decision, at: datetime) -> None:
    """The strokes of a line that goes come under the line that it goes into."""
    for stroke in other.strokes.filter(is_draft=False).select_related("neighbourhood").order_by("id"):
        stroke.line = into
        stroke.save(update_fields=["line"])
        _seal_item(stroke, decision, at, {"content": queries.content_hash(stroke)})


def _seal_item(item: Item, decision: Decision, at: datetime, facts: dict[str, Any]) -> None:
    record.seal(
        neighbourhood=decision.neighbourhood,
        act="agenda.merge",
        subject=f"item:{item.code}",
        by=_key(decision),
        at=at,
        facts={"told": "Een punt ging mee toen punten werden samengevoegd.", "decision": decision.pk, **facts},
        rows=[item],
    )


def _close(decision: Decision, at: datetime, today: date) -> Done:
    (item,) = _unchanged(decision).values()
    _close_row(item, why=decision.why, at=at)
    telling.tell(item=item, message=telling.CLOSED, at=at, today=today, why=decision.why, always=True)
    _keep_up(item, decision, at)
    return {"item": item.code, "standing": queries.standing_of(item)}, [item]


def _keep_up(item: Item, decision: Decision, at: datetime) -> None:
    """What the proposal said of keeping it up stands from now on; where it said nothing, the page goes on asking."""
    said = decision.content.get("upkeep")
    if not said:
        return
    day = said["look_back_on"]
    upkeep.say(
        item,
        "agenda.keep_up",
        "plan",
        words=said["words"],
        kept_by=said["kept_by"],
        look_back_on=date.fromisoformat(day) if day else None,
        person=decision.proposed_by.person,
        by=_key(decision),
        at=at,
    )


def _key(decision: Decision) -> Actor:
    assert decision.seconded_by is not None
    return Actor(side=decision.seconded_by.side, name=decision.seconded_by.person.name)


def _close_row(item: Item, *, why: str, at: datetime, merged_into: Item | None = None) -> None:
    item.position, item.closed_at, item.closed_why, item.merged_into = None, at, why, merged_into
    item.save(update_fields=["position", "closed_at", "closed_why", "merged_into"])


def _unchanged(decision: Decision) -> dict[str, Item]:
    """The items that the decision is about, when each still says what it said when it was proposed."""
    hashes: Mapping[str, str] = decision.content["hashes"]
    items = Item.objects.filter(neighbourhood=decision.neighbourhood, code__in=list(hashes)).order_by("code")
    found = {item.code: doors.running(item.pk) for item in items}
    if any(queries.whole_hash(item) != hashes[code] for code, item in found.items()) or len(found) != len(hashes):
        raise _changed()
    return found


def _adopt(decision: Decision, at: datetime, today: date) -> Done:
    items = queries.snapshot(decision.neighbourhood)
    if rules.content_hash(items) != decision.content["hash"]:
        raise _changed()
    last = queries.versions(decision.neighbourhood).first()
    before = queries.version(decision.neighbourhood, last.number).content["items"] if last else []
    version = Version.objects.create(
        neighbourhood=decision.neighbourhood,
        number=last.number + 1 if last else 1,
        content={"name": decision.neighbourhood.name, "adopted_on": today.isoformat(), "items": items},
        adopted_at=at,
        decision=decision,
    )
    # Who follows an item that stayed as it was has heard of it before.
    news = rules.difference(before, items)
    heard = set(news.changed) | {content["code"] for content in news.added}
    for item in Item.objects.filter(neighbourhood=decision.neighbourhood, code__in=heard).order_by("id"):
        if item.is_running:
            telling.tell(item=item, message=telling.ADOPTED, at=at, today=today)
    content = decision.content
    return {"version": version.number, "content": content["hash"], "codes": content["codes"]}, [version]


def _vision(decision: Decision, at: datetime, today: date) -> Done:
    draft = queries.vision_draft(decision.neighbourhood)
    content = decision.content
    if draft is None or (draft.pk, queries.vision_hash(draft)) != (content["vision"], content["hash"]):
        raise Refused(
            "changed-meanwhile",
            _("De visie veranderde na dit voorstel. Trek het voorstel in. Lees de tekst, en stel hem opnieuw voor."),
        )
    last = queries.last_vision(decision.neighbourhood)
    draft.number = (last.number or 0) + 1 if last else 1
    draft.adopted_at, draft.decision = at, decision
    draft.save(update_fields=["number", "adopted_at", "decision"])
    return {"number": draft.number, "content": content["hash"]}, [draft]


_ACTS: dict[Decision.Kind, Callable[[Decision, datetime, date], Done]] = {
    Decision.Kind.ORDER: _order,
    Decision.Kind.MERGE: _merge,
    Decision.Kind.CLOSE: _close,
    Decision.Kind.VISION: _vision,
    Decision.Kind.ADOPT: _adopt,
}
