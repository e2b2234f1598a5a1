"""The buurten from which somebody chooses the one they live in: by name, never by a code to type."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from stoep.places.models import Area, Neighbourhood

# A choice is (code, name); a group is (its name, its choices), as a list on a page shows it.
Choice = tuple[str, str]
Group = tuple[str, list[Choice]]


def around(neighbourhood: Neighbourhood) -> list[Group]:
    """The buurten of this neighbourhood, and apart the others of its municipality. Empty when none are loaded."""
    areas = list(neighbourhood.areas.values_list("pk", "municipality", "year"))
    if not areas:
        return []
    keys, whole = [pk for pk, _whole, _year in areas], {whole for _pk, whole, _year in areas if whole}
    inside = Q(pk__in=keys) | Q(within__in=keys) | Q(municipality__in=keys)
    here = _choices(Area.objects.filter(inside, kind=Area.Kind.BUURT))
    known = {code for code, _name in here}
    others = _choices(Area.objects.filter(municipality__in=whole, kind=Area.Kind.BUURT))
    elsewhere = [choice for choice in others if choice[0] not in known]
    groups = [(neighbourhood.name, here), (_("Ergens anders in de gemeente"), elsewhere)]
    return [group for group in groups if group[1]]


def of_municipality(code: str) -> list[Group]:
    """The buurten of a municipality, under the wijk that they lie in. Empty when it is none or nothing is loaded."""
    rows = (
        Area.objects.filter(kind=Area.Kind.BUURT, municipality__code=code)
        .order_by("-year", "within__plain_name", "plain_name", "code")
        .values_list("year", "within__name", "code", "name")
    )
    groups: dict[str, list[Choice]] = {}
    newest = None
    for year, wijk, buurt, name in rows:
        newest = newest or year
        if year == newest:
            groups.setdefault(wijk or "", []).append((buurt, name))
    return list(groups.items())


def municipality_of(code: str) -> str:
    """The code of the municipality that this buurt lies in; "" when it is not known."""
    rows = Area.objects.filter(code=code, kind=Area.Kind.BUURT).order_by("-year")
    return rows.values_list("municipality__code", flat=True).first() or ""


def municipalities_with_neighbourhoods() -> Sequence[str]:
    """The codes of the municipalities in which residents began."""
    drawn = Area.objects.filter(neighbourhoods__isnull=False, municipality__isnull=False)
    return list(drawn.values_list("municipality__code", flat=True).distinct().order_by("municipality__code"))


def is_one(code: str) -> bool:
    """Whether this is the code of a buurt that was loaded."""
    return Area.objects.filter(code=code, kind=Area.Kind.BUURT).exists()


def name_of(code: str) -> str:
    """The name of this buurt, or its code where it is not known (any more)."""
    rows = Area.objects.filter(code=code, kind=Area.Kind.BUURT).order_by("-year")
    return rows.values_list("name", flat=True).first() or code


def _choices(rows: QuerySet[Area]) -> list[Choice]:
    """By name; a buurt of several years once, under its newest name."""
    named = dict(rows.order_by("year").values_list("code", "name"))
    return sorted(named.items(), key=lambda choice: (choice[1].casefold(), choice[0]))
