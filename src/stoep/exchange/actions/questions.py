"""Ask a knowledge institute something, write down what it answered, and tell when it is late."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from stoep.exchange import rules
from stoep.exchange.actions import doors
from stoep.exchange.models import Card, Question, Reply
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared.actor import CLOCK
from stoep.shared.each import each
from stoep.shared.links import link_host
from stoep.shared.refusal import Refused

_LATE = gettext_noop("Nog geen antwoord van %(institute)s")
_LATE_SAYS = gettext_noop(
    "Uw wijk vroeg %(institute)s iets, en wilde antwoord voor %(day)s. Dat is er nog niet.\n\n%(words)s\n\n"
    "Bel hen. Kwam er wel antwoord? Schrijf het op: %(page)s"
)


@transaction.atomic
def ask(
    *,
    neighbourhood: Neighbourhood,
    institute: str,
    words: str,
    by: Standing,
    at: datetime,
    today: date,
    due_on: date | None = None,
    card: Card | None = None,
    posted_key: str | None = None,
) -> Question:
    """The neighbourhood asks an institute something, and wants an answer by a day: else within eight weeks.

    Refused: "incomplete", or "no-day": a day that is over or more than a year away.
    """
    network.require_here(by, neighbourhood.pk, right="take-part", act="exchange.ask")
    doors.lock(neighbourhood.pk)
    if posted_key and (known := Question.objects.filter(posted_key=posted_key, neighbourhood=neighbourhood).first()):
        return known
    said = doors.asked(
        "incomplete", _("Schrijf aan wie u het vraagt, en wat u wilt weten."), institute=institute, words=words
    )
    due_on = due_on or today + rules.ANSWER_WITHIN
    if not today <= due_on <= today + timedelta(days=rules.MOST_DAYS_TO_ANSWER):
        raise Refused("no-day", _("Kies een dag in het komende jaar."))
    made = Question.objects.create(
        neighbourhood=neighbourhood, card=card, due_on=due_on, asked_by=by.person, asked_at=at, posted_key=posted_key,
        **said,
    )  # fmt: skip
    record.seal(
        neighbourhood=neighbourhood, act="exchange.ask", subject=f"question:{made.pk}", by=by.actor(), at=at,
        facts={"told": "Deze wijk stelde een vraag aan een kennisinstituut.", "due_on": due_on.isoformat()},
        personal=said, rows=[made],
    )  # fmt: skip
    return made


@transaction.atomic
def note_reply(
    *,
    question: Question,
    answered_by: str,
    words: str,
    by: Standing,
    at: datetime,
    link: str = "",
    posted_key: str | None = None,
) -> Reply:
    """What the institute answered, written down by whoever takes part here. More than one answer may stand there."""
    act, subject = "exchange.reply", f"question:{question.pk}"
    network.require_here(by, question.neighbourhood_id, right="take-part", act=act, subject=subject)
    here = doors.lock(question.neighbourhood_id)
    if posted_key and (known := Reply.objects.filter(posted_key=posted_key, question=question).first()):
        return known
    said = doors.asked(
        "incomplete", _("Schrijf wie het antwoord gaf, en wat het was."), answered_by=answered_by, words=words
    ) | doors.texts(link=link)
    if said["link"] and not (said["link"].startswith("https://") and link_host(said["link"])):
        raise Refused("no-link", _("Dit adres kan niet. Het begint met https://, en er staan geen spaties in."))
    made = Reply.objects.create(question=question, noted_by=by.person, noted_at=at, posted_key=posted_key, **said)
    record.seal(
        neighbourhood=here, act=act, subject=subject, by=by.actor(), at=at,
        facts={"told": "Er kwam antwoord op een vraag aan een kennisinstituut."},
        personal={"words": made.words, "answered_by": made.answered_by}, rows=[made],
    )  # fmt: skip
    return made


def tell_of_late(*, today: date, at: datetime) -> int:
    """Each question that should have been answered by now is said once in the log, and to who asked it."""
    answered = Reply.objects.filter(question=OuterRef("pk"))
    late = Question.objects.filter(~Exists(answered), due_on__lt=today, told_late_at__isnull=True).order_by("pk")
    return each(list(late), lambda question: _say_late(question.pk, at))


@transaction.atomic
def _say_late(key: int, at: datetime) -> bool:
    rows = Question.objects.select_related("neighbourhood", "asked_by__account")
    question = rows.get(pk=key)
    doors.lock(question.neighbourhood_id)
    if Question.objects.filter(pk=key, told_late_at__isnull=True).update(told_late_at=at) == 0:
        return False
    question.refresh_from_db(fields=["told_late_at"])
    subject = f"question:{question.pk}"
    record.seal(
        neighbourhood=question.neighbourhood, act="exchange.late", subject=subject, by=CLOCK, at=at,
        facts={"told": "Een vraag aan een kennisinstituut had al beantwoord moeten zijn."}, rows=[question],
    )  # fmt: skip
    known = {
        "institute": question.institute, "day": f"{question.due_on:%d-%m-%Y}", "words": question.words,
        "page": question.get_absolute_url(),
    }  # fmt: skip
    doors.tell(question.asked_by, question.neighbourhood, subject, at, subject=_LATE, body=_LATE_SAYS, known=known)
    return True
