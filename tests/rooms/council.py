"""What the tests of the whole house need of council."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from stoep.agenda.models import Item
from stoep.council import actions as council
from stoep.council.rules import term_at
from stoep.council.tests.ground import Wijk, a_link, a_policy, an_advice, an_override
from stoep.network.standing import Standing
from stoep.tables.models import Resolution
from tests.builders import NOW, TODAY, a_person, a_post, an_organisation

if TYPE_CHECKING:
    from stoep.places.models import Neighbourhood
    from tests.journeys.conftest import Clock
    from tests.journeys.world import World as Walk
    from tests.security.world import World

# Who gets what at every address; tests/security/matrix.py tells how to read it.
ROWS = """
#                              vsdurcihwoaeAO  vsdurcihwoaeAO
council:advices                ..............  mmmmmmmmmmmmmm
council:ask                    xxxx...xxxxxxx  xxxx>>>xxxxxxx
council:advice                 ..............  mmmmmmmmmmmmmm
council:of_resolution          ..............  mmmmmmmmmmmmmm
council:reply                  xxxxxxxxx..xxx  xxxxxxxxx??xxx
council:note                   xxxx..xxxxxxxx  xxxx>>xxxxxxxx
council:withdraw               xxxx..xxxxxxxx  xxxx>>xxxxxxxx
council:file                   xxxx.......xxx  xxxx>>>>>>>xxx
council:publish                xxxxxxxxx..xxx  xxxxxxxxx>>xxx
council:policies               ..............  mmmmmmmmmmmmmm
council:enter                  xxxx...xx..xxx  xxxx>>>xx>>xxx
council:load                   xxxxxxxxxxxxxx  xxxxxxxxxxxxxx
council:term                   xxxxxxxxxxxxxx  xxxxxxxxxxxxxx
council:clashes                ..............  mmmmmmmmmmmmmm
council:policy                 ..............  mmmmmmmmmmmmmm
council:correct                xxxx...xx..xxx  xxxx>>>xx>>xxx
council:links                  ..............  mmmmmmmmmmmmmm
council:link                   xxxx.......xxx  xxxx>>>>>>>xxx
council:linked                 ..............  mmmmmmmmmmmmmm
council:say                    xxxx...xx..xxx  xxxx???xx>>xxx
council:unlink                 xxxx...xxxxxxx  xxxx>>>xxxxxxx
council:overrides              ..............  mmmmmmmmmmmmmm
council:overrule               xxxxxxxxx..xxx  xxxxxxxxx>>xxx
council:override               ..............  mmmmmmmmmmmmmm
council:appeal                 xxxx...xxxxxxx  xxxx>>>xxxxxxx
council:answer_appeal          xxxxxxxxxxxxxx  xxxxxxxxxxxxxx
council:card                   xxxx..xxxxxxxx  xxxx>>xxxxxxxx
council:card.municipality      xxxxxxxxx..xxx  xxxxxxxxx>>xxx
"""
# Acts with a sentence for each value of a fact, and those values (tests/test_log_sentences.py).
VALUES: dict[str, list[str]] = {
    "council.ask": ["True", "False"],
    "council.reply": ["follows", "partly", "deviates"],
    "council.link": ["contributes", "clashes", "none"],
    "council.say_of_link": ["True", "False"],
    "council.answer_appeal": ["stands", "changes", "ends"],
    "council.late": ["advice", "appeal", "link"],
    "council.enter": ["True", "False"],
}
# A change by SQL that the log must find (tests/test_log_mirrors.py); and rows that no act seals, with the reason.
CHANGES: dict[str, str] = {
    "day of an answer": "UPDATE council_advice SET answer_due_on = '2030-01-01'",
    "day of a question": "UPDATE council_advice SET asked_on = '2020-01-01', influence_on = '2020-01-01'",
    "influence that was promised": "UPDATE council_advice SET influence = 'inform'",
    "advice taken back": "UPDATE council_advice SET withdrawn_at = noted_at",
    "reason of an answer": "UPDATE council_reply SET why = 'Zomaar.'",
    "deviation hidden": "UPDATE council_reply SET kind = 'follows'",
    "answer backdated": "UPDATE council_reply SET answered_on = '2030-01-01'",
    "note of residents": "DELETE FROM council_note",
    "link": "UPDATE council_link SET ended_at = made_at",
    "words of the other side": "UPDATE council_link SET residents_words = 'Goed.' WHERE residents_words <> ''",
    "policy": "UPDATE council_policy SET title = 'Parkeren'",
    "ground of an override": "UPDATE council_override SET ground = 'Haast.'",
    "override made longer": "UPDATE council_override SET until_on = '2046-01-01'",
    "appeal": "DELETE FROM council_appeal",
    "paper that was public earlier": "UPDATE council_document SET public_from_on = '2020-01-01'",
    "card of a party": "UPDATE council_card SET asks = 'Niets.'",
    "told that an answer was late": "UPDATE council_advice SET told_late_at = noted_at",
    "told that an appeal was late": "UPDATE council_appeal SET told_late_at = made_at",
    "told that a link was late": "UPDATE council_link SET told_late_at = made_at",
    "correction taken away": "UPDATE council_policy SET corrects_id = NULL WHERE corrects_id IS NOT NULL",
    "coalition": "UPDATE council_term SET coalition = 'Anders'",
}
NOT_SEALED: dict[str, str] = {}
# Names of addresses that are no page to look at: files, what only acts (GET is 405), and what is midway in something.
FILES: frozenset[str] = frozenset({"thread:council_pdf"})
ACTS: frozenset[str] = frozenset()
MIDWAY: frozenset[str] = frozenset()


def live(here: Neighbourhood, one: Standing, other: Standing) -> None:
    """Every kind of row of this room, made by its own act: `one` holds the residents' key, `other` the second one."""
    official, clerk = (_of_municipality(here, kind) for kind in ("official", "clerk"))
    wijk = Wijk(here, one, other, official, clerk, clerk, Item.objects.filter(neighbourhood=here).first())  # type: ignore[arg-type]
    council.begin_term(neighbourhood=here, begins_on=term_at(TODAY)[0], coalition="Waterstad Samen", by=clerk, at=NOW)
    policy = a_policy(wijk)
    linked = a_link(wijk, kind="clashes", policy=policy)
    a_policy(wijk, title="Plekken voor jongeren in elke buurt", corrects=policy)
    council.say_of_link(link=linked, agrees=True, words="De norm geldt overal.", by=official, at=NOW)
    promised = council.Promised("advise", "De wethouder", TODAY)
    advice = an_advice(wijk, item=wijk.item, promised=promised, already_decided="De keuze voor het pand.")
    paper = council.Given("Rapport", TODAY, TODAY, words="De keuken is klein.")
    council.reply(missed="De winkels.",
        advice=advice, kind="deviates", words="Dat kan niet.", why="De keuken is te klein.", by=official,
        rests_on=[paper], at=NOW, today=TODAY,
    )  # fmt: skip
    council.note(advice=advice, words="Dat zien wij anders.", by=one, at=NOW)
    override = an_override(wijk)
    council.appeal(override=override, words="Stut het dak.", by=one, at=NOW, today=TODAY)
    council.write_card(neighbourhood=here, organisation=None, brings="Kennis.", asks="Antwoord.", by=one, at=NOW)


def _of_municipality(here: Neighbourhood, kind: str) -> Standing:
    """Somebody with this task, without a row that no act made."""
    person = a_person(side="municipality")
    return Standing(here, person, "municipality", posts=frozenset({kind}), second_factor=True)


def one_of_each(world: World) -> None:
    """What the addresses of this room name, in `world.found`."""
    here, found = world.here, world.found
    official, clerk = (_of_municipality(here, kind) for kind in ("official", "clerk"))
    wijk = Wijk(here, world.resident, world.independent, official, clerk, clerk, world.item)
    found["council.advice"] = an_advice(wijk, item=world.item)
    found["council.policy"] = a_policy(wijk)
    found["council.other_policy"] = a_policy(wijk, number="M-13")
    found["council.link"] = a_link(wijk, policy=found["council.policy"])
    found["council.override"] = an_override(wijk)
    found["council.document"] = council.file(
        advice=found["council.advice"], given=council.Given("Memo", TODAY), by=official, at=NOW, today=TODAY
    )
    council.write_card(
        neighbourhood=here, organisation=None, brings="Kennis.", asks="Antwoord.", by=world.resident, at=NOW
    )


def arguments(world: World) -> dict[str, list[Any]]:
    """What stands in the path of each address that asks for more than the slug."""
    slug, code, found = world.here.slug, world.item.code, world.found
    advice, override = [slug, found["council.advice"].pk], [slug, found["council.override"].pk]
    linked = [code, found["council.link"].pk]
    municipality = found["council.advice"].organisation_id
    return {
        **{f"council:{name}": advice for name in ("advice", "reply", "note", "withdraw", "file")},
        **{f"council:{name}": override for name in ("override", "appeal", "answer_appeal")},
        **{f"council:{name}": linked for name in ("linked", "say", "unlink")},
        "council:of_resolution": [slug, found["decision"]],
        "council:links": [code],
        "council:link": [code],
        "council:policy": [slug, found["council.policy"].pk],
        "council:correct": [slug, found["council.policy"].pk],
        "council:publish": [slug, found["council.document"].pk],
        "council:card": [slug, 0],
        "council:card.municipality": [slug, municipality],
        "thread:partner": [slug, municipality],
    }


def queries(world: World) -> dict[str, str]:
    """What stands behind the question mark of an address, where something must."""
    return {}


def forms(world: World) -> dict[str, dict[str, Any]]:
    """What an honest form would send to an address, by its name."""
    words = {"words": "Omdat het zo is."}
    days = {"decided_on": "2026-09-01", "since_on": "2026-09-01", "until_on": "2027-03-01"}
    return {
        "council:ask": words
        | {
            "said_as": "ask", "title": "Een vergunning", "competent": "executive", "influence": "none",
            "answer_due_on": "2026-10-13",
        },
        "council:reply": words | {"kind": "follows", "paper_title": "", "missed": "De winkels."},
        "council:note": words,
        "council:withdraw": words,
        "council:file": {"paper_title": "Rapport", "paper_words": "Tekst.", "public_from_on": "2026-09-01"},
        "council:publish": words | {"link": ""},
        "council:enter": {"kind": "goal", "title": "Jong zijn is meedoen"},
        "council:correct": {"kind": "goal", "title": "Jong zijn is meedoen", "taakveld": "6.1"},
        "council:term": {"begins_on": "2026-03-18", "coalition": "Waterstad Samen"},
        "council:link": words
        | {"kind": "contributes", "policy": str(world.found["council.other_policy"].pk), "reply_due_on": "2026-10-13"},
        "council:say": words | {"agrees": "ja"},
        "council:unlink": words,
        "council:overrule": days
        | {
            "competent": "executive", "item": world.item.code, "title": "Dicht", "ground": "Het dak.",
            "loses": "Een plek.", "missed": "De winkels.",
        },
        "council:appeal": words,
        "council:answer_appeal": words | {"outcome": "stands", "missed": "De winkels."},
        "council:card": {"brings": "Ruimte.", "asks": "Tijd."},
    }  # fmt: skip


def walk(walk: Walk, clock: Clock) -> None:
    """Fill the wijk of the journeys with what the pages of this room show, in `walk.found`."""
    place, found = walk.wijk.place, walk.found
    bep, ilse, anouk = (walk.wijk.standing(name, clock.today) for name in ("Bep", "Ilse", "Anouk"))
    walk.wijk.people["Noor"] = a_person("Noor Kaya", side="municipality")
    a_post(place, "clerk", person=walk.wijk.people["Noor"], organisation=an_organisation("municipality"))
    clerk = walk.wijk.standing("Noor", clock.today)
    item = Item.objects.get(code=found["item"])
    wijk = Wijk(place, bep, ilse, anouk, clerk, clerk, item)
    when: dict[str, Any] = {"at": clock.at, "today": clock.today}
    before: dict[str, Any] = {"at": clock.at - timedelta(days=60), "today": clock.today - timedelta(days=60)}
    due_on = clock.today + timedelta(days=30)
    policy = a_policy(wijk, money="40.000 euro in 2027", source="https://waterstad.example/m-12", **when)
    a_policy(wijk, money="45.000 euro in 2027", corrects=policy, **when)
    made = a_link(wijk, kind="clashes", policy=policy, reply_due_on=due_on, **when)
    council.say_of_link(link=made, agrees=False, words="De norm geldt niet voor pleinen.", by=anouk, at=clock.at)
    other = Item.objects.filter(neighbourhood=place, closed_at__isnull=True, is_draft=False).exclude(pk=item.pk).first()
    assert other
    gone = a_link(wijk, item=other, kind="none", reply_due_on=due_on, **when)
    council.unlink(link=gone, why="Er is nu wel beleid.", by=bep, at=clock.at)
    promised = council.Promised("advise", "De wethouder", before["today"])
    late_on = clock.today - timedelta(days=9)
    late = an_advice(
        wijk, item=item, promised=promised, already_decided="Het pand.", dissent="Drie buren willen iets anders.",
        said_as="decide", competent="council", answer_due_on=late_on, **before,
    )  # fmt: skip
    answered = an_advice(wijk, item=item, title="Een deur", answer_due_on=due_on, **before)
    papers = [council.Given("Rapport", clock.today, clock.today, words="De deur is smal.")]
    council.reply(
        missed="De winkels.",
        advice=answered,
        kind="partly",
        words="Een deel kan.",
        why="De deur is smal.",
        by=anouk,
        rests_on=papers,
        **when,
    )
    council.note(advice=answered, words="Wij willen een brede deur.", by=bep, at=clock.at)
    taken = Resolution.objects.get(neighbourhood=place, number=found["taken"])
    laid = an_advice(wijk, title="De buurtkamer", resolution=taken, item=item, answer_due_on=due_on, **when)
    waits = an_advice(wijk, title="Licht", answer_due_on=due_on, **when)
    council.file(advice=waits, given=council.Given("Memo", clock.today), by=anouk, **when)
    period = council.Period(clock.today, clock.today, due_on)
    override = an_override(wijk, period=period, advice=answered, **when)
    council.appeal(override=override, words="Stut het dak.", by=bep, **when)
    for brings in ("Kennis.", "Kennis en tijd."):
        council.write_card(
            neighbourhood=place, organisation=None, brings=brings, asks="Antwoord op tijd.", by=bep, at=clock.at
        )
    begins_on = term_at(clock.today)[0]
    council.begin_term(neighbourhood=place, begins_on=begins_on, coalition="Waterstad Samen", by=clerk, at=clock.at)
    found |= {
        "council.advices": [late.pk, answered.pk, waits.pk],
        "council.laid": laid.pk,
        "council.policy": policy.pk,
        "council.override": override.pk,
        "council.links": [(item.code, made.pk), (other.code, gone.pk)], "council.municipality": late.organisation_id,
        "council.document": waits.documents.get().pk,
    }  # fmt: skip


def examples(walk: Walk) -> dict[str, list[str]]:
    """Paths to look at, by the name of each address that asks for more than the slug; more where its pages differ."""
    slug, it = walk.wijk.place.slug, walk.found
    late, answered, waits = it["council.advices"]
    (code, made), (other, gone) = it["council.links"]
    override, municipality = it["council.override"], it["council.municipality"]
    return {
        "council:advice": [
            reverse("council:advice", args=[slug, pk]) for pk in (late, answered, waits, it["council.laid"])
        ],
        "council:of_resolution": [reverse("council:of_resolution", args=[slug, it["taken"]])],
        "council:reply": [reverse("council:reply", args=[slug, waits])],
        "council:note": [reverse("council:note", args=[slug, answered])],
        "council:withdraw": [reverse("council:withdraw", args=[slug, waits])],
        "council:file": [reverse("council:file", args=[slug, waits])],
        "council:publish": [reverse("council:publish", args=[slug, it["council.document"]])],
        "council:policy": [reverse("council:policy", args=[slug, it["council.policy"]])],
        "council:correct": [reverse("council:correct", args=[slug, it["council.policy"]])],
        "council:links": [reverse("council:links", args=[each]) for each in (code, other)],
        "council:link": [reverse("council:link", args=[code])],
        "council:linked": [reverse("council:linked", args=[code, made]), reverse("council:linked", args=[other, gone])],
        "council:say": [reverse("council:say", args=[code, made])],
        "council:unlink": [reverse("council:unlink", args=[code, made])],
        "council:override": [reverse("council:override", args=[slug, override])],
        "council:appeal": [reverse("council:appeal", args=[slug, override])],
        "council:answer_appeal": [reverse("council:answer_appeal", args=[slug, override])],
        "council:card": [reverse("council:card", args=[slug, 0])],
        "thread:partner": [
            reverse("thread:partner", args=[slug, 0]),
            reverse("thread:partner", args=[slug, municipality]),
        ],
    }
