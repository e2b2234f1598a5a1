"""Which rows of the log itself the log seals whole.

Cosignatures and time stamps are signed by others and prove themselves; keys, entries and checkpoints are laid beside
the log by `inspection`.
"""

from __future__ import annotations

from stoep.record.models import Witness, WitnessPolicy
from stoep.record.rows import Sealed

ROWS = (
    Sealed(Witness, of="neighbourhood", stays={"key": "a public key, by which a signature is checked"}),
    Sealed(WitnessPolicy, of="neighbourhood"),
)
