"""Pages to decide with two keys: propose an order, a merge, a closing, an adoption; and turn the other key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stoep.agenda import actions, queries, rules
from stoep.agenda.beside import beside
from stoep.agenda.forms import AdoptForm, CloseForm, MergeForm, OrderForm
from stoep.agenda.models import Decision, Item, StickerCount, Vision
from stoep.agenda.views import door
from stoep.agenda.views.pages import in_words
from stoep.gatherings import queries as gatherings
from stoep.network import access
from stoep.network.standing import Standing
from stoep.places.models import Neighbourhood
from stoep.reach import missing
from stoep.shared import posted
from stoep.shared.refusal import NotAllowed, Refused


def _proposed() -> str:
    return _("Uw voorstel staat klaar. De andere sleutel is nog nodig.")


def _page(decision: Decision) -> str:
    return decision.get_absolute_url()


def _propose(kind: str, by: Standing, **given: Any) -> Callable[[], Decision]:
    def act() -> Decision:
        return actions.propose(kind=kind, by=by, at=timezone.now(), today=timezone.localdate(), **given)

    return act


@require_http_methods(["GET", "POST"])
def order(request: HttpRequest, slug: str) -> HttpResponse:
    """Put the items in order: by numbers that are typed, or with the buttons for up and down. No script needed."""
    neighbourhood = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.stand(request, neighbourhood, right="lead", act="agenda.order")
    items = {item.code: item for item in queries.items(neighbourhood)}
    count = _count(request, neighbourhood)
    groups = queries.groups(items.values())
    given = request.POST
    if count and request.method == "GET":
        groups = rules.by_stickers(groups, count.counts)
    problem = ""
    sends = "stuur" in given
    begun = {"missed": given.get("missed", "") if given else missing.in_words(neighbourhood)}
    form = OrderForm(given if sends else None, initial=begun)
    if request.method == "POST":
        wrong, numbers = _numbers(given, "plaats", items)
        sticker_wrong, stickers = _numbers(given, "stickers", items)
        groups = _arranged(groups, numbers, given)
        problem = wrong or sticker_wrong
        if not problem and sends and form.is_valid():
            codes = rules.by_numbers(groups, {})
            try:
                said: dict[str, Any] = {"stickers": stickers, "counted": count, "why": given.get("waarom", "")}
                said |= form.cleaned_data
                decision = _propose("order", standing, codes=codes, **said)()
                messages.success(request, _proposed())
                return redirect(decision)
            except NotAllowed:
                raise
            except Refused as refused:
                problem = str(refused)
    page = {
        "neighbourhood": neighbourhood,
        "groups": [_rows(group, items, given, count) for group in groups if group.codes],
        "count": count,
        "why": given.get("waarom", ""),
        "problem": problem,
        "form": form,
    }
    return render(request, "agenda/order.html", page, status=422 if problem or form.errors else 200)


def _numbers(given: QueryDict, name: str, items: dict[str, Item]) -> tuple[str, dict[str, int]]:
    """The numbers typed beside the items, and a sentence about the first that is none."""
    numbers: dict[str, int] = {}
    for code, item in items.items():
        typed = given.get(f"{name}-{code}", "").strip()
        if not typed:
            continue
        if not (typed.isascii() and typed.isdigit() and int(typed[:7]) <= rules.MOST_STICKERS and len(typed) <= 7):
            return _("Bij “%(title)s” staat geen getal. Vul een getal in, bijvoorbeeld 3.") % {
                "title": item.title
            }, numbers
        numbers[code] = int(typed)
    return "", numbers


def _arranged(groups: list[rules.Group], numbers: dict[str, int], given: QueryDict) -> list[rules.Group]:
    """The groups in the order that was typed, with one item moved when its button was pressed."""
    arranged = []
    for group in groups:
        codes = rules.by_numbers([rules.Group("", group.codes)], numbers)
        for name, by in (("omhoog", -1), ("omlaag", 1)):
            pushed = str(given.get(name, ""))
            if pushed in codes:
                codes = rules.shifted(codes, pushed, by)
        arranged.append(rules.Group(group.line, tuple(codes)))
    return arranged


def _count(request: HttpRequest, neighbourhood: Neighbourhood) -> StickerCount | None:
    """The count of stickers that this order follows from, when the address or the form names one of here."""
    number = request.POST.get("telling", "") or request.GET.get("telling", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 16):
        return None
    return queries.sticker_counts(neighbourhood).filter(pk=int(number)).first()


def _rows(group: rules.Group, items: dict[str, Item], given: QueryDict, count: StickerCount | None) -> dict[str, Any]:
    line = items.get(group.line)
    rows = [
        {
            "item": items[code],
            "place": place,
            "stickers": count.counts.get(code, 0) if count else given.get(f"stickers-{code}", "")[:7],
        }
        for place, code in enumerate(group.codes, start=1)
    ]
    return {"line": line, "is_lines": items[group.codes[0]].horizon == Item.Horizon.LONG, "rows": rows}


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, code: str) -> HttpResponse:
    """Propose that other items go into this one."""
    item = door.item_or_404(request, code)
    standing = access.stand(request, item.neighbourhood, right="lead", act="agenda.merge", subject=f"item:{item.code}")
    others = {other.code: other for other in queries.items(item.neighbourhood) if other.pk != item.pk}
    begun = {"missed": missing.in_words(item.neighbourhood)}
    form = MergeForm(request.POST or None, items=others.values(), initial=begun)
    if form.is_valid():
        chosen = [others[found] for found in form.cleaned_data["others"]]
        said = {name: form.cleaned_data[name] for name in ("why", "missed")}
        act = _propose("merge", standing, item=item, others=chosen, **said)
        if answer := posted.done(request, form, act, to=_page, said=_proposed()):
            return answer
    page = {"neighbourhood": item.neighbourhood, "item": item, "form": form}
    return render(request, "agenda/merge.html", page, status=posted.status(form))


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Propose to close an item, with the reason, and with how it stays so. It stays readable."""
    item = door.item_or_404(request, code)
    standing = access.stand(request, item.neighbourhood, right="lead", act="agenda.close", subject=f"item:{item.code}")
    form = CloseForm(request.POST or None, initial={"missed": missing.in_words(item.neighbourhood)})
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("why", "missed")}
        act = _propose("close", standing, item=item, upkeep=form.upkeep(), **said)
        if answer := posted.done(request, form, act, to=_page, said=_proposed()):
            return answer
    page = {"neighbourhood": item.neighbourhood, "item": item, "form": form}
    return render(request, "agenda/close.html", page, status=posted.status(form))


@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, slug: str) -> HttpResponse:
    """Propose to adopt the agenda as it stands now; the page shows what changed since the last time."""
    neighbourhood = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.stand(request, neighbourhood, right="lead", act="agenda.adopt")
    said = {"missed": missing.in_words(neighbourhood)}
    form = AdoptForm(request.POST if request.method == "POST" else None, initial=said)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("missed", "young")}
        act = _propose("adopt", standing, why=form.cleaned_data["waarom"], **given)
        if answer := posted.done(request, form, act, to=_page, said=_proposed()):
            return answer
    page = {
        "neighbourhood": neighbourhood,
        "form": form,
        "youth": queries.youth_sessions(neighbourhood, timezone.localdate()),
        "share": gatherings.youth_share(neighbourhood),
        **_since_last(neighbourhood),
    }
    return render(request, "agenda/adopt.html", page, status=posted.status(form))


def _since_last(neighbourhood: Neighbourhood) -> dict[str, Any]:
    """What changed since the last adopted version, in words."""
    last = queries.versions(neighbourhood).first()
    if last is None:
        return {"last": None, "count": queries.items(neighbourhood).count()}
    found = queries.difference_with_now(queries.version(neighbourhood, last.number))
    titles = {item.code: item.title for item in Item.objects.filter(neighbourhood=neighbourhood)}
    return {
        "last": last,
        "difference": found,
        "changed": [(titles[code], code, in_words(changes, titles)) for code, changes in found.changed.items()],
        "moved": [(titles[move.code], move) for move in found.moved],
    }


@require_safe
def decisions(request: HttpRequest, slug: str) -> HttpResponse:
    """Every decision on the agenda: those that wait for the other key first. Everybody may read this."""
    neighbourhood = get_object_or_404(Neighbourhood, slug=slug)
    today = timezone.localdate()
    typed = request.GET.get("blad", "")
    number = max(1, int(typed)) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 1
    found, more = queries.decisions_listed(neighbourhood, today, number)
    rows = [{"decision": decision, "standing": queries.decision_standing(decision, today)} for decision in found]
    counts = queries.sticker_counts(neighbourhood)[:20] if number == 1 else []
    page = {"neighbourhood": neighbourhood, "rows": rows, "counts": counts, "page": number, "more": more}
    return render(request, "agenda/decisions.html", page)


def _decision(slug: str, pk: int) -> Decision:
    return get_object_or_404(
        Decision.objects.select_related("neighbourhood", "item", "proposed_by__person", "seconded_by__person"),
        pk=pk,
        neighbourhood__slug=slug,
    )


@require_safe
def decision(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One decision: what it does, why, who proposed it, and whether the other key is still waited for."""
    found = _decision(slug, pk)
    standing = access.standing_of(request, found.neighbourhood)
    waits = queries.decision_standing(found, timezone.localdate())
    own = standing.leads and standing.side == found.proposed_by.side
    page = {
        "neighbourhood": found.neighbourhood,
        "decision": found,
        "standing": waits,
        "may_second": waits == "waiting" and queries.may_second(found, standing),
        "may_withdraw": waits == "waiting" and own,
        **(content := _content(found)),
        "beside": beside(found, content["items"]),
    }
    return render(request, "agenda/decision.html", page)


def _content(found: Decision) -> dict[str, Any]:
    """The items that a decision is about, by their titles, in the order of the decision."""
    codes = list(found.content.get("codes", []))
    items = {item.code: item for item in Item.objects.filter(neighbourhood=found.neighbourhood, code__in=codes)}
    shown: dict[str, Any] = {"items": [items[code] for code in codes if code in items]}
    if upkeep := found.content.get("upkeep"):
        day = upkeep["look_back_on"]
        shown["upkeep"] = {**upkeep, "look_back_on": date.fromisoformat(day) if day else None}
    if found.kind == Decision.Kind.ORDER:
        before = {code: place for place, code in enumerate(found.content["before"], start=1)}
        stickers = found.content.get("stickers", {})
        moves = set(rules.moved(found.content["before"], codes))
        shown["rows"] = [
            {
                "item": items[code],
                "place": place,
                "before": before[code],
                "moves": code in moves,
                "stickers": stickers.get(code),
            }
            for place, code in enumerate(codes, start=1)
            if code in items
        ]
    if found.kind == Decision.Kind.VISION:
        shown["vision"] = Vision.objects.select_related("neighbourhood").filter(pk=found.content["vision"]).first()
        shown["same_text"] = shown["vision"] and queries.vision_hash(shown["vision"]) == found.content["hash"]
    return shown


@require_POST
def second(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Turn the other key: the decision is carried out."""
    found = _decision(slug, pk)
    standing = access.standing_of(request, found.neighbourhood)
    actions.second(decision=found, by=standing, at=timezone.now(), today=timezone.localdate())
    messages.success(request, _("Beide sleutels zijn omgedraaid. Het besluit is genomen."))
    return redirect(found)


@require_POST
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a proposal back that still waits."""
    found = _decision(slug, pk)
    standing = access.standing_of(request, found.neighbourhood)
    actions.withdraw_proposal(decision=found, by=standing, at=timezone.now(), today=timezone.localdate())
    messages.success(request, _("Het voorstel is ingetrokken."))
    return redirect(found)
