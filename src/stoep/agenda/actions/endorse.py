"""Endorse: the council or a partner signs a version of the vision, or refuses it with a reason."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stoep.agenda import queries, rules
from stoep.agenda.actions import doors
from stoep.agenda.models import Vision, VisionEndorsement
from stoep.agenda.queries import Party
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import NotAllowed, Refused

ACT = "agenda.endorse"
_TOLD = {
    "signed": "tekent versie %(number)s van de visie.",
    "refused": "tekent versie %(number)s van de visie niet. De reden staat erbij.",
}


@transaction.atomic
def endorse(
    *,
    vision: Vision,
    kind: str,
    by: Standing,
    at: datetime,
    today: date,
    for_council: bool = False,
    why: str = "",
    council_decision: str = "",
    decided_on: date | None = None,
    seen: int = 0,
) -> VisionEndorsement:
    """What this party says of this version from now on; an earlier word of the same party stays readable.

    Only the clerk speaks for the council, with the number and the day of its decision. A partner speaks through its
    own contact or seat. `seen` is the key of what the party said before, as the signer read it (0: nothing yet):
    of two who sign at once for one party, one is kept. The same word twice gives the first.
    Refused: a refusal without a reason, a decision of before this version, a version that was not adopted.
    """
    party = party_of(vision, by=by, for_council=for_council)
    doors.lock(vision.neighbourhood_id)
    vision = _adopted(vision)
    said = _checked(vision, kind, why, council_decision, decided_on, party=party, today=today)
    before = queries.word_of(vision, party)
    if before is not None and before.kind == kind:
        return before
    if seen != (before.pk if before else 0):
        raise Refused("said-meanwhile", _("Iemand sprak net al voor deze partij. Lees het na, en begin dan opnieuw."))
    if before is not None:
        before.replaced_at = at
        before.save(update_fields=["replaced_at"])
    made = VisionEndorsement.objects.create(
        vision=vision,
        party=VisionEndorsement.Party.COUNCIL if party.is_council else VisionEndorsement.Party.PARTNER,
        organisation=party.organisation,
        said_by=by.person,
        said_at=at,
        **said,
    )
    _seal(made, before, by, at)
    return made


def party_of(vision: Vision, *, by: Standing, for_council: bool) -> Party:
    """For whom they speak here; NotAllowed when it is nobody, or another one than they say."""
    subject = f"vision:{vision.number or 'draft'}"
    network.require_here(by, vision.neighbourhood_id, right="take-part", act=ACT, subject=subject)
    for party in queries.parties_of(by):
        if party.is_council == for_council:
            return party
    sentence = (
        _("Alleen de griffier tekent voor de gemeenteraad, met het nummer van het besluit.")
        if for_council
        else _(
            "Tekenen doet een partner zelf, door wie er een zetel heeft of contactpersoon is. "
            "Bewoners tekenen door de visie vast te stellen."
        )
    )
    raise NotAllowed("not-theirs", sentence, neighbourhood=by.neighbourhood, actor=by.actor(), act=ACT, subject=subject)


def _adopted(vision: Vision) -> Vision:
    vision = Vision.objects.select_related("neighbourhood").get(pk=vision.pk)
    if vision.number is None:
        raise Refused("draft", _("Deze visie is nog niet vastgesteld. Tekenen kan daarna."))
    return vision


def _checked(
    vision: Vision, kind: str, why: str, number: str, decided_on: date | None, *, party: Party, today: date
) -> dict[str, Any]:
    """What goes into the row, when it can stand."""
    if kind not in VisionEndorsement.Kind.values:
        raise Refused("no-choice", _("Kies: wel of niet tekenen."))
    why = doors.texts(why=why)["why"]
    if kind == VisionEndorsement.Kind.REFUSED and not why:
        raise Refused("no-why", _("Schrijf waarom u niet tekent. Iedereen kan dat lezen."))
    number = rules.clean(number, one_line=True) if party.is_council else ""
    if party.is_council and not rules.is_decision_number(number):
        raise Refused("no-decision", _("Vul het nummer van het raadsbesluit in, bijvoorbeeld 2026-041."))
    day = (decided_on or today) if party.is_council else today
    assert vision.adopted_at is not None  # _adopted saw to it
    if not timezone.localtime(vision.adopted_at).date() <= day <= today:
        raise Refused(
            "other-day",
            _("Deze dag kan niet. De raad besluit over deze versie nadat zij is vastgesteld, en niet na vandaag."),
        )
    return {"kind": kind, "why": why, "council_decision": number, "decided_on": day}


def _seal(made: VisionEndorsement, before: VisionEndorsement | None, by: Standing, at: datetime) -> None:
    vision = made.vision
    party = "De gemeenteraad" if made.party == rules.COUNCIL else str(made.organisation)
    record.seal(
        neighbourhood=vision.neighbourhood,
        act=ACT,
        subject=f"vision:{vision.number}",
        by=by.actor(),
        at=at,
        facts={
            "told": f"{party} {_TOLD[made.kind] % {'number': vision.number}}",
            "said": f"{made.party}-{made.kind}",
            "party": party,
            "number": vision.number,
            "council_decision": made.council_decision or None,
            "decided_on": made.decided_on.isoformat(),
            "content": queries.vision_hash(vision),
        },
        personal={"why": made.why},
        rows=[made, *([before] if before else [])],
    )
