"""A dossier on the screen: twenty lines a page, cheap and never old; and the receiver who says yes or no there."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from stoep.handover.models import Agreement, Decline, Power
from stoep.handover.tests.browsing import as_, line_of, of, text_of
from stoep.handover.tests.ground import Ground, moment
from stoep.promises.models import Change
from tests.builders import TODAY

pytestmark = pytest.mark.usefixtures("today")
NEXT_MONTH, LONG_AFTER = TODAY + timedelta(days=30), TODAY + timedelta(days=500)


def test_a_page_has_twenty_lines_leads_on_and_counts_them_all(ground: Ground, client: Client) -> None:
    for number in range(43):
        ground.promise(f"Belofte {number:02}.")
    line = ground.long_line()
    power = ground.power()
    for one in power.lines.all()[:3]:
        ground.reply(one)
    address, seen = power.get_absolute_url(), []
    for number, count in ((1, 20), (2, 20), (3, 4)):
        page = client.get(address, {"blad": number}).content.decode()
        found = re.findall(r'<li class="stoep-stack" id="regel-(\d+)"', page)
        assert len(found) == count
        seen += found
        assert (f"blad={number + 1}#regels" in page, f"blad={number - 1}#regels" in page) == (number < 3, number > 1)
        assert "3 van de 43 beloften bevestigd. 40 wachten nog op antwoord." in text_of(client.get(address))
    assert [int(key) for key in seen] == list(power.lines.order_by("pk").values_list("pk", flat=True))
    open_ones = client.get(address, {"stand": "open", "blad": "3"}).content.decode()
    assert open_ones.count('id="regel-') == 1
    last = power.lines.get(item=line).pk
    assert client.get(address, {"regel": last})["Location"] == f"{address}?blad=3#regel-{last}"
    for asked in ({"blad": "4"}, {"blad": "0"}, {"blad": "x"}, {"blad": "9" * 30}, {"regel": "0"}, {"regel": "x"}):
        assert client.get(address, asked).status_code == 404


def test_counts_of_a_page_are_those_of_the_whole_dossier(ground: Ground, power: Power) -> None:
    from stoep.handover import queries
    from stoep.promises import actions as promises

    lines = list(power.lines.order_by("pk"))
    ground.reply(lines[0], "stop", why="Zo.", stop_on=LONG_AFTER)
    ground.reply(lines[0])
    promises.judge(promise=ground.promises[1], kind="kept", words="", by=ground.chair, at=moment(TODAY), today=TODAY)
    for day in (TODAY, TODAY + timedelta(days=101)):
        whole, leaf = queries.dossier(power, day), queries.leaf(power, day)
        assert leaf is not None
        assert (leaf.counts, leaf.unanswered) == (whole.counts, len(whole.lines) - 2)
        assert [(one.title, one.state, one.money) for one in leaf.lines] == [
            (one.title, one.state, one.money) for one in whole.lines
        ]


def test_a_line_that_was_remembered_shows_what_changed(ground: Ground, power: Power, client: Client) -> None:
    """Rows are remembered by all that they tell: nothing old is shown, and nothing of whoever may answer."""
    address = power.get_absolute_url()
    assert "Geef antwoord" in text_of(as_(ground.official).get(address))
    assert "Geef antwoord" not in text_of(client.get(address))
    line = line_of(power, ground.promises[1])
    ground.reply(line, "renegotiate", why="Eerst.", what="Smaller.", what_by_on=LONG_AFTER)
    assert "Gemeente Waterstad, namens wethouder Sami" in text_of(client.get(address))
    as_(ground.chair).post(of("agree", power, line.pk))
    assert "Wie de belofte kreeg, was het ermee eens" in text_of(client.get(address))
    as_(ground.chair).post(of("erase_names", power), {"grond": "asked"})
    assert "Sami" not in text_of(client.get(address))
    assert "wants to talk again" in text_of(client.get(address, headers={"Accept-Language": "en"}))


def test_the_receiver_says_no_on_a_page_and_both_pages_show_it(ground: Ground, power: Power, client: Client) -> None:
    line = line_of(power, ground.promises[1])
    address = of("agree", power, line.pk)
    ground.reply(line, "renegotiate", why="Zo.", what="Het zebrapad, maar smaller.", what_by_on=LONG_AFTER)
    chair = as_(ground.chair)
    answer = chair.post(address, {"keuze": "ja", "woorden": "Te smal."})
    assert (answer.status_code, "Te smal." in answer.content.decode()) == (422, True)
    assert not Agreement.objects.exists()
    for _twice in range(2):
        answer = chair.post(address, {"keuze": "nee", "woorden": "Te smal <b>."}, follow=True)
        assert "U zei nee. De belofte blijft staan zoals zij stond." in text_of(answer)
    assert Decline.objects.count() == 1
    for path in (power.get_absolute_url(), ground.promises[1].get_absolute_url(), address):
        page = chair.get(path)
        assert "Wie de belofte kreeg, zei nee op 1 september 2026." in text_of(page)
        assert "Te smal &lt;b&gt;." in page.content.decode()
    with CaptureQueriesContext(connection) as asked:
        client.get(ground.promises[1].get_absolute_url())
    assert len(asked) <= 8
    assert client.get(of("pdf", power)).status_code == 200
    ground.reply(line)
    assert "zei nee op 1 september 2026" in text_of(client.get(power.get_absolute_url()))


def test_the_receiver_agrees_on_a_page_and_only_then_the_words_change(ground: Ground, power: Power) -> None:
    line = line_of(power, ground.promises[1])
    address = of("agree", power, line.pk)
    assert as_(ground.chair).get(address).status_code == 404  # nothing was proposed
    ground.reply(line, "renegotiate", why="Zo.", what="Het zebrapad, maar smaller.", what_by_on=LONG_AFTER)
    assert "Bent u dat? Zeg of u het eens bent" in text_of(Client().get(power.get_absolute_url()))
    for who in (Client(), as_(ground.official), as_(ground.police)):
        assert (who.get(address).status_code, who.post(address).status_code) == (403, 403)
    assert not Change.objects.exists()
    assert "Het zebrapad, maar smaller." in text_of(as_(ground.chair).get(address))
    assert as_(ground.chair).post(address).status_code == 302
    assert Agreement.objects.get().change.words == "Het zebrapad, maar smaller."
    assert "was het ermee eens op 1 september 2026" in text_of(Client().get(power.get_absolute_url()))


def test_a_dossier_asks_eight_questions_at_most_and_then_one(ground: Ground, client: Client) -> None:
    for number in range(25):
        ground.promise(f"Belofte {number}.")
    power = ground.power()
    for line in power.lines.all()[:10]:
        ground.reply(line)
    client.get(power.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        first = client.get(power.get_absolute_url())
    assert len(asked) <= 8, [query["sql"][:120] for query in asked.captured_queries]
    with CaptureQueriesContext(connection) as asked:
        again = client.get(power.get_absolute_url(), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, len(asked)) == (304, 1)
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("handover:powers", args=[ground.place.slug]))
    assert len(asked) <= 8
