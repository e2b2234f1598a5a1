"""Which pages are measured, found in the database that lies open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.urls import reverse

from stoep.agenda.models import Item
from stoep.budgeting.models import Award, Round
from stoep.calendar.models import Entry
from stoep.conflicts.models import Conflict
from stoep.council.models import Advice, Override
from stoep.exchange.models import Card
from stoep.gatherings.models import Activity
from stoep.handover.models import Power
from stoep.network.models import Seat
from stoep.packs.models import Pack
from stoep.places.models import Neighbourhood
from stoep.promises.models import Promise
from stoep.reach.models import Edition
from stoep.tables.models import Resolution, Table
from stoep.voices.models import Answer, Voice
from stoep.web.bench.table import SLUG


@dataclass(frozen=True, slots=True)
class Page:
    """A page by its name, its address, whether a figure was promised for it (issue: how speed is checked), and who
    looks: a visitor, or with `by_host` the host of the neighbourhood, signed in.
    """

    name: str
    address: str
    promised: bool = True
    by_host: bool = False


def pages() -> list[Page]:
    """The pages that must be fast, and some more that a large neighbourhood could make slow."""
    here = Neighbourhood.objects.get(slug=SLUG)
    item = Item.objects.filter(neighbourhood=here).order_by("position")[1]
    promise = Promise.objects.filter(item=item).order_by("id")[0]
    listed = reverse("voices:list", args=[SLUG])
    period = reverse("thread:period", args=[SLUG])
    return [
        Page("neighbourhood", reverse("thread:neighbourhood", args=[SLUG])),
        Page("list of 20", listed),
        Page("list of 20, deep", f"{listed}?voor={_middle(here)}"),
        Page("agenda", reverse("agenda:agenda", args=[SLUG])),
        Page("thread of a voice", reverse("thread:voice", args=[_taken_up(item).number])),
        Page("thread of an item", reverse("thread:item", args=[item.code])),
        Page("thread of a promise", reverse("thread:promise", args=[promise.code])),
        Page(
            "who left, who came", reverse("handover:powers", args=[SLUG]), promised=False
        ),  # so cheap that a 304 is a quarter
        Page("whom we do not hear", reverse("reach:missing", args=[SLUG])),
        Page("what was told of whom we hear", _edition(here).get_absolute_url()),
        Page("earlier times that it was told", reverse("reach:earlier", args=[SLUG])),
        Page("twenty years", reverse("thread:years", args=[SLUG])),
        Page("what came of it, month", period, promised=False),
        Page("what came of it, year", f"{period}?periode=jaar", promised=False),
        Page("no answer yet", reverse("voices:waiting", args=[SLUG]), promised=False),
        Page("list, strengths only", f"{listed}?soort=strength", promised=False),
        Page("list, a word searched", f"{listed}?q=lantaarn+eikstraat", promised=False),
        Page("what is here", reverse("strengths:list", args=[SLUG])),
        Page("what is here, gifts", f"{reverse('strengths:list', args=[SLUG])}?soort=gift"),
        Page("what is here, map", reverse("strengths:map", args=[SLUG])),
        Page("what is here, dots of the map", reverse("strengths:spots", args=[SLUG]), promised=False),
        Page("promises", reverse("promises:register", args=[SLUG]), promised=False),
        Page("log", reverse("record:log", args=[SLUG]), promised=False),
        *_what_is_asked(here),
        *_who_decides(item.last_touched_on.year),
        *_one_of_each(here, item),
        *_money(here),
    ]


def _edition(here: Neighbourhood) -> Edition:
    """The newest edition of whom is heard."""
    return Edition.objects.select_related("round__neighbourhood").filter(round__neighbourhood=here).order_by("-pk")[0]


def _what_is_asked(here: Neighbourhood) -> list[Page]:
    """The calendar, with twenty years of sessions behind it."""
    last = Entry.objects.filter(neighbourhood=here).order_by("-first_on", "-pk")[20]
    day = last.first_on - timedelta(days=10 * 365)
    return [
        Page("calendar", reverse("calendar:calendar", args=[SLUG])),
        Page("calendar, ten years back", reverse("calendar:month", args=[SLUG, day.year, day.month])),
        Page("a quarter of the calendar", reverse("calendar:quarter", args=[SLUG, last.first_on.year, 1])),
        Page("one line of the calendar", last.get_absolute_url()),
        Page("calendars of others", reverse("calendar:feeds", args=[SLUG]), promised=False),
        Page("cards of others", reverse("exchange:index", args=[SLUG])),
        Page("cards of others, words searched", reverse("exchange:index", args=[SLUG]) + "?q=lantaarn", promised=False),
        Page("one card", reverse("exchange:card", args=[SLUG, _card(here).pk])),
        Page("what was taken over", reverse("exchange:traces", args=[SLUG])),
        Page("questions to institutes", reverse("exchange:questions", args=[SLUG]), promised=False),
    ]


def _card(here: Neighbourhood) -> Card:
    """The card of elsewhere on which most was said."""
    return Card.objects.exclude(neighbourhood=here).order_by("-pk")[0]


def _who_decides(year: int) -> list[Page]:
    """Pages and lists of who decides, and of what was decided."""
    return [
        Page("year book", reverse("archive:year-book", args=[SLUG, year])),
        Page("view for the council", reverse("thread:council_view", args=[SLUG])),
        Page("partner cards", reverse("thread:partners", args=[SLUG])),
        Page("who decides here", reverse("network:partnership", args=[SLUG])),
        Page("rules of the table", reverse("network:charter", args=[SLUG])),
        Page("changes at the table", reverse("network:changes", args=[SLUG])),
        Page("interests", reverse("network:interests", args=[SLUG])),
        Page("looking back", reverse("network:reviews", args=[SLUG])),
        Page("witnesses", reverse("record:witnesses", args=[SLUG])),
        Page("vision", reverse("agenda:vision", args=[SLUG])),
        Page("decisions on the agenda", reverse("agenda:decisions", args=[SLUG])),
        Page("decisions of the table", reverse("tables:resolutions", args=[SLUG])),
        Page("tables of others", reverse("tables:register", args=[SLUG])),
        Page("conflicts", reverse("conflicts:list", args=[SLUG])),
        Page("what residents asked", reverse("council:advices", args=[SLUG])),
        Page("policy", reverse("council:policies", args=[SLUG])),
        Page("clashes with policy", reverse("council:clashes", args=[SLUG])),
        Page("against residents", reverse("council:overrides", args=[SLUG])),
    ]


def _money(here: Neighbourhood) -> list[Page]:
    """Money that was divided, and money that is divided now."""
    counted, running = Round.objects.filter(neighbourhood=here).order_by("number")
    award = Award.objects.filter(idea__round=counted).order_by("pk")[0]
    idea = running.ideas.order_by("pk")[0]
    of_counted, of_running = [SLUG, counted.number], [SLUG, running.number]
    return [
        Page("rounds", reverse("budgeting:list", args=[SLUG])),
        Page("one round", running.get_absolute_url()),
        Page("ideas of a round", reverse("budgeting:ideas", args=of_running)),
        Page("ideas still to be looked at", reverse("budgeting:owed", args=of_running)),
        Page("one idea with its arguments", reverse("budgeting:idea", args=[*of_running, idea.voice.number])),
        Page("what is ready for voting", reverse("budgeting:ready", args=of_counted)),
        Page("plans on the ballot", reverse("budgeting:plans", args=of_counted)),
        Page("where people vote", reverse("budgeting:vote", args=of_counted)),
        Page("result of a vote", reverse("budgeting:result", args=of_counted)),
        Page("what stood out", reverse("budgeting:hints", args=of_counted)),
        Page("what becomes of the plans", reverse("budgeting:awards", args=of_counted)),
        Page("one plan and its money", reverse("budgeting:award", args=[*of_counted, award.idea.voice.number])),
    ]


def _one_of_each(here: Neighbourhood, item: Item) -> list[Page]:
    """The page of one of each."""
    conflict = Conflict.objects.filter(neighbourhood=here, closed_at__isnull=False).order_by("pk")[0]
    table = Table.objects.filter(neighbourhood=here, ended_at__isnull=True).order_by("pk")[0]
    resolution = Resolution.objects.filter(neighbourhood=here).order_by("number")[0]
    advice = Advice.objects.filter(neighbourhood=here, reply__isnull=False).order_by("pk")[0]
    party = Seat.objects.filter(partnership__neighbourhood=here, side="municipality").order_by("pk")[0]
    held = Activity.objects.filter(neighbourhood=here, closed_at__isnull=False).order_by("pk")[0]
    return [
        Page("gatherings", reverse("gatherings:list", args=[SLUG])),
        Page("one gathering", held.get_absolute_url()),
        Page("who were there", reverse("gatherings:ledger", args=[SLUG, held.pk]), promised=False),  # as cheap as that
        Page("a quarter of gatherings", reverse("gatherings:quarters", args=[SLUG]), promised=False),  # as cheap too
        *_of_hosts(here, held),
        Page("answer by code", reverse("gatherings:answer", args=[SLUG]), promised=False),
        Page("dossier of a newcomer", Power.objects.get(neighbourhood=here).get_absolute_url()),
        Page("one conflict", conflict.get_absolute_url()),
        Page("one table", table.get_absolute_url()),
        Page("one plan", table.plans.order_by("pk")[0].get_absolute_url()),
        Page("one decision of the table", resolution.get_absolute_url()),
        Page("one advice", advice.get_absolute_url()),
        Page("one decision against residents", Override.objects.filter(neighbourhood=here)[0].get_absolute_url()),
        Page("card of a partner", reverse("thread:partner", args=[SLUG, party.organisation_id])),
        Page("policy of an item", reverse("council:links", args=[item.code])),
        Page("one link with policy", item.links.order_by("pk")[0].get_absolute_url()),
    ]


def _taken_up(item: Item) -> Voice:
    """A voice that everyone may read, that became part of this item, and of which no other was joined."""
    origins = item.origins.filter(voice__audience="everyone", voice__checked_at__isnull=False, voice__joinings=None)
    found = origins.filter(answer__kind=Answer.Kind.TAKEN_UP).select_related("voice").order_by("id")
    return found[0].voice


def _middle(here: Neighbourhood) -> str:
    """The place in the list half-way, as the link to older ones names it."""
    first, last = (
        Voice.objects.filter(neighbourhood=here).order_by(order)[0] for order in ("received_at", "-received_at")
    )
    middle = first.received_at + (last.received_at - first.received_at) / 2
    voice = Voice.objects.filter(neighbourhood=here, received_at__gte=middle).order_by("received_at")[0]
    moment = (voice.received_at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    return f"{moment}-{voice.pk}"


def _of_hosts(here: Neighbourhood, held: Activity) -> list[Page]:
    """Pages for whoever works with paper, telephones and wishes."""
    pack = Pack.objects.filter(neighbourhood=here).order_by("-pk")[0]
    cards, answers = pack.batches.order_by("pk")
    told = (
        ("packs", reverse("packs:packs", args=[SLUG])),
        ("one pack", reverse("packs:pack", args=[SLUG, pack.number])),
        ("a pile of sixty cards", reverse("packs:batch", args=[SLUG, cards.pk])),
        ("a pile of answers", reverse("packs:batch", args=[SLUG, answers.pk])),
        ("work at a gathering", reverse("gatherings:desk", args=[SLUG, held.pk])),
        ("look before ringing", reverse("gatherings:ring", args=[SLUG])),
        ("ring no more", reverse("gatherings:telephone", args=[SLUG])),
        ("what a connector reads", reverse("strengths:connect", args=[SLUG])),
    )
    return [Page(name, address, by_host=True) for name, address in told]
