"""Rounds in every state, as tests make them: set up, with ideas, with a ballot, and what came after the count."""

from __future__ import annotations

import io
import random
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from PIL import Image

from stoep.budgeting import actions as budgeting
from stoep.budgeting.actions import doors
from stoep.budgeting.models import Award, Idea
from stoep.network.models import Seat
from stoep.shared.actor import CLOCK, VISITOR
from stoep.venues.models import Venue
from stoep.voices import actions as voices
from tests.builders import NOW, TODAY, a_voice
from tests.rooms.venues import a_venue

if TYPE_CHECKING:
    from stoep.budgeting.models import Decision, Round
    from stoep.network.standing import Standing
    from stoep.people.models import Person
    from stoep.places.models import Neighbourhood

WHO = ("Fatma", "Karim", "Noor", "Ola", "Yusuf")


def moment(day: Any, hour: int) -> datetime:
    """This hour of a day in the wijk."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def said(venue: Venue | None = None, *, today: Any = TODAY, **other: Any) -> dict[str, Any]:
    """A round that says everything: ideas from tomorrow, voting after eight weeks."""
    usual: dict[str, Any] = {
        "title": "Ronde 100.000",
        "why": "Het komt uit de pot van 2026.",
        "who_may_vote": "Iedereen van 12 jaar of ouder die in de wijk woont.",
        "contact": "Ilse",
        "phone": "020 555 01 23",
        "ballot": "approval",
        "most": 5,
        "rule": "equal-shares",
        "utility": "cost",
        "completion": "add1",
        "tie_break": "drawn",
        "why_rule": "Zo heeft bijna iedereen iets van de eigen keuze.",
        "tracker": False,
        "reserve_per_thousand": 20,
        "ideas_from": today + timedelta(days=1),
        "ideas_until": today + timedelta(days=28),
        "repair_days": 5,
        "check_until": today + timedelta(days=49),
        "voting_from": moment(today + timedelta(days=56), 9),
        "voting_until": moment(today + timedelta(days=77), 18),
        "count_at": moment(today + timedelta(days=78), 19),
        "count_where": "Buurthuis De Eik, grote zaal",
        "objections_until": today + timedelta(days=92),
        "parts": [("Noord", 6_000_000), ("Zuid", 4_000_000)],
        "counters": [(called, None) for called in WHO],
        "observers": observers(venue.neighbourhood) if venue else [],
        "venues": [venue] if venue else [],
    }
    return usual | other


def observers(here: Neighbourhood) -> list[Person]:
    """Whoever sat first at the table here of the residents, and of the others: the same on every call."""
    seats = Seat.objects.filter(partnership__neighbourhood=here, until_on=None).select_related("person").order_by("pk")
    first = {seat.side == "resident": seat.person for seat in reversed(seats)}
    return [first[side] for side in (True, False) if side in first]


def a_place(here: Neighbourhood, by: Standing) -> Venue:
    """A place where people take part on paper; the same one on every call."""
    known = Venue.objects.filter(neighbourhood=here, closed_on__isnull=True).order_by("pk").first()
    return known or a_venue(here, by)


def a_draft(here: Neighbourhood, by: Standing, *, at: datetime = NOW, today: Any = TODAY, **other: Any) -> Round:
    """A round in draft."""
    return budgeting.write(neighbourhood=here, by=by, at=at, **said(a_place(here, by), today=today, **other))


def proposed(round: Round, by: Standing, *, at: datetime = NOW, today: Any = TODAY) -> Decision:
    """One key to open it."""
    return budgeting.propose_announcing(round=round, by=by, at=at, today=today)


def a_round(
    here: Neighbourhood, one: Standing, other: Standing, *, at: datetime = NOW, today: Any = TODAY, **said_else: Any
) -> Round:
    """A round that is open: both keys were turned."""
    draft = a_draft(here, one, at=at, today=today, **said_else)
    budgeting.second(decision=proposed(draft, one, at=at, today=today), by=other, at=at, today=today)
    draft.refresh_from_db()
    return draft


def an_award(round: Round, title: str = "Een bankje", *, cents: int = 250_000, number: int = 1) -> Award:
    """A plan that won: said by somebody, on the ballot, and given its money by the count."""
    said_it = a_voice(round.neighbourhood, f"{title} waar je kunt uitrusten.")
    idea = Idea.objects.create(
        round=round, part=round.parts.get(order=1), voice=said_it.voice, title=title, cents=cents,
        ballot_number=number, written_at=NOW,
    )  # fmt: skip
    told = "Het stembiljet van een ronde is gemaakt. Beide sleutels zijn omgedraaid."
    with transaction.atomic():
        doors.seal("budgeting.ballot", told, round, VISITOR, NOW, rows=[idea])
        (made,) = budgeting.award(round=round, given=[budgeting.Given(idea, cents, 32)], by=VISITOR, at=NOW)
    return made


def promised(award: Award, by: Standing, *, at: datetime = NOW, today: Any = TODAY) -> Award:
    """The same, with somebody who does it."""
    budgeting.promise_award(
        award=award, called="Joost", words="Wij zetten het bankje neer.", due_on=today + timedelta(days=60), by=by,
        at=at, today=today,
    )  # fmt: skip
    award.refresh_from_db()
    return award


IN_TALKING = timedelta(days=50)


def given(round: Round, title: str = "Lampen langs de Kade", **other: Any) -> Any:
    """The receipt of an idea by a stranger on the screen, which a host has looked at, two days after ideas began."""
    usual: dict[str, Any] = {
        "words": f"{title}. Dan is het daar veilig in het donker.",
        "part": round.parts.order_by("order").first(),
        "guessed_cents": 250_000,
        "at": moment(round.ideas_from + timedelta(days=2), 12),
        "today": round.ideas_from + timedelta(days=2),
    }
    return budgeting.give(round=round, title=title, **usual | other)


def read(receipt: Any, host: Standing, *, at: datetime = NOW) -> Idea:
    """The idea of this receipt, once a host has looked at its words."""
    voices.show(voice=receipt.voice, by=host, at=at)
    return Idea.objects.get(voice=receipt.voice)


def an_idea(round: Round, host: Standing, title: str = "Lampen langs de Kade", **other: Any) -> Idea:
    """An idea that everybody reads."""
    return read(given(round, title, **other), host)


def looked(idea: Idea, by: Standing, kind: str = "yes", **other: Any) -> Any:
    """What somebody said of whether it can be done, some days after it was given."""
    usual: dict[str, Any] = {"cents": 300_000} if kind == "yes" else {"why": "Er liggen kabels.", "repair": "Verderop."}
    day = timezone.localdate(idea.written_at) + timedelta(days=2)
    return budgeting.look(idea=idea, kind=kind, by=by, **{"at": moment(day, 12), "today": day} | usual | other)


def a_ballot(round: Round, by: Standing) -> Decision:
    """One key for the ballot, when everything is checked."""
    day = round.check_until + timedelta(days=1)
    draw = random.Random(7)
    return budgeting.propose_ballot(round=round, by=by, at=moment(day, 12), today=day, draw=draw)


def _moved(round: Round, days: int) -> Round:
    """The same round with every day earlier, so that its phases go by at one moment; the ballot's act seals it so."""
    by = timedelta(days=days)
    for name in ("ideas_from", "ideas_until", "check_until", "voting_from", "voting_until", "count_at"):
        setattr(round, name, getattr(round, name) - by)
    round.save()
    return round


def _long_ago(idea: Idea, days: int) -> None:
    """What was said of it came so many days earlier, so that the days to repair it are over; sealed so."""
    rows = list(idea.verdicts.all())
    for row in rows:
        row.given_at -= timedelta(days=days)
        row.save(update_fields=["given_at"])
    with transaction.atomic():
        told = "Iemand keek of een idee voor het geld kan: zo kan het niet."
        doors.seal("budgeting.look", told, idea.round, CLOCK, NOW + timedelta(minutes=4), rows=rows)


def a_drawing() -> io.BytesIO:
    """A drawing, as a PNG."""
    out = io.BytesIO()
    Image.new("RGB", (80, 60), "white").save(out, "PNG")
    out.seek(0)
    out.name = "tekening.png"
    return out


def together(round: Round, host: Standing, **when: Any) -> tuple[Any, list[Any]]:
    """The receipt of a new idea out of two, of which one author has yet to say yes; and the receipts of those two."""
    pair = [given(round, title, **when) for title in ("Een wip bij de school", "Een glijbaan bij de school")]
    first, second = (read(receipt, host) for receipt in pair)
    made = budgeting.propose_together(
        idea=first, others=[second], title="Spelen bij de school", words="Een wip en een glijbaan.",
        guessed_cents=400_000, secret=pair[0].secret, **when,
    )  # fmt: skip
    return made, pair


def of_talk(round: Round, one: Standing, other: Standing, at: Any) -> None:
    """Help that came, two ideas made one, arguments, and words in two languages."""
    idea = an_idea(round, one, "Een pluktuin", **at(0))
    asked = budgeting.ask_help(idea=idea, kind="drawing", by=one, at=NOW)
    budgeting.take_up_help(help=asked, by=other, at=NOW)
    drawn = (a_drawing(), "Een tuin met bessen.")
    budgeting.help_came(help=asked, came="Een tekening van de tuin.", picture=drawn, by=other, at=NOW)
    made, pair = together(round, one, **at(1))
    child = read(made, one)
    parent = Idea.objects.get(voice=pair[1].voice)
    budgeting.say_yes(idea=child, parent=parent, secret=pair[1].secret, at=NOW)
    said = budgeting.argue(idea=idea, stance="for", words="Kinderen leren er iets van.", **at(1))
    voices.show(voice=said.voice, by=one, at=NOW)
    for language, title, words in (("nl", "Een pluktuin", "Bessen voor iedereen."), ("tr", "Bahçe", "Herkese meyve.")):
        budgeting.approve_words(idea=idea, language=language, title=title, words=words, reader="Fatma", by=one, at=NOW)


def of_ideas(here: Neighbourhood, round: Round, one: Standing, other: Standing) -> None:
    """Ideas in all states, a repair, and a ballot that was made; minute after minute, as a log goes on in time."""

    def at(minutes: int) -> dict[str, Any]:
        return {"at": NOW + timedelta(minutes=minutes), "today": TODAY}

    assert one.person
    round = _moved(round, 5)
    an_idea(round, one, **at(0))
    dear = an_idea(round, one, "Een brug over de Vaart", **at(0))
    budgeting.ask_to_look(idea=dear, person=one.person, by=one, at=NOW)
    looked(dear, one, "no", **at(1))
    looked(dear, other, "no", why="Te duur.", repair="Kies een pontje.", **at(2))
    receipt = given(round, "Een moestuin", **at(0))
    mended = read(receipt, one)
    looked(mended, one, "no", **at(1))
    words = "Een kleine moestuin bij de school."
    budgeting.repair(idea=mended, words=words, cents=80_000, secret=receipt.secret, **at(2))
    looked(mended, other, cents=90_000, **at(3))
    gone = given(round, "Een fontein", **at(0))
    budgeting.withdraw_idea(idea=read(gone, one), secret=gone.secret, at=NOW)
    of_talk(round, one, other, at)
    cheap = an_idea(round, one, "Een bank", **at(0))
    budgeting.guess(idea=cheap, cents=60_000, by=one, at=NOW)
    round = _moved(round, 46)
    _long_ago(dear, 46)
    proposal = budgeting.propose_ballot(round=round, by=one, draw=random.Random(7), **at(4))
    budgeting.second(decision=proposal, by=other, **at(5))
    round.refresh_from_db()


def stopped_plan(award: Award, by: Standing, other: Standing, *, at: datetime = NOW, today: Any = TODAY) -> Award:
    """The same, stopped by both keys."""
    decision = budgeting.propose_stop_award(award=award, why="De boom is ziek.", by=by, at=at, today=today)
    budgeting.second(decision=decision, by=other, at=at, today=today)
    award.refresh_from_db()
    return award


def afterwards(
    round: Round, by: Standing, other: Standing, *, at: datetime = NOW, today: Any = TODAY
) -> dict[str, Any]:
    """Plans that won, in every state: one waits, one runs and spends, one is done, one was stopped."""
    when: dict[str, Any] = {"at": at, "today": today}
    runs = promised(an_award(round, "Een moestuin", number=91), by, **when)
    spent = budgeting.spend(award=runs, cents=40_000, what="Aarde", spent_on=today, by=by, **when)
    wrong = budgeting.spend(award=runs, cents=40_000, what="Aarde, nog eens", spent_on=today, by=by, **when)
    budgeting.take_back_spending(spending=wrong, why="Dubbel opgeschreven.", by=by, at=at)
    budgeting.turn(award=runs, words="Bakken op het plein.", why="De grond is niet schoon.", by=by, at=at)
    done = promised(an_award(round, "Een schaakbord", number=92), by, **when)
    budgeting.finish(award=done, words="Het bord staat er.", by=by, at=at)
    stopped = stopped_plan(an_award(round, "Een schommel", number=93), by, other, **when)
    waits = an_award(round, "Een waterpomp", number=94)
    return {"award": runs, "spending": spent, "award_waits": waits, "award_done": done, "award_stopped": stopped}


def running_now(
    here: Neighbourhood, one: Standing, other: Standing, *, at: datetime = NOW, today: Any = TODAY
) -> Round:
    """A round in which people give ideas today."""
    return a_round(here, one, other, at=at - timedelta(days=5), today=today - timedelta(days=5), title="Ronde Wilg")


def talking_now(
    here: Neighbourhood, one: Standing, other: Standing, *, at: datetime = NOW, today: Any = TODAY
) -> Round:
    """A round of which everything is checked today, and the ballot is not made."""
    then: dict[str, Any] = {"at": at - IN_TALKING, "today": today - IN_TALKING}
    round = a_round(here, one, other, **then, title="Ronde Els")
    an_idea(round, one)
    return round
