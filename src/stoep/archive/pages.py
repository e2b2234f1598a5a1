"""The addresses of the pages of a neighbourhood that everyone can open: who moves it keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Value
from django.urls import reverse

from stoep.archive import queries
from stoep.council import queries as council
from stoep.places.models import Neighbourhood

CHUNK = 2000
# Pages of the neighbourhood as a whole.
WHOLE = (
    "thread:neighbourhood",
    "thread:period",
    "thread:figures",
    "voices:list",
    "voices:waiting",
    "strengths:list",
    "strengths:map",
    "gatherings:list",
    "gatherings:youth",
    "gatherings:quarters",
    "agenda:agenda",
    "agenda:closed",
    "agenda:versions",
    "agenda:decisions",
    "agenda:untied",
    "agenda:vision",
    "thread:years",
    "thread:council_view",
    "thread:partners",
    "promises:register",
    "budgeting:list",
    "budgeting:sentences",
    "network:partnership",
    "network:streets",
    "tables:register",
    "tables:resolutions",
    "venues:list",
    "calendar:calendar",
    "exchange:index",
    "exchange:traces",
    "exchange:questions",
    "reach:missing",
    "reach:earlier",
    "handover:powers",
    "conflicts:list",
    "conflicts:hidings",
    "council:advices",
    "council:policies",
    "council:clashes",
    "council:overrides",
    "record:log",
    "archive:archive",
)
# Pages of one row each: the kind, the way to the neighbourhood, and which of them have a page for everyone.
EACH: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("agenda.Item", "neighbourhood", {"is_draft": False}),
    ("agenda.Version", "neighbourhood", {}),
    ("agenda.Vision", "neighbourhood", {"number__isnull": False}),
    ("agenda.Decision", "neighbourhood", {}),
    ("agenda.StickerCount", "neighbourhood", {}),
    ("budgeting.Round", "neighbourhood", {}),
    ("budgeting.Decision", "round__neighbourhood", {}),
    ("budgeting.Award", "idea__round__neighbourhood", {}),
    ("budgeting.Idea", "round__neighbourhood", {}),
    ("calendar.Entry", "neighbourhood", {}),
    ("conflicts.Conflict", "neighbourhood", {"read_at__isnull": False}),
    ("conflicts.Hiding", "neighbourhood", {}),
    ("council.Advice", "neighbourhood", {}),
    ("council.Link", "item__neighbourhood", {"item__is_draft": False}),
    ("council.Override", "neighbourhood", {}),
    # A slip is mended by a later row, on the page of the first.
    ("council.Policy", "neighbourhood", {"corrects__isnull": True}),
    ("gatherings.Activity", "neighbourhood", {"published_at__isnull": False}),
    ("exchange.Card", "neighbourhood", {"withdrawn_at__isnull": True}),
    ("exchange.Question", "neighbourhood", {}),
    ("exchange.Visit", "neighbourhood", {}),
    ("handover.Power", "neighbourhood", {}),
    ("promises.Promise", "neighbourhood", {}),
    ("reach.Edition", "round__neighbourhood", {}),
    ("tables.Table", "neighbourhood", {}),
    ("tables.Plan", "table__neighbourhood", {}),
    ("tables.Resolution", "neighbourhood", {}),
    ("venues.Venue", "neighbourhood", {}),
    ("voices.Voice", "neighbourhood", {}),
)


# Further pages that there are when such a row is there: name, kind, way, which of them, what stands in the address.
FURTHER: tuple[tuple[str, str, str, dict[str, Any], tuple[str | Value, ...]], ...] = (
    (
        "budgeting:result",
        "budgeting.Round",
        "neighbourhood",
        {"box__opened_at__isnull": False},
        ("neighbourhood__slug", "number"),
    ),
    (
        "budgeting:not_won",
        "budgeting.Round",
        "neighbourhood",
        {"box__opened_at__isnull": False},
        ("neighbourhood__slug", "number"),
    ),
    ("budgeting:awards", "budgeting.Round", "neighbourhood", {}, ("neighbourhood__slug", "number")),
    ("council:of_resolution", "tables.Resolution", "neighbourhood", {}, ("neighbourhood__slug", "number")),
    (
        "gatherings:ledger",
        "gatherings.Activity",
        "neighbourhood",
        {"closed_at__isnull": False},
        ("neighbourhood__slug", "pk"),
    ),
    *(
        (f"budgeting:{name}", "budgeting.Round", "neighbourhood", {}, ("neighbourhood__slug", "number"))
        for name in ("ideas", "plans", "owed")
    ),
    ("council:links", "agenda.Item", "neighbourhood", {"is_draft": False}, ("code",)),
    *(
        (f"network:{name}", "network.Partnership", "neighbourhood", {}, ("neighbourhood__slug",))
        for name in ("charter", "changes", "interests", "reviews")
    ),
    # The rules that a table begins with, until it writes its own.
    (
        "network:charter-version",
        "network.Partnership",
        "neighbourhood",
        {"charters__isnull": True},
        ("neighbourhood__slug", Value(0)),
    ),
    (
        "network:charter-version",
        "network.Charter",
        "partnership__neighbourhood",
        {},
        ("partnership__neighbourhood__slug", "number"),
    ),
)
_FORM = "a form to fill in, of which nothing is kept"
_FILE = "a file made of what another page in the list shows"
_LOG = "follows from logboek.jsonl, by its number: there are hundreds of thousands"
_TWO = "two versions side by side, which are in the list by themselves"
_TOOL = "serves whoever checks this server, and says how it stands now"
# What everyone can open and is not in the list, with the reason; tests hold it against the table of who may see what.
LEFT = {
    "agenda:claim": _FORM,
    "agenda:difference": _TWO,
    "agenda:export": _FILE,
    "agenda:listing": _FILE,
    "agenda:poster": _FILE,
    "agenda:vision_difference": _TWO,
    "agenda:vision_draft": "a draft, which nobody decided on",
    "agenda:vision_paper": _FILE,
    "budgeting:file": _FILE,
    "budgeting:mark": _FORM,
    "budgeting:object": _FORM,
    "budgeting:letters_going": "how far the making of letters is now",
    "budgeting:ready": "how far the preparation of a vote is now",
    "budgeting:poster": _FILE,
    "budgeting:sample": _FILE,
    "budgeting:vote": _FORM,
    "calendar:feed": _FILE,
    "calendar:feeds": "how the reading of other calendars goes now",
    "calendar:paper": _FILE,
    "calendar:quarter": "counted from the lines, which are in the list one by one",
    "calendar:month": "the lines of each month, which are in the list one by one",
    "archive:year-book-pdf": "lies in the archive itself",
    "budgeting:argue": _FORM,
    "budgeting:ask_help": _FORM,
    "budgeting:together": _FORM,
    "budgeting:say_yes": _FORM,
    "budgeting:picture": "a drawing, on the page of the idea",
    "budgeting:give": _FORM,
    "budgeting:guess": _FORM,
    "budgeting:repair": _FORM,
    "budgeting:withdraw_idea": _FORM,
    "conflicts:leaflet": _FILE,
    "conflicts:look": _FORM,
    "conflicts:whisper": _FORM,
    "gatherings:answer": _FORM,
    "gatherings:quarter": "summed from what was told, which is in the list line by line",
    "gatherings:own_photos": _FORM,
    "gatherings:poster": _FILE,
    "gatherings:photo": "a photo, on the page of the gathering until somebody on it takes it away",
    "gatherings:face": "a photo of somebody, on the page of what they invite to",
    "exchange:feed": _FILE,
    "exchange:follows": "how the reading of other servers goes now",
    "handover:pdf": _FILE,
    "network:charter-paper": _FILE,
    "promises:change": _FORM,
    "promises:confirm": _FORM,
    "promises:csv": _FILE,
    "promises:judge": _FORM,
    "promises:read-date": _FORM,
    "promises:wall": "the register once more, for a screen on the wall",
    "reach:card": _FORM,
    "reach:own_card": _FORM,
    "reach:paper": _FILE,
    "reach:thanks": "says thank you, the same to everybody",
    "budgeting:program": _TOOL,
    "record:check": _TOOL,
    "record:checkpoint": _LOG,
    "record:checkpoint_note": _LOG,
    "record:entry": _LOG,
    "record:export": "lies in the archive itself",
    "record:latest_checkpoint": _TOOL,
    "record:newest_note": _TOOL,
    "record:proof": _LOG,
    "record:public_keys": _TOOL,
    "record:verifier": _TOOL,
    "record:witness_program": _TOOL,
    "record:witness_request": _TOOL,
    "record:witnesses": _TOOL,
    "strengths:card": _FILE,
    "strengths:note": _FORM,
    "strengths:spots": _FILE,
    "strengths:own": _FORM,
    "tables:listing": _FILE,
    "tables:plan_sheet": _FILE,
    "thread:area": "a page of an official area, which no neighbourhood takes along",
    "thread:council_pdf": _FILE,
    "thread:feed": "news, which passes",
    "thread:find": _FORM,
    "venues:feed": _FILE,
    "venues:week": _FILE,
    "voices:blank-card": _FILE,
    "voices:follow": _FORM,
    "voices:post": _FORM,
}


def of(here: Neighbourhood, *, today: date) -> Iterator[tuple[str, str]]:
    """Each address, and what it is a page of."""
    for name in WHOLE:
        yield reverse(name, args=[here.slug]), name
    for year in queries.years_of(here, today):
        yield reverse("archive:year-book", args=[here.slug, year]), "archive:year-book"
    for party in council.parties(here, today):
        yield reverse("thread:partner", args=[here.slug, party.key]), "thread:partner"
    for name, label, way, only, columns in FURTHER:
        found = apps.get_model(label)._default_manager.filter(**{way: here.pk}, **only).order_by("pk")
        for args in found.values_list(*columns).iterator(CHUNK):
            yield reverse(name, args=args), name
    for label, way, only in EACH:
        rows = apps.get_model(label)._default_manager.filter(**{way: here.pk}, **only).order_by("pk")
        for row in rows.select_related(way).iterator(CHUNK):
            yield row.get_absolute_url(), label.lower()
