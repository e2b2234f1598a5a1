"""What the tests of the whole house need of gatherings."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from stoep.gatherings import actions as gatherings
from stoep.gatherings import wordings
from tests.builders import NOW, TODAY
from tests.rooms.gathering_ground import (
    HELD_ON as HELD_ON,
)
from tests.rooms.gathering_ground import (
    WORDS as WORDS,
)
from tests.rooms.gathering_ground import (
    a_code as a_code,
)
from tests.rooms.gathering_ground import (
    a_face as a_face,
)
from tests.rooms.gathering_ground import (
    a_job as a_job,
)
from tests.rooms.gathering_ground import (
    a_sealed_sending as a_sealed_sending,
)
from tests.rooms.gathering_ground import (
    a_sending as a_sending,
)
from tests.rooms.gathering_ground import (
    an_activity as an_activity,
)
from tests.rooms.gathering_ground import (
    approved as approved,
)
from tests.rooms.gathering_ground import (
    at_the_door as at_the_door,
)
from tests.rooms.gathering_ground import (
    held as held,
)
from tests.rooms.gathering_ground import (
    invited as invited,
)
from tests.rooms.gathering_ground import (
    last_quarter as last_quarter,
)
from tests.rooms.gathering_ground import (
    published as published,
)

if TYPE_CHECKING:
    from stoep.network.standing import Standing
    from stoep.places.models import Neighbourhood
    from tests.journeys.conftest import Clock
    from tests.journeys.world import World as Walk
    from tests.security.world import World

# Who gets what at every address; tests/security/matrix.py tells how to read it. A code, not a role, opens an answer.
ROWS = """
#                              vsdurcihwoaeAO  vsdurcihwoaeAO
gatherings:list                ..............  mmmmmmmmmmmmmm
gatherings:youth               ..............  mmmmmmmmmmmmmm
gatherings:answer              ..............  ..............
gatherings:activity            ..............  mmmmmmmmmmmmmm
gatherings:activity.draft      ----.....-----  mmmmmmmmmmmmmm
gatherings:face                ..............  mmmmmmmmmmmmmm
gatherings:face.draft          ----.....-----  mmmmmmmmmmmmmm
gatherings:desk                xxxx.....xxxxx  mmmmmmmmmmmmmm
gatherings:write               xxxx.....xxxxx  xxxx>>>>>xxxxx
gatherings:change              xxxx.....xxxxx  xxxx>>>>>xxxxx
gatherings:invite              xxxx.....xxxxx  xxxx>>>>>xxxxx
gatherings:uninvite            mmmmmmmmmmmmmm  xxxx>>>>>xxxxx
gatherings:publish             xxxx.....xxxxx  xxxx>>>>>xxxxx
gatherings:call_off            xxxx.....xxxxx  xxxx>>>>>xxxxx
gatherings:take_face_away      mmmmmmmmmmmmmm  xxxx>>>>>xxxxx
gatherings:words               xxxx.....xxxxx  mmmmmmmmmmmmmm
gatherings:wording             xxxx.....xxxxx  xxxx>>>>>xxxxx
gatherings:translation         xxxx.....xxxxx  xxxx>>>>>xxxxx
gatherings:by_host             xxxx.....xxxxx  xxxx>>>>>xxxxx
gatherings:letterbox           xxxx.....xxxxx  xxxx>>>>>xxxxx
gatherings:quarters            ..............  mmmmmmmmmmmmmm
gatherings:quarter             ..............  mmmmmmmmmmmmmm
gatherings:telephone           xxxx.....xxxxx  xxxx>>>>>xxxxx
gatherings:ring                xxxx.....xxxxx  xxxx.....xxxxx
gatherings:sent                xxxx.....xxxxx  xxxx>>>>>xxxxx
gatherings:void                mmmmmmmmmmmmmm  xxxx>>>>>xxxxx
gatherings:print               xxxx.....xxxxx  xxxx>>>>>xxxxx
gatherings:job                 xxxx.....xxxxx  mmmmmmmmmmmmmm
gatherings:file                xxxx.....xxxxx  mmmmmmmmmmmmmm
gatherings:again               mmmmmmmmmmmmmm  xxxx>>>>>xxxxx
gatherings:wipe                mmmmmmmmmmmmmm  xxxx>>>>>xxxxx
gatherings:poster              ..............  mmmmmmmmmmmmmm
gatherings:tally_sheet         xxxx.....xxxxx  mmmmmmmmmmmmmm
gatherings:tally               xxxx.....xxxxx  xxxx.....xxxxx
gatherings:paper_tally         xxxx.....xxxxx  xxxx>>>>>xxxxx
gatherings:said                xxxx.....xxxxx  xxxx.....xxxxx
gatherings:photo_slips         mmmmmmmmmmmmmm  --------------
gatherings:slip                mmmmmmmmmmmmmm  --------------
gatherings:close               xxxx.....xxxxx  xxxx>>>>>xxxxx
gatherings:ledger              ..............  mmmmmmmmmmmmmm
gatherings:ask_photos          xxxx.....xxxxx  xxxx.....xxxxx
gatherings:add_photo           xxxx.....xxxxx  xxxx>>>>>xxxxx
gatherings:photo               ..............  mmmmmmmmmmmmmm
gatherings:take_photo_away     mmmmmmmmmmmmmm  xxxx>>>>>xxxxx
gatherings:own_photos          ..............  ..............
"""
VALUES: dict[str, list[str]] = {}
# A change by SQL that the log must find (tests/test_log_mirrors.py); and rows that no act seals, with the reason.
CHANGES: dict[str, str] = {
    "how much influence was promised": "UPDATE gatherings_activity SET influence = 'inform' WHERE influence <> ''",
    "whom an activity invites": "UPDATE gatherings_whom SET name = 'Kade'",
    "words in another language": "UPDATE gatherings_translation SET asked = 'Come.'",
    "who approved the fixed sentences": "UPDATE gatherings_wording SET reader = 'Niemand'",
    "how many came": "UPDATE gatherings_edition SET total = total + 100",
    "what was said at a gathering": "DELETE FROM gatherings_said",
    "what photos are for": "UPDATE gatherings_photoround SET words = 'Voor reclame.'",
    "what is on a photo": "UPDATE gatherings_photo SET described = 'Iemand.' WHERE gone_at IS NULL",
    "how many came in a quarter": "UPDATE gatherings_quarteredition SET total = total + 100",
    "how many were invited": "UPDATE gatherings_sending SET sent = sent + 100",
}
_FEW = "the public log would tell how many answered, and when, long before ten did"
_NOBODY = "a keyed hash without a time: in the log its moment would point at somebody"
NOT_SEALED: dict[str, str] = {
    "gatherings.answer": _FEW,
    "gatherings.came": _FEW,
    "gatherings.printjob": "how far a job is, which goes within a day; the order and its sendings are sealed",
    "gatherings.small": "counts that wait under the lock until a quarter is told; what is told of them is sealed",
    "gatherings.spent": _NOBODY,
    "gatherings.unasked": _NOBODY,
}
FILES: frozenset[str] = frozenset(f"gatherings:{name}" for name in ("face", "file", "photo", "poster", "tally_sheet"))
ACTS: frozenset[str] = frozenset(
    f"gatherings:{name}"
    for name in ("uninvite", "take_face_away", "void", "again", "wipe", "take_photo_away", "slip", "photo_slips")
)
MIDWAY: frozenset[str] = frozenset()


def live(here: Neighbourhood, one: Standing, other: Standing) -> None:
    """Every kind of row of this room, made by its own act: `one` holds the residents' key, `other` the second one."""
    activity = published(here, one)
    approved(here, one)
    approved(here, other, "tr")
    gatherings.approve_translation(
        activity=activity, language="tr", title="Çorba ve planlar", asked="Çorba içmeye gelin.",
        afterwards="Birlikte bir plan çizeriz.", reader="Fatma", by=one, at=NOW,
    )  # fmt: skip
    gatherings.note_sent(activity=activity, channel="door", language="nl", street="Kade", many=12, by=one, at=NOW)
    sending = gatherings.note_sent(activity=activity, channel="phone", language="nl", many=30, by=other, at=NOW)
    gatherings.answer_without_code(sending=sending, choice="yes", by=one)
    gatherings.void(sending=gatherings.note_sent(
        activity=activity, channel="poster", language="nl", many=2, by=one, at=NOW
    ), by=one, at=NOW)  # fmt: skip
    gatherings.pass_by(neighbourhood=here, street="Eikstraat", house="12", by=one)
    gatherings.look_before_ringing(neighbourhood=here, typed="06 12 34 56 78", by=one, at=NOW)
    gatherings.run(job=a_job(activity, one), at=NOW)
    held(here, one, other)
    last_quarter(here, one)
    draft = an_activity(here, other, title="Later", face=False)
    gone = invited(draft, other)
    invited(draft, other, kind="list", name="Leden", holder="De tuinclub", channel="letter")
    gatherings.uninvite(whom=gone, by=other, at=NOW)
    gatherings.change(activity=draft, by=one, at=NOW, title="Later in het jaar")
    off = published(here, other, title="Opruimen")
    gatherings.call_off(activity=off, why="Het stormt.", by=other, at=NOW)
    gatherings.take_face_away(activity=off, by=one, at=NOW)


def one_of_each(world: World) -> None:
    """What the addresses of this room name, in `world.found`."""
    activity = published(world.here, world.resident)
    draft = an_activity(world.here, world.resident, title="Bijeenkomst in voorbereiding")
    whom = invited(draft, world.resident)
    approved(world.here, world.resident)
    world.found |= {"activity": activity, "draft_activity": draft, "whom": whom, "sending": a_sending(activity)}
    world.found |= {"job": gatherings.run(job=a_job(activity, world.resident, "Kade 1-9"), at=NOW)}
    now = published(world.here, world.resident, title="Koffie op het plein", **HELD_ON)
    photo = at_the_door(now, world.resident)
    ended = held(world.here, world.resident, world.resident)
    world.found["quarter"] = last_quarter(world.here, world.resident)
    world.found |= {"held": now, "ended": ended, "gathering_photo": photo, "photo_round": photo.round}


_OPEN = ("activity", "face", "desk", "invite", "call_off", "take_face_away", "by_host", "sent", "print")
_IN_WRITING = ("change", "publish")
_HELD = ("tally", "paper_tally", "said", "close", "ask_photos")
_JOB = ("job", "file", "again", "wipe")


def arguments(world: World) -> dict[str, list[Any]]:
    """What stands in the path of each address that asks for more than the slug."""
    slug, it = world.here.slug, world.found
    draft = [slug, it["draft_activity"].pk]
    return {f"gatherings:{name}": [slug, it["activity"].pk] for name in _OPEN} | {
        **{f"gatherings:{name}": draft for name in _IN_WRITING},
        "gatherings:activity.draft": draft,
        "gatherings:face.draft": draft,
        **{f"gatherings:{name}": [slug, it["job"].pk] for name in _JOB},
        **{f"gatherings:{name}": [slug, it["held"].pk] for name in _HELD},
        "gatherings:ledger": [slug, it["ended"].pk],
        "gatherings:quarter": [slug, *it["quarter"]],
        "gatherings:poster": [slug, it["activity"].pk, "nl"],
        "gatherings:tally_sheet": [slug, it["held"].pk],
        "gatherings:add_photo": [slug, it["photo_round"].pk],
        "gatherings:photo": [slug, it["gathering_photo"].pk],
        "gatherings:take_photo_away": [slug, it["gathering_photo"].pk],
        "gatherings:uninvite": [slug, it["whom"].pk],
        "gatherings:void": [slug, it["sending"].pk],
        "gatherings:wording": [slug, "pl"],
        "gatherings:translation": [slug, it["activity"].pk, "ar"],
    }


def queries(world: World) -> dict[str, str]:
    """What stands behind the question mark of an address, where something must."""
    return {}


def forms(world: World) -> dict[str, dict[str, Any]]:
    """What an honest form would send to an address, by its name."""
    it = world.found
    return {
        "gatherings:answer": {"code": a_code(it["sending"]), "choice": "yes"},
        "gatherings:write": {"title": "Koffie op het plein", "why_new": "Voor wie de vorige keer niet kon."},
        "gatherings:change": WORDS | {"title": "Bijeenkomst in voorbereiding"},
        "gatherings:invite": {"kind": "street", "name": "Kade", "channel": "letter", "language": "nl"},
        "gatherings:publish": {
            "why_still": "Wij weten het nog niet.",
            "clash_answer": "Samen.",
            "why_new": "Een eigen avond.",
        },
        "gatherings:call_off": {"why": "Het stormt."},
        "gatherings:wording": {f"t_{key}": text for key, text in wordings.PROPOSED["pl"].items()} | {"reader": "Ola"},
        "gatherings:translation": {"title": "شوربة", "asked": "تعالوا.", "afterwards": "نرسم خطة.", "reader": "Samira"},
        "gatherings:by_host": {"sending": it["sending"].pk, "choice": "yes"},
        "gatherings:print": {
            "kind": "letter",
            "language": "nl",
            "typed": "Eikstraat 1-5",
            "sides": "sides",
        },
        "gatherings:tally": {"channel": "card", "language": "nl", "street": "", "key": "een"},
        "gatherings:paper_tally": {"channel": "walked", "language": "nl", "many": "3"},
        "gatherings:said": {
            "channel": "card",
            "said_on": TODAY.isoformat(),
            "kind": "idea",
            "words": "Een bank.",
            "audience": "everyone",
            "tell_by": "none",
        },
        "gatherings:close": {},
        "gatherings:ask_photos": {"words": "Voor deze pagina."},
        "gatherings:add_photo": {"file": a_face(), "described": "Soep.", "everybody_agreed": "on"},
        "gatherings:own_photos": {},
        "gatherings:letterbox": {"street": "Eikstraat", "house": "12 A", "choice": "never"},
        "gatherings:telephone": {"phone": "06 12 34 56 78", "choice": "never"},
        "gatherings:ring": {"typed": "06 12 34 56 78"},
        "gatherings:sent": {"channel": "door", "language": "nl", "street": "Kade", "many": "12"},
    }


def walk(walk: Walk, clock: Clock) -> None:
    """Fill the wijk of the journeys with what the pages of this room show, in `walk.found`."""
    wijk = walk.wijk
    host = wijk.standing("Tom", clock.today)
    activity = published(wijk.place, host, at=clock.at, today=clock.today)
    young = published(wijk.place, host, at=clock.at, today=clock.today, is_youth=True, title="Vrijdag op het veldje")
    draft = an_activity(wijk.place, host, at=clock.at, today=clock.today, title="Koffie op het plein")
    whom = invited(draft, host, at=clock.at)
    earlier = clock.today - timedelta(days=10)
    now = published(wijk.place, host, at=clock.at, today=earlier, title="Koffie op de hoek")
    photo = at_the_door(now, host, at=clock.at, today=clock.today)
    ended = published(wijk.place, host, at=clock.at, today=earlier, title="Soep op de kade")
    a_sealed_sending(ended, host)
    at_the_door(ended, host, at=clock.at, today=clock.today)
    gatherings.close(activity=ended, by=host, at=clock.at, today=clock.today)
    walk.found["quarter"] = last_quarter(wijk.place, host, at=clock.at, today=clock.today)
    walk.found |= {"held": now.pk, "ended": ended.pk, "gathering_photo": photo.pk, "photo_round": photo.round_id}
    for language in wordings.PROPOSED:
        approved(wijk.place, host, language, at=clock.at)
    sending = a_sending(activity, made_at=clock.at)
    job = gatherings.run(job=a_job(activity, host, "Kade 1-9", at=clock.at), at=clock.at)
    walk.found |= {
        "job": job.pk,
        "activity": activity.pk, "young": young.pk, "draft_activity": draft.pk, "whom": whom.pk, "sending": sending.pk,
    }  # fmt: skip


def examples(walk: Walk) -> dict[str, list[str]]:
    """Paths to look at, by the name of each address that asks for more than the slug; more where its pages differ."""
    slug, it = walk.wijk.place.slug, walk.found

    def at(name: str, *args: Any) -> str:
        return reverse(f"gatherings:{name}", args=[slug, *args])

    return {f"gatherings:{name}": [at(name, it["activity"])] for name in _OPEN} | {
        **{f"gatherings:{name}": [at(name, it["draft_activity"])] for name in _IN_WRITING},
        "gatherings:activity": [at("activity", it[what]) for what in ("activity", "young", "ended")],
        "gatherings:desk": [at("desk", it[what]) for what in ("activity", "draft_activity", "held")],
        **{f"gatherings:{name}": [at(name, it["job"])] for name in _JOB},
        **{f"gatherings:{name}": [at(name, it["held"])] for name in _HELD},
        "gatherings:ledger": [at("ledger", it["ended"])],
        "gatherings:quarter": [at("quarter", *it["quarter"])],
        "gatherings:poster": [at("poster", it["activity"], "nl")],
        "gatherings:tally_sheet": [at("tally_sheet", it["held"])],
        "gatherings:add_photo": [at("add_photo", it["photo_round"])],
        "gatherings:photo": [at("photo", it["gathering_photo"])],
        "gatherings:take_photo_away": [at("take_photo_away", it["gathering_photo"])],
        "gatherings:uninvite": [at("uninvite", it["whom"])],
        "gatherings:void": [at("void", it["sending"])],
        "gatherings:wording": [at("wording", "ar")],
        "gatherings:translation": [at("translation", it["activity"], "tr")],
        "gatherings:answer": [at("answer"), f"{at('answer')}?taal=ar"],
    }
