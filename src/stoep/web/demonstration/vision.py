"""What the people of the story want the neighbourhood to be, and how they keep up what went well."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from stoep.agenda import actions as agenda
from stoep.agenda import queries
from stoep.agenda.models import Item
from stoep.network import actions as network
from stoep.network import queries as network_queries
from stoep.network.models import Post
from stoep.network.standing import Standing
from stoep.people.models import Account, Person
from stoep.web.demonstration.stage import Stage

CLERK = "Griffier Noor"
MISSED = "Wat mensen willen die hier net wonen. Zij waren er nog niet bij."
OPENING = {
    "De Meerpaal": (
        "Over twintig jaar groeien kinderen hier op met een open deur in elke straat. "
        "Wie ouder wordt, blijft hier wonen, tussen mensen die elkaar groeten."
    ),
    "Lutkeveen": (
        "Over twintig jaar is Lutkeveen nog steeds een dorp waar men elkaar helpt. "
        "Er wonen jonge gezinnen, en wie oud is hoeft niet weg."
    ),
}
TEXTS = {
    "De Meerpaal": {
        "opvoeding": "Elk kind kan na school ergens binnenlopen, en elke ouder kent iemand om te bellen.",
        "scholing": "Wie iets wil leren, kan dat om de hoek: taal, rekenen, koken, een vak.",
        "sociaal": "In elke straat is een plek om elkaar te zien. Niemand eet altijd alleen.",
        "werk": "Werk in de wijk gaat eerst naar mensen uit de wijk. Wie begint, krijgt hulp.",
        "gezondheid": "Wij lopen en fietsen meer. Geen kind wordt ziek van zijn eigen huis.",
        "wonen": "De huizen zijn droog, warm en te betalen. Wie groter of kleiner wil wonen, kan in de wijk blijven.",
        "veiligheid": "Iedereen durft na donker naar buiten. Licht, mensen op straat, en een wijkagent die wij kennen.",
    },
    "Lutkeveen": {
        "opvoeding": "De school blijft open, en de speeltuin ernaast ook.",
        "scholing": "Jongeren kunnen met de bus naar school in de stad, en terug.",
        "sociaal": "Het dorpshuis is van ons allemaal. Er is elke week iets te doen.",
        "werk": "Wie hier een bedrijf begint, vindt ruimte, internet en klanten.",
        "gezondheid": "De dokter komt naar het dorp, en de zorgboerderij blijft.",
        "wonen": "Er komen kleine huizen bij, voor wie begint en voor wie kleiner wil.",
        "veiligheid": "Het pad langs het kanaal is verlicht, en de weg is rustig.",
    },
}
# What the second version of De Meerpaal says otherwise.
ANEW = {
    "gezondheid": "Wij lopen en fietsen meer, ook als het heet is: in elke straat staan bomen. "
    "Geen kind wordt ziek van zijn eigen huis.",
}
REFUSAL = (
    "Een wijkagent die iedereen kent, willen wij ook. Elke dag iemand op straat kunnen wij niet beloven. "
    "Daarom tekenen wij dit niet."
)
DISSENT = "Ik mis dat ook wie niet meedoet erbij hoort. Niet iedereen wil een open deur in zijn straat."


def plan(stage: Stage) -> None:
    """Put it into the story, step by step."""
    if stage.story.name == "De Meerpaal":
        _shared(stage)
        _anew(stage)
    else:
        stage.plan(stage.at(-10), partial(adopt, stage, {}))
    for topic in stage.story.topics:
        if topic.closed is not None:
            _kept_up(stage, topic.key, topic.closed)


def _shared(stage: Stage) -> None:
    """Two years ago: the council and two partners sign, the police refuse, and Koos sees it otherwise."""
    stage.plan(stage.at(-24.6), partial(adopt, stage, {}))
    stage.plan(stage.at(-24.3), partial(sign, stage, "Peter van Woonstichting De Sluis", "signed", ""))
    stage.plan(stage.at(-24.2), partial(sign, stage, "Wijkagent Lies", "refused", REFUSAL))
    stage.plan(stage.at(-24.1), partial(sign, stage, "Wethouder Karin de Wit", "signed", ""))
    stage.plan(stage.at(-24), partial(dissent, stage))
    stage.plan(stage.at(-23.7), partial(council_signs, stage))


def _anew(stage: Stage) -> None:
    """This season: a second version, that everybody signs anew. The council has not spoken yet."""
    stage.plan(stage.at(-1.3), partial(adopt, stage, ANEW))
    stage.plan(stage.at(-0.8), partial(sign, stage, "Peter van Woonstichting De Sluis", "signed", ""))


def adopt(stage: Stage, changes: Mapping[str, str], at: datetime) -> None:
    """Residents write it down, and the independent organisation turns the other key the same evening."""
    name, today = stage.story.name, timezone.localdate(at)
    texts = {**TEXTS[name], **changes}
    agenda.write_vision(neighbourhood=stage.neighbourhood, opening=OPENING[name], texts=texts, by=stage.chair, at=at)
    why = "Besproken op drie avonden, en aan tafel in de Huiskamer." if name == "De Meerpaal" else "In het dorpshuis."
    decision = agenda.propose(kind="vision", by=stage.chair, at=at, today=today, why=why, missed=MISSED)
    agenda.second(decision=decision, by=stage.independent, at=at + timedelta(minutes=20), today=today)


def sign(stage: Stage, name: str, kind: str, why: str, at: datetime) -> None:
    """A partner signs the newest version, or says why not."""
    _endorse(stage, at, kind=kind, why=why, by=stage.promisers[name])


def council_signs(stage: Stage, at: datetime) -> None:
    """The clerk writes down what the council decided."""
    today = timezone.localdate(at)
    number = f"{today.year}-087"
    by = _clerk(stage, at)
    _endorse(stage, at, kind="signed", by=by, for_council=True, council_decision=number, decided_on=today)


def _endorse(stage: Stage, at: datetime, **said: Any) -> None:
    vision = queries.last_vision(stage.neighbourhood)
    assert vision is not None  # it was adopted before, in order of time
    agenda.endorse(vision=vision, at=at, today=timezone.localdate(at), **said)


def _clerk(stage: Stage, at: datetime) -> Standing:
    """The clerk of the council in this neighbourhood; the table gives her the task when there is none yet."""
    today = timezone.localdate(at)
    posts = network_queries.running_posts(stage.neighbourhood, today)
    held = posts.filter(kind=Post.Kind.CLERK).first()
    if held is None:
        municipality = stage.organisations["Gemeente Waterstad"]
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
        return _standing(person, stage, today)
    return _standing(held.person, stage, today)


def _standing(person: Person, stage: Stage, today: date) -> Standing:
    return network_queries.standing(
        account=person.account, neighbourhood=stage.neighbourhood, today=today, second_factor=True
    )


def dissent(stage: Stage, at: datetime) -> None:
    """Koos has a seat, and sees it otherwise."""
    koos = _standing(Person.objects.get(name="Koos"), stage, timezone.localdate(at))
    vision = queries.last_vision(stage.neighbourhood)
    assert vision is not None
    agenda.dissent(vision=vision, words=DISSENT, by=koos, at=at)


def _kept_up(stage: Stage, key: str, closed: float) -> None:
    """Who keeps up what was closed; in De Meerpaal the day to look back has come, in Lutkeveen residents did so."""
    if stage.story.name == "De Meerpaal":
        stage.plan(stage.at(closed + 0.2), partial(keep_up, stage, key, stage.day(-0.3)))
        return
    stage.plan(stage.at(closed + 0.2), partial(keep_up, stage, key, stage.day(closed + 4)))
    stage.plan(stage.at(closed + 4.2), partial(look_back, stage, key, stage.day(5)))


KEEPERS = {
    "De Meerpaal": ("De speelgroep van de Eikstraat", "Elke maand de moeren nalopen, en verf in het voorjaar."),
    "Lutkeveen": ("De ijsclub", "Elk najaar de dijk en de lampen nakijken."),
}


def keep_up(stage: Stage, key: str, look_back_on: date, at: datetime) -> None:
    """Residents say who keeps it so, and when they look back."""
    kept_by, words = KEEPERS[stage.story.name]
    agenda.keep_up(
        item=Item.objects.get(pk=stage.items[key].pk), kept_by=kept_by, words=words, look_back_on=look_back_on,
        by=stage.chair, at=at, today=timezone.localdate(at),
    )  # fmt: skip


def look_back(stage: Stage, key: str, again_on: date, at: datetime) -> None:
    """They looked back: it is still good."""
    kept_by, _words = KEEPERS[stage.story.name]
    agenda.look_back(
        item=Item.objects.get(pk=stage.items[key].pk), is_good=True, words="De dijk is dicht en de lampen doen het.",
        kept_by=kept_by, look_back_on=again_on, by=stage.chair, at=at, today=timezone.localdate(at),
    )  # fmt: skip
