"""The doors that every act of this room passes: who may, in which neighbourhood, and with which words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from stoep.agenda import rules as agenda
from stoep.agenda.actions import doors
from stoep.council import rules
from stoep.network.standing import Standing
from stoep.people.models import Organisation
from stoep.places.models import Neighbourhood
from stoep.shared.links import link_host
from stoep.shared.refusal import NotAllowed, Refused
from stoep.shared.typed import within

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LINK_LIMIT = 500


def refusal(
    code: str, sentence: str | _StrPromise, *, by: Standing, act: str, subject: str = "", **params: Any
) -> NotAllowed:
    """The 403 of this act, so that the log tells who tried what."""
    return NotAllowed(
        code, sentence, neighbourhood=by.neighbourhood, actor=by.actor(), act=act, subject=subject, **params
    )


def lock(neighbourhood_id: int) -> Neighbourhood:
    """The neighbourhood, held until the transaction ends: acts of this room happen one after another."""
    return doors.lock(neighbourhood_id)


def needed(typed: str, what: str | _StrPromise) -> str:
    """A text that may not stay empty, cleaned and within its limit; Refused with what to write."""
    found = agenda.clean(typed)
    if not found:
        raise Refused("empty", what)
    return text(found)


def text(typed: str, limit: int = rules.WORDS_LIMIT, *, one_line: bool = False) -> str:
    """A text that may be empty, cleaned; Refused when it is longer than `limit`."""
    found = agenda.clean(typed, one_line=one_line)
    return within(found, limit)


def web_address(typed: str) -> str:
    """An address on the internet that can be shown honestly, or "". Raises Refused("no-link")."""
    link = typed.strip()
    if link and (len(link) > LINK_LIMIT or not link_host(link)):
        raise Refused("no-link", _("Dit is geen adres op internet. Het begint met https:// en heeft geen spaties."))
    return link


def works_for(by: Standing) -> Organisation | None:
    """The organisation for which somebody speaks here, or None for residents."""
    return by.person.organisation if by.person and by.is_institution else None


def shares(words: str, by: Standing, field: str = "words") -> tuple[dict[str, str], dict[str, str]]:
    """(facts, personal): words of an institution stand in the open; those of residents are sealed as a commitment."""
    return ({field: words}, {}) if by.is_institution else ({}, {field: words})
