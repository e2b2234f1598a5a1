"""The figures of each page at each size: measured, set side by side, and shown beside what was promised."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from stoep.people.models import Account
from stoep.web.bench.measuring import ask, cookie_of, least, queries
from stoep.web.bench.pages import Page, pages
from stoep.web.bench.urls import BARE
from stoep.web.bench.weight import Visit

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

# What was promised: so many times a bare view, queries, so much slower than at the smallest size, a 304's share.
MOST_TIMES, MOST_QUERIES, MOST_GROWTH, MOST_SHARE = 30.0, 8, 1.3, 0.1
UNCHANGED = 304


@dataclass(frozen=True, slots=True)
class Figures:
    """One page at one size. `cpu` in milliseconds; `times` a bare view; `unchanged` the share that a 304 costs."""

    page: str
    promised: bool
    cpu: float
    times: float
    queries: int
    kilobytes: float
    unchanged: float | None


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything at one size: the bare view's CPU milliseconds, and each page."""

    bare: float
    pages: list[Figures]


def measure(application: WSGIApplication, blocks: int) -> Measured:
    """The pages of the database that lies open, each as the least of so many blocks."""
    shown, host = pages(), cookie_of(Account.objects.order_by("pk")[0])
    who = {page.name: {"HTTP_COOKIE": host} if page.by_host else {} for page in shown}
    calls: dict[str, Callable[[], object]] = {"": partial(ask, application, BARE)}
    for page in shown:
        whole = ask(application, page.address, **who[page.name])
        if whole.status != 200:
            raise RuntimeError(f"{page.address} answered {whole.status}")
        calls[page.name] = partial(ask, application, page.address, **who[page.name])
        if tag := whole.headers.get("etag"):
            again = partial(ask, application, page.address, HTTP_IF_NONE_MATCH=tag, **who[page.name])
            if again().status == UNCHANGED:
                calls[f"{page.name} again"] = again
    found = least(calls, blocks)
    return Measured(found[""], [_figures(application, page, found, who[page.name]) for page in shown])


def _figures(application: WSGIApplication, page: Page, found: dict[str, float], who: dict[str, str]) -> Figures:
    again = found.get(f"{page.name} again")
    return Figures(
        page=page.name,
        promised=page.promised,
        cpu=found[page.name],
        times=found[page.name] / found[""],
        queries=len(queries(application, page.address, **who)),
        kilobytes=len(ask(application, page.address, **who).body) / 1000,
        unchanged=None if again is None else again / found[page.name],
    )


def growth(measured: dict[int, Measured], page: str, size: int) -> float:
    """How much slower this page is at this size than at the smallest, each beside the bare view of its own run."""
    at = {each: next(row for row in found.pages if row.page == page) for each, found in measured.items()}
    return at[size].times / at[min(measured)].times


def as_json(measured: dict[int, Measured], visit: Visit) -> dict[str, Any]:
    """All figures, with what was promised, as plain JSON."""
    sizes = {
        str(size): {
            "bare_cpu_ms": found.bare,
            "pages": [asdict(row) | {"growth": growth(measured, row.page, size)} for row in found.pages],
        }
        for size, found in measured.items()
    }
    limits = {"times": MOST_TIMES, "queries": MOST_QUERIES, "growth": MOST_GROWTH, "unchanged": MOST_SHARE}
    return {"promised": limits, "sizes": sizes, "first_visit": asdict(visit) | {"kilobytes": visit.kilobytes}}


def show(measured: dict[int, Measured], visit: Visit, console: Console) -> None:
    """A table a size; what is over its promised figure is marked with an exclamation mark."""
    for size, found in measured.items():
        title = f"{size:,} contributions; a bare view with the same middleware takes {found.bare:.3f} ms of CPU"
        table = Table(title=title, title_justify="left")
        for name in ("page", "CPU ms", f"x bare (≤{MOST_TIMES:.0f})", f"queries (≤{MOST_QUERIES})"):
            table.add_column(name, justify="left" if name == "page" else "right")
        for name in (f"x smallest (≤{MOST_GROWTH})", f"304 (≤{MOST_SHARE:.0%})", "kB of HTML"):
            table.add_column(name, justify="right")
        for row in found.pages:
            table.add_row(*_cells(row, growth(measured, row.page, size)), style=None if row.promised else "dim")
        console.print(table)
    console.print(f"First visit to a neighbourhood: {visit.told()}")


def _cells(row: Figures, grown: float) -> list[str]:
    share = "-" if row.unchanged is None else _marked(f"{row.unchanged:.0%}", row.unchanged > MOST_SHARE, row)
    return [
        row.page,
        f"{row.cpu:.2f}",
        _marked(f"{row.times:.1f}", row.times > MOST_TIMES, row),
        _marked(str(row.queries), row.queries > MOST_QUERIES, row),
        _marked(f"{grown:.2f}", grown > MOST_GROWTH, row),
        share,
        f"{row.kilobytes:.1f}",
    ]


def _marked(text: str, over: bool, row: Figures) -> str:
    return f"{text} !" if over and row.promised else text
