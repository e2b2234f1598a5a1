"""Pages to read: the agenda, what was closed, versions, their difference, and the agenda as a table."""

from __future__ import annotations

import csv
from itertools import zip_longest

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from stoep.agenda import queries, rules
from stoep.agenda.models import Item, Version
from stoep.network import access
from stoep.places.access import neighbourhood_or_404
from stoep.places.models import Neighbourhood
from stoep.record import freshness


@require_safe
@freshness.unless_unchanged
def agenda(request: HttpRequest, slug: str) -> HttpResponse:
    """What the neighbourhood has taken up: long lines with their strokes, in the residents' order."""
    neighbourhood = neighbourhood_or_404(slug)
    today = timezone.localdate()
    standing = access.standing_of(request, neighbourhood)
    page = {
        "neighbourhood": neighbourhood,
        "agenda": queries.agenda(neighbourhood, today),
        "waiting": queries.count_waiting(neighbourhood, today),
        "version": queries.last_adopted(neighbourhood),
        "standing": standing,
        "to_read": queries.words_to_read(neighbourhood).count() if standing.hosts else 0,
        "drafts": queries.drafts(neighbourhood).count() if standing.leads else 0,
    }
    return render(request, "agenda/agenda.html", page)


@require_safe
def closed(request: HttpRequest, slug: str) -> HttpResponse:
    """Items that were closed or merged, with the reason, and how each stays so: first those that ask something."""
    neighbourhood = neighbourhood_or_404(slug)
    kept = queries.closed_and_kept(neighbourhood, timezone.localdate())
    page = {
        "neighbourhood": neighbourhood,
        "kept": sorted(kept, key=lambda each: not each.asks),
        "merged": queries.closed(neighbourhood).filter(merged_into__isnull=False)[:500],
        "standing": access.standing_of(request, neighbourhood),
    }
    return render(request, "agenda/closed.html", page)


@require_safe
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """Every version that residents adopted, with its date and who held the keys."""
    neighbourhood = neighbourhood_or_404(slug)
    found = list(queries.versions(neighbourhood))
    pairs = zip_longest(found, found[1:])
    return render(request, "agenda/versions.html", {"neighbourhood": neighbourhood, "pairs": list(pairs)})


@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One adopted version, as it was on its day."""
    neighbourhood = neighbourhood_or_404(slug)
    shown = _version(neighbourhood, number)
    return render(
        request, "agenda/version.html", {"neighbourhood": neighbourhood, "version": shown, "names": names(shown)}
    )


@require_safe
def difference(request: HttpRequest, slug: str, old: int, new: int) -> HttpResponse:
    """Exactly what changed between two versions: added, closed, moved, and every word."""
    neighbourhood = neighbourhood_or_404(slug)
    before, after = _version(neighbourhood, old), _version(neighbourhood, new)
    titles = {content["code"]: content["title"] for side in (before, after) for content in side.content["items"]}
    found = queries.difference(before, after)
    page = {
        "neighbourhood": neighbourhood,
        "before": before,
        "after": after,
        "difference": found,
        "changed": [(titles[code], code, in_words(changes, titles)) for code, changes in found.changed.items()],
        "moved": [(titles[move.code], move) for move in found.moved],
    }
    return render(request, "agenda/difference.html", page)


def _version(neighbourhood: Neighbourhood, number: int) -> Version:
    try:
        return queries.version(neighbourhood, number)
    except Version.DoesNotExist:
        raise Http404 from None


def names(version: Version) -> list[dict[str, object]]:
    """The items of a version with their choices in words and their line by its title."""
    titles = {content["code"]: content["title"] for content in version.content["items"]}
    return [
        {
            **content,
            "horizon": Item.Horizon(content["horizon"]).label,
            "domain": Item.Domain(content["domain"]).label,
            "line": titles.get(content["line"], ""),
        }
        for content in version.content["items"]
    ]


def in_words(changes: tuple[rules.Change, ...], titles: dict[str, str]) -> list[dict[str, object]]:
    """The changes of one item as a page shows them: the field's name, and what stood and stands there in words."""
    labels = {
        "title": _("Titel"),
        "wish": _("Wens"),
        "why": _("Waarom"),
        "already_there": _("Wat er al is"),
        "owner": _("Wie ernaar omkijkt"),
        "horizon": _("Lange lijn of korte klap"),
        "domain": _("Deel van het leven"),
        "line": _("Hangt onder"),
        "partners": _("Wie meedoet"),
        "sources": _("Inbreng"),
    }
    return [
        {
            "label": labels[change.field],
            "change": change,
            "before": _said(change, change.before, titles),
            "after": _said(change, change.after, titles),
        }
        for change in changes
    ]


def _said(change: rules.Change, value: object, titles: dict[str, str]) -> str:
    if change.field == "line":
        return titles.get(str(value), str(value)) if value else _("geen lijn")
    choices = dict([*Item.Horizon.choices, *Item.Domain.choices])
    return str(choices.get(str(value), value)) if change.field in {"horizon", "domain"} else str(value)


@require_safe
def export(request: HttpRequest, slug: str) -> HttpResponse:
    """The running agenda as a table for any spreadsheet; no cell in it is a formula."""
    neighbourhood = neighbourhood_or_404(slug)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="wijkagenda-{neighbourhood.slug}.csv"'
    writer = csv.writer(response, delimiter=";")
    heads = [
        _("Nummer"), _("Code"), _("Titel"), _("Wens"), _("Waarom"), _("Wat er al is"), _("Termijn"), _("Lange lijn"),
        _("Domein"), _("Wie"), _("Wie meedoet"), _("Inbreng"),
    ]  # fmt: skip
    writer.writerow(heads)
    for number, content in enumerate(queries.snapshot(neighbourhood), start=1):
        item = {
            **content,
            "horizon": Item.Horizon(content["horizon"]).label,
            "domain": Item.Domain(content["domain"]).label,
        }
        texts = ["code", "title", "wish", "why", "already_there", "horizon", "line", "domain", "owner"]
        lists = [", ".join(content["partners"]), ", ".join(content["sources"])]
        writer.writerow([number, *(rules.neutral(str(item[name] or "")) for name in texts), *map(rules.neutral, lists)])
    return response
