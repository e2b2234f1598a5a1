"""Cosign: take in what witnesses signed. Their signature is the authority: whoever brings it needs no account."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.core.sealing.checkpoint import Unreadable, encode
from stoep.core.sealing.note import Key, SignedCheckpoint, verifies
from stoep.record import queries, rules
from stoep.record.models import Checkpoint, Cosignature, Log, Witness
from stoep.shared.refusal import Refused

LONGEST_NOTE = 64_000


class NotOurs(Refused):
    """The note is about a checkpoint that this log does not have; `size` is that of the newest one here."""

    def __init__(self, size: int) -> None:
        super().__init__(
            "other-checkpoint",
            _(
                "Dit logboek heeft deze stempel niet. Hier is de nieuwste over %(size)s regels. Bewaar uw bestand, "
                "en vertel het de bewonersorganisatie."
            ),
            size=size,
        )
        self.size = size


@transaction.atomic
def cosign(*, log: Log, note: str, at: datetime) -> list[Cosignature]:
    """The cosignatures in this note, stored: one a witness, and again the same one when it was here already.

    A newer signature of the same witness over the same checkpoint takes the place of the older; never the other way
    round. Refused: unreadable, of another log (NotOurs when it is another history), or signed by no running witness.
    """
    signed = _read(note)
    point = signed.checkpoint
    row = Checkpoint.objects.filter(log=log, size=point.size, root=encode(point.root)).first()
    if point.origin != log.origin:
        raise Refused("other-log", _("Dit hoort bij het logboek van een andere wijk. Breng het daar."))
    if row is None:
        newest = queries.latest_checkpoint(log)
        raise NotOurs(newest.size if newest else 0)
    Log.objects.select_for_update().get(pk=log.pk)  # two witnesses, or one twice, come one by one
    found = [
        stored
        for witness in queries.running_witnesses(log.neighbourhood)
        if (stored := _of(witness, signed, row, at)) is not None
    ]
    if not found:
        raise Refused(
            "no-witness",
            _("Hier staat geen handtekening onder van een getuige van deze wijk. Kijk welke sleutel u heeft."),
        )
    return found


def _read(note: str) -> SignedCheckpoint:
    try:
        if len(note) > LONGEST_NOTE:
            raise Unreadable("too long")
        return SignedCheckpoint.read(note)
    except Unreadable as error:
        raise Refused(
            "unreadable", _("Dit is geen stempel. Neem het hele bestand dat stoep-witness.py maakte.")
        ) from error


def _of(witness: Witness, signed: SignedCheckpoint, row: Checkpoint, at: datetime) -> Cosignature | None:
    """What this witness signed in the note, stored; None when nothing. Refused when it is false or its clock is."""
    key = Key.read(witness.key)
    lines = [line for line in signed.signatures if (line.name, line.key_id) == (key.name, key.id())]
    if not lines:
        return None
    data = lines[-1].data
    if not verifies(key, signed.checkpoint, data):
        raise Refused(
            "false-signature", _("De handtekening van %(called)s klopt niet. Zet haar opnieuw."), called=witness.called
        )
    seconds = int.from_bytes(data[:8], "big")
    signed_at = datetime.fromtimestamp(min(seconds, 2**33), UTC)
    if rules.clock_is_wrong(signed_at=signed_at, made_at=row.made_at, now=at):
        raise Refused("clock", _("De klok van de getuige loopt verkeerd. Zet de klok goed en teken opnieuw."))
    known = Cosignature.objects.filter(checkpoint=row, witness=witness).first()
    if known is None:
        return Cosignature.objects.create(
            checkpoint=row, witness=witness, data=data, signed_at=signed_at, received_at=at
        )
    if signed_at > known.signed_at:
        known.data, known.signed_at, known.received_at = data, signed_at, at
        known.save()
    return known
