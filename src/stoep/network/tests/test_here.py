"""A right in one neighbourhood is none in another: the door that the acts of every room pass."""

from __future__ import annotations

import pytest

from stoep.network import actions
from stoep.shared.refusal import NotAllowed
from tests.builders import a_neighbourhood, a_standing

pytestmark = pytest.mark.django_db


def test_a_right_counts_in_its_own_neighbourhood_alone() -> None:
    here, there = a_neighbourhood(), a_neighbourhood()
    leads = a_standing(here)
    actions.require_here(leads, here.pk, right="lead", act="agenda.start")
    with pytest.raises(NotAllowed) as caught:
        actions.require_here(leads, there.pk, right="lead", act="agenda.start", subject="item:1")
    refused = caught.value
    assert refused.code == "other-neighbourhood"
    assert (refused.neighbourhood, refused.act, refused.subject) == (here, "agenda.start", "item:1")


def test_whoever_stands_here_still_needs_the_right() -> None:
    here = a_neighbourhood()
    guest = a_standing(here, seat=False)
    actions.stand_here(guest, here.pk, act="agenda.start")
    with pytest.raises(NotAllowed) as caught:
        actions.require_here(guest, here.pk, right="lead", act="agenda.start")
    assert caught.value.code == "no-seat"
