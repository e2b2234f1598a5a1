"""What a page does with what was posted: do the act, say so and go on; or keep what was typed and say what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from stoep.shared.refusal import NotAllowed, Refused

To = str | Callable[[Any], str]


def done(
    request: HttpRequest, form: Form, act: Callable[[], Any], *, to: To, said: str | Promise
) -> HttpResponse | None:
    """Do the act of a valid form, say so, and go on; None when it was refused, with the reason in the form."""
    try:
        made = act()
    except NotAllowed:
        raise
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, str(said))
    return redirect(to if isinstance(to, str) else to(made))


def pressed(
    request: HttpRequest, act: Callable[[], Any], *, to: To, said: str | Promise, back: str | None = None
) -> HttpResponse:
    """Do the act of a button, say so, and go on; when it was refused, say why on `back` (without it: on `to`)."""
    try:
        made = act()
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(back if back is not None else str(to))
    messages.success(request, str(said))
    return redirect(to if isinstance(to, str) else to(made))


def status(form: Form) -> int:
    """The status of a page with a form: 200, or 422 when something in it must be mended."""
    return 422 if form.is_bound and form.errors else 200


def form_page(
    template: str, request: HttpRequest, form: Form, here: object, *,
    title: str, lead: str, send: str, back: str, **more: Any,
) -> HttpResponse:  # fmt: skip
    """A page with one form about the neighbourhood `here`, on this template; 422 when something in it must be mended.

    Each room has it under its own name, with its own template: the boxes are the same, what stands above them is not.
    """
    page = {"neighbourhood": here, "form": form, "title": title, "lead": lead, "send": send, "back": back, **more}
    return render(request, template, page, status=status(form))


def acted_or_form(
    template: str, request: HttpRequest, form: Form, here: object, act: Callable[[], Any], *,
    to: To, said: str | Promise, **page: Any,
) -> HttpResponse:  # fmt: skip
    """Do the act of a valid form, say so and go on; else the page with the form, with whatever was typed in it."""
    if form.is_valid() and (answer := done(request, form, act, to=to, said=said)):
        return answer
    return form_page(template, request, form, here, **page)
