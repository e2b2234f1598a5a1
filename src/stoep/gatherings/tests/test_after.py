"""Who came as counts, what may be told of them, what was said there, photos, and the young."""

from __future__ import annotations

import re
import threading
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as some

from stoep.core.margins.tables import FEWEST, Shown
from stoep.gatherings import actions as gatherings
from stoep.gatherings import queries
from stoep.gatherings.models import Answer, Came, Edition, Photo, Said, Spent
from stoep.gatherings.rules import ledger
from stoep.gatherings.rules.ledger import Counted
from stoep.record.models import Entry
from stoep.shared.refusal import Refused
from tests.builders import NOW, TODAY, a_neighbourhood, a_person, a_standing, sign_in
from tests.examples import examples
from tests.rooms.gatherings import a_code, a_face, a_sending, published

DAY = TODAY + timedelta(days=10)
cells = some.dictionaries(
    some.tuples(some.sampled_from(["card", "letter"]), some.sampled_from(["nl", "tr"]), some.sampled_from(["", "E"])),
    some.integers(0, 120), max_size=8,
)  # fmt: skip


@given(cells, cells, cells)
@how(max_examples=examples(20), deadline=None)
def test_what_is_told_never_gives_fewer_than_ten_away(sent: Any, answered: Any, came: Any) -> None:
    counted = Counted(sent, answered, came)
    steps = ledger.within(counted)
    for cell in steps["sent"]:
        assert steps["came"][cell] <= steps["answered"][cell] <= steps["sent"][cell]
    told = ledger.told(counted)
    totals = [told[step].total for step in ledger.STEPS if step in told]
    assert all(total >= FEWEST for total in totals)
    assert all(later - earlier >= FEWEST for earlier, later in pairwise(totals))
    for edition in told.values():
        assert all(mark.count >= FEWEST for mark in edition.marks.values() if isinstance(mark, Shown))


def test_the_largest_streets_stand_by_name_and_the_others_together() -> None:
    sent = {("card", "nl", f"Straat {number}"): 20 + number for number in range(30)}
    told = ledger.told(Counted(sent, {}, {}))
    streets = {row[1] for row in ledger.kept(told["sent"]) if row[0] == "street"}
    assert len(streets) == ledger.MOST_STREETS + 1 and ledger.OTHER_STREETS in streets and "Straat 29" in streets
    assert ledger.printed(43) == 45 and ledger.printed("few") == "few"


def refused(act: Any, **given: Any) -> str:
    with pytest.raises(Refused) as caught:
        act(**given)
    assert str(caught.value)
    return caught.value.code


@pytest.mark.django_db
def test_at_the_door_each_press_counts_once_and_one_can_be_taken_off() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    activity = published(here, by)
    press: dict[str, Any] = {"activity": activity, "channel": "card", "language": "nl", "by": by, "today": DAY}
    assert refused(gatherings.count_came, many=1, **press | {"today": TODAY}) == "not-yet"
    assert gatherings.count_came(many=1, street="eikstraat", pressed="a", **press)
    assert not gatherings.count_came(many=1, street="eikstraat", pressed="a", **press)
    gatherings.count_came(many=1, street="Eikstraat", pressed="b", **press)
    gatherings.count_came(many=-1, street="Eikstraat", pressed="c", **press)
    assert list(Came.objects.values_list("street", "many")) == [("Eikstraat", 1)]
    assert refused(gatherings.count_came, many=-1, **press) == "many"
    assert refused(gatherings.count_came, many=501, **press) == "many"
    assert refused(gatherings.count_came, many=1, **press | {"channel": "duif"}) == "choice"
    assert queries.came_so_far(activity) is None
    gatherings.count_came(many=12, **press | {"channel": "walked"})
    assert queries.came_so_far(activity) == 13


@pytest.mark.django_db
def test_at_the_close_only_what_may_be_told_stays() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    activity = published(here, by)
    sending = a_sending(activity, many=200)
    small = a_sending(activity, many=60, street="Kade", language="tr")
    for drawn in range(70):
        gatherings.answer(neighbourhood=here, code=a_code(sending, drawn), choice="yes")
    for drawn in range(4):
        gatherings.answer(neighbourhood=here, code=a_code(small, drawn), choice="not-now")
    gatherings.count_came(
        activity=activity, channel="card", language="nl", street="Eikstraat", many=55, by=by, today=DAY
    )
    assert refused(gatherings.close, activity=activity, by=by, at=NOW, today=TODAY) == "not-yet"
    gatherings.close(activity=activity, by=by, at=NOW, today=DAY)
    told = {row.step: row for row in Edition.objects.all()}
    assert {step: row.total for step, row in told.items()} == {"came": 55, "answered": 74, "sent": 260}
    marks = {(row[0], row[1]): row[2] for row in told["answered"].marks}
    assert marks["street", "Kade"] == "few" and not [value for value in marks.values() if value == 4]
    assert not Answer.objects.exists() and not Came.objects.exists() and not Spent.objects.exists()
    entry = Entry.objects.filter(act="gatherings.close").get()
    assert set(entry.sealed()["facts"]) == {"rows", "steps", "told"}
    assert gatherings.close(activity=activity, by=by, at=NOW, today=DAY).closed_at == NOW
    assert refused(gatherings.answer, neighbourhood=here, code=a_code(sending, 100), choice="yes") == "over"
    totals, parts = queries.ledger_of(activity)
    assert totals == ["260", "75", "55"] and {part.called for part in parts} >= {"In welke straat"}


@pytest.mark.django_db
def test_of_a_small_activity_nothing_is_told(client: Any) -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    activity = published(here, by)
    gatherings.answer(neighbourhood=here, code=a_code(a_sending(activity, many=9)), choice="yes")
    page = reverse("gatherings:ledger", args=[here.slug, activity.pk])
    assert client.get(page).status_code == 404
    gatherings.close(activity=activity, by=by, at=NOW, today=DAY)
    text = client.get(page).content.decode()
    assert not Edition.objects.exists() and "niet te vertellen" in text and ">9<" not in text


@pytest.mark.django_db
def test_what_was_said_is_a_contribution_with_a_receipt_and_tied_once() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    activity = published(here, by, is_youth=True)
    said: dict[str, Any] = {
        "kind": "idea", "words": "Een hek om het veldje.", "channel": "card", "audience": "everyone",
        "year_band": "12-17", "posted_key": "8f14e45f-ceea-467f-a83c-0f2b6a4f1d11",
    }  # fmt: skip
    receipt = gatherings.take_down(activity=activity, by=by, at=NOW, today=TODAY, **said)
    again = gatherings.take_down(activity=activity, by=by, at=NOW, today=TODAY, **said)
    assert receipt.secret == again.secret and Said.objects.count() == 1
    assert queries.youth_share(here) is None
    spoken = {**said, "channel": "spoken", "posted_key": None}
    assert refused(gatherings.take_down, activity=activity, by=by, at=NOW, today=TODAY, **spoken) == "read-back"


@pytest.mark.django_db
def test_the_share_of_the_young_is_told_from_ten_and_in_fives() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    activity = published(here, by)
    for number in range(62):
        gatherings.take_down(
            activity=activity, by=by, at=NOW, today=TODAY, kind="idea", words=f"Idee {number}.", channel="card",
            audience="everyone", year_band="12-17" if number < 17 else "",
        )  # fmt: skip
    share = queries.youth_share(here)
    assert share and (share.young, share.everybody, share.percent) == (15, 60, 25)


@pytest.mark.django_db
def test_sessions_of_the_young_count_when_they_were_held() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    young = published(here, by, is_youth=True)
    published(here, by)
    off = published(here, by, is_youth=True)
    gatherings.call_off(activity=off, why="Regen.", by=by, at=NOW)
    assert queries.youth_sessions(here, None, TODAY) == []
    assert queries.youth_sessions(here, None, DAY) == [young]
    assert queries.youth_sessions(here, DAY, DAY + timedelta(days=5)) == []


@pytest.mark.django_db
def test_a_photo_goes_as_soon_as_one_of_those_on_it_says_so(client: Any) -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    activity = published(here, by)
    assert refused(gatherings.ask_for_photos, activity=activity, words=" ", by=by, at=NOW) == "no-words"
    asked = gatherings.ask_for_photos(activity=activity, words="Voor deze pagina.", by=by, at=NOW)
    add: dict[str, Any] = {"round": asked.round, "described": "Mensen eten soep.", "by": by, "at": NOW}
    assert refused(gatherings.add_photo, file=a_face(), everybody_agreed=False, **add) == "agreed"
    assert refused(gatherings.add_photo, file=a_face(), everybody_agreed=True, **add | {"described": ""}) == "described"
    photo = gatherings.add_photo(file=a_face(), everybody_agreed=True, **add)
    where = Path(settings.MEDIA_ROOT) / str(photo.image.name)
    page = client.get(activity.get_absolute_url()).content.decode()
    assert where.is_file() and "Mensen eten soep." in page
    image = reverse("gatherings:photo", args=[here.slug, photo.pk])
    assert client.get(image).status_code == 200
    own = reverse("gatherings:own_photos")
    wrong = client.post(own, {"number": asked.round.number, "secret": "A" * 24})
    assert wrong.status_code == 422 and "horen niet bij elkaar" in wrong.content.decode()
    codes = {"number": asked.round.spoken, "secret": asked.secret.lower()}
    assert "haal weg" in client.post(own, codes).content.decode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.transaction.on_commit", lambda act, **_: act())
        done = client.post(own, codes | {"weg": str(photo.pk)}).content.decode()
    assert "De foto is weg, overal." in done and not where.exists()
    assert client.get(image).status_code == 404 and Photo.objects.get().described == ""
    for which in ("x", "9" * 5_000):
        assert client.post(own, codes | {"weg": which}).status_code == 200


@pytest.mark.django_db
def test_the_tally_works_by_thumb_and_without_a_script(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    later = NOW + timedelta(days=10)
    here = a_neighbourhood()
    by = a_standing(here)
    assert by.person
    activity = published(here, by)
    a_sending(activity)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    sign_in(client, by.person)
    page = reverse("gatherings:tally", args=[here.slug, activity.pk])
    text = client.get(page).content.decode()
    assert 'value="card"' in text and 'value="walked"' in text and 'value="poster"' not in text
    press = {"channel": "card", "language": "tr", "street": "Eikstraat", "key": "een"}
    for _twice in range(2):
        told = client.post(page, press).content.decode()
        assert "minder dan tien" in told and '<option value="Eikstraat" selected>' in told
    assert Came.objects.get().many == 1
    assert client.post(page, press | {"street": "x" * 99, "key": "b"}).status_code == 422
    paper = reverse("gatherings:paper_tally", args=[here.slug, activity.pk])
    client.post(paper, {"channel": "walked", "language": "nl", "many": "14"})
    assert "Samen 16" in client.post(page, press | {"key": "c"}).content.decode()
    closed = client.post(reverse("gatherings:close", args=[here.slug, activity.pk]), follow=True)
    assert "Wie er waren, in aantallen" in closed.content.decode()
    assert "afgesloten" in client.post(page, press | {"key": "d"}).content.decode()


@pytest.mark.django_db
def test_a_host_types_over_what_was_said_and_gives_the_receipt(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    here = a_neighbourhood()
    by = a_standing(here)
    assert by.person
    sign_in(client, by.person)
    activity = published(here, by)
    page = reverse("gatherings:said", args=[here.slug, activity.pk])
    typed = {
        "channel": "card", "kind": "idea", "words": "مزيد من الأشجار 🌳", "audience": "everyone", "tell_by": "none",
        "key": "8f14e45f-ceea-467f-a83c-0f2b6a4f1d11",
    }  # fmt: skip
    assert client.post(page, typed | {"words": ""}).status_code == 422
    assert "niet." in client.post(page, typed | {"tell_by": "phone"}).content.decode()
    done = client.post(page, typed).content.decode()
    assert "Het nummer is" in done and "Bewijs afdrukken" in done
    assert client.post(page, typed).status_code == 200 and Said.objects.count() == 1
    number, secret = (re.search(f'name="{name}" value="([^"]+)"', done) for name in ("number", "secret"))
    assert number and secret
    slip = client.post(reverse("gatherings:slip"), {"number": number[1], "secret": secret[1]})
    assert slip.content.startswith(b"%PDF")
    assert client.post(reverse("gatherings:slip"), {"number": number[1], "secret": "A" * 24}).status_code == 404
    assert "مزيد من الأشجار 🌳" in client.get(activity.get_absolute_url()).content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_phones_at_the_door_count_both() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    activity, start = published(here, by), threading.Barrier(2)

    def press(key: str) -> None:
        start.wait()
        for _try in range(20):
            try:
                gatherings.count_came(
                    activity=activity, channel="card", language="nl", many=1, by=by, today=DAY, pressed=key
                )
                break
            except Exception as busy:
                assert type(busy).__name__ == "OperationalError"
        connections.close_all()

    both = [threading.Thread(target=press, args=[key]) for key in ("a", "b")]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert Came.objects.get().many == 2


@pytest.mark.django_db
def test_slips_to_cut_out_are_for_whoever_holds_the_code_and_nothing_of_them_is_kept(client: Client) -> None:
    here = a_neighbourhood()
    tom = a_person("Tom")
    activity = published(here, a_standing(here, person=tom))
    sign_in(client, tom)
    page = client.post(reverse("gatherings:ask_photos", args=[here.slug, activity.pk]), {"words": "Voor deze pagina."})
    hidden = dict(re.findall(r'type="hidden" name="(number|secret)" value="([^"]+)"', page.content.decode()))
    address = reverse("gatherings:photo_slips")
    made = client.post(address, hidden | {"sheets": "2"})
    assert made.status_code == 200 and made["Content-Type"] == "application/pdf"
    assert made.content.startswith(b"%PDF") and b"/StructTreeRoot" in made.content
    assert "no-store" in made["Cache-Control"] and hidden["secret"] not in str(made.headers)
    for wrong in ({"secret": "A" * 24}, {"number": "AAAAAAA"}, {"sheets": "99"}, {"sheets": ""}):
        assert client.post(address, hidden | {"sheets": "2"} | wrong).status_code == 404
    assert client.get(address).status_code == 405
