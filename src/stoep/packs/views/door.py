"""The door to a page about paper: a host of here, and the pile of here that the address names."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from stoep.network import access
from stoep.network.standing import Standing
from stoep.packs import queries
from stoep.packs.models import Batch
from stoep.places.access import neighbourhood_or_404
from stoep.places.models import Neighbourhood


def host(request: HttpRequest, slug: str, act: str = "packs.look") -> tuple[Neighbourhood, Standing]:
    """The neighbourhood, and a host of it; 403 with the reason for anybody else."""
    here = neighbourhood_or_404(slug)
    return here, access.stand(request, here, right="host", act=act)


def batch_or_404(here: Neighbourhood, pk: int) -> Batch:
    """The pile of here with this key."""
    found = queries.batch(here, pk)
    if found is None:
        raise Http404
    return found
