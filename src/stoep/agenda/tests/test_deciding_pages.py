"""The pages on which the table decides, and what happens when somebody else tries."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from stoep.agenda import actions as agenda
from stoep.agenda import queries
from stoep.agenda.models import Decision
from stoep.agenda.tests.ground import FIELDS, text_of
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing, a_voice, an_item, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def _signed_in(standing: Standing) -> Client:
    client = Client()
    assert standing.person is not None
    sign_in(client, standing.person)
    return client


def test_the_order_is_typed_or_pushed_without_a_script(table: Client, place: Neighbourhood, resident: Standing) -> None:
    line = an_item(place, "Lijn A", by=resident, horizon="long")
    other = an_item(place, "Lijn B", by=resident, horizon="long")
    strokes = [an_item(place, f"Klap {name}", by=resident, line=line) for name in "XY"]
    address = reverse("agenda:order", args=[place.slug])
    assert text_of(table.get(address)).index("Lijn A") < text_of(table.get(address)).index("Lijn B")
    pushed = text_of(table.post(address, {"omhoog": other.code, f"stickers-{other.code}": "7"}))
    assert pushed.index("Lijn B") < pushed.index("Lijn A")
    assert 'value="7"' in pushed
    assert not Decision.objects.exists()
    wrong = table.post(address, {f"plaats-{line.code}": "twee", "stuur": "1"})
    assert "staat geen getal" in text_of(wrong)
    sent = table.post(
        address,
        {
            f"plaats-{line.code}": "2",
            f"plaats-{other.code}": "1",
            f"plaats-{strokes[1].code}": "1",
            f"plaats-{strokes[0].code}": "2",
            f"stickers-{other.code}": "7",
            "waarom": "Agendadag",
            "missed": "De winkels.",
            "stuur": "1",
        },
    )
    decision = Decision.objects.get()
    assert sent["Location"] == decision.get_absolute_url()
    assert decision.content["codes"] == [other.code, line.code, strokes[1].code, strokes[0].code]
    assert decision.content["stickers"] == {other.code: 7}
    public = text_of(Client().get(decision.get_absolute_url()))
    assert "wacht op de andere sleutel, tot en met 15 september 2026" in public
    assert "7 stickers" in public
    assert "draai de tweede sleutel om" not in public
    independent = _signed_in(a_standing(place, "independent"))
    assert "draai de tweede sleutel om" in text_of(independent.get(decision.get_absolute_url()))
    independent.post(reverse("agenda:second", args=[place.slug, decision.pk]))
    assert [item.code for item in queries.items(place)] == decision.content["codes"]
    again = independent.post(reverse("agenda:second", args=[place.slug, decision.pk]))
    assert "al genomen" in text_of(again)


@pytest.mark.parametrize("side", ["municipality", "housing"])
def test_an_official_gets_403_by_page_and_straight_at_the_address(place: Neighbourhood, side: str) -> None:
    resident = a_standing(place)
    one, other = an_item(place, by=resident), an_item(place, by=resident)
    receipt = a_voice(place)
    agenda.take_up(item=one, voices=[receipt.voice], why="Past.", by=resident, at=NOW)
    decision = agenda.propose(
        missed="De winkels.", kind="close", item=one, why="Klaar.", by=resident, at=NOW, today=TODAY
    )
    before = (queries.snapshot(place), Decision.objects.count())
    official = _signed_in(a_standing(place, side, posts=("official",)))
    assert "Zet de agenda op volgorde" not in text_of(official.get(reverse("agenda:agenda", args=[place.slug])))
    slug, code = [place.slug], [one.code]
    attempts = [
        ("agenda:order", slug, {f"plaats-{other.code}": "1", f"plaats-{one.code}": "2", "stuur": "1"}),
        ("agenda:adopt", slug, {"waarom": "x"}),
        ("agenda:start", slug, FIELDS),
        ("agenda:take_up", slug, {"inbreng": receipt.number, "opnemen": "1", "item": one.code, "why": "x"}),
        ("agenda:plan", slug, {"source": "x", "text": "x"}),
        ("agenda:edit", code, FIELDS),
        ("agenda:split", code, FIELDS),
        ("agenda:merge", code, {"others": other.code, "why": "x"}),
        ("agenda:close", code, {"why": "x"}),
        ("agenda:current", code, {}),
        ("agenda:let_go", [one.code, receipt.number], {"why": "x"}),
        ("agenda:second", [place.slug, decision.pk], {}),
        ("agenda:withdraw", [place.slug, decision.pk], {}),
    ]
    for name, args, data in attempts:
        sealed = Entry.objects.count()
        response = official.post(reverse(name, args=args), data)
        assert response.status_code == 403, name
        assert Entry.objects.count() == sealed + 1, name
        assert "bewoners" in response.content.decode().lower(), name
        if name not in {"agenda:second", "agenda:withdraw"}:
            looked = official.get(reverse(name, args=args))
            assert looked.status_code == 403, name
            assert Entry.objects.count() == sealed + 1, "looking writes nothing"
    assert (queries.snapshot(place), Decision.objects.count()) == before
    sent = official.post(reverse("agenda:remark", args=code), {"kind": "fact", "words": "Er ligt een gasleiding."})
    assert sent.status_code == 302
    assert queries.remarks_of(one).get().words == "Er ligt een gasleiding."


def test_a_seat_elsewhere_opens_no_form_here(place: Neighbourhood) -> None:
    item = an_item(place)
    elsewhere = _signed_in(a_standing(a_neighbourhood()))
    for name in ("edit", "close", "merge", "split"):
        assert elsewhere.post(reverse(f"agenda:{name}", args=[item.code]), FIELDS).status_code == 403
    decision = agenda.propose(
        missed="De winkels.", young="Op school.", kind="adopt", by=a_standing(place), at=NOW, today=TODAY
    )
    other = a_neighbourhood()
    assert elsewhere.get(reverse("agenda:decision", args=[other.slug, decision.pk])).status_code == 404


def test_merge_close_and_adopt_by_page(table: Client, place: Neighbourhood, resident: Standing) -> None:
    one, other, third = (an_item(place, f"Punt {name}", by=resident) for name in "ABC")
    assert table.post(reverse("agenda:merge", args=[one.code]), {"why": "x"}).status_code == 422
    assert (
        table.post(
            reverse("agenda:merge", args=[one.code]), {"others": other.code, "why": "Hetzelfde", "missed": "X."}
        ).status_code
        == 302
    )
    assert table.post(reverse("agenda:close", args=[third.code]), {"why": ""}).status_code == 422
    assert (
        table.post(
            reverse("agenda:close", args=[third.code]), {"why": "Het bankje staat er.", "missed": "De winkels."}
        ).status_code
        == 302
    )
    independent = _signed_in(a_standing(place, "independent"))
    listed = text_of(client_get := Client().get(reverse("agenda:decisions", args=[place.slug])))
    assert client_get.status_code == 200
    assert listed.count("wacht op de andere sleutel") == 2
    for decision in Decision.objects.all():
        independent.post(reverse("agenda:second", args=[place.slug, decision.pk]))
    closed = text_of(Client().get(reverse("agenda:closed", args=[place.slug])))
    assert "Het bankje staat er." in closed
    assert "Gaat verder in:" in closed
    assert "eerste versie, met 1 punt." in text_of(table.get(reverse("agenda:adopt", args=[place.slug])))
    table.post(reverse("agenda:adopt", args=[place.slug]), {"young": "Op school.", "missed": "De winkels."})
    independent.post(reverse("agenda:second", args=[place.slug, Decision.objects.latest("id").pk]))
    version = text_of(Client().get(reverse("agenda:version", args=[place.slug, 1])))
    assert "Punt A" in version
    assert resident.person is not None
    assert resident.person.name in version
