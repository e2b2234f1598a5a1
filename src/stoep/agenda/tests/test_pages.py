"""The pages of the agenda: what they show, to whom, and what they refuse."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from typing import Any, cast

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from stoep.agenda import actions as agenda
from stoep.agenda import queries
from stoep.agenda.models import Decision, Item, Origin
from stoep.network.rules import Standing
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing, a_voice, an_item, sign_in

pytestmark = pytest.mark.django_db

FIELDS = {
    "title": "Huiskamer na schooltijd",
    "wish": "Een plek voor kinderen.",
    "why": "Er is na vier uur niets open.",
    "already_there": "De school heeft een lokaal.",
    "horizon": "long",
    "line": "",
    "domain": "opvoeding",
    "owner": "Samira en Bep",
}


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def place() -> Neighbourhood:
    return a_neighbourhood()


@pytest.fixture
def resident(place: Neighbourhood) -> Standing:
    return a_standing(place)


@pytest.fixture
def table(client: Client, resident: Standing) -> Client:
    """A resident with a seat and a second factor, signed in."""
    assert resident.person is not None
    sign_in(client, resident.person)
    return client


def _signed_in(standing: Standing) -> Client:
    client = Client()
    assert standing.person is not None
    sign_in(client, standing.person)
    return client


def _text(response: Any) -> str:
    assert response.status_code in (200, 409, 422), response.status_code
    return str(response.content.decode())


def test_the_agenda_shows_lines_with_their_strokes_and_how_many_voices(client: Client, place: Neighbourhood) -> None:
    resident = a_standing(place)
    line = an_item(place, "Jong in de wijk", by=resident, horizon="long", domain="opvoeding")
    stroke = an_item(place, "Twee middagen open", by=resident, line=line)
    loose = an_item(place, "Bankje bij de brug", by=resident)
    agenda.take_up(item=stroke, voices=[a_voice(place).voice], why="Past.", by=resident, at=NOW)
    page = _text(client.get(reverse("agenda:agenda", args=[place.slug])))
    assert (
        page.index(line.title) < page.index(stroke.title) < page.index("Losse korte klappen") < page.index(loose.title)
    )
    assert page.count(loose.title) == 1
    assert "gegroeid uit 1 inbreng" in page
    assert "Begin een nieuw punt" not in page
    assert "csrfmiddlewaretoken" not in page


def test_an_empty_agenda_says_what_to_do(client: Client, place: Neighbourhood) -> None:
    assert "Zeg wat u wilt" in _text(client.get(reverse("agenda:agenda", args=[place.slug])))


def test_the_agenda_costs_the_same_at_any_number_and_304_when_unchanged(client: Client, place: Neighbourhood) -> None:
    resident = a_standing(place)

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            _text(client.get(reverse("agenda:agenda", args=[place.slug])))
        return len(asked)

    line = an_item(place, by=resident, horizon="long")
    count()
    few = count()
    for _ in range(6):
        an_item(place, by=resident, line=line)
    assert count() == few <= 8
    tag = client.get(reverse("agenda:agenda", args=[place.slug]))["ETag"]
    again = client.get(reverse("agenda:agenda", args=[place.slug]), headers={"If-None-Match": tag})
    assert again.status_code == 304
    an_item(place, by=resident)
    again = client.get(reverse("agenda:agenda", args=[place.slug]), headers={"If-None-Match": tag})
    assert again.status_code == 200


def test_after_a_year_it_asks_whether_it_is_current_and_a_quiet_line_says_so(
    client: Client, place: Neighbourhood
) -> None:
    resident = a_standing(place)
    line = an_item(place, "Een lange lijn", by=resident, horizon="long")
    address = reverse("agenda:agenda", args=[place.slug])
    assert "Nog actueel?" not in _text(client.get(address))
    with time_machine.travel(NOW + timedelta(days=7 * 31), tick=False):
        page = _text(client.get(address))
        assert "Sinds 1 september 2026 geen korte klap te zien." in page
        assert "Nog actueel?" not in page
    with time_machine.travel(NOW + timedelta(days=366), tick=False):
        assert "Nog actueel?" in _text(client.get(address))
        later = datetime.fromisoformat("2027-09-02T10:00:00+00:00")
        agenda.confirm_current(item=line, by=resident, today=later.date(), at=later)
        assert "Nog actueel?" not in _text(client.get(address))


def test_a_resident_starts_an_item_and_twice_is_once(table: Client, place: Neighbourhood) -> None:
    address = reverse("agenda:start", args=[place.slug])
    form = table.get(address).context["form"]
    data = FIELDS | {"key": form.initial["key"]}
    for _ in range(2):
        assert table.post(address, data).status_code == 302
    item = Item.objects.get(neighbourhood=place)
    assert (item.title, item.domain, item.origin_count) == ("Huiskamer na schooltijd", "opvoeding", 0)


def test_something_alike_asks_why_this_is_new(table: Client, place: Neighbourhood, resident: Standing) -> None:
    an_item(place, "Een huiskamer na schooltijd", by=resident)
    address = reverse("agenda:start", args=[place.slug])
    refused = table.post(address, FIELDS)
    assert "Dit lijkt op" in _text(refused)
    assert FIELDS["why"] in _text(refused)
    assert table.post(address, FIELDS | {"why_new": "Dit is voor moeders."}).status_code == 302
    assert Item.objects.get(title=FIELDS["title"]).why_new == "Dit is voor moeders."


def test_voices_are_picked_searched_and_become_a_new_item(table: Client, place: Neighbourhood) -> None:
    one = a_voice(place, "Een plek voor kinderen na school.").voice
    other = a_voice(place, "Mijn zoon kan nergens heen na vieren.").voice
    private = a_voice(place, "Alleen voor het netwerk.", audience="network").voice
    address = reverse("agenda:take_up", args=[place.slug])
    assert private.spoken in _text(table.get(address))
    searched = _text(table.post(address, {"zoek": "vieren", "inbreng": [one.number], "zoeken": "1"}))
    assert one.spoken in searched
    assert other.spoken in searched
    assert private.spoken not in searched
    assert "Vink eerst inbreng aan" in _text(table.post(address, {"opnemen": "1", "item": "nieuw"}))
    sent = table.post(
        address, {"opnemen": "1", "item": "nieuw", "inbreng": [one.number, other.number], "why": "Beide na school."}
    )
    assert sent.status_code == 302
    start = table.get(sent["Location"])
    assert other.spoken in _text(start)
    done = table.post(sent["Location"], FIELDS | {"inbreng": [one.number, other.number], "waarom": "Beide na school."})
    item = Item.objects.get(neighbourhood=place)
    assert done["Location"] == f"/a/{item.code}/"
    assert set(item.origins.values_list("voice__number", "why")) == {
        (one.number, "Beide na school."),
        (other.number, "Beide na school."),
    }
    assert one.spoken not in _text(table.get(address))


def test_the_author_answers_with_the_secret_of_the_slip(client: Client, place: Neighbourhood) -> None:
    resident = a_standing(place)
    receipt = a_voice(place, "Zaterdag iets voor kinderen.", audience="network")
    item = an_item(place, by=resident)
    (origin,) = agenda.take_up(item=item, voices=[receipt.voice], why="Past.", by=resident, at=NOW)
    address = reverse("agenda:claim", args=[item.code, receipt.number])
    page = _text(client.get(address))
    assert "Klopt dat zo?" in page
    assert "Zaterdag iets voor kinderen" not in page
    wrong = client.post(address, {"answer": "no", "words": "Nee hoor.", "secret": "AAAA"})
    assert "hoort niet bij inbreng" in _text(wrong)
    assert "Nee hoor." in _text(wrong)
    assert Origin.objects.get(pk=origin.pk).author_agrees is None
    empty = client.post(address, {"answer": "but", "words": " ", "secret": receipt.secret})
    assert "Schrijf wat er anders moet" in _text(empty)
    sent = client.post(address, {"answer": "but", "words": "Ook moeders.", "secret": receipt.secret.lower()})
    assert sent["Location"] == f"/a/{item.code}/"
    said = Origin.objects.get(pk=origin.pk)
    assert (said.author_agrees, said.author_words, said.words_read_at) == (True, "Ook moeders.", None)
    assert client.get(reverse("agenda:answer_origin", args=[origin.pk]))["Location"] == address


def test_a_host_reads_the_words_before_everybody_does(table: Client, place: Neighbourhood, resident: Standing) -> None:
    receipt = a_voice(place)
    item = an_item(place, by=resident)
    (origin,) = agenda.take_up(item=item, voices=[receipt.voice], why="Past.", by=resident, at=NOW)
    agenda.say_of_origin(origin=origin, agrees=False, words="Dat zei ik niet.", secret=receipt.secret, at=NOW)
    assert "Dat zei ik niet." in _text(table.get(reverse("agenda:words", args=[place.slug])))
    table.post(reverse("agenda:read_words", args=[item.code, receipt.number]))
    origin.refresh_from_db()
    assert queries.shows_words(origin)


def test_an_edit_tells_its_source_and_a_second_editor_is_warned(
    table: Client, place: Neighbourhood, resident: Standing
) -> None:
    receipt = a_voice(place)
    item = an_item(place, by=resident)
    agenda.take_up(item=item, voices=[receipt.voice], why="Past.", by=resident, at=NOW)
    address = reverse("agenda:edit", args=[item.code])
    form = table.get(address).context["form"]
    data = FIELDS | {"horizon": "short", "line": "los", "base": form.initial["base"], "source": receipt.voice.spoken}
    assert "Huiskamer" not in item.title
    assert table.post(address, data | {"source": a_voice(place, "Iets anders.").voice.spoken}).status_code == 422
    assert table.post(address, data).status_code == 302
    edit = queries.edits_of(item).get()
    assert (edit.source, edit.after["title"]) == (receipt.voice, "Huiskamer na schooltijd")
    item.refresh_from_db()
    assert item.left_loose_on == TODAY
    late = table.post(address, data | {"wish": "Mijn eigen versie."})
    assert "Iemand anders veranderde dit punt ook" in _text(late)
    assert "Mijn eigen versie." in _text(late)


def test_the_order_is_typed_or_pushed_without_a_script(table: Client, place: Neighbourhood, resident: Standing) -> None:
    line = an_item(place, "Lijn A", by=resident, horizon="long")
    other = an_item(place, "Lijn B", by=resident, horizon="long")
    strokes = [an_item(place, f"Klap {name}", by=resident, line=line) for name in "XY"]
    address = reverse("agenda:order", args=[place.slug])
    assert _text(table.get(address)).index("Lijn A") < _text(table.get(address)).index("Lijn B")
    pushed = _text(table.post(address, {"omhoog": other.code, f"stickers-{other.code}": "7"}))
    assert pushed.index("Lijn B") < pushed.index("Lijn A")
    assert 'value="7"' in pushed
    assert not Decision.objects.exists()
    wrong = table.post(address, {f"plaats-{line.code}": "twee", "stuur": "1"})
    assert "staat geen getal" in _text(wrong)
    sent = table.post(
        address,
        {
            f"plaats-{line.code}": "2",
            f"plaats-{other.code}": "1",
            f"plaats-{strokes[1].code}": "1",
            f"plaats-{strokes[0].code}": "2",
            f"stickers-{other.code}": "7",
            "waarom": "Agendadag",
            "stuur": "1",
        },
    )
    decision = Decision.objects.get()
    assert sent["Location"] == decision.get_absolute_url()
    assert decision.content["codes"] == [other.code, line.code, strokes[1].code, strokes[0].code]
    assert decision.content["stickers"] == {other.code: 7}
    public = _text(Client().get(decision.get_absolute_url()))
    assert "wacht op de andere sleutel, tot en met 15 september 2026" in public
    assert "7 stickers" in public
    assert "draai de tweede sleutel om" not in public
    independent = _signed_in(a_standing(place, "independent"))
    assert "draai de tweede sleutel om" in _text(independent.get(decision.get_absolute_url()))
    independent.post(reverse("agenda:second", args=[place.slug, decision.pk]))
    assert [item.code for item in queries.items(place)] == decision.content["codes"]
    again = independent.post(reverse("agenda:second", args=[place.slug, decision.pk]))
    assert "al genomen" in _text(again)


@pytest.mark.parametrize("side", ["municipality", "housing"])
def test_an_official_gets_403_by_page_and_straight_at_the_address(place: Neighbourhood, side: str) -> None:
    resident = a_standing(place)
    one, other = an_item(place, by=resident), an_item(place, by=resident)
    receipt = a_voice(place)
    agenda.take_up(item=one, voices=[receipt.voice], why="Past.", by=resident, at=NOW)
    decision = agenda.propose(kind="close", item=one, why="Klaar.", by=resident, at=NOW, today=TODAY)
    before = (queries.snapshot(place), Decision.objects.count())
    official = _signed_in(a_standing(place, side, posts=("official",)))
    assert "Zet de agenda op volgorde" not in _text(official.get(reverse("agenda:agenda", args=[place.slug])))
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
    decision = agenda.propose(kind="adopt", by=a_standing(place), at=NOW, today=TODAY)
    other = a_neighbourhood()
    assert elsewhere.get(reverse("agenda:decision", args=[other.slug, decision.pk])).status_code == 404


def test_merge_close_and_adopt_by_page(table: Client, place: Neighbourhood, resident: Standing) -> None:
    one, other, third = (an_item(place, f"Punt {name}", by=resident) for name in "ABC")
    assert table.post(reverse("agenda:merge", args=[one.code]), {"why": "x"}).status_code == 422
    assert (
        table.post(reverse("agenda:merge", args=[one.code]), {"others": other.code, "why": "Hetzelfde"}).status_code
        == 302
    )
    assert table.post(reverse("agenda:close", args=[third.code]), {"why": ""}).status_code == 422
    assert table.post(reverse("agenda:close", args=[third.code]), {"why": "Het bankje staat er."}).status_code == 302
    independent = _signed_in(a_standing(place, "independent"))
    listed = _text(client_get := Client().get(reverse("agenda:decisions", args=[place.slug])))
    assert client_get.status_code == 200
    assert listed.count("wacht op de andere sleutel") == 2
    for decision in Decision.objects.all():
        independent.post(reverse("agenda:second", args=[place.slug, decision.pk]))
    closed = _text(Client().get(reverse("agenda:closed", args=[place.slug])))
    assert "Het bankje staat er." in closed
    assert "Gaat verder in:" in closed
    assert "eerste versie, met 1 punt." in _text(table.get(reverse("agenda:adopt", args=[place.slug])))
    table.post(reverse("agenda:adopt", args=[place.slug]))
    independent.post(reverse("agenda:second", args=[place.slug, Decision.objects.latest("id").pk]))
    version = _text(Client().get(reverse("agenda:version", args=[place.slug, 1])))
    assert "Punt A" in version
    assert resident.person is not None
    assert resident.person.name in version


def test_the_difference_page_lists_exactly_the_two_items_that_changed(place: Neighbourhood) -> None:
    resident, independent = a_standing(place), a_standing(place, "independent")
    items = [an_item(place, f"Onveranderd punt {name}", by=resident) for name in "ABCDE"]

    def adopt() -> None:
        decision = agenda.propose(kind="adopt", by=resident, at=NOW, today=TODAY)
        agenda.second(decision=decision, by=independent, at=NOW, today=TODAY)

    adopt()
    agenda.edit(item=items[1], title="<b>Nieuwe naam</b>", by=resident, at=NOW, today=TODAY)
    agenda.edit(item=items[3], wish="Een plek met schaduw om even te zitten.", by=resident, at=NOW, today=TODAY)
    adopt()
    page = _text(Client().get(reverse("agenda:difference", args=[place.slug, 1, 2])))
    assert "<b>Nieuwe" not in page
    assert "Onveranderd punt D" in page
    assert "met schaduw " in page
    for name in "ACE":
        assert f"Onveranderd punt {name}" not in page
    same = _text(Client().get(reverse("agenda:difference", args=[place.slug, 2, 2])))
    assert "Er is niets veranderd." in same
    assert Client().get(reverse("agenda:difference", args=[place.slug, 1, 9])).status_code == 404


def test_a_plan_is_shown_first_and_saved_as_drafts_after(table: Client, place: Neighbourhood) -> None:
    address = reverse("agenda:plan", args=[place.slug])
    file = SimpleUploadedFile("plan.csv", "titel;wens\n=1+1;Café open\nLicht;Meer licht\n".encode("cp1252"))
    shown = table.post(address, {"source": "Visie 2019", "file": file, "lees": "1"})
    page = _text(shown)
    assert "2 punten gelezen" in page
    assert "Café open" in page
    assert not Item.objects.exists()
    data = {name: shown.context["form"].data[name] for name in ("source", "text", "checked", "key")}
    altered = table.post(address, data | {"text": data["text"] + "Extra;x\n", "bewaar": "1"})
    assert "3 punten gelezen" in _text(altered)
    assert not Item.objects.exists()
    for _ in range(2):
        saved = table.post(address, data | {"bewaar": "1"})
        assert saved["Location"] == reverse("agenda:drafts", args=[place.slug])
    drafts = list(queries.drafts(place))
    assert [draft.title for draft in drafts] == ["=1+1", "Licht"]
    assert "Licht" not in _text(Client().get(reverse("agenda:agenda", args=[place.slug])))
    assert Client().get(reverse("agenda:admit", args=[drafts[0].code])).status_code == 404
    assert "Licht" in _text(table.get(reverse("agenda:drafts", args=[place.slug])))
    admit = reverse("agenda:admit", args=[drafts[1].code])
    assert table.post(admit, {"title": "Licht"}).status_code == 422
    assert table.post(admit, FIELDS | {"title": "Licht"}).status_code == 302
    table.post(reverse("agenda:put_aside", args=[drafts[0].code]))
    assert not queries.drafts(place)
    assert "Licht" in _text(Client().get(reverse("agenda:agenda", args=[place.slug])))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Er staat nog niets in"),
        (b"\x89PNG\x00\x01", "Dit is geen tekst"),
        (b"titel,wens\neen;twee\n", "Regel 2: De kolommen zijn hier anders gescheiden"),
        (b"titel;termijn\neen;ooit\n", "Regel 2: De termijn kennen we niet"),
        (b"titel\n" + b"x\n" * 201, "Er staan 201 punten in"),
        (b"x" * 1_000_001, "Dit is te groot"),
    ],
)
def test_a_bad_plan_gets_a_sentence_and_nothing_is_saved(
    table: Client, place: Neighbourhood, content: bytes, sentence: str
) -> None:
    address = reverse("agenda:plan", args=[place.slug])
    file = SimpleUploadedFile("plan.csv", content)
    response = table.post(address, {"source": "Visie", "file": file, "text": "bleef staan", "bewaar": "1"})
    assert sentence in _text(response)
    assert 'value="Visie"' in _text(response)
    assert not Item.objects.exists()


def test_the_exported_table_holds_no_formula(client: Client, place: Neighbourhood) -> None:
    resident = a_standing(place)
    an_item(place, "=HYPERLINK(1)", by=resident, owner="+31 6", wish="-2\nregels", why="@som")
    response = client.get(reverse("agenda:export", args=[place.slug]))
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][2:5] == ["'=HYPERLINK(1)", "'-2\nregels", "'@som"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


@pytest.mark.parametrize(("name", "width"), [("poster", 842), ("listing", 595)])
def test_the_printed_agenda_has_every_item_with_its_short_address(
    client: Client, place: Neighbourhood, name: str, width: int
) -> None:
    resident = a_standing(place)
    line = an_item(place, "Jong in de wijk", by=resident, horizon="long")
    items = [
        line,
        an_item(place, "Twee middagen open", by=resident, line=line),
        an_item(place, "#strong[x] *los*", by=resident),
    ]
    response = client.get(reverse(f"agenda:{name}", args=[place.slug]))
    assert response["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(response.content))
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert round(float(reader.pages[0].mediabox.width)) == width
    for item in items:
        assert item.title in text
        assert f"testserver/a/{item.code}" in text
    root = cast("Any", reader.root_object)
    assert (root["/MarkInfo"]["/Marked"].value, root["/Lang"]) == (True, "nl")
    assert reader.xmp_metadata is not None
    assert b"pdfuaid:part" in reader.xmp_metadata.stream.get_data()


def test_bad_words_are_refused_kindly_and_kept(table: Client, place: Neighbourhood) -> None:
    address = reverse("agenda:start", args=[place.slug])
    long = table.post(address, FIELDS | {"wish": "x" * 100_000})
    assert long.status_code == 422
    assert "x" * 3001 in _text(long)
    sent = table.post(address, FIELDS | {"title": "Mooi\u202e park\u0007", "wish": "<script>alert(1)</script>"})
    assert sent.status_code == 302
    assert Item.objects.get().title == "Mooi park"
    assert "<script>alert" not in _text(table.get(reverse("agenda:agenda", args=[place.slug])))
    assert table.post(address, FIELDS | {"horizon": "eeuwig", "domain": "geluk"}).status_code == 422


def test_nothing_hidden_in_a_form_sets_what_is_not_asked(
    table: Client, place: Neighbourhood, resident: Standing
) -> None:
    """Mass assignment: position, drafts, closing and the neighbourhood are never taken from a form."""
    other = a_neighbourhood()
    extra = {
        "position": "1",
        "is_draft": "1",
        "closed_at": "2020-01-01",
        "neighbourhood": str(other.pk),
        "code": "AAAAAAA",
    }
    first = an_item(place, by=resident)
    table.post(reverse("agenda:start", args=[place.slug]), FIELDS | extra)
    item = Item.objects.get(title=FIELDS["title"])
    assert (item.neighbourhood, item.position, item.is_draft, item.closed_at) == (
        place,
        (first.position or 0) + 1,
        False,
        None,
    )
    assert item.code != "AAAAAAA"
    foreign = an_item(other, "Lijn van elders", horizon="long")
    refused = table.post(reverse("agenda:edit", args=[item.code]), FIELDS | {"horizon": "short", "line": foreign.code})
    assert refused.status_code == 422


def test_split_and_let_go_by_page(table: Client, place: Neighbourhood, resident: Standing) -> None:
    item = an_item(place, by=resident)
    voice = a_voice(place).voice
    (origin,) = agenda.take_up(item=item, voices=[voice], why="Past.", by=resident, at=NOW)
    address = reverse("agenda:split", args=[item.code])
    assert voice.spoken in _text(table.get(address))
    sent = table.post(address, FIELDS | {"origins": str(origin.pk), "why_split": "Het zijn er twee."})
    assert sent.status_code == 302
    assert Item.objects.get(split_from=item).origin_count == 1
    go = reverse("agenda:let_go", args=[item.code, voice.number])
    assert table.post(go, {"why": ""}).status_code == 422
    assert table.post(go, {"why": "Zij bedoelde iets anders."}).status_code == 302
    assert Origin.objects.get(pk=origin.pk).released_why == "Zij bedoelde iets anders."
