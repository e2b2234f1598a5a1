"""What the receiver says: kept, or broken. Nobody else can say it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.agenda.models import Origin
from stoep.network.standing import Standing
from stoep.promises import rules
from stoep.promises.actions import grounds, tell
from stoep.promises.models import Promise, Verdict
from stoep.record import actions as record
from stoep.shared.refusal import NotAllowed, Refused
from stoep.voices import queries as voices
from stoep.voices.models import Voice
from stoep.voices.rules import Proof

# The log speaks one language, whatever that of whoever judges.
_TOLD = {Verdict.Kind.KEPT: "nagekomen", Verdict.Kind.BROKEN: "niet nagekomen"}


@transaction.atomic
def judge(
    *,
    promise: Promise,
    kind: str,
    words: str,
    by: Standing,
    at: datetime,
    today: date,
    kept_on: date | None = None,
    voice: Voice | None = None,
    secret: str | Proof = "",
) -> Verdict:
    """The receiver says "kept" or "broken"; the newest verdict counts, and all stay in sight.

    `kept_on` is the day it was ready (else today). Somebody without an account shows that they wrote `voice` by its
    receipt's `secret`, or by the proof that voices.access.proof gives. The same verdict twice on one day is stored
    once. Raises NotAllowed, Refused("wrong-secret" | "kept-later" | "no-verdict" | "too-long" | "empty").
    """
    promise = grounds.locked(promise)
    proven = proven_by(voice, secret)
    origins = origins_of(promise)
    refuse_not_receiver(promise, by, proven, origins)
    words = grounds.clean(words, rules.WORDS_LIMIT, required=kind == Verdict.Kind.BROKEN)
    _refuse_day(promise, kind, kept_on, today)
    on = kept_on or today if kind == Verdict.Kind.KEPT else today
    said = Verdict(promise=promise, kind=Verdict.Kind(kind), words=words, on=on, said_at=at, said_by=by.person)
    if proven & (origins | {promise.receiver_voice_id or 0}):
        said.said_voice = voice
    said.said_side = "resident" if said.said_voice_id and by.person is None else by.side
    last = promise.verdicts.last()
    if last and _same(last, said):
        return last
    said.save()
    _seal(promise, said, by, at)
    tell.tell_promiser(promise, tell.KEPT if said.kind == Verdict.Kind.KEPT else tell.BROKEN, at)
    tell.tell_receiver(promise, tell.KEPT if said.kind == Verdict.Kind.KEPT else tell.BROKEN, at, except_for=by.person)
    return said


def refuse_not_receiver(promise: Promise, by: Standing, proven: frozenset[int], origins: frozenset[int]) -> None:
    """Only the receiver. Raises NotAllowed, with a sentence that says who it is and what can be done."""
    if not is_receiver(promise, by, proven, origins):
        raise _refusal(promise, by)


def is_receiver(promise: Promise, by: Standing, proven: frozenset[int], origins: frozenset[int]) -> bool:
    """Whether this promise was made to them, in this very neighbourhood."""
    here = by.neighbourhood.pk == promise.neighbourhood_id
    return here and rules.may_judge(by, grounds.parties_of(promise), proven, origins)


def _refusal(promise: Promise, by: Standing) -> NotAllowed:
    act = "promises.judge"
    if rules.is_of_promiser(by, grounds.parties_of(promise)):
        sentence = _(
            "U of uw organisatie deed deze belofte. Alleen de ontvanger zegt of hij is nagekomen. "
            "U kunt de belofte wel bijstellen, met uw reden."
        )
        return grounds.refusal("promiser-never-judges", sentence, by=by, promise=promise, act=act)
    sentence = _(
        "Alleen wie deze belofte kreeg, zegt of hij is nagekomen. Hebt u een bonnetje? Vul het nummer en de code in."
    )
    return grounds.refusal("not-the-receiver", sentence, by=by, promise=promise, act=act)


def proven_by(voice: Voice | None, secret: str | Proof) -> frozenset[int]:
    """The keys of the voices that this secret proves. Raises Refused("wrong-secret")."""
    if not secret:
        return frozenset()
    if voice is None or not voices.proves(voice, secret):
        raise Refused("wrong-secret", _("Deze geheime code hoort niet bij dit nummer. Kijk uw bonnetje na."))
    # A voice that was joined into another shares what came of it.
    return frozenset({voice.pk, voices.lead_of(voice).pk})


def origins_of(promise: Promise) -> frozenset[int]:
    """The keys of the voices that the promise's agenda item grew from."""
    if promise.item_id is None:
        return frozenset()
    rows = Origin.objects.filter(item_id=promise.item_id, released_at__isnull=True)
    return frozenset(rows.values_list("voice_id", flat=True))


def _refuse_day(promise: Promise, kind: str, kept_on: date | None, today: date) -> None:
    if kind not in Verdict.Kind.values:
        raise Refused("no-verdict", _("Kies of de belofte is nagekomen of niet."))
    if kept_on is not None and not promise.said_on <= kept_on <= today:
        raise Refused("kept-later", _("Deze dag kan niet. Kies een dag tussen de belofte en vandaag."))


def _same(last: Verdict, said: Verdict) -> bool:
    same_voice = (last.said_by_id, last.said_voice_id) == (said.said_by_id, said.said_voice_id)
    return same_voice and (last.kind, last.words, last.on) == (said.kind, said.words, said.on)


def _seal(promise: Promise, said: Verdict, by: Standing, at: datetime) -> None:
    told = f"De ontvanger zegt van een belofte van {grounds.name_for_log(promise)}: {_TOLD[Verdict.Kind(said.kind)]}."
    facts = {
        "code": promise.code,
        "verdict": str(said.kind),
        "kept_on": said.on.isoformat(),
        "by_author_of": said.said_voice.number if said.said_voice else "",
        "told": told,
    }
    personal: dict[str, str] = {}
    if said.words:
        (facts if grounds.words_are_public(promise.receiver_organisation) else personal)["verdict_words"] = said.words
    record.seal(
        neighbourhood=promise.neighbourhood,
        act="promises.judge",
        subject=grounds.subject_of(promise),
        by=by.actor(),
        at=at,
        facts=facts,
        personal=personal,
        rows=[said],
    )
