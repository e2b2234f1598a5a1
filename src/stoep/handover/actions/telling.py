"""Telling both sides of a change of power what it asks of them, each in their own language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import Q
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as say
from django.utils.translation import gettext_noop as _

from stoep.handover import rules
from stoep.handover.models import Line, Power, Reply
from stoep.network import queries as network
from stoep.network.models import Post, Seat
from stoep.people import actions as people
from stoep.people.models import Contact, Organisation, Person
from stoep.places.models import Neighbourhood
from stoep.promises.actions import tell
from stoep.promises.models import Promise

_NEW = (
    _("Er is een overdracht bij %(who)s"),
    _(
        "Bij %(who)s kwam iemand nieuw: %(what)s, op %(on)s.\n"
        "Wat liep, loopt door. Het zijn %(lines)s regels. Tot en met %(until)s kan %(who)s op elke regel antwoorden.\n"
        "Lees het dossier: %(link)s"
    ),
)
_LATE = (
    _("De 100 dagen zijn voorbij"),
    _(
        "%(who)s gaf nog niet op elke regel van de overdracht antwoord. Het gaat om %(lines)s regels.\n"
        "De laatste dag was %(until)s. Iedereen kan nu lezen welke regels het zijn: %(link)s"
    ),
)
_STOPS = tell.News(
    _("Iemand wil stoppen met wat is beloofd"),
    _(
        "%(who)s beloofde: %(words)s\nWie na de overdracht kwam, wil daarmee stoppen. De belofte blijft staan.\n"
        "U zegt of zij is nagekomen. Lees de reden: %(link)s"
    ),
)
_RENEGOTIATES = tell.News(
    _("Iemand wil opnieuw praten over wat is beloofd"),
    _(
        "%(who)s beloofde: %(words)s\nWie na de overdracht kwam, stelt iets anders voor. De belofte blijft staan "
        "tot u het ermee eens bent.\nLees het voorstel: %(link)s"
    ),
)

_NO = (
    _("Wie de belofte kreeg, zegt nee"),
    _(
        "%(who)s wilde opnieuw praten over: %(words)s\nWie dat beloofd kreeg, zegt nee tegen het voorstel. "
        "De belofte blijft staan.\nLees meer: %(link)s"
    ),
)


def name_of(line: Line) -> str:
    """How the log names what a line is about."""
    if line.promise is not None:
        return f"promise:{line.promise.code}"
    if line.link_id is not None:
        return f"link:{line.link_id}"
    return f"item:{line.item.code}" if line.item is not None else f"commitment:{line.commitment_id}"


def tell_of_new(power: Power, lines: int, *, today: date, at: datetime, except_for: Person | None) -> None:
    """Tell residents at the table and the organisation's people that there is a dossier."""
    contacts = both_sides(power.neighbourhood, [power.organisation], today, at, except_for)
    _tell(power, contacts, _NEW, lines, at)


def tell_of_late(power: Power, lines: int, *, today: date, at: datetime) -> None:
    """Tell both sides that the hundred days are over, and on how many lines nothing was said."""
    _tell(power, both_sides(power.neighbourhood, [power.organisation], today, at), _LATE, lines, at)


def tell_of_reply(reply: Reply, at: datetime) -> None:
    """Tell whoever was promised something that the newcomer wants to stop, or proposes something else."""
    news = {Reply.Kind.STOP: _STOPS, Reply.Kind.RENEGOTIATE: _RENEGOTIATES}.get(Reply.Kind(reply.kind))
    if news is not None and reply.line.promise is not None:
        tell.tell_receiver(reply.line.promise, news, at, except_for=reply.made_by)


def tell_of_no(reply: Reply, promise: Promise, *, today: date, at: datetime, except_for: Person | None) -> None:
    """Tell the newcomer and whoever answered for them that the receiver says no; else the organisation's people."""
    power = reply.line.power
    own = _contacts([each for each in (power.newcomer, reply.made_by) if each is not None], at, except_for)
    for contact in own or _contacts(_held(Q(person__organisation=power.organisation), power.neighbourhood, today), at):
        with translation.override(contact.language):
            words = {"who": power.organisation.name, "words": promise.words, "link": promise.get_absolute_url()}
            people.tell(
                contact=contact,
                neighbourhood=power.neighbourhood,
                about=f"promise:{promise.code}",
                subject=say(_NO[0]),
                body=say(_NO[1]) % words,
                at=at,
            )


def both_sides(
    neighbourhood: Neighbourhood,
    organisations: Sequence[Organisation],
    today: date,
    at: datetime,
    except_for: Person | None = None,
) -> list[Contact]:
    """The residents and the independent organisation at the table, and who takes part for these organisations."""
    ours = Q(person__organisation__in=organisations)
    found = _held(ours, neighbourhood, today, seats=ours | Q(side__in=["resident", "independent"]))
    return _contacts(found, at, except_for)


def _held(whose: Q, neighbourhood: Neighbourhood, today: date, *, seats: Q | None = None) -> list[Person]:
    """Who has a seat or a task here today, of these."""
    running = network.running(today)
    seated = Seat.objects.filter(running, seats or whose, partnership__neighbourhood=neighbourhood)
    posts = Post.objects.filter(running, whose, neighbourhood=neighbourhood)
    found = [held.person for held in seated.select_related("person__account")]
    return found + [held.person for held in posts.select_related("person__account")]


def _contacts(found: Iterable[Person], at: datetime, except_for: Person | None = None) -> list[Contact]:
    """Where these people are told, each once."""
    accounts = {
        person.account.email: person.account
        for person in found
        if person != except_for and person.account and person.account.is_active
    }
    return [people.contact_for(account=accounts[address], at=at) for address in sorted(accounts)]


def _tell(power: Power, contacts: Iterable[Contact], news: tuple[str, str], lines: int, at: datetime) -> None:
    for contact in contacts:
        with translation.override(contact.language):
            words = {
                "who": power.organisation.name,
                "what": power.office or power.get_kind_display(),
                "on": date_format(power.on, "j F Y"),
                "until": date_format(rules.answer_by(power.on, power.recorded_on), "j F Y"),
                "lines": lines,
                "link": power.get_absolute_url(),
            }
            people.tell(
                contact=contact,
                neighbourhood=power.neighbourhood,
                about=f"power:{power.pk}",
                subject=say(news[0]) % words,
                body=say(news[1]) % words,
                at=at,
            )
