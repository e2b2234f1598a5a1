"""The doors that every act on the agenda passes: who may, on which item, one after another."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from stoep.agenda import rules
from stoep.agenda.models import Item
from stoep.places.models import Neighbourhood
from stoep.shared.refusal import Refused
from stoep.shared.typed import Limits


def lock(neighbourhood_id: int) -> Neighbourhood:
    """The neighbourhood, locked until the transaction ends: acts on one agenda happen one after another."""
    return Neighbourhood.objects.select_for_update(no_key=True).get(pk=neighbourhood_id)


def running(item_id: int) -> Item:
    """The item as it stands now; Refused when it was closed meanwhile, or still is a draft."""
    item = Item.objects.select_related("line", "neighbourhood").get(pk=item_id)
    if item.is_draft:
        raise Refused("draft", _("Dit punt is nog een concept. Zet het eerst op de agenda."))
    if item.closed_at is not None:
        raise Refused("closed", _("Dit punt is afgesloten. Begin een nieuw punt, of kies een ander."))
    return item


def next_position(neighbourhood: Neighbourhood) -> int:
    """The place after the last running item."""
    last = Item.objects.filter(neighbourhood=neighbourhood).order_by("-position").values_list("position", flat=True)
    return max((position for position in last if position is not None), default=0) + 1


def line_for(item_horizon: str, line: Item | None, neighbourhood_id: int) -> Item | None:
    """The line under which a stroke may hang: a running long line of the same neighbourhood."""
    if line is None:
        return None
    fits = line.neighbourhood_id == neighbourhood_id and line.horizon == Item.Horizon.LONG and line.is_running
    if item_horizon != Item.Horizon.SHORT or not fits:
        raise Refused(
            "no-line", _("Alleen een korte klap hangt onder een lange lijn. Kies een lange lijn van deze wijk.")
        )
    return line


_TYPED = Limits({name: rules.LIMITS[name] for name in ("title", "owner")}, rules.WORDS_LIMIT)
texts = _TYPED.texts


def asked(text: str, code: str = "no-why") -> str:
    """A reason that may not stay empty, cleaned."""
    sentence = _("Schrijf waarom. Eén zin is genoeg. Zo kan iedereen het volgen.")
    return _TYPED.asked(code, sentence, why=text)["why"]
