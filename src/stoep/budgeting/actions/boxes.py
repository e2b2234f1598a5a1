"""The box of a round comes into being with its name, and gets the key that seals, in a public meeting."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries, rules
from stoep.budgeting.actions import doors
from stoep.budgeting.models import Box, Counter, Round
from stoep.core.ballots import countkey
from stoep.network.standing import Standing
from stoep.shared.actor import VISITOR
from stoep.shared.refusal import Refused


def box_of(round: Round) -> Box:
    """The box of this round, made now if there is none; call it while the round is held."""
    found = Box.objects.filter(round=round).first()
    if found:
        return found
    name = f"{round.neighbourhood.slug}/{round.number}/{secrets.token_hex(8)}"
    return Box.objects.create(round=round, name=name)


@transaction.atomic
def make_count_key(*, round: Round, by: Standing, at: datetime) -> tuple[str, ...]:
    """A new count key; returns the words of the five sheets, in the order of the counters. They are kept nowhere.

    A key that was there before is worthless from now on, and all counters say anew that they hold their sheet.
    Refused: "not-open", "counters", "voting".
    """
    act = "budgeting.make_count_key"
    round = doors.theirs(round, by, act=act)
    if not round.announced_at or round.stopped_at:
        raise Refused("not-open", _("Deze ronde is niet open. Maak de sleutel als de ronde open is."))
    if at >= round.voting_from and not queries.lacking(round):
        raise Refused("voting", _("Het stemmen is begonnen. De sleutel kan niet meer anders."))
    counters = list(round.counters.order_by("order"))
    if len(counters) != rules.COUNTERS:
        raise Refused("counters", _("Er zijn vijf tellers nodig. Schrijf eerst op wie dat zijn."))
    box, made = box_of(round), countkey.make(len(counters))
    box.public, box.key_made_by, box.key_made_at = made.public.hex(), by.person, at
    box.save(update_fields=["public", "key_made_by", "key_made_at"])
    for counter, words in zip(counters, made.sheets, strict=True):
        counter.sheet_hash, counter.confirmed_at = countkey.sheet_hash(words).hex(), None
        counter.save(update_fields=["sheet_hash", "confirmed_at"])
    told = "De sleutel voor het tellen is gemaakt. Vijf tellers hebben elk een blad."
    doors.seal(act, told, round, by.actor(), at, rows=[box, *counters], key=made.public.hex())
    return made.sheets


@transaction.atomic
def confirm_sheet(*, counter: Counter, words: str, at: datetime) -> Counter:
    """A counter says to hold the sheet, by typing its words. Nobody is asked who they are: the words show it.

    Refused: "no-key", "length", "word", "checksum" (what is wrong with the words), "other-sheet".
    """
    round = doors.now(counter.round)
    found = Counter.objects.select_related("round__neighbourhood").get(pk=counter.pk)
    if not found.sheet_hash:
        raise Refused("no-key", _("De sleutel is nog niet gemaakt. Dat gebeurt in een open bijeenkomst."))
    _readable(words)
    if not countkey.is_sheet(words, bytes.fromhex(found.sheet_hash)):
        raise Refused("other-sheet", _("Deze woorden horen niet bij dit blad. Kijk of u de goede teller koos."))
    if found.confirmed_at is None:
        found.confirmed_at = at
        found.save(update_fields=["confirmed_at"])
        told = "Een teller heeft laten zien het eigen blad te hebben."
        doors.seal("budgeting.confirm_sheet", told, round, VISITOR, at, rows=[found], counter=found.order)
    return found


_SLIPS = {
    "length": _("Op een blad staan 33 woorden. Tel ze na."),
    "word": _("Een van deze woorden staat op geen enkel blad. Kijk naar tikfouten."),
    "checksum": _("Ergens is een woord verwisseld of verkeerd overgetypt. Lees het blad nog eens na."),
}


def _readable(words: str) -> None:
    slip = countkey.slip_in(words)
    if slip:
        raise Refused(slip, _SLIPS[slip])
