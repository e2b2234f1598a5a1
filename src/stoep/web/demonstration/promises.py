"""What is promised in the story, and what comes of it: confirmed, changed, kept, kept late or broken."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from stoep.network.standing import Standing
from stoep.promises import actions as promises
from stoep.promises.models import Promise
from stoep.voices.models import Voice
from stoep.web.demonstration.stage import DAYS_A_MONTH, Stage
from stoep.web.demonstration.story import Promised, Topic


def plan_promise(stage: Stage, topic: Topic, promised: Promised) -> None:
    """A promise and everything that comes of it."""
    stage.plan(stage.at(promised.said), lambda at: note(stage, topic, promised, at))


def note(stage: Stage, topic: Topic, promised: Promised, at: datetime) -> None:
    """The worker notes it on the spot; the one who promised confirms; its end follows."""
    day = timezone.localdate(at)
    due_on = max(stage.day(promised.due), day + timedelta(days=7))
    if promised.outcome == "open":
        due_on = max(due_on, stage.today + timedelta(days=10))
    speaker = stage.promisers.get(promised.called)
    to_voice = samiras_voice(stage) if topic.key == "huiskamer" and promised.outcome == "late" else None
    noted = promises.promise(
        neighbourhood=stage.neighbourhood,
        called=promised.called,
        words=promised.words,
        due_on=due_on,
        by=stage.worker,
        at=at,
        today=day,
        said_on=day,
        promiser=speaker.person if speaker else None,
        organisation=stage.organisations[promised.organisation] if promised.organisation else None,
        receiver_voice=to_voice,
        item=stage.items[topic.key],
        said_where=promised.where,
    )
    if speaker and stage.rng.random() < 0.85:
        stage.plan(
            stage.later(at, 1, 6),
            lambda then: promises.confirm(promise=fresh(noted.promise), by=speaker, at=then),
        )
    end(stage, noted.promise, promised, due_on, speaker)


def samiras_voice(stage: Stage) -> Voice | None:
    """The contribution that Samira spoke at the Huiskamer."""
    return Voice.objects.filter(neighbourhood=stage.neighbourhood, called="Samira", kind="idea").order_by("pk").first()


def fresh(promise: Promise) -> Promise:
    """The promise as it stands in the database now."""
    return Promise.objects.get(pk=promise.pk)


def end(stage: Stage, promise: Promise, promised: Promised, due_on: date, speaker: Standing | None) -> None:
    """Kept, kept late, broken, changed or still open: said by the one who received it, or by nobody yet."""
    outcome = promised.outcome
    if outcome.startswith("changed"):
        new_on = due_on + timedelta(days=80) if outcome == "changed-kept" else stage.today + timedelta(days=60)
        moment = stage.at((due_on - stage.today).days / DAYS_A_MONTH - 0.4)
        why = "Het materiaal komt later dan gedacht."
        changer = speaker or stage.worker
        stage.plan(
            moment,
            lambda at: promises.change(
                promise=fresh(promise),
                words=promised.words,
                due_on=new_on,
                why=why,
                by=changer,
                at=at,
                today=timezone.localdate(at),
            ),
        )
        due_on = new_on
    verdict = {"kept": ("kept", -6), "changed-kept": ("kept", -4), "kept-late": ("kept", 38), "broken": ("broken", 31)}
    if outcome in verdict:
        kind, days = verdict[outcome]
        words = {"kept": "Het is gebeurd. Dank u wel.", "broken": "Het is niet gebeurd."}[kind]
        moment = stage.at((due_on - stage.today).days / DAYS_A_MONTH + days / DAYS_A_MONTH)
        stage.plan(
            max(moment, promise.noted_at + timedelta(hours=30)),
            lambda at: promises.judge(
                promise=fresh(promise), kind=kind, words=words, by=stage.chair, at=at, today=timezone.localdate(at)
            ),
        )
