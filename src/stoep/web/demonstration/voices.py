"""What people say in the story: by their own way in, and joined where they say the same."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from stoep.shared.actor import VISITOR
from stoep.voices import actions as voices
from stoep.voices.actions import Receipt
from stoep.voices.models import Voice
from stoep.web.demonstration.stage import Stage
from stoep.web.demonstration.story import Said


def say(stage: Stage, said: Said, heard: list[Receipt], at: datetime) -> Receipt:
    """One contribution, by its own way in; a host looks at what a stranger typed on a screen."""
    by_hand = {"card": stage.host, "spoken": stage.host, "professional": stage.worker}.get(said.channel)
    audience = stage.rng.choices(["everyone", "wijk", "network"], [84, 10, 6])[0]
    receipt = voices.post(
        neighbourhood=stage.neighbourhood,
        kind=said.kind,
        words=said.words,
        channel=said.channel,
        audience=audience,
        by=by_hand.actor() if by_hand else VISITOR,
        at=at,
        today=timezone.localdate(at),
        called=said.called,
        taken_down_by=by_hand.person if by_hand else None,
        read_back=said.channel == "spoken",
        contact=contact_of(stage, said),
    )
    if by_hand is None:
        stage.plan(stage.later(at, 0, 1), lambda then: voices.show(voice=receipt.voice, by=stage.host, at=then))
    if said.joins and heard:
        into = next(known for known in reversed(heard) if known.voice.pk not in stage.joined)
        stage.plan(stage.later(at, 2, 5), lambda then: join(stage, receipt.voice, into.voice, said.splits, then))
        stage.joined.add(receipt.voice.pk)
    stage.receipts[receipt.voice.pk] = receipt
    heard.append(receipt)
    return receipt


def contact_of(stage: Stage, said: Said) -> tuple[str, str] | None:
    """A third asks to be told; every address is invented."""
    if not said.called or stage.rng.random() > 0.36:
        return None
    slug = "".join(sign for sign in said.called.lower() if sign.isalpha()) or "iemand"
    number = stage.rng.randrange(1, 90)
    return stage.rng.choice(
        [
            ("mail", f"{slug}@voorbeeld.example"),
            ("letter", f"{said.called}\nEikstraat {number}\n1234 AB Waterstad"),
            ("phone", f"06120000{number:02d}"),
        ]
    )


def join(stage: Stage, voice: Voice, into: Voice, splits: bool, at: datetime) -> None:
    """A host joins two voices that say the same; some were not the same after all."""
    joining = voices.join(voice=voice, into=into, why="Zij vragen om hetzelfde.", by=stage.host, at=at)
    if splits:
        why = "De schrijver belde: het gaat om iets anders dan de ander bedoelt."
        stage.plan(stage.later(at, 4, 9), lambda then: voices.split(joining=joining, why=why, by=stage.host, at=then))
