"""Telling both sides of a promise what happens to it, each in their own language and by the way they chose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as say
from django.utils.translation import gettext_noop as _

from stoep.agenda.models import Origin
from stoep.network import queries as network
from stoep.network.models import Post, Seat
from stoep.people import actions as people
from stoep.people.models import Contact, Organisation, Person
from stoep.promises import rules
from stoep.promises.actions import grounds
from stoep.promises.models import Change, Promise
from stoep.record import actions as record
from stoep.shared import receipts
from stoep.shared.actor import CLOCK
from stoep.shared.asked import ask
from stoep.shared.each import each
from stoep.voices import actions as voices
from stoep.voices.models import Voice


@dataclass(frozen=True, slots=True)
class News:
    """A message about a promise: subject and body, still untranslated."""

    subject: str
    body: str


NOTED = News(
    _("Er is iets beloofd"),
    _("%(who)s belooft: %(words)s\nDe datum is %(due)s. U volgt het hier: %(link)s"),
)
LATE = News(
    _("Een belofte is te laat"),
    _("%(who)s beloofde: %(words)s\nDat zou klaar zijn op %(due)s. Die dag is voorbij.\nLees meer: %(link)s"),
)
CHANGED = News(
    _("Een belofte is bijgesteld"),
    _(
        "%(who)s beloofde eerst, voor %(first)s: %(words)s\n"
        "Nu is het, voor %(new)s: %(new_words)s\nDe reden: %(why)s\nLees meer: %(link)s"
    ),
)
DISPUTED = News(
    _("Weerwoord op een belofte"),
    _("Er staat dat %(who)s dit beloofde: %(words)s\nHet weerwoord is: %(dispute)s\nLees meer: %(link)s"),
)
KEPT = News(
    _("Een belofte is nagekomen"),
    _("%(who)s beloofde: %(words)s\nDe ontvanger zegt: dit is nagekomen.\nLees meer: %(link)s"),
)
BROKEN = News(
    _("Een belofte is niet nagekomen"),
    _("%(who)s beloofde: %(words)s\nDe ontvanger zegt: dit is niet nagekomen.\nLees meer: %(link)s"),
)
_ASKED = News(
    _("Klopt deze belofte?"),
    _(
        "Er is opgeschreven dat u dit beloofde: %(words)s\nDe datum is %(due)s.\n"
        "Zeg hier of dat klopt: %(confirm)s\nUw geheime code is %(secret)s."
    ),
)


def ask_promiser(promise: Promise, secret: str, at: datetime) -> None:
    """Ask the one who promised whether it is so, with the link and the secret to answer by."""
    path = reverse("promises:confirm", args=[promise.code])
    extra = {"confirm": f"{path}#{secret}", "secret": receipts.spoken_secret(secret)}
    _tell(promise, _promiser_contacts(promise, at), _ASKED, at, extra)


def tell_promiser(promise: Promise, news: News, at: datetime) -> None:
    """Tell the one who promised: by the address given with the promise, else at their account."""
    _tell(promise, _promiser_contacts(promise, at), news, at, {})


def tell_receiver(
    promise: Promise, news: News, at: datetime, *, made: Change | None = None, except_for: Person | None = None
) -> None:
    """Tell whoever was promised something, and all who follow the voices that it came from."""
    extra = {"new_words": made.words, "why": made.why} if made else {}
    dates = {"new": made.due_on} if made else {}
    _tell(promise, _receiver_contacts(promise, at, except_for), news, at, extra, dates)
    # Asked for once more in the language of each follower, so that nobody reads half a message in another one.
    said = partial(_wording, promise, news, extra, dates)
    for voice in _voices_of(promise):
        voices.tell_followers(voice=voice, subject=lambda: said()[0], body=lambda: said()[1], at=at)


def tell_of_late(*, today: date, at: datetime) -> int:
    """Tell both sides of every promise whose date has passed, exactly once; gives how many were told of.

    May run as often as one likes, and twice at the same time: whoever writes `told_late_at` first tells. One that
    fails holds up no other: SomeFailed is raised after the last.
    """
    return each([key for (key,) in ask(_late, None, today=today)], lambda key: _tell_once(key, today, at))


def _late(_shape: None, *, today: date) -> QuerySet[Promise, tuple[int]]:
    late = Promise.objects.filter(told_late_at__isnull=True, counts_on__lt=today, verdicts__isnull=True)
    return late.order_by("counts_on", "pk").values_list("pk")


@transaction.atomic
def _tell_once(key: int, today: date, at: datetime) -> bool:
    mine = Promise.objects.filter(pk=key, told_late_at__isnull=True, counts_on__lt=today).update(told_late_at=at)
    if not mine:
        return False
    promise = Promise.objects.select_related("neighbourhood", "organisation").get(pk=key)
    if promise.verdicts.exists():
        # Judged in the moment between: there is nothing to tell any more, now or later.
        return False
    record.seal(
        neighbourhood=promise.neighbourhood,
        act="promises.late",
        subject=grounds.subject_of(promise),
        by=CLOCK,
        at=at,
        facts={
            "code": promise.code,
            "was_due_on": promise.counts_on.isoformat(),
            "told": f"Belofte van {grounds.name_for_log(promise)} is te laat sinds {promise.counts_on:%d-%m-%Y}.",
        },
        rows=[promise],
    )
    tell_promiser(promise, LATE, at)
    tell_receiver(promise, LATE, at)
    return True


def forget_promisers(*, at: datetime) -> int:
    """Erase addresses of promisers whose promise was judged a month ago or longer: the line has ended."""
    until = at - rules.FORGET_AFTER
    over = Promise.objects.filter(promiser_contact__isnull=False, verdicts__isnull=False)
    ended = list(over.exclude(verdicts__said_at__gt=until).distinct().select_related("promiser_contact"))
    return each(ended, lambda promise: _forget(promise, at))


def _forget(promise: Promise, at: datetime) -> bool:
    contact, promise.promiser_contact = promise.promiser_contact, None
    promise.save(update_fields=["promiser_contact"])
    if contact is not None:
        people.erase_contact(contact=contact, at=at)
    return True


def _tell(
    promise: Promise,
    contacts: Iterable[Contact],
    news: News,
    at: datetime,
    extra: dict[str, str],
    dates: dict[str, date] | None = None,
) -> None:
    for contact in contacts:
        with translation.override(contact.language):
            subject, body = _wording(promise, news, extra, dates or {})
        people.tell(
            contact=contact,
            neighbourhood=promise.neighbourhood,
            about=grounds.subject_of(promise),
            subject=subject,
            body=body,
            at=at,
        )


def _wording(promise: Promise, news: News, extra: dict[str, str], dates: dict[str, date]) -> tuple[str, str]:
    """Subject and body in the language that is on now."""
    known = {
        "who": promise.promiser_called,
        "words": promise.words,
        "due": date_format(promise.counts_on, "j F Y"),
        "first": date_format(promise.due_on, "j F Y"),
        "dispute": promise.disputed_words,
        "link": promise.get_absolute_url(),
        **{name: date_format(day, "j F Y") for name, day in dates.items()},
        **extra,
    }
    return say(news.subject), say(news.body) % known


def _promiser_contacts(promise: Promise, at: datetime) -> list[Contact]:
    if promise.promiser_contact and promise.promiser_contact.erased_at is None:
        return [promise.promiser_contact]
    if promise.promiser:
        return _contacts_of([promise.promiser], at)
    if promise.organisation is None:
        return []
    return _contacts_of(_people_of(promise.organisation, promise, at), at)


def _receiver_contacts(promise: Promise, at: datetime, except_for: Person | None) -> list[Contact]:
    if promise.receiver:
        found = [promise.receiver]
    elif promise.receiver_organisation:
        found = _people_of(promise.receiver_organisation, promise, at)
    elif promise.receiver_voice_id:
        found = []
    else:
        running = network.running(timezone.localdate(at))
        seats = Seat.objects.filter(running, partnership__neighbourhood=promise.neighbourhood, side="resident")
        found = [seat.person for seat in seats.select_related("person__account")]
    return _contacts_of([person for person in found if person != except_for and person != promise.promiser], at)


def _people_of(organisation: Organisation, promise: Promise, at: datetime) -> list[Person]:
    """Who answers for an organisation here: the people with a post as its contact, else with any post or seat."""
    ours = Q(person__organisation=organisation)
    running = network.running(timezone.localdate(at))
    posts = Post.objects.filter(running, ours | Q(organisation=organisation), neighbourhood=promise.neighbourhood)
    held = list(posts.select_related("person__account"))
    if officials := [post.person for post in held if post.kind == Post.Kind.OFFICIAL]:
        return officials
    seats = Seat.objects.filter(running, ours, partnership__neighbourhood=promise.neighbourhood)
    return [post.person for post in held] + [seat.person for seat in seats.select_related("person__account")]


def _contacts_of(found: Iterable[Person], at: datetime) -> list[Contact]:
    """Somebody with an account is told at its e-mail address; nobody is told twice."""
    accounts = {person.account.email: person.account for person in found if person.account and person.account.is_active}
    return [people.contact_for(account=accounts[address], at=at) for address in sorted(accounts)]


def _voices_of(promise: Promise) -> list[Voice]:
    """The voices this promise came from: the one it was made to, and those its agenda item grew from."""
    origins = Origin.objects.filter(item_id=promise.item_id, released_at__isnull=True) if promise.item_id else None
    asked = Q(pk=promise.receiver_voice_id or 0)
    if origins is not None:
        asked |= Q(pk__in=origins.values("voice_id"))
    return list(Voice.objects.filter(asked, erased_at__isnull=True).order_by("pk"))
