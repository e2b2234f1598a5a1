"""What an agenda lacks, in words: asked when it is adopted, begun with what was published, printed with it."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pytest
from django.urls import reverse

from stoep.agenda import actions as agenda
from stoep.agenda.models import Decision, Version
from stoep.reach import missing
from stoep.reach.models import Edition
from stoep.record import rows
from stoep.shared.refusal import Refused
from tests.builders import NOW, TEXTS, TODAY, a_neighbourhood, a_standing, a_vision, an_item, sign_in
from tests.rooms.reach import an_edition

pytestmark = pytest.mark.django_db
WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def test_adopting_asks_what_is_missing_and_begins_with_whom_is_not_heard(client: Any) -> None:
    place = a_neighbourhood()
    resident, independent = a_standing(place), a_standing(place, "independent")
    an_item(place, by=resident)
    assert missing.in_words(place) == ""
    edition = an_edition(place, resident)
    assert missing.in_words(place) == ""
    ages = [{"of": [band], "people": 1000} for band in ("15-24", "25-44", "45-64", "65")]
    margins = {"age": {"rows": ages, "residents": 4000, "year": 2024, "sources": ["CBS"]}}
    Edition.objects.filter(pk=edition.pk).update(margins=margins)
    begun = "Wij horen nog te weinig: jongeren van 15 tot en met 24 jaar."
    assert missing.in_words(place) == begun

    assert resident.person
    sign_in(client, resident.person)
    adopt = reverse("agenda:adopt", args=[place.slug])
    assert begun in client.get(adopt).content.decode()
    said = f"{begun} Wij weten ook niet wat de winkels ervan vinden. 🙂"
    too_long = client.post(adopt, {"missed": "x" * 4000, "waarom": "Op de agendadag."})
    assert too_long.status_code == 422 and "Op de agendadag." in too_long.content.decode()
    page = client.post(
        adopt, {"missed": said, "young": "Op school.", "waarom": "Op de agendadag."}, follow=True
    ).content.decode()
    assert "Wat wij missen" in page and "wat de winkels ervan vinden" in page
    decision = Decision.objects.get()
    assert (decision.missed, decision.why) == (said, "Op de agendadag.")
    agenda.second(decision=decision, by=independent, **WHEN)
    version = Version.objects.get()
    assert "wat de winkels ervan vinden" in client.get(version.get_absolute_url()).content.decode()
    listed = client.get(reverse("agenda:listing", args=[place.slug]))
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(listed.content)).pages)
    assert "Wat wij missen" in text and "winkels" in " ".join(text.split())


def test_an_older_decision_says_nothing_and_fits_what_was_sealed() -> None:
    place = a_neighbourhood()
    resident, independent = a_standing(place), a_standing(place, "independent")
    an_item(place, by=resident)
    older = agenda.propose(missed="De winkels.", young="Op school.", kind="adopt", by=resident, **WHEN)
    Decision.objects.filter(pk=older.pk).update(missed=None, young=None)
    sealed = next(each for each in rows.all_sealed() if each.model is Decision)
    ((_name, text),) = rows.texts(sealed, [older.pk]).items()
    assert "missed" not in text
    Decision.objects.filter(pk=older.pk).update(missed="")
    ((_name, text),) = rows.texts(sealed, [older.pk]).items()
    assert '"missed":""' in text
    agenda.second(decision=Decision.objects.get(), by=independent, **WHEN)


@pytest.mark.parametrize("empty", ["", " ", "\u200b", "Niets.", "  N.V.T. ", "nee", "…", "None"])
@pytest.mark.parametrize("kind", ["order", "merge", "close", "adopt", "vision"])
def test_no_decision_leaves_it_empty_or_says_nothing_without_a_reason(kind: str, empty: str) -> None:
    place = a_neighbourhood()
    resident = a_standing(place)
    one, two = an_item(place, by=resident), an_item(place, by=resident)
    agenda.write_vision(neighbourhood=place, opening="Groen.", texts=TEXTS, by=resident, at=NOW)
    given: dict[str, Any] = {"young": "Op school."}
    given |= {"order": {"codes": [two.code, one.code]}, "close": {"item": one, "why": "Klaar."}}.get(kind, {})
    given |= {"item": one, "others": [two], "why": "Samen."} if kind == "merge" else {}
    with pytest.raises(Refused) as caught:
        agenda.propose(missed=empty, kind=kind, by=resident, **given, **WHEN)
    assert caught.value.code == "no-missed" and not Decision.objects.exists()
    told = "Wij denken dat wij niets missen, omdat alle straten er waren."
    assert agenda.propose(missed=told, kind=kind, by=resident, **given, **WHEN).missed == told


def test_the_vision_carries_it_where_it_is_read_and_on_paper(client: Any) -> None:
    place = a_neighbourhood()
    resident, independent = a_standing(place), a_standing(place, "independent")
    a_vision(place, by=resident, other=independent)
    page = client.get(reverse("agenda:vision", args=[place.slug])).content.decode()
    assert "Wat wij missen" in page and "De winkels." in page
    paper = client.get(reverse("agenda:vision_paper", args=[place.slug, 1]))
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(paper.content)).pages)
    assert "De winkels." in text
