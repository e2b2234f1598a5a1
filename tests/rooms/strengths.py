"""What the tests of the whole house need of strengths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from stoep.agenda import actions as agenda
from stoep.strengths import actions as strengths
from tests.builders import NOW, a_standing, an_item

if TYPE_CHECKING:
    from stoep.network.standing import Standing
    from stoep.places.models import Neighbourhood
    from tests.journeys.conftest import Clock
    from tests.journeys.world import World as Walk
    from tests.security.world import World

# Who gets what at every address; tests/security/matrix.py tells how to read it. Codes, not a role, open what is kept.
ROWS = """
#                              vsdurcihwoaeAO  vsdurcihwoaeAO
strengths:list                 ..............  mmmmmmmmmmmmmm
strengths:map                  ..............  mmmmmmmmmmmmmm
strengths:spots                ..............  mmmmmmmmmmmmmm
strengths:note                 ..............  ..............
strengths:card                 ..............  mmmmmmmmmmmmmm
strengths:type                 xxxx.....xxxxx  xxxx.....xxxxx
strengths:check                xxxx.....xxxxx  xxxx>>>>>xxxxx
strengths:connect              xxxxxxx..xxxxx  mmmmmmmmmmmmmm
strengths:lay                  xxxxxxx..xxxxx  xxxxxxx>>xxxxx
strengths:passed-on            xxxxxxx..xxxxx  xxxxxxx>>xxxxx
strengths:own                  ..............  ..............
strengths:slip                 mmmmmmmmmmmmmm  ..............
agenda:tie                     xxxx...xxxxxxx  xxxx>>>xxxxxxx
agenda:untied                  ..............  mmmmmmmmmmmmmm
"""
# Acts with a sentence for each value of a fact, and those values (tests/test_log_sentences.py).
VALUES: dict[str, list[str]] = {"strengths.agree": ["list", "item", "meet"]}
# A change by SQL that the log must find (tests/test_log_mirrors.py); and rows that no act seals, with the reason.
CHANGES: dict[str, str] = {
    "words of a strength": "UPDATE strengths_strength SET words = 'Ik kan niets.' WHERE words <> ''",
    "a strength shown without its giver": "UPDATE strengths_strength SET words = 'Naaien.' WHERE words = ''",
    "a yes that was taken back": "UPDATE strengths_consent SET until_at = NULL",
    "a strength taken from an item": "DELETE FROM agenda_carrying",
    "a strength tied again by hand": "UPDATE agenda_carrying SET untied_at = NULL",
    "a yes that was taken away": "DELETE FROM strengths_consent",
}
NOT_SEALED: dict[str, str] = {
    "strengths.introduction": "a log tells when, and when can tell who said no; it is encrypted, and goes after weeks"
}
# Names of addresses that are no page to look at: files, what only acts (GET is 405), and what is midway in something.
FILES: frozenset[str] = frozenset({"strengths:card", "strengths:spots"})
ACTS: frozenset[str] = frozenset({"strengths:slip"})
MIDWAY: frozenset[str] = frozenset()


def live(here: Neighbourhood, one: Standing, other: Standing) -> None:
    """Every kind of row of this room, made by its own act: `one` holds the residents' key, `other` the second one."""
    where: dict[str, Any] = {"where": "Buurthuis De Eik, Eikstraat 1", "spot": "5.12000,52.02000"}
    soup = strengths.note(neighbourhood=here, kind="place", words="Soep in De Eik.", uses=["list"], at=NOW, **where)
    strengths.show(strength=soup.strength, by=one, at=NOW)
    gift = strengths.note(neighbourhood=here, kind="gift", part="hands", words="Ik kan naaien.", at=NOW, host=one)
    codes: dict[str, Any] = {"strength": gift.strength, "secret": gift.secret, "at": NOW}
    strengths.agree(use="list", **codes)
    strengths.correct(words="Ik kan broeken naaien.", **codes)
    strengths.hold_back(strength=gift.strength, why="Er stond een naam in.", by=other, at=NOW)
    strengths.agree(use="item", **codes)
    strengths.show(strength=gift.strength, by=one, at=NOW)
    item = an_item(here, "Kleding herstellen", by=one)
    agenda.tie(item=item, strength=gift.strength, by=one, at=NOW)
    agenda.untie(item=item, strength=gift.strength, by=other, at=NOW)
    strengths.take_back(use="list", **codes)
    gone = strengths.note(
        neighbourhood=here, kind="story", words="Wij vieren alles samen.", uses=["list"], at=NOW, host=other
    )
    strengths.erase_words(strength=gone.strength, secret=gone.secret, at=NOW)


def _a_pair(here: Neighbourhood, **told: Any) -> tuple[strengths.Slip, strengths.Slip]:
    """A wish and an offer that connectors may read."""
    meets: dict[str, Any] = {"neighbourhood": here, "uses": ["meet"], "reach": "Samira, 0612345678"} | told
    wish = strengths.note(kind="wish", words="Wie leert mij naaien?", **meets)
    return wish, strengths.note(kind="gift", part="hands", words="Ik leer het u naaien.", **meets)


def one_of_each(world: World) -> None:
    """What the addresses of this room name, in `world.found`."""
    told: dict[str, Any] = {"neighbourhood": world.here, "at": NOW}
    world.found["gift"] = strengths.note(kind="gift", part="hands", words="Eigeheim kan ik naaien.", **told)
    world.found["wish"], world.found["offer"] = _a_pair(world.here, at=NOW)
    meets: dict[str, Any] = {"wish": world.found["wish"].strength, "offer": world.found["offer"].strength}
    connector = a_standing(world.here, seat=False, posts=("host",))
    world.found["pair"] = strengths.lay(**meets, by=connector, at=NOW, today=timezone.localdate())
    world.found["soup"] = strengths.note(kind="place", words="Soep in De Eik.", uses=["list"], **told)


def arguments(world: World) -> dict[str, list[Any]]:
    """What stands in the path of each address that asks for more than the slug."""
    slug, wish, pair = world.here.slug, world.found["wish"].number, world.found["pair"].pk
    return {
        "strengths:own": [],
        "strengths:slip": [],
        "strengths:lay": [slug, wish],
        "strengths:passed-on": [slug, pair, wish],
    }


def queries(world: World) -> dict[str, str]:
    """What stands behind the question mark of an address, where something must."""
    return {}


def forms(world: World) -> dict[str, dict[str, Any]]:
    """What an honest form would send to an address, by its name."""
    codes = {"number": world.found["gift"].number, "secret": world.found["gift"].secret}
    said = {"what": "gift-head", "words": "Ik weet veel van vogels."}
    return {
        "strengths:note": said,
        "strengths:type": said | {"channel": "card"},
        "strengths:check": {"number": world.found["soup"].number, "show": "1"},
        "strengths:own": codes,
        "strengths:slip": codes,
        "strengths:lay": {"other": world.found["offer"].number},
        "strengths:passed-on": {"name": "Samira", "reach": "0612345678"},
        "agenda:tie": {"strength": world.found["soup"].number},
    }


def walk(walk: Walk, clock: Clock) -> None:
    """Fill the wijk of the journeys with what the pages of this room show, in `walk.found`."""
    host = walk.wijk.standing("Tom", clock.today)
    told: dict[str, Any] = {"neighbourhood": walk.wijk.place, "uses": ["list", "item"], "at": clock.at}
    strengths.note(kind="gift", part="hands", words="Ik kan naaien.", host=host, **told)
    strengths.note(kind="place", words="In buurthuis De Eik is elke dinsdag soep.", host=host, **told)
    strengths.note(kind="association", words="De tuinclub werkt op zaterdag.", **told)
    wish, offer = _a_pair(walk.wijk.place, at=clock.at)
    worker = walk.wijk.standing("Joost", clock.today)
    pair = strengths.lay(wish=wish.strength, offer=offer.strength, by=worker, at=clock.at, today=clock.today)
    walk.found["wish"], walk.found["pair"] = wish.number, pair.pk


def examples(walk: Walk) -> dict[str, list[str]]:
    """Paths to look at, by the name of each address that asks for more than the slug; more where its pages differ."""
    slug, it = walk.wijk.place.slug, walk.found
    listed = reverse("strengths:list", args=[slug])
    return {
        "strengths:list": [listed, f"{listed}?soort=gift"],
        "strengths:own": [reverse("strengths:own")],
        "strengths:lay": [reverse("strengths:lay", args=[slug, it["wish"]])],
        "strengths:passed-on": [reverse("strengths:passed-on", args=[slug, it["pair"], it["wish"]])],
        "strengths:slip": [reverse("strengths:slip")],
    }
