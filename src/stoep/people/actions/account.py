"""An account begins, gets a name, and ends."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.db.models import ForeignObjectRel, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from stoep.people import rules
from stoep.people.actions.welcome import tidy_name
from stoep.people.models import Account, Contact, Knock, Person, Remembered, Telling
from stoep.places import buurten
from stoep.record import actions as record
from stoep.record.models import Log
from stoep.shared.actor import Actor
from stoep.shared.each import each
from stoep.shared.refusal import Refused

# Where a log holds somebody's name: who did it, and about whom it was.
NAME_FIELDS = ("by", "person")


def open_account(*, email: str, at: datetime) -> Account:
    """The account of this address, made when there was none; it gives no rights, and goes in a day if never used."""
    known = Account.objects.filter(email=email.lower())
    if not known.exists():
        with suppress(IntegrityError), transaction.atomic():  # two tabs at once: the first one made it
            Account.objects.create_user(email, joined_at=at)
    return known.get()


def name_myself(*, account: Account, name: str, buurt_code: str = "", year_band: str = "") -> Person:
    """The name under which this account takes part, and, only if given, a buurt and a band of years.

    Refused("buurt") when no buurt has this code, unless it is the one that was told before.
    """
    is_new = buurt_code and not Person.objects.filter(account=account, buurt_code=buurt_code).exists()
    if is_new and not buurten.is_one(buurt_code):
        raise Refused("buurt", _("Kies een buurt uit de lijst, of laat dit leeg."))
    person, _made = Person.objects.update_or_create(
        account=account, defaults={"name": tidy_name(name), "buurt_code": buurt_code, "year_band": year_band}
    )
    return person


@transaction.atomic
def end_account(*, account: Account, at: datetime) -> None:
    """The address, the name, the buurt and the keys are gone, in the log too; what was done stays, under its side.

    A seat that this person held stays in the register as an empty one, until the table fills it.
    """
    person = Person.objects.select_for_update().filter(account=account).first()
    if person is not None:
        _erase_from_logs(person, at)
        person.name, person.buurt_code, person.year_band = rules.NOBODY, "", ""
        person.account = None
        person.save()
    account.delete()
    record.mark_erased()


def _erase_from_logs(person: Person, at: datetime) -> None:
    organisation = person.organisation.name if person.organisation else ""
    for log in (
        Log.objects.filter(entries__openings__field__in=NAME_FIELDS, entries__openings__value=person.name)
        .select_related("neighbourhood")
        .distinct()
    ):
        record.erase(
            neighbourhood=log.neighbourhood,
            subject=None,
            fields=NAME_FIELDS,
            value=person.name,
            ground="account ended",
            by=Actor(side=person.side, organisation=organisation),
            at=at,
        )


def tidy_up(*, today: date, at: datetime) -> None:
    """The daily duty of this room: warn and end idle accounts, forget messages told long ago, and old knocks.

    An address to which nothing points any more goes too: whoever has an account is told at it, once a message.
    """
    Knock.objects.filter(until__lt=at).delete()
    Remembered.objects.filter(expires__lt=at).delete()
    gone, _each = Telling.objects.filter(told_at__lt=at - rules.KEEP_TOLD).delete()
    loose, _each = _loose_addresses().filter(given_at__lt=at - rules.NEVER_USED_FOR).delete()
    if gone or loose:
        record.mark_erased()
    Account.objects.filter(last_login=None, person=None, joined_at__lt=at - rules.NEVER_USED_FOR).delete()
    idle = Account.objects.annotate(used_at=Coalesce("last_login", "joined_at")).filter(
        used_at__lt=at - rules.WARN_AFTER
    )
    each(list(idle), lambda account: _end_or_warn(account, at))


def _end_or_warn(account: Account, at: datetime) -> bool:
    used_at = account.last_login or account.joined_at
    assert used_at is not None  # the question was for those who were last seen long ago
    if rules.has_ended(used_at, account.warned_at, at):
        end_account(account=account, at=at)
    elif account.warned_at is None or account.warned_at < used_at:
        _warn(account, at)
    return True


def _loose_addresses() -> QuerySet[Contact]:
    """Addresses that no message and no row of any room stands on; whoever asked to be told keeps theirs."""
    loose = Contact.objects.all()
    for field in Contact._meta.get_fields(include_hidden=True):
        if isinstance(field, ForeignObjectRel):
            name = field.field.name
            kept = field.field.model._default_manager.filter(**{f"{name}__isnull": False})
            loose = loose.exclude(pk__in=kept.values(name))
    return loose


def _warn(account: Account, at: datetime) -> None:
    if not settings.DEMO:
        send_mail(
            _("Uw account stopt over een maand"),
            _(
                "U heeft uw account bijna twee jaar niet gebruikt. Over een maand verwijderen wij het.\n\n"
                "Wilt u het houden? Meld u dan een keer aan: %(address)s\n\nWilt u dat niet? Dan hoeft u niets te doen."
            )
            % {"address": settings.STOEP_URL},
            settings.DEFAULT_FROM_EMAIL,
            [account.email],
        )
    Account.objects.filter(pk=account.pk).update(warned_at=at)
