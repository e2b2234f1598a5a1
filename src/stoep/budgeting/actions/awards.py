"""After the count: a plan that won becomes a promise with a face, may turn out otherwise, and ends in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.budgeting.actions import again, doors
from stoep.budgeting.models import Award, Idea, Round, Turn
from stoep.budgeting.queries import after
from stoep.network import actions as network
from stoep.network.standing import Right, Standing
from stoep.people.models import Organisation, Person
from stoep.promises import actions as promises
from stoep.promises.actions import Noted
from stoep.shared.actor import Actor
from stoep.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class Given:
    """What the count gave one plan: its cost in cents, and how many voters chose it."""

    idea: Idea
    cents: int
    voters: int


def award(*, round: Round, given: Sequence[Given], by: Actor, at: datetime) -> list[Award]:
    """The plans that won, each with its money. The act that counts calls it in its transaction; it asks no right."""
    changed, known = again.awarded_again(round, [(one.idea, one.voters) for one in given], at)
    made = [
        Award.objects.create(idea=one.idea, cents=one.cents, voters=one.voters, awarded_at=at)
        for one in given
        if one.idea.round_id == round.pk and one.idea.pk not in known
    ]
    told = "Plannen van bewoners kregen geld, door de telling."
    doors.seal("budgeting.award", told, round, by, at, rows=[*made, *changed])
    return made


@transaction.atomic
def promise_award(
    *,
    award: Award,
    called: str,
    words: str,
    due_on: date,
    by: Standing,
    at: datetime,
    today: date,
    promiser: Person | None = None,
    organisation: Organisation | None = None,
    promiser_contact: tuple[str, str] | None = None,
    posted_key: str | None = None,
) -> Noted:
    """Somebody says to do it, by a day: a promise to whoever said the idea. It stands in the register like any other.

    The same form a second time gives the first promise. Refused: "over", "promised", and as promises.promise does.
    """
    award = running(award, by, act="budgeting.promise_award", right="lead")
    if award.promise is not None:
        if posted_key and award.promise.posted_key == posted_key:
            return Noted(award.promise)
        raise Refused("promised", _("Dit is al beloofd. Kijk bij de belofte wat er is afgesproken."))
    noted = promises.promise(
        neighbourhood=award.idea.round.neighbourhood, called=called, words=words, due_on=due_on, by=by, at=at,
        today=today, promiser=promiser, organisation=organisation, receiver_voice=award.idea.voice,
        promiser_contact=promiser_contact, posted_key=posted_key,
    )  # fmt: skip
    award.promise = noted.promise
    award.save(update_fields=["promise"])
    told = "Een plan dat geld kreeg, is nu een belofte."
    seal("budgeting.promise_award", told, award, by, at, rows=[award], promise=noted.promise.code)
    return noted


@transaction.atomic
def turn(*, award: Award, words: str, why: str, by: Standing, at: datetime, posted_key: str | None = None) -> Turn:
    """It goes on in another way than people voted for: what changes, and why. Refused: "over", "incomplete"."""
    award = running(award, by, act="budgeting.turn", right="lead")
    known = Turn.objects.filter(award=award, posted_key=posted_key).first() if posted_key else None
    if known:
        return known
    said = doors.asked("incomplete", _("Schrijf wat er anders wordt, en waarom."), words=words, why=why)
    made = Turn.objects.create(award=award, made_by=by.person, made_at=at, posted_key=posted_key, **said)
    seal("budgeting.turn", "Een plan dat geld kreeg, gaat anders verder.", award, by, at, rows=[made], personal=said)
    return made


@transaction.atomic
def finish(*, award: Award, words: str, by: Standing, at: datetime) -> Award:
    """It is there: what came of it, in words. What was not spent goes to the next round.

    Refused: "over", "not-promised", "incomplete".
    """
    award = running(award, by, act="budgeting.finish", right="lead")
    if award.promise_id is None:
        raise Refused("not-promised", _("Niemand heeft dit nog beloofd. Schrijf eerst op wie het doet."))
    award.done_at = at
    _end(award, doors.asked("incomplete", _("Schrijf wat ervan gekomen is."), words=words), by)
    told, personal = "Een plan dat geld kreeg, is klaar.", {"words": award.ended_words}
    seal("budgeting.finish", told, award, by, at, rows=[award], personal=personal, cents=award.returned_cents)
    return award


def may_stop(round: Round, content: dict[str, Any]) -> Award:
    """The plan that a decision stops. Refused: "gone", and "over" when it has ended."""
    rows = Award.objects.select_related("idea__round__neighbourhood", "idea__voice", "promise")
    found = rows.filter(idea__round=round, idea__voice__number=content.get("award", "")).first()
    again.not_set_aside(round)
    if found is None:
        raise Refused("gone", _("Dit plan kreeg geen geld in deze ronde. Kies een ander plan."))
    _goes_on(found)
    return found


def stop(award: Award, why: str, by: Standing, at: datetime) -> Award:
    """It does not go on, for a reason that everybody reads. What was not spent goes to the next round.

    Both keys decide it, as they opened the round: nobody takes alone what residents gave.
    """
    award.stopped_at = at
    return _end(award, doors.asked("incomplete", _("Schrijf waarom het stopt. Iedereen leest dit."), words=why), by)


def _end(award: Award, said: dict[str, str], by: Standing) -> Award:
    award.ended_words = said["words"]
    award.ended_by = by.person
    award.returned_cents = after.purse_of(award).left
    award.save()
    return award


def running(award: Award, by: Standing, *, act: str, right: Right) -> Award:
    """The award as it stands now, for whoever has this right here. Refused: "over" (it has ended), "aside"."""
    idea = award.idea
    network.require_here(by, idea.round.neighbourhood_id, right=right, act=act, subject=doors.subject_of_idea(idea))
    doors.lock(idea.round.neighbourhood_id)
    found = Award.objects.select_related("idea__round__neighbourhood", "idea__voice", "promise").get(pk=award.pk)
    _goes_on(found)
    again.not_set_aside(idea.round)
    return found


def _goes_on(award: Award) -> None:
    if award.is_over:
        raise Refused("over", _("Dit plan is klaar of gestopt. Er verandert niets meer aan."))


def seal(act: str, told: str, award: Award, by: Standing, at: datetime, *, rows: list[Any], **more: Any) -> None:
    """Into the log, under the name of the idea that won."""
    idea = award.idea
    doors.seal(act, told, idea.round, by.actor(), at, subject=doors.subject_of_idea(idea), rows=rows, **more)
