"""Note: write down something that is here, on a screen or from a card, and give a slip for it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.shared import receipts
from stoep.shared.actor import VISITOR
from stoep.shared.refusal import Refused
from stoep.strengths import kept, queries, rules
from stoep.strengths.actions import door
from stoep.strengths.actions.consent import check_uses
from stoep.strengths.kept import Kept
from stoep.strengths.models import Consent, Strength

_TRIES = 8


@dataclass(frozen=True, slots=True)
class Slip:
    """What the giver takes home. `secret` stands nowhere else: only its hash is kept."""

    strength: Strength
    number: str
    secret: str


@transaction.atomic
def note(
    *,
    neighbourhood: Neighbourhood,
    kind: str,
    words: str,
    at: datetime,
    part: str = "",
    uses: Collection[str] = (),
    channel: str = "screen",
    host: Standing | None = None,
    posted_key: str = "",
    where: str = "",
    spot: str = "",
    reach: str = "",
) -> Slip:
    """Something that is here, or that somebody wishes, for its giver to decide about; nobody sees it but in the uses
    that are named.

    `host` types over a card or takes down what somebody says, and so has looked at it; else a host looks first.
    `where` says in words where it is, and `spot` is the code of a buurt or a point "longitude,latitude": both stand
    in the list only, and what a person can do or wishes has at most a buurt. `reach` is for connectors alone.
    The same form sent twice gives the same slip. Refused: "kind", "part", "uses", "channel", "empty", "too-long",
    "where", "spot", "posted-already".
    """
    if host:
        network.require_here(host, neighbourhood.pk, right="host", act="strengths.note")
    _check(kind, part, uses, channel)
    given = Kept(
        words=door.text(words, most=rules.MOST_WORDS),
        kind=kind,
        part=part,
        where=door.line(where, most=rules.MOST_WHERE),
        spot=spot,
        reach=door.line(reach, most=rules.MOST_REACH) if Consent.Use.MEET in uses else "",
    )
    check_place(neighbourhood, given)
    secret = _secret(posted_key)
    kept_key = hashlib.sha256(posted_key.encode()).hexdigest() if posted_key else None
    if (known := _known(neighbourhood, kept_key, given)) is not None:
        return Slip(known, known.number, secret)
    made = Strength(
        neighbourhood=neighbourhood,
        secret_hash=receipts.secret_hash(secret),
        channel=channel,
        noted_at=at,
        taken_down_by=host.person if host else None,
        posted_key=kept_key,
    )
    door.lay_open(made, given, uses)
    if host:
        made.checked_at, made.checked_by = at, host.person
    _insert(made)
    agreed = [Consent.objects.create(strength=made, use=use, since_at=at) for use in Consent.Use.values if use in uses]
    told = f"Kracht {made.spoken} is opgeschreven."
    by = host.actor() if host else VISITOR
    door.seal("strengths.note", made, told, at=at, by=by, personal=door.opened(made), rows=agreed)
    return Slip(made, made.number, secret)


def check_place(here: Neighbourhood, given: Kept) -> None:
    """Refused("where", "spot") when this cannot stand on the map of this neighbourhood, or must not."""
    if given.kind in rules.OF_PEOPLE and given.where:
        raise Refused("where", _("Van wat iemand kan of wenst, staat nooit een adres op de kaart. Laat dit leeg."))
    if not given.spot:
        return
    named = rules.point(given.spot)
    if named is None:
        if given.spot not in dict(queries.parts(here)):
            raise Refused("spot", _("Kies een deel van de wijk uit de lijst."))
    elif given.kind in rules.OF_PEOPLE:
        raise Refused("spot", _("Van wat iemand kan of wenst, staat nooit een punt op de kaart. Kies een deel."))
    elif not queries.is_near(here, *named):
        raise Refused("spot", _("Dit punt ligt niet in deze wijk. Wijs het nog eens aan."))


def _check(kind: str, part: str, uses: Collection[str], channel: str) -> None:
    if kind not in Strength.Kind.values:
        raise Refused("kind", _("Kies wat het is. Twijfelt u? Kies dan een verhaal."))
    if (part in Strength.Part.values) != (kind == Strength.Kind.GIFT):
        raise Refused("part", _("Zeg van wat iemand kan: hoofd, handen of hart. Bij iets anders niet."))
    check_uses(kind, uses)
    if channel not in Strength.Channel.values:
        raise Refused("channel", _("Kies hoe dit binnenkwam: op een kaart of gesproken."))


def _known(neighbourhood: Neighbourhood, kept_key: str | None, given: Kept) -> Strength | None:
    """What the same form noted before. Another text under the same key is refused: its slip would be another's."""
    known = Strength.objects.filter(posted_key=kept_key).first() if kept_key else None
    if known is None:
        return None
    before = kept.of(known)
    if (known.neighbourhood_id, before.kind, before.words) == (neighbourhood.pk, given.kind, given.words):
        return known
    raise Refused(
        "posted-already",
        _("U heeft vanaf deze pagina al iets gestuurd. Wilt u nog iets zeggen? Open dan een nieuwe pagina."),
    )


def _insert(made: Strength) -> None:
    for _try in range(_TRIES):
        made.number = receipts.new_number()
        try:
            with transaction.atomic():
                made.save(force_insert=True)
            return
        except IntegrityError:
            continue
    raise Refused("no-number", _("Het lukte niet een nummer te maken. Verstuur het nog eens."))


def _secret(posted_key: str) -> str:
    """Drawn at random; or made from the form's own key, so that a form sent twice shows the same slip twice."""
    if not posted_key:
        return receipts.new_secret()
    digest = salted_hmac("stoep.strengths.secret", posted_key, algorithm="sha256").digest()
    return "".join(receipts.ALPHABET[byte % len(receipts.ALPHABET)] for byte in digest[: receipts.SECRET_LENGTH])
