"""Propose to another organiser to do two things together, and say yes or no, with a reason. Both are told."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from stoep.calendar.actions import doors
from stoep.calendar.models import Entry, Joining
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.people import actions as people
from stoep.people.models import Person
from stoep.record import actions as record
from stoep.shared.refusal import NotAllowed, Refused

_ASKED = gettext_noop("Samen doen? Een voorstel van %(asked_by)s")
_ASKS = gettext_noop(
    "%(asked_by)s vraagt van bewoners: %(what)s.\nU vraagt: %(other)s.\n\n"
    "Het voorstel is om dit samen te doen:\n%(words)s\n\nLees het, en zeg ja of nee: %(page)s"
)
_ANSWERED = gettext_noop("Antwoord op een voorstel om iets samen te doen")
_ANSWERS = {
    True: gettext_noop("Ja: %(what)s en %(other)s gaan samen.\n\n%(words)s\n\nHier staat het: %(page)s"),
    False: gettext_noop("Nee: %(what)s en %(other)s gaan niet samen.\n\n%(words)s\n\nHier staat het: %(page)s"),
}


@transaction.atomic
def propose_joining(
    *, entry: Entry, other: Entry, words: str, by: Standing, at: datetime, posted_key: str | None = None
) -> Joining:
    """Whoever keeps `entry` proposes to whoever asks `other` to do it together; the other one is told.

    Refused("withdrawn"): one of them is off; "same"; "asked-already": a proposal between these two waits for an answer.
    """
    act = "calendar.propose_joining"
    network.require_here(by, entry.neighbourhood_id, right="take-part", act=act, subject=doors.subject_of(entry))
    doors.lock(entry.neighbourhood_id)
    if posted_key and (known := Joining.objects.filter(posted_key=posted_key, entry__pk=entry.pk).first()):
        return known
    found = Entry.objects.select_related("neighbourhood", "entered_by__account", "feed__added_by__account")
    entry, other = found.get(pk=entry.pk), found.get(pk=other.pk)
    if not doors.keeps(entry, by):
        raise _not_yours(entry, by, act)
    if entry.pk == other.pk or entry.neighbourhood_id != other.neighbourhood_id:
        raise Refused("same", _("Kies iets anders uit de kalender van deze wijk."))
    doors.not_withdrawn(entry)
    doors.not_withdrawn(other)
    waiting = Joining.objects.filter(entry__in=(entry, other), other__in=(entry, other), answered_at__isnull=True)
    if waiting.exists():
        raise Refused("asked-already", _("Dit is al voorgesteld. Het wacht op antwoord."))
    said = doors.asked("no-words", _("Schrijf hoe u het samen wilt doen. Eén zin is genoeg."), words=words)
    made = Joining.objects.create(
        entry=entry, other=other, proposed_by=by.person, proposed_at=at, posted_key=posted_key, **said
    )
    told = "Iemand stelde voor om twee vragen aan bewoners samen te doen."
    _seal(act, told, made, by, at, words=made.words)
    _tell(other, _ASKED, _ASKS, made, made.words, at)
    return made


@transaction.atomic
def answer_joining(*, joining: Joining, is_yes: bool, answer: str, by: Standing, at: datetime) -> Joining:
    """Yes or no, with the reason, by whoever asks the other one; both stand on the page, and both are told."""
    act = "calendar.answer_joining"
    here = joining.other.neighbourhood_id
    network.require_here(by, here, right="take-part", act=act, subject=doors.subject_of(joining.other))
    doors.lock(here)
    rows = Joining.objects.select_related(
        "entry__neighbourhood", "entry__entered_by__account", "entry__feed__added_by__account",
        "other__neighbourhood", "other__entered_by__account", "other__feed__added_by__account",
    )  # fmt: skip
    joining = rows.get(pk=joining.pk)
    if not doors.answers_for(joining.other, by):
        raise _not_yours(joining.other, by, act)
    if joining.answered_at is not None:
        raise Refused("answered", _("Hierop is al geantwoord. Het antwoord staat erbij."))
    said = doors.asked("no-why", _("Schrijf waarom. Eén zin is genoeg."), answer=answer)
    joining.is_yes, joining.answer, joining.answered_by, joining.answered_at = is_yes, said["answer"], by.person, at
    joining.save(update_fields=["is_yes", "answer", "answered_by", "answered_at"])
    told = "Er kwam antwoord op een voorstel om twee vragen aan bewoners samen te doen."
    _seal(act, told, joining, by, at, answer=joining.answer)
    for entry in (joining.entry, joining.other):
        _tell(entry, _ANSWERED, _ANSWERS[is_yes], joining, joining.answer, at)
    return joining


def _not_yours(entry: Entry, by: Standing, act: str) -> NotAllowed:
    return NotAllowed(
        "not-yours", _("Alleen wie dit aan bewoners vraagt, beslist of het samen gaat met iets anders."),
        neighbourhood=by.neighbourhood, actor=by.actor(), act=act, subject=doors.subject_of(entry),
    )  # fmt: skip


def _seal(act: str, told: str, row: Joining, by: Standing, at: datetime, **personal: str) -> None:
    facts = {"told": told, "other": row.other_id} | ({} if row.is_yes is None else {"is_yes": row.is_yes})
    record.seal(
        neighbourhood=row.entry.neighbourhood, act=act, subject=doors.subject_of(row.entry), by=by.actor(), at=at,
        facts=facts, personal=personal, rows=[row],
    )  # fmt: skip


def organiser(entry: Entry) -> Person | None:
    """Who hears about this line: whoever wrote it, or whoever lets the calendar that it comes from be read."""
    return entry.entered_by or (entry.feed.added_by if entry.feed else None)


def _tell(entry: Entry, subject: str, body: str, joining: Joining, words: str, at: datetime) -> None:
    person = organiser(entry)
    account = person.account if person else None
    if account is None or not account.is_active:
        return
    known = {
        "asked_by": joining.entry.asked_by,
        "what": joining.entry.what,
        "other": joining.other.what,
        "words": words,
        "page": reverse("calendar:entry", args=[entry.neighbourhood.slug, entry.pk]),
    }
    with translation.override(account.language):
        people.tell(
            contact=people.contact_for(account=account, at=at), neighbourhood=entry.neighbourhood,
            about=doors.subject_of(entry), subject=say(subject) % known, body=say(body) % known, at=at,
        )  # fmt: skip
