"""The day after a date has passed: whoever owes an answer and whoever asked hear it, and the log says so, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as say
from django.utils.translation import gettext_noop as _

from stoep.council import queries
from stoep.council.actions import doors
from stoep.council.models import Advice, Appeal, Competent, Link
from stoep.network import queries as network
from stoep.network.models import Post, Seat
from stoep.people import actions as people
from stoep.people.models import Contact, Organisation, Person
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared.actor import CLOCK
from stoep.shared.each import each

ACT = "council.late"
Kind = Literal["advice", "link", "appeal"]
_SUBJECT = _("Een antwoord is te laat")
_BODY = _(
    "%(who)s zou antwoord geven. Het gaat over: %(title)s\n"
    "Dat antwoord zou komen voor %(due)s. Die dag is voorbij.\nLees meer: %(link)s"
)
_MUNICIPALITY = _("De gemeente")


@dataclass(frozen=True, slots=True)
class _Owed:
    """One answer that did not come: in which row, by when, and what is told of it.

    `ours` finds the seats and posts of whoever answers; of the posts those of the kind `task` go before.
    """

    row: Advice | Appeal | Link
    place: Neighbourhood
    due_on: date
    subject: str
    title: str
    who: str
    ours: Q
    task: str
    asker: Person | None
    href: str


def tell_of_late(*, today: date, at: datetime) -> int:
    """Tell of every question, link and appeal whose date has passed without an answer, once; gives of how many.

    May run as often as one likes, and twice at the same time: whoever writes `told_late_at` first tells. One that
    fails holds up no other: SomeFailed is raised after the last.
    """
    found: list[tuple[Kind, int]] = [
        *(("advice", key) for key in _keys(queries.late_advice(today).filter(told_late_at__isnull=True))),
        *(("link", key) for key in _keys(queries.late_links(today).filter(told_late_at__isnull=True))),
        *(("appeal", key) for key in _keys(queries.late_appeals(today).filter(told_late_at__isnull=True))),
    ]
    return each(found, lambda one: _tell_once(one[0], one[1], today, at))


def _keys(rows: QuerySet[Any]) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _tell_once(kind: Kind, key: int, today: date, at: datetime) -> bool:
    # Answers wait for this lock too: what is answered in the moment between is not told of.
    doors.lock(_place_of(kind, key))
    owed = _OWED[kind](key, today)
    if owed is None:
        return False
    owed.row.told_late_at = at
    owed.row.save(update_fields=["told_late_at"])
    record.seal(
        neighbourhood=owed.place,
        act=ACT,
        subject=owed.subject,
        by=CLOCK,
        at=at,
        facts={
            "told": f"Een antwoord is te laat sinds {owed.due_on:%d-%m-%Y}.",
            "late": kind,
            "organisation": owed.who,
            "due_on": owed.due_on.isoformat(),
        },
        rows=[owed.row],
    )
    _tell_both(owed, today, at)
    return True


def _place_of(kind: Kind, key: int) -> int:
    if kind == "advice":
        return Advice.objects.values_list("neighbourhood", flat=True).get(pk=key)
    if kind == "link":
        return Link.objects.values_list("item__neighbourhood", flat=True).get(pk=key)
    return Appeal.objects.values_list("override__neighbourhood", flat=True).get(pk=key)


def _advice(key: int, today: date) -> _Owed | None:
    rows = queries.late_advice(today).filter(told_late_at__isnull=True)
    row = rows.select_related("neighbourhood", "organisation", "asked_by__account").filter(pk=key).first()
    if row is None or row.organisation is None or row.answer_due_on is None:
        return None
    return _Owed(
        row,
        row.neighbourhood,
        row.answer_due_on,
        f"advice:{row.pk}",
        row.title,
        row.organisation.name,
        _people_of(row.organisation),
        Post.Kind.CLERK if row.competent == Competent.COUNCIL else Post.Kind.OFFICIAL,
        row.asked_by,
        row.get_absolute_url(),
    )


def _link(key: int, today: date) -> _Owed | None:
    rows = queries.late_links(today).filter(told_late_at__isnull=True)
    row = rows.select_related("item__neighbourhood", "made_by__account").filter(pk=key).first()
    if row is None:
        return None
    municipality = Organisation.Kind.MUNICIPALITY
    return _Owed(
        row,
        row.item.neighbourhood,
        row.reply_due_on,
        f"item:{row.item.code}",
        row.item.title,
        row.owner or _MUNICIPALITY,
        Q(person__organisation__kind=municipality) | Q(organisation__kind=municipality),
        Post.Kind.OFFICIAL,
        row.made_by,
        row.get_absolute_url(),
    )


def _appeal(key: int, today: date) -> _Owed | None:
    rows = queries.late_appeals(today).filter(told_late_at__isnull=True)
    wide = rows.select_related("override__neighbourhood", "override__organisation", "made_by__account")
    row = wide.filter(pk=key).first()
    if row is None:
        return None
    return _Owed(
        row,
        row.override.neighbourhood,
        row.answer_due_on,
        f"override:{row.override_id}",
        row.override.title,
        row.override.organisation.name,
        _people_of(row.override.organisation),
        Post.Kind.CLERK,
        row.made_by,
        row.override.get_absolute_url(),
    )


_OWED = {"advice": _advice, "link": _link, "appeal": _appeal}


def _people_of(organisation: Organisation) -> Q:
    return Q(person__organisation=organisation) | Q(organisation=organisation)


def _tell_both(owed: _Owed, today: date, at: datetime) -> None:
    for contact in _contacts(owed, today, at):
        with translation.override(contact.language):
            known = {
                "who": say(owed.who) if owed.who == _MUNICIPALITY else owed.who,
                "title": owed.title,
                "due": date_format(owed.due_on, "j F Y"),
                "link": owed.href,
            }
            people.tell(
                contact=contact,
                neighbourhood=owed.place,
                about=owed.subject,
                subject=say(_SUBJECT),
                body=say(_BODY) % known,
                at=at,
            )


def _contacts(owed: _Owed, today: date, at: datetime) -> list[Contact]:
    """Whoever answers, whoever asked, and residents at the table; nobody is told twice."""
    running = network.running(today)
    posts = Post.objects.filter(running, owed.ours, neighbourhood=owed.place).select_related("person__account")
    seats = Seat.objects.filter(
        running, owed.ours | Q(side="resident"), partnership__neighbourhood=owed.place
    ).select_related("person__account")
    found = _answering(list(posts), list(seats), owed.task)
    found += [seat.person for seat in seats if seat.side == "resident"]
    if owed.asker is not None:
        found.append(owed.asker)
    accounts = {person.account.email: person.account for person in found if person.account and person.account.is_active}
    return [people.contact_for(account=accounts[address], at=at) for address in sorted(accounts)]


def _answering(posts: list[Post], seats: list[Seat], task: str) -> list[Person]:
    """Those whose task it is to answer; when nobody has that task, all who take part for the organisation."""
    if named := [post.person for post in posts if post.kind == task]:
        return named
    return [post.person for post in posts] + [seat.person for seat in seats if seat.side != "resident"]
