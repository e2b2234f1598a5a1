"""Answer: say what became of a voice; and take such an answer back, with the reason."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.people import actions as people
from stoep.people.models import Organisation
from stoep.record import actions as record
from stoep.shared.refusal import Refused
from stoep.voices import queries
from stoep.voices.actions import texts
from stoep.voices.actions.follow import tell_followers
from stoep.voices.actions.lock import locked, of_here, subject
from stoep.voices.actions.settle import settle
from stoep.voices.models import Answer, Voice

_TOLD = {
    "taken-up": "Inbreng {number} is opgenomen in de wijkagenda.",
    "answered": "Inbreng {number} is beantwoord.",
    "passed-on": "Inbreng {number} is doorgegeven aan {party}.",
    "progress": "Er is nieuws over inbreng {number}.",
}


@transaction.atomic
def answer(
    *,
    voice: Voice,
    kind: str,
    words: str,
    by: Standing,
    at: datetime,
    passed_to: Organisation | None = None,
    other_party: str = "",
    for_room: bool = False,
    letters: bool = True,
) -> Answer:
    """Give a voice its answer: "taken-up", "answered" (with the reason), "passed-on" (to a named party), "progress".

    Hosts and seat holders of the leading sides answer; taking up is for those seat holders alone. An institution
    may answer, or give news of, what was passed on to it. The author hears, and so do the authors of all voices
    that were joined into this one. `other_party` names a party that nobody takes part for yet. `for_room`: a higher
    room, of which this voice went through a process, asked itself whether this member of the network may answer.
    Without `letters` that room writes to whoever follows this very voice and hears by letter; all others still hear.
    Refused: "empty", "too-long", "kind", "party", "bad-name".
    """
    held = locked(voice)
    of_here(held, by, "voices.answer")
    _require(held, kind, by, for_room=for_room)
    party = (passed_to or _named(other_party, held)) if kind == Answer.Kind.PASSED_ON else None
    if kind == Answer.Kind.PASSED_ON and party is None:
        raise Refused("party", _("Kies aan wie u dit doorgeeft."))
    given = Answer.objects.create(
        voice=held,
        neighbourhood=held.neighbourhood,
        kind=kind,
        words=texts.checked_why(words),
        passed_to=party,
        given_by=by.person,
        given_side=by.side,
        given_at=at,
    )
    settle(held)
    _tell(held, given, at, letters=letters)
    _seal(held, given, by, at)
    return given


@transaction.atomic
def revoke(*, answer: Answer, why: str, by: Standing, at: datetime) -> None:
    """Take an answer back; it stays in sight, with the reason, and the voice may be open (and late) again."""
    held = locked(answer.voice)
    of_here(held, by, "voices.revoke")
    own = by.person is not None and by.in_network and answer.given_by_id == by.person.pk
    if not own:
        network.require(by, right="host", act="voices.revoke", subject=subject(held))
    given = Answer.objects.select_for_update().get(pk=answer.pk)
    if given.revoked_at:
        raise Refused("revoked", _("Dit antwoord is al ingetrokken."))
    given.revoked_at, given.revoked_why = at, texts.checked_why(why)
    given.save(update_fields=["revoked_at", "revoked_why"])
    settle(held)
    for each in [held, *queries.joined_to(held)]:
        tell_followers(
            voice=each,
            subject=partial(texts.news_subject, each),
            body=partial(texts.news_of_revoking, each, given.revoked_why),
            at=at,
        )
    record.seal(
        neighbourhood=held.neighbourhood,
        act="voices.revoke",
        subject=subject(held),
        by=by.actor(),
        at=at,
        facts={
            "number": held.number,
            "answer_kind": given.kind,
            "answers": queries.standing_answers(held),
            "told": f"Een antwoord op {held.spoken} is ingetrokken.",
        },
        personal={"why": given.revoked_why},
        rows=[given],
    )


def _require(voice: Voice, kind: str, by: Standing, *, for_room: bool) -> None:
    if kind not in Answer.Kind.values:
        raise Refused("kind", _("Kies wat er met deze inbreng gebeurt."))
    if for_room and kind in (Answer.Kind.ANSWERED, Answer.Kind.PROGRESS):
        network.require(by, right="take-part", act="voices.answer", subject=subject(voice))
    elif kind == Answer.Kind.TAKEN_UP:
        network.require(by, right="lead", act="voices.answer", subject=subject(voice))
    elif kind == Answer.Kind.PASSED_ON or not queries.is_passed_to(voice, by):
        network.require(by, right="host", act="voices.answer", subject=subject(voice))


def _named(typed: str, voice: Voice) -> Organisation | None:
    """The party of this name: one that takes part here, else one known elsewhere, else a new one; None without one.

    Two may have one name, each of another kind: an invented neighbourhood may have named it as something else.
    """
    if not typed.strip():
        return None
    known = Organisation.objects.filter(name__iexact=people.tidy_name(typed)).order_by("pk")
    here = Q(seats__partnership__neighbourhood=voice.neighbourhood) | Q(posts__neighbourhood=voice.neighbourhood)
    found = known.filter(here).first() or known.exclude(kind=Organisation.Kind.RESIDENTS).first()
    return found or people.name_organisation(name=typed, kind=Organisation.Kind.OTHER)


def _tell(voice: Voice, given: Answer, at: datetime, *, letters: bool) -> None:
    for each in [voice, *queries.joined_to(voice)]:
        tell_followers(
            voice=each,
            subject=partial(texts.news_subject, each),
            body=partial(texts.news_of_answer, each, given),
            at=at,
            letters=letters or each != voice,
        )


def _seal(voice: Voice, given: Answer, by: Standing, at: datetime) -> None:
    party = given.passed_to.name if given.passed_to else ""
    facts = {
        "number": voice.number,
        "answer_kind": given.kind,
        "answers": queries.standing_answers(voice),
        "told": _TOLD[given.kind].format(number=voice.spoken, party=party),
    }
    record.seal(
        neighbourhood=voice.neighbourhood,
        act="voices.answer",
        subject=subject(voice),
        by=by.actor(),
        at=at,
        facts=facts | ({"passed_to": party} if party else {}),
        personal={"answer": given.words},
        rows=[given],
    )
