"""To draw a neighbourhood: residents name it, choose areas or draw a line of their own, and may draw it anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from stoep.places import geometry, queries, rules
from stoep.places.models import Area, NameWord, Neighbourhood
from stoep.shared.refusal import Refused
from stoep.shared.typed import within

LONGEST_NAME = 120
MOST_AREAS = 500


@transaction.atomic
def draw(
    *,
    name: str,
    kind: str,
    municipality_name: str = "",
    areas: Collection[Area] | Collection[str] = (),
    outline: str = "",
    today: date,
) -> Neighbourhood:
    """A new neighbourhood of areas (rows or codes), of an own line (GeoJSON text), or both. It may overlap others.

    Without a municipality's name, that of the first area is taken. An own line brings the buurten whose point lies
    in it, or else the buurt in which the line itself lies. The caller seals the act. Raises Refused with a sentence.
    """
    name, shape = _name(name), geometry.drawn(outline) if outline.strip() else None
    chosen = _areas(areas, shape)
    municipality_name = _municipality(municipality_name, chosen)
    neighbourhood = Neighbourhood.objects.create(
        slug=_address(name, municipality_name),
        name=name,
        kind=_kind(kind),
        municipality_name=municipality_name,
        outline=shape.text() if shape else "",
        drawn_on=today,
    )
    neighbourhood.areas.set(chosen)
    _find_by(neighbourhood)
    return neighbourhood


@transaction.atomic
def redraw(
    *,
    neighbourhood: Neighbourhood,
    name: str | None = None,
    kind: str | None = None,
    areas: Collection[Area] | Collection[str] = (),
    outline: str = "",
    today: date,
) -> Neighbourhood:
    """The same neighbourhood with other areas or another line, and if wished another name. Its address stays.

    Raises Refused as draw does; then nothing has changed. The caller seals the act.
    """
    shape = geometry.drawn(outline) if outline.strip() else None
    chosen = _areas(areas, shape)
    neighbourhood.name = neighbourhood.name if name is None else _name(name)
    neighbourhood.kind = neighbourhood.kind if kind is None else _kind(kind)
    neighbourhood.outline = shape.text() if shape else ""
    neighbourhood.drawn_on = today
    neighbourhood.save()
    neighbourhood.areas.set(chosen)
    _find_by(neighbourhood)
    return neighbourhood


def _name(typed: str) -> str:
    name = " ".join(typed.split())
    if not any(sign.isalpha() for sign in name) or not name.isprintable():
        raise Refused("no-name", _("Geef uw wijk of dorp een naam. Gebruik letters, zoals bewoners de naam schrijven."))
    return within(name, LONGEST_NAME)


def _kind(kind: str) -> str:
    if kind not in Neighbourhood.Kind.values:
        raise Refused("no-kind", _("Kies wat het is: wijk, stadsbuurt, dorpskern of dorp."))
    return kind


def _areas(areas: Iterable[Area | str], shape: geometry.Shape | None) -> list[Area]:
    """The chosen areas, together with those in the line."""
    given = list(areas)
    codes = [each for each in given if isinstance(each, str)]
    chosen = {area.code: area for area in given if isinstance(area, Area)}
    if len(given) > MOST_AREAS:
        raise Refused("too-many-areas", _("Kies hoogstens %(limit)s gebieden."), limit=MOST_AREAS)
    found = {area.code: area for area in queries.areas_by_code(codes)}
    unknown = [code for code in codes if code not in found]
    if unknown:
        raise Refused(
            "unknown-area",
            _("Het gebied “%(area)s” is er niet. Kies een gebied uit de lijst."),
            area="".join(sign for sign in unknown[0][:20] if sign.isprintable()),
        )
    chosen.update(found)
    if shape is not None:
        chosen.update({area.code: area for area in queries.areas_in(shape)})
    if not chosen and shape is None:
        raise Refused("nothing-chosen", _("Kies minstens één gebied, of teken een lijn op de kaart."))
    return [chosen[code] for code in sorted(chosen)]


def _municipality(typed: str, chosen: list[Area]) -> str:
    name = " ".join(typed.split())
    if not name and chosen:
        municipality = chosen[0].municipality or chosen[0]
        name = municipality.name
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Refused("no-municipality", _("Noem de gemeente waarin uw wijk of dorp ligt."))
    return name


def _address(name: str, municipality_name: str) -> str:
    """A free address: the name, else with the municipality, else with a number."""
    short = slugify(rules.plain(name))[:60] or "wijk"
    longer = f"{short}-{slugify(rules.plain(municipality_name))}"[:74].strip("-")
    taken = set(Neighbourhood.objects.filter(slug__startswith=short).values_list("slug", flat=True))
    return rules.free_address([short, longer], taken)


def _find_by(neighbourhood: Neighbourhood) -> None:
    """Write the words by which it is found."""
    NameWord.objects.filter(neighbourhood=neighbourhood).delete()
    own = rules.words(neighbourhood.name)
    of = [word for word in rules.words(neighbourhood.municipality_name) if word not in own]
    rows = [NameWord(neighbourhood=neighbourhood, word=word, own=True) for word in own]
    rows += [NameWord(neighbourhood=neighbourhood, word=word, own=False) for word in of]
    NameWord.objects.bulk_create(rows)
