"""Questions about places. Read only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db import connection
from django.db.models import Case, IntegerField, Max, Model, Q, QuerySet, Value, When

from stoep.places import rules
from stoep.places import streets as letters
from stoep.places.figures import figures_of, figures_of_area, figures_of_neighbourhood, numbers_of
from stoep.places.geometry import Shape, point_within, shape_of_text
from stoep.places.models import (
    Area,
    AreaOutline,
    AreaStreet,
    Figure,
    Load,
    NameWord,
    Neighbourhood,
    PostcodeArea,
    Street,
)
from stoep.shared.asked import ask

# Asked here as any other question; their words fill a file of their own.
__all__ = ["figures_of", "figures_of_area", "figures_of_neighbourhood", "numbers_of"]

Place = TypeVar("Place", bound=Model)
KIND_ORDER = Case(
    *(When(kind=kind, then=Value(order)) for order, kind in enumerate(("country", "municipality", "wijk", "buurt"))),
    output_field=IntegerField(),
)


def neighbourhood(slug: str) -> Neighbourhood:
    """The neighbourhood at this address. Raises Neighbourhood.DoesNotExist."""
    found = ask(_at, None, slug=slug)
    if not found:
        raise Neighbourhood.DoesNotExist(slug)
    return found[0]


def _at(_shape: None, *, slug: str) -> QuerySet[Neighbourhood]:
    return Neighbourhood.objects.filter(slug=slug)


def neighbourhoods() -> QuerySet[Neighbourhood]:
    """All neighbourhoods that residents drew, by name."""
    return Neighbourhood.objects.order_by("name", "municipality_name", "pk")


def newest_year() -> int | None:
    """The newest year of which buurten have been loaded; None when nothing has."""
    newest: int | None = Area.objects.filter(kind=Area.Kind.BUURT).aggregate(newest=Max("year"))["newest"]
    return newest


def area(code: str) -> Area:
    """The area with this code, of the newest year, with its municipality and what it lies in.

    Raises Area.DoesNotExist.
    """
    found = Area.objects.select_related("municipality", "within").filter(code=code).order_by("-year").first()
    if found is None:
        raise Area.DoesNotExist(code)
    return found


def areas_by_code(codes: Sequence[str]) -> list[Area]:
    """These areas, each of its newest year; codes that do not exist are left out."""
    rows = Area.objects.select_related("municipality").filter(code__in=list(codes)).order_by("year")
    return list({row.code: row for row in rows}.values())


def figure_by_code(codes: Sequence[str], measure: str) -> dict[str, float]:
    """This figure of these areas, each of its newest year; what has no figure is left out."""
    rows = Figure.objects.filter(area__code__in=list(codes), measure=measure).order_by("area__year")
    return dict(rows.values_list("area__code", "value"))


def parts_of(whole: Area) -> QuerySet[Area]:
    """The areas that lie directly in this one, by name: wijken of a municipality, buurten of a wijk."""
    return whole.parts.order_by("plain_name", "code")


def municipalities() -> QuerySet[Area]:
    """The municipalities of the newest year, by name."""
    found = Area.objects.filter(kind=Area.Kind.MUNICIPALITY, year=newest_year() or 0)
    return found.order_by("plain_name", "code")


def areas_of_municipality(code: str) -> list[tuple[Area, list[Area]]]:
    """The wijken of a municipality, each with its buurten, all by name. Raises Area.DoesNotExist."""
    whole = area(code)
    inside = list(whole.areas.order_by("plain_name", "code"))
    buurten: dict[int | None, list[Area]] = {}
    for each in inside:
        if each.kind == Area.Kind.BUURT:
            buurten.setdefault(each.within_id, []).append(each)
    return [(each, buurten.get(each.pk, [])) for each in inside if each.kind == Area.Kind.WIJK]


def neighbourhoods_in(whole: Area) -> QuerySet[Neighbourhood]:
    """The neighbourhoods that residents drew in or over this area, by name."""
    touched = Q(areas=whole) | Q(areas__within=whole) | Q(areas__municipality=whole)
    return Neighbourhood.objects.filter(touched).distinct().order_by("name", "pk")


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: neighbourhoods that residents drew, official areas, and the postcode that was meant."""

    neighbourhoods: list[Neighbourhood]
    areas: QuerySet[Area]
    postcode: str | None = None


def search(typed: str) -> Found:
    """Find places by (the beginning of) their names, or by postcode. Same name: the municipality tells them apart.

    "centrum gron" finds Centrum in Groningen. Nothing typed, or nothing that can be a name, finds nothing.
    """
    digits = rules.postcode(typed)
    if digits is not None:
        return _in_postcode(digits)
    asked = rules.asked_words(typed)
    if not asked:
        return Found([], Area.objects.none())
    drawn = _named(Neighbourhood.objects.all(), "neighbourhood", asked).order_by("name", "municipality_name", "pk")
    year = newest_year() or 0
    official = _named(Area.objects.filter(year=year).exclude(kind=Area.Kind.COUNTRY), "area", asked)
    whole = " ".join(asked)
    nearness = Case(
        When(plain_name=whole, then=Value(0)),
        When(plain_name__startswith=whole, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    ordered = official.select_related("municipality").order_by(
        nearness, KIND_ORDER, "plain_name", "municipality__plain_name", "code"
    )
    return Found(list(drawn[:20]), ordered)


def _in_postcode(digits: str) -> Found:
    """The buurten of a postcode, those with the most of its land first, and the neighbourhoods that hold them."""
    year = newest_year() or 0
    here = Area.objects.filter(year=year, postcodes__postcode=digits)
    drawn = Neighbourhood.objects.filter(areas__in=here).distinct().order_by("name", "pk")
    ordered = here.select_related("municipality", "within").order_by("-postcodes__share", "code")
    return Found(list(drawn[:20]), ordered, digits)


def _named(rows: QuerySet[Place], of: str, asked: Sequence[str]) -> QuerySet[Place]:
    """Rows that have a word beginning with each asked word, at least one of them of their own name."""
    own = Q()
    for word in asked:
        here = NameWord.objects.filter(_beginning(word), **{f"{of}__isnull": False})
        rows = rows.filter(pk__in=here.values(of))
        own |= Q(pk__in=here.filter(own=True).values(of))
    return rows.filter(own)


def _beginning(word: str) -> Q:
    """Words that begin so, by the index: SQLite cannot use one for LIKE, and PostgreSQL sorts by language."""
    if connection.vendor == "sqlite":
        return Q(word__gte=word, word__lt=word + "\U0010ffff")
    return Q(word__startswith=word)


def areas_in(line: Shape | str) -> list[Area]:
    """The buurten whose point lies in the line (a Shape, or GeoJSON text), by code.

    When there is none, as for a village core inside a large buurt: the buurt in which the line itself lies.
    """
    shape = shape_of_text(line) if isinstance(line, str) else line
    west, south, east, north = shape.box()
    buurten = Area.objects.select_related("municipality").filter(kind=Area.Kind.BUURT, year=newest_year() or 0)
    near = buurten.filter(lon__range=(west, east), lat__range=(south, north)).order_by("code")
    inside = [each for each in near if shape.contains(each.lon or 0.0, each.lat or 0.0)]
    return inside or _around(buurten, shape)


def _around(buurten: QuerySet[Area], shape: Shape) -> list[Area]:
    """The one buurt in which the middle of the line lies."""
    lon, lat = point_within(shape)
    boxes = buurten.filter(west__lte=lon, east__gte=lon, south__lte=lat, north__gte=lat).select_related("outline")
    for each in boxes.order_by("code"):
        if shape_of_text(each.outline.geometry).contains(lon, lat):
            return [each]
    return []


@dataclass(frozen=True, slots=True)
class Held:
    """How much has been loaded, of the newest year."""

    year: int
    municipalities: int
    wijken: int
    buurten: int
    outlines: int
    figures: int
    postcodes: int


def counts() -> Held:
    """How many areas, outlines, figures and postcodes there are of the newest year."""
    year = newest_year() or 0
    rows = Area.objects.filter(year=year)
    return Held(
        year=year,
        municipalities=rows.filter(kind=Area.Kind.MUNICIPALITY).count(),
        wijken=rows.filter(kind=Area.Kind.WIJK).count(),
        buurten=rows.filter(kind=Area.Kind.BUURT).count(),
        outlines=AreaOutline.objects.filter(area__year=year).count(),
        figures=Figure.objects.filter(area__year=year).count(),
        postcodes=PostcodeArea.objects.filter(area__year=year).values("postcode").distinct().count(),
    )


def last_loaded() -> str:
    """When areas were last loaded, as a mark for caches; "0" when never."""
    at = Load.objects.aggregate(last=Max("finished_at"))["last"]
    return at.strftime("%Y%m%d%H%M%S%f") if at else "0"


def last_drawn() -> str:
    """A mark for caches that changes when a neighbourhood is drawn or drawn anew."""
    drawn = Neighbourhood.objects.aggregate(newest=Max("pk"), last=Max("drawn_on"))
    return f"{drawn['newest'] or 0}.{drawn['last'] or 0}"


def outlined(
    *, kind: str, municipality: str = "", box: tuple[float, float, float, float] | None = None, most: int = 1_500
) -> Iterable[tuple[Area, str]]:
    """Areas of a kind with their outlines as GeoJSON text: of a municipality, or in a box (west, south, east, north).

    At most `most`. Of municipalities the coarse line is given, for a map of the whole country.
    """
    rows = Area.objects.filter(kind=kind, year=newest_year() or 0, outline__isnull=False)
    if municipality:
        rows = rows.filter(municipality__code=municipality)
    if box is not None:
        west, south, east, north = box
        rows = rows.filter(west__lte=east, east__gte=west, south__lte=north, north__gte=south)
    for row in rows.select_related("outline", "municipality").order_by("code")[:most]:
        yield row, row.outline.coarse or row.outline.geometry


def streets(neighbourhood: Neighbourhood) -> letters.Known:
    """The list of streets of this neighbourhood, by name: of its official areas, and those that it added itself.

    Two spellings of one street are one: that of the register goes before. Two questions.
    """
    official = _official_streets(neighbourhood).values_list("name", flat=True)[: letters.MOST]
    return letters.Known(tuple(letters.merged([*official, *own_streets(neighbourhood)])))


def own_streets(neighbourhood: Neighbourhood) -> list[str]:
    """The streets that the neighbourhood added itself, by name."""
    found = Street.objects.filter(neighbourhood=neighbourhood).values_list("name", flat=True)
    return sorted(found[: letters.MOST], key=letters.key)


def official_streets(neighbourhood: Neighbourhood) -> list[str]:
    """The streets of its official areas, as the register spells them, by name."""
    return letters.merged(_official_streets(neighbourhood).values_list("name", flat=True)[: letters.MOST])


def _official_streets(neighbourhood: Neighbourhood) -> QuerySet[AreaStreet]:
    """Those of the areas themselves and of their parts: a wijk has those of its buurten."""
    areas = neighbourhood.areas.values("pk")
    within = Q(area__in=areas) | Q(area__within__in=areas) | Q(area__municipality__in=areas)
    return AreaStreet.objects.filter(within).order_by("name").distinct()
