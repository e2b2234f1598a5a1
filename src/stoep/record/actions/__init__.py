"""The acts of the log: seal an act, sign a checkpoint, erase what was personal."""

from stoep.record.actions.checkpoint import checkpoint, daily
from stoep.record.actions.erase import erase
from stoep.record.actions.seal import seal
from stoep.record.actions.wipe import mark_erased, sweep, wipe

__all__ = ["checkpoint", "daily", "erase", "mark_erased", "seal", "sweep", "wipe"]
