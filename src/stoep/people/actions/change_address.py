"""Change the address with which somebody signs in: a code goes to the new one, and the old one hears of it."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import TypedDict

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from stoep.people import addresses
from stoep.people.models import Account
from stoep.shared import receipts
from stoep.shared.refusal import Refused

CODE_LENGTH, MOST_TRIES = 8, 5
VALID_FOR = timedelta(minutes=15)


class Asked(TypedDict):
    """What the session keeps between the two steps: the new address, the hash of the code, until when, and tries."""

    email: str
    code_hash: str
    until: str
    tries: int


def ask_new_address(*, account: Account, email: str, at: datetime) -> Asked:
    """Send a code to the new address; gives what to keep in the session until it is typed.

    An address that has an account of its own gets a mail that says so, and no code: whoever asks cannot tell the
    difference. Refused: no address, or the one that it is already.
    """
    tidy = addresses.tidy_mail(email).lower()
    if tidy == account.email:
        raise Refused("same-address", _("Dit is al uw e-mailadres. U hoeft niets te doen."))
    code = "".join(secrets.choice(receipts.ALPHABET) for _number in range(CODE_LENGTH))
    with translation.override(account.language):
        if Account.objects.filter(email=tidy).exists():
            subject = say("Dit adres heeft al een account")
            body = say(
                "Iemand wilde dit e-mailadres gebruiken voor een ander account. Dat kan niet: het hoort al bij dit.\n"
                "Was u dat? Meld u dan aan met dit adres: %(address)s\nWas u dat niet? Dan hoeft u niets te doen."
            )
        else:
            subject = say("Uw code voor dit e-mailadres")
            body = say(
                "Uw code is: %(code)s\n\nTyp hem op de pagina waar u uw nieuwe adres opgaf. Hij geldt een kwartier.\n"
                "Heeft u dit niet gevraagd? Dan hoeft u niets te doen. Geef de code aan niemand."
            )
        spoken = f"{code[:4]}-{code[4:]}"
        _send(tidy, subject, body % {"address": settings.STOEP_URL, "code": spoken})
    return Asked(email=tidy, code_hash=receipts.secret_hash(code), until=(at + VALID_FOR).isoformat(), tries=MOST_TRIES)


def change_address(*, account: Account, asked: Asked, code: str, at: datetime) -> Account:
    """The account, from now on with its new address. The caller has lowered `tries` before, so that a guess costs one.

    Refused: "too-late" (ask anew), "wrong-code".
    """
    if asked["tries"] < 0 or at > datetime.fromisoformat(asked["until"]):
        raise Refused("too-late", _("Deze code geldt niet meer. Vraag een nieuwe code aan."))
    taken = Account.objects.filter(email=asked["email"]).exists()
    if taken or not receipts.secret_matches(receipts.tidy(code), asked["code_hash"]):
        raise Refused("wrong-code", _("Deze code klopt niet. Kijk nog eens goed, of vraag een nieuwe code aan."))
    old = account.email
    try:
        with transaction.atomic():
            account.email = asked["email"]
            account.save(update_fields=["email"])
            EmailAddress.objects.filter(user=account).delete()
            EmailAddress.objects.create(user=account, email=account.email, primary=True, verified=True)
    except IntegrityError:  # the same address, taken in the moment between
        raise Refused("wrong-code", _("Deze code klopt niet. Vraag een nieuwe code aan.")) from None
    with translation.override(account.language):
        body = say(
            "U meldt zich voortaan aan met een ander e-mailadres. Met dit adres kan dat niet meer.\n\n"
            "Was u dit niet? Vraag dan meteen hulp aan de gastheer of gastvrouw van uw wijk, "
            "of aan de beheerder: %(address)s"
        )
        _send(old, say("Uw e-mailadres is veranderd"), body % {"address": settings.STOEP_URL})
    return account


def _send(to: str, subject: str, body: str) -> None:
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [to])
