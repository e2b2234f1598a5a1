"""A pile of paper that goes wrong blocks no count: its number is mended, it is taken back, or another person types.

Two people mend and take back, each with a name in the log, and everybody reads how many papers it was about and why.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import rules
from stoep.budgeting.actions import doors, papers
from stoep.budgeting.models import Pile, PileChange, Typing
from stoep.network.rules import MUNICIPALITY
from stoep.network.standing import Standing
from stoep.people.models import Person
from stoep.shared.refusal import Refused

_WHY = _("Schrijf waarom. Iedereen leest dit.")


@transaction.atomic
def propose_pile_change(
    *, pile: Pile, many: int | None, why: str, by: Standing, at: datetime, posted_key: str | None = None
) -> PileChange:
    """Another number of papers, or with `many` None the whole pile taken back. Nothing changes before a second agrees.

    Whoever began the pile proposes it, or whoever leads: so nobody waits for one host. What waited lapses.
    Refused: "not-yours", "no-why", "many", "same", "in-the-box", "taken-back", "not-closed", "counted".
    """
    act = "budgeting.ask_pile_change"
    round = papers.at_the_pile(pile.round, by, act=act)
    known = PileChange.objects.filter(posted_key=posted_key, pile=pile).first() if posted_key else None
    if known:
        return known
    found = papers.open_pile(pile, round, at)
    if not by.leads and (by.person is None or found.begun_by_id != by.person.pk):
        raise Refused("not-yours", _("Dit stelt voor wie de stapel begon, of wie de ronde leidt. Vraag het hun."))
    reason = doors.asked("no-why", _WHY, why=why)["why"]
    if many is not None:
        papers.fits_a_pile(round, many)
        if many == found.many:
            raise Refused("same", _("Dit aantal staat er al. Schrijf hoeveel biljetten het zijn."))
    PileChange.objects.filter(pile=found, done_at__isnull=True, lapsed_at__isnull=True).update(lapsed_at=at)
    kind = PileChange.Kind.WITHDRAW if many is None else PileChange.Kind.NUMBER
    made = PileChange.objects.create(
        pile=found, kind=kind, why=reason, before=found.many, after=found.many if many is None else many,
        asked_by=by.person, of_municipality=by.side == MUNICIPALITY, asked_at=at, posted_key=posted_key,
    )  # fmt: skip
    lapsed = list(PileChange.objects.filter(pile=found, lapsed_at=at))
    told = "Iemand stelde voor een stapel stembiljetten te veranderen. Een tweede moet akkoord geven."
    doors.seal(
        act, told, round, by.actor(), at, rows=[made, *lapsed], pile=found.number, kind=str(kind), before=made.before,
        after=made.after, personal={"why": reason},
    )  # fmt: skip
    return made


@transaction.atomic
def agree_pile_change(*, change: PileChange, by: Standing, at: datetime) -> PileChange:
    """The second person: another one who may type, and not both from the municipality. Now it is done.

    What was typed of a pile that is taken back is erased; its papers go into their envelope, and can be a new pile.
    Refused: "same-person", "both-municipality", "decided", "in-the-box", "taken-back", "not-closed", "counted".
    """
    round = papers.at_the_pile(change.pile.round, by, act="budgeting.agree_pile_change")
    found = PileChange.objects.get(pk=change.pk)
    if found.done_at or found.lapsed_at:
        raise Refused("decided", _("Hierover is al besloten. U hoeft niets meer te doen."))
    pile = papers.open_pile(change.pile, round, at)
    if by.person is None or by.person.pk == found.asked_by_id:
        raise Refused("same-person", _("U stelde dit zelf voor. Een ander moet akkoord geven."))
    if not rules.two_may(found.of_municipality, by.side == MUNICIPALITY):
        raise Refused("both-municipality", _("U bent allebei van de gemeente. Vraag iemand die dat niet is."))
    found.agreed_by, found.done_at = by.person, at
    found.save(update_fields=["agreed_by", "done_at"])
    facts: dict[str, Any] = {"pile": pile.number, "before": found.before, "after": found.after}
    if found.kind == PileChange.Kind.WITHDRAW:
        Typing.objects.filter(pile=pile).delete()
        pile.withdrawn_at = at
        pile.save(update_fields=["withdrawn_at"])
        told = "Twee mensen namen een stapel stembiljetten terug. Het papier blijft bewaard."
        doors.seal("budgeting.withdraw_pile", told, round, by.actor(), at, rows=[pile, found], **facts)
    else:
        pile.many = found.after
        pile.save(update_fields=["many"])
        told = "Twee mensen verbeterden hoeveel biljetten er in een stapel zitten."
        doors.seal("budgeting.mend_pile", told, round, by.actor(), at, rows=[pile, found], **facts)
    return found


@transaction.atomic
def release_typist(
    *, pile: Pile, typist: Person, why: str, by: Standing, at: datetime, posted_key: str | None = None
) -> PileChange:
    """What one of the two typed is erased, as when they do not come back; another one can type.

    Not done by the other typist of the two, who could then choose with whom to agree; once a pile by one person, who
    could else hold up the result without end; and not by the municipality to somebody who typed for another party.
    Refused: "other-typist", "no-typist", "released-before", "of-municipality", "no-why", "in-the-box", "taken-back",
    "not-closed", "counted".
    """
    act = "budgeting.release_typist"
    round = papers.at_the_pile(pile.round, by, act=act)
    known = PileChange.objects.filter(posted_key=posted_key, pile=pile).first() if posted_key else None
    if known:
        return known
    found = papers.open_pile(pile, round, at)
    places = {found.first_by_id: "first_by", found.second_by_id: "second_by"}
    if typist.pk not in places:
        raise Refused("no-typist", _("Deze persoon typt deze stapel niet. Kies een van de twee die typten."))
    if by.person is None or (by.person.pk != typist.pk and _typed_it(found, by.person)):
        raise Refused("other-typist", _("U typte deze stapel ook. Vraag een derde om de plaats van de ander te nemen."))
    if by.person.pk != typist.pk:
        _may_release(found, typist, by)
    reason = doors.asked("no-why", _WHY, why=why)["why"]
    Typing.objects.filter(pile=found, by=typist).delete()
    setattr(found, places[typist.pk], None)
    found.save(update_fields=[places[typist.pk]])
    made = PileChange.objects.create(
        pile=found, kind=PileChange.Kind.RELEASE, why=reason, before=found.many, after=found.many, typist=typist,
        asked_by=by.person, of_municipality=by.side == MUNICIPALITY, asked_at=at, done_at=at, posted_key=posted_key,
    )  # fmt: skip
    told = "Wat iemand van een stapel stembiljetten typte, is gewist. Een ander kan typen."
    doors.seal(act, told, round, by.actor(), at, rows=[found, made], pile=found.number, personal={"why": reason})
    return made


def _typed_it(pile: Pile, person: Person) -> bool:
    """Whether they type this pile, or did so until that was erased: who steps out for a moment is no third."""
    erased = PileChange.objects.filter(pile=pile, kind=PileChange.Kind.RELEASE, typist=person)
    return person.pk in (pile.first_by_id, pile.second_by_id) or erased.exists()


def _may_release(pile: Pile, typist: Person, by: Standing) -> None:
    """Go on when this person may erase what another one typed. Refused: "released-before", "of-municipality"."""
    before = PileChange.objects.filter(pile=pile, kind=PileChange.Kind.RELEASE, asked_by=by.person)
    if before.exclude(typist=by.person).exists():
        raise Refused(
            "released-before", _("U liet bij deze stapel al wissen wat iemand typte. Vraag een ander om dit te doen.")
        )
    of_others = Typing.objects.filter(pile=pile, by=typist, of_municipality=False)
    if by.side == MUNICIPALITY and of_others.exists():
        raise Refused(
            "of-municipality",
            _("U bent van de gemeente, en wie dit typte niet. Vraag iemand die niet van de gemeente is."),
        )
