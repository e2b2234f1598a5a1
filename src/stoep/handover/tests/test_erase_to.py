"""For whom money is: wiped on request by a host, also in what corrects it, and every proof holds."""

from __future__ import annotations

import pytest

from stoep.handover import actions, queries
from stoep.handover.actions import Tied
from stoep.handover.models import Commitment
from stoep.handover.tests.ground import Ground
from stoep.record.inspection import inspect
from stoep.record.models import Log, Opening
from stoep.shared.refusal import NotAllowed, Refused
from tests.builders import NOW, TODAY


def test_for_whom_money_is_can_be_wiped_and_every_proof_holds(ground: Ground) -> None:
    first = ground.mark(to="Piet van de moestuin")
    ground.mark(to="Piet v.d. moestuin", what="De moestuin", tied=Tied(corrects=first))
    with pytest.raises(NotAllowed):
        actions.erase_to(commitment=first, ground="asked", by=ground.official, at=NOW)
    with pytest.raises(Refused):
        actions.erase_to(commitment=first, ground="", by=ground.chair, at=NOW)
    log = Log.objects.get(neighbourhood=ground.place)
    before = set(inspect(log))
    actions.erase_to(commitment=first, ground="asked", by=ground.chair, at=NOW)
    assert set(Commitment.objects.values_list("to_called", flat=True)) == {""}
    assert not Opening.objects.filter(value__contains="Piet").exists()
    assert Opening.objects.filter(value="De moestuin").exists()
    assert set(inspect(Log.objects.get(pk=log.pk))) <= before
    (shown,) = queries.dossier(ground.power(), TODAY).of("commitment")
    assert shown.tied is not None and shown.tied.to_called == "" and shown.title == "De moestuin"
