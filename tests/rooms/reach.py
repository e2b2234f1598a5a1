"""What the tests of the whole house need of whom we do not hear yet."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from stoep.gatherings.models import Activity
from stoep.network.models import Post
from stoep.network.queries import standing
from stoep.reach import actions as reach
from tests.builders import NOW, TODAY

if TYPE_CHECKING:
    from stoep.network.standing import Standing
    from stoep.places.models import Neighbourhood
    from stoep.reach.models import Edition, Round, Step
    from tests.journeys.conftest import Clock
    from tests.journeys.world import World as Walk
    from tests.security.world import World

# Who gets what at every address; tests/security/matrix.py tells how to read it.
ROWS = """
#                              vsdurcihwoaeAO  vsdurcihwoaeAO
reach:missing                  ..............  mmmmmmmmmmmmmm
reach:earlier                  ..............  mmmmmmmmmmmmmm
reach:edition                  ..............  mmmmmmmmmmmmmm
reach:own_card                 ..............  >>>>>>>>>>>>>>
reach:card                     ..............  >>>>>>>>>>>>>>
reach:thanks                   ..............  mmmmmmmmmmmmmm
reach:paper                    ..............  mmmmmmmmmmmmmm
reach:plan_step                xxxx.....xxxxx  xxxx>>>>>xxxxx
reach:finish_step              xxxx.....xxxxx  xxxx>>>>>xxxxx
reach:take_step                mmmmmmmmmmmmmm  xxxx>>>>>xxxxx
reach:leave_step               mmmmmmmmmmmmmm  xxxx>>>>>xxxxx
reach:desk                     xxxx.....xxxxx  mmmmmmmmmmmmmm
reach:begin                    xxxx.....xxxxx  xxxx>>>>>xxxxx
reach:type                     xxxx.....xxxxx  xxxx>>>>>xxxxx
reach:publish                  xxxx.....xxxxx  xxxx>>>>>xxxxx
reach:end                      xxxx.....xxxxx  xxxx>>>>>xxxxx
"""
VALUES: dict[str, list[str]] = {}
# A change by SQL that the log must find (tests/test_log_mirrors.py); and rows that no act seals, with the reason.
CHANGES: dict[str, str] = {
    "what a round with cards is called": "UPDATE reach_round SET name = 'Anders'",
    "of which gathering a round is": "UPDATE reach_round SET activity_id = NULL WHERE activity_id IS NOT NULL",
    "how many people were heard": "UPDATE reach_edition SET total = 1000",
    "a number that was told": "UPDATE reach_edition SET marks = '{}'",
    "figures beside which an edition was laid": "UPDATE reach_edition SET margins = '{\"age\": 1}'",
    "what came of a step": "UPDATE reach_step SET came_of = 'Niets.' WHERE done_on IS NOT NULL",
    "what an agenda lacks": "UPDATE agenda_decision SET missed = 'Niemand.' WHERE kind = 'adopt'",
    "what a plan lacks": "UPDATE tables_plan SET missed = 'Niemand.'",
    "what a decision of the table lacks": "UPDATE tables_resolution SET missed = 'Niemand.'",
    "what a decision against residents lacks": "UPDATE council_override SET missed = 'Niemand.'",
    "a name at a step": "UPDATE reach_step SET post_id = NULL WHERE post_id IS NOT NULL",
}
NOT_SEALED: dict[str, str] = {
    "reach.box": "encrypted numbers of a running round: sealing each change would say when which card came"
}
FILES: frozenset[str] = frozenset({"reach:paper"})
ACTS: frozenset[str] = frozenset({"reach:take_step", "reach:leave_step"})
MIDWAY: frozenset[str] = frozenset()

# Ninety cards: hardly anybody of 15 to 24, and one who skipped everything.
CARDS: list[dict[str, str]] = [
    *({"age": "65", "schooling": "middle", "tongue": "nl", "home": "own"} for _ in range(30)),
    *({"age": "45-64", "schooling": "higher", "tongue": "nl", "home": "own"} for _ in range(25)),
    *({"age": "25-44", "schooling": "higher", "tongue": "tr", "home": "rent"} for _ in range(32)),
    {"age": "15-24", "schooling": "basic"},
    {"age": "15-24"},
    {},
]


def a_round(here: Neighbourhood, by: Standing, name: str = "Najaar 2026", **given: Any) -> Round:
    """A round of the whole wijk."""
    return reach.begin(neighbourhood=here, name=name, by=by, **{"at": NOW, "today": TODAY} | given)


def drop(round: Round, by: Standing, cards: list[dict[str, str]] = CARDS) -> None:
    """These cards, typed over by a host in stacks of ten."""
    for start in range(0, len(cards), 10):
        reach.count(round=round, cards=cards[start : start + 10], today=TODAY, by=by)


def an_edition(here: Neighbourhood, by: Standing, **given: Any) -> Edition:
    """What ninety cards of a round say."""
    now: dict[str, Any] = {"at": NOW, "today": TODAY} | given
    round = a_round(here, by, **now)
    drop(round, by)
    return reach.publish(round=round, by=by, **now)


def a_step(edition: Edition, by: Standing, **given: Any) -> Step:
    """With cards to the football cage, in a week."""
    usual: dict[str, Any] = {
        "group": "age:15-24",
        "how": "shop",
        "what": "Met kaarten naar de voetbalkooi.",
        "who": "het opbouwwerk",
        "by_on": given.get("today", TODAY) + timedelta(days=7),
        "at": NOW,
        "today": TODAY,
    }
    return reach.plan_step(edition=edition, by=by, **usual | given)


def live(here: Neighbourhood, one: Standing, other: Standing) -> None:
    """Every kind of row of this room, made by its own act: `one` holds the residents' key, `other` the second one."""
    now: dict[str, Any] = {"at": NOW, "today": TODAY}
    post = Post.objects.filter(neighbourhood=here, kind=Post.Kind.HOST, until_on__isnull=True).first()
    assert post
    host = standing(account=post.person.account, neighbourhood=here, today=TODAY, second_factor=True)
    edition = an_edition(here, one)
    reach.take_step(step=a_step(edition, one), by=host, **now)
    left = reach.take_step(step=a_step(edition, other, group="age:65", how="ring"), by=host, **now)
    reach.leave_step(step=left, by=host, at=NOW)
    reach.finish_step(step=left, came_of="Negen mensen vulden een kaart in.", by=other, **now)
    activity = Activity.objects.filter(neighbourhood=here, published_at__isnull=False).first()
    assert activity
    evening = a_round(here, other, "Avond over het plein", activity=activity)
    reach.end(round=evening, by=one, **now)


def one_of_each(world: World) -> None:
    """What the addresses of this room name, in `world.found`."""
    edition = an_edition(world.here, world.resident)
    drop(edition.round, world.resident, CARDS[:30])
    evening = a_round(world.here, world.resident, "Avond", about="gathering")
    world.found |= {"reach_edition": edition, "reach_round": edition.round, "reach_evening": evening}
    world.found |= {"reach_step": a_step(edition, world.resident), "reach_spare": a_step(edition, world.resident)}


_ON_ROUND = ("card", "paper", "type", "publish")


def arguments(world: World) -> dict[str, list[Any]]:
    """What stands in the path of each address that asks for more than the slug."""
    slug, it = world.here.slug, world.found
    return {f"reach:{name}": [slug, it["reach_round"].pk] for name in _ON_ROUND} | {
        "reach:end": [slug, it["reach_evening"].pk],
        "reach:edition": [slug, it["reach_edition"].pk],
        "reach:plan_step": [slug, it["reach_edition"].pk],
        "reach:finish_step": [slug, it["reach_spare"].pk],
        "reach:take_step": [slug, it["reach_step"].pk],
        "reach:leave_step": [slug, it["reach_step"].pk],
    }


def queries(world: World) -> dict[str, str]:
    """What stands behind the question mark of an address, where something must."""
    return {}


def forms(world: World) -> dict[str, dict[str, Any]]:
    """What an honest form would send to an address, by its name."""
    return {
        "reach:own_card": {"age": "65"},
        "reach:card": {"age": "65", "home": "none"},
        "reach:begin": {"name": "Avond twee", "about": "gathering"},
        "reach:type": {"age_0": "1", "schooling_0": "0"},
        "reach:publish": {"sure": "on"},
        "reach:end": {"sure": "on"},
        "reach:plan_step": {
            "group": "age:15-24", "how": "session", "what": "Aanschuiven bij het jongerenwerk.",
            "who": "het opbouwwerk", "by_on": (TODAY + timedelta(days=9)).isoformat(),
        },
        "reach:finish_step": {"came_of": "Elf kaarten."},
    }  # fmt: skip


def walk(walk: Walk, clock: Clock) -> None:
    """Fill the wijk of the journeys with what the pages of this room show, in `walk.found`."""
    now: dict[str, Any] = {"at": clock.at, "today": clock.today}
    host = walk.wijk.standing("Tom", clock.today)
    edition = an_edition(walk.wijk.place, host, **now)
    step, done = a_step(edition, host, **now), a_step(edition, host, group="age:65", **now)
    reach.take_step(step=step, by=host, **now)
    reach.finish_step(step=done, came_of="Twaalf mensen vulden een kaart in. Zij willen een bankje.", by=host, **now)
    walk.found |= {"reach_round": edition.round_id, "reach_edition": edition.pk, "reach_step": step.pk}


def examples(walk: Walk) -> dict[str, list[str]]:
    """Paths to look at, by the name of each address that asks for more than the slug; more where its pages differ."""
    slug, it = walk.wijk.place.slug, walk.found
    on_round = {f"reach:{name}": [reverse(f"reach:{name}", args=[slug, it["reach_round"]])] for name in _ON_ROUND}
    on_step = ("finish_step", "take_step", "leave_step")
    return (
        on_round
        | {"reach:end": [reverse("reach:end", args=[slug, it["reach_round"]])]}
        | {
            f"reach:{name}": [reverse(f"reach:{name}", args=[slug, it["reach_edition"]])]
            for name in ("edition", "plan_step")
        }
        | {f"reach:{name}": [reverse(f"reach:{name}", args=[slug, it["reach_step"]])] for name in on_step}
    )
