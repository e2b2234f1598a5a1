"""Which rows of the network the log seals whole, and those of places that its acts write."""

from __future__ import annotations

from stoep.network.models import (
    Change,
    Charter,
    Door,
    Interest,
    Partnership,
    Post,
    Review,
    ReviewWord,
    Seat,
)
from stoep.places.models import Neighbourhood, Reading, Street
from stoep.record.rows import Sealed

_ORGANISATION = ("organisation__name", "organisation__kind")
ROWS = (
    Sealed(
        Neighbourhood,
        of="pk",
        leave={"areas": "official areas get new rows each year; `shown` lays their codes beside the log"},
        stays={
            "slug": "the address of every page of the wijk",
            "name": "the name of the wijk: it stands in the log itself, and two keys change it",
            "municipality_name": "the name of a municipality, from the official list",
            "outline": "a drawn line: numbers and no words",
        },
    ),
    Sealed(Reading, of="neighbourhood", stays={"measure": "which official figure: a code of ours"}),
    Sealed(Street, of="neighbourhood"),
    Sealed(Door, of="neighbourhood", later={"is_from_register": False}),
    Sealed(Partnership, of="neighbourhood", later={"two_keys_since_on": None}),
    Sealed(
        Charter,
        of="partnership__neighbourhood",
        stays={"seats": "numbers by side", "weights": "numbers by side"},
    ),
    Sealed(
        Seat,
        of="partnership__neighbourhood",
        along=_ORGANISATION,
        later={"appointed": "", "term_until_on": None, "weight": 1},
    ),
    Sealed(Post, of="neighbourhood", along=_ORGANISATION),
    Sealed(
        Change,
        of="partnership__neighbourhood",
        along=_ORGANISATION,
        later={"appointed": "", "values": {}, "expires_on": None},
    ),
    Sealed(Interest, of="seat__partnership__neighbourhood"),
    Sealed(Review, of="partnership__neighbourhood", stays={"composition": "numbers by side"}),
    Sealed(ReviewWord, of="review__partnership__neighbourhood"),
)
