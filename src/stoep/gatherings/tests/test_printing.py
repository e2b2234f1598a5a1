"""Cards and letters: what is refused, in which order they lie, what is on them, and that no address stays."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from stoep.gatherings import actions as gatherings
from stoep.gatherings import keys, papers, wordings
from stoep.gatherings.models import PrintJob, Sending
from stoep.gatherings.rules import codes, paper
from stoep.people import sealing
from stoep.shared import printing
from stoep.shared.refusal import Refused
from tests.builders import NOW, a_neighbourhood, a_standing, sign_in
from tests.rooms.gatherings import a_job, a_sending, approved, published


@given(some.lists(some.integers(), max_size=60), some.sampled_from(["letter", "card-a5", "card-a6"]))
def test_piles_that_were_cut_lie_in_walking_order_on_one_another(cards: list[int], kind: str) -> None:
    each = paper.ON_A_SHEET[kind]
    laid = paper.stacked(cards, kind)
    assert len(laid) % each == 0
    piles = [laid[place::each] for place in range(each)]
    assert [card for pile in piles for card in pile if card is not None] == cards


def refused(act: Any, *args: Any, **more: Any) -> str:
    with pytest.raises(Refused) as caught:
        act(*args, **more)
    assert str(caught.value)
    return caught.value.code


@pytest.mark.django_db
def test_nothing_is_printed_in_a_language_that_nobody_approved_or_for_a_door_that_cannot_be_read() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    activity = published(here, by)
    assert refused(a_job, activity, by) == "language"
    approved(here, by)
    approved(here, by, "tr")
    assert refused(a_job, activity, by, "Eikstraat,1,,tr") == "language"
    assert refused(a_job, activity, by, "Eikstraat 1\nEikstraat") == "line"
    assert refused(a_job, activity, by, " \n ") == "none"
    assert refused(a_job, activity, by, kind="muurschildering") == "choice"
    assert refused(a_job, activity, by, "Eikstraatt 1-9", streets_are_right=False) == "streets"
    assert refused(a_job, activity, by, "Eikstr. 1-9", streets_are_right=False, kind="poster") == "choice"
    long = published(here, by, title="Lang", asked="Kom eten. " * 60)
    assert refused(a_job, long, by) == "too-long"
    assert not Sending.objects.exists() and not PrintJob.objects.exists()


@pytest.mark.django_db
def test_a_street_is_printed_once_until_it_is_made_invalid_and_a_form_counts_once() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    activity = published(here, by)
    approved(here, by)
    job = a_job(activity, by, posted_key="een")
    assert a_job(activity, by, posted_key="een").pk == job.pk
    assert refused(a_job, activity, by, "eikstraat 11") == "printed"
    sending = Sending.objects.get()
    assert (sending.street, sending.sent, sending.channel) == ("Eikstraat", 9, "card")
    gatherings.void(sending=sending, by=by, at=NOW)
    a_job(activity, by, "eikstraat 11")


@pytest.mark.django_db
def test_what_was_printed_opens_and_its_addresses_are_nowhere(settings: Any) -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    activity = published(here, by)
    approved(here, by)
    gatherings.pass_by(neighbourhood=here, street="Eikstraat", house="3", by=by)
    job = a_job(activity, by, "Eikstraat 1-5 oneven\nKwikstaartpad 77")
    assert b"Kwikstaart" not in bytes(job.sealed) and "Kwikstaart" in sealing.unseal(job.sealed)
    done = gatherings.run(job=job, at=NOW)
    assert (done.total, done.done, bytes(done.sealed), done.file[-4:]) == (3, 3, b"", ".zip")
    with zipfile.ZipFile(papers.path_of(done.file)) as packed:
        names = packed.namelist()
        assert names == ["001-eikstraat-nl.pdf", "002-kwikstaartpad-nl.pdf"]
        assert packed.read(names[0]).startswith(b"%PDF")
    assert papers.path_of(done.file).stat().st_mode & 0o077 == 0
    assert {row.sent for row in Sending.objects.all()} == {2, 1}
    # Once more gives the same file, and not another one.
    assert gatherings.run(job=done, at=NOW).file == done.file
    assert gatherings.forget_prints(at=NOW) == 0
    assert gatherings.forget_prints(at=NOW + timedelta(days=2)) == 1
    assert not papers.path_of(done.file).exists()


@pytest.mark.django_db
def test_a_job_that_failed_leaves_nothing_half_and_can_be_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    activity = published(here, by)
    approved(here, by)
    job = a_job(activity, by, "Eikstraat 1-3\nKade 1-3")
    whole = printing.pdf
    monkeypatch.setattr(printing, "pdf", lambda *_: (_ for _ in ()).throw(OSError("disk")))
    with pytest.raises(OSError, match="disk"):
        gatherings.run(job=job, at=NOW)
    assert not list(papers.path_of("x").parent.iterdir())
    monkeypatch.setattr(printing, "pdf", whole)
    assert not gatherings.run(job=job, at=NOW + timedelta(seconds=20)).finished_at
    assert gatherings.run(job=job, at=NOW + timedelta(minutes=5)).finished_at


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("language", sorted(wordings.PROPOSED))
@pytest.mark.parametrize("kind", PrintJob.Kind.values)
def test_every_kind_is_made_in_every_language_as_a_tagged_pdf(language: str, kind: str) -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    activity = published(here, by, inviter="Fatma فاطمة 🌻")
    approved(here, by, language)
    if language != "nl":
        words = {"title": "شوربة", "asked": "تعالوا.", "afterwards": "نرسم خطة.", "reader": "Samira"}
        gatherings.approve_translation(activity=activity, language=language, by=by, at=NOW, **words)
    made = gatherings.run(job=a_job(activity, by, kind=kind, language=language), at=NOW)
    data = papers.path_of(made.file).read_bytes()
    assert data.startswith(b"%PDF") and b"/StructTreeRoot" in data and f"/Lang({language})".encode() in data
    page = papers.words_of(activity, language)
    assert page["influence"] == wordings.PROPOSED[language]["coproduce"]
    assert page["direction"] == ("rtl" if language == "ar" else "ltr")
    assert "{" not in "".join(page["words"].values()).replace("{phone}", "")


@pytest.mark.django_db
def test_people_are_reminded_once_and_without_a_second_code() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    activity = published(here, by)
    approved(here, by)
    a_job(activity, by)
    job = gatherings.run(job=a_job(activity, by, is_reminder=True), at=NOW)
    assert job.file and Sending.objects.count() == 1
    activity.refresh_from_db()
    assert activity.reminded_at == NOW
    assert refused(a_job, activity, by, is_reminder=True) == "reminded"


@pytest.mark.django_db
def test_a_printed_code_answers() -> None:
    here = a_neighbourhood()
    sending = a_sending(published(here, a_standing(here)))
    from random import Random

    (code,) = codes.draw(keys.ours()[0], sending.number, 1, chance=Random(3))
    assert gatherings.answer(neighbourhood=here, code=code, choice="yes").pk == sending.pk


@pytest.mark.django_db
def test_a_host_prints_in_the_browser_fetches_the_file_and_wipes_it(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    here = a_neighbourhood()
    by = a_standing(here)
    assert by.person
    sign_in(client, by.person)
    activity = published(here, by)
    approved(here, by)
    page = reverse("gatherings:print", args=[here.slug, activity.pk])
    typed = {"kind": "letter", "language": "nl", "sides": "sides", "key": "een"}
    assert "Schrijf welke deuren" in client.post(page, typed).content.decode()
    wrong = client.post(page, typed | {"typed": "Eikstraat 12\nniets"})
    assert wrong.status_code == 422 and "Regel 2" in wrong.content.decode() and "niets" in wrong.content.decode()
    strange = client.post(page, typed | {"typed": "Eiksraat 12"})
    assert strange.status_code == 422 and "Eiksraat" in strange.content.decode()
    big = SimpleUploadedFile("a.csv", b"x" * (2 * 1024 * 1024 + 1))
    assert "te groot" in client.post(page, typed | {"file": big}).content.decode()
    sheet = SimpleUploadedFile("a.csv", "straat;huisnummer\r\nEikstraat;1\r\nEikstraat;3\r\n".encode("utf-8-sig"))
    done = client.post(page, typed | {"file": sheet}, follow=True).content.decode()
    assert "Klaar." in done and "Haal het bestand op" in done
    job = PrintJob.objects.get()
    got = client.get(reverse("gatherings:file", args=[here.slug, job.pk]))
    assert io.BytesIO(b"".join(got.streaming_content)).getvalue().startswith(b"%PDF")
    part = client.get(reverse("gatherings:job", args=[here.slug, job.pk]), headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    client.post(reverse("gatherings:wipe", args=[here.slug, job.pk]))
    assert client.get(reverse("gatherings:file", args=[here.slug, job.pk])).status_code == 404
    assert (
        "Van de adressen is niets over"
        in client.get(reverse("gatherings:job", args=[here.slug, job.pk])).content.decode()
    )


@pytest.mark.django_db
def test_a_large_job_goes_beside_the_page_and_shows_how_far_it_is(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    started: list[int] = []
    monkeypatch.setattr("stoep.gatherings.views.printing.start_beside", lambda job: started.append(job.pk))
    here = a_neighbourhood()
    by = a_standing(here)
    assert by.person
    sign_in(client, by.person)
    activity = published(here, by)
    approved(here, by)
    typed = {"kind": "card-a5", "language": "nl", "sides": "up", "typed": "Eikstraat 1-199 oneven"}
    text = client.post(reverse("gatherings:print", args=[here.slug, activity.pk]), typed, follow=True).content.decode()
    job = PrintJob.objects.get()
    assert started == [job.pk] and "<progress" in text and "0 van de 100" in text
    PrintJob.objects.filter(pk=job.pk).update(moved_at=NOW - timedelta(minutes=10), done=40)
    page = client.get(reverse("gatherings:job", args=[here.slug, job.pk])).content.decode()
    assert "komt niet verder" in page
    client.post(reverse("gatherings:again", args=[here.slug, job.pk]))
    assert started == [job.pk, job.pk]


@pytest.mark.django_db
def test_a_poster_hangs_in_every_approved_language_and_a_sheet_lies_at_the_door(client: Any) -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    assert by.person
    activity = published(here, by)
    page = reverse("gatherings:poster", args=[here.slug, activity.pk, "nl"])
    assert client.get(page).status_code == 404
    approved(here, by)
    poster = client.get(page).content
    assert poster.startswith(b"%PDF") and b"/StructTreeRoot" in poster
    assert client.get(reverse("gatherings:poster", args=[here.slug, activity.pk, "ar"])).status_code == 404
    sheet = reverse("gatherings:tally_sheet", args=[here.slug, activity.pk])
    assert client.get(sheet).status_code == 403
    sign_in(client, by.person)
    assert client.get(sheet).content.startswith(b"%PDF")
    desk = client.get(reverse("gatherings:desk", args=[here.slug, activity.pk])).content.decode()
    assert "Neem dit over in een bericht" in desk and "Poster op A3" in desk


@pytest.mark.django_db
def test_a_day_in_polish_is_written_as_it_is_said() -> None:
    here = a_neighbourhood()
    activity = published(here, a_standing(here), day=date(2026, 9, 11), afterwards_on=date(2026, 10, 11))
    words = papers.words_of(activity, "pl")
    assert "11 września 2026" in str(words) and "11 października 2026" in str(words)
