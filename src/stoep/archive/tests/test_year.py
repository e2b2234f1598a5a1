"""The year book: whole, bounded, tagged, and without a name where it goes to anybody."""

from __future__ import annotations

import io
from datetime import timedelta
from itertools import count
from typing import Any

import pypdf
import pytest
import time_machine
from django.test import Client

from stoep.agenda.models import Vision, VisionEndorsement
from stoep.archive import book, lists_of_rooms, queries
from stoep.handover.models import Agreement, Power
from stoep.people.models import Organisation, Person
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.tables.models import MinorityStatement
from stoep.voices import actions as voices
from stoep.voices.models import Voice
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing, a_voice
from tests.test_log_mirrors import a_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def year(here: Neighbourhood, number: int = TODAY.year, **how: Any) -> queries.Year:
    return queries.year_of(here, number, today=TODAY, chapters=queries.CHAPTERS, **how)


def test_it_tells_the_year_in_the_order_of_the_work() -> None:
    here = a_world()
    record.checkpoint(neighbourhood=here, at=NOW)
    told = {chapter.key: chapter for chapter in year(here).chapters}
    assert list(told)[:2] == ["good", "asked"]
    assert {each.title for each in told["begun"].told} >= {"Groen", "Bankjes", "Licht"}
    assert any("lantaarns" in each.words for each in told["promised"].told)
    assert len(told["kept"].told) == 1 and "Mooi." in told["kept"].told[0].meta
    assert told["changed"].told[0].meta.endswith("omdat: Meer geld.")
    assert "versie 1 op" in told["decided"].lead
    assert any("Zo niet." in each.words for each in told["dissent"].told)
    assert any("Samira" in each.title for each in told["people"].told)
    assert len(year(here).twelve) == 12
    names = [each.title for each in {c.key: c for c in year(here, names=False).chapters}["people"].told]
    assert not any(person.name in name for person in Person.objects.all() for name in names)


@pytest.mark.once
def test_a_no_to_what_a_newcomer_proposed_stands_in_the_book_and_at_a_glance() -> None:
    here = a_world()
    said = "wie de belofte kreeg, zei nee op 1 september"
    (in_book,) = [chapter for chapter in year(here).chapters if chapter.key == "handover"]
    assert sum(said in each.meta for each in in_book.told) == 1
    assert sum("was het eens op 1 september" in each.meta for each in in_book.told) == 1
    glance: dict[str, Any] = {"today": TODAY, "chapters": [queries.at_a_glance]}
    assert said not in str(queries.year_of(here, TODAY.year, **glance)), "they agreed later"
    Agreement.objects.all().delete()
    (seen,) = [each for each in queries.year_of(here, TODAY.year, **glance).chapters if each.key == "handover"]
    (no,) = [each for each in seen.told if each.meta == said]
    assert no.words == "Liever tien."


@pytest.mark.once
def test_what_does_not_fit_is_counted_honestly() -> None:
    here = a_neighbourhood()
    for number in range(15):
        a_voice(here, f"Dit gaat goed, nummer {number}.", kind="strength")
    Voice.objects.update(checked_at=NOW)
    (good, *_rest) = year(here).chapters
    assert len(good.told) == 12 and good.more == 3 and "3" in good.more_told


@pytest.mark.once
def test_another_year_is_another_book_and_none_before_the_first() -> None:
    here = a_world()
    assert queries.years_of(here, TODAY + timedelta(days=800)) == [2028, 2027, 2026]
    client = Client()
    assert client.get(f"/wijk/{here.slug}/jaarboek/{TODAY.year}/").status_code == 200
    for number in (TODAY.year - 1, TODAY.year + 1, 0, 99999):
        assert client.get(f"/wijk/{here.slug}/jaarboek/{number}/").status_code == 404
        assert client.get(f"/wijk/{here.slug}/jaarboek/{number}.pdf").status_code == 404
    assert not queries.years_of(a_neighbourhood(), TODAY)


@pytest.mark.once
def test_the_paper_is_tagged_and_says_how_to_say_that_it_is_not_so() -> None:
    here = a_world()
    record.checkpoint(neighbourhood=here, at=NOW)
    made = book.pdf(here, TODAY.year, today=TODAY, site="https://stoep.example")
    read = pypdf.PdfReader(io.BytesIO(made))
    text = " ".join(page.extract_text() for page in read.pages)
    assert b"/Marked true" in made and b"pdfuaid" in made
    assert "Klopt er iets niet?" in text and "Jaarboek 2026, De Meerpaal" in text
    assert f"stoep.example/wijk/{here.slug}" in text
    assert year(here).twelve[0] in text


@pytest.mark.once
def test_words_that_are_not_for_everyone_are_not_in_it() -> None:
    here = a_neighbourhood()
    a_standing(here)
    for audience in ("network", "wijk"):
        a_voice(here, f"Geheim van {audience}.", audience=audience)
    a_voice(here, "Nog niet gelezen geheim.")
    Voice.objects.exclude(words__contains="gelezen").update(checked_at=NOW)
    page = Client().get(f"/wijk/{here.slug}/jaarboek/{TODAY.year}/").content.decode()
    assert "geheim" not in page.lower() and "3 keer iets binnen" in page


@pytest.mark.once
def test_the_page_asks_as_much_however_much_there_is(django_assert_max_num_queries: Any) -> None:
    here = a_world()
    Client().get(f"/wijk/{here.slug}/jaarboek/{TODAY.year}/")
    with django_assert_max_num_queries(8):
        Client().get(f"/wijk/{here.slug}/jaarboek/{TODAY.year}/")
    for number in range(40):
        a_voice(here, f"Nog iets, nummer {number}.")
    Voice.objects.update(checked_at=NOW)
    with django_assert_max_num_queries(8):
        Client().get(f"/wijk/{here.slug}/jaarboek/{TODAY.year}/")
    with django_assert_max_num_queries(8):
        Client().get(f"/wijk/{here.slug}/archief/")


@pytest.mark.once
def test_nobody_lets_the_server_print_over_and_over(monkeypatch: pytest.MonkeyPatch) -> None:
    here = a_world()
    monkeypatch.setattr("stoep.archive.views.year.book.pdf", lambda *_, **__: b"%PDF-1.7")
    monkeypatch.setattr("stoep.archive.views.year.book.kept", lambda *_, **__: None)
    address = f"/wijk/{here.slug}/jaarboek/{TODAY.year}.pdf"
    first = Client().get(address)
    assert Client().get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert {Client().get(address).status_code for _ in range(29)} == {200}
    assert Client().get(address).status_code == 409


@pytest.mark.once
def test_a_book_is_printed_once_until_something_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    here, numbers = a_world(), count(1)
    monkeypatch.setattr("stoep.archive.book.pdf", lambda *_, **__: f"%PDF {next(numbers)}".encode())
    address = f"/wijk/{here.slug}/jaarboek/{TODAY.year}.pdf"
    answers = [Client().get(address).content for _ in range(3)]
    assert answers == [b"%PDF 1"] * 3
    english = Client().get(address, headers={"accept-language": "en"}).content
    assert english == b"%PDF 2"
    a_voice(here, "Nog iets.")
    assert Client().get(address).content == b"%PDF 3"
    assert Client().get(address, headers={"accept-language": "en"}).content == b"%PDF 4"
    kept = [path.read_bytes() for path in record.made_again().iterdir()]
    assert sorted(kept) == [b"%PDF 3", b"%PDF 4"]  # one a language: the older ones are gone


@pytest.mark.once
def test_erased_words_are_in_no_book_that_is_kept(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    here = a_neighbourhood()
    said = a_voice(here, "Zeldzaamwoord.", kind="strength")
    Voice.objects.update(checked_at=NOW)

    def words(*_given: Any, **_more: Any) -> bytes:
        return " ".join(Voice.objects.values_list("words", flat=True)).encode()

    monkeypatch.setattr("stoep.archive.book.pdf", words)
    address = f"/wijk/{here.slug}/jaarboek/{TODAY.year}.pdf"
    assert b"Zeldzaamwoord" in Client().get(address).content
    assert any(b"Zeldzaamwoord" in path.read_bytes() for path in record.made_again().iterdir())
    with django_capture_on_commit_callbacks(execute=True):
        voices.erase_words(voice=said.voice, secret=said.secret, at=NOW)
    assert not record.made_again().exists()
    assert b"Zeldzaamwoord" not in Client().get(address).content

    # Erased while it is being printed: what comes out of the press too late is not kept.
    other = a_voice(here, "Anderwoord.", kind="strength")
    Voice.objects.filter(pk=other.voice.pk).update(checked_at=NOW)

    def late(*_given: Any, **_more: Any) -> bytes:
        found = words()
        with django_capture_on_commit_callbacks(execute=True):
            voices.erase_words(voice=other.voice, secret=other.secret, at=NOW)
        return found

    monkeypatch.setattr("stoep.archive.book.pdf", late)
    assert b"Anderwoord" in Client().get(address).content
    assert not [path for path in record.made_again().iterdir() if b"Anderwoord" in path.read_bytes()]


@pytest.mark.once
def test_the_page_shows_the_first_few_of_what_the_paper_tells() -> None:
    here = a_world()
    whole = {chapter.key: chapter for chapter in year(here).chapters}
    few = {
        chapter.key: chapter
        for chapter in queries.year_of(here, TODAY.year, today=TODAY, chapters=[queries.at_a_glance]).chapters
    }
    assert whole.keys() - few.keys() == {"late"}  # on the page it stands among what is open
    for key in few.keys() - {"good", "asked", "open", "decided", "resolved"}:
        assert len(few[key].told) + few[key].more == len(whole[key].told) + whole[key].more, key
        titles = {each.title for each in whole[key].told}
        assert {each.title for each in few[key].told} <= titles or whole[key].more, key
    late_or_open = len(whole["late"].told) + len(whole["open"].told)
    assert len(few["open"].told) + few["open"].more == late_or_open
    addresses = {each.address for chapter in few.values() for each in chapter.told if each.address}
    assert len(addresses) > 5
    assert {address: Client().get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


@pytest.mark.once
def test_a_decision_of_the_table_stands_in_it_with_what_a_minority_thought() -> None:
    here = a_world()
    (statement,) = MinorityStatement.objects.filter(resolution__neighbourhood=here)[:1]
    decision = statement.resolution
    assert decision.closed_at is not None
    told = {chapter.key: chapter for chapter in year(here).chapters}["resolved"].told
    (one,) = [each for each in told if each.title == decision.title]
    assert statement.words in one.otherwise and "zetels spraken" in one.meta
    page = Client().get(f"/wijk/{here.slug}/jaarboek/{TODAY.year}/").content.decode()
    assert statement.words in page and decision.title in page
    made = book.pdf(here, TODAY.year, today=TODAY, site="https://stoep.example")
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages)
    assert statement.words in " ".join(text.split())
    rows = {each.name: list(each.rows(here)) for each in lists_of_rooms.ALL}
    assert any(statement.words in row for row in rows["minderheden"])
    (listed,) = [row for row in rows["tafelbesluiten"] if row[0] == decision.number]
    assert listed[1] == decision.title and listed[14] >= listed[15] >= 1
    assert all(len(row) == len(each.columns) for each in lists_of_rooms.ALL for row in rows[each.name])
    for name in ("visies", "onderhoud", "conflict-uitkomsten", "overdracht", "wisselingen", "stemmen"):
        assert rows[name], name


@pytest.mark.once
def test_who_signed_the_vision_and_who_refused_stand_in_it_with_the_reason() -> None:
    here = a_world()
    vision = Vision.objects.filter(neighbourhood=here, number__isnull=False).order_by("number")[0]
    VisionEndorsement.objects.filter(vision__neighbourhood=here).delete()
    woonpunt = Organisation.objects.create(name="Woonpunt Waterstad", kind="housing")
    said: dict[str, Any] = {"vision": vision, "decided_on": TODAY, "said_at": NOW}
    earlier = {"kind": "refused", "why": "Eerst het geld.", "replaced_at": NOW - timedelta(hours=1)}
    VisionEndorsement.objects.create(party="council", council_decision="2026-7", **said | earlier)
    VisionEndorsement.objects.create(party="council", council_decision="2026-8", kind="signed", **said)
    VisionEndorsement.objects.create(party="partner", organisation=woonpunt, kind="refused", why="Te duur.", **said)
    last_year = {"decided_on": TODAY - timedelta(days=366), "vision": vision, "said_at": NOW}
    police = Organisation.objects.create(name="Politie Waterstad", kind="police")
    VisionEndorsement.objects.create(party="partner", organisation=police, kind="signed", **last_year)
    for chapters in (queries.CHAPTERS, [queries.at_a_glance]):
        told = {each.key: each for each in queries.year_of(here, TODAY.year, today=TODAY, chapters=chapters).chapters}
        found = {each.title: each for each in told["endorsed"].told}
        assert found.keys() == {"De gemeenteraad", "Woonpunt Waterstad"}
        assert found["Woonpunt Waterstad"].words == "Te duur." and "tekent niet" in found["Woonpunt Waterstad"].meta
        assert found["De gemeenteraad"].words == "" and found["De gemeenteraad"].meta.startswith("tekent, ")
        assert found["De gemeenteraad"].address == vision.get_absolute_url()


@pytest.mark.once
def test_who_came_into_power_stands_among_who_came_and_left() -> None:
    here = a_world()
    power = Power.objects.filter(neighbourhood=here, on__year=TODAY.year).select_related("organisation")[0]
    title = f"{power.organisation.name}: {power.get_kind_display()}"
    for chapters in (queries.CHAPTERS, [queries.at_a_glance]):
        told = {each.key: each for each in queries.year_of(here, TODAY.year, today=TODAY, chapters=chapters).chapters}
        assert title in {each.title for each in told["people"].told}
