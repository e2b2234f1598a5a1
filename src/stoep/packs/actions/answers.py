"""Answers on paper, typed by two people: only what both read counts (gatherings), and then nothing is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.gatherings import actions as gatherings
from stoep.network.standing import Standing
from stoep.packs import kept, rules
from stoep.packs.actions import doors
from stoep.packs.actions.count import FIRST, SECOND, keep, person_of, typed_by_nth
from stoep.packs.models import Batch, Card
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared.receipts import tidy
from stoep.shared.refusal import Refused

ANSWERS = frozenset({rules.ANSWERS})
# Of a card that lay in a pile meanwhile: its code was used on a telephone, or the gathering is over. It counts once.
_NO_MORE = frozenset({"spent", "over"})


@dataclass(frozen=True, slots=True)
class Answered:
    """One card: its code, the letter of the answer, and a house number with "ask me no more"."""

    code: str
    letter: str
    house: str = ""


class WrongCard(Refused):
    """What is wrong with one card, whose place in what was typed is `row`, from 0."""

    def __init__(self, row: int, refused: Refused) -> None:
        super().__init__(refused.code, refused.sentence, **refused.params)
        self.row = row


@transaction.atomic
def type_answers(*, batch: Batch, answers: Sequence[Answered], by: Standing, at: datetime) -> Batch:
    """What the first or the second person read on the cards of a pile, in any order.

    When both read the same, it counts; else the cards that differ must be settled. Sent twice it is once.
    Refused: "few" (fewer than five: the moment could tell whose they are), "too-many", "same-person", "taken", and as
    WrongCard "twice", "letter" and what gatherings.answer says.
    """
    held = doors.held(batch, by, "packs.type", kinds=ANSWERS)
    _enough(len(answers))
    if len(answers) > rules.MOST_ANSWERS:
        raise Refused("too-many", _("Op een stapel liggen hoogstens %(most)s kaarten."), most=rules.MOST_ANSWERS)
    _each_once(answers)
    first = typed_by_nth(held, FIRST)
    if first and first.typed_by_id == person_of(by):
        if _read(first) == _by_code(answers):
            return held
        raise Refused("same-person", _("U typte deze stapel al over. Vraag iemand anders om hem na te typen."))
    if first and typed_by_nth(held, SECOND):
        raise Refused("taken", _("Iemand typte deze stapel net al na. Kijk wat er verschilt."))
    _try_out(held, answers, passed_by=_NO_MORE if first else frozenset())
    typed = {"answers": [asdict(one) for one in _by_code(answers).values()]}
    if first is None:
        keep(held, FIRST, typed, by=by, at=at)
        return held
    keep(held, SECOND, typed, by=by, at=at)
    held.again_by, held.again_at = by.person, at
    held.save()
    doors.seal("packs.count_again", held.pack, "Een tweede persoon telde een stapel na.", by=by, at=at, rows=[held])
    if _read(first) == _by_code(answers):
        _counted(held, answers, by=by, at=at)
    return held


@transaction.atomic
def settle_answers(*, batch: Batch, answers: Mapping[str, Answered | None], by: Standing, at: datetime) -> Batch:
    """What stands on the cards that two people read differently, by code; None for a card that is not there.

    Refused: "same-person" (the first one), "no-first", "unsettled", "few", and WrongCard.
    """
    held = doors.held(batch, by, "packs.close", kinds=ANSWERS)
    first, second = typed_by_nth(held, FIRST), typed_by_nth(held, SECOND)
    if first is None or second is None:
        raise Refused("no-first", _("Deze stapel is nog niet twee keer getypt."))
    if first.typed_by_id == person_of(by):
        raise Refused("same-person", _("U typte deze stapel als eerste. Laat een ander kijken wat er staat."))
    one, other = _read(first), _read(second)
    if set(answers) != set(codes_that_differ(held)):
        raise Refused("unsettled", _("Vul bij elke kaart die verschilt in wat erop staat."))
    agreed = [answers[code] if code in answers else one[code] for code in sorted(one | other)]
    found = [each for each in agreed if each is not None]
    _enough(len(found))
    _try_out(held, [each for each in answers.values() if each], passed_by=_NO_MORE)
    _counted(held, found, by=by, at=at)
    return held


def codes_that_differ(batch: Batch) -> list[str]:
    """The codes at which two people read something else, or that only one of them typed; in order."""
    first, second = typed_by_nth(batch, FIRST), typed_by_nth(batch, SECOND)
    if first is None or second is None:
        return []
    one, other = _read(first), _read(second)
    return [code for code in sorted(one | other) if one.get(code) != other.get(code)]


def _read(card: Card) -> dict[str, Answered]:
    return {one["code"]: Answered(**one) for one in kept.typed(card)["answers"]}


def _by_code(answers: Iterable[Answered]) -> dict[str, Answered]:
    """As they are compared and kept: without what can be written in two ways."""
    plain = [Answered(tidy(one.code), one.letter.strip().casefold(), _house(one)) for one in answers]
    return {one.code: one for one in sorted(plain, key=lambda one: one.code)}


def _house(one: Answered) -> str:
    return " ".join(one.house.casefold().split()) if rules.REPLIES.get(one.letter.strip().casefold()) == "never" else ""


def _enough(many: int) -> None:
    if many < rules.LEAST:
        sentence = _("Dit zijn te weinig kaarten voor een stapel. Wacht tot er minstens %(least)s liggen.")
        raise Refused("few", sentence, least=rules.LEAST)


def _each_once(answers: Sequence[Answered]) -> None:
    seen: set[str] = set()
    for row, one in enumerate(answers):
        if tidy(one.code) in seen:
            raise WrongCard(row, Refused("twice", _("Deze code typte u al. Leg de kaart opzij.")))
        seen.add(tidy(one.code))


class _NotYet(Exception):
    """Undoes what was only tried."""


def _try_out(held: Batch, answers: Sequence[Answered], *, passed_by: frozenset[str]) -> None:
    """Whatever would be refused later is refused now, while the card is in hand."""
    try:
        with transaction.atomic():
            _answer(held.pack.neighbourhood, answers, passed_by=passed_by)
            raise _NotYet
    except _NotYet:
        pass


def _answer(here: Neighbourhood, answers: Sequence[Answered], *, passed_by: frozenset[str]) -> None:
    """Each card through the act of gatherings, in the order of their codes: two piles never wait for one another."""
    for row, one in sorted(enumerate(answers), key=lambda each: tidy(each[1].code)):
        choice = rules.REPLIES.get(one.letter.strip().casefold())
        try:
            if choice is None:
                known = ", ".join(rules.REPLIES)
                raise Refused("letter", _("Deze letter staat niet op de kaart. Typ een van: %(known)s."), known=known)
            gatherings.answer(neighbourhood=here, code=one.code, choice=choice, house=one.house)
        except Refused as refused:
            if refused.code not in passed_by:
                raise WrongCard(row, refused) from refused


def _counted(held: Batch, answers: Sequence[Answered], *, by: Standing, at: datetime) -> None:
    _answer(held.pack.neighbourhood, answers, passed_by=_NO_MORE)
    Card.objects.filter(batch=held).delete()
    record.mark_erased()
    transaction.on_commit(partial(record.wipe, "default"))
    held.closed_by, held.closed_at = by.person, at
    held.save()
    doors.seal("packs.close", held.pack, "Een stapel papier is overgetypt en telt mee.", by=by, at=at, rows=[held])
