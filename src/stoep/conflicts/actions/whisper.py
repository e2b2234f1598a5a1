"""Whisper: say what one dares not say in public, to two named people; read their answer, write on, erase it.

No act of this file is sealed: the log shows everybody that something was done at a moment, and a moment can tell who
did it. Rows know days, no hours. What is erased is gone from the file too.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from stoep.conflicts import queries, rules
from stoep.conflicts.actions import doors
from stoep.conflicts.models import Whisper, Whispered
from stoep.people import sealing
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared import receipts
from stoep.shared.each import each
from stoep.shared.refusal import NotAllowed, Refused

_EMPTY = _("U heeft nog niets opgeschreven. Schrijf in het vak wat u wilt zeggen.")
_TRIES = 8


@dataclass(frozen=True, slots=True)
class Slip:
    """What the writer takes home. `secret` stands nowhere else: only its hash is kept."""

    whisper: Whisper
    number: str
    secret: str


@transaction.atomic
def whisper(*, neighbourhood: Neighbourhood, words: str, today: date, posted_key: str = "") -> Slip:
    """A conversation that only the two confidants of this neighbourhood read, begun with these words.

    The same form sent twice gives the same slip. Refused: "empty", "too-long", "nobody" (when nobody would read it).
    """
    if not queries.confidants(neighbourhood, today):
        raise Refused("nobody", _("Hier leest nu niemand mee. Vraag het aan de gastheer of gastvrouw van de wijk."))
    said = doors.text(words, most=rules.MOST_WHISPER, empty=_EMPTY)
    secret = _secret(posted_key)
    kept_key = hashlib.sha256(posted_key.encode()).hexdigest() if posted_key else None
    known = Whisper.objects.filter(posted_key=kept_key, neighbourhood=neighbourhood).first() if kept_key else None
    if known is None:
        known = _begun(neighbourhood, secret, kept_key, today)
        _add(known, Whispered.Kind.SAID, {"words": said}, today)
    return Slip(known, known.number, secret)


@transaction.atomic
def write_on(*, whisper: Whisper, secret: str, words: str, today: date) -> Whisper:
    """The conversation with more words of its writer; it is open again if it was closed. Refused as `whisper`."""
    held = held_by(whisper, secret)
    said = doors.text(words, most=rules.MOST_WHISPER, empty=_EMPTY)
    texts = queries.texts_of(held)
    if texts and texts[-1].row.kind == Whispered.Kind.SAID and texts[-1].words == said:
        return held
    held.closed_on = None
    _add(held, Whispered.Kind.SAID, {"words": said}, today)
    return held


@transaction.atomic
def agree(*, text: Whispered, secret: str, agrees: bool, today: date) -> Whispered:
    """What the writer says of passing this very text on; the last answer counts, until it was passed on.

    Refused: "no-question", "passed-on".
    """
    held_by(text.whisper, secret)
    found = Whispered.objects.select_for_update(of=["self"]).get(pk=text.pk)
    if found.kind != Whispered.Kind.ASK:
        raise Refused("no-question", _("Over deze tekst is niets gevraagd."))
    if found.passed_on:
        raise Refused("passed-on", _("Deze tekst is al doorgegeven. Dat kan niet meer terug."))
    found.agreed = agrees
    found.save(update_fields=["agreed"])
    Whisper.objects.filter(pk=found.whisper_id).update(last_on=today)
    return found


@transaction.atomic
def erase_whisper(*, whisper: Whisper, secret: str) -> None:
    """The whole conversation is gone, by its writer, at any time. What was passed on with consent stays."""
    _erase(held_by(whisper, secret))


def sweep_whispers(*, today: date, at: datetime) -> int:
    """Erase what was kept long enough; the clock does this daily. How many conversations that were."""

    def gone(found: Whisper) -> bool:
        if rules.is_kept(last_on=found.last_on, closed_on=found.closed_on, today=today):
            return False
        with transaction.atomic():
            _erase(found)
        return True

    return each(list(Whisper.objects.order_by("number")), gone)


def held_by(whisper: Whisper, secret: str) -> Whisper:
    """The row, held until the end of the transaction, for the writer's secret; else NotAllowed, told nowhere."""
    found = Whisper.objects.select_for_update(of=["self"]).filter(pk=whisper.pk).first()
    kept = found.secret_hash if found else receipts.secret_hash("nobody")
    if not receipts.secret_matches(secret, kept) or found is None:
        raise NotAllowed("wrong-secret", _("Deze codes horen niet bij elkaar. Kijk op uw briefje."))
    return found


def _erase(found: Whisper) -> None:
    found.texts.all().delete()
    found.delete()
    record.mark_erased()
    transaction.on_commit(partial(record.wipe, "default"))


def add_text(found: Whisper, kind: str, held: dict[str, str], today: date) -> Whispered:
    """One more text in a conversation, encrypted; the caller holds its row."""
    return _add(found, kind, held, today)


def _add(found: Whisper, kind: str, held: dict[str, str], today: date) -> Whispered:
    place = found.texts.count() + 1
    if place > rules.MOST_TEXTS:
        raise Refused("too-many", _("Dit gesprek is erg lang. Begin een nieuw gesprek."))
    sealed = sealing.seal(json.dumps(held, ensure_ascii=False))
    made = Whispered.objects.create(whisper=found, place=place, kind=kind, sealed_words=sealed, written_on=today)
    found.last_on = today
    found.save(update_fields=["last_on", "closed_on"])
    return made


def _begun(neighbourhood: Neighbourhood, secret: str, kept_key: str | None, today: date) -> Whisper:
    for _try in range(_TRIES):
        try:
            with transaction.atomic():
                return Whisper.objects.create(
                    neighbourhood=neighbourhood,
                    number=receipts.new_number(),
                    secret_hash=receipts.secret_hash(secret),
                    posted_key=kept_key,
                    last_on=today,
                )
        except IntegrityError:
            continue
    raise Refused("no-number", _("Het lukte niet een nummer te maken. Verstuur het nog eens."))


def _secret(posted_key: str) -> str:
    """Drawn at random; or made from the form's own key, so that a form sent twice shows the same slip twice."""
    if not posted_key:
        return receipts.new_secret()
    digest = salted_hmac("stoep.conflicts.whisper", posted_key, algorithm="sha256").digest()
    return "".join(receipts.ALPHABET[byte % len(receipts.ALPHABET)] for byte in digest[: receipts.SECRET_LENGTH])
