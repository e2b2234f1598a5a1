"""What the council and others of the story are asked, and what they answer; how policy meets the agenda; the cards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from stoep.council import actions as council
from stoep.council.models import Advice, Appeal, Link, Override, Policy
from stoep.council.rules import term_at
from stoep.network import actions as network
from stoep.network import queries as network_queries
from stoep.network.models import Post
from stoep.network.standing import Standing
from stoep.people.models import Account, Person
from stoep.web.demonstration.stage import Stage

CLERK = "Griffier Noor"
LATE_BY = 9
MUNICIPALITY, HOUSING = "Gemeente Waterstad", "Woonstichting De Sluis"
OFFICER, ALDERMAN, HOUSEMASTER = "Anouk", "Wethouder Karin de Wit", "Peter van Woonstichting De Sluis"
Know = dict[str, Any]

POLICIES = (
    ("motion", "M-12", "Plekken voor jongeren in elke wijk", "6.1", "de raad vroeg om 60.000 euro per jaar"),
    ("decision", "2023-41", "Parkeernorm: voor elk huis 1,2 plek", "2.1", ""),
    ("programme", "programma 6", "Samen leven in Waterstad", "6.1", "1,4 miljoen euro in 2027, voor alle wijken samen"),
    ("goal", "", "Iedereen woont warm en betaalbaar", "8.3", ""),
)
# Item, policy, kind, words of residents, asked by the municipality, what the municipality says of it.
LINKS = (
    ("huiskamer", "M-12", "contributes", "De motie vraagt om plekken, als deze.", False, (True, "Dat zien wij ook.")),
    (
        "groen-plein",
        "2023-41",
        "clashes",
        "Voor bomen moeten er plekken voor auto's weg.",
        False,
        (True, "De norm vraagt hier om 34 plekken. Er zijn er 31."),
    ),
    ("samen-eten", "", "none", "Dit is van ons. Er hoeft geen beleid bij.", False, (True, "Dat klopt.")),
    (
        "warmte", "", "contributes", "De gemeente vroeg ons om mee te denken over warmte.", True,
        (True, "Ja, wij vroegen dit."),
    ),
)  # fmt: skip
CARDS = {
    "": (
        "Wij kennen de straten, de gezichten en wat er al is. Bijna dertig bewoners werken mee.",
        "Antwoord op tijd, ook als het nee is. En dezelfde stukken op dezelfde dag.",
    ),
    MUNICIPALITY: (
        "Twee mensen die de wijk kennen, vergunningen, en geld dat de raad vaststelt.",
        "Tijd om intern te vragen wat kan. En dat bewoners zeggen wat als eerste moet.",
    ),
    HOUSING: ("Vier huismeesters en een budget voor de portieken.", "Meldingen op één plek, met een foto erbij."),
    "Politie Waterstad": ("Een wijkagent die op straat is.", "Hoor het graag vroeg, ook als het klein is."),
    "Stichting Meerpaal Samen": ("Een eigen bestuur, en hulp bij regels.", "Dat iedereen zich aan de afspraken houdt."),
}


def plan(stage: Stage) -> None:
    """Put it into the story, step by step; Lutkeveen asks the water board one thing."""
    if stage.story.kind != "wijk":
        stage.plan(_days_ago(stage, 25), partial(ask_water_board, stage))
        return
    known: Know = {}
    stage.plan(stage.at(-16), partial(write_policy, stage, known))
    stage.plan(stage.at(-15), partial(link, stage, known))
    stage.plan(stage.at(-14), partial(speak, stage, known))
    stage.plan(stage.at(-8), partial(answered_advice, stage))
    stage.plan(stage.at(-7), partial(deviating_advice, stage))
    stage.plan(stage.at(-6), partial(own_decision, stage))
    for title, words, said_as in LATE:
        stage.plan(_days_ago(stage, 42 + LATE_BY), partial(late_advice, stage, title, words, said_as))
    stage.plan(_days_ago(stage, 20), partial(open_advice, stage))
    stage.plan(stage.at(-2), partial(overrule, stage, known))
    stage.plan(_days_ago(stage, 18), partial(appeal, stage, known))
    stage.plan(stage.at(-5), partial(write_cards, stage))


def _days_ago(stage: Stage, days: int) -> datetime:
    """In the evening of the day that lies so many days back."""
    return datetime.combine(stage.today - timedelta(days=days), time(20), tzinfo=timezone.get_current_timezone())


def _when(at: datetime) -> dict[str, Any]:
    return {"at": at, "today": timezone.localdate(at)}


def write_policy(stage: Stage, known: Know, at: datetime) -> None:
    """The clerk writes down what the council decided, and who governs."""
    by = clerk(stage, at)
    begins_on = term_at(timezone.localdate(at))[0]
    council.begin_term(
        neighbourhood=stage.neighbourhood,
        begins_on=begins_on,
        coalition="Waterstad Samen en de Havenpartij",
        by=by,
        at=at,
    )
    for kind, number, title, taakveld, money in POLICIES:
        known[number or title] = council.enter(
            neighbourhood=stage.neighbourhood, kind=kind, number=number, title=title, taakveld=taakveld, money=money,
            said_on=timezone.localdate(at) - timedelta(days=200), by=by, **_when(at),
            missed="Wat de raad van bewoners hoorde, staat er niet bij." if kind == "decision" else "",
        )  # fmt: skip


def link(stage: Stage, known: Know, at: datetime) -> None:
    """Residents say how their items meet policy; what the municipality asked for it says so itself."""
    due_on = timezone.localdate(at) + timedelta(days=42)
    known["links"] = []
    for key, policy, kind, words, asked, said in LINKS:
        wanted: Policy | None = known[policy or POLICIES[3][2]] if kind != "none" else None
        made = council.link(
            item=stage.items[key], policy=wanted, kind=kind, words=words, asked=asked, reply_due_on=due_on,
            owner="team Wijken", by=stage.chair, **_when(at),
        )  # fmt: skip
        known["links"].append((made, said))


def speak(stage: Stage, known: Know, at: datetime) -> None:
    """The municipality says what it thinks of each link."""
    made: Link
    for made, said in known["links"]:
        agrees, words = said
        council.say_of_link(link=made, agrees=agrees, words=words, by=stage.promisers[OFFICER], at=at)


def _ask(
    stage: Stage, at: datetime, *, key: str = "", days: int = 42, by_name: str = MUNICIPALITY, **said: Any
) -> Advice:
    given: dict[str, Any] = {"organisation": stage.organisations[by_name] if by_name else None}
    if days:
        given["answer_due_on"] = timezone.localdate(at) + timedelta(days=days)
    item = stage.items[key] if key else None
    return council.ask(neighbourhood=stage.neighbourhood, item=item, by=stage.chair, **_when(at), **given | said)


def _later(stage: Stage, at: datetime, days: int, act: Callable[[datetime], object]) -> None:
    stage.plan(at + timedelta(days=days), act)


def answered_advice(stage: Stage, at: datetime) -> None:
    """The executive follows residents, and the housing association does for a part."""
    kitchen = _ask(
        stage, at, key="huiskamer", competent="executive", title="Een vergunning voor de keuken",
        words="Geef de Huiskamer een vergunning, zodat er gekookt mag worden.",
        promised=council.Promised("advise", ALDERMAN, timezone.localdate(at) - timedelta(days=30)),
    )  # fmt: skip
    _later(
        stage, at, 30, partial(_reply, stage, kitchen, "follows", "Ja. De vergunning komt na de keuring.", "", OFFICER)
    )
    stairs = _ask(
        stage, at, key="portieken", competent="corporation", by_name=HOUSING,
        title="Een eigen ploeg voor de portieken", words="Laat bewoners zelf de portieken schoonhouden, betaald.",
    )  # fmt: skip
    why = "Voor ramen op hoogte is een diploma nodig. Dat deel blijft bij het bedrijf."
    _later(stage, at, 35, partial(_reply, stage, stairs, "partly", "De trappen wel, de ramen niet.", why, HOUSEMASTER))
    _later(stage, at, 40, partial(_note, stage, stairs, "Twee van ons hebben dat diploma. Wij vragen het nog eens."))


def _reply(stage: Stage, advice: Advice, kind: str, words: str, why: str, name: str, at: datetime) -> None:
    missed = "Wat buren zonder mail ervan vinden: wij vroegen het alleen aan wie schreef."
    speaker = stage.promisers[name]
    council.reply(advice=advice, kind=kind, words=words, why=why, missed=missed, by=speaker, **_when(at))


def _note(stage: Stage, advice: Advice, words: str, at: datetime) -> None:
    council.note(advice=advice, words=words, by=stage.chair, at=at)


def deviating_advice(stage: Stage, at: datetime) -> None:
    """The council deviates, with a reason and a report that all read on the same day; residents write a note."""
    square = _ask(
        stage, at, key="groen-plein", competent="council", title="Een plein zonder auto's",
        words="Maak van het Meerplein één groen plein. De auto's kunnen achter de winkels staan.",
        promised=council.Promised("coproduce", ALDERMAN, timezone.localdate(at)),
        dissent="Vijf winkeliers willen plekken houden voor hun klanten.",
    )  # fmt: skip

    def decide(then: datetime) -> None:
        day = timezone.localdate(then)
        report = council.Given("Telling van auto's op het Meerplein", day, day, words="Op zaterdag staan er 29 auto's.")
        council.reply(
            advice=square, kind="deviates", words="De raad kiest voor een half groen plein.", by=clerk(stage, then),
            why="Op zaterdag zijn er 29 auto's, en achter de winkels passen er 12.", rests_on=[report],
            missed="De winkeliers kwamen niet naar de avond. Hun cijfers kennen wij niet.", **_when(then),
        )  # fmt: skip

    _later(stage, at, 38, decide)
    _later(
        stage,
        at,
        45,
        partial(_note, stage, square, "Samen maken was beloofd. Wij zagen de telling pas bij het besluit."),
    )


def own_decision(stage: Stage, at: datetime) -> None:
    """About their own fund residents decide."""
    _ask(
        stage, at, by_name="", days=0, competent="fund", said_as="decide",
        title="Zaden en potgrond voor de stekjesmarkt",
        words="Uit ons eigen fonds kopen wij zaden en potgrond voor de stekjesmarkt.",
        missed="Wie geen tuin of balkon heeft: wij vroegen het alleen op de markt zelf.",
    )  # fmt: skip


LATE = (
    (
        "Zet 40.000 euro klaar voor de huiskamer",
        "Bewoners besloten: de huiskamer gaat drie dagen open. De raad gaat over het geld.",
        "decide",
    ),
    ("Houd de bibliotheek in de wijk open", "Zeg voor de begroting of de bibliotheek open blijft.", "ask"),
)


def late_advice(stage: Stage, title: str, words: str, said_as: str, at: datetime) -> None:
    """What residents ask of the council, and what it should have answered nine days ago."""
    decides = said_as == "decide"
    key, missed = ("huiskamer", "Wie overdag werkt: zij waren er niet bij.") if decides else ("", "")
    _ask(stage, at, key=key, competent="council", title=title, words=words, said_as=said_as, missed=missed)


def open_advice(stage: Stage, at: datetime) -> None:
    """A question to the province, which still has time; its answer will be copied from a letter."""
    _ask(
        stage, at, key="bus", by_name="", called="Provincie Waterland", competent="province",
        title="De bus blijft 's avonds rijden", words="Laat lijn 4 na acht uur nog elk half uur rijden.",
    )  # fmt: skip


def ask_water_board(stage: Stage, at: datetime) -> None:
    """The village asks the water board something."""
    _ask(
        stage, at, by_name="Waterschap", competent="water", title="Hoe hoog blijft het water?",
        words="Zeg voor de zomer hoe hoog het water in het veen blijft.",
    )  # fmt: skip


def overrule(stage: Stage, known: Know, at: datetime) -> None:
    """The executive goes against residents for the safety of all, for a time."""
    day = timezone.localdate(at)
    made: Override = council.overrule(
        neighbourhood=stage.neighbourhood, item=stage.items["hondenveld"], competent="executive",
        title="Het hondenveld blijft dicht zolang de gasleiding wordt vervangen",
        ground="De leiding onder het veld is oud. Graven naast een speelveld is niet veilig voor wie er loopt.",
        missed="Wat eigenaars van grote honden nu doen, weten wij niet.",
        law="Omgevingswet", loses="Bewoners missen het veld een jaar, ook in de zomer.",
        period=council.Period(day, day, day + timedelta(days=365)), by=stage.promisers[OFFICER], **_when(at),
    )  # fmt: skip
    known["override"] = made


def appeal(stage: Stage, known: Know, at: datetime) -> None:
    """Residents put it before the council, which still has time to answer."""
    words = "De helft van het veld ligt niet boven de leiding. Laat die helft open."
    made: Appeal = council.appeal(override=known["override"], words=words, by=stage.chair, **_when(at))
    known["appeal"] = made


def write_cards(stage: Stage, at: datetime) -> None:
    """Each party writes its own card."""
    writers = {
        "": stage.chair, MUNICIPALITY: stage.promisers[OFFICER], HOUSING: stage.promisers[HOUSEMASTER],
        "Politie Waterstad": stage.promisers["Wijkagent Lies"], "Stichting Meerpaal Samen": stage.independent,
    }  # fmt: skip
    for name, (brings, asks) in CARDS.items():
        organisation = stage.organisations[name] if name else None
        council.write_card(
            neighbourhood=stage.neighbourhood,
            organisation=organisation,
            brings=brings,
            asks=asks,
            by=writers[name],
            at=at,
        )


def clerk(stage: Stage, at: datetime) -> Standing:
    """The clerk of the council in this neighbourhood; the table gives her the task when there is none yet."""
    today = timezone.localdate(at)
    held = network_queries.running_posts(stage.neighbourhood, today).filter(kind=Post.Kind.CLERK).first()
    person = held.person if held else _appoint(stage, at)
    return network_queries.standing(
        account=person.account, neighbourhood=stage.neighbourhood, today=today, second_factor=True
    )


def _appoint(stage: Stage, at: datetime) -> Person:
    today, municipality = timezone.localdate(at), stage.organisations[MUNICIPALITY]
    person = Person.objects.filter(name=CLERK).first() or Person.objects.create(
        name=CLERK,
        account=Account.objects.create_user("griffier@voorbeeld.example", joined_at=at),
        organisation=municipality,
    )
    change = network.propose(
        by=stage.chair, kind="add-post", person=person, organisation=municipality, post_kind="clerk",
        at=at - timedelta(hours=2), today=today,
    )  # fmt: skip
    if change.confirmed_at is None:
        network.confirm(change=change, by=stage.independent, at=at - timedelta(hours=1), today=today)
    return person
