"""Fill an empty data folder with the demonstration: an invented municipality and three years of life."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from rich.progress import Progress

from stoep.people.models import Telling
from stoep.places.models import Neighbourhood
from stoep.record import actions as record
from stoep.web.demonstration import cast, ground, story
from stoep.web.demonstration.play import play

STORIES = ("de_meerpaal.toml", "lutkeveen.toml")
ACTS_A_STORY = 1000


class Command(BaseCommand):
    """`manage demonstrate`: everything or nothing, in one transaction."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Only for the demonstration: start it with ./stoep demo.")
        if Neighbourhood.objects.exists():
            raise CommandError("There are neighbourhoods here already. The demonstration fills an empty folder only.")
        with transaction.atomic(), Progress(transient=True) as progress:
            fill(progress)
        for neighbourhood in Neighbourhood.objects.all():
            record.checkpoint(neighbourhood=neighbourhood, at=timezone.now())


def fill(progress: Progress) -> None:
    """Both neighbourhoods, each from its story; messages of longer than two weeks ago have been delivered."""
    today = timezone.localdate()
    buurten = ground.lay()
    everyone = cast.enter(today)
    for file_name in STORIES:
        told = story.read(file_name)
        task = progress.add_task(told.name, total=ACTS_A_STORY)
        stage = cast.seat(everyone, told, buurten[told.name], today)
        play(stage, partial(progress.advance, task))
        progress.update(task, completed=ACTS_A_STORY)
    delivered = Telling.objects.filter(created_at__lt=timezone.now() - timedelta(days=14))
    delivered.update(told_at=F("created_at") + timedelta(hours=20))
