"""From a row to the steps that it tells. One function for each kind of row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from stoep.agenda import queries as agenda
from stoep.agenda.models import Item, Origin, Remark
from stoep.promises import queries as promises
from stoep.promises.models import Verdict
from stoep.shared import receipts
from stoep.shared.addresses import address
from stoep.thread.lines import Step
from stoep.voices.models import Answer, Joining, Voice

ANSWERS = {
    Answer.Kind.TAKEN_UP: "taken-up",
    Answer.Kind.ANSWERED: "answered",
    Answer.Kind.PASSED_ON: "passed-on",
    Answer.Kind.PROGRESS: "progress",
}


def said(voice: Voice, *, readable: bool) -> Step:
    """That it was said, how, and the words when this reader may see them."""
    return Step(
        voice.said_on,
        "said",
        _("Gezegd, %(channel)s") % {"channel": voice.get_channel_display()},
        words=voice.words if readable else "",
        by=voice.called if readable else "",
        href=address("thread:voice", voice.number),
        label=receipts.spoken(voice.number),
    )


def sources(voices: Sequence[Voice], count: int) -> list[Step]:
    """That it began with what `count` people said: one step for all of them, on the day of the first of these."""
    if not voices:
        return []
    first = min(voices, key=lambda voice: voice.said_on)
    if count == 1:
        title = _("Gezegd, %(channel)s") % {"channel": first.get_channel_display()}
    else:
        title = _("De eerste van %(count)s keer inbreng") % {"count": count}
    href, label = address("thread:voice", first.number), receipts.spoken(first.number)
    return [Step(first.said_on, "said", title, href=href, label=label)]


def joined(joining: Joining) -> list[Step]:
    """That two voices were joined, and split again if they were."""
    into = receipts.spoken(joining.into.number)
    href = address("thread:voice", joining.into.number)
    told = [
        Step(
            timezone.localdate(joining.joined_at),
            "joined",
            _("Samengevoegd met een inbreng die hetzelfde zegt"),
            words=joining.why,
            href=href,
            label=into,
        )
    ]
    if joining.split_at:
        told.append(
            Step(
                timezone.localdate(joining.split_at),
                "split",
                _("Weer los gemaakt"),
                words=joining.split_why,
                href=href,
                label=into,
            )
        )
    return told


def answered(answer: Answer) -> Step:
    """One answer with its words; an answer that was taken back says so."""
    title = answer.get_kind_display().capitalize()
    if answer.passed_to:
        title = _("Doorgegeven aan %(party)s") % {"party": answer.passed_to}
    if answer.revoked_at:
        title = _("%(title)s (ingetrokken)") % {"title": title}
    organisation = answer.given_by.organisation if answer.given_by else None
    return Step(
        timezone.localdate(answer.given_at),
        ANSWERS[Answer.Kind(answer.kind)],
        title,
        words=answer.words,
        by=str(organisation or ""),
    )


def taken_up(origin: Origin, *, readable: bool) -> list[Step]:
    """That a voice grew into an item, and what its author said of that; their words only for who may read the voice."""
    item = origin.item
    told = [
        Step(
            timezone.localdate(origin.brought_at),
            "taken-up",
            _("Opgenomen in de wijkagenda"),
            words=origin.why,
            href=address("thread:item", item.code),
            label=item.title,
        )
    ]
    if origin.author_said_at:
        title = _("Klopt dat zo? Ja.") if origin.author_agrees else _("Klopt dat zo? Nee.")
        words = origin.author_words if readable and agenda.shows_words(origin) else ""
        told.append(Step(timezone.localdate(origin.author_said_at), "author", title, words=words))
    return told


def edited(at: datetime, source: str) -> Step:
    """That the text of an item was changed, and the number of the voice that it came from (or "")."""
    on = timezone.localdate(at)
    if not source:
        return Step(on, "progress", _("Tekst aangepast door bewoners"))
    href, label = address("thread:voice", source), receipts.spoken(source)
    return Step(on, "progress", _("Tekst aangepast na inbreng"), href=href, label=label)


def remarked(at: datetime, kind: str, words: str, by: str) -> Step:
    """A fact, an offer or an objection that somebody attached, for which organisation."""
    return Step(timezone.localdate(at), "remark", str(Remark.Kind(kind).label).capitalize(), words=words, by=by)


def closed(item: Item) -> list[Step]:
    """That an item was closed or went on in another one; it stays readable."""
    if not item.closed_at:
        return []
    on = timezone.localdate(item.closed_at)
    if item.merged_into:
        href = address("thread:item", item.merged_into.code)
        return [
            Step(
                on,
                "merged",
                _("Gaat verder in een ander agendapunt"),
                item.closed_why,
                "",
                href,
                item.merged_into.title,
            )
        ]
    return [Step(on, "closed", _("Agendapunt afgesloten"), words=item.closed_why)]


def promised(line: promises.Line) -> list[Step]:
    """A promise from its first words on: confirmed or not, changed, late, and what the receiver says of it."""
    promise = line.promise
    party = str(promise.organisation or promise.promiser_called)
    href, label = address("thread:promise", promise.code), receipts.spoken(promise.code)
    told = [Step(promise.said_on, "promised", _("Beloofd"), promise.words, party, href, label)]
    if promise.confirmed_at:
        on = timezone.localdate(promise.confirmed_at)
        told.append(Step(on, "confirmed", _("Bevestigd door wie het beloofde"), "", party, href, label))
    if promise.disputed_at:
        on = timezone.localdate(promise.disputed_at)
        told.append(
            Step(on, "disputed", _("Betwist door wie het beloofde"), promise.disputed_words, party, href, label)
        )
    for change in line.changes:
        title = _("Bijgesteld: nu voor %(date)s") % {"date": date_format(change.due_on)}
        words = "\n".join(text for text in (change.words, change.why) if text)
        told.append(Step(change.made_on, "changed", title, words, party, href, label))
    for verdict in line.verdicts:
        kind = "kept" if verdict.kind == Verdict.Kind.KEPT else "broken"
        title = verdict.get_kind_display().capitalize()
        told.append(Step(verdict.on, kind, title, verdict.words, "", href, label))
    return told + _date_passed(line, href=href, label=label)


def _date_passed(line: promises.Line, *, href: str, label: str) -> list[Step]:
    """Late from the day after the date that counts, unless the receiver said before that day that it was kept."""
    counts_on = line.promise.counts_on
    if any(verdict.on <= counts_on for verdict in line.verdicts):
        return []
    if counts_on < line.today:
        title = _("De datum is voorbij: te laat")
        return [Step(counts_on + timedelta(days=1), "late", title, href=href, label=label)]
    if line.verdicts:
        return []
    return [Step(counts_on, "due", _("Voor deze dag is het beloofd"), href=href, label=label, ahead=True)]
