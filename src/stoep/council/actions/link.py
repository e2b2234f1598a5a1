"""Link: say how an item meets policy. It never changes the item's text, its place or who may see it (R18)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda import queries as agenda
from stoep.agenda.models import Item
from stoep.council import rules
from stoep.council.actions import doors
from stoep.council.models import Link, Policy
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared.refusal import Refused

ACT = "council.link"
FURTHEST_REPLY = timedelta(days=366)


@transaction.atomic
def link(
    *,
    item: Item,
    kind: str,
    words: str,
    reply_due_on: date,
    by: Standing,
    at: datetime,
    today: date,
    policy: Policy | None = None,
    owner: str = "",
    asked: bool = False,
) -> Link:
    """What `by` says of this item and this policy; NONE says that there is no policy for it, and needs none.

    For whoever takes part in the network. Its maker's side has spoken with it; the other side still has its word, and
    the municipality until `reply_due_on`. The same link twice gives the one that runs.
    `asked` says that the municipality asked for this work: only it may say that of itself, or who leads.
    Raises NotAllowed, Refused("no-choice" | "no-policy" | "other-policy" | "reply-when" | "linked" | "draft" …).
    """
    subject = f"item:{item.code}"
    network.require_here(by, item.neighbourhood_id, right="take-part", act=ACT, subject=subject)
    doors.lock(item.neighbourhood_id)
    item = Item.objects.select_related("neighbourhood", "line").get(pk=item.pk)
    _refuse(item, kind, policy, reply_due_on, today)
    words = doors.needed(words, _("Schrijf in een paar woorden waarom u dit vindt."))
    if policy is not None and policy.corrects is not None:
        policy = policy.corrects
    if running := Link.objects.filter(item=item, policy=policy, ended_at__isnull=True).first():
        if (running.kind, running.words, running.made_by) == (kind, words, by.person):
            return running
        raise Refused("linked", _("Deze koppeling staat er al. Zeg daar of u het ermee eens bent."))
    speaks = rules.word_of(by.side)
    made = Link(
        item=item,
        policy=policy,
        kind=kind,
        words=words,
        asked=asked and bool(speaks) and kind != Link.Kind.NONE,
        owner=doors.text(owner, 120, one_line=True),
        reply_due_on=reply_due_on,
        made_by=by.person,
        made_side=by.side,
        organisation=doors.works_for(by),
        made_at=at,
    )
    put_word(made, speaks, True, words, by, at)
    made.save()
    _seal(made, by, at)
    return made


def _refuse(item: Item, kind: str, policy: Policy | None, reply_due_on: date, today: date) -> None:
    if kind not in Link.Kind.values:
        raise Refused("no-choice", _("Kies: draagt bij, botst, of geen beleid."))
    if item.is_draft or item.closed_at is not None:
        raise Refused("closed", _("Dit punt staat niet op de agenda van nu. Kies een ander punt."))
    if (kind == Link.Kind.NONE) != (policy is None):
        raise Refused("no-policy", _("Kies het beleid waar het om gaat. Alleen bij ‘geen beleid’ kiest u niets."))
    if policy is not None and policy.neighbourhood_id != item.neighbourhood_id:
        raise Refused("other-policy", _("Dit beleid staat bij een andere wijk. Schrijf het eerst hier op."))
    if not today <= reply_due_on <= today + FURTHEST_REPLY:
        raise Refused("reply-when", _("De gemeente antwoordt vanaf vandaag en binnen een jaar. Kies zo'n dag."))


def put_word(found: Link, speaks: rules.Word, agrees: bool, words: str, by: Standing, at: datetime) -> None:
    """Put a side's word into the row; a clash holds from the moment that both have spoken."""
    if speaks == "residents":
        found.residents_agree, found.residents_words = agrees, words
        found.residents_by, found.residents_at = by.person, at
    elif speaks == "municipality":
        found.municipality_agrees, found.municipality_words = agrees, words
        found.municipality_by, found.municipality_at = by.person, at
    both = bool(found.residents_words and found.municipality_words)
    if found.kind == Link.Kind.CLASHES and both:
        found.held_at = at


def _seal(made: Link, by: Standing, at: datetime) -> None:
    facts, personal = doors.shares(made.words, by)
    record.seal(
        neighbourhood=made.item.neighbourhood,
        act=ACT,
        subject=f"item:{made.item.code}",
        by=by.actor(),
        at=at,
        facts={
            "told": "Iemand zei hoe een agendapunt bij beleid past.",
            "link": made.kind,
            "policy": str(made.policy) if made.policy else "",
            "asked": made.asked,
            "reply_due_on": made.reply_due_on.isoformat(),
            # The same before and after: a link stands beside an item, never in it.
            "content": agenda.content_hash(made.item),
            **facts,
        },
        personal=personal,
        rows=[made],
    )
