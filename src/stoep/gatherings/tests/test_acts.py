"""What is invited to, answered and passed by: the acts, what they refuse, and what is left of them nowhere."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections

from stoep.calendar.models import Entry as Line
from stoep.gatherings import actions as gatherings
from stoep.gatherings import keys, queries, wordings
from stoep.gatherings.models import Activity, Answer, Sending, Spent, Unasked
from stoep.gatherings.rules.streets import Address
from stoep.record.models import Entry
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing, a_voice
from tests.rooms.gatherings import (
    WORDS,
    a_code,
    a_face,
    a_sending,
    an_activity,
    approved,
    invited,
    published,
)

pytestmark = pytest.mark.django_db
WHEN: dict[str, Any] = {"at": NOW, "today": TODAY}


def refused(act: Any, **given: Any) -> str:
    with pytest.raises(Refused) as caught:
        act(**given)
    assert str(caught.value)
    return caught.value.code


def test_nothing_is_published_without_a_face_influence_what_follows_a_place_an_hour_and_a_person() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    for name in ("inviter", "asked", "influence", "afterwards", "begins"):
        gap: dict[str, Any] = {name: ""}
        activity = an_activity(here, by, **gap)
        invited(activity, by)
        assert refused(gatherings.publish, activity=activity, by=by, **WHEN) == "missing", name
    for given in ({"face": None}, {"place": ""}, {"day": None}, {"afterwards_on": None}):
        activity = an_activity(here, by, **given)
        invited(activity, by)
        assert refused(gatherings.publish, activity=activity, by=by, **WHEN) == "missing", given
    assert refused(gatherings.publish, activity=an_activity(here, by), by=by, **WHEN) == "missing"
    assert not Activity.objects.filter(published_at__isnull=False).exists()


def test_what_is_published_stands_in_the_calendar_and_promises_stay_as_they_are() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    activity = published(here, by)
    line = Line.objects.get(kept_by=f"gatherings.activity:{activity.pk}")
    assert (line.first_on, line.streets, line.minutes, line.groups) == (activity.day, ["Eikstraat"], 120, ["everybody"])
    assert gatherings.publish(activity=activity, by=by, **WHEN).pk == activity.pk
    assert refused(gatherings.change, activity=activity, by=by, at=NOW, influence="inform") == "published"
    gatherings.call_off(activity=activity, why="Storm.", by=by, at=NOW)
    line.refresh_from_db()
    assert line.withdrawn_at and line.withdrawn_why == "Storm."
    assert gatherings.call_off(activity=activity, why="Nog eens.", by=by, at=NOW).called_off_why == "Storm."


def test_who_asks_first_reads_what_was_said_and_what_clashes_and_answers_both() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    a_voice(here, "Het plein is kaal, er moet groen komen.", checked_by=by.person)
    a_voice(here, "Plein: dit wacht nog op een gastheer.")
    activity = an_activity(here, by)
    invited(activity, by)
    known = queries.known(activity)
    assert [voice.words for voice in known.voices] == ["Het plein is kaal, er moet groen komen."]
    assert refused(gatherings.publish, activity=activity, by=by, **WHEN) == "known"
    gatherings.publish(activity=activity, by=by, why_still="Wat willen mensen er doen?", **WHEN)
    other = an_activity(here, by, title="Kleding ruilen", asked="Neem iets mee.")
    invited(other, by)
    assert len(queries.clashes(other)) == 1
    assert refused(gatherings.publish, activity=other, by=by, **WHEN) == "clash"
    gatherings.publish(activity=other, by=by, clash_answer="Wij doen het samen.", **WHEN)


def test_a_day_that_is_past_or_heard_of_too_early_is_refused() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    for day, after, code in ((-1, 9, "past"), (9, 3, "before"), (500, 600, "too-far")):
        days: dict[str, Any] = {"day": TODAY + timedelta(days=day), "afterwards_on": TODAY + timedelta(days=after)}
        activity = an_activity(here, by, **days)
        invited(activity, by)
        assert refused(gatherings.publish, activity=activity, by=by, **WHEN) == code
    assert refused(an_activity, here=here, by=by, begins="19:00", ends="18:00") == "hours"
    assert refused(an_activity, here=here, by=by, influence="none") == "influence"


def test_a_form_sent_twice_is_one_activity_with_one_photo_and_a_wrong_photo_leaves_nothing() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    first = an_activity(here, by, posted_key="sleutel")
    assert an_activity(here, by, posted_key="sleutel").pk == first.pk
    folder = Path(settings.MEDIA_ROOT) / "photos"
    before = set(folder.iterdir())
    assert refused(an_activity, here=here, by=by, title="") == "title"
    assert refused(gatherings.change, activity=first, by=by, at=NOW, title="x" * 200) == "too-long"
    gatherings.change(activity=first, by=by, at=NOW, face=(a_face(), "Fatma."))
    assert len(set(folder.iterdir()) - before) == 1


def test_only_who_hosts_invites_and_never_in_another_wijk() -> None:
    here = a_neighbourhood()
    activity = published(here, a_standing(here))
    for stranger in (a_standing(here, "municipality"), a_standing(a_neighbourhood()), a_standing(here, "visitor")):
        with pytest.raises(NotAllowed):
            invited(activity, stranger)
        with pytest.raises(NotAllowed):
            gatherings.pass_by(neighbourhood=here, street="Eikstraat", house="1", by=stranger)


def test_of_a_list_only_its_name_holder_and_size_are_kept() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    activity = an_activity(here, by)
    assert refused(invited, activity=activity, by=by, kind="list", street="Leden") == "holder"
    kept = invited(activity, by, kind="list", street="Leden", holder="De tuinclub", size=40)
    assert (kept.name, kept.holder, kept.size) == ("Leden", "De tuinclub", 40)
    assert refused(invited, activity=activity, by=by, size=0) == "size"
    assert refused(invited, activity=activity, by=by, kind="dorp") == "choice"


def test_a_code_answers_once_however_it_is_typed_and_only_here() -> None:
    here = a_neighbourhood()
    activity = published(here, a_standing(here))
    sending = a_sending(activity)
    code = a_code(sending)
    gatherings.answer(neighbourhood=here, code=code.lower().replace("-", " "), choice="yes")
    assert refused(gatherings.answer, neighbourhood=here, code=code, choice="not-now") == "spent"
    assert refused(gatherings.answer, neighbourhood=a_neighbourhood(), code=a_code(sending, 2), choice="yes") == "wrong"
    assert refused(gatherings.answer, neighbourhood=here, code="K7QM-4XRT-2PLM", choice="yes") == "wrong"
    assert refused(gatherings.answer, neighbourhood=here, code="😀 عربي", choice="yes") == "wrong"
    assert refused(gatherings.answer, neighbourhood=here, code=a_code(sending, 2), choice="misschien") == "choice"
    assert list(Answer.objects.values_list("choice", "many")) == [("yes", 1)]


def test_an_answer_leaves_no_moment_no_letterbox_and_no_line_in_the_log() -> None:
    here = a_neighbourhood()
    activity = published(here, a_standing(here))
    size = Entry.objects.count()
    gatherings.answer(neighbourhood=here, code=a_code(a_sending(activity)), choice="yes")
    assert Entry.objects.count() == size
    for model in (Answer, Spent, Unasked):
        kinds = {field.get_internal_type() for field in model._meta.concrete_fields}
        assert not kinds & {"DateTimeField", "DateField", "TimeField"}, model


def test_never_more_answers_than_were_sent() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    sending = a_sending(published(here, by), many=2)
    for drawn in (1, 2):
        gatherings.answer(neighbourhood=here, code=a_code(sending, drawn), choice="not-now")
    assert refused(gatherings.answer_without_code, sending=sending, choice="yes", by=by) == "more-than-sent"
    assert refused(gatherings.answer, neighbourhood=here, code=a_code(sending, 3), choice="yes") == "more-than-sent"
    assert Spent.objects.count() == 2


def test_do_not_ask_me_again_holds_for_years_and_can_be_taken_back() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    activity = published(here, by)
    sending, box = a_sending(activity), Address("eikstraat", 12, "a")
    assert refused(gatherings.answer, neighbourhood=here, code=a_code(sending), choice="never") == "house"
    gatherings.answer(neighbourhood=here, code=a_code(sending), choice="never", house="12a")
    street = [Address("Eikstraat", number) for number in range(1, 40)]
    assert queries.unasked_among(here, [*street, box]) == {box}
    # One code passes by one letterbox: nobody silences a whole street.
    assert refused(gatherings.answer, neighbourhood=here, code=a_code(sending), choice="never", house="14") == "spent"
    gatherings.call_off(activity=activity, why="Storm.", by=by, at=NOW)
    assert queries.unasked_among(here, [box]) == {box}
    gatherings.ask_again_with_code(neighbourhood=here, code=a_code(sending, 9), house="12-A")
    assert queries.unasked_among(here, [box]) == set() and not Unasked.objects.exists()


def test_who_said_yes_may_still_say_never_again_and_also_when_it_is_over() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    activity = published(here, by)
    sending = a_sending(activity)
    gatherings.answer(neighbourhood=here, code=a_code(sending), choice="yes")
    gatherings.answer(neighbourhood=here, code=a_code(sending), choice="never", house="3")
    assert dict(Answer.objects.values_list("choice", "many")) == {"yes": 1}
    gatherings.call_off(activity=activity, why="Storm.", by=by, at=NOW)
    assert refused(gatherings.answer, neighbourhood=here, code=a_code(sending, 2), choice="yes") == "over"
    gatherings.answer(neighbourhood=here, code=a_code(sending, 2), choice="never", house="5")
    assert Unasked.objects.count() == 2


def test_a_host_does_it_at_the_counter_and_cannot_look_it_up() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    size = Entry.objects.count()
    for _twice in range(2):
        gatherings.pass_by(neighbourhood=here, street="Eikstr.", house="7", by=by)
    assert Unasked.objects.count() == 1
    gatherings.ask_again(neighbourhood=here, street="Kade", house="99", by=by)
    gatherings.ask_again(neighbourhood=here, street="EIKSTRAAT", house="7", by=by)
    assert not Unasked.objects.exists() and Entry.objects.count() == size
    assert refused(gatherings.pass_by, neighbourhood=here, street="Eikstraat", house="geen", by=by) == "house"


def test_of_who_asked_no_more_nothing_is_found_in_database_log_index_or_files(tmp_path: Path) -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    activity = published(here, by)
    sending = a_sending(activity)
    code = a_code(sending)
    gatherings.answer(neighbourhood=here, code=code, choice="never", house="12 QZJXWVKY")
    gatherings.pass_by(neighbourhood=here, street="Kwikstaartpad", house="7 VKQJXZYW", by=by)
    planted = ["QZJXWVKY", "VKQJXZYW", "Kwikstaart", "kwikstaart", code, code.replace("-", "")]
    held = "\n".join(_everything())
    assert not [text for text in planted if text in held]
    files = [path.read_bytes() for path in Path(settings.DATA).rglob("*") if path.is_file()]
    assert not [text for text in planted for data in files if text.encode() in data]


def _everything() -> list[str]:
    """Every value of every table, as text; the index of the log and of voices among them."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [repr(value) for row in cursor.fetchall() for value in row]
    return found


def test_a_key_that_is_lost_is_told_before_promises_are_broken(settings: Any, tmp_path: Path) -> None:
    here = a_neighbourhood()
    gatherings.pass_by(neighbourhood=here, street="Eikstraat", house="7", by=a_standing(here))
    token, old = Unasked.objects.get().token, keys.ours()[0].hex()
    settings.DATA = tmp_path / "elsewhere"
    with pytest.raises(Exception, match="backup"):
        keys.ours()
    settings.STOEP_LETTERBOX_KEYS = f"{'ab' * 32},{old}"
    assert queries.unasked_among(here, [Address("Eikstraat", 7)]) and Unasked.objects.get().token == token
    settings.STOEP_LETTERBOX_KEYS = "kort"
    with pytest.raises(Exception, match="hexadecimal"):
        keys.ours()


def test_what_was_asked_without_a_card_is_added_up_and_counts_once_a_form() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    activity = published(here, by)
    sent: dict[str, Any] = {"activity": activity, "channel": "door", "language": "nl", "by": by, "at": NOW}
    for key in ("een", "een", "twee"):
        gatherings.note_sent(many=12, street="Kade", posted_key=key, **sent)
    gatherings.note_sent(many=3, street="kade", **sent)
    assert list(Sending.objects.values_list("street", "sent")) == [("Kade", 27)]
    assert refused(gatherings.note_sent, many=0, **sent) == "many"
    assert refused(gatherings.note_sent, many=5, **sent | {"language": "xx"}) == "choice"
    printed = a_sending(activity)
    assert refused(gatherings.note_sent, many=5, street="eikstraat", **sent | {"channel": "card"}) == "printed"
    gatherings.void(sending=printed, by=by, at=NOW)
    assert refused(gatherings.answer, neighbourhood=here, code=a_code(printed), choice="yes") == "wrong"


def test_sentences_are_approved_by_somebody_and_the_newest_count() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    assert queries.texts_for(here, "tr") == wordings.PROPOSED["nl"]
    approved(here, by, "tr")
    assert queries.texts_for(here, "tr")["yes"] == "Evet, geliyorum"
    texts = wordings.PROPOSED["tr"] | {"yes": "Geleceğim"}
    given: dict[str, Any] = {"neighbourhood": here, "language": "tr", "by": by, "at": NOW}
    gatherings.approve_wording(texts=texts, reader="Fatma", **given)
    assert queries.texts_for(here, "tr")["yes"] == "Geleceğim"
    assert refused(gatherings.approve_wording, texts=texts, reader="", **given) == "no-reader"
    assert refused(gatherings.approve_wording, texts=texts | {"invites": "Gel"}, reader="F", **given) == "sentence"
    activity = an_activity(here, by)
    assert queries.languages_ready(activity) == {}
    approved(here, by)
    own = {"title": "Çorba", "asked": "Gelin.", "afterwards": "Plan.", "reader": "Fatma"}
    gatherings.approve_translation(activity=activity, language="tr", by=by, at=NOW, **own)
    assert set(queries.languages_ready(activity)) == {"nl", "tr"}


def test_names_in_arabic_and_with_emoji_are_kept_as_they_were_typed() -> None:
    here = a_neighbourhood()
    by = a_standing(here)
    activity = published(here, by, inviter="فاطمة 🌻", title="شوربة", asked="Kom 🍲")
    activity.refresh_from_db()
    assert (activity.inviter, activity.title) == ("فاطمة 🌻", "شوربة")
    assert WORDS["phone"] == activity.phone


@pytest.mark.django_db(transaction=True)
def test_two_who_answer_with_one_code_at_the_same_time_count_once() -> None:
    here = a_neighbourhood()
    sending = a_sending(published(here, a_standing(here)))
    code, said, start = a_code(sending), [], threading.Barrier(2)

    def go() -> None:
        start.wait()
        try:
            gatherings.answer(neighbourhood=here, code=code, choice="yes")
            said.append("done")
        except Exception as told:
            said.append(getattr(told, "code", type(told).__name__))
        finally:
            connections.close_all()

    both = [threading.Thread(target=go) for _number in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(said) in (["done", "spent"], ["OperationalError", "done"])
    assert list(Answer.objects.values_list("many", flat=True)) == [1]
