"""Look whether an idea can be done: a first look, a repair by its author, and a second look by another organisation."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries, rules
from stoep.budgeting.actions import doors, remind
from stoep.budgeting.actions.ideas import live, of_author
from stoep.budgeting.models import Idea, Repair, Verdict
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.people.models import Organisation, Person
from stoep.shared.actor import VISITOR
from stoep.shared.refusal import Refused
from stoep.voices import actions as voices
from stoep.voices.models import Answer
from stoep.voices.rules import Proof


@transaction.atomic
def ask_to_look(*, idea: Idea, person: Person, by: Standing, at: datetime) -> Idea:
    """Who is asked to look, and owes it by the day of the round; after a no, who is asked to look again.

    Refused: "nobody" when this person takes no part here, "same-party" when their organisation said no already.
    """
    network.require_here(by, idea.round.neighbourhood_id, right="host", act="budgeting.ask_to_look")
    found = doors.idea_now(idea)
    live(found, at)
    if person.pk not in {each.pk for each in queries.lookers(found.round.neighbourhood, doors.today_of(at))}:
        raise Refused("nobody", _("Kies iemand met een zetel of een taak in deze wijk."))
    is_second = queries.standing_of(found) == "no"
    if is_second:
        _another_party(found, person.organisation)
        found.second_checker = person
    else:
        found.checker = person
    found.save(update_fields=["checker", "second_checker"])
    told = "Iemand is gevraagd om te kijken of een idee kan."
    _seal("budgeting.ask_to_look", told, found, by, at, rows=[found], person=person.name)
    remind.tell_asked(found, person, second=is_second, at=at)
    return found


@transaction.atomic
def look(
    *,
    idea: Idea,
    kind: str,
    by: Standing,
    at: datetime,
    today: date,
    cents: int | None = None,
    why: str = "",
    repair: str = "",
    posted_key: str | None = None,
) -> Verdict:
    """Yes, with what it costs; or no, with a reason that everybody reads and a way to repair it.

    After a no this is the second look, which somebody of another organisation gives; two times no keeps the idea off
    the ballot. Its author hears it, and that is the answer that the contribution was owed.
    Refused: "choice", "sum", "too-dear", "no-why", "same-party", "same-person", "refused", "not-live",
    "not-checked", "late-no", "ballot-waits" (a yes, which sets a sum).
    """
    network.require_here(by, idea.round.neighbourhood_id, right="take-part", act="budgeting.look")
    found = doors.idea_now(idea)
    known = Verdict.objects.filter(posted_key=posted_key, idea=found).first() if posted_key else None
    if known:
        return known
    _may_look(found, at)
    assert by.person is not None
    said = _said(found, kind, cents, why, repair)
    _in_time(found, kind, today)
    if kind == Verdict.Kind.YES:
        doors.amounts_open(found.round, at)
    made = Verdict.objects.create(
        idea=found, kind=kind, is_second=_is_second(found, kind, by), given_by=by.person,
        given_for=_speaks_for(by), given_at=at, posted_key=posted_key, **said,
    )  # fmt: skip
    found.cents = made.cents
    found.save(update_fields=["cents"])
    _answer(found, made, by, at, today)
    if kind == Verdict.Kind.NO and not made.is_second:
        remind.tell_of_no(made, at=at)
    told = {"yes": "Iemand keek of een idee voor het geld kan: het kan.",
            "no": "Iemand keek of een idee voor het geld kan: zo kan het niet."}[kind]  # fmt: skip
    _seal(
        "budgeting.look", told, found, by, at, rows=[made, found], facts={"kind": kind, "second": made.is_second},
        why=made.why, repair=made.repair,
    )  # fmt: skip
    return made


def _may_look(idea: Idea, at: datetime) -> None:
    live(idea, at)
    if not idea.voice.is_shown:
        raise Refused("not-checked", _("Dit idee staat nog niet openbaar. Laat eerst een gastheer de tekst nakijken."))
    if queries.standing_of(idea) == "refused":
        raise Refused("refused", _("Hier is twee keer nee op gezegd. Alleen de maker kan het nog herstellen."))


def _in_time(idea: Idea, kind: str, today: date) -> None:
    """Refused for a no once its author would not have all days to repair it before the ballot is made."""
    round = idea.round
    last = rules.last_day_for_no(doors.today_of(round.voting_from), round.repair_days)
    if kind == Verdict.Kind.NO and today > last:
        raise Refused(
            "late-no",
            _("Nee zeggen kon tot en met %(day)s. Nu heeft de maker te weinig dagen om het idee te herstellen voordat "
              "het stemmen begint. Het idee gaat verder zoals het nu staat."),
            day=date_format(last, "j F Y"),
        )  # fmt: skip


def _speaks_for(by: Standing) -> Organisation | None:
    """The organisation for which somebody looks; None for a resident."""
    return by.person.organisation if by.person else None


def _said(idea: Idea, kind: str, cents: int | None, why: str, repair: str) -> dict[str, Any]:
    if kind not in Verdict.Kind.values:
        raise Refused("choice", _("Kies of het kan."))
    if kind == Verdict.Kind.YES:
        if cents is None or not 0 < cents <= rules.MOST_CENTS:
            raise Refused("sum", _("Schrijf op wat het kost. Dat bedrag komt op het stembiljet."))
        if cents > idea.part.cents:
            raise Refused("too-dear", _("Dit kost meer dan er in dit deel is. Zeg dan nee, en hoe het kleiner kan."))
        return {"cents": cents, "why": doors.texts(why=why)["why"], "repair": ""}
    sentence = _("Schrijf waarom het niet kan, en hoe het wel zou kunnen. Iedereen leest dit.")
    return doors.asked("no-why", sentence, why=why, repair=repair) | {"cents": None}


def _is_second(idea: Idea, kind: str, by: Standing) -> bool:
    if queries.standing_of(idea) != "no":
        return False
    last = queries.last_verdict(idea)
    assert last is not None and by.person is not None
    own = _speaks_for(by)
    if rules.same_party(last.given_for, own) and kind == Verdict.Kind.YES:
        return False  # whoever said no may think better of it
    if last.given_by_id == by.person.pk:
        raise Refused("same-person", _("U keek hier zelf al naar. Iemand van een andere organisatie kijkt nog eens."))
    _another_party(idea, own)
    return True


def _another_party(idea: Idea, party: Organisation | None) -> None:
    last = queries.last_verdict(idea)
    if last is not None and rules.same_party(last.given_for, party):
        raise Refused("same-party", _("Dezelfde partij zei al nee. Iemand van een andere organisatie kijkt nog eens."))


def _answer(idea: Idea, made: Verdict, by: Standing, at: datetime, today: date) -> None:
    """What the author hears, in the words of the wijk: an answer is written once, and read by everybody."""
    if made.kind == Verdict.Kind.YES:
        words = f"Uw idee ‘{idea.title}’ kan. Het kost {rules.euros(made.cents or 0)}. Het komt op het stembiljet."
    elif made.is_second:
        words = (
            f"Ook een andere organisatie zegt dat uw idee ‘{idea.title}’ zo niet kan. Waarom: {made.why} "
            f"Hoe het wel kan: {made.repair}"
        )
    else:
        until = date_format(rules.may_repair_until(today, idea.round.repair_days), "j F Y")
        words = (
            f"Uw idee ‘{idea.title}’ kan zo niet. Waarom: {made.why} Hoe het wel kan: {made.repair} "
            f"U kunt het herstellen tot en met {until}. Een andere organisatie kijkt nog eens. "
            "Doet niemand dat op tijd, dan komt uw idee op het stembiljet."
        )
    voices.answer(voice=idea.voice, kind=Answer.Kind.ANSWERED, words=words[:2000], by=by, at=at, for_room=True)


@transaction.atomic
def repair(
    *,
    idea: Idea,
    words: str,
    at: datetime,
    today: date,
    cents: int | None = None,
    secret: str | Proof = "",
    by: Standing | None = None,
    posted_key: str | None = None,
) -> Repair:
    """What the author changes after a no: other words, another cost. It is then looked at anew.

    By the author with the secret, or a host who types what they say. Refused: "nothing-wrong", "too-late", "empty".
    """
    found = doors.idea_now(idea)
    through = of_author(found, secret, by, act="budgeting.repair")
    known = Repair.objects.filter(posted_key=posted_key, idea=found).first() if posted_key else None
    if known:
        return known
    live(found, at)
    last = queries.last_verdict(found)
    if last is None or queries.standing_of(found) not in ("no", "refused"):
        raise Refused("nothing-wrong", _("Niemand zei dat dit idee niet kan. U hoeft niets te herstellen."))
    until = rules.may_repair_until(doors.today_of(last.given_at), found.round.repair_days)
    if today > until:
        raise Refused(
            "too-late", _("Herstellen kon tot en met %(day)s. Vraag wie aan tafel zit wat nog kan."),
            day=date_format(until, "j F Y"),
        )  # fmt: skip
    said = doors.asked("empty", _("Schrijf het idee op zoals het nu is."), words=words)
    if cents is not None and not 0 < cents <= rules.MOST_CENTS:
        raise Refused("sum", _("Dit bedrag kan niet. Schrijf bijvoorbeeld 2.500, of laat het leeg."))
    made = Repair.objects.create(
        idea=found, guessed_cents=cents, repaired_at=at, taken_down_by=through.person if through else None,
        posted_key=posted_key, **said,
    )  # fmt: skip
    found.guessed_cents, found.second_checker = cents or found.guessed_cents, None
    found.save(update_fields=["guessed_cents", "second_checker"])
    told = "De maker herstelde een idee voor het geld."
    doors.seal(
        "budgeting.repair", told, found.round, through.actor() if through else VISITOR, at, rows=[made, found],
        subject=doors.subject_of_idea(found), personal={"words": made.words}, number=found.voice.number,
    )  # fmt: skip
    return made


def _seal(
    act: str, told: str, idea: Idea, by: Standing, at: datetime, *, rows: list[Any],
    facts: dict[str, Any] | None = None, **personal: str,
) -> None:  # fmt: skip
    doors.seal(
        act, told, idea.round, by.actor(), at, rows=rows, subject=doors.subject_of_idea(idea), personal=personal,
        number=idea.voice.number, **facts or {},
    )  # fmt: skip
