"""Start: residents at the table put an item on the agenda."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda import queries, rules
from stoep.agenda.actions import doors
from stoep.agenda.models import Item, Origin
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared import receipts
from stoep.shared.refusal import Refused


@transaction.atomic
def start(
    *,
    neighbourhood: Neighbourhood,
    title: str,
    wish: str,
    why: str,
    horizon: str,
    domain: str,
    owner: str,
    by: Standing,
    at: datetime,
    today: date,
    already_there: str = "",
    line: Item | None = None,
    stays_loose: bool = False,
    partners: Iterable[Organisation] = (),
    why_new: str = "",
    posted_key: str | None = None,
    again_of: Item | None = None,
) -> Item:
    """A new item at the end of the agenda. The same `posted_key` gives the same item again, not a second one.

    `again_of` is a closed item that slipped and is taken up again in this one.
    Refused: a field is empty or too long, the line does not fit. NotAllowed: no seat of residents or of the
    independent organisation.
    """
    network.require_here(by, neighbourhood.pk, right="lead", act="agenda.start")
    doors.lock(neighbourhood.pk)
    known = Item.objects.filter(posted_key=posted_key, neighbourhood=neighbourhood).first() if posted_key else None
    if known:
        return known
    fields = complete(
        title=title, wish=wish, why=why, already_there=already_there, horizon=horizon, domain=domain, owner=owner
    )
    item = Item.objects.create(
        neighbourhood=neighbourhood,
        code=receipts.new_number(),
        **fields,
        **doors.texts(why_new=why_new),
        line=doors.line_for(horizon, line, neighbourhood.pk),
        left_loose_on=today if stays_loose and line is None and horizon == Item.Horizon.SHORT else None,
        position=doors.next_position(neighbourhood),
        started_at=at,
        started_by=by.person,
        last_touched_on=today,
        posted_key=posted_key,
        again_of=_closed_before(again_of, neighbourhood),
    )
    item.partners.set(partners)
    seal_start(item, by=by, at=at, told="Er kwam een punt op de agenda.")
    return item


def _closed_before(item: Item | None, neighbourhood: Neighbourhood) -> Item | None:
    """The closed item that is taken up again, read anew under the lock; each once."""
    if item is None:
        return None
    item = Item.objects.get(pk=item.pk)
    if item.neighbourhood_id != neighbourhood.pk or item.closed_at is None or item.merged_into_id is not None:
        raise Refused("not-closed", _("Alleen een afgesloten punt van deze wijk pakt u opnieuw op."))
    if item.taken_up_again.exists():
        raise Refused("again", _("Dit punt is al opnieuw opgepakt. Ga verder bij het nieuwe punt."))
    return item


def complete(**typed: str) -> dict[str, str]:
    """The fields of an item, cleaned; Refused when one that is needed is empty or is no choice."""
    fields = doors.texts(**typed)
    if lacking := rules.missing(fields):
        names = {
            "title": _("titel"),
            "wish": _("wens"),
            "why": _("waarom"),
            "horizon": _("lange lijn of korte klap"),
            "domain": _("deel van het leven"),
            "owner": _("wie ervoor zorgt"),
        }
        raise Refused(
            "incomplete",
            _("Dit is nog leeg: %(fields)s. Vul het in."),
            fields=", ".join(str(names[name]) for name in lacking),
        )
    if fields["horizon"] not in Item.Horizon.values or fields["domain"] not in Item.Domain.values:
        raise Refused("no-choice", _("Kies een lange lijn of korte klap, en een deel van het leven."))
    return fields


def seal_start(
    item: Item, *, by: Standing, at: datetime, told: str, act: str = "agenda.start", origins: Iterable[Origin] = ()
) -> None:
    """Seal that an item came to be. Its texts are commitments: a name in them can be erased."""
    record.seal(
        neighbourhood=item.neighbourhood,
        act=act,
        subject=f"item:{item.code}",
        by=by.actor(),
        at=at,
        facts={
            "told": told,
            "code": item.code,
            "horizon": item.horizon,
            "domain": item.domain,
            "line": item.line.code if item.line else None,
            "from": item.split_from.code if item.split_from else None,
            "again_of": item.again_of.code if item.again_of else None,
            "content": queries.content_hash(item),
            "standing": queries.standing_of(item),
            "voices": item.origin_count,
        },
        personal=personal(item),
        rows=[item, *origins],
    )


def personal(item: Item) -> dict[str, str]:
    """The texts of an item, as the log commits to them."""
    return {name: getattr(item, name) for name in ("title", "wish", "why", "already_there", "owner")}
