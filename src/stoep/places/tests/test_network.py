"""Loading over the network, from a server on loopback that pages, fails, breaks off and sends elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest

from stoep.places import actions as places
from stoep.places import queries
from stoep.places.actions.load_network import Addresses
from stoep.places.models import Area, Figure, Load
from stoep.places.sources.network import Fetcher
from stoep.places.tests import waterstad
from stoep.shared.refusal import Refused

AT = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)
Answer = Callable[[BaseHTTPRequestHandler], None]


class Source(ThreadingHTTPServer):
    """A source that answers what `pages` holds, after the troubles that stand in `troubles` for that path."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.base = f"http://127.0.0.1:{self.server_address[1]}"
        self.pages: dict[str, Any] = {}
        self.troubles: dict[str, list[Answer]] = {}
        self.asked: list[str] = []


class _Answering(BaseHTTPRequestHandler):
    server: Source

    def do_GET(self) -> None:
        """Answer with the next trouble of this path, or with its page."""
        self.server.asked.append(self.path)
        key = self.path if self.path in self.server.pages else urlsplit(self.path).path
        troubles = self.server.troubles.get(key, [])
        if troubles:
            troubles.pop(0)(self)
        elif key in self.server.pages:
            send(self, json.dumps(self.server.pages[key]).encode())
        else:
            self.send_error(404)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def send(to: BaseHTTPRequestHandler, body: bytes, *, length: int | None = None) -> None:
    to.send_response(200)
    to.send_header("Content-Length", str(len(body) if length is None else length))
    to.end_headers()
    to.wfile.write(body)


def fails(status: int) -> Answer:
    return lambda to: to.send_error(status)


def cut_off(to: BaseHTTPRequestHandler) -> None:
    """Promise more than is sent, and hang up."""
    send(to, b'{"value": [{"ID": 0, "Wijk', length=5_000)
    to.close_connection = True


def sends_to(address: str) -> Answer:
    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(302)
        to.send_header("Location", address)
        to.send_header("Content-Length", "0")
        to.end_headers()

    return answer


@pytest.fixture
def source() -> Iterator[Source]:
    server = Source()
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def fetcher(waits: list[float] | None = None, **more: Any) -> Fetcher:
    return Fetcher(frozenset({"127.0.0.1"}), pause=(waits if waits is not None else []).append, **more)


def addresses(source: Source) -> Addresses:
    return Addresses(f"{source.base}/v3", f"{source.base}/v4", source.base + "/{year}")


def load(source: Source, version: int = 3) -> places.Counts:
    return places.load_network(
        table="99999NED", year=2024, at=AT, fetcher=fetcher(), version=version, addresses=addresses(source)
    )


def fill(source: Source) -> None:
    """Waterstad as CBS (version 3, names in two pages) and PDOK (buurten in two pages) would tell it."""
    v3, told = "/v3/99999NED", waterstad.records()
    names = [{"Key": f"{record.code:<10}", "Title": f"{record.name:<40}"} for record in told]
    numbers = [
        {"WijkenEnBuurten": record.code, "AantalInwoners_5": record.figures.get("inhabitants", -99997)}
        for record in told
    ]
    source.pages = {
        f"{v3}/TableInfos": {"value": [{"Title": "Kerncijfers wijken en buurten 2024"}]},
        f"{v3}/DataProperties": {"value": [{"Key": "AantalInwoners_5"}, {"Key": "Iets_7"}, {"Key": ""}]},
        f"{v3}/WijkenEnBuurten": {"value": names[:5], "odata.nextLink": f"{source.base}{v3}/namen2"},
        f"{v3}/namen2": {"value": names[5:]},
        f"{v3}/TypedDataSet": {"value": numbers},
    }
    for name, letters in (("gemeenten", "GM"), ("wijken", "WK"), ("buurten", "BU")):
        shown = [_feature(record.code, record) for record in told if record.code.startswith(letters)]
        first, more = f"/2024/{name}/items", f"/2024/{name}/meer"
        links = [{"rel": "next", "href": source.base + more}]
        source.pages[first] = {"type": "FeatureCollection", "links": links, "features": shown[:2]}
        source.pages[more] = {"type": "FeatureCollection", "links": [], "features": shown[2:]}


def _feature(code: str, record: Any) -> dict[str, Any]:
    field = {"GM": "gemeente", "WK": "wijk", "BU": "buurt"}[code[:2]]
    properties = {f"{field}code": code, f"{field}naam": record.name}
    return {"type": "Feature", "properties": properties, "geometry": json.loads(record.outline.text())}


@pytest.mark.django_db
def test_names_figures_and_outlines_are_loaded_page_by_page(source: Source) -> None:
    fill(source)
    load(source)
    held = queries.counts()
    assert (held.municipalities, held.wijken, held.buurten, held.outlines) == (2, 3, 5, 10)
    assert Figure.objects.get(area__code="BU99010100").value == 1200
    assert not Figure.objects.filter(area__code="BU99010101").exists()
    assert queries.area("BU99010201").name == "De Meerpaal"
    assert any("$select=WijkenEnBuurten,AantalInwoners_5" in asked for asked in source.asked)


@pytest.mark.django_db
def test_loading_again_changes_nothing(source: Source) -> None:
    fill(source)
    load(source)
    assert load(source).changes == 0


@pytest.mark.django_db
def test_a_source_that_fails_first_and_is_cut_off_half_way_is_asked_again(source: Source) -> None:
    fill(source)
    source.troubles = {"/v3/99999NED/WijkenEnBuurten": [fails(503)], "/v3/99999NED/TypedDataSet": [cut_off, fails(500)]}
    load(source)
    assert queries.counts().buurten == 5
    assert Figure.objects.filter(measure="inhabitants").count() == 7


@pytest.mark.django_db
def test_a_broken_load_goes_on_at_the_page_where_it_was(source: Source) -> None:
    fill(source)
    source.troubles = {"/2024/buurten/meer": [fails(503)] * 5}
    with pytest.raises(Refused) as caught:
        load(source)
    assert caught.value.code == "source-fails"
    assert Load.objects.get(key__endswith=":buurten").cursor.endswith("/2024/buurten/meer")
    source.asked.clear()
    load(source)
    again = [asked for asked in source.asked if "/items" in asked or "TypedDataSet" in asked or "namen2" in asked]
    assert again == []
    assert queries.counts().buurten == 5
    assert Load.objects.get(key="network:2024:99999NED:v3").finished_at == AT


@pytest.mark.django_db
def test_a_broken_page_is_refused_and_not_stored_half(source: Source) -> None:
    fill(source)
    page = source.pages["/2024/buurten/items"]
    page["features"][1]["geometry"]["coordinates"] = [[[155000, 463000]] * 4]
    with pytest.raises(Refused) as caught:
        load(source)
    assert caught.value.code == "outside"
    assert not Area.objects.filter(code=page["features"][0]["properties"]["buurtcode"], lon__isnull=False).exists()


@pytest.mark.django_db
def test_pages_that_point_at_themselves_end(source: Source) -> None:
    fill(source)
    source.pages["/2024/buurten/meer"]["links"] = [{"rel": "next", "href": f"{source.base}/2024/buurten/meer"}]
    with pytest.raises(Refused) as caught:
        load(source)
    assert caught.value.code == "endless-pages"


@pytest.mark.django_db
def test_a_next_page_at_another_host_is_refused_before_anything_is_stored_of_it(source: Source) -> None:
    fill(source)
    source.pages["/v3/99999NED/WijkenEnBuurten"]["odata.nextLink"] = "http://169.254.169.254/latest/meta-data"
    with pytest.raises(Refused) as caught:
        load(source)
    assert caught.value.code == "host-not-allowed"
    assert not Area.objects.exists()


@pytest.mark.django_db
def test_a_table_of_another_year_is_refused(source: Source) -> None:
    fill(source)
    source.pages["/v3/99999NED/TableInfos"] = {"value": [{"Title": "Kerncijfers wijken en buurten 2023"}]}
    with pytest.raises(Refused) as caught:
        load(source)
    assert caught.value.code == "other-year"


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["", "../x", "85984NED?x=1", "a" * 13])
def test_what_is_no_table_number_is_refused(table: str) -> None:
    with pytest.raises(Refused):
        places.load_network(table=table, year=2024, at=AT, fetcher=fetcher())


@pytest.mark.django_db
def test_version_4_is_loaded_too(source: Source) -> None:
    fill(source)
    v4 = "/v4/99999NED"
    told = waterstad.records()
    source.pages |= {
        f"{v4}/Properties": {"Title": "Kerncijfers wijken en buurten 2024"},
        f"{v4}/MeasureCodes": {"value": [{"Identifier": "T1", "Title": "Aantal inwoners"}]},
        f"{v4}/WijkenEnBuurtenCodes": {"value": [{"Identifier": area.code, "Title": area.name} for area in told]},
        f"{v4}/Observations": {
            "value": [_observed(area.code, area.figures.get("inhabitants")) for area in told[:4]],
            "@odata.nextLink": f"{source.base}{v4}/more",
        },
        f"{v4}/more": {"value": [_observed(area.code, area.figures.get("inhabitants")) for area in told[4:]]},
    }
    load(source, version=4)
    assert queries.counts().buurten == 5
    assert Figure.objects.filter(measure="inhabitants").count() == 7


def _observed(code: str, value: float | None) -> dict[str, Any]:
    return {"Measure": "T1", "ValueAttribute": "None", "Value": value, "WijkenEnBuurten": code}


def test_a_source_gets_more_time_after_every_failure_and_what_it_asks_for(source: Source) -> None:
    def busy(to: BaseHTTPRequestHandler) -> None:
        to.send_response(429)
        to.send_header("Retry-After", "30")
        to.send_header("Content-Length", "0")
        to.end_headers()

    source.pages["/a"], source.troubles["/a"] = {}, [fails(500), fails(502), busy, fails(503)]
    waits: list[float] = []
    assert fetcher(waits).text(f"{source.base}/a") == "{}"
    assert waits == [1.0, 2.0, 30.0, 8.0]


def test_the_limit_of_ten_thousand_rows_is_told_and_not_tried_again(source: Source) -> None:
    def too_many(to: BaseHTTPRequestHandler) -> None:
        to.send_error(500, explain="This query returns more than 10000 records.")

    source.troubles["/a"] = [too_many]
    with pytest.raises(Refused) as caught:
        fetcher().text(f"{source.base}/a")
    assert (caught.value.code, len(source.asked)) == ("too-many-at-once", 1)


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("http://127.0.0.1:9/x", "redirect-elsewhere"),
        ("http://localhost/x", "host-not-allowed"),
        ("https://voorbeeld.nl/x", "host-not-allowed"),
        ("file:///etc/passwd", "host-not-allowed"),
        ("/a", "too-many-redirects"),
    ],
)
def test_a_redirect_is_followed_only_at_the_same_place(source: Source, target: str, code: str) -> None:
    source.troubles["/a"] = [sends_to(target)] * 9
    with pytest.raises(Refused) as caught:
        fetcher().text(f"{source.base}/a")
    assert caught.value.code == code


def test_a_redirect_at_the_same_place_is_followed(source: Source) -> None:
    source.troubles["/a"], source.pages["/b"] = [sends_to("/b")], [1]
    assert fetcher().text(f"{source.base}/a") == "[1]"


@pytest.mark.parametrize(
    "address",
    [
        "https://voorbeeld.nl/x",
        "https://opendata.cbs.nl@voorbeeld.nl/x",
        "https://iemand:geheim@opendata.cbs.nl/x",
        "https://opendata.cbs.nl.voorbeeld.nl/x",
        "https://opendata.cbs.nl:8443/x",
        "ftp://opendata.cbs.nl/x",
        "file:///etc/passwd",
        "//opendata.cbs.nl/x",
        "",
    ],
)
def test_only_known_hosts_are_asked_and_only_with_https(address: str) -> None:
    with pytest.raises(Refused):
        Fetcher().allowed(address)


def test_plain_http_to_a_known_host_becomes_https() -> None:
    assert Fetcher().allowed("http://opendata.cbs.nl/x?a=1") == "https://opendata.cbs.nl/x?a=1"


def test_an_answer_that_is_too_large_is_stopped(source: Source) -> None:
    source.pages["/a"] = "x" * 100_000
    with pytest.raises(Refused) as caught:
        fetcher(largest=50_000).text(f"{source.base}/a")
    assert caught.value.code == "page-too-large"


def test_an_answer_that_unpacks_to_too_much_is_stopped(source: Source) -> None:
    import gzip

    def packed(to: BaseHTTPRequestHandler) -> None:
        body = gzip.compress(b" " * 5_000_000)
        to.send_response(200)
        to.send_header("Content-Encoding", "gzip")
        to.send_header("Content-Length", str(len(body)))
        to.end_headers()
        to.wfile.write(body)

    source.troubles["/a"] = [packed]
    with pytest.raises(Refused) as caught:
        fetcher(largest=1_000_000).text(f"{source.base}/a")
    assert caught.value.code == "page-too-large"


@pytest.mark.django_db
def test_the_recorded_answers_are_loaded_over_the_network(source: Source, shared_data: Path) -> None:
    samples = shared_data / "nl" / "samples"
    fill(source)
    typed = json.loads((samples / "cbs_odata3_85984NED_TypedDataSet.json").read_text())
    outlines = json.loads((samples / "pdok_ogc_buurten_WK034403.json").read_text())
    more = dict(outlines, links=[], features=outlines["features"][6:])
    first = dict(outlines, links=[{"rel": "next", "href": f"{source.base}/2024/buurten/meer"}])
    source.pages["/v3/99999NED/TypedDataSet"] = typed
    source.pages["/2024/buurten/items"] = dict(first, features=outlines["features"][:6])
    source.pages["/2024/buurten/meer"] = more
    source.troubles = {"/v3/99999NED/TypedDataSet": [fails(503)], "/2024/buurten/meer": [cut_off]}
    load(source)
    codes = [feature["properties"]["buurtcode"] for feature in outlines["features"]]
    assert Area.objects.filter(code__in=codes, lon__isnull=False, within__code="WK034403").count() == len(codes)
    for row in typed["value"]:
        stored = Figure.objects.filter(area__code=row["WijkenEnBuurten"].strip(), measure="income").first()
        told = row["GemiddeldInkomenPerInwoner_78"]
        assert (stored.value if stored else None) == told
    assert load(source).changes == 0
