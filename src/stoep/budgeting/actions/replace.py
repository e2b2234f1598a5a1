"""A letter got lost: somebody looks at paper and asks, one of another organisation agrees, the next one is given."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries
from stoep.budgeting.actions import doors
from stoep.budgeting.models import Letter, Part, Replacement, Round
from stoep.core.ballots import codes
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.people.models import Organisation
from stoep.shared.refusal import Refused


@transaction.atomic
def ask_replacement(
    *, round: Round, part: Part, by: Standing, at: datetime, old_code: str = "", posted_key: str | None = None
) -> Replacement:
    """A host looked at a paper that shows where somebody lives, and asks for a letter. No name is written down.

    With the old code, which then is void. Refused: "closed", "wrong_code", "void_code", "part", "none-left".
    """
    act = "budgeting.ask_replacement"
    round = doors.theirs(round, by, act=act, right="host")
    known = Replacement.objects.filter(posted_key=posted_key, round=round).first() if posted_key else None
    if known:
        return known
    _in_time(round, at)
    if part.round_id != round.pk:
        raise Refused("part", _("Dit deel hoort niet bij deze ronde. Kies er een uit de lijst."))
    if _next(part) is None:
        raise Refused("none-left", _("De reservebrieven zijn op. Meer zijn er niet, dat is zo afgesproken."))
    is_void = _void(round, part, old_code) if old_code.strip() else False
    made = Replacement.objects.create(
        round=round, part=part, old_is_void=is_void, asked_by=by.person, asked_for=_party(by), asked_at=at,
        posted_key=posted_key,
    )  # fmt: skip
    told = "Iemand vroeg een nieuwe brief voor wie de eigen brief kwijt is. Een tweede moet akkoord geven."
    doors.seal(act, told, round, by.actor(), at, rows=[made])
    return made


def _in_time(round: Round, at: datetime) -> None:
    if queries.phase(round, at) not in ("announced", "ideas", "checking", "talking", "voting"):
        raise Refused("closed", _("Het stemmen is gesloten. Er komen geen nieuwe brieven meer."))


def _void(round: Round, part: Part, old_code: str) -> bool:
    box, code = queries.box_of(round), codes.read(old_code)
    letter = queries.letter_of(box, code) if box and code else None
    if letter is None or letter.part_id != part.pk:
        raise Refused("wrong_code", _("De oude code klopt niet. Kijk hem na, of laat het vakje leeg."))
    if letter.is_void:
        raise Refused("void_code", _("Voor deze code is al een nieuwe brief gegeven."))
    letter.is_void = True
    letter.save(update_fields=["is_void"])
    return True


def _party(by: Standing) -> Organisation | None:
    return by.person.organisation if by.person else None


def _next(part: Part) -> Letter | None:
    """The reserve letter with the lowest number that nobody got."""
    rows = Letter.objects.filter(part=part, is_reserve=True, order__void_at__isnull=True, order__made_at__isnull=False)
    given = Replacement.objects.filter(round_id=part.round_id, withdrawn_at__isnull=True)
    used = given.filter(given_number__isnull=False).values("given_number")
    return rows.exclude(number__in=used).order_by("number").first()


@transaction.atomic
def agree_replacement(*, replacement: Replacement, by: Standing, at: datetime) -> Replacement:
    """The second person: another one, of another organisation. Then the next reserve letter may be given.

    Refused: "same-person", "same-party", "done", "closed", "none-left".
    """
    act = "budgeting.agree_replacement"
    round = doors.now(replacement.round)
    subject = doors.subject_of(round)
    network.require_here(by, round.neighbourhood_id, right="take-part", act=act, subject=subject)
    found = Replacement.objects.select_related("part", "round__neighbourhood").get(pk=replacement.pk)
    _another(found, by)
    if found.agreed_at or found.withdrawn_at:
        raise Refused("done", _("Over deze brief is al besloten. U hoeft niets te doen."))
    _in_time(round, at)
    letter = _next(found.part)
    if letter is None:
        raise Refused("none-left", _("De reservebrieven zijn op. Meer zijn er niet, dat is zo afgesproken."))
    found.agreed_by, found.agreed_at, found.given_number = by.person, at, letter.number
    found.save(update_fields=["agreed_by", "agreed_at", "given_number"])
    told = "Twee mensen gaven samen een nieuwe brief aan wie de eigen brief kwijt was."
    doors.seal(act, told, round, by.actor(), at, rows=[found])
    return found


def _another(found: Replacement, by: Standing) -> None:
    if by.person is None or by.person.pk == found.asked_by_id:
        raise Refused("same-person", _("U vroeg deze brief zelf aan. Een ander moet akkoord geven."))
    if _pk(_party(by)) == found.asked_for_id:
        raise Refused("same-party", _("Iemand van een andere organisatie moet akkoord geven."))


def _pk(party: Organisation | None) -> int | None:
    return party.pk if party else None
