"""The doors that every act in this room passes: whose line it is, one after another, and what may be typed."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from stoep.calendar import rules
from stoep.calendar.models import Entry
from stoep.network import actions as network
from stoep.network.rules import LEADING_SIDES
from stoep.network.standing import Standing
from stoep.places import queries as places
from stoep.places.models import Neighbourhood
from stoep.places.streets import Known
from stoep.shared.refusal import NotAllowed, Refused
from stoep.shared.typed import Limits


def lock(neighbourhood_id: int) -> Neighbourhood:
    """The neighbourhood, locked until the transaction ends: acts in one calendar come one after the other."""
    return Neighbourhood.objects.select_for_update(no_key=True).get(pk=neighbourhood_id)


def subject_of(entry: Entry) -> str:
    """How the log calls a line of the calendar."""
    return f"calendar:{entry.pk}"


def keeps(entry: Entry, by: Standing) -> bool:
    """Whether they may change this line: who wrote it, their organisation, or a host, who writes for all."""
    return by.hosts or _own(entry, by)


def answers_for(entry: Entry, by: Standing) -> bool:
    """Whether they may say yes or no for whoever asks this: a host does so for residents, and for nobody else."""
    return _own(entry, by) or (by.hosts and entry.party in LEADING_SIDES)


def _own(entry: Entry, by: Standing) -> bool:
    if by.person is None or not by.in_network:
        return False
    works = by.person.organisation_id
    return entry.entered_by_id == by.person.pk or (
        works is not None and works in (entry.entered_from_id, entry.organisation_id)
    )


def own_entry(entry: Entry, by: Standing, *, act: str, kept_by: str = "") -> Entry:
    """The line as it stands now, for who keeps it.

    Refused: it was withdrawn, or a higher room keeps it and does not ask, or it comes from another calendar.
    """
    network.require_here(by, entry.neighbourhood_id, right="take-part", act=act, subject=subject_of(entry))
    lock(entry.neighbourhood_id)
    found = Entry.objects.select_related("neighbourhood", "feed").get(pk=entry.pk)
    if not keeps(found, by):
        raise NotAllowed(
            "not-yours", _("Alleen wie dit in de kalender zette, of een gastheer of gastvrouw, verandert het."),
            neighbourhood=by.neighbourhood, actor=by.actor(), act=act, subject=subject_of(found),
        )  # fmt: skip
    if found.kept_by != kept_by:
        raise Refused("kept-elsewhere", _("Dit staat ook op een eigen pagina. Verander het daar."))
    if found.feed is not None and found.feed.ended_at is None:
        raise Refused(
            "of-a-feed", _("Dit komt uit de agenda van %(name)s. Vraag het hun om het daar te veranderen."),
            name=found.feed.name,
        )  # fmt: skip
    return found


def not_withdrawn(entry: Entry) -> Entry:
    """The same line; Refused when it is off already."""
    if entry.withdrawn_at is not None:
        raise Refused("withdrawn", _("Dit gaat niet door. Er verandert niets meer aan."))
    return entry


_TYPED = Limits(rules.LIMITS, rules.WORDS_LIMIT)
texts, asked = _TYPED.texts, _TYPED.asked


def streets(neighbourhood: Neighbourhood, typed: Iterable[str]) -> list[str]:
    """Each street once, as the list of the neighbourhood spells it. Refused as `texts` does."""
    given = [texts(street=street)["street"] for street in typed]
    known = places.streets(neighbourhood) if given else Known()
    return rules.tidy_streets(known.spelled(street) for street in given)[: rules.MOST_STREETS]
