"""Two named people of the independent organisation read what others dare not say; a third is refused."""

from __future__ import annotations

import pytest

from stoep.network import actions as network
from stoep.network.models import Post
from stoep.shared.refusal import Refused
from tests.builders import NOW, TODAY, a_neighbourhood, a_person, a_seat, a_standing, an_organisation

pytestmark = pytest.mark.django_db


def test_a_third_confidant_is_refused_and_nothing_is_stored() -> None:
    here = a_neighbourhood()
    one, other = a_standing(here), a_standing(here, "independent")
    a_seat(here)  # residents hold their share
    foundation = an_organisation("independent")

    def ask() -> None:
        change = network.propose(
            by=one, kind="add-post", person=a_person(side="independent"), organisation=foundation, post_kind="trusted",
            at=NOW, today=TODAY,
        )  # fmt: skip
        network.confirm(change=change, by=other, at=NOW, today=TODAY)

    ask()
    ask()
    with pytest.raises(Refused) as refused:
        ask()
    assert refused.value.code == "two-confidants"
    assert Post.objects.filter(neighbourhood=here, kind="trusted").count() == 2
