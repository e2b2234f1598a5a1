"""Paper ballots: a pile is begun after closing, typed twice by two people, and goes into the box when both agree."""

from __future__ import annotations

import json
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries, rules
from stoep.budgeting.actions import close, doors, shuffle, vote
from stoep.budgeting.models import Box, Pile, Round, Typing
from stoep.budgeting.rules.paper import Typed
from stoep.core.ballots import codes
from stoep.core.ballots.inside import Ballot, Channel
from stoep.network.standing import Standing
from stoep.people import sealing
from stoep.shared.refusal import Refused


@transaction.atomic
def begin_pile(
    *, round: Round, place: str, many: int, by: Standing, at: datetime, posted_key: str | None = None
) -> Pile:
    """The paper of one locked box, counted by hand. Only after closing: until then nobody opens a locked box.

    Refused: "not-closed", "counted", "place", "many".
    """
    act = "budgeting.begin_pile"
    round = doors.theirs(round, by, act=act, right="host")
    known = Pile.objects.filter(posted_key=posted_key, round=round).first() if posted_key else None
    if known:
        return known
    _time_for_paper(round, at)
    where = doors.asked("place", _("Schrijf waar de bus stond."), place=place)["place"]
    if not 0 < many <= rules.MOST_IN_A_PILE:
        raise Refused("many", _("Maak stapels van hoogstens 100 biljetten."))
    last = Pile.objects.filter(round=round).aggregate(last=Max("number"))["last"] or 0
    made = Pile.objects.create(round=round, number=last + 1, place=where, many=many, begun_at=at, posted_key=posted_key)
    told = "Een stapel stembiljetten op papier wordt overgetypt."
    doors.seal(act, told, round, by.actor(), at, rows=[made], pile=made.number, papers=many)
    return made


def _time_for_paper(round: Round, at: datetime) -> Box:
    close.close_box(round=round, at=at)
    box = Box.objects.filter(round=round).first()
    if box is None or box.closed_at is None:
        raise Refused("not-closed", _("De bussen gaan pas open als het stemmen is gesloten."))
    if box.opened_at:
        raise Refused("counted", _("De stemmen zijn al geteld. Er komt geen papier meer bij."))
    return box


@transaction.atomic
def type_pile(*, pile: Pile, typed: str, by: Standing, at: datetime) -> list[int]:
    """What one person typed of the whole pile. Returns which papers the two typed differently; [] when none are.

    The first of the two sees nothing of the other; when they differ, both look at the paper and type what stands there.
    Refused: "line" (which cannot be read), "many" (another number than was counted), "in-the-box", "counted", "third".
    """
    act = "budgeting.type_pile"
    round = doors.theirs(pile.round, by, act=act, right="host")
    _time_for_paper(round, at)
    found = Pile.objects.select_related("round__neighbourhood").get(pk=pile.pk)
    if found.put_in_at:
        raise Refused("in-the-box", _("Deze stapel ligt al in de stembus. U hoeft niets te doen."))
    papers = _read(typed)
    if len(papers) != found.many:
        raise Refused("many", _("U typte %(typed)s biljetten, en er zijn er %(many)s geteld. Kijk wie gelijk heeft."),
                      typed=len(papers), many=found.many)  # fmt: skip
    _keep(found, papers, by)
    doors.seal(
        act, "Iemand typte een stapel stembiljetten over.", round, by.actor(), at, rows=[found], pile=found.number
    )
    both = [_papers_of(typing.kept) for typing in Typing.objects.filter(pile=found).order_by("pk")]
    if len(both) < 2:
        return []
    one, other = both
    differing = rules.differing(one, other)
    if not differing:
        _put_in(round, found, one, by, at)
    return differing


def _read(typed: str) -> list[Typed]:
    try:
        return rules.read_papers(typed)
    except rules.UnreadablePaper as wrong:
        raise Refused(
            "line", _("Regel %(line)s is niet te lezen: %(typed)s"), line=wrong.line, typed=str(wrong)
        ) from wrong


def _keep(pile: Pile, papers: list[Typed], by: Standing) -> None:
    assert by.person is not None
    if by.person.pk not in (pile.first_by_id, pile.second_by_id):
        if pile.first_by_id is None:
            pile.first_by = by.person
        elif pile.second_by_id is None:
            pile.second_by = by.person
        else:
            raise Refused("third", _("Twee anderen typen deze stapel. Laat een van hen het verschil bijleggen."))
        pile.save(update_fields=["first_by", "second_by"])
    kept = sealing.seal_undated(json.dumps([[each.code, each.choices] for each in papers]))
    Typing.objects.update_or_create(pile=pile, by=by.person, defaults={"kept": kept})


def _papers_of(kept: bytes | memoryview) -> list[Typed]:
    """What somebody typed, from under the lock."""
    rows = json.loads(sealing.unseal(kept))
    return [Typed(code, tuple((number, points) for number, points in choices)) for code, choices in rows]


def _put_in(round: Round, pile: Pile, papers: list[Typed], by: Standing, at: datetime) -> None:
    """Into the same box as the screen, each with the part of its code; unknown codes are told at the opening."""
    vote.alone(round)
    box = Box.objects.get(round=round)
    size, numbers = queries.room_on_ballot(round), queries.ballot_numbers(round)
    for paper in papers:
        code = codes.read(paper.code)
        letter = queries.letter_of(box, code) if code else None
        # A code that is none is kept as far as it goes: it is told at the opening, by number.
        shown = code or "".join(sign for sign in paper.code if sign.isascii())[: codes.LENGTH]
        part = letter.part.order if letter else 1
        ballot = Ballot(shown, part, _fitting(paper.choices, numbers), Channel.PAPER, vote.next_number())
        vote.put_in(round.pk, ballot, name=box.name, public=bytes.fromhex(box.public), size=size)
    Box.objects.filter(pk=box.pk).update(papers=F("papers") + len(papers))
    Typing.objects.filter(pile=pile).delete()
    pile.put_in_at = at
    pile.save(update_fields=["put_in_at"])
    shuffle.rewrite([box])
    box.refresh_from_db()
    told = "Een stapel stembiljetten op papier is twee keer overgetypt en ligt in de stembus."
    doors.seal("budgeting.put_in", told, round, by.actor(), at, rows=[pile, box], pile=pile.number)


def _fitting(choices: tuple[tuple[int, int], ...], numbers: frozenset[int]) -> tuple[tuple[int, int], ...]:
    """The choices; none at all when one is for no plan on any ballot: such a paper does not count, and is told so."""
    fits = all(number in numbers and points <= rules.MOST_POINTS for number, points in choices)
    return choices if fits else ()
