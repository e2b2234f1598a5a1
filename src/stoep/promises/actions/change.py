"""Saying a promise anew. The first words and date stay in sight, and a date that passed stays passed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.people.models import Person
from stoep.promises import rules
from stoep.promises.actions import grounds, tell
from stoep.promises.actions.judge import origins_of, proven_by, refuse_not_receiver
from stoep.promises.models import Change, Promise
from stoep.record import actions as record
from stoep.shared import receipts
from stoep.shared.refusal import Refused
from stoep.voices.models import Voice
from stoep.voices.rules import Proof


@transaction.atomic
def change(
    *, promise: Promise, words: str, due_on: date, why: str, by: Standing, at: datetime, today: date, secret: str = ""
) -> Change:
    """Say the promise anew, in other words or with another date, and say why. The receiver hears of it.

    By the one who promised (account or secret) or by who noted it. A new date said after the old one has passed
    does not make it less late. Raises NotAllowed, Refused("judged" | "nothing-changed" | "past" | "due-too-far" ...).
    """
    promise = grounds.locked(promise)
    refuse_not_to_change(promise, by, secret)
    made = Change(words=words, due_on=due_on, why=why, made_by=by.person, made_side=by.side, made_on=today, made_at=at)
    return _say_anew(promise, made, by, agreed=False)


@transaction.atomic
def change_agreed(
    *,
    promise: Promise,
    words: str,
    due_on: date,
    why: str,
    proposed_by: Person | None,
    proposed_side: str,
    by: Standing,
    at: datetime,
    today: date,
    voice: Voice | None = None,
    secret: str | Proof = "",
) -> Change:
    """Say the promise anew because its receiver (`by`, or who wrote `voice`) agrees to what somebody proposed.

    For whoever took over an office: they never promised it, so only the receiver can let it change. Refusals as for
    `change`, and NotAllowed for whoever is not the receiver.
    """
    promise = grounds.locked(promise)
    refuse_not_receiver(promise, by, proven_by(voice, secret), origins_of(promise))
    made = Change(words=words, due_on=due_on, why=why, made_by=proposed_by, made_side=proposed_side)
    made.made_on, made.made_at = today, at
    return _say_anew(promise, made, by, agreed=True)


def _say_anew(promise: Promise, made: Change, by: Standing, *, agreed: bool) -> Change:
    made.words, made.why = grounds.clean(made.words, rules.WORDS_LIMIT), grounds.clean(made.why, rules.WORDS_LIMIT)
    words, due_on, why, today, at = made.words, made.due_on, made.why, made.made_on, made.made_at
    _refuse_what(promise, words, due_on, today)
    made.promise = promise
    made.save()
    first_on, was_on = promise.due_on, promise.counts_on
    promise.counts_on = rules.date_that_counts(was_on, [(today, due_on)])
    promise.save(update_fields=["counts_on"])
    facts = {
        "code": promise.code,
        "first_due_on": first_on.isoformat(),
        "new_due_on": due_on.isoformat(),
        "late_already": today > was_on,
        "told": f"Belofte van {grounds.name_for_log(promise)} bijgesteld. Eerst voor {first_on:%d-%m-%Y}, "
        f"nu voor {due_on:%d-%m-%Y}.",
    }
    if agreed:
        facts["agreed_by_receiver"] = True
    personal: dict[str, str] = {}
    (facts if grounds.words_are_public(promise.organisation) else personal).update(new_words=words, why=why)
    record.seal(
        neighbourhood=promise.neighbourhood,
        act="promises.change",
        subject=grounds.subject_of(promise),
        by=by.actor(),
        at=at,
        facts=facts,
        personal=personal,
        rows=[promise, made],
    )
    tell.tell_receiver(promise, tell.CHANGED, at, made=made)
    return made


def refuse_not_to_change(promise: Promise, by: Standing, secret: str) -> None:
    """Only the promiser or who noted it. Raises NotAllowed or Refused("wrong-secret")."""
    if receipts.secret_matches(secret, promise.confirm_secret_hash):
        return
    network.stand_here(by, promise.neighbourhood_id, act="promises.change", subject=grounds.subject_of(promise))
    if rules.may_change(by, grounds.parties_of(promise)):
        return
    if secret:
        raise Refused("wrong-secret", _("Deze geheime code klopt niet. Kijk hem na op uw briefje of in uw bericht."))
    raise grounds.refusal(
        "may-not-change",
        _("Alleen wie dit beloofde of opschreef, stelt het bij. Klopt er iets niet? Zeg het tegen een van hen."),
        by=by,
        promise=promise,
        act="promises.change",
    )


def _refuse_what(promise: Promise, words: str, due_on: date, today: date) -> None:
    grounds.refuse_judged(promise)
    newest = promise.changes.last() or promise
    if (words, due_on) == (newest.words, newest.due_on):
        raise Refused("nothing-changed", _("De woorden en de datum zijn gelijk gebleven. Verander er één van."))
    if due_on != newest.due_on and due_on < today:
        raise Refused("past", _("Deze datum is al voorbij. Kies vandaag of een latere dag."))
    if rules.refused_date(due_on, promise.said_on, today):
        raise Refused("due-too-far", _("Deze datum ligt te ver weg. Kijk het jaartal na."))
