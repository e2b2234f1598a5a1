"""Photos of a gathering: asked of the room round by round, and gone as soon as one of those on it says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.gatherings.actions import doors
from stoep.gatherings.models import Activity, Photo, PhotoRound
from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.shared import receipts
from stoep.shared.actor import VISITOR, Actor
from stoep.shared.refusal import Refused
from stoep.voices import pictures

MOST = 40  # photos of one round


@dataclass(frozen=True, slots=True)
class Asked:
    """A round with its code; the code stands nowhere else."""

    round: PhotoRound
    secret: str


@transaction.atomic
def ask_for_photos(*, activity: Activity, words: str, by: Standing, at: datetime) -> Asked:
    """A round of photos, with the number and code that everybody takes home who says yes. Refused("no-words")."""
    activity = doors.running(activity, by, act="gatherings.ask_for_photos")
    said = doors.asked("no-words", _("Schrijf op waarvoor de foto's zijn, zoals u het vroeg."), photo_words=words)
    secret = receipts.new_secret()
    made = PhotoRound.objects.create(
        activity=activity, number=_free_number(), secret_hash=receipts.secret_hash(secret), words=said["photo_words"],
        asked_by=by.person, asked_at=at,
    )  # fmt: skip
    told = "Op een bijeenkomst is gevraagd of er foto's gemaakt mogen worden."
    doors.seal("gatherings.ask_for_photos", told, activity, by.actor(), at, rows=[made])
    return Asked(made, secret)


def _free_number() -> str:
    number = receipts.new_number()
    while PhotoRound.objects.filter(number=number).exists():
        number = receipts.new_number()
    return number


def add_photo(
    *, round: PhotoRound, file: IO[bytes], described: str, everybody_agreed: bool, by: Standing, at: datetime
) -> Photo:
    """A photo of this round, cleaned. Refused: "agreed" (not everybody did), "described", "too-many", "no-photo"."""
    activity = round.activity
    network.require_here(
        by, activity.neighbourhood_id, right="host", act="gatherings.add_photo", subject=doors.subject_of(activity)
    )
    if not everybody_agreed:
        raise Refused("agreed", _("Zet een foto er pas bij als iedereen die erop staat ja zei."))
    said = doors.asked("described", _("Schrijf op wat er te zien is, zonder namen."), face_described=described)
    stored = pictures.store(pictures.clean(file))
    try:
        return _add(round, stored, said["face_described"], by, at)
    except BaseException:
        pictures.remove(stored)
        raise


@transaction.atomic
def _add(round: PhotoRound, stored: str, described: str, by: Standing, at: datetime) -> Photo:
    activity = doors.theirs(round.activity, by, act="gatherings.add_photo")
    if Photo.objects.filter(round=round, gone_at__isnull=True).count() >= MOST:
        raise Refused("too-many", _("Er staan al 40 foto's. Haal er eerst een weg."))
    made = Photo.objects.create(round=round, image=stored, described=described, added_at=at)
    told = "Bij een bijeenkomst staat een foto."
    doors.seal("gatherings.add_photo", told, activity, by.actor(), at, rows=[made])
    return made


@transaction.atomic
def take_photo_away(*, photo: Photo, by: Standing, at: datetime) -> Photo:
    """A host takes a photo away, as when somebody on it asks. Twice is once."""
    activity = doors.theirs(photo.round.activity, by, act="gatherings.take_photo_away")
    return _gone(photo, activity, by.actor(), at)


@transaction.atomic
def take_own_photo_away(*, photo: Photo, secret: str, at: datetime) -> Photo:
    """The same, by whoever is on it and holds the code of the round. Refused("secret")."""
    activity = photo.round.activity
    doors.lock(activity.neighbourhood_id)
    if not receipts.secret_matches(secret, photo.round.secret_hash):
        raise Refused("secret", _("Nummer en geheime code horen niet bij elkaar. Kijk ze allebei na."))
    return _gone(photo, activity, VISITOR, at)


def _gone(photo: Photo, activity: Activity, by: Actor, at: datetime) -> Photo:
    found = Photo.objects.select_related("round").get(pk=photo.pk)
    if found.gone_at:
        return found
    old = str(found.image.name)
    found.image, found.described, found.gone_at = "", "", at
    found.save(update_fields=["image", "described", "gone_at"])
    told = "Een foto van een bijeenkomst is weg, op verzoek van wie erop stond."
    doors.seal("gatherings.take_photo_away", told, activity, by, at, rows=[found])
    transaction.on_commit(lambda: pictures.remove(old))
    return found
