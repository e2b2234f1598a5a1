"""Stickers on the A3: a host types how many; residents and the independent organisation decide what it means."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from stoep.agenda import actions as agenda
from stoep.agenda import queries, rules
from stoep.agenda.models import Decision, StickerCount
from stoep.agenda.tests.ground import text_of
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing, an_item, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def _client_of(standing: Standing) -> Client:
    client = Client()
    assert standing.person is not None
    sign_in(client, standing.person)
    return client


def _host(place: Neighbourhood) -> Standing:
    return a_standing(place, seat=False, posts=("host",))


def _counted(by: Standing, counts: dict[str, int], **fields: object) -> StickerCount:
    given = {"counted_on": TODAY, "said_where": "Huiskamer", "at": NOW, "today": TODAY} | fields
    return agenda.count_stickers(by=by, counts=counts, **given)  # type: ignore[arg-type]


def test_a_host_counts_and_nothing_moves_until_both_keys_are_turned(
    place: Neighbourhood, resident: Standing, independent: Standing, table: Client
) -> None:
    first, second, third = (an_item(place, f"Punt {name}", by=resident) for name in "ABC")
    host = _client_of(_host(place))
    address = reverse("agenda:stickers", args=[place.slug])
    typed = {"counted_on": "2026-09-01", "said_where": "Huiskamer", f"stickers-{third.code}": "12"}
    saved = host.post(address, typed | {f"stickers-{second.code}": "3"})
    count = StickerCount.objects.get()
    assert saved["Location"] == count.get_absolute_url()
    assert count.counts == {first.code: 0, second.code: 3, third.code: 12}
    assert [item.code for item in queries.items(place)] == [first.code, second.code, third.code]
    page = text_of(Client().get(count.get_absolute_url()))
    assert page.index("Punt C") < page.index("Punt B") < page.index("Punt A")
    assert "12 stickers" in page
    assert "Zet de agenda in deze volgorde" not in page

    # A host has no key: only who leads goes on.
    assert host.get(reverse("agenda:order", args=[place.slug]) + f"?telling={count.pk}").status_code == 403
    assert "Zet de agenda in deze volgorde" in text_of(table.get(count.get_absolute_url()))
    order = reverse("agenda:order", args=[place.slug])
    asked = text_of(table.get(f"{order}?telling={count.pk}"))
    assert asked.index("Punt C") < asked.index("Punt B") < asked.index("Punt A")
    places = {f"plaats-{third.code}": "1", f"plaats-{second.code}": "2", f"plaats-{first.code}": "3"}
    forged = {f"stickers-{first.code}": "99"}  # whoever proposes cannot change what was counted
    table.post(order, places | forged | {"telling": str(count.pk), "stuur": "1", "missed": "X."})
    decision = Decision.objects.get()
    assert decision.content["stickers"] == count.counts
    assert decision.content["counted"] == count.pk
    public = text_of(Client().get(decision.get_absolute_url()))
    assert count.get_absolute_url() in public
    agenda.second(decision=decision, by=independent, at=NOW, today=TODAY)
    assert [item.code for item in queries.items(place)] == [third.code, second.code, first.code]


def test_a_count_is_sealed_and_told_in_the_log(place: Neighbourhood, resident: Standing) -> None:
    item = an_item(place, by=resident)
    count = _counted(_host(place), {item.code: 4})
    sealed = Entry.objects.get(act="agenda.count_stickers").sealed()
    assert sealed["subject"] == f"stickers:{count.pk}"
    assert sealed["facts"]["counts"] == {item.code: 4}
    assert "Huiskamer" not in str(sealed)
    log = text_of(Client().get(f"/wijk/{place.slug}/logboek/"))
    assert "De stickers op de agenda zijn geteld." in log
    assert count.get_absolute_url() in text_of(Client().get(reverse("agenda:decisions", args=[place.slug])))


def test_the_same_count_twice_is_one(place: Neighbourhood, resident: Standing) -> None:
    item = an_item(place, by=resident)
    host = _host(place)
    assert _counted(host, {item.code: 4}) == _counted(host, {item.code: 4})
    assert _counted(host, {item.code: 5}).pk != StickerCount.objects.earliest("pk").pk
    assert Entry.objects.filter(act="agenda.count_stickers").count() == 2


@pytest.mark.parametrize("side", ["municipality", "housing"])
def test_an_official_counts_nothing(place: Neighbourhood, resident: Standing, side: str) -> None:
    item = an_item(place, by=resident)
    official = a_standing(place, side, posts=("official",))
    with pytest.raises(NotAllowed):
        _counted(official, {item.code: 4})
    refused = _client_of(official).post(reverse("agenda:stickers", args=[place.slug]), {f"stickers-{item.code}": "4"})
    assert refused.status_code == 403
    assert not StickerCount.objects.exists()


def test_what_cannot_be_a_count_is_refused(place: Neighbourhood, resident: Standing) -> None:
    item, host = an_item(place, by=resident), _host(place)
    elsewhere = an_item(a_neighbourhood())
    for counts in ({}, {item.code: 0}, {item.code: -1}, {item.code: 100_001}, {elsewhere.code: 3}):
        with pytest.raises(Refused):
            _counted(host, counts)
    with pytest.raises(Refused):
        _counted(host, {item.code: 3}, counted_on=TODAY + timedelta(days=1))
    with pytest.raises(Refused):
        _counted(host, {item.code: 3}, said_where="x" * 200)
    client, address = _client_of(host), reverse("agenda:stickers", args=[place.slug])
    for typed in ("veel", "-1", "1e3", "100001", "²"):
        wrong = client.post(address, {"counted_on": "2026-09-01", f"stickers-{item.code}": typed})
        assert wrong.status_code == 422, typed
        assert "Dit is geen aantal." in text_of(wrong)
    assert not StickerCount.objects.exists()


def test_a_count_of_another_neighbourhood_orders_nothing_here(
    place: Neighbourhood, resident: Standing, table: Client
) -> None:
    one, other = an_item(place, by=resident), an_item(place, by=resident)
    there = a_neighbourhood()
    foreign = _counted(_host(there), {an_item(there).code: 3})
    codes = [other.code, one.code]
    with pytest.raises(Refused):
        agenda.propose(
            missed="De winkels.", kind="order", by=resident, codes=codes, counted=foreign, at=NOW, today=TODAY
        )
    page = text_of(table.get(reverse("agenda:order", args=[place.slug]) + f"?telling={foreign.pk}"))
    assert "volgt uit de stickers" not in page
    assert Client().get(reverse("agenda:sticker_count", args=[place.slug, foreign.pk])).status_code == 404


def test_as_many_stickers_keep_the_present_order() -> None:
    groups = [rules.Group("", ("A", "B", "C")), rules.Group("A", ("D", "E"))]
    found = rules.by_stickers(groups, {"C": 2, "B": 2, "E": 1})
    assert [group.codes for group in found] == [("B", "C", "A"), ("E", "D")]
