"""Give an idea for the money, say what it costs, take it back, and forget its words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries, rules
from stoep.budgeting.actions import doors
from stoep.budgeting.models import Idea, Part, Repair, Round
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.actor import VISITOR, Actor
from stoep.shared.refusal import NotAllowed, Refused
from stoep.voices import actions as voices
from stoep.voices import queries as voice_queries
from stoep.voices.models import Voice
from stoep.voices.rules import Proof


@transaction.atomic
def give(
    *,
    round: Round,
    title: str,
    words: str,
    at: datetime,
    today: date,
    part: Part | None = None,
    guessed_cents: int | None = None,
    by: Standing | None = None,
    **said: Any,
) -> voices.Receipt:
    """An idea, as a contribution with its number and secret. `said` is as for voices.post (called, contact, photo, …).

    `by` is a host who types over what somebody wrote or said, also a while after the last day; without one the author
    gives it themselves, and a host looks at the words before others read them. The same form twice is once.
    Refused: "not-now", "part", "no-title", "sum", and as voices.post.
    """
    found = doors.now(round)
    if by is not None:
        network.require_here(by, found.neighbourhood_id, right="host", act="budgeting.give")
    _in_time(found, at, by)
    where = _part(found, part)
    named = doors.asked("no-title", _("Geef uw idee een naam van een paar woorden."), idea=title)["idea"]
    _sum(guessed_cents)
    who: dict[str, Any] = {"by": by.actor() if by else VISITOR}
    if by is not None:
        who |= {"taken_down_by": by.person, "checked_by": by.person}
    receipt = voices.post(
        neighbourhood=found.neighbourhood, kind=Voice.Kind.IDEA, words=words, audience=Voice.Audience.EVERYONE,
        at=at, today=today, **who, **{"channel": Voice.Channel.SCREEN} | said,
    )  # fmt: skip
    idea, made = Idea.objects.get_or_create(
        voice=receipt.voice,
        defaults={
            "round": found, "part": where, "title": named, "guessed_cents": guessed_cents, "written_at": at,
        },
    )  # fmt: skip
    if made:
        _seal("budgeting.give", "Er is een idee voor het geld.", idea, who["by"], at, rows=[idea], title=named)
    return receipt


def _in_time(round: Round, at: datetime, by: Standing | None) -> None:
    """A card that was handed in on the last day is typed over later: hosts may until everything is checked."""
    phases = ("ideas", "checking") if by is not None else ("ideas",)
    sentence = _("Ideeën geven kan nu niet. Kijk op de pagina van de ronde wanneer het wel kan.")
    doors.in_phase(round, at, *phases, code="not-now", sentence=sentence)


def _part(round: Round, part: Part | None) -> Part:
    parts = list(round.parts.order_by("order"))
    if part is None and len(parts) == 1:
        return parts[0]
    if part is None or part.pk not in {each.pk for each in parts}:
        raise Refused("part", _("Kies bij welk deel van de wijk uw idee hoort."))
    return part


def _sum(cents: int | None) -> None:
    if cents is not None and not 0 < cents <= rules.MOST_CENTS:
        raise Refused("sum", _("Dit bedrag kan niet. Schrijf bijvoorbeeld 2.500, of laat het leeg."))


def of_author(idea: Idea, secret: str | Proof, by: Standing | None, *, act: str) -> Standing | None:
    """The host through whom the author speaks; None when the author showed to be the author. Else NotAllowed."""
    if secret and voice_queries.proves(idea.voice, secret):
        return None
    if by is not None and by.hosts and by.neighbourhood.pk == idea.round.neighbourhood_id:
        return by
    raise NotAllowed(
        "wrong-secret",
        _("Dit kan alleen de maker van dit idee. Vul de geheime code van uw bewijs in, of vraag een gastheer."),
        neighbourhood=idea.round.neighbourhood, actor=by.actor() if by else None, act=act,
        subject=doors.subject_of_idea(idea),
    )  # fmt: skip


@transaction.atomic
def guess(*, idea: Idea, cents: int, at: datetime, secret: str | Proof = "", by: Standing | None = None) -> Idea:
    """What its author thinks that it costs, while nobody has worked that out.

    Refused: "sum", "checked", "not-live", "ballot-waits".
    """
    found = doors.idea_now(idea)
    through = of_author(found, secret, by, act="budgeting.guess")
    live(found, at)
    doors.amounts_open(found.round, at)
    _sum(cents)
    standing = queries.standing_of(found)
    # One no keeps nothing off the ballot, and a plan without a sum would keep the whole ballot waiting.
    lacks_sum = standing == "no" and not found.guessed_cents
    if standing not in ("waiting", "repaired") and not lacks_sum:
        raise Refused("checked", _("Er is al gekeken wat dit kost. Herstel het idee, als u het anders wilt."))
    found.guessed_cents = cents
    found.save(update_fields=["guessed_cents"])
    told = "Bij een idee voor het geld staat wat het ongeveer kost."
    _seal("budgeting.guess", told, found, through.actor() if through else VISITOR, at, rows=[found])
    return found


@transaction.atomic
def withdraw(*, idea: Idea, at: datetime, secret: str | Proof = "", by: Standing | None = None) -> Idea:
    """Its author takes the idea back; it stays to be read, and comes on no ballot. Twice is once."""
    found = doors.idea_now(idea)
    through = of_author(found, secret, by, act="budgeting.withdraw_idea")
    if found.withdrawn_at:
        return found
    live(found, at)
    found.withdrawn_at = at
    found.save(update_fields=["withdrawn_at"])
    told = "De maker haalde een idee voor het geld terug."
    _seal("budgeting.withdraw_idea", told, found, through.actor() if through else VISITOR, at, rows=[found])
    return found


def live(idea: Idea, at: datetime) -> None:
    """Go on while the idea goes its own way and the ballot is not made; else Refused."""
    doors.ballot_open(idea.round, at)
    if not idea.is_live:
        raise Refused("not-live", _("Dit idee is teruggehaald, of gaat verder in een ander idee."))


@transaction.atomic
def forget_words(*, voice: Voice, by: Actor = VISITOR, at: datetime) -> int:
    """The title of an idea and what its author changed in it go when its voice is erased; how many rows that were.

    What stands on a ballot stays: people vote on it, or have. web.actions.wipe_voice calls it.
    """
    idea = Idea.objects.select_related("round__neighbourhood", "voice").filter(voice=voice).first()
    if idea is None:
        return 0
    rows: list[Any] = list(Repair.objects.filter(idea=idea).exclude(words=""))
    Repair.objects.filter(pk__in=[row.pk for row in rows]).update(words="")
    if idea.ballot_number is None and idea.title:
        Idea.objects.filter(pk=idea.pk).update(title="")
        rows.append(idea)
    if rows:
        record.erase(
            neighbourhood=idea.round.neighbourhood, subject=doors.subject_of_idea(idea), fields=("title", "words"),
            ground="gevraagd door de maker", by=by, at=at, rows=rows,
        )  # fmt: skip
    return len(rows)


def _seal(act: str, told: str, idea: Idea, by: Actor, at: datetime, *, rows: list[Any], **personal: str) -> None:
    doors.seal(
        act, told, idea.round, by, at, rows=rows, subject=doors.subject_of_idea(idea), personal=personal,
        number=idea.voice.number,
    )  # fmt: skip
