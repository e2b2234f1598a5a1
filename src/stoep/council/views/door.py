"""What the pages of this room share: the place, who stands there, and a form that keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from stoep.agenda import queries as agenda
from stoep.agenda.models import Item
from stoep.network import access
from stoep.network.standing import Standing
from stoep.places.access import neighbourhood_or_404
from stoep.places.models import Neighbourhood
from stoep.shared import receipts
from stoep.shared.refusal import NotAllowed, Refused


def stands(request: HttpRequest, slug: str) -> tuple[Neighbourhood, Standing]:
    """The neighbourhood at this address, and who the visitor is there."""
    place = neighbourhood_or_404(slug)
    return place, access.standing_of(request, place)


def item_stands(request: HttpRequest, code: str) -> tuple[Item, Standing]:
    """The item with this code and who the visitor is there; a draft is there for nobody but who leads."""
    try:
        item = agenda.item_by_code(receipts.tidy(code))
    except Item.DoesNotExist:
        raise Http404 from None
    standing = access.standing_of(request, item.neighbourhood)
    if not agenda.may_read(item, standing):
        raise Http404
    return item, standing


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands round a form: its heading, a sentence below it, what the button says, and the way back."""

    heading: str
    send: str
    back: str
    lead: str = ""
    about: str = ""
    is_file: bool = False


def filled_in(
    request: HttpRequest,
    place: Neighbourhood,
    sheet: Sheet,
    form: Form,
    act: Callable[[], Any],
    *,
    to: Callable[[Any], str],
    said: str | Promise | Callable[[Any], str],
) -> HttpResponse:
    """Do the act of a form that is valid, say so and go on; else the form with what must be mended, and all of it."""
    if form.is_bound and form.is_valid():
        try:
            made = act()
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, said(made) if callable(said) else str(said))
            return redirect(to(made))
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "council/form.html", {"neighbourhood": place, "sheet": sheet, "form": form}, status=status)


def number_of(request: HttpRequest, name: str) -> int:
    """A key in the address, as ?voor=12; 0 when there is none that can be one."""
    typed = request.GET.get(name, "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= 15 else 0
