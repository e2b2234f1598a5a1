"""Who somebody is in one neighbourhood, at one moment: everything that decides about a right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stoep.network.models import Seat
from stoep.network.rules import INDEPENDENT, LEADING_SIDES, MUNICIPALITY, NEVER_HOST, RESIDENT
from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from stoep.shared.actor import VISITOR, Actor

Right = Literal["lead", "host", "contacts", "take-part", "residents-key", "independent-key"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Who somebody is in one neighbourhood, at one moment: everything that decides about a right.

    `side` is "visitor" for nobody, else an organisation's kind; `posts` are the kinds of the running posts here
    ("host", "worker", "official"). Without `second_factor` no seat and no post gives any right.
    """

    neighbourhood: Neighbourhood
    person: Person | None = None
    side: str = "visitor"
    seat: Seat | None = None
    posts: frozenset[str] = frozenset()
    second_factor: bool = False
    lives_here: bool = False
    organisation_name: str = ""
    # The organisation for which a table put them here, while they have not said that they work there: until then
    # they have no seat and no post.
    asked_for: str = ""

    @property
    def leads(self) -> bool:
        """Whether they may lead: a seat of residents or of the independent organisation, and a second factor."""
        return self.seat is not None and self.side in LEADING_SIDES and self.second_factor

    @property
    def holds_residents_key(self) -> bool:
        """Whether they turn the key of the residents."""
        return self.leads and self.side == RESIDENT

    @property
    def holds_independent_key(self) -> bool:
        """Whether they turn the key of the independent organisation."""
        return self.leads and self.side == INDEPENDENT

    @property
    def hosts(self) -> bool:
        """Whether they do a host's work: check texts, type over cards. Never the municipality or the police."""
        return self.leads or self.reads_contacts

    @property
    def reads_contacts(self) -> bool:
        """Whether they read telephone numbers and addresses that people gave here: hosts and workers, nobody else."""
        has_post = bool(self.posts & {"host", "worker"}) and self.side not in NEVER_HOST
        return has_post and self.second_factor

    @property
    def is_clerk(self) -> bool:
        """Whether they write down what the council decided: its clerk (griffier), with a second factor."""
        return "clerk" in self.posts and self.side == MUNICIPALITY and self.second_factor

    @property
    def is_trusted(self) -> bool:
        """Whether they read what people dare not say in public: named, of the independent organisation."""
        return "trusted" in self.posts and self.side == INDEPENDENT and self.second_factor

    @property
    def is_institution(self) -> bool:
        """Whether they speak for an organisation other than the residents' or the independent one."""
        return self.side not in {"visitor", RESIDENT, INDEPENDENT}

    @property
    def in_network(self) -> bool:
        """Whether they belong to the network here: any seat or post, with a second factor."""
        return self.second_factor and (self.seat is not None or bool(self.posts))

    @property
    def waits_for_second_factor(self) -> bool:
        """Whether only a second factor lies between them and their rights."""
        return not self.second_factor and (self.seat is not None or bool(self.posts))

    def actor(self) -> Actor:
        """The same one as the log names them."""
        if self.person is None:
            return VISITOR
        return Actor(side=self.side, organisation=self.organisation_name, name=self.person.name)

    def has(self, right: Right) -> bool:
        """Whether this standing gives the right that is asked."""
        return {
            "lead": self.leads,
            "host": self.hosts,
            "contacts": self.reads_contacts,
            "take-part": self.in_network,
            "residents-key": self.holds_residents_key,
            "independent-key": self.holds_independent_key,
        }[right]
