"""Attempts without the right are told in the neighbourhood's public log: once a day for the same one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from stoep.network import access
from stoep.record import actions as record
from stoep.record import sentences
from stoep.record.models import Entry
from stoep.shared.actor import VISITOR
from stoep.shared.refusal import NotAllowed, Refused

ACT = "network.refused"


def seal(refused: NotAllowed, *, at: datetime) -> bool:
    """Seal this attempt. False when there is no log to tell it in, or when today's log tells it already.

    Without that limit anybody with a back door and a script could drown the log in refusals. For the same reason
    the attempts of visitors without an account are not told: nobody knows who they are, and there are too many.
    """
    if refused.neighbourhood is None or refused.actor is None or refused.actor.side == VISITOR.side:
        return False
    with translation.override(settings.LANGUAGE_CODE):
        told = sentences.attempt(refused.act, refused.subject)
    with transaction.atomic():
        if _is_told(refused, at=at):
            return False
        record.seal(
            neighbourhood=refused.neighbourhood,
            act=ACT,
            subject=refused.subject,
            by=refused.actor,
            at=at,
            facts={"tried": refused.act, "code": refused.code, "told": told},
            personal={},
        )
    return True


def _is_told(refused: NotAllowed, *, at: datetime) -> bool:
    """Whether today's log already tells that this side tried this act on this subject."""
    local = timezone.localtime(at)
    today = Entry.objects.filter(
        log__neighbourhood=refused.neighbourhood,
        act=ACT,
        subject=refused.subject,
        sealed_at__gte=local.replace(hour=0, minute=0, second=0, microsecond=0),
    )
    return any(_same(entry.sealed(), refused) for entry in today.iterator())


def _same(sealed: dict[str, Any], refused: NotAllowed) -> bool:
    by = sealed["by"]
    side = by.get("side") if isinstance(by, dict) else by
    return refused.actor is not None and side == refused.actor.side and sealed["facts"].get("tried") == refused.act


@dataclass(frozen=True, slots=True)
class Step:
    """A way on from a page that says no."""

    name: str
    href: str


def next_steps(request: HttpRequest, refused: Refused) -> list[Step]:
    """What whoever was refused can do instead, the nearest first; nothing when only their form was wrong."""
    if not isinstance(refused, NotAllowed):
        return []
    steps: list[Step] = []
    if refused.code == "sign-in":
        then = urlencode({"next": request.path}) if request.method == "GET" else ""
        steps.append(Step(_("Aanmelden"), f"{reverse('account_login')}?{then}".rstrip("?")))
    if refused.code == "second-factor":
        steps.append(Step(_("Mijn tweede slot openen"), reverse("people:second-factor")))
    if refused.code == "wrong-secret":
        steps.append(Step(_("Uw nummer en geheime code invullen"), reverse("voices:follow")))
    return steps + _steps_here(request, refused)


def _steps_here(request: HttpRequest, refused: NotAllowed) -> list[Step]:
    here = refused.neighbourhood
    if here is None:
        return []
    kind, _colon, code = (refused.subject or _subject(request)).partition(":")
    steps = []
    if kind == "item":
        if access.standing_of(request, here).in_network:
            steps.append(Step(_("Een feit, aanbod of bezwaar toevoegen"), reverse("agenda:remark", args=[code])))
        steps.append(Step(_("Terug naar het agendapunt"), reverse("thread:item", args=[code])))
    if kind == "promise":
        steps.append(Step(_("Terug naar de belofte"), reverse("thread:promise", args=[code])))
    if kind == "voice":
        steps.append(Step(_("Terug naar de inbreng"), reverse("thread:voice", args=[code])))
    return [
        *steps,
        Step(_("Zeg wat u vindt, ook zonder account"), reverse("voices:post", args=[here.slug])),
        Step(_("Wie beslist hier, en wie kunt u het vragen?"), reverse("network:partnership", args=[here.slug])),
        Step(_("Naar %(place)s") % {"place": here.name}, here.get_absolute_url()),
    ]


def _subject(request: HttpRequest) -> str:
    """What the address is about, when the refusal does not say so."""
    match = request.resolver_match
    kinds = {"agenda": "item", "promises": "promise"}
    if match is None or match.namespace not in kinds or "code" not in match.kwargs:
        return ""
    return f"{kinds[match.namespace]}:{match.kwargs['code']}"
