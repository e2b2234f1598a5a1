"""Say of a link: the side that has not spoken yet says whether it is so, in its own words."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.council import rules
from stoep.council.actions import doors
from stoep.council.actions.link import put_word
from stoep.council.models import Link
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import Refused

ACT = "council.say_of_link"


@transaction.atomic
def say_of_link(*, link: Link, agrees: bool, words: str, by: Standing, at: datetime) -> Link:
    """The link with this side's word. Each side speaks once; a clash and a contradiction need words.

    For who leads, and who takes part for the municipality. Raises NotAllowed, Refused("spoken" | "ended" | "empty").
    """
    link = locked(link)
    speaks = refuse_not_speaker(link, by)
    if link.ended_at is not None:
        raise Refused("ended", _("Deze koppeling bestaat niet meer. Maak een nieuwe."))
    if (link.residents_agree if speaks == "residents" else link.municipality_agrees) is not None:
        raise Refused("spoken", _("Uw kant heeft hier al iets over gezegd. Dat blijft staan."))
    words = doors.text(words)
    if not words and (link.kind == Link.Kind.CLASHES or not agrees):
        raise Refused("empty", _("Schrijf in uw eigen woorden hoe u dit ziet."))
    put_word(link, speaks, agrees, words, by, at)
    link.save()
    facts, personal = doors.shares(words, by)
    told = "De gemeente" if speaks == "municipality" else "De kant van bewoners"
    record.seal(
        neighbourhood=link.item.neighbourhood,
        act=ACT,
        subject=f"item:{link.item.code}",
        by=by.actor(),
        at=at,
        facts={
            "told": f"{told} zei iets over een agendapunt en beleid.",
            "side": speaks,
            "agrees": agrees,
            "link": link.kind,
            "holds": link.held_at is not None,
            **facts,
        },
        personal=personal,
        rows=[link],
    )
    return link


def locked(link: Link) -> Link:
    """The link as it stands now, held until this transaction ends."""
    found = Link.objects.select_related("item__neighbourhood", "policy")
    neighbourhood = found.get(pk=link.pk).item.neighbourhood_id
    doors.lock(neighbourhood)
    return found.get(pk=link.pk)


def refuse_not_speaker(link: Link, by: Standing) -> rules.Word:
    """For whom `by` speaks of this link: residents or the municipality. Raises NotAllowed for anybody else."""
    subject = f"item:{link.item.code}"
    network.require_here(by, link.item.neighbourhood_id, right="take-part", act=ACT, subject=subject)
    speaks = rules.word_of(by.side)
    if speaks == "municipality" or (speaks == "residents" and by.leads):
        return speaks
    sentence = _("Hierover spreken wie de wijkagenda leidt, en de gemeente. U kunt wel een feit of bezwaar toevoegen.")
    raise doors.refusal("not-a-side", sentence, by=by, act=ACT, subject=subject)
