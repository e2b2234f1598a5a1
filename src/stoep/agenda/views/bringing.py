"""Pages to bring things in: voices that become items, and an existing plan that becomes drafts."""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stoep.agenda import actions, queries, rules
from stoep.agenda.forms import NEW_ITEM, ItemForm, PlanForm, TakeUpForm
from stoep.agenda.models import Item
from stoep.agenda.views import door
from stoep.agenda.views.items import item_page
from stoep.network import access
from stoep.places.models import Neighbourhood
from stoep.shared import posted
from stoep.shared.form_key import new_key

SHOWN = 40  # voices on one page
MOST = 500  # voices in one go

_SENTENCES: dict[str, str | Promise] = {
    "binary": gettext_lazy("Dit is geen tekst. Sla uw rekenblad op als CSV, of plak de lijst in het vak."),
    "too-big": gettext_lazy("Dit is te groot. Er past %(limit)s kB in. Deel uw plan in stukken."),
    "empty": gettext_lazy("Er staat nog niets in. Kies een bestand, of plak uw lijst."),
    "too-many-rows": gettext_lazy(
        "Er staan %(found)s punten in. Er passen er %(limit)s in één keer. Deel uw plan in stukken."
    ),
    "no-heads": gettext_lazy(
        "De eerste regel noemt geen kolommen: %(found)s. Zet er bijvoorbeeld boven: titel; wens; waarom."
    ),
    "wrong-separator": gettext_lazy(
        "De kolommen zijn hier anders gescheiden dan in de eerste regel. Gebruik overal een puntkomma."
    ),
    "no-title": gettext_lazy("Deze regel heeft geen titel en geen wens. Vul er een in."),
    "too-long": gettext_lazy("Een tekst heeft %(length)s tekens. Er passen er %(limit)s in. Maak hem korter."),
    "columns": gettext_lazy(
        "Hier staan %(found)s kolommen, in de eerste regel %(expected)s. "
        "Zet aanhalingstekens om een tekst waar een komma in staat."
    ),
    "unknown-horizon": gettext_lazy("De termijn kennen we niet. Schrijf 'lang' of 'kort', of laat het leeg."),
    "unknown-domain": gettext_lazy(
        "Het domein kennen we niet. Schrijf bijvoorbeeld 'wonen' of 'veiligheid', of laat het leeg."
    ),
    "broken-quote": gettext_lazy("Een aanhalingsteken gaat niet meer dicht. Zet er een bij, of haal het weg."),
}


@require_http_methods(["GET", "POST"])
def take_up(request: HttpRequest, slug: str) -> HttpResponse:
    """Pick voices and bring them together in an item; searching keeps what was picked."""
    neighbourhood = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.stand(request, neighbourhood, right="lead", act="agenda.take_up")
    given = request.POST if request.method == "POST" else request.GET
    picked = given.getlist("inbreng")[:MOST]
    words = given.get("zoek", "")[:100]
    found = queries.voices_to_take_up(standing, words, picked)
    items = {item.code: item for item in queries.items(neighbourhood)}
    sends = request.method == "POST" and "opnemen" in request.POST
    form = TakeUpForm(request.POST if sends else None, items=items.values(), initial=given.dict())
    if sends and not picked:
        form.add_error(None, _("Vink eerst inbreng aan."))
    if sends and form.is_valid():
        why = form.cleaned_data["why"]
        if form.cleaned_data["item"] == NEW_ITEM:
            asked = urlencode({"inbreng": picked, "waarom": why}, doseq=True)
            return redirect(f"{reverse('agenda:start', args=[slug])}?{asked}")
        item = items[form.cleaned_data["item"]]
        chosen = list(found.filter(number__in=picked))

        def act() -> object:
            return actions.take_up(item=item, voices=chosen, why=why, by=standing, at=timezone.now())

        said = _("De inbreng zit nu in dit punt. De schrijvers horen het.")
        if answer := posted.done(request, form, act, to=lambda made: item_page(item), said=said):
            return answer
    rows = list(found.filter(number__in=picked)) + list(found.exclude(number__in=picked)[: SHOWN + 1])
    page = {
        "neighbourhood": neighbourhood,
        "form": form,
        "voices": rows[: len(picked) + SHOWN],
        "more": len(rows) > len(picked) + SHOWN,
        "picked": set(picked),
        "words": words,
    }
    return render(request, "agenda/take_up.html", page, status=posted.status(form))


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Bring an existing plan in: first it is read and shown; a second button saves it as drafts."""
    neighbourhood = get_object_or_404(Neighbourhood, slug=slug)
    standing = access.stand(request, neighbourhood, right="lead", act="agenda.import_plan")
    form = PlanForm(request.POST or None, request.FILES or None)
    page: dict[str, Any] = {"neighbourhood": neighbourhood, "form": form, "most": rules.MOST_ROWS}
    if request.method == "POST":
        text, problem = _text(request)
        read = rules.Plan(problems=(problem,)) if problem else rules.read_plan(text)
        mark = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
        ready = form.is_valid() and bool(read.rows) and not read.problems
        if ready and "bewaar" in request.POST and request.POST.get("checked") == mark:

            def act() -> list[Item]:
                return actions.import_plan(
                    neighbourhood=neighbourhood,
                    rows=read.rows,
                    source=form.cleaned_data["source"],
                    by=standing,
                    at=timezone.now(),
                    today=timezone.localdate(),
                    posted_key=request.POST.get("key") or None,
                )

            said = _("Het plan is bewaard als concept. Kijk nu elk punt na.")
            if answer := posted.done(
                request, form, act, to=lambda made: reverse("agenda:drafts", args=[slug]), said=said
            ):
                return answer
        # What was read from a file comes back in the box, to be mended there.
        page["form"] = _again(form, text, mark)
        page |= {"read": read, "problems": [(found.line, _sentence(found)) for found in read.problems], "ready": ready}
    return render(request, "agenda/plan.html", page, status=422 if page.get("problems") else posted.status(form))


def _text(request: HttpRequest) -> tuple[str, rules.Problem | None]:
    """The text of the file, else of the box."""
    file = request.FILES.get("file")
    if file is None:
        return request.POST.get("text", "").replace("\r\n", "\n"), None
    if (file.size or 0) > rules.MOST_BYTES:
        return request.POST.get("text", ""), rules.Problem(0, "too-big", {"limit": rules.MOST_BYTES // 1000})
    found = rules.read_bytes(file.read())
    if isinstance(found, rules.Problem):
        return request.POST.get("text", ""), found
    return found.replace("\r\n", "\n"), None


def _again(form: PlanForm, text: str, mark: str) -> PlanForm:
    """The same form with the text that was read, so that the second button saves exactly what was shown."""
    key = form.data.get("key") or new_key()
    again = PlanForm({"source": form.data.get("source", ""), "text": text, "checked": mark, "key": key})
    for error in form.non_field_errors():
        again.add_error(None, error)
    return again


def _sentence(problem: rules.Problem) -> str:
    return str(_SENTENCES[problem.code]) % problem.params


@require_safe
def drafts(request: HttpRequest, slug: str) -> HttpResponse:
    """Drafts from a plan, each waiting until somebody at the table has looked at it."""
    neighbourhood = get_object_or_404(Neighbourhood, slug=slug)
    access.stand(request, neighbourhood, right="lead", act="agenda.admit")
    return render(
        request, "agenda/drafts.html", {"neighbourhood": neighbourhood, "items": queries.drafts(neighbourhood)}
    )


@require_http_methods(["GET", "POST"])
def admit(request: HttpRequest, code: str) -> HttpResponse:
    """Look at a draft, complete it, and put it on the agenda."""
    item = door.item_or_404(request, code)
    standing = access.stand(request, item.neighbourhood, right="lead", act="agenda.admit", subject=f"item:{item.code}")
    if not item.is_draft:
        return redirect(item_page(item))
    form = ItemForm(request.POST or None, neighbourhood=item.neighbourhood, item=item)
    if form.is_valid():

        def act() -> Item:
            return actions.admit(
                item=item, by=standing, at=timezone.now(), today=timezone.localdate(), **form.act_fields()
            )

        to = reverse("agenda:drafts", args=[item.neighbourhood.slug])
        if answer := posted.done(request, form, act, to=lambda made: to, said=_("Het punt staat op de agenda.")):
            return answer
    page = {"neighbourhood": item.neighbourhood, "item": item, "form": form}
    return render(request, "agenda/admit.html", page, status=posted.status(form))


@require_POST
def put_aside(request: HttpRequest, code: str) -> HttpResponse:
    """This draft does not go on the agenda: put it aside."""
    item = door.item_or_404(request, code)
    standing = access.stand(
        request, item.neighbourhood, right="lead", act="agenda.put_aside", subject=f"item:{item.code}"
    )
    actions.put_aside(item=item, by=standing, at=timezone.now())
    messages.success(request, _("Het concept is weggelegd."))
    return redirect("agenda:drafts", item.neighbourhood.slug)
