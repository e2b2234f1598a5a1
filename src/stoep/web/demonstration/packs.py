"""Paper of the story: a pack that was taken along last week, and a pile of it that somebody is typing back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from stoep.gatherings import queries as gatherings
from stoep.packs import actions as packs
from stoep.web.demonstration.stage import Stage

# As the letters stand on the cards: kind, words, who may read it.
CARDS = (
    ("i", "Op het Meerplein zou ik graag een plek zien om te schaken.", "i"),
    ("g", "De buurvrouw van nummer 12 groet iedereen. Dat doet goed.", "w"),
)


def plan(stage: Stage) -> None:
    """A week ago; what lies on the pile does not count yet."""
    stage.plan(stage.at(-0.25), lambda at: take_along(stage, at))
    if stage.story.kind == "wijk":
        stage.plan(stage.at(-0.15), lambda at: take_invitations(stage, at))


def take_invitations(stage: Stage, at: datetime) -> None:
    """Cards of the evening that comes, for the counter of a shop; what comes back is typed later."""
    coming = gatherings.offers(stage.neighbourhood, timezone.localdate(at))
    offer = next(one for one in coming if one.language == "nl" and not one.street)
    packs.print_pack(
        by=stage.host, at=at, size="a4", voices=0, strengths=0, stickers=False,
        invitation=packs.Invitation(offer.activity, offer.language, offer.street, 20),
    )  # fmt: skip


def take_along(stage: Stage, at: datetime) -> None:
    """Printed by the host; two of its cards came back and were typed, the others still lie there."""
    pack = packs.print_pack(by=stage.host, at=at, size="a4", voices=10, strengths=10, stickers=True)
    pile = packs.begin(pack=pack, kind="voices", keep_days=30, by=stage.host, at=at + timedelta(minutes=5))
    for place, (kind, words, audience) in enumerate(CARDS, start=1):
        typed = {"kind": kind, "words": words, "already": "", "audience": audience, "tell": "n", "address": ""}
        packs.type_card(
            batch=pile, place=place, typed=typed, by=stage.host, at=at + timedelta(minutes=5 + place),
            today=timezone.localdate(at),
        )  # fmt: skip
