"""How an item grows in the story: residents start it, bring the voices together, and ask their authors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from django.utils import timezone

from stoep.agenda import actions as agenda
from stoep.agenda.models import Item, Origin
from stoep.voices.actions import Receipt
from stoep.voices.models import Voice
from stoep.web.demonstration.promises import plan_promise
from stoep.web.demonstration.stage import Stage
from stoep.web.demonstration.story import Topic
from stoep.web.demonstration.table import decide
from stoep.web.demonstration.voices import say


def plan_topic(stage: Stage, topic: Topic) -> None:
    """Voices first, then the item that they grow into, then what is promised for it."""
    heard: list[Receipt] = []
    moments = sorted(stage.at(topic.month - 3 + 2.6 * stage.rng.random()) for _said in topic.voices)
    for said, moment in zip(topic.voices, moments, strict=True):
        stage.plan(moment, partial(say, stage, said, heard))
    stage.plan(stage.at(topic.month), lambda at: begin(stage, topic, heard, at))
    for promised in topic.promises:
        plan_promise(stage, topic, promised)
    if topic.closed is not None:
        stage.plan(stage.at(topic.closed), lambda at: decide(stage, at, "close", topic.key, topic.closed_why))


def begin(stage: Stage, topic: Topic, heard: Sequence[Receipt], at: datetime) -> None:
    """Residents put an item on the agenda and bring the voices together; some authors say whether it is right."""
    partners = [stage.organisations[name] for name in topic.partners]
    item = agenda.start(
        neighbourhood=stage.neighbourhood,
        title=topic.title,
        wish=topic.wish,
        why=topic.why,
        horizon=topic.horizon,
        domain=topic.domain,
        owner=topic.owner,
        by=stage.chair,
        at=at,
        today=timezone.localdate(at),
        already_there=topic.already,
        line=stage.items.get(topic.line),
        stays_loose=topic.horizon == "short" and not topic.line,
        partners=partners,
        why_new="Wij keken eerst wat er al is. Dit is nog nergens belegd.",
    )
    stage.items[topic.key] = item
    joined = set(
        Voice.objects.filter(joinings__split_at__isnull=True, joinings__isnull=False).values_list("pk", flat=True)
    )
    leads = [receipt.voice for receipt in heard if receipt.voice.pk not in joined]
    if not leads:
        return
    why = "Deze mensen vragen om hetzelfde, ieder op een eigen manier."
    origins = agenda.take_up(item=item, voices=leads, why=why, by=stage.chair, at=at + timedelta(minutes=5))
    for origin in origins:
        if stage.rng.random() < 0.4:
            stage.plan(stage.later(at, 3, 20), partial(agree, stage, origin))


def agree(stage: Stage, origin: Origin, at: datetime) -> None:
    """The author answers "klopt dat zo?"; Samira's answer changes the item."""
    receipt = stage.receipts[origin.voice_id]
    samira = origin.voice.called == "Samira" and "kinderen" in origin.voice.words
    agrees = samira or stage.rng.random() < 0.93
    words = "" if agrees else "Ik bedoelde het anders. Bel mij even."
    if samira:
        words = "Ja, maar niet alleen kinderen. Ook moeders."
    agenda.say_of_origin(origin=origin, agrees=agrees, words=words, secret=receipt.secret, at=at)
    if samira:
        wish = origin.item.wish.replace("ouders", "ouders, moeders voorop,")
        agenda.edit(
            item=Item.objects.get(pk=origin.item_id),
            wish=wish,
            source=origin.voice,
            why_changed="De schrijver vroeg om ook de moeders te noemen.",
            by=stage.chair,
            at=at + timedelta(days=1),
            today=timezone.localdate(at + timedelta(days=1)),
        )
