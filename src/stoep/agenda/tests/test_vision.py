"""The vision: residents adopt it by two keys, and it is shared only when the council signed that very version."""

from __future__ import annotations

import io
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from stoep.agenda import actions as agenda
from stoep.agenda import queries
from stoep.agenda.models import Vision, VisionDissent, VisionEndorsement
from stoep.agenda.tests.ground import text_of
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record import inspection
from stoep.record.models import Entry, Log
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import NOW, TEXTS, TODAY, a_neighbourhood, a_standing, a_vision, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}


def _clerk(place: Neighbourhood) -> Standing:
    return a_standing(place, "municipality", seat=False, posts=("clerk",))


def _by_council(vision: Vision, by: Standing, kind: str = "signed", **more: Any) -> VisionEndorsement:
    given: dict[str, Any] = {"council_decision": "2026-041", "decided_on": TODAY, "for_council": True} | WHEN | more
    return agenda.endorse(vision=vision, kind=kind, by=by, **given)


def _signed_in(standing: Standing) -> Client:
    client = Client()
    assert standing.person is not None
    sign_in(client, standing.person)
    return client


@pytest.fixture
def vision(place: Neighbourhood, resident: Standing, independent: Standing) -> Vision:
    """A version that both keys adopted."""
    made: Vision = a_vision(place, by=resident, other=independent)
    return made


def test_residents_write_adopt_and_only_the_council_makes_it_shared(
    place: Neighbourhood, resident: Standing, independent: Standing
) -> None:
    draft = agenda.write_vision(neighbourhood=place, opening="Groen.", texts={"wonen": "Droog."}, by=resident, at=NOW)
    assert (draft.number, queries.vision_draft(place)) == (None, draft)
    with pytest.raises(Refused) as refused:
        agenda.propose(missed="De winkels.", kind="vision", by=resident, **WHEN)
    assert refused.value.code == "incomplete"
    assert "opvoeding" in str(refused.value)
    base = queries.vision_hash(draft)
    agenda.write_vision(neighbourhood=place, opening="Groen.", texts=TEXTS, by=independent, at=NOW, base=base)
    decision = agenda.propose(missed="De winkels.", kind="vision", by=resident, **WHEN)
    assert queries.last_vision(place) is None
    agenda.second(decision=decision, by=independent, **WHEN)
    (adopted,) = queries.visions(place)
    assert (adopted.vision.number, adopted.standing) == (1, "of-residents")
    assert queries.vision_draft(place) is None
    agenda.endorse(vision=adopted.vision, kind="signed", by=a_standing(place, "housing"), **WHEN)
    assert queries.visions(place)[0].standing == "of-residents"
    _by_council(adopted.vision, _clerk(place))
    assert queries.visions(place)[0].standing == "shared"


def test_a_new_version_needs_new_signatures_and_the_old_keeps_its_own(
    place: Neighbourhood, resident: Standing, independent: Standing, vision: Vision
) -> None:
    _by_council(vision, _clerk(place))
    second = a_vision(place, "Anders.", by=resident, other=independent)
    assert [(placed.vision.number, placed.standing) for placed in queries.visions(place)] == [
        (2, "of-residents"),
        (1, "shared"),
    ]
    assert not queries.endorsements_of(second)
    assert len(queries.endorsements_of(vision)) == 1
    with pytest.raises(Refused) as refused:
        _by_council(second, _clerk(place), decided_on=TODAY - timedelta(days=1))
    assert refused.value.code == "other-day"


def test_a_party_may_say_otherwise_and_its_first_word_stays_readable(place: Neighbourhood, vision: Vision) -> None:
    housing = a_standing(place, "housing")
    with pytest.raises(Refused) as refused:
        agenda.endorse(vision=vision, kind="refused", by=housing, **WHEN)
    assert refused.value.code == "no-why"
    first = agenda.endorse(vision=vision, kind="refused", why="Te duur.", by=housing, **WHEN)
    then = agenda.endorse(vision=vision, kind="signed", by=housing, seen=first.pk, **WHEN)
    first.refresh_from_db()
    assert first.replaced_at == NOW
    assert {said.pk for said in queries.endorsements_of(vision)} == {first.pk, then.pk}
    page = text_of(Client().get(reverse("agenda:vision", args=[place.slug])))
    assert "Wat eerder gezegd is" in page and "Te duur." in page
    told = [entry.sealed()["facts"]["told"] for entry in Entry.objects.filter(act="agenda.endorse").order_by("index")]
    assert told[0] == "Woningcorporatie Waterhuis tekent versie 1 van de visie niet. De reden staat erbij."
    assert "Te duur" not in str(Entry.objects.filter(act="agenda.endorse").first().sealed())  # type: ignore[union-attr]


def test_who_may_not_adopt_sign_or_speak_for_another(place: Neighbourhood, vision: Vision) -> None:
    official = a_standing(place, "municipality", seat=False, posts=("official",))
    with pytest.raises(NotAllowed):
        agenda.write_vision(neighbourhood=place, opening="Meer auto's.", texts=TEXTS, by=official, at=NOW)
    with pytest.raises(NotAllowed) as refused:
        agenda.propose(missed="De winkels.", kind="vision", by=official, **WHEN)
    assert refused.value.act == "agenda.vision"
    with pytest.raises(NotAllowed):
        _by_council(vision, official)
    assert _by_council(vision, _clerk(place)).party == "council"
    # The clerk is no contact of the executive: she speaks for the council alone.
    with pytest.raises(NotAllowed):
        agenda.endorse(vision=vision, kind="signed", by=_clerk(place), **WHEN)
    signed = agenda.endorse(vision=vision, kind="signed", by=official, **WHEN)
    assert str(signed.organisation) == "Gemeente Waterstad"
    for nobody in (
        a_standing(place),
        a_standing(place, "independent"),
        a_standing(place, "care", seat=False, posts=("worker",)),
        a_standing(place, "housing", second_factor=False),
        a_standing(a_neighbourhood(), "housing"),
        a_standing(place, "visitor"),
    ):
        with pytest.raises(NotAllowed):
            agenda.endorse(vision=vision, kind="signed", by=nobody, **WHEN)
        with pytest.raises(NotAllowed):
            _by_council(vision, nobody)
    assert VisionEndorsement.objects.count() == 2


def test_nobody_signs_what_was_not_adopted_nor_with_a_decision_that_is_none(
    place: Neighbourhood, resident: Standing, vision: Vision
) -> None:
    draft = agenda.write_vision(neighbourhood=place, opening="Straks.", texts=TEXTS, by=resident, at=NOW)
    with pytest.raises(Refused) as refused:
        agenda.endorse(vision=draft, kind="signed", by=a_standing(place, "housing"), **WHEN)
    assert refused.value.code == "draft"
    with pytest.raises(Refused):
        agenda.dissent(vision=draft, words="Nee.", by=resident, at=NOW)
    clerk = _clerk(place)
    for wrong in ({"council_decision": ""}, {"council_decision": "ja"}, {"decided_on": TODAY + timedelta(days=1)}):
        with pytest.raises(Refused):
            _by_council(vision, clerk, **wrong)
    with pytest.raises(Refused):
        _by_council(vision, clerk, kind="misschien")
    assert not VisionEndorsement.objects.exists()


def test_a_proposal_falls_when_the_text_changed_and_one_draft_is_written_by_two(
    place: Neighbourhood, resident: Standing, independent: Standing
) -> None:
    draft = agenda.write_vision(neighbourhood=place, opening="Een.", texts=TEXTS, by=resident, at=NOW)
    decision = agenda.propose(missed="De winkels.", kind="vision", by=resident, **WHEN)
    base = queries.vision_hash(draft)
    agenda.write_vision(neighbourhood=place, opening="Twee.", texts=TEXTS, by=resident, at=NOW, base=base)
    with pytest.raises(Refused) as refused:
        agenda.second(decision=decision, by=independent, **WHEN)
    assert refused.value.code == "changed-meanwhile"
    for stale in (base, ""):
        with pytest.raises(Refused) as refused:
            agenda.write_vision(neighbourhood=place, opening="Drie.", texts=TEXTS, by=independent, at=NOW, base=stale)
        assert refused.value.code == "changed-meanwhile"
    sealed = Entry.objects.count()
    agenda.write_vision(neighbourhood=place, opening="Twee.", texts=TEXTS, by=independent, at=NOW)
    assert Entry.objects.count() == sealed, "the same text writes nothing"
    assert Vision.objects.count() == 1


def test_texts_that_are_too_long_or_empty_are_refused(place: Neighbourhood, resident: Standing) -> None:
    for opening, texts in ((" \u202e", TEXTS), ("x" * 1501, TEXTS), ("Goed.", {"wonen": "x" * 1501})):
        with pytest.raises(Refused):
            agenda.write_vision(neighbourhood=place, opening=opening, texts=texts, by=resident, at=NOW)
    assert not Vision.objects.exists()


def test_the_same_text_again_is_no_new_version(place: Neighbourhood, resident: Standing, vision: Vision) -> None:
    agenda.write_vision(neighbourhood=place, opening=vision.opening, texts=TEXTS, by=resident, at=NOW)
    with pytest.raises(Refused) as refused:
        agenda.propose(missed="De winkels.", kind="vision", by=resident, **WHEN)
    assert refused.value.code == "nothing-changed"


def test_a_note_needs_a_seat_and_stands_once(place: Neighbourhood, resident: Standing, vision: Vision) -> None:
    first = agenda.dissent(vision=vision, words="Ik mis de jongeren.", by=resident, at=NOW)
    assert agenda.dissent(vision=vision, words="Ik mis de jongeren.", by=resident, at=NOW) == first
    agenda.dissent(vision=vision, words="Wij ook.", by=a_standing(place, "housing"), at=NOW)
    host = a_standing(place, seat=False, posts=("host",))
    for nobody in (host, a_standing(place, "visitor"), a_standing(a_neighbourhood())):
        with pytest.raises(NotAllowed):
            agenda.dissent(vision=vision, words="Nee.", by=nobody, at=NOW)
    assert VisionDissent.objects.count() == 2


def test_what_was_signed_is_laid_beside_the_log(place: Neighbourhood, vision: Vision) -> None:
    _by_council(vision, _clerk(place))
    log = Log.objects.get(neighbourhood=place)
    ours = {"agenda.vision", "agenda.visionendorsement", "vision"}
    assert not [found for found in inspection.inspect(log) if found.where.partition(":")[0] in ours]
    Vision.objects.filter(pk=vision.pk).update(opening="Een wijk vol parkeerplaatsen.")
    found = {finding.where for finding in inspection.inspect(log)}
    assert {f"agenda.vision:{vision.pk}", "vision:1"} & found


@pytest.mark.django_db(transaction=True)
def test_two_that_speak_at_once_for_one_party_are_kept_as_one(
    place: Neighbourhood, resident: Standing, independent: Standing
) -> None:
    made = a_vision(place, by=resident, other=independent)
    officials = [a_standing(place, "municipality", seat=False, posts=("official",)) for _ in range(2)]
    outcomes: list[str] = []
    gate = threading.Barrier(2)

    def run(by: Standing, kind: str) -> None:
        try:
            gate.wait(timeout=20)
            agenda.endorse(vision=made, kind=kind, why="Omdat.", by=by, **WHEN)
            outcomes.append("said")
        except Refused as refused:
            outcomes.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in zip(officials, ("signed", "refused"), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(outcomes) == ["said", "said-meanwhile"]
    assert VisionEndorsement.objects.filter(vision=made).count() == 1


def test_the_page_says_what_it_is_and_prints_refusals_and_notes(
    place: Neighbourhood, resident: Standing, vision: Vision
) -> None:
    address = reverse("agenda:vision", args=[place.slug])
    page = text_of(Client().get(address))
    assert "Deze visie is nog niet gemeenschappelijk." in page
    assert "zei nog niets" in page
    agenda.endorse(vision=vision, kind="refused", why="Er is geen geld.", by=a_standing(place, "housing"), **WHEN)
    agenda.dissent(vision=vision, words="Ik mis de jongeren.", by=resident, at=NOW)
    _by_council(vision, _clerk(place))
    page = text_of(Client().get(address))
    assert "gemeenschappelijke visie" in page
    assert "Deze visie is nog niet gemeenschappelijk." not in page
    for words in ("Er is geen geld.", "Ik mis de jongeren.", "raadsbesluit 2026-041", TEXTS["wonen"], "tekent niet"):
        assert words in page
    made = Client().get(reverse("agenda:vision_paper", args=[place.slug, 1])).content
    assert b"pdfuaid" in made
    reader = PdfReader(io.BytesIO(made))
    printed = " ".join(" ".join(sheet.extract_text() for sheet in reader.pages).split())
    for words in ("Gemeenschappelijke visie", "Er is geen geld.", "Ik mis de jongeren.", "2026-041", TEXTS["wonen"]):
        assert words in printed
    assert str(reader.root_object["/Lang"]) == "nl"


def test_a_page_asks_at_most_eight_questions(
    place: Neighbourhood, resident: Standing, independent: Standing, django_assert_max_num_queries: Any
) -> None:
    clerk = _clerk(place)
    for number in range(4):
        made = a_vision(place, f"Versie {number}.", by=resident, other=independent)
        _by_council(made, clerk)
        for side in ("housing", "school", "care", "police"):
            agenda.endorse(vision=made, kind="signed", by=a_standing(place, side), **WHEN)
        agenda.dissent(vision=made, words="Nee.", by=resident, at=NOW)
    for name, args in (("agenda:vision", [place.slug]), ("agenda:vision_version", [place.slug, 2])):
        for _again in range(2):
            with django_assert_max_num_queries(8):
                assert Client().get(reverse(name, args=args)).status_code == 200


def test_old_versions_stay_readable_with_what_changed(
    place: Neighbourhood, resident: Standing, independent: Standing, vision: Vision
) -> None:
    a_vision(place, "Een wijk waar ouderen wandelen.", by=resident, other=independent)
    old = text_of(Client().get(reverse("agenda:vision_version", args=[place.slug, 1])))
    assert "Er is een nieuwere versie: 2." in old and vision.opening in old
    changed = text_of(Client().get(reverse("agenda:vision_difference", args=[place.slug, 1, 2])))
    assert all(word in changed for word in ("<del>", "kinderen", "<ins>", "ouderen"))
    assert TEXTS["wonen"] not in changed
    for name, args in (("agenda:vision_version", [place.slug, 3]), ("agenda:vision_difference", [place.slug, 1, 9])):
        assert Client().get(reverse(name, args=args)).status_code == 404


def test_an_old_vision_asks_and_stays(place: Neighbourhood, vision: Vision) -> None:
    address = reverse("agenda:vision", args=[place.slug])
    Vision.objects.filter(pk=vision.pk).update(adopted_at=NOW - timedelta(days=1500))
    assert "Deze visie is vier jaar oud." in text_of(Client().get(address))
    Vision.objects.filter(pk=vision.pk).update(adopted_at=NOW - timedelta(days=1830))
    page = text_of(Client().get(address))
    assert "ouder dan vijf jaar" in page and vision.opening in page


def test_without_a_vision_the_page_tells_how_it_begins(place: Neighbourhood, table: Client) -> None:
    address = reverse("agenda:vision", args=[place.slug])
    assert "Begin de visie" not in text_of(Client().get(address))
    assert "Er is nog geen visie." in text_of(Client().get(address))
    assert "Begin de visie" in text_of(table.get(address))
    assert Client().get(reverse("agenda:vision_draft", args=[place.slug])).status_code == 404


def test_forms_keep_what_was_typed_and_sign_by_page(
    place: Neighbourhood, table: Client, resident: Standing, independent: Standing
) -> None:
    write = reverse("agenda:write_vision", args=[place.slug])
    wrong = table.post(write, TEXTS | {"opening": "", "wonen": "Droge huizen."})
    assert wrong.status_code == 422 and "Droge huizen." in text_of(wrong)
    assert table.post(write, TEXTS | {"opening": "Groen."}).status_code == 302
    adopt = reverse("agenda:adopt_vision", args=[place.slug])
    table.post(adopt, {"waarom": "Drie avonden.", "missed": "De winkels."})
    decision = queries.waiting_decisions(place, TODAY).get()
    assert "Groen." in text_of(Client().get(decision.get_absolute_url()))
    _signed_in(independent).post(reverse("agenda:second", args=[place.slug, decision.pk]))
    endorse = reverse("agenda:endorse", args=[place.slug, 1])
    clerk, housing = _signed_in(_clerk(place)), _signed_in(a_standing(place, "housing"))
    assert "Nummer van het raadsbesluit" not in text_of(housing.get(endorse))
    empty = housing.post(endorse, {"kind": "refused", "why": " "})
    assert empty.status_code == 422 and "Schrijf waarom u niet tekent." in text_of(empty)
    assert housing.post(endorse, {"kind": "refused", "why": "Te duur."}).status_code == 302
    assert clerk.post(endorse, {"kind": "signed"}).status_code == 422
    sent = clerk.post(endorse, {"kind": "signed", "council_decision": "2026-041", "decided_on": "2026-09-01"})
    assert sent.status_code == 302
    assert queries.visions(place)[0].standing == "shared"
    # Read before somebody else spoke for the same party: nothing is written over unseen.
    stale = housing.post(endorse, {"kind": "signed", "seen": ""})
    assert stale.status_code == 422 and "Iemand sprak net al voor deze partij." in text_of(stale)
    note = table.post(reverse("agenda:dissent", args=[place.slug, 1]), {"words": "Ik zie het anders."})
    assert note["Location"] == reverse("agenda:vision_version", args=[place.slug, 1])
