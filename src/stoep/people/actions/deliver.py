"""Send the mails that wait in the outbox, each of them once."""

from __future__ import annotations

import smtplib
from collections import Counter
from datetime import datetime

from django.conf import settings
from django.db.models import F, QuerySet

from stoep.people import post, rules
from stoep.people.models import Contact, Telling


def deliver(*, at: datetime, limit: int = 500) -> Counter[str]:
    """Send what is due; tells how many were "sent", "failed" (tried again later) or "given-up".

    Each row is claimed before its mail leaves, so that two deliverers never send the same one. A crash between
    sending and marking leaves the row claimed: it is never sent again by itself, since the mail may have arrived.
    The host sees it at the desk, and decides.
    """
    counts: Counter[str] = Counter()
    for telling in list(_due(at).select_related("contact")[:limit]):
        if _claim(telling, at):
            counts[_send(telling, at)] += 1
    return counts


def _due(at: datetime) -> QuerySet[Telling]:
    return Telling.objects.filter(
        contact__channel=Contact.Channel.MAIL,
        contact__erased_at__isnull=True,
        told_at__isnull=True,
        claimed_at__isnull=True,
        next_try_at__lte=at,
    ).order_by("next_try_at", "pk")


def _claim(telling: Telling, at: datetime) -> bool:
    free = Telling.objects.filter(pk=telling.pk, claimed_at__isnull=True, told_at__isnull=True)
    return free.update(claimed_at=at, tries=F("tries") + 1) == 1


def _send(telling: Telling, at: datetime) -> str:
    telling.refresh_from_db()
    row = Telling.objects.filter(pk=telling.pk)
    try:
        # The demonstration shows what would be sent, on its own page, and sends nothing.
        if not settings.DEMO:
            post.mail(telling).send()
    except (OSError, smtplib.SMTPException) as error:
        lasting = isinstance(error, smtplib.SMTPRecipientsRefused)
        again = None if lasting else rules.next_mail_try(telling.tries, at)
        # The server's words may repeat the address: only what kind of fault it was is kept.
        code = getattr(error, "smtp_code", "")
        row.update(claimed_at=None, next_try_at=again, last_error=f"{type(error).__name__} {code}".strip())
        return "failed" if again else "given-up"
    row.update(claimed_at=None, told_at=at, next_try_at=None, last_error="")
    return "sent"
