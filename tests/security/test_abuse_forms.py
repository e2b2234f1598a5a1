"""Forms with too much in them, or with what a page must never run: abuse 12, 21 and 37, where no room tries it."""

from __future__ import annotations

import time
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from stoep.agenda.models import Item
from stoep.network.models import Change
from stoep.people.models import Person
from stoep.places.models import Neighbourhood
from tests.builders import NOW, TODAY, a_neighbourhood, a_person, a_seat, a_standing, an_item, sign_in
from tests.security.doors import ITEM, SAY
from tests.security.test_who_reads import EVIL, RAW

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def _chair(here: Neighbourhood) -> Client:
    """Somebody at the table of residents, beside the independent organisation."""
    client = Client()
    a_seat(here, "independent")
    person = a_standing(here).person
    assert person
    sign_in(client, person)
    return client


def test_what_was_typed_comes_back_as_text_in_messages_and_refusals() -> None:
    """Abuse 12: after sending, in the message on the next page, and in the sentence of a refusal."""
    with time_machine.travel(NOW, tick=False):
        here = a_neighbourhood()
        item = an_item(here, EVIL, by=a_standing(here))
        wijk, chair = f"/wijk/{here.slug}", _chair(here)
        forms: dict[str, dict[str, Any]] = {
            f"{wijk}/zeg-het/": SAY | {"words": EVIL, "called": EVIL[:50]},
            f"{wijk}/beloften/noteer/": {"wie": EVIL[:90], "wat": EVIL, "wanneer": EVIL[:40], "voor_wie": "other"},
            f"{wijk}/agenda/nieuw/": ITEM | {"title": EVIL, "wish": EVIL, "why": EVIL, "owner": EVIL[:80]},
            f"{wijk}/agenda/volgorde/": {f"plaats-{item.code}": EVIL[:7], "waarom": EVIL, "stuur": "1"},
            f"{wijk}/agenda/stickers/": {
                "counted_on": TODAY.isoformat(), "said_where": EVIL, f"stickers-{item.code}": "3",
            },
            f"{wijk}/agenda/plan/": {"source": EVIL, "text": f"titel; wens\n{EVIL}; {EVIL}"},
            f"{wijk}/balie/inloop/": {"place": EVIL[:110], "address": EVIL[:110], "hours": EVIL, "contact": "nobody"},
            f"{wijk}/wie-beslist/voorstel/add-seat/": {"name": EVIL[:110], "email": "x@voorbeeld.nl", "why": EVIL},
            "/wijk-beginnen/": {"name": EVIL, "kind": "village", "municipality_name": EVIL[:110]},
            "/mijn/": {"name": EVIL[:110]},
        }  # fmt: skip
        for path, form in forms.items():
            cache.clear()
            answer = chair.post(path, form, follow=True)
            assert answer.status_code in {200, 409, 422}, path
            assert not RAW.findall(answer.text), path
        refused = chair.post(f"{wijk}/agenda/volgorde/", {f"plaats-{item.code}": "twee", "stuur": "1"})
        assert "&lt;script&gt;" in refused.text  # the title stands in the sentence, as text


def test_a_plan_of_ten_million_cells_or_fifty_megabytes_is_refused_at_once() -> None:
    """Abuse 37: what is too much is refused before it is taken apart, and nothing of it stays."""
    with time_machine.travel(NOW, tick=False):
        here = a_neighbourhood()
        chair, path = _chair(here), f"/wijk/{here.slug}/agenda/plan/"
        wide = b"titel;" * 10_000_000
        long = b"titel;wens\n" + b"Een hek;Een hek\n" * 3_000_000
        for data in (wide, long, b"\x00" * 50_000_000):
            begun = time.process_time()
            file = SimpleUploadedFile("plan.csv", data, content_type="text/csv")
            answer = chair.post(path, {"source": "dorpsvisie", "file": file})
            assert answer.status_code in {413, 422}
            assert time.process_time() - begun < 5
        typed = chair.post(path, {"source": "dorpsvisie", "text": ("a;" * 1_000_000)})
        assert typed.status_code in {400, 413, 422}
        assert not Item.objects.exists()


@pytest.mark.parametrize(
    "outline",
    [
        "[" * 99_000, '{"a":' * 30_000, '{"type":"Polygon","coordinates":' + "[" * 50_000 + "]" * 50_000 + "}",
        '{"type":"Polygon","coordinates":[[' + "[5.1,52.0]," * 15_000 + "[5.1,52.0]]]}",
        '{"type":"Polygon","coordinates":[[[1e999,52],[5,-1e999],[NaN,52],[1e999,52]]]}',
        '{"type":"GeometryCollection","geometries":[' * 2_000,
    ],
    ids=["brackets", "braces", "deep coordinates", "many points", "no numbers", "collections"],
)  # fmt: skip
def test_a_line_on_the_map_that_is_too_deep_or_too_long_is_refused_at_once(outline: str) -> None:
    """Abuse 37: nested GeoJSON."""
    client = Client()
    sign_in(client, a_person())
    begun = time.process_time()
    form = {"name": "Dorp", "kind": "village", "municipality_name": "Waterstad", "outline": outline}
    answer = client.post("/wijk-beginnen/", form)
    assert answer.status_code in {409, 422}
    assert time.process_time() - begun < 5
    assert not Neighbourhood.objects.filter(name="Dorp").exists()


def test_inviting_somebody_does_not_tell_whether_their_address_is_known_here() -> None:
    """Abuse 21: whoever proposes a seat gets the same page for an address with an account and one without."""
    with time_machine.travel(NOW, tick=False):
        here = a_neighbourhood()
        chair = _chair(here)
        for _seat in range(3):
            a_seat(here)
        a_person("Fatima Geheimenaam", email="bekend@voorbeeld.nl")
        shown = []
        for email in ("bekend@voorbeeld.nl", "nieuw@voorbeeld.nl"):
            form = {"name": "Iemand Anders", "email": email, "why": "Erbij."}
            answer = chair.post(f"/wijk/{here.slug}/wie-beslist/voorstel/add-seat/", form, follow=True)
            assert answer.status_code == 200, email
            assert "Geheimenaam" not in answer.text
            shown.append(answer.text.count("Iemand Anders"))
            Change.objects.all().delete()
        assert Person.objects.filter(name="Fatima Geheimenaam").exists()
        assert shown[0] == shown[1]
