"""Several ideas made one by their authors: one proposes it, and it stands when each of them said yes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _say
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import rules
from stoep.budgeting.actions import doors
from stoep.budgeting.actions.ideas import live, of_author
from stoep.budgeting.models import Consent, Idea
from stoep.network.standing import Standing
from stoep.shared.actor import VISITOR, Actor
from stoep.shared.refusal import Refused
from stoep.voices import actions as voices
from stoep.voices.models import Voice
from stoep.voices.rules import Proof

MOST = 10


@transaction.atomic
def propose_together(
    *,
    idea: Idea,
    others: Sequence[Idea],
    title: str,
    words: str,
    at: datetime,
    today: date,
    guessed_cents: int | None = None,
    secret: str | Proof = "",
    by: Standing | None = None,
    **said: Any,
) -> voices.Receipt:
    """A new idea out of this one and others of the same part, by an author of one of them. It has its own number and
    secret; it stands, and the others go on in it, once every author said yes. The others hear that they are asked.

    Refused: "no-others", "other-part", "not-checked", "no-title", "sum", and as voices.post.
    """
    first = doors.idea_now(idea)
    through = of_author(first, secret, by, act="budgeting.propose_together")
    parents = _parents(first, others, at)
    named = doors.asked("no-title", _("Geef uw idee een naam van een paar woorden."), idea=title)["idea"]
    if guessed_cents is not None and not 0 < guessed_cents <= rules.MOST_CENTS:
        raise Refused("sum", _("Dit bedrag kan niet. Schrijf bijvoorbeeld 2.500, of laat het leeg."))
    channel = Voice.Channel.CARD if through else Voice.Channel.SCREEN
    who: dict[str, Any] = {"by": through.actor() if through else VISITOR, "channel": channel}
    if through:
        who |= {"taken_down_by": through.person, "checked_by": through.person}
    receipt = voices.post(
        neighbourhood=first.round.neighbourhood, kind=Voice.Kind.IDEA, words=words, at=at, today=today,
        audience=Voice.Audience.EVERYONE, **who, **said,
    )  # fmt: skip
    made, is_new = Idea.objects.get_or_create(
        voice=receipt.voice,
        defaults={
            "round": first.round, "part": first.part, "title": named, "guessed_cents": guessed_cents, "written_at": at,
        },
    )  # fmt: skip
    if is_new:
        _ask(made, first, parents, through, at)
    return receipt


def _parents(first: Idea, others: Sequence[Idea], at: datetime) -> list[Idea]:
    live(first, at)
    parents = [
        doors.idea_now(other) for other in {other.pk: other for other in others}.values() if other.pk != first.pk
    ]
    if not 0 < len(parents) < MOST:
        raise Refused("no-others", _("Kies één of meer andere ideeën, hoogstens negen."))
    for parent in parents:
        live(parent, at)
        if (parent.round_id, parent.part_id) != (first.round_id, first.part_id):
            raise Refused("other-part", _("Alleen ideeën van dezelfde ronde en hetzelfde deel kunnen samen."))
    if not all(each.voice.is_shown for each in [first, *parents]):
        raise Refused(
            "not-checked", _("Een van deze ideeën staat nog niet openbaar. Wacht tot een gastheer het nakeek.")
        )
    return parents


def _ask(made: Idea, first: Idea, parents: list[Idea], through: Standing | None, at: datetime) -> None:
    way = Consent.Way.PAPER if through else Consent.Way.SECRET
    rows = [
        Consent.objects.create(
            idea=made, parent=first, way=way, said_at=at, taken_down_by=through.person if through else None
        ),
        *(Consent.objects.create(idea=made, parent=parent) for parent in parents),
    ]
    _seal(
        "budgeting.propose_together", "Een maker stelt voor om van ideeën één idee te maken.", made,
        through.actor() if through else VISITOR, at, rows=[made, *rows], title=made.title,
    )  # fmt: skip
    for parent in parents:
        voices.tell_followers(
            voice=parent.voice, subject=partial(_subject, parent), body=partial(_asked, parent, made), at=at
        )


def _subject(parent: Idea) -> str:
    return _say("Uw idee %(number)s: samen verder?") % {"number": parent.voice.spoken}


def _asked(parent: Idea, made: Idea) -> str:
    return _say(
        "Iemand stelt voor om van uw idee en andere ideeën één idee te maken: ‘%(title)s’. Dat gebeurt alleen als u ja "
        "zegt. Lees het, en zeg ja als u het goed vindt: %(page)s"
    ) % {"title": made.title, "page": made.get_absolute_url()}


@transaction.atomic
def say_yes(
    *, idea: Idea, parent: Idea, at: datetime, secret: str | Proof = "", by: Standing | None = None, way: str = ""
) -> Consent:
    """The author of `parent` says yes to go on in `idea`: with the secret, or a host writes down that they said so on
    paper or by telephone (`way`). The last yes makes it so. Twice is once. Refused: "choice", "not-asked".
    """
    child, own = doors.idea_now(idea), doors.idea_now(parent)
    through = of_author(own, secret, by, act="budgeting.say_yes")
    consent = Consent.objects.filter(idea=child, parent=own).first()
    if consent is None:
        raise Refused("not-asked", _("Dit idee is niet gevraagd om mee te gaan."))
    if consent.said_at:
        return consent
    for each in (child, own):
        live(each, at)
    if through and way not in (Consent.Way.PAPER, Consent.Way.PHONE):
        raise Refused("choice", _("Kies of de maker het op papier zei of aan de telefoon."))
    consent.way = way if through else Consent.Way.SECRET
    consent.said_at, consent.taken_down_by = at, through.person if through else None
    consent.save(update_fields=["way", "said_at", "taken_down_by"])
    rows = [consent, *_made_one(child, at)]
    told = "Een maker zei ja om samen verder te gaan in één idee."
    _seal("budgeting.say_yes", told, child, through.actor() if through else VISITOR, at, rows=rows)
    return consent


def _made_one(child: Idea, at: datetime) -> list[Idea]:
    """When all said yes, the parents go on in the new idea. Refused when one of them went another way meanwhile."""
    consents = list(Consent.objects.filter(idea=child).select_related("parent__voice", "parent__round"))
    if not all(each.said_at for each in consents):
        return []
    parents = [each.parent for each in consents]
    for parent in parents:
        live(parent, at)
        parent.made_one = child
        parent.save(update_fields=["made_one"])
    return parents


def _seal(act: str, told: str, idea: Idea, by: Actor, at: datetime, *, rows: list[Any], **personal: str) -> None:
    doors.seal(
        act, told, idea.round, by, at, rows=rows, subject=doors.subject_of_idea(idea), personal=personal,
        number=idea.voice.number,
    )  # fmt: skip
