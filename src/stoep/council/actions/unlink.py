"""Unlink: the side that made a link takes it back, with the reason. It stays readable."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda import queries as agenda
from stoep.council import rules
from stoep.council.actions import doors
from stoep.council.actions.say_of_link import locked
from stoep.council.models import Link
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record

ACT = "council.unlink"


@transaction.atomic
def unlink(*, link: Link, why: str, by: Standing, at: datetime) -> Link:
    """The link, ended. Only its own side may: the other one contradicts it instead. A second time changes nothing.

    Raises NotAllowed, Refused("empty").
    """
    link = locked(link)
    refuse_not_maker(link, by)
    if link.ended_at is not None:
        return link
    link.ended_why = doors.needed(why, _("Schrijf waarom deze koppeling weg kan."))
    link.ended_at, link.ended_by = at, by.person
    link.save(update_fields=["ended_at", "ended_by", "ended_why"])
    facts, personal = doors.shares(link.ended_why, by, "why")
    record.seal(
        neighbourhood=link.item.neighbourhood,
        act=ACT,
        subject=f"item:{link.item.code}",
        by=by.actor(),
        at=at,
        facts={
            "told": "Een koppeling tussen een agendapunt en beleid is ingetrokken.",
            "link": link.kind,
            "content": agenda.content_hash(link.item),
            **facts,
        },
        personal=personal,
        rows=[link],
    )
    return link


def refuse_not_maker(link: Link, by: Standing) -> None:
    """Only the side that made it: who leads for residents, else somebody of the same organisation. NotAllowed."""
    subject = f"item:{link.item.code}"
    network.require_here(by, link.item.neighbourhood_id, right="take-part", act=ACT, subject=subject)
    if rules.word_of(link.made_side) == "residents":
        ours = by.leads
    else:
        ours = link.organisation_id is not None and rules.speaks_for(by, link.organisation_id)
    if not ours:
        sentence = _("De andere kant maakte deze koppeling. U kunt wel zeggen dat zij niet klopt.")
        raise doors.refusal("not-the-maker", sentence, by=by, act=ACT, subject=subject)
