"""Post: receive what somebody says, and give a receipt for it."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from stoep.people.models import Person
from stoep.places import buurten
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared import receipts
from stoep.shared.actor import Actor
from stoep.shared.refusal import Refused
from stoep.voices import pictures, rules, search, tallies
from stoep.voices.actions import texts
from stoep.voices.actions.follow import add_follower
from stoep.voices.actions.lock import subject
from stoep.voices.models import Photo, Voice

_TRIES = 8  # at a million voices one new number in a thousand is taken already


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the author takes home. `secret` stands nowhere else: only its hash is kept."""

    voice: Voice
    number: str
    secret: str
    due_on: date


def post(
    *,
    neighbourhood: Neighbourhood,
    kind: str,
    words: str,
    channel: str,
    audience: str,
    by: Actor,
    at: datetime,
    today: date,
    already: str = "",
    called: str = "",
    said_on: date | None = None,
    taken_down_by: Person | None = None,
    checked_by: Person | None = None,
    read_back: bool = False,
    buurt_code: str = "",
    year_band: str = "",
    contact: tuple[str, str] | None = None,
    language: str = "nl",
    photo: tuple[IO[bytes], str] | None = None,
    posted_key: str | None = None,
) -> Receipt:
    """Receive a contribution, by screen, card, spoken word or professional.

    `checked_by` vouches that the words may be shown; whoever takes down a card does so too. Without one, the words
    wait for a host. `contact` is (channel, address) of whoever asked to hear. `photo` is (file, what is to be seen).
    `posted_key` is the secret key of the form: sent twice, it gives the same receipt and stores nothing twice.
    Refused: "empty", "too-long", "binary", "kind", "channel", "audience", "band", "said-on", "read-back", "address"...
    """
    voice = Voice(
        neighbourhood=neighbourhood,
        kind=kind,
        words=texts.checked_words(words),
        already=texts.checked(already, most=rules.MOST_ALREADY),
        called=texts.checked(called, most=rules.MOST_CALLED).replace("\n", " "),
        channel=channel,
        audience=audience,
        buurt_code=buurt_code,
        year_band=year_band,
        said_on=said_on or today,
        received_at=at,
        due_on=rules.due_on(today, settings.STOEP_ANSWER_WEEKS),
        taken_down_by=taken_down_by,
        read_back=read_back,
        posted_key=_kept_key(posted_key),
    )
    _check(voice, today)
    if voucher := checked_by or taken_down_by:
        voice.checked_at, voice.checked_by = at, voucher
    secret = _secret(posted_key)
    voice.secret_hash = receipts.secret_hash(secret)
    if (known := _known(voice)) is not None:
        return Receipt(known, known.number, secret, known.due_on)
    picture = pictures.clean(photo[0]) if photo else None
    described = texts.checked(photo[1], most=200) if photo else ""
    return _keep(voice, secret, by=by, at=at, picture=picture, described=described, contact=contact, language=language)


def _keep(
    voice: Voice,
    secret: str,
    *,
    by: Actor,
    at: datetime,
    picture: bytes | None,
    described: str,
    contact: tuple[str, str] | None,
    language: str,
) -> Receipt:
    """Everything in one transaction; a picture's file goes again when that fails."""
    stored = ""
    try:
        with transaction.atomic():
            known = _insert(voice)
            if known is not None:
                return Receipt(known, known.number, secret, known.due_on)
            if picture:
                stored = pictures.store(picture)
                Photo.objects.create(voice=voice, image=stored, described=described, added_at=at)
            if contact:
                add_follower(voice, channel=contact[0], address=contact[1], language=language, at=at)
            search.put(voice)
            tallies.received(voice, timezone.localtime(at).date())
            _seal(voice, by, at)
    except BaseException:
        if stored:
            pictures.remove(stored)
        raise
    return Receipt(voice, voice.number, secret, voice.due_on)


def _insert(voice: Voice) -> Voice | None:
    """Save under a free number; or the voice that the same form posted a moment ago, which wins."""
    for _try in range(_TRIES):
        voice.number = receipts.new_number()
        voice.pk = None
        try:
            with transaction.atomic():
                voice.save(force_insert=True)
            return None
        except IntegrityError:
            if (known := _known(voice)) is not None:
                return known
    raise Refused("no-number", _("Het lukte niet een nummer te maken. Verstuur het nog eens."))


def _known(voice: Voice) -> Voice | None:
    """The voice that this form posted before. Another text under the same key is another voice, and gets no key."""
    if voice.posted_key is None:
        return None
    known = Voice.objects.filter(posted_key=voice.posted_key).select_related("neighbourhood").first()
    if known is None:
        return None
    if known.neighbourhood_id == voice.neighbourhood_id and (known.words, known.kind) == (voice.words, voice.kind):
        return known
    raise Refused(
        "posted-already",
        _("U heeft vanaf deze pagina al iets gestuurd. Wilt u nog iets zeggen? Open dan een nieuwe pagina."),
    )


def _kept_key(posted_key: str | None) -> str | None:
    """The hash of the form's key: whoever reads the database cannot make the secret out of it."""
    if not posted_key:
        return None
    try:
        return hashlib.sha256(uuid.UUID(posted_key).bytes).hexdigest()
    except ValueError:
        return None


def _secret(posted_key: str | None) -> str:
    """Drawn at random; or made from the form's own key, so that a form sent twice shows the same receipt twice."""
    if _kept_key(posted_key) is None:
        return receipts.new_secret()
    key = uuid.UUID(str(posted_key)).bytes
    digest = salted_hmac("stoep.voices.secret", key.hex(), algorithm="sha256").digest()
    return "".join(receipts.ALPHABET[byte % len(receipts.ALPHABET)] for byte in digest[: receipts.SECRET_LENGTH])


def _check(voice: Voice, today: date) -> None:
    if voice.kind not in Voice.Kind.values:
        raise Refused("kind", _("Kies wat u wilt zeggen: een verhaal, idee, zorg, vraag, aanbod of wat goed gaat."))
    if voice.channel not in Voice.Channel.values:
        raise Refused("channel", _("Kies hoe dit binnenkwam: op een kaart, gesproken of via een beroepskracht."))
    if voice.audience not in Voice.Audience.values:
        raise Refused("audience", _("Kies wie uw woorden mag lezen."))
    if voice.year_band and voice.year_band not in Person.YearBand.values:
        raise Refused("band", _("Kies een leeftijdsgroep uit de lijst, of laat dit leeg."))
    if voice.buurt_code and not buurten.is_one(voice.buurt_code):
        raise Refused("buurt", _("Kies een buurt uit de lijst, of laat dit leeg."))
    _check_day(voice.said_on, today)
    if voice.channel == Voice.Channel.SPOKEN and not voice.read_back:
        raise Refused("read-back", _("Lees de tekst eerst voor. Zet daarna een vinkje bij 'voorgelezen en akkoord'."))


def _check_day(said_on: date, today: date) -> None:
    mistake = rules.said_wrongly_on(said_on, today)
    if mistake == "future":
        raise Refused("said-on", _("Deze dag moet nog komen. Kijk de datum na, ook het jaar."))
    if mistake:
        raise Refused("said-on", _("Deze dag is meer dan tien jaar geleden. Kijk de datum na, ook het jaar."))


def _seal(voice: Voice, by: Actor, at: datetime) -> None:
    """The author's own name never goes into the log with their words; a host's who took them down does."""
    actor = by if voice.taken_down_by_id else Actor(by.side, by.organisation)
    record.seal(
        neighbourhood=voice.neighbourhood,
        act="voices.post",
        subject=subject(voice),
        by=actor,
        at=at,
        facts={
            "number": voice.number,
            "kind": voice.kind,
            "channel": voice.channel,
            "audience": voice.audience,
            "open": voice.is_shown,
            "answers": 0,
            "named": bool(voice.called),
            "added": bool(voice.already),
            "together_with": "",
            "due_on": voice.due_on.isoformat(),
            "told": f"Inbreng {voice.spoken} is ontvangen ({_CHANNELS[voice.channel]}).",
        },
        personal={"words": voice.words, "called": voice.called, "already": voice.already},
        rows=[voice, *Photo.objects.filter(voice=voice)],
    )


# The log speaks one language, whatever the reader's.
_CHANNELS = {
    "screen": "op het scherm",
    "card": "op een kaart",
    "spoken": "gesproken",
    "professional": "via een beroepskracht",
}
