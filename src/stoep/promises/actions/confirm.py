"""What the one who promised says of it: that it is so, or that it is not. They can never delete or close it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.promises import rules
from stoep.promises.actions import grounds, tell
from stoep.promises.models import Promise
from stoep.record import actions as record
from stoep.shared import receipts
from stoep.shared.refusal import Refused


@transaction.atomic
def confirm(*, promise: Promise, by: Standing, at: datetime, secret: str = "") -> Promise:
    """The promiser says: this is what I promised. A second time changes nothing.

    `secret` stands on the slip or in the message to the promiser; somebody signed in as the promiser needs none.
    Raises NotAllowed when it is not theirs, Refused("wrong-secret").
    """
    promise = grounds.locked(promise)
    refuse_not_promiser(promise, by, secret, "promises.confirm")
    if promise.confirmed_at is not None:
        return promise
    promise.confirmed_at = at
    promise.save(update_fields=["confirmed_at"])
    record.seal(
        neighbourhood=promise.neighbourhood,
        act="promises.confirm",
        subject=grounds.subject_of(promise),
        by=by.actor(),
        at=at,
        facts={"code": promise.code, "told": f"Belofte bevestigd door {grounds.name_for_log(promise)}."},
        rows=[promise],
    )
    return promise


@transaction.atomic
def dispute(*, promise: Promise, words: str, by: Standing, at: datetime, secret: str = "") -> Promise:
    """The promiser says that it is not so, and how it was. Their words stand beside the promise, which stays.

    Raises NotAllowed, Refused("wrong-secret" | "already-confirmed" | "already-disputed" | "empty" | "too-long").
    """
    promise = grounds.locked(promise)
    refuse_not_promiser(promise, by, secret, "promises.dispute")
    words = grounds.clean(words, rules.WORDS_LIMIT)
    if promise.confirmed_at is not None:
        raise Refused(
            "already-confirmed",
            _("U hebt deze belofte al bevestigd. Lukt het niet zoals beloofd? Stel de belofte dan bij, met uw reden."),
        )
    if promise.disputed_at is not None:
        raise Refused("already-disputed", _("Uw weerwoord staat er al. Lees het op de pagina van de belofte."))
    promise.disputed_at = at
    promise.disputed_words = words
    promise.save(update_fields=["disputed_at", "disputed_words"])
    facts = {"code": promise.code, "told": f"Weerwoord van {grounds.name_for_log(promise)} op een belofte."}
    personal: dict[str, str] = {}
    (facts if grounds.words_are_public(promise.organisation) else personal)["disputed_words"] = words
    record.seal(
        neighbourhood=promise.neighbourhood,
        act="promises.dispute",
        subject=grounds.subject_of(promise),
        by=by.actor(),
        at=at,
        facts=facts,
        personal=personal,
        rows=[promise],
    )
    tell.tell_receiver(promise, tell.DISPUTED, at)
    return promise


def refuse_not_promiser(promise: Promise, by: Standing, secret: str, act: str) -> None:
    """Only the one who promised: by their account, or by the secret. Raises NotAllowed or Refused("wrong-secret")."""
    if receipts.secret_matches(secret, promise.confirm_secret_hash):
        return
    network.stand_here(by, promise.neighbourhood_id, act=act, subject=grounds.subject_of(promise))
    if rules.is_promiser(by, grounds.parties_of(promise)):
        return
    if secret:
        raise Refused("wrong-secret", _("Deze geheime code klopt niet. Kijk hem na op uw briefje of in uw bericht."))
    raise grounds.refusal(
        "not-the-promiser",
        _("Alleen wie dit beloofde, kan zeggen of het klopt. Hebt u een briefje? Vul dan de geheime code in."),
        by=by,
        promise=promise,
        act=act,
    )
