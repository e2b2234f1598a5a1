"""What the tests of the whole house need of the calendar."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from stoep.calendar import actions as calendar
from stoep.venues.models import Venue
from tests.builders import NOW, TODAY

if TYPE_CHECKING:
    from stoep.calendar.models import Entry
    from stoep.network.standing import Standing
    from stoep.places.models import Neighbourhood
    from tests.journeys.conftest import Clock
    from tests.journeys.world import World as Walk
    from tests.security.world import World

# Who gets what at every address; tests/security/matrix.py tells how to read it.
ROWS = """
#                              vsdurcihwoaeAO  vsdurcihwoaeAO
calendar:calendar              ..............  mmmmmmmmmmmmmm
calendar:month                 ..............  mmmmmmmmmmmmmm
calendar:paper                 ..............  mmmmmmmmmmmmmm
calendar:quarter               ..............  mmmmmmmmmmmmmm
calendar:feed                  ..............  mmmmmmmmmmmmmm
calendar:entry                 ..............  mmmmmmmmmmmmmm
calendar:enter                 xxxx.......xxx  xxxx>>>>>>>xxx
calendar:change                xxxx.......xxx  xxxx>>>>>xxxxx
calendar:withdraw              xxxx.......xxx  xxxx>>>>>xxxxx
calendar:propose               xxxx.......xxx  xxxx>>>>>xxxxx
calendar:answer                xxxx.......xxx  xxxx>>>>>xxxxx
calendar:feeds                 ..............  mmmmmmmmmmmmmm
calendar:follow                xxxx.......xxx  xxxx>>>>>>>xxx
calendar:send                  xxxx.......xxx  xxxx>>>>>>>xxx
calendar:look                  mmmmmmmmmmmmmm  xxxx>>>>>>>xxx
calendar:unfollow              mmmmmmmmmmmmmm  xxxx>>>>>xxxxx
"""
VALUES: dict[str, list[str]] = {}
# A change by SQL that the log must find (tests/test_log_mirrors.py); and rows that no act seals, with the reason.
CHANGES: dict[str, str] = {
    "which calendar is read": "UPDATE calendar_feed SET address = 'https://elders.example/' WHERE address <> ''",
    "how many people are asked": "UPDATE calendar_entry SET asked_people = 3 WHERE withdrawn_at IS NULL",
    "that something is off": "UPDATE calendar_entry SET withdrawn_why = 'Zomaar.' WHERE withdrawn_at IS NOT NULL",
    "what was answered to a proposal": "UPDATE calendar_joining SET is_yes = NOT is_yes WHERE is_yes IS NOT NULL",
}
NOT_SEALED: dict[str, str] = {}
FILES: frozenset[str] = frozenset({"calendar:feed", "calendar:paper"})
ACTS: frozenset[str] = frozenset({"calendar:look", "calendar:unfollow"})
MIDWAY: frozenset[str] = frozenset()


def an_entry(here: Neighbourhood, by: Standing, what: str = "Avond over het plein", **given: Any) -> Entry:
    """An evening ten days from now, for everybody in two streets."""
    today = given.setdefault("today", TODAY)
    usual: dict[str, Any] = {
        "party": "municipality",
        "asked_by": "Gemeente Waterstad, afdeling Ruimte",
        "first_on": today + timedelta(days=10),
        "begins": "19:30",
        "ends": "21:00",
        "place": "De Eik",
        "streets": ["Eikstraat", "Kade"],
        "groups": ["everybody"],
        "asked_people": 120,
        "minutes": 90,
        "at": NOW,
    }
    return calendar.enter(neighbourhood=here, by=by, what=what, **usual | given)


def live(here: Neighbourhood, one: Standing, other: Standing) -> None:
    """Every kind of row of this room, made by its own act: `one` holds the residents' key, `other` the second one."""
    now: dict[str, Any] = {"at": NOW, "today": TODAY}
    venue = Venue.objects.filter(neighbourhood=here).first()
    first = an_entry(here, one, venue=venue, about="Hoe moet het plein worden?", party="resident")
    second = an_entry(here, other, "Vragen over het groen", first_on=TODAY + timedelta(days=8))
    calendar.change(
        entry=second, party="water", asked_by="Waterschap", what="Vragen over het groen", about="En over het water.",
        first_on=TODAY + timedelta(days=9), last_on=TODAY + timedelta(days=30), groups=["tenants", "12-17"],
        asked_people=200, minutes=10, is_known=True, why_still_needed="De sloot is nieuw.", link="https://w.example/a",
        by=other, **now,
    )  # fmt: skip
    joining = calendar.propose_joining(entry=second, other=first, words="Samen op één avond?", by=other, at=NOW)
    calendar.answer_joining(joining=joining, is_yes=True, answer="Graag, dat scheelt.", by=one, at=NOW)
    now_read: dict[str, Any] = {"streets": ["Kade"], "asked_people": 300}
    calendar.follow(
        neighbourhood=here, name="Netbeheer Zuid", party="grid", address="https://w.example/a.ics", by=one, at=NOW,
        **now_read,
    )  # fmt: skip
    files = calendar.follow(neighbourhood=here, name="De school", party="school", by=other, at=NOW)
    calendar.send_file(feed=files, data=A_FILE, by=other, **now)
    calendar.unfollow(feed=files, by=other, at=NOW)
    off = an_entry(here, one, "Koffie in de straat")
    calendar.withdraw(entry=off, why="De spreker is ziek.", by=one, at=NOW)


def one_of_each(world: World) -> None:
    """What the addresses of this room name, in `world.found`."""
    entry = an_entry(world.here, world.resident)
    other = an_entry(world.here, world.independent, "Wandeling langs het water")
    joining = calendar.propose_joining(
        entry=other, other=an_entry(world.here, world.resident, "Lopen", party="resident"), words="Samen?",
        by=world.independent, at=NOW,
    )  # fmt: skip
    files = calendar.follow(neighbourhood=world.here, name="De school", party="school", by=world.resident, at=NOW)
    world.found |= {"entry": entry, "other_entry": other, "entry_joining": joining, "calendar_feed": files}


def arguments(world: World) -> dict[str, list[Any]]:
    """What stands in the path of each address that asks for more than the slug."""
    slug, it = world.here.slug, world.found
    on_entry = {f"calendar:{name}": [slug, it["entry"].pk] for name in ("entry", "change", "withdraw")}
    on_feed = {f"calendar:{name}": [slug, it["calendar_feed"].pk] for name in ("send", "look", "unfollow")}
    return on_entry | on_feed | {
        "calendar:month": [slug, 2026, 9],
        "calendar:paper": [slug, 2026, 9],
        "calendar:quarter": [slug, 2026, 3],
        "calendar:propose": [slug, it["entry"].pk, it["other_entry"].pk],
        "calendar:answer": [slug, it["entry_joining"].pk],
    }  # fmt: skip


def queries(world: World) -> dict[str, str]:
    """What stands behind the question mark of an address, where something must."""
    return {}


_FORM = {
    "what": "Over het plein", "asked_by": "Gemeente", "party": "municipality", "groups": ["everybody"], "seen": "ja",
    "first_on": (TODAY + timedelta(days=40)).isoformat(), "asked_people": "40", "minutes": "60",
}  # fmt: skip
A_FILE = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//\r\nBEGIN:VEVENT\r\nUID:7\r\nDTSTAMP:20260901T080000Z\r\n"
    b"DTSTART:20260918T180000Z\r\nDTEND:20260918T193000Z\r\nSUMMARY:Open avond\r\nLOCATION:De Kade\r\n"
    b"END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def forms(world: World) -> dict[str, dict[str, Any]]:
    """What an honest form would send to an address, by its name."""
    return {
        "calendar:enter": _FORM | {"why_new": "Het is een andere straat."},
        "calendar:change": _FORM | {"what": "Nog eens over het plein"},
        "calendar:withdraw": {"why": "De spreker is ziek."},
        "calendar:propose": {"words": "Op één avond?"},
        "calendar:answer": {"is_yes": "ja", "answer": "Graag."},
        "calendar:follow": {"name": "Waterschap", "party": "water", "groups": ["everybody"]},
        "calendar:send": {"file": SimpleUploadedFile("a.ics", A_FILE)},
    }


def walk(walk: Walk, clock: Clock) -> None:
    """Fill the wijk of the journeys with what the pages of this room show, in `walk.found`."""
    wijk = walk.wijk
    now: dict[str, Any] = {"at": clock.at, "today": clock.today}
    chair, host = wijk.standing("Bep", clock.today), wijk.standing("Tom", clock.today)
    mine = an_entry(wijk.place, host, about="Hoe moet het plein worden?", party="resident", **now)
    other = an_entry(wijk.place, chair, "Wandeling langs het water", party="water", asked_by="Waterschap", **now)
    calendar.propose_joining(entry=mine, other=other, words="Op één avond, in De Eik?", by=host, at=clock.at)
    off = an_entry(wijk.place, host, "Koffie in de straat", **now)
    calendar.withdraw(entry=off, why="De spreker is ziek.", by=host, at=clock.at)
    joining = calendar.propose_joining(
        entry=other,
        other=an_entry(wijk.place, host, "Lopen", party="resident", **now),
        words="Eerst lopen, dan praten?",
        by=chair,
        at=clock.at,
    )
    feed = calendar.follow(neighbourhood=wijk.place, name="De school", party="school", by=host, at=clock.at)
    walk.found |= {"entry": mine.pk, "other_entry": other.pk, "off_entry": off.pk, "calendar_feed": feed.pk}
    walk.found |= {"entry_joining": joining.pk, "month": [clock.today.year, clock.today.month]}


def examples(walk: Walk) -> dict[str, list[str]]:
    """Paths to look at, by the name of each address that asks for more than the slug; more where its pages differ."""
    slug, it = walk.wijk.place.slug, walk.found
    month = [slug, *it["month"]]
    entries = {f"calendar:{name}": [reverse(f"calendar:{name}", args=[slug, it["entry"]])] for name in _ON_ENTRY}
    feeds = {f"calendar:{name}": [reverse(f"calendar:{name}", args=[slug, it["calendar_feed"]])] for name in _ON_FEED}
    return entries | feeds | {
        "calendar:month": [reverse("calendar:month", args=month)],
        "calendar:paper": [reverse("calendar:paper", args=month)],
        "calendar:quarter": [reverse("calendar:quarter", args=[slug, it["month"][0], (it["month"][1] + 2) // 3])],
        "calendar:entry": [
            reverse("calendar:entry", args=[slug, it[which]]) for which in ("entry", "other_entry", "off_entry")
        ],
        "calendar:propose": [reverse("calendar:propose", args=[slug, it["entry"], it["other_entry"]])],
        "calendar:answer": [reverse("calendar:answer", args=[slug, it["entry_joining"]])],
    }  # fmt: skip


_ON_ENTRY, _ON_FEED = ("change", "withdraw"), ("send", "look", "unfollow")
