"""What every act on a promise stands on: the locked row, its parties, clean words, and what the log may know."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from stoep.network.standing import Standing
from stoep.people.models import Organisation
from stoep.promises import rules
from stoep.promises.models import Promise
from stoep.shared.refusal import NotAllowed, Refused
from stoep.shared.typed import within


def locked(promise: Promise) -> Promise:
    """The promise as it stands now, held until this transaction ends: two acts never pass each other."""
    return Promise.objects.select_for_update().get(pk=promise.pk)


def subject_of(promise: Promise) -> str:
    """How the log names this promise."""
    return f"promise:{promise.code}"


def parties_of(promise: Promise) -> rules.Parties:
    """Between whom it is, for the rules."""
    return rules.Parties(
        promiser=promise.promiser_id,
        organisation=promise.organisation_id,
        noted_by=promise.noted_by_id,
        receiver=promise.receiver_id,
        receiver_organisation=promise.receiver_organisation_id,
        receiver_voice=promise.receiver_voice_id,
    )


def words_are_public(organisation: Organisation | None) -> bool:
    """Whether words belong to an institution, and so may stand in the log as they are.

    What residents say is theirs: it is sealed as a commitment, which they can have erased.
    """
    return organisation is not None and organisation.kind != Organisation.Kind.RESIDENTS


def clean(text: str, limit: int, *, required: bool = True) -> str:
    """The text without invisible signs. Raises Refused("empty") or Refused("too-long")."""
    tidy = rules.plain(text)
    if required and not tidy:
        raise Refused("empty", _("U hebt nog niets geschreven. Schrijf in een paar woorden wat u bedoelt."))
    return within(tidy, limit)


def refusal(code: str, sentence: object, *, by: Standing, promise: Promise, act: str) -> NotAllowed:
    """The 403 of this act, so that the log tells who tried what on which promise."""
    return NotAllowed(
        code,
        sentence,  # type: ignore[arg-type]  # a lazy sentence
        neighbourhood=promise.neighbourhood,
        actor=by.actor(),
        act=act,
        subject=subject_of(promise),
    )


def refuse_judged(promise: Promise) -> None:
    """Once the receiver has judged, words and date stand still. Raises Refused("judged")."""
    if promise.verdicts.exists():
        raise Refused(
            "judged",
            _("De ontvanger heeft al een oordeel gegeven. Wilt u iets anders beloven? Doe dan een nieuwe belofte."),
        )


def name_for_log(promise: Promise) -> str:
    """Who promised, as the public log may say it, in Dutch: the organisation, or "een bewoner"."""
    return promise.organisation.name if promise.organisation else "een bewoner"
