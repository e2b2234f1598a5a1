"""Tell whom we hear and whom not yet: an edition, planned against all that was told of the same cards before."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.core.margins.suppression import plan
from stoep.network.standing import Standing
from stoep.reach import boxes, queries, rules
from stoep.reach.actions import doors
from stoep.reach.models import Edition, Round
from stoep.record import actions as record
from stoep.shared.refusal import Refused


@transaction.atomic
def publish(*, round: Round, by: Standing, at: datetime, today: date, posted_key: str | None = None) -> Edition:
    """The next edition of a round, by a host. Nobody chooses what is in it: docs/decisions/0016 does.

    Refused: the round has ended; or fewer than ten cards came since the last edition (or at all). The same
    `posted_key` gives the same edition again.
    """
    found = doors.host_of(round, by, "reach.publish")
    known = Edition.objects.filter(posted_key=posted_key, round=found).first() if posted_key else None
    if known:
        return known
    held = boxes.opened(doors.open_box(found))
    rows = list(found.editions.order_by("number"))
    number = len(rows) + 1
    planned = plan(
        name=str(number), total=held.total, counts=rules.groups(held.counts), bands=rules.bands(found.parts),
        history=queries.history(rows),
    )  # fmt: skip
    if planned is None:
        raise Refused(
            "too-few", _("Er zijn nog geen tien nieuwe kaarten. Vertel het later: zo is niemand te herkennen.")
        )
    made = Edition.objects.create(
        round=found, number=number, total=planned.total, marks=rules.written(planned),
        margins=queries.margins(found.neighbourhood, found.parts), told_on=today, told_by=by.person,
        posted_key=posted_key,
    )  # fmt: skip
    record.seal(
        neighbourhood=found.neighbourhood, act="reach.publish", subject=f"reach-edition:{made.pk}", by=by.actor(),
        at=at, facts={"told": "Er is verteld wie wij horen en wie nog niet.", "number": number}, rows=[made],
    )  # fmt: skip
    return made
