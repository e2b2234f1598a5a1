"""What the tests of the whole house need of conflicts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from stoep.agenda.models import Item
from stoep.conflicts import actions as conflicts
from stoep.conflicts import queries as conflicts_queries
from stoep.conflicts.tests.ground import WHEN, a_confidant, a_conflict, a_party
from stoep.network.models import Post
from tests.builders import NOW, TODAY, a_post, a_standing, an_item, an_organisation

if TYPE_CHECKING:
    from stoep.network.standing import Standing
    from stoep.places.models import Neighbourhood
    from tests.journeys.conftest import Clock
    from tests.journeys.world import World as Walk
    from tests.security.world import World

# Who gets what at every address; tests/security/matrix.py tells how to read it.
ROWS = """
#                              vsdurcihwoaeAO  vsdurcihwoaeAO
# conflicts
conflicts:list                 ..............  mmmmmmmmmmmmmm
conflicts:open                 xxxx.......xxx  xxxx>>>>>>>xxx
conflicts:conflict             ..............  mmmmmmmmmmmmmm
conflicts:conflict.unread      ----.....-----  mmmmmmmmmmmmmm
conflicts:touch                xxxx.....xxxxx  xxxx>>>>>xxxxx
conflicts:party                xxxx.......xxx  xxxx>>>>>>>xxx
conflicts:say                  xxxx.....xxxxx  xxxx>>>>>xxxxx
conflicts:say.municipality     xxxxxxx....xxx  xxxxxxx>>>>xxx
conflicts:hear                 xxxx.....xxxxx  xxxx>>>>>xxxxx
conflicts:step                 xxxx.....xxxxx  xxxx>>>>>xxxxx
conflicts:outcome              xxxx.....xxxxx  xxxx>>>>>xxxxx
conflicts:stance               xxxx.....xxxxx  xxxx>>>>>xxxxx
conflicts:stance.municipality  xxxxxxx....xxx  xxxxxxx>>>>xxx
conflicts:read                 mmmmmmmmmmmmmm  xxxx>>>>>xxxxx
conflicts:park                 xxxx...xxxxxxx  xxxx>>>xxxxxxx
conflicts:resume               mmmmmmmmmmmmmm  xxxx>>>xxxxxxx
conflicts:close                mmmmmmmmmmmmmm  xxxx>>>xxxxxxx
conflicts:second               mmmmmmmmmmmmmm  xxxxxx>xxxxxxx
conflicts:withdraw             mmmmmmmmmmmmmm  xxxx>>xxxxxxxx
conflicts:hidings              ..............  mmmmmmmmmmmmmm
conflicts:hide                 xxxx...xxxxxxx  xxxx>>>xxxxxxx
conflicts:hide.typed           xxxx...xxxxxxx  xxxx>>>xxxxxxx
conflicts:hiding               ..............  mmmmmmmmmmmmmm
conflicts:turn                 mmmmmmmmmmmmmm  xxxxxx>xxxxxxx
conflicts:take-back            mmmmmmmmmmmmmm  xxxx>>xxxxxxxx
# what is whispered: nobody in this table is one of the two, whatever else they lead
conflicts:whisper              ..............  ..............
conflicts:leaflet              ..............  mmmmmmmmmmmmmm
conflicts:look                 ..............  ..............
conflicts:whispers             xxxxxxxxxxxxxx  mmmmmmmmmmmmmm
conflicts:conversation         xxxxxxxxxxxxxx  xxxxxxxxxxxxxx
conflicts:reached              xxxxxxxxxxxxxx  xxxxxxxxxxxxxx
"""
# Acts with a sentence for each value of a fact, and those values (tests/test_log_sentences.py).
VALUES: dict[str, list[str]] = {
    "conflicts.take_stance": ["agree", "live-with", "disagree"],
    "conflicts.add_step": ["talk", "mediation", "council"],
    "conflicts.hear": ["True", "False"],
    "conflicts.conclude": ["True", "False"],
    "conflicts.close": ["True", "False"],
    "conflicts.propose_hiding": ["True", "False"],
    "conflicts.hide": ["True", "False"],
}
# A change by SQL that the log must find (tests/test_log_mirrors.py); and rows that no act seals, with the reason.
CHANGES: dict[str, str] = {
    "a conflict that was taken away": "DELETE FROM conflicts_conflict_items",
    "end of a conflict": "UPDATE conflicts_conflict SET closed_at = NULL",
    "words of a party": "UPDATE conflicts_statement SET position = 'Wij vinden het best.'",
    "that nobody heard it": "UPDATE conflicts_statement SET heard_right = (1 = 1) WHERE heard_right IS NOT NULL",
    "name of a party": "UPDATE conflicts_party SET name = 'Lastpakken' WHERE name = 'bewoners Eikstraat'",
    "a step": "UPDATE conflicts_step SET what = 'Niets.'",
    "a step that was taken away": "DELETE FROM conflicts_step",
    "an outcome": "UPDATE conflicts_outcome SET words = 'Alles mag.'",
    "a minority statement": "UPDATE conflicts_stance SET words = '' WHERE kind = 'disagree'",
    "a minority statement that was taken away": "DELETE FROM conflicts_stance WHERE kind = 'disagree'",
    "until when it rests": "UPDATE conflicts_park SET again_on = '2036-01-01'",
    "who closed it": "UPDATE conflicts_closing SET seconded_by_id = proposed_by_id",
    "why words are hidden": "UPDATE conflicts_hiding SET why = 'Zomaar.'",
    "words hidden without keys": (
        "UPDATE voices_voice SET hidden_at = received_at, hidden_kind = 'threat', hidden_why = 'Zomaar.'"
    ),
    "a remark hidden without keys": "UPDATE agenda_remark SET hidden_at = made_at, hidden_kind = 'threat'",
    "a text that hangs together with hidden words": "UPDATE conflicts_step SET what = '[Verborgen, nummer 1]'",
    "hidden words shown without keys": (
        "UPDATE conflicts_statement SET hidden_at = NULL, hidden_kind = '', hidden_why = ''"
    ),
    "how a confidant is reached": "UPDATE conflicts_reached SET phone = '0900-1234'",
}
_WHISPERS = "a log tells when, and when can tell who; it is encrypted, its writer erases it, and it goes after a year"
NOT_SEALED: dict[str, str] = {"conflicts.whisper": _WHISPERS, "conflicts.whispered": _WHISPERS}
# Names of addresses that are no page to look at: files, what only acts (GET is 405), and what is midway in something.
FILES: frozenset[str] = frozenset({"conflicts:leaflet"})
ACTS: frozenset[str] = frozenset(
    f"conflicts:{name}" for name in ("read", "resume", "close", "second", "withdraw", "turn", "take-back")
)
# Only a confidant sees these: tests/journeys/test_confidence.py looks at them.
MIDWAY: frozenset[str] = frozenset({"conflicts:whispers", "conflicts:conversation", "conflicts:reached"})


def live(here: Neighbourhood, one: Standing, other: Standing) -> None:
    """Every kind of row of this room, made by its own act: `one` holds the residents' key, `other` the second one."""
    noise = a_conflict(one, items=[an_item(here, "Rust op straat", by=one)])
    young, old = (a_party(noise, name, by=one) for name in ("jongeren van het plein", "bewoners Eikstraat"))
    said = [conflicts.say(party=party, position="Wij willen er zijn.", by=one, **WHEN) for party in (young, old)]
    conflicts.hear(statement=said[0], right=False, correction="Ook na tienen.", on=TODAY, by=one, **WHEN)
    conflicts.add_step(conflict=noise, kind="talk", on=TODAY, what="In de voetbalkooi.", by=one, at=NOW)
    rest: dict[str, Any] = {"why": "Na de zomer.", "again_on": TODAY + timedelta(days=40)}
    conflicts.park(conflict=noise, by=one, **rest, **WHEN)
    decided: dict[str, Any] = {"decided_by": "de gemeenteraad", "decided_why": "Slapen gaat voor."}
    end = conflicts.conclude(conflict=noise, words="Tot tien uur.", reached_on=TODAY, by=one, **decided, **WHEN)
    conflicts.take_stance(outcome=end, party=young, kind="disagree", words="Tien is vroeg.", by=one, at=NOW)
    closing = conflicts.propose_closing(outcome=end, by=one, **WHEN)
    conflicts.second_closing(closing=closing, by=other, **WHEN)
    hiding = conflicts.propose_hiding(words=said[1], kind="personal", why="Er stond een adres in.", by=one, **WHEN)
    conflicts.second_hiding(hiding=hiding, by=other, **WHEN)
    number = conflicts_queries.Typed(
        here,
        conflicts.add_step(
            conflict=a_conflict(one, "Honden"), kind="talk", on=TODAY, what="Bel 06 12 34 56 78.", by=one, at=NOW
        ).what,
    )
    typed = conflicts.propose_hiding(words=number, kind="personal", why="Er stond een nummer in.", by=one, **WHEN)
    conflicts.second_hiding(hiding=typed, by=other, **WHEN)
    trusted = a_confidant(here, one, other)
    conflicts.be_reached(
        post=Post.objects.get(kind="trusted"), phone="0612345678", hours="dinsdag", place="De Eik", by=trusted, **WHEN
    )


def one_of_each(world: World) -> None:
    """What the addresses of this room name, in `world.found`."""
    here, one, other = world.here, world.resident, world.independent
    noise = a_conflict(one, items=[world.item])
    street = a_party(noise, "bewoners Eikstraat", by=one)
    host = a_standing(here, seat=False, posts=("host",))
    city = a_party(noise, "Gemeente Waterstad", by=host, organisation=an_organisation("municipality"))
    said = conflicts.say(party=street, position="Slapen.", by=one, **WHEN)
    end = conflicts.conclude(
        conflict=noise, words="Tot tien.", reached_on=TODAY, decided_by="de raad", decided_why="Rust.", by=one, **WHEN
    )
    conflicts.propose_closing(outcome=end, by=one, **WHEN)
    rest: dict[str, Any] = {"why": "Na de zomer.", "again_on": TODAY + timedelta(days=40)}
    conflicts.park(conflict=noise, by=one, **rest, **WHEN)
    calm = a_conflict(one, "Honden in het park")
    fresh = a_conflict(a_standing(here, "municipality", seat=False, posts=("official",)), "Van een ambtenaar")
    hiding = conflicts.propose_hiding(words=said, kind="personal", why="Er stond een adres in.", by=one, **WHEN)
    a_confidant(here, one, other)
    slip = conflicts.whisper(neighbourhood=here, words="Ik durf het niet te zeggen.", today=TODAY)
    world.found |= {
        "conflict": noise, "calm": calm, "unread": fresh, "street": street, "city": city, "said": said, "end": end,
        "hiding": hiding, "slip": slip,
    }  # fmt: skip


def arguments(world: World) -> dict[str, list[Any]]:
    """What stands in the path of each address that asks for more than the slug."""
    it, slug = world.found, world.here.slug
    noise = [slug, it["conflict"].pk]
    names = "conflict touch party step outcome read resume close second withdraw".split()
    return {f"conflicts:{name}": noise for name in names} | {
        "conflicts:conflict.unread": [slug, it["unread"].pk],
        "conflicts:park": [slug, it["calm"].pk],
        "conflicts:say": [*noise, it["street"].pk],
        "conflicts:say.municipality": [*noise, it["city"].pk],
        "conflicts:hear": [*noise, it["said"].pk],
        "conflicts:stance": [*noise, it["end"].pk, it["street"].pk],
        "conflicts:stance.municipality": [*noise, it["end"].pk, it["city"].pk],
        "conflicts:hiding": [slug, it["hiding"].pk],
        "conflicts:turn": [slug, it["hiding"].pk],
        "conflicts:take-back": [slug, it["hiding"].pk],
        "conflicts:conversation": [slug, it["slip"].whisper.pk],
    }


def queries(world: World) -> dict[str, str]:
    """What stands behind the question mark of an address, where something must."""
    return {"conflicts:hide": f"?soort=inbreng&nummer={world.receipts['everyone'].number}"}


def forms(world: World) -> dict[str, dict[str, Any]]:
    """What an honest form would send to an address, by its name."""
    slip, day = world.found["slip"], f"{TODAY:%Y-%m-%d}"
    said = {"position": "Slapen na tienen.", "channel": "spoken", "said_on": day}
    stance = {"kind": "live-with", "words": "Het moet maar.", "channel": "spoken"}
    return {
        "conflicts:open": {"title": "Hondenpoep", "issue": "Op de stoep.", "bears": "Kinderen."},
        "conflicts:touch": {"items": [world.other_item.code]},
        "conflicts:party": said | {"name": "ouders"},
        "conflicts:say": said,
        "conflicts:say.municipality": said,
        "conflicts:hear": {"right": "ja", "heard_on": day},
        "conflicts:step": {"kind": "talk", "on": day, "what": "In de kooi."},
        "conflicts:outcome": {"words": "Tot elf uur.", "reached_on": day},
        "conflicts:stance": stance,
        "conflicts:stance.municipality": stance,
        "conflicts:park": {"why": "Na de zomer.", "again_on": f"{TODAY + timedelta(days=30):%Y-%m-%d}"},
        "conflicts:hide": {"kind": "threat", "why": "Het bedreigt iemand."},
        "conflicts:hide.typed": {"words": "Van een ambtenaar", "kind": "threat", "why": "Het bedreigt iemand."},
        "conflicts:whisper": {"words": "Ik ben bang."},
        "conflicts:look": {"number": slip.number, "secret": slip.secret},
        "conflicts:conversation": {"doe": "antwoord", "a-words": "Dank u."},
        "conflicts:reached": {"phone": "0612345678"},
    }


def walk(walk: Walk, clock: Clock) -> None:
    """Fill the wijk of the journeys with what the pages of this room show, in `walk.found`."""
    wijk, told = walk.wijk, dict[str, Any](at=clock.at, today=clock.today)
    chair, other, host = (wijk.standing(name, clock.today) for name in ("Bep", "Ilse", "Tom"))
    fresh: dict[str, Any] = {"issue": "De een slaapt niet, de ander heeft geen plek.", "bears": "Wie er woont."}
    item = Item.objects.get(code=walk.found["item"])
    noise = conflicts.open_conflict(title="Scooters op het plein", items=[item], by=host, at=clock.at, **fresh)
    young, old = (
        conflicts.join_in(conflict=noise, name=name, by=host, at=clock.at)
        for name in ("jongeren van het plein", "bewoners Eikstraat")
    )
    said = conflicts.say(party=young, position="Een plek om te zijn.", interests="Thuis is het vol.", by=host, **told)
    conflicts.hear(statement=said, right=True, on=clock.today, by=host, **told)
    angry = conflicts.say(party=old, position="Kees van nummer acht moet weg.", by=host, **told)
    conflicts.add_step(conflict=noise, kind="talk", on=clock.today, what="In de voetbalkooi.", by=host, at=clock.at)
    end = conflicts.conclude(conflict=noise, words="Tot tien uur.", reached_on=clock.today, by=host, **told)
    conflicts.take_stance(outcome=end, party=young, kind="disagree", words="Tien is vroeg.", by=host, at=clock.at)
    hiding = conflicts.propose_hiding(words=angry, kind="personal", why="Er stond een naam in.", by=chair, **told)
    conflicts.second_hiding(hiding=hiding, by=other, **told)
    calm = conflicts.open_conflict(title="Honden in het park", by=host, at=clock.at, **fresh)
    rest = clock.today + timedelta(days=60)
    conflicts.park(conflict=calm, why="Eerst de zomer door.", again_on=rest, by=chair, **told)
    gentler = conflicts.say(party=old, position="Rust na tienen.", by=host, **told)
    a_post(wijk.place, "trusted", person=wijk.people["Ilse"])
    confidant = wijk.standing("Ilse", clock.today)
    slip = conflicts.whisper(neighbourhood=wijk.place, words="Ik durf het niet te zeggen.", today=clock.today)
    conflicts.ask_to_pass_on(
        whisper=slip.whisper, words="Iemand is bang op het plein.", to="wijk", by=confidant, today=clock.today
    )
    walk.found |= {
        "conflict": noise.pk, "calm": calm.pk, "party": old.pk, "statement": gentler.pk, "outcome": end.pk,
        "hiding": hiding.pk, "slip": slip,
    }  # fmt: skip


def examples(walk: Walk) -> dict[str, list[str]]:
    """Paths to look at, by the name of each address that asks for more than the slug; more where its pages differ."""
    it, slug = walk.found, walk.wijk.place.slug
    noise = [slug, it["conflict"]]
    names = "conflict touch party step outcome park read resume close second withdraw".split()
    found = {f"conflicts:{name}": [reverse(f"conflicts:{name}", args=noise)] for name in names}
    found["conflicts:conflict"].append(reverse("conflicts:conflict", args=[slug, it["calm"]]))
    hide = reverse("conflicts:hide", args=[slug])
    return found | {
        "conflicts:say": [reverse("conflicts:say", args=[*noise, it["party"]])],
        "conflicts:hear": [reverse("conflicts:hear", args=[*noise, it["statement"]])],
        "conflicts:stance": [reverse("conflicts:stance", args=[*noise, it["outcome"], it["party"]])],
        "conflicts:hide": [f"{hide}?soort=inbreng&nummer={it['voice']}", hide],
        "conflicts:hiding": [reverse("conflicts:hiding", args=[slug, it["hiding"]])],
        "conflicts:turn": [reverse("conflicts:turn", args=[slug, it["hiding"]])],
        "conflicts:take-back": [reverse("conflicts:take-back", args=[slug, it["hiding"]])],
        "conflicts:conversation": [reverse("conflicts:conversation", args=[slug, it["slip"].whisper.pk])],
    }
