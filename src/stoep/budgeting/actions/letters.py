"""Letters with a code: order them, hand what was made over once, and let go of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import lists, queries, rules
from stoep.budgeting.actions import boxes, doors
from stoep.budgeting.models import Envelope, Letter, LetterOrder, Replacement, Round
from stoep.network.standing import Standing
from stoep.shared.actor import CLOCK
from stoep.shared.refusal import Refused

MOST = 50_000  # letters in one round: four signs find each
KEPT_FOR = timedelta(days=1)


@transaction.atomic
def order_letters(
    *,
    round: Round,
    many: Mapping[int, int],
    by: Standing,
    at: datetime,
    with_letters: bool = False,
    posted_key: str | None = None,
) -> LetterOrder:
    """So many letters for each part (by its order); the reserve follows from the published share.

    Whoever hands them to the printer orders them: the independent organisation, so that the municipality, which has
    the addresses, never has the codes. `with_letters`: not the list alone, but every letter ready to print.
    Refused: "not-open", "ordered", "none", "few" (a part is too small), "too-many", "voting", "late" (the
    days must be moved first).
    """
    act = "budgeting.order_letters"
    round = doors.theirs(round, by, act=act, right="independent-key")
    known = LetterOrder.objects.filter(posted_key=posted_key, round=round).first() if posted_key else None
    if known:
        return known
    _may_order(round, at)
    parts = list(round.parts.all())
    total = sum(many.get(part.order, 0) for part in parts)
    if any(many.get(part.order, 0) < 1 for part in parts):
        raise Refused("none", _("Schrijf bij elk deel hoeveel brieven er nodig zijn."))
    few = [part.name for part in parts if len(parts) > 1 and many[part.order] < rules.FEWEST_LETTERS]
    if few:
        raise Refused(
            "few", _("In een deel met minder dan %(least)s brieven is te raden wat iemand stemde: %(which)s. Stop deze "
                     "ronde, en maak er een met grotere delen."),
            least=rules.FEWEST_LETTERS, which=", ".join(few),
        )  # fmt: skip
    reserve = {part.order: rules.reserve_of(many[part.order], round.reserve_per_thousand) for part in parts}
    if total + sum(reserve.values()) > MOST:
        raise Refused("too-many", _("Dit zijn te veel brieven voor één ronde: hoogstens 50.000."))
    box = boxes.box_of(round)
    made = LetterOrder.objects.create(
        round=round, many=total, reserve=sum(reserve.values()), ordered_by=by.person, ordered_at=at,
        per_part={str(part.order): many[part.order] for part in parts}, with_letters=with_letters,
        posted_key=posted_key,
    )  # fmt: skip
    told = "Brieven met een code zijn besteld."
    doors.seal(act, told, round, by.actor(), at, rows=[made, box], letters=total, reserve=made.reserve)
    return made


def _may_order(round: Round, at: datetime) -> None:
    if not round.announced_at or round.stopped_at:
        raise Refused("not-open", _("Deze ronde is niet open. Bestel de brieven als de ronde open is."))
    if LetterOrder.objects.filter(round=round, void_at__isnull=True).exists():
        raise Refused("ordered", _("De brieven zijn al besteld. Ging het drukken mis? Maak ze dan eerst ongeldig."))
    if queries.has_begun(round, at):
        raise Refused("voting", _("Het stemmen is begonnen. Er komen geen brieven meer bij."))
    if at >= round.voting_from:
        raise Refused(
            "late", _("De dag waarop het stemmen zou beginnen is voorbij. Die dag staat in de brieven. Verander eerst "
                      "met twee sleutels de dagen, en bestel de brieven daarna."),
        )  # fmt: skip


@transaction.atomic
def fetch_list(*, order: LetterOrder, by: Standing, at: datetime) -> lists.HandOver:
    """The list of codes, and the letters if they were asked for, once: all is gone as it is handed over.

    Refused: "fetched", "wiped", "not-made".
    """
    act = "budgeting.fetch_list"
    round = doors.theirs(order.round, by, act=act, right="independent-key")
    found = LetterOrder.objects.select_for_update().get(pk=order.pk)
    if found.fetched_at:
        raise Refused("fetched", _("Deze lijst is al opgehaald. Is zij weg? Maak de brieven dan ongeldig."))
    if not found.made_at or not lists.pieces(found.file):
        raise Refused("not-made", _("Er is geen lijst. Zij is nog niet gemaakt, of al gewist."))
    handed = lists.HandOver(found.file)
    found.fetched_at = found.wiped_at = at
    found.file = ""
    found.save(update_fields=["fetched_at", "wiped_at", "file"])
    told = "De lijst met codes is opgehaald voor de drukker, en hier gewist."
    doors.seal(act, told, round, by.actor(), at, rows=[found])
    return handed


@transaction.atomic
def void_letters(*, order: LetterOrder, by: Standing, at: datetime) -> LetterOrder:
    """The printing went wrong, or the list got lost: none of these codes is valid, and the order can be made anew.

    Refused: "voting" (somebody may have voted with them).
    """
    act = "budgeting.void_letters"
    round = doors.theirs(order.round, by, act=act, right="independent-key")
    found = LetterOrder.objects.select_for_update().get(pk=order.pk)
    begun = at >= round.voting_from and not queries.lacking(round)
    # Whatever the clock said when somebody pressed: somebody may have voted meanwhile.
    if begun or Envelope.objects.filter(round_id=round.pk).exists():
        raise Refused("voting", _("Het stemmen is begonnen. Deze brieven blijven geldig."))
    if found.void_at is None:
        lists.remove_all(found.pk)
        found.void_at, found.file = at, ""
        found.wiped_at = found.wiped_at or at
        found.save(update_fields=["void_at", "file", "wiped_at"])
        replaced = list(Replacement.objects.filter(round=round, withdrawn_at__isnull=True))
        for each in replaced:
            each.withdrawn_at = at
            each.save(update_fields=["withdrawn_at"])
        Letter.objects.filter(order=found).update(asked_void=None)
        told = "Alle brieven van deze bestelling zijn ongeldig."
        doors.seal(act, told, round, by.actor(), at, rows=[found, *replaced])
    return found


def forget_lists(*, today: date, at: datetime) -> int:
    """What the clock does: a list that nobody fetched within a day is wiped. Returns how many.

    So is what lies there of letters that broke off.
    """
    old = LetterOrder.objects.filter(made_at__lt=at - KEPT_FOR, fetched_at__isnull=True).exclude(file="")
    many = 0
    for order in old.select_related("round__neighbourhood"):
        with transaction.atomic():
            doors.now(order.round)
            name, order.file, order.wiped_at = order.file, "", at
            order.save(update_fields=["file", "wiped_at"])
            told = "Een lijst met codes is gewist, omdat niemand haar ophaalde."
            doors.seal("budgeting.forget_list", told, order.round, CLOCK, at, rows=[order])
        lists.remove(name)
        many += 1
    lists.forget(at - KEPT_FOR)
    return many
