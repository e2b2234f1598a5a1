"""What is whispered: who the two are that read it, and the texts of one conversation."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cryptography.fernet import InvalidToken
from django.db.models import QuerySet

from stoep.conflicts import rules
from stoep.conflicts.models import Reached, Whisper, Whispered
from stoep.network import queries as network
from stoep.network.models import Post
from stoep.network.standing import Standing
from stoep.people import sealing
from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from stoep.shared import receipts


@dataclass(frozen=True, slots=True)
class Confidant:
    """One of the two who read: their name, for which organisation, and how they are reached without a screen."""

    post: Post
    name: str
    organisation: str
    reached: Reached | None

    def name_of(self, person: Person) -> bool:
        """Whether this is that very person."""
        return self.post.person_id == person.pk


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a conversation, opened. `to` and `party` say where a confidant asks to pass it on to."""

    row: Whispered
    words: str
    to: str = ""
    party: str = ""


def confidants(neighbourhood: Neighbourhood, today: date) -> list[Confidant]:
    """The two who read what is whispered here today, by name: the first two, should a table have named more.

    Somebody counts once they said themselves that they work for the independent organisation.
    """
    posts = network.running_posts(neighbourhood, today).filter(kind=Post.Kind.TRUSTED)
    found = [post for post in posts if _counts(post)][: rules.READERS]
    reached = {row.post_id: row for row in Reached.objects.filter(post__in=found)}
    return [
        Confidant(
            post,
            post.person.name,
            post.person.organisation.name if post.person.organisation else "",
            reached.get(post.pk),
        )
        for post in found
    ]


def _counts(post: Post) -> bool:
    return post.person.side == "independent" and not network.waits_for_word(post, post.person)


def is_confidant(standing: Standing, today: date) -> bool:
    """Whether the one who stands here reads what is whispered here: one of the two, with a second factor."""
    if not standing.is_trusted or standing.person is None:
        return False
    return any(one.post.person_id == standing.person.pk for one in confidants(standing.neighbourhood, today))


def whispers(neighbourhood: Neighbourhood) -> QuerySet[Whisper]:
    """Every conversation here that is still kept; those that are closed last, the longest waiting first."""
    return Whisper.objects.filter(neighbourhood=neighbourhood).order_by("closed_on", "last_on", "number")


def whisper_by(number: str, secret: str) -> Whisper | None:
    """The conversation of whoever holds this number and this secret; None otherwise. In constant time, also then."""
    found = Whisper.objects.select_related("neighbourhood").filter(number=receipts.tidy(number)[:7]).first()
    kept = found.secret_hash if found else receipts.secret_hash("nobody")
    matches = receipts.secret_matches(secret, kept)
    return found if found and matches else None


def texts_of(whisper: Whisper) -> Sequence[Text]:
    """What was said in it, in order. A text whose key is lost says so by having no words."""
    return [_opened(row) for row in whisper.texts.order_by("place")]


def _opened(row: Whispered) -> Text:
    try:
        held: dict[str, Any] = json.loads(sealing.unseal(row.sealed_words))
    except InvalidToken:
        return Text(row, "")
    return Text(row, held.get("words", ""), held.get("to", ""), held.get("party", ""))
