"""A line of a year on one page, made out of a row of the union: its title, its words, its day and its address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from stoep.agenda.models import Decision, Upkeep, VisionEndorsement
from stoep.archive.queries.arms import Row
from stoep.archive.queries.year import Told, day, short, whole_day
from stoep.council.models import Reply as Answer
from stoep.handover.models import Power, Reply
from stoep.network.models import Post
from stoep.shared.addresses import address
from stoep.shared.choices import label
from stoep.tables.models import Position, Resolution
from stoep.voices.models import Voice


@lru_cache(maxsize=2000)
def told(slug: str, row: Row, _language: str | None) -> Told:
    """A line as the page shows it: the same values in the same language make the same line."""
    kind, *_more = row.kind.partition("-")
    if kind in ("seat", "post"):
        return _moved(row)
    title, meta = _META.get(row.kind, _dated)(row)
    page = _PAGES[kind]
    args: tuple[Any, ...] = (row.ref,) if page in _BY_CODE else (slug, int(row.ref))
    return Told(title, short(row.words), meta, address(page, *args))


def _dated(row: Row) -> tuple[str, str]:
    return row.title, day(row.on)


def _moved(row: Row) -> Told:
    sort, _dash, way = row.kind.partition("-")
    what = str(label(Post.Kind, row.words)) if sort == "post" else _("zetel")
    side = f"{what}, {row.extra or _('bewoners')}"
    on = (_("ging op %(day)s") if way == "left" else _("kwam op %(day)s")) % {"day": day(row.on)}
    return Told(title=f"{row.title}, {side}" if row.title else side.capitalize(), meta=on)


def _decided(row: Row) -> tuple[str, str]:
    title = str(label(Decision.Kind, row.extra)).capitalize()
    return f"{title}: {row.title}" if row.title else title, day(row.on)


def _labelled(choices: Any) -> Callable[[Row], tuple[str, str]]:
    return lambda row: (row.title, ", ".join(filter(None, [row.extra and str(label(choices, row.extra)), day(row.on)])))


def _promise(row: Row) -> tuple[str, str]:
    return row.title or _("een bewoner"), _("voor %(day)s") % {"day": whole_day(row.on)} if row.on else ""


def _changed(row: Row) -> tuple[str, str]:
    on = whole_day(row.on) if row.on else ""
    return row.title or _("een bewoner"), _("nu voor %(day)s, omdat: %(why)s") % {"day": on, "why": short(row.extra)}


def _said_no(on: date | None) -> str:
    return _("wie de belofte kreeg, zei nee op %(day)s") % {"day": day(on)}


def _plan(row: Row) -> tuple[str, str]:
    held = _("bewoners: %(what)s") % {"what": label(Position.Kind, row.extra)} if row.extra else ""
    return row.title, ", ".join(filter(None, [day(row.on), held]))


def _endorsed(row: Row) -> tuple[str, str]:
    who = row.title or capfirst(label(VisionEndorsement.Party, VisionEndorsement.Party.COUNCIL))
    return who, f"{label(VisionEndorsement.Kind, row.extra)}, {day(row.on)}"


_META: dict[str, Callable[[Row], tuple[str, str]]] = {
    "voice": _labelled(Voice.Kind),
    "promise": _promise,
    "verdict": lambda row: (
        row.title or _("een bewoner"),
        ", ".join(filter(None, [day(row.on), short(row.extra)])),
    ),
    "change": _changed,
    "version": lambda row: ("", _("versie %(number)s op %(day)s") % {"number": row.ref, "day": day(row.on)}),
    "decision": _decided,
    "resolution": _labelled(Resolution.Outcome),
    "resolution-otherwise": lambda row: (row.title, _("dit vond een minderheid")),
    "upkeep": _labelled(Upkeep.Kind),
    "reply": _labelled(Reply.Kind),
    "reply-no": lambda row: (short(row.title), _said_no(row.on)),
    "plan": _plan,
    "advice": lambda row: (
        row.title,
        str(label(Answer.Kind, row.extra)) if row.extra else _("nog geen antwoord"),
    ),
    "conflict": lambda row: (
        row.title,
        _("gesloten op %(day)s") % {"day": day(row.on)} if row.on else _("nog open"),
    ),
    "doubt": lambda row: (row.title, _("de schrijver zegt: zo bedoelde ik het niet")),
    "dispute": lambda row: (row.title or _("een bewoner"), _("zegt dat het anders was")),
    "position": _labelled(Position.Kind),
    "endorsement": _endorsed,
    "power": lambda row: (f"{row.title}: {label(Power.Kind, row.extra)}", day(row.on)),
    "vision-doubt": lambda row: (_("De visie"), day(row.on)),
    "stance": lambda row: (row.title, row.extra),
}
_PAGES = {
    "voice": "thread:voice",
    "item": "thread:item",
    "upkeep": "thread:item",
    "doubt": "thread:item",
    "objection": "thread:item",
    "promise": "thread:promise",
    "verdict": "thread:promise",
    "change": "thread:promise",
    "dispute": "thread:promise",
    "version": "agenda:version",
    "decision": "agenda:decision",
    "vision": "agenda:vision_version",
    "endorsement": "agenda:vision_version",
    "power": "handover:dossier",
    "resolution": "tables:resolution",
    "plan": "tables:plan",
    "position": "tables:plan",
    "reply": "handover:dossier",
    "advice": "council:advice",
    "override": "council:override",
    "conflict": "conflicts:conflict",
    "stance": "conflicts:conflict",
}
_BY_CODE = {"thread:voice", "thread:item", "thread:promise"}
