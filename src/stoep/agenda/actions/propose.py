"""Propose: one key is turned. From then on everybody sees that the other key is waited for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda import queries, rules
from stoep.agenda.actions import doors
from stoep.agenda.actions.upkeep import Fields, checked
from stoep.agenda.models import Decision, Item, StickerCount
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.reach import missing
from stoep.record import actions as record
from stoep.shared.refusal import Refused

_TOLD = {
    Decision.Kind.ORDER: "Er ligt een nieuwe volgorde van de agenda voor.",
    Decision.Kind.MERGE: "Er ligt een voorstel om punten samen te voegen.",
    Decision.Kind.ADOPT: "Er ligt een voorstel om de agenda vast te stellen.",
    Decision.Kind.CLOSE: "Er ligt een voorstel om een punt af te sluiten.",
    Decision.Kind.VISION: "Er ligt een voorstel om de visie vast te stellen.",
}
# How the mail to the other key names it, after "a proposal:".
_WHAT = {
    Decision.Kind.ORDER: _("de agenda in een andere volgorde"),
    Decision.Kind.MERGE: _("punten van de agenda samenvoegen"),
    Decision.Kind.ADOPT: _("de agenda vaststellen"),
    Decision.Kind.CLOSE: _("een punt van de agenda afsluiten"),
    Decision.Kind.VISION: _("de visie vaststellen"),
}


@dataclass(frozen=True)
class _Wanted:
    """What is proposed, as the caller gave it."""

    neighbourhood: Neighbourhood
    item: Item | None = None
    codes: Sequence[str] = ()
    stickers: Mapping[str, int] = field(default_factory=dict)
    counted: StickerCount | None = None
    others: Sequence[Item] = ()
    upkeep: Fields | None = None


@transaction.atomic
def propose(
    *,
    kind: str,
    by: Standing,
    at: datetime,
    today: date,
    missed: str,
    item: Item | None = None,
    codes: Sequence[str] = (),
    stickers: Mapping[str, int] | None = None,
    counted: StickerCount | None = None,
    others: Sequence[Item] = (),
    why: str = "",
    upkeep: Fields | None = None,
    young: str = "",
) -> Decision:
    """A decision that waits for the other key, for fourteen days (a setting).

    `missed` says in words what or whom it lacks, or why nothing: Refused("no-missed") without.

    ORDER: `codes` holds every running item once, in the new order; `stickers` how many were counted per code,
    or `counted` what a host counted of them on the agenda day.
    MERGE: `others` go into `item`, with why. CLOSE: `item`, with why, and in `upkeep` how it stays so, if known.
    ADOPT: what stands there now. `young` says how the young were heard: Refused("no-youth") when they had no session
    since the last version, and no word is said about it.
    VISION: the version in the making, as it reads now.
    The same proposal of the same side twice gives the one that waits already.
    """
    act = f"agenda.{kind}" if kind in Decision.Kind.values else "agenda.propose"
    subject = f"item:{item.code}" if item else ""
    where = item.neighbourhood_id if item else by.neighbourhood.pk
    network.require_here(by, where, right="lead", act=act, subject=subject)
    if kind not in Decision.Kind.values:
        raise Refused("no-choice", _("Dit besluit kennen we niet. Begin opnieuw bij de agenda."))
    neighbourhood = doors.lock(where)
    needs_why = kind in (Decision.Kind.MERGE, Decision.Kind.CLOSE)
    why = doors.asked(why) if needs_why else doors.texts(why=why)["why"]
    upkeep = checked(**upkeep, today=today) if upkeep else upkeep
    wanted = _Wanted(neighbourhood, item, list(codes), stickers or {}, counted, list(others), upkeep)
    content = _CONTENTS[Decision.Kind(kind)](wanted)
    if known := _waiting_already(neighbourhood, kind, item, content, by, today):
        return known
    assert by.seat is not None  # require_here saw to it
    decision = Decision.objects.create(
        neighbourhood=neighbourhood,
        kind=kind,
        item=item,
        content=content,
        why=why,
        missed=missing.said(missed),
        young=_heard(neighbourhood, young, today) if kind == Decision.Kind.ADOPT else None,
        proposed_by=by.seat,
        proposed_at=at,
        expires_on=rules.expires_on(today, getattr(settings, "STOEP_KEY_DAYS", rules.KEY_DAYS)),
    )
    _seal(decision, by, at)
    _tell(decision, at, today)
    return decision


def _heard(neighbourhood: Neighbourhood, said: str, today: date) -> str:
    """How the young were heard since the last version: their own sessions by name, and what is said about it."""
    said = doors.texts(young=said)["young"]
    sessions = queries.youth_sessions(neighbourhood, today)
    if not sessions and not said:
        raise Refused(
            "no-youth",
            _(
                "Sinds de vorige agenda was er geen bijeenkomst van jongeren. "
                "Schrijf op hoe zij zijn gehoord, of waarom niet."
            ),
        )
    held = [f"Jongeren kwamen zelf bij elkaar: {one.title} ({one.day:%d-%m-%Y})." for one in sessions if one.day]
    return "\n".join([*held, said]).strip()


def _seal(decision: Decision, by: Standing, at: datetime) -> None:
    record.seal(
        neighbourhood=decision.neighbourhood,
        act="agenda.propose",
        subject=f"decision:{decision.pk}",
        by=by.actor(),
        at=at,
        facts={
            "told": f"{_TOLD[Decision.Kind(decision.kind)]} De andere sleutel is nog nodig.",
            "kind": decision.kind,
            "item": decision.item.code if decision.item else None,
            "content": rules.content_hash(decision.content),
            "expires_on": decision.expires_on.isoformat(),
        },
        personal={"why": decision.why, "missed": decision.missed or "", "young": decision.young or ""},
        rows=[decision],
    )


def _tell(decision: Decision, at: datetime, today: date) -> None:
    network.tell_other_key(
        table=decision.proposed_by.partnership,
        proposed_by=decision.proposed_by,
        what=_WHAT[Decision.Kind(decision.kind)],
        until=decision.expires_on,
        page=decision.get_absolute_url(),
        about=f"decision:{decision.pk}",
        at=at,
        today=today,
    )


def _waiting_already(
    neighbourhood: Neighbourhood, kind: str, item: Item | None, content: dict[str, Any], by: Standing, today: date
) -> Decision | None:
    waiting = queries.waiting_decisions(neighbourhood, today).filter(kind=kind, item=item)
    for decision in waiting:
        if decision.content != content:
            continue
        if decision.proposed_by.side != by.side:
            raise Refused(
                "waits-for-you", _("De andere kant stelde dit ook voor. Bevestig dat voorstel met uw sleutel.")
            )
        return decision
    return None


def _order(wanted: _Wanted) -> dict[str, Any]:
    present = [item.code for item in queries.in_order(queries.items(wanted.neighbourhood))]
    if not rules.is_permutation(wanted.codes, present):
        raise Refused(
            "not-all-once",
            _("In een volgorde staat elk punt precies één keer. Begin opnieuw met de agenda van nu."),
        )
    if list(wanted.codes) == present:
        raise Refused("same-order", _("Dit is de volgorde van nu. Verzet eerst een punt."))
    if wanted.counted and wanted.counted.neighbourhood_id != wanted.neighbourhood.pk:
        raise Refused("other-neighbourhood", _("Deze telling is van een andere wijk. Kies er een van hier."))
    counts = wanted.counted.counts if wanted.counted else wanted.stickers
    stickers = {code: count for code, count in counts.items() if code in present and 0 <= count <= rules.MOST_STICKERS}
    content = {"codes": list(wanted.codes), "before": present, "stickers": stickers}
    return content | {"counted": wanted.counted.pk} if wanted.counted else content


def _merge(wanted: _Wanted) -> dict[str, Any]:
    into = _item_of(wanted)
    others = [doors.running(other.pk) for other in wanted.others]
    if not others or into.pk in {other.pk for other in others}:
        raise Refused("nothing-to-merge", _("Kies minstens één ander punt om samen te voegen."))
    for other in others:
        if other.neighbourhood_id != into.neighbourhood_id:
            raise Refused("other-neighbourhood", _("Voeg alleen punten van dezelfde wijk samen."))
        if other.horizon == Item.Horizon.LONG and into.horizon != Item.Horizon.LONG:
            raise Refused(
                "line-into-stroke",
                _("Een lange lijn past niet in een korte klap. Voeg de korte klap bij de lange lijn."),
            )
    hashes = {other.code: queries.whole_hash(other) for other in sorted(others, key=lambda other: other.code)}
    return {"into": into.code, "codes": sorted(hashes), "hashes": hashes | {into.code: queries.whole_hash(into)}}


def _close(wanted: _Wanted) -> dict[str, Any]:
    item = _item_of(wanted)
    content = {"code": item.code, "hashes": {item.code: queries.whole_hash(item)}}
    if wanted.upkeep is None or not any(wanted.upkeep.values()):
        return content
    day = wanted.upkeep["look_back_on"]
    return content | {"upkeep": {**wanted.upkeep, "look_back_on": day.isoformat() if day else None}}


def _adopt(wanted: _Wanted) -> dict[str, Any]:
    items = queries.snapshot(wanted.neighbourhood)
    if not items:
        raise Refused("empty-agenda", _("Er staat nog niets op de agenda. Zet er eerst een punt op."))
    last = queries.versions(wanted.neighbourhood).first()
    if last and not queries.difference_with_now(queries.version(wanted.neighbourhood, last.number)):
        raise Refused("nothing-changed", _("Sinds de laatste vaststelling veranderde er niets."))
    return {"hash": rules.content_hash(items), "codes": [content["code"] for content in items]}


def _vision(wanted: _Wanted) -> dict[str, Any]:
    draft = queries.vision_draft(wanted.neighbourhood)
    if draft is None:
        raise Refused("no-vision", _("Er is nog geen nieuwe tekst. Schrijf eerst aan de visie."))
    if lacking := queries.missing_domains(draft):
        raise Refused(
            "incomplete", _("Hierover staat nog niets: %(domains)s. Schrijf het erbij."), domains=", ".join(lacking)
        )
    last = queries.last_vision(wanted.neighbourhood)
    if last and not queries.vision_difference(last, draft):
        raise Refused("nothing-changed", _("Deze tekst is dezelfde als de vorige versie. Verander hem eerst."))
    return {"vision": draft.pk, "hash": queries.vision_hash(draft)}


def _item_of(wanted: _Wanted) -> Item:
    if wanted.item is None:
        raise Refused("no-item", _("Kies eerst een punt van de agenda."))
    return doors.running(wanted.item.pk)


_CONTENTS: dict[Decision.Kind, Callable[[_Wanted], dict[str, Any]]] = {
    Decision.Kind.ORDER: _order,
    Decision.Kind.MERGE: _merge,
    Decision.Kind.CLOSE: _close,
    Decision.Kind.VISION: _vision,
    Decision.Kind.ADOPT: _adopt,
}
