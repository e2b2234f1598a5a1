"""Pages of what follows: who goes where, and what came of it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from stoep.network import access
from stoep.network.standing import Standing
from stoep.reach import actions, forms, queries, rules, words
from stoep.reach.models import Edition, Step
from stoep.reach.views import door
from stoep.shared import posted

_both = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@_both
def plan_step(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write down who goes where for a group; ?groep= names it, and ideas for it stand beside the form."""
    found = door.edition_or_404(slug, pk)
    here = found.round.neighbourhood
    standing = door.host(request, found.round, "reach.plan_step")
    every = _groups(found)
    wanted = request.GET.get("groep", "")
    group = wanted if wanted in dict(every) else every[0][0]
    form = forms.StepForm(request.POST or None, groups=every, initial={"group": group})
    to = reverse("reach:missing", args=[slug])
    if form.is_valid():

        def act() -> Step:
            now = timezone.now()
            return actions.plan_step(
                edition=found, by=standing, at=now, today=timezone.localdate(now), **form.act_fields()
            )

        if answer := posted.done(
            request, form, act, to=to, said=_("Het staat erbij. Zet er uw naam bij als u het doet.")
        ):
            return answer
    return door.form_page(
        request, form, here, title=_("Wie gaat naar wie toe?"), lead=_("Eén stap: een mens, een plek en een dag."),
        send=_("Zet deze stap erbij"), back=to, ideas=queries.ideas(here, group),
        group=words.group(group, found.round.parts), is_plan=True,
    )  # fmt: skip


def _groups(of: Edition) -> list[tuple[str, str]]:
    """The groups to choose from: first those of whom too few are heard."""
    missing = [each.key for each in queries.told(of).groups if each.is_missing]
    every = rules.all_groups(of.round.parts)
    keys = [key for key in missing if key in every] + [key for key in every if key not in missing]
    return [(key, words.group(key, of.round.parts)) for key in keys]


@never_cache
@_both
def finish_step(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say what came of a step."""
    found = door.step_or_404(slug, pk)
    here = found.edition.round.neighbourhood
    standing = door.host(request, found.edition.round, "reach.finish_step")
    form = forms.CameForm(request.POST or None)
    to = reverse("reach:missing", args=[slug])
    if form.is_valid():

        def act() -> Step:
            now = timezone.now()
            return actions.finish_step(
                step=found, by=standing, at=now, today=timezone.localdate(now), **form.cleaned_data
            )

        if answer := posted.done(request, form, act, to=to, said=_("Het staat erbij.")):
            return answer
    return door.form_page(
        request, form, here, title=_("Wat kwam ervan?"), lead="", send=_("Vertel het"), back=to, step=found
    )


@require_POST
def take_step(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A host says: I do this."""

    def act(step: Step, by: Standing) -> Step:
        now = timezone.now()
        return actions.take_step(step=step, by=by, at=now, today=timezone.localdate(now))

    return _press(request, slug, pk, act, _("Uw naam staat erbij."))


@require_POST
def leave_step(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A host says: I do not do this after all."""

    def act(step: Step, by: Standing) -> Step:
        return actions.leave_step(step=step, by=by, at=timezone.now())

    return _press(request, slug, pk, act, _("Uw naam staat er niet meer bij."))


def _press(request: HttpRequest, slug: str, pk: int, act: Callable[[Step, Standing], Step], said: str) -> HttpResponse:
    found = door.step_or_404(slug, pk)
    standing = access.standing_of(request, found.edition.round.neighbourhood)
    return posted.pressed(request, lambda: act(found, standing), to=reverse("reach:missing", args=[slug]), said=said)
