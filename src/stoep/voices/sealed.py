"""What of voices is laid beside the log: each row that an act wrote, and what the pages say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Min
from django.utils import timezone

from stoep.places.models import Neighbourhood
from stoep.record.inspection import Shown
from stoep.record.rows import Sealed
from stoep.voices.models import Answer, Joining, Photo, Voice

ANSWERING = (Answer.Kind.TAKEN_UP, Answer.Kind.ANSWERED, Answer.Kind.PASSED_ON)
_AS_A_WHOLE = "hidden with the whole voice, picture and all: voices.actions.hide"
ROWS = (
    Sealed(
        Voice,
        of="neighbourhood",
        leave={
            "secret_hash": "a secret of the author; no page shows it",
            "posted_key": "keeps a form from counting twice; no page shows it",
            "first_answered_on": "worked out from answers and joinings; `shown` lays it beside those",
        },
        stays={
            "words": _AS_A_WHOLE,
            "already": _AS_A_WHOLE,
            "called": _AS_A_WHOLE,
        },
    ),
    Sealed(Answer, of="neighbourhood", along=("passed_to__name", "passed_to__kind")),
    Sealed(Joining, of="voice__neighbourhood"),
    Sealed(Photo, of="voice__neighbourhood"),
)


def shown(neighbourhood: Neighbourhood) -> Iterator[Shown]:
    """What the pages show now, to lay beside what was sealed last: words, who reads them, answers, joinings."""
    here = Answer.objects.filter(voice__neighbourhood=neighbourhood)
    counts = here.filter(revoked_at__isnull=True).order_by().values("voice").annotate(count=Count("pk"))
    answers = dict(counts.values_list("voice", "count"))
    last_words = dict(here.order_by("pk").values_list("voice", "words"))
    joinings = Joining.objects.filter(voice__neighbourhood=neighbourhood, split_at__isnull=True)
    together = dict(joinings.values_list("voice", "into__number"))
    first_days = _first_days(neighbourhood)
    for voice in Voice.objects.filter(neighbourhood=neighbourhood).iterator(chunk_size=2000):
        subject = f"voice:{voice.number}"
        if voice.first_answered_on != first_days.get(voice.pk):
            # It is worked out from answers and joinings; another day than those give was never sealed by anybody.
            yield Shown(subject, "first_answered_on", str(voice.first_answered_on))
        for name in ("kind", "channel", "audience"):
            yield Shown(subject, name, getattr(voice, name))
        yield Shown(subject, "due_on", voice.due_on.isoformat())
        yield Shown(subject, "open", voice.is_shown)
        yield Shown(subject, "answers", answers.get(voice.pk, 0))
        yield Shown(subject, "together_with", together.get(voice.pk, ""))
        yield Shown(subject, "named", bool(voice.called))
        yield Shown(subject, "added", bool(voice.already))
        for name in ("words", "called", "already"):
            # An empty name was never sealed; that there was none is sealed as a fact. Words there always were.
            if getattr(voice, name) or (name == "words" and not voice.erased_at):
                yield Shown(subject, name, getattr(voice, name))
        if voice.pk in last_words:
            yield Shown(subject, "answer", last_words[voice.pk])


def _first_days(neighbourhood: Neighbourhood) -> dict[int, date]:
    """The day on which each voice had its first answer: its own, or that of the voice that it was joined into."""
    given = Answer.objects.filter(neighbourhood=neighbourhood, revoked_at__isnull=True, kind__in=ANSWERING)
    firsts = dict(given.order_by().values("voice").annotate(first=Min("given_at")).values_list("voice", "first"))
    joined = Joining.objects.filter(voice__neighbourhood=neighbourhood, split_at__isnull=True)
    into = {voice: (lead, at) for voice, lead, at in joined.values_list("voice", "into", "joined_at")}
    moments = dict(firsts)
    for voice, (direct, at) in into.items():
        lead, seen = direct, {voice}
        while lead in into and lead not in seen:
            seen.add(lead)
            lead = into[lead][0]
        if lead in firsts:
            moments[voice] = min(filter(None, [firsts.get(voice), max(firsts[lead], at)]))
    return {voice: timezone.localtime(moment).date() for voice, moment in moments.items()}
