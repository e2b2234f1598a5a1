"""What is said of a round, checked as a whole and put into its rows: the same for a draft and for a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries, rules
from stoep.budgeting.actions import doors
from stoep.budgeting.models import Counter, Observer, Part, Round
from stoep.people.models import Organisation, Person
from stoep.places.models import Neighbourhood
from stoep.shared.refusal import Refused
from stoep.venues.models import Venue

TEXTS = ("title", "why", "who_may_vote", "contact", "phone", "why_rule", "count_where")
CHOICES = ("ballot", "rule", "utility", "completion", "tie_break")
PLAIN = ("most", "tracker", "reserve_per_thousand", "repair_days")
DAYS = ("ideas_from", "ideas_until", "check_until", "objections_until")
MOMENTS = ("voting_from", "voting_until", "count_at")


@dataclass(frozen=True, slots=True)
class Said:
    """A round as somebody typed it. `parts`: (name, cents); `counters`: (called, party), None for residents.

    `observers`: people with a seat or a task here.
    """

    title: str
    why: str
    who_may_vote: str
    contact: str
    ballot: str
    rule: str
    completion: str
    tie_break: str
    why_rule: str
    ideas_from: date
    ideas_until: date
    repair_days: int
    check_until: date
    voting_from: datetime
    voting_until: datetime
    count_at: datetime
    count_where: str
    objections_until: date
    parts: Sequence[tuple[str, int]]
    counters: Sequence[tuple[str, Organisation | None]] = ()
    observers: Sequence[Person] = ()
    venues: Sequence[Venue] = ()
    phone: str = ""
    most: int | None = None
    utility: str = ""
    tracker: bool = False
    reserve_per_thousand: int = rules.MOST_RESERVE
    carried_over: Round | None = None
    carried_cents: int = 0


_DATED_WRONG = {
    "ideas": _("De laatste dag voor ideeën komt voor de eerste. Kijk de dagen na."),
    "check": _("Het nakijken is klaar voordat alle ideeën er zijn. Kies een latere dag."),
    "voting": _("Het stemmen begint voordat alles is nagekeken. Kies een latere dag."),
    "repair": _(
        "Een maker die op de laatste dag van het nakijken nee hoort, moet het idee nog kunnen herstellen. Daarna "
        "is er een dag nodig voor het stembiljet. Kies minder dagen om te herstellen, of stem later."
    ),
    "short": _("Er is te weinig tijd om te stemmen. Geef mensen minstens drie dagen."),
    "long": _("Het stemmen duurt langer dan drie maanden. Kies een kortere tijd."),
    "count": _("Er wordt geteld voordat het stemmen klaar is. Kies een later moment."),
    "objections": _("Bezwaar maken kan niet tot een dag voor de telling. Kies een latere dag."),
    "past": _("De dagen voor ideeën zijn voorbij. Kies latere dagen."),
    "too-far": _("Dit is meer dan twee jaar vooruit. Kies een eerdere dag."),
}
_SET_UP_WRONG = {
    "most": _("Zeg bij plannen kiezen of punten verdelen hoeveel het er mogen zijn. Anders laat u dit leeg."),
    "utility": _("Kies bij gelijke delen hoe zwaar een plan telt. Bij een andere telwijze laat u dit leeg."),
    "completion": _("Alleen bij gelijke delen kiest u wat er met de rest gebeurt. Kies: wat over is, blijft over."),
    "points": _("Deze telwijze kan niet met punten. Kies een andere manier van stemmen of tellen."),
    "parts": _("Geef één tot twaalf delen, elk met een bedrag."),
}


def check(here: Neighbourhood, said: Said, *, at: datetime, round: Round | None = None) -> dict[str, Any]:
    """Everything that stands in the rows, tidied. Refused with what must be mended; `round` is the one it is of.

    Codes: "incomplete", "choice", those of rules.setup_mistake and rules.wrongly_dated, "repair", "number", "counters",
    "municipality", "official", "observers", "venue", "carried".
    """
    typed = {name: getattr(said, name) for name in TEXTS}
    phone = typed.pop("phone")
    tidy: dict[str, Any] = doors.asked(
        "incomplete", _("Er ontbreekt nog iets. Schrijf bij elk vak wat gevraagd wordt."), **typed
    )
    tidy |= doors.texts(phone=phone) | {name: getattr(said, name) for name in (*CHOICES, *PLAIN, *DAYS, *MOMENTS)}
    tidy["parts"] = [(doors.texts(part=name)["part"], cents) for name, cents in said.parts]
    _check_choices(said)
    _check_set_up(said, tidy["parts"])
    _check_dates(said, at, round)
    tidy["counters"] = _counters(here, said.counters)
    tidy["observers"] = _observers(here, said.observers, [called for called, _party in tidy["counters"]], at)
    tidy["venues"] = _venues(here, said.venues)
    return tidy | _carried(here, said, at, round)


def _check_choices(said: Said) -> None:
    known = (
        (said.ballot, Round.Ballot.values),
        (said.rule, Round.Rule.values),
        (said.utility, ["", *Round.Utility.values]),
        (said.completion, Round.Completion.values),
        (said.tie_break, Round.TieBreak.values),
    )
    if not all(given in values for given, values in known):
        raise Refused("choice", _("Kies hoe er gestemd en geteld wordt uit de lijst."))


def _check_set_up(said: Said, parts: Sequence[tuple[str, int]]) -> None:
    wrong = rules.setup_mistake(
        ballot=said.ballot, most=said.most, rule=said.rule, utility=said.utility, completion=said.completion,
        parts=[cents for _name, cents in parts],
    )  # fmt: skip
    if wrong:
        raise Refused(wrong, _SET_UP_WRONG[wrong])
    if not all(name for name, _cents in parts) or len({name.casefold() for name, _cents in parts}) < len(parts):
        raise Refused("parts", _("Geef elk deel een eigen naam."))
    numbers = ((said.most or 1, 1000), (said.repair_days, 90), (sum(cents for _n, cents in parts), rules.MOST_CENTS))
    if (
        not all(0 < given <= most for given, most in numbers)
        or not 0 <= said.reserve_per_thousand <= rules.MOST_RESERVE
    ):
        raise Refused("number", _("Een getal past niet. Kijk het aantal, de dagen, de bedragen en de reserve na."))


def _check_dates(said: Said, at: datetime, round: Round | None) -> None:
    """A change after the days for ideas leaves those days as they are; every other day must still come."""
    moments = rules.Moments(**{name: getattr(said, name) for name in rules.Moments.__slots__})
    today = timezone.localdate(at)
    if round is not None and round.announced_at and said.ideas_until == round.ideas_until:
        today = min(today, said.ideas_until)
    wrong = rules.wrongly_dated(moments, today=today, day_of=timezone.localdate)
    if wrong:
        raise Refused(wrong, _DATED_WRONG[wrong])
    # Once the ballot is made nobody repairs any more; and an open round that had no room may change other things.
    stays = round is not None and bool(round.announced_at) and _same_room(round, said)
    is_made = round is not None and round.ballot_made_at is not None
    if not (is_made or stays) and rules.no_room_to_repair(moments, said.repair_days, day_of=timezone.localdate):
        raise Refused("repair", _DATED_WRONG["repair"])
    if said.voting_from <= at:
        raise Refused("past", _("Het begin van het stemmen is voorbij. Kies een later moment."))


def _same_room(round: Round, said: Said) -> bool:
    """Whether there is as much time to repair as before, and no less."""
    same = round.check_until == said.check_until and round.repair_days == said.repair_days
    return same and said.voting_from >= round.voting_from


def _counters(
    here: Neighbourhood, given: Sequence[tuple[str, Organisation | None]]
) -> list[tuple[str, Organisation | None]]:
    named = [(doors.texts(called=called)["called"], party) for called, party in given if called.strip()]
    if len(named) > rules.COUNTERS:
        raise Refused("counters", _("Er zijn vijf tellers. Haal er een weg."))
    if len({called.casefold() for called, _party in named}) < len(named):
        raise Refused("counters", _("Twee tellers heten hetzelfde. Vijf tellers zijn vijf verschillende mensen."))
    officials = [party for _called, party in named if party and party.kind == Organisation.Kind.MUNICIPALITY]
    if len(officials) > rules.MOST_OF_THE_MUNICIPALITY:
        raise Refused(
            "municipality", _("De gemeente heeft hoogstens twee van de vijf tellers. Zo opent zij niets alleen.")
        )
    for called, party in named:
        _not_an_official(here, called, party)
    return named


def _not_an_official(here: Neighbourhood, called: str, party: Organisation | None) -> None:
    """Whoever is of the municipality here counts as such, whatever party is written beside the name."""
    official = next((each for each in queries.officials_called(here, called)), None)
    if official and (party is None or party.kind != Organisation.Kind.MUNICIPALITY):
        raise Refused(
            "official", _("%(name)s is hier van de gemeente. Kies de gemeente bij deze teller. Heet iemand anders ook "
            "zo? Schrijf er dan een tweede naam bij."), name=called,
        )  # fmt: skip


def _observers(here: Neighbourhood, given: Sequence[Person], counters: Sequence[str], at: datetime) -> list[Person]:
    named = list({person.pk: person for person in given}.values())
    if len(named) > rules.MOST_OBSERVERS:
        raise Refused("observers", _("Er zijn hoogstens vier waarnemers. Haal er een weg."))
    known = queries.lookers(here, timezone.localdate(at)).in_bulk([person.pk for person in named])
    if len(known) < len(named):
        raise Refused("observers", _("Een waarnemer heeft een zetel of een taak in deze wijk. Kies uit de lijst."))
    counting = {called.casefold() for called in counters}
    if any(person.name.casefold() in counting for person in named):
        raise Refused("observers", _("Een teller kan geen waarnemer zijn. Kies iemand anders."))
    return [known[person.pk] for person in named]


def _venues(here: Neighbourhood, given: Sequence[Venue]) -> list[Venue]:
    if any(venue.neighbourhood_id != here.pk or venue.closed_on for venue in given):
        raise Refused("venue", _("Kies plekken die in deze wijk open zijn."))
    return sorted(given, key=lambda venue: venue.pk)


def _carried(here: Neighbourhood, said: Said, at: datetime, round: Round | None) -> dict[str, Any]:
    """What is left of an earlier round, which lies in the sums of this one."""
    earlier = said.carried_over
    if earlier is None:
        if said.carried_cents:
            raise Refused("carried", _("Kies van welke eerdere ronde dit geld over is."))
        return {"carried_over": None, "carried_cents": 0}
    if earlier.neighbourhood_id != here.pk or (round is not None and earlier.pk == round.pk):
        raise Refused("carried", _("Kies een eerdere ronde van deze wijk."))
    if earlier.announced_at is None or not rules.knows_what_is_left(queries.phase(earlier, at)):
        raise Refused("carried", _("Die ronde loopt nog. Wat over is, weet u pas na de telling."))
    left = queries.left_for_next(earlier) - queries.taken_on(earlier, but=round)
    if not 0 < said.carried_cents <= min(left, sum(cents for _name, cents in said.parts)):
        raise Refused("carried", _("Dit bedrag kan niet over zijn. Het is meer dan die ronde of deze ronde had."))
    return {"carried_over": earlier, "carried_cents": said.carried_cents}


def fill(round: Round, tidy: dict[str, Any]) -> list[Any]:
    """Put what `check` gave into the rows and save them; the rows that were written, the round first."""
    for name, value in tidy.items():
        if name not in ("parts", "counters", "observers", "venues"):
            setattr(round, name, value)
    round.save()
    round.venues.set(tidy["venues"])
    rows: list[Any] = [round]
    for order, (name, cents) in enumerate(tidy["parts"], start=1):
        rows.append(Part.objects.update_or_create(round=round, order=order, defaults={"name": name, "cents": cents})[0])
    for order, (called, party) in enumerate(tidy["counters"], start=1):
        known = Counter.objects.filter(round=round, order=order).first() or Counter(round=round, order=order)
        if (known.called, known.party_id) != (called, party.pk if party else None):
            # Somebody else holds this sheet from now on, and has yet to show it.
            known.sheet_hash, known.confirmed_at, known.confirmed_by = "", None, None
            known.person = known.moved_on = None
        known.called, known.party = called, party
        # Who is known stays known, under whatever name they go by today and wherever they work now.
        known.person = known.person or queries.one_called(round.neighbourhood, called, party)
        known.save()
        rows.append(known)
    return rows + _watched_by(round, tidy["observers"])


def _watched_by(round: Round, people: Sequence[Person]) -> list[Any]:
    """The observers of the round from now on. Nothing that somebody found is lost: they change before voting only."""
    rows: list[Any] = []
    for old in Observer.objects.filter(round=round).exclude(person__in=people):
        key = old.pk
        old.delete()
        old.pk = key
        rows.append(old)
    # Out of the way first: two observers who change places would meet on one number.
    Observer.objects.filter(round=round).update(order=F("order") + 1000)
    for order, person in enumerate(people, start=1):
        said = {"order": order, "called": person.name, "party": person.organisation}
        rows.append(Observer.objects.update_or_create(round=round, person=person, defaults=said)[0])
    return rows


def personal(round: Round) -> dict[str, str]:
    """What somebody typed of a round, for the log to hold as hashes only."""
    return {name: getattr(round, name) for name in TEXTS}
