"""The box of a round comes into being with its name, and gets the key that seals, in a public meeting."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries, rules
from stoep.budgeting.actions import doors, remind
from stoep.budgeting.models import Box, Counter, Decision, Round
from stoep.core.ballots import countkey
from stoep.network.rules import MUNICIPALITY
from stoep.network.standing import Standing
from stoep.people.models import Organisation
from stoep.shared.refusal import Refused


def box_of(round: Round) -> Box:
    """The box of this round, made now if there is none; call it while the round is held."""
    found = Box.objects.filter(round=round).first()
    if found:
        return found
    name = f"{round.neighbourhood.slug}/{round.number}/{secrets.token_hex(8)}"
    return Box.objects.create(round=round, name=name)


@transaction.atomic
def make_count_key(*, round: Round, by: Standing, at: datetime, instead_of: str | None = None) -> tuple[str, ...]:
    """A count key; returns the words of the five sheets, in the order of the counters. They are kept nowhere.

    A key that was there before is worthless from now on: all counters hear it, and show anew that they hold their
    sheet. Once a sheet was shown, two keys decide first that a new one comes. `instead_of` is the key that who asks
    saw; a form that is sent twice names an old one. Refused: "made", "not-open", "counters", "voting", "late",
    "two-keys".
    """
    act = "budgeting.make_count_key"
    round = doors.theirs(round, by, act=act)
    if not round.announced_at or round.stopped_at:
        raise Refused("not-open", _("Deze ronde is niet open. Maak de sleutel als de ronde open is."))
    counters = list(round.counters.order_by("order"))
    if len(counters) != rules.COUNTERS:
        raise Refused("counters", _("Er zijn vijf tellers nodig. Schrijf eerst op wie dat zijn."))
    box = box_of(round)
    if instead_of is not None and instead_of != box.public:
        raise Refused(
            "made", _("De bladen zijn al gemaakt. Ze bestaan één keer: opnieuw afdrukken kan niet. Er is niets "
            "veranderd."),
        )  # fmt: skip
    before, made = box.public, countkey.make(len(counters))
    box.key_decision = _allowed(round, box, at)
    box.public, box.key_made_by, box.key_made_at = made.public.hex(), by.person, at
    box.save(update_fields=["public", "key_made_by", "key_made_at", "key_decision"])
    for counter, words in zip(counters, made.sheets, strict=True):
        counter.sheet_hash = countkey.sheet_hash(words).hex()
        counter.confirmed_at = counter.confirmed_by = None
        counter.save(update_fields=["sheet_hash", "confirmed_at", "confirmed_by"])
    told = "De sleutel voor het tellen is gemaakt. Vijf tellers hebben elk een blad."
    doors.seal(
        act, told, round, by.actor(), at, rows=[box, *counters], key=made.public.hex(), anew=bool(before),
        decision=box.key_decision_id or 0,
    )  # fmt: skip
    if before:
        remind.tell_counters(round, at=at)
    return made.sheets


def _allowed(round: Round, box: Box, at: datetime) -> Decision | None:
    """What lets a key be made now; None for a key of which no sheet was shown. Else Refused."""
    decision = queries.new_key_decision(round, box, at)
    may_come_anew(round, at, is_lost=True)
    if decision is None and queries.is_shown(round):
        raise Refused("two-keys", _("Een teller liet al zien het blad te hebben. Een nieuwe sleutel vraagt een reden "
                                    "en twee sleutels. Stel dat eerst voor. Zo'n besluit geldt zeven dagen. Op de "
                                    "laatste dag voor het stemmen moet het van die dag zijn."))  # fmt: skip
    is_lost = decision is None or decision.kind != Decision.Kind.KEY or decision.content["lost"] is not None
    may_come_anew(round, at, is_lost=is_lost)
    return decision


def may_come_anew(round: Round, at: datetime, *, is_lost: bool) -> None:
    """Go on while a key can be made. Refused: "voting", "late" (on the last day, or once voting should have begun)."""
    wrong = rules.new_key_mistake(at, round.voting_from, has_begun=queries.people_vote(round, at), is_lost=is_lost)
    if wrong:
        raise Refused(wrong, _FIXED[wrong])
    doors.in_time(round, at)


_FIXED = {
    "voting": _("Het stemmen is begonnen. De sleutel kan niet meer anders."),
    "late": _("Binnen een dag begint het stemmen. Een nieuwe sleutel komt nu alleen als er een blad weg is."),
}


def asked_anew(round: Round, lost: int | None, at: datetime) -> dict[str, Any]:
    """What a decision for a new key holds. Refused: "no-key" (none was shown yet), "counter", "voting", "late"."""
    if not queries.is_shown(round):
        raise Refused("no-key", _("Nog geen teller liet het blad zien. U kunt de sleutel gewoon maken."))
    if lost is not None and not round.counters.filter(order=lost).exists():
        raise Refused("counter", _("Dit blad is er niet. Kies er een uit de lijst."))
    may_come_anew(round, at, is_lost=lost is not None)
    return {"lost": lost}


@transaction.atomic
def confirm_sheet(*, counter: Counter, words: str, by: Standing, at: datetime) -> Counter:
    """A counter shows to hold the sheet, by its words; `by` is there as they do so, and is named beside it.

    Anybody with a seat or a task here, but not who made the key, nor who works where they work: who printed the sheets
    could type them all. And not this very counter. Residents are many: of them only who made the key is refused.
    The municipality looks on at its own counters only: whose device the words are typed on could keep them, and it may
    have two sheets at most.
    Refused: "no-key", "same-person", "same-party", "own-sheet", "municipality", "late" (voting should have begun),
    "length", "word", "checksum" (what is wrong with the words), "other-sheet".
    """
    act = "budgeting.confirm_sheet"
    round = doors.theirs(counter.round, by, act=act, right="take-part")
    found = Counter.objects.select_related("round__neighbourhood", "party").get(pk=counter.pk)
    box = box_of(round)
    if not found.sheet_hash:
        raise Refused("no-key", _("De sleutel is nog niet gemaakt. Dat gebeurt in een open bijeenkomst."))
    _looks_on(found, box, by)
    doors.in_time(round, at)
    _readable(words)
    if not countkey.is_sheet(words, bytes.fromhex(found.sheet_hash)):
        raise Refused("other-sheet", _("Deze woorden horen niet bij dit blad. Kijk of u de goede teller koos."))
    if found.confirmed_at is None:
        found.confirmed_at, found.confirmed_by = at, by.person
        found.save(update_fields=["confirmed_at", "confirmed_by"])
        told = "Een teller heeft laten zien het eigen blad te hebben."
        doors.seal(act, told, round, by.actor(), at, rows=[found], counter=found.order)
    return found


def _looks_on(counter: Counter, box: Box, by: Standing) -> None:
    """Go on when this person may look on at this sheet.

    Refused: "same-person", "same-party", "own-sheet", "municipality".
    """
    if by.person is None or by.person.pk == box.key_made_by_id:
        raise Refused("same-person", _("U maakte de sleutel zelf. Laat een ander inloggen en meekijken."))
    own, maker = by.person.organisation, box.key_made_by
    if maker and rules.party(own) != rules.RESIDENTS and rules.same_party(own, maker.organisation):
        raise Refused("same-party", _("Wie de sleutel maakte, is van uw organisatie. Laat iemand meekijken die daar "
                                      "niet werkt."))  # fmt: skip
    if queries.is_counter(counter, by.person):
        raise Refused("own-sheet", _("Dit is uw eigen blad. Laat een ander inloggen en meekijken."))
    if by.side == MUNICIPALITY and not (counter.party and counter.party.kind == Organisation.Kind.MUNICIPALITY):
        raise Refused("municipality", _("De gemeente kijkt alleen mee bij haar eigen tellers. Laat iemand meekijken "
                                        "die daar niet werkt."))  # fmt: skip


_SLIPS = {
    "length": _("Op een blad staan 33 woorden. Tel ze na."),
    "word": _("Een van deze woorden staat op geen enkel blad. Kijk naar tikfouten."),
    "checksum": _("Ergens is een woord verwisseld of verkeerd overgetypt. Lees het blad nog eens na."),
}


def _readable(words: str) -> None:
    slip = countkey.slip_in(words)
    if slip:
        raise Refused(slip, _SLIPS[slip])
