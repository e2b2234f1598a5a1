"""Paper ballots: a pile is begun after closing, typed twice by two people, and goes into the box when both agree.

Who hosts or leads here types, and who observes or counts this round: never one person twice, and never the municipality
twice. What can be done when a pile goes wrong stands in actions.piles.
"""

from __future__ import annotations

import json
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries, rules
from stoep.budgeting.actions import close, doors, shuffle, unbroken, vote
from stoep.budgeting.models import Box, Pile, PileChange, Round, Typing
from stoep.budgeting.rules.paper import Typed
from stoep.core.ballots import codes
from stoep.core.ballots.inside import Ballot, Channel
from stoep.network.rules import MUNICIPALITY
from stoep.network.standing import Standing
from stoep.people import sealing
from stoep.shared.refusal import Refused

TOO_FEW = _(
    "Er moeten twee mensen kunnen typen, en niet allebei van de gemeente. Vraag de tafel om nog iemand een taak als "
    "gastheer te geven. Of vraag een waarnemer of teller met een taak hier om een account te maken."
)


def at_the_pile(round: Round, by: Standing, *, act: str) -> Round:
    """The round as it stands now, for whoever may type its paper; else NotAllowed."""
    return doors.theirs(round, by, act=act, right="take-part" if queries.may_type(round, by) else "host")


def fits_a_pile(round: Round, many: int) -> None:
    """Go on when a pile can have so many papers. Refused: "many", "few-added".

    Whoever lays two published results side by side reads what stood on the papers in between: so those are not few.
    """
    if many < rules.FEWEST_ADDED and queries.is_set_aside(round):
        raise Refused(
            "few-added", _("De eerste uitslag is bekend. Met zo weinig papier erbij ziet iedereen wat erop stond. "
            "Voeg stapels samen tot %(least)s biljetten of meer. Zijn er minder? Dan kunnen zij niet meer meetellen."),
            least=rules.FEWEST_ADDED,
        )  # fmt: skip
    if not 0 < many <= rules.MOST_IN_A_PILE:
        raise Refused("many", _("Maak stapels van hoogstens 100 biljetten."))


@transaction.atomic
def begin_pile(
    *, round: Round, place: str, many: int, by: Standing, at: datetime, again: Pile | None = None,
    posted_key: str | None = None,
) -> Pile:  # fmt: skip
    """The paper of one locked box, counted by hand. Only after closing: until then nobody opens a locked box.

    `again`: the pile that was taken back, of which these are the papers.
    Whoever began two that were taken back begins no third: one person would hold up the count without end.
    Refused: "not-closed", "counted", "place", "many", "too-few" (nobody could type it a second time), "again",
    "begun-before".
    """
    act = "budgeting.begin_pile"
    round = at_the_pile(round, by, act=act)
    known = Pile.objects.filter(posted_key=posted_key, round=round).first() if posted_key else None
    if known:
        return known
    _time_for_paper(round, at)
    where = doors.asked("place", _("Schrijf waar de bus stond."), place=place)["place"]
    fits_a_pile(round, many)
    if again and (again.round_id != round.pk or not again.withdrawn_at or Pile.objects.filter(again=again).exists()):
        raise Refused("again", _("Die stapel is niet teruggenomen, of ligt er al opnieuw. Kies een andere."))
    if not queries.enough_type(round, doors.today_of(at)):
        raise Refused("too-few", TOO_FEW)
    taken_back = Pile.objects.filter(round=round, begun_by=by.person, withdrawn_at__isnull=False)
    if taken_back.count() >= rules.MOST_TAKEN_BACK:
        raise Refused(
            "begun-before", _("Twee stapels van u zijn teruggenomen. Vraag een ander om een nieuwe te beginnen.")
        )
    last = Pile.objects.filter(round=round).aggregate(last=Max("number"))["last"] or 0
    made = Pile.objects.create(
        round=round, number=last + 1, place=where, many=many, begun_at=at, begun_by=by.person, again=again,
        posted_key=posted_key,
    )  # fmt: skip
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


def open_pile(pile: Pile, round: Round, at: datetime) -> Pile:
    """The pile as it is, while it can be typed. Else Refused: "not-closed", "counted", "in-the-box", "taken-back"."""
    _time_for_paper(round, at)
    found = Pile.objects.select_related("round__neighbourhood").get(pk=pile.pk, round=round)
    if found.put_in_at:
        raise Refused("in-the-box", _("Deze stapel ligt al in de stembus. U hoeft niets te doen."))
    if found.withdrawn_at:
        raise Refused("taken-back", _("Deze stapel is teruggenomen. Typ het papier als een nieuwe stapel."))
    return found


@transaction.atomic
def type_pile(*, pile: Pile, typed: str, by: Standing, at: datetime) -> list[int]:
    """What one person typed of the whole pile. Returns which papers the two typed differently; [] when none are.

    The first of the two sees nothing of the other; when they differ, both look at the paper and type what stands there.
    Refused: "line" (which cannot be read), "many" (another number than was counted), "in-the-box", "taken-back",
    "counted", "third", "both-municipality", "released" (an official whose typing another one let be erased).
    """
    act = "budgeting.type_pile"
    round = at_the_pile(pile.round, by, act=act)
    found = open_pile(pile, round, at)
    papers = _read(typed)
    if len(papers) != found.many:
        raise Refused("many", _("U typte %(typed)s biljetten, en er zijn er %(many)s geteld. Tel de stapel nog eens. "
                                "Klopt het aantal niet? Dat kunt u bij de stapel verbeteren."),
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
    others = Typing.objects.filter(pile=pile).exclude(by=by.person).values_list("of_municipality", flat=True)
    is_official = by.side == MUNICIPALITY
    if not all(rules.two_may(each, is_official) for each in others):
        raise Refused(
            "both-municipality", _("De ander die typte, is ook van de gemeente. Vraag iemand die dat niet is.")
        )
    # Else one official would take that place again and again, and no pile would ever be typed.
    erased = PileChange.objects.filter(pile=pile, kind=PileChange.Kind.RELEASE, typist=by.person)
    if is_official and erased.filter(of_municipality=False).exists():
        raise Refused("released", _("Een ander liet wissen wat u van deze stapel typte. Laat twee anderen hem typen."))
    if by.person.pk not in (pile.first_by_id, pile.second_by_id):
        if pile.first_by_id is None:
            pile.first_by = by.person
        elif pile.second_by_id is None:
            pile.second_by = by.person
        else:
            raise Refused(
                "third", _("Twee anderen typen deze stapel. Komt een van hen niet terug? Neem dan die plaats.")
            )
        pile.save(update_fields=["first_by", "second_by"])
    kept = sealing.seal_undated(json.dumps([[each.code, each.choices, each.again] for each in papers]))
    Typing.objects.update_or_create(pile=pile, by=by.person, defaults={"kept": kept, "of_municipality": is_official})


def _papers_of(kept: bytes | memoryview) -> list[Typed]:
    """What somebody typed, from under the lock."""
    rows = json.loads(sealing.unseal(kept))
    # What was typed before there was a box "I vote again" has no third part.
    return [
        Typed(code, tuple((number, points) for number, points in choices), *again) for code, choices, *again in rows
    ]


def _put_in(round: Round, pile: Pile, papers: list[Typed], by: Standing, at: datetime) -> None:
    """Into the same box as the screen, each with the part of its code; unknown codes are told at the opening."""
    vote.alone(round)
    shuffle.hold()
    box = Box.objects.get(round=round)
    unbroken.require_box(round, box)
    size, numbers = queries.room_on_ballot(round), queries.ballot_numbers(round)
    most = rules.MOST_POINTS if round.ballot == Round.Ballot.POINTS else 1
    for paper in papers:
        code = codes.read(paper.code)
        letter = queries.letter_of(box, code) if code else None
        # A code that is none is kept as far as it goes: it is told at the opening, by number.
        shown = code or "".join(sign for sign in paper.code if sign.isascii())[: codes.LENGTH]
        part = letter.part.order if letter else 1
        channel = Channel.AGAIN if paper.again else Channel.PAPER
        ballot = Ballot(shown, part, _fitting(paper.choices, numbers, most), channel, vote.next_number())
        vote.put_in(round.pk, ballot, name=box.name, public=bytes.fromhex(box.public), size=size)
    Box.objects.filter(pk=box.pk).update(papers=F("papers") + len(papers))
    Typing.objects.filter(pile=pile).delete()
    pile.put_in_at = at
    pile.save(update_fields=["put_in_at"])
    shuffle.rewrite()
    box.refresh_from_db()
    told = "Een stapel stembiljetten op papier is twee keer overgetypt en ligt in de stembus."
    doors.seal(
        "budgeting.put_in", told, round, by.actor(), at, rows=[pile, box], pile=pile.number,
        **unbroken.facts_of_box(box),
    )  # fmt: skip


def _fitting(choices: tuple[tuple[int, int], ...], numbers: frozenset[int], most: int) -> tuple[tuple[int, int], ...]:
    """The choices; none at all when one is for no plan on any ballot, or has more points than an envelope has room for:
    such a paper does not count, and is told so.
    """
    fits = all(number in numbers and points <= most for number, points in choices)
    return choices if fits else ()
