"""An election and a change of alderman in the story: what ran is listed, and answered for the most part."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from stoep.council.rules import elections
from stoep.handover import actions as handover
from stoep.handover import queries
from stoep.handover.actions import Said
from stoep.handover.models import Line, Power
from stoep.web.demonstration.stage import Stage

# Days before today. A hundred days after it some lines are late; her last promise in the story is older than this.
CAME, CONFIRMED, TALKED, STOPPED, REFUSED, AGREED = -110, -98, -80, -71, -66, -52
# Months before today at which the table has been there for some time; and days after an election.
OLDEST, WRITTEN_AFTER, ANSWERED_AFTER = -24, 2, 33
MUNICIPALITY = "Gemeente Waterstad"
# What residents know of money that is tied here: what, who gets it, since and until (days), a year, and the rest.
MONEY: tuple[dict[str, Any], ...] = (
    {
        "kind": "subsidy",
        "what": "Het taalcafé in de Huiskamer",
        "to": "Stichting Meerpaal Samen",
        "since": -2070,
        "cents": 1850000,
        "lasting": True,
        "source": "De eerste beschikking, in de map van de stichting",
    },
    {
        "kind": "subsidy",
        "what": "Jongerenwerk op straat, twee avonden in de week",
        "to": "Jongerenwerk Waterstad",
        "since": -700,
        "until": 120,
        "cents": 6200000,
        "if_budgeted": True,
        "note": "In de beschikking staat dat het geld er alleen is als de raad het in de begroting zet.",
    },
    {"kind": "contract", "what": "Beheer en onderhoud van de speeltuin", "since": -420, "until": 310},
)
# Beginning of the promise, what is proposed instead, in how many days, and why.
PROPOSALS = (
    (
        "De keuken van de Huiskamer",
        "De keuken krijgt eerst een vergunning voor twee avonden in de week. De rest volgt na de keuring.",
        140,
        "De keuring van de afzuiging duurt tot na de winter.",
    ),
    (
        "Wij zoeken uit hoe een buitenlands diploma",
        "Wij zoeken het eerst uit voor zorg en bouw. Daarna komen de andere beroepen.",
        170,
        "Voor elk beroep geldt een andere regel. Alles tegelijk lukt niet.",
    ),
    (
        "Het pad naar de bushalte",
        "Het pad krijgt dit jaar drie nieuwe lampen, en volgend jaar twee.",
        120,
        "De kabel is duurder dan gedacht.",
    ),
)
NO = "Er wachten ook een leraar en een bakker. Zoek het voor ieder uit, zoals beloofd."
STOPS = "De gemeente wil taallessen voortaan op één plek in de stad geven."


def plan(stage: Stage) -> None:
    """The alderman leaves some months after the election; her successor has no account, so an official answers."""
    plan_election(stage)
    if stage.story.kind == "wijk":
        stage.plan(moment(stage, CAME - 30), lambda at: write_down_money(stage, at))
    stage.plan(moment(stage, CAME), lambda at: change(stage, at))
    stage.plan(moment(stage, CONFIRMED), lambda at: confirm(stage, at))
    if stage.story.kind == "wijk":
        stage.plan(moment(stage, TALKED), lambda at: talk_again(stage, at))
        stage.plan(moment(stage, STOPPED), lambda at: stop(stage, at))
        stage.plan(moment(stage, REFUSED), lambda at: decline(stage, at))
        stage.plan(moment(stage, AGREED), lambda at: agree(stage, at))


def plan_election(stage: Stage) -> None:
    """Two days after the last election of the story it is written down; a month later all is confirmed."""
    for on in elections(stage.day(OLDEST), stage.today)[-1:]:
        days = (on - stage.today).days
        stage.plan(moment(stage, days + WRITTEN_AFTER), partial(elect, stage, on))
        stage.plan(moment(stage, days + ANSWERED_AFTER), lambda at: confirm_all(stage, at))


def moment(stage: Stage, days: int) -> datetime:
    """An afternoon so many days from today."""
    day = stage.today + timedelta(days=days)
    return datetime.combine(day, time(15, 20), tzinfo=timezone.get_current_timezone())


def write_down_money(stage: Stage, at: datetime) -> None:
    """The chair writes down what residents know of subsidies and contracts."""
    for known in MONEY:
        given = {name: value for name, value in known.items() if name not in ("since", "until")}
        handover.mark(
            organisation=stage.organisations[MUNICIPALITY],
            since_on=stage.today + timedelta(days=known["since"]),
            until_on=stage.today + timedelta(days=known["until"]) if "until" in known else None,
            by=stage.chair,
            at=at,
            **given,
        )


def change(stage: Stage, at: datetime) -> None:
    """Residents write down who left and who came."""
    handover.change_power(
        kind="alderman",
        organisation=stage.organisations[MUNICIPALITY],
        on=timezone.localdate(at),
        office="wethouder wijken",
        leaves="Wethouder Karin de Wit",
        comes="Wethouder Nadia Bos",
        by=stage.chair,
        at=at,
        today=timezone.localdate(at),
    )


def elect(stage: Stage, on: date, at: datetime) -> None:
    """Residents write down that there was an election; who came is not known yet."""
    handover.change_power(
        kind="election",
        organisation=stage.organisations[MUNICIPALITY],
        on=on,
        by=stage.chair,
        at=at,
        today=day_of(at),
    )


def confirm_all(stage: Stage, at: datetime) -> None:
    """The official confirms on behalf of the new council what still runs."""
    power = of(stage, "election")
    keys = [shown.line.pk for shown in queries.dossier(power, day_of(at)).lines if shown.state == "waiting"]
    if keys:
        handover.confirm_many(power=power, lines=keys, by=stage.promisers["Anouk"], at=at, today=day_of(at))


def confirm(stage: Stage, at: datetime) -> None:
    """The official ticks what nobody disputes: all but what is talked about, stopped, or left lying."""
    power = of(stage)
    lines = list(power.lines.select_related("promise", "commitment"))
    apart = {line.pk for line in lines if proposal_for(line) or is_stopped(line)}
    ticked = [line.pk for line in lines if line.pk not in apart]
    # The last promise of the list waits for an answer still.
    left = [line.pk for line in lines if line.promise_id and line.pk not in apart][-2 if len(lines) > 6 else -1 :]
    keys = [key for key in ticked if key not in left]
    if keys:
        handover.confirm_many(power=power, lines=keys, by=stage.promisers["Anouk"], at=at, today=day_of(at))


def talk_again(stage: Stage, at: datetime) -> None:
    """Over three promises the new alderman wants to talk again; they keep their words."""
    for line in of(stage).lines.select_related("promise"):
        if proposal := proposal_for(line):
            _begins, what, days, why = proposal
            said = Said("renegotiate", why=why, what=what, what_by_on=day_of(at) + timedelta(days=days))
            handover.reply(line=line, said=said, by=stage.promisers["Anouk"], at=at, today=day_of(at))


def stop(stage: Stage, at: datetime) -> None:
    """A subsidy of more than five years is to end; the day keeps the notice that the dossier reckons."""
    power, today = of(stage), day_of(at)
    for shown in queries.dossier(power, today).of("commitment"):
        if is_stopped(shown.line) and shown.notice:
            said = Said("stop", why=STOPS, stop_on=shown.notice.on)
            handover.reply(line=shown.line, said=said, by=stage.promisers["Anouk"], at=at, today=today)


def decline(stage: Stage, at: datetime) -> None:
    """Residents say no to one of the three proposals: the promise stays as it was made."""
    for line in of(stage).lines.select_related("promise"):
        if line.promise and line.promise.words.startswith(PROPOSALS[1][0]) and (reply := line.replies.last()):
            handover.decline(reply=reply, words=NO, by=stage.chair, at=at, today=day_of(at))


def agree(stage: Stage, at: datetime) -> None:
    """Residents agree to one of the three proposals: three lamps now, and two next year."""
    for line in of(stage).lines.select_related("promise"):
        if line.promise and line.promise.words.startswith("Het pad") and (reply := line.replies.last()):
            handover.agree(reply=reply, by=stage.chair, at=at, today=day_of(at))


def of(stage: Stage, kind: str = "alderman") -> Power:
    """The change of power of this kind in this neighbourhood."""
    here = Power.objects.filter(neighbourhood=stage.neighbourhood, kind=kind)
    return here.select_related("neighbourhood", "organisation").get()


def proposal_for(line: Line) -> tuple[str, str, int, str] | None:
    """What the new alderman proposes instead of this promise."""
    words = line.promise.words if line.promise else ""
    return next((each for each in PROPOSALS if words.startswith(each[0])), None)


def is_stopped(line: Line) -> bool:
    """Whether this is the subsidy that is to end."""
    return line.commitment is not None and line.commitment.what == MONEY[0]["what"]


def day_of(at: datetime) -> date:
    """The day of a moment, here."""
    return timezone.localdate(at)
