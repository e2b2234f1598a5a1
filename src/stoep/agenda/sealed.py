"""Which rows of the agenda the log seals whole."""

from __future__ import annotations

from stoep.agenda.models import (
    Carrying,
    Decision,
    Edit,
    Item,
    Origin,
    Remark,
    StickerCount,
    Upkeep,
    Version,
    Vision,
    VisionDissent,
    VisionEndorsement,
)
from stoep.record.rows import Sealed

_APART = "hidden with a mark of its own: agenda.actions.hide_words"
ROWS = (
    Sealed(
        Item,
        of="neighbourhood",
        leave={
            "posted_key": "keeps a form from counting twice; no page shows it",
            "contradicted_count": "a count, worked out from what authors said, which is sealed with each origin",
            "last_told_on": "how often followers are told; no page shows it, and no act seals it",
        },
        many=("partners",),
    ),
    Sealed(Origin, of="item__neighbourhood", stays={"author_words": _APART}),
    Sealed(Edit, of="item__neighbourhood"),
    Sealed(
        Remark,
        of="item__neighbourhood",
        along=("organisation__name", "organisation__kind"),
        stays={"words": _APART},
    ),
    Sealed(Carrying, of="item__neighbourhood"),
    Sealed(Decision, of="neighbourhood", later={"missed": None, "young": None}),
    Sealed(StickerCount, of="neighbourhood", stays={"counts": "numbers by the code of an item"}),
    Sealed(Version, of="neighbourhood"),
    Sealed(Vision, of="neighbourhood"),
    Sealed(VisionEndorsement, of="vision__neighbourhood", along=("organisation__name", "organisation__kind")),
    Sealed(VisionDissent, of="vision__neighbourhood"),
    Sealed(Upkeep, of="item__neighbourhood"),
)
