"""What a promise is at a given day, who may do what with it, and what is too long, too old or too far away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from stoep.shared.links import link_host as link_host  # pages and forms of this room ask it by this name

if TYPE_CHECKING:
    from stoep.network.standing import Standing

State = Literal["open", "late", "kept", "kept-late", "broken"]

WORDS_LIMIT = 2000
CALLED_LIMIT = 120
WHERE_LIMIT = 200
LINK_LIMIT = 500
# The approach runs for twenty years; a line that reaches a little further still fits.
FURTHEST = timedelta(days=366 * 30)
# Older than any agenda that is brought in. Before that it is a slip of the finger.
OLDEST = timedelta(days=366 * 40)
# What stands where a resident's words were, once they are wiped. It is text like theirs, so in Dutch.
ERASED_WORDS = "Deze woorden zijn gewist."
ERASED_CALLED = "een bewoner"
# Why a host wipes them, as the public log says it.
GROUNDS = {
    "asked": "gevraagd door wie het beloofde",
    "mistaken": "de naam van iemand anders was opgeschreven",
    "harm": "bescherming van wie het beloofde",
}
# How long the address of the one who promised is kept once the receiver has judged.
FORGET_AFTER = timedelta(days=30)


def date_that_counts(due_on: date, changes: Sequence[tuple[date, date]]) -> date:
    """The day after which a promise is late: `changes` are (made on, new date), in the order they were made.

    A new date counts when it was said on the old date at the latest. Whoever comes with it after that is already
    late, and a new date does not silence that.
    """
    counts_on = due_on
    for made_on, new_on in changes:
        if made_on <= counts_on:
            counts_on = new_on
    return counts_on


def standing_of(
    due_on: date,
    verdict: tuple[str, date] | None,
    today: date,
    changed: Sequence[tuple[date, date]] = (),
) -> State:
    """How a promise stands on `today`. Only dates and the receiver's newest verdict decide.

    `verdict` is ("kept" or "broken", the day it was kept or said); `changed` as in `date_that_counts`.
    """
    counts_on = date_that_counts(due_on, changed)
    if verdict is None:
        return "late" if today > counts_on else "open"
    kind, on = verdict
    if kind == "broken":
        return "broken"
    return "kept-late" if on > counts_on else "kept"


@dataclass(frozen=True, slots=True)
class Parties:
    """Who a promise is between, by the keys of their rows; None where nobody in particular is named.

    Organisations also by name: somebody may speak for one by a post, and then the standing says for which.

    With no receiver at all the promise was made to the whole wijk.
    """

    promiser: int | None = None
    organisation: int | None = None
    noted_by: int | None = None
    receiver: int | None = None
    receiver_organisation: int | None = None
    receiver_voice: int | None = None

    @property
    def to_the_wijk(self) -> bool:
        return self.receiver is None and self.receiver_organisation is None and self.receiver_voice is None


def may_note(standing: Standing, promiser: int | None, organisation: int | None) -> bool:
    """Whether somebody may write this promise down.

    Hosts, workers and whoever leads note anybody's promise; somebody of an institution only its own (`organisation`
    by key).
    """
    if standing.hosts:
        return True
    if not (standing.is_institution and standing.in_network and standing.person):
        return False
    return promiser == standing.person.pk or (promiser is None and _speaks_for(standing, organisation))


def is_promiser(standing: Standing, parties: Parties) -> bool:
    """Whether somebody is the one who promised: that person; or, if none is named, one of the organisation."""
    if standing.person is None:
        return False
    if parties.promiser is not None:
        return standing.person.pk == parties.promiser
    return standing.in_network and _speaks_for(standing, parties.organisation)


def is_of_promiser(standing: Standing, parties: Parties) -> bool:
    """Whether somebody is the promiser or belongs to the promiser's organisation: they never judge."""
    if standing.person is None:
        return False
    ours = _speaks_for(standing, parties.organisation)
    return ours or standing.person.pk == parties.promiser


def _speaks_for(standing: Standing, organisation: int | None) -> bool:
    """Whether somebody works for this organisation: never by its name, since anybody can give one that name."""
    return organisation is not None and standing.person is not None and standing.person.organisation_id == organisation


def may_change(standing: Standing, parties: Parties) -> bool:
    """Whether somebody may say this promise anew: the one who promised, or who noted it down."""
    noted_it = standing.person is not None and standing.in_network and standing.person.pk == parties.noted_by
    return noted_it or is_promiser(standing, parties)


def may_judge(standing: Standing, parties: Parties, proven_voices: frozenset[int], origins: frozenset[int]) -> bool:
    """Whether somebody is the receiver, and so may say "kept" or "broken".

    `proven_voices`: voices of which they showed the receipt's secret; `origins`: voices the agenda item grew from.
    A promise to the whole wijk is judged by an author of such a voice or by a residents' seat; never by the
    independent organisation alone, and never by the promiser's own organisation.
    """
    if is_of_promiser(standing, parties):
        return False
    if parties.receiver is not None:
        return standing.person is not None and standing.person.pk == parties.receiver
    if parties.receiver_organisation is not None:
        theirs = _speaks_for(standing, parties.receiver_organisation)
        return standing.in_network and theirs
    if parties.receiver_voice is not None:
        return parties.receiver_voice in proven_voices
    return bool(proven_voices & origins) or standing.holds_residents_key


def refused_date(due_on: date, said_on: date, today: date) -> str:
    """Why these dates cannot be: "said-later", "said-too-old", "due-before-said", "due-too-far", or "" if they can."""
    if said_on > today:
        return "said-later"
    if said_on < today - OLDEST:
        return "said-too-old"
    if due_on < said_on:
        return "due-before-said"
    return "due-too-far" if due_on > today + FURTHEST else ""


def plain(text: str) -> str:
    """The text without control characters and marks that turn the reading direction; line breaks and emoji stay."""
    kept = (
        character
        for character in text.replace("\r\n", "\n").replace("\r", "\n")
        if character == "\n" or character == "\t" or (ord(character) >= 32 and character not in _INVISIBLE)
    )
    return "".join(kept).strip()


# C1 controls, direction marks, line and paragraph separators, the byte-order mark, and halves of surrogate pairs.
_INVISIBLE = frozenset(
    [chr(code) for code in range(0x7F, 0xA0)]
    + [chr(code) for code in (0x200E, 0x200F, 0x061C, 0xFEFF, 0x2028, 0x2029)]
    + [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000))]
)
