"""The doors that every act in this room passes: in which neighbourhood, one after another, and what may be typed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from stoep.network import actions as network
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.reach import rules
from stoep.reach.models import Box, Round, Step
from stoep.shared.refusal import Refused
from stoep.shared.typed import Limits


def lock(neighbourhood_id: int) -> Neighbourhood:
    """The neighbourhood, locked until the transaction ends."""
    return Neighbourhood.objects.select_for_update(no_key=True).get(pk=neighbourhood_id)


def subject_of(of: Round) -> str:
    """How the log calls a round."""
    return f"reach-round:{of.pk}"


def host_of(of: Round, by: Standing, act: str) -> Round:
    """The round as it stands now, for a host of this very neighbourhood."""
    network.require_here(by, of.neighbourhood_id, right="host", act=act, subject=subject_of(of))
    lock(of.neighbourhood_id)
    return Round.objects.select_related("neighbourhood").get(pk=of.pk)


def step_of(step: Step, by: Standing, act: str) -> Step:
    """The step as it stands now, for a host of this very neighbourhood; Refused when it was done already."""
    of = step.edition.round
    network.require_here(by, of.neighbourhood_id, right="host", act=act, subject=subject_of(of))
    lock(of.neighbourhood_id)
    found = Step.objects.select_related("edition__round__neighbourhood", "post__person").get(pk=step.pk)
    if found.done_on is not None:
        raise Refused("done", _("Deze stap is al gedaan. Wat ervan kwam, blijft staan."))
    return found


def open_box(of: Round) -> Box:
    """The box of a round, locked until the transaction ends. Refused("ended") when the round is over."""
    box = Box.objects.select_for_update().filter(round=of.pk).first()
    if box is None:
        raise Refused("ended", _("Deze ronde is klaar. Er worden geen kaarten meer geteld."))
    return box


asked = Limits(rules.LIMITS, rules.WORDS_LIMIT).asked
