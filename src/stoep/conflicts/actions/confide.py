"""What the two confidants do: answer, ask to pass a text on, pass it on once the writer agreed, and close."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from stoep.conflicts import queries, rules
from stoep.conflicts.actions import doors
from stoep.conflicts.actions.say import join_in, say
from stoep.conflicts.actions.whisper import add_text
from stoep.conflicts.models import Conflict, Reached, Whisper, Whispered
from stoep.network.models import Post
from stoep.network.standing import Standing
from stoep.record import actions as record
from stoep.shared import receipts
from stoep.shared.actor import CLOCK, Actor
from stoep.shared.each import each
from stoep.shared.refusal import NotAllowed, Refused
from stoep.voices import actions as voices
from stoep.voices.models import Voice

CONFLICT = "conflict:"


def require_confidant(by: Standing, neighbourhood_id: int, today: date) -> None:
    """Go on when they are one of the two who read here; else NotAllowed, told in no log: it would tell when."""
    if by.neighbourhood.pk == neighbourhood_id and queries.is_confidant(by, today):
        return
    raise NotAllowed("not-for-you", _("Dit lezen alleen de twee vertrouwenspersonen van deze wijk."))


@transaction.atomic
def reply(*, whisper: Whisper, words: str, by: Standing, today: date) -> Whispered:
    """An answer to the writer, who reads it with number and secret. The same words twice are one."""
    held = _held(whisper, by, today)
    said = doors.text(words, most=rules.MOST_WHISPER, empty=_("Schrijf eerst uw antwoord."))
    texts = queries.texts_of(held)
    if texts and texts[-1].row.kind == Whispered.Kind.REPLY and texts[-1].words == said:
        return texts[-1].row
    return add_text(held, Whispered.Kind.REPLY, {"words": said}, today)


@transaction.atomic
def ask_to_pass_on(*, whisper: Whisper, words: str, to: str, by: Standing, today: date, party: str = "") -> Whispered:
    """Ask the writer whether exactly this text may go on, without a name, and where to.

    `to` is one of who may read a voice ("network", "wijk", "everyone"), or "conflict:KEY" with the `party` as which
    the words stand there. Nothing goes on before the writer says yes. Refused: "empty", "no-choice".
    """
    held = _held(whisper, by, today)
    said = doors.text(words, most=rules.MOST_WORDS, empty=_("Schrijf de tekst die u wilt doorgeven."))
    name = doors.line(party, most=rules.MOST_NAME)
    if to not in Voice.Audience.values and not (name and _conflict(held, to)):
        raise Refused("no-choice", _("Kies waar deze tekst heen gaat. Bij een conflict hoort ook een partij."))
    return add_text(held, Whispered.Kind.ASK, {"words": said, "to": to, "party": name}, today)


@transaction.atomic
def pass_on(*, text: Whispered, by: Standing, at: datetime, today: date) -> Whispered:
    """The text, passed on as a voice or as a party's words, without a name; only after the writer's own yes.

    A host reads it before others do. The writer hears in the conversation where it stands. Refused: "not-agreed",
    "passed-on".
    """
    held = _held(text.whisper, by, today)
    row = Whispered.objects.select_for_update(of=["self"]).get(pk=text.pk)
    if row.passed_on:
        raise Refused("passed-on", _("Deze tekst is al doorgegeven."))
    if row.kind != Whispered.Kind.ASK or row.agreed is not True:
        raise Refused("not-agreed", _("De schrijver zei hier nog geen ja op. Geef niets door zonder dat ja."))
    opened = next(one for one in queries.texts_of(held) if one.row.pk == row.pk)
    if opened.to.startswith(CONFLICT):
        where = _as_party(held, opened, by, at, today)
    else:
        where = _as_voice(held, opened, by, at, today)
    row.passed_on = today
    row.save(update_fields=["passed_on"])
    add_text(held, Whispered.Kind.REPLY, {"words": where}, today)
    return row


@transaction.atomic
def close_whisper(*, whisper: Whisper, by: Standing, today: date) -> Whisper:
    """The conversation, closed: a year later it is erased. Its writer may still read it, write on and erase it."""
    held = _held(whisper, by, today)
    if held.closed_on is None:
        held.closed_on = today
        held.save(update_fields=["closed_on"])
    return held


@transaction.atomic
def be_reached(*, post: Post, phone: str, hours: str, place: str, by: Standing, at: datetime, today: date) -> Reached:
    """How a confidant is reached without a screen, as they say it themselves; all of it may be empty. It is public."""
    require_confidant(by, post.neighbourhood_id, today)
    if by.person is None or by.person.pk != post.person_id:
        raise NotAllowed("not-yours", _("Hoe iemand te bereiken is, zegt die persoon zelf."))
    made, _fresh = Reached.objects.update_or_create(
        post=post,
        defaults={
            "phone": doors.line(phone, most=40),
            "hours": doors.line(hours, most=200),
            "place": doors.line(place, most=160),
        },
    )
    record.seal(
        neighbourhood=post.neighbourhood,
        act="conflicts.be_reached",
        subject=f"post:{post.pk}",
        by=by.actor(),
        at=at,
        facts={"told": "Een vertrouwenspersoon zei hoe die te bereiken is."},
        personal={"phone": made.phone, "hours": made.hours, "place": made.place},
        rows=[made],
    )
    return made


def forget_reached(*, today: date, at: datetime) -> int:
    """Erase how somebody is reached whose task as a confidant has ended; the clock does this daily. How many."""

    def gone(row: Reached) -> bool:
        where, name = row.post.neighbourhood, f"post:{row.post_id}"
        kept = Reached(pk=row.pk)
        row.delete()
        record.erase(
            neighbourhood=where,
            subject=name,
            fields=("phone", "hours", "place"),
            ground="de taak van vertrouwenspersoon is voorbij",
            by=CLOCK,
            at=at,
            rows=[kept],
        )
        return True

    ended = Reached.objects.filter(post__until_on__lte=today).select_related("post__neighbourhood")
    return each(list(ended.order_by("pk")), gone)


def _held(whisper: Whisper, by: Standing, today: date) -> Whisper:
    require_confidant(by, whisper.neighbourhood_id, today)
    return Whisper.objects.select_for_update(of=["self"]).select_related("neighbourhood").get(pk=whisper.pk)


def _conflict(held: Whisper, to: str) -> Conflict | None:
    key = to.removeprefix(CONFLICT)
    if not (to.startswith(CONFLICT) and key.isascii() and key.isdecimal() and len(key) <= 18):
        return None
    open_ones = Conflict.objects.filter(neighbourhood_id=held.neighbourhood_id, closed_at__isnull=True)
    return open_ones.select_related("neighbourhood").filter(pk=int(key)).first()


def _as_voice(held: Whisper, text: queries.Text, by: Standing, at: datetime, today: date) -> str:
    """As anybody's words that a professional brought: a host reads them first, and no name stands with them."""
    made = voices.post(
        neighbourhood=held.neighbourhood,
        kind=Voice.Kind.CONCERN,
        words=text.words,
        channel=Voice.Channel.PROFESSIONAL,
        audience=text.to,
        by=Actor(side=by.side, organisation=by.organisation_name),
        at=at,
        today=today,
    )
    told = gettext("Uw tekst is doorgegeven als inbreng %(number)s. De geheime code daarvan: %(secret)s")
    return told % {"number": receipts.spoken(made.number), "secret": receipts.spoken_secret(made.secret)}


def _as_party(held: Whisper, text: queries.Text, by: Standing, at: datetime, today: date) -> str:
    conflict = _conflict(held, text.to)
    if conflict is None:
        raise Refused("closed", _("Dit conflict is afgesloten. Vraag de schrijver of het als inbreng mag."))
    party = join_in(conflict=conflict, name=text.party, by=by, at=at)
    say(party=party, position=text.words, channel=Voice.Channel.PROFESSIONAL, said_on=today, by=by, at=at, today=today)
    told = gettext("Uw tekst is doorgegeven aan het conflict “%(title)s”, als woorden van “%(party)s”.")
    return told % {"title": conflict.title, "party": party.name}
