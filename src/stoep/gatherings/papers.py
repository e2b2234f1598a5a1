"""Paper of gatherings: invitations of many doors as PDF, a file a street, in one ZIP when there is more than one."""

from __future__ import annotations

import secrets
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import SystemRandom
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from stoep.gatherings import keys, queries
from stoep.gatherings.models import Activity, PhotoRound, PrintJob, Sending
from stoep.gatherings.rules import codes, paper
from stoep.shared import fixed_sentences, printing, receipts, thumbnail

TEMPLATE = "gatherings/templates/gatherings/invitation.typ"
AT_ONCE = 240  # invitations in one file: whole sheets of two and of four, and little memory
FACE_SIDE = 420
FEWEST = 10  # fewer are not told as a number
Part = Sequence[Any]  # number of the sending (0: a reminder without a code), street, language, houses


def write(job: PrintJob, plan: Sequence[Part], *, told: Callable[[int], object]) -> str:
    """Make the whole job; returns the name of its file. `told` hears how many invitations are done."""
    folder = _folder()
    files = list(_pieces(plan))
    name = f"{secrets.token_hex(16)}.{'pdf' if len(files) == 1 else 'zip'}"
    unfinished, done = folder / f"{name}.unfinished", 0
    face = _face(job.activity)
    try:
        if len(files) == 1:
            unfinished.write_bytes(_pdf(job, files[0], face))
        else:
            with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_STORED) as packed:
                for number, piece in enumerate(files, start=1):
                    packed.writestr(_name(number, piece), _pdf(job, piece, face))
                    done += len(piece[3])
                    told(done)
        unfinished.chmod(0o600)
        unfinished.replace(folder / name)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return name


def path_of(name: str) -> Path:
    """Where the file of a job lies."""
    return _folder() / Path(name).name


def remove(name: str) -> None:
    """Take the file away; a file that is gone already is well."""
    if name:
        path_of(name).unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.DATA) / "prints"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _pieces(plan: Sequence[Part]) -> Iterator[Part]:
    for number, street, language, houses in plan:
        for start in range(0, len(houses), AT_ONCE):
            yield number, street, language, houses[start : start + AT_ONCE]


def _name(number: int, piece: Part) -> str:
    return f"{number:03}-{slugify(piece[1]) or 'straat'}-{piece[2]}.pdf"


def _pdf(job: PrintJob, piece: Part, face: list[int]) -> bytes:
    number, street, language, houses = piece
    page = words_of(job.activity, language) | {
        "kind": job.kind,
        "is_reminder": job.is_reminder,
        "face": face,
    }
    made = (
        codes.draw(keys.ours()[0], number, len(houses), chance=SystemRandom()) if number else iter([""] * len(houses))
    )
    each = [
        {"to": f"{street} {house}", **_way_back(job.activity, language, code)}
        for house, code in zip(houses, made, strict=True)
    ]
    return printing.pdf(TEMPLATE, page | {"invitations": paper.stacked(each, job.kind)})


def _way_back(activity: Activity, language: str, code: str) -> dict[str, str]:
    """The code as it is printed, and its QR code; both "" on a reminder."""
    address = f"{settings.STOEP_URL}{reverse('gatherings:answer', args=[activity.neighbourhood.slug])}"
    qr = printing.qr_svg(f"{address}?taal={language}#{code}") if code else ""
    return {"code": codes.spoken(code) if code else "", "qr": qr}


def cards(sending: Sending, block: int, many: int) -> dict[str, Any]:
    """The words and codes of so many cards of a pack (actions.hand_out), as its sheets take them; {} when it is over.

    Printed once more, the codes are drawn anew: no list of them exists. More answers than cards never count.
    """
    activity = sending.activity
    if sending.void_at or not activity.is_open:
        return {}
    made = codes.draw(keys.ours()[0], sending.number, many, chance=SystemRandom(), block=block)
    language = sending.language
    each = [{"to": sending.street, **_way_back(activity, language, code)} for code in made]
    more = {"is_reminder": False, "face": _face(activity), "asks_street": not sending.street}
    return words_of(activity, language) | more | {"invitations": each}


def words_of(activity: Activity, language: str) -> dict[str, Any]:
    """Everything on an invitation but its code, in this language, as it was approved."""
    fixed = queries.texts_for(activity.neighbourhood, language)
    own = queries.own_words(activity, language)
    said = own or activity
    assert activity.day is not None and activity.afterwards_on is not None
    with translation.override(language):
        # E and not F: "11 września", as a month is said in a date.
        day, date = date_format(activity.day, "l j E Y"), date_format(activity.afterwards_on, "j E Y")
    words = {key: text.replace("{name}", activity.inviter).replace("{date}", date) for key, text in fixed.items()}
    before, _place, after = words["call"].partition("{phone}")
    where = activity.where
    if own and own.place and activity.place:
        where = ", ".join([*([activity.venue.name, activity.venue.address] if activity.venue else []), own.place])
    return {
        "lang": language,
        "direction": fixed_sentences.direction(language),
        "heading": said.title,
        "inviter_is": said.inviter_is or activity.inviter_is,
        "asked": said.asked,
        "afterwards": said.afterwards,
        "influence": words[activity.influence],
        "day": day,
        "hours": activity.hours,
        "where": where,
        "phone": activity.phone,
        "call": [before, after],
        "words": words,
        "choices": [words[key] for key in ("yes", "not_now", "others", "never")],
        "face_described": activity.face_described or activity.inviter,
        "place": activity.neighbourhood.name,
        "address": settings.STOEP_URL.split("://", 1)[-1],
    }


def poster(activity: Activity, language: str) -> bytes:
    """An A3 for the wall in an approved language; its QR code leads to the page of the activity."""
    page = f"{settings.STOEP_URL}{activity.get_absolute_url()}"
    more = {"face": _face(activity), "page": page.split("://", 1)[-1], "qr": printing.qr_svg(page)}
    return printing.pdf("gatherings/templates/gatherings/poster.typ", words_of(activity, language) | more)


def photo_slips(round: PhotoRound, secret: str, sheets: int) -> bytes:
    """Slips with number and code to cut out, eight on an A4, for whoever in the room says yes to photos."""
    activity, code = round.activity, receipts.tidy(secret)
    address = f"{settings.STOEP_URL}{reverse('gatherings:own_photos')}"
    data = {
        "name": activity.title,
        "day": date_format(activity.day, "j E Y") if activity.day else "",
        "words": round.words,
        "number": round.spoken,
        "secret": receipts.spoken_secret(code),
        "address": address.split("://", 1)[-1],
        "qr": printing.qr_svg(f"{address}#{round.number}.{code}"),
        "sheets": sheets,
    }
    return printing.pdf("gatherings/templates/gatherings/photo-slips.typ", data)


def tally_sheet(activity: Activity, ways: Sequence[str]) -> bytes:
    """An A4 to keep a tally at the door with a pencil, in the language of whoever prints it."""
    data = {
        "title": _("Turflijst: wie komt er?"),
        "name": activity.title,
        "day": date_format(activity.day, "l j F Y") if activity.day else "",
        "ways": list(ways),
    }
    return printing.pdf("gatherings/templates/gatherings/tally.typ", data)


def _face(activity: Activity) -> list[int]:
    """The photo, small, as typst takes bytes; nothing when it is gone."""
    return list(thumbnail.small(activity.face, FACE_SIDE))
