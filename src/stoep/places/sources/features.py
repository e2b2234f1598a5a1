"""GeoJSON: pages of PDOK's OGC API Features, and the ready-made files of outlines. The next page is a link `rel=next`.

A member `crs` is never followed: only WGS84 (CRS84, EPSG:4326) is read, anything else is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from stoep.places import geometry, measures, rules
from stoep.places.sources import records
from stoep.places.sources.records import AreaRecord, Members
from stoep.shared.refusal import Refused

CODES = ("buurtcode", "wijkcode", "gemeentecode", "statcode", "code")
NAMES = {"buurtcode": "buurtnaam", "wijkcode": "wijknaam", "gemeentecode": "gemeentenaam", "statcode": "statnaam"}
WGS84 = ("CRS84", "EPSG::4326", "EPSG:4326", "EPSG/0/4326")


class Page:
    """One file or page: iterate for its areas, then ask for `next` and `skipped` (water and foreign areas)."""

    def __init__(self, text: str, file: str) -> None:
        self.file, self.skipped = file, 0
        self._members = Members(text, "features", file)

    def __iter__(self) -> Iterator[AreaRecord]:
        for count, (line, feature) in enumerate(self._members):
            records.no_longer_than(count, self.file)
            if count == 0:
                self._check_grid(self._members.others)
            record = self._area(feature, line)
            if record is None:
                self.skipped += 1
            else:
                yield record
        self._check_grid(self._members.others)

    def _area(self, feature: Any, line: int) -> AreaRecord | None:
        """The area of one feature; None for water and for what lies abroad."""
        if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
            raise Refused(
                "not-a-feature",
                _("%(file)s, regel %(line)s: hier staat geen gebied (Feature). Haal het bestand opnieuw op."),
                file=self.file,
                line=line,
            )
        self._check_grid(feature)
        properties = feature["properties"]
        field, code = _code(properties)
        if rules.kind_of(code) is None or str(properties.get("water")).upper() == "JA":
            return None
        name = properties.get(NAMES.get(field, "naam"))
        figures = {}
        for key, value in properties.items():
            measure = measures.of_field(key)
            if measure is not None:
                figures[measure.key] = records.checked_figure(value, self.file, line)
        return AreaRecord(
            code,
            records.checked_name(name, self.file, line) if name else None,
            figures,
            self._outline(feature.get("geometry"), code, line),
        )

    def _outline(self, raw: Any, code: str, line: int) -> geometry.Shape | None:
        if raw is None:
            return None
        try:
            return geometry.shape_of(raw)
        except Refused as refused:
            raise Refused(
                refused.code,
                _("%(file)s, regel %(line)s, gebied %(area)s: %(why)s"),
                file=self.file,
                line=line,
                area=code,
                why=refused,
            ) from None

    def _check_grid(self, members: Mapping[str, Any]) -> None:
        grid = members.get("crs")
        if grid is None:
            return
        name = grid.get("properties", {}).get("name") if isinstance(grid, dict) and grid.get("type") == "name" else None
        if not (isinstance(name, str) and name.endswith(WGS84)):
            raise Refused(
                "crs",
                _("%(file)s: de lijnen staan in een ander stelsel (crs). Vraag het bestand op in WGS84 (EPSG:4326)."),
                file=self.file,
            )

    @property
    def next(self) -> str | None:
        """The address of the next page, known after the last area; None on the last page."""
        links = self._members.others.get("links")
        for link in links if isinstance(links, list) else []:
            if isinstance(link, dict) and link.get("rel") == "next" and isinstance(link.get("href"), str):
                return str(link["href"])
        return None


def _code(properties: Mapping[str, Any]) -> tuple[str, str]:
    """The field that names this area, and its code: of a buurt that also names its wijk, the buurt."""
    for field in CODES:
        if isinstance(properties.get(field), str):
            return field, properties[field].strip()
    return "", ""
