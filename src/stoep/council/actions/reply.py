"""Reply: the competent body answers, once. Whoever does not follow says why; nothing rests on hidden papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from stoep.council import rules
from stoep.council.actions import doors, papers
from stoep.council.actions.papers import Given
from stoep.council.models import Advice, Competent, Document, Reply
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.reach import missing
from stoep.record import actions as record
from stoep.shared.refusal import NotAllowed, Refused

ACT = "council.reply"
_TOLD = {
    Reply.Kind.FOLLOWS: "gaat mee",
    Reply.Kind.PARTLY: "gaat voor een deel mee",
    Reply.Kind.DEVIATES: "wijkt af",
}


@transaction.atomic
def reply(
    *,
    advice: Advice,
    kind: str,
    words: str,
    missed: str,
    by: Standing,
    at: datetime,
    today: date,
    why: str = "",
    decided_on: date | None = None,
    link: str = "",
    rests_on: Sequence[Given] = (),
) -> Reply:
    """The answer, as it counts from today: what was decided earlier and told later is late all the same.

    `missed` says in words what or whom the decision lacks, or why nothing: Refused("no-missed") without.

    Raises NotAllowed (refuse_not_answerer), Refused("answered" | "withdrawn" | "ours" | "no-reason" | "not-public" …).
    """
    advice = locked(advice)
    refuse_not_answerer(advice, by)
    _refuse_answered(advice)
    if kind not in Reply.Kind.values:
        raise Refused("no-choice", _("Kies: gaat mee, gaat voor een deel mee, of wijkt af."))
    why, decided_on, link = doors.text(why), decided_on or today, doors.web_address(link)
    copied = not rules.may_answer(by, advice.competent, advice.organisation_id)
    _refuse_half(kind, why, copied, link)
    if not advice.asked_on <= decided_on <= today:
        raise Refused("decided-when", _("De dag van het besluit ligt tussen de vraag en vandaag. Kijk de dag na."))
    laid = papers.lay_down_all(rests_on, under=advice, by=by, at=at, today=today)
    documents = list(advice.documents.order_by("pk"))
    papers.refuse_hidden(documents, today)
    made = Reply.objects.create(
        advice=advice,
        kind=kind,
        words=doors.needed(words, _("Schrijf wat u antwoordt.")),
        why=why,
        missed=missing.said(missed),
        decided_on=decided_on,
        link=link,
        answered_by=by.person,
        answered_side=by.side,
        organisation=advice.organisation,
        noted_from=copied,
        answered_on=today,
        answered_at=at,
    )
    _seal(made, documents, [made, *laid], by, at)
    return made


def _seal(made: Reply, documents: Sequence[Document], rows: Sequence[Model], by: Standing, at: datetime) -> None:
    advice = made.advice
    record.seal(
        neighbourhood=advice.neighbourhood,
        act=ACT,
        subject=subject_of(advice),
        by=by.actor(),
        at=at,
        facts={
            "told": f"Antwoord op een vraag van bewoners: {_TOLD[Reply.Kind(made.kind)]}.",
            "reply": str(made.kind),
            "organisation": advice.organisation.name if advice.organisation else "",
            "words": made.words,
            "why": made.why,
            "decided_on": made.decided_on.isoformat(),
            "days_late": rules.days_late(advice.answer_due_on, made.answered_on, made.answered_on),
            "copied": made.noted_from,
            "rests_on": papers.facts_of(documents),
        },
        personal={"missed": made.missed or ""},
        rows=rows,
    )


def _refuse_half(kind: str, why: str, copied: bool, link: str) -> None:
    if rules.asks_reason(kind) and not why:
        raise Refused("no-reason", _("Wijkt u af, ook voor een deel? Schrijf dan waarom. Zonder reden kan het niet."))
    if copied and not link:
        raise Refused("no-source", _("U schrijft dit over. Geef het adres van de brief of het besluit erbij."))


def locked(advice: Advice) -> Advice:
    """The advice as it stands now, held until this transaction ends: two answers never pass each other."""
    doors.lock(advice.neighbourhood_id)
    return Advice.objects.select_related("neighbourhood", "organisation", "item").get(pk=advice.pk)


def subject_of(advice: Advice) -> str:
    """How the log names this advice."""
    return f"advice:{advice.pk}"


def refuse_not_answerer(advice: Advice, by: Standing) -> None:
    """Only the body that was asked; for the council its clerk. Raises NotAllowed that says whom."""
    network.stand_here(by, advice.neighbourhood_id, act=ACT, subject=subject_of(advice))
    if rules.may_answer(by, advice.competent, advice.organisation_id) or rules.may_copy(by, advice.competent):
        return
    raise _refusal(advice, by)


def _refusal(advice: Advice, by: Standing) -> NotAllowed:
    who = advice.organisation.name if advice.organisation else ""
    sentence = _(
        "Alleen wie dit gevraagd is, geeft antwoord: iemand van %(who)s met een zetel of een taak in deze wijk."
    )
    if advice.competent == Competent.COUNCIL:
        sentence = _("Het antwoord van de raad schrijft de griffier van %(who)s op. Vraag het de griffie.")
    if by.waits_for_second_factor:
        sentence = _("Hiervoor is een tweede slot nodig op uw account. Open het via 'Mijn pagina'.")
    return doors.refusal("not-the-answerer", sentence, by=by, act=ACT, subject=subject_of(advice), who=who)


def _refuse_answered(advice: Advice) -> None:
    if advice.is_decision:
        raise Refused("ours", _("Bewoners besloten dit zelf. Hier hoort geen antwoord bij."))
    if Reply.objects.filter(advice=advice).exists():
        raise Refused("answered", _("Er is al antwoord gegeven. Lees het op de pagina van deze vraag."))
    if advice.withdrawn_at is not None:
        raise Refused("withdrawn", _("Bewoners trokken deze vraag in. Er hoeft geen antwoord meer te komen."))
