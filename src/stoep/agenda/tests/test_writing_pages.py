"""The pages on which items are written, voices taken up and plans brought in; and bad input."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from stoep.agenda import actions as agenda
from stoep.agenda import queries
from stoep.agenda.models import Item, Origin
from stoep.agenda.tests.ground import FIELDS, text_of
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record.models import Entry
from stoep.strengths import actions as strengths
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing, a_voice, an_item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


def test_a_resident_starts_an_item_and_twice_is_once(table: Client, place: Neighbourhood) -> None:
    address = reverse("agenda:start", args=[place.slug])
    form = table.get(address).context["form"]
    data = FIELDS | {"key": form["key"].value()}
    for _ in range(2):
        assert table.post(address, data).status_code == 302
    item = Item.objects.get(neighbourhood=place)
    assert (item.title, item.domain, item.origin_count) == ("Huiskamer na schooltijd", "opvoeding", 0)


def test_something_alike_asks_why_this_is_new(table: Client, place: Neighbourhood, resident: Standing) -> None:
    an_item(place, "Een huiskamer na schooltijd", by=resident)
    address = reverse("agenda:start", args=[place.slug])
    refused = table.post(address, FIELDS)
    assert "Dit lijkt op" in text_of(refused)
    assert FIELDS["why"] in text_of(refused)
    assert table.post(address, FIELDS | {"why_new": "Dit is voor moeders."}).status_code == 302
    assert Item.objects.get(title=FIELDS["title"]).why_new == "Dit is voor moeders."


def test_what_is_here_and_plans_of_others_are_looked_at_first(
    client: Client, table: Client, place: Neighbourhood, resident: Standing
) -> None:
    """Joining is asked, and the answer in words stands with the item for everybody."""
    club = {"kind": "association", "words": "Elke woensdag is er na schooltijd een huiskamer voor kinderen."}
    strengths.note(neighbourhood=place, uses=["list"], host=resident, at=NOW, **club)
    strengths.note(neighbourhood=place, host=resident, at=NOW, **club | {"words": "Huiskamer na schooltijd, geheim."})
    address = reverse("agenda:start", args=[place.slug])
    asked = text_of(table.post(address, FIELDS))
    assert "Kijk eerst" in asked and "Elke woensdag is er" in asked and "geheim" not in asked
    assert f"{reverse('strengths:list', args=[place.slug])}?soort=association" in asked
    assert not Item.objects.exists()
    assert table.post(address, FIELDS | {"why_new": "De club zit vol \U0001f9f5."}).status_code == 302
    shown = client.get(reverse("thread:item", args=[Item.objects.get().code])).content.decode()
    assert "De club zit vol" in shown and "Hoe dit een eigen punt werd" in shown


def test_voices_are_picked_searched_and_become_a_new_item(table: Client, place: Neighbourhood) -> None:
    one = a_voice(place, "Een plek voor kinderen na school.").voice
    other = a_voice(place, "Mijn zoon kan nergens heen na vieren.").voice
    private = a_voice(place, "Alleen voor het netwerk.", audience="network").voice
    address = reverse("agenda:take_up", args=[place.slug])
    assert private.spoken in text_of(table.get(address))
    searched = text_of(table.post(address, {"zoek": "vieren", "inbreng": [one.number], "zoeken": "1"}))
    assert one.spoken in searched
    assert other.spoken in searched
    assert private.spoken not in searched
    assert "Vink eerst inbreng aan" in text_of(table.post(address, {"opnemen": "1", "item": "nieuw"}))
    sent = table.post(
        address, {"opnemen": "1", "item": "nieuw", "inbreng": [one.number, other.number], "why": "Beide na school."}
    )
    assert sent.status_code == 302
    start = table.get(sent["Location"])
    assert other.spoken in text_of(start)
    done = table.post(sent["Location"], FIELDS | {"inbreng": [one.number, other.number], "waarom": "Beide na school."})
    item = Item.objects.get(neighbourhood=place)
    assert done["Location"] == f"/a/{item.code}/"
    assert set(item.origins.values_list("voice__number", "why")) == {
        (one.number, "Beide na school."),
        (other.number, "Beide na school."),
    }
    assert one.spoken not in text_of(table.get(address))


def test_the_author_answers_with_the_secret_of_the_slip(client: Client, place: Neighbourhood) -> None:
    resident = a_standing(place)
    receipt = a_voice(place, "Zaterdag iets voor kinderen.", audience="network")
    item = an_item(place, by=resident)
    (origin,) = agenda.take_up(item=item, voices=[receipt.voice], why="Past.", by=resident, at=NOW)
    address = reverse("agenda:claim", args=[item.code, receipt.number])
    page = text_of(client.get(address))
    assert "Klopt dat zo?" in page
    assert "Zaterdag iets voor kinderen" not in page
    wrong = client.post(address, {"answer": "no", "words": "Nee hoor.", "secret": "AAAA"})
    assert "hoort niet bij inbreng" in text_of(wrong)
    assert "Nee hoor." in text_of(wrong)
    assert Origin.objects.get(pk=origin.pk).author_agrees is None
    empty = client.post(address, {"answer": "but", "words": " ", "secret": receipt.secret})
    assert "Schrijf wat er anders moet" in text_of(empty)
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
    assert "Dat zei ik niet." in text_of(table.get(reverse("agenda:words", args=[place.slug])))
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
    assert "Iemand anders veranderde dit punt ook" in text_of(late)
    assert "Mijn eigen versie." in text_of(late)


def test_a_plan_is_shown_first_and_saved_as_drafts_after(table: Client, place: Neighbourhood) -> None:
    address = reverse("agenda:plan", args=[place.slug])
    file = SimpleUploadedFile("plan.csv", "titel;wens\n=1+1;Café open\nLicht;Meer licht\n".encode("cp1252"))
    shown = table.post(address, {"source": "Visie 2019", "file": file, "lees": "1"})
    page = text_of(shown)
    assert "2 punten gelezen" in page
    assert "Café open" in page
    assert not Item.objects.exists()
    data = {name: shown.context["form"].data[name] for name in ("source", "text", "checked", "key")}
    altered = table.post(address, data | {"text": data["text"] + "Extra;x\n", "bewaar": "1"})
    assert "3 punten gelezen" in text_of(altered)
    assert not Item.objects.exists()
    for _ in range(2):
        saved = table.post(address, data | {"bewaar": "1"})
        assert saved["Location"] == reverse("agenda:drafts", args=[place.slug])
    drafts = list(queries.drafts(place))
    assert [draft.title for draft in drafts] == ["=1+1", "Licht"]
    assert "Licht" not in text_of(Client().get(reverse("agenda:agenda", args=[place.slug])))
    assert Client().get(reverse("agenda:admit", args=[drafts[0].code])).status_code == 404
    assert "Licht" in text_of(table.get(reverse("agenda:drafts", args=[place.slug])))
    admit = reverse("agenda:admit", args=[drafts[1].code])
    assert table.post(admit, {"title": "Licht"}).status_code == 422
    assert table.post(admit, FIELDS | {"title": "Licht"}).status_code == 302
    table.post(reverse("agenda:put_aside", args=[drafts[0].code]))
    assert not queries.drafts(place)
    assert "Licht" in text_of(Client().get(reverse("agenda:agenda", args=[place.slug])))


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
    assert sentence in text_of(response)
    assert 'value="Visie"' in text_of(response)
    assert not Item.objects.exists()


def test_bad_words_are_refused_kindly_and_kept(table: Client, place: Neighbourhood) -> None:
    address = reverse("agenda:start", args=[place.slug])
    long = table.post(address, FIELDS | {"wish": "x" * 100_000})
    assert long.status_code == 422
    assert "x" * 3001 in text_of(long)
    sent = table.post(address, FIELDS | {"title": "Mooi\u202e park\u0007", "wish": "<script>alert(1)</script>"})
    assert sent.status_code == 302
    assert Item.objects.get().title == "Mooi park"
    assert "<script>alert" not in text_of(table.get(reverse("agenda:agenda", args=[place.slug])))
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
    assert voice.spoken in text_of(table.get(address))
    sent = table.post(address, FIELDS | {"origins": str(origin.pk), "why_split": "Het zijn er twee."})
    assert sent.status_code == 302
    assert Item.objects.get(split_from=item).origin_count == 1
    go = reverse("agenda:let_go", args=[item.code, voice.number])
    assert table.post(go, {"why": ""}).status_code == 422
    assert table.post(go, {"why": "Zij bedoelde iets anders."}).status_code == 302
    assert Origin.objects.get(pk=origin.pk).released_why == "Zij bedoelde iets anders."


def test_a_stroke_without_a_line_asks_once(table: Client, place: Neighbourhood, resident: Standing) -> None:
    stroke = an_item(place, "Bankje bij de brug", by=resident)
    address = reverse("agenda:agenda", args=[place.slug])
    asks = "hangt nog nergens onder"
    assert asks in text_of(table.get(address))
    assert asks not in text_of(Client().get(address))
    same = {"title": stroke.title, "wish": stroke.wish, "why": stroke.why, "owner": stroke.owner}
    for _twice in range(2):
        table.post(
            reverse("agenda:edit", args=[stroke.code]),
            FIELDS | same | {"horizon": "short", "domain": stroke.domain, "already_there": "", "line": "los"},
        )
    assert asks not in text_of(table.get(address))
    told = Entry.objects.filter(subject=f"item:{stroke.code}").order_by("index")
    assert [entry.act for entry in told] == ["agenda.start", "agenda.stay_loose"]
