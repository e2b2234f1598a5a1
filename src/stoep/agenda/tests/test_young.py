"""An agenda that is adopted says how the young were heard: by a session of their own, or else in words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from stoep.agenda import actions as agenda
from stoep.agenda import queries
from stoep.agenda.models import Decision, Version
from stoep.shared.refusal import Refused
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing, an_item, sign_in
from tests.rooms.gatherings import published

pytestmark = pytest.mark.django_db
WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}
EARLIER = TODAY - timedelta(days=12)


def test_without_a_session_of_the_young_a_word_is_asked(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    here = a_neighbourhood()
    by, other = a_standing(here), a_standing(here, "independent")
    an_item(here, by=by)
    assert by.person
    sign_in(client, by.person)
    page = reverse("agenda:adopt", args=[here.slug])
    assert "kwamen jongeren niet zelf bij elkaar" in client.get(page).content.decode()
    refused = client.post(page, {"missed": "De winkels.", "young": " ", "waarom": "Op de agendadag."})
    assert refused.status_code == 422 and "hoe zij zijn gehoord" in refused.content.decode()
    assert "De winkels." in refused.content.decode() and not Decision.objects.exists()
    shown = client.post(
        page, {"missed": "De winkels.", "young": "Zij praatten mee op school. 🙂"}, follow=True
    ).content.decode()
    assert "Zij praatten mee op school. 🙂" in shown
    agenda.second(decision=Decision.objects.get(), by=other, **WHEN)
    assert "op school" in client.get(Version.objects.get().get_absolute_url()).content.decode()


def test_a_session_that_was_held_since_the_last_version_answers_by_itself() -> None:
    here = a_neighbourhood()
    by, other = a_standing(here), a_standing(here, "independent")
    an_item(here, by=by)
    published(here, by, today=EARLIER, is_youth=True, title="Vrijdag op het veldje")
    first = agenda.propose(missed="De winkels.", kind="adopt", young="", by=by, **WHEN)
    assert (
        first.young == f"Jongeren kwamen zelf bij elkaar: Vrijdag op het veldje ({EARLIER + timedelta(10):%d-%m-%Y})."
    )
    agenda.second(decision=first, by=other, **WHEN)
    # It was held before this version: the next one asks again.
    assert queries.youth_sessions(here, TODAY + timedelta(days=30)) == []
    an_item(here, by=by)
    with pytest.raises(Refused) as caught:
        agenda.propose(missed="De winkels.", kind="adopt", young="", by=by, **WHEN)
    assert caught.value.code == "no-youth"
    # Without a word it cannot be left out in code either.
    with pytest.raises(Refused):
        agenda.propose(missed="De winkels.", kind="adopt", by=by, **WHEN)
