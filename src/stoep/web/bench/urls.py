"""Every address of the house, and one more: a view that does nothing, to measure the others by."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_safe

BARE = "/bank/"


@require_safe
def bare(request: HttpRequest) -> HttpResponse:
    """Two letters, through the same middleware as every page."""
    return HttpResponse("ok")


urlpatterns = [path(BARE.strip("/") + "/", bare), path("", include("stoep.web.urls"))]

handler400 = "stoep.web.errors.bad_request"
handler403 = "stoep.web.errors.no_access"
handler404 = "stoep.web.errors.not_found"
handler500 = "stoep.web.errors.broken"
