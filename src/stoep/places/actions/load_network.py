"""To load areas over the network from CBS and PDOK, page by page; a broken load goes on where it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from stoep.places.actions import store as storing
from stoep.places.actions.load_folder import figures_source
from stoep.places.actions.store import Counts
from stoep.places.models import Load, Source
from stoep.places.sources import features, odata3, odata4
from stoep.places.sources.network import Fetcher
from stoep.shared.refusal import Refused

Told = Callable[[str, Counts], None]
AnyPage = features.Page | odata3.Page | odata4.Page
MOST_PAGES = 2_000


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the sources stand; a test puts a loopback address here."""

    odata3: str = "https://opendata.cbs.nl/ODataFeed/odata"
    odata4: str = "https://datasets.cbs.nl/odata/v1/CBS"
    features: str = "https://api.pdok.nl/cbs/wijken-en-buurten-{year}/ogc/v1/collections"


@dataclass(frozen=True, slots=True)
class _Step:
    """One list to be read: its name, where it begins, and how a page of it is read."""

    name: str
    first: str
    read: Callable[[str, str], AnyPage]


def load_network(
    *,
    table: str,
    year: int,
    at: datetime,
    fetcher: Fetcher,
    version: int = 3,
    addresses: Addresses = Addresses(),
    told: Told = lambda _step, _counts: None,
) -> Counts:
    """Load names, figures and outlines of one year. `table` is the number at CBS, such as 85984NED; `version` of OData.

    Each page is stored together with the address of the next one, in one transaction: after a failure, the same
    call goes on at that page, and steps that were finished are not done again. `told(step, counts)` is called after
    each page. Raises Refused when a source refuses or keeps failing.
    """
    if not (table.isascii() and table.isalnum() and len(table) <= 12):
        raise Refused("bad-table", _("“%(table)s” is geen tabel van CBS. Een voorbeeld is 85984NED."), table=table[:20])
    _check_year(table, year, version, addresses, fetcher)
    run, source, done = _run(f"network:{year}:{table}:v{version}", at), figures_source(year), Counts()
    for step in _steps(table, year, version, addresses, fetcher):
        done.add(_follow(step, run, source, year, at, fetcher, told))
    Load.objects.filter(pk=run.pk).update(finished_at=at, rows=done.read)
    return done


def _check_year(table: str, year: int, version: int, addresses: Addresses, fetcher: Fetcher) -> None:
    """Ask CBS what the table is about: numbers of tables say nothing of their year, and lists of them err."""
    base = addresses.odata4 if version == 4 else addresses.odata3
    name = "Properties" if version == 4 else "TableInfos?$format=json"
    text = fetcher.text(f"{base}/{table}/{name}")
    if str(year) not in text:
        raise Refused(
            "other-year",
            _("Tabel %(table)s gaat niet over %(year)s. Zoek bij CBS het nummer van de tabel van dat jaar."),
            table=table,
            year=str(year),
        )


def _run(key: str, at: datetime) -> Load:
    """The load that was broken off, or a new one."""
    run, _new = Load.objects.get_or_create(key=key, defaults={"started_at": at})
    if run.finished_at is not None:
        Load.objects.filter(key__startswith=f"{key}:").delete()
        run.started_at, run.finished_at = at, None
        run.save()
    return run


def _steps(table: str, year: int, version: int, addresses: Addresses, fetcher: Fetcher) -> Iterator[_Step]:
    """Names first, then figures, then outlines from large to small."""
    if version == 4:
        base = f"{addresses.odata4}/{table}"
        codes = odata4.measure_codes(fetcher.text(f"{base}/MeasureCodes"), "MeasureCodes")

        def read(text: str, file: str) -> AnyPage:
            return odata4.Page(text, file, codes)

        yield _Step("names", f"{base}/WijkenEnBuurtenCodes", read)
        yield _Step("figures", f"{base}/Observations", read)
    else:
        base = f"{addresses.odata3}/{table}"
        fields = odata3.wanted_fields(fetcher.text(f"{base}/DataProperties?$format=json"), "DataProperties")
        chosen = ",".join([odata3.REGION, *fields])
        yield _Step("names", f"{base}/{odata3.REGION}?$format=json", odata3.Page)
        yield _Step("figures", f"{base}/TypedDataSet?$format=json&$select={chosen}", odata3.Page)
    for collection in ("gemeenten", "wijken", "buurten"):
        first = f"{addresses.features.format(year=year)}/{collection}/items?f=json&limit=1000"
        yield _Step(collection, first, features.Page)


def _follow(
    step: _Step, run: Load, source: Source, year: int, at: datetime, fetcher: Fetcher, told: Told
) -> Counts:  # fmt: skip
    """Read the pages of one step, from the page where an earlier attempt stopped."""
    done = Counts()
    progress, _new = Load.objects.get_or_create(key=f"{run.key}:{step.name}", defaults={"started_at": at})
    address: str | None = None if progress.finished_at else progress.cursor or step.first
    seen: set[str] = set()
    while address:
        if address in seen or len(seen) >= MOST_PAGES:
            raise Refused("endless-pages", _("De bron blijft dezelfde bladzijde sturen. Meld dit bij de bron."))
        seen.add(address)
        page = step.read(fetcher.text(address), f"{step.name}, bladzijde {len(seen)}")
        with transaction.atomic():
            counts = storing.store(records=page, year=year, source=source)
            address = page.next
            if address:
                fetcher.allowed(address)
            progress.cursor, progress.rows = address or "", progress.rows + counts.read
            progress.finished_at = None if address else at
            progress.save()
        done.add(counts)
        told(step.name, counts)
    return done
