"""What the pages show of promises, as the log checks it."""

from __future__ import annotations

from collections.abc import Iterator

from stoep.places.models import Neighbourhood
from stoep.promises import rules
from stoep.promises.models import Promise
from stoep.promises.queries.lines import whole
from stoep.record.inspection import Shown


def mirrored(neighbourhood: Neighbourhood) -> Iterator[Shown]:
    """What the pages show of promises now, to be laid beside what was sealed (settings.STOEP_MIRRORS)."""
    for promise in whole(Promise.objects.filter(neighbourhood=neighbourhood)).order_by("pk").iterator(500):
        subject = f"promise:{promise.code}"
        yield Shown(subject, "said_on", promise.said_on.isoformat())
        yield Shown(subject, "due_on", promise.due_on.isoformat())
        yield Shown(subject, "organisation", promise.organisation.name if promise.organisation else "")
        yield Shown(subject, "item", promise.item.code if promise.item else "")
        texts = {"called": promise.promiser_called, "words": promise.words, "where": promise.said_where}
        texts |= {"to_called": promise.receiver_called, "link": promise.evidence_link, "evidence": promise.evidence}
        yield from (Shown(subject, field, text) for field, text in texts.items() if text)
        yield from _mirrored_after(subject, promise)


def _mirrored_after(subject: str, promise: Promise) -> Iterator[Shown]:
    """What came after a promise was noted; None where nothing did, so that a row that was taken away is missed."""
    yield Shown(subject, "disputed_words", promise.disputed_words if promise.disputed_at else None)
    changes, verdicts = list(promise.changes.all()), list(promise.verdicts.all())
    last, said = changes[-1] if changes else None, verdicts[-1] if verdicts else None
    yield Shown(subject, "new_words", last.words if last else None)
    yield Shown(subject, "why", last.why if last else None)
    yield Shown(subject, "new_due_on", last.due_on.isoformat() if last else None)
    days = [(change.made_on, change.due_on) for change in changes]
    if last:
        was_on = rules.date_that_counts(promise.due_on, days[:-1])
        yield Shown(subject, "late_already", last.made_on > was_on)
    if promise.counts_on != rules.date_that_counts(promise.due_on, days):
        # It is worked out from the dates above; another day than those give was never sealed by anybody.
        yield Shown(subject, "counts_on", promise.counts_on.isoformat())
    yield Shown(subject, "verdict", str(said.kind) if said else None)
    yield Shown(subject, "kept_on", said.on.isoformat() if said else None)
    if said and said.words:
        yield Shown(subject, "verdict_words", said.words)
