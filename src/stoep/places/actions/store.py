"""To store what a source tells: areas, their figures, outlines and postcodes. Doing it twice changes nothing more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import Q

from stoep.places import geometry, rules
from stoep.places.models import Area, AreaOutline, Figure, NameWord, PostcodeArea, Source
from stoep.places.sources.records import AreaRecord, PostcodeRecord

T = TypeVar("T")
BATCH = 2_000
KINDS = (Area.Kind.COUNTRY, Area.Kind.MUNICIPALITY, Area.Kind.WIJK, Area.Kind.BUURT)
COLUMNS = ("name", "plain_name", "within_id", "municipality_id", "lon", "lat", "west", "south", "east", "north")


@dataclass(slots=True)
class Counts:
    """What storing did: rows read, and areas, outlines, figures and postcodes that are new or changed."""

    read: int = 0
    areas: int = 0
    outlines: int = 0
    figures: int = 0
    withdrawn: int = 0
    postcodes: int = 0

    def add(self, other: Counts) -> None:
        """Count the other's rows here too."""
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))

    @property
    def changes(self) -> int:
        """How many rows are new, changed or gone: 0 when all was there already."""
        return self.areas + self.outlines + self.figures + self.withdrawn + self.postcodes


def in_batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The items in lists of at most `size`."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def source(*, key: str, title: str, licence: str = "CC BY 4.0, bewerkt") -> Source:
    """The source under this key, as it is to stand beside its figures."""
    found, _new = Source.objects.update_or_create(key=key, defaults={"title": title, "licence": licence})
    return found


@transaction.atomic
def store(*, records: Iterable[AreaRecord], year: int, source: Source) -> Counts:
    """Store areas of one year in one transaction, so that a file that breaks half-way leaves nothing half.

    Parents may come before or after their parts. What a record does not tell is left as it was. Raises Refused
    when the records do.
    """
    register, counts = _Register(year, source), Counts()
    for batch in in_batches(records):
        counts.add(register.take(batch))
    return counts


class _Register:
    """The areas of one year while they are being stored: their ids by code, and the names of municipalities."""

    def __init__(self, year: int, source: Source) -> None:
        self.year, self.source = year, source
        self.ids: dict[str, int] = dict(Area.objects.filter(year=year).values_list("code", "id"))
        self.municipalities: dict[str, str] = dict(
            Area.objects.filter(year=year, kind=Area.Kind.MUNICIPALITY).values_list("code", "name")
        )

    def take(self, batch: Sequence[AreaRecord]) -> Counts:
        """Store one batch. Of two records with the same code in it, the later one counts."""
        counts = Counts(read=len(batch))
        by_code: dict[str, AreaRecord] = {}
        for record in batch:
            by_code[record.code] = _joined(by_code.get(record.code), record)
        for kind in KINDS:
            self._areas([record for record in by_code.values() if rules.kind_of(record.code) == kind], kind, counts)
        self._outlines(by_code.values(), counts)
        self._figures(by_code.values(), counts)
        return counts

    def _areas(self, records: Sequence[AreaRecord], kind: str, counts: Counts) -> None:
        """Write the rows of one kind that are new or differ, and the words by which they are found."""
        known = {area.code: area for area in Area.objects.filter(year=self.year, code__in=[r.code for r in records])}
        changed, renamed, elsewhere = [], [], []
        for record in records:
            before = known.get(record.code)
            area = self._row(record, kind, before)
            if before is None or any(getattr(area, name) != getattr(before, name) for name in COLUMNS):
                changed.append(area)
            if before is None or area.name != before.name:
                renamed.append(area)
                if before is not None and kind == Area.Kind.MUNICIPALITY:
                    elsewhere.append(before.pk)
            if kind == Area.Kind.MUNICIPALITY:
                self.municipalities[area.code] = area.name
        Area.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["code", "year"],
            update_fields=[name.removesuffix("_id") for name in COLUMNS],
        )
        counts.areas += len(changed)
        new = [area.code for area in changed if area.code not in self.ids]
        self.ids.update(Area.objects.filter(year=self.year, code__in=new).values_list("code", "id"))
        self._words(renamed)
        self._words(Area.objects.filter(municipality_id__in=elsewhere))
        if new and kind != Area.Kind.BUURT:
            counts.areas += self._tie()

    def _row(self, record: AreaRecord, kind: str, before: Area | None) -> Area:
        """The row as it should be. A fresh object: its key in the table is (code, year)."""
        within, municipality = (self.ids.get(code) if code else None for code in rules.parents(record.code))
        named = before is not None and before.name != before.code
        name = record.name if record.name and not (record.short_name and named) else None
        name = name or (before.name if before else record.code)
        area = Area(
            code=record.code,
            year=self.year,
            kind=kind,
            name=name,
            plain_name=rules.plain(name),
            within_id=within,
            municipality_id=municipality,
        )
        if record.outline is not None:
            area.lon, area.lat = (round(value, 5) for value in geometry.point_within(record.outline))
            area.west, area.south, area.east, area.north = record.outline.box()
        elif before is not None:
            for column in ("lon", "lat", "west", "south", "east", "north"):
                setattr(area, column, getattr(before, column))
        return area

    def _tie(self) -> int:
        """Parts that came before the area in which they lie: tie them to it now, and find them by its name too."""
        loose = Area.objects.filter(year=self.year, kind__in=(Area.Kind.WIJK, Area.Kind.BUURT))
        tied = []
        for area in loose.filter(Q(within=None) | Q(municipality=None)):
            within, municipality = (self.ids.get(code) if code else None for code in rules.parents(area.code))
            if (within, municipality) != (area.within_id, area.municipality_id):
                Area.objects.filter(pk=area.pk).update(within_id=within, municipality_id=municipality)
                tied.append(area)
        self._words(tied)
        return len(tied)

    def _words(self, areas: Iterable[Area]) -> None:
        """The words of these areas anew: those of their own name, and those of their municipality's."""
        areas = list(areas)
        ids = [self.ids[area.code] for area in areas]
        NameWord.objects.filter(area_id__in=ids).delete()
        rows = []
        for area in areas:
            own = rules.words(area.name)
            of = self.municipalities.get("GM" + area.code[2:6], "") if area.kind != Area.Kind.MUNICIPALITY else ""
            rows += [NameWord(area_id=self.ids[area.code], word=word, own=True) for word in own]
            rows += [
                NameWord(area_id=self.ids[area.code], word=word, own=False)
                for word in rules.words(of)
                if word not in own
            ]
        NameWord.objects.bulk_create(rows, batch_size=BATCH)

    def _outlines(self, records: Iterable[AreaRecord], counts: Counts) -> None:
        with_line = {self.ids[record.code]: record for record in records if record.outline is not None}
        known = dict(AreaOutline.objects.filter(area_id__in=with_line).values_list("area_id", "geometry"))
        changed = []
        for area_id, record in with_line.items():
            text = record.outline.text() if record.outline else ""
            if known.get(area_id) != text:
                changed.append(AreaOutline(area_id=area_id, geometry=text, coarse=_coarse(record)))
        AreaOutline.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["area"], update_fields=["geometry", "coarse"]
        )
        counts.outlines += len(changed)

    def _figures(self, records: Iterable[AreaRecord], counts: Counts) -> None:
        """Write the figures that are new or differ; take away those that the source no longer gives."""
        told = {self.ids[record.code]: record.figures for record in records if record.figures}
        stored = Figure.objects.filter(area_id__in=told).values_list("area_id", "measure", "value", "source_id", "id")
        known = {(area, measure): (value, origin, key) for area, measure, value, origin, key in stored}
        dated_on, changed, gone = date(self.year, 1, 1), [], []
        for area_id, figures in told.items():
            for measure, value in figures.items():
                before = known.get((area_id, measure))
                if value is None:
                    if before is not None and before[1] == self.source.pk:
                        gone.append(before[2])
                elif before is None or before[0] != value:
                    changed.append(
                        Figure(area_id=area_id, measure=measure, value=value, dated_on=dated_on, source=self.source)
                    )
        Figure.objects.bulk_create(
            changed,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["area", "measure"],
            update_fields=["value", "dated_on", "source"],
        )
        Figure.objects.filter(pk__in=gone).delete()
        counts.figures += len(changed)
        counts.withdrawn += len(gone)


def _joined(before: AreaRecord | None, record: AreaRecord) -> AreaRecord:
    """Two records of one area in one batch, as the long format gives them: the later tells more, or tells it anew."""
    if before is None:
        return record
    return AreaRecord(
        record.code,
        record.name or before.name,
        {**before.figures, **record.figures},
        record.outline or before.outline,
        record.short_name if record.name else before.short_name,
    )


def _coarse(record: AreaRecord) -> str:
    """Only municipalities are drawn on the map of the whole country."""
    if record.outline is None or rules.kind_of(record.code) != Area.Kind.MUNICIPALITY:
        return ""
    return geometry.coarse(record.outline).text()


@transaction.atomic
def store_postcodes(*, records: Iterable[PostcodeRecord], year: int) -> Counts:
    """Store which buurten lie in which postcode, in one transaction; pairs that are no longer told go away.

    Buurten that are not known (an area of another year) are left out.
    """
    counts = Counts()
    ids = dict(Area.objects.filter(year=year, kind=Area.Kind.BUURT).values_list("code", "id"))
    wanted: dict[tuple[str, int], float] = {}
    for record in records:
        counts.read += 1
        if record.code in ids:
            wanted[record.postcode, ids[record.code]] = record.share
    known = {
        (digits, area): (share, key)
        for digits, area, share, key in PostcodeArea.objects.filter(area__year=year).values_list(
            "postcode", "area_id", "share", "id"
        )
    }
    changed = [
        PostcodeArea(postcode=digits, area_id=area, share=share)
        for (digits, area), share in wanted.items()
        if known.get((digits, area), (None, 0))[0] != share
    ]
    gone = [key for pair, (_share, key) in known.items() if pair not in wanted]
    PostcodeArea.objects.bulk_create(
        changed, batch_size=BATCH, update_conflicts=True, unique_fields=["postcode", "area"], update_fields=["share"]
    )
    for keys in in_batches(gone):
        PostcodeArea.objects.filter(pk__in=keys).delete()
    counts.postcodes += len(changed) + len(gone)
    return counts
