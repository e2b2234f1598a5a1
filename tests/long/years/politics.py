"""What others decide: policy and advice, a table of institutions, elections, and aldermen who come and go."""

from __future__ import annotations

from datetime import date, timedelta

from stoep.agenda.models import Item
from stoep.council import actions as council
from stoep.council import rules as council_rules
from stoep.handover import actions as handover
from stoep.handover.actions import Said
from stoep.handover.models import Power
from stoep.people.models import Organisation
from stoep.tables import actions as tables
from stoep.tables.models import Table
from tests.long.years.cast import Kept, Now, place, standing
from tests.long.years.founding import somebody, two_keys

# In these years a new alderman comes: three changes in twenty years.
ALDERMEN = {2030: "Sami Yilmaz", 2036: "Noor Visser", 2042: "Bram Hoekstra"}


def ask_the_council(kept: Kept, now: Now) -> None:
    """A motion, a link that contributes, an advice; every other year it is answered, with the reason why not."""
    clerk, chair = standing("Griet Smid", now.today), standing(str(kept.more["chair"]), now.today)
    official = standing("Anouk de Vries", now.today)
    item = Item.objects.filter(neighbourhood=place(), horizon="long").earliest("started_at")
    due_on = now.today + timedelta(days=42)
    policy = council.enter(
        neighbourhood=place(), kind="motion", number=f"M-{now.today.year}", title=f"Ruimte in {now.today.year}",
        taakveld="6.1", by=clerk, **now.when,
    )  # fmt: skip
    link = council.link(
        item=item, kind="contributes", words="De motie vraagt om plekken.", reply_due_on=due_on, policy=policy,
        by=chair, **now.when,
    )  # fmt: skip
    council.say_of_link(link=link, agrees=True, words="Dat klopt.", by=official, at=now.at)
    advice = council.ask(
        neighbourhood=place(), title=f"Een vergunning in {now.today.year}", words="Geef een vergunning om te koken.",
        competent="executive", organisation=Organisation.objects.get(name="Gemeente Waterstad"), answer_due_on=due_on,
        item=item, by=chair, **now.when,
    )  # fmt: skip
    if now.today.year % 2 == 0:
        council.reply(
            missed="De winkels.",
            advice=advice,
            kind="deviates",
            words="Dat kan niet.",
            why="De keuken is te klein.",
            by=official,
            **now.when,
        )
        council.note(advice=advice, words="Dat zien wij anders.", by=chair, at=now.at)


def sit_at_the_alliance(kept: Kept, now: Now) -> None:
    """A plan of institutions each year, established with residents' reservation printed on it."""
    chair, official = standing(str(kept.more["chair"]), now.today), standing("Anouk de Vries", now.today)
    table = Table.objects.filter(neighbourhood=place(), name="Alliantie Waterstad").first()
    if table is None:
        table = tables.register_table(
            neighbourhood=place(), name="Alliantie Waterstad", kind="alliance", convened_by="de burgemeester",
            about="Wonen en werk.", by=official, **now.when,
        )  # fmt: skip
        party = Organisation.objects.get(name="Gemeente Waterstad")
        tables.add_seat(table=table, votes=True, party=party, by=official, **now.when)
        tables.add_seat(table=table, votes=True, sits=chair.seat, by=chair, **now.when)
    plan = tables.register_plan(
        table=table, title=f"Jaarplan {now.today.year}", about="Wat de partijen doen.", drafted_on=now.today,
        by=official, **now.when,
    )  # fmt: skip
    tables.record_position(
        plan=plan, kind="reservation", words="Eerst een huis terug.", present="Twaalf bewoners.",
        decided_how="Met handen omhoog.", held_on=now.today, by=chair, **now.when,
    )  # fmt: skip
    tables.establish(missed="De winkels.", plan=plan, held_on=now.today, by=official, **now.when)


def change_power(kept: Kept, now: Now) -> None:
    """After an election, or when an alderman leaves: nothing vanishes, and the newcomer answers line by line."""
    year = now.today.year
    municipality = Organisation.objects.get(name="Gemeente Waterstad")
    elected = council_rules.elections(date(year, 1, 1), date(year, 12, 31))
    chair = standing(str(kept.more["chair"]), now.today)
    if elected:
        clerk = standing("Griet Smid", now.today)
        council.begin_term(
            neighbourhood=place(), begins_on=elected[0], coalition=f"Waterstad Samen {year}", by=clerk, at=now.at
        )
        handover.change_power(kind="election", organisation=municipality, on=elected[0], by=chair, **now.when)
    if year in ALDERMEN:
        _new_alderman(kept, now, ALDERMEN[year], municipality)
    for power in Power.objects.filter(neighbourhood=place(), on__year=year):
        _answer(power, now)


def _new_alderman(kept: Kept, now: Now, name: str, municipality: Organisation) -> None:
    from tests.long.years.cast import person

    former = somebody(str(kept.more["alderman"]))
    two_keys(kept, now, "add-post", person=person(name, municipality), organisation=municipality, post_kind="official")
    two_keys(kept, now, "end-post", post=former.posts.get(until_on=None))
    handover.change_power(
        kind="alderman", organisation=municipality, on=now.today, office="wethouder wijken", leaves=former.name,
        comes=name, newcomer=somebody(name), by=standing(str(kept.more["chair"]), now.today), **now.when,
    )  # fmt: skip
    kept.more["alderman"] = name


def _answer(power: Power, now: Now) -> None:
    official = standing("Anouk de Vries", now.today)
    lines = list(power.lines.order_by("pk"))
    handover.confirm_many(power=power, lines=[line.pk for line in lines[1:]], by=official, **now.when)
    if lines:
        why = "Er is minder geld. Wij praten er eerst over."
        said = Said("renegotiate", why=why, what="Het wordt later.", what_by_on=now.today + timedelta(days=200))
        handover.reply(line=lines[0], said=said, by=official, **now.when)
