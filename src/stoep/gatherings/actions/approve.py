"""Somebody who reads a language says that the words are right: of the wijk's fixed sentences, and of one activity."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.gatherings import wordings
from stoep.gatherings.actions import doors
from stoep.gatherings.models import Activity, Language, Translation, Wording
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.shared import fixed_sentences
from stoep.shared.refusal import Refused
from stoep.shared.typed import clean

if TYPE_CHECKING:
    from django.db.models import Model

    Words = TypeVar("Words", bound=Model)

_NO_READER = _("Schrijf op wie deze taal leest en zegt dat het klopt.")


@transaction.atomic
def approve_wording(
    *,
    neighbourhood: Neighbourhood,
    language: str,
    texts: Mapping[str, str],
    reader: str,
    by: Standing,
    at: datetime,
    posted_key: str | None = None,
) -> Wording:
    """The fixed sentences in this language as they are printed from now on. Earlier ones stay, with who approved them.

    Refused as `keep_sentences` says.
    """
    network.require_here(by, neighbourhood.pk, right="host", act="gatherings.approve_wording")
    doors.lock(neighbourhood.pk)
    made, is_new = keep_sentences(
        rows=Wording, proposed=wordings.PROPOSED, neighbourhood=neighbourhood, language=language, texts=texts,
        reader=reader, by=by, at=at, posted_key=posted_key,
    )  # fmt: skip
    if not is_new:
        return made
    record.seal(
        neighbourhood=neighbourhood, act="gatherings.approve_wording", subject=f"wording:{made.pk}", by=by.actor(),
        at=at, facts={"told": "De vaste zinnen van uitnodigingen zijn goedgekeurd.", "language": language},
        personal={"reader": made.reader}, rows=[made],
    )  # fmt: skip
    return made


def keep_sentences(
    *,
    rows: type[Words],
    proposed: Mapping[str, Mapping[str, str]],
    neighbourhood: Neighbourhood,
    language: str,
    texts: Mapping[str, str],
    reader: str,
    by: Standing,
    at: datetime,
    posted_key: str | None,
) -> tuple[Words, bool]:
    """Fixed sentences that somebody approved, as a new row of `rows`; and False when this form was sent before.

    For the act of whatever room proposes them: it asks who may, holds the neighbourhood, and seals.
    Refused: "choice", "no-reader", and "sentence", which names the first one that is empty, too long, or lacks what is
    filled in such as {name}.
    """
    mine = rows._default_manager.filter(neighbourhood=neighbourhood)
    known = mine.filter(posted_key=posted_key).first() if posted_key else None
    if known:
        return known, False
    if language not in Language.values:
        raise Refused("choice", _("Kies een taal uit de lijst."))
    dutch = proposed[Language.NL]
    kept = {key: clean(texts.get(key, ""), one_line=True) for key in dutch}
    if wrong := fixed_sentences.wrong(kept, dutch):
        raise Refused(
            "sentence",
            _("Deze zin klopt nog niet: “%(proposed)s”. Laat hem niet leeg, en laat staan wat tussen { } staat."),
            proposed=proposed[language][wrong],
        )
    read = doors.asked("no-reader", _NO_READER, reader=reader)["reader"]
    made: dict[str, Any] = {"approved_by": by.person, "approved_at": at, "posted_key": posted_key}
    return mine.create(neighbourhood=neighbourhood, language=language, texts=kept, reader=read, **made), True


@transaction.atomic
def approve_translation(
    *,
    activity: Activity,
    language: str,
    title: str,
    asked: str,
    afterwards: str,
    reader: str,
    by: Standing,
    at: datetime,
    inviter_is: str = "",
    place: str = "",
    posted_key: str | None = None,
) -> Translation:
    """The words of this activity in another language, approved by whoever reads it; the newest counts."""
    activity = doors.theirs(activity, by, act="gatherings.approve_translation")
    known = Translation.objects.filter(posted_key=posted_key, activity=activity).first() if posted_key else None
    if known:
        return known
    if language not in Language.values or language == Language.NL:
        raise Refused("choice", _("Kies een taal uit de lijst."))
    said = doors.asked(
        "incomplete", _("Vertaal de naam, wat u vraagt en wat er daarna gebeurt."),
        title=title, asked=asked, afterwards=afterwards,
    )  # fmt: skip
    said |= doors.texts(inviter_is=inviter_is, place=place)
    said |= doors.asked("no-reader", _NO_READER, reader=reader)
    made = Translation.objects.create(
        activity=activity, language=language, approved_by=by.person, approved_at=at, posted_key=posted_key, **said
    )
    told = "De woorden van een uitnodiging zijn goedgekeurd in een andere taal."
    personal = {"title": made.title, "reader": made.reader}
    doors.seal(
        "gatherings.approve_translation", told, activity, by.actor(), at, rows=[made], personal=personal,
        language=language,
    )  # fmt: skip
    return made
