"""Questions about policy, advice, overrides and partner cards. Read only."""

from stoep.council.queries.advice import (
    PAGE,
    AdviceLine,
    advice_here,
    advices,
    documents_of,
    notes_of,
    of_items,
    open_advice,
    shown,
)
from stoep.council.queries.cards import Party, card_of, owed, parties, party_here, versions_of
from stoep.council.queries.links import (
    LinkLine,
    clashes,
    ended_links,
    link_here,
    links_of,
    links_of_policy,
    policies,
    policy_here,
    running_links,
    shown_links,
    terms,
)
from stoep.council.queries.overrides import OverrideLine, override_here, overrides
from stoep.council.queries.owing import Late, late_here

__all__ = [
    "PAGE",
    "AdviceLine",
    "Late",
    "LinkLine",
    "OverrideLine",
    "Party",
    "advice_here",
    "advices",
    "card_of",
    "clashes",
    "documents_of",
    "ended_links",
    "late_here",
    "link_here",
    "links_of",
    "links_of_policy",
    "notes_of",
    "of_items",
    "open_advice",
    "override_here",
    "overrides",
    "owed",
    "parties",
    "party_here",
    "policies",
    "policy_here",
    "running_links",
    "shown",
    "shown_links",
    "terms",
    "versions_of",
]
