"""Taking away what is personal in a promise, on request. The promise, its dates and its verdicts stay."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Origin
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.people import actions as people
from stoep.promises import rules
from stoep.promises.actions import grounds
from stoep.promises.models import Promise, Verdict
from stoep.record import actions as record
from stoep.shared.actor import VISITOR
from stoep.shared.refusal import Refused
from stoep.voices.models import Voice

# What the promiser said, as the log committed to it. A verdict is the receiver's, and stays.
_OF_PROMISER = ("called", "words", "where", "evidence", "link", "why_new", "disputed_words", "new_words", "why")
_ASKED_BY_AUTHOR = "gevraagd door de maker"


@transaction.atomic
def erase_promiser(*, promise: Promise, ground: str, by: Standing, at: datetime) -> Promise:
    """A host wipes name, words and address of a resident who promised something, on a ground of `rules.GROUNDS`.

    What an organisation promised stays readable: it answers for that in public. Twice is once.
    Raises NotAllowed, Refused("of-organisation" | "no-ground").
    """
    promise = grounds.locked(promise)
    network.stand_here(by, promise.neighbourhood_id, act="promises.erase_promiser", subject=grounds.subject_of(promise))
    network.require(by, right="host", act="promises.erase_promiser", subject=grounds.subject_of(promise))
    if grounds.words_are_public(promise.organisation):
        raise Refused("of-organisation", _("Dit beloofde een organisatie. Die woorden blijven voor iedereen te lezen."))
    if ground not in rules.GROUNDS:
        raise Refused("no-ground", _("Kies waarom dit gewist wordt."))
    if promise.words == rules.ERASED_WORDS:
        return promise
    _forget_tellings(promise)
    _erase_openings(promise, rules.GROUNDS[ground], by, at)
    _empty(promise, at)
    record.seal(
        neighbourhood=promise.neighbourhood,
        act="promises.erase_promiser",
        subject=grounds.subject_of(promise),
        by=by.actor(),
        at=at,
        facts={"code": promise.code, "told": "De naam en de woorden van wie dit beloofde, zijn gewist."},
        rows=[promise, *promise.changes.all()],
    )
    return promise


@transaction.atomic
def forget_words(*, voice: Voice, at: datetime) -> int:
    """Wipe what the author of an erased voice said of promises, and how they were called; gives how many promises.

    That they said "kept" or "broken", and when, stays.
    """
    said = Verdict.objects.filter(said_voice=voice).exclude(words="").values("promise")
    received = Q(receiver_voice=voice) & ~Q(receiver_called="")
    found = Promise.objects.filter(Q(pk__in=said) | received).select_related("neighbourhood").order_by("pk")
    promises = list(found)
    for promise in promises:
        words = promise.verdicts.filter(said_voice=voice).exclude(words="").values_list("words", flat=True)
        erased = [("verdict_words", text) for text in sorted(set(words))]
        if promise.receiver_voice_id == voice.pk and promise.receiver_called:
            erased.append(("to_called", promise.receiver_called))
            Promise.objects.filter(pk=promise.pk).update(receiver_called="")
        verdicts = list(promise.verdicts.filter(said_voice=voice))
        promise.verdicts.filter(said_voice=voice).update(words="")
        for field, text in erased:
            record.erase(
                neighbourhood=promise.neighbourhood,
                subject=grounds.subject_of(promise),
                fields=[field],
                value=text,
                ground=_ASKED_BY_AUTHOR,
                by=VISITOR,
                at=at,
                rows=[promise, *verdicts],
            )
    return len(promises)


def _forget_tellings(promise: Promise) -> None:
    """Messages about it, sent or waiting, hold the words too."""
    texts = [promise.words, promise.disputed_words]
    texts += [text for made in promise.changes.all() for text in (made.words, made.why)]
    origins = Origin.objects.filter(item_id=promise.item_id) if promise.item_id else Origin.objects.none()
    heard = Voice.objects.filter(Q(pk=promise.receiver_voice_id or 0) | Q(pk__in=origins.values("voice")))
    about = [grounds.subject_of(promise), *heard.values_list("number", flat=True)]
    people.erase_tellings(neighbourhood=promise.neighbourhood, about=about, texts=[text for text in texts if text])


def _erase_openings(promise: Promise, ground: str, by: Standing, at: datetime) -> None:
    name = promise.promiser.name if promise.promiser else ""
    for fields, value in [(_OF_PROMISER, None), (("by",), name)]:
        if value != "":
            record.erase(
                neighbourhood=promise.neighbourhood,
                subject=grounds.subject_of(promise),
                fields=fields,
                value=value,
                ground=ground,
                by=by.actor(),
                at=at,
            )


def _empty(promise: Promise, at: datetime) -> None:
    contact = promise.promiser_contact
    promise.promiser_called, promise.words = rules.ERASED_CALLED, rules.ERASED_WORDS
    promise.said_where = promise.evidence = promise.evidence_link = promise.why_new = promise.confirm_secret_hash = ""
    promise.disputed_words = rules.ERASED_WORDS if promise.disputed_at else ""
    promise.promiser = promise.promiser_contact = None
    promise.save()
    promise.changes.update(words=rules.ERASED_WORDS, why=rules.ERASED_WORDS)
    if contact is not None:
        people.erase_contact(contact=contact, at=at)
