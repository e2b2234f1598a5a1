"""Writing down that somebody promised something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Item
from stoep.network.standing import Standing
from stoep.people import actions as people
from stoep.people.models import Contact, Organisation, Person
from stoep.places.models import Neighbourhood
from stoep.promises import rules
from stoep.promises.actions import grounds, tell
from stoep.promises.models import Promise
from stoep.record import actions as record
from stoep.shared import receipts
from stoep.shared.refusal import NotAllowed, Refused
from stoep.voices.models import Voice

_DATES = {
    "said-later": _("U vult in dat dit na vandaag gezegd is. Kijk de dag na waarop het beloofd is."),
    "said-too-old": _("Deze datum ligt te ver terug. Kijk het jaartal na."),
    "due-before-said": _(
        "De dag waarop het klaar is, ligt voor de dag van de belofte. Is het eerder gezegd? Vul dan ook die dag in."
    ),
    "due-too-far": _("Deze datum ligt meer dan 30 jaar vooruit. Kijk het jaartal na."),
}


@dataclass(frozen=True, slots=True)
class Noted:
    """A promise that now stands, and the secret with which the promiser answers to it.

    `secret` is empty when there is nothing to confirm, or when the same form came twice.
    """

    promise: Promise
    secret: str = ""


def promise(
    *,
    neighbourhood: Neighbourhood,
    called: str,
    words: str,
    due_on: date,
    by: Standing,
    at: datetime,
    today: date,
    said_on: date | None = None,
    promiser: Person | None = None,
    organisation: Organisation | None = None,
    receiver: Person | None = None,
    receiver_organisation: Organisation | None = None,
    receiver_voice: Voice | None = None,
    receiver_called: str = "",
    item: Item | None = None,
    said_where: str = "",
    evidence: str = "",
    evidence_link: str = "",
    promiser_contact: tuple[str, str] | None = None,
    why_new: str = "",
    posted_key: str | None = None,
) -> Noted:
    """Note that `called` promised `words` by `due_on`, and ask the promiser to confirm it.

    `called` is the promiser as residents call them; `promiser` and `organisation` when they are known (the person's
    own organisation is taken when none is given). No receiver: promised to the whole wijk. `promiser_contact` is
    (channel, address) as people.keep_contact takes it. `why_new`: why this is a new promise, though something alike was
    there already. The same `posted_key` a second time gives the first promise.
    Raises NotAllowed, Refused("empty" | "too-long" | "bad-link" | "other-place" | "to-themselves" or a date's code).
    """
    if organisation is None and promiser is not None:
        organisation = promiser.organisation
    _refuse_who(by, neighbourhood, organisation, promiser)
    _refuse_parties(neighbourhood, organisation, promiser, receiver, receiver_organisation, receiver_voice, item)
    said_on = said_on or today
    if reason := rules.refused_date(due_on, said_on, today):
        raise Refused(reason, _DATES[reason])
    if posted_key and (earlier := Promise.objects.filter(posted_key=posted_key).first()):
        return Noted(earlier)
    row = Promise(
        neighbourhood=neighbourhood,
        promiser=promiser,
        organisation=organisation,
        receiver=receiver,
        receiver_organisation=receiver_organisation,
        receiver_voice=receiver_voice,
        item=item,
        said_on=said_on,
        due_on=due_on,
        counts_on=due_on,
        noted_by=by.person,
        noted_at=at,
        posted_key=posted_key or None,
        why_new=grounds.clean(why_new, rules.WORDS_LIMIT, required=False),
        **_texts(called, words, receiver_called, said_where, evidence, evidence_link),
    )
    return _keep_once(row, promiser_contact, by, at)


def _texts(called: str, words: str, to: str, where: str, evidence: str, link: str) -> dict[str, str]:
    return {
        "promiser_called": grounds.clean(called, rules.CALLED_LIMIT),
        "words": grounds.clean(words, rules.WORDS_LIMIT),
        "receiver_called": grounds.clean(to, rules.CALLED_LIMIT, required=False),
        "said_where": grounds.clean(where, rules.WHERE_LIMIT, required=False),
        "evidence": grounds.clean(evidence, rules.WORDS_LIMIT, required=False),
        "evidence_link": _link(link),
    }


def _keep_once(row: Promise, promiser_contact: tuple[str, str] | None, by: Standing, at: datetime) -> Noted:
    try:
        with transaction.atomic():
            return _keep(row, promiser_contact, by, at)
    except IntegrityError:
        # The same form came in twice at the same moment: the other one was first.
        if row.posted_key and (earlier := Promise.objects.filter(posted_key=row.posted_key).first()):
            return Noted(earlier)
        raise


def _keep(row: Promise, promiser_contact: tuple[str, str] | None, by: Standing, at: datetime) -> Noted:
    row.code = receipts.new_number()
    own = rules.is_promiser(by, grounds.parties_of(row))
    secret = "" if own else receipts.new_secret()
    if own:
        row.confirmed_at = at
    else:
        row.confirm_secret_hash = receipts.secret_hash(secret)
    row.promiser_contact = _contact(row, promiser_contact, at)
    row.save()
    _seal(row, by, at)
    if not own:
        tell.ask_promiser(row, secret, at)
    tell.tell_receiver(row, tell.NOTED, at, except_for=by.person)
    return Noted(row, secret)


def _seal(row: Promise, by: Standing, at: datetime) -> None:
    public = grounds.words_are_public(row.organisation)
    facts = {
        "code": row.code,
        "organisation": row.organisation.name if row.organisation else "",
        "to": _receiver_kind(row),
        "said_on": row.said_on.isoformat(),
        "due_on": row.due_on.isoformat(),
        "item": row.item.code if row.item else "",
        "confirmed": row.confirmed_at is not None,
        "told": f"Belofte van {grounds.name_for_log(row)}, voor {row.due_on:%d-%m-%Y}.",
    }
    personal = {"called": row.promiser_called, "where": row.said_where, "evidence": row.evidence}
    personal |= {"to_called": row.receiver_called, "link": row.evidence_link, "why_new": row.why_new}
    (facts if public else personal)["words"] = row.words
    record.seal(
        neighbourhood=row.neighbourhood,
        act="promises.promise",
        subject=grounds.subject_of(row),
        by=by.actor(),
        at=at,
        facts=facts,
        personal={field: text for field, text in personal.items() if text},
        rows=[row],
    )


def _receiver_kind(row: Promise) -> str:
    if row.receiver_organisation:
        return row.receiver_organisation.name
    if row.receiver_voice:
        return f"voice:{row.receiver_voice.number}"
    return "person" if row.receiver_id else "wijk"


def _contact(row: Promise, given: tuple[str, str] | None, at: datetime) -> Contact | None:
    if given and given[1].strip():
        return people.keep_contact(channel=given[0], address=given[1], language="nl", at=at)
    return None


def _link(link: str) -> str:
    link = link.strip()
    if link and (len(link) > rules.LINK_LIMIT or not rules.link_host(link)):
        raise Refused("bad-link", _("Dit is geen webadres dat wij kunnen tonen. Het begint met https:// of http://."))
    return link


def _refuse_who(
    by: Standing, neighbourhood: Neighbourhood, organisation: Organisation | None, promiser: Person | None
) -> None:
    here = by.neighbourhood.pk == neighbourhood.pk
    if here and rules.may_note(by, promiser.pk if promiser else None, organisation.pk if organisation else None):
        return
    sentence = _("Gastheren, gastvrouwen, opbouwwerkers en bewoners aan tafel schrijven beloften op. Vraag het hun.")
    if here and by.is_institution and by.in_network:
        sentence = _("U kunt alleen een belofte van uzelf of van uw eigen organisatie opschrijven.")
    raise NotAllowed(
        "may-not-note", sentence, neighbourhood=neighbourhood, actor=by.actor(), act="promises.promise", subject=""
    )


def _refuse_parties(
    neighbourhood: Neighbourhood,
    organisation: Organisation | None,
    promiser: Person | None,
    receiver: Person | None,
    receiver_organisation: Organisation | None,
    receiver_voice: Voice | None,
    item: Item | None,
) -> None:
    if any(thing is not None and thing.neighbourhood_id != neighbourhood.pk for thing in (receiver_voice, item)):
        raise Refused("other-place", _("Dit agendapunt of dit nummer hoort bij een andere wijk. Kijk het na."))
    to_own_house = organisation is not None and receiver_organisation == organisation
    to_own_people = receiver is not None and organisation is not None and receiver.organisation_id == organisation.pk
    if to_own_house or to_own_people or (promiser is not None and receiver == promiser):
        raise Refused(
            "to-themselves",
            _("Wie belooft en wie ontvangt, hoort bij dezelfde organisatie. Aan wie in de wijk is het beloofd?"),
        )
