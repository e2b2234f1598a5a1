"""Letters with a code: order them, make the codes, hand the list over once, and let go of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from stoep.budgeting import lists, pepper, queries, rules
from stoep.budgeting.actions import boxes, doors
from stoep.budgeting.models import Letter, LetterOrder, Part, Replacement, Round
from stoep.core.ballots import codes
from stoep.network.standing import Standing
from stoep.shared.actor import CLOCK
from stoep.shared.refusal import Refused

MOST = 50_000  # letters in one round: four signs find each
KEPT_FOR = timedelta(days=1)
HEADINGS = ("nummer", "deel", "soort", "code", "adres")


@transaction.atomic
def order_letters(
    *, round: Round, many: Mapping[int, int], by: Standing, at: datetime, posted_key: str | None = None
) -> LetterOrder:
    """So many letters for each part (by its order); the reserve follows from the published share.

    Whoever hands them to the printer orders them: the independent organisation, so that the municipality, which has
    the addresses, never has the codes. Refused: "not-open", "ballot", "ordered", "none", "too-many", "voting".
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
    reserve = {part.order: rules.reserve_of(many[part.order], round.reserve_per_thousand) for part in parts}
    if total + sum(reserve.values()) > MOST:
        raise Refused("too-many", _("Dit zijn te veel brieven voor één ronde: hoogstens 50.000."))
    box = boxes.box_of(round)
    made = LetterOrder.objects.create(
        round=round, many=total, reserve=sum(reserve.values()), ordered_by=by.person, ordered_at=at,
        per_part={str(part.order): many[part.order] for part in parts}, posted_key=posted_key,
    )  # fmt: skip
    told = "Brieven met een code zijn besteld."
    doors.seal(act, told, round, by.actor(), at, rows=[made, box], letters=total, reserve=made.reserve)
    return made


def _may_order(round: Round, at: datetime) -> None:
    if not round.announced_at or round.stopped_at:
        raise Refused("not-open", _("Deze ronde is niet open. Bestel de brieven als de ronde open is."))
    if LetterOrder.objects.filter(round=round, void_at__isnull=True).exists():
        raise Refused("ordered", _("De brieven zijn al besteld. Ging het drukken mis? Maak ze dan eerst ongeldig."))
    if at >= round.voting_from:
        raise Refused("voting", _("Het stemmen is begonnen. Er komen geen brieven meer bij."))


def make_letters(*, order: LetterOrder, at: datetime) -> LetterOrder:
    """Draw the codes and keep the list under the lock. All of it or nothing: what breaks off leaves no code behind.

    The hashing takes seconds, so it comes before the transaction; of two that make the same order one is late.
    """
    many = {int(part): letters for part, letters in order.per_part.items()}
    box = boxes.box_of(order.round)
    key, drawn, taken = pepper.ours(), [], set[str]()
    for number, (part, is_reserve) in enumerate(_each(order.round, many), 1):
        code = codes.new_code(taken)
        taken.add(codes.look_up(code))
        drawn.append((number, part, is_reserve, code))
    kept = [
        Letter(order=order, part=part, number=number, is_reserve=is_reserve, **_kept(code, box.name, key))
        for number, part, is_reserve, code in drawn
    ]
    name = lists.keep(_written(order.round, drawn))
    try:
        with transaction.atomic():
            doors.now(order.round)
            free = LetterOrder.objects.filter(pk=order.pk, made_at__isnull=True, void_at__isnull=True)
            if not free.update(made_at=at, file=name):
                raise Refused("made", _("Deze brieven zijn al gemaakt, of ongeldig."))
            Letter.objects.bulk_create(kept, batch_size=500)
            made = LetterOrder.objects.select_related("round__neighbourhood").get(pk=order.pk)
            told = "De codes voor de brieven zijn gemaakt. Alleen hun versleutelde vorm is bewaard."
            roll = queries.roll_hash(made.round)
            doors.seal("budgeting.make_letters", told, made.round, CLOCK, at, rows=[made], letters=len(kept), roll=roll)
    except BaseException:
        lists.remove(name)
        raise
    return made


def _kept(code: str, name: str, key: bytes) -> dict[str, object]:
    found = codes.kept(code, round_name=name, pepper=key)
    return {"look_up": found.look_up, "salt": found.salt, "hash": found.hash}


def _each(round: Round, many: Mapping[int, int]) -> Iterator[tuple[Part, bool]]:
    """Part after part; the reserve comes last, so that its numbers follow each other."""
    parts = list(round.parts.all())
    for part in parts:
        yield from ((part, False) for _letter in range(many[part.order]))
    for part in parts:
        yield from ((part, True) for _letter in range(rules.reserve_of(many[part.order], round.reserve_per_thousand)))


def _written(round: Round, drawn: list[tuple[int, Part, bool, str]]) -> bytes:
    """The list for the printer: no name, no address; the code stands in the fragment, which no server sees."""
    page = settings.STOEP_URL + reverse("budgeting:vote", args=[round.neighbourhood.slug, round.number])
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow(HEADINGS)
    for number, part, is_reserve, code in drawn:
        kind = "reserve" if is_reserve else "brief"
        out.writerow([number, part.order, kind, codes.spoken(code), f"{page}#{code}"])
    return text.getvalue().encode()


def fetch_list(*, order: LetterOrder, by: Standing, at: datetime) -> bytes:
    """The list of codes, once: it is gone as it is handed over. Refused: "fetched", "wiped", "not-made"."""
    act = "budgeting.fetch_list"
    with transaction.atomic():
        round = doors.theirs(order.round, by, act=act, right="independent-key")
        found = LetterOrder.objects.select_for_update().get(pk=order.pk)
        if found.fetched_at:
            raise Refused("fetched", _("Deze lijst is al opgehaald. Is zij weg? Maak de brieven dan ongeldig."))
        if not found.made_at or not found.file:
            raise Refused("not-made", _("Er is geen lijst. Zij is nog niet gemaakt, of al gewist."))
        content, name = lists.read(found.file), found.file
        found.fetched_at = found.wiped_at = at
        found.file = ""
        found.save(update_fields=["fetched_at", "wiped_at", "file"])
        told = "De lijst met codes is opgehaald voor de drukker, en hier gewist."
        doors.seal(act, told, round, by.actor(), at, rows=[found])
    lists.remove(name)
    return content


@transaction.atomic
def void_letters(*, order: LetterOrder, by: Standing, at: datetime) -> LetterOrder:
    """The printing went wrong, or the list got lost: none of these codes is valid, and the order can be made anew.

    Refused: "voting" (somebody may have voted with them).
    """
    act = "budgeting.void_letters"
    round = doors.theirs(order.round, by, act=act, right="independent-key")
    found = LetterOrder.objects.select_for_update().get(pk=order.pk)
    if at >= round.voting_from and not queries.lacking(round):
        raise Refused("voting", _("Het stemmen is begonnen. Deze brieven blijven geldig."))
    if found.void_at is None:
        lists.remove(found.file)
        found.void_at, found.file = at, ""
        found.wiped_at = found.wiped_at or at
        found.save(update_fields=["void_at", "file", "wiped_at"])
        replaced = list(Replacement.objects.filter(round=round, withdrawn_at__isnull=True))
        for each in replaced:
            each.withdrawn_at = at
            each.save(update_fields=["withdrawn_at"])
        told = "Alle brieven van deze bestelling zijn ongeldig."
        doors.seal(act, told, round, by.actor(), at, rows=[found, *replaced])
    return found


def forget_lists(*, today: date, at: datetime) -> int:
    """What the clock does: a list that nobody fetched within a day is wiped. Returns how many."""
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
    return many
