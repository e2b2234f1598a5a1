"""Money that residents divide: a round that is talked about now, with ideas that can, cannot, were mended or lie."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from stoep.budgeting import actions as budgeting
from stoep.budgeting.models import Idea, Round
from stoep.budgeting.queries import left_for_next
from stoep.network.standing import Standing
from stoep.people.models import Organisation
from stoep.venues.models import Venue
from stoep.voices import actions as voices
from stoep.voices.actions import Receipt
from stoep.web.demonstration.stage import Stage

# Days from today.
OPENED, FIRST, LAST, CHECKED, VOTES, CLOSES, OBJECTS = -50, -48, -20, -5, 7, 28, 43
# Title, words, by whom it is called, what it costs as its author thinks, which part.
LAMPS = ("Lampen langs de Kade", "Langs de Kade is het donker. Met zes lampen durven wij er weer.", "Samira", 9_000, 1)
GARDEN = ("Een moestuin bij de school", "Kinderen telen zelf groente. Ouders helpen op zaterdag.", "Fatma", 6_500, 1)
BRIDGE = ("Een brug over de Vaart", "Dan lopen kinderen niet meer langs de drukke weg.", "", 40_000, 2)
BENCH = ("Drie banken op het Meerplein", "Wie slecht loopt, kan onderweg even zitten.", "Koos", 3_000, 2)
SWING = ("Een schommel", "Voor kleine kinderen, naast de zandbak.", "Noor", 4_000, 2)
SLIDE = ("Een glijbaan", "De oude is weg. Kinderen vragen er elke dag naar.", "", 5_500, 2)
MUSIC = ("Een middag met muziek", "Iedereen die iets speelt, doet mee op het plein.", "Yusuf", 2_500, 1)


def plan(stage: Stage) -> None:
    """Put it into the story; a village divides its money at the table."""
    if stage.story.kind == "wijk":
        stage.plan(_on(stage, OPENED, 11), lambda at: open_round(stage, at))


def _on(stage: Stage, days: int, hour: int) -> datetime:
    moment = datetime.combine(stage.today + timedelta(days=days), time(hour))
    return timezone.make_aware(moment)


def _official(stage: Stage) -> Standing:
    return next(by for by in stage.promisers.values() if by.side == Organisation.Kind.MUNICIPALITY)


def open_round(stage: Stage, at: datetime) -> None:
    """Written down, and opened with two keys; then people give ideas."""
    venue = Venue.objects.filter(neighbourhood=stage.neighbourhood, closed_on__isnull=True).order_by("pk").first()
    municipality = _official(stage).person
    assert venue and municipality
    today = timezone.localdate(at)
    days: dict[str, Any] = {
        name: stage.today + timedelta(days=days)
        for name, days in (("ideas_from", FIRST), ("ideas_until", LAST), ("check_until", CHECKED),
                           ("objections_until", OBJECTS))
    }  # fmt: skip
    round = budgeting.write(
        neighbourhood=stage.neighbourhood, title="Samen over 60.000 euro",
        why="De wijk krijgt elk jaar geld voor wat bewoners zelf willen. Dit jaar verdelen wij het samen.",
        who_may_vote="Iedereen van 12 jaar of ouder die in De Meerpaal woont.", contact="Bep", phone="020 555 01 23",
        ballot="approval", most=5, rule="equal-shares", utility="cost", completion="add1", tie_break="drawn",
        why_rule="Zo krijgt niet één groep alles. Bijna iedereen ziet iets van de eigen keuze terug.", repair_days=10,
        **_carried(stage, at),
        voting_from=_on(stage, VOTES, 9), voting_until=_on(stage, CLOSES, 18), count_at=_on(stage, CLOSES + 1, 19),
        count_where=f"{venue.name}, grote zaal", parts=[("Rond de Kade", 3_500_000), ("Rond het plein", 2_500_000)],
        counters=[("Fatma", None), ("Koos", None), ("Noor", None), ("Ilse", stage.independent.person.organisation
                  if stage.independent.person else None), (municipality.name, municipality.organisation)],
        observers=[each.person for each in (stage.chair, stage.worker) if each.person],
        venues=[venue], by=stage.chair, at=at, **days,
    )  # fmt: skip
    decision = budgeting.propose_announcing(round=round, by=stage.chair, at=at, today=today)
    budgeting.second(decision=decision, by=stage.independent, at=at + timedelta(minutes=20), today=today)
    for number, idea in enumerate((LAMPS, GARDEN, BRIDGE, BENCH, SWING, SLIDE, MUSIC)):
        stage.plan(_on(stage, FIRST + 2 * number, 14), partial(give, stage, round, idea))


def _carried(stage: Stage, at: datetime) -> dict[str, Any]:
    """What is left of last year's round lies in the sums of this one."""
    earlier = Round.objects.filter(neighbourhood=stage.neighbourhood, announced_at__lt=at).order_by("-number").first()
    left = left_for_next(earlier) if earlier else 0
    return {"carried_over": earlier, "carried_cents": left} if left else {}


def give(stage: Stage, round: Round, told: tuple[str, str, str, int, int], at: datetime) -> None:
    """An idea comes in by screen or on paper, the host looks at it, and then it goes its way."""
    title, words, called, euros, part = told
    on_paper = told in (BENCH, MUSIC)
    usual: dict[str, Any] = {"by": stage.host, "channel": "card"} if on_paper else {}
    receipt = budgeting.give(
        round=round, title=title, words=words, called=called, guessed_cents=euros * 100,
        part=round.parts.get(order=part), at=at, today=timezone.localdate(at), **usual,
    )  # fmt: skip
    if not on_paper:
        voices.show(voice=receipt.voice, by=stage.host, at=at)
    idea = Idea.objects.get(voice=receipt.voice)
    turns = {LAMPS: can, GARDEN: mended, BRIDGE: cannot, BENCH: helped, SLIDE: together, MUSIC: no_once}
    turn = turns.get(told)
    if turn:
        stage.plan(at + timedelta(days=6), partial(turn, stage, idea, receipt))


def _look(idea: Idea, by: Standing, at: datetime, **said: Any) -> None:
    budgeting.look(idea=idea, by=by, at=at, today=timezone.localdate(at), **said)


def can(stage: Stage, idea: Idea, receipt: Receipt, at: datetime) -> None:
    """An official worked out what it costs; neighbours say what they think."""
    _look(idea, _official(stage), at, kind="yes", cents=960_000)
    for stance, words in (("for", "Mijn dochter fietst daar in het donker."), ("question", "Gaan ze 's nachts uit?")):
        said = budgeting.argue(
            idea=idea, stance=stance, words=words, by=stage.host, channel="spoken", read_back=True, at=at,
            today=timezone.localdate(at),
        )  # fmt: skip
        assert said.number


def _later(stage: Stage, at: datetime, days: int, act: Any) -> None:
    """What happens some days later, in its turn: the log goes on in time."""
    stage.plan(at + timedelta(days=days), act)


def mended(stage: Stage, idea: Idea, receipt: Receipt, at: datetime) -> None:
    """No at first; its author makes it smaller, and then it can."""
    why, repair = "Onder het gras liggen leidingen.", "Neem bakken in plaats van de volle grond."
    _look(idea, _official(stage), at, kind="no", why=why, repair=repair)
    words = "Een moestuin in twaalf bakken bij de school. Ouders helpen op zaterdag."

    def mend(then: datetime) -> None:
        budgeting.repair(
            idea=idea, words=words, cents=480_000, secret=receipt.secret, at=then, today=timezone.localdate(then)
        )

    _later(stage, at, 3, mend)
    _later(stage, at, 5, lambda then: _look(idea, _official(stage), then, kind="yes", cents=510_000))


def cannot(stage: Stage, idea: Idea, receipt: Receipt, at: datetime) -> None:
    """Two parties said no, each with the reason."""
    repair = "Een veilige oversteek bij de school kost veel minder."
    _look(idea, _official(stage), at, kind="no", why="Een brug kost tien keer zo veel.", repair=repair)
    why = "Wij vroegen het twee bedrijven. Het bedrag klopt."
    _later(stage, at, 4, lambda then: _look(idea, stage.independent, then, kind="no", why=why, repair=repair))


def helped(stage: Stage, idea: Idea, receipt: Receipt, at: datetime) -> None:
    """Help with what it costs; somebody was asked to look, and has not done so yet."""
    asked = budgeting.ask_help(idea=idea, kind="cost", by=stage.host, at=at)
    budgeting.take_up_help(help=asked, by=stage.worker, at=at)
    came = "Een bank van hout kost 1.100 euro. Dat is met het plaatsen erbij."
    budgeting.help_came(help=asked, came=came, cents=330_000, by=stage.worker, at=at)
    person = _official(stage).person
    assert person
    budgeting.ask_to_look(idea=idea, person=person, by=stage.host, at=at)


def no_once(stage: Stage, idea: Idea, receipt: Receipt, at: datetime) -> None:
    """One party said no; somebody else has yet to look."""
    why, repair = "Voor muziek is er een ander potje.", "Vraag het daar aan, of maak er iets van dat blijft."
    _look(idea, _official(stage), at, kind="no", why=why, repair=repair)


def together(stage: Stage, idea: Idea, receipt: Receipt, at: datetime) -> None:
    """Two authors make one idea of theirs; the host writes down the yes that one of them said by telephone."""
    other = Idea.objects.filter(round=idea.round, title=SWING[0]).first()
    assert other
    made = budgeting.propose_together(
        idea=idea, others=[other], title="Spelen op het plein", words="Een schommel en een glijbaan, naast de zandbak.",
        guessed_cents=900_000, secret=receipt.secret, at=at, today=timezone.localdate(at),
    )  # fmt: skip
    voices.show(voice=made.voice, by=stage.host, at=at)
    child = Idea.objects.get(voice=made.voice)
    budgeting.say_yes(idea=child, parent=other, by=stage.host, way="phone", at=at)
    _later(stage, at, 2, lambda then: _look(child, _official(stage), then, kind="yes", cents=880_000))
    _later(stage, at, 3, lambda then: in_five_languages(stage, child, then))


def in_five_languages(stage: Stage, idea: Idea, at: datetime) -> None:
    """The words of the ballot, each read by somebody who speaks the language."""
    for language, reader, title, words in (
        ("nl", "Anouk", "Spelen op het plein", "Een schommel en een glijbaan voor kleine kinderen."),
        ("en", "Joost", "Playing on the square", "A swing and a slide for small children."),
        ("tr", "Fatma", "Meydanda oyun", "Küçük çocuklar için bir salıncak ve bir kaydırak."),
        ("ar", "Samira", "اللعب في الساحة", "أرجوحة ومنزلقة للأطفال الصغار."),
        ("pl", "Ola", "Zabawa na placu", "Huśtawka i zjeżdżalnia dla małych dzieci."),
    ):
        budgeting.approve_words(
            idea=idea, language=language, title=title, words=words, reader=reader, by=stage.host, at=at
        )
