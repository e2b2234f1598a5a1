"""The acts of the log: seal an act, sign a checkpoint, erase what was personal, let witnesses and time be heard."""

from stoep.record.actions.checkpoint import checkpoint, daily
from stoep.record.actions.cosign import NotOurs, cosign
from stoep.record.actions.erase import erase
from stoep.record.actions.renew import renew_key, take_over
from stoep.record.actions.seal import seal
from stoep.record.actions.stamp import stamp, stamp_daily
from stoep.record.actions.wipe import made_again, mark_erased, sweep, wipe
from stoep.record.actions.witness import admit_witness, end_witness, set_policy

__all__ = [
    "NotOurs",
    "admit_witness",
    "checkpoint",
    "cosign",
    "daily",
    "end_witness",
    "erase",
    "made_again",
    "mark_erased",
    "renew_key",
    "seal",
    "set_policy",
    "stamp",
    "stamp_daily",
    "sweep",
    "take_over",
    "wipe",
]
