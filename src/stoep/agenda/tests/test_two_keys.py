"""Order, merge, adopt and close: with two keys, once, and only on what was proposed."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from stoep.agenda import actions as agenda
from stoep.agenda import queries
from stoep.agenda.models import Decision, Item, Version
from stoep.network.standing import Standing
from stoep.people import queries as people
from stoep.people.models import Telling
from stoep.places.models import Neighbourhood
from stoep.record import inspection
from stoep.record.models import Entry, Log
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import NOW, TODAY, a_neighbourhood, a_standing, a_voice, an_item

pytestmark = pytest.mark.django_db


def _propose(by: Standing, kind: str, **given: Any) -> Decision:
    return agenda.propose(missed="De winkels.", young="Op school.", kind=kind, by=by, at=NOW, today=TODAY, **given)


def _second(decision: Decision, by: Standing, days: int = 0) -> Decision:
    return agenda.second(decision=decision, by=by, at=NOW + timedelta(days=days), today=TODAY + timedelta(days=days))


def _codes(place: Neighbourhood) -> list[str]:
    return [item.code for item in queries.items(place)]


def test_a_new_order_waits_in_public_until_the_other_key(
    place: Neighbourhood, resident: Standing, independent: Standing
) -> None:
    items = [an_item(place, by=resident) for _ in range(3)]
    wanted = [item.code for item in reversed(items)]
    decision = _propose(resident, "order", codes=wanted, stickers={wanted[0]: 12}, why="Geteld op de agendadag.")
    assert _codes(place) == wanted[::-1]
    assert list(queries.waiting_decisions(place, TODAY)) == [decision]
    _second(decision, independent)
    assert _codes(place) == wanted
    assert not queries.waiting_decisions(place, TODAY)


def test_the_independent_key_may_come_first(place: Neighbourhood, resident: Standing, independent: Standing) -> None:
    item = an_item(place, by=resident)
    decision = _propose(independent, "close", item=item, why="Het is klaar.")
    with pytest.raises(NotAllowed):
        _second(decision, independent)
    _second(decision, resident)
    item.refresh_from_db()
    assert (item.closed_why, item.position, item.is_running) == ("Het is klaar.", None, False)


def test_two_residents_are_one_key(place: Neighbourhood, resident: Standing) -> None:
    item = an_item(place, by=resident)
    decision = _propose(resident, "close", item=item, why="Klaar.")
    with pytest.raises(NotAllowed):
        _second(decision, a_standing(place))
    item.refresh_from_db()
    assert item.is_running


@pytest.mark.once
@pytest.mark.parametrize("side", ["municipality", "housing", "police", "school", "care", "other", "visitor"])
@pytest.mark.parametrize("kind", ["order", "merge", "adopt", "close"])
def test_no_institution_turns_a_key(place: Neighbourhood, resident: Standing, side: str, kind: str) -> None:
    one, other = an_item(place, by=resident), an_item(place, by=resident)
    stranger = a_standing(place, side, posts=() if side == "visitor" else ("official",))
    given: dict[str, Any] = {"item": one, "why": "Omdat."} if kind in {"merge", "close"} else {}
    given |= {"others": [other]} if kind == "merge" else {}
    given |= {"codes": [other.code, one.code]} if kind == "order" else {}
    with pytest.raises(NotAllowed) as refused:
        _propose(stranger, kind, **given)
    assert refused.value.act == f"agenda.{kind}"
    decision = _propose(resident, kind, **given)
    with pytest.raises(NotAllowed):
        _second(decision, stranger)
    with pytest.raises(NotAllowed):
        agenda.withdraw_proposal(decision=decision, by=stranger, at=NOW, today=TODAY)
    assert _codes(place) == [one.code, other.code]
    assert not Version.objects.exists()


def test_a_key_without_a_second_factor_does_not_turn(place: Neighbourhood, resident: Standing) -> None:
    item = an_item(place, by=resident)
    weak = a_standing(place, "independent", second_factor=False)
    with pytest.raises(NotAllowed):
        _second(_propose(resident, "close", item=item, why="Klaar."), weak)


def test_an_order_holds_every_item_exactly_once(place: Neighbourhood, resident: Standing) -> None:
    codes = [an_item(place, by=resident).code for _ in range(3)]
    foreign = an_item(a_neighbourhood()).code
    for wrong in ([], codes[:2], [*codes, codes[0]], [*codes[:2], foreign], [*codes, foreign]):
        with pytest.raises(Refused) as refused:
            _propose(resident, "order", codes=wrong)
        assert refused.value.code == "not-all-once"
    with pytest.raises(Refused):
        _propose(resident, "order", codes=codes)


def test_a_decision_falls_when_the_agenda_changed_meanwhile(
    place: Neighbourhood, resident: Standing, independent: Standing
) -> None:
    one, other = an_item(place, by=resident), an_item(place, by=resident)
    order = _propose(resident, "order", codes=[other.code, one.code])
    adopt = _propose(resident, "adopt")
    close = _propose(resident, "close", item=one, why="Klaar.")
    merge = _propose(resident, "merge", item=other, others=[one], why="Hetzelfde.")
    agenda.edit(item=one, wish="Iets anders.", by=resident, at=NOW, today=TODAY)
    an_item(place, by=resident)
    for decision in (order, adopt, close, merge):
        with pytest.raises(Refused) as refused:
            _second(decision, independent)
        assert refused.value.code == "changed-meanwhile"
        decision.refresh_from_db()
        assert decision.seconded_at is None
    assert queries.items(place).count() == 3


def test_a_proposal_lapses_after_fourteen_days(place: Neighbourhood, resident: Standing, independent: Standing) -> None:
    item = an_item(place, by=resident)
    late = _propose(resident, "close", item=item, why="Klaar.")
    assert list(queries.waiting_decisions(place, TODAY + timedelta(days=14))) == [late]
    assert not queries.waiting_decisions(place, TODAY + timedelta(days=15))
    with pytest.raises(Refused) as refused:
        _second(late, independent, days=15)
    assert refused.value.code == "lapsed"
    again = agenda.propose(
        missed="De winkels.",
        kind="close",
        item=item,
        why="Klaar.",
        by=resident,
        at=NOW,
        today=TODAY + timedelta(days=15),
    )
    assert again.pk != late.pk
    _second(again, independent, days=29)


def test_a_withdrawn_proposal_cannot_be_carried_out(
    place: Neighbourhood, resident: Standing, independent: Standing
) -> None:
    decision = _propose(resident, "close", item=an_item(place, by=resident), why="Klaar.")
    with pytest.raises(NotAllowed):
        agenda.withdraw_proposal(decision=decision, by=independent, at=NOW, today=TODAY)
    agenda.withdraw_proposal(decision=decision, by=resident, at=NOW, today=TODAY)
    with pytest.raises(Refused):
        _second(decision, independent)
    with pytest.raises(Refused):
        agenda.withdraw_proposal(decision=decision, by=resident, at=NOW, today=TODAY)


def test_the_same_proposal_twice_waits_once(place: Neighbourhood, resident: Standing, independent: Standing) -> None:
    item = an_item(place, by=resident)
    first = _propose(resident, "close", item=item, why="Klaar.")
    assert _propose(resident, "close", item=item, why="Klaar.") == first
    with pytest.raises(Refused) as refused:
        _propose(independent, "close", item=item, why="Klaar.")
    assert refused.value.code == "waits-for-you"


def test_a_seat_that_ended_opens_nothing(place: Neighbourhood, resident: Standing, independent: Standing) -> None:
    decision = _propose(resident, "close", item=an_item(place, by=resident), why="Klaar.")
    seat = resident.seat
    assert seat is not None
    seat.until_on = TODAY
    seat.save()
    with pytest.raises(Refused) as refused:
        _second(decision, independent)
    assert refused.value.code == "seat-ended"


def test_merging_keeps_every_origin_and_asks_the_authors_anew(
    place: Neighbourhood, resident: Standing, independent: Standing
) -> None:
    into, other = an_item(place, "Huiskamer", by=resident), an_item(place, "Inloop", by=resident)
    shared, own = a_voice(place), a_voice(place, "Een huiskamer voor ons.", contact=("mail", "a@voorbeeld.nl"))
    agenda.take_up(item=into, voices=[shared.voice], why="Past.", by=resident, at=NOW)
    agenda.take_up(item=other, voices=[shared.voice, own.voice], why="Past ook.", by=resident, at=NOW)
    origin = queries.origin(other, own.voice)
    assert origin is not None
    agenda.say_of_origin(origin=origin, agrees=False, secret=own.secret, at=NOW)
    _second(_propose(resident, "merge", item=into, others=[other], why="Hetzelfde."), independent)
    into.refresh_from_db()
    other.refresh_from_db()
    assert (other.merged_into, other.is_running, into.origin_count) == (into, False, 2)
    assert other.origins.filter(released_at__isnull=True).count() == 2
    moved = queries.origin(into, own.voice)
    assert moved is not None
    assert (moved.why, moved.earlier, moved.author_agrees) == ("Past ook.", origin, None)
    assert set(queries.items_of(own.voice)) == {into, other}
    told = Telling.objects.latest("id")
    assert f"/a/{into.code}/klopt/{own.number}/" in told.body


def test_strokes_follow_their_line_into_another_line(
    place: Neighbourhood, resident: Standing, independent: Standing
) -> None:
    line, into = an_item(place, by=resident, horizon="long"), an_item(place, by=resident, horizon="long")
    stroke = an_item(place, by=resident, line=line)
    with pytest.raises(Refused):
        _propose(resident, "merge", item=stroke, others=[line], why="Andersom.")
    _second(_propose(resident, "merge", item=into, others=[line], why="Hetzelfde."), independent)
    stroke.refresh_from_db()
    assert stroke.line == into


def test_splitting_leaves_the_old_item_all_it_grew_from(place: Neighbourhood, resident: Standing) -> None:
    item = an_item(place, by=resident)
    heard = [a_voice(place, f"Ik wil iets met {word}.").voice for word in ("licht", "groen")]
    origins = agenda.take_up(item=item, voices=heard, why="Past.", by=resident, at=NOW)
    new = agenda.split(
        item=item, origins=origins[:1], why_split="Licht is iets anders.", by=resident, at=NOW, today=TODAY,
        title="Licht", wish="Meer licht.", why="Het is donker.", already_there="", horizon="short",
        domain="veiligheid", owner="Bep",
    )  # fmt: skip
    assert (new.split_from, new.origin_count, item.origins.count()) == (item, 1, 2)
    copied = queries.origins_of(new).get()
    assert (copied.voice, copied.earlier) == (heard[0], origins[0])
    with pytest.raises(Refused):
        agenda.split(
            item=new, origins=origins[1:], why_split="Niet van hier.", by=resident, at=NOW, today=TODAY, title="x",
            wish="x", why="x", horizon="short", domain="wonen", owner="x",
        )  # fmt: skip


def test_two_versions_and_exactly_what_changed_between_them(
    place: Neighbourhood, resident: Standing, independent: Standing
) -> None:
    items = [an_item(place, by=resident) for _ in range(5)]
    _second(_propose(resident, "adopt"), independent)
    with pytest.raises(Refused) as refused:
        _propose(resident, "adopt")
    assert refused.value.code == "nothing-changed"
    agenda.edit(item=items[1], wish="Een plek met schaduw om even te zitten.", by=resident, at=NOW, today=TODAY)
    agenda.edit(item=items[3], title="Een heel ander bankje", by=resident, at=NOW, today=TODAY)
    _second(_propose(independent, "adopt"), resident)
    new, old = (queries.version(place, number) for number in (2, 1))
    found = queries.difference(old, new)
    assert found.codes == {items[1].code, items[3].code}
    assert [change.field for change in found.changed[items[1].code]] == ["wish"]
    assert old.content["items"][1]["wish"] == "Een plek om even te zitten."
    assert (new.decision.proposed_by, new.decision.seconded_by) == (independent.seat, resident.seat)
    assert new.content["adopted_on"] == TODAY.isoformat()


def test_the_other_key_hears_once_of_what_waits(
    place: Neighbourhood, resident: Standing, independent: Standing
) -> None:
    an_item(place, by=resident)
    a_standing(place)
    a_standing(place, "municipality")
    decision = _propose(resident, "adopt")
    assert _propose(resident, "adopt") == decision
    told = Telling.objects.get(about=f"decision:{decision.pk}")
    assert independent.person and independent.person.account
    assert people.address_of(told.contact) == independent.person.account.email
    assert told.subject == f"Uw sleutel is nodig in {place.name}"
    assert ": de agenda vaststellen. Het gaat pas door als ook uw kant ja zegt." in told.body
    assert decision.get_absolute_url() in told.body


def test_followers_hear_of_an_adoption_only_what_is_new(
    place: Neighbourhood, resident: Standing, independent: Standing
) -> None:
    kept, changed = an_item(place, by=resident), an_item(place, by=resident)
    for item in (kept, changed):
        voice = a_voice(place, f"Wens voor {item.code}.", contact=("mail", f"{item.code}@voorbeeld.nl")).voice
        agenda.take_up(item=item, voices=[voice], why="Past.", by=resident, at=NOW)
    of_followers = Telling.objects.exclude(about__startswith="decision:")
    before = of_followers.count()
    _second(_propose(resident, "adopt"), independent)
    assert of_followers.count() == before + 2
    tomorrow = TODAY + timedelta(days=1)
    agenda.edit(item=changed, wish="Anders.", by=resident, at=NOW, today=TODAY)
    agenda.second(
        decision=agenda.propose(
            missed="De winkels.", young="Op school.", kind="adopt", by=resident, at=NOW, today=tomorrow
        ),
        by=independent,
        at=NOW,
        today=tomorrow,
    )
    assert of_followers.count() == before + 3


def test_a_remark_changes_neither_the_text_nor_the_order(place: Neighbourhood, resident: Standing) -> None:
    one, other = an_item(place, by=resident), an_item(place, by=resident)
    before = [queries.content_hash(one), queries.whole_hash(one), _codes(place), one.last_touched_on]
    official = a_standing(place, "municipality", posts=("official",))
    made = agenda.remark(item=one, kind="objection", words="De grond is vervuild.", by=official, at=NOW)
    assert agenda.remark(item=one, kind="objection", words="De grond is vervuild.", by=official, at=NOW) == made
    one.refresh_from_db()
    assert [queries.content_hash(one), queries.whole_hash(one), _codes(place), one.last_touched_on] == before
    assert [remark.organisation for remark in queries.remarks_of(one)] == [
        official.person and official.person.organisation
    ]
    for act in (
        lambda: agenda.edit(item=one, title="Nee", by=official, at=NOW, today=TODAY),
        lambda: agenda.confirm_current(item=other, by=official, today=TODAY, at=NOW),
        lambda: an_item(place, by=official),
        lambda: agenda.import_plan(neighbourhood=place, rows=[], source="", by=official, at=NOW, today=TODAY),
        lambda: agenda.split(item=one, origins=[], why_split="x", by=official, at=NOW, today=TODAY, horizon="short"),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_every_act_is_sealed_and_the_pages_agree_with_the_log(
    place: Neighbourhood, resident: Standing, independent: Standing, settings: Any
) -> None:
    line = an_item(place, by=resident, horizon="long")
    one, other, third = (an_item(place, by=resident, line=line) for _ in range(3))
    receipt = a_voice(place)
    (origin,) = agenda.take_up(item=one, voices=[receipt.voice], why="Past.", by=resident, at=NOW)
    said = "Ik bedoelde iets anders."
    agenda.say_of_origin(origin=origin, agrees=False, words=said, secret=receipt.secret, at=NOW)
    agenda.edit(item=one, wish="Twee banken.", by=resident, at=NOW, today=TODAY)
    _second(_propose(resident, "order", codes=[line.code, third.code, other.code, one.code]), independent)
    _second(_propose(resident, "merge", item=other, others=[one], why="Hetzelfde."), independent)
    _second(_propose(resident, "adopt"), independent)
    _second(_propose(resident, "close", item=third, why="Klaar."), independent)
    acts = set(Entry.objects.filter(log__neighbourhood=place).values_list("act", flat=True))
    assert acts >= {
        f"agenda.{verb}" for verb in "start take_up say_of_origin edit propose order merge adopt close".split()
    }
    settings.STOEP_MIRRORS = ["stoep.agenda.queries.shown"]
    settings.STOEP_SEALED_ROWS = []
    log = Log.objects.get(neighbourhood=place)
    assert list(inspection.inspect(log)) == []
    settings.STOEP_MIRRORS = ["stoep.agenda.queries.shown", "stoep.voices.sealed.shown"]
    settings.STOEP_SEALED_ROWS = []
    assert list(inspection.inspect(log)) == []
    settings.STOEP_MIRRORS = ["stoep.agenda.queries.shown"]
    settings.STOEP_SEALED_ROWS = []
    Item.objects.filter(pk=other.pk).update(wish="Wat de wethouder wil.")
    Item.objects.filter(pk=line.pk).update(position=99)
    Item.objects.filter(pk=other.pk).update(position=1)
    origin.refresh_from_db()
    origin.author_agrees = True
    origin.save()
    found = {(finding.where, finding.what) for finding in inspection.inspect(log)}
    assert found == {
        (f"item:{other.code}", "content"),
        ("agenda:order", "codes"),
        (f"voice:{receipt.number}", "agrees"),
    }


@pytest.mark.django_db(transaction=True)
def test_the_second_key_turned_by_two_at_once_is_carried_out_once() -> None:
    place = a_neighbourhood()
    resident = a_standing(place)
    others = [a_standing(place, "independent") for _ in range(4)]
    an_item(place, by=resident)
    decision = _propose(resident, "adopt")
    start, outcomes = threading.Barrier(len(others)), []

    def turn(by: Standing) -> None:
        try:
            start.wait(timeout=10)
            _second(decision, by)
            outcomes.append("done")
        except Refused as refused:
            outcomes.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=turn, args=(by,)) for by in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(outcomes) == ["already-done", "already-done", "already-done", "done"]
    assert Version.objects.filter(neighbourhood=place).count() == 1
