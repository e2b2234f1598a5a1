"""Help with an idea: its author asks for it, somebody takes it up by name, and it is told what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries, rules
from stoep.budgeting.actions import doors
from stoep.budgeting.actions.ideas import live, of_author
from stoep.budgeting.models import Help, Idea
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.shared.actor import VISITOR, Actor
from stoep.shared.refusal import Refused
from stoep.voices import pictures
from stoep.voices.rules import Proof


@transaction.atomic
def ask_help(*, idea: Idea, kind: str, at: datetime, secret: str | Proof = "", by: Standing | None = None) -> Help:
    """Its author asks for somebody to think along, a drawing, or what it roughly costs. Twice is once."""
    found = doors.idea_now(idea)
    through = of_author(found, secret, by, act="budgeting.ask_help")
    live(found, at)
    if kind not in Help.Kind.values:
        raise Refused("choice", _("Kies welke hulp u wilt."))
    known = found.helps.filter(kind=kind, came_at__isnull=True).first()
    if known:
        return known
    made = Help.objects.create(idea=found, kind=kind, asked_at=at)
    _seal("budgeting.ask_help", "Bij een idee is om hulp gevraagd.", made, through.actor() if through else VISITOR, at)
    return made


@transaction.atomic
def take_up(*, help: Help, by: Standing, at: datetime) -> Help:
    """Somebody of the network says: I do this. Refused: "taken" by another, "over"."""
    found = _open(help, by, at, act="budgeting.take_up_help")
    if found.taken_by_id and found.taken_by_id != (by.person.pk if by.person else None):
        raise Refused("taken", _("Iemand anders doet dit al. Kijk op de pagina van het idee wie."))
    found.taken_by, found.taken_at = by.person, found.taken_at or at
    found.save(update_fields=["taken_by", "taken_at"])
    told = "Iemand helpt een maker met een idee."
    _seal("budgeting.take_up_help", told, found, by.actor(), at)
    return found


def help_came(
    *, help: Help, came: str, by: Standing, at: datetime, cents: int | None = None,
    picture: tuple[IO[bytes], str] | None = None,
) -> Help:  # fmt: skip
    """What came of it, by whoever took it up: in words; a drawing for the ballot, or what the idea roughly costs.

    Refused: "not-yours", "empty", "sum", "described", "ballot-waits" (a sum), and as pictures.clean.
    """
    network.require_here(by, help.idea.round.neighbourhood_id, right="take-part", act="budgeting.help_came")
    stored = pictures.store(pictures.clean(picture[0])) if picture else ""
    try:
        return _came(help, came, by, at, cents, (stored, picture[1]) if picture else None)
    except BaseException:
        if stored:
            pictures.remove(stored)
        raise


@transaction.atomic
def _came(
    help: Help, came: str, by: Standing, at: datetime, cents: int | None, picture: tuple[str, str] | None
) -> Help:
    found = _open(help, by, at, act="budgeting.help_came")
    if found.taken_by_id is None or found.taken_by_id != (by.person.pk if by.person else None):
        raise Refused("not-yours", _("Zeg eerst dat u dit doet. Daarna schrijft u op wat ervan kwam."))
    said = doors.asked("empty", _("Schrijf op wat ervan kwam. Eén zin is genoeg."), came=came)
    if cents is not None:
        doors.amounts_open(found.idea.round, at)
    found.came, found.came_at = said["came"], at
    found.save(update_fields=["came", "came_at"])
    idea = _with(found.idea, cents, picture)
    told = "De hulp bij een idee is klaar."
    _seal("budgeting.help_came", told, found, by.actor(), at, rows=[idea], came=found.came)
    return found


def _with(idea: Idea, cents: int | None, picture: tuple[str, str] | None) -> Idea:
    if cents is not None:
        if not 0 < cents <= rules.MOST_CENTS:
            raise Refused("sum", _("Dit bedrag kan niet. Schrijf bijvoorbeeld 2.500, of laat het leeg."))
        if queries.standing_of(idea) in ("waiting", "repaired"):
            idea.guessed_cents = cents
    if picture:
        described = doors.texts(picture_described=picture[1])["picture_described"]
        if not described:
            raise Refused("described", _("Schrijf op wat er te zien is, voor wie de tekening niet ziet."))
        old = str(idea.picture.name)
        idea.picture, idea.picture_described = picture[0], described
        if old:
            transaction.on_commit(lambda: pictures.remove(old))
    idea.save(update_fields=["guessed_cents", "picture", "picture_described"])
    return idea


def _open(help: Help, by: Standing, at: datetime, *, act: str) -> Help:
    network.require_here(
        by, help.idea.round.neighbourhood_id, right="take-part", act=act, subject=doors.subject_of_idea(help.idea)
    )
    idea = doors.idea_now(help.idea)
    live(idea, at)
    found = Help.objects.get(pk=help.pk)
    found.idea = idea
    if found.came_at:
        raise Refused("over", _("Deze hulp is al gegeven. Op de pagina van het idee staat wat ervan kwam."))
    return found


def _seal(
    act: str, told: str, help: Help, by: Actor, at: datetime, *, rows: list[Any] | None = None, **personal: str
) -> None:
    idea = help.idea
    doors.seal(
        act, told, idea.round, by, at, rows=[help, *(rows or [])], subject=doors.subject_of_idea(idea),
        personal=personal, number=idea.voice.number, kind=help.kind,
    )  # fmt: skip
