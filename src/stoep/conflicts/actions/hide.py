"""Hide: take a threat or personal data out of the open, by two keys, with the reason in their place. Or show it again.

One key alone hides nothing, whoever holds it; a host or an official never does (docs/decisions/0011, 0015).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from stoep.agenda import actions as agenda
from stoep.agenda.models import Origin, Remark
from stoep.conflicts import queries, rules
from stoep.conflicts.actions import doors, keys, swap, telling
from stoep.conflicts.models import Hiding, Stance, Statement
from stoep.conflicts.queries import Typed
from stoep.conflicts.queries.hidings import Row, Words
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.people import sealing
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared.refusal import Refused
from stoep.voices import actions as voices
from stoep.voices.models import Hidden, Voice

_TARGETS: dict[type[Row], str] = {
    Voice: "voice",
    Origin: "origin",
    Remark: "remark",
    Statement: "statement",
    Stance: "stance",
}


@transaction.atomic
def propose_hiding(
    *, words: Words, kind: str, why: str, by: Standing, at: datetime, today: date, undo: bool = False
) -> Hiding:
    """One key is turned: these words are hidden (or, with `undo`, shown again) once the other key is turned too.

    Until then they stand as they stood. The other side is told at once. The same proposal of the same side twice is
    one. Refused: "no-ground", "empty", "hidden", "not-hidden", "erased", "waits-for-you".
    """
    where = queries.where_of(words)
    network.require_here(by, where.pk, right="lead", act="conflicts.hide")
    if kind not in Hidden.values:
        raise Refused(
            "no-ground", _("Verbergen kan alleen bij een bedreiging of bij gegevens van een persoon. Kies er een.")
        )
    why = doors.text(why, most=rules.MOST_WHY, empty=_("Schrijf op waarom. Iedereen leest dit. Herhaal niets ervan."))
    now = _as_it_stands(words)
    _may_change(now, undo=undo)
    waiting = _waiting(words, where, today, undo=undo)
    if waiting:
        if waiting.proposed_by.side == by.side:
            return waiting
        raise Refused("waits-for-you", _("De andere kant stelde dit ook voor. Bevestig dat voorstel met uw sleutel."))
    assert by.seat is not None  # require_here saw to it
    made = Hiding.objects.create(
        neighbourhood=where,
        kind=kind,
        why=why,
        undo=undo,
        proposed_by=by.seat,
        proposed_at=at,
        expires_on=keys.last_day(today),
        **_target(words, undo=undo),
    )
    what = "verborgen woorden weer te laten zien" if undo else "woorden te verbergen"
    told = f"Er ligt een voorstel om {what}. De andere sleutel is nog nodig."
    _seal("conflicts.propose_hiding", made, by, at, told)
    telling.tell_other_key(made, at=at, today=today)
    return made


@transaction.atomic
def second_hiding(*, hiding: Hiding, by: Standing, at: datetime, today: date) -> Hiding:
    """The other key is turned: the words are hidden everywhere, with the reason in their place; or shown again."""
    subject = subject_of(hiding)
    network.require_here(by, hiding.neighbourhood_id, right="lead", act="conflicts.hide", subject=subject)
    held = _held(hiding)
    words = queries.words_of(held)
    keys.turn(held, by, act="conflicts.hide", subject=subject, at=at, today=today)
    _may_change(_as_it_stands(words), undo=held.undo)
    changed = _carry_out(held, words, by, at)
    agenda.seal_anew(rows=changed, by=by.actor(), at=at)
    done = "Verborgen woorden staan er weer." if held.undo else "Woorden zijn verborgen. De reden staat ervoor."
    _seal("conflicts.hide", held, by, at, f"{done} Beide sleutels zijn omgedraaid.", changed)
    telling.tell_author(held, at=at)
    return held


@transaction.atomic
def withdraw_hiding(*, hiding: Hiding, by: Standing, at: datetime, today: date) -> Hiding:
    """The proposal, taken back by the side that made it, while it waits."""
    act, subject = "conflicts.withdraw_hiding", subject_of(hiding)
    network.require_here(by, hiding.neighbourhood_id, right="lead", act=act, subject=subject)
    held = _held(hiding)
    keys.take_back(held, by, act=act, subject=subject, at=at, today=today)
    _seal(act, held, by, at, "Een voorstel over verbergen is ingetrokken.")
    return held


def subject_of(hiding: Hiding) -> str:
    """How the log names this proposal."""
    return f"hiding:{hiding.pk}"


def _held(hiding: Hiding) -> Hiding:
    found = Hiding.objects.select_for_update(of=["self"]).select_related("neighbourhood", "proposed_by__person")
    return found.get(pk=hiding.pk)


def _waiting(words: Words, where: Neighbourhood, today: date, *, undo: bool) -> Hiding | None:
    """The proposal about the same words that waits already."""
    waiting = queries.waiting_hidings(where, today).filter(undo=undo)
    if isinstance(words, Typed):
        texts = waiting.filter(kept__isnull=False)
        return next((one for one in texts if queries.kept_by(one).text == words.text), None)
    return waiting.filter(**{_TARGETS[type(words)]: words}).first()


def _target(words: Words, *, undo: bool) -> dict[str, Any]:
    if isinstance(words, Typed):
        return {"kept": sealing.seal(words.text), "first": words.first if undo else None}
    return {_TARGETS[type(words)]: words}


def _as_it_stands(words: Words) -> Words:
    """The row as it is now, held until the end of the transaction."""
    if isinstance(words, Typed):
        return words
    model: type[Row] = type(words)
    return model._default_manager.select_for_update(of=["self"]).get(pk=words.pk)


def _may_change(words: Words, *, undo: bool) -> None:
    if isinstance(words, Voice) and words.erased_at:
        raise Refused("erased", _("De maker heeft deze woorden gewist. Er is niets meer om te verbergen."))
    if words.hidden_at and not undo:
        raise Refused("hidden", _("Deze woorden zijn al verborgen. U hoeft niets te doen."))
    if undo and not words.hidden_at:
        raise Refused("not-hidden", _("Deze woorden zijn niet verborgen. U hoeft niets te doen."))


def _carry_out(hiding: Hiding, words: Words, by: Standing, at: datetime) -> list[Model]:
    """Do it; the rows of any room that changed by it and that no act of their own seals."""
    given: dict[str, Any] = {"by": by.actor(), "at": at}
    ground: dict[str, Any] = {"kind": hiding.kind, "why": hiding.why}
    if isinstance(words, Typed):
        return _swapped(hiding, words, by, at)
    if isinstance(words, Voice):
        voices.unhide(voice=words, **given) if hiding.undo else voices.hide(voice=words, **ground, **given)
    elif isinstance(words, (Origin, Remark)):
        agenda.unhide_words(row=words, **given) if hiding.undo else agenda.hide_words(row=words, **ground, **given)
    else:
        facts: dict[str, Any] = {"hidden_at": None, "hidden_kind": "", "hidden_why": ""}
        if not hiding.undo:
            facts = {"hidden_at": at, "hidden_kind": hiding.kind, "hidden_why": hiding.why}
        type(words)._default_manager.filter(pk=words.pk).update(**facts)
    return []


def _swapped(hiding: Hiding, words: Typed, by: Standing, at: datetime) -> list[Model]:
    if hiding.undo:
        assert hiding.first is not None
        return swap.put_back(hiding.first, words.text)
    # What stands behind the commitments of the log goes for good; the text itself is kept with the proposal.
    record.erase(
        neighbourhood=hiding.neighbourhood, subject=None, value=words.text, ground="two keys", by=by.actor(), at=at
    )
    changed = swap.put_away(hiding, words.text)
    if not changed:
        raise Refused("gone", _("Deze woorden staan nergens meer. U hoeft niets te doen."))
    return changed


def _seal(act: str, hiding: Hiding, by: Standing, at: datetime, told: str, changed: Sequence[Model] = ()) -> None:
    own = [row for row in (hiding.statement, hiding.stance) if row is not None]
    record.seal(
        neighbourhood=hiding.neighbourhood,
        act=act,
        subject=subject_of(hiding),
        by=by.actor(),
        at=at,
        facts={
            "told": told,
            "ground": hiding.kind,
            "undo": hiding.undo,
            "about": queries.about(hiding),
            "expires_on": hiding.expires_on.isoformat(),
        },
        personal={"why": hiding.why, "proposed_by": hiding.proposed_by.person.name},
        rows=[hiding, *own, *changed],
    )
