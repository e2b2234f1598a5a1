"""What comes once in some years: a vision, a conflict, a look back, and seats that pass on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from stoep.agenda import actions as agenda
from stoep.agenda.models import Item, Vision
from stoep.conflicts import actions as conflicts
from tests.long.years.cast import Kept, Now, person, place, standing
from tests.long.years.founding import two_keys


def see_ahead(kept: Kept, now: Now) -> None:
    """A new version of the vision, adopted by both keys; the council signs, the corporation refuses with its reason."""
    chair, other = (standing(str(kept.more[key]), now.today) for key in ("chair", "independent"))
    texts = {code: f"Zo willen wij {code} in {now.today.year + 20}." for code in Item.Domain.values}
    agenda.write_vision(
        neighbourhood=place(), opening=f"In {now.today.year + 20} kent iedereen hier zijn buren.", texts=texts,
        by=chair, at=now.at,
    )  # fmt: skip
    decision = agenda.propose(missed="De winkels.", kind="vision", by=chair, **now.when)
    agenda.second(decision=decision, by=other, **now.when)
    vision = Vision.objects.filter(neighbourhood=place(), adopted_at__isnull=False).latest("number")
    agenda.endorse(
        vision=vision, kind="signed", by=standing("Griet Smid", now.today), for_council=True,
        council_decision=f"R-{now.today.year}-7", decided_on=now.today, **now.when,
    )  # fmt: skip
    agenda.endorse(
        vision=vision,
        kind="refused",
        why="Wij kunnen dit niet betalen.",
        by=standing("Peter Maas", now.today),
        **now.when,
    )
    agenda.dissent(vision=vision, words="Ik mis de jongeren.", by=standing("Koos Dijk", now.today), at=now.at)


def disagree(kept: Kept, now: Now) -> None:
    """A conflict in the words of two parties, closed with a minority statement by the two keys."""
    chair, other = (standing(str(kept.more[key]), now.today) for key in ("chair", "independent"))
    item = Item.objects.filter(neighbourhood=place(), closed_at=None, is_draft=False).earliest("started_at")
    noise = conflicts.open_conflict(
        title=f"Scooters in {now.today.year}", issue="Het is laat op de avond te luid.", bears="Wie vroeg op moet.",
        items=[item], by=chair, at=now.at,
    )  # fmt: skip
    young, old = (
        conflicts.join_in(conflict=noise, name=name, by=chair, at=now.at) for name in ("jongeren", "bewoners Eikstraat")
    )
    for party in (young, old):
        said = conflicts.say(party=party, position="Wij willen er zijn.", by=chair, **now.when)
        conflicts.hear(statement=said, right=True, on=now.today, by=chair, **now.when)
    conflicts.add_step(conflict=noise, kind="talk", on=now.today, what="In de voetbalkooi.", by=chair, at=now.at)
    end = conflicts.conclude(
        conflict=noise, words="Tot tien uur.", reached_on=now.today, decided_by="de gemeenteraad",
        decided_why="Slapen gaat voor.", by=chair, **now.when,
    )  # fmt: skip
    conflicts.take_stance(outcome=end, party=young, kind="disagree", words="Tien is vroeg.", by=chair, at=now.at)
    closing = conflicts.propose_closing(outcome=end, by=chair, **now.when)
    conflicts.second_closing(closing=closing, by=other, **now.when)


def keep_up(kept: Kept, now: Now) -> None:
    """How what was closed last is kept up, and a look back on what was closed before."""
    chair = standing(str(kept.more["chair"]), now.today)
    closed = list(Item.objects.filter(neighbourhood=place(), closed_at__isnull=False).order_by("-closed_at")[:2])
    if closed:
        look: dict[str, Any] = {"look_back_on": now.today + timedelta(days=330)}
        agenda.keep_up(item=closed[0], words="Wij vegen om de beurt.", kept_by="De buren", by=chair, **look, **now.when)
    if len(closed) > 1:
        agenda.look_back(item=closed[1], is_good=True, words="Het staat er nog.", by=chair, **look, **now.when)


def pass_on_seats(kept: Kept, now: Now) -> None:
    """A seat of residents, and now and then the chair, passes to somebody who was never there before."""
    seat = standing(str(kept.more.get("newest", "Els Vos")), now.today).seat
    newcomer = f"Buur van {now.today.year}"
    two_keys(kept, now, "hand-over", seat=seat, person=person(newcomer))
    kept.more["newest"] = newcomer
