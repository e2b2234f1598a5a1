"""Lines that nobody answered in a hundred days, for the first page of a wijk; without a question of its own."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import ngettext

from stoep.handover import rules
from stoep.handover.models import Line
from stoep.handover.queries.leaf import unanswered
from stoep.network.due import Warned
from stoep.network.queries import Beside
from stoep.places.models import Neighbourhood
from stoep.shared.addresses import address


def late_lines(today: date) -> Beside:
    """How many lines here are unanswered after a hundred days, to be asked along with the table (network.front)."""
    return Beside(_number, today - timedelta(days=rules.DAYS_TO_ANSWER))


def late_warnings(neighbourhood: Neighbourhood, number: int) -> list[Warned]:
    """What stands with the other warnings when so many lines are late; nothing when none is."""
    if not number:
        return []
    sentence = ngettext(
        "Na een overdracht kwam op %(count)s regel in 100 dagen geen antwoord.",
        "Na een overdracht kwam op %(count)s regels in 100 dagen geen antwoord.",
        number,
    )
    todo = ngettext("Lees welke regel dat is.", "Lees welke regels dat zijn.", number)
    return [Warned("handover-late", sentence % {"count": number}, todo, address("handover:powers", neighbourhood.slug))]


def _number(day: date) -> Coalesce:
    """Of a neighbourhood: the lines of changes that were made and written down before this day, still unanswered."""
    here = Line.objects.filter(
        unanswered(), power__neighbourhood=OuterRef("pk"), power__on__lt=day, power__recorded_on__lt=day
    )
    counted = here.order_by().values("power__neighbourhood").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)
