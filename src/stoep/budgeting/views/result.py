"""What came out: the result with its explanation, the files to count again, marks, and objections."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from stoep.budgeting import actions, outcomes, queries, result_words, rules
from stoep.budgeting.forms.counting import AnswerForm, MarkForm, ObjectionForm
from stoep.budgeting.models import Box, Mark, Objection, Result, Round
from stoep.budgeting.views import door
from stoep.network import access
from stoep.people import actions as people
from stoep.shared import leaves, posted, visitor

SEEN = "gezien"  # what the leaves of the findings are called in the address
_both = require_http_methods(["GET", "HEAD", "POST"])
FILES = {"stemmen.pb": "text/plain; charset=utf-8", "rule.json": "application/json", "result.json": "application/json"}


@require_safe
def result(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The result of every part: which plans, why, how near the others came, and what did not count.

    What observers saw and what was objected stand below it by twenty: further on in one of them (?gezien=2, ?blad=2)
    the rest is left out.
    """
    round = door.round_or_404(slug, number)
    further = leaves.further(request, SEEN, leaves.NAME)
    seen, objected = leaves.number_of(request, SEEN), leaves.number_of(request)
    box, standing = queries.box_of(round), access.standing_of(request, round.neighbourhood)
    last = queries.last_day_to_object(round, (box and box.opened_at) or round.stopped_at)
    is_over = not rules.may_object(timezone.localdate(), last)
    page = {
        "neighbourhood": round.neighbourhood, "round": round, "box": box,
        "standing": standing,
        "further": further, **({} if further else _came_out(round, box)),
        "objections": leaves.leaf(queries.objections(round, objected), objected, keeps="#bezwaar"),
        "findings": leaves.leaf(queries.findings(round, seen), seen, SEEN, keeps="#gezien"),
        "letters": queries.many_by_letter(round) if standing.hosts and box and box.opened_at else 0,
        "sees_hints": is_over or queries.observer_of(round, standing),
        "may_object": not is_over and timezone.now() >= round.voting_until,
        "last": last or round.objections_until,
        "may_count_again": standing.leads and _may_count_again(round, box, is_over),
        "earlier": queries.earlier_results(round) if box and box.__dict__["has_earlier"] and not further else [],
        "files": list(FILES),
    }  # fmt: skip
    return render(request, "budgeting/result.html", page)


def _may_count_again(round: Round, box: Box | None, is_over: bool) -> bool:
    """Within the term, and after it while an objection waits for its answer."""
    is_there = box is not None and box.opened_at is not None and box.wiped_at is None
    return is_there and (not is_over or queries.objects_still(round))


def _came_out(round: Round, box: Box | None) -> dict[str, object]:
    found = queries.results(round)
    # Once it is counted the results say whether there is anything to ask.
    changed = not found or found[0].__dict__["paper_changed"]
    return {
        "results": [_shown(each, round) for each in found],
        "pile_changes": queries.pile_changes(round) if changed else [],
        "languages": queries.paper_languages(round),
        "left_out": result_words.reasons(box.left_out) if box else [],
    }  # fmt: skip


@require_safe
def not_won(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """For whoever lost: how near each plan came, and what can be done now."""
    round = door.round_or_404(slug, number)
    found = queries.results(round)
    if not found:
        raise Http404
    today = timezone.localdate()
    page = {
        "neighbourhood": round.neighbourhood, "round": round, "next": queries.next_round(round),
        "parts": [(each.part, outcomes.lost(each)) for each in found], "now": outcomes.now(round, today),
        "may_object": rules.may_object(today, queries.objections_end(round, today)),
    }  # fmt: skip
    return render(request, "budgeting/not_won.html", page)


def _shown(found: Result, round: Round) -> dict[str, object]:
    told = found.outcome
    voters, glad = told.get("voters", 0), told.get("voters_with_a_winner", 0)
    dots = enumerate(result_words.dots(found))
    return {
        "part": found.part, "sentences": result_words.sentences(found), "winners": result_words.winners(found),
        "others": result_words.others(found), "voters": voters, "glad": glad,
        "has_ballots": found.rule["rule"] != "greedy", "has_file": found.__dict__["has_ballots"],
        "files": [_named(round, found.part.order, name) for name in FILES],
        "dots": [(12 + 22 * (at % 10), 12 + 22 * (at // 10), is_glad) for at, is_glad in dots],
    }  # fmt: skip


@require_safe
def file(request: HttpRequest, slug: str, number: int, part: int, name: str) -> HttpResponse:
    """A published file of one part: the ballots, the rule, or the outcome."""
    round = door.round_or_404(slug, number)
    found = (
        _earlier(round, part, request.GET["eerder"])
        if "eerder" in request.GET
        else (get_object_or_404(Result, part__round=round, part__order=part))
    )
    if name not in FILES or (name == "stemmen.pb" and not found.ballots):
        raise Http404
    held = {"rule.json": found.rule, "result.json": found.outcome}.get(name)
    content = found.ballots if held is None else json.dumps(held, ensure_ascii=False, indent=2) + "\n"
    response = HttpResponse(content, content_type=FILES[name])
    response["Content-Disposition"] = f'attachment; filename="{_named(round, part, name)}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _earlier(round: Round, part: int, which: str) -> Result:
    """What came out of a part in the first count (1), the second (2) and so on, as far as it was set aside."""
    found = queries.earlier_results(round)
    if not which.isascii() or not which.isdecimal() or len(which) > 3 or not 0 < int(which) <= len(found):
        raise Http404
    held = next((each for each in found[int(which) - 1].results if each["part"] == part), None)
    if held is None:
        raise Http404
    return Result(ballots=held["ballots"], rule=held["rule"], outcome=held["outcome"])


def _named(round: Round, part: int, name: str) -> str:
    """How the file is called on the reader's own computer."""
    return f"{round.neighbourhood.slug}-{round.number}-{part}-{name}"


@require_safe
def program(request: HttpRequest) -> FileResponse:
    """The program that counts the published files again: one file that runs on any Python from 3.11, without us."""
    path = Path(settings.ROOT) / "verify" / "stoep-recount.py"
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type="text/x-python")


@never_cache
@_both
def mark(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Find the own ballot by its mark."""
    round = door.round_or_404(slug, number)
    form = MarkForm(request.POST or None)
    found: Mark | None = None
    if form.is_valid():
        found = queries.marked(round, form.cleaned_data["mark"])
        if found is None and queries.is_set_aside(round):
            form.add_error(None, _("De stembus wordt opnieuw geteld. Zoek uw stem daarna."))
        elif found is None:
            form.add_error(None, _("Met dit kenmerk is geen stem geteld. Kijk het nog eens na."))
    titles = {idea.ballot_number: idea.title for idea in queries.projects(found.part)} if found else {}
    page = {
        "neighbourhood": round.neighbourhood, "round": round, "form": form, "found": found,
        "chosen": [(which, titles.get(which, ""), points) for which, points in found.choices] if found else [],
    }  # fmt: skip
    return render(request, "budgeting/mark.html", page, status=posted.status(form))


@never_cache
@_both
def object_to(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Object, in one's own words."""
    round = door.round_or_404(slug, number)
    form = ObjectionForm(request.POST or None)
    back = reverse("budgeting:result", args=[slug, number])
    if form.is_valid():

        def act() -> Objection:
            now = timezone.now()
            people.knock(
                key=f"budgeting.object:{visitor.address_of(request)}", limit=10, span=timedelta(days=1), at=now
            )
            return actions.object_to(round=round, at=now, today=timezone.localdate(), **form.act_fields())

        said = _("Uw bezwaar staat hier. Het antwoord komt erbij te staan.")
        if answer := posted.done(request, form, act, to=back, said=said):
            return answer
    return door.form_page(
        request, form, round.neighbourhood, title=_("Maak bezwaar"),
        lead=_("Klopt er iets niet aan het stemmen of het tellen? Zolang er geen antwoord is, wordt er niets gewist. "
               "Het antwoord staat later op de pagina van de uitslag. Leest u liever niet op een scherm? Vraag er "
               "dan naar bij %(contact)s.") % {"contact": _asked_of(round)},
        send=_("Maak bezwaar"), back=back,
    )  # fmt: skip


def _asked_of(round: Round) -> str:
    return f"{round.contact}, {round.phone}" if round.phone else round.contact


@never_cache
@_both
def answer(request: HttpRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Answer an objection."""
    round, standing = door.may(request, slug, number, act="budgeting.answer_objection")
    found = get_object_or_404(Objection.objects.select_related("round__neighbourhood"), round=round, pk=pk)
    form = AnswerForm(request.POST or None)
    back = reverse("budgeting:result", args=[slug, number])
    if form.is_valid():

        def act() -> Objection:
            said = form.cleaned_data["answer"]
            return actions.answer_objection(objection=found, answer=said, by=standing, at=timezone.now())

        if given := posted.done(request, form, act, to=back, said=_("Het antwoord staat erbij.")):
            return given
    return door.form_page(
        request, form, round.neighbourhood, title=_("Beantwoord dit bezwaar"), lead=found.words,
        send=_("Geef dit antwoord"), back=back,
    )  # fmt: skip
