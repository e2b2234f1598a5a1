"""An answer to an invitation: a count goes up, a code is spent, and nothing says whose it was.

Answers are not sealed one by one: the public log would tell how many answered, and when, long before ten did.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _

from stoep.gatherings import keys, queries
from stoep.gatherings.actions.phones import ring_no_more
from stoep.gatherings.models import Activity, Answer, Sending, Spent, Unasked
from stoep.gatherings.rules import codes, streets
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.shared.refusal import Refused

WRONG = _("Deze code klopt niet. Kijk hem nog eens na.")
SPENT = _("Met deze code is al geantwoord. Wilt u iets anders zeggen? Bel of loop binnen.")
OVER = _("Dit is voorbij. U hoeft niets meer te doen.")
NO_HOUSE = _("Vul uw huisnummer in. Anders weten wij niet welke brievenbus wij overslaan.")
NO_STREET = _("Schrijf ook de straat: Eikstraat 12 A. Anders weten wij niet welke brievenbus wij overslaan.")
CHOOSE = _("Kies een antwoord.")


@transaction.atomic
def answer(*, neighbourhood: Neighbourhood, code: str, choice: str, house: str = "") -> Sending:
    """One answer by the code of a card or letter, however it was typed; by anybody who holds it.

    Of two at the same time exactly one counts. With "never" the house number says which letterbox is passed by from
    now on, also when the activity is over; of a card that belongs to no street it is typed with its street ("Eikstraat
    12 A"). Refused: "wrong", "spent", "over", "house", "street", "choice".
    """
    sending = held(neighbourhood, code)
    if choice not in Answer.Choice.values:
        raise Refused("choice", CHOOSE)
    is_open, never = sending.activity.is_open, choice == Answer.Choice.NEVER
    if never:
        token = _token(sending, house)
        _spend(code, "never", neighbourhood, None)
        Unasked.objects.get_or_create(token=token, defaults={"neighbourhood": neighbourhood})
    elif not is_open:
        raise Refused("over", OVER)
    # Who said yes before may still say: never again. It is no second answer.
    if is_open and not (never and is_spent(code)):
        _spend(code, "answer", neighbourhood, sending.activity)
        _count(sending, choice)
    return sending


@transaction.atomic
def answer_without_code(*, sending: Sending, choice: str, house: str = "", phone: str = "", by: Standing) -> Sending:
    """What somebody said on the telephone or at the counter who has no code at hand, typed by a host.

    With "never" the house number says which letterbox is passed by, or the telephone number which one is rung no more.
    Never more answers than were sent. Refused: "over", "choice", "more-than-sent", "bad-phone", and "house" as for
    `answer`.
    """
    activity, act = sending.activity, "gatherings.answer_without_code"
    network.require_here(by, activity.neighbourhood_id, right="host", act=act, subject=f"activity:{activity.pk}")
    if choice not in Answer.Choice.values:
        raise Refused("choice", CHOOSE)
    if not activity.is_open or sending.void_at:
        raise Refused("over", OVER)
    if choice == Answer.Choice.NEVER and phone.strip():
        ring_no_more(neighbourhood=activity.neighbourhood, phone=phone, by=by)
    elif choice == Answer.Choice.NEVER and (sending.street or house.strip()):
        token = _token(sending, house)
        Unasked.objects.get_or_create(token=token, defaults={"neighbourhood": activity.neighbourhood})
    _count(sending, choice)
    return sending


@transaction.atomic
def pass_by(*, neighbourhood: Neighbourhood, street: str, house: str, by: Standing) -> None:
    """A resident asks a host, at the counter or by telephone, to be asked no more. Twice is once."""
    network.require_here(by, neighbourhood.pk, right="host", act="gatherings.pass_by")
    token = _letterbox(neighbourhood, street, house)[0]
    Unasked.objects.get_or_create(token=token, defaults={"neighbourhood": neighbourhood})


@transaction.atomic
def ask_again(*, neighbourhood: Neighbourhood, street: str, house: str, by: Standing) -> None:
    """The same resident wants to be asked again: nothing is left of it. Who never asked to stop is told the same."""
    network.require_here(by, neighbourhood.pk, right="host", act="gatherings.ask_again")
    Unasked.objects.filter(token__in=_letterbox(neighbourhood, street, house)).delete()


@transaction.atomic
def ask_again_with_code(*, neighbourhood: Neighbourhood, code: str, house: str) -> None:
    """The same, by whoever still holds a code of that street, of whatever year; once with each code."""
    sending = held(neighbourhood, code)
    tokens = _tokens(sending, house)
    _spend(code, "again", neighbourhood, None)
    Unasked.objects.filter(token__in=tokens).delete()


def held(neighbourhood: Neighbourhood, code: str) -> Sending:
    """The sending to which this code belongs, in this neighbourhood; Refused("wrong") for any other code."""
    if codes.is_ours(keys.ours(), code):
        found = Sending.objects.select_related("activity__neighbourhood", "activity__venue").filter(
            number=codes.sending_of(code), activity__neighbourhood=neighbourhood, has_codes=True, void_at__isnull=True
        )
        if sending := found.first():
            return sending
    raise Refused("wrong", WRONG)


def is_spent(code: str, purpose: str = "answer") -> bool:
    """Whether this code was used for this purpose already."""
    return Spent.objects.filter(mark__in=[codes.spent_mark(key, purpose, code) for key in keys.ours()]).exists()


def _spend(code: str, purpose: str, neighbourhood: Neighbourhood, activity: Activity | None) -> None:
    if is_spent(code, purpose):
        raise Refused("spent", SPENT)
    mark = codes.spent_mark(keys.ours()[0], purpose, code)
    try:
        with transaction.atomic():
            Spent.objects.create(mark=mark, neighbourhood=neighbourhood, activity=activity)
    except IntegrityError as other_first:
        raise Refused("spent", SPENT) from other_first


def _count(sending: Sending, choice: str) -> None:
    """One more, under a lock on the sending; never more than were sent."""
    locked = Sending.objects.select_for_update(no_key=True).get(pk=sending.pk)
    so_far = Answer.objects.filter(sending=locked).aggregate(all=Sum("many"))["all"] or 0
    if so_far >= locked.sent:
        raise Refused("more-than-sent", _("Er zijn al zoveel antwoorden als uitnodigingen. Kijk na of het klopt."))
    Answer.objects.get_or_create(sending=locked, choice=choice)
    Answer.objects.filter(sending=locked, choice=choice).update(many=F("many") + 1)


def _token(sending: Sending, house: str) -> str:
    return _tokens(sending, house)[0]


def _tokens(sending: Sending, house: str) -> list[str]:
    street = sending.street
    if not street:
        street, house = _apart(house)
    return _letterbox(sending.activity.neighbourhood, street, house)


def _apart(typed: str) -> tuple[str, str]:
    """Street and number of one letterbox, for a card that belongs to no street."""
    try:
        (one,) = streets.read(typed[: streets.LONGEST_LINE])
    except (ValueError, streets.TooMany) as wrong:
        raise Refused("street", NO_STREET) from wrong
    return one.street, one.house


def _letterbox(neighbourhood: Neighbourhood, street: str, house: str) -> list[str]:
    """The tokens of this letterbox under each of our keys, the one that makes first."""
    number = streets.fold_house(house)
    if not number or not streets.fold(street):
        raise Refused("house", NO_HOUSE)
    return queries.tokens(neighbourhood, street, number)
