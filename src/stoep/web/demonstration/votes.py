"""Rounds in which people voted: one of last year that was counted, and one in the village where a newcomer can vote."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from stoep.budgeting import actions as budgeting
from stoep.budgeting.models import Award, Counter, Idea, LetterOrder, Round
from stoep.budgeting.wordings import PROPOSED
from stoep.network.standing import Standing
from stoep.people.models import Organisation
from stoep.venues.models import Venue
from stoep.voices import actions as voices
from stoep.web.demonstration.stage import Stage

READERS = {"nl": "Anouk", "en": "Joost", "tr": "Fatma", "ar": "Samira", "pl": "Ola"}
FREE_CODES = 12  # letters in the village that nobody used: whoever looks round votes with them


@dataclass(frozen=True, slots=True)
class Plan:
    """An idea of this round: its words, by whom it is called, its cost in euros, and its words in other languages."""

    title: str
    words: str
    called: str
    euros: int
    spoken: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """A round as it is played. `days`: of each step, from today; `votes`: plans by their place, and how often."""

    title: str
    why: str
    who: str
    euros: int
    contact: str
    counters: tuple[str, str, str]
    days: Mapping[str, int]
    plans: Sequence[Plan]
    letters: int
    votes: Sequence[tuple[tuple[int, ...], int]]
    papers: Sequence[tuple[int, ...]] = ()


LAST_YEAR = Told(
    title="Samen over 40.000 euro",
    why="Vorig jaar verdeelden wij voor het eerst samen het geld van de wijk.",
    who="Iedereen van 12 jaar of ouder die in De Meerpaal woont.",
    euros=40_000,
    contact="Bep",
    counters=("Fatma", "Koos", "Noor"),
    days={"open": -270, "first": -268, "last": -240, "checked": -232, "votes": -225, "closes": -211, "objects": -195},
    plans=(
        Plan("Picknicktafels bij de Sloot", "Vier tafels, ook voor wie in een rolstoel zit.", "Koos", 7_500),
        Plan("Fietsles voor vrouwen", "Wij leren het elkaar. Er zijn tien fietsen nodig.", "Samira", 6_000),
        Plan("Bomen op het Meerplein", "In de zomer is het plein te heet.", "Noor", 14_000),
        Plan("Een schaakbord van steen", "Voor jong en oud, naast de bushalte.", "Wim", 2_500),
        Plan("Een schildering onder het viaduct", "Jongeren ontwerpen haar zelf.", "Yusuf", 9_000),
        Plan("Een hondenveld met een hek", "Dan blijft het gras bij de school schoon.", "Ria", 15_000),
    ),
    letters=80,
    votes=(((0, 3), 9), ((0, 2, 3), 8), ((2, 4), 7), ((1, 4), 9), ((1, 2), 6), ((5,), 8), ((5, 3), 4)),
    papers=((0, 1), (0, 3), (1,), (2, 3), (0, 2), (5,)),
)
IN_THE_VILLAGE = Told(
    title="Samen over 12.000 euro",
    why="Het dorp kreeg dit geld van de gemeente, zonder dat erbij staat waarvoor.",
    who="Iedereen van 12 jaar of ouder die in Lutkeveen of aan de Buitenweg woont.",
    euros=12_000,
    contact="Harm",
    counters=("Harm", "Sietske", "Jelle"),
    days={"open": -60, "first": -58, "last": -30, "checked": -15, "votes": -6, "closes": 12, "objects": 27},
    plans=(
        Plan(
            "Een jeu-de-boulesbaan", "Naast het dorpshuis. Wij leggen hem zelf aan.", "Harm", 3_500,
            {
                "en": ("A pétanque court", "Beside the village hall. We lay it ourselves."),
                "tr": ("Bir petank sahası", "Köy evinin yanında. Kendimiz yapıyoruz."),
                "ar": ("ملعب للكرات الحديدية", "بجانب بيت القرية. نبنيه بأنفسنا."),
                "pl": ("Boisko do gry w bule", "Obok domu wiejskiego. Zrobimy je sami."),
            },
        ),
        Plan(
            "Licht op het fietspad", "Van het dorp naar de bushalte is het donker.", "Sietske", 6_000,
            {
                "en": ("Light along the cycle path", "From the village to the bus stop it is dark."),
                "tr": ("Bisiklet yoluna ışık", "Köyden otobüs durağına kadar karanlık."),
                "ar": ("إنارة لمسار الدراجات", "الطريق من القرية إلى موقف الحافلة مظلم."),
                "pl": ("Światło na ścieżce rowerowej", "Od wsi do przystanku jest ciemno."),
            },
        ),
        Plan(
            "Een oven voor het dorp", "Elke zaterdag bakken wij samen brood.", "Jelle", 4_500,
            {
                "en": ("An oven for the village", "Every Saturday we bake bread together."),
                "tr": ("Köy için bir fırın", "Her cumartesi birlikte ekmek pişiriyoruz."),
                "ar": ("فرن للقرية", "نخبز الخبز معًا كل يوم سبت."),
                "pl": ("Piec dla wsi", "W każdą sobotę pieczemy razem chleb."),
            },
        ),
        Plan(
            "Een bus naar zee", "Een dag uit, voor iedereen boven de 65.", "Gea", 1_800,
            {
                "en": ("A bus to the sea", "A day out for everybody over 65."),
                "tr": ("Denize bir otobüs", "65 yaşın üstündeki herkes için bir gezi günü."),
                "ar": ("حافلة إلى البحر", "يوم رحلة لكل من تجاوز 65 عامًا."),
                "pl": ("Autobus nad morze", "Dzień wycieczki dla wszystkich po 65. roku życia."),
            },
        ),
    ),
    letters=60,
    votes=(((0, 1), 9), ((1, 3), 7), ((2,), 6), ((0, 3), 5)),
)  # fmt: skip


def plan(stage: Stage) -> None:
    """Put them into the story: one for the wijk, one for the village."""
    told = LAST_YEAR if stage.story.kind == "wijk" else IN_THE_VILLAGE
    stage.plan(_on(stage, told.days["open"], 11), lambda at: begin(stage, told, at))


def _on(stage: Stage, days: int, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(stage.today + timedelta(days=days), time(hour)))


def begin(stage: Stage, told: Told, at: datetime) -> None:
    """Written down and opened with two keys; every later step waits for its day."""
    venue = Venue.objects.filter(neighbourhood=stage.neighbourhood, closed_on__isnull=True).order_by("pk").first()
    assert venue
    today = timezone.localdate(at)
    days: dict[str, Any] = {
        name: stage.today + timedelta(days=told.days[day])
        for name, day in (("ideas_from", "first"), ("ideas_until", "last"), ("check_until", "checked"),
                          ("objections_until", "objects"))
    }  # fmt: skip
    round = budgeting.write(
        neighbourhood=stage.neighbourhood, title=told.title, why=told.why, who_may_vote=told.who,
        contact=told.contact, phone="020 555 01 23", ballot="approval", most=3, rule="equal-shares", utility="cost",
        completion="add1", tie_break="drawn", tracker=True, reserve_per_thousand=20,
        why_rule="Zo krijgt niet één groep alles. Bijna iedereen ziet iets van de eigen keuze terug.", repair_days=5,
        voting_from=_on(stage, told.days["votes"], 9), voting_until=_on(stage, told.days["closes"], 18),
        count_at=_on(stage, told.days["closes"] + 1, 19), count_where=venue.name,
        parts=[(stage.neighbourhood.name, told.euros * 100)], counters=_counters(stage, told), venues=[venue],
        observers=[each.person for each in (stage.chair, stage.worker) if each.person],
        by=stage.chair, at=at, **days,
    )  # fmt: skip
    decision = budgeting.propose_announcing(round=round, by=stage.chair, at=at, today=today)
    budgeting.second(decision=decision, by=stage.independent, at=at + timedelta(minutes=20), today=today)
    for place, each in enumerate(told.plans):
        stage.plan(_on(stage, told.days["first"] + 2 + 3 * place, 14), partial(give, stage, round, each))
    stage.plan(_on(stage, told.days["first"] + 1, 10), partial(read_sentences, stage, told))
    stage.plan(_on(stage, told.days["checked"] + 1, 15), partial(lay_out, stage, told, round))


def official(stage: Stage) -> Standing:
    """Somebody of the municipality."""
    return next(by for by in stage.promisers.values() if by.side == Organisation.Kind.MUNICIPALITY)


def _counters(stage: Stage, told: Told) -> list[tuple[str, Organisation | None]]:
    municipality, independent = official(stage).person, stage.independent.person
    assert municipality and independent
    others = [(each.name, each.organisation) for each in (independent, municipality)]
    return [*((name, None) for name in told.counters), *others]


def read_sentences(stage: Stage, told: Told, at: datetime) -> None:
    """Somebody who speaks it reads the fixed sentences, in each language in which every plan has words."""
    for language in sorted(set.intersection(*({"nl", *each.spoken} for each in told.plans))):
        budgeting.approve_wording(
            neighbourhood=stage.neighbourhood, language=language, texts=PROPOSED[language], reader=READERS[language],
            by=stage.host, at=at,
        )  # fmt: skip


def give(stage: Stage, round: Round, told: Plan, at: datetime) -> None:
    """An idea comes in, the host looks at its words, and an official says that it can be done."""
    round.refresh_from_db()
    receipt = budgeting.give(
        round=round, title=told.title, words=told.words, called=told.called, guessed_cents=told.euros * 100,
        part=round.parts.get(), at=at, today=timezone.localdate(at),
    )  # fmt: skip
    voices.show(voice=receipt.voice, by=stage.host, at=at)
    idea = Idea.objects.get(voice=receipt.voice)

    def look(then: datetime) -> None:
        day = timezone.localdate(then)
        budgeting.look(idea=idea, by=official(stage), kind="yes", cents=told.euros * 100, at=then, today=day)
        for language, (title, words) in {"nl": (told.title, told.words), **told.spoken}.items():
            budgeting.approve_words(
                idea=idea, language=language, title=title, words=words, reader=READERS[language], by=stage.host, at=then
            )

    stage.plan(at + timedelta(days=2), look)


def lay_out(stage: Stage, told: Told, round: Round, at: datetime) -> None:
    """The ballot is made with two keys, the letters go out, and five people get a sheet of the key."""
    today = timezone.localdate(at)
    round.refresh_from_db()
    proposal = budgeting.propose_ballot(round=round, by=stage.chair, at=at, today=today, draw=stage.rng)
    budgeting.second(decision=proposal, by=stage.independent, at=at, today=today)
    round.refresh_from_db()
    order = budgeting.order_letters(round=round, many={1: told.letters}, by=stage.independent, at=at)
    budgeting.make_letters(order=order, at=at)
    codes = _codes(order, stage.independent, at)
    random.Random(round.title).shuffle(codes)  # people vote in no order that their letters have
    sheets = budgeting.make_count_key(round=round, by=stage.chair, at=at)
    for counter, words in zip(Counter.objects.filter(round=round).order_by("order"), sheets, strict=True):
        # Nobody looks on at their own sheet.
        looker = stage.worker if counter.person == stage.independent.person else stage.independent
        budgeting.confirm_sheet(counter=counter, words=words, by=looker, at=at)
    turns = [chosen for chosen, many in told.votes for _vote in range(many)]
    stage.rng.shuffle(turns)
    span = 24 * max(1, min(0, told.days["closes"]) - told.days["votes"]) - 12
    for place, chosen in enumerate(turns):
        when = _on(stage, told.days["votes"], 10) + timedelta(hours=span * place / len(turns))
        stage.plan(when, partial(vote, round, codes[place], _numbers(round, told, chosen)))
    if told.papers:
        on_paper = [(code, _numbers(round, told, chosen))
                    for code, chosen in zip(codes[len(turns) :], told.papers, strict=False)]  # fmt: skip
        stage.plan(_on(stage, told.days["closes"] + 1, 18), partial(count, stage, round, on_paper, sheets))
    else:
        leave_letters(stage, round, codes[len(turns) :][:FREE_CODES])


def _codes(order: LetterOrder, by: Standing, at: datetime) -> list[str]:
    rows = csv.DictReader(io.StringIO(b"".join(budgeting.fetch_list(order=order, by=by, at=at)).decode()))
    return [row["code"] for row in rows if row["soort"] == "brief"]


def _numbers(round: Round, told: Told, chosen: tuple[int, ...]) -> list[int]:
    """The numbers on the ballot of the plans at these places of the story."""
    titles = [told.plans[place].title for place in chosen]
    found = Idea.objects.filter(round=round, title__in=titles).values_list("ballot_number", flat=True)
    return [number for number in found if number]


def vote(round: Round, code: str, numbers: list[int], at: datetime) -> None:
    """Somebody votes on a screen."""
    budgeting.cast(round=round, typed=code, points=dict.fromkeys(numbers, 1), at=at)


def leave_letters(stage: Stage, round: Round, codes: list[str]) -> None:
    """Letters that nobody used yet lie in the box for post of the demonstration; nowhere else is a code kept."""
    path = letters_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = {"address": _address(round), "title": round.title, "place": stage.neighbourhood.name, "codes": codes}
    path.write_text(json.dumps(kept), encoding="utf-8")


def letters_path() -> Path:
    """Where the demonstration keeps the letters for whoever looks round."""
    return Path(settings.DATA) / "postvak" / "stembrieven.json"


def _address(round: Round) -> str:
    return f"{round.get_absolute_url()}stemmen/"


def count(stage: Stage, round: Round, papers: list[tuple[str, list[int]]], sheets: Sequence[str], at: datetime) -> None:
    """The box is closed, the paper typed by two people, and three of the five open it, in public."""
    budgeting.close_boxes(today=timezone.localdate(at), at=at)
    pile = budgeting.begin_pile(round=round, place="Het buurthuis", many=len(papers) + 1, by=stage.host, at=at)
    lines = [f"{code} {' '.join(map(str, numbers))}" for code, numbers in papers]
    # The first of them had voted on paper before, otherwise, and set a cross at "I vote again".
    before = f"{papers[0][0]} {papers[1][1][0]}"
    typed = "\n".join([before, f"{lines[0]} +", *lines[1:]])
    for by in (stage.host, stage.worker):
        budgeting.type_pile(pile=pile, typed=typed, by=by, at=at)

    def open_box(then: datetime) -> None:
        budgeting.open_box(round=round, sheets=sheets[1:4], by=stage.chair, at=then)
        stage.plan(then + timedelta(days=5), partial(objected, stage, round))
        for place, award in enumerate(Award.objects.filter(idea__round=round).order_by("idea__ballot_number")):
            stage.plan(then + timedelta(days=9, hours=place), partial(promise, stage, award, place))

    stage.plan(max(at + timedelta(minutes=10), round.count_at), open_box)


def objected(stage: Stage, round: Round, at: datetime) -> None:
    """Somebody asks whether it went well, and hears; both observers say what they saw."""
    words = "In de hal stond de bus even alleen. Kon er iemand bij?"
    made = budgeting.object_to(round=round, words=words, called="Ria", at=at, today=timezone.localdate(at))
    answer = "De bus had twee sloten, en de sleutels lagen op twee plekken. Het aantal biljetten klopte met de lijst."

    def hear(then: datetime) -> None:
        found = "Ik keek bij het typen en bij het tellen. De aantallen kloppen."
        budgeting.write_finding(round=round, words=found, by=stage.chair, at=then)
        found = "Er kwamen geen stemmen in de nacht, en niet veel van één adres."
        budgeting.write_finding(round=round, words=found, by=stage.worker, at=then)
        budgeting.answer_objection(objection=made, answer=answer, by=stage.independent, at=then)

    stage.plan(at + timedelta(days=3), hear)


def promise(stage: Stage, award: Award, place: int, at: datetime) -> None:
    """What won becomes a promise with a date and a face; one is done, one runs, one stops and says why."""
    due = timezone.localdate(at) + timedelta(days=330)
    budgeting.promise_award(
        award=award, called="Joost", words=f"Wij zorgen voor: {award.idea.title}.", due_on=due, by=stage.chair, at=at,
        today=timezone.localdate(at),
    )  # fmt: skip
    turn = (done, runs, stopped)[place % 3]
    stage.plan(at + timedelta(days=40), partial(turn, stage, award))


def _spend(stage: Stage, award: Award, share: int, what: str, at: datetime) -> None:
    award.refresh_from_db()
    day = timezone.localdate(at)
    cents = award.cents * share // 100
    budgeting.spend(award=award, cents=cents, what=what, spent_on=day, by=stage.host, at=at, today=day)


def done(stage: Stage, award: Award, at: datetime) -> None:
    """It is there, and cost a little less."""
    _spend(stage, award, 96, "Gekocht en neergezet", at)
    words = "Het staat er, en het wordt gebruikt."
    stage.plan(
        at + timedelta(days=30), lambda then: budgeting.finish(award=award, words=words, by=stage.chair, at=then)
    )


def runs(stage: Stage, award: Award, at: datetime) -> None:
    """Half of it is bought."""
    _spend(stage, award, 45, "De eerste helft", at)


def stopped(stage: Stage, award: Award, at: datetime) -> None:
    """It does not go on, and what is left goes to the next round."""
    why = "Onder de grond liggen kabels die niet weg kunnen. De bedenkers zijn gebeld."
    award.refresh_from_db()
    today = timezone.localdate(at)
    decision = budgeting.propose_stop_award(award=award, why=why, by=stage.chair, at=at, today=today)
    budgeting.second(decision=decision, by=stage.independent, at=at + timedelta(minutes=20), today=today)
