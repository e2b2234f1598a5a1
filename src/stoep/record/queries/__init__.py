"""Questions to the log: entries, proofs and checkpoints, its keys, who countersigned it, and the file to export."""

from stoep.record.queries.export import export_lines
from stoep.record.queries.keys import Period, key_history, public_keys
from stoep.record.queries.log import (
    Growth,
    checkpoints_by_words,
    consistency,
    entries_about,
    entries_before,
    erased_fields,
    growth,
    inclusion,
    latest_checkpoint,
    log_of,
    opened,
    proof,
    root_at,
)
from stoep.record.queries.seen import (
    Seen,
    Sight,
    note_of,
    policy_of,
    running_witnesses,
    seen,
    sights,
    unseen_since,
    witness_request,
)

__all__ = [
    "Growth",
    "Period",
    "Seen",
    "Sight",
    "checkpoints_by_words",
    "consistency",
    "entries_about",
    "entries_before",
    "erased_fields",
    "export_lines",
    "growth",
    "inclusion",
    "key_history",
    "latest_checkpoint",
    "log_of",
    "note_of",
    "opened",
    "policy_of",
    "proof",
    "public_keys",
    "root_at",
    "running_witnesses",
    "seen",
    "sights",
    "unseen_since",
    "witness_request",
]
