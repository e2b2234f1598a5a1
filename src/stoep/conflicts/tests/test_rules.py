"""When a conflict may be closed, where it stands, and how long a whisper is kept."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from stoep.conflicts import rules

TODAY = date(2026, 9, 1)
KINDS = st.sampled_from(["agree", "live-with", "disagree"])


@given(st.sets(st.integers(1, 6)), st.dictionaries(st.integers(1, 6), KINDS), st.booleans())
def test_it_closes_only_when_every_party_was_heard_and_none_disagrees_or_a_body_decided(
    parties: set[int], stances: dict[int, str], decided: bool
) -> None:
    why_not = rules.why_not_close(parties, stances, decided=decided)
    heard = all(stances.get(party) in {"agree", "live-with"} for party in parties)
    assert (why_not == "") == (bool(parties) and (decided or heard))
    if why_not == "party-disagrees":
        assert any(stances[party] == "disagree" for party in parties)
    if why_not == "party-silent":
        assert parties - stances.keys()


@given(st.booleans(), st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2040, 1, 1))))
def test_closed_wins_and_a_rest_ends_on_its_day(closed: bool, again_on: date | None) -> None:
    stands = rules.standing(closed=closed, again_on=again_on, today=TODAY)
    if closed:
        assert stands == "closed"
    elif again_on is None:
        assert stands == "open"
    else:
        assert stands == ("again" if again_on <= TODAY else "parked")


def test_a_rest_ends_within_a_year_and_not_today() -> None:
    assert not rules.may_rest_until(TODAY, TODAY)
    assert rules.may_rest_until(TODAY + timedelta(days=1), TODAY)
    assert rules.may_rest_until(TODAY + rules.PARKED_AT_MOST, TODAY)
    assert not rules.may_rest_until(TODAY + rules.PARKED_AT_MOST + timedelta(days=1), TODAY)


def test_a_whisper_goes_a_year_after_closing_or_after_two_years_of_silence() -> None:
    year, long_ago = timedelta(days=365), TODAY - timedelta(days=900)
    assert rules.is_kept(last_on=long_ago, closed_on=TODAY - year, today=TODAY)
    assert not rules.is_kept(last_on=TODAY, closed_on=TODAY - year - timedelta(days=1), today=TODAY)
    assert rules.is_kept(last_on=TODAY - 2 * year, closed_on=None, today=TODAY)
    assert not rules.is_kept(last_on=TODAY - 2 * year - timedelta(days=1), closed_on=None, today=TODAY)
