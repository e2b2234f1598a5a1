"""Whoever wipes what they said, wipes what they wrote with a no to a newcomer as well."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from stoep.handover import actions
from stoep.handover.tests.ground import Ground, on
from stoep.record import queries as log
from stoep.record.models import Entry
from stoep.shared.refusal import Refused
from stoep.web.actions import wipe_voice
from tests.builders import TODAY, a_standing, a_voice

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=366)


def test_whoever_wipes_their_voice_wipes_the_words_of_their_no() -> None:
    ground = Ground()
    receipt = a_voice(ground.place)
    promise = ground.promise(receiver_voice=receipt.voice)
    reply = ground.reply(
        ground.power().lines.get(),
        "renegotiate",
        why="Het geld is op.",
        what="Er komen er vijf.",
        what_by_on=TODAY + timedelta(days=366),
    )
    given: dict[str, Any] = {"by": a_standing(ground.place, "visitor"), "voice": receipt.voice, **on()}
    with pytest.raises(Refused, match="geheime code"):
        actions.decline(reply=reply, words="Nee.", secret="fout", **given)
    no = actions.decline(reply=reply, words="Zeldzaamwoord.", secret=receipt.secret, **given)
    assert (no.said_voice, no.said_by) == (receipt.voice, None)
    entry = Entry.objects.get(act="handover.decline")
    assert log.opened(ground.place, entry.subject)["decline_words"] == "Zeldzaamwoord."
    wipe_voice(voice=receipt.voice, secret=receipt.secret, at=on()["at"])
    no.refresh_from_db()
    assert (no.words, no.said_on) == ("", TODAY)
    assert "decline_words" not in log.opened(ground.place, entry.subject)
    assert promise.code in str(entry.sealed()["facts"])
