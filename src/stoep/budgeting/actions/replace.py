"""A letter got lost: somebody looks at paper and asks, one of another party agrees, the next one is given."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import queries, rules
from stoep.budgeting.actions import doors
from stoep.budgeting.models import Box, Letter, Part, Replacement, Round
from stoep.core.ballots import codes
from stoep.network.standing import Standing
from stoep.people.models import Organisation
from stoep.shared.refusal import Refused


@transaction.atomic
def ask_replacement(
    *, round: Round, part: Part, by: Standing, at: datetime, old_code: str = "", posted_key: str | None = None
) -> Replacement:
    """A host looked at a paper that shows where somebody lives, and asks for a letter. No name is written down.

    The old code counts until the second agrees; nothing is void by asking. A request that waits keeps a letter of the
    reserve for itself. Refused: "closed", "wrong_code", "void_code", "asked", "part", "none-left".
    """
    act = "budgeting.ask_replacement"
    round = doors.theirs(round, by, act=act, right="host")
    known = Replacement.objects.filter(posted_key=posted_key, round=round).first() if posted_key else None
    if known:
        return known
    _in_time(round, at)
    if part.round_id != round.pk:
        raise Refused("part", _("Dit deel hoort niet bij deze ronde. Kies er een uit de lijst."))
    _reserve_left(part)
    old = _old_letter(round, part, old_code) if old_code.strip() else None
    last = Replacement.objects.filter(round=round).aggregate(last=Max("number"))["last"] or 0
    made = Replacement.objects.create(
        round=round, part=part, number=last + 1, asked_by=by.person, asked_for=_party(by), asked_at=at,
        posted_key=posted_key,
    )  # fmt: skip
    if old:
        old.asked_void = made
        old.save(update_fields=["asked_void"])
    told = "Iemand vroeg een nieuwe brief voor wie de eigen brief kwijt is. Een tweede moet akkoord geven."
    doors.seal(act, told, round, by.actor(), at, rows=[made])
    return made


def _in_time(round: Round, at: datetime) -> None:
    # Whatever the clock said when somebody pressed: a box that was closed meanwhile was sealed with the codes as then.
    is_closed = Box.objects.filter(round=round, closed_at__isnull=False).exists()
    if is_closed or queries.phase(round, at) not in ("announced", "ideas", "checking", "talking", "voting"):
        raise Refused("closed", _("Het stemmen is gesloten. Er komen geen nieuwe brieven meer."))


def _reserve_left(part: Part) -> None:
    waits = queries.waiting_replacements(part.round).filter(part=part).count()
    if queries.reserve_left(part).count() > waits:
        return
    if waits:
        raise Refused(
            "none-left", _("De reservebrieven zijn op, of al gevraagd. Kijk in de lijst welke aanvraag nog wacht."),
        )  # fmt: skip
    raise Refused("none-left", _("De reservebrieven zijn op. Meer zijn er niet, dat is zo afgesproken."))


def _old_letter(round: Round, part: Part, old_code: str) -> Letter:
    box, code = queries.box_of(round), codes.read(old_code)
    letter = queries.letter_of(box, code) if box and code else None
    if letter is None or letter.part_id != part.pk:
        raise Refused("wrong_code", _("De oude code klopt niet. Kijk hem na, of laat het vakje leeg."))
    if letter.is_void:
        raise Refused("void_code", _("Voor deze code is al een nieuwe brief gegeven."))
    waits = queries.waiting_replacements(round).filter(pk__in=Letter.objects.filter(pk=letter.pk).values("asked_void"))
    asked = waits.first()
    if asked:
        raise Refused(
            "asked", _("Voor deze code is al een nieuwe brief gevraagd: aanvraag %(number)s. Die wacht nog."),
            number=asked.number or "",
        )  # fmt: skip
    return letter


def _party(by: Standing) -> Organisation | None:
    return by.person.organisation if by.person else None


@transaction.atomic
def agree_replacement(*, replacement: Replacement, by: Standing, at: datetime) -> Replacement:
    """The second person: another one, of another party. Then the next reserve letter may be given.

    From now on the old code is void, and a vote that was cast with it does not count. Refused: "same-person",
    "same-party", "done", "closed", "none-left".
    """
    act = "budgeting.agree_replacement"
    round, found = _waiting(replacement, by, act)
    _another(found, by)
    _in_time(round, at)
    letter = queries.reserve_left(found.part).first()
    if letter is None:
        raise Refused("none-left", _("De reservebrieven zijn op. Meer zijn er niet, dat is zo afgesproken."))
    found.old_is_void |= bool(Letter.objects.filter(asked_void=found).update(is_void=True, asked_void=None))
    found.agreed_by, found.agreed_at, found.given_number = by.person, at, letter.number
    found.save(update_fields=["agreed_by", "agreed_at", "given_number", "old_is_void"])
    told = "Twee mensen gaven samen een nieuwe brief aan wie de eigen brief kwijt was."
    doors.seal(act, told, round, by.actor(), at, rows=[found])
    return found


@transaction.atomic
def withdraw_replacement(*, replacement: Replacement, by: Standing, at: datetime) -> Replacement:
    """Who asked takes the request back: the letter of the reserve is free, and the old code counts as before.

    Refused: "not-yours", "done".
    """
    act = "budgeting.withdraw_replacement"
    round, found = _waiting(replacement, by, act)
    if by.person is None or by.person.pk != found.asked_by_id:
        raise Refused("not-yours", _("Alleen wie de brief vroeg, haalt de aanvraag terug. U kunt wel weigeren."))
    _end(found, at)
    told = "Een aanvraag voor een nieuwe brief is teruggehaald. De oude brief geldt nog."
    doors.seal(act, told, round, by.actor(), at, rows=[found])
    return found


@transaction.atomic
def refuse_replacement(*, replacement: Replacement, why: str, by: Standing, at: datetime) -> Replacement:
    """The second person does not agree, with the reason, which everybody with a seat or a task here reads.

    Refused: "same-person", "same-party", "done", "no-why".
    """
    act = "budgeting.refuse_replacement"
    round, found = _waiting(replacement, by, act)
    _another(found, by)
    reason = doors.asked("no-why", _("Schrijf waarom. Noem geen naam en geen adres."), why=why)["why"]
    found.refused_by, found.refused_why = by.person, reason
    _end(found, at)
    told = "Een tweede gaf geen akkoord voor een nieuwe brief. De oude brief geldt nog."
    doors.seal(act, told, round, by.actor(), at, rows=[found], personal={"why": reason})
    return found


def _waiting(replacement: Replacement, by: Standing, act: str) -> tuple[Round, Replacement]:
    """The request as it stands now, while it waits; for whoever has a seat or a task here."""
    round = doors.theirs(replacement.round, by, act=act, right="take-part")
    found = Replacement.objects.select_related("part__round", "asked_for").get(pk=replacement.pk)
    if found.agreed_at or found.withdrawn_at:
        raise Refused("done", _("Over deze brief is al besloten. U hoeft niets te doen."))
    found.round = round
    return round, found


def _another(found: Replacement, by: Standing) -> None:
    if by.person is None or by.person.pk == found.asked_by_id:
        raise Refused("same-person", _("U vroeg deze brief zelf aan. Een ander moet akkoord geven."))
    if rules.same_party(found.asked_for, _party(by)):
        raise Refused(
            "same-party", _("Iemand van een andere organisatie moet akkoord geven. Bewoners zijn er samen één.")
        )


def _end(found: Replacement, at: datetime) -> None:
    found.withdrawn_at = at
    found.save(update_fields=["withdrawn_at", "refused_by", "refused_why"])
    Letter.objects.filter(asked_void=found).update(asked_void=None)
