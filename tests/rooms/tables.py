"""What the tests of the whole house need of tables."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from stoep.conflicts.models import Conflict
from stoep.network.queries import running_seats
from stoep.tables import actions as tables
from stoep.tables.models import Position, Resolution, Table
from tests.builders import NOW, TODAY, a_standing, an_organisation

if TYPE_CHECKING:
    from stoep.network.standing import Standing
    from stoep.places.models import Neighbourhood
    from tests.journeys.conftest import Clock
    from tests.journeys.world import World as Walk
    from tests.security.world import World

# Who gets what at every address; tests/security/matrix.py tells how to read it.
ROWS = """
#                              vsdurcihwoaeAO  vsdurcihwoaeAO
tables:register                ..............  mmmmmmmmmmmmmm
tables:register_table          xxxx.......xxx  xxxx>>>>>>>xxx
tables:table                   ..............  mmmmmmmmmmmmmm
tables:add_seat                xxxx.......xxx  xxxx>>>>>>>xxx
tables:end_table               xxxx.......xxx  xxxx>>>xxxxxxx
tables:withdraw_table          xxxx.......xxx  xxxx??xxxxxxxx
tables:withdraw_plan           xxxx.......xxx  xxxx>>xxxxxxxx
tables:erase_seat_name         xxxx.....xxxxx  xxxx>>>>>xxxxx
tables:register_plan           xxxx.......xxx  xxxx>>>xx>>xxx
tables:confirm_seat            mmmmmmmmmmmmmm  xxxx>>xxxxxxxx
tables:deny_seat               mmmmmmmmmmmmmm  xxxx>>xxxxxxxx
tables:end_seat                mmmmmmmmmmmmmm  xxxx>>>xx>>xxx
tables:end_seat.residents      mmmmmmmmmmmmmm  xxxx>>xxxxxxxx
tables:plan                    ..............  mmmmmmmmmmmmmm
tables:plan_sheet              ..............  mmmmmmmmmmmmmm
tables:ask                     mmmmmmmmmmmmmm  xxxx>>>xx>>xxx
tables:position                xxxx..xxxxxxxx  xxxx>>xxxxxxxx
tables:establish               xxxx.......xxx  xxxx>>>xx>>xxx
tables:establish.unheard       xxxx.......xxx  xxxxxxxxxxxxxx
tables:resolutions             ..............  mmmmmmmmmmmmmm
tables:listing                 ..............  mmmmmmmmmmmmmm
tables:open_resolution         xxxx...xxxxxxx  xxxx>>>xxxxxxx
tables:resolution              ..............  mmmmmmmmmmmmmm
tables:amend                   xxxx...xxxxxxx  xxxx>>>xxxxxxx
tables:cast                    xxxx.......xxx  xxxx>>>xxx>xxx
tables:write_down              xxxx...xxxxxxx  xxxx>>>xxxxxxx
tables:deny                    xxxx--.----xxx  xxxx-->----xxx
tables:withdraw_objection      mmmmmmmmmmmmmm  xxxx!!!xxx!xxx
tables:close                   mmmmmmmmmmmmmm  xxxx???xxxxxxx
tables:withdraw                xxxx...xxxxxxx  xxxx>>xxxxxxxx
tables:minority                xxxx.......xxx  xxxx>>>xxx>xxx
"""
# Acts with a sentence for each value of a fact, and those values (tests/test_log_sentences.py).
VALUES: dict[str, list[str]] = {
    "tables.record_position": Position.Kind.values,
    "tables.establish": Position.Kind.values,
    "tables.close": Resolution.Outcome.values,
}
# A change by SQL that the log must find (tests/test_log_mirrors.py); and rows that no act seals, with the reason.
CHANGES: dict[str, str] = {
    "what residents held": "UPDATE tables_position SET kind = 'for' WHERE kind = 'reservation'",
    "words of a reservation": "UPDATE tables_position SET words = 'Geen bezwaar.' WHERE kind = 'reservation'",
    "a plan without its reservation": "DELETE FROM tables_position_seats",
    "a residents' seat that residents did not confirm": (
        "UPDATE tables_tableseat SET confirmed_at = written_at WHERE party_id IS NULL AND confirmed_at IS NULL"
    ),
    "a vote at a table": "UPDATE tables_tableseat SET votes = (1 = 0) WHERE party_id IS NULL",
    "since when residents were asked": "UPDATE tables_plan SET asked_at = NULL",
    "day of a plan": "UPDATE tables_plan SET drafted_on = '2020-01-01'",
    "which item a plan touches": "DELETE FROM tables_plan_items",
    "text of a decision": "UPDATE tables_wording SET words = 'Alles mag.'",
    "outcome of a decision": "UPDATE tables_resolution SET outcome = 'rejected' WHERE outcome = 'carried'",
    "votes that a decision rests on": "UPDATE tables_resolution SET roll = '{}' WHERE outcome = 'carried'",
    "what a seat said": "UPDATE tables_ballot SET said = 'abstain' WHERE said = 'agree'",
    "who wrote down what a seat said": "UPDATE tables_ballot SET written_by_id = NULL WHERE denied_at IS NULL",
    "what a minority thinks": "DELETE FROM tables_minoritystatement",
    "which item a decision touches": "DELETE FROM tables_resolution_items",
    "that a plan was withdrawn": "UPDATE tables_plan SET withdrawn_at = NULL, withdrawn_why = ''",
    "why a table was withdrawn": "UPDATE tables_table SET withdrawn_why = 'Zomaar.' WHERE withdrawn_at IS NOT NULL",
    "who convenes a table": "UPDATE tables_table SET convened_by = 'bewoners'",
}
NOT_SEALED: dict[str, str] = {}
# Names of addresses that are no page to look at: files, what only acts (GET is 405), and what is midway in something.
FILES: frozenset[str] = frozenset({"tables:listing", "tables:plan_sheet"})
ACTS: frozenset[str] = frozenset(
    {
        "tables:ask",
        "tables:close",
        "tables:confirm_seat",
        "tables:deny_seat",
        "tables:end_seat",
        "tables:withdraw_objection",
    }
)
MIDWAY: frozenset[str] = frozenset()
DAY = TODAY.isoformat()


def an_alliance(
    here: Neighbourhood, by: Standing, *, at: Any = NOW, today: Any = TODAY, name: str = "Alliantie Waterstad-Oost"
) -> Table:
    """An alliance with a seat of the municipality in it, written down by `by`."""
    table = tables.register_table(
        neighbourhood=here,
        name=name,
        kind="alliance",
        convened_by="de burgemeester",
        about="Wonen, werk en veiligheid.",
        ground="Staatscourant 2025, 20924",
        by=by,
        at=at,
        today=today,
    )
    gave: dict[str, Any] = {"table": table, "votes": True, "by": by, "at": at, "today": today}
    tables.add_seat(party=an_organisation("municipality"), called="wijkmanager", **gave)
    return table


def a_plan(table: Table, by: Standing, title: str, **given: Any) -> Any:
    """A plan of this table, still a draft."""
    usual: dict[str, Any] = {"about": "Sloop van zestig huizen.", "drafted_on": given.get("today", TODAY)}
    return tables.register_plan(table=table, title=title, by=by, **usual | {"at": NOW, "today": TODAY} | given)


def a_position(plan: Any, by: Standing, kind: str = "reservation", **given: Any) -> Any:
    """What residents hold of it."""
    usual: dict[str, Any] = {
        "words": "Eerst een huis terug, dan pas slopen.",
        "present": "Twaalf bewoners van de Eikstraat.",
        "decided_how": "Met handen omhoog.",
        "held_on": given.get("today", TODAY),
        "at": NOW,
        "today": TODAY,
    }
    return tables.record_position(plan=plan, kind=kind, by=by, **usual | given)


def live(here: Neighbourhood, one: Standing, other: Standing) -> None:
    """Every kind of row of this room, made by its own act: `one` holds the residents' key, `other` the second one."""
    table = an_alliance(here, one)
    ours = tables.add_seat(table=table, votes=True, sits=one.seat, by=one, at=NOW, today=TODAY)
    tables.add_seat(table=table, votes=True, by=other, at=NOW, today=TODAY)
    item = here.items.filter(is_draft=False).first()
    plan = a_plan(table, one, "Sloopplan", items=[item] if item else [], ask=True, link="https://waterstad.example/p")
    held = a_position(plan, one, seats=[ours])
    assert held.pk
    tables.establish(missed="De winkels.", plan=plan, held_on=TODAY, by=other, at=NOW, today=TODAY)
    twice = a_plan(table, one, "Sloopplan, nog eens")
    tables.withdraw_plan(plan=twice, why="Dit plan stond er al.", by=one, at=NOW)
    tables.withdraw_table(
        table=an_alliance(here, one, name="Alliantie, nog eens"), why="Deze tafel stond er al.", by=one, at=NOW
    )
    tables.erase_seat_name(
        seat=tables.add_seat(table=table, votes=False, called="Piet", by=other, at=NOW, today=TODAY),
        ground="asked", by=one, at=NOW,
    )  # fmt: skip
    conflict = Conflict.objects.filter(neighbourhood=here, read_at__isnull=False).first()
    about: dict[str, Any] = {"items": [item] if item else [], "conflicts": [conflict] if conflict else []}
    now: dict[str, Any] = {"at": NOW, "today": TODAY}
    decision = tables.open_resolution(
        title="Buurtkamer", words="De buurtkamer gaat open.", by=one, held_on=TODAY, **about, **now
    )
    assert other.seat
    silent = [seat for seat in running_seats(other.seat.partnership, TODAY) if seat not in {one.seat, other.seat}]
    tables.cast(resolution=decision, said="agree", is_apart=True, by=one, **now)
    tables.write_down(
        resolution=decision,
        spoken=[
            tables.Spoken(seat, "aside" if seat != other.seat else "agree", is_apart=True)
            for seat in (other.seat, *silent)
        ],
        by=one,
        **now,
    )
    ballot = decision.ballots.get(seat=other.seat)
    tables.deny(ballot=ballot, said="abstain", by=other, **now)
    tables.close(missed="De winkels.", resolution=decision, by=one, **now)
    tables.add_minority(resolution=decision, words="Eerst het dak.", by=other, at=NOW)


def one_of_each(world: World) -> None:
    """What the addresses of this room name, in `world.found`."""
    table = an_alliance(world.here, world.resident)
    ours = tables.add_seat(table=table, votes=True, by=world.resident, at=NOW, today=TODAY)
    official = a_standing(world.here, "municipality", seat=False, posts=("official",))
    claim = tables.add_seat(table=table, votes=False, by=official, at=NOW, today=TODAY)
    heard, unheard = a_plan(table, world.resident, "Sloopplan"), a_plan(table, world.resident, "Parkeerplan")
    a_position(heard, world.resident, seats=[ours])
    party = table.seats.filter(party__isnull=False).get()
    now: dict[str, Any] = {"at": NOW, "today": TODAY}
    decision = tables.open_resolution(
        title="Buurtkamer", words="De buurtkamer gaat open.", by=world.resident, held_on=TODAY, **now
    )
    written = tables.open_resolution(
        title="Speeltuin", words="De speeltuin krijgt een hek.", by=world.resident, held_on=TODAY, **now
    )
    assert world.independent.seat
    spoken = [tables.Spoken(world.independent.seat, "agree", is_apart=True)]
    tables.write_down(resolution=written, spoken=spoken, by=world.resident, **now)
    world.found |= {"decision": decision.number, "written": written.number}
    world.found |= {"table": table, "ours": ours, "claim": claim, "party": party, "plan": heard, "unheard": unheard}


_ON_DECISION = (
    "resolution",
    "amend",
    "cast",
    "write_down",
    "withdraw_objection",
    "close",
    "withdraw",
    "minority",
)


def arguments(world: World) -> dict[str, list[Any]]:
    """What stands in the path of each address that asks for more than the slug."""
    slug, it = world.here.slug, world.found
    about = {
        "table": ("table", "add_seat", "end_table", "withdraw_table", "register_plan"),
        "claim": ("confirm_seat", "deny_seat"),
        "party": ("end_seat", "erase_seat_name"),
        "ours": ("end_seat.residents",),
        "plan": ("plan", "plan_sheet", "position", "establish", "withdraw_plan"),
        "unheard": ("ask", "establish.unheard"),
    }
    numbers = {"decision": _ON_DECISION, "written": ("deny",)}
    return {f"tables:{name}": [slug, it[what].pk] for what, names in about.items() for name in names} | {
        f"tables:{name}": [slug, it[what]] for what, names in numbers.items() for name in names
    }


def queries(world: World) -> dict[str, str]:
    """What stands behind the question mark of an address, where something must."""
    return {}


def _silent(world: World) -> list[Any]:
    assert world.resident.seat
    return list(running_seats(world.resident.seat.partnership, TODAY))


def forms(world: World) -> dict[str, dict[str, Any]]:
    """What an honest form would send to an address, by its name."""
    return {
        "tables:register_table": {
            "name": "Stuurgroep Oost",
            "kind": "steering",
            "convened_by": "Gemeente Waterstad",
            "about": "De straten.",
        },
        "tables:add_seat": {"party": "care", "organisation_name": "Welzijn Waterstad", "votes": "nee"},
        "tables:register_plan": {"title": "Groenplan", "about": "Bomen.", "drafted_on": DAY},
        "tables:position": {
            "kind": "against",
            "words": "Nee.",
            "present": "Tien bewoners.",
            "decided_how": "Samen.",
            "held_on": DAY,
        },
        "tables:establish": {"held_on": DAY, "missed": "De winkels."},
        "tables:close": {"missed": "De winkels."},
        "tables:withdraw_table": {"why": "Zij bestaat niet."},
        "tables:withdraw_plan": {"why": "Het was een ander plan."},
        "tables:erase_seat_name": {"ground": "asked"},
        "tables:open_resolution": {"title": "Bankjes", "words": "Er komen bankjes.", "method": "consent"},
        "tables:amend": {"words": "De buurtkamer gaat open op maandag."},
        "tables:cast": {"said": "agree", "is_apart": "on"},
        "tables:write_down": {
            f"{asked}-{seat.pk}": said
            for seat in _silent(world)
            for asked, said in (("said", "agree"), ("apart", "on"))
        },
        "tables:deny": {"said": "abstain"},
        "tables:minority": {"words": "Eerst het dak."},
    }


def walk(walk: Walk, clock: Clock) -> None:
    """Fill the wijk of the journeys with what the pages of this room show, in `walk.found`."""
    wijk = walk.wijk
    now: dict[str, Any] = {"at": clock.at, "today": clock.today}
    chair, officer = wijk.standing("Bep", clock.today), wijk.standing("Anouk", clock.today)
    empty = tables.register_table(
        neighbourhood=wijk.place, name="Stuurgroep Kade", kind="steering", convened_by="Gemeente Waterstad",
        about="De nieuwe kade.", by=officer, **now,
    )  # fmt: skip
    for kind in ("municipality", "housing", "police"):
        tables.add_seat(table=empty, votes=True, party=an_organisation(kind), by=officer, **now)
    waits = a_plan(empty, officer, "Kadeplan", ask=True, today=clock.today, at=clock.at - timedelta(days=20))
    table = an_alliance(wijk.place, chair, **now)
    ours = tables.add_seat(table=table, votes=True, sits=chair.seat, by=chair, **now)
    claim = tables.add_seat(table=table, votes=False, called="bewoner uit Oost", by=officer, **now)
    item = wijk.place.items.filter(is_draft=False).first()
    plan = a_plan(table, chair, "Sloopplan", items=[item] if item else [], ask=True, link="https://w.example/", **now)
    a_position(plan, chair, "against", seats=[ours], **now)
    tables.establish(missed="De winkels.", plan=plan, held_on=clock.today, why="Er is haast.", by=officer, **now)
    a_position(plan, chair, "for", **now)
    twice = a_plan(table, chair, "Sloopplan, nog eens", **now)
    tables.withdraw_plan(plan=twice, why="Dit plan stond er al.", by=chair, at=clock.at)
    walk.found |= {"withdrawn": twice.pk}
    _decide(walk, clock)
    walk.found |= {"empty_table": empty.pk, "table": table.pk, "claim": claim.pk, "plan": plan.pk, "waits": waits.pk}


def _decide(walk: Walk, clock: Clock) -> None:
    wijk = walk.wijk
    now: dict[str, Any] = {"at": clock.at, "today": clock.today}
    chair, other, officer = (wijk.standing(name, clock.today) for name in ("Bep", "Ilse", "Anouk"))
    items = list(wijk.place.items.filter(is_draft=False)[:2])
    taken = tables.open_resolution(
        title="Buurtkamer open", words="De buurtkamer gaat elke dag open.", why="Er is vraag naar.", by=chair,
        items=items, held_on=clock.today, **now,
    )  # fmt: skip
    tables.cast(resolution=taken, said="object", why="Er is geen beheerder.", is_apart=True, by=other, **now)
    tables.amend(resolution=taken, words="Zij gaat open met een beheerder.", by=chair, held_on=clock.today, **now)
    assert other.seat
    rest = [seat for seat in running_seats(other.seat.partnership, clock.today) if seat != other.seat]
    says = {"municipality": "abstain"}
    spoken = [tables.Spoken(seat, says.get(seat.side, "agree"), "Zo kan het.", is_apart=True) for seat in rest]
    tables.write_down(resolution=taken, spoken=spoken, by=chair, **now)
    tables.cast(resolution=taken, said="agree", is_apart=True, by=other, **now)
    tables.close(missed="De winkels.", resolution=taken, by=chair, **now)
    tables.add_minority(resolution=taken, words="Wij missen geld voor het dak.", by=officer, at=clock.at)
    lies = tables.open_resolution(title="Speeltuin", words="Er komt een hek.", by=other, held_on=clock.today, **now)
    mine = [tables.Spoken(seat, "agree", is_apart=True) for seat in rest if seat.person.name == "Bep de Jong"]
    tables.write_down(resolution=lies, spoken=mine, by=other, **now)
    walk.found |= {"taken": taken.number, "lies_open": lies.number}


def examples(walk: Walk) -> dict[str, list[str]]:
    """Paths to look at, by the name of each address that asks for more than the slug; more where its pages differ."""
    slug, it = walk.wijk.place.slug, walk.found
    about = {
        "table": ("add_seat", "end_table", "withdraw_table", "register_plan"),
        "claim": ("confirm_seat", "deny_seat", "end_seat", "erase_seat_name"),
        "plan": ("plan_sheet",),
        "waits": ("ask", "position", "establish", "withdraw_plan"),
        "lies_open": tuple(name for name in (*_ON_DECISION, "deny") if name != "resolution"),
    }
    paths = {
        f"tables:{name}": [reverse(f"tables:{name}", args=[slug, it[what]])]
        for what, names in about.items()
        for name in names
    }
    more = {
        "tables:table": ("empty_table", "table"),
        "tables:plan": ("plan", "waits", "withdrawn"),
        "tables:resolution": ("taken", "lies_open"),
    }
    return paths | {name: [reverse(name, args=[slug, it[what]]) for what in whats] for name, whats in more.items()}
