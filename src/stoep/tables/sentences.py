"""What the acts of this room say in the public log, in the language of the reader (stoep.record.sentences)."""

from __future__ import annotations

from stoep.record.sentences import Telling

CHOSEN_BY: dict[str, str] = {}
TOLD: dict[str, Telling] = {}
# What somebody wanted to do who was refused, after "Iemand probeerde dit:".
TRIED: dict[str, Telling] = {}
