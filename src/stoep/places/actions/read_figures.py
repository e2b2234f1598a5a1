"""To read a figure as residents: their words stand beside it, and open it; or leave it out, and say why."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from stoep.places.measures import BY_KEY
from stoep.places.models import Area, Neighbourhood, Reading
from stoep.shared.actor import Actor
from stoep.shared.refusal import NotAllowed, Refused
from stoep.shared.typed import within

LONGEST = 2_000
SIDES = frozenset({"resident", "independent", "host"})


def read_figures(
    *, place: Area | Neighbourhood, measure: str = "", words: str, refuses: bool = False, by: Actor, today: date
) -> Reading:
    """Put residents' words beside a figure (`measure`), or beside all (""). The latest words count.

    With `refuses` the figure is left out here, and the words say why. The caller seals the act. Raises NotAllowed
    for anybody but the residents' side and the independent organisation; Refused for an unknown figure or no words.
    """
    if by.side not in SIDES:
        raise NotAllowed(
            "residents-read",
            _("Alleen bewoners schrijven bij hun cijfers wat die betekenen. Vraag het aan hun netwerk."),
            neighbourhood=place if isinstance(place, Neighbourhood) else None,
            actor=by,
            act="places.read_figures",
            subject=f"{'neighbourhood' if isinstance(place, Neighbourhood) else 'area'}:{place.pk}",
        )
    if measure and measure not in BY_KEY:
        raise Refused("unknown-measure", _("Dit cijfer is er niet. Kies een cijfer uit de lijst."))
    words = words.strip()
    if not words:
        raise Refused("no-words", _("Schrijf in uw eigen woorden wat dit cijfer over uw wijk zegt."))
    within(words, LONGEST)
    return Reading.objects.create(
        neighbourhood=place if isinstance(place, Neighbourhood) else None,
        area=place if isinstance(place, Area) else None,
        measure=measure,
        words=words,
        refuses=refuses,
        by_side=by.side,
        written_on=today,
    )
